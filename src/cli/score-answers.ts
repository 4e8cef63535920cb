// `npm run score-answers -- FILE`: a list of questions with the fact that answers each; how many are answered, and declined, rightly.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BotError, messageOf } from '../core/errors.ts';
import type { Knowledge } from '../core/knowledge.ts';
import { shanghaiDate } from '../core/shanghai.ts';
import { normaliseText } from '../core/text.ts';
import { openKnowledge } from '../knowledge/open.ts';
import { type AnswerScores, scoreAnswers } from '../knowledge/score.ts';
import { parseQuestions } from '../knowledge/training/questions.ts';

const share = (part: number, all: number) => (all === 0 ? 'n/a' : `${((100 * part) / all).toFixed(1)} %`);

/** One line: what became of the questions, in shares of all; the right fact first, in shares of those a fact answers. */
export function sayAnswerScores(scores: AnswerScores): string {
  const { questions, rightAnswer, wrongAnswer, rightlyDeclined, wronglyDeclined, firstRight, answerable } = scores;
  return [
    `${questions} questions`,
    `right fact first ${share(firstRight, answerable)}`,
    `right overall ${share(rightAnswer + rightlyDeclined, questions)}`,
    `right answer ${share(rightAnswer, questions)}`,
    `wrong answer ${share(wrongAnswer, questions)}`,
    `rightly declined ${share(rightlyDeclined, questions)}`,
    `wrongly declined ${share(wronglyDeclined, questions)}`,
  ].join(', ');
}

/** How `knowledge` answers, for the scorer. */
export function saidFor(knowledge: Pick<Knowledge, 'answer'>, today = shanghaiDate(Date.now())) {
  return (q: string) => {
    const answer = knowledge.answer({ words: normaliseText(q, []), today, asOf: null, place: null });
    const { confidence } = answer;
    if (answer.kind === 'found') return { said: answer.passage.id, first: answer.passage.id, confidence };
    return { said: null, first: answer.kind === 'unknown' ? answer.nearest : null, confidence };
  };
}

async function main([path, ...rest]: readonly string[]): Promise<void> {
  if (!path || rest.length > 0) throw new BotError('config', 'Give one list of questions: npm run score-answers -- FILE.jsonl');
  let list: string;
  try {
    list = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new BotError('config', `Cannot read ${path}; give one list of questions: npm run score-answers -- FILE.jsonl`, {
      cause,
    });
  }
  const questions = parseQuestions(list, basename(path));
  const log = { info() {}, warn() {}, error() {} };
  // What a branch has of its own is left out: the lists are about the starter facts.
  const scores = scoreAnswers(questions, saidFor(await openKnowledge({ folder: '', log })));
  for (const { q, fact, said, confidence } of scores.faults)
    process.stdout.write(`${confidence.toFixed(2)}  ${fact ?? 'none'} → ${said ?? 'declined'}  ${q}\n`);
  process.stdout.write(`${sayAnswerScores(scores)}\n${JSON.stringify({ ...scores, faults: undefined })}\n`);
}

if (import.meta.main) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`score-answers: ${messageOf(error)}\n`);
    process.exitCode = 1;
  });
}
