// `npm run understand`: records of the label standard on stdin, one JSON per line; what each message means on stdout.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createCalendar } from '../calendar/index.ts';
import { readConfig } from '../config.ts';
import { branchSchema } from '../core/branch.ts';
import { BotError, messageOf } from '../core/errors.ts';
import type { Frame } from '../core/intent.ts';
import { withoutOwnSlots } from '../core/slots.ts';
import { normaliseText } from '../core/text.ts';
import type { Advise, Understand, UnderstandingContext } from '../core/understanding.ts';
import { createLanguageModel, createMemoryLedger } from '../language-model/index.ts';
import { createSecondReader, type SecondReaderOptions } from '../pipeline/second-reader.ts';
import { createCandidates, createReader } from '../understanding/index.ts';
import { createLog } from './log.ts';

/** The records carry no settings; the bot goes by the name it has out of the box. */
const { botNames } = branchSchema.parse({});
const instant = z.string().transform((text, ctx) => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) ctx.addIssue({ code: 'custom', message: 'not an ISO 8601 time' });
  return at;
});

const recordSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish().default(null),
  text: z.string(),
  role: z.string().nullish(),
  now: instant.nullish(),
  context: z
    .object({
      activities: z.array(z.object({ title: z.string(), start: instant })).nullish(),
      quoted: z.string().nullish(),
      has_photo: z.boolean().nullish(),
      tickets: z.array(z.string()).nullish(),
    })
    .nullish(),
});
type LabelRecord = z.infer<typeof recordSchema>;

/** Answers every line in order, streaming. Rejects with a BotError that names the first line that cannot be read. */
export async function answerLines(
  lines: AsyncIterable<string>,
  understand: Understand,
  now: number,
  write: (line: string) => unknown,
  advise: Advise | null = null,
): Promise<void> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const record = parseRecord(line, number);
    const text = normaliseText(record.text, botNames);
    const context = contextOf(record, now);
    const frames = understand(text, context);
    const isDoubtful = frames.some(({ alternative }) => alternative !== undefined);
    const advised =
      advise && isDoubtful
        ? await advise({ text, context, frames, people: [], asker: { member: `line ${number}`, conversation: `line ${number}` } })
        : null;
    const intents = (advised ?? frames).map(sayFrame);
    await write(`${JSON.stringify({ id: record.id, intents })}\n`);
  }
}

function parseRecord(line: string, number: number): LabelRecord {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new BotError('payload', `Line ${number} is not JSON; give one record {"id","text",…} per line.`, { cause });
  }
  const parsed = recordSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'the record';
  throw new BotError(
    'payload',
    `Line ${number}: ${where} is missing or of the wrong kind; a record needs at least a "text" string.`,
  );
}

/** The label standard's `secretary` is ours too; everybody else there is an ordinary member. */
function contextOf({ role, now, context }: LabelRecord, fallback: number): UnderstandingContext {
  return {
    now: now ?? fallback,
    role: role === 'secretary' ? 'secretary' : 'member',
    activities: context?.activities ?? [],
    quoted: context?.quoted ? normaliseText(context.quoted, botNames) : null,
    hasPhoto: context?.has_photo ?? false,
    tickets: context?.tickets ?? [],
  };
}

/** What was said, by the label standard: no empty slots, none of our own. */
function sayFrame({ intent, slots }: Frame): Frame {
  const said = Object.entries(withoutOwnSlots(slots)).filter(([, value]) => value !== null && value !== undefined);
  return { intent, slots: Object.fromEntries(said) };
}

/** The language model of the settings. @throws BotError config when none is set */
async function openSecondReader(candidates: SecondReaderOptions['candidates']): Promise<Advise> {
  const { model } = readConfig(process.env);
  if (!model) throw new BotError('config', '--model needs a language model; set OPENAI_API_KEY and OPENAI_MODEL.');
  const log = createLog('silent');
  const meter = { count() {}, observe() {} };
  return createSecondReader({
    model: createLanguageModel({ endpoint: model, clock: { now: Date.now }, log, meter, ledger: createMemoryLedger() }),
    prompt: await readFile(join(import.meta.dirname, '..', '..', 'prompts', 'understand.md'), 'utf8'),
    candidates,
  });
}

async function main(): Promise<void> {
  const unknown = process.argv.slice(2).filter((option) => option !== '--model');
  if (unknown.length > 0) throw new BotError('config', `Unknown option ${unknown[0]}; the only option is --model.`);
  // Someone who reads slowly must not make us hold a million answers.
  const write = (line: string) => (process.stdout.write(line) ? undefined : once(process.stdout, 'drain'));
  const calendar = createCalendar();
  const second = process.argv.includes('--model') ? await openSecondReader(createCandidates({ calendar })) : null;
  // Not before all else is ready: lines that come while nobody iterates are lost.
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await answerLines(lines, createReader({ calendar }), Date.now(), write, second);
}

if (import.meta.main) {
  // `head` closes the pipe when it has seen enough; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  main().catch((error: unknown) => {
    process.stderr.write(`understand: ${messageOf(error)}\n`);
    process.exitCode = 1;
    process.stdin.destroy();
  });
}
