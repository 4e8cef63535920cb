// All documents together: which one takes another's place, since when, and which cannot stand beside another.
import type { KnownDocument, Passage } from '../core/knowledge.ts';
import { firstDay } from './days.ts';
import { isEmergencyId, type ParsedDocument } from './document.ts';
import { GENERIC_TITLE } from './lexicon-documents.ts';
import { numberKey, titleKey } from './titles.ts';

/** A file that is left out or doubtful, and a sentence for the secretary with the cure. */
export interface Problem {
  name: string;
  message: string;
}

export interface Library {
  /** The branch's own first. Replaced and expired ones are there for questions about the past. */
  documents: KnownDocument[];
  passages: Passage[];
  problems: Problem[];
}

/**
 * A local file with a starter fact's id takes its place, also to withdraw it. What a later version replaces keeps answering for the
 * days before. Two files that contradict each other are a problem of the later-named one, which is left out; the others stand.
 */
export function assemble(starter: readonly ParsedDocument[], local: readonly ParsedDocument[]): Library {
  const problems: Problem[] = [];
  const report = (parsed: ParsedDocument, message: string) =>
    problems.push({ name: parsed.name, message: `${parsed.name}: ${message}.` });
  const own = withoutRivals(withoutTwins(byName(local), report), starter, report);
  const taken = new Set(own.map(idOf));
  const all = [...own, ...withoutTwins(byName(starter), report).filter((parsed) => !taken.has(idOf(parsed)))];
  const replaced = daysReplaced(all, report);
  const kept = withinBounds(
    all.filter((parsed) => !parsed.isWithdrawn),
    report,
  ).map(({ document, passages }) => {
    const replacedOn = replaced.get(document.id) ?? null;
    return {
      document: { ...document, replacedOn },
      passages: passages.map((passage) => ({ ...passage, document: { ...passage.document, replacedOn } })),
    };
  });
  return { documents: kept.map(({ document }) => document), passages: kept.flatMap(({ passages }) => passages), problems };
}

/** Of the branch's own: all are looked through for each question, and taken in at once while people wait. */
export const MAX_OWN_PASSAGES = 5_000;

/** Those that fit, in their order. */
function withinBounds(files: readonly ParsedDocument[], report: Report): ParsedDocument[] {
  let count = 0;
  return files.filter((parsed) => {
    if (parsed.document.origin === 'starter') return true;
    if (count + parsed.passages.length <= MAX_OWN_PASSAGES) {
      count += parsed.passages.length;
      return true;
    }
    report(parsed, `with it there would be more than ${MAX_OWN_PASSAGES} sections of your own; take out what nobody asks about`);
    return false;
  });
}

type Report = (parsed: ParsedDocument, message: string) => void;

const idOf = ({ document }: ParsedDocument) => document.id.toLowerCase();
const replacesOf = ({ replaces }: ParsedDocument) => replaces?.toLowerCase() ?? null;
const byName = (files: readonly ParsedDocument[]) => [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

function withoutTwins(files: readonly ParsedDocument[], report: Report): ParsedDocument[] {
  const first = new Map<string, ParsedDocument>();
  for (const parsed of files) {
    const twin = first.get(idOf(parsed));
    if (!twin) first.set(idOf(parsed), parsed);
    else
      report(parsed, `its id "${parsed.document.id}" is that of ${twin.name} too; give one of them another "id", or delete it`);
  }
  return [...first.values()];
}

/** Own documents without those that bear a number which another one bears already, and do not say how the two belong together. */
function withoutRivals(own: readonly ParsedDocument[], starter: readonly ParsedDocument[], report: Report): ParsedDocument[] {
  const kept = new Map<string, ParsedDocument[]>();
  const facts = Map.groupBy(starter, ({ document }) => numberKey(document.number ?? ''));
  return own.filter((parsed) => {
    const { number } = parsed.document;
    if (number === null || parsed.isWithdrawn) return true;
    const key = numberKey(number);
    const others = kept.get(key) ?? [];
    const rival = others.find((other) => areRivals(parsed, other)) ?? rivalFact(parsed, facts.get(key) ?? []);
    if (!rival) return kept.set(key, [...others, parsed]);
    const cure = `write "replaces: ${rival.document.id}" if it takes its place, else correct the number or delete one of them`;
    report(parsed, `its number "${number}" is that of ${rival.name} too; ${cure}`);
    return false;
  });
}

const replaceEachOther = (one: ParsedDocument, other: ParsedDocument) =>
  replacesOf(one) === idOf(other) || replacesOf(other) === idOf(one);

const isSameTitle = (one: KnownDocument, other: KnownDocument) => titleKey(one.title) === titleKey(other.title);

/** Of two with one number. Under one title they are two versions, if they do not begin on one day. */
const areRivals = (one: ParsedDocument, other: ParsedDocument) =>
  !replaceEachOther(one, other) &&
  !(isSameTitle(one.document, other.document) && firstDay(one.document) !== firstDay(other.document));

/** Many facts may rest on one document, and its whole text stand beside them: only another title under the same number is wrong. */
function rivalFact(parsed: ParsedDocument, facts: readonly ParsedDocument[]): ParsedDocument | undefined {
  const belongs = facts.some(
    (fact) => replaceEachOther(parsed, fact) || idOf(fact) === idOf(parsed) || isSameTitle(parsed.document, fact.document),
  );
  return belongs ? undefined : facts[0];
}

/** Since when each document is replaced, by id. */
function daysReplaced(all: readonly ParsedDocument[], report: Report): Map<string, string> {
  const days = new Map<string, string>();
  const replace = (older: ParsedDocument, newer: ParsedDocument) => {
    const day = firstDay(newer.document);
    const known = days.get(older.document.id);
    if (day !== null && (known === undefined || day < known)) days.set(older.document.id, day);
  };
  const byId = new Map(all.map((parsed) => [idOf(parsed), parsed]));
  for (const newer of all) {
    const id = replacesOf(newer);
    if (id === null) continue;
    const older = byId.get(id);
    if (!older)
      report(newer, `it replaces "${newer.replaces}", which no document has as its id; correct "replaces" or take it out`);
    else if (comesBack(newer, byId))
      report(newer, `it and "${newer.replaces}" replace each other; take "replaces" out of the older one`);
    else replace(older, newer);
  }
  for (const versions of Map.groupBy(all, editionKey).values())
    for (const newer of versions)
      if (newer.document.origin === 'local' && !newer.isWithdrawn)
        for (const older of versions) if (!isEmergencyId(older.document.id) && isLater(newer, older)) replace(older, newer);
  return days;
}

function comesBack(parsed: ParsedDocument, byId: ReadonlyMap<string, ParsedDocument>): boolean {
  const seen = new Set<string>();
  for (let id = replacesOf(parsed); id !== null && !seen.has(id); ) {
    if (id === idOf(parsed)) return true;
    seen.add(id);
    const next = byId.get(id);
    id = next ? replacesOf(next) : null;
  }
  return false;
}

/** Many papers are called that; only one that says what it replaces is a version of another. */
const isGeneric = (title: string): boolean => GENERIC_TITLE.test(titleKey(title));

const editionKey = ({ document, name }: ParsedDocument) =>
  [isGeneric(document.title) ? name : titleKey(document.title), ...[...document.regions].sort()].join('\n');

/** A fact's text is of its last revision, which may be later than the first day of the document. */
function isLater(newer: ParsedDocument, older: ParsedDocument): boolean {
  const day = firstDay(newer.document);
  const { inForce, issued, checkedAt } = older.document;
  const since =
    older.document.origin === 'local'
      ? firstDay(older.document)
      : (latest(inForce, issued) ?? firstDay(older.document) ?? checkedAt);
  return day !== null && since !== null && day > since;
}

const latest = (...days: (string | null)[]) =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null;
