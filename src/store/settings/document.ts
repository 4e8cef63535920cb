// From bytes somebody may have edited to a document of settings, or to what is wrong with them. Nothing wrong ever becomes the defaults.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from 'zod';
import { atOnce, formatPath, lineAndColumn, mapSteps, type Steps, type Wanted } from './json-map.ts';

export type Fault =
  | { kind: 'empty' }
  | { kind: 'encoding' }
  | { kind: 'json'; line: number; column: number; wanted: Wanted; found: string }
  /** `line` is null where there is no text, only a value. */
  | { kind: 'shape'; line: number | null; path: string; reason: string }
  | { kind: 'twice'; line: number | null; path: string; first: string };

export type Reading<T> = { kind: 'good'; value: T } | { kind: 'broken'; faults: Fault[] };

export type Reasons = NonNullable<z.core.ParseContext<z.core.$ZodIssue>['error']>;
export type LineOf = (path: string) => number | null;

/** One document of settings: a file people may open in an editor, or a row of the store. */
export interface SettingsDocument<T> {
  /** `branch` is `branch.json`, and the row `branch`. */
  name: string;
  schema: z.ZodType<T>;
  defaults(): T;
  /** What its schema cannot say. */
  faultsOf(value: T, lineOf: LineOf): Fault[];
  /**
   * True: nothing works without it. Its defaults are written at the first start, and a broken one stops the start. False: it begins
   * as its defaults, unwritten, and instead of a broken one its last good copy is in force.
   */
  isEssential: boolean;
  /**
   * Of a list that may be thousands of rows long: what a row looks like. Such a list is read in portions, is never compared row by
   * row, and in a store has a mark beside it that says whether it must be read again.
   */
  row?: { schema: z.ZodType; most: number };
}

const WANTED: Record<Wanted, string> = {
  value: 'a value',
  key: 'a name in "quotation marks"',
  colon: 'a colon (:)',
  comma: 'a comma (,) or the closing bracket',
  text: 'a closing quotation mark (") on the same line',
  end: 'the end of the file',
  once: 'a name that is not used yet in these brackets',
  flat: 'fewer levels of brackets',
  noComma: 'no comma, since the closing bracket follows',
};

/**
 * Reads the text of a document: UTF-8, with or without a byte order mark.
 * @param reasons words for what the schema refuses; English if left out
 */
export const readBytes = <T>(document: SettingsDocument<T>, bytes: Uint8Array, reasons?: Reasons): Reading<T> =>
  atOnce(bytesSteps(document, bytes, reasons));

/** The same, while others have their turn. */
export const readBytesInTurns = <T>(document: SettingsDocument<T>, bytes: Uint8Array): Promise<Reading<T>> =>
  inTurns(bytesSteps(document, bytes));

/** `readValue`, while others have their turn. */
export const readValueInTurns = <T>(document: SettingsDocument<T>, value: unknown): Promise<Reading<T>> =>
  inTurns(valueSteps(document, value, undefined, null));

async function inTurns<R>(steps: Steps<R>): Promise<R> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}

/** The same for a value that is parsed already. */
export const readValue = <T>(document: SettingsDocument<T>, value: unknown, reasons?: Reasons): Reading<T> =>
  atOnce(valueSteps(document, value, reasons, null));

function* bytesSteps<T>(document: SettingsDocument<T>, bytes: Uint8Array, reasons?: Reasons): Steps<Reading<T>> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'broken', faults: [{ kind: 'encoding' }] };
  }
  if (text.trim() === '') return { kind: 'broken', faults: [{ kind: 'empty' }] };
  const map = yield* mapSteps(text, false);
  if (map.kind === 'broken') {
    const { wanted, found } = map;
    return { kind: 'broken', faults: [{ kind: 'json', ...lineAndColumn(text, map.offset), wanted, found }] };
  }
  return yield* valueSteps(document, JSON.parse(text), reasons, text);
}

const ROWS_A_STEP = 200;

/** @param text it was parsed from; null = none, and no fault has a line */
function* valueSteps<T>(
  document: SettingsDocument<T>,
  value: unknown,
  reasons: Reasons | undefined,
  text: string | null,
): Steps<Reading<T>> {
  yield;
  const parsed = yield* parseSteps(document, value, reasons);
  const nowhere = () => null;
  if (parsed.kind === 'good' && document.faultsOf(parsed.value, nowhere).length === 0) return parsed;
  const lineOf = text === null ? nowhere : yield* linesOf(text);
  const faults =
    parsed.kind === 'good'
      ? document.faultsOf(parsed.value, lineOf)
      : parsed.issues.flatMap(({ issue, path }) => shapes(issue, [...path, ...issue.path], lineOf));
  return { kind: 'broken', faults };
}

type Issues = { kind: 'issues'; issues: { issue: z.core.$ZodIssue; path: PropertyKey[] }[] };

function* parseSteps<T>(
  { schema, row }: SettingsDocument<T>,
  value: unknown,
  reasons: Reasons | undefined,
): Steps<{ kind: 'good'; value: T } | Issues> {
  const options = reasons && { error: reasons };
  if (!row || !Array.isArray(value) || value.length > row.most) {
    const parsed = schema.safeParse(value, options);
    if (parsed.success) return { kind: 'good', value: parsed.data };
    return { kind: 'issues', issues: parsed.error.issues.map((issue) => ({ issue, path: [] })) };
  }
  const rows: unknown[] = [];
  const issues: Issues['issues'] = [];
  for (const [index, each] of value.entries()) {
    if (index % ROWS_A_STEP === 0) yield;
    const parsed = row.schema.safeParse(each, options);
    if (parsed.success) rows.push(parsed.data);
    else issues.push(...parsed.error.issues.map((issue) => ({ issue, path: [index] })));
  }
  return issues.length > 0 ? { kind: 'issues', issues } : { kind: 'good', value: rows as T };
}

/** Only where something is wrong: to know where each value stands takes longer than to read it. */
function* linesOf(text: string): Steps<LineOf> {
  const map = yield* mapSteps(text, true);
  const offsets = map.kind === 'whole' ? map.offsets : new Map<string, number>();
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (path) => {
    const offset = offsets.get(path);
    if (offset === undefined) return null;
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function shapes(issue: z.core.$ZodIssue, place: PropertyKey[], lineOf: LineOf): Fault[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...place, key]) : [place];
  return paths.map((path) => {
    // What is missing stands on no line; what it is missing from does.
    const around = path.map((_, index) => formatPath(path.slice(0, path.length - index)));
    const line = around.map(lineOf).find((found) => found !== null) ?? null;
    return { kind: 'shape', line, path: formatPath(path), reason: issue.message };
  });
}

/** Answers for each name, in turn, the fault that it was given before; names are kept apart by what they are of. */
export function onceEach(lineOf: LineOf): (what: string, name: string | undefined, path: string) => Fault[] {
  const first = new Map<string, string>();
  return (what, name, path) => {
    const key = `${what} ${name}`;
    const earlier = first.get(key);
    if (name === undefined) return [];
    if (earlier === undefined) first.set(key, path);
    return earlier === undefined ? [] : [{ kind: 'twice', line: lineOf(path), path, first: earlier }];
  };
}

/** What is wrong, in English, without anything somebody wrote. */
export function describeFaults(faults: readonly Fault[]): string {
  const shown = faults.slice(0, 5).map(describeFault);
  return [...shown, ...(faults.length > shown.length ? [`and ${faults.length - shown.length} more`] : [])].join('; ');
}

/** Punctuation typed with a Chinese keyboard looks right and is not; other characters may be somebody's words. */
function instead(found: string): string {
  if (found === '') return ', but the file ends there';
  return /[\uFF0C\uFF1A\u201C\u201D\u3001]/.test(found) ? `, not the Chinese ${found}` : '';
}

function describeFault(fault: Fault): string {
  const where = 'line' in fault && fault.line !== null ? `line ${fault.line}` : '';
  switch (fault.kind) {
    case 'empty':
      return 'it is empty';
    case 'encoding':
      return 'it is not UTF-8 text; save it as UTF-8';
    case 'json':
      return `${where}, column ${fault.column}: expected ${WANTED[fault.wanted]}${instead(fault.found)}`;
    case 'shape':
      return [where, fault.path || 'the whole', fault.reason].filter(Boolean).join(': ');
    case 'twice':
      return [where, fault.path, `the same as ${fault.first}`].filter(Boolean).join(': ');
  }
}
