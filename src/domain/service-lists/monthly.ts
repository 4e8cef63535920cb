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
import { sharedThings } from '../words/service-lists.ts';
import { planWork } from '../works.ts';
import { openItems, type ServiceItem, unmatchedNeeds } from './records.ts';

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
  const text = [...(await sayUnmatched(doing)), ...(await sayLinked(doing))].join('\n');
  if (text === '') return;
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

const lineOf = (item: ServiceItem): string => serviceListPhrases.line(sayKey(item), asWritten(item.text));
const moreOf = (all: readonly ServiceItem[]): string[] =>
  all.length > LISTED_MAX ? [serviceListPhrases.more(all.length - LISTED_MAX)] : [];

/** Each beside what speaks of the same thing, so that only numbers are named that there are. */
async function sayUnmatched(doing: Doing): Promise<string[]> {
  const needs = await unmatchedNeeds(doing);
  const [first] = needs;
  if (!first) return [];
  const offers = (await openItems(doing, null)).filter(({ kind }) => kind !== 'need');
  let pair: { need: ServiceItem; offer: ServiceItem } | null = null;
  const lines = needs.slice(0, LISTED_MAX).map((need) => {
    const offer = offerFor(need, offers);
    if (!offer) return lineOf(need);
    pair ??= { need, offer };
    return serviceListPhrases.perhaps(lineOf(need), sayKey(offer), shortened(asWritten(offer.text)));
  });
  const found = pair as { need: ServiceItem; offer: ServiceItem } | null;
  const how = found
    ? serviceListPhrases.howToLink(sayKey(found.need), sayKey(found.offer))
    : serviceListPhrases.howToSettle(sayKey(first));
  return [serviceListPhrases.unmatched(needs.length), ...lines, ...moreOf(needs), how];
}

const SHOWN = 20;
const shortened = (said: string): string => ([...said].length > SHOWN ? `${[...said].slice(0, SHOWN).join('')}…` : said);

function offerFor(need: ServiceItem, offers: readonly ServiceItem[]): ServiceItem | null {
  let best: { offer: ServiceItem; shared: number } | null = null;
  for (const offer of offers) {
    const shared = sharedThings(need.text, offer.text);
    if (shared > (best?.shared ?? 0)) best = { offer, shared };
  }
  return best?.offer ?? null;
}

/** Needs that were brought together with something last month and of which nothing was heard since: asked this once. */
async function sayLinked(doing: Doing): Promise<string[]> {
  const before = monthAt(doing.now, 1);
  const isOfThen = ({ matches }: ServiceItem) => {
    const last = Math.max(0, ...matches.map(({ at }) => at));
    return before.from <= last && last < before.to;
  };
  const needs = (await openItems(doing, 'need')).filter(isOfThen);
  const [first] = needs;
  if (!first) return [];
  const lines = needs
    .slice(0, LISTED_MAX)
    .map((need) => serviceListPhrases.linkedLine(lineOf(need), need.matches.map(sayKey).join('、')));
  return [serviceListPhrases.linked(needs.length), ...lines, ...moreOf(needs), serviceListPhrases.askDone(sayKey(first))];
}
