// How a report stands: asked by its reporter, by those who settle it, by anybody; in a group and alone.
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/clock.ts';
import type { NewTicket } from '../../src/core/ticket.ts';
import { outboxKey } from '../../src/domain/pushes/item.ts';
import { withHiddenReporter } from '../../src/domain/tickets/reporter.ts';
import { REPORTER, tellingKey } from '../../src/domain/tickets/telling.ts';
import { NOON } from '../support/bot.ts';
import { type TicketDesk, ticketDoing, useTicketDesks } from '../support/tickets.ts';

const open = useTicketDesks();
let desk: TicketDesk;
beforeEach(async () => {
  desk = await open();
});

const appeal = { kind: 'appeal' } as const;
const accepted = { status: 'accepted', handlerId: 'li', dueAt: NOON + 4 * DAY_MS } as const;
const ended = { status: 'closed', handlerId: 'li', dueAt: null } as const;

async function addHidden(over: Partial<NewTicket>) {
  const plain = await desk.add(over);
  await desk.bench.store.transaction(async (tx) => {
    await tx.tickets.save(withHiddenReporter(ticketDoing(tx), plain, 'wecom:zhou')!);
  });
}

describe('by number, its reporter is told', () => {
  test.each<[string, Partial<NewTicket>, string]>([
    ['nobody has taken it on', {}, '支部明天 12:00 前受理。'],
    ['too late', { dueAt: NOON - 3 * DAY_MS }, '等支部受理，已经超期 3 天。'],
    ['somebody is at it', accepted, '李书记在办，下周四前办好。'],
    ['late', { ...accepted, dueAt: NOON - HOUR_MS }, '李书记在办，已经超期了。'],
    [
      'at the street',
      { level: 'street', levelAt: NOON - 2 * DAY_MS, dueAt: NOON + 9 * DAY_MS },
      '11月20日报到街道了，12月1日前办好。',
    ],
    ['the street is at it', { ...accepted, level: 'street', handlerId: 'sun' }, '街道孙协调在办，下周四前办好。'],
    ['urgent at the street', { level: 'street', urgent: true, dueAt: NOON + HOUR_MS }, '今天报到街道了，今天 13:00 前受理。'],
    [
      'settled',
      { ...ended, status: 'resolved', outcome: '清走三轮了。' },
      '李书记办好了：清走三轮了。满意就说“满意 H-0001”，没好就说“还没好 H-0001”。',
    ],
    ['closed', { ...ended, end: 'satisfied', outcome: '清走三轮了' }, '今天办结了：清走三轮了。'],
    ['nobody was reached', { ...ended, end: 'unreached' }, '今天先办结了，回访没等到话。还没好就说“还没好 H-0001”。'],
    ['taken back', { ...ended, end: 'withdrawn' }, '今天撤回了，没再办。'],
    [
      'a duplicate',
      { status: 'rejected', end: 'duplicate', dueAt: null, outcome: '和 H-0003 是同一件事' },
      '今天并到另一件里了：和 H-0003 是同一件事。不对就说“不满意 H-0001”。',
    ],
    [
      'rejected',
      { status: 'rejected', dueAt: null, outcome: '不归我们管' },
      '今天不予办理：不归我们管。不对就说“不满意 H-0001”。',
    ],
  ])('%s', async (_, over, state) => {
    await desk.add(over);
    expect(await desk.say('zhou', 'H-0001怎么样了')).toBe(`H-0001 东门设施：${state}`);
  });

  test('and gets buttons for the verdict', async () => {
    await desk.add({ ...ended, status: 'resolved' });
    await desk.say('zhou', 'H-0001怎么样了');
    expect(desk.last().buttons.map(({ id }) => id)).toEqual([
      'rate-ticket/satisfied/H-0001',
      'rate-ticket/unsatisfied/H-0001',
      'rate-ticket/not_yet/H-0001',
    ]);
  });

  describe('and may answer by a bare figure', () => {
    /** Two that are settled; how the second turned out was asked at the instant. */
    async function settleTwo(askedAt: number) {
      const settled = await Promise.all([1, 2].map(() => desk.add({ ...ended, status: 'resolved' })));
      const { id: ticketId } = settled.at(-1)!;
      const asked = { ticketId, at: askedAt, by: null, isReporter: false, action: 'follow_up', note: null } as const;
      await desk.bench.store.transaction(async (tx) => {
        const key = outboxKey(tellingKey(ticketId, await tx.tickets.addEvent(asked), REPORTER));
        const [body, lease] = [desk.last(), { owner: 'test', until: askedAt + 1_000 }];
        const added = await tx.outbox.add([{ key, orderingKey: key, body, dueAt: askedAt, lease }], askedAt);
        await tx.outbox.complete(added.get(key)!, 'test', askedAt);
      });
      return settled.map(({ number }) => number);
    }

    test('what was asked about last', async () => {
      await desk.say('zhou', '谢谢');
      const [first, last] = await settleTwo(NOON);
      expect(await desk.say('zhou', `${first}怎么样了`)).toContain(`没好就说“还没好 ${first}”。`);
      expect(await desk.say('zhou', `${last}怎么样了`)).toContain('满意回 1，不满意回 2，还没好回 3。');
      expect(await desk.say('zhou', '1')).toContain(`${last} 办结了`);
    });

    test('even where the help was opened before it', async () => {
      await desk.say('zhou', '帮助');
      const [, last] = await settleTwo(NOON + MINUTE_MS);
      expect(await desk.say('zhou', '1')).toContain(`${last} 办结了`);
    });

    test('not where the help was opened after it', async () => {
      await desk.say('zhou', '谢谢');
      const [, last] = await settleTwo(NOON - MINUTE_MS);
      await desk.say('zhou', '帮助');
      expect(await desk.say('zhou', `${last}怎么样了`)).toContain(`没好就说“还没好 ${last}”。`);
      expect(await desk.say('zhou', '1')).toContain('签到巡查：');
    });
  });

  test.each(['h0001咋样了', '零零零一号隐患处理了没', 'H-1 有进展没', '1号隐患修好没', 'H0001有人管吗'])(
    'when it is asked as %s',
    async (words) => {
      await desk.add(accepted);
      expect(await desk.say('zhou', words)).toContain('H-0001 东门设施：李书记在办');
    },
  );
});

describe('somebody else', () => {
  test('hears how a hazard stands, and no names', async () => {
    await desk.add({ ...accepted, outcome: '找物业' });
    expect(await desk.say('wang', 'H-0001怎么样了')).toBe('H-0001 东门设施：支部在办，下周四前办好。');
  });

  test('hears that it is settled, not the question', async () => {
    await desk.add({ ...ended, status: 'resolved', outcome: '清走了' });
    expect(await desk.say('wang', 'H-0001怎么样了')).toBe('H-0001 东门设施：支部办好了。在等报的人回话。');
    expect(desk.last().buttons).toEqual([]);
    expect(await desk.say('li', 'H-0001怎么样了')).toBe('H-0001 东门设施：李书记办好了：清走了。在等报的人回话。');
  });

  test('who follows it hears who is at it', async () => {
    const { id } = await desk.add(accepted);
    await desk.bench.store.transaction((tx) => tx.tickets.addFollower(id, 'wang', NOON));
    expect(await desk.say('wang', 'H-0001怎么样了')).toContain('李书记在办');
  });

  test('cannot tell an appeal of another’s from a number never given', async () => {
    await desk.add(appeal);
    for (const [kind, say] of [
      ['direct', async (number: string) => await desk.say('wang', `${number}怎么样了`)],
      ['group', async (number: string) => JSON.stringify(await desk.inGroup('wang', `${number}怎么样了`))],
    ] as const) {
      const [theirs, none] = [await say('A-0001'), await say('A-0009')];
      expect([kind, theirs]).toEqual([kind, none.replaceAll('A-0009', 'A-0001')]);
    }
    expect(await desk.say('wang', 'A-0001怎么样了')).toBe('没有找到 A-0001，看看号对不对。');
    expect(await desk.say('wang', 'A-0001 经过')).toBe('没有找到 A-0001，看看号对不对。');
    expect(await desk.say('ops', 'A-0001怎么样了')).toBe('没有找到 A-0001，看看号对不对。');
  });

  test('hears that a number was never given', async () => {
    expect(await desk.say('zhou', 'H-0099怎么样了')).toBe('没有找到 H-0099，看看号对不对。');
  });
});

describe('in a group', () => {
  test('a hazard is told without what was said of it', async () => {
    await desk.add({ ...ended, status: 'resolved', outcome: '物业老赵清走了' });
    expect(await desk.inGroup('zhou', 'H-0001怎么样了')).toEqual({
      here: 'H-0001 东门设施：李书记办好了。满意就说“满意 H-0001”，没好就说“还没好 H-0001”。',
      alone: null,
    });
  });

  test('an appeal is told to the person alone', async () => {
    await desk.add({ ...appeal, ...accepted });
    expect(await desk.inGroup('zhou', 'A-0001怎么样了')).toEqual({
      here: '这个我私信你。',
      alone: 'A-0001 工资：李书记在办，下周四前办好。',
    });
    expect(await desk.inGroup('zhou', '我的诉求有结果了吗')).toMatchObject({ here: '这个我私信你。' });
    expect(await desk.inGroup('wang', '我的诉求有结果了吗')).toEqual({ here: '这个我私信你。', alone: '你没有在办的事。' });
  });

  test('nobody learns who has an appeal, or reported something without a name', async () => {
    const nothing = { here: '你没有在办的隐患。诉求请私聊问我。', alone: null };
    expect(await desk.inGroup('zhou', '我报的隐患')).toEqual(nothing);
    await desk.add(appeal);
    await addHidden({});
    expect(await desk.inGroup('zhou', '我报的隐患')).toEqual(nothing);
    expect((await desk.inGroup('zhou', 'H-0001怎么样了')).here).toBe((await desk.inGroup('wang', 'H-0001怎么样了')).here);
    expect(await desk.say('zhou', 'H-0001怎么样了')).toContain('支部明天 12:00 前受理');
  });
});

describe('without a number, one’s own are told', () => {
  test('all of them alone, the newest first, five at most', async () => {
    for (let n = 0; n < 6; n += 1) await desk.add({ createdAt: NOON + n });
    await desk.add({ ...appeal, ...accepted, createdAt: NOON + 9 });
    await desk.add({ reporterId: 'wang' });
    expect(await desk.say('zhou', '我的工单')).toBe(
      [
        '你有 7 件在办：',
        'A-0001 工资 李书记 下周四前',
        ...[6, 5, 4, 3].map((n) => `H-000${n} 东门 设施 支部 待受理 明天 12:00 前`),
        '还有 2 件。',
      ].join('\n'),
    );
  });

  test('of the kind that was named; one alone in full', async () => {
    await desk.add(accepted);
    await desk.add(appeal);
    expect(await desk.say('zhou', '我的诉求')).toBe('A-0001 工资：支部明天 12:00 前受理。');
    expect(await desk.say('zhou', '我报的隐患')).toContain('H-0001 东门设施：李书记在办');
    expect(await desk.inGroup('zhou', '我报的隐患')).toMatchObject({ here: 'H-0001 东门设施：李书记在办，下周四前办好。' });
  });

  test('those without a name too, to their reporter alone', async () => {
    await addHidden(appeal);
    expect(await desk.say('zhou', '我的诉求')).toContain('A-0001 工资：支部明天 12:00 前受理');
    expect(await desk.say('wang', '我的诉求')).toBe('你没有在办的事。');
    const kept = await desk.bench.store.transaction((tx) => tx.outbox.list(['done'], 50));
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain('wecom:zhou');
  });

  test('none, or the last that has ended', async () => {
    expect(await desk.say('zhou', '我上次报的有结果没')).toBe('你没有在办的事。');
    await desk.add({ ...ended, end: 'satisfied', outcome: '修好了' });
    expect(await desk.say('zhou', '我上次报的有结果没')).toBe(
      '你没有在办的事。最近的一件：\nH-0001 东门设施：今天办结了：修好了。',
    );
    desk.bench.clock.at = NOON + 31 * DAY_MS;
    expect(await desk.say('zhou', '我上次报的有结果没')).toBe('你没有在办的事。');
    expect(await desk.say('li', '我报的隐患')).toBe('你没有在办的事。要看大家的，说“诉求事项”或“隐患清单”。');
  });
});

describe('the whole way', () => {
  beforeEach(async () => {
    const { id: ticketId } = await desk.add(accepted);
    const event = { ticketId, at: NOON, by: null, isReporter: false, note: null } as const;
    await desk.bench.store.transaction(async (tx) => {
      await tx.tickets.addEvent({ ...event, by: 'zhou', isReporter: true, action: 'report' });
      await tx.tickets.addEvent({ ...event, by: 'wang', action: 'follow' });
      await tx.tickets.addEvent({ ...event, by: 'li', action: 'accept', note: '先找物业' });
      await tx.tickets.addEvent({ ...event, action: 'warn' });
      await tx.tickets.addEvent({ ...event, action: 'expire' });
      await tx.tickets.addEvent({ ...event, action: 'escalate_street' });
      await tx.tickets.addEvent({ ...event, by: 'sun', action: 'assign_branch' });
    });
  });

  const way = [
    'H-0001 东门设施：李书记在办，下周四前办好。',
    '前面还有 1 步。',
    '今天 12:00 群里有人 也报了这件',
    '今天 12:00 李书记 受理：先找物业',
    '今天 12:00 到点自动 提醒快到期',
    '今天 12:00 到点自动 到期没办好',
    '今天 12:00 到点自动 报街道',
    '今天 12:00 孙协调 交支部办',
  ].join('\n');

  test('is told to those who settle it and to the reporter, alone', async () => {
    for (const from of ['li', 'sun', 'zhou']) expect(await desk.say(from, 'H-0001 经过')).toBe(way);
    expect(await desk.inGroup('li', '1号隐患的处理过程')).toEqual({ here: '这个我私信你。', alone: way });
    expect(await desk.say('wang', 'H-0001 经过')).toBe('H-0001 东门设施：支部在办，下周四前办好。');
  });

  test('comes with the answer where a handler asks for the step', async () => {
    expect(await desk.say('li', 'H-0001办到哪一步了')).toBe(way);
    expect(await desk.say('zhou', 'H-0001办到哪一步了')).toBe('H-0001 东门设施：李书记在办，下周四前办好。');
    expect((await desk.inGroup('li', 'H-0001办到哪一步了')).here).toBe('H-0001 东门设施：李书记在办，下周四前办好。');
  });
});
