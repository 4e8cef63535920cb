import { titlesBehind } from '../words/around-people.ts';
import { readablePlaceholders } from '../words/masking.ts';
import {
  accountGap,
  mentionsOfMany,
  mentionsOfPlaces,
  numberGap,
  orderWord,
  ordinals,
  otherAccounts,
  passportCue,
  phoneCue,
  plateCities,
  plateCues,
  shortMessengers,
  waybillCue,
} from '../words/personal-items.ts';
import { calledPeople, latinPeople } from './called.ts';
import { foreignPeople } from './foreign.ts';
import { guessNames } from './guess.ts';
import { nameFinder, type Stretch } from './names.ts';
import { findItems, type Item, joined } from './patterns.ts';
import { proseOf } from './prose.ts';
import { viewOf } from './view.ts';

const TYPED = new RegExp(`\u3014(?:${Object.values(readablePlaceholders).join('|')})[${ordinals}]?\u3015`, 'g');

/**
 * The text without third parties, for those who are not concerned: people of the roster and people nobody has told us about,
 * telephones, plates, accounts and numbers give way to words that can be read aloud, `〔…〕`; several people of one text are told
 * apart. All else stays as it was typed. A guess: prefers to mask where only the context could tell. Masking twice changes
 * nothing more. Pure; linear in the length of the text.
 * @param keepsOffices telephones on a desk stay: what somebody in office tells people to call
 */
export function maskForGroup(text: string, names: readonly string[], keepsOffices = false): string {
  const view = viewOf(text);
  const plain = view.text.replace(TYPED, (typed) => '\u3014'.repeat(typed.length));
  const found = joined([
    ...findMore(plain),
    ...findItems(plain),
    ...people(plain, names).map((one): Item => ({ ...one, kind: 'person' })),
  ]);
  const isOffice = ({ kind, from, to }: Item) => kind === 'phone' && OFFICE.test(plain.slice(from, to));
  const items = keepsOffices ? found.filter((item) => !isOffice(item)) : found;
  const persons = new Map<string, number>();
  const keyOf = ({ from, to }: Stretch) => plain.slice(from, to).replace(/[^\p{L}\p{N}]/gu, '');
  for (const item of items) if (item.kind === 'person' && !persons.has(keyOf(item))) persons.set(keyOf(item), persons.size);
  let masked = '';
  let done = 0;
  for (const item of items) {
    const number = item.kind === 'person' && persons.size > 1 ? persons.get(keyOf(item)) : undefined;
    masked += text.slice(done, view.origin[item.from]);
    masked += `\u3014${readablePlaceholders[item.kind]}${number === undefined ? '' : (ordinals[number] ?? '')}\u3015`;
    done = (view.origin[item.to - 1] ?? 0) + lengthAt(text, view.origin[item.to - 1] ?? 0);
  }
  return masked + text.slice(done);
}

/** With its area's code, or one that is called from everywhere. */
const OFFICE = /^\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]{0,2}[2-9]\d{6,7}$|^[48]00[ -]?\d{3}[ -]?\d{4}$|^[48]00[ -]?\d{4}[ -]?\d{3}$/;

const lengthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

function people(text: string, names: readonly string[]): Stretch[] {
  const prose = proseOf(text);
  const found = [
    ...nameFinder(names)(text),
    ...guessNames(prose),
    ...calledPeople(prose),
    ...latinPeople(text),
    ...foreignPeople(text),
  ];
  return [...found, ...mentioned(text, found), ...again(text, found)];
}

/** Who was found once is found wherever the name stands. */
function again(text: string, found: readonly Stretch[]): Stretch[] {
  const known = [...new Set(found.map(({ from, to }) => text.slice(from, to)))].filter((name) => name.length > 2);
  return known.length === 0 ? [] : nameFinder(known)(text);
}

const offices = new Set(titlesBehind);
const MENTION = /@([^\s@,.:;!?()、。〔〕]{1,12})(?=[\s@,.:;!?()、。]|$)/g;
const MANY = new RegExp(`^(?:${mentionsOfMany})|[${mentionsOfPlaces}]$|^all$`, 'i');

/** Whoever is mentioned by a display name. */
function mentioned(text: string, found: readonly Stretch[]): Stretch[] {
  const begins = new Set(found.map(({ from }) => from));
  return [...text.matchAll(MENTION)].flatMap((match): Stretch[] => {
    const [from, name] = [match.index + 1, match[1] ?? ''];
    return begins.has(from) || MANY.test(name) || offices.has(name) || name.length > 8 || !/\p{L}/u.test(name)
      ? []
      : [{ from, to: from + name.length }];
  });
}

/** With a digit or a sign, or long enough to be no word one happens to type. */
const ACCOUNT = '([a-z](?:[a-z]{0,14}[0-9_-][a-z0-9_-]{0,20}|[a-z]{5,14}))(?![a-z0-9_-])';

const GAP = `[${numberGap}: #]{0,4}`;

/** What a group must not read and a model may: shorter or without the usual form, but announced. */
const MORE: readonly { kind: Item['kind']; pattern: RegExp }[] = [
  { kind: 'account', pattern: /(?<![a-z0-9_])wxid_[a-z0-9_-]{3,30}/dgi },
  {
    kind: 'account',
    pattern: new RegExp(
      `(?:${otherAccounts}|(?<![a-z0-9])(?:${shortMessengers})(?![a-z]))[${accountGap} :()"“']{0,5}${ACCOUNT}`,
      'dgi',
    ),
  },
  { kind: 'card', pattern: /(?<!\d)(?:62|4|5)\d{14,17}(?!\d)/dg },
  {
    kind: 'number',
    pattern: new RegExp(`(?<!${orderWord})(?:${waybillCue})${GAP}([a-z]{0,4}[ -]?\\d[\\d -]{6,30}\\d)(?!\\d)`, 'dgi'),
  },
  { kind: 'number', pattern: /(?<![a-z0-9])[a-z]{2,4}[ -]?\d{3,5}(?:[ -]\d{3,5}){1,4}(?![a-z0-9])/dgi },
  {
    kind: 'phone',
    pattern: new RegExp(`(?:${phoneCue})${GAP}([2-9]\\d{6,7}|[2-9]\\d{2,3}[ -]\\d{4})(?!\\d)`, 'dgi'),
  },
  { kind: 'identity', pattern: new RegExp(`(?:${passportCue})${GAP}([a-z]{0,2}\\d{6,18}x?)(?![a-z0-9])`, 'dgi') },
  { kind: 'identity', pattern: /(?<![a-z0-9])[ceghpm]\d{8}(?![a-z0-9])/dgi },
  { kind: 'plate', pattern: new RegExp(`(?:${plateCities}) ?[·•.-]? ?[a-z]?[·•.-]? ?\\d{5,7}(?![a-z0-9])`, 'dgi') },
  {
    kind: 'plate',
    pattern: new RegExp(`(?:${plateCues})${GAP}([a-z][·•. -]?[a-z0-9]{5,6}|\\d{6,7})(?![a-z0-9])`, 'dgi'),
  },
];

function findMore(text: string): Item[] {
  return MORE.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((match): Item => {
      const [from, to] = match.indices?.[1] ?? match.indices?.[0] ?? [match.index, match.index + match[0].length];
      return { kind, from, to };
    }),
  );
}
