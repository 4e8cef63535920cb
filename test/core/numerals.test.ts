import { describe, expect, test } from 'vitest';
import { chineseNumber, hoursIn } from '../../src/core/numerals.ts';

describe('hours in an answer', () => {
  test.each([
    ['2', 2],
    ['两小时', 2],
    ['两个半', 2.5],
    ['两个半小时', 2.5],
    ['两小时半', 2.5],
    ['半个钟头', 0.5],
    ['1.5小时', 1.5],
    ['1.5', 1.5],
    ['大概三个小时吧', 3],
    ['十二', 12],
    ['二十五个小时', 25],
    ['3 个小时', 3],
    ['回2', 2],
    ['做了俩钟头', 2],
    ['2h', 2],
    ['0', 0],
    ['-1', -1],
  ])('%s is %d', (words, hours) => expect(hoursIn(words)).toBe(hours));

  test.each([['二号棚冒烟了'], ['没做'], ['12号楼的件谁派'], ['签到'], [''], ['明天三点开会'], ['1小时后到2号门']])(
    '%s is none',
    (words) => expect(hoursIn(words)).toBeNull(),
  );
});

describe('small Chinese numbers', () => {
  test.each([
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['九十九', 99],
    ['两', 2],
    ['7', 7],
  ])('%s is %d', (text, number) => expect(chineseNumber(text)).toBe(number));
  test.each([[''], ['十十'], ['一二'], ['百']])('%s is none', (text) => expect(chineseNumber(text)).toBeNull());
});
