// A process of its own that holds the documents, so that what they take can be weighed; started with --expose-gc by `answers.ts`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import type { Knowledge } from '../../src/core/knowledge.ts';
import { parseDocument } from '../../src/knowledge/document.ts';
import { readFolder } from '../../src/knowledge/folder.ts';
import { createKnowledge, readAnswersModel, STARTER } from '../../src/knowledge/index.ts';
import { assemble, type Library } from '../../src/knowledge/library.ts';
import { STARTER_DOCUMENTS } from '../../src/knowledge/open.ts';
import { asked, tokensOf } from '../../src/knowledge/tokens.ts';
import { parseQuestions } from '../../src/knowledge/training/questions.ts';
import type { AnswerFigures } from './answers.ts';
import { percentile } from './load.ts';
import { writePolicies } from './policies.ts';

const TODAY = '2026-11-20';
const VOICES = ['q03', 'q07', 'q14'];

/** Every so many of those nobody trained with. */
function realQuestions(count: number): string[] {
  const all = VOICES.flatMap((voice) =>
    parseQuestions(readFileSync(join(STARTER, 'questions-held-out', `${voice}.jsonl`), 'utf8'), voice),
  );
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)]!.q);
}

/** Messages that are worth a quotation. */
function readHeard(): string[] {
  const folder = join(STARTER, 'utterances');
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  const lines = files.sort().flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text.replace(/\s+/g, '，'));
  return texts.filter(({ length }) => length >= 12 && length <= 60);
}

async function readLibrary(count: number): Promise<Library> {
  const { parsed } = await readFolder(STARTER_DOCUMENTS, 'starter');
  const local = writePolicies(count - parsed.length, readHeard()).map(({ name, text }) => parseDocument(text, name, 'local'));
  const library = assemble(parsed, local);
  if (library.problems[0]) throw new Error(library.problems[0].message);
  return library;
}

/** What is in use once everything that is not has been let go. */
function weigh(): { rss: number; heap: number } {
  for (let round = 0; round < 4; round += 1) globalThis.gc?.();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { rss, heap: heapUsed + Math.max(external, arrayBuffers) };
}

function time(questions: readonly string[], ask: (words: string) => unknown): { p50Ms: number; p99Ms: number } {
  for (const words of questions.slice(0, 50)) ask(words);
  const tookMs = questions.map((words) => {
    const startedAt = performance.now();
    ask(words);
    return performance.now() - startedAt;
  });
  tookMs.sort((a, b) => a - b);
  return { p50Ms: percentile(tookMs, 0.5), p99Ms: percentile(tookMs, 0.99) };
}

/** As a first version would: every pair and character of the question, ten rows by bm25. */
function bareSearch({ passages }: Library): (words: string) => unknown {
  const database = new DatabaseSync(':memory:');
  database.exec("CREATE VIRTUAL TABLE passages USING fts5(body, content='', tokenize='ascii')");
  const insert = database.prepare('INSERT INTO passages (rowid, body) VALUES (?, ?)');
  database.exec('BEGIN');
  for (const [at, { heading, paragraphs }] of passages.entries())
    insert.run(at, tokensOf([heading, ...paragraphs].join('\n')).join(' '));
  database.exec('COMMIT');
  const search = database.prepare('SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10');
  return (words) => search.all([...new Set(tokensOf(asked(words)))].map((token) => `"${token}"`).join(' OR ') || '""');
}

async function measure(count: number, questionCount: number): Promise<AnswerFigures> {
  const model = await readAnswersModel();
  const questions = realQuestions(questionCount);
  // Everything the way has, compiled once, is not what the documents take.
  createKnowledge(await readLibrary(200), model).answer({ words: questions[0]!, today: TODAY, asOf: null, place: null });
  const before = weigh();
  const library = await readLibrary(count);
  const startedAt = performance.now();
  const knowledge: Knowledge = createKnowledge(library, model);
  const buildMs = performance.now() - startedAt;
  const after = weigh();
  const ask = (words: string) => knowledge.answer({ words, today: TODAY, asOf: null, place: null });
  const answered = questions.filter((words) => ask(words).kind === 'found').length;
  return {
    passages: library.passages.length,
    characters: library.passages.reduce((sum, { paragraphs }) => sum + paragraphs.join('').length, 0),
    buildMs,
    rssMegabytes: (after.rss - before.rss) / 2 ** 20,
    heapMegabytes: (after.heap - before.heap) / 2 ** 20,
    questions: questions.length,
    answered,
    ours: time(questions, ask),
    bare: time(questions, bareSearch(library)),
  };
}

const [count = '5000', questionCount = '500'] = process.argv.slice(2);
process.send?.(await measure(Number(count), Number(questionCount)));
process.disconnect?.();
