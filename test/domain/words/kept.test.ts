import { describe, expect, test } from 'vitest';
import { keepsStanding } from '../../../src/domain/words/kept.ts';

describe('what is denied', () => {
  test.each([
    '先不取消',
    '别取消我的报名',
    '先不退了 我去',
    '别给我取消报名',
    '还是别退了',
    '没说要取消啊',
    '先别给我退',
    '暂时不撤',
  ])('is to stand: “%s”', (words) => {
    expect(keepsStanding(words)).toBe(true);
  });

  test.each([
    '能不能取消报名',
    '要不取消吧',
    '不想去了帮我取消',
    '不去了 取消',
    '取不取消都行',
    '别忘了取消我的报名',
    '不得不取消报名',
    '退了吧不去了',
    '不用了，取消报名',
    '不能去，退掉',
  ])('is not “%s”', (words) => {
    expect(keepsStanding(words)).toBe(false);
  });
});
