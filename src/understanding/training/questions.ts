// Questions somebody put to the documents, as messages that teach the reader what a question of policy is.
import type { Frame } from '../../core/intent.ts';
import { normaliseText } from '../../core/text.ts';
import type { Understand, UnderstandingContext } from '../../core/understanding.ts';
import { createRandom, shuffle } from '../../learning/random.ts';
import { readEvidence } from '../evidence.ts';
import type { Utterance } from './corpus.ts';

/**
 * Facts about which people ask in words that mean something else by the label standard: calls for help and dangers (F01, F06,
 * F08), places to rest (F63, F84), troubles of one's own (F86), points (F88) and when activities are held (F89).
 */
const SHARED = new Set(['F01', 'F06', 'F08', 'F63', 'F84', 'F86', 'F88', 'F89']);

const POLICY: Utterance['gold'][number] = { intent: 'ask_policy', slots: {} };

const SEED = 20_261_123;
/** More of one voice teaches less than another voice, and every question makes the model larger. */
const PER_VOICE = 240;

/** A question, and the fact that answers it; null = none does. */
export interface Question {
  q: string;
  fact: string | null;
  voice: string;
}

/** A member asks, and nothing is open. */
const ALONE: UnderstandingContext = {
  now: Date.parse('2026-11-25T12:00:00+08:00'),
  role: 'member',
  activities: [],
  quoted: null,
  hasPhoto: false,
  tickets: [],
};

/** Where rules hear a grievance. */
const tellsTrouble = (q: string) => readEvidence(normaliseText(q, []), ALONE).owners.has('raise_appeal');

/**
 * A sample of the questions that a fact answers, each asked in the surroundings of a labelled message: by such a person, at that
 * hour, with those activities and tickets open. Left out is what tells of the asker's own trouble, which is an appeal or both, what
 * no fact answers, which may be anything, and what stands labelled among the utterances, such as a danger now.
 */
export function askedOf(questions: readonly Question[], among: readonly Utterance[]): Utterance[] {
  const random = createRandom(SEED);
  const labelled = new Set(among.map(({ text }) => text));
  const taught = questions.filter(({ q, fact }) => fact !== null && !SHARED.has(fact) && !labelled.has(q) && !tellsTrouble(q));
  const sample = [...Map.groupBy(taught, ({ voice }) => voice).values()].flatMap((some) =>
    shuffle([...some], random).slice(0, PER_VOICE),
  );
  return sample.map(({ q, voice }, at) => {
    const { role, now, context } = among[Math.floor(random() * among.length)]!;
    const { activities, tickets } = context ?? {};
    return { id: `${voice}-asks-${at}`, voice, text: q, role, now, context: { activities, tickets }, gold: [POLICY] };
  });
}

/** How many of the questions that a fact answers a reader hears as such: for sure, or at least as another reading. */
export function countHeard(read: Understand, questions: readonly Question[]): { sure: number; asked: number; of: number } {
  const found = questions.filter(({ fact }) => fact !== null).map(({ q }) => read(q, ALONE));
  const isPolicy = ({ intent }: Pick<Frame, 'intent'>) => intent === 'ask_policy';
  return {
    sure: found.filter((frames) => frames.some(isPolicy)).length,
    asked: found.filter((frames) => frames.some((frame) => isPolicy(frame) || isPolicy(frame.alternative ?? frame))).length,
    of: found.length,
  };
}
