// `npm run ask`: policy questions on stdin, one JSON per line; what the documents say on stdout. No language model.
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { Knowledge, PolicyAnswer } from '../core/knowledge.ts';
import { citationsOf, knowledgePhrases, sayAnswer } from '../core/phrases-knowledge.ts';
import { shanghaiDate } from '../core/shanghai.ts';
import { normaliseText } from '../core/text.ts';
import { documentsFolder, openKnowledge, STARTER_DOCUMENTS } from '../knowledge/open.ts';

const day = z.iso.date();
const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  q: z.string(),
  asOf: day.nullish(),
  place: z.string().max(60).nullish(),
});
type Line = z.infer<typeof lineSchema>;

/** Answers every line in order, streaming. Rejects with a BotError that names the first line that cannot be read. */
export async function answerQuestions(
  lines: AsyncIterable<string>,
  knowledge: Pick<Knowledge, 'answer'>,
  today: string,
  write: (line: string) => unknown,
): Promise<void> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const { id, q, asOf, place } = parseLine(line, number);
    const words = normaliseText(q, []);
    const said = sayPolicy(knowledge.answer({ words, today, asOf: asOf ?? null, place: place ?? null }));
    await write(`${JSON.stringify({ ...(id === undefined || id === null ? {} : { id }), q, ...said })}\n`);
  }
}

function sayPolicy(found: PolicyAnswer) {
  const confidence = Number(found.confidence.toFixed(3));
  switch (found.kind) {
    case 'found':
      return { answered: true, answer: sayAnswer(found), citations: citationsOf(found), confidence };
    case 'which_place':
      return { answered: false, answer: knowledgePhrases.whichPlace(found.places), citations: [], confidence };
    case 'unknown':
      return { answered: false, answer: knowledgePhrases.unknown, citations: [], confidence };
  }
}

function parseLine(line: string, number: number): Line {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new BotError('payload', `Line ${number} is not JSON; give one question {"q":"…"} per line.`, { cause });
  }
  const parsed = lineSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the line';
  throw new BotError(
    'payload',
    `Line ${number}: ${where} is missing or wrong; a question is {"id"?,"q","asOf"?:"YYYY-MM-DD","place"?}.`,
  );
}

/** A folder given is all there is to answer from. Files that are left out are named on stderr. */
async function openFor(folder: string | null): Promise<Knowledge> {
  const log = {
    info() {},
    warn: ({ problem }: Record<string, unknown>) => void process.stderr.write(`ask: ${String(problem)}\n`),
    error() {},
  };
  if (folder === null || resolve(folder) === STARTER_DOCUMENTS)
    return await openKnowledge({ folder: folder ? '' : documentsFolder(readConfig(process.env).server.dataDir), log });
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new BotError('config', `There is no folder ${folder}; give one with documents: npm run ask -- --documents DIR`);
  return await openKnowledge({ folder, withStarter: false, log });
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { documents: { type: 'string' } } });
  const knowledge = await openFor(values.documents ?? null);
  const write = (line: string) => (process.stdout.write(line) ? undefined : once(process.stdout, 'drain'));
  // Not before all else is ready: lines that come while nobody iterates are lost.
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await answerQuestions(lines, knowledge, shanghaiDate(Date.now()), write);
}

if (import.meta.main) {
  // `head` closes the pipe when it has seen enough; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  main().catch((error: unknown) => {
    process.stderr.write(`ask: ${messageOf(error)}\n`);
    process.exitCode = 1;
    process.stdin.destroy();
  });
}
