import { describe, expect, it } from 'vitest';
import { heardLater, placeTold } from '../../../src/domain/words/places-told.ts';

const NAMES = ['江畔暖蜂驿站', '城西', '江畔'];

describe('a place', () => {
  it.each([
    ['东门', '东门'],
    ['在2号棚', '2号棚'],
    ['我在2号棚旁边的仓库', '2号棚旁边的仓库'],
    ['就在滨江路18号', '滨江路18号'],
    ['应该是三号楼楼下吧', '三号楼楼下'],
    ['城西', '城西'],
    ['解放路和人民路路口', '解放路和人民路路口'],
    ['新华超市后门', '新华超市后门'],
    ['充电柜旁边', '充电柜旁边'],
    ['12栋2单元', '12栋2单元'],
  ])('is told by “%s”', (words, place) => {
    expect(placeTold(words, NAMES)).toEqual({ kind: 'place', place, isAll: true });
  });

  it.each([
    '今天真冷',
    '打了',
    '119打了',
    '没有',
    '等会儿',
    '忙着呢',
    '6',
    '在路上',
    '上次那个地方',
    '快来人啊',
    '人都跑出来了',
    '东门着火了',
    '井盖没了',
    '南门消防通道堵了',
    '东门有人晕倒了',
    '楼上烧起来了',
    '东门在哪？',
    '刚到家里',
    '你在哪',
  ])('is not told by “%s”', (words) => {
    expect(placeTold(words, NAMES).kind).toBe('none');
  });

  it('may be a name that nobody here knows', () => {
    expect(placeTold('老王家', NAMES)).toEqual({ kind: 'unknown', place: '老王家' });
    expect(placeTold('在老王家', NAMES)).toEqual({ kind: 'place', place: '老王家', isAll: true });
  });

  it('is found beside what else is told', () => {
    expect(placeTold('2号棚，火大得很', NAMES)).toEqual({ kind: 'place', place: '2号棚', isAll: false });
  });
});

it.each(['等会儿', '忙着呢', '晚点再说', '没空', '我等下告诉你'])('“%s” puts the answer off', (words) => {
  expect(heardLater.test(words)).toBe(true);
});
