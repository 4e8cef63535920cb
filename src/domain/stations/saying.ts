// What is told of stations: all of one, a few lines of several, and what was asked of one.
import type { Calendar } from '../../core/calendar.ts';
import { DAY_MS } from '../../core/clock.ts';
import { findingText, having, stationText as text, things } from '../../core/phrases-stations.ts';
import { sayDay, sayWhen } from '../../core/phrases-times.ts';
import { shanghaiHourMinute } from '../../core/shanghai.ts';
import type { Station } from '../../core/station.ts';
import { metresBetween, type Position } from './distance.ts';
import { type FollowUp, stationsByArea } from './following.ts';
import { positionOf } from './nearby.ts';
import { openingOnDaysOff } from './opening-hours.ts';
import { isShutForNow, openingOn, type StationFound } from './openness.ts';
import { type OpenOnly, offers } from './wants.ts';

/** When it is asked, and for when. */
export interface Asked {
  now: number;
  /** The instant it is asked for; null = now. ms */
  wantedAt: number | null;
  /** The days it is asked for, by their beginnings; null = none, or today. ms */
  days: readonly number[] | null;
  /** Days off by statute are meant, called so. */
  dayOff?: string | null;
  calendar: Calendar;
  /** Its number was asked for: where there is none, that is said. */
  isPhoneAsked?: boolean;
  /** What it costs was asked for. */
  isCostAsked?: boolean;
}

/** `350 米`, `1.2 公里`, `12 公里` */
export function sayDistance(metres: number): string {
  if (metres < 1_000) return text.metres(Math.max(10, Math.round(metres / 10) * 10));
  return text.kilometres(metres < 10_000 ? (metres / 1_000).toFixed(1) : String(Math.round(metres / 1_000)));
}

/** A day's last minute is said as its end. */
const sayUntil = (until: number, now: number): string =>
  until - now < DAY_MS ? (shanghaiHourMinute(until) === '00:00' ? '24:00' : shanghaiHourMinute(until)) : sayWhen(until, now);

/** What hours and instant come to; null where hours cannot be read. */
function sayOpening({ opening, station }: StationFound, { now, wantedAt, days, dayOff, calendar }: Asked): string | null {
  if (dayOff) return station.hours === '' ? null : dayText[openingOnDaysOff(station.hours)](dayOff);
  if (days !== null && days.length > 0) return sayDays({ station }, days, now, calendar);
  if (opening.kind === 'unknown') return null;
  if (wantedAt !== null) return (opening.kind === 'open' ? text.openThen : text.closedThen)(sayWhen(wantedAt, now));
  if (opening.kind === 'open') return opening.until === null ? text.openNow : text.openUntil(sayUntil(opening.until, now));
  return opening.opensAt === null ? text.closed : text.opens(sayWhen(opening.opensAt, now));
}

const dayText = { open: text.openOn, closed: text.closedOn, unknown: text.unsureOn };

/** Days on which it is the same are told together; null where its hours cannot be read at all. */
function sayDays(
  { station }: Pick<StationFound, 'station'>,
  days: readonly number[],
  now: number,
  calendar: Calendar,
): string | null {
  if (station.hours === '' || isShutForNow(station)) return null;
  const runs: { kind: keyof typeof dayText; from: number; to: number }[] = [];
  for (const day of days) {
    const kind = openingOn(station, day, calendar);
    const last = runs.at(-1);
    if (last?.kind === kind) last.to = day;
    else runs.push({ kind, from: day, to: day });
  }
  const said = runs.map(({ kind, from, to }) => dayText[kind](sayRun(from, to, now)));
  return said.join('，');
}

function sayRun(from: number, to: number, now: number): string {
  if (from === to) return sayDay(from, now);
  return (to - from > DAY_MS ? text.days : text.twoDays)(sayDay(from, now), sayDay(to, now));
}

export const sayHours = (one: StationFound, asked: Asked): string =>
  [one.station.hours, sayOpening(one, asked)].filter(Boolean).join('，');

/** Those that are of use, in front of what they have. */
export const sayOnly = (only: OpenOnly, { wantedAt, now }: Asked): string =>
  only === 'always' ? text.onlyAlways : wantedAt === null ? text.openNow : text.onlyThen(sayWhen(wantedAt, now));

const sayName = ({ station, metres }: StationFound): string =>
  metres === null ? station.name : text.away(station.name, sayDistance(metres));

/** Everything there is to know of one. */
export function sayFully(one: StationFound, asked: Asked): string {
  const { address, phone, facilities: has, free, notes } = one.station;
  const hours = sayHours(one, asked);
  const offered = has.filter((facility) => facility !== 'other').map((facility) => things[facility]);
  const cost = free === null ? [] : [free ? text.free : text.paid];
  const noted = notes === '' ? [] : [text.notes(notes)];
  const isShut = isShutForNow(one.station);
  return [
    sayName(one),
    ...(isShut ? noted : []),
    ...(address === '' ? [] : [text.address(address)]),
    hours === '' ? text.hoursUnknown : text.hours(hours),
    ...(phone === '' ? (asked.isPhoneAsked ? [text.noPhone] : []) : [text.phone(phone)]),
    ...(offered.length > 0 ? [text.has([...offered, ...cost].join('、'))] : cost),
    ...(free === null && asked.isCostAsked ? [text.costUnknown] : []),
    ...(isShut ? [] : noted),
  ].join('\n');
}

/** One of several: where, when, whom to call; what costs something or is special is said as well. */
function sayShortly(one: StationFound, position: number, asked: Asked): string {
  const { address, phone, free, notes } = one.station;
  const line = [sayHours(one, asked), ...(free === false ? [text.paid] : []), phone].filter(Boolean).join('，');
  return [text.numbered(position, sayName(one)), address, line, ...(notes === '' ? [] : [text.notes(notes)])]
    .filter(Boolean)
    .join('\n');
}

export const sayList = (found: readonly StationFound[], asked: Asked): string[] =>
  found.map((one, at) => sayShortly(one, at + 1, asked));

/** Each by its name and address. */
export const sayNames = (stations: readonly Station[]): string[] =>
  stations.map(({ name, address }, at) => text.numbered(at + 1, [name, address].filter(Boolean).join('，')));

/** How many there are where; `areas`: those that were listed, in their order. @param most the rest is told in one line */
export function sayAreas(stations: readonly Station[], most: number): { lines: string[]; areas: string[] } {
  const areas = stationsByArea(stations);
  const shown = areas.length > most + 1 ? areas.slice(0, most) : areas;
  const rest = areas.slice(shown.length);
  const count = rest.reduce((sum, area) => sum + area.count, 0);
  const lines = shown.map((one, at) => text.numbered(at + 1, text.inArea(one.area, one.count)));
  return {
    lines: [...lines, ...(rest.length > 0 ? [text.otherAreas(rest.length, count)] : [])],
    areas: shown.map(({ area }) => area),
  };
}

/** How far each is from somebody. */
export const sayAway = (stations: readonly Station[], from: Position): string[] =>
  stations.map((station) => {
    const position = positionOf(station);
    return text.of(station.name, position ? sayDistance(metresBetween(from, position)) : text.noPosition);
  });

/** How far two of them are from each other. */
export function sayBetween([one, other]: readonly [Station, Station]): string {
  const [from, to] = [positionOf(one), positionOf(other)];
  return from && to ? findingText.between(one.name, other.name, sayDistance(metresBetween(from, to))) : findingText.noBetween;
}

/** What is asked of one that was named; null where it is asked of others. */
export function sayAbout(follow: FollowUp, one: StationFound, asked: Asked): string | null {
  const { name, phone, address, free } = one.station;
  switch (follow.kind) {
    case 'phone':
      return text.of(name, phone || text.noPhone);
    case 'address':
      return text.of(name, address || text.noAddress);
    case 'hours':
    case 'open':
      return text.of(name, sayHours(one, asked) || text.hoursUnknown);
    case 'far':
      return text.of(name, address || text.noAddress);
    case 'cost':
      return text.of(name, free === null ? text.costUnknown : free ? text.isFree : text.isPaid);
    case 'has': {
      const there = follow.wants.filter((want) => offers(one.station, want)).map((want) => having[want]);
      const lacking = follow.wants.filter((want) => !offers(one.station, want)).map((want) => having[want]);
      return text.hasIt(name, [...there, ...(lacking.length > 0 ? [text.hasNot(lacking.join('、'))] : [])].join('，'));
    }
    case 'which':
      return sayFully(one, asked);
    case 'more':
      return null;
  }
}
