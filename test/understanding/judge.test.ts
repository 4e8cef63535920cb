import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFeatureTable } from '../../src/learning/feature-table.ts';
import { type Network, probability, score } from '../../src/learning/network.ts';
import { type Choice, choose, weigh } from '../../src/understanding/choice.ts';
import { EXTRAS, judge, VIEWS, type Views, viewsOf } from '../../src/understanding/judge.ts';

const INTENTS = 3;
const OUTPUTS = INTENTS + EXTRAS;
const LIMIT = 8;

const scores = fc
  .array(fc.oneof(fc.float({ min: -20, max: 20, noNaN: true }), fc.constantFrom(Infinity, -Infinity)), {
    minLength: OUTPUTS,
    maxLength: OUTPUTS,
  })
  .map((some) => Float32Array.from(some));
const anyViews = fc.record<Views>({
  whole: scores,
  parts: fc.array(scores, { maxLength: 5 }),
  claimed: fc.array(fc.boolean(), { minLength: OUTPUTS, maxLength: OUTPUTS }),
});
const output = fc.integer({ min: 0, max: OUTPUTS - 1 });

describe('the views of one intent', () => {
  it('are as many as the weights, and bounded however loud the network is', () => {
    fc.assert(
      fc.property(anyViews, output, (views, intent) => {
        const seen = viewsOf(views, intent);
        expect(seen).toHaveLength(VIEWS);
        for (const view of seen) expect(Math.abs(view)).toBeLessThanOrEqual(LIMIT);
      }),
    );
  });

  it('do not hang on the order of the parts', () => {
    fc.assert(
      fc.property(anyViews, output, (views, intent) => {
        expect(viewsOf({ ...views, parts: views.parts.toReversed() }, intent)).toEqual(viewsOf(views, intent));
      }),
    );
  });

  it('take the danger of the whole for no rival', () => {
    fc.assert(
      fc.property(anyViews, fc.integer({ min: 0, max: INTENTS - 1 }), fc.float({ noNaN: true }), (views, intent, other) => {
        const whole = Float32Array.from(views.whole);
        whole[INTENTS] = other;
        expect(viewsOf({ ...views, whole }, intent)).toEqual(viewsOf(views, intent));
      }),
    );
  });

  it('are these for a message of two clauses', () => {
    const views: Views = {
      whole: Float32Array.of(2, -1, 3, -5, -2),
      parts: [Float32Array.of(4, -3, 0, -5, -5), Float32Array.of(-6, 1, 20, -5, -5)],
      claimed: [true, false, false, false, false],
    };
    // 1, own, best part, second part, rival, leading, larger of own and best, rule, own·rule, divided, own and best·divided, talk …
    expect(viewsOf(views, 0)).toEqual([1, 2, 4, -6, 3, 4, 4, 1, 2, 1, 2, 4, -2, -2, -0.5]);
    expect(viewsOf(views, 1)).toEqual([1, -1, 1, -3, 3, -8, 1, 0, -0, 1, -1, 1, -2, -0, 0.25]);
    expect(viewsOf(views, 2)).toEqual([1, 3, 8, 0, 2, 8, 8, 0, 0, 1, 3, 8, -2, -0, -0.75]);
  });

  it('are those of the whole when there are no parts', () => {
    const whole = Float32Array.of(2, -1, 0, 0, 0);
    expect(viewsOf({ whole, parts: [], claimed: [false, false, false, false, false] }, 0).slice(1, 4)).toEqual([2, 2, 2]);
  });
});

describe('the judge', () => {
  it('adds up bias and weighed views', () => {
    fc.assert(
      fc.property(
        anyViews,
        fc.array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: VIEWS, maxLength: VIEWS }),
        fc.array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: OUTPUTS, maxLength: OUTPUTS }),
        (views, weights, bias) => {
          const judged = judge({ weights: Float32Array.from(weights), bias: Float32Array.from(bias) }, views);
          expect(judged).toHaveLength(OUTPUTS);
          for (const [intent, logOdds] of judged.entries()) {
            const sum = viewsOf(views, intent).reduce((all, view, at) => all + view * weights[at]!, bias[intent]!);
            expect(logOdds).toBeCloseTo(sum, 2);
          }
        },
      ),
    );
  });

  it('gives probabilities', () => {
    expect([-Infinity, -2, 0, 2, Infinity].map(probability)).toEqual([
      0,
      expect.closeTo(0.1192, 4),
      0.5,
      expect.closeTo(0.8808, 4),
      1,
    ]);
  });
});

describe('the network', () => {
  // Two features, two hidden units, two outputs.
  const network: Network = {
    features: createFeatureTable(Uint32Array.of(10, 20)),
    rows: Int8Array.of(10, -10, 20, 30),
    scales: Float32Array.of(0.1, 0.2),
    hiddenBias: Float32Array.of(0.5, -1),
    outputs: Float32Array.of(2, -1, 1, 3),
    outputBias: Float32Array.of(-3, 0.25),
  };

  it('says its bias of what it does not know', () => {
    // Hidden: 0.5 and nothing.
    expect([...score(network, [])]).toEqual([-2, -0.25]);
    expect([...score(network, [1, 2, 3])]).toEqual([-2, -0.25]);
  });

  it('scores by the rows it knows, scaled to the length of the message', () => {
    // 10 alone: hidden 1 + 0.5 and −1 − 1.
    expect([...score(network, [10])]).toEqual([0, -1.25]);
    // Both: (1 + 4)/√2 + 0.5 and (−1 + 6)/√2 − 1.
    const [first, second] = [5 / Math.SQRT2 + 0.5, 5 / Math.SQRT2 - 1];
    const both = score(network, [10, 20]);
    expect(both[0]).toBeCloseTo(-3 + 2 * first + second, 5);
    expect(both[1]).toBeCloseTo(0.25 - first + 3 * second, 5);
  });

  it('does not mind the order, nor what it never saw', () => {
    expect(score(network, [99, 20, 98, 10])).toEqual(score(network, [10, 20]));
  });
});

describe('a choice', () => {
  const choice: Choice = {
    labels: ['-', 'fire', 'gas'],
    features: createFeatureTable(Uint32Array.of(1, 2)),
    rows: Int8Array.of(-31, 31, 0, -31, 0, 31),
    scales: Float32Array.of(0.1, 0.1),
    bias: Float32Array.of(1, 0, 0),
  };

  it('goes by what speaks loudest, and by what is usual when nothing does', () => {
    expect([[], [7], [1], [2]].map((features) => choose(choice, features))).toEqual(['-', '-', 'fire', 'gas']);
    expect(choose(choice, [7], [2])).toBe('gas');
  });

  it('spreads one whole over its labels', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4)), fc.array(fc.nat(4)), (some, more) => {
        const shares = weigh(choice, some, more);
        expect(shares).toHaveLength(3);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
        expect(choice.labels.indexOf(choose(choice, some, more))).toBe(shares.indexOf(Math.max(...shares)));
      }),
    );
  });
});
