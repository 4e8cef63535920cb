// Which stations are open at an hour or on a day, and which of them opens first or closes last.
import { HOUR_MS } from '../../core/clock.ts';
import { findingText as text } from '../../core/phrases-stations.ts';
import { sayDay } from '../../core/phrases-times.ts';
import { startOfDay } from '../../core/shanghai.ts';
import type { Station } from '../../core/station.ts';
import { metresBetween, type Position } from './distance.ts';
import type { Pick } from './following.ts';
import { byNearness } from './nearby.ts';
import { openingOfStation, openingOn } from './openness.ts';
import { askedNow, askWhere, plainly, type Talk, tell } from './replying.ts';
import { sayList, sayOnly } from './saying.ts';

const LISTED = 3;
const HALF_HOURS = 48;
/** So many are told of without a place. */
const TOLD_MOST = 10;

/** Tells which are open then, the nearest first where it is known where somebody is. */
export async function sayOpen(talk: Talk, which: 'any' | 'first' | 'last'): Promise<void> {
  const { ctx, when, near } = talk;
  const asked = askedNow(talk);
  const day = when.days?.[0];
  const isOpen = (station: Station) =>
    day === undefined
      ? openingOfStation(station, when.wantedAt ?? ctx.now, ctx.calendar).kind === 'open'
      : openingOn(station, day, ctx.calendar) === 'open';
  if (which !== 'any') {
    const best = pickOf(ctx.stations, which, talk).slice(0, LISTED);
    const found = best.map((station) => plainly(talk, station));
    return await tell(talk, [which === 'first' ? text.openFirst : text.closeLast, ...sayList(found, asked)], found);
  }
  const open = ctx.stations.filter(isOpen);
  const said = day === undefined ? sayOnly('asked', asked) : text.openAt(sayDay(day, ctx.now));
  if (open.length === 0) return ctx.reply(text.nothingOpen(said));
  if (open.length > TOLD_MOST && !near)
    return askWhere(ctx, text.whereFor(said, open.length), { at: when.wantedAt, only: 'asked' });
  const listed = (near ? byNearness(open, near) : open).slice(0, LISTED);
  const found = listed.map((station) => ({ ...plainly(talk, station), metres: near ? metresTo(station, near) : null }));
  const rest = open.length - found.length;
  const lines = [text.openThose(said, open.length), ...sayList(found, asked), ...(rest > 0 ? [text.more(rest)] : [])];
  await tell(talk, lines, found, { more: open.filter((one) => !listed.includes(one)).map(({ id }) => id) });
}

const metresTo = ({ latitude, longitude }: Station, near: Position): number | null =>
  latitude === null || longitude === null ? null : metresBetween(near, { latitude, longitude });

/** Those of them that are meant by what they are; of several alike all. */
export function pickOf(stations: readonly Station[], pick: Pick, { ctx, when, near }: Talk): Station[] {
  if (pick === 'nearest') return near ? byNearness(stations, near).slice(0, 1) : stations.slice(0, 1);
  const day = when.days?.[0] ?? startOfDay(when.wantedAt ?? ctx.now);
  const spans = new Map<string, { first: number; last: number; count: number }>();
  const spanOf = (station: Station) => {
    const known = spans.get(station.hours);
    if (known) return known;
    const open = Array.from({ length: HALF_HOURS }, (_, half) => half).filter(
      (half) => openingOfStation(station, day + (half * HOUR_MS) / 2, ctx.calendar).kind === 'open',
    );
    const span = { first: open[0] ?? HALF_HOURS, last: open.at(-1) ?? -1, count: open.length };
    spans.set(station.hours, span);
    return span;
  };
  if (pick === 'always') return stations.filter((station) => spanOf(station).count === HALF_HOURS);
  const worth = (station: Station) => (pick === 'first' ? spanOf(station).first : -spanOf(station).last);
  const best = Math.min(...stations.map(worth));
  return stations.filter((station) => worth(station) === best);
}
