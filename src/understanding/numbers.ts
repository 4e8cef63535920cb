import { asHours, chineseNumber } from '../core/numerals.ts';
import { numerals } from './lexicon.ts';

/** 12, 2.5 or a Chinese numeral up to the thousands; null when it is neither. */
export function readNumber(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  for (const [word, value] of numerals.hundreds) {
    const at = text.indexOf(word);
    if (at === -1) continue;
    const head = at === 0 ? 1 : chineseNumber(text.slice(0, at));
    const rest = text.slice(at + 1).replace(numerals.zero, '');
    const tail = rest === '' ? 0 : readNumber(rest);
    return head === null || tail === null ? null : head * value + tail;
  }
  return chineseNumber(text);
}

/** Digits spoken one by one, as in a ticket number. */
export function readDigits(text: string): string | null {
  const digits = Array.from(text, chineseNumber);
  return digits.length === 0 || digits.some((digit) => digit === null || digit > 9) ? null : digits.join('');
}

const ALL_HOURS = new RegExp(numerals.hours, 'gi');

/** Shorter times are lateness or a walk, not service. */
const SERVICE_MINUTES_MIN = 20;

/** Service time in hours; minutes become hundredths of an hour. "Two, no, three" is three. */
export function readHours(text: string): number | null {
  const said = [...text.matchAll(ALL_HOURS)].filter((match) => !numerals.denied.test(text.slice(0, match.index)));
  const match = numerals.corrected.test(text) ? said.at(-1) : said[0];
  // No hours at all are none that were said.
  if (match) return hoursOf(match, text.slice(match.index + match[0].length)) || null;
  const bare = numerals.bareService.exec(text);
  return bare ? Number(bare[1]) || null : null;
}

/** True when hours were said, but not how many: one and something, two or three. */
export function isVague(text: string): boolean {
  return numerals.vague.test(text);
}

function hoursOf([, count, , half, halfAlone, minutes]: RegExpExecArray, behind: string): number | null {
  if (halfAlone) return 0.5;
  if (minutes) {
    const value = readNumber(minutes);
    return value === null || value < SERVICE_MINUTES_MIN ? null : asHours(value);
  }
  const value = readNumber(count ?? '');
  if (value === null) return null;
  const more = readNumber(numerals.minutesBehind.exec(behind)?.[1] ?? '') ?? 0;
  return value + (half || behind.startsWith(numerals.half) ? 0.5 : 0) + asHours(more);
}

/** People in all, the sender included; 1 when nothing is said. */
export function readPartySize(text: string): number {
  const stated = numerals.party.exec(text);
  const total = stated && readNumber(stated[1] ?? stated[2] ?? '');
  if (total && total > 1) return total;
  if (numerals.couple.test(text)) return 2;
  const brought = numerals.companions.exec(text);
  // "Count me in as one" counts the sender; whoever comes along is said behind it.
  if (!brought) return 1;
  const more = brought[1] ? (readNumber(brought[1]) ?? 1) : 1;
  return 1 + more + (numerals.and.test(brought[0].slice(1)) && !brought[2] ? 1 : 0);
}
