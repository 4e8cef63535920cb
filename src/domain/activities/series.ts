// Activities held again and again: the secretary says yes to the first, the others follow by themselves.
import { randomUUID } from 'node:crypto';
import type { Activity } from '../../core/activity.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Recurrence, Wish } from '../../core/planner.ts';
import { shanghaiDate, shanghaiInstant, startOfDay } from '../../core/shanghai.ts';
import type { Transaction } from '../../core/store.ts';
import { createDraft, type DraftOutcome, type DraftRequest, dropDraft, hoursWanted, makeActivity } from './drafts.ts';
import { nameMatches } from './finding.ts';
import { occupationsOf } from './planning.ts';
import { publish } from './publishing.ts';
import { factsOf, hoursOf, type Series, seriesRecords } from './series-records.ts';

export type { Series } from './series-records.ts';

/** An occurrence is published so long before its planned day; a month's before anybody is told that it has none. */
const AHEAD_MS = { weekly: 6 * DAY_MS, monthly: 12 * DAY_MS };
const HALF_WEEK_MS = 3 * DAY_MS;
/** A first occurrence whose day is over gives way to the next, so many times. */
const TRIES = 3;
/** After an outage of months there may be many; the rest follows the night after. */
const MADE_AT_ONCE = 8;

/**
 * The draft of the first occurrence; the yes to it (`publish`) begins the series. `request.wish` holds the hours and, if it was said,
 * the first day.
 */
export async function createSeries(
  doing: Doing,
  author: Member,
  { rule, ...request }: Omit<DraftRequest, 'seriesId'> & { rule: Recurrence },
): Promise<DraftOutcome> {
  const { tx, now, planner } = doing;
  const { wish, mode, insist = false } = request;
  const id = randomUUID();
  const groups = [...request.groups];
  const saidDay = wish.date ?? wish.from;
  const from = saidDay?.slice(0, 10) ?? shanghaiDate(now);
  const days = planner.occurrences(rule, from, TRIES);
  let outcome: DraftOutcome = days.length === 0 ? { kind: 'no_such_day', day: from } : { kind: 'past' };
  for (const day of days) {
    const date = await dayOf(doing, { kind: request.kind, mode, groups, rule }, day);
    outcome = await createDraft(doing, author, { ...request, wish: { ...hoursOf(wish), date }, seriesId: id });
    if (outcome.kind === 'past') continue;
    if (outcome.kind !== 'drafted') return outcome;
    const pending: Series = {
      ...{ ...factsOf({ ...request, groups: outcome.activity.groups }), id, rule, mode, insist, createdBy: author.id },
      hours: hoursOf(wish),
      active: false,
      madeUntil: day,
    };
    await seriesRecords(tx).put(id, pending, now);
    return outcome;
  }
  return outcome;
}

/** The draft as the first of many: what was asked for stays, with the hours of the new wish. */
export async function repeatDraft(
  doing: Doing,
  author: Member,
  draft: Activity,
  said: Wish,
  rule: Recurrence,
): Promise<DraftOutcome> {
  const { title, kind, theme, place, capacity, mode, groups, insisted, signUpUntil } = draft;
  const wish = { ...(await hoursWanted(doing, draft.id)), ...said };
  const facts = { title, kind, theme, place, capacity, mode, groups, signUpUntil };
  return await createSeries(doing, author, { ...facts, insist: insisted, wish, rule });
}

/** Where a day of the rule is held: party days keep to the one regular day of the month, moved out of seasons and holidays. */
async function dayOf(
  doing: Doing,
  { kind, mode, groups, rule }: Pick<Series, 'kind' | 'mode' | 'groups' | 'rule'>,
  day: string,
): Promise<string> {
  if (kind !== 'party_day' || mode === 'online' || rule.kind === 'weekly') return day;
  const [year, month] = day.split('-').map(Number) as [number, number];
  const occupations = await occupationsOf(doing, groups);
  const { date } = doing.planner.regularDay({ year, month, rule, occupations, settings: doing.branch });
  // Where that day is over, the rule's own counts, and the planner finds what is left of the month.
  return date < shanghaiDate(doing.now) ? day : date;
}

/** Publishes the occurrences whose time has come, of all series. Every night; twice makes nothing twice. */
export async function makeOccurrences(doing: Doing): Promise<Activity[]> {
  const made: Activity[] = [];
  for (const { value } of await seriesRecords(doing.tx).list()) {
    if (value.active) made.push(...(await makeOfSeries(doing, value)));
  }
  return made;
}

async function makeOfSeries(doing: Doing, series: Series): Promise<Activity[]> {
  const { tx, now, planner } = doing;
  const ahead = AHEAD_MS[series.rule.kind === 'weekly' ? 'weekly' : 'monthly'];
  const dayAfter = shanghaiDate(shanghaiInstant(series.madeUntil) + DAY_MS);
  const today = shanghaiDate(now);
  const from = dayAfter < today ? today : dayAfter;
  const made: Activity[] = [];
  for (const day of planner.occurrences(series.rule, from, MADE_AT_ONCE)) {
    const date = await dayOf(doing, series, day);
    if (shanghaiInstant(date) > now + ahead) break;
    await seriesRecords(tx).put(series.id, { ...series, madeUntil: day }, now);
    const wish: Wish = { ...series.hours, date };
    const { mode, insist, id: seriesId } = series;
    const drafted = await makeActivity(doing, series.createdBy, { ...factsOf(series), wish, mode, insist, seriesId });
    // A day that cannot be any more (its hour is over) is left out.
    if (drafted.kind !== 'drafted') continue;
    const { activity } = drafted;
    if (isNextWeeks(series, activity, date)) {
      await dropDraft(doing, activity.id);
      continue;
    }
    const published = await publish(doing, activity.id);
    if (published.kind === 'published') made.push(published.activity);
  }
  return made;
}

/** A weekly one that a season drives into another week would only crowd that one's. */
function isNextWeeks({ rule }: Series, { sessions }: Activity, date: string): boolean {
  const start = sessions[0]?.start ?? 0;
  return rule.kind === 'weekly' && Math.abs(startOfDay(start) - shanghaiInstant(date)) > HALF_WEEK_MS;
}

/** Series that go on, by title. @param said null = all */
export async function findSeries({ tx }: Pick<Doing, 'tx'>, said: string | null): Promise<Series[]> {
  const active = (await seriesRecords(tx).list()).map(({ value }) => value).filter((series) => series.active);
  return said === null ? active : active.filter(({ title }) => nameMatches(title, said) > 0);
}

/** No occurrence follows; what is published already is held. */
export async function stopSeries({ tx, now }: Doing, id: string): Promise<{ kind: 'stopped' | 'already' | 'gone' }> {
  const series = await seriesRecords(tx).get(id);
  if (!series) return { kind: 'gone' };
  if (!series.active) return { kind: 'already' };
  await seriesRecords(tx).put(id, { ...series, active: false }, now);
  return { kind: 'stopped' };
}

/** Part of a hand-over: the next one's name stands under what follows. */
export async function handOverSeries(tx: Transaction, fromId: string, toId: string, now: number): Promise<void> {
  for (const { key, value } of await seriesRecords(tx).list()) {
    if (value.createdBy === fromId) await seriesRecords(tx).put(key, { ...value, createdBy: toId }, now);
  }
}
