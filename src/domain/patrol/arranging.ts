// Putting people on the roster and off it. Whoever is concerned is told once, in his own free hours.

import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { patrolPhrases, sayWeekly } from '../../core/phrases-patrol.ts';
import { shanghaiTime, startOfDay } from '../../core/shanghai.ts';
import type { PatrolHalf } from '../../core/slots.ts';
import { inOwnHours } from '../own-hours.ts';
import { atDesk } from '../points/deciders.ts';
import { pushToMember } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';
import type { PatrolDeed } from '../words/patrol-giving.ts';
import { noteAsked, planReminders } from './reminding.ts';
import {
  dayOf,
  endOf,
  isOn,
  keepDay,
  keepWeekly,
  lockDay,
  type Patrol,
  patrolKey,
  patrolsFrom,
  peopleOf,
  personOf,
  weeklyOf,
} from './roster.ts';

/** Later than this it is no news. */
const WEEKLY_NEWS_MS = 7 * DAY_MS;

const idsOf = (people: readonly Member[]): string[] => people.map(({ id }) => id);

/** `set`: in place of whoever was to go, no people = nobody goes; `swap`: in place of `off`. */
export interface PatrolChange {
  deed: PatrolDeed;
  people: readonly Member[];
  off: readonly Member[];
}
export interface PatrolOrder extends PatrolChange {
  patrols: readonly Patrol[];
}

const isAmong = (people: readonly Pick<Member, 'id'>[], { id }: Pick<Member, 'id'>): boolean =>
  people.some((one) => one.id === id);

/** Who goes then; the same people = it changes nothing. */
export function changedPeople<Person extends Pick<Member, 'id'>>(
  before: readonly Person[],
  { deed, people, off }: { deed: PatrolDeed; people: readonly Person[]; off: readonly Person[] },
): readonly Person[] {
  const rest = before.filter((one) => !isAmong(off, one));
  const more = people.filter((one) => !isAmong(rest, one));
  if (deed === 'set') return people;
  if (deed === 'add') return more.length === 0 ? before : [...rest, ...more];
  if (rest.length === before.length) return before;
  return deed === 'drop' ? rest : [...rest, ...more];
}

/** Those of the patrols that the order changes. */
export async function concernedBy(doing: Doing, { patrols, ...change }: PatrolOrder): Promise<Patrol[]> {
  const concerned: Patrol[] = [];
  for (const patrol of patrols) {
    const before = await peopleOf(doing, patrol);
    if (changedPeople(before, change) !== before) concerned.push(patrol);
  }
  return concerned;
}

/** @param source names the giving; given twice tells nobody twice */
export async function give(doing: Doing, orders: readonly PatrolOrder[], by: Member, source: string): Promise<void> {
  const on = new Map<string, { member: Member; patrols: Patrol[] }>();
  const off = new Map<string, { member: Member; patrols: Patrol[]; isOver: boolean }>();
  for (const { patrols, ...change } of orders) {
    for (const patrol of patrols) {
      const day = await lockDay(doing.tx, patrol);
      const before = await peopleOf(doing, patrol);
      const people = changedPeople(before, change);
      for (const member of people) {
        if (!isAmong(before, member)) on.set(member.id, { member, patrols: [...(on.get(member.id)?.patrols ?? []), patrol] });
      }
      for (const member of before) {
        if (isAmong(people, member)) continue;
        const { patrols: others = [], isOver = true } = off.get(member.id) ?? {};
        off.set(member.id, { member, patrols: [...others, patrol], isOver: isOver && people.length === 0 });
      }
      await keepDay(doing, patrol, { ...day, people: idsOf(people), also: [], away: [] });
    }
  }
  for (const { member, patrols: theirs, isOver } of off.values()) {
    if (await takeBackNews(doing, member, theirs)) continue;
    const say = isOver ? patrolPhrases.calledOff : patrolPhrases.notAnyMore;
    await tell(doing, member, by, `patrol-off:${source}:${member.id}`, say(theirs, doing.now), theirs);
  }
  for (const { member, patrols: theirs } of on.values()) {
    const text = patrolPhrases.given(by.name, theirs, doing.now);
    const toldAt = await tell(doing, member, by, `patrol-on:${source}:${member.id}`, text, theirs);
    if (toldAt !== null) await markTold(doing, member, theirs, toldAt, `patrol-on:${source}:${member.id}`);
  }
  await planReminders(doing);
}

/** Who has not heard yet that he was to go need not hear that he is not. @returns false when he has, or was to go for longer */
async function takeBackNews({ tx, now }: Doing, { id }: Member, [patrol, ...others]: readonly Patrol[]): Promise<boolean> {
  const key = patrol && others.length === 0 ? (await dayOf(tx, patrol)).news[id] : undefined;
  return key !== undefined && (await tx.outbox.withdraw([outboxKey(key)], now, 'outdated')) > 0;
}

/**
 * From now on, every week. Days that were arranged by themselves stay as they are.
 * @returns what it changed; null = nothing
 */
export async function giveWeekly(
  doing: Doing,
  weekdays: readonly number[],
  halves: readonly PatrolHalf[],
  change: PatrolChange,
  by: Member,
  source: string,
): Promise<{ weekdays: number[]; halves: PatrolHalf[] } | null> {
  const went = new Set<string>();
  const goes = new Set<string>();
  const isNew = new Set<string>();
  const changed = { weekdays: new Set<number>(), halves: new Set<PatrolHalf>() };
  for (const half of halves) {
    for (const weekday of weekdays) {
      const ids = await weeklyOf(doing, half, weekday);
      const before = ids.map((id) => ({ id }));
      const after = changedPeople<{ id: string }>(before, change).map(({ id }) => id);
      for (const id of after) goes.add(id);
      if (ids.join() === after.join()) continue;
      for (const id of ids) went.add(id);
      for (const id of after) if (!ids.includes(id)) isNew.add(id);
      changed.weekdays.add(weekday);
      changed.halves.add(half);
      await keepWeekly(doing, half, weekday, after, by.id);
    }
  }
  if (changed.weekdays.size === 0) return null;
  const what = { weekdays: [...changed.weekdays], halves: [...changed.halves] };
  const weekly = sayWeekly(what.weekdays, what.halves);
  const usefulUntil = doing.now + WEEKLY_NEWS_MS;
  const said = async (member: Member, key: string, text: string) => {
    if (member.id === by.id) return doing.now;
    const outcome = await pushToMember(doing, await inOwnHours(doing, member), { key, kind: 'notice', text, usefulUntil });
    return outcome.kind === 'dropped' ? null : outcome.dueAt;
  };
  for (const id of went) {
    const member = goes.has(id) ? null : await personOf(doing, id);
    if (member) await said(member, `patrol-off:${source}:${id}`, patrolPhrases.notWeeklyAnyMore(weekly));
  }
  // Those whose reminder would come at the same time.
  const next = patrolsFrom(startOfDay(doing.now), 2).filter(({ day, half }) => {
    return halves.includes(half) && weekdays.includes(shanghaiTime(day).weekday);
  });
  for (const member of change.people) {
    if (!isNew.has(member.id)) continue;
    const toldAt = await said(member, `patrol-on:${source}:${member.id}`, patrolPhrases.givenWeekly(by.name, weekly));
    if (toldAt !== null) await markTold(doing, member, next, toldAt);
  }
  await planReminders(doing);
  return what;
}

/** @returns when he hears of it; null when he does not, or need not */
async function tell(
  doing: Doing,
  member: Member,
  by: Member,
  key: string,
  text: string,
  patrols: readonly Patrol[],
): Promise<number | null> {
  if (member.id === by.id) return doing.now;
  const usefulUntil = Math.max(...patrols.map(endOf));
  const outcome = await pushToMember(doing, await inOwnHours(doing, member), { key, kind: 'change', text, usefulUntil });
  return outcome.kind === 'dropped' ? null : outcome.dueAt;
}

/** @param key of what tells him, where it tells of nothing else */
async function markTold(doing: Doing, { id }: Member, patrols: readonly Patrol[], at: number, key?: string): Promise<void> {
  if (patrols.length > 0) await noteAsked(doing, id, patrols, at);
  for (const patrol of patrols) {
    const day = await lockDay(doing.tx, patrol);
    const news = key !== undefined && patrols.length === 1 ? { ...day.news, [id]: key } : day.news;
    await keepDay(doing, patrol, { ...day, news, told: { ...day.told, [id]: at } });
  }
}

export type Taken = 'taken' | 'already' | 'over';

/** Somebody takes it on himself, besides whoever goes. */
export async function take(doing: Doing, member: Member, patrol: Patrol): Promise<Taken> {
  if (endOf(patrol) <= doing.now) return 'over';
  const day = await lockDay(doing.tx, patrol);
  if (await isOn(doing, member, patrol)) return 'already';
  const away = day.away.filter((id) => id !== member.id);
  const also = [...new Set([...day.also, member.id])];
  await keepDay(doing, patrol, { ...day, away, also, told: { ...day.told, [member.id]: doing.now } });
  await tellTaken(doing, member, patrol, day.turns);
  await planReminders(doing);
  return 'taken';
}

/** The secretaries need look for nobody any more: those who were to hear of it do not, those who have heard hear of this. */
async function tellTaken(doing: Doing, member: Member, patrol: Patrol, turns: number): Promise<void> {
  if (turns === 0) return;
  for (const secretary of await doing.tx.members.withRoles(['secretary'])) {
    if (secretary.id === member.id) continue;
    const waits = outboxKey(awayKey(patrol, turns, secretary.id));
    if ((await doing.tx.outbox.withdraw([waits], doing.now, 'outdated')) > 0) continue;
    const text = patrolPhrases.taken(member.name ?? patrolPhrases.somebody, patrol, doing.now);
    const key = `patrol-taken:${patrolKey(patrol)}:${turns}:${secretary.id}`;
    await pushToMember(doing, atDesk(secretary), { key, kind: 'notice', text, usefulUntil: endOf(patrol) });
  }
}

const awayKey = (patrol: Patrol, turns: number, secretaryId: string) =>
  `patrol-away:${patrolKey(patrol)}:${turns}:${secretaryId}`;

export type HandedBack =
  /** `isTold`: a secretary hears of it before it is over. */
  { kind: 'handed_back'; patrols: Patrol[]; isTold: boolean } | { kind: 'not_on' };

/**
 * He cannot: a full answer. The secretaries hear it once, in office hours.
 * @param instead whom he would have instead
 */
export async function handBack(
  doing: Doing,
  member: Member,
  patrols: readonly Patrol[],
  instead: string | null = null,
): Promise<HandedBack> {
  const back: Patrol[] = [];
  let turns = 0;
  for (const patrol of patrols) {
    if (endOf(patrol) <= doing.now) continue;
    const day = await lockDay(doing.tx, patrol);
    if (!(await isOn(doing, member, patrol))) continue;
    back.push(patrol);
    await takeBackNews(doing, member, [patrol]);
    if (back.length === 1) turns = day.turns + 1;
    const also = day.also.filter((id) => id !== member.id);
    await keepDay(doing, patrol, { ...day, also, away: [...new Set([...day.away, member.id])], turns: day.turns + 1 });
  }
  const [first] = back;
  if (!first) return { kind: 'not_on' };
  const who = member.name ?? patrolPhrases.somebody;
  const text =
    instead === null ? patrolPhrases.cannot(who, back, doing.now) : patrolPhrases.cannotFor(who, back, instead, doing.now);
  let isTold = false;
  for (const secretary of await doing.tx.members.withRoles(['secretary'])) {
    if (secretary.id === member.id) continue;
    const outcome = await pushToMember(doing, atDesk(secretary), {
      // What tells of several stays, whichever of them is taken on.
      key: back.length === 1 ? awayKey(first, turns, secretary.id) : `${awayKey(first, turns, secretary.id)}:several`,
      kind: 'notice',
      text,
      usefulUntil: Math.max(...back.map(endOf)),
    });
    isTold ||= outcome.kind !== 'dropped';
  }
  return { kind: 'handed_back', patrols: back, isTold };
}

/** He would give it to another: the secretaries decide. @returns whether one hears of it before it is over */
export async function wantSwap(doing: Doing, member: Member, patrol: Patrol, other: Member): Promise<boolean> {
  let isTold = false;
  for (const secretary of await doing.tx.members.withRoles(['secretary'])) {
    if (secretary.id === member.id) continue;
    const [who, whom] = [member, other].map(({ name }) => name ?? patrolPhrases.somebody) as [string, string];
    const outcome = await pushToMember(doing, atDesk(secretary), {
      key: `patrol-swap:${patrolKey(patrol)}:${member.id}:${other.id}:${secretary.id}`,
      kind: 'notice',
      text: patrolPhrases.swapWanted(who, patrol, whom, doing.now),
      usefulUntil: endOf(patrol),
    });
    isTold ||= outcome.kind !== 'dropped' || outcome.reason === 'already';
  }
  return isTold;
}
