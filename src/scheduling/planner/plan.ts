import type { Calendar } from '../../core/calendar.ts';
import { MINUTE_MS } from '../../core/clock.ts';
import type { Occupation } from '../../core/member.ts';
import type { Plan, PlannedSession, PlanRequest } from '../../core/planner.ts';
import { chooseDay } from './choose-day.ts';
import { createDayRules } from './day-rules.ts';
import { instantOf } from './days.ts';
import { arrange, type Placed, type Room } from './hours.ts';
import { insisted } from './insisted.ts';
import { calendarNotes, dayNotes, sessionNotes } from './notes.ts';
import { servedOccupations } from './served.ts';
import { DAY_MINUTES, type Span, spansOf } from './spans.ts';
import { readWanted } from './wanted.ts';

/** An hour of our choosing leaves people this long to hear of it, and begins at a round minute. */
const LEAD_MINUTES = 60;
const ROUND_MINUTES = 5;

/** A day, then hours in it, then why. */
export function plan(request: PlanRequest, calendar: Calendar): Plan {
  const { now, mode, pause, settings, wish } = request;
  const served = servedOccupations(request.occupations);
  if (served.length === 0) return { kind: 'nobody' };
  const outcome = readWanted(request);
  if (outcome.kind !== 'wanted') return outcome;
  const { wanted } = outcome;
  const rules = createDayRules({ calendar, served, mode, seasons: settings.seasons, pause });
  const windowsOf = (occupation: Occupation): Span[] => spansOf(settings.windows[occupation].meetings);
  if (request.insist && wanted.isSaid && wish.start !== undefined) {
    const { session, notes } = insisted({ served, wanted, start: wish.start, rules, windowsOf, mode });
    return { kind: 'planned', sessions: [session], notes: [...notes, ...calendarNotes(wanted.first, calendar)] };
  }

  const arranged = (day: number) => arrange(served, windowsOf, wanted.hours, roomOf(day));
  const chosen = chooseDay(wanted, rules, (day) => arranged(day) !== null);
  const placed = chosen && arranged(chosen.day);
  if (!chosen || !placed) return { kind: 'too_far' };
  const session = ({ from, to, occupations }: Placed): PlannedSession => ({
    start: instantOf(chosen.day, from),
    end: instantOf(chosen.day, to),
    mode: chosen.isOnline || mode === 'online' ? 'online' : 'onsite',
    occupations,
  });
  return {
    kind: 'planned',
    sessions: placed.map(session),
    notes: [
      ...dayNotes(wanted, chosen, rules),
      ...sessionNotes({ served, placed, hours: wanted.hours, wished: wanted.wished, windowsOf, room: roomOf(chosen.day) }),
      ...calendarNotes(chosen.day, calendar),
    ],
  };

  function roomOf(day: number): Room {
    const passed = (now - instantOf(day, 0)) / MINUTE_MS;
    return {
      from: day === wanted.first ? wanted.edges.from : 0,
      to: day === wanted.last ? wanted.edges.to : DAY_MINUTES,
      now: passed,
      lead: Math.ceil((passed + LEAD_MINUTES) / ROUND_MINUTES) * ROUND_MINUTES,
    };
  }
}
