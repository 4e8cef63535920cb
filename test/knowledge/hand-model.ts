// A model nobody trained: documents are judged by the words they share with the question, the more the surer.
import type { PolicyAnswer, PolicyQuestion } from '../../src/core/knowledge.ts';
import type { AnswersModel } from '../../src/knowledge/answers-model.ts';
import { otherNames, trainedNames } from '../../src/knowledge/candidates.ts';
import type { ParsedDocument } from '../../src/knowledge/document.ts';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { assemble } from '../../src/knowledge/library.ts';

const weights = (names: readonly string[], said: Record<string, number>) => Float32Array.from(names, (name) => said[name] ?? 0);

/** Even odds where a passage holds 45 % of what is asked. */
const byWords = { whole: 20, bias: -9 };

export const handModel: AnswersModel = {
  classifier: { ids: [], networks: [] },
  judge: { trained: weights(trainedNames, byWords), other: weights(otherNames, byWords) },
};

export const TODAY = '2026-11-20';

export function knowledgeOf(local: readonly ParsedDocument[], starter: readonly ParsedDocument[] = [], model = handModel) {
  const library = assemble(starter, local);
  const knowledge = createKnowledge(library, model);
  const answer = (words: string, over: Partial<PolicyQuestion> = {}): PolicyAnswer =>
    knowledge.answer({ words, today: TODAY, asOf: null, place: null, ...over });
  /** The passage's id, or what kind of answer it is. */
  const found = (words: string, over: Partial<PolicyQuestion> = {}): string => {
    const answered = answer(words, over);
    return answered.kind === 'found' ? answered.passage.id : answered.kind;
  };
  return { knowledge, answer, found };
}
