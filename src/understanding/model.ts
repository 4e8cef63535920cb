// The trained reader's file.
import type { Intent } from '../core/intent.ts';
import type { Network } from '../learning/network.ts';
import { createNumbersFile, decodeNumbers } from '../learning/numbers-file.ts';
import type { Choice } from './choice.ts';
import type { Judge } from './judge.ts';
import { longKinds, shortKinds, type Tagger } from './tagger.ts';
import { type Urgency, urgencyLabels } from './urgency.ts';
import type { WordClasses } from './words.ts';

/** All that training found out. */
export interface Model {
  words: WordClasses;
  /** The network's outputs, in order; two more follow them, see `judge.ts`. */
  intents: readonly Intent[];
  network: Network;
  judge: Judge;
  urgency: Urgency;
  /** By `intent.slot`. */
  choices: Readonly<Record<string, Choice>>;
  /** Names and places; notices and remarks. */
  taggers: { short: Tagger; long: Tagger };
}

/** Raised when the layout changes: an old file is refused rather than misread. */
const VERSION = 2;

interface Header {
  version: number;
  intents: Intent[];
  choices: Record<string, string[]>;
  classes: string[];
  longest: number;
}

export function encodeModel(model: Model): Buffer {
  const { put, putRows, encode } = createNumbersFile();
  const { network, judge, urgency, taggers, words } = model;
  putRows('network', network);
  put('network.hiddenBias', network.hiddenBias);
  put('network.outputs', network.outputs);
  put('network.outputBias', network.outputBias);
  put('judge.weights', judge.weights);
  put('judge.bias', judge.bias);
  putRows('urgency', urgency.given);
  put('urgency.bias', urgency.given.bias);
  put('urgency.weights', urgency.weights);
  for (const [name, tagger] of Object.entries(taggers)) {
    putRows(`tagger.${name}`, tagger);
    put(`tagger.${name}.steps`, tagger.steps);
  }
  for (const [slot, choice] of Object.entries(model.choices)) {
    putRows(slot, choice);
    put(`${slot}.bias`, choice.bias);
  }
  const pairs = [...words.classesOf].flatMap(([word, classes]) => classes.map((one) => [word, one] as const));
  put(
    'words.expressions',
    Uint32Array.from(pairs, ([word]) => word),
  );
  put(
    'words.classes',
    Uint16Array.from(pairs, ([, one]) => one),
  );

  const header: Header = {
    version: VERSION,
    intents: [...model.intents],
    choices: Object.fromEntries(Object.entries(model.choices).map(([slot, { labels }]) => [slot, [...labels]])),
    classes: [...words.names],
    longest: words.longest,
  };
  return encode({ ...header });
}

/** @throws BotError config when the file is damaged or of another version; `npm run train` makes a new one */
export function decodeModel(file: Buffer): Model {
  const { header, take, takeRows } = decodeNumbers<Header>(file, {
    name: "The reader's model",
    version: VERSION,
    train: 'train',
  });
  const choices = Object.entries(header.choices).map(([slot, labels]): [string, Choice] => [
    slot,
    { labels, ...takeRows(slot), bias: take(`${slot}.bias`, 'f32') },
  ]);
  return {
    words: {
      names: header.classes,
      longest: header.longest,
      classesOf: readClassesOf(take('words.expressions', 'u32'), take('words.classes', 'u16')),
    },
    intents: header.intents,
    network: {
      ...takeRows('network'),
      hiddenBias: take('network.hiddenBias', 'f32'),
      outputs: take('network.outputs', 'f32'),
      outputBias: take('network.outputBias', 'f32'),
    },
    judge: { weights: take('judge.weights', 'f32'), bias: take('judge.bias', 'f32') },
    urgency: {
      given: { labels: urgencyLabels, ...takeRows('urgency'), bias: take('urgency.bias', 'f32') },
      weights: take('urgency.weights', 'f32'),
    },
    choices: Object.fromEntries(choices),
    taggers: {
      short: { kinds: shortKinds, ...takeRows('tagger.short'), steps: take('tagger.short.steps', 'f32') },
      long: { kinds: longKinds, ...takeRows('tagger.long'), steps: take('tagger.long.steps', 'f32') },
    },
  };
}

function readClassesOf(expressions: Uint32Array, classes: Uint16Array): Map<number, number[]> {
  const classesOf = new Map<number, number[]>();
  for (const [at, expression] of expressions.entries()) {
    const known = classesOf.get(expression);
    if (known) known.push(classes[at]!);
    else classesOf.set(expression, [classes[at]!]);
  }
  return classesOf;
}
