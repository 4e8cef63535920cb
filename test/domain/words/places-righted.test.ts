// A place that was told wrongly, put right.
import { describe, expect, it } from 'vitest';
import { rightedIn } from '../../../src/domain/words/places-righted.ts';

describe('what was told is put right', () => {
  it.each([
    ['刚才那个不是楼道 是车棚', '楼道', '车棚'],
    ['不是东门是西门', '东门', '西门'],
    ['不是东门，应该是南门', '东门', '南门'],
    ['说错了，在西门车棚', null, '西门车棚'],
    ['打错了 东门', null, '东门'],
    ['看错了 是车棚', null, '车棚'],
    ['不对，是北门', null, '北门'],
    ['在南门，不是楼道', '楼道', '南门'],
    ['在南门不是楼道', '楼道', '南门'],
    ['等哈看错了，不是江边，是桥头', '江边', '桥头'],
    ['啊说错咯 其实是西门', null, '西门'],
    ['不对不对 是南门', null, '南门'],
    ['哎呀发错了不好意思，应该在3号楼', null, '3号楼'],
    ['刚才说错地方了', null, null],
    ['定位发错了', null, null],
    ['地址说错了', null, null],
  ])('by “%s”', (words, wrong, right) => {
    expect(rightedIn(words)).toEqual({ wrong, right });
  });

  it.each([
    '不是我 是他',
    '不是明天 是后天',
    '不对，是2小时',
    '弄错了',
    '弄错了 撤掉',
    '说错了 是明天',
    '不是着火 是蒸汽吗？',
    '东门',
    '不是',
    '发错了 重新发',
    '不是东门 是南门有人打架',
    '看错了 是旁边的垃圾桶在冒烟',
    '记错时间了',
    '走错地方了',
    '不是我，我的是绿的',
  ])('not by “%s”', (words) => {
    expect(rightedIn(words)).toBeNull();
  });
});
