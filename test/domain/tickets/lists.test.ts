// The lists of tickets, as the chat, the tables and the board get them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/core/clock.ts';
import type { Doing } from '../../../src/core/doing.ts';
import type { Member } from '../../../src/core/member.ts';
import type { Store } from '../../../src/core/store.ts';
import type { NewTicket } from '../../../src/core/ticket.ts';
import { monthAt, monthOf } from '../../../src/domain/months.ts';
import { ticketFor } from '../../../src/domain/tickets/finding.ts';
import { handlersDay } from '../../../src/domain/tickets/handlers-day.ts';
import {
  handledMatters,
  levelsSeenBy,
  monthFigures,
  overdueMatters,
  raisedMatters,
  repeatedTopics,
  unreachedCount,
  unsatisfiedLedger,
} from '../../../src/domain/tickets/lists.ts';
import { withHiddenReporter } from '../../../src/domain/tickets/reporter.ts';
import { MONTH, monthSaid } from '../../../src/domain/words/months.ts';
import { ticketNumberIn } from '../../../src/domain/words/ticket-numbers.ts';
import { openStore } from '../../../src/store/index.ts';
import { NOON } from '../../support/bot.ts';
import { addTicket, ticketDoing, ticketPeople } from '../../support/tickets.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore();
  await store.transaction((tx) => tx.members.syncRoster([...ticketPeople], NOON));
});
afterEach(() => store.close());

const run = <T>(work: (doing: Doing) => Promise<T>, branch: object = {}): Promise<T> =>
  store.transaction((tx) => work(ticketDoing(tx, branch)));
const add = (over: Partial<NewTicket> = {}) => run(({ tx }) => addTicket(tx, over));
const member = async ({ tx }: Doing, id: string): Promise<Member> => (await tx.members.byId(id)) as Member;
const numbers = (rows: readonly { number: string }[]) => rows.map(({ number }) => number);

const appeal = { kind: 'appeal' } as const;
const accepted = { status: 'accepted', handlerId: 'li' } as const;
const satisfied = { status: 'closed', handlerId: 'li', end: 'satisfied', dueAt: null } as const;
const unreached = { ...satisfied, end: 'unreached' } as const;

/** As an anonymous report is kept. */
async function addHidden(over: Partial<NewTicket>) {
  return await run(async (doing) => {
    const plain = await addTicket(doing.tx, over);
    const hidden = withHiddenReporter(doing, plain, 'wecom:zhou')!;
    await doing.tx.tickets.save(hidden);
    return hidden;
  });
}

describe('a ticket of a number', () => {
  const standing = (number: string, id: string) =>
    run(async (doing) => {
      const found = await ticketFor(doing, await member(doing, id), number);
      return found.kind === 'found' ? found.standing : found.kind;
    });

  test('knows how whoever asks stands to a hazard', async () => {
    const { id } = await add();
    await run(({ tx }) => tx.tickets.addFollower(id, 'ops', NOON));
    expect(await Promise.all(['zhou', 'li', 'ops', 'wang'].map((who) => standing('H-0001', who)))).toEqual([
      'reporter',
      'handler',
      'follower',
      'anyone',
    ]);
    expect(await standing('H-0002', 'zhou')).toBe('unknown');
  });

  test('shows an appeal to its reporter and to those who settle it, nobody else', async () => {
    const { id } = await add(appeal);
    await run(({ tx }) => tx.tickets.addFollower(id, 'wang', NOON));
    expect(await Promise.all(['zhou', 'li', 'wang', 'ops', 'sun'].map((who) => standing('A-0001', who)))).toEqual([
      'reporter',
      'handler',
      'not_yours',
      'not_yours',
      'not_yours',
    ]);
  });

  test('finds the reporter behind an anonymous one', async () => {
    await addHidden(appeal);
    expect(await standing('A-0001', 'zhou')).toBe('reporter');
    expect(await standing('A-0001', 'wang')).toBe('not_yours');
  });

  test.each([
    ['H-31', 'H-0031'],
    ['h31', 'H-0031'],
    ['H-0031', 'H-0031'],
    ['H-0031的', 'H-0031'],
    ['31号隐患', 'H-0031'],
    ['三十一号那个诉求', 'A-0031'],
    ['零零三幺号隐患', 'H-0031'],
    ['a12345', 'A-12345'],
    ['31号楼', null],
    ['MH31', null],
  ])('is heard in %s', (words, number) => {
    expect(ticketNumberIn(words)?.number ?? null).toBe(number);
  });
});

describe('matters raised', () => {
  test('are all of both kinds, the newest first, as many as wanted, and how many there are', async () => {
    await add();
    await add({ ...appeal, ...accepted, createdAt: NOON + 2 });
    await add({ ...satisfied, createdAt: NOON + 1 });
    const { rows, total } = await run((doing) => raisedMatters(doing, {}, 2));
    expect([numbers(rows), total]).toEqual([['A-0001', 'H-0002'], 3]);
    expect(rows[0]).toMatchObject({ status: 'accepted', handler: '李书记', level: 'branch', category: 'wage' });
  });

  test('name who reported a hazard openly, and nobody else', async () => {
    await add();
    await add(appeal);
    await addHidden({});
    const { rows } = await run((doing) => raisedMatters(doing, {}, 9));
    expect(Object.fromEntries(rows.map(({ number, reporter }) => [number, reporter]))).toEqual({
      'H-0001': '老周',
      'H-0002': null,
      'A-0001': null,
    });
    expect(JSON.stringify(rows.filter(({ number }) => number !== 'H-0001'))).not.toMatch(/zhou|老周|sealed/);
  });

  test('may be of one kind, one level, one month', async () => {
    await add({ createdAt: NOON - 30 * DAY_MS });
    await add({ level: 'street' });
    await add(appeal);
    const all = (wanted: object) => run(async (doing) => numbers((await raisedMatters(doing, wanted, 9)).rows));
    expect(await all({ kinds: ['appeal'] })).toEqual(['A-0001']);
    expect(await all({ kinds: ['hazard', 'appeal'] })).toHaveLength(3);
    expect(await all({ levels: ['street'] })).toEqual(['H-0002']);
    expect(await all(monthOf(2026, 10))).toEqual(['H-0001']);
    expect(await all({ levels: [] })).toEqual([]);
  });
});

describe('matters handled', () => {
  test('run by their clocks, then those that have ended; what nobody took on is not among them', async () => {
    await add();
    await add({ ...accepted, dueAt: NOON + 3 * DAY_MS });
    await add({ ...accepted, dueAt: NOON + DAY_MS });
    await add({ status: 'resolved', handlerId: 'li', dueAt: null });
    await add(satisfied);
    await add({ ...appeal, status: 'rejected', dueAt: null });
    const all = await run((doing) => handledMatters(doing, {}, 9));
    expect(numbers(all.rows)).toEqual(['H-0003', 'H-0002', 'H-0004', 'A-0001', 'H-0005']);
    expect(all).toMatchObject({ total: 5, running: 3 });
    expect(await run((doing) => handledMatters(doing, {}, 2))).toMatchObject({ total: 5, running: 3, rows: [{}, {}] });
  });

  test('that are overdue begin with the oldest', async () => {
    await add({ dueAt: NOON - HOUR_MS });
    await add({ ...accepted, dueAt: NOON - DAY_MS });
    await add();
    await add(satisfied);
    expect(numbers((await run((doing) => overdueMatters(doing, {}, 9))).rows)).toEqual(['H-0002', 'H-0001']);
  });
});

describe('the ledger of unsatisfactory outcomes', () => {
  test('keeps each until its reporter is satisfied', async () => {
    await add({ ...accepted, unsatisfied: 1 });
    await add({ ...satisfied, unsatisfied: 1 });
    await add({ ...unreached, unsatisfied: 2 });
    await add({ status: 'rejected', dueAt: null, unsatisfied: 1 });
    await add({ status: 'closed', end: 'withdrawn', dueAt: null, unsatisfied: 1 });
    await add(accepted);
    const ledger = await run((doing) => unsatisfiedLedger(doing, {}, 9));
    expect(numbers(ledger.rows)).toEqual(['H-0001', 'H-0004', 'H-0003']);
    expect(ledger).toMatchObject({ total: 3, unproven: 2, settled: 1 });
    expect(numbers((await run((doing) => unsatisfiedLedger(doing, {}, 1))).rows)).toEqual(['H-0001']);
  });

  test('is apart from those nobody could be reached about', async () => {
    await add(unreached);
    await add({ ...unreached, ...appeal });
    expect(await run((doing) => unreachedCount(doing, {}))).toBe(2);
    expect(await run((doing) => unreachedCount(doing, { kinds: ['appeal'] }))).toBe(1);
  });
});

describe('what keeps coming up', () => {
  test('is counted by its kind, and by its place where one was said', async () => {
    for (const place of ['东门', '东门', '西门']) await add({ category: 'fire', place });
    await add({ category: 'gas' });
    await add(appeal);
    await add(appeal);
    await add({ category: 'fire', createdAt: NOON - 40 * DAY_MS });
    const { places, categories } = await run((doing) => repeatedTopics(doing, monthAt(NOON)));
    expect(categories).toEqual([
      { kind: 'hazard', category: 'fire', count: 3 },
      { kind: 'appeal', category: 'wage', count: 2 },
    ]);
    expect(places).toMatchObject([{ kind: 'hazard', category: 'fire', place: '东门', count: 2 }]);
  });
});

describe('the figures of a month', () => {
  test('tell of those made in it, how they stand', async () => {
    await add({ dueAt: NOON - 1 });
    await add({ ...satisfied, createdAt: NOON - 3 * DAY_MS, statusAt: NOON });
    await add({ ...satisfied, createdAt: NOON - 2 * DAY_MS, statusAt: NOON, unsatisfied: 1 });
    await add(unreached);
    await add({ ...satisfied, createdAt: NOON - 60 * DAY_MS });
    await add({ ...appeal, level: 'street' });
    const figures = await run((doing) => monthFigures(doing, monthAt(NOON)));
    expect(figures).toEqual({
      hazard: { raised: 4, settled: 3, satisfied: 2, unreached: 1, unsatisfied: 1, overdue: 1, averageDays: 2.5 },
      appeal: { raised: 1, settled: 0, satisfied: 0, unreached: 0, unsatisfied: 0, overdue: 0, averageDays: null },
    });
    const ofStreet = await run((doing) => monthFigures(doing, monthAt(NOON), ['street']));
    expect([ofStreet.hazard.raised, ofStreet.appeal.raised]).toEqual([0, 1]);
  });

  test.each([
    ['本月', 2026, 11],
    ['上个月', 2026, 10],
    ['10月', 2026, 10],
    ['十二月份', 2025, 12],
    ['2024年3月', 2024, 3],
  ])('are of %s', (said, year, month) => {
    const { groups } = new RegExp(`^${MONTH}$`).exec(said)!;
    expect(monthSaid(groups!, NOON)).toMatchObject({ year, month });
  });

  test('belong to the month as Shanghai counts it', () => {
    expect(monthAt(Date.parse('2026-12-31T16:00:00Z'))).toMatchObject({ year: 2027, month: 1 });
    expect(monthAt(Date.parse('2026-01-15T00:00:00Z'), 1)).toEqual({
      year: 2025,
      month: 12,
      from: Date.parse('2025-12-01T00:00:00+08:00'),
      to: Date.parse('2026-01-01T00:00:00+08:00'),
    });
  });
});

describe('a handler’s day', () => {
  const dayOf = (id: string, limit = 8, branch = {}) =>
    run(async (doing) => handlersDay(doing, await member(doing, id), limit), branch);
  const waiting = async (id: string, branch = {}) => (await dayOf(id, 8, branch)).rows.map(({ number, why }) => [number, why]);

  test('begins with what presses most', async () => {
    await add({ dueAt: NOON + 30 * HOUR_MS });
    await add({ ...accepted, dueAt: NOON + 3 * DAY_MS });
    await add({ ...accepted, dueAt: NOON + 2 * HOUR_MS });
    await add({ dueAt: NOON - HOUR_MS });
    await add({ urgent: true, dueAt: NOON + HOUR_MS });
    await add({ urgent: true, answeredAt: NOON, dueAt: NOON + HOUR_MS });
    await add({ ...accepted, handlerId: 'sun' });
    await add({ level: 'street' });
    expect(await waiting('li')).toEqual([
      ['H-0005', 'call'],
      ['H-0004', 'overdue'],
      ['H-0006', 'today'],
      ['H-0003', 'today'],
      ['H-0001', 'accept'],
      ['H-0002', 'running'],
    ]);
    expect(await dayOf('li', 1)).toMatchObject({ rows: [{ number: 'H-0005' }], toAccept: 4, running: 2, overdue: 1 });
  });

  test('holds what the person took on, wherever, and the open ones of the own level', async () => {
    await add({ level: 'street', dueAt: null });
    await add({ ...accepted, handlerId: 'sun' });
    await add({ level: 'county' });
    expect(await waiting('sun')).toEqual([
      ['H-0001', 'accept'],
      ['H-0002', 'running'],
    ]);
    // Nobody is listed for the county: the secretaries stand in.
    expect(await waiting('li')).toEqual([['H-0003', 'accept']]);
  });

  test('is empty for whoever settles nothing, and not for whoever the settings name', async () => {
    await add();
    expect(await dayOf('wang')).toEqual({ rows: [], toAccept: 0, running: 0, overdue: 0 });
    expect(await dayOf('ops')).toMatchObject({ rows: [] });
    expect(await waiting('wang', { tickets: { levels: { branch: { people: ['wang'] } } } })).toEqual([['H-0001', 'accept']]);
  });

  test('and the lists are of the levels one settles at', async () => {
    const seen = (id: string, branch = {}) => run(async (doing) => levelsSeenBy(doing.branch, await member(doing, id)), branch);
    expect(await seen('li')).toEqual(['branch', 'street', 'county']);
    expect(await seen('sun')).toEqual(['street']);
    expect(await seen('ops')).toEqual([]);
    expect(await seen('zhou')).toEqual([]);
    expect(await seen('zhou', { tickets: { levels: { county: { people: ['zhou'] } } } })).toEqual(['county']);
  });
});
