// A policy answer in easier words. The masked question and the passages go out; only sentences borne out by the passages come in.
import { z } from 'zod';
import type { Passage, Word, WordingRequest } from '../core/knowledge.ts';
import type { LanguageModel } from '../core/language-model.ts';
import { normaliseText } from '../core/text.ts';
import { maskPersonal } from '../domain/masking/index.ts';
import { confidentialWords, machineOrders, unchangedTopics } from '../domain/words/wording.ts';
import { checkAnswer } from './check-answer.ts';
import { readPrompt } from './prompt.ts';
import { type Candidate, isSensitive } from './understand.ts';

export interface WordAnswerOptions {
  /** `prompts/answer.md` */
  prompt: string;
  /** The endpoint's own at most. */
  timeoutMs?: number;
}

/** Reliability M1: afterwards the plain answer is said. */
export const WORDING_WITHIN_MS = 8_000;

const ANSWER_TOKENS = 400;
/** Nobody asks for a rule in so many words. */
const QUESTION_MAX = 300;
const PASSAGES_MAX = 3;
/** Of all passages together; leaves room for instructions and question below the bound of what may be asked. */
const PASSAGES_LENGTH_MAX = 2_000;

/** Fit for strict structured output; how many and how long is checked behind it. */
export const wordingSchema = z.object({ sentences: z.array(z.object({ text: z.string(), passage: z.string() })) });

/**
 * True when a question must not go to a model, not even masked: it asks to be kept, speaks of what people keep to themselves, or is
 * perhaps an appeal or a registration.
 * @param candidates every reading the trained reader holds possible, of the words and of what they quote; none = nobody can tell
 */
export function isConfidential(words: string, candidates: readonly Candidate[]): boolean {
  return candidates.length === 0 || isSensitive(candidates) || isIntimate(words);
}

const isIntimate = (words: string): boolean => confidentialWords.test(words.normalize('NFKC').toLowerCase());

/**
 * The answer in a model's words, each sentence checked against the passage it names (`checkAnswer`), or null: the plain answer is said.
 * Every passage handed in must be cited under the text. Not asked for: intimate questions, names and numbers that cannot be masked,
 * passages that hold personal items or orders to a machine, texts nobody found a source for, and telephone numbers in need.
 * Never throws.
 * @throws BotError config when the prompt does not have the places it needs
 */
export function createWordAnswer(model: LanguageModel, options: WordAnswerOptions): Word {
  const { timeoutMs = WORDING_WITHIN_MS } = options;
  const prompt = readPrompt(options.prompt, ['question', 'passages']);
  // The same names for the same people: the masking keeps what it made of them.
  const namesOf = new WeakMap<WordingRequest['people'], string[]>();
  return async ({ question, passages, plain, asker, people }) => {
    const words = normaliseText(question, []);
    if (words === '' || words.length > QUESTION_MAX || isIntimate(words)) return null;
    if (passages.length === 0 || passages.length > PASSAGES_MAX || passages.some(staysAsItIs)) return null;
    const names = namesOf.get(people) ?? people.map(({ name }) => name);
    namesOf.set(people, names);
    const { masked, isSure } = maskPersonal(words, names);
    const texts = passages.map(written).join('\n\n');
    if (!isSure || texts.length > PASSAGES_LENGTH_MAX || machineOrders.test(texts) || holdsPeople(texts, names)) return null;
    const answer = await model.ask({
      task: 'word_answer',
      system: prompt.system,
      user: prompt.user({ question: masked, passages: texts }),
      schema: wordingSchema,
      schemaName: 'wording',
      maxTokens: ANSWER_TOKENS,
      timeoutMs,
      asker,
    });
    return answer.kind === 'answered' ? checkAnswer(answer.value.sentences, { passages, plain }) : null;
  };
}

/** What nobody found a source for has few words, all of them needed; and so has a number to call. */
const staysAsItIs = ({ document }: Passage): boolean =>
  document.grade === 'unverified' || document.topics.some((topic) => unchangedTopics.includes(topic));

const written = ({ id, heading, paragraphs, caution }: Passage): string =>
  [`[${id}] ${heading}`, ...paragraphs, ...(caution === null ? [] : [caution])].join('\n');

/** A branch's own document may name people and their numbers. */
const holdsPeople = (text: string, names: readonly string[]): boolean =>
  maskPersonal(text, names).masked !== normaliseText(text, []);
