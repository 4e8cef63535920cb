import { describe, expect, it } from 'vitest';
import type { Frame, Intent } from '../../src/core/intent.ts';
import { intentsOf } from '../../src/understanding/training/corpus.ts';
import { askedOf, countHeard, type Question } from '../../src/understanding/training/questions.ts';
import { small, utterance } from './small-model.ts';

const asks = (q: string, fact: string | null = 'F33'): Question => ({ q, fact, voice: 'q01' });
const many = Array.from({ length: 200 }, (_, at) => asks(`工伤第${at}条怎么报`));

describe('questions to learn from', () => {
  const asked = askedOf(many, small);

  it('are all asked, as questions of policy, the same for the same questions', () => {
    expect(asked.map(({ text }) => text).sort()).toEqual(many.map(({ q }) => q).sort());
    expect(asked.every(({ voice }) => voice === 'q01')).toBe(true);
    expect(new Set(asked.flatMap(intentsOf))).toEqual(new Set(['ask_policy']));
    expect(askedOf(many, small)).toEqual(asked);
  });

  it('are asked in the surroundings of labelled messages, but answer nobody and show nothing', () => {
    const known = small.map(({ role, now }) => `${role} ${now}`);
    for (const { role, now, context } of asked) {
      expect(known).toContain(`${role} ${now}`);
      expect(context?.quoted ?? context?.has_photo ?? null).toBeNull();
    }
    const open = { activities: [{ title: '党日', start: '2026-11-20T20:30:00+08:00' }], tickets: ['H-0001'] };
    const beside = utterance('明天见', [['smalltalk']], {
      role: 'secretary',
      context: { ...open, quoted: '早', has_photo: true },
    });
    expect(askedOf([asks('押金能收吗')], [beside])).toMatchObject([{ text: '押金能收吗', role: 'secretary', context: open }]);
  });

  it('are a sample where one voice asks a lot', () => {
    const lot = Array.from({ length: 500 }, (_, at) => asks(`押金第${at}条怎么退`));
    const sample = askedOf([...lot, { ...asks('社保谁交'), voice: 'q02' }], small).map(({ voice }) => voice);
    expect(sample.filter((voice) => voice === 'q01').length).toBeLessThan(300);
    expect(sample).toContain('q02');
  });

  it('are left out where somebody tells of a trouble of his own, which is an appeal', () => {
    expect(askedOf([asks('站里扣了我三百押金不给退')], small)).toEqual([]);
  });

  it('are left out where they stand labelled, since a question can be a cry for help', () => {
    expect(askedOf([asks(small[0]!.text)], small)).toEqual([]);
  });

  it('are left out where no fact answers them, or the fact is asked about in words of another intent', () => {
    expect(askedOf([asks('晚上吃啥', null), asks('着火了打几', 'F01'), asks('积分能换啥', 'F88')], small)).toEqual([]);
  });
});

describe('how many questions are heard', () => {
  const frame = (intent: Intent): Frame => ({ intent, slots: {} });

  it('counts those that a fact answers, for sure and as another reading', () => {
    const readings: Record<string, Frame[]> = {
      sure: [frame('check_in'), frame('ask_policy')],
      perhaps: [{ ...frame('smalltalk'), alternative: frame('ask_policy') }],
      missed: [{ ...frame('raise_appeal'), alternative: frame('help') }],
    };
    const questions = [...Object.keys(readings).map((q) => asks(q)), asks('sure', null)];
    expect(countHeard((text) => readings[text]!, questions)).toEqual({ sure: 1, asked: 2, of: 3 });
  });
});
