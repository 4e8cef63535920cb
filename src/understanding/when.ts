// The times of each intent, by the rules of the label standard.
import type { Calendar } from '../core/calendar.ts';
import type { Intent } from '../core/intent.ts';
import { shanghaiDate, shanghaiIso, shanghaiTime } from '../core/shanghai.ts';
import { mentionedTitle } from './activities.ts';
import type { Clause } from './clauses.ts';
import type { Reading } from './reading.ts';
import { shareOf } from './slots.ts';
import type { Stretch } from './tagger.ts';
import {
  type DateSpan,
  dateSpan,
  findTimes,
  futureInstant,
  futureRange,
  monthPeriod,
  type Part,
  pastInstant,
  shift,
  type TimeValue,
} from './times/index.ts';

type Slots = Record<string, unknown>;

/** Hours of a part of the day, for telling which of several sessions is meant. */
const hoursOf: Partial<Record<Part, readonly [number, number]>> = {
  dawn: [0, 7],
  morning: [5, 12],
  noon: [11, 14],
  afternoon: [12, 18],
  dusk: [17, 20],
  night: [18, 24],
};

/** The time slots of one intent; what was not said is null. `stretches` are the spans found: a notice's body is not about its sending. */
export function readTimes(intent: Intent, reading: Reading, stretches: readonly Stretch[], calendar: Calendar): Slots {
  const { context } = reading;
  const { now } = context;
  const words = () => textOf(shareOf(intent, reading));
  switch (intent) {
    case 'check_in':
      return { at: iso(pastInstant(words(), now, calendar)) };
    case 'report_hazard':
      return { observed_at: iso(pastInstant(words(), now, calendar)) };
    case 'sign_up':
      return { session: sessionIn(words(), reading, calendar) };
    case 'query_activity':
      // With a name and an activity that bears it, the day only says which one is meant.
      return daysOf(
        context.activities.length > 0 && stretches.some(({ kind }) => kind === 'activity')
          ? null
          : dateSpan(words(), now, calendar),
      );
    case 'broadcast_notice':
      return { send_at: iso(futureInstant(sendingWords(reading, stretches), now, calendar)) };
    case 'plan_activity':
      return planned(reading, calendar);
    case 'export_report':
      return { period: monthPeriod(words(), now, calendar) };
    default:
      return {};
  }
}

/** Where times stand in the text. */
export const timesIn = ({ raw, context }: Reading, calendar: Calendar): { start: number; end: number }[] =>
  findTimes(raw, { now: context.now, calendar });

const textOf = (clauses: readonly Clause[]) => clauses.map(({ raw }) => raw).join('，');

function iso(found: ReturnType<typeof pastInstant>): string | null {
  return found?.kind === 'instant' ? shanghaiIso(found.at) : null;
}

function daysOf(span: DateSpan | null): Slots {
  return span ? { from: span.from, to: span.to } : { from: null, to: null };
}

/** Where the sending is told: the clause in which the notice's words begin, without them; no time of an activity planned beside it. */
function sendingWords({ raw, clauses, owners }: Reading, stretches: readonly Stretch[]): string {
  const body = stretches.find(({ kind }) => kind === 'body');
  const planned = owners.get('plan_activity');
  if (!body)
    return clauses
      .filter((_, at) => !planned?.has(at))
      .map(({ raw: words }) => words)
      .join('，');
  const before = clauses.findLast(({ start }) => start < body.start);
  const told = before ? raw.slice(before.start, body.start) : '';
  // Without a plan the time may stand anywhere around the words.
  return planned ? told : `${raw.slice(0, body.start)}，${raw.slice(body.end)}`;
}

/** Which of several sessions was chosen: by its hour, or by the part of the day when that leaves one. */
function sessionIn(text: string, { context, folded }: Reading, calendar: Calendar): string | null {
  const title = mentionedTitle(folded, context);
  const named = context.activities.filter((activity) => activity.title === title);
  // The sessions of one activity may have titles of their own.
  const sessions = named.length > 1 ? named : context.activities;
  const times = findTimes(text, { now: context.now, calendar, purpose: 'future' });
  for (const { said, value } of times) {
    const { clock, part } = said;
    // A day that was said leaves its own sessions, where it has any.
    const day = said.day ? dayIn(value) : null;
    const onDay = sessions.filter(({ start }) => shanghaiDate(start) === day);
    const fitting = (onDay.length > 0 ? onDay : sessions).filter(({ start }) => {
      const { hour, minute } = shanghaiTime(start);
      if (clock) return hour % 12 === clock.hour % 12 && minute === clock.minute;
      const hours = part && hoursOf[part];
      return hours ? hour >= hours[0] && hour < hours[1] : false;
    });
    if (fitting.length === 1 && (clock || sessions.length > 1)) return shanghaiIso(fitting[0]!.start);
    if (clock) return iso(futureInstant(text, context.now, calendar));
  }
  return null;
}

function dayIn(value: TimeValue): string | null {
  if (value.kind === 'instant') return shanghaiDate(value.at);
  return value.kind === 'day_part' ? value.date : null;
}

/** A new activity's start and end, or where a known one is moved to. */
function planned({ raw, folded, context }: Reading, calendar: Calendar): Slots {
  const { now } = context;
  const title = mentionedTitle(folded, context);
  const known = context.activities.find((activity) => activity.title === title);
  const moved = known ? shift(raw, known.start, now, calendar) : null;
  const range = futureRange(raw, now, calendar);
  const start = moved?.kind === 'instant' ? moved.at : range?.kind === 'range' ? range.startAt : null;
  const end = range?.kind === 'range' && start === range.startAt ? range.endAt : null;
  return { start: start === null ? null : shanghaiIso(start), end: end === null ? null : shanghaiIso(end) };
}
