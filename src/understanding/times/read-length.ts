// Lengths of time, and the moments and stretches measured with them from now.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import { duration, type Unit } from './lexicon-times.ts';
import { before, type Fit, fitAt } from './match.ts';
import { readNumber } from './numbers.ts';
import type { Atom, LengthSaid, LongUnit } from './phrase.ts';

const UNIT_MS: Record<Exclude<Unit, 'months' | 'years'>, number> = {
  seconds: SECOND_MS,
  minutes: MINUTE_MS,
  quarters: 15 * MINUTE_MS,
  hours: HOUR_MS,
  days: DAY_MS,
  weeks: 7 * DAY_MS,
};
const LONG: readonly Unit[] = ['days', 'weeks', 'months', 'years'];
const PIECES_MAX = 6;
const HALF_MONTH_DAYS = 15;
/** "A few" without a number. */
const FEW = 3;

interface Piece {
  end: number;
  count: number;
  unit: Unit;
  isApproximate: boolean;
}

/** A length (`an hour and a half`), a moment (`in half an hour`), a day (`in three days`) or a run of time (`the last two hours`). */
export function readLength(text: string, at: number): Atom | null {
  const pieces = readPieces(text, at);
  const [first] = pieces;
  const last = pieces.at(-1);
  if (!first || !last || duration.notLength.test(text.slice(at, last.end))) return null;
  const length = sum(pieces);
  const only = pieces.length === 1 ? first : null;
  const front = before(text, at);
  const direction = directionOf(text, front, last.end);
  if (direction) {
    const { sign, end } = direction;
    // A few days from now are no day.
    if (only && LONG.includes(only.unit)) return only.isApproximate ? null : away(at, end, only, sign);
    return length.months > 0 ? null : { kind: 'moment', start: at, end, ms: sign * length.ms };
  }
  const run = runOf(front, fitAt(duration.within, text, last.end), only, first.unit);
  if (run === 0) return { kind: 'length', start: at, end: last.end, length };
  const end = fitAt(duration.within, text, last.end)?.end ?? last.end;
  if (only && LONG.includes(only.unit)) {
    const whole = wholeUnits(only);
    return whole && { kind: 'span', start: at, end, span: { kind: 'run', count: run * whole.count, unit: whole.unit } };
  }
  return { kind: 'run', start: at, end, ms: run * length.ms };
}

function directionOf(text: string, front: string, end: number): { sign: 1 | -1; end: number } | null {
  const later = fitAt(duration.later, text, end);
  if (later) return { sign: 1, end: later.end };
  const ago = duration.notAgoBefore.test(front) ? null : fitAt(duration.ago, text, end);
  if (ago) return { sign: -1, end: ago.end };
  return duration.laterBefore.test(front) ? { sign: 1, end } : null;
}

/** 1 for the time ahead, -1 for the time behind, 0 for a plain length. */
function runOf(front: string, within: Fit | null, only: Piece | null, unit: Unit): 1 | -1 | 0 {
  if (duration.ahead.test(front)) return 1;
  if (duration.behind.test(front)) return -1;
  if (within) return 1;
  return only && unit !== 'days' && duration.these.test(front) ? 1 : 0;
}

function away(start: number, end: number, piece: Piece, sign: 1 | -1): Atom | null {
  const whole = wholeUnits(piece);
  return whole && { kind: 'day', start, end, day: { kind: 'away', count: sign * whole.count, unit: whole.unit }, part: null };
}

/** Half a month is fifteen days, half a year six months, three and a half days three. */
function wholeUnits({ count, unit }: Piece): { count: number; unit: LongUnit } | null {
  if (Number.isInteger(count)) return { count, unit: unit as LongUnit };
  if (unit === 'years') return { count: Math.round(count * 12), unit: 'months' };
  if (unit === 'months') return { count: Math.round(count * 2 * HALF_MONTH_DAYS), unit: 'days' };
  return { count: Math.floor(unit === 'weeks' ? count * 7 : count), unit: 'days' };
}

function readPieces(text: string, at: number): Piece[] {
  const pieces: Piece[] = [];
  for (let end = at; pieces.length < PIECES_MAX; ) {
    const last = pieces.at(-1);
    const start = last ? (fitAt(duration.glue, text, end)?.end ?? end) : end;
    const piece = (last && shortPiece(text, end, last.unit)) ?? onePiece(text, start);
    if (!piece) break;
    pieces.push(piece);
    end = piece.end;
  }
  return pieces;
}

function onePiece(text: string, at: number): Piece | null {
  const fit = fitAt(duration.piece, text, at);
  if (!fit) return null;
  const g = fit.groups;
  const unit = duration.units.find((name) => g[name] !== undefined);
  if (!unit) return null;
  const isHalf = g.halfAlone !== undefined || g.halfMonth !== undefined;
  const isFew = duration.fewFigures.test(g.amount ?? '');
  const whole = isHalf ? 0 : g.some ? FEW : readNumber(isFew ? (g.amount?.[0] ?? '') : (g.amount ?? ''));
  // Four figures before a year are its name.
  if (Number.isNaN(whole) || (unit === 'years' && (whole >= 1000 || /^0\d/.test(g.amount ?? '')))) return null;
  const count = whole + (isHalf || g.half || g.halfBehind ? 0.5 : 0);
  return { end: fit.end, count, unit, isApproximate: isFew || g.about !== undefined || g.some !== undefined };
}

function shortPiece(text: string, at: number, last: Unit): Piece | null {
  const unit = last === 'hours' ? 'minutes' : last === 'days' ? 'hours' : null;
  const fit = unit && fitAt(unit === 'minutes' ? duration.more : duration.hoursMore, text, at);
  const count = fit ? readNumber(fit.groups.amount ?? '') : Number.NaN;
  return fit && unit && !Number.isNaN(count) ? { end: fit.end, count, unit, isApproximate: false } : null;
}

function sum(pieces: readonly Piece[]): LengthSaid {
  const length: LengthSaid = { ms: 0, months: 0, isApproximate: pieces.some((piece) => piece.isApproximate) };
  for (const { unit, count } of pieces) {
    if (unit === 'years') length.months += count * 12;
    else if (unit !== 'months') length.ms += Math.round(count * UNIT_MS[unit]);
    else {
      length.months += Math.floor(count);
      length.ms += (count % 1) * 2 * HALF_MONTH_DAYS * DAY_MS;
    }
  }
  return length;
}
