// Whether two questions ask the same: what the branch answered once is said to those who ask just that.
import { describe, expect, it } from 'vitest';
import { SAME_QUESTION } from '../../src/core/knowledge.ts';
import { createLikeness } from '../../src/knowledge/likeness.ts';

const likeness = createLikeness(() => 4);

describe('two questions', () => {
  it.each([
    ['公司食堂归哪个部门管', '公司食堂是哪个部门管的'],
    ['站里的雨衣找谁领', '雨衣去哪领'],
    ['体检什么时候做', '今年体检啥时候'],
    ['换电柜坏了找谁修', '换电柜坏了打谁电话'],
    ['班车几点发？', '班车几点发'],
  ])('ask the same: %s / %s', (one, other) => {
    expect(likeness(one, other)).toBeGreaterThanOrEqual(SAME_QUESTION);
    expect(likeness(other, one)).toBeCloseTo(likeness(one, other), 6);
  });

  it.each([
    ['of the same matter something else', '生育津贴怎么领', '生育津贴发几个月'],
    ['the opposite', '站点可以充电吗', '站点不可以充电吗'],
    ['of another side', '小区南门晚上能进吗', '小区北门晚上能进吗'],
    ['of another number', '十六岁能骑吗', '六十岁能骑吗'],
    ['of the way out instead of in', '入党条件是什么', '退党条件是什么'],
    ['of another vehicle', '摩托车能上高架吗', '电动车能上高架吗'],
    ['nothing but a word of it', '社保卡', '社保卡丢了怎么补办'],
    ['nothing at all', '', '食堂归谁管'],
  ])('ask %s: %s', (_, one, other) => {
    expect(likeness(one, other)).toBeLessThan(SAME_QUESTION);
  });
});
