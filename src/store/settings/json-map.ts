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

/**
 * `offsets`: from a path as `formatPath` writes it to its key, or to the value in a list; empty where they were not asked for.
 * `found`: one character, empty at the end.
 */
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

/** Work that pauses now and then: for ten thousand rows, between which others have their turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does it all at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const STEP_VALUES = 2_000;

export const mapJson = (text: string): JsonMap => atOnce(mapSteps(text, true));

/** @param hasOffsets false: only whether it is whole, in a fifth of the time */
export function* mapSteps(text: string, hasOffsets: boolean): Steps<JsonMap> {
  const offsets = new Map<string, number>();
  let at = 0;
  let values = 0;

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

  function* value(path: readonly PropertyKey[], depth: number): Steps<void> {
    if (depth > MAX_DEPTH) throw new Broken(at, 'flat');
    values += 1;
    if (values % STEP_VALUES === 0) yield;
    const first = next();
    if (first === '{') yield* members(path, depth);
    else if (first === '[') yield* elements(path, depth);
    else if (first === '"') {
      if (take(TEXT) === null) throw new Broken(at, 'text');
    } else if (take(ATOM) === null) throw new Broken(at, 'value');
  }

  function* members(path: readonly PropertyKey[], depth: number): Steps<void> {
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
      const key = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
      // JSON.parse would silently keep the last of two.
      if (keys.has(key)) throw new Broken(offset, 'once');
      keys.add(key);
      const inner = hasOffsets ? [...path, key] : path;
      if (hasOffsets) offsets.set(formatPath(inner), offset);
      expect(':', 'colon');
      yield* value(inner, depth + 1);
    } while (goesOn('}'));
  }

  function* elements(path: readonly PropertyKey[], depth: number): Steps<void> {
    at += 1;
    if (next() === ']') {
      at += 1;
      return;
    }
    let index = 0;
    do {
      next();
      const inner = hasOffsets ? [...path, index] : path;
      if (hasOffsets) offsets.set(formatPath(inner), at);
      yield* value(inner, depth + 1);
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
    yield* value([], 0);
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
