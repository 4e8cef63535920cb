import type { Word } from '../core/knowledge.ts';
import type { UnderstandingContext } from '../core/understanding.ts';
import { createWordAnswer, isConfidential, type WordAnswerOptions } from '../language-model/word-answer.ts';
import type { SecondReaderOptions } from './second-reader.ts';

export interface WordingOptions extends Pick<WordAnswerOptions, 'prompt'>, Pick<SecondReaderOptions, 'model' | 'candidates'> {}

/** A question by itself: nothing around it is known, nothing around it is told. */
const alone: UnderstandingContext = { now: 0, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets: [] };

/** The language model as a writer: never asked about what may be somebody's own trouble. */
export function createWording({ model, prompt, candidates }: WordingOptions): Word {
  const word = createWordAnswer(model, { prompt });
  return async (request) => (isConfidential(request.question, candidates(request.question, alone)) ? null : await word(request));
}
