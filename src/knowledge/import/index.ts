// Documents of the branch, taken in: looked at, asked about, agreed to, kept. For the command line and for whoever shows a page.
import { readdir } from 'node:fs/promises';
import { firstDay } from '../days.ts';
import type { ParsedDocument } from '../document.ts';
import type { ConversionLimits } from './convert.ts';
import { dayOf } from './days.ts';
import { type Draft, draftOf, lacksDay, lacksNumber, parsedOf, type Stated, textOf } from './draft.ts';
import type { Fault, FaultKind } from './faults.ts';
import { fileNameFor, keepFiles } from './keep.ts';
import { faultOnShelf, idsOn, openShelf, type Shelf, withDraft } from './shelf.ts';
import { contentsOf, type Source } from './source.ts';

export type { Stated } from './draft.ts';
export type { Fault } from './faults.ts';
export { readSource, type Source } from './source.ts';

/** A document as it will be kept. */
export interface Preview {
  /** The file it comes from. */
  name: string;
  /** The file it will be. */
  file: string;
  parsed: ParsedDocument;
}

/** Something that neither file nor person has said. */
export interface Lack {
  name: string;
  title: string;
  what: 'number' | 'day';
  /** It was answered, but no such day exists. */
  isRepeated: boolean;
}

export interface ImportOptions {
  /** Where the branch's documents are kept. */
  folder: string;
  starterFolder: string;
  /** Said of each of the files. */
  stated?: Stated;
  /** What the person answers to a question; an empty answer: there is none. Without it nobody can be asked. */
  ask?: (lack: Lack) => Promise<string>;
  /** Whether to keep them, once they were seen. */
  agree: (previews: readonly Preview[]) => Promise<boolean>;
  limits?: ConversionLimits;
}

export type ImportOutcome =
  | { kind: 'imported'; previews: Preview[] }
  /** They were seen and not wanted. */
  | { kind: 'declined'; previews: Preview[] }
  /** Nothing was kept. */
  | { kind: 'refused'; faults: Fault[] };

const isFault = (value: object): value is FaultKind => 'kind' in value;

/**
 * Takes files in: all of them or none. They are opened one after the other, each in a process that can be lost.
 * @throws BotError document when a folder of documents cannot be read; the file system's error when they cannot be written
 */
export async function importDocuments(sources: readonly Source[], options: ImportOptions): Promise<ImportOutcome> {
  const { folder, starterFolder, stated = {}, ask, agree, limits } = options;
  const faults: Fault[] = [];
  const drafts: Draft[] = [];
  for (const source of sources) {
    const contents = await contentsOf(source, limits);
    const draft = isFault(contents) ? contents : draftOf(source.name, contents, stated);
    if (isFault(draft)) faults.push({ name: source.name, ...draft });
    else drafts.push(draft);
  }
  // Nobody is asked about files that are not taken in anyway.
  if (drafts.length === 0 || (faults.length > 0 && ask)) return { kind: 'refused', faults };
  for (const draft of drafts) faults.push(...(await complete(draft, ask)).map((fault) => ({ name: draft.name, ...fault })));
  const previews: Preview[] = [];
  let shelf = await openShelf(starterFolder, folder);
  const taken = new Set([...idsOn(shelf), ...(await stemsIn(folder))]);
  for (const draft of drafts) {
    if (lacksNumber(draft) || lacksDay(draft)) continue;
    const placed = place(draft, shelf, taken);
    if (isFault(placed)) {
      faults.push({ name: draft.name, ...placed });
      continue;
    }
    previews.push(placed);
    taken.add(placed.file.slice(0, -'.md'.length));
    shelf = withDraft(shelf, { ...placed.parsed, name: draft.name });
  }
  if (faults.length > 0) return { kind: 'refused', faults };
  if (!(await agree(previews))) return { kind: 'declined', previews };
  await keepFiles(
    folder,
    previews.map(({ file }, index) => ({ name: file, text: textOf(drafts[index]!) })),
  );
  return { kind: 'imported', previews };
}

/** Asks for what is missing and puts it in; what stays missing is a fault. */
async function complete(draft: Draft, ask: ImportOptions['ask']): Promise<FaultKind[]> {
  const about = { name: draft.name, title: draft.fields.title ?? '' };
  if (lacksNumber(draft) && ask)
    draft.fields.number = (await ask({ ...about, what: 'number', isRepeated: false })).trim() || null;
  for (let isRepeated = false; lacksDay(draft) && ask; isRepeated = true) {
    const answer = (await ask({ ...about, what: 'day', isRepeated })).trim();
    if (answer === '') break;
    draft.fields.inForce = dayOf(answer);
  }
  return [
    ...(lacksNumber(draft) ? [{ kind: 'no_number' } as const] : []),
    ...(lacksDay(draft) ? [{ kind: 'no_day' } as const] : []),
  ];
}

function place(draft: Draft, shelf: Shelf, taken: ReadonlySet<string>): Preview | FaultKind {
  const { title, inForce, issued } = draft.fields;
  const file = fileNameFor(title ?? '', firstDay({ inForce: inForce ?? null, issued: issued ?? null, number: null }), taken);
  const parsed = parsedOf(draft, file);
  if (isFault(parsed)) return parsed;
  return faultOnShelf(parsed, shelf) ?? { name: draft.name, file, parsed };
}

async function stemsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.map((name) => name.toLowerCase().replace(/\.md$/, ''));
}
