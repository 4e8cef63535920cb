// How tickets end, what their reporters say and add, and dangers people are called out to.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Doing } from '../../../src/core/doing.ts';
import type { Ticket } from '../../../src/core/ticket.ts';
import { lastAsked, meantInWords } from '../../../src/domain/tickets/rating.ts';
import { answerCall, supplement, withdraw } from '../../../src/domain/tickets/steps.ts';
import { at, shown, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const actions = async () => (await bench.events()).map(({ action }) => action);
const shownNext = ({ next }: Ticket) => next && `${next.step} ${shown(next.at)}`;
const ticketIn = async (doing: Doing) => (await doing.tx.tickets.byNumber('H-0001')) as Ticket;

describe('settling', () => {
  test('asks its reporter, again a week later, and closes it two days after that', async () => {
    await bench.report();
    await bench.does('li', 'accept');
    expect(await bench.does('li', 'resolve', '三轮已清走，老周辛苦')).toMatchObject({ kind: 'done' });
    expect(await bench.ticket()).toMatchObject({ status: 'resolved', outcome: '三轮已清走，〔某人〕辛苦', dueAt: null });
    const [asked] = await bench.told('zhou');
    expect(asked?.text).toBe('H-0001 支部办好了：三轮已清走，〔某人〕辛苦。满意回 1，不满意回 2，还没好回 3。');
    expect(asked?.buttons).toEqual(['satisfied', 'unsatisfied', 'not_yet'].map((name) => `rate-ticket/${name}/H-0001`));
    expect(shownNext(await bench.ticket())).toBe(`follow_up_again ${shown(at(asked?.at ?? '') + 7 * 86_400_000)}`);
    await bench.go('2026-12-01 12:00');
    expect((await bench.told('zhou')).at(-1)?.text).toContain('还没等到你的话');
    const told = (await bench.told('zhou')).length;
    await bench.go('2026-12-05 12:00');
    expect(await bench.ticket()).toMatchObject({ status: 'closed', end: 'unreached', next: null });
    expect(await bench.told('zhou')).toHaveLength(told);
    expect((await actions()).slice(-4)).toEqual(['resolve', 'follow_up', 'follow_up_again', 'close']);
  });

  test('asks also who settled his own report', async () => {
    await bench.report('li');
    await bench.does('li', 'resolve');
    expect((await bench.told('li')).at(-1)?.text).toContain('满意回 1');
  });

  test('is heard by those who follow it', async () => {
    const { id } = await bench.report();
    await bench.run(({ tx, now }) => tx.tickets.addFollower(id, 'wu', now));
    await bench.does('li', 'resolve', '灯换了');
    expect((await bench.told('wu')).map(({ text }) => text)).toEqual(['你跟着的 H-0001 办好了：灯换了。']);
  });

  test('tells a group nothing that somebody wrote', async () => {
    bench.reach.direct = false;
    await bench.report('zhou', { group: 'g1' });
    await bench.does('li', 'resolve', '灯换了');
    expect((await bench.told('g1')).at(-1)?.text).toBe('H-0001 支部办好了。满意回 1，不满意回 2，还没好回 3。');
  });
});

describe('the reporter’s word', () => {
  beforeEach(async () => {
    await bench.report();
    await bench.does('li', 'accept');
    await bench.does('li', 'resolve', '三轮已清走');
  });

  test('satisfied closes it, the handler hears it, the question that waits is not asked', async () => {
    const heard = await bench.news();
    expect((await bench.says('zhou', 'satisfied')).kind).toBe('thanked');
    expect(await bench.ticket()).toMatchObject({ status: 'closed', end: 'satisfied' });
    expect(await heard()).toEqual(['li: H-0001 报的人满意，办结了。辛苦了。']);
    expect((await bench.told('zhou')).filter(({ text }) => text.includes('满意回 1'))).toEqual([]);
    expect((await bench.says('zhou', 'satisfied')).kind).toBe('already');
  });

  test('unsatisfied gives it back to who had it, from the second time on to the next level', async () => {
    expect(await bench.says('zhou', 'unsatisfied', '老王的车还在')).toMatchObject({ kind: 'reopened', level: null });
    expect(await bench.ticket()).toMatchObject({
      status: 'accepted',
      handlerId: 'li',
      unsatisfied: 1,
      level: 'branch',
      outcome: null,
    });
    expect((await bench.told('li')).at(-1)?.text).toBe('H-0001 报的人不满意：〔某人〕的车还在。又打开了，请再去看看。');
    await bench.does('li', 'resolve');
    const heard = await bench.news();
    expect(await bench.says('zhou', 'unsatisfied')).toMatchObject({ kind: 'reopened', level: 'street' });
    expect(await bench.ticket()).toMatchObject({ status: 'open', handlerId: null, unsatisfied: 2, level: 'street' });
    expect(await heard()).toEqual([
      'chen: H-0001 报的人不满意。又打开了，请再去看看。',
      'li: H-0001 报的人又不满意。报到街道了。',
    ]);
  });

  test('not yet opens it without counting', async () => {
    expect((await bench.says('zhou', 'not_yet', '又停上了')).kind).toBe('reopened');
    expect(await bench.ticket()).toMatchObject({ status: 'accepted', unsatisfied: 0 });
    expect((await bench.says('zhou', 'not_yet')).kind).toBe('running');
  });

  test('is nobody else’s', async () => {
    const { id } = await bench.ticket();
    await bench.run(({ tx, now }) => tx.tickets.addFollower(id, 'wu', now));
    for (const who of ['wu', 'li', 'op']) expect((await bench.says(who, 'satisfied')).kind).toBe('not_yours');
    expect((await bench.says('zhou', 'satisfied', null, 'H-0042')).kind).toBe('unknown');
    expect(await bench.says('zhou', 'unsatisfied', '长'.repeat(301))).toEqual({ kind: 'too_long', length: 301 });
    expect((await bench.says('wu', 'satisfied', null, null)).kind).toBe('nothing');
  });

  test('without a number is of the only one settled; of two, of the one that was asked about', async () => {
    await bench.report('zhou', { place: '西门', words: '西门路灯坏了' });
    await bench.does('li', 'resolve', null, null, 'H-0002');
    expect((await bench.says('zhou', 'satisfied', null, null)).kind).toBe('nothing');
    await bench.leave((key) => key.includes('reporter'));
    expect(await bench.says('zhou', 'satisfied', null, null)).toMatchObject({ ticket: { number: 'H-0002' } });
    expect(await bench.says('zhou', 'satisfied', null, null)).toMatchObject({ ticket: { number: 'H-0001' } });
  });

  test.each(['dropped', 'dead', 'parked'] as const)('is not counted as asked for where the question was %s', async (fate) => {
    await bench.leave((key) => key.includes('reporter'), fate);
    const zhou = await bench.member('zhou');
    expect(await bench.run((doing) => lastAsked(doing, zhou))).toBeUndefined();
    expect(await bench.run((doing) => meantInWords(doing, zhou))).toMatchObject({ number: 'H-0001' });
  });

  test('opens again for thirty days after its end, then no more', async () => {
    await bench.says('zhou', 'satisfied');
    await bench.go('2026-12-20 10:00');
    expect((await bench.says('zhou', 'not_yet')).kind).toBe('reopened');
    await bench.does('li', 'resolve');
    await bench.says('zhou', 'satisfied');
    await bench.go('2027-01-20 10:00');
    expect((await bench.says('zhou', 'unsatisfied')).kind).toBe('too_late');
    expect((await bench.ticket()).status).toBe('closed');
  });

  test('an anonymous reporter’s leaves no name in the history, and reaches him', async () => {
    await bench.report('wu', { kind: 'appeal', category: 'wage', anonymous: true });
    await bench.does('li', 'resolve', '补发了', null, 'A-0001');
    expect((await bench.told('wu')).at(-1)?.text).toContain('A-0001 支部办好了：补发了');
    expect((await bench.says('zhou', 'satisfied', null, 'A-0001')).kind).toBe('not_yours');
    expect((await bench.says('wu', 'unsatisfied', null, 'A-0001')).kind).toBe('reopened');
    expect((await bench.events('A-0001')).some(({ by }) => by === 'wu')).toBe(false);
  });
});

describe('a danger', () => {
  test('calls again every five minutes, later also the street and the county, and goes up by its clock', async () => {
    await bench.report('zhou', { urgent: true, group: 'g1', category: 'charging' });
    await bench.go('2026-11-23 10:09');
    expect(await bench.ticket()).toMatchObject({ calls: 2, level: 'branch' });
    expect(await bench.told('chen')).toEqual([]);
    await bench.go('2026-11-23 10:10');
    expect((await bench.told('chen')).length).toBe(1);
    await bench.go('2026-11-23 10:20');
    expect((await bench.told('gao')).length).toBe(1);
    await bench.go('2026-11-23 10:30');
    expect((await bench.ticket()).level).toBe('street');
    await bench.go('2026-11-23 13:00');
    expect(await bench.ticket()).toMatchObject({ calls: 12, level: 'county' });
    expect((await bench.told()).filter(({ urgent, to }) => to !== 'zhou' && !urgent)).toEqual([]);
  });

  test('is quiet as soon as somebody goes; all who were called and its reporter hear who', async () => {
    await bench.report('zhou', { urgent: true, group: 'g1' });
    const heard = await bench.news();
    const hu = await bench.member('hu');
    expect(await bench.run((doing) => answerCall(doing, hu, 'H-0001'))).toMatchObject({ kind: 'answered', accepted: false });
    expect(await heard()).toEqual([
      'li: H-0001 老胡在赶过去了。',
      'wang: H-0001 老胡在赶过去了。',
      'zhou: H-0001 老胡在赶过去。你先离远点。',
    ]);
    await bench.go('2026-11-23 10:29');
    expect(await bench.ticket()).toMatchObject({ calls: 1, status: 'open' });
    expect(await bench.run((doing) => answerCall(doing, hu, 'H-0001'))).toMatchObject({ kind: 'already' });
  });

  test('is taken on by whoever goes and may settle it; others may not', async () => {
    await bench.report('zhou', { urgent: true });
    const [wu, li] = [await bench.member('wu'), await bench.member('li')];
    expect((await bench.run((doing) => answerCall(doing, wu, 'H-0001'))).kind).toBe('not_yours');
    expect(await bench.run((doing) => answerCall(doing, li, 'H-0001'))).toMatchObject({ kind: 'answered', accepted: true });
    expect(await bench.ticket()).toMatchObject({ status: 'accepted', handlerId: 'li', dueAt: at('2026-11-24 10:00') });
  });

  test('is what duty calls to; of an appeal it tells nothing', async () => {
    await bench.report('zhou', { kind: 'appeal', category: 'wage' });
    const hu = await bench.member('hu');
    expect((await bench.run((doing) => answerCall(doing, hu, 'A-0001'))).kind).toBe('not_yours');
  });

  test('begins when what was added makes it one', async () => {
    const quiet = await bench.report();
    bench.clock.at = at('2026-11-23 22:00');
    const raised = await bench.run((doing) =>
      supplement(doing, quiet, { words: '冒烟了', urgent: true, by: null, isReporter: true }),
    );
    expect(raised).toMatchObject({
      urgent: true,
      dueAt: at('2026-11-23 22:30'),
      next: { step: 'call', at: at('2026-11-23 22:00') },
    });
    await bench.settle();
    expect((await bench.told('hu')).map(({ at: when, urgent }) => [when, urgent])).toEqual([['2026-11-23 22:00', true]]);
  });
});

describe('what its reporter adds', () => {
  test('is in the history, masked, and heard by who has it', async () => {
    const first = await bench.report('zhou', { place: null });
    await bench.does('li', 'accept');
    const heard = await bench.news();
    const zhou = await bench.member('zhou');
    const added = await bench.run((doing) =>
      supplement(doing, first, { words: '电话13812345678', place: '西门', by: zhou, isReporter: true }),
    );
    expect(added.place).toBe('西门');
    expect((await bench.events()).at(-1)?.note).toBe('西门，电话〔电话〕');
    expect(await heard()).toEqual(['li: H-0001 有补充：西门，电话〔电话〕。']);
    const { original } = await bench.ticket();
    expect(await bench.run(async ({ sealer }) => sealer?.open(original ?? ''))).toContain('13812345678');
  });

  test('to what is over is kept and disturbs nobody', async () => {
    await bench.report();
    await bench.does('li', 'reject', '查无此事');
    const heard = await bench.news();
    await bench.run(async (doing) =>
      supplement(doing, await ticketIn(doing), { words: '就在那', urgent: true, by: null, isReporter: true }),
    );
    expect(await bench.ticket()).toMatchObject({ status: 'rejected', urgent: false });
    expect(await heard()).toEqual([]);
  });

  test('may be that he takes it back: while it is not settled, and nobody else', async () => {
    const first = await bench.report();
    await bench.does('li', 'accept');
    const [wu, zhou] = [await bench.member('wu'), await bench.member('zhou')];
    expect((await bench.run((doing) => withdraw(doing, wu, first))).kind).toBe('not_yours');
    const heard = await bench.news();
    expect((await bench.run((doing) => withdraw(doing, zhou, first))).kind).toBe('withdrawn');
    expect(await bench.ticket()).toMatchObject({ status: 'closed', end: 'withdrawn', next: null });
    expect(await heard()).toEqual(['li: H-0001 报的人自己撤了，不用办了。']);
    expect((await bench.run((doing) => withdraw(doing, zhou, first))).kind).toBe('wrong_state');
    expect((await bench.says('zhou', 'not_yet')).kind).toBe('over');
  });
});
