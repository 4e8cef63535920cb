// Why a plan is as it is.
import type { Calendar } from '../../core/calendar.ts';
import type { Occupation } from '../../core/member.ts';
import type { PlanNote } from '../../core/planner.ts';
import type { Chosen } from './choose-day.ts';
import type { DayRules } from './day-rules.ts';
import { dateOf, yearOf } from './days.ts';
import { type Hours, type Placed, place, type Room } from './hours.ts';
import { clockOf, lengthOf, type Span } from './spans.ts';
import type { Wanted } from './wanted.ts';

/** Why the day is not the first one wished for. Within a stretch of days that was left to us, weekends and past hours need no word. */
export function dayNotes(wanted: Wanted, chosen: Chosen, rules: DayRules): PlanNote[] {
  const taken = chosen.isOnline ? rules.taken(chosen.day) : null;
  const online: PlanNote[] = chosen.isOnline
    ? [{ kind: 'online_instead', season: taken?.kind === 'season' ? taken.name : null, date: dateOf(chosen.day) }]
    : [];
  if (chosen.day === wanted.first) return online;
  const move = { wished: dateOf(wanted.first), date: dateOf(chosen.day) };
  const note = whyNot(wanted.first, chosen, rules, move);
  const isLeftToUs = wanted.first <= chosen.day && chosen.day <= wanted.last;
  const isPlain = note.kind === 'moved_from_rest_day' || note.kind === 'day_too_short';
  return isLeftToUs && isPlain ? online : [note, ...online];
}

function whyNot(day: number, chosen: Chosen, rules: DayRules, move: { wished: string; date: string }): PlanNote {
  const closed = rules.closed(day);
  if (closed?.kind === 'holiday') return { kind: 'moved_from_holiday', ...move };
  // Online, nothing is taken: then it is not what kept it from that day.
  const taken = chosen.isOnline ? null : rules.taken(day);
  if (taken?.kind === 'pause') return { kind: 'moved_from_pause', reason: taken.reason, ...move };
  if (taken?.kind === 'season') return { kind: 'moved_from_season', season: taken.name, ...move };
  return closed ? { kind: 'moved_from_rest_day', ...move } : { kind: 'day_too_short', ...move };
}

export interface SessionNotesOptions {
  served: readonly Occupation[];
  placed: readonly Placed[];
  hours: Hours;
  wished: string;
  windowsOf(occupation: Occupation): Span[];
  room: Room;
}

/** Why there are so many sessions, and why they are not at the hours or of the length wished for. */
export function sessionNotes({ served, placed, hours, wished, windowsOf, room }: SessionNotesOptions): PlanNote[] {
  const together: PlanNote[] =
    served.length === 1 ? [] : [{ kind: placed.length === 1 ? 'joint_session' : 'separate_sessions', occupations: [...served] }];
  return [...together, ...placed.flatMap((session) => [...moved(session), ...shortened(session)])];

  /** Of a joint session: those because of whom it is not at that hour. */
  function moved(session: Placed): PlanNote[] {
    if (session.moved === null) return [];
    const kind = session.moved === 'late' ? 'moved_earlier' : 'moved_to_window';
    const because = session.occupations.filter((occupation) => place(windowsOf(occupation), hours, room)?.moved !== null);
    return (because.length > 0 ? because : session.occupations).map((occupation) => ({
      kind,
      occupation,
      wished,
      start: clockOf(session.from),
    }));
  }

  function shortened(session: Placed): PlanNote[] {
    const minutes = lengthOf(session);
    return minutes < hours.minutes ? session.occupations.map((occupation) => ({ kind: 'shortened', occupation, minutes })) : [];
  }
}

export function calendarNotes(day: number, calendar: Calendar): PlanNote[] {
  const isUnknown = calendar.statusOf(dateOf(day)).kind === 'unknown';
  return isUnknown ? [{ kind: 'calendar_unknown', year: yearOf(day) }] : [];
}
