// `npm run train`: makes data/starter/reader.model from the labelled messages, questions and word classes beside it, and says how good it is.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCalendar } from '../calendar/index.ts';
import { branchSchema } from '../core/branch.ts';
import { BotError, messageOf } from '../core/errors.ts';
import { type LabelledQuestion, parseQuestions } from '../knowledge/training/questions.ts';
import { createRandom, shuffle } from '../learning/random.ts';
import { foldText } from '../understanding/fold.ts';
import { createReader, STARTER } from '../understanding/index.ts';
import { encodeModel, type Model } from '../understanding/model.ts';
import { parseUtterances, type Utterance, withoutRepeats } from '../understanding/training/corpus.ts';
import { fitReader } from '../understanding/training/fit-reader.ts';
import type { Scores } from '../understanding/training/measure.ts';
import { askedOf, countHeard } from '../understanding/training/questions.ts';
import { scoreReader } from '../understanding/training/score-reader.ts';
import { parseWordClasses, type WordClasses } from '../understanding/words.ts';
import { readVoices } from './voices.ts';

const { botNames } = branchSchema.parse({});
const calendar = createCalendar();

/** Said by the voices of the questions, beside what a document answers. */
const isBesideQuestions = ({ voice }: Utterance) => voice.startsWith('q');

function readWords(): WordClasses {
  const files = readdirSync(join(STARTER, 'words')).filter((file) => file.endsWith('.txt'));
  return parseWordClasses(
    files.sort().flatMap((file) => readFileSync(join(STARTER, 'words', file), 'utf8').split('\n')),
    foldText,
  );
}

const scoreOf = (model: Model, utterances: readonly Utterance[]): Scores =>
  scoreReader(createReader({ model, calendar }), utterances, botNames);

const percent = (value: number) => (100 * value).toFixed(1);

function sayShort(name: string, scores: Scores): string {
  return [
    name.padEnd(12),
    `${scores.messages} messages`.padStart(14),
    `messages right ${percent(scores.messageAccuracy)} %`,
    `slot F1 ${scores.slotF1.toFixed(3)}`,
    `frames ${scores.frameAccuracy.toFixed(3)}`,
    `false actions ${scores.falseActions}/${scores.chatter}`,
    `urgent missed ${scores.urgentMissed}/${scores.urgent}`,
  ].join('  ');
}

function sayQuestions(voice: string, model: Model, questions: readonly LabelledQuestion[]): string {
  const { sure, asked, of } = countHeard(createReader({ model, calendar }), questions);
  return [
    voice.padEnd(12),
    `${of} questions`.padStart(14),
    `heard ${percent(sure / of)} %`,
    `with the other reading ${percent(asked / of)} %`,
  ].join('  ');
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function main(options: readonly string[]): void {
  const unknown = options.find((option) => option !== '--curve' && option !== '--dry');
  if (unknown)
    throw new BotError('config', `Unknown option ${unknown}; there are --curve (learning curve) and --dry (write nothing).`);
  const all = readVoices('utterances', parseUtterances);
  const beside = all.filter(isBesideQuestions);
  const voices = all.filter((utterance) => !isBesideQuestions(utterance));
  const kept = withoutRepeats(voices);
  const heldOut = readVoices('held-out', parseUtterances);
  const questions = readVoices('questions', parseQuestions);
  const words = readWords();
  say(`${voices.length} messages, ${voices.length - kept.length} of them repeats; ${heldOut.length} messages of voices held out`);
  if (options.includes('--curve')) {
    // In no particular order, the same one each time.
    const names = shuffle([...new Set(kept.map(({ voice }) => voice))], createRandom(1));
    for (let count = 2; count < names.length; count *= 2) {
      const some = new Set(names.slice(0, count));
      const model = fitReader(
        kept.filter(({ voice }) => some.has(voice)),
        words,
        { calendar, botNames },
        () => {},
      );
      say(sayShort(`${count} voices`, scoreOf(model, heldOut)));
    }
  }
  const talk = [...askedOf(questions, [...kept, ...beside]), ...beside];
  const model = fitReader(kept, words, { calendar, botNames, talk }, say);
  const file = encodeModel(model);
  if (!options.includes('--dry')) writeFileSync(join(STARTER, 'reader.model'), file);
  say(`model ${(file.length / 1e6).toFixed(2)} MB`);
  for (const [voice, utterances] of Map.groupBy(heldOut, (utterance) => utterance.voice))
    say(sayShort(voice, scoreOf(model, utterances)));
  say(sayShort('held out', scoreOf(model, heldOut)));
  for (const [voice, some] of Map.groupBy(readVoices('questions-held-out', parseQuestions), (question) => question.voice))
    say(sayQuestions(voice, model, some));
}

if (import.meta.main) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`train: ${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
