import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { decodeAnswers, encodeAnswers } from '../../src/knowledge/answers-model.ts';
import { otherNames, trainedNames } from '../../src/knowledge/candidates.ts';
import { classify } from '../../src/knowledge/classifier.ts';
import { parseDocument } from '../../src/knowledge/document.ts';
import { judge } from '../../src/knowledge/judge.ts';
import { fitAnswers, fitWeights, type Sample } from '../../src/knowledge/training/fit-answers.ts';
import { type LabelledQuestion, parseQuestions } from '../../src/knowledge/training/questions.ts';
import { fact, fileOf } from './files.ts';
import { knowledgeOf } from './hand-model.ts';

const facts = Object.entries({
  F01: '# 夜班补助怎么发\n\n夜班补助每晚30元，次月发到本人。\n',
  F02: '# 宿舍几点关门\n\n宿舍晚上11点锁大门。\n',
  F03: '# 请假要提前几天\n\n请假提前两天跟站长说。\n',
}).map(([id, body]) =>
  parseDocument(fileOf({ id, title: `《${id}》`, status: '已核实·原文' }, body), `${id.toLowerCase()}.md`, 'starter'),
);
const asked: Record<string, string[]> = {
  F01: ['晚上跑单补多少钱', '熬夜送货给不给钱', '跑夜里一趟补几块'],
  F02: ['大门啥时候锁', '回来晚了进得去不', '睡的地方几点不让进'],
  F03: ['有事不来咋说', '想歇一天要先讲不', '家里有事得早几天打招呼'],
  none: ['今天吃啥', '哈哈哈', '下雨了'],
};
const voices = ['a', 'b', 'c'];
const questions = Object.entries(asked).flatMap(([id, lines]) =>
  lines.flatMap((q) =>
    voices.map(
      (voice): LabelledQuestion => ({ q: `${q}${'呢吗呀'[voices.indexOf(voice)]}`, fact: id === 'none' ? null : id, voice }),
    ),
  ),
);
const passages = facts.flatMap((parsed) => parsed.passages);
const said: string[] = [];
const fitted = fitAnswers(questions, passages, (line) => said.push(line));

describe('a model that was fitted', () => {
  it('says of which voices it heard nothing meanwhile', () => {
    expect(said).toEqual(['without a', 'without b', 'without c']);
  });

  it('knows what the questions are about, in words no document has', () => {
    for (const [id, lines] of Object.entries(asked)) {
      for (const line of lines) {
        const { scores, none, known } = classify(fitted.classifier, line);
        const best = [...scores, none].indexOf(Math.max(...scores, none));
        expect([...fitted.classifier.ids, 'none'][best], line).toBe(id);
        expect(known).toBeGreaterThan(0.5);
      }
    }
    expect(classify(fitted.classifier, '龘靐').known).toBeLessThan(0.5);
  });

  it('answers with the facts', () => {
    const { found } = knowledgeOf([], facts, fitted);
    expect(found('晚上跑单补多少钱呢')).toBe('F01');
    expect(found('大门啥时候锁呢')).toBe('F02');
    expect(found('今天吃啥呢')).toBe('unknown');
  });

  it('is the same when it is fitted again', () => {
    expect(encodeAnswers(fitAnswers(questions, passages, () => {})).equals(encodeAnswers(fitted))).toBe(true);
  });

  it('weighs as much as there are names', () => {
    expect(fitted.judge.trained).toHaveLength(trainedNames.length);
    expect(fitted.judge.other).toHaveLength(otherNames.length);
  });
});

describe('its file', () => {
  const file = encodeAnswers(fitted);

  it('gives back what went in', () => {
    const read = decodeAnswers(file);
    expect(read.judge).toEqual(fitted.judge);
    expect(read.classifier.ids).toEqual(fitted.classifier.ids);
    expect(classify(read.classifier, '大门啥时候锁')).toEqual(classify(fitted.classifier, '大门啥时候锁'));
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['half of it', file.subarray(0, file.length / 2)],
    ['a flipped bit', Buffer.from(file.map((byte, at) => (at === file.length - 9 ? byte ^ 1 : byte)))],
  ])('is refused when it is %s', (_, damaged) => {
    expect(() => decodeAnswers(damaged)).toThrow(BotError);
  });
});

describe('weights', () => {
  it('make one side likely and the other not', () => {
    const samples = Array.from({ length: 200 }, (_, at): Sample => {
      const isRight = at % 2 === 0;
      return { features: Float32Array.of(isRight ? 1 : 0, 1), isRight };
    });
    const trained = fitWeights(samples, 2);
    const likely = (features: Float32Array) =>
      judge({ trained, other: trained }, { passage: fact('F33').passages[0]!, features, isTrained: true });
    expect(likely(Float32Array.of(1, 1))).toBeGreaterThan(0.9);
    expect(likely(Float32Array.of(0, 1))).toBeLessThan(0.1);
  });
});

describe('lists of questions', () => {
  it('are read with the voice they came from', () => {
    expect(parseQuestions('{"q":"甲","fact":"F01"}\n\n{"q":"乙","fact":null}\n', 'v1')).toEqual([
      { q: '甲', fact: 'F01', voice: 'v1' },
      { q: '乙', fact: null, voice: 'v1' },
    ]);
    expect(parseQuestions('', 'v1')).toEqual([]);
  });

  it.each(['{', '[]', '{"q":""}', '{"q":"甲"}', '{"q":"甲","fact":1}', '{"fact":"F01"}'])(
    'name the line that is wrong: %s',
    (line) => {
      expect(() => parseQuestions(`{"q":"甲","fact":null}\n${line}`, 'v1')).toThrow(/^v1, line 2: a question is \{"q"/);
    },
  );
});
