// Two lists of people side by side (两找一核): the organisation's and an employer's or a community's. It says what agrees and what does
// not, and why; it never takes two people for one: that a person decides.
import { nameKey } from '../words/list-names.ts';

export interface ListRow {
  /** As people see it beside the row; names the row within its list. */
  line: number;
  name: string;
  phone?: string;
  /** Of an identity number, as many as are known: all, or the last ones. */
  idDigits?: string;
  employer?: string;
  community?: string;
}

export type MatchReason =
  | 'same_phone'
  | 'same_id'
  | 'other_phone'
  | 'other_id'
  | 'same_name'
  /** Written in another way: blanks, dots, characters that look alike. */
  | 'similar_name'
  | 'other_name'
  /** There is nothing but the name to go by. */
  | 'name_only'
  /** More than one row of a list may be meant. */
  | 'several';

export type MatchKind = 'same' | 'conflict' | 'only_a' | 'only_b';

/** Rows that belong together, each in exactly one match. */
export interface Match {
  kind: MatchKind;
  a: ListRow[];
  b: ListRow[];
  reasons: MatchReason[];
}

/** What stands for a figure that is kept back. */
const MASK = /[*●■]|x(?=[\dx*])/gi;

/** Figures and `*` for those kept back, without the country's: the same for `+86 138-0013-8000` and `１３８００１３８０００`. Empty = none. */
export function phoneKey(phone: string | undefined): string {
  const figures = (phone ?? '')
    .normalize('NFKC')
    .replace(MASK, '*')
    .replace(/[^\d*]/g, '');
  return /\d/.test(figures) ? figures.replace(/^(?:00)?86(?=1[\d*]{10}$)/, '') : '';
}

/** Some have two. */
const phoneKeys = (phone: string | undefined): string[] =>
  (phone ?? '')
    .normalize('NFKC')
    .split(/[/、,;|]+/)
    .map(phoneKey)
    .filter((key) => key !== '');

const idKey = (digits: string | undefined): string =>
  (digits ?? '')
    .normalize('NFKC')
    .replace(MASK, '*')
    .toUpperCase()
    .replace(/[^\dX*]/g, '');
/** Fewer figures are shared by too many. */
const ID_MIN = 4;
const PHONE_MIN = 6;

/** Figure by figure from the end; one that is kept back may be any. @param least so many must be known of both */
function isAlike(a: string, b: string, least: number): boolean {
  let known = 0;
  for (let at = 1; at <= Math.min(a.length, b.length); at += 1) {
    const [one, other] = [a.at(-at), b.at(-at)];
    if (one === '*' || other === '*') continue;
    if (one !== other) return false;
    known += 1;
  }
  return known >= least;
}

/** Where only the last figures of one are known, these are compared. */
const isSameId = (a: string, b: string): boolean => isAlike(a, b, ID_MIN);
const isSamePhone = (a: string, b: string): boolean =>
  a === b || (a.length === b.length && (a + b).includes('*') && isAlike(a, b, PHONE_MIN));

interface Known {
  row: ListRow;
  side: 'a' | 'b';
  name: string;
  phones: string[];
  id: string;
}

const known =
  (side: Known['side']) =>
  (row: ListRow): Known => {
    const id = idKey(row.idDigits);
    const isKnown = id.replaceAll('*', '').length >= ID_MIN;
    return { row, side, name: nameKey(row.name), phones: phoneKeys(row.phone), id: isKnown ? id : '' };
  };

/** Both say it: 1 = the same, -1 = something else; 0 = one of them does not say it. */
const compare = (a: readonly string[], b: readonly string[], isSame: (one: string, other: string) => boolean): -1 | 0 | 1 => {
  if (a.length === 0 || b.length === 0) return 0;
  return a.some((one) => b.some((other) => isSame(one, other))) ? 1 : -1;
};

const idOf = ({ id }: Known): string[] => (id === '' ? [] : [id]);
const phones = (a: Known, b: Known) => compare(a.phones, b.phones, isSamePhone);
const ids = (a: Known, b: Known) => compare(idOf(a), idOf(b), isSameId);

/** Why two rows may be one person, or may not. The same whichever comes first. */
function reasonsOf(a: Known, b: Known): MatchReason[] {
  const [phone, id] = [phones(a, b), ids(a, b)];
  const name = a.row.name.trim() === b.row.name.trim() ? 'same_name' : a.name === b.name ? 'similar_name' : 'other_name';
  return [
    name,
    ...(phone === 0 ? [] : [phone === 1 ? ('same_phone' as const) : ('other_phone' as const)]),
    ...(id === 0 ? [] : [id === 1 ? ('same_id' as const) : ('other_id' as const)]),
    ...(phone === 0 && id === 0 ? ['name_only' as const] : []),
  ];
}

/** Name and something else agree, and nothing speaks against it. */
const agrees = (a: Known, b: Known): boolean =>
  a.name === b.name && Math.min(phones(a, b), ids(a, b)) >= 0 && Math.max(phones(a, b), ids(a, b)) === 1;

/**
 * Every row of both lists stands in exactly one match. Symmetric: with the lists exchanged it is the same, exchanged.
 * In three passes, each over what is left: those that agree; those with one telephone or identity number; those with one name.
 */
export function matchLists(a: readonly ListRow[], b: readonly ListRow[]): Match[] {
  const matches: Match[] = [];
  let left = [...a.map(known('a')), ...b.map(known('b'))];
  const passes: [(one: Known) => string[], (one: Known, other: Known) => boolean][] = [
    [({ name }) => [`name ${name}`], agrees],
    [keysOf, (one, other) => phones(one, other) === 1 || ids(one, other) === 1],
    [({ name }) => [`name ${name}`], () => true],
  ];
  for (const [keys, isLinked] of passes) {
    const groups = linked(left, keys, isLinked);
    matches.push(...groups.map(matchOf));
    const settled = new Set(groups.flat());
    left = left.filter((one) => !settled.has(one));
  }
  for (const { row, side } of left) {
    matches.push(
      side === 'a' ? { kind: 'only_a', a: [row], b: [], reasons: [] } : { kind: 'only_b', a: [], b: [row], reasons: [] },
    );
  }
  return matches.sort((one, other) => place(one) - place(other));
}

/** In the order of the first list, then of the second. */
const place = ({ a: [a], b: [b] }: Match): number => (a ? a.line : 1e9 + (b?.line ?? 0));

/** By the last figures, which most tell. */
const keysOf = ({ phones: numbers, id }: Known): string[] => [
  ...new Set(numbers.map((number) => `phone ${number.slice(-ID_MIN)}`)),
  ...(id === '' ? [] : [`id ${id.slice(-ID_MIN)}`]),
];

/** Groups of rows of both lists that hang together by links from one list to the other. */
function linked(
  rows: readonly Known[],
  keys: (one: Known) => string[],
  isLinked: (one: Known, other: Known) => boolean,
): Known[][] {
  const byKey = new Map<string, Known[]>();
  for (const row of rows) {
    for (const key of keys(row)) {
      const alike = byKey.get(key);
      if (alike) alike.push(row);
      else byKey.set(key, [row]);
    }
  }
  const above = new Map<Known, Known>();
  const topOf = (row: Known): Known => {
    let top = row;
    for (let next = above.get(top); next !== undefined && next !== top; next = above.get(top)) top = next;
    above.set(row, top);
    return top;
  };
  const isIn = new Set<Known>();
  for (const alike of byKey.values()) {
    const others = alike.filter(({ side }) => side === 'b');
    for (const one of alike.filter(({ side }) => side === 'a')) {
      for (const other of others) {
        if (!isLinked(one, other)) continue;
        above.set(topOf(other), topOf(one));
        isIn.add(one).add(other);
      }
    }
  }
  return [...Map.groupBy(isIn, topOf).values()];
}

/** Reasons repeat: so many rows tell them all. */
const TOLD_BY = 50;

function matchOf(group: readonly Known[]): Match {
  const of = (side: Known['side']) => group.filter((one) => one.side === side).sort((x, y) => x.row.line - y.row.line);
  const [a, b] = [of('a'), of('b')];
  const [first, second] = [a[0] as Known, b[0] as Known];
  const isPair = a.length === 1 && b.length === 1;
  const reasons = new Set(a.slice(0, TOLD_BY).flatMap((one) => b.slice(0, TOLD_BY).flatMap((other) => reasonsOf(one, other))));
  const kind = isPair && agrees(first, second) ? 'same' : 'conflict';
  return {
    kind,
    a: a.map(({ row }) => row),
    b: b.map(({ row }) => row),
    reasons: [...(isPair ? [] : ['several' as const]), ...reasons],
  };
}
