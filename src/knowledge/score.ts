// How good the answers are, by lists of questions with the fact that answers each.
import type { LabelledQuestion } from './training/questions.ts';

export interface AnswerScores {
  questions: number;
  /** Answered with the right fact. */
  rightAnswer: number;
  /** Answered with another fact, or where none answers. */
  wrongAnswer: number;
  /** No document says it, and that was said. */
  rightlyDeclined: number;
  /** A document says it, and it was not answered. */
  wronglyDeclined: number;
  /** Of the questions that a fact answers, how many have it first, answered or not. */
  firstRight: number;
  answerable: number;
  /** What went wrong: the question, what was expected, what was said, how sure. */
  faults: { q: string; fact: string | null; said: string | null; confidence: number }[];
}

/** @param first the id of the likeliest passage, whether it is said or not */
export function scoreAnswers(
  questions: readonly LabelledQuestion[],
  answer: (q: string) => { said: string | null; first: string | null; confidence: number },
): AnswerScores {
  const scores: AnswerScores = {
    questions: questions.length,
    rightAnswer: 0,
    wrongAnswer: 0,
    rightlyDeclined: 0,
    wronglyDeclined: 0,
    firstRight: 0,
    answerable: 0,
    faults: [],
  };
  for (const { q, fact } of questions) {
    const { said, first, confidence } = answer(q);
    if (fact !== null) {
      scores.answerable += 1;
      if (first === fact) scores.firstRight += 1;
    }
    if (said === fact) scores[said === null ? 'rightlyDeclined' : 'rightAnswer'] += 1;
    else {
      scores[said === null ? 'wronglyDeclined' : 'wrongAnswer'] += 1;
      scores.faults.push({ q, fact, said, confidence });
    }
  }
  return scores;
}
