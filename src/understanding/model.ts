// The trained reader's file: a line of JSON that says what follows, then plain numbers, compressed as a whole.
import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { BotError } from '../core/errors.ts';
import type { Intent } from '../core/intent.ts';
import type { Choice } from './choice.ts';
import { createFeatureTable, type FeatureTable } from './feature-table.ts';
import type { Judge } from './judge.ts';
import type { Network } from './network.ts';
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

/** The digest of what follows stands first: a flipped bit would otherwise only make the reader a little odd. */
const DIGEST_BYTES = 32;
const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** Raised when the layout changes: an old file is refused rather than misread. */
const VERSION = 2;

const kinds = { i8: Int8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array } as const;
type Numbers = Int8Array | Uint16Array | Uint32Array | Float32Array;

interface Header {
  version: number;
  intents: Intent[];
  choices: Record<string, string[]>;
  classes: string[];
  longest: number;
  parts: { name: string; kind: keyof typeof kinds; length: number }[];
}

export function encodeModel(model: Model): Buffer {
  const parts: { name: string; numbers: Numbers }[] = [];
  const put = (name: string, numbers: Numbers) => void parts.push({ name, numbers });
  const putRows = (name: string, part: { features: FeatureTable; rows: Int8Array; scales: Float32Array }) => {
    put(`${name}.features`, part.features.keys);
    put(`${name}.rows`, part.rows);
    put(`${name}.scales`, part.scales);
  };
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
    parts: parts.map(({ name, numbers }) => ({ name, kind: kindOf(numbers), length: numbers.length })),
  };
  const body = parts.map(({ numbers }) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  const packed = brotliCompressSync(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...body]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  return Buffer.concat([digestOf(packed), packed]);
}

/** @throws BotError config when the file is damaged or of another version; `npm run train` makes a new one */
export function decodeModel(file: Buffer): Model {
  let raw: Buffer;
  let header: Header;
  try {
    const packed = file.subarray(DIGEST_BYTES);
    if (!digestOf(packed).equals(file.subarray(0, DIGEST_BYTES))) throw new Error('the digest does not fit');
    raw = brotliDecompressSync(packed);
    header = JSON.parse(raw.subarray(0, raw.indexOf('\n')).toString()) as Header;
  } catch (cause) {
    throw new BotError('config', "The reader's model cannot be read; restore data/starter/ or run: npm run train", { cause });
  }
  if (header?.version !== VERSION) {
    throw new BotError('config', `The reader's model is of version ${header?.version}, not ${VERSION}; run: npm run train`);
  }
  const numbers = readParts(header, raw.subarray(raw.indexOf('\n') + 1));
  const take = <K extends keyof typeof kinds>(name: string, kind: K) => {
    const part = numbers.get(name);
    if (part instanceof kinds[kind]) return part as InstanceType<(typeof kinds)[K]>;
    throw new BotError('config', `The reader's model has no ${name}; run: npm run train`);
  };
  const takeRows = (name: string) => ({
    features: createFeatureTable(take(`${name}.features`, 'u32')),
    rows: take(`${name}.rows`, 'i8'),
    scales: take(`${name}.scales`, 'f32'),
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

function readParts(header: Header, body: Buffer): Map<string, Numbers> {
  let from = 0;
  return new Map(
    header.parts.map(({ name, kind, length }) => {
      const bytes = length * kinds[kind].BYTES_PER_ELEMENT;
      // A copy of its own: numbers wider than a byte must begin at an even place.
      const copy = new Uint8Array(bytes);
      copy.set(body.subarray(from, from + bytes));
      from += bytes;
      return [name, new kinds[kind](copy.buffer)];
    }),
  );
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

function kindOf(numbers: Numbers): keyof typeof kinds {
  if (numbers instanceof Int8Array) return 'i8';
  if (numbers instanceof Uint16Array) return 'u16';
  return numbers instanceof Uint32Array ? 'u32' : 'f32';
}
