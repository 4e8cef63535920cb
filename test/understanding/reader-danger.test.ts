// What calls people out, and what only sounds like it; longer lists stand in `sentences-danger.ts`.
import { describe, expect, it } from 'vitest';
import { createReader } from '../../src/understanding/index.ts';

const read = createReader();
const NOW = Date.parse('2026-11-20T20:10:00+08:00');

const readAlone = (text: string) =>
  read(text, { now: NOW, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets: [] });

const isUrgent = (text: string): boolean =>
  readAlone(text).some(({ intent, slots }) => intent === 'report_hazard' && slots.urgent === true);

describe('a danger among words that often tell of none', () => {
  it.each([
    '电影院着火了',
    '上次报的那个插座冒烟了',
    '那个片区仓库着火了，快来人',
    '去年修的充电柜又冒烟了',
    '没人管，柜子冒黑烟',
  ])('is heard in “%s”', (text) => {
    expect(isUrgent(text)).toBe(true);
  });
});

describe('where somebody is', () => {
  it.each(['东门', '东门呢', '在东门', '人在南门', '我在东门那边', '西湖文化广场', '滨江路', '3号楼楼下'])(
    'tells of nothing wrong there: “%s”',
    (text) => {
      expect(readAlone(text).some(({ intent }) => intent === 'report_hazard')).toBe(false);
    },
  );

  it('is a hazard with a picture of it, or with what is wrong', () => {
    expect(readAlone('东门着火了')).toEqual([{ intent: 'report_hazard', slots: expect.objectContaining({ place: '东门' }) }]);
    expect(readAlone('东门井盖没了')).toEqual([{ intent: 'report_hazard', slots: expect.objectContaining({ place: '东门' }) }]);
  });

  it('is asked about where only a thing is named', () => {
    expect(readAlone('配电房')).toEqual([
      { intent: 'smalltalk', slots: {}, alternative: expect.objectContaining({ intent: 'report_hazard' }) },
    ]);
  });
});

describe('people attacked, robbed or lost', () => {
  it.each([
    '2号楼有人打架',
    '东门两个人打起来了',
    '西门几个人在打一个骑手',
    '楼下打架了',
    '打架了！快来人',
    '我被站长打了',
    '保安把我打了',
    '客户动手打我',
    '有人被捅了',
    '有人拿着刀追人',
    '有人威胁我要砍我',
    '我被抢了',
    '手机被人抢走了，往东跑了',
    '有个小孩走丢了',
    '老人走失了',
    '孩子丢了快帮忙找',
  ])('call people: “%s”', (text) => {
    expect(readAlone(text)).toEqual([
      { intent: 'report_hazard', slots: expect.objectContaining({ category: 'public_order', urgent: true }) },
    ]);
  });

  it.each([
    '昨天有人打架',
    '打架子鼓',
    '别打架了哈哈',
    '怕他们打起来怎么办',
    '打架了怎么办',
    '打架会被抓吗',
    '上次有人打架谁处理的',
    '要不是站长拦着我早跟那保安打起来了',
    '两个人打架，现在和好了',
    '他们打架从来不叫我',
    '眼皮打架',
    '狗打架',
    '视频里有人打架',
    '单子被抢了',
    '活动名额被抢光了',
    '抢劫犯判几年',
    '我被客户打了两分',
    '被打差评了',
    '保安打我电话',
    '几个人在打牌',
    '客户威胁我给差评',
    '孩子的书包丢了',
    '老人机丢了',
    '小孩在学校打架，老师叫我去',
    '孩子找到了',
  ])('are not told of in “%s”', (text) => {
    expect(isUrgent(text)).toBe(false);
  });

  it('are not told of where somebody plays the drums', () => {
    expect(readAlone('打架子鼓')).toEqual([{ intent: 'smalltalk', slots: {} }]);
  });
});
