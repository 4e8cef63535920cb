// One reminder of a patrol, in the free hours of whoever's turn it is; never a second one, and no word of who did not go.
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { buttonId } from '../../core/outgoing.ts';
import { patrolPhrases } from '../../core/phrases-patrol.ts';
import { startOfDay } from '../../core/shanghai.ts';
import { inOwnHours } from '../own-hours.ts';
import { pushToMember } from '../pushes/index.ts';
import { latestPush, memberListeners } from '../pushes/off-peak.ts';
import { isQuiet } from '../quiet-days.ts';
import { planWork } from '../works.ts';
import { dayOf, endOf, isDone, isOn, type Patrol, patrolKey, patrolOfKey, patrolsFrom, peopleOf, personOf } from './roster.ts';

/** What the handler's work and button are called. */
export const PATROL = { handler: 'patrol-roster', remind: 'remind', busy: 'busy' } as const;

/** Who has heard of it so shortly before need not be reminded. */
const JUST_TOLD_MS = 6 * HOUR_MS;

export const REMINDED = 'patrol-reminded';
export const REMINDED_KEPT_MS = 2 * DAY_MS;
/** By what he was told and when he hears it, the newest last. */
const reminded = (tx: Doing['tx']) =>
  tx.collection(REMINDED, z.array(z.object({ patrols: z.array(z.string()), at: z.number() })).catch([]));
/** Nobody answers an older one. */
const REMINDED_MAX = 6;

/** He is asked, by a reminder or because he was put on it: a word that he cannot is about these. @param at when he hears it */
export async function noteAsked({ tx, now }: Doing, memberId: string, patrols: readonly Patrol[], at: number): Promise<void> {
  const before = (await reminded(tx).lock(memberId)) ?? [];
  const asked = [...before, { patrols: patrols.map(patrolKey), at }].sort((a, b) => a.at - b.at);
  await reminded(tx).put(memberId, asked.slice(-REMINDED_MAX), now);
}

/**
 * When the person is reminded: the last planned push instant of the day before the patrol's half is over, so that whoever has been
 * there by then is left alone. A morning that has none is reminded of the evening before; else there is none.
 */
export async function reminderAt(doing: Doing, member: Member, patrol: Patrol): Promise<number | null> {
  const { branch } = doing;
  const listeners = memberListeners(branch, await inOwnHours(doing, member), null);
  const sameDay = latestPush(branch, listeners, endOf(patrol) - 1, patrol.day);
  if (sameDay !== null || patrol.half === 'evening') return sameDay;
  return latestPush(branch, listeners, patrol.day - 1, patrol.day - DAY_MS / 2);
}

/** Patrols whose reminders may fall on the day of an instant. */
const remindedOn = (at: number): Patrol[] => patrolsFrom(startOfDay(at), 2);

/** Plans what is left of the day's reminders, one work for each person and instant; often called, it plans the same once. */
export async function planReminders(doing: Doing): Promise<void> {
  const { tx, now } = doing;
  const tomorrow = startOfDay(now) + DAY_MS;
  for (const patrol of remindedOn(now)) {
    for (const member of await peopleOf(doing, patrol)) {
      const at = await reminderAt(doing, member, patrol);
      if (at === null || at < now || at >= tomorrow) continue;
      const payload = { memberId: member.id, at };
      await planWork(tx, { handler: PATROL.handler, work: PATROL.remind, key: `${member.id}/${at}`, payload, dueAt: at }, now);
    }
  }
}

/** Reminds of what still stands: the roster, the check-ins and the person's own wish are looked at now. */
export async function remind(doing: Doing, { memberId, at }: { memberId: string; at: number }): Promise<void> {
  const { tx, now } = doing;
  const member = await personOf(doing, memberId);
  if (!member || (await isQuiet(tx, member.id, now))) return;
  const patrols: Patrol[] = [];
  for (const patrol of remindedOn(at)) if (await isDue(doing, member, patrol, at)) patrols.push(patrol);
  if (patrols.length === 0) return;
  const keys = patrols.map(patrolKey);
  const outcome = await pushToMember(doing, await inOwnHours(doing, member), {
    key: `patrol:${member.id}:${at}`,
    kind: 'reminder',
    text: patrolPhrases.turn(patrols, at),
    buttons: [{ id: buttonId(PATROL.handler, PATROL.busy, keys.join(',')), label: patrolPhrases.busy }],
    usefulUntil: Math.min(...patrols.map(endOf), startOfDay(at) + DAY_MS - 1),
  });
  if (outcome.kind !== 'dropped') await noteAsked(doing, member.id, patrols, now);
}

async function isDue(doing: Doing, member: Member, patrol: Patrol, at: number): Promise<boolean> {
  if (endOf(patrol) <= doing.now || !(await isOn(doing, member, patrol))) return false;
  if ((await reminderAt(doing, member, patrol)) !== at || (await isDone(doing, member, patrol))) return false;
  const toldAt = (await dayOf(doing.tx, patrol)).told[member.id];
  return toldAt === undefined || toldAt < at - JUST_TOLD_MS;
}

/** What he was asked for last, as far as it is not over and still his. */
export async function remindedOf(doing: Doing, member: Pick<Member, 'id'>): Promise<Patrol[]> {
  return await openOf(doing, member, (await askedOf(doing, member)).filter(({ at }) => at <= doing.now).at(-1)?.patrols ?? []);
}

/** What he has been put on and is still to hear of from us; others may have told him. */
export async function untoldOf(doing: Doing, member: Pick<Member, 'id'>): Promise<Patrol[]> {
  const untold = (await askedOf(doing, member)).filter(({ at }) => at > doing.now);
  return await openOf(doing, member, [...new Set(untold.flatMap(({ patrols }) => patrols))]);
}

async function askedOf({ tx, now }: Doing, { id }: Pick<Member, 'id'>) {
  return ((await reminded(tx).get(id)) ?? []).filter(({ at }) => at > now - REMINDED_KEPT_MS);
}

async function openOf(doing: Doing, member: Pick<Member, 'id'>, keys: readonly string[]): Promise<Patrol[]> {
  const open: Patrol[] = [];
  for (const key of keys) {
    const patrol = patrolOfKey(key);
    if (patrol && endOf(patrol) > doing.now && (await isOn(doing, member, patrol))) open.push(patrol);
  }
  return open;
}
