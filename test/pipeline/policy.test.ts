// Questions about rules that sound like talk: where a document clearly answers, they are questions.
import { describe, expect, test } from 'vitest';
import type { Frame, Intent } from '../../src/core/intent.ts';
import type { Knowledge, PolicyAnswer } from '../../src/core/knowledge.ts';
import type { Said } from '../../src/core/message.ts';
import { withPolicy } from '../../src/pipeline/policy.ts';
import { said } from '../support/bot.ts';
import { fakeKnowledge } from '../support/fake-knowledge.ts';

const TALK: Frame = { intent: 'smalltalk', slots: {} };
const ASK: Frame = { intent: 'ask_policy', slots: {} };
const unskilled: ReadonlySet<Intent> = new Set(['query_points']);

/** Answers everything, that surely. */
function sure(confidence: number): Knowledge {
  const knowledge = fakeKnowledge();
  const found = knowledge.answer({ words: '工伤认定多久内申请', today: '2026-11-22', asOf: null, place: null });
  return { ...knowledge, answer: (): PolicyAnswer => ({ ...found, confidence }) };
}

const read = (frames: Frame[], text: string, confidence: number, over: Partial<Said> = {}) =>
  withPolicy(
    frames,
    { ...(said(text) as Said), ...over },
    { knowledge: sure(confidence), hasSkill: (intent) => !unskilled.has(intent) },
  );

describe('what the reader takes for talk', () => {
  test.each<[string, Frame[], string, number, Frame[]]>([
    ['a question that is clearly answered', [TALK], '摔了给报不', 0.9, [ASK]],
    ['a question that may be answered', [TALK], '摔了给报不', 0.7, [TALK]],
    ['no question, clearly answered', [TALK], '摔断腿养伤', 0.9, [TALK]],
    ['no question, answered beyond doubt', [TALK], '摔断腿养伤', 0.98, [ASK]],
    ['what nobody has a skill for', [{ intent: 'query_points', slots: {} }], '积分能换啥', 0.9, [ASK]],
    ['what somebody has a skill for', [{ intent: 'check_in', slots: {} }], '到了吗', 0.99, [{ intent: 'check_in', slots: {} }]],
    ['a doubt', [{ ...ASK, alternative: TALK }], '摔了给报不', 0.9, [ASK]],
    ['a doubt that stays one', [{ ...ASK, alternative: TALK }], '摔了给报不', 0.5, [{ ...ASK, alternative: TALK }]],
  ])('%s', (_, frames, text, confidence, expected) => {
    expect(read(frames, text, confidence)).toEqual(expected);
  });

  test('stays talk where nobody spoke to the bot, and where nothing was said', () => {
    expect(read([TALK], '摔了给报不', 0.99, { addressed: false })).toEqual([TALK]);
    expect(read([TALK], '', 0.99)).toEqual([TALK]);
  });
});
