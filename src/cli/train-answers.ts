// `npm run train:answers`: makes data/starter/answers.model from the starter facts and the questions beside them, and says how good it is.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BotError, messageOf } from '../core/errors.ts';
import type { Intent } from '../core/intent.ts';
import { type AnswersModel, encodeAnswers } from '../knowledge/answers-model.ts';
import { readFolder } from '../knowledge/folder.ts';
import { createKnowledge, STARTER } from '../knowledge/index.ts';
import { assemble, type Library } from '../knowledge/library.ts';
import { STARTER_DOCUMENTS } from '../knowledge/open.ts';
import { scoreAnswers } from '../knowledge/score.ts';
import { fitAnswers } from '../knowledge/training/fit-answers.ts';
import { type LabelledQuestion, parseQuestions } from '../knowledge/training/questions.ts';
import { intentsOf, parseUtterances } from '../understanding/training/corpus.ts';
import { saidFor, sayAnswerScores } from './score-answers.ts';
import { readVoices } from './voices.ts';

/** What is asked there may be a rule, or come near one. */
const MAY_BE_POLICY: ReadonlySet<Intent> = new Set(['ask_policy', 'raise_appeal', 'report_hazard']);
/** So many messages of a work group stand for each one that is taken: enough to know chatter by. */
const CHATTER_EVERY = 6;

/** Work-group talk that no document answers: what the reader learns from, and nothing of what is held out. */
function readChatter(): LabelledQuestion[] {
  return readVoices('utterances', parseUtterances)
    .filter((utterance) => !intentsOf(utterance).some((intent) => MAY_BE_POLICY.has(intent)))
    .filter((_utterance, at) => at % CHATTER_EVERY === 0)
    .map(({ text, voice }) => ({ q: text, fact: null, voice }));
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function sayHow(name: string, questions: readonly LabelledQuestion[], library: Library, model: AnswersModel): void {
  const knowledge = createKnowledge(library, model);
  say(`${name}: ${sayAnswerScores(scoreAnswers(questions, saidFor(knowledge)))}`);
}

async function main(options: readonly string[]): Promise<void> {
  const unknown = options.find((option) => option !== '--dry');
  if (unknown) throw new BotError('config', `Unknown option ${unknown}; there is --dry (write nothing).`);
  const { parsed, problems } = await readFolder(STARTER_DOCUMENTS, 'starter');
  if (problems[0]) throw new BotError('document', problems[0].message);
  const library = assemble(parsed, []);
  const questions = [...readVoices('questions', parseQuestions), ...readChatter()];
  const heldOut = readVoices('questions-held-out', parseQuestions);
  const stray = [...questions, ...heldOut].find(({ fact }) => fact !== null && !library.passages.some(({ id }) => id === fact));
  if (stray) throw new BotError('payload', `${stray.voice}: no starter fact has the id ${stray.fact}.`);
  say(`${questions.length} questions of ${new Set(questions.map(({ voice }) => voice)).size} voices; ${heldOut.length} held out`);
  const model = fitAnswers(questions, library.passages, say);
  const file = encodeAnswers(model);
  if (!options.includes('--dry')) writeFileSync(join(STARTER, 'answers.model'), file);
  say(`model ${(file.length / 1e6).toFixed(2)} MB`);
  for (const [voice, some] of Map.groupBy(heldOut, ({ voice }) => voice)) sayHow(voice, some, library, model);
  sayHow('held out', heldOut, library, model);
}

if (import.meta.main) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`train:answers: ${messageOf(error)}\n`);
    process.exitCode = 1;
  });
}
