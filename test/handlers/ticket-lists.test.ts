// Lists of tickets in the chat, for those who settle them.
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/clock.ts';
import { asksForDay, listAsked } from '../../src/domain/words/lists.ts';
import { NOON } from '../support/bot.ts';
import { type TicketDesk, useTicketDesks } from '../support/tickets.ts';

const open = useTicketDesks();
let desk: TicketDesk;
beforeEach(async () => {
  desk = await open();
});

const appeal = { kind: 'appeal' } as const;
const accepted = { status: 'accepted', handlerId: 'li', dueAt: NOON + 4 * DAY_MS } as const;
const satisfied = { status: 'closed', handlerId: 'li', dueAt: null, end: 'satisfied' } as const;

describe('the two lists', () => {
  beforeEach(async () => {
    await desk.add({ urgent: true, createdAt: NOON - 2 * DAY_MS, dueAt: NOON - HOUR_MS });
    await desk.add({ ...accepted, place: '江畔花园三期地下车库二号棚充电区', createdAt: NOON - DAY_MS });
    await desk.add({ ...appeal, ...satisfied });
  });

  test('hold what was raised', async () => {
    expect(await desk.say('li', '诉求事项')).toBe(
      [
        '诉求事项共 3 件，新的在前：',
        'A-0001 工资 今天 满意办结',
        'H-0002 江畔花园三期地下车库二号棚充电区 设施 昨天 办理中',
        'H-0001（急） 东门 设施 11月20日 待受理',
      ].join('\n'),
    );
    expect(await desk.say('li', '诉求清单')).toBe('诉求共 1 件，新的在前：\nA-0001 工资 今天 满意办结');
    expect(await desk.say('li', '上个月的隐患清单')).toBe('没有隐患。');
  });

  test('hold what is being done', async () => {
    expect(await desk.say('li', '办理事项')).toBe(
      [
        '办理事项：在办 1 件，办完 1 件。',
        'H-0002 江畔花园三期地下车库二号棚充电区 设施 李书记 下周四前',
        'A-0001 工资 李书记 满意办结',
      ].join('\n'),
    );
  });

  test('are read out in no group, but that of hazards', async () => {
    expect(await desk.inGroup('li', '诉求事项')).toMatchObject({ here: '清单我私信你了。' });
    expect((await desk.inGroup('li', '办理清单')).alone).toContain('A-0001');
    const hazards = await desk.inGroup('li', '隐患清单');
    expect(hazards.here).toContain('隐患共 2 件');
    expect(hazards.alone).toBeNull();
    for (const words of ['不满意清单', '超期的有哪些', '本月反复出现的事', '本月工单小结', '没回访到的有几件']) {
      expect(await desk.inGroup('li', words)).toMatchObject({ here: '清单我私信你了。' });
    }
  });

  test('name nobody who reported anything', async () => {
    for (const words of ['诉求事项', '办理事项', '隐患清单', '超期的有哪些']) {
      expect(await desk.say('li', words)).not.toContain('老周');
    }
  });

  test('hold ten lines, and say how many more there are', async () => {
    for (let n = 0; n < 9; n += 1) await desk.add(accepted);
    expect((await desk.say('li', '隐患清单')).split('\n')).toHaveLength(12);
    expect(await desk.say('li', '办理事项')).toMatch(/在办 10 件，办完 1 件。[\s\S]+\n还有 1 件。$/);
  });

  test('are for those who settle tickets, each for the own level', async () => {
    expect(await desk.say('sun', '诉求事项')).toBe('没有诉求事项。');
    await desk.add({ level: 'street' });
    expect(await desk.say('sun', '诉求事项')).toMatch(/^诉求事项共 1 件/);
    for (const who of ['ops', 'wang']) {
      for (const words of ['诉求事项', '诉求清单', '超期的有哪些']) {
        expect(await desk.say(who, words)).toBe('清单只给办工单的人看。你自己的，说“我的诉求”“我报的隐患”。');
      }
    }
  });
});

test('what somebody was not satisfied with stays listed until he is', async () => {
  expect(await desk.say('li', '不满意清单')).toBe('没有不满意的。');
  await desk.add({ ...accepted, unsatisfied: 1 });
  await desk.add({ ...satisfied, unsatisfied: 1 });
  await desk.add({ ...satisfied, end: 'unreached', unsatisfied: 1 });
  expect(await desk.say('li', '不满意的有哪些')).toBe(
    [
      '不满意的还有 2 件，后来办好的 1 件。其中 1 件不办了或没回访到。',
      'H-0001 东门 设施 李书记 下周四前',
      'H-0003 东门 设施 李书记 没回访到',
    ].join('\n'),
  );
  expect(await desk.say('li', '未回访到的有几件')).toBe('办好了没回访到的有 1 件。');
});

test('what is overdue is listed, the oldest first', async () => {
  expect(await desk.say('li', '超期的有哪些')).toBe('没有超期的。');
  await desk.add({ dueAt: NOON - HOUR_MS });
  await desk.add({ ...accepted, dueAt: NOON - 2 * DAY_MS });
  expect(await desk.say('li', '哪些超期了')).toBe(
    '超期的有 2 件，最久的在前：\nH-0002 东门 设施 李书记 超期 2 天\nH-0001 东门 设施 支部 待受理 超期了',
  );
});

test('what keeps coming up is counted for the month that is named', async () => {
  expect(await desk.say('li', '本月反复出现的事')).toBe('11月没有反复出现的事。');
  for (const place of ['东门', '东门', '西门']) await desk.add({ place });
  expect(await desk.say('li', '哪些问题老出现')).toBe('11月反复出现的，可以当一类事办：\n设施：共 3 件\n东门 设施：2 件');
  expect(await desk.say('li', '上个月反复出现的问题')).toBe('10月没有反复出现的事。');
  expect(await desk.say('li', '12月反复出现的问题')).toBe('2025年12月没有反复出现的事。');
});

test('a month is summed up', async () => {
  expect(await desk.say('li', '本月工单小结')).toBe('11月没有人报隐患和诉求。');
  await desk.add({ ...satisfied, createdAt: NOON - 3 * DAY_MS });
  await desk.add({ dueAt: NOON - HOUR_MS });
  expect(await desk.say('li', '本月隐患小结')).toBe(
    '11月隐患报了 2 件，办结 1 件（满意 1，没回访到 0），不满意过 0 件，超期 1 件，平均 3 天办结。\n11月诉求报了 0 件，办结 0 件。',
  );
});

describe('what waits for somebody today', () => {
  test('begins with what presses most and ends with how much there is', async () => {
    expect(await desk.say('li', '我今天的')).toBe('今天没有要你办的事。');
    await desk.add({ ...accepted, dueAt: NOON + 6 * HOUR_MS });
    await desk.add({ urgent: true, place: '二号棚', category: 'charging', dueAt: NOON + HOUR_MS });
    await desk.add({ ...accepted, dueAt: NOON - DAY_MS });
    for (let n = 0; n < 7; n += 1) await desk.add();
    const lines = (await desk.say('li', '我今天要办什么')).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '等你办的 10 件：',
      '【急】H-0002（急） 二号棚 电瓶充电 支部 待受理 今天 13:00 前 还没人应',
      'H-0003 东门 设施 李书记 超期 1 天',
      'H-0001 东门 设施 李书记 今天 18:00 前',
    ]);
    expect(lines.slice(-2)).toEqual(['还有 2 件。', '待受理 8 件，在办 2 件，超期 1 件。']);
    expect(await desk.inGroup('li', '我今天的')).toMatchObject({ here: '清单我私信你了。' });
  });

  test('is nothing for those who settle nothing', async () => {
    await desk.add();
    expect(await desk.say('zhou', '我今天要办什么')).toBe('今天没有要你办的事。');
  });
});

describe('is asked for in many ways', () => {
  test.each([
    ['raised', ['小蜂，看看诉求事项', '10月的诉求清单', '给我隐患列表', '工单清单', '诉求有多少']],
    ['handled', ['给我办理事项清单', '办理清单', '在办的有哪些', '在办清单']],
    ['unsatisfied', ['不满意台账', '看一下不满意的有哪些', '上个月不满意的清单']],
    ['unreached', ['没回访到的', '回访不到的有多少', '未回访到的有哪些']],
    ['topics', ['反复出现的问题', '这个月什么问题经常发生', '高频问题', '哪些隐患老出现', '上个月反复的事']],
    ['overdue', ['哪些工单超期了', '有超期的吗', '逾期的', '超期清单']],
    ['figures', ['隐患小结', '上月诉求小结', '2025年12月工单统计', '这个月隐患和诉求小结', '上个月小结']],
  ])('%s', (list, asked) => {
    expect(asked.map((words) => listAsked(words)?.list)).toEqual(asked.map(() => list));
  });

  test('and not in what only sounds like it', () => {
    const others = [
      '我的诉求',
      '我有个诉求',
      '我要报隐患',
      '我不满意',
      'H-0031 不满意',
      '把这个月隐患清单导出来',
      '包裹超期了怎么办',
      '问题老出现',
      '小结',
      '活动小结',
      '隐患',
      '超期了没人管',
    ];
    expect(others.filter((words) => listAsked(words) !== null)).toEqual([]);
    const days = ['我今天来不了', '我今天的签到', '我今天的分', '今天有什么活动', '今天', '我今天要不要来', '我今天的单子太多'];
    expect(days.filter(asksForDay)).toEqual([]);
    expect(['今天有啥要我办', '我的待办', '我今天的工单', '看看我今天有什么要办的'].filter(asksForDay)).toHaveLength(4);
  });
});
