// Once a month the secretaries get the needs nobody was found for, as one message; none = no message.
import { z } from 'zod';
import { type Calendar, statutoryFestivals } from '../../core/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { sayKey, serviceListPhrases } from '../../core/phrases-service-lists.ts';
import { shanghaiDate, shanghaiTime, startOfDay } from '../../core/shanghai.ts';
import { asWritten } from '../../core/text.ts';
import { monthAt } from '../months.ts';
import { atDesk } from '../points/deciders.ts';
import { pushToMembers } from '../pushes/index.ts';
import { soonestPush } from '../pushes/off-peak.ts';
import { isWorkday } from '../tickets/clocks.ts';
import { planWork } from '../works.ts';
import { unmatchedNeeds } from './records.ts';

/** What the handler's work is planned under. */
export const SERVICE_LISTS = { handler: 'service-lists', monthly: 'monthly' } as const;

const OFFICE_OPENS_MS = 9 * HOUR_MS;
/** After an outage it is sent still; later the next one is near enough. */
const CATCHES_UP_MS = 7 * DAY_MS;
const LISTED_MAX = 20;

export const MONTHS = 'service-months';
export const MONTHS_KEPT_MS = 400 * DAY_MS;
const months = ({ tx }: Doing) => tx.collection(MONTHS, z.object({ at: z.number() }));

const monthKey = (at: number): string => shanghaiDate(at).slice(0, 7);

/** Plans this month's, from its first workday on; often called, it plans the same once. */
export async function planMonthly(doing: Doing): Promise<void> {
  const { tx, branch, calendar, now } = doing;
  let first = monthAt(now).from;
  while (!isWorkday(calendar, first) || isFestival(calendar, first)) first += DAY_MS;
  if (startOfDay(now) < first || now >= first + CATCHES_UP_MS) return;
  const month = monthKey(first);
  if (await months(doing).get(month)) return;
  const dueAt = soonestPush(branch, { occupations: ['office'], group: null }, Math.max(now, first + OFFICE_OPENS_MS));
  const { handler, monthly: work } = SERVICE_LISTS;
  await planWork(tx, { handler, work, key: month, payload: { month }, dueAt }, now);
}

/** Of a year whose days off are not known yet, the festivals themselves are. */
function isFestival(calendar: Calendar, at: number): boolean {
  return statutoryFestivals.some((festival) => calendar.festivalOn(festival, shanghaiTime(at).year) === shanghaiDate(at));
}

/** Tells the secretaries of needs that nothing meets yet; once a month. @param month `2026-11` */
export async function tellUnmatched(doing: Doing, { month }: { month: string }): Promise<void> {
  const { tx, now } = doing;
  if (await months(doing).lock(month)) return;
  await months(doing).put(month, { at: now }, now);
  const needs = await unmatchedNeeds(doing);
  if (needs.length === 0) return;
  const lines = needs.slice(0, LISTED_MAX).map((need) => serviceListPhrases.line(sayKey(need), asWritten(need.text)));
  const more = needs.length > LISTED_MAX ? [serviceListPhrases.more(needs.length - LISTED_MAX)] : [];
  const text = [serviceListPhrases.unmatched(needs.length), ...lines, ...more, serviceListPhrases.howToLink].join('\n');
  const secretaries = await tx.members.withRoles(['secretary']);
  await pushToMembers(
    doing,
    secretaries.map((member) => ({
      member: atDesk(member),
      // It tells of people who are no party to the talk.
      push: {
        key: `service-needs:${month}:${member.id}`,
        kind: 'summary',
        text,
        usefulUntil: now + CATCHES_UP_MS,
        isSealed: true,
      },
    })),
  );
}
