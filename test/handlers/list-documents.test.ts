// What the bot has read, for anybody who asks.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppealBench, appealBench } from '../support/appeal-bench.ts';
import { fakeKnowledge, fakePassages } from '../support/fake-knowledge.ts';

let it: AppealBench;
beforeEach(async () => {
  it = await appealBench();
  Object.assign(it.services, { knowledge: fakeKnowledge() });
});
afterEach(() => it.close());

const alone = async (words: string) => (await it.say('sunwei', words)).alone.join('\n');

test('the branch’s own documents come first, by name; of the others how many there are of each matter', async () => {
  expect(await alone('有哪些文件')).toBe(
    [
      '支部自己的文件 1 份：',
      '1. 江畔支部驿站公约，2026年3月1日起施行',
      '公共政策：求助电话 2、工伤 2、高温健康 2、党费 1。',
      '直接问事就行，如“送餐摔了算工伤吗”；只看一类，说“有哪些文件 工伤”。',
    ].join('\n'),
  );
});

test('those about a matter are listed once each, with number and first day', async () => {
  expect(await alone('工伤的文件有哪些')).toBe(
    '说到“工伤”的有 1 份：\n1. 《工伤保险条例》（国务院令第375号），2004年1月1日起施行',
  );
  expect(await alone('有哪些文件 年终奖')).toBe('没有专说“年终奖”的文件。想知道什么直接问，答不上我帮你问人。');
});

test('are ten at most', async () => {
  const [, , , , , own] = fakePassages;
  const many = Array.from({ length: 12 }, (_, index) => ({
    ...own!,
    id: `own-${index}`,
    document: { ...own!.document, id: `own-${index}`, title: `公约之${index + 1}` },
  }));
  Object.assign(it.services, { knowledge: fakeKnowledge(many) });
  const lines = (await alone('有什么政策')).split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('支部自己的文件 12 份：');
  expect(lines.at(-2)).toBe('还有 2 份。');
});

test('says so when there is none', async () => {
  Object.assign(it.services, { knowledge: fakeKnowledge([]) });
  expect(await alone('有哪些文件')).toBe('我这儿还没有文件。');
});
