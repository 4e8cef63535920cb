// Names of a roster in a text: whole ones (longest first, also with blanks between the characters) and the ways people are
// called by them.
import { doubleSurnames, nickPrefixes, thingSurnames, thingsBehind, titles, wordsBefore } from '../words/masking.ts';

export interface Stretch {
  from: number;
  to: number;
}

export type NameFinder = (text: string) => Stretch[];

/** Most end a name: a city has hundreds of thousands, and a map for each of them would fill the memory. */
interface Node {
  next: Map<string, Node> | null;
  isEnd: boolean;
}

const emptyNode = (): Node => ({ next: null, isEnd: false });

const HAN_NAME = /^\p{Script=Han}{2,4}$/u;
const GAP = /^[ ·•.\-_*/]$/;
/** Between two characters of a name. */
const GAP_MAX = 2;
const TITLE = new RegExp(titles, 'y');

const finders = new WeakMap<readonly string[], NameFinder>();

/** The finder of one list of names; made once per list. Names that are added to the list later are found as well. */
export function nameFinder(names: readonly string[]): NameFinder {
  const known = finders.get(names);
  if (known) return known;
  const finder = createFinder(names);
  finders.set(names, finder);
  return finder;
}

function createFinder(names: readonly string[]): NameFinder {
  const whole = emptyNode();
  /** Followed by a title they are a person. */
  const called = emptyNode();
  let planted = 0;

  function plantOne(raw: string): void {
    // Display names carry the company or the round behind the name: `name (company)`.
    const name = raw
      .normalize('NFKC')
      .replace(/[([-].*$/su, '')
      .replace(/[\s·•]+/gu, '')
      .toLowerCase();
    if ([...name].length < 2) return;
    plant(whole, name);
    if (!HAN_NAME.test(name)) return;
    const surname = doubleSurnames.find((double) => name.startsWith(double)) ?? name.slice(0, 1);
    // Of a nickname the first sign is no family name: 小哥 is nobody's title.
    if (!nickPrefixes.includes(surname)) plant(called, surname);
    if (name.length - surname.length === 2) plant(called, name.slice(surname.length));
  }

  return (text) => {
    for (; planted < names.length; planted += 1) plantOne(names[planted] as string);
    const low = lowered(text);
    const found: Stretch[] = [];
    for (let at = 0; at < low.length; at += 1) {
      const to = Math.max(nameEnd(whole, low, at), calledEnd(called, low, at), nickEnd(called, low, at));
      if (to <= at) continue;
      found.push({ from: at, to });
      at = to - 1;
    }
    return found;
  };
}

/** Lower case of the same length: some letters would grow. */
const lowered = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function plant(root: Node, word: string): void {
  let node = root;
  for (const unit of word.split('')) {
    node.next ??= new Map();
    let next = node.next.get(unit);
    if (!next) {
      next = emptyNode();
      node.next.set(unit, next);
    }
    node = next;
  }
  node.isEnd = true;
}

/** Where the longest name that begins at `from` ends; -1 when none does. */
function nameEnd(root: Node, text: string, from: number): number {
  let node = root.next?.get(text[from] ?? '');
  let end = -1;
  for (let at = from + 1; node; ) {
    if (node.isEnd && isWhole(text, from, at)) end = at;
    const limit = at + GAP_MAX;
    while (at < limit && GAP.test(text[at] ?? '')) at += 1;
    node = node.next?.get(text[at] ?? '');
    at += 1;
  }
  return end;
}

/** `Tom` in `Tomorrow` is no name. */
function isWhole(text: string, from: number, to: number): boolean {
  return !/[a-z]/.test(text[from] ?? '') || !(/[a-z0-9]/.test(text[from - 1] ?? '') || /[a-z0-9]/.test(text[to] ?? ''));
}

function plainEnd(root: Node, text: string, from: number): number {
  let node = root.next?.get(text[from] ?? '');
  let end = -1;
  for (let at = from + 1; node; at += 1) {
    if (node.isEnd) end = at;
    node = node.next?.get(text[at] ?? '');
  }
  return end;
}

/** Family or given name with a title behind it. */
function calledEnd(root: Node, text: string, from: number): number {
  const end = plainEnd(root, text, from);
  if (end === -1) return -1;
  TITLE.lastIndex = end;
  const title = TITLE.exec(text);
  const isWord = end - from === 1 && (wordsBefore[text[from] ?? ''] ?? '').includes(text[from - 1] ?? '\n');
  return title && !isWord ? end + title[0].length : -1;
}

/** Old, young or dear somebody. */
function nickEnd(root: Node, text: string, from: number): number {
  const surname = text[from + 1] ?? '';
  if (!nickPrefixes.includes(text[from] ?? '\n') || thingSurnames.includes(surname || '\n')) return -1;
  const end = plainEnd(root, text, from + 1);
  if (end === -1) return -1;
  return end - from === 2 && (thingsBehind[surname] ?? '').includes(text[end] ?? '\n') ? -1 : end;
}
