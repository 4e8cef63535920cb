// When whose patrol is reminded of, for every trade and for windows a branch has set itself.
import { afterEach, expect, test } from 'vitest';
import { reminderAt } from '../../../src/domain/patrol/reminding.ts';
import { at, shown, type TicketBench, ticketBench } from '../../support/ticket-bench.ts';

let bench: TicketBench;
afterEach(() => bench.close());

const DAY = at('2026-11-24 00:00');

async function instants(who: string, occupation: string, windows?: Record<string, unknown>): Promise<(string | null)[]> {
  bench = await ticketBench(windows ? { branch: { windows } } : {});
  const member = { ...(await bench.member(who)), occupation: occupation as never };
  const found: (string | null)[] = [];
  for (const half of ['morning', 'evening'] as const) {
    const instant = await bench.run((doing) => reminderAt(doing, member, { day: DAY, half }));
    found.push(instant === null ? null : shown(instant).slice(0, 15));
  }
  return found;
}

/** To ten minutes: which minute of the window it is turns from day to day. */
test.each([
  ['courier', ['2026-11-23 20:0', '2026-11-24 20:0']],
  ['rider', ['2026-11-23 21:0', '2026-11-24 21:0']],
  ['driver', ['2026-11-24 10:0', '2026-11-24 14:0']],
  ['office', ['2026-11-24 09:0', '2026-11-24 09:0']],
])('a %s is reminded of the morning and of the evening at %j', async (occupation, expected) => {
  expect(await instants('zhou', occupation)).toEqual(expected);
});

const only = (from: string, to: string) => {
  const one = { meetings: [{ from: '14:00', to: '15:00' }], pushes: [{ from, to }], never: { from: '22:00', to: '07:30' } };
  return { courier: one, rider: one, driver: one, office: one };
};

test('a window before the morning is over serves the same day, one at noon the day before', async () => {
  expect(await instants('zhou', 'courier', only('08:00', '09:00'))).toEqual(['2026-11-24 08:0', '2026-11-24 08:0']);
  await bench.close();
  expect(await instants('zhou', 'courier', only('12:30', '13:30'))).toEqual(['2026-11-23 12:3', '2026-11-24 12:3']);
});

test('windows that lie in hours when nobody may be disturbed give none', async () => {
  expect(await instants('zhou', 'courier', only('05:00', '06:00'))).toEqual([null, null]);
});
