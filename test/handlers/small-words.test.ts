// Small things people notice: who is meant, what is promised, what is said twice.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKnowledge } from '../../src/knowledge/open.ts';
import { type AppealBench, appealBench } from '../support/appeal-bench.ts';
import { fakeKnowledge } from '../support/fake-knowledge.ts';
import { silentLog } from '../support/server.ts';

let it: AppealBench;
beforeEach(async () => {
  it = await appealBench();
  Object.assign(it.services, { knowledge: fakeKnowledge() });
});
afterEach(() => it.close());

const alone = async (from: string, words: string) => (await it.say(from, words)).alone.join('\n');
const inGroup = async (from: string, words: string) => (await it.say(from, words, { group: true })).group.join('\n');

test('a call to everybody by a rider is no notice: what he says is heard', async () => {
  expect(await alone('sunwei', '@所有人 东门路面有个大坑')).not.toContain('要书记来操作');
  expect(await alone('sunwei', '@所有人 谁捡到我的头盔了')).not.toContain('要书记来操作');
  expect(await alone('sunwei', '@所有人 发个通知：今晚停工')).toContain('要书记来操作');
  expect(await alone('lishuji', '@所有人 今晚大风停工')).toContain('内容：今晚大风停工');
});

test('material that cannot be sent is not said to be sent', async () => {
  await alone('sunwei', '站里三个月没发工资了，要反映');
  Object.assign(it.services, { baseUrl: () => null });
  const told = await it.say('sunwei', '帮我整理一份给法律援助的材料', { group: true });
  expect(told.group.join()).toContain('这里发不了网页链接');
  expect(told.group.join()).not.toContain('发给你了');
  expect(told.alone).toEqual([]);
});

test('photos are not promised where there are none', async () => {
  await alone('sunwei', '东门路面有个大坑');
  expect(await alone('sunwei', '看 H-0001 的照片')).toBe('H-0001 没有照片，详情在下面，10 分钟内点开，只能开一次。');
  Object.assign(it.services, { baseUrl: () => null });
  expect(await alone('sunwei', '看 H-0001 的照片')).toBe('H-0001 没有照片。这里发不了网页链接，请找书记打印。');
});

test('the list of documents tells how to ask for those of one matter', async () => {
  expect(await alone('sunwei', '有哪些文件')).toContain('“有哪些文件 工伤”');
});

test('a question passed on from a group says to whom the answer goes, as nobody is named', async () => {
  await inGroup('sunwei', '公司食堂有没有规定归谁管');
  expect(await inGroup('sunwei', '找人工')).toContain('回音私信给问的人');
});

test('more of an answer keeps to the case of who asked', async () => {
  const told = await alone('sunwei', '我这种情况工伤认定多久内要申请');
  expect(told).toContain('个案我不下结论，要细说回 1，找人工回 2。');
  expect(await alone('sunwei', '细说')).toContain('个案我不下结论');
});

describe('an answer of the branch', () => {
  beforeEach(async () => {
    Object.assign(it.services, { knowledge: await openKnowledge({ folder: '/nonexistent', log: silentLog }) });
    await alone('lishuji', '以后有人问公司食堂归哪个部门管，就答归后勤管');
    await alone('lishuji', '1');
  });

  test('is found without the owner’s name', async () => {
    expect(await alone('sunwei', '食堂归哪个部门管')).toContain('归后勤管');
  });

  test.each(['食堂几点开门', '部门归谁管', '归哪个部门管', '宿舍归哪个部门管', '食堂'])('is not said to “%s”', async (words) => {
    expect(await alone('sunwei', words)).not.toContain('归后勤管');
  });
});
