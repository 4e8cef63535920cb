// A Markdown file with front matter as a document and its passages. Pure: `folder.ts` reads the files.
import { createHash } from 'node:crypto';
import { BotError } from '../core/errors.ts';
import { type Basis, EMERGENCY_FACTS, type Grade, type KnownDocument, type Passage } from '../core/knowledge.ts';
import { firstDay } from './days.ts';
import { type Fields, readFrontMatter } from './front-matter.ts';
import { AND_OTHERS, EVERYWHERE, GRADE_WORDS, WITHDRAWN_WORDS } from './lexicon-documents.ts';
import { type Cut, cutPassages } from './passages.ts';

export const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
/** Beyond it somebody has marked every line as a heading. */
const MAX_PASSAGES = 5_000;

export const documentKeys = [
  'id',
  'title',
  'article',
  'issuer',
  'number',
  'issued',
  'inForce',
  'expires',
  'region',
  'topics',
  'status',
  'office',
  'checked',
  'also',
  'source',
  'open',
  'replaces',
] as const;
const basisKeys = ['title', 'article', 'number', 'issued', 'inForce'] as const;

export interface ParsedDocument {
  /** The file it stands in; what the secretary is told when something is wrong with it. */
  name: string;
  document: KnownDocument;
  passages: Passage[];
  /** Id of the document that it takes the place of; null = of none. */
  replaces: string | null;
  /** It never answers. */
  isWithdrawn: boolean;
}

/**
 * Reads one file. Throws `BotError('document')` with a sentence that names file, key, value seen and cure: a missing title,
 * no day, a day that is none, an unknown key, YAML that is more than plain, no text, more than 2 MB.
 */
export function parseDocument(text: string, name: string, origin: 'starter' | 'local'): ParsedDocument {
  const size = Buffer.byteLength(text);
  if (size > MAX_DOCUMENT_BYTES)
    throw new BotError(
      'document',
      `${name}: it has ${size} bytes; at most ${MAX_DOCUMENT_BYTES} are read, cut it into several files.`,
    );
  const { fields, body } = readFrontMatter(text, name, documentKeys);
  const { grade, isWithdrawn } = readStatus(fields, origin);
  const document: KnownDocument = {
    ...readBasis(fields),
    id: readId(fields, name),
    issuer: fields.text('issuer'),
    expires: fields.day('expires'),
    regions: readRegions(fields),
    topics: fields.texts('topics', /[、，,;；]/),
    grade,
    office: fields.text('office'),
    checkedAt: fields.day('checked'),
    also: fields.maps('also', basisKeys, 'title').map(readBasis),
    sources: fields.texts('source'),
    origin,
    replacedOn: null,
  };
  checkDays(fields, document);
  refuseEmergencyId(fields, document);
  const cuts = cutPassages(body, document.title, { hasCautions: origin === 'starter' });
  if (cuts.length === 0 && !isWithdrawn)
    throw new BotError('document', `${name}: it has no text below its front matter; write what the document says.`);
  if (cuts.length > MAX_PASSAGES)
    throw new BotError(
      'document',
      `${name}: it has ${cuts.length} sections; at most ${MAX_PASSAGES} are read, cut it into several files.`,
    );
  return {
    name,
    document,
    passages: passagesOf(cuts, document),
    replaces: readReplaces(fields, document.id),
    isWithdrawn,
  };
}

function readBasis(fields: Fields): Basis {
  const title = fields.text('title');
  if (title === null) throw fields.fault('title', 'is missing', 'write "title: " and the document\'s name');
  return {
    title,
    article: fields.text('article'),
    number: fields.text('number'),
    issued: fields.day('issued', { mayBeShort: true }),
    inForce: fields.day('inForce'),
  };
}

function readId(fields: Fields, name: string): string {
  const said = fields.text('id');
  if (said !== null && !/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,79}$/u.test(said))
    throw fields.fault('id', `is "${said.slice(0, 60)}"`, 'use up to 80 letters, digits, - and _');
  const id =
    said ??
    name
      .normalize('NFC')
      .replace(/^.*[/\\]|\.md$/gi, '')
      .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
      .replace(/^[-_.]+|[-_.]+$/g, '')
      .slice(0, 80);
  if (id === '') throw fields.fault('id', 'is missing, and the name of the file gives none', 'write "id: " and a short name');
  return id;
}

const statusKey = (word: string) => word.toUpperCase().replace(/[\s·•・.]/g, '');

function readStatus(fields: Fields, origin: 'starter' | 'local'): { grade: Grade; isWithdrawn: boolean } {
  const said = fields.text('status');
  if (said === null) {
    if (origin === 'local') return { grade: 'own', isWithdrawn: false };
    throw fields.fault('status', 'is missing', 'say how far the text was checked');
  }
  const is = (word: string) => statusKey(word) === statusKey(said);
  if (WITHDRAWN_WORDS.some(is)) return { grade: 'own', isWithdrawn: true };
  for (const [grade, words] of Object.entries(GRADE_WORDS) as [Grade, readonly string[]][])
    if (words.some(is)) return { grade, isWithdrawn: false };
  // What people write beside their own documents (in force, current, for trial) is no grade, and no reason to leave one out.
  if (origin === 'local') return { grade: 'own', isWithdrawn: false };
  const known = [...Object.values(GRADE_WORDS).map(([word]) => word), ...WITHDRAWN_WORDS.slice(0, 3)];
  throw fields.fault('status', `is "${said.slice(0, 60)}"`, `write one of ${known.join(', ')}`);
}

/** Places named one after the other; none where it holds everywhere, or is another place's practice, told to everybody as such. */
function readRegions(fields: Fields): string[] {
  const said = fields.texts('region');
  if (said.some((words) => EVERYWHERE.test(words))) return [];
  const regions = said
    .flatMap((words) => words.replace(/[（(][^（()）]*[)）]/g, '').split(/[、，,;；\s]+/))
    .map((word) => word.replace(AND_OTHERS, ''))
    .filter((word) => word !== '');
  return regions.some((word) => EVERYWHERE.test(word)) ? [] : [...new Set(regions)];
}

function readReplaces(fields: Fields, id: string): string | null {
  const replaces = fields.text('replaces');
  if (replaces?.toLowerCase() === id.toLowerCase())
    throw fields.fault('replaces', `is its own id "${id}"`, 'name the older document, or give this one an id of its own');
  return replaces;
}

const emergencyIds: readonly string[] = Object.values(EMERGENCY_FACTS);

/** True for a fact no document of a branch may take the place of, on purpose or by its file's name. */
export const isEmergencyId = (id: string | null): boolean => id !== null && emergencyIds.includes(id.toUpperCase());

function refuseEmergencyId(fields: Fields, { id, origin }: KnownDocument): void {
  if (origin !== 'local') return;
  const cure = 'emergency numbers stay as they are: give the document another id, and no "replaces" of theirs';
  if (isEmergencyId(id)) throw fields.fault('id', `is "${id}", the emergency numbers'`, cure);
  if (isEmergencyId(fields.text('replaces'))) throw fields.fault('replaces', 'names the emergency numbers', cure);
}

function checkDays(fields: Fields, document: KnownDocument): void {
  const { expires, inForce, issued, origin } = document;
  // Starter facts say `null` where none was found; a branch has its own document in hand.
  if (origin === 'local' && inForce === null && issued === null)
    throw fields.fault('inForce', 'and "issued" are missing', 'write at least one of the two days as YYYY-MM-DD');
  const first = firstDay(document);
  if (expires !== null && first !== null && expires < first)
    throw fields.fault('expires', `is "${expires}", before its first day ${first}`, 'correct one of the two');
}

/**
 * A section is known by the anchor of its heading, else by its heading path: so its id stays when sections around it change.
 * A document of one passage gives it its own id.
 */
function passagesOf(cuts: readonly Cut[], document: KnownDocument): Passage[] {
  const used = new Set<string>();
  return cuts.map(({ heading, path, anchor, article, paragraphs, caution }) => {
    const own = anchor ?? createHash('sha256').update(path.join('\n')).digest('hex').slice(0, 8);
    let id = cuts.length === 1 ? document.id : `${document.id}#${own}`;
    for (let repeat = 2; used.has(id); repeat++) id = `${document.id}#${own}-${repeat}`;
    used.add(id);
    return { id, heading, paragraphs, caution, document: article === null ? document : { ...document, article } };
  });
}
