// The whole server with a language model behind it: policy answers in its words, as far as the documents bear them out.
import { afterEach, describe, expect, test } from 'vitest';
import type { Understand } from '../../src/core/understanding.ts';
import { type ModelBot, startModelBot } from '../support/model-bot.ts';
import { says } from '../support/model-server.ts';

const QUESTION = '工伤认定多久内要申请，我叫老周，电话13812345678';
const understand: Understand = () => [{ intent: 'ask_policy', slots: {} }];
const candidates = () => [{ frame: { intent: 'ask_policy' as const, slots: {} }, probability: 0.9 }];

let bot: ModelBot;
afterEach(() => bot.close());

/** Asks in the direct chat; the model writes one sentence and names the passage it rests on. */
async function answerWith(text: string, passage = 'F33'): Promise<string> {
  bot = await startModelBot({ script: says({ sentences: [{ text, passage }] }), understand, candidates });
  return (await bot.say('zhou', QUESTION)).join('\n');
}

describe('a policy answer with a language model', () => {
  test('is said in its words, marked, with the document; nobody’s name or number left the house', async () => {
    const answer = await answerWith('单位要在出事后30天内去申请工伤认定。');
    expect(answer).toContain('单位要在出事后30天内去申请工伤认定。（AI生成）');
    expect(answer).toContain('国务院令第375号');
    expect(bot.server.asked).toHaveLength(1);
    expect(bot.server.asked[0]?.raw).toContain('30天');
    expect(bot.server.asked[0]?.raw).not.toMatch(/13812345678|老周/);
    expect(bot.logged.join('\n')).not.toMatch(/13812345678|多久内要申请/);
  });

  test.each([
    ['a figure of its own', '单位要在出事后60天内去申请工伤认定。', 'F33'],
    ['another passage', '单位要在出事后30天内去申请工伤认定。', 'F99'],
    ['a link', '单位要在出事后30天内去申请工伤认定，见 https://a.example', 'F33'],
    ['somebody else to call', '打给王律师就行。', 'F33'],
  ])('with %s is dropped for the document’s own', async (_, text, passage) => {
    const answer = await answerWith(text, passage);
    expect(answer).not.toContain('AI生成');
    expect(answer).toContain('依据：《工伤保险条例》第十七条');
    expect(answer).not.toMatch(/60天|https|王律师/);
  });
});
