// `npm run score -- SET`: reads a labelled set, prints how well the reader does on it and what it takes for what.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createCalendar } from '../calendar/index.ts';
import { branchSchema } from '../core/branch.ts';
import { BotError, messageOf } from '../core/errors.ts';
import { createReader } from '../understanding/index.ts';
import { parseUtterances } from '../understanding/training/corpus.ts';
import { f1, type Scores } from '../understanding/training/measure.ts';
import { scoreReader } from '../understanding/training/score-reader.ts';

const CONFUSIONS_SHOWN = 30;

const share = (part: number, all: number) => (all === 0 ? 'n/a' : `${((100 * part) / all).toFixed(1)}%`);
const rounded = (value: number) => Number(value.toFixed(4));

/** The table by intent, one line of JSON as the label standard's scorer prints it, then the confusions. */
export function sayScores(scores: Scores): string {
  const names = Object.keys(scores.intents).sort();
  const known = names.filter((name) => scores.intents[name]!.right + scores.intents[name]!.missed > 0);
  const macro = known.reduce((sum, name) => sum + f1(scores.intents[name]!), 0) / Math.max(1, known.length);
  const table = names.map((name) => {
    const { right, wrong, missed } = scores.intents[name]!;
    return [
      name.padEnd(20),
      share(right, right + wrong).padStart(9),
      share(right, right + missed).padStart(6),
      f1(scores.intents[name]!).toFixed(3).padStart(6),
      String(right + missed).padStart(6),
    ].join(' ');
  });
  const slots = Object.entries(scores.slots)
    .sort(([, a], [, b]) => b.missed + b.wrong - a.missed - a.wrong)
    .map(([name, { right, wrong, missed }]) => `${name.padEnd(32)} right ${right}, wrong ${wrong}, missed ${missed}`);
  const confusions = Object.entries(scores.confusions)
    .sort(([, a], [, b]) => b - a)
    .slice(0, CONFUSIONS_SHOWN)
    .map(([name, count]) => `${String(count).padStart(4)}  ${name}`);
  const result = {
    messages: scores.messages,
    unanswered: 0,
    message_accuracy: rounded(scores.messageAccuracy),
    macro_f1: rounded(macro),
    slot_f1: rounded(scores.slotF1),
    frame_accuracy: rounded(scores.frameAccuracy),
    false_actions: `${scores.falseActions}/${scores.chatter}`,
    urgent_missed: `${scores.urgentMissed}/${scores.urgent}`,
  };
  return [
    'intent               precision recall    F1   gold',
    ...table,
    JSON.stringify(result),
    '',
    'missed → taken for instead',
    ...confusions,
    '',
    'slots, the worst first',
    ...slots,
  ].join('\n');
}

/** Reads a labelled set with the shipped reader. */
export function scoreSet(jsonl: string, name: string): Scores {
  const { botNames } = branchSchema.parse({});
  const read = createReader({ calendar: createCalendar() });
  return scoreReader(read, parseUtterances(jsonl, name), botNames);
}

function readSet(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new BotError('config', `Cannot read ${path}; give one labelled set: npm run score -- SET.jsonl`, { cause });
  }
}

if (import.meta.main) {
  try {
    const [path, ...rest] = process.argv.slice(2);
    if (!path || rest.length > 0) throw new BotError('config', 'Give one labelled set: npm run score -- SET.jsonl');
    process.stdout.write(`${sayScores(scoreSet(readSet(path), basename(path)))}\n`);
  } catch (error) {
    process.stderr.write(`score: ${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
