// Hours of service that were told wrongly a moment ago: the report is taken back, and the right one made in its place.
import { DAY_MS, HOUR_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { BotError } from '../../core/errors.ts';
import type { Member } from '../../core/member.ts';
import type { Conversation } from '../../core/message.ts';
import { startOfDay } from '../../core/shanghai.ts';
import { checkInSlots } from '../../core/slots.ts';
import type { Attendance } from '../../core/store.ts';
import { undoLast } from '../undo.ts';
import { type CheckInOutcome, checkIn, checkInsOfDay } from './index.ts';

/** Later than this "no, three" is said of something else. */
const JUST_MS = HOUR_MS;
const HOURS_A_DAY = 24;

export type HoursCorrected =
  | { kind: 'corrected'; entry: Attendance; before: number }
  | { kind: 'same'; entry: Attendance }
  /** Negative, none, or more than the day holds: what was told stands. */
  | { kind: 'impossible'; entry: Attendance }
  /** Hours were not the last thing he told of. */
  | { kind: 'nothing' };

/** @param source inbox key of the message that corrects */
export async function correctHours(
  doing: Doing,
  member: Member,
  hours: number,
  said: { at: number; source: string; conversation: Conversation },
): Promise<HoursCorrected> {
  const { tx, now } = doing;
  const act = await tx.acts.latest(member.id, now - JUST_MS);
  const entry = act?.kind === 'check_in' && act.undoneAt === null ? await tx.attendance.byId(act.recordId) : undefined;
  if (entry?.kind !== 'volunteer' || entry.hours === null || entry.recordedAt < now - JUST_MS) return { kind: 'nothing' };
  // Told of the day before yesterday by now, they could not be told anew.
  if (entry.at < startOfDay(said.at) - DAY_MS) return { kind: 'nothing' };
  const { hours: before } = entry;
  if (hours === before) return { kind: 'same', entry };
  const ofDay = (await checkInsOfDay(tx, member, entry.at)).filter(({ kind, id }) => kind === 'volunteer' && id !== entry.id);
  const others = ofDay.reduce((sum, one) => sum + (one.hours ?? 0), 0);
  if (!(hours > 0 && others + hours <= HOURS_A_DAY)) return { kind: 'impossible', entry };
  await undoLast(doing, member);
  const outcome = await tellAgain(doing, member, entry, hours, said);
  if (outcome.kind !== 'recorded') throw new BotError('store_rejected', `Hours that were checked are refused: ${outcome.kind}.`);
  return { kind: 'corrected', entry: outcome.entry, before };
}

function tellAgain(
  doing: Doing,
  member: Member,
  { at, mode, place }: Attendance,
  hours: number,
  said: { at: number; source: string; conversation: Conversation },
): Promise<CheckInOutcome> {
  const isToday = startOfDay(at) === startOfDay(said.at);
  const slots = checkInSlots.parse({ kind: 'volunteer', hours, mode, place, ...(!isToday && { days_ago: 1 }) });
  return checkIn(doing, member, slots, { ...said, now: doing.now, words: '', isArriving: false, anotherStint: true });
}
