// Two at once: numbers are used once, a post is asked for once, and of two decisions one counts.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claim, decide, handBack } from '../../../src/domain/posts/deciding.ts';
import { claimsOf } from '../../../src/domain/posts/records.ts';
import { type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const POST = '安全生产岗';

test('claimed at once by several and twice by one, each has one number', async () => {
  const people = await Promise.all(['zhou', 'wu', 'hu', 'zhou', 'zhou'].map((id) => bench.member(id)));
  const claims = await Promise.all(people.map((member) => bench.run((doing) => claim(doing, member, POST))));
  expect(claims.filter(({ isNew }) => isNew).map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(new Set(claims.map(({ number }) => number)).size).toBe(3);
});

test('of two decisions one counts, and what was handed back is not decided any more', async () => {
  const [zhou, li, wang] = await Promise.all(['zhou', 'li', 'wang'].map((id) => bench.member(id)));
  await bench.run((doing) => claim(doing, zhou!, POST));
  const outcomes = await Promise.all([
    bench.run((doing) => decide(doing, 1, li!, true, null)),
    bench.run((doing) => decide(doing, 1, wang!, false, null)),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'decided']);
  await bench.run((doing) => claim(doing, zhou!, '政策宣传岗'));
  expect(await bench.run((doing) => handBack(doing, zhou!, 2))).toMatchObject({ status: 'cancelled' });
  expect(await bench.run((doing) => decide(doing, 2, li!, true, null))).toMatchObject({ kind: 'already' });
  expect(await bench.run((doing) => handBack(doing, wang!, 1))).toBeNull();
});

test('nobody decides about his own, as long as there is another', async () => {
  const [li, wang] = await Promise.all(['li', 'wang'].map((id) => bench.member(id)));
  await bench.run((doing) => claim(doing, li!, POST));
  expect(await bench.run((doing) => decide(doing, 1, li!, true, null))).toEqual({ kind: 'own' });
  expect(await bench.run((doing) => decide(doing, 1, wang!, true, null))).toMatchObject({ kind: 'decided' });
  expect(await bench.run((doing) => claimsOf(doing, li!))).toMatchObject([{ status: 'held', by: 'wang' }]);
});
