// A policy answer in a language model's words: waited for outside of any transaction, and never at the price of the plain answer.
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Frame } from '../../src/core/intent.ts';
import type { Knowledge, Word, WordingRequest } from '../../src/core/knowledge.ts';
import { knowledgePhrases } from '../../src/core/phrases-knowledge.ts';
import type { Advise, Understand } from '../../src/core/understanding.ts';
import { ADVICE_WITHIN_MS } from '../../src/pipeline/advice.ts';
import { createWording } from '../../src/pipeline/wording.ts';
import { type Bench, type BenchOptions, said, useBenches } from '../support/bot.ts';
import { fakeKnowledge } from '../support/fake-knowledge.ts';

const QUESTION = '工伤认定多久内申请';
const LEAD = '单位要在出事后30天内去申请工伤认定';
const EASY = '出事30天内单位去报，单位不报你1年内自己报。';

const ask: Frame = { intent: 'ask_policy', slots: {} };
const appeal: Frame = { intent: 'raise_appeal', slots: { topic: 'injury', anonymous: false, place: null } };
const understand: Understand = (text) => {
  if (text.startsWith('站里不给报')) return [appeal, ask];
  return text.includes('也许') ? [{ ...ask, alternative: { intent: 'query_points', slots: { scope: 'self' } } }] : [ask];
};

const known = fakeKnowledge();
/** Sure enough to answer, not sure enough to take a doubt for a question. */
const unsure: Knowledge = { ...known, answer: (question) => ({ ...known.answer(question), confidence: 0.7 }) };

const make = useBenches();
const start = (word: Word, options: BenchOptions = {}) => make({ understand, knowledge: fakeKnowledge(), word, ...options });
const direct = { conversation: { kind: 'direct', id: 'wecom:zhou' } } as const;
async function hear(it: Bench, text: string): Promise<string> {
  it.delivered.length = 0;
  await it.bot.receiver.receive(said(text, direct), { waitMs: 0 });
  await it.bot.settle();
  return it.delivered.map((out) => out.text).join('\n---\n');
}

afterEach(() => {
  vi.useRealTimers();
});

describe('an answer in other words', () => {
  test('is said as a model wrote it, marked, with what it rests on', async () => {
    const asked: WordingRequest[] = [];
    const it = await start(async (request) => {
      asked.push(request);
      return EASY;
    });
    const answer = await hear(it, QUESTION);
    expect(answer).toContain(EASY + knowledgePhrases.byModel);
    expect(answer).toContain('依据：《工伤保险条例》第十七条（国务院令第375号）');
    expect(answer).not.toContain(LEAD);
    expect(asked).toMatchObject([{ question: QUESTION, asker: { member: 'wecom:zhou' }, people: [] }]);
    expect(asked[0]?.passages.map(({ id }) => id)).toEqual(['F33']);
  });

  test.each<[string, Word]>([
    ['none', async () => null],
    ['a failure', () => Promise.reject(new Error('away'))],
    [
      'a failure at once',
      () => {
        throw new Error('away');
      },
    ],
  ])('%s: the plain one is said, without the mark', async (_, word) => {
    const it = await start(word);
    const answer = await hear(it, QUESTION);
    expect(answer).toContain(LEAD);
    expect(answer).not.toContain(knowledgePhrases.byModel);
  });

  test('too late: the plain one is said', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const it = await start(() => new Promise(() => {}));
    await it.bot.receiver.receive(said(QUESTION, direct), { waitMs: 0 });
    const settled = it.bot.settle();
    await vi.advanceTimersByTimeAsync(ADVICE_WITHIN_MS.wording);
    await settled;
    expect(it.delivered.map(({ text }) => text).join()).toContain(LEAD);
  });

  test('is not waited for when the bot stops: the plain one is said', async () => {
    const asked = vi.fn<Word>(() => new Promise(() => {}));
    const it = await start(asked);
    await it.bot.receiver.receive(said(QUESTION, direct), { waitMs: 0 });
    const settled = it.bot.settle();
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await it.bot.stop();
    await settled;
    const kept = await it.store.transaction((tx) => tx.outbox.list(['ready', 'leased', 'done', 'parked'], 10));
    expect(kept.map(({ body }) => body.text).join()).toContain(LEAD);
  });

  test('is not asked for in a group, where somebody in danger may speak next', async () => {
    const word = vi.fn<Word>(async () => EASY);
    const it = await start(word);
    await it.bot.receiver.receive(said(QUESTION), { waitMs: 0 });
    await it.bot.settle();
    expect(word).not.toHaveBeenCalled();
    expect(it.delivered.map(({ text }) => text).join()).toContain(LEAD);
  });

  test('leaves nothing behind of the turn that was broken off: the question is answered once', async () => {
    const it = await start(async () => EASY);
    await hear(it, QUESTION);
    expect(it.delivered).toHaveLength(1);
    const kept = await it.store.transaction((tx) => tx.outbox.list(['done'], 10));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.body.citations?.[0]).toMatchObject({ document: '《工伤保险条例》', id: 'F33' });
  });

  test('comes after the reading was settled, one after the other', async () => {
    const order: string[] = [];
    const advise: Advise = async () => {
      order.push('reading');
      return [ask];
    };
    const it = await start(
      async () => {
        order.push('wording');
        return EASY;
      },
      { advise, knowledge: unsure },
    );
    expect(await hear(it, `也许${QUESTION}`)).toContain(EASY);
    expect(order).toEqual(['reading', 'wording']);
  });

  test('is not asked for where something in the message is told in confidence', async () => {
    const word = vi.fn<Word>(async () => EASY);
    const it = await start(word);
    await hear(it, `站里不给报，${QUESTION}`);
    expect(word).not.toHaveBeenCalled();
  });

  test('is not asked for where no document says anything', async () => {
    const word = vi.fn<Word>(async () => EASY);
    const it = await start(word);
    expect(await hear(it, '公司食堂归哪个部门管')).toContain('不敢乱说');
    expect(word).not.toHaveBeenCalled();
  });
});

describe('the writer', () => {
  const request: WordingRequest = {
    question: QUESTION,
    passages: [],
    plain: LEAD,
    asker: { member: 'a', conversation: 'b' },
    people: [],
  };

  test('hears no question that may be somebody’s own trouble', async () => {
    const model = { ask: vi.fn() };
    const prompt = '只写 JSON\n=====\n{{question}}\n{{passages}}';
    const candidates = () => [{ frame: appeal, probability: 0.4 }];
    expect(await createWording({ model, prompt, candidates })(request)).toBeNull();
    expect(model.ask).not.toHaveBeenCalled();
  });
});
