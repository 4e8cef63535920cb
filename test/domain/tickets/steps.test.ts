// One rule after the other, each with who is told of it: new, taken on, sent up and down, turned down, left lying.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rearmForgotten } from '../../../src/domain/tickets/watch.ts';
import { planTicketWatch } from '../../../src/scheduling/ticket-work.ts';
import { at, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const actions = async () => (await bench.events()).map(({ action }) => action);

describe('a new one', () => {
  test('is told to the people of the branch in office hours, with what it is and by when', async () => {
    bench.clock.at = at('2026-11-23 20:00');
    await bench.report('zhou');
    const told = await bench.told('li');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ urgent: false, buttons: expect.arrayContaining(['update-ticket/accept/H-0001']) });
    expect(told[0]?.at).toMatch(/^2026-11-24 09:0/);
    expect(told[0]?.text).toBe(
      '隐患 H-0001（交通）东门\n老周：东门消防通道被三轮堵了\n11月24日（周二）20:00前要受理。\n回“受理 H-0001”“H-0001 办好了”“H-0001 不归我们管”都行。',
    );
    expect(await bench.told('op')).toEqual([]);
  });

  test('is not told to who reported it', async () => {
    await bench.report('li');
    expect(await bench.told('li')).toEqual([]);
    expect(await bench.told('wang')).toHaveLength(1);
  });

  test('of an appeal does not say whose it is', async () => {
    await bench.report('zhou', { kind: 'appeal', category: 'wage', words: '工资少发了三百', place: null });
    expect((await bench.told('li'))[0]?.text).not.toContain('老周');
  });
});

describe('accepting', () => {
  test('gives it a handler and the term of settling; its reporter hears it in his free hours', async () => {
    await bench.report();
    const heard = await bench.news();
    expect(await bench.does('li', 'accept')).toMatchObject({ kind: 'done' });
    expect(await bench.ticket()).toMatchObject({ status: 'accepted', handlerId: 'li', dueAt: at('2026-11-30 10:00') });
    expect(await heard()).toEqual(['zhou: H-0001 支部受理了，李书记在办，11月30日（周一）10:00前给你回音。']);
    expect((await bench.told('zhou'))[0]?.at).toMatch(/^2026-11-23 12:3/);
  });

  test('by another takes it over, and the former hears it; by the same says so', async () => {
    await bench.report();
    await bench.does('li', 'accept');
    const heard = await bench.news();
    expect(await bench.does('wang', 'accept')).toMatchObject({ kind: 'taken_over', from: 'li' });
    expect(await heard()).toEqual([
      'li: H-0001 王姐接着处理了，您不用管了。',
      'zhou: H-0001 支部受理了；换王姐来办了，不用再报。',
    ]);
    expect(await bench.does('wang', 'accept')).toMatchObject({ kind: 'already_yours' });
  });

  test.each(['zhou', 'hu', 'op', 'chen', 'gao'])('is not for %s', async (who) => {
    await bench.report();
    expect((await bench.does(who, 'accept')).kind).toBe('not_yours');
    expect((await bench.ticket()).status).toBe('open');
  });

  test('is for whoever the settings name, and for coordinators of where it has been', async () => {
    await bench.report();
    await bench.does('li', 'escalate_street');
    expect((await bench.does('chen', 'escalate_county')).kind).toBe('done');
    expect((await bench.does('chen', 'assign_branch')).kind).toBe('done');
    await bench.close();
    bench = await ticketBench({ branch: { tickets: { levels: { branch: { people: ['hu'] } } } } });
    await bench.report();
    expect((await bench.told('hu')).length).toBe(1);
    expect((await bench.does('hu', 'accept')).kind).toBe('done');
  });
});

describe('levels', () => {
  test('go up only, with the term of the next one; its people are told', async () => {
    await bench.report();
    const heard = await bench.news();
    expect(await bench.does('li', 'escalate_street', '支部没权限')).toMatchObject({ kind: 'done' });
    expect(await bench.ticket()).toMatchObject({
      level: 'street',
      status: 'open',
      handlerId: null,
      dueAt: at('2026-12-02 18:00'),
    });
    expect(await heard()).toEqual([
      'chen: 隐患 H-0001（交通）东门，报到街道了',
      'zhou: H-0001 报到街道了，12月2日（周三）18:00前给你回音。',
    ]);
    expect((await bench.does('li', 'escalate_street')).kind).toBe('already_there');
    expect((await bench.does('li', 'escalate_county')).kind).toBe('done');
    expect((await bench.does('li', 'escalate_street')).kind).toBe('already_there');
  });

  test('come down: a secretary has it at once, from a coordinator it waits for one', async () => {
    await bench.report();
    await bench.does('li', 'escalate_street');
    expect(await bench.does('wang', 'assign_branch')).toMatchObject({
      ticket: { level: 'branch', status: 'accepted', handlerId: 'wang' },
    });
    await bench.does('wang', 'escalate_street');
    const heard = await bench.news();
    expect(await bench.does('chen', 'assign_branch')).toMatchObject({
      ticket: { level: 'branch', status: 'open', handlerId: null },
    });
    expect((await heard()).map((line) => line.slice(0, 4))).toEqual(['li: ', 'wang', 'zhou']);
  });

  test('nobody is registered for are in the hands of the secretaries, who are told so', async () => {
    await bench.close();
    bench = await ticketBench({
      branch: {
        people: [
          { id: 'li', name: '李书记', role: 'secretary', simulator: 'li' },
          { id: 'wang', name: '王姐', role: 'secretary', simulator: 'wang' },
          { id: 'zhou', name: '老周', simulator: 'zhou' },
        ],
      },
    });
    await bench.report();
    await bench.does('li', 'escalate_street');
    expect((await bench.told('wang')).at(-1)?.text).toContain('街道没有登记协调员，请您联系。');
  });
});

describe('clocks that run out', () => {
  test('warn once, then lead up, level by level; at the county the term begins again', async () => {
    await bench.report();
    await bench.go('2026-11-24 09:59');
    expect(await actions()).toEqual(['report', 'warn']);
    await bench.go('2026-11-24 10:00');
    expect(await bench.ticket()).toMatchObject({ level: 'street', status: 'open', dueAt: at('2026-12-03 18:00') });
    expect((await bench.told('zhou')).at(-1)?.text).toContain('支部没按时办，自动报到街道了');
    expect((await bench.told('li')).at(-1)?.text).toBe('H-0001 支部到期没办完，自动报到街道了。');
    await bench.go('2026-12-03 18:00');
    expect(await bench.ticket()).toMatchObject({ level: 'county', status: 'open', dueAt: at('2026-12-24 18:00') });
    await bench.go('2026-12-24 18:00');
    expect(await bench.ticket()).toMatchObject({ level: 'county', status: 'open' });
    expect((await bench.ticket()).dueAt).toBeGreaterThan(at('2027-01-10 00:00'));
    expect((await bench.told('li')).at(-1)?.text).toContain('在区县到期了还没办好');
    expect(await actions()).toEqual([
      'report',
      'warn',
      'expire',
      'escalate_street',
      'warn',
      'expire',
      'escalate_county',
      'warn',
      'expire',
    ]);
  });

  test('take it from who has not settled it', async () => {
    await bench.report();
    await bench.does('li', 'accept');
    await bench.go('2026-11-30 10:00');
    expect(await bench.ticket()).toMatchObject({ level: 'street', status: 'open', handlerId: null });
    expect((await bench.told('li')).at(-1)?.text).toBe('H-0001 支部到期没办完，自动报到街道了。');
  });

  test('after an outage go up once, without the warning that comes too late', async () => {
    await bench.report();
    bench.clock.at = at('2026-11-26 10:00');
    await bench.settle();
    expect(await actions()).toEqual(['report', 'expire', 'escalate_street']);
    expect((await bench.ticket()).dueAt).toBe(at('2026-12-07 18:00'));
  });
});

describe('rejecting', () => {
  test('needs a reason; its reporter may object, and then it is open again', async () => {
    await bench.report();
    expect((await bench.does('li', 'reject')).kind).toBe('needs_reason');
    expect((await bench.does('li', 'reject', '不归我们管')).kind).toBe('done');
    expect(await bench.ticket()).toMatchObject({ status: 'rejected', outcome: '不归我们管', end: null, next: null });
    expect((await bench.told('zhou')).at(-1)?.text).toBe('H-0001 不予办理：不归我们管。不对就回“不满意 H-0001”。');
    expect((await bench.says('zhou', 'satisfied')).kind).toBe('over');
    expect((await bench.says('zhou', 'unsatisfied')).kind).toBe('reopened');
    expect(await bench.ticket()).toMatchObject({ status: 'open', handlerId: null, level: 'branch', unsatisfied: 1 });
  });

  test('as the same as another makes its reporter follow that one', async () => {
    await bench.report('wu');
    await bench.report('zhou');
    for (const other of ['H-0002', 'H-0042', 'A-0001']) {
      expect((await bench.does('li', 'reject', '重复', other, 'H-0002')).kind).toBe('no_such_other');
    }
    expect((await bench.does('li', 'reject', '重复', 'H-0001', 'H-0002')).kind).toBe('done');
    const { id } = await bench.ticket('H-0001');
    expect(await bench.ticket('H-0002')).toMatchObject({ status: 'rejected', end: 'duplicate', outcome: '和 H-0001 是同一件事' });
    expect(await bench.run(({ tx }) => tx.tickets.followers(id))).toEqual(['zhou']);
  });

  test('of an anonymous appeal leaves nobody on the other one', async () => {
    const appeal = { kind: 'appeal', category: 'wage', anonymous: true } as const;
    await bench.report('wu', appeal);
    await bench.report('zhou', appeal);
    await bench.does('li', 'reject', '重复', 'A-0001', 'A-0002');
    const { id } = await bench.ticket('A-0001');
    expect(await bench.run(({ tx }) => tx.tickets.followers(id))).toEqual([]);
  });
});

test.each(['accept', 'assign_branch', 'escalate_street', 'resolve', 'reject'] as const)(
  '%s in a wrong state changes nothing',
  async (action) => {
    await bench.report();
    await bench.does('li', 'resolve');
    const before = [await bench.ticket(), await bench.events()];
    expect((await bench.does('li', action, '理由')).kind).toBe('wrong_state');
    expect([await bench.ticket(), await bench.events()]).toEqual(before);
    expect((await bench.does('li', action, '理由', null, 'H-0404')).kind).toBe('unknown');
    expect(await bench.does('li', action, '长'.repeat(4_000))).toEqual({ kind: 'too_long', length: 4_000 });
  },
);

test('what was forgotten is planned again', async () => {
  const { id, turn } = await bench.report();
  await bench.run(async ({ tx, now }) => {
    await tx.scheduled.withdraw([`ticket:${id}:${turn}`], now, 'lost');
    await planTicketWatch(tx, now);
  });
  await bench.go('2026-11-25 10:00');
  expect(await actions()).toContain('escalate_street');
  bench.clock.at = at('2026-11-25 10:00');
  expect(await bench.run(rearmForgotten)).toBe(false);
});
