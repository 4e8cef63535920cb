// What words after an appeal are: more of it, that it was not meant, or about something else.
import { describe, expect, test } from 'vitest';
import { isLaughter, partOf, saysGoodNews, saysUnmeant, tellsMore } from '../../../src/domain/words/appeal-talk.ts';

describe('an answer about an appeal', () => {
  test.each([
    '上个月',
    '前天下午',
    '12号，八十块',
    '三百',
    '嫌我送晚了两分钟',
    '我手机里有录音',
    '老李他们也都被罚了',
    '站长亲口说的',
    '差评是误点的，顾客自己改口了',
    '工资条上写的两千六',
    '摔在医院门口，缝了三针',
  ])('tells more in “%s”', (words) => {
    expect(partOf(words)).toBe('more');
  });

  test.each([
    '肥皂批没批',
    '我报的岗行了没',
    '给我留一桶洗衣液',
    '上午那次巡查算了没',
    '你怎么不回话',
    '哪儿能领雨衣',
    '我有几分了',
    '帮我报名周六的活动',
    '哈哈哈',
    '明天党课几点',
  ])('is about something else in “%s”', (words) => {
    expect(partOf(words)).toBe('other');
  });

  test.each(['顺丰', '我叫孙大海', '真冷啊', '路上堵得很'])('may be either in “%s”', (words) => {
    expect(partOf(words)).toBe('either');
  });
});

describe('an appeal', () => {
  test.each([
    '唉算了算了',
    '逗你玩的',
    '跟你开个玩笑',
    '闹着玩呢',
    '拉倒',
    '当我没说',
    '我瞎说的',
    '没这回事',
    '不告了不告了',
    '别报了',
    '搞错了',
    '已经退了',
  ])('was not meant by “%s”', (words) => {
    expect(saysUnmeant(words)).toBe(true);
  });

  test.each([
    '算了半天少我两百',
    '站长说是开玩笑，可钱真扣了',
    '解决了一半',
    '谢谢',
    '好的',
    '别让站长知道',
    '还没退',
    '不发工资',
    '搞错了金额，是三百',
  ])('still stands after “%s”', (words) => {
    expect(saysUnmeant(words)).toBe(false);
  });

  test.each([
    '上个月',
    '上个月15号',
    '三百',
    '300',
    '一共五百块',
    '说我超时',
    '他说我迟到',
    '老马也被扣了',
    '昨天，因为我没穿工服',
    '有截图',
  ])('is told more of in “%s”', (words) => {
    expect(tellsMore(words)).toBe(true);
  });

  test.each([
    '2',
    '周六去吗',
    '明天早上集合',
    '老马也来了',
    '上个月的积分',
    '昨天巡查了',
    '附近哪儿能充电',
    '东门',
    '收到',
    '在从从从从从从从从从从从从从从从从',
    '说我们站里热闹得很大家都挺好真不错下次还来一起吃饭喝酒',
  ])('is not by “%s”', (words) => {
    expect(tellsMore(words)).toBe(false);
  });
});

test.each(['工资发了', '工资终于到账了', '这个月奖金都发了'])('“%s” is good news', (words) => {
  expect(saysGoodNews(words)).toBe(true);
});

test.each(['工资没发', '工资发了一半', '工资发了但是少了两百', '工资发晚了', '工资发了吗'])('“%s” is none', (words) => {
  expect(saysGoodNews(words)).toBe(false);
});

test.each(['哈哈', '嘿嘿嘿', '哈哈站长扣我钱'])('laughter is nothing but laughter: “%s”', (words) => {
  expect(isLaughter(words)).toBe(/^[哈嘿]+$/.test(words));
});
