import { DAY_MS, HOUR_MS } from '../core/clock.ts';
import type { Member } from '../core/member.ts';
import { shanghaiTime, startOfDay } from '../core/shanghai.ts';
import { type CheckInSlots, patrolItems } from '../core/slots.ts';
import type { Attendance, Transaction } from '../core/store.ts';

/** How far back a check-in may be dated, and how much service a day can hold. */
const DATED_BACK_MS = DAY_MS;
const HOURS_A_DAY = 24;

export type CheckInOutcome =
  | { kind: 'recorded'; entry: Attendance }
  /** Nothing changed: it stands already. */
  | { kind: 'already'; entry: Attendance }
  /** The patrol stood already; its list has been filled in now. */
  | { kind: 'completed'; entry: Attendance }
  | { kind: 'for_somebody_else'; name: string }
  | { kind: 'hours_missing' }
  | { kind: 'hours_impossible'; hours: number }
  | { kind: 'day_full'; hours: number; before: number }
  /** The same hours were reported today: said twice, or done twice? Only the person knows. */
  | { kind: 'same_hours'; hours: number }
  | { kind: 'in_future' }
  | { kind: 'too_long_ago' };

export interface CheckInFacts {
  /** When the person spoke. */
  at: number;
  now: number;
  source: string;
  /** The person has said that it is another stint of the same length. */
  anotherStint?: boolean;
}

/** Before noon is the morning patrol, from noon on the evening one (product rule "morning and evening patrol"). */
export function patrolHalf(at: number): 'morning' | 'evening' {
  return shanghaiTime(at).hour < 12 ? 'morning' : 'evening';
}

/**
 * Records that the member was there or did something (product rule 1): only for oneself, twice changes nothing, service hours
 * must be possible. Activities with a window join here when there are activities.
 */
export async function checkIn(
  tx: Transaction,
  member: Member,
  slots: CheckInSlots,
  facts: CheckInFacts,
): Promise<CheckInOutcome> {
  if (slots.on_behalf_of !== null) return { kind: 'for_somebody_else', name: slots.on_behalf_of };

  const said = slots.at === null ? Number.NaN : Date.parse(slots.at);
  const at = Number.isNaN(said) ? facts.at : said;
  if (at > facts.at + HOUR_MS) return { kind: 'in_future' };
  if (at < facts.at - DATED_BACK_MS) return { kind: 'too_long_ago' };

  const day = startOfDay(at);
  const today = (await tx.attendance.between(member.id, day, day + DAY_MS)).filter((entry) => entry.kind === slots.kind);

  if (slots.kind === 'volunteer') {
    const refusal = checkHours(slots.hours, today, facts.anotherStint ?? false);
    if (refusal) return refusal;
  } else {
    const standing = today.find((entry) => slots.kind !== 'patrol' || patrolHalf(entry.at) === patrolHalf(at));
    if (standing) return await completePatrol(tx, standing, slots);
  }

  const entry = {
    memberId: member.id,
    activityId: null,
    kind: slots.kind,
    mode: slots.mode,
    hours: slots.kind === 'volunteer' ? slots.hours : null,
    place: slots.place,
    items: slots.kind === 'patrol' ? slots.items : null,
    at,
    recordedAt: facts.now,
    source: facts.source,
  };
  const id = await tx.attendance.add(entry);
  await tx.acts.add({ memberId: member.id, kind: 'check_in', recordId: id, at: facts.now });
  return { kind: 'recorded', entry: { id, ...entry } };
}

function checkHours(hours: number | null, today: Attendance[], anotherStint: boolean): CheckInOutcome | null {
  if (hours === null) return { kind: 'hours_missing' };
  if (!(hours > 0 && hours <= HOURS_A_DAY)) return { kind: 'hours_impossible', hours };
  if (!anotherStint && today.some((entry) => entry.hours === hours)) return { kind: 'same_hours', hours };
  const before = today.reduce((sum, entry) => sum + (entry.hours ?? 0), 0);
  return before + hours > HOURS_A_DAY ? { kind: 'day_full', hours, before } : null;
}

async function completePatrol(tx: Transaction, standing: Attendance, slots: CheckInSlots): Promise<CheckInOutcome> {
  if (slots.kind !== 'patrol' || slots.items === null || standing.items !== null) return { kind: 'already', entry: standing };
  await tx.attendance.setItems(standing.id, slots.items);
  return { kind: 'completed', entry: { ...standing, items: slots.items } };
}

/** Marks every item of the patrol list as fine. False when the entry was taken back meanwhile. */
export async function markPatrolFine(tx: Transaction, id: number): Promise<boolean> {
  const entry = await tx.attendance.byId(id);
  if (!entry) return false;
  await tx.attendance.setItems(id, Object.fromEntries(patrolItems.map((item) => [item, 'ok' as const])));
  return true;
}
