// Two at once, and the same twice: each number stands for one thing, and both sides of a match agree.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addItem, itemOf, link, settle, unmatchedNeeds } from '../../../src/domain/service-lists/records.ts';
import { type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
beforeEach(async () => {
  bench = await ticketBench();
});
afterEach(() => bench.close());

const need = { kind: 'need' as const, number: 1 };
const resource = { kind: 'resource' as const, number: 1 };

test('added at once they have numbers of their own, which are not used again', async () => {
  const added = await Promise.all(
    ['一', '二', '三', '一'].map((text, index) => bench.run((doing) => addItem(doing, 'need', text, 'li', `m${index}`))),
  );
  expect(added.map(({ kind, item }) => `${kind} ${item.number}`)).toEqual(['added 1', 'added 2', 'added 3', 'already 1']);
  await bench.run((doing) => settle(doing, { kind: 'need', number: 3 }, 'cancelled'));
  const next = await bench.run((doing) => addItem(doing, 'need', '四', 'li', 'm9'));
  expect(next.item.number).toBe(4);
});

test('brought together from both sides at once, each notes the other once', async () => {
  await bench.run((doing) => addItem(doing, 'need', '一', 'li', 'm1'));
  await bench.run((doing) => addItem(doing, 'resource', '二', 'li', 'm2'));
  const outcomes = await Promise.all([
    bench.run((doing) => link(doing, need, resource, true)),
    bench.run((doing) => link(doing, resource, need, true)),
  ]);
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['already', 'linked']);
  const [one, other] = await bench.run(async (doing) => [await itemOf(doing, need), await itemOf(doing, resource)]);
  expect(one?.matches).toMatchObject([resource]);
  expect(other?.matches).toMatchObject([need]);
  expect(await bench.run((doing) => unmatchedNeeds(doing))).toEqual([]);
  await bench.run((doing) => link(doing, need, resource, false));
  expect(await bench.run((doing) => unmatchedNeeds(doing))).toHaveLength(1);
});
