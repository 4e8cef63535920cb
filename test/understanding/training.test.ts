import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noCalendar } from '../../src/core/calendar.ts';
import { fitNetwork } from '../../src/learning/fit-network.ts';
import { probability, score } from '../../src/learning/network.ts';
import { createRandom, shuffle } from '../../src/learning/random.ts';
import { quantise, rowsOf, vocabularyOf } from '../../src/learning/vocabulary.ts';
import { choose, weigh } from '../../src/understanding/choice.ts';
import { foldText } from '../../src/understanding/fold.ts';
import { createReader } from '../../src/understanding/index.ts';
import { EXTRAS, judge, type Views } from '../../src/understanding/judge.ts';
import { encodeModel } from '../../src/understanding/model.ts';
import { findStretches, pathOf, type Stretch } from '../../src/understanding/tagger.ts';
import type { Utterance } from '../../src/understanding/training/corpus.ts';
import { fitChoice } from '../../src/understanding/training/fit-choice.ts';
import { fitJudge } from '../../src/understanding/training/fit-judge.ts';
import { exampleOf, fitReader, intents } from '../../src/understanding/training/fit-reader.ts';
import { fitTagger } from '../../src/understanding/training/fit-tagger.ts';
import { fitUrgency } from '../../src/understanding/training/fit-urgency.ts';
import { askedOf } from '../../src/understanding/training/questions.ts';
import { judgeUrgency } from '../../src/understanding/urgency.ts';
import { parseWordClasses } from '../../src/understanding/words.ts';
import { small, utterance } from './small-model.ts';

describe('chance', () => {
  it('comes from the seed alone and lies between zero and one', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const draw = (from: number) => Array.from({ length: 50 }, createRandom(from));
        expect(draw(seed)).toEqual(draw(seed));
        expect(draw(seed)).not.toEqual(draw(seed + 1));
        for (const value of draw(seed)) expect(value >= 0 && value < 1).toBe(true);
      }),
    );
  });

  it('is even', () => {
    const random = createRandom(7);
    const counts = new Array(10).fill(0);
    for (let count = 0; count < 20_000; count += 1) counts[Math.floor(random() * 10)] += 1;
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it('mixes without losing anything', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer(), (items, seed) => {
        expect(shuffle([...items], createRandom(seed)).sort()).toEqual([...items].sort());
      }),
    );
  });
});

describe('the features worth a row', () => {
  const samples = fc.array(fc.uniqueArray(fc.nat(12), { maxLength: 6 }), { maxLength: 20 });

  it('are those seen often enough, by more than one voice', () => {
    fc.assert(
      fc.property(
        samples,
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.constantFrom('a', 'b'), { minLength: 20, maxLength: 20 }),
        (all, least, voices) => {
          const seenIn = (feature: number) => all.flatMap((features, at) => (features.includes(feature) ? [voices[at]] : []));
          const known = Array.from({ length: 13 }, (_, feature) => feature);
          const often = known.filter((feature) => seenIn(feature).length >= least && seenIn(feature).length > 0);
          expect([...vocabularyOf(all, least).keys()].sort()).toEqual(often.sort());
          const shared = often.filter((feature) => new Set(seenIn(feature)).size > 1);
          const rowOf = vocabularyOf(all, least, voices);
          expect([...rowOf.keys()].sort()).toEqual(shared.sort());
          expect([...rowOf.values()]).toEqual([...rowOf.keys()].map((_, row) => row));
        },
      ),
    );
  });

  it('are looked up in the order they come, the unknown left out', () => {
    expect([
      ...rowsOf(
        [5, 9, 3],
        new Map([
          [3, 0],
          [5, 1],
        ]),
      ),
    ]).toEqual([1, 0]);
  });
});

describe('rows as small numbers', () => {
  const width = 4;
  const weights = fc
    .array(fc.oneof(fc.integer({ min: -50_000, max: 50_000 }), fc.constant(0)), { maxLength: 60 })
    .map((some) => Float32Array.from(some.slice(0, some.length - (some.length % width)), (value) => value / 1_000));

  it('stay within half a step of what they were', () => {
    fc.assert(
      fc.property(weights, (all) => {
        const rowOf = new Map(Array.from({ length: all.length / width }, (_, row) => [row * 1_000 + 7, row]));
        const { features, rows, scales } = quantise(rowOf, all, width);
        expect([...features.keys]).toEqual([...rowOf.keys()]);
        for (const [at, weight] of all.entries()) {
          const scale = scales[Math.floor(at / width)]!;
          expect(Math.abs(rows[at]! * scale - weight)).toBeLessThanOrEqual(scale / 2 + Math.abs(weight) * 1e-5);
        }
        expect(rows.every((value) => Math.abs(value) <= 31)).toBe(true);
      }),
    );
  });

  it('keep the largest of each row as it was, and its sign', () => {
    const { rows, scales } = quantise(new Map([[1, 0]]), Float32Array.of(0.5, -2, 1, 0), width);
    expect([...rows]).toEqual([8, -31, 16, 0]);
    expect(scales[0]! * -31).toBeCloseTo(-2, 5);
  });

  it('leave out what moves nothing, and keep the others with their features', () => {
    const some = Float32Array.of(0.1, 0, 0, 0, 3, 0, 0, 0, 0, -0.2, 0, 0);
    const { features, rows } = quantise(
      new Map([
        [10, 0],
        [20, 1],
        [30, 2],
      ]),
      some,
      width,
      0.15,
    );
    expect([...features.keys]).toEqual([20, 30]);
    expect([...rows]).toEqual([31, 0, 0, 0, 0, -31, 0, 0]);
  });
});

/** Samples in which feature n speaks for output n, among features that say nothing. */
function separable(outputs: number, count: number, seed: number) {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const truth = new Uint8Array(outputs);
    const features = new Set<number>();
    for (let output = 0; output < outputs; output += 1) {
      if (random() >= 0.3) continue;
      truth[output] = 1;
      features.add(output);
    }
    for (let noise = 0; noise < 4; noise += 1) features.add(100 + Math.floor(random() * 20));
    return { features, truth, voice: at % 2 ? 'a' : 'b' };
  });
}

describe('a network', () => {
  const options = { hidden: 16, epochs: 20, rate: 0.1, dropout: 0.2, least: 2, seed: 3 };
  const samples = separable(4, 300, 11);
  const network = fitNetwork(samples, 4, options);

  it('separates what can be separated, also where it has not looked', () => {
    const strangers = separable(4, 200, 12);
    const right = strangers.filter(({ features, truth }) =>
      score(network, features).every((logOdds, output) => probability(logOdds) >= 0.5 === Boolean(truth[output])),
    );
    expect(right.length / strangers.length).toBeGreaterThan(0.95);
  });

  it('takes a text of unknown words for nothing', () => {
    for (const logOdds of score(network, [7_000, 8_000])) expect(probability(logOdds)).toBeLessThan(0.5);
  });

  it('is the same for the same seed, another for another', () => {
    expect(fitNetwork(samples, 4, options)).toMatchObject({ rows: network.rows, outputs: network.outputs });
    expect(fitNetwork(samples, 4, { ...options, seed: 4 }).outputs).not.toEqual(network.outputs);
  });

  it('learns no word that only one person says', () => {
    const habit = samples.map((sample) => ({
      ...sample,
      features: new Set([...sample.features, ...(sample.voice === 'a' ? [999] : [])]),
    }));
    const { features } = fitNetwork(habit, 4, options);
    expect(features.rowOf(999)).toBe(-1);
    expect(features.rowOf(0)).toBeGreaterThanOrEqual(0);
  });
});

describe('a choice', () => {
  const labels = ['-', 'fire', 'gas'];
  const options = { epochs: 15, rate: 0.2, dropout: 0.2, least: 2, seed: 3 };
  const samplesOf = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 200 }, () => {
      const truth = Math.floor(random() * 3);
      const features = new Set([10 + truth, ...Array.from({ length: 3 }, () => 100 + Math.floor(random() * 15))]);
      return { features, label: labels[truth]! };
    });
  };
  const choice = fitChoice(samplesOf(1), labels, options);

  it('chooses what it was shown, also where it has not looked', () => {
    const strangers = samplesOf(2);
    const right = strangers.filter(({ features, label }) => choose(choice, features) === label);
    expect(right.length / strangers.length).toBeGreaterThan(0.97);
  });

  it('goes by what is usual where nothing speaks', () => {
    const mostly = samplesOf(3).map((sample, at) => (at % 4 ? { ...sample, label: 'gas', features: new Set([1]) } : sample));
    expect(choose(fitChoice(mostly, labels, options), [55_555])).toBe('gas');
  });

  it('is the same for the same seed', () => {
    expect(fitChoice(samplesOf(1), labels, options)).toMatchObject({ rows: choice.rows, bias: choice.bias });
  });

  it('without anything to learn from prefers nothing', () => {
    const shares = weigh(fitChoice([], labels, options), [1, 2]);
    for (const share of shares) expect(share).toBeCloseTo(1 / 3);
  });
});

describe('a tagger', () => {
  const kinds = ['place', 'activity'] as const;
  const options = { epochs: 8, rate: 0.2, dropout: 0.05, least: 1, seed: 3 };
  /** A place stands between 1 and 2, an activity between 3 and 4; other figures are talk. */
  const samplesOf = (seed: number) => {
    const random = createRandom(seed);
    const talk = () => 5 + Math.floor(random() * 4);
    return Array.from({ length: 120 }, () => {
      const letters: number[] = [];
      const stretches: Stretch[] = [];
      for (let part = 0; part < 3; part += 1) {
        const kind = Math.floor(random() * 3);
        if (kind > 0) {
          letters.push(kind === 1 ? 1 : 3);
          const start = letters.length;
          for (let length = 1 + Math.floor(random() * 3); length > 0; length -= 1) letters.push(talk());
          stretches.push({ kind: kinds[kind - 1]!, start, end: letters.length });
          letters.push(kind === 1 ? 2 : 4);
        } else letters.push(talk(), talk());
      }
      const columns = letters.map((letter, at) => [letter, 20 + (letters[at - 1] ?? 0), 40 + (letters[at + 1] ?? 0)]);
      return { columns, stretches, path: pathOf(letters.length, stretches, kinds) };
    });
  };
  const tagger = fitTagger(samplesOf(1), kinds, options);

  it('copies what it was shown, also where it has not looked', () => {
    const strangers = samplesOf(2);
    const right = strangers.filter(
      ({ columns, stretches }) => JSON.stringify(findStretches(tagger, columns)) === JSON.stringify(stretches),
    );
    expect(right.length / strangers.length).toBeGreaterThan(0.95);
  });

  it('is the same for the same seed', () => {
    const again = fitTagger(samplesOf(1), kinds, options);
    expect(again.steps).toEqual(tagger.steps);
    expect(again.rows).toEqual(tagger.rows);
  });

  it('bears samples without a character', () => {
    expect(findStretches(fitTagger([{ columns: [], path: [] }], kinds, options), [[1]])).toBeDefined();
  });
});

describe('a judge', () => {
  const outputs = 3 + EXTRAS;
  const samplesOf = (seed: number) => {
    const random = createRandom(seed);
    return Array.from({ length: 300 }, () => {
      const truth = Uint8Array.from({ length: outputs }, () => Number(random() < 0.3));
      const loud = (output: number) => (truth[output] ? 2 : -2) + (random() - 0.5) * 2;
      const views: Views = {
        whole: Float32Array.from({ length: outputs }, (_, output) => loud(output)),
        parts:
          random() < 0.5 ? [] : [0, 1].map(() => Float32Array.from({ length: outputs }, (_, output) => loud(output) - random())),
        claimed: Array.from({ length: outputs }, (_, output) => (random() < 0.1 ? !truth[output] : Boolean(truth[output]))),
      };
      return { views, truth };
    });
  };
  const judged = fitJudge(samplesOf(1), outputs, 5);

  it('believes what has been right', () => {
    let right = 0;
    let all = 0;
    for (const { views, truth } of samplesOf(2)) {
      for (const [output, logOdds] of judge(judged, views).entries()) {
        all += 1;
        if (probability(logOdds) >= 0.5 === Boolean(truth[output])) right += 1;
      }
    }
    expect(right / all).toBeGreaterThan(0.95);
  });

  it('is the same for the same seed', () => {
    expect(fitJudge(samplesOf(1), outputs, 5)).toEqual(judged);
  });
});

describe('the judgement of urgency', () => {
  const samplesOf = (seed: number, count = 300) => {
    const random = createRandom(seed);
    return Array.from({ length: count }, () => {
      const isUrgent = random() < 0.3;
      const loud = () => (isUrgent ? 2 : -2) + (random() - 0.5) * 3;
      const given = random() < 0.5 ? [loud()] : [loud(), loud(), loud()];
      return { alarm: { danger: loud(), hazard: 1 + random(), given, sign: random() < 0.1 ? !isUrgent : isUrgent }, isUrgent };
    });
  };

  it('believes what has been right', () => {
    const weights = fitUrgency(samplesOf(1));
    const right = samplesOf(2).filter(({ alarm, isUrgent }) => judgeUrgency({ weights }, alarm) >= 0 === isUrgent);
    expect(right.length / 300).toBeGreaterThan(0.97);
  });

  it('stays finite where every sign was right, and raises no alarm where it was shown nothing', () => {
    const sure = samplesOf(3).map((one) => ({ ...one, alarm: { ...one.alarm, sign: one.isUrgent } }));
    expect(fitUrgency(sure).every(Number.isFinite)).toBe(true);
    const [{ alarm }] = samplesOf(4, 1) as [ReturnType<typeof samplesOf>[0]];
    expect(judgeUrgency({ weights: fitUrgency([]) }, alarm)).toBeLessThan(-5);
  });
});

describe('a reader fitted on a few messages', () => {
  const words = parseWordClasses(['smoke\t冒烟 起火', 'arrived\t到了 签到'], foldText);
  const learn = (utterances: readonly Utterance[] = small) =>
    fitReader(utterances, words, { calendar: noCalendar, botNames: ['小蜂'] }, () => {});
  const model = learn();
  const read = createReader({ model });
  const context = {
    now: Date.parse('2026-11-20T20:10:00+08:00'),
    role: 'member',
    activities: [],
    quoted: null,
    hasPhoto: false,
    tickets: [],
  } as const;

  it('knows each of them again', () => {
    const [hazard] = read('东门充电柜冒烟了！', context);
    expect(hazard).toMatchObject({ intent: 'report_hazard', slots: { category: 'charging', place: '东门', urgent: true } });
    expect(read('体检给我报个名，两个人。', context)).toMatchObject([
      { intent: 'sign_up', slots: { activity: '体检', party_size: 2 } },
    ]);
    expect(read('今天的件可真多，跑不完', context)).toMatchObject([{ intent: 'smalltalk' }]);
  });

  it('is the same file, byte by byte, when it is fitted again', () => {
    expect(encodeModel(learn()).equals(encodeModel(model))).toBe(true);
  });

  it('gives one truth to each intent, to danger and to talk', () => {
    const truthOf = (one: Utterance) => exampleOf(one, words, ['小蜂']).truth;
    expect([...truthOf(utterance('今天真热', [['smalltalk']]))].flatMap((yes, at) => (yes ? [at] : []))).toEqual([
      intents.length + 1,
    ]);
    const two = utterance('签到，东门着火了', [['check_in'], ['report_hazard', { urgent: true }]]);
    const expected = [intents.indexOf('check_in'), intents.indexOf('report_hazard'), intents.length];
    expect([...truthOf(two)].flatMap((yes, at) => (yes ? [at] : []))).toEqual(expected);
  });

  it('hears a question of policy when it was shown some, and everything else as before', () => {
    const shown = ['a', 'b', 'c', 'd'].flatMap((voice) =>
      ['工伤怎么报', '押金能收吗', '社保谁交', '工伤谁赔'].map((q) => ({ q, fact: 'F33', voice })),
    );
    const talk = askedOf(shown, small);
    const asking = createReader({
      model: fitReader(small, words, { calendar: noCalendar, botNames: ['小蜂'], talk }, () => {}),
    });
    expect(asking('工伤怎么报', context).map(({ intent }) => intent)).toContain('ask_policy');
    expect(read('工伤怎么报', context).map(({ intent }) => intent)).not.toContain('ask_policy');
    for (const text of ['东门充电柜冒烟了！', '体检给我报个名，两个人。', '今天的件可真多，跑不完'])
      expect(asking(text, context)).toEqual(read(text, context));
  });

  it('finds nothing to do when it was shown nothing', () => {
    const empty = createReader({ model: learn([]) });
    for (const text of ['签到', '东门充电柜冒烟了', ''])
      expect(empty(text, context)).toEqual([{ intent: 'smalltalk', slots: {} }]);
  });
});
