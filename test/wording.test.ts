// All the bot can say, for whoever reviews wording: `npx vitest -u` after a change, then read the difference aloud.
import { describe, expect, test } from 'vitest';
import { handlers } from '../handlers/index.ts';
import { phrases } from '../src/core/phrases.ts';
import { spoken } from './support/spoken.ts';

/** Where something has to be listed, sentences may be longer. */
const LONGEST = 60;

const SAMPLES = { name: '老王', hours: 2.5, at: '20:05', items: '充电、通道', day: '昨天', when: '今天 20:05', before: 20 };

function sentencesOf(text: unknown, path: string): [string, string][] {
  if (typeof text === 'string') return [[path, text]];
  if (typeof text === 'function') return [[path, String(text(...sampleArguments(String(text))))]];
  if (typeof text !== 'object' || text === null) return [];
  return Object.entries(text).flatMap(([key, value]) => sentencesOf(value, `${path}.${key}`));
}

/** Templates are small typed functions; their parameter names say what they want. */
function sampleArguments(template: string): unknown[] {
  const names =
    /\(([^)]*)\)/
      .exec(template)?.[1]
      ?.split(',')
      .map((name) => name.trim().split(':')[0]!.trim()) ?? [];
  return names.map((name) => (SAMPLES as Record<string, unknown>)[name] ?? (name === 'intent' ? 'plan_activity' : '签到'));
}

const all = [
  ...Object.entries(phrases).flatMap(([key, value]) => sentencesOf(value, `phrases.${key}`)),
  ...handlers.flatMap((handler) => sentencesOf(handler.text, handler.name)),
];

describe('wording', () => {
  test('stands as it was read', () => {
    expect(all.map(([path, sentence]) => `${path}: ${sentence}`).join('\n')).toMatchSnapshot();
  });

  test.each(all)('%s is short', (_path, sentence) => {
    expect([...sentence].length).toBeLessThanOrEqual(LONGEST);
  });

  test('stands as it was read, where it is said of plans and by itself', () => {
    const lines = Object.entries(spoken).map(([name, said]) => `${name}: ${said.replaceAll('\n', ' / ')}`);
    expect(lines.join('\n')).toMatchSnapshot();
  });

  /** The head of a plan lists its sessions. */
  const LISTS = ['draft', 'move'];
  test.each(Object.entries(spoken))('%s is short, sentence by sentence', (name, said) => {
    const sentences = said.split(/[。\n]/).slice(LISTS.includes(name) ? 1 : 0);
    expect(sentences.filter((sentence) => [...sentence].length > LONGEST)).toEqual([]);
  });

  test('has no slogans, no English and no jargon', () => {
    const foreign = all.filter(
      ([, sentence]) => /[A-Za-z]{3,}/.test(sentence) || /(系统|用户|请求|接口|参数|错误码)/.test(sentence),
    );
    expect(foreign).toEqual([]);
  });
});
