// The file of what was learnt to answer questions: data/starter/answers.model.
import type { Network } from '../learning/network.ts';
import { createNumbersFile, decodeNumbers } from '../learning/numbers-file.ts';
import type { Classifier } from './classifier.ts';
import type { Judge } from './judge.ts';

export interface AnswersModel {
  classifier: Classifier;
  judge: Judge;
}

/** Raised when the layout, or what is weighed, changes: an old file is refused rather than misread. */
const VERSION = 1;

interface Header {
  version: number;
  ids: string[];
  networks: number;
}

/** As `decodeAnswers` reads it. */
export function encodeAnswers({ classifier: { ids, networks }, judge }: AnswersModel): Buffer {
  const { put, putRows, encode } = createNumbersFile();
  for (const [at, network] of networks.entries()) {
    putRows(`network.${at}`, network);
    put(`network.${at}.hiddenBias`, network.hiddenBias);
    put(`network.${at}.outputs`, network.outputs);
    put(`network.${at}.outputBias`, network.outputBias);
  }
  put('judge.trained', judge.trained);
  put('judge.other', judge.other);
  return encode({ version: VERSION, ids, networks: networks.length });
}

/** @throws BotError config when the file is damaged or of another version; `npm run train:answers` makes a new one */
export function decodeAnswers(file: Buffer): AnswersModel {
  const { header, take, takeRows } = decodeNumbers<Header>(file, {
    name: 'The model for answers',
    version: VERSION,
    train: 'train:answers',
  });
  const network = (at: number): Network => ({
    ...takeRows(`network.${at}`),
    hiddenBias: take(`network.${at}.hiddenBias`, 'f32'),
    outputs: take(`network.${at}.outputs`, 'f32'),
    outputBias: take(`network.${at}.outputBias`, 'f32'),
  });
  return {
    classifier: { ids: header.ids, networks: Array.from({ length: header.networks }, (_, at) => network(at)) },
    judge: { trained: take('judge.trained', 'f32'), other: take('judge.other', 'f32') },
  };
}
