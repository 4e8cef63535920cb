import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import type { UnderstandingContext } from '../../src/core/understanding.ts';
import { createFeatureTable } from '../../src/learning/feature-table.ts';
import { score } from '../../src/learning/network.ts';
import { codedSlots } from '../../src/understanding/coded.ts';
import { createReader, STARTER } from '../../src/understanding/index.ts';
import { EXTRAS, VIEWS } from '../../src/understanding/judge.ts';
import { decodeModel, encodeModel, type Model } from '../../src/understanding/model.ts';
import { judgeMessage } from '../../src/understanding/reader.ts';
import { tagsOf } from '../../src/understanding/tagger.ts';
import { URGENCY_VIEWS, urgencyLabels } from '../../src/understanding/urgency.ts';
import { ignorantModel } from './small-model.ts';

const context: UnderstandingContext = {
  now: Date.parse('2026-11-20T20:10:00+08:00'),
  role: 'member',
  activities: [],
  quoted: null,
  hasPhoto: false,
  tickets: [],
};
const HIDDEN = 3;
const float = fc.float({ min: -4, max: 4, noNaN: true });
const floats = (length: number) =>
  fc.array(float, { minLength: length, maxLength: length }).map((some) => Float32Array.from(some));
const rows = (width: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: 0xffff_ffff }), { maxLength: 6 }).chain((keys) =>
    fc.record({
      features: fc.constant(createFeatureTable(Uint32Array.from(keys))),
      rows: fc
        .array(fc.integer({ min: -31, max: 31 }), { minLength: keys.length * width, maxLength: keys.length * width })
        .map((some) => Int8Array.from(some)),
      scales: floats(keys.length),
    }),
  );

/** Models of every content and the one shape. */
const anyModel: fc.Arbitrary<Model> = fc.constant(ignorantModel()).chain((plain) => {
  const outputs = plain.intents.length + EXTRAS;
  const tagger = <T extends Model['taggers']['short']>(like: T) =>
    fc.tuple(rows(tagsOf(like.kinds)), floats(like.steps.length)).map(([some, steps]) => ({ kinds: like.kinds, ...some, steps }));
  return fc.record({
    words: fc
      .dictionary(fc.constantFrom('11', '222', '4000000000'), fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 }))
      .map((classes) => ({
        names: ['smoke', 'arrived', '签到'],
        classesOf: new Map(Object.entries(classes).map(([word, numbers]) => [Number(word), numbers])),
        longest: 7,
      })),
    intents: fc.constant(plain.intents),
    network: fc
      .tuple(rows(HIDDEN), floats(HIDDEN), floats(HIDDEN * outputs), floats(outputs))
      .map(([some, hiddenBias, weights, outputBias]) => ({ ...some, hiddenBias, outputs: weights, outputBias })),
    judge: fc.record({ weights: floats(VIEWS), bias: floats(outputs) }),
    urgency: fc.record({
      given: fc
        .tuple(rows(urgencyLabels.length), floats(urgencyLabels.length))
        .map(([some, bias]) => ({ labels: urgencyLabels, ...some, bias })),
      weights: floats(URGENCY_VIEWS),
    }),
    choices: fc.tuple(...codedSlots.map(({ labels }) => fc.tuple(rows(labels.length), floats(labels.length)))).map((parts) =>
      Object.fromEntries(
        parts.map(([some, bias], at) => {
          const { intent, slot, labels } = codedSlots[at]!;
          return [`${intent}.${slot}`, { labels, ...some, bias }];
        }),
      ),
    ),
    taggers: fc.record({ short: tagger(plain.taggers.short), long: tagger(plain.taggers.long) }),
  });
});

/** Everything of a model that can be compared. */
const contentOf = (model: Model) =>
  JSON.parse(
    JSON.stringify(model, (_, value) =>
      value instanceof Map ? [...value] : ArrayBuffer.isView(value) ? [...(value as Float32Array)] : value,
    ),
  );

describe('a model written and read', () => {
  it('is the same model', () => {
    fc.assert(
      fc.property(anyModel, fc.array(fc.integer({ min: 0, max: 0xffff_ffff })), (model, strangers) => {
        const read = decodeModel(encodeModel(model));
        expect(contentOf(read)).toEqual(contentOf(model));
        const features = [...model.network.features.keys, ...strangers];
        expect(score(read.network, features)).toEqual(score(model.network, features));
      }),
      { numRuns: 40 },
    );
  });

  it('is written in the same bytes', () => {
    fc.assert(
      fc.property(anyModel, (model) => {
        const file = encodeModel(model);
        expect(encodeModel(decodeModel(file)).equals(file)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

function refusal(file: Buffer): BotError {
  try {
    decodeModel(file);
  } catch (error) {
    expect(error).toBeInstanceOf(BotError);
    return error as BotError;
  }
  return expect.fail('the file was accepted');
}

/** Whole and undamaged, whatever it holds. */
const sealed = (packed: Buffer) => Buffer.concat([createHash('sha256').update(packed).digest(), packed]);
const written = (header: unknown) => sealed(brotliCompressSync(Buffer.from(`${JSON.stringify(header)}\n`)));

describe('a model file', () => {
  const model = fc.sample(anyModel, { seed: 7, numRuns: 1 })[0]!;
  const file = encodeModel(model);

  it('that was cut off is refused with the cure', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), (length) => {
        const { code, message } = refusal(file.subarray(0, length));
        expect(code).toBe('config');
        expect(message).toContain('npm run train');
      }),
    );
  });

  it('with a damaged byte is refused with the cure', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = Buffer.from(file);
        damaged[at]! ^= by;
        const { code, message } = refusal(damaged);
        expect(code).toBe('config');
        expect(message).toContain('npm run train');
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Buffer]>([
    ['is empty', Buffer.alloc(0)],
    ['is text', Buffer.from('hello\n')],
    ['is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['is JSON', Buffer.from('{"version":1}\n')],
    ['is compressed text', brotliCompressSync(Buffer.from('hello\nworld'))],
    ['holds nothing', sealed(Buffer.alloc(0))],
    ['holds text', sealed(brotliCompressSync(Buffer.from('hello\nworld')))],
    ['holds null', written(null)],
    ['holds a number', written(5)],
    ['holds other JSON', written({ name: 'xiaofeng' })],
  ])('that %s is refused with the cure', (_name, foreign) => {
    const { code, message } = refusal(foreign);
    expect(code).toBe('config');
    expect(message).toContain('npm run train');
  });

  it.each([0, 1, 99])('of version %i is refused by name', (version) => {
    const { code, message } = refusal(written({ version, intents: [], choices: {}, classes: [], longest: 1, parts: [] }));
    expect(code).toBe('config');
    expect(message).toContain(`version ${version}`);
    expect(message).toContain('npm run train');
  });

  it('without one of its parts is refused, naming the part', () => {
    const header = { version: 2, intents: [], choices: {}, classes: [], longest: 1, parts: [] };
    expect(refusal(written(header)).message).toContain('has no');
  });

  it('of nonsense never does anything but be refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const some of [Buffer.from(bytes), brotliCompressSync(bytes)])
          for (const nonsense of [some, sealed(some)]) expect(refusal(nonsense).code).toBe('config');
      }),
    );
  });
});

describe('the model that ships', () => {
  const file = readFileSync(join(STARTER, 'reader.model'));
  const shipped = decodeModel(file);

  it('is small enough to be carried along', () => {
    expect(file.length).toBeLessThan(16_000_000);
  });

  it('has every intent, choice and tag of the label standard', () => {
    const plain = ignorantModel();
    expect(shipped.intents).toEqual(plain.intents);
    expect(shipped.network.outputBias).toHaveLength(plain.intents.length + EXTRAS);
    expect(shipped.judge.weights).toHaveLength(VIEWS);
    expect(shipped.judge.bias).toHaveLength(plain.intents.length + EXTRAS);
    expect(shipped.urgency.weights).toHaveLength(URGENCY_VIEWS);
    for (const { intent, slot, labels } of codedSlots) expect(shipped.choices[`${intent}.${slot}`]?.labels, slot).toEqual(labels);
  });

  it('has as many numbers as its parts need, all finite', () => {
    const { network, taggers, choices, judge, urgency } = shipped;
    const parts = [
      { ...network, width: network.hiddenBias.length },
      ...Object.values(taggers).map((tagger) => ({ ...tagger, width: tagsOf(tagger.kinds) })),
      ...[...Object.values(choices), urgency.given].map((choice) => ({ ...choice, width: choice.labels.length })),
    ];
    for (const { features, rows: numbers, scales, width } of parts) {
      expect(features.keys.length).toBeGreaterThan(0);
      expect(numbers).toHaveLength(features.keys.length * width);
      expect(scales).toHaveLength(features.keys.length);
      expect(scales.every(Number.isFinite)).toBe(true);
      expect(new Set(features.keys).size).toBe(features.keys.length);
    }
    expect(network.outputs).toHaveLength(network.hiddenBias.length * network.outputBias.length);
    for (const numbers of [network.outputs, network.hiddenBias, network.outputBias, judge.weights, judge.bias, urgency.weights])
      expect(numbers.every(Number.isFinite)).toBe(true);
  });

  it('judges alike however often it is read', () => {
    const again = decodeModel(file);
    for (const text of ['签到，另外东门充电柜冒烟了', '今天件真多', '周六的体检还有名额吗', '通知大家明早九点开会'])
      expect(judgeMessage(text, context, again).probabilities).toEqual(judgeMessage(text, context, shipped).probabilities);
  });

  it('is the one a reader takes that is given none', () => {
    const text = '东门充电柜冒烟了，还有我报名体检';
    expect(createReader()(text, context)).toEqual(createReader({ model: shipped })(text, context));
  });
});
