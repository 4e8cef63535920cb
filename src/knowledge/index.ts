import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knowledge, KnownDocument, Passage, PolicyAnswer, PolicyQuestion } from '../core/knowledge.ts';
import { type AnswersModel, decodeAnswers } from './answers-model.ts';
import { asksForCheating, dayMeant, isTold, needNow, withoutYear } from './asked-about.ts';
import { candidatesFor, type Searched } from './candidates.ts';
import { classify } from './classifier.ts';
import { heldOn, holdsOn } from './days.ts';
import { judge } from './judge.ts';
import type { Library } from './library.ts';
import { createLikeness } from './likeness.ts';
import { createPassageIndex } from './passage-index.ts';
import { holdsAt, overlaps, placeIn } from './regions.ts';
import { sayingOf } from './saying.ts';
import { plain } from './tokens.ts';

/** What the project ships; `npm run train:answers` makes the model in it. */
export const STARTER = join(import.meta.dirname, '..', '..', 'data', 'starter');

/** From here on it is said. Measured, see the answers card. */
const SURE = { trained: 0.45, other: 0.6 };
/** From here on what is told, and not asked, is answered too. */
const SURE_UNASKED = 0.95;
/** A document of the branch's own goes before a starter fact that is not likelier by more than this. */
const OWN_FIRST = 0.2;

/** What `npm run train:answers` made. @throws BotError config when the file is damaged or of another version */
export async function readAnswersModel(): Promise<AnswersModel> {
  return decodeAnswers(await readFile(join(STARTER, 'answers.model')));
}

interface Judged {
  passage: Passage;
  probability: number;
  isTrained: boolean;
}

/** Everything the documents can answer. Building takes about a second for 5,000 passages; asking a few milliseconds. */
export function createKnowledge({ documents, passages }: Library, { classifier, judge: weights }: AnswersModel): Knowledge {
  const outputs = new Map(classifier.ids.map((id, at) => [id, at]));
  // Only what the project ships was learnt; a document of the branch that takes its place is known by its words.
  const isLearnt = ({ id, document }: Passage) => document.origin === 'starter' && outputs.has(id);
  const outputOf = new Map(passages.filter(isLearnt).map(({ id }) => [id, outputs.get(id)!]));
  const index = createPassageIndex(passages);
  const searched: Searched = { passages, index, outputOf };
  const byId = new Map(passages.map((passage) => [passage.id, passage]));

  /** Likeliest first. */
  function judged(words: string, mayAnswer: (passage: Passage) => boolean): Judged[] {
    return candidatesFor(words, searched, classify(classifier, words), mayAnswer)
      .map((candidate) => ({
        passage: candidate.passage,
        probability: judge(weights, candidate),
        isTrained: candidate.isTrained,
      }))
      .sort((a, b) => rank(b) - rank(a));
  }

  function answer({ words, today, asOf, place }: PolicyQuestion): PolicyAnswer {
    const meant = dayMeant(words, today);
    const day = asOf ?? meant ?? today;
    const matter = meant === null ? words : withoutYear(words);
    const where = placeIn(words) ?? place;
    const first = firstFor(words, today);
    const holds = ({ document }: Passage) =>
      (day < today ? heldOn : holdsOn)(document, day) &&
      (where === null || document.grade === 'practice' || holdsAt(document, where));
    const all = plain(words).length < 2 || asksForCheating(words) ? [] : judged(matter, holds);
    const [best] = all;
    // Who is in need gets the numbers to call, whatever else is in the words; nobody is asked anything before.
    if (first && (!best || !isSure(best) || best.passage === first)) {
      return { kind: 'found', passage: first, said: first.paragraphs.slice(0, 1), first: null, asOf: null, confidence: 1 };
    }
    if (!best || !isSure(best) || (best.probability < SURE_UNASKED && isTold(words))) {
      return { kind: 'unknown', confidence: best?.probability ?? 0, nearest: best?.passage.id ?? null };
    }
    const places = first === null && where === null ? placesOf(all.filter(isSure)) : [];
    if (places.length > 1) return { kind: 'which_place', places, confidence: best.probability };
    const said = sayingOf(matter, best.passage);
    const { passage, probability: confidence } = best;
    return { kind: 'found', passage, said, first, asOf: day < today ? day : null, confidence };
  }

  /** Somebody is in need right now: the numbers to call. A branch may have put its own document in the fact's place. */
  function firstFor(words: string, today: string): Passage | null {
    const id = needNow(words);
    return passages.find(({ document }) => document.id === id && holdsOn(document, today)) ?? null;
  }

  return {
    answer,
    passage: (id) => byId.get(id),
    documents: (day) => documents.filter((document) => holdsOn(document, day)).toSorted(ownFirst),
    likeness: createLikeness(index.weightOf),
  };
}

const rank = ({ probability, isTrained }: Judged): number =>
  probability + (!isTrained && probability >= SURE.other ? OWN_FIRST : 0);

const isSure = ({ probability, isTrained }: Judged): boolean => probability >= (isTrained ? SURE.trained : SURE.other);

/** The places whose own rules would answer, where they are of the same matter and different places. */
function placesOf(sure: readonly Judged[]): string[] {
  const [first, ...others] = sure
    .map(({ passage }) => passage)
    .filter(({ document }) => document.regions.length > 0 && document.grade !== 'practice');
  if (!first || first !== sure[0]!.passage) return [];
  const rivals = others.filter(
    ({ document }) => !document.regions.some((region) => first.document.regions.some((own) => overlaps(own, region))),
  );
  return rivals.length === 0 ? [] : [...new Set([first, ...rivals].map(({ document }) => document.regions[0]!))];
}

const ownFirst = (one: KnownDocument, other: KnownDocument): number =>
  Number(other.origin === 'local') - Number(one.origin === 'local');
