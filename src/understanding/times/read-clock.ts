// The clock and the parts of the day.
import * as words from './lexicon-times.ts';
import { before, behind, type Fit, fitAt } from './match.ts';
import { readNumber } from './numbers.ts';
import { type Atom, type ClockSaid, type Part, parts } from './phrase.ts';

export function partOf(groups: Fit['groups']): Part | null {
  return parts.find((name) => groups[name] !== undefined) ?? null;
}

/** `afternoon`, `late at night`; one character only right behind a day or right before an hour, which the scanner checks. */
export function readPart(text: string, at: number): Atom | null {
  for (const [pattern, isShort] of [
    [words.part.word, false],
    [words.part.short, true],
  ] as const) {
    const fit = fitAt(pattern, text, at);
    const part = fit && partOf(fit.groups);
    if (fit && part) return { kind: 'part', start: at, end: fit.end, part, isShort };
  }
  return null;
}

/**
 * A reading of the clock. `isSupported`: a day or a part of the day stands before it. `isTouching`: right before it, so that its
 * last character is no part of the hour.
 */
export function readClock(text: string, at: number, isSupported: boolean, isTouching: boolean): Atom | null {
  const exact = readNoon(text, at) ?? readDigital(text, at) ?? readQuarterTo(text, at);
  if (exact || (!isTouching && words.clock.inNumber.test(before(text, at)))) return exact;
  return readVague(text, at) ?? readSpoken(text, at, isSupported);
}

function clockAtom(start: number, end: number, clock: Partial<ClockSaid> & { hour: number }, isApproximate = false): Atom {
  return { kind: 'clock', start, end, clock: { minute: 0, second: 0, half: null, orHour: null, ...clock }, isApproximate };
}

function readNoon(text: string, at: number): Atom | null {
  const fit = fitAt(words.clock.noon, text, at);
  return fit && clockAtom(at, fit.end, { hour: 12, half: 'exact' });
}

function readDigital(text: string, at: number): Atom | null {
  const fit = fitAt(words.clock.colon, text, at) ?? fitAt(words.clock.english, text, at);
  if (!fit) return null;
  const { hour = '', minute = '0', second = '0', am, pm } = fit.groups;
  const half = pm ? 'pm' : am ? 'am' : hour.length === 2 && (hour.startsWith('0') || Number(hour) > 12) ? 'exact' : null;
  return clockAtom(at, fit.end, { hour: Number(hour), minute: Number(minute), second: Number(second), half });
}

function readQuarterTo(text: string, at: number): Atom | null {
  const fit = fitAt(words.clock.to, text, at);
  if (!fit) return null;
  const less = fit.groups.quarters ? 15 : readNumber(fit.groups.less ?? '');
  return lessThan(at, fit.end, readNumber(fit.groups.hour ?? ''), less);
}

/** So many minutes before the hour. */
function lessThan(start: number, end: number, hour: number, less: number): Atom | null {
  if (!(less > 0 && less < 60) || hour > 24) return null;
  return clockAtom(start, end, { hour: hour === 0 ? 23 : hour - 1, minute: 60 - less, half: hour > 12 ? 'exact' : null });
}

function readVague(text: string, at: number): Atom | null {
  const fit = fitAt(words.clock.vague, text, at);
  if (!fit) return null;
  const tens = fit.groups.tens ? 10 : 0;
  const [hour, orHour] = [readNumber(fit.groups.first ?? '') + tens, readNumber(fit.groups.second ?? '') + tens];
  return orHour === hour + 1 ? clockAtom(at, fit.end, { hour, orHour }, true) : null;
}

function readSpoken(text: string, at: number, isSupported: boolean): Atom | null {
  const fit = fitAt(words.clock.said, text, at);
  if (!fit) return null;
  const g = fit.groups;
  const hourWord = g.hour ?? '';
  const hour = readNumber(hourWord);
  const isBare =
    !g.half && !g.halfPast && !g.quarters && !g.minute && !g.exact && !g.less && !g.quartersLess && !g.fives && !g.characters;
  if (isBare && !isHour(text, at, fit, hour, isSupported)) return null;
  if (g.formal && isBare && !isSupported && !/\d/.test(hourWord)) return null;
  if (g.less || g.quartersLess) return lessThan(at, fit.end, hour, g.quartersLess ? 15 : readNumber(g.less ?? ''));
  const { minute, end } = minutesOf(g, text, at, fit.end, isBare);
  if (!(minute >= 0 && minute < 60) || (hour === 24 && minute > 0)) return null;
  const half = hour > 12 || hour === 0 || /^0\d$/.test(hourWord) ? 'exact' : null;
  return clockAtom(at, end, { hour, minute, second: Number(g.second ?? 0), half }, g.about !== undefined);
}

function minutesOf(g: Fit['groups'], text: string, at: number, end: number, isBare: boolean): { minute: number; end: number } {
  if (g.half || g.halfPast) return { minute: 30, end };
  if (g.quarters) return { minute: 15 * readNumber(g.quarters), end };
  // In Hong Kong a figure behind the hour is one of the clock face: three is a quarter past.
  const fives = g.fives ?? g.characters;
  if (fives) return { minute: 5 * readNumber(fives), end };
  const face = isBare && words.clock.fivesBehind.test(before(text, at)) ? fitAt(words.clock.fives, text, end) : null;
  if (face) return { minute: 5 * readNumber(face.text), end: face.end };
  return { minute: g.minute ? readNumber(g.minute) : 0, end };
}

/** Three o'clock and three points are one word; what stands around it decides. */
function isHour(text: string, at: number, fit: Fit, hour: number, isSupported: boolean): boolean {
  const [front, rest] = [before(text, at), behind(text, fit.end)];
  // "A little earlier", not one in the morning.
  if (hour === 1 && !isSupported && words.clock.littleBefore.test(front)) return false;
  if (words.clock.notBefore.test(front)) return false;
  if (isSupported) return !(hour <= 3 && words.clock.notAfter.test(rest) && !/^\D?\d/.test(rest));
  if (hour === 1 && !/\d/.test(fit.text)) return words.clock.oneAfter.test(rest) || words.clock.oneBefore.test(front);
  return !words.clock.notAfter.test(rest);
}
