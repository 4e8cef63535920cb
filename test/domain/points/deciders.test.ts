import { afterEach, expect, test } from 'vitest';
import { maySeeTo } from '../../../src/domain/points/deciders.ts';
import { people, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
afterEach(() => bench.close());

/** Those of the branch who may look after points. @param missing whom the branch does not have */
async function whoMay(missing: readonly string[], memberId: string | null = null): Promise<string[]> {
  bench = await ticketBench({ branch: { people: people.filter(({ id }) => !missing.includes(id)) } });
  return await bench.run(async (doing) => {
    const may: string[] = [];
    for (const member of await doing.tx.members.list()) if (await maySeeTo(doing, member, memberId)) may.push(member.id);
    return may.sort();
  });
}

test('secretaries look after points, nobody else', async () => {
  expect(await whoMay([])).toEqual(['li', 'wang']);
});

test('others of the staff do where there is no secretary', async () => {
  expect(await whoMay(['li', 'wang'])).toEqual(['chen', 'gao', 'op']);
});

test('others of the staff do where the only secretary is concerned himself', async () => {
  expect(await whoMay(['wang'], 'li')).toEqual(['chen', 'gao', 'li', 'op']);
  await bench.close();
  expect(await whoMay(['wang'], 'zhou')).toEqual(['li']);
});
