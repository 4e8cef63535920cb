// Which session of an activity somebody comes to.
import type { Activity, Session } from '../../core/activity.ts';
import { MINUTE_MS } from '../../core/clock.ts';
import type { Member, Occupation } from '../../core/member.ts';
import type { DayPart } from '../../core/planner.ts';
import { shanghaiDate, shanghaiTime } from '../../core/shanghai.ts';

/** What was said of the time; what was not said is null. */
export interface SessionSaid {
  /** An instant; ms. */
  at: number | null;
  /** `YYYY-MM-DD` */
  date: string | null;
  /** `HH:MM`, in the morning where nobody said which half of the day. */
  start: string | null;
  part: DayPart | null;
  /** "The riders' session". */
  occupation: Occupation | null;
}

export type SessionChoice =
  | { kind: 'session'; session: Session }
  /** Two fit equally. */
  | { kind: 'choose_session'; sessions: Session[] }
  | { kind: 'begun' };

/** Nobody says 20:05: who speaks of eight means the session around it. */
const NEAR_MINUTES = 30;
const HALF_DAY_MINUTES = 12 * 60;

/** From the first hour to the last, the end not included. */
const partHours: Record<DayPart, readonly [number, number]> = {
  morning: [5, 12],
  noon: [11, 14],
  afternoon: [12, 18],
  evening: [17, 24],
};

const minuteOf = ({ start }: Session): number => {
  const { hour, minute } = shanghaiTime(start);
  return hour * 60 + minute;
};

/** Twelve hours more are tried as well: eight in the evening is said as eight. */
function isNear(session: Session, start: string): boolean {
  const said = Number(start.slice(0, 2)) * 60 + Number(start.slice(3));
  return [said, said + HALF_DAY_MINUTES].some((minute) => Math.abs(minuteOf(session) - minute) <= NEAR_MINUTES);
}

function isIn(session: Session, part: DayPart): boolean {
  const [from, to] = partHours[part];
  const { hour } = shanghaiTime(session.start);
  return hour >= from && hour < to;
}

/**
 * The one session that is spoken of; null when none is, or several are. A word that fits no session says nothing of them: it names
 * the activity's day, or something else.
 */
export function sessionMeant({ sessions }: Activity, said: SessionSaid): Session | null {
  const { at, date, start, part, occupation } = said;
  const tests: ((session: Session) => boolean)[] = [
    (session) => at !== null && Math.abs(session.start - at) < MINUTE_MS,
    (session) => date !== null && shanghaiDate(session.start) === date,
    (session) => start !== null && isNear(session, start),
    (session) => part !== null && isIn(session, part),
    (session) => occupation !== null && session.occupations.includes(occupation),
  ];
  let left = sessions;
  for (const test of tests) {
    const fitting = left.filter(test);
    if (fitting.length > 0) left = fitting;
  }
  return left.length === 1 && sessions.length > 1 ? (left[0] ?? null) : null;
}

/**
 * The session that was chosen; else the one in the hours of the person's occupation, else the only one, else the next.
 * @param sessionId one that is held no more counts as none
 * @param at sessions that have begun by then are none
 */
export function chooseSession(
  { sessions }: Activity,
  member: Pick<Member, 'occupation'>,
  sessionId: string | null,
  at: number,
): SessionChoice {
  const ahead = sessions.filter(({ start }) => start > at);
  const named = sessions.find(({ id }) => id === sessionId);
  if (named) return ahead.includes(named) ? { kind: 'session', session: named } : { kind: 'begun' };
  const own = ahead.filter(({ occupations }) => member.occupation !== null && occupations.includes(member.occupation));
  const fitting = own.length > 0 ? own : ahead;
  const [next, ...others] = fitting.filter(({ start }) => start === fitting[0]?.start);
  if (!next) return { kind: 'begun' };
  return others.length === 0 ? { kind: 'session', session: next } : { kind: 'choose_session', sessions: [next, ...others] };
}
