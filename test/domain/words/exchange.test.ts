import { describe, expect, test } from 'vitest';
import {
  askedAboutIn,
  asksForYes,
  itemIn,
  leftItemIn,
  mayExchangeIn,
  namedDecisionIn,
  ratherIn,
  swapIn,
} from '../../../src/domain/words/exchange.ts';
import { asksOfGoods } from '../../../src/domain/words/exchange-thoughts.ts';

describe('what became of one’s goods', () => {
  test.each(['我雨衣呢', '我换的雨衣到了没', '我雨衣怎么还没到', '雨衣来了没', '兑换的雨衣到了没有', '雨衣啥时候能领'])(
    '“%s”',
    (words) => {
      expect(asksOfGoods(words)).toEqual({ item: '雨衣' });
    },
  );

  test.each(['我雨衣丢了', '雨衣放哪了', '雨衣在哪买', '雨衣怎么洗', '哪有雨衣', '水在哪儿'])('“%s” is not asked', (words) => {
    expect(asksOfGoods(words)).toBeNull();
  });

  test.each([
    ['用积分换桶油', '桶油', '油'],
    ['换条毛巾', '条毛巾', '毛巾'],
    ['换个杯子', '杯子', '杯子'],
    ['换瓶装水', '瓶装水', '瓶装水'],
    ['换盒饭', '盒饭', '盒饭'],
  ])('“%s” wants what comes so', (words, read, item) => {
    expect(itemIn(words, read)).toBe(item);
  });
});

describe('words about one of the goods', () => {
  test.each([
    ['换水壶要几分', '水壶'],
    ['几分能换水壶', '水壶'],
    ['水壶还有吗', '水壶'],
    ['水壶还剩几个', '水壶'],
    ['有水壶换吗', '水壶'],
    ['还有洗车券换没', '洗车券'],
  ])('“%s” asks about %s', (words, item) => {
    expect(askedAboutIn(words)).toBe(item);
  });

  test.each(['有什么能换的', '押金还有吗', '钱还剩多少', '还有人吗', '我的分够吗', '单子还有没有'])('“%s” does not', (words) => {
    expect(askedAboutIn(words)).toBeNull();
  });

  test.each(['我能换水壶不', '能不能换水壶?', '我的分够换水壶不'])('“%s” asks whether one may', (words) => {
    expect(mayExchangeIn(words)).toBe('水壶');
  });

  test.each(['能换班吗', '能换电池吗', '能换个时间不', '积分能换钱吗', '能换人吗'])('“%s” does not', (words) => {
    expect(mayExchangeIn(words)).toBeNull();
  });

  test.each(['洗车券我不要了', '不换洗车券了', '洗车券退了', '洗车券取消吧'])('“%s” is left', (words) => {
    expect(leftItemIn(words)).toBe('洗车券');
  });

  test.each(['押金退了', '工资不要了', '薪水不要了', '这单取消', '报名取消', '电池不要了'])('“%s” is not', (words) => {
    expect(leftItemIn(words)).toBeNull();
  });

  test.each([
    ['洗衣液不换了，改成洗车券', '洗衣液', '洗车券'],
    ['不要毛巾了，换成水', '毛巾', '水'],
    ['把毛巾换成水壶', '毛巾', '水壶'],
  ])('“%s” swaps', (words, from, to) => {
    expect(swapIn(words)).toEqual({ from, to });
  });

  test.each(['地点改成驿站', '时间改成三点', '把电池换成新的', '党日不去了，改成线上'])('“%s” swaps nothing', (words) => {
    expect(swapIn(words)).toBeNull();
  });

  test.each([
    ['还是毛巾吧', '毛巾'],
    ['不对 换毛巾', '毛巾'],
    ['毛巾', '毛巾'],
  ])('“%s” is rather %s', (words, item) => {
    expect(ratherIn(words)).toBe(item);
  });

  test.each(['批了没', '书记批了没', '去哪领', '啥时候能批', '催一下书记'])('“%s” waits for a yes', (words) => {
    expect(asksForYes(words)).toBe(true);
  });

  test.each(['怎么样了', '书记来了没', '去哪充电', '我批评你'])('“%s” waits for none', (words) => {
    expect(asksForYes(words)).toBe(false);
  });
});

describe('a secretary’s word by name', () => {
  test.each([
    ['同意老周换洗车券', '洗车券', 'granted', null],
    ['准老周换', null, 'granted', null],
    ['老周的洗车券批了', '洗车券', 'granted', null],
    ['不同意老周换水壶 没货了', '水壶', 'declined', '没货了'],
  ])('“%s”', (words, item, decision, reason) => {
    expect(namedDecisionIn(words)).toEqual({ which: '老周', item, decision, reason });
  });

  test.each(['老周的工资批了没', '同意老周的意见', '让老周换班', '老周的登记通过', '同意'])('“%s” is none', (words) => {
    expect(namedDecisionIn(words)).toBeNull();
  });
});
