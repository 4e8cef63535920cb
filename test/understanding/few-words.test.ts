// What a few words, or a whole sentence that is none, must not be taken for.
import { describe, expect, test } from 'vitest';
import { appeal, ticketTalk } from '../../src/understanding/lexicon.ts';

describe('no trouble', () => {
  test.each(['工资发了', '奖金到账了', '终于工资发了哈', '想喝口热水', '我想歇会儿', '找组织', '逗你玩'])(
    'is in “%s”',
    (words) => {
      expect(appeal.none.test(words)).toBe(true);
    },
  );

  test.each([
    '工资没发',
    '工资发了一半',
    '想喝口水都不让',
    '想充电站长不让',
    '找组织帮忙要工资',
    '想要回被扣的钱',
    '逗你玩是假的工资真没发',
  ])('is not all of “%s”', (words) => {
    expect(appeal.none.test(words)).toBe(false);
  });
});

describe('a few words', () => {
  test.each(['没有', '啊?', '还有呢', '三百'])('“%s” are about no ticket', (words) => {
    expect(ticketTalk.about.test(words)).toBe(false);
  });

  test.each(['谁修', '好了没', '进度', '咋样了'])('“%s” may be', (words) => {
    expect(ticketTalk.about.test(words)).toBe(true);
  });
});
