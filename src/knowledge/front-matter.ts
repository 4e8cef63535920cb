// The YAML between two lines `---` at a file's head. People write it by hand and hostile people may, so it is read as nothing but
// texts, lists and maps: no tags, no aliases, no dates or numbers that YAML would make of them.
import { parseDocument as parseYaml } from 'yaml';
import { BotError, messageOf } from '../core/errors.ts';
import { cutText } from '../core/text.ts';
import { DAY, NONE } from './lexicon-documents.ts';

const MAX_LENGTH = 16_384;
const MAX_VALUE = 500;
const MAX_ENTRIES = 40;

/** What a map of the front matter says, read key by key. Every reader throws `BotError('document')` that names file, key, value and cure. */
export interface Fields {
  has(key: string): boolean;
  /** One line; null = not given, or said to be none. */
  text(key: string): string | null;
  /** `YYYY-MM-DD`, a real day; where `mayBeShort`, also `YYYY-MM` and `YYYY`. */
  day(key: string, options?: { mayBeShort: boolean }): string | null;
  /** A list, or a single text, which `split` may cut. */
  texts(key: string, split?: RegExp): string[];
  /** A list of maps, or of texts, each taken as `{ [soleKey]: text }`. */
  maps(key: string, allowed: readonly string[], soleKey: string): Fields[];
  fault(key: string, problem: string, cure: string): BotError;
}

/** The file's front matter, which has only keys of `allowed`, and the text below it. Line ends are `\n`, the byte order mark is gone. */
export function readFrontMatter(text: string, name: string, allowed: readonly string[]): { fields: Fields; body: string } {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const opening = /^\s*---[ \t]*\n/.exec(plain);
  const refuse = (problem: string, cure: string) => new BotError('document', `${name}: ${problem}; ${cure}.`);
  if (!opening)
    throw refuse('it has no front matter', 'begin it with a line ---, "title: …" and the like, and a second line ---');
  const head = plain.slice(opening[0].length, opening[0].length + MAX_LENGTH);
  const closing = /^---[ \t]*$/m.exec(head);
  if (!closing)
    throw refuse(`its front matter has no end within ${MAX_LENGTH} characters`, 'put a line --- between it and the text');
  const body = plain.slice(opening[0].length + closing.index + closing[0].length);
  return { fields: fieldsOf(readYaml(head.slice(0, closing.index), refuse), name, allowed, ''), body };
}

function readYaml(yaml: string, refuse: (problem: string, cure: string) => BotError): Map<unknown, unknown> {
  let value: unknown;
  try {
    const document = parseYaml(yaml, { schema: 'failsafe', version: '1.2', strict: true, prettyErrors: false });
    const [error] = [...document.errors, ...document.warnings];
    if (error) throw error;
    value = document.toJS({ maxAliasCount: 0, mapAsMap: true });
  } catch (error) {
    // Nesting of thousands ends the stack, which is the parser's way of saying no.
    const why = cutText(messageOf(error).replace(/\s+/g, ' '), 160);
    throw refuse(
      `its front matter is not plain YAML (${why})`,
      'write "key: value" lines and quote values that hold ": " or "#"',
    );
  }
  if (value instanceof Map) return value;
  throw refuse('its front matter is not a list of "key: value" lines', 'write one key a line');
}

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? `"${cutText(value, 60)}"`
    : value instanceof Map
      ? 'a map'
      : Array.isArray(value)
        ? 'a list'
        : 'odd';

function fieldsOf(map: Map<unknown, unknown>, name: string, allowed: readonly string[], within: string): Fields {
  const fault = (key: string, problem: string, cure: string) =>
    new BotError('document', `${name}: "${within}${key}" ${problem}; ${cure}.`);
  for (const key of map.keys()) {
    if (typeof key !== 'string' || !allowed.includes(key))
      throw fault(typeof key === 'string' ? cutText(key, 40) : 'a key', 'is not known', `keys are ${allowed.join(', ')}`);
  }

  function line(key: string, value: unknown): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string') throw fault(key, `is ${shown(value)}`, 'write one line of text');
    const text = value
      .toWellFormed()
      .replace(/[\p{Cf}]/gu, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    if (text.length > MAX_VALUE) throw fault(key, `has ${text.length} characters`, `use at most ${MAX_VALUE}`);
    return NONE.test(text) ? null : text;
  }

  function entries(key: string): unknown[] {
    const value = map.get(key);
    if (value instanceof Map) throw fault(key, 'is a map', 'write a text, or a list with one "- …" a line');
    const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
    if (list.length > MAX_ENTRIES) throw fault(key, `has ${list.length} entries`, `use at most ${MAX_ENTRIES}`);
    return list;
  }

  const text = (key: string) => line(key, map.get(key));
  return {
    has: (key) => map.has(key),
    text,
    day(key, { mayBeShort } = { mayBeShort: false }) {
      const value = text(key);
      if (value === null) return null;
      const day = realDay(value);
      if (day !== null && (mayBeShort || day.length === 10)) return day;
      throw fault(
        key,
        `is ${shown(value)}`,
        `write a real day as YYYY-MM-DD${mayBeShort ? ', or a month or year' : ''}, or null`,
      );
    },
    texts: (key, split) =>
      entries(key)
        .flatMap((entry) => line(key, entry) ?? [])
        .flatMap((entry) => (split ? entry.split(split) : [entry]))
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    maps: (key, keys, soleKey) =>
      entries(key).flatMap((entry) => {
        if (entry instanceof Map) return [fieldsOf(entry, name, keys, `${within}${key}.`)];
        const sole = line(key, entry);
        return sole === null ? [] : [fieldsOf(new Map([[soleKey, sole]]), name, keys, `${within}${key}.`)];
      }),
    fault,
  };
}

/** `2026-03-01` of `2026年3月1日`, `2026-03` of `2026/3`; null = no such day. */
function realDay(text: string): string | null {
  const match = DAY.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return null;
  const [, year = '', month, day] = match;
  if (Number(year) < 1900 || Number(year) > 2200) return null;
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  if (at.getUTCMonth() + 1 !== Number(month ?? 1) || at.getUTCDate() !== Number(day ?? 1)) return null;
  return at.toISOString().slice(0, day !== undefined ? 10 : month !== undefined ? 7 : 4);
}
