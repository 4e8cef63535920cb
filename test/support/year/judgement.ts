// What the played year is measured by, however it was played.
import { expect } from 'vitest';
import { groups, people } from './branch.ts';
import type { Counts, Findings, Roll } from './checker.ts';
import { stepsOf } from './steps.ts';

const FIFTH = 0.2;

export const roll: Roll = {
  occupationOf: Object.fromEntries(people.map(({ id, occupation }) => [id, occupation])),
  trades: Object.fromEntries(
    groups.map(({ id, occupations }) => {
      const total = Object.values(occupations).reduce((sum, count) => sum + count, 0);
      const served = Object.entries(occupations).filter(([, count]) => count >= total * FIFTH);
      return [id, served.map(([trade]) => trade)];
    }),
  ),
};

export const quietDays = stepsOf([])
  .filter(({ key }) => key.startsWith('quiet:'))
  .map(({ from, at }) => ({ member: from, at }));

export function expectGoodYear(findings: Findings, counts: Counts): void {
  expect(findings).toEqual({ outsideWindows: [], onTheMark: [], duplicates: [], unreminded: [], waiting: [], months: [] });
  expect(counts).toMatchObject({ partyDays: 12, otherActivities: 40, cancelled: 2, notices: 60 });
  expect(counts.attendees).toBeGreaterThan(400);
  expect(counts.reminders).toBeGreaterThan(counts.attendees);
  expect(counts.checkIns).toBeGreaterThan(300);
  expect(counts.acknowledgements).toBeGreaterThan(300);
}
