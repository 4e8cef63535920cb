import { describe, expect, test } from 'vitest';
import { heldOrderIn } from '../../../src/domain/words/orders.ts';
import { postponedPieces, postpones } from '../../../src/domain/words/second-thoughts.ts';

describe('held back', () => {
  test.each([
    '雨衣不要下架',
    '先不要上架雨衣',
    '雨衣回头再下架',
    '暂时别补货',
    '雨衣先别涨价',
    '先不急着上架雨衣 2分 3件',
    '手套改天上架 10分 5双',
    '工时3先别确认',
    '兑换1、2 先放着',
    '工时7确认 先别',
  ])('“%s”', (words) => {
    expect(heldOrderIn(words)?.isClear).toBe(true);
  });

  test.each([
    '下架雨衣',
    '上架 别针 2分 5盒',
    '上架 不锈钢杯 20分 5个',
    '上架 周末洗车券 20分 5张',
    '雨衣怎么不上架',
    '明天上架吗',
    '货架明天到',
    '别忘了明天开会',
    '兑换1 不同意 不对版',
    '撤销积分1 数字不对 多记了',
    '撤销积分12号，签到不是本人',
    '撤销积分1 他等等就走了',
    '撤销积分1 停电那天没去',
    '撤销积分1 他自己说算了',
    '撤销积分1 时间不对 是2小时',
    '上周五上架的雨衣',
    '菜市场居然不涨价',
  ])('“%s” is not', (words) => {
    expect(heldOrderIn(words)).toBeNull();
  });
});

describe('left waiting', () => {
  test.each(['先放着', '都不给了 等下周', '先不批', '下周再定', '我再考虑考虑', '等支委会定', '不急 明天定', '再说吧'])(
    '“%s”',
    (words) => {
      expect(postpones(words)).toBe(true);
    },
  );

  test.each(['同意', '不同意', '不给', '都不给了', '没货了', '给他放着', '明天开会', '小吴明天来', '可以等', '放行'])(
    '“%s” is not',
    (words) => {
      expect(postpones(words)).toBe(false);
    },
  );

  test('of one among several', () => {
    expect(postponedPieces('孙丽的先放着')).toContain('孙丽');
    expect(postponedPieces('孙丽等下周')).toContain('孙丽');
    expect(postponedPieces('岗2等哈再说')).toContain('岗2');
    expect(postponedPieces('小吴的我再问问')).toContain('小吴的');
    expect(postponedPieces('孙丽的不行')).toEqual([]);
  });
});
