// What policy answers cost a branch with a bookshelf of documents: building, memory, and a question.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Took {
  p50Ms: number;
  p99Ms: number;
}

export interface AnswerFigures {
  passages: number;
  characters: number;
  /** From documents that are read to the first question. */
  buildMs: number;
  /** Passages, index and all, after everything else was let go. */
  rssMegabytes: number;
  heapMegabytes: number;
  questions: number;
  answered: number;
  ours: Took;
  /** The full text search alone, with nothing done to the question. */
  bare: Took;
}

/** In a process of its own: what is weighed there is the documents'. */
export async function measureAnswers(passages: number, questions: number): Promise<AnswerFigures> {
  const path = fileURLToPath(new URL('./answering.ts', import.meta.url));
  const child = fork(path, [String(passages), String(questions)], { execArgv: ['--expose-gc'] });
  return await new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as AnswerFigures));
    child.once('exit', (code) => reject(new Error(`the documents' process ended with ${code} and told nothing`)));
  });
}
