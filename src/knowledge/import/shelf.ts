// What is known already: a new document must find its place among them.

import { firstDay } from '../days.ts';
import type { ParsedDocument } from '../document.ts';
import { readFolder } from '../folder.ts';
import { assemble } from '../library.ts';
import { numberKey, titleKey } from '../titles.ts';
import type { FaultKind, Known } from './faults.ts';

export interface Shelf {
  starter: readonly ParsedDocument[];
  local: readonly ParsedDocument[];
}

/** @throws BotError document when a folder cannot be read; single files that cannot are none of our business here */
export async function openShelf(starterFolder: string, folder: string): Promise<Shelf> {
  const [starter, local] = await Promise.all([readFolder(starterFolder, 'starter'), readFolder(folder, 'local')]);
  return { starter: starter.parsed, local: local.parsed };
}

export const withDraft = (shelf: Shelf, parsed: ParsedDocument): Shelf => ({ ...shelf, local: [...shelf.local, parsed] });

export const idsOn = ({ starter, local }: Shelf): Set<string> =>
  new Set([...starter, ...local].map(({ document }) => document.id.toLowerCase()));

/** Why the document cannot stand beside those that are there; null = it can. */
export function faultOnShelf(parsed: ParsedDocument, shelf: Shelf): FaultKind | null {
  const { document, replaces } = parsed;
  const all = [...shelf.local, ...shelf.starter];
  const isReplaced = (other: ParsedDocument) => other.document.id.toLowerCase() === replaces?.toLowerCase();
  if (replaces !== null && !all.some(isReplaced)) return { kind: 'nothing_to_replace', replaces };
  const others = all.filter((other) => !isReplaced(other) && !other.isWithdrawn);
  const isSameTitle = (other: ParsedDocument) => titleKey(other.document.title) === titleKey(document.title);
  const hasSameNumber = ({ document: { number } }: ParsedDocument) =>
    number !== null && document.number !== null && numberKey(number) === numberKey(document.number);
  // Many facts may rest on one document, and its whole text stand beside them.
  const facts = all.filter((other) => other.document.origin === 'starter' && hasSameNumber(other));
  const belongs = facts.some((fact) => isReplaced(fact) || isSameTitle(fact));
  const rival = others.find((other) => hasSameNumber(other) && (other.document.origin === 'local' || !belongs));
  if (rival) return { kind: 'same_number', number: document.number ?? '', other: known(rival) };
  const twin = others.find(
    (other) =>
      other.document.origin === 'local' &&
      isSameTitle(other) &&
      firstDay(other.document) === firstDay(document) &&
      other.document.regions.join() === document.regions.join(),
  );
  if (twin) return { kind: 'same_document', other: known(twin) };
  const problem = assemble(shelf.starter, [...shelf.local, parsed]).problems.find(({ name }) => name === parsed.name);
  return problem ? { kind: 'unfit', reason: problem.message } : null;
}

const known = ({ name, document: { id, title } }: ParsedDocument): Known => ({ name, id, title });
