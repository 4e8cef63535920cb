// Numbers and accounts that lead to a person, in a text after NFKC. Every pattern has bounded repeats, so the time is linear.

import {
  announcements,
  atWords,
  callCue,
  commonSurnames,
  dotWords,
  houseWords,
  isWords,
  messengers,
  messengerTail,
  nameAnnouncements,
  type placeholders,
  plateCue,
  plateEnds,
  provinces,
  writtenDigits,
} from '../words/masking.ts';
import type { Stretch } from './names.ts';

export interface Item extends Stretch {
  kind: keyof typeof placeholders;
}

interface Pattern {
  kind: Item['kind'];
  pattern: RegExp;
  /** In which form of the text: as it is, with written digits as digits, with letters that look like digits as well. */
  view: 'plain' | 'digits' | 'lookalikes';
  /** The group that is masked; the whole by default. */
  group?: number;
  accept?: (match: string) => boolean;
}

const GAP = '[ \\-–—_.·•~*/(),\\u3001\\uFE0F\\u20E3]{0,3}';
const MONTH_DAY = `(?:0${GAP}[1-9]|1${GAP}[0-2])${GAP}(?:0${GAP}[1-9]|[12]${GAP}\\d|3${GAP}[01])`;
const digits = (count: number) => `(?:${GAP}\\d){${count}}`;
const MOBILE = `(?:(?:\\+|00)?${GAP}8${GAP}6${GAP})?1${GAP}[3-9]${digits(9)}`;
const IDENTITY = `[1-9]${digits(5)}${GAP}(?:1${GAP}9|2${GAP}0)${digits(2)}${GAP}${MONTH_DAY}${digits(3)}${GAP}[\\dx]`;
/** Six for the place, six for the day, three; with gaps elsewhere it would eat lists of house numbers. */
const OLD_IDENTITY = '[1-9]\\d{5}[ \\-]?\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])[ \\-]?\\d{3}';
const LANDLINE = '\\(?\\b0(?:10|2\\d|[3-9]\\d{2})\\)?[ \\-—–.]{0,2}[2-9]\\d{2,3}[ \\-.]?\\d{4}(?!\\d)';
const LOCAL = `(?:${callCue}) {0,2}${isWords}? {0,2}([2-9]\\d{6,7}|[2-9]\\d{2,3}[ -]\\d{4})(?!\\d)`;
const CARD =
  '\\d{4}([ \\-.])\\d{4}\\1\\d{4}\\1\\d{3,4}(?:\\1?\\d{1,4})?|\\d{6}[ -]\\d{9,13}|\\d(?:([ \\-.])\\d)(?:\\2\\d){13,17}';
const PLATE_HEAD = `[${provinces}] ?[a-z] ?[·•.\\-–—_]{0,2} ?`;
const PLATE_END = `(?![a-z0-9]|${houseWords})`;
const PLATE = `${PLATE_HEAD}(?:[a-hj-np-z0-9]{5,6}|[a-hj-np-z0-9]{4,5}[${plateEnds}]|[a-hj-np-z0-9](?:[ .·-][a-hj-np-z0-9]){4,5}|[a-hj-np-z0-9]{2,4} [a-hj-np-z0-9]{2,4})${PLATE_END}`;
const DOMAIN = `[a-z0-9-]{1,40}(?: {0,2}(?:\\.|\\(dot\\)|\\[dot\\]| dot |${dotWords}) {0,2}[a-z0-9-]{2,20}){1,3}`;
const EMAIL = `(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64} {0,2}(?:@|#|\\(at\\)|\\[at\\]| at |${atWords}) {0,2}${DOMAIN}`;
/** Typed with blanks, too. */
const MESSENGERS = messengers.replace(/[^|](?=[^|])/gu, '$& ?');
const ACCOUNT = `(?:${MESSENGERS}) {0,2}${messengerTail} {0,2}(?:${isWords} {0,2}){0,2}([a-z][a-z0-9_-]{5,19}|[1-9]\\d{4,11})(?![a-z0-9_-])`;

const isPlate = (match: string) => {
  const serial = match.replace(/^. ?[a-z]/i, '').replace(/[^a-z0-9]/gi, '');
  return serial.length >= 4 && serial.length <= 6 && (serial.match(/\d/g)?.length ?? 0) >= 2;
};
/** Hours, dates and amounts in a row are no telephone: its gaps are all alike, or its groups are the usual ones. */
const isMobile = (match: string) => {
  const number = match.replace(/^(?:\+|00)?[^\d]{0,3}8[^\d]{0,3}6[^\d]{0,3}(?=1)/, '');
  const gaps = new Set(number.match(/[^\da-z]+/gi) ?? []);
  const groups = number.split(/[^\da-z]+/i).map((group) => group.length);
  const isEven = gaps.size <= 1 && !/[,\u3001]/.test(number);
  return isEven || /^(?:3,4,4|3,8|3,3,5|3,5,3|4,3,4|4,4,3|7,4|(?:1,)*1)$/.test(groups.join(','));
};

/** Short groups in a row are house numbers; an identity number is typed in long ones, or digit by digit. */
const isIdentity = (match: string) => {
  const groups = match.split(/[^\dx]+/i).map((group) => group.length);
  return groups.some((length) => length > 3) || groups.every((length) => length === 1);
};

/** The first pattern that fits gives a stretch its name; what overlaps is masked as one. */
const PATTERNS: readonly Pattern[] = [
  { kind: 'email', view: 'plain', pattern: new RegExp(EMAIL, 'gi') },
  { kind: 'identity', view: 'plain', pattern: new RegExp(`(?<!\\d)${IDENTITY}(?!\\d)`, 'gi'), accept: isIdentity },
  { kind: 'identity', view: 'plain', pattern: new RegExp(`(?<!\\d)${OLD_IDENTITY}(?!\\d)`, 'g') },
  { kind: 'card', view: 'plain', pattern: new RegExp(`(?<!\\d)(?:${CARD})(?!\\d)`, 'g') },
  { kind: 'phone', view: 'plain', pattern: new RegExp(`(?<!\\d)${MOBILE}(?!\\d)`, 'g'), accept: isMobile },
  { kind: 'phone', view: 'plain', pattern: new RegExp(LANDLINE, 'g') },
  { kind: 'phone', view: 'plain', pattern: new RegExp(LOCAL, 'g'), group: 1 },
  { kind: 'plate', view: 'digits', pattern: new RegExp(PLATE, 'gi'), accept: isPlate },
  {
    kind: 'plate',
    view: 'plain',
    pattern: new RegExp(`${plateCue} {0,2}([a-z0-9]{5,7})(?![a-z0-9])`, 'gi'),
    group: 1,
    accept: isPlate,
  },
  { kind: 'account', view: 'plain', pattern: new RegExp(ACCOUNT, 'gi'), group: 1 },
  // Waybills and whatever else is too long for an order of the day.
  { kind: 'number', view: 'plain', pattern: /[a-z]{0,4}\d{9,40}/gi },
  { kind: 'identity', view: 'digits', pattern: new RegExp(IDENTITY, 'gi'), accept: isIdentity },
  { kind: 'phone', view: 'digits', pattern: new RegExp(MOBILE, 'g'), accept: isMobile },
  { kind: 'phone', view: 'digits', pattern: new RegExp(LANDLINE.replace('\\b', ''), 'g') },
  { kind: 'phone', view: 'digits', pattern: new RegExp(LOCAL, 'g'), group: 1 },
  { kind: 'phone', view: 'lookalikes', pattern: new RegExp(`(?<![a-z0-9])${MOBILE}(?![a-z0-9])`, 'gi'), accept: isMobile },
  { kind: 'card', view: 'digits', pattern: /\d{16,19}/g },
];

const DIGIT_OF = new Map(writtenDigits.flatMap((characters, digit) => [...characters].map((one) => [one, String(digit)])));
/** In a number typed with letters; words of letters alone are none. */
const REAL_DIGITS_MIN = 4;
const LOOKALIKE: Readonly<Record<string, string>> = { o: '0', O: '0', l: '1', I: '1', '|': '1' };

/** Everything found, in no order; stretches may overlap. */
export function findItems(text: string): Item[] {
  const withDigits = text.replace(/\p{Script=Han}|\u3007/gu, (one) => DIGIT_OF.get(one) ?? one);
  const views = { plain: text, digits: withDigits, lookalikes: withDigits.replace(/[oOlI|]/g, (one) => LOOKALIKE[one] ?? one) };
  return PATTERNS.flatMap(({ kind, pattern, view, group = 0, accept = () => true }) =>
    [...views[view].matchAll(pattern)].flatMap((match): Item[] => {
      const part = match[group] ?? '';
      const from = match.index + (group === 0 ? 0 : match[0].lastIndexOf(part));
      const to = from + part.length;
      const original = text.slice(from, to);
      // What is there without the disguise has its own pattern, with its own bounds.
      const isDisguised = view === 'plain' || kind === 'plate' || original !== part;
      const isNumber = view !== 'lookalikes' || original.replace(/\D/g, '').length >= REAL_DIGITS_MIN;
      return isDisguised && isNumber && accept(part) ? [{ kind, from, to }] : [];
    }),
  );
}

const ANNOUNCED = new RegExp(
  `(?:${announcements}|${messengers})${isWords}{0,2}[^\\d\\p{Script=Latin}]{0,6}[\\p{Script=Latin}\\d]{5}`,
  'iu',
);
const NAMED = new RegExp(`(?:${nameAnnouncements})[ :]{0,2}[${commonSurnames}]\\p{Script=Han}{1,2}`, 'u');
/** Hours and days in a row explain themselves. */
const CLOCK = /(?<!\d)\d{1,2}[.:]\d{1,2}(?!\d)/g;
const LONG_CHAIN = /\d(?:[ \-–—_.·•~*()]{0,2}\d){10}/;

/** True when a masked text still announces an item that was not found, or holds a row of digits nothing explains. */
export function looksUnmasked(masked: string): boolean {
  return ANNOUNCED.test(masked) || NAMED.test(masked) || LONG_CHAIN.test(masked.replace(CLOCK, ''));
}

/** In order; what overlaps becomes one, named by the longest of them. */
export function joined(items: readonly Item[]): Item[] {
  const sorted = items.toSorted((a, b) => a.from - b.from || b.to - a.to);
  const result: (Item & { length: number })[] = [];
  for (const item of sorted) {
    const length = item.to - item.from;
    const last = result.at(-1);
    if (!last || item.from >= last.to) {
      result.push({ ...item, length });
      continue;
    }
    if (length > last.length) Object.assign(last, { kind: item.kind, length });
    last.to = Math.max(last.to, item.to);
  }
  return result;
}
