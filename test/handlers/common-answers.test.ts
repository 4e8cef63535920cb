// What the secretary does with the questions nobody could answer, and with the answers of the branch itself.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AppealBench, appealBench } from '../support/appeal-bench.ts';
import { fakeKnowledge } from '../support/fake-knowledge.ts';

let it: AppealBench;
beforeEach(async () => {
  it = await appealBench();
  Object.assign(it.services, { knowledge: fakeKnowledge() });
});
afterEach(() => it.close());

const alone = async (from: string, words: string) => (await it.say(from, words)).alone.join('\n');
const teach = async (question: string, answer: string) => {
  await alone('lishuji', `以后有人问${question}，就答${answer}`);
  await alone('lishuji', '1');
};

describe('unanswered questions', () => {
  test('are listed with counts, similar ones together, the newest month first, and nobody’s name', async () => {
    await alone('sunwei', '公司食堂有没有规定归谁管');
    await alone('zhoudayong', '食堂归谁管有规定没');
    await alone('zhoudayong', '食堂归谁管有规定没');
    await it.until('2026-12-01T10:00', 'lishuji');
    await alone('sunwei', '独生子女费有没有规定');
    expect(await alone('lishuji', '没答上的问题')).toBe(
      [
        '没答上的问题 2 个，新的在前：',
        '1. 独生子女费有没有规定（12月，1 次）',
        '2. 食堂归谁管有规定没（11月，3 次）',
        '知道答案就回“答 1 ……”，以后就这么答。',
      ].join('\n'),
    );
  });

  test.each(['答 1 归后勤部门管', '第1条 答：归后勤部门管'])('are answered by their number: “%s”', async (words) => {
    await alone('sunwei', '公司食堂有没有规定归谁管');
    await alone('lishuji', '没答上的问题');
    expect(await alone('lishuji', words)).toBe(
      '以后有人问“公司食堂有没有规定归谁管”，就答：\n归后勤部门管\n回 1 存，回 2 不存。',
    );
    expect(await alone('lishuji', '1')).toBe('存好了。看全部说“常见问答”。');
    expect(await alone('lishuji', '没答上的问题')).toBe('没有没答上的问题。');
    expect(await alone('sunwei', '公司食堂有没有规定归谁管')).toContain('归后勤部门管\n依据：支部答复');
  });

  test('are answered by a bare number and then the answer, also hours after the list', async () => {
    await alone('sunwei', '公司食堂有没有规定归谁管');
    await alone('lishuji', '没答上的问题');
    expect(await alone('lishuji', '1')).toBe('“公司食堂有没有规定归谁管”怎么答？直接说。');
    expect(await alone('lishuji', '归后勤部门管')).toContain('就答：\n归后勤部门管');
    expect(await alone('lishuji', '2')).toBe('好，不存。');
    await it.until('2026-11-23T18:00', 'lishuji');
    expect(await alone('lishuji', '答 1 归后勤部门管')).toContain('以后有人问“公司食堂有没有规定归谁管”');
    expect(await alone('lishuji', '答 7 归后勤部门管')).toBe('没有第 7 个没答上的问题。说“没答上的问题”看看。');
  });

  test('are read out in no group', async () => {
    await alone('sunwei', '公司食堂有没有规定归谁管');
    const told = await it.say('lishuji', '没答上的问题', { group: true });
    expect(told.group).toEqual(['清单我私信你了。']);
    expect(told.alone.join()).toContain('食堂');
  });

  test('are none of a rider’s business', async () => {
    await alone('sunwei', '公司食堂有没有规定归谁管');
    for (const words of ['没答上的问题', '常见问答', '答 1 归我管'])
      expect(await alone('zhoudayong', words)).not.toContain('食堂');
  });
});

describe('what the branch answers', () => {
  test('is read back before it is kept, and takes the place of the answer before', async () => {
    await teach('驿站几点关门', '晚上十点');
    expect(await alone('lishuji', '记住：有人问驿站几点关门就说晚上九点半')).toBe(
      '以后有人问“驿站几点关门”，就答：\n晚上九点半\n原来那条答复会换掉。\n回 1 存，回 2 不存。',
    );
    expect(await alone('lishuji', '1')).toBe('存好了，换掉了原来那条。');
    expect(await alone('lishuji', '常见问答')).toBe('常见问答 1 条：\n1. 驿站几点关门 → 晚上九点半\n不要哪条就回“删 1”。');
  });

  test('names nobody and holds no number, and says so before it is kept', async () => {
    const told = await alone('lishuji', '以后有人问钥匙在哪有没有规定，就答找孙伟13800001111');
    expect(told).toContain('人名、电话我隐去了，不合适就换个说法再发一遍。');
    expect(told).not.toMatch(/孙伟|13800001111/);
  });

  test('holds nothing back where nothing is hidden, and is kept on a word', async () => {
    expect(await alone('lishuji', '以后有人问食堂几点开有没有规定，就答六点半，周日八点')).toBe(
      '以后有人问“食堂几点开有没有规定”，就答：\n六点半，周日八点\n回 1 存，回 2 不存。',
    );
    expect(await alone('lishuji', '存吧')).toBe('存好了。看全部说“常见问答”。');
  });

  test('is not too long to be read', async () => {
    expect(await alone('lishuji', `以后有人问党费怎么交，就答${'按月交'.repeat(120)}`)).toBe(
      '答复有 360 字，太长了，请压到 300 字以内。',
    );
  });

  test.each(['删 1', '删掉常见问答 1', '常见问答第一条不要了'])('is taken out by “%s”, after a yes', async (words) => {
    await teach('驿站几点关门', '晚上十点');
    await alone('lishuji', '常见问答');
    expect(await alone('lishuji', words)).toBe('删掉“驿站几点关门”这条吗？回 1 删，回 2 留着。');
    expect(await alone('lishuji', '1')).toBe('删了，以后按文件答。');
    expect(await alone('lishuji', '常见问答')).toBe('还没有常见问答。要存就说“以后有人问……，就答……”。');
    expect(await alone('sunwei', '驿站几点关门有没有规定')).toContain('驿站每天22点关门。');
  });

  test('stays where a no is said, and is not found under another number', async () => {
    await teach('驿站几点关门', '晚上十点');
    await alone('lishuji', '删掉常见问答 1');
    expect(await alone('lishuji', '2')).toBe('好，留着。');
    expect(await alone('lishuji', '删掉常见问答 4')).toBe('没有第 4 条。说“常见问答”看看。');
  });

  test('never carries mark-up, a mention of all or a link to a rider as such', async () => {
    await teach('驿站几点关门', '[点这里](http://a.b/c) @所有人');
    const [told] = (await it.say('sunwei', '驿站几点关门有没有规定')).all;
    expect(told?.link).toBeUndefined();
    expect(told?.mentions).toEqual([]);
  });
});
