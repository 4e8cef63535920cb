// JSON.parse names no line and quotes what it read; this says where a text breaks, and where each of its values stands.

/** What should have come. */
export type Wanted =
  | 'value'
  | 'key'
  | 'colon'
  | 'comma'
  /** No comma: a closing bracket follows it. */
  | 'noComma'
  /** The end of a text. */
  | 'text'
  /** The end of the file. */
  | 'end'
  /** A key that is not used yet in this object. */
  | 'once'
  /** Fewer levels. */
  | 'flat';

/** `offsets`: from a path as `formatPath` writes it to its key, or to the value in a list. `found`: one character, empty at the end. */
export type JsonMap =
  | { kind: 'whole'; offsets: Map<string, number> }
  | { kind: 'broken'; offset: number; wanted: Wanted; found: string };

const MAX_DEPTH = 32;
const BLANK = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const ATOM = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Broken extends Error {
  readonly offset: number;
  readonly wanted: Wanted;

  constructor(offset: number, wanted: Wanted) {
    super();
    this.offset = offset;
    this.wanted = wanted;
  }
}

/** `groups[0].title` */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');
}

/** Line and column of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

export function mapJson(text: string): JsonMap {
  const offsets = new Map<string, number>();
  let at = 0;

  function take(pattern: RegExp): string | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    at += found?.length ?? 0;
    return found;
  }

  function next(): string {
    take(BLANK);
    return text[at] ?? '';
  }

  function expect(mark: string, wanted: Wanted): void {
    if (next() !== mark) throw new Broken(at, wanted);
    at += 1;
  }

  function value(path: PropertyKey[]): void {
    if (path.length > MAX_DEPTH) throw new Broken(at, 'flat');
    const first = next();
    if (first === '{') members(path);
    else if (first === '[') elements(path);
    else if (first === '"') {
      if (take(TEXT) === null) throw new Broken(at, 'text');
    } else if (take(ATOM) === null) throw new Broken(at, 'value');
  }

  function members(path: PropertyKey[]): void {
    const keys = new Set<string>(['__proto__']);
    at += 1;
    if (next() === '}') {
      at += 1;
      return;
    }
    do {
      if (next() !== '"') throw new Broken(at, 'key');
      const offset = at;
      const quoted = take(TEXT);
      if (quoted === null) throw new Broken(offset, 'text');
      const key = JSON.parse(quoted) as string;
      // JSON.parse would silently keep the last of two.
      if (keys.has(key)) throw new Broken(offset, 'once');
      keys.add(key);
      offsets.set(formatPath([...path, key]), offset);
      expect(':', 'colon');
      value([...path, key]);
    } while (goesOn('}'));
  }

  function elements(path: PropertyKey[]): void {
    at += 1;
    if (next() === ']') {
      at += 1;
      return;
    }
    let index = 0;
    do {
      next();
      offsets.set(formatPath([...path, index]), at);
      value([...path, index]);
      index += 1;
    } while (goesOn(']'));
  }

  function goesOn(close: string): boolean {
    const mark = next();
    if (mark !== ',' && mark !== close) throw new Broken(at, 'comma');
    const offset = at;
    at += 1;
    if (mark === ',' && next() === close) throw new Broken(offset, 'noComma');
    return mark === ',';
  }

  try {
    value([]);
    if (next() !== '') throw new Broken(at, 'end');
    return { kind: 'whole', offsets };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const found = text.codePointAt(error.offset);
    return {
      kind: 'broken',
      offset: error.offset,
      wanted: error.wanted,
      found: found === undefined ? '' : String.fromCodePoint(found),
    };
  }
}
