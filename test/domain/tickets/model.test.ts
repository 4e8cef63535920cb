// Whatever anybody does to tickets, in whatever order and however late: none is lost, none ends without its condition.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../src/core/clock.ts';
import {
  type HandlingAction,
  handlingActions,
  type Ticket,
  type TicketEvent,
  ticketActions,
  ticketNumber,
} from '../../../src/core/ticket.ts';
import { CALLS_MAX } from '../../../src/domain/tickets/clocks.ts';
import { mayHandle } from '../../../src/domain/tickets/handlers-of.ts';
import { rate, type Verdict, verdicts } from '../../../src/domain/tickets/rating.ts';
import { isReporter } from '../../../src/domain/tickets/reporter.ts';
import { answerCall, handle, supplement, withdraw } from '../../../src/domain/tickets/steps.ts';
import { takeBackStep } from '../../../src/domain/tickets/taking-back.ts';
import { runTicket, TICKET } from '../../../src/scheduling/ticket-work.ts';
import { people, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';
import { historyFaults } from './history-faults.ts';

const SEED = 20_261_123;
const STEPS = 10_000;

/** All that is on record of the tickets. */
interface World {
  tickets: { ticket: Ticket; events: TicketEvent[]; ready: { key: string; dueAt: number }[] }[];
}

interface Real {
  bench: TicketBench;
  /** Numbers as they were given. */
  numbers: string[];
  /** Whom each ticket is from. */
  reporters: Map<string, string>;
  before: World;
}

let steps = 0;
/** Of all histories, so that nothing is true only because it never came to it. */
const seen = new Set<string>();

async function worldOf({ bench, numbers }: Pick<Real, 'bench' | 'numbers'>): Promise<World> {
  return await bench.run(async ({ tx }) => {
    const ready = await tx.scheduled.list(['ready'], 1_000);
    const tickets: World['tickets'] = [];
    for (const number of numbers) {
      const ticket = (await tx.tickets.byNumber(number)) as Ticket;
      tickets.push({
        ticket,
        events: await tx.tickets.events(ticket.id),
        ready: ready
          .filter(({ orderingKey }) => orderingKey === `${TICKET}:${ticket.id}`)
          .map(({ key, dueAt }) => ({ key, dueAt })),
      });
    }
    return { tickets };
  });
}

/** Everything that must be true of one ticket, whatever happened. */
function faultsOf({ ticket, events, ready }: World['tickets'][number]): string[] {
  const { id, status, level, handlerId, end, next, dueAt, turn, calls, urgent, answeredAt, unsatisfied, outcome } = ticket;
  const count = (action: string) => events.filter((event) => event.action === action).length;
  const isRunning = status === 'open' || status === 'accepted' || status === 'resolved';
  const must: Record<string, boolean> = {
    'an open one has no handler': status !== 'open' || handlerId === null,
    'an accepted one has a handler': status !== 'accepted' || handlerId !== null,
    'a resolved one has a handler': status !== 'resolved' || handlerId !== null,
    'one that waits for people has a clock, others none': (status === 'open' || status === 'accepted') === (dueAt !== null),
    'a running one has not ended': !isRunning || end === null,
    'a closed one has an end': status !== 'closed' || end === 'satisfied' || end === 'unreached' || end === 'withdrawn',
    'a rejected one has a reason': status !== 'rejected' || (outcome !== null && (end === null || end === 'duplicate')),
    'a running one has a next step, others none': isRunning === (next !== null),
    'the next step is planned once, in this turn': isDeepStrictEqual(
      ready,
      next ? [{ key: `ticket:${id}:${turn}`, dueAt: next.at }] : [],
    ),
    'what is resolved asks': status !== 'resolved' || next?.step === 'follow_up_again' || next?.step === 'close',
    'what is not resolved does not ask': status === 'resolved' || !next || ['call', 'warn', 'expire'].includes(next.step),
    'calls are counted and end': calls === count('call') && calls <= CALLS_MAX && (urgent || calls === 0),
    'nobody is called when somebody answered': next?.step !== 'call' || (urgent && answeredAt === null),
    'dissatisfaction is counted': unsatisfied === count('unsatisfied'),
  };
  const broken = Object.entries(must).flatMap(([rule, holds]) => (holds ? [] : [rule]));
  return [...broken, ...historyFaults(events, { status, level, end })].map((fault) => `${ticket.number}: ${fault}`);
}

/** What was on record stays on record, and in its place. */
function changeFaults(before: World, after: World): string[] {
  return before.tickets.flatMap(({ ticket, events }, index) => {
    const now = after.tickets[index]!;
    const levels = ['branch', 'street', 'county'];
    const added = now.events.slice(events.length).map(({ action }) => action);
    const wentDown = levels.indexOf(now.ticket.level) < levels.indexOf(ticket.level);
    return [
      ...(now.ticket.id === ticket.id ? [] : ['a number was used again']),
      ...(isDeepStrictEqual(now.events.slice(0, events.length), events) ? [] : ['history was rewritten']),
      ...(wentDown && !added.includes('assign_branch') ? ['the level went down by itself'] : []),
    ];
  });
}

type Outcome = 'refused' | 'done' | 'settled';

async function check(real: Real, outcome: Outcome): Promise<void> {
  steps += 1;
  const after = await worldOf(real);
  // Refusals change nothing.
  if (outcome === 'refused') expect(after).toEqual(real.before);
  const isLate = ({ ticket }: World['tickets'][number]) => ticket.next && ticket.next.at <= real.bench.clock.at;
  const late = outcome === 'settled' ? after.tickets.filter(isLate) : [];
  const faults = [
    ...after.tickets.flatMap(faultsOf),
    ...changeFaults(real.before, after),
    ...late.map(({ ticket }) => `${ticket.number}: forgotten`),
  ];
  expect(faults).toEqual([]);
  real.before = after;
}

/** Each event reaches each account at most once. */
async function tellingFaults({ bench }: Real): Promise<string[]> {
  const told = await bench.told();
  const reached = new Map<string, number>();
  for (const { key, to } of told) {
    const step = /^push:ticket:(\d+:(?:new-|call-)?\d+)/.exec(key)?.[1];
    if (step !== undefined) reached.set(`${step} to ${to}`, (reached.get(`${step} to ${to}`) ?? 0) + 1);
  }
  const twice = [...reached].filter(([, times]) => times > 1).map(([step]) => `told twice: ${step}`);
  return new Set(told.map(({ key }) => key)).size === told.length ? twice : [...twice, 'a key was used twice'];
}

type Command = fc.AsyncCommand<object, Real>;

/** @param act `refused`: it must have changed nothing · `settled`: all that was due has been done */
const command = (name: string, act: (real: Real) => Promise<Outcome>): Command => ({
  check: () => true,
  run: async (_model, real) => await check(real, await act(real)),
  toString: () => name,
});

const numberOf = ({ numbers }: Real, index: number): string | undefined => numbers[index % Math.max(1, numbers.length)];
const reporters = ['zhou', 'wu', 'hu', 'li'] as const;

const report = (from: string, urgent: boolean, kind: Ticket['kind'], anonymous: boolean) =>
  command(`report(${from}, ${urgent ? 'urgent ' : ''}${anonymous ? 'anonymous ' : ''}${kind})`, async (real) => {
    // More are no more: each step would only look at more of the same.
    if (real.numbers.length >= 6) return 'refused';
    const isHazard = kind === 'hazard';
    const ticket = await real.bench.report(from, {
      kind,
      category: isHazard ? 'traffic' : 'wage',
      urgent,
      anonymous: anonymous && !isHazard,
      group: isHazard ? 'g1' : null,
    });
    const before = real.numbers.filter((number) => number.startsWith(isHazard ? 'H' : 'A')).length;
    expect(ticket.number).toBe(ticketNumber(kind, before + 1));
    real.numbers.push(ticket.number);
    real.reporters.set(ticket.number, from);
    return 'done';
  });

const act = (who: string, index: number, action: HandlingAction, note: string | null, other: number | null) =>
  command(`handle(${who}, ${index}, ${action}, ${note === null ? '-' : note.length}, ${other})`, async (real) => {
    const number = numberOf(real, index);
    if (number === undefined) return 'refused';
    const by = await real.bench.member(who);
    const same = other === null ? null : (numberOf(real, other) ?? 'H-9999');
    const outcome = await real.bench.run(async (doing) => {
      const ticket = (await doing.tx.tickets.byNumber(number)) as Ticket;
      const may = await mayHandle(doing, by, ticket);
      const given = await handle(doing, by, number, action, note, same);
      expect(given.kind === 'not_yours').toBe(!may && given.kind !== 'too_long');
      return given;
    });
    return outcome.kind === 'done' || outcome.kind === 'taken_over' ? 'done' : 'refused';
  });

const answer = (who: string, index: number) =>
  command(`answerCall(${who}, ${index})`, async (real) => {
    const by = await real.bench.member(who);
    const outcome = await real.bench.run((doing) => answerCall(doing, by, numberOf(real, index) ?? 'H-0001'));
    return outcome.kind === 'answered' ? 'done' : 'refused';
  });

const judge = (who: string | null, index: number | null, verdict: Verdict) =>
  command(`rate(${who ?? 'its reporter'}, ${index}, ${verdict})`, async (real) => {
    const number = index === null ? null : (numberOf(real, index) ?? 'A-9999');
    const by = await real.bench.member(who ?? real.reporters.get(number ?? '') ?? 'zhou');
    const outcome = await real.bench.run(async (doing) => {
      const given = await rate(doing, by, number, verdict, '还是堵着');
      if (given.kind === 'thanked' || given.kind === 'reopened') expect(await isReporter(doing, given.ticket, by)).toBe(true);
      return given;
    });
    return outcome.kind === 'thanked' || outcome.kind === 'reopened' ? 'done' : 'refused';
  });

/** Who decided is often the one who takes it back: otherwise hardly any step would be. */
const takeBackOwn = (who: string | null, index: number) =>
  command(`takeBackStep(${who ?? 'who decided'}, ${index})`, async (real) => {
    const number = numberOf(real, index);
    if (number === undefined) return 'refused';
    const events = await real.bench.events(number);
    const decided = events.findLast(({ action }) => action === 'resolve' || action === 'reject')?.by;
    const by = await real.bench.member(who ?? decided ?? 'li');
    const outcome = await real.bench.run((doing) => takeBackStep(doing, by, number));
    return outcome.kind === 'taken_back' ? 'done' : 'refused';
  });

const takeBack = (who: string, index: number) =>
  command(`withdraw(${who}, ${index})`, async (real) => {
    const number = numberOf(real, index);
    if (number === undefined) return 'refused';
    const by = await real.bench.member(who);
    const outcome = await real.bench.run(async (doing) => {
      return await withdraw(doing, by, (await doing.tx.tickets.byNumber(number)) as Ticket);
    });
    return outcome.kind === 'withdrawn' ? 'done' : 'refused';
  });

const add = (index: number, urgent: boolean, place: boolean) =>
  command(`supplement(${index}${urgent ? ', urgent' : ''}${place ? ', place' : ''})`, async (real) => {
    const number = numberOf(real, index);
    if (number === undefined) return 'refused';
    await real.bench.run(async (doing) => {
      const ticket = (await doing.tx.tickets.byNumber(number)) as Ticket;
      await supplement(doing, ticket, { words: '又多了两辆', place: place ? '西门' : null, urgent, by: null, isReporter: true });
    });
    return 'done';
  });

const wait = (ms: number) =>
  command(`wait(${ms / MINUTE_MS} min)`, async (real) => {
    await real.bench.go(real.bench.clock.at + ms);
    return 'settled';
  });

/** Work of an earlier turn that comes again does nothing. */
const stale = (index: number, back: number) =>
  command(`stale(${index}, ${back})`, async (real) => {
    const number = numberOf(real, index);
    if (number === undefined) return 'refused';
    const { id, turn } = await real.bench.ticket(number);
    await real.bench.run((doing) => runTicket(doing, { ticketId: id, turn: turn - back }));
    return 'refused';
  });

const anybody = fc.constantFrom(...people.map(({ id }) => id));
const handler = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('li', 'wang', 'chen', 'gao') }, anybody);
const index = fc.nat({ max: 5 });
const note = fc.option(fc.constantFrom('三轮已清走', '不归我们管', '长'.repeat(301)), { freq: 6 });

const commands = [
  fc
    .tuple(fc.constantFrom(...reporters), fc.boolean(), fc.constantFrom('hazard', 'appeal'), fc.boolean())
    .map((of) => report(...of)),
  fc.tuple(handler, index, fc.constantFrom(...handlingActions), note, fc.option(index, { freq: 5 })).map((of) => act(...of)),
  fc.tuple(handler, index, fc.constantFrom(...handlingActions), note, fc.constant(null)).map((of) => act(...of)),
  fc.tuple(handler, index, fc.constant('resolve' as const), note, fc.constant(null)).map((of) => act(...of)),
  fc.tuple(handler, index).map((of) => answer(...of)),
  fc.tuple(fc.constant(null), fc.option(index, { freq: 5 }), fc.constantFrom(...verdicts)).map((of) => judge(...of)),
  fc.tuple(fc.constant(null), index, fc.constantFrom(...verdicts)).map((of) => judge(...of)),
  fc.tuple(anybody, index, fc.constantFrom(...verdicts)).map((of) => judge(...of)),
  fc.tuple(fc.constantFrom(...reporters), index).map((of) => takeBack(...of)),
  fc.tuple(fc.option(handler, { nil: null }), index).map((of) => takeBackOwn(...of)),
  fc.tuple(index, fc.boolean(), fc.boolean()).map((of) => add(...of)),
  fc.tuple(index, fc.integer({ min: 1, max: 3 })).map((of) => stale(...of)),
  fc.integer({ min: 1, max: 24 * 60 }).map((minutes) => wait(minutes * MINUTE_MS)),
  fc.integer({ min: 1, max: 40 }).map((days) => wait(days * DAY_MS)),
];

test(`keeps every ticket whole through ${STEPS} steps in any order (seed ${SEED})`, { timeout: 300_000 }, async () => {
  /** Every payload comes twice. */
  const twice = {
    [TICKET]: async (doing: Parameters<typeof runTicket>[0], payload: Parameters<typeof runTicket>[1]) => {
      await runTicket(doing, payload);
      const { tx } = doing;
      const id = String(payload.ticketId);
      const once = [await tx.tickets.byId(id), await tx.tickets.events(id)];
      await runTicket(doing, payload);
      expect([await tx.tickets.byId(id), await tx.tickets.events(id)]).toEqual(once);
    },
  };
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 100, size: 'max' }), async (given) => {
      const bench = await ticketBench({ runners: twice });
      try {
        const real: Real = { bench, numbers: [], reporters: new Map(), before: { tickets: [] } };
        await fc.asyncModelRun(() => ({ model: {}, real }), given);
        expect(await tellingFaults(real)).toEqual([]);
        for (const { events } of real.before.tickets) for (const { action } of events) seen.add(action);
      } finally {
        await bench.close();
      }
    }),
    { seed: SEED, numRuns: 230, endOnFailure: false },
  );
  expect(steps).toBeGreaterThanOrEqual(STEPS);
  expect(ticketActions.filter((action) => !seen.has(action))).toEqual(['make_anonymous', 'adopt', 'hand_over']);
});
