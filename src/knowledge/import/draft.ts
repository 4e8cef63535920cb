// A file on its way to becoming a document: what it says of itself, what the person who gives it says, and the text to be kept.
import { parseDocument as parseYaml } from 'yaml';
import { BotError, messageOf } from '../../core/errors.ts';
import { documentKeys, type ParsedDocument, parseDocument } from '../document.ts';
import { readFrontMatter } from '../front-matter.ts';
import { placeIn } from '../regions.ts';
import { linesOf } from './blocks.ts';
import { dayOf } from './days.ts';
import { findFacts } from './facts.ts';
import type { DayField, FaultKind } from './faults.ts';
import { findOrders } from './orders.ts';
import { baseOf, type Contents } from './source.ts';
import { structured } from './structure.ts';
import { markdownOf, withFrontMatter } from './to-markdown.ts';

/** What the person who gives the file says of it; what is not said here is taken from the file. Null = it has none. */
export interface Stated {
  title?: string;
  number?: string | null;
  issuer?: string;
  issued?: string;
  inForce?: string;
  expires?: string;
  region?: string;
  /** Id of the document it takes the place of. */
  replaces?: string;
}

const statedKeys = ['title', 'issuer', 'number', 'issued', 'inForce', 'expires', 'region', 'replaces'] as const;

interface Written {
  yaml: string;
  fields: Partial<Draft['fields']>;
}

export interface Draft {
  /** The file it comes from, as the person who gave it calls it. */
  name: string;
  /** `undefined` = nobody has said it yet. */
  fields: { [key in (typeof statedKeys)[number]]: string | null | undefined };
  /** The text below the front matter. */
  body: string;
  /** Front matter that was there already: what is not said anew stays as it was written. */
  frontMatter: Written | null;
}

/** @returns a fault where the text, or what is said of it, cannot stand */
export function draftOf(name: string, { blocks, markdown }: Contents, stated: Stated): Draft | FaultKind {
  const ordered = ordersIn(markdown ?? blocks.flatMap(linesOf).join('\n'));
  if (ordered) return ordered;
  const written = markdown === null || !/^\s*---[ \t]*\n/.test(markdown) ? null : writtenFields(markdown, name);
  if (written && 'kind' in written) return written;
  const found = findFacts(blocks);
  const title = stated.title ?? written?.fields.title ?? found.title ?? baseOf(name).replace(/\.[^.]*$/, '');
  const said = days(stated);
  if ('kind' in said) return said;
  const kept = blocks.filter((block) => !('text' in block && found.spent.has(block.text)));
  return {
    name,
    fields: {
      title,
      issuer: found.issuer,
      number: found.number ?? undefined,
      issued: found.issued,
      inForce: found.inForce,
      expires: found.expires,
      region: regionOf(title, found.issuer),
      replaces: undefined,
      ...written?.fields,
      ...said,
    },
    body: written?.body ?? markdown ?? markdownOf(structured(kept)),
    frontMatter: written,
  };
}

function ordersIn(text: string): FaultKind | null {
  const orders = findOrders(text);
  return orders.length > 0 ? { kind: 'orders', sentence: orders[0]!, count: orders.length } : null;
}

/** The days somebody typed, as they are kept. */
function days(stated: Stated): Stated | FaultKind {
  const said: Stated = { ...stated };
  for (const field of ['issued', 'inForce', 'expires'] satisfies DayField[]) {
    const value = said[field];
    if (value === undefined) continue;
    const day = dayOf(value);
    if (day === null) return { kind: 'wrong_day', field, value };
    said[field] = day;
  }
  return said;
}

function writtenFields(text: string, name: string): (Written & { body: string }) | FaultKind {
  try {
    const { fields, body } = readFrontMatter(text, name, documentKeys);
    const said = statedKeys.filter((key) => fields.has(key)).map((key) => [key, fields.texts(key).join(' ') || null]);
    const yaml = text.slice(0, text.length - body.length).replace(/^\s*---[ \t]*\n|---[ \t]*$/g, '');
    return { fields: Object.fromEntries(said) as Partial<Draft['fields']>, body, yaml };
  } catch (error) {
    return { kind: 'unfit', reason: messageOf(error) };
  }
}

/** A place that title or issuer begin with; what is named further on may be anything. */
function regionOf(title: string, issuer: string | null): string | undefined {
  for (const words of [issuer ?? '', title.replace(/^《/, '')]) {
    const place = placeIn(words.slice(0, 12));
    if (place !== null && words.startsWith(place)) return place;
  }
  return undefined;
}

export const lacksNumber = ({ fields }: Draft): boolean => fields.number === undefined;
export const lacksDay = ({ fields }: Draft): boolean => !fields.issued && !fields.inForce;

/** The file to be kept. */
export function textOf({ name, fields, body, frontMatter }: Draft): string {
  if (frontMatter === null) return withFrontMatter({ ...fields, source: [baseOf(name)] }, body);
  const yaml = parseYaml(frontMatter.yaml, { schema: 'failsafe' });
  const isNew = (key: (typeof statedKeys)[number]) => fields[key] !== undefined && fields[key] !== frontMatter.fields[key];
  for (const key of statedKeys.filter(isNew)) yaml.set(key, fields[key] ?? 'null');
  return `---\n${yaml.toString({ lineWidth: 0 })}---\n\n${body.trim()}\n`;
}

/** As it will be read once it is kept under this name. */
export function parsedOf(draft: Draft, file: string): ParsedDocument | FaultKind {
  const { expires } = draft.fields;
  const first = draft.fields.inForce ?? draft.fields.issued;
  if (expires && first && expires < first) return { kind: 'expires_first', expires, first };
  const text = textOf(draft);
  // What was typed beside the file may hold orders, too.
  const ordered = ordersIn(text);
  if (ordered) return ordered;
  try {
    return parseDocument(text, file, 'local');
  } catch (error) {
    if (error instanceof BotError) return { kind: 'unfit', reason: error.message };
    throw error;
  }
}
