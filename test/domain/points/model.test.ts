// Whatever is earned, taken back and exchanged, in whatever order and however often: sums and caps are those of a plain reckoning.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewPointEntry, PointRule } from '../../../src/core/points.ts';
import { earn, takeBack } from '../../../src/domain/points/index.ts';
import { at, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

const SEED = 20_261_123;
const CAP = 9;
const GIVES = { party_day: 2, patrol: 1, volunteer_hour: 2, hazard_confirmed: 5 };
const MONTHS = [at('2026-10-31 23:59'), at('2026-11-01 00:00'), at('2026-11-30 12:00')];
const PEOPLE = ['zhou', 'wu'];

/** A deed by its number: who, when, by which rule never change. */
const deedOf = (number: number) => {
  const rule = Object.keys(GIVES)[number % 4] as PointRule & keyof typeof GIVES;
  return { memberId: PEOPLE[number % 2]!, rule, source: `attendance:${number}`, at: MONTHS[number % 3]! };
};
const monthOf = (instant: number) => (instant < MONTHS[1]! ? 'october' : 'november');

/** As a clerk with pencil and paper would keep it. */
interface Paper {
  balances: Record<string, number>;
  months: Record<string, number>;
  /** What stands of each deed. */
  standing: Map<number, number>;
  spent: { memberId: string; points: number; isReturned: boolean }[];
  lines: number;
}

type Step =
  | { kind: 'earn' | 'take_back'; number: number; times: number }
  | { kind: 'exchange'; who: number; cost: number }
  | { kind: 'return'; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('earn' as const, 'earn' as const, 'take_back' as const),
    number: fc.nat(11),
    times: fc.constantFrom(1, 1, 0.5, 1.5, 3),
  }),
  fc.record({ kind: fc.constant('exchange' as const), who: fc.nat(1), cost: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant('return' as const), which: fc.nat(5) }),
);

/** @returns what the ledger is to answer: the points it moves, or null */
async function take(run: TicketBench['run'], paper: Paper, step: Step): Promise<[number | null, number | null]> {
  switch (step.kind) {
    case 'earn': {
      const deed = deedOf(step.number);
      const month = `${deed.memberId} ${monthOf(deed.at)}`;
      const full = Math.floor(GIVES[deed.rule] * step.times);
      const given = Math.min(full, CAP - (paper.months[month] ?? 0));
      const expected = full === 0 || paper.standing.has(step.number) ? null : given;
      if (expected !== null) {
        paper.standing.set(step.number, given);
        paper.months[month] = (paper.months[month] ?? 0) + given;
        move(paper, deed.memberId, given);
      }
      const entry = await run((doing) => earn(doing, { ...deed, times: step.times }));
      return [entry?.points ?? null, expected];
    }
    case 'take_back': {
      const { memberId, source, at } = deedOf(step.number);
      const given = paper.standing.get(step.number);
      if (given !== undefined) {
        paper.standing.delete(step.number);
        paper.months[`${memberId} ${monthOf(at)}`]! -= given;
        move(paper, memberId, -given);
      }
      const entry = await run((doing) => takeBack(doing, source));
      return [entry?.points ?? null, given === undefined ? null : 0 - given];
    }
    case 'exchange': {
      const memberId = PEOPLE[step.who]!;
      const isEnough = (paper.balances[memberId] ?? 0) >= step.cost;
      const taken = await run(async ({ tx, now }) => {
        await tx.points.lock(memberId);
        if ((await tx.points.balance(memberId)) < step.cost) return null;
        return (await tx.points.add(exchanged(memberId, `exchange:${paper.spent.length}`, -step.cost, now)))!.points;
      });
      if (isEnough) {
        paper.spent.push({ memberId, points: step.cost, isReturned: false });
        move(paper, memberId, -step.cost);
      }
      return [taken, isEnough ? -step.cost : null];
    }
    case 'return': {
      const spent = paper.spent[step.which];
      if (!spent) return [null, null];
      const source = `exchange:${step.which}`;
      const given = await run(async ({ tx, now }) => {
        const [first] = await tx.points.ofSource(source);
        const back = { ...exchanged(spent.memberId, source, spent.points, now), kind: 'returned' as const, reverses: first!.id };
        return (await tx.points.add(back))?.points ?? null;
      });
      const expected = spent.isReturned ? null : spent.points;
      if (!spent.isReturned) move(paper, spent.memberId, spent.points);
      spent.isReturned = true;
      return [given, expected];
    }
  }
}

function move(paper: Paper, memberId: string, points: number): void {
  paper.balances[memberId] = (paper.balances[memberId] ?? 0) + points;
  paper.lines += 1;
}

function exchanged(memberId: string, source: string, points: number, now: number): NewPointEntry {
  const fixed = { rule: null, ruleVersion: null, turn: 0, reverses: null, about: '毛巾', confirmedBy: null };
  return { ...fixed, memberId, kind: 'exchanged', points, full: points, source, at: now, recordedAt: now };
}

test('balances, caps and lines agree with pencil and paper', async () => {
  const bench = await ticketBench({ branch: { points: { rules: GIVES, monthlyCap: CAP } } });
  const history = async (run: TicketBench['run'], steps: readonly Step[]) => {
    const paper: Paper = { balances: {}, months: {}, standing: new Map(), spent: [], lines: 0 };
    const lines = () => run(({ tx }) => tx.points.list(1_000));
    for (const each of steps) {
      const before = await lines();
      const [answered, expected] = await take(run, paper, each);
      expect(answered).toBe(expected);
      const after = await lines();
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after).toHaveLength(paper.lines);
      for (const memberId of PEOPLE) {
        const sum = after.reduce((sum, entry) => sum + (entry.memberId === memberId ? entry.points : 0), 0);
        expect(sum).toBe(paper.balances[memberId] ?? 0);
        expect(await run(({ tx }) => tx.points.balance(memberId))).toBe(sum);
      }
    }
  };
  const undone = new Error('undone');
  const played = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
    // One transaction that comes to nothing: the ledger itself could not be emptied for the next history.
    const whole = bench.run(async (doing) => {
      await history((work) => work(doing), steps);
      throw undone;
    });
    await expect(whole).rejects.toBe(undone);
  });
  await fc.assert(played, { seed: SEED, numRuns: 120 });
  await bench.close();
});
