// From bytes somebody may have edited to a branch, or to what is wrong with them. Nothing wrong ever becomes the defaults.
import type { z } from 'zod';
import { type Branch, branchSchema } from '../../core/branch.ts';
import { formatPath, lineAndColumn, mapJson, type Wanted } from './json-map.ts';

export type Fault =
  | { kind: 'empty' }
  | { kind: 'encoding' }
  | { kind: 'json'; line: number; column: number; wanted: Wanted; found: string }
  /** `line` is null where there is no text, only a value. */
  | { kind: 'shape'; line: number | null; path: string; reason: string }
  | { kind: 'twice'; line: number | null; path: string; first: string };

export type BranchReading = { kind: 'good'; branch: Branch } | { kind: 'broken'; faults: Fault[] };

type Reasons = NonNullable<z.core.ParseContext<z.core.$ZodIssue>['error']>;
type LineOf = (path: string) => number | null;

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
 * Reads the text of `branch.json`: UTF-8, with or without a byte order mark.
 * @param reasons words for what the schema refuses; English if left out
 */
export function readBranchBytes(bytes: Uint8Array, reasons?: Reasons): BranchReading {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'broken', faults: [{ kind: 'encoding' }] };
  }
  if (text.trim() === '') return { kind: 'broken', faults: [{ kind: 'empty' }] };
  const map = mapJson(text);
  if (map.kind === 'broken') {
    const { wanted, found } = map;
    return { kind: 'broken', faults: [{ kind: 'json', ...lineAndColumn(text, map.offset), wanted, found }] };
  }
  return readBranchValue(JSON.parse(text), reasons, (path) => {
    const offset = map.offsets.get(path);
    return offset === undefined ? null : lineAndColumn(text, offset).line;
  });
}

/** The same for a value that is parsed already. */
export function readBranchValue(value: unknown, reasons?: Reasons, lineOf: LineOf = () => null): BranchReading {
  const parsed = branchSchema.safeParse(value, reasons && { error: reasons });
  const faults = parsed.success ? doubles(parsed.data, lineOf) : parsed.error.issues.flatMap((issue) => shapes(issue, lineOf));
  return parsed.success && faults.length === 0 ? { kind: 'good', branch: parsed.data } : { kind: 'broken', faults };
}

function shapes(issue: z.core.$ZodIssue, lineOf: LineOf): Fault[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => {
    // What is missing stands on no line; what it is missing from does.
    const around = path.map((_, index) => formatPath(path.slice(0, path.length - index)));
    const line = around.map(lineOf).find((found) => found !== null) ?? null;
    return { kind: 'shape', line, path: formatPath(path), reason: issue.message };
  });
}

/** One id for two people or groups, or one account for two people, would mix up their records. */
function doubles(branch: Branch, lineOf: LineOf): Fault[] {
  const first = new Map<string, string>();
  const check = (what: string, id: string | undefined, path: string): Fault[] => {
    const key = `${what} ${id}`;
    const earlier = first.get(key);
    if (id === undefined) return [];
    if (earlier === undefined) first.set(key, path);
    return earlier === undefined ? [] : [{ kind: 'twice', line: lineOf(path), path, first: earlier }];
  };
  return [
    ...branch.groups.flatMap((group, index) => check(`group ${group.channel}`, group.id, `groups[${index}].id`)),
    ...branch.people.flatMap((person, index) => [
      ...check('person', person.id, `people[${index}].id`),
      // WeCom ignores the case of user ids.
      ...check('wecom', person.wecom?.toLowerCase(), `people[${index}].wecom`),
      ...check('dingtalk', person.dingtalk, `people[${index}].dingtalk`),
      ...check('simulator', person.simulator, `people[${index}].simulator`),
    ]),
  ];
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
