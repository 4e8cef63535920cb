// What a document says of itself: title, number, issuer, days. Found is what stands there; nothing is concluded from anything else.
import type { Block } from './blocks.ts';
import { linesOf } from './blocks.ts';
import { type Day, dayIn, dayOf, isRealDay, yearsLater } from './days.ts';
import * as says from './lexicon-facts.ts';
import { beginsAnew, countOf } from './lexicon-structure.ts';

export interface Facts {
  title: string | null;
  number: string | null;
  issuer: string | null;
  issued: Day | null;
  inForce: Day | null;
  expires: Day | null;
}

/** Title, number and history stand above the text: so many lines at most, up to the first numbered part or long sentence. */
const HEAD_LINES = 12;
const LONG_LINE = 90;
const TITLE_LIMIT = 80;

/** Also tells which of the lines above the text are only title and number: they need no passage. */
export function findFacts(blocks: readonly Block[]): Facts & { spent: ReadonlySet<string> } {
  const lines = blocks.flatMap(linesOf).filter((line) => line !== '');
  const head = headOf(lines);
  const title = findTitle(head, blocks[0]);
  const number = findNumber(head);
  const issued = findIssued(head, lines);
  const inForce = findInForce(lines, issued?.day ?? null);
  return {
    title: title === null ? null : says.quotedTitle.test(title) || !says.titleEnd.test(title) ? title : says.quoted(title),
    number: number?.said ?? null,
    issuer: issued?.by ?? findIssuer(head, title, lines, number?.by ?? null),
    issued: issued?.day ?? null,
    inForce,
    expires: findExpiry(lines, inForce ?? issued?.day ?? null),
    spent: new Set([title, number?.line].filter((line) => line !== null && line !== undefined)),
  };
}

function headOf(lines: readonly string[]): string[] {
  const first = lines.slice(0, HEAD_LINES);
  const end = first.findIndex(
    (line, index) => (index > 0 && beginsAnew.test(line)) || (line.length > LONG_LINE && !says.history.test(line)),
  );
  return end === -1 ? first : first.slice(0, end);
}

function findTitle(head: readonly string[], firstBlock: Block | undefined): string | null {
  const fits = head.filter((line) => line.length <= TITLE_LIMIT && !/[。；：:]$/.test(line) && numberIn(line)?.isAll !== true);
  const named = fits.find((line) => says.quotedTitle.test(line) || (says.titleEnd.test(line) && !says.letterhead.test(line)));
  if (firstBlock?.kind === 'heading' && fits.includes(firstBlock.text)) return named ?? firstBlock.text;
  return named ?? fits.find((line) => says.aboutSomething.test(line)) ?? fits[0] ?? null;
}

/** A number and whether the line is little else. */
function numberIn(line: string): { said: string; by: string | null; isAll: boolean } | null {
  const order = says.orderNumber.exec(line);
  const bracket = says.bracketNumber.exec(line);
  const notice = says.noticeNumber.exec(line);
  const match = bracket ?? order ?? notice;
  if (!match) return null;
  const isAll = match[0].replace(/\s/g, '').length + 3 >= line.replace(/[\s（）()]/g, '').length;
  if (match === bracket) {
    const whole = match[0]
      .replace(/\s/g, '')
      .replace(/[[［【（(]/, '〔')
      .replace(/[\]］】）)]/, '〕');
    return { said: whole.replace(says.beforeNumber, ''), by: null, isAll };
  }
  if (match === order) return { said: says.orderSaid(match[1]!, match[2]!), by: match[1]!, isAll };
  return { said: match[0].replace(/[\s（）()]/g, ''), by: null, isAll };
}

function findNumber(head: readonly string[]): { said: string; by: string | null; line: string | null } | null {
  for (const line of head) {
    if (says.refersToOthers.test(line) || line.endsWith('。')) continue;
    // What stands in 《》 is another document's.
    const found = numberIn(line.replace(/《[^《》]*》/gu, ''));
    if (found) return { ...found, line: found.isAll ? line : null };
  }
  return null;
}

/** The last day of the history, a labelled day, or the first line that is only a signature's day. */
function findIssued(head: readonly string[], lines: readonly string[]): { day: Day; by: string | null } | null {
  const told = head.find((line) => says.history.test(line));
  const days = told ? [...told.matchAll(new RegExp(says.DAY, 'gu'))].map((match) => dayIn(match)) : [];
  const last = days
    .filter((day) => day !== null)
    .sort()
    .at(-1);
  if (last) return { day: last, by: null };
  for (const [index, line] of lines.entries()) {
    const labelled = says.labelledDay.exec(line);
    const day = labelled && (dayIn(labelled) ?? dayOf(`${labelled[4]}-${labelled[5]}-${labelled[6]}`));
    if (day) return { day, by: null };
    const signed = says.signedDay.exec(line);
    const signedOn = signed && dayIn(signed, 2);
    if (signed && signedOn) return { day: signedOn, by: organisationIn(signed[1]) ?? organisationIn(lines[index - 1]) };
  }
  return null;
}

const organisationIn = (line: string | undefined): string | null =>
  line !== undefined && says.organisation.test(line) ? line : null;

function findIssuer(head: readonly string[], title: string | null, lines: readonly string[], by: string | null): string | null {
  if (by !== null) return by;
  const letter = head.map((line) => says.letterhead.exec(line)?.[1]).find((name) => name !== undefined);
  const labelled = lines.map((line) => says.labelledIssuer.exec(line)?.[1]).find((name) => name !== undefined);
  return (
    letter ??
    labelled ??
    says.titleIssuer.exec(title ?? '')?.[1] ??
    head.map(organisationIn).find((name) => name !== null) ??
    null
  );
}

/** The last sentence that says since when this document, and no other, is in force. */
function findInForce(lines: readonly string[], issued: Day | null): Day | null {
  let found: Day | null = null;
  for (const sentence of sentencesOf(lines)) {
    for (const match of sentence.matchAll(says.inForceOn)) {
      const day = dayIn(match);
      if (day && !says.ofAnother.test(sentence.slice(0, match.index))) found = day;
    }
    if (issued && says.inForceWhenIssued.test(sentence)) found = issued;
  }
  return found;
}

function findExpiry(lines: readonly string[], since: Day | null): Day | null {
  let isBehind = false;
  for (const sentence of sentencesOf(lines)) {
    // "自……起施行。有效期三年。": of its own validity it may speak in a sentence of its own, right behind.
    const follows = isBehind && says.validAlone.test(sentence);
    isBehind = beginsToHold(sentence);
    if (!says.ofItself.test(sentence)) continue;
    const until = says.validUntil.exec(sentence);
    const day = until && dayIn(until);
    if (day && isRealDay(day)) return day;
    const years = isBehind || follows ? says.validYears.exec(sentence) : null;
    if (years && since) return yearsLater(since, years[1] === says.TWO ? 2 : countOf(years[1]!));
  }
  return null;
}

const beginsToHold = (sentence: string): boolean =>
  sentence.search(says.inForceOn) !== -1 || says.inForceWhenIssued.test(sentence);

function* sentencesOf(lines: readonly string[]): Generator<string> {
  for (const line of lines) yield* line.match(/[^。；;]+[。；;]?/gu) ?? [];
}
