// Policy questions as a conversation: answered by the documents, passed on to people, and answered by these for the next who asks.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Knowledge, Word } from '../../src/core/knowledge.ts';
import { LAST_QUESTIONS } from '../../src/domain/knowledge/asking.ts';
import { UNANSWERED } from '../../src/domain/knowledge/unanswered.ts';
import { createBot } from '../../src/pipeline/bot.ts';
import { createScheduledRound } from '../../src/scheduling/scheduler.ts';
import type { AppealBench } from '../support/appeal-bench.ts';
import { said, useBenches } from '../support/bot.ts';
import { fakeKnowledge } from '../support/fake-knowledge.ts';
import { CANTEEN, citationsIn, policyBench, UNKNOWN } from '../support/policy-bench.ts';

let it: AppealBench;
beforeEach(async () => {
  it = await policyBench();
});
afterEach(() => it.close());

const alone = async (from: string, words: string) => (await it.say(from, words)).alone.join('\n');
const inGroup = (from: string, words: string) => it.say(from, words, { group: true });
const kept = (name: string) => it.store.transaction((tx) => tx.collection(name, z.unknown()).list());

const INJURY = '看交的是哪种保险：有劳动关系的按工伤，平台骑手在试点省按职业伤害。';
const BASIS = '依据：《工伤保险条例》第十四条（国务院令第375号），2004年1月1日起施行。核对到2025年4月。';
const DEADLINE = '单位要在出事后30天内去申请工伤认定；单位不去，你自己1年内可以申请。';
const DEADLINE_BASIS = '依据：《工伤保险条例》第十七条（国务院令第375号），2004年1月1日起施行。核对到2025年4月。';

describe('a question the documents answer', () => {
  test('is answered with what it rests on, and a way on where places differ', async () => {
    const told = await it.say('sunwei', '送餐路上摔了算工伤吗');
    expect(told.alone).toEqual([[INJURY, BASIS, '各地不一样，请问12333。', '要我帮你问，回“找人工”。'].join('\n')]);
    const [citation] = citationsIn(told.all);
    expect(citation).toMatchObject({ document: '《工伤保险条例》', number: '国务院令第375号', id: 'F29' });
    expect(citation?.passage).toContain(INJURY);
  });

  test('has no needless line where all is said', async () => {
    expect(await alone('sunwei', '党费怎么交')).toBe('按月向所在支部交。\n依据：《党费规定》，2008年2月4日起施行。');
  });

  test('is told in detail on 1, or on asking for more, and then no more', async () => {
    const more = `自己申请，直接去单位所在地的人社部门。\n${DEADLINE_BASIS}`;
    expect(await alone('sunwei', '工伤认定多久内要申请')).toBe(`${DEADLINE}\n${DEADLINE_BASIS}\n要细说回 1。`);
    expect(await alone('sunwei', '1')).toBe(more);
    await alone('sunwei', '工伤认定多久内要申请');
    const told = await it.say('sunwei', '说详细点');
    expect(told.alone).toEqual([more]);
    expect(citationsIn(told.all)[0]?.passage).toContain('自己申请');
  });

  test('says so when there is no more', async () => {
    await alone('sunwei', '送餐路上摔了算工伤吗');
    expect(await alone('sunwei', '然后呢')).toBe('文件里就写了这些。\n要我帮你问，回“找人工”。');
  });

  test.each(['好的', '不用了', '嗯', '不要'])('“%s” behind it wants nothing', async (words) => {
    await alone('sunwei', '工伤认定多久内要申请');
    expect(await alone('sunwei', words)).toBe('好，有事随时问。');
    expect(await it.tickets()).toEqual([]);
  });

  test('is answered in the group where it was asked there', async () => {
    const told = await inGroup('sunwei', '工伤认定多久内要申请');
    expect(told.group).toEqual([`${DEADLINE}\n${DEADLINE_BASIS}\n要细说回 1。`]);
    expect(told.alone).toEqual([]);
  });

  test('of a case of his own is no verdict', async () => {
    const told = await alone('sunwei', '我这种工伤认定多久内要申请');
    expect(told.split('\n').at(-1)).toBe('个案我不下结论，要细说回 1，找人工回 2。');
    expect(await alone('sunwei', '2')).toBe('已帮你问，编号 A-0001，回音我私信你。');
    expect(await it.tickets()).toMatchObject([{ category: 'other', words: '问政策：我这种工伤认定多久内要申请' }]);
  });
});

describe('what differs from place to place', () => {
  const NORTH = '浙江按月发高温津贴。\n依据：浙江高温津贴办法，2018年6月1日起施行。适用：浙江。\n要我帮你问，回“找人工”。';
  const SOUTH = '广东按月发高温津贴。\n依据：广东高温津贴办法，2018年6月1日起施行。适用：广东。\n要我帮你问，回“找人工”。';

  test('is asked for, and answered for the place that was said', async () => {
    expect(await alone('sunwei', '高温补贴有没有规定')).toBe('你在哪个省市？回 1 浙江、2 广东，或直接说。');
    expect(await alone('sunwei', '2')).toBe(SOUTH);
    await alone('sunwei', '高温补贴有没有规定');
    expect(await alone('sunwei', '我在浙江这边')).toBe(NORTH);
  });

  test('is of the branch’s own place where it has one', async () => {
    await it.close();
    it = await policyBench({}, '浙江');
    expect(await alone('sunwei', '高温补贴有没有规定')).toBe(NORTH);
  });

  test.each(['不知道', '谢谢', '要报名', '小区'])('is no place that “%s” says', async (words) => {
    await alone('sunwei', '高温补贴有没有规定');
    expect(await alone('sunwei', words)).not.toBe(UNKNOWN);
    expect(await kept(UNANSWERED)).toEqual([]);
    expect(await alone('sunwei', '2')).toBe(SOUTH);
  });

  test('is not known of another place', async () => {
    await alone('sunwei', '高温补贴有没有规定');
    expect(await alone('sunwei', '西藏')).toBe(UNKNOWN);
  });
});

describe('words that go on', () => {
  test('are read with what was asked before', async () => {
    await alone('sunwei', '高温补贴有没有规定');
    await alone('sunwei', '1');
    expect(await alone('sunwei', '那广东呢')).toContain('广东按月发高温津贴。');
  });

  test('are no answer when they lead to the same again', async () => {
    await alone('sunwei', '送餐路上摔了算工伤吗');
    expect(await alone('sunwei', '那食堂的规定呢')).not.toContain(INJURY);
  });
});

describe('words without a matter of their own', () => {
  test('are told the part they ask for, even if it was told', async () => {
    await alone('sunwei', '工伤认定多久内要申请');
    expect(await alone('sunwei', '多久')).toContain(DEADLINE);
  });

  test('are passed on with the question before them, all of them with the first', async () => {
    const told = '文件里就写了这些。回“找人工”我帮你问。';
    await alone('sunwei', '送餐路上摔了算工伤吗');
    expect(await alone('sunwei', '那食堂的规定呢')).toBe(told);
    expect(await alone('sunwei', '那澡堂的规定呢')).toBe(told);
    await alone('sunwei', '找人工');
    expect(await it.tickets()).toMatchObject([{ words: '问政策：送餐路上摔了算工伤吗 那澡堂的规定呢' }]);
  });

  test('mean nothing without one', async () => {
    expect(await alone('sunwei', '这个怎么规定')).toBe('想问哪条政策？说一句就行，如“送餐摔了算工伤吗”。');
    expect(await kept(UNANSWERED)).toEqual([]);
  });
});

test('an answer for a past day is the documents’, and so is what more there is', async () => {
  const plain = fakeKnowledge();
  const knowledge: Knowledge = {
    ...plain,
    answer(question) {
      const found = plain.answer(question);
      return found.kind === 'found' && question.words.includes('2021年') ? { ...found, asOf: '2021-06-01' } : found;
    },
  };
  Object.assign(it.services, { knowledge });
  await alone('lishuji', '以后有人问工伤认定多久内要申请，就答问书记');
  await alone('lishuji', '1');
  expect(await alone('sunwei', '工伤认定多久内要申请')).toContain('问书记');
  expect(await alone('sunwei', '2021年工伤认定多久内要申请')).toContain('按2021年6月1日的规定：单位要在');
  const more = await it.say('sunwei', '细说');
  expect(more.alone.join('')).toContain('按2021年6月1日的规定：自己申请');
  expect(citationsIn(more.all)[0]?.passage).toContain('按2021年6月1日的规定：自己申请');
});

test('of two questions one is answered, and the other is asked for again', async () => {
  const told = await alone('sunwei', '工伤认定多久内要申请？还有党费怎么交');
  expect(told).toContain('\n别的请一个一个问我。');
});

describe('a question beside an appeal', () => {
  test('is answered where the appeal is taken, not in the group', async () => {
    const told = await inGroup('sunwei', '站里乱扣我两百块，工伤认定多久内要申请');
    expect(told.group.join('\n')).not.toContain('工伤');
    expect(told.alone.join('\n')).toContain(DEADLINE);
    expect(citationsIn(told.all.filter(({ to }) => to.kind === 'group'))).toEqual([]);
  });
});

describe('whoever cannot go on', () => {
  const DESPAIR = '想死的时候打哪个电话有规定吗';

  test('is told alone where to turn, and the group nothing', async () => {
    const told = await inGroup('sunwei', DESPAIR);
    expect([...told.group, ...told.alone].join('\n')).toMatch(/12356/);
    expect(await kept(LAST_QUESTIONS)).toEqual([]);
    expect(await kept(UNANSWERED)).toEqual([]);
  });
});

describe('curated answers', () => {
  test('come before the documents', async () => {
    await alone('lishuji', '以后有人问党费怎么交，就答每月10号前在驿站交');
    await alone('lishuji', '1');
    expect(await alone('sunwei', '党费怎么交')).toBe('每月10号前在驿站交\n依据：支部答复（2026年11月23日）。');
  });

  test('never before help in need', async () => {
    await alone('lishuji', '以后有人问紧急电话打哪个，就答打给书记');
    await alone('lishuji', '1');
    const told = await it.say('sunwei', '紧急电话打哪个');
    expect(told.alone).toEqual([expect.stringContaining('受伤打120')]);
    expect(told.buttons).toEqual([]);
  });

  test('are kept by nobody but staff', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', '找人工');
    expect(await alone('sunwei', 'A-0001 答复：归我管')).toBe('没有找到 A-0001，看看号对不对。');
    expect(await alone('sunwei', '以后有人问党费怎么交，就答交给我')).not.toContain('回 1 存');
  });
});

describe('beside the conversation', () => {
  const open = useBenches();
  async function bot(word?: Word) {
    const bench = await open();
    const services = { ...bench.services, knowledge: fakeKnowledge(), ...(word && { word }) };
    const bot = createBot(services, { hasTimers: false, scheduledRound: createScheduledRound(services, {}) });
    return async (text: string, over = {}): Promise<string> => {
      bench.delivered.length = 0;
      await bot.receiver.receive(said(text, { conversation: { kind: 'direct', id: 'wecom:zhou' }, ...over }), { waitMs: 0 });
      await bot.settle();
      return bench.delivered.map((each) => each.text).join('\n');
    };
  }

  test('a quoted question is asked where the words only point at it', async () => {
    const say = await bot();
    const quoted = { text: '送餐路上摔了算工伤吗', media: [] };
    expect(await say('这个怎么规定的', { quoted })).toContain(INJURY);
  });

  test('is read with words that ask nothing by themselves', async () => {
    const say = await bot();
    const quoted = { text: '党费怎么交', media: [] };
    expect(await say('这个要交多少', { quoted })).toContain('按月向所在支部交。');
  });

  test('whoever is outside is answered, and offered nobody he could not reach', async () => {
    const say = await bot();
    const sender = { account: 'wecom:wmAAA', userId: null, name: null };
    const outside = { sender, conversation: { kind: 'direct', id: sender.account } };
    expect(await say('送餐路上摔了算工伤吗', outside)).toBe([INJURY, BASIS, '各地不一样，请问12333。'].join('\n'));
    expect(await say(CANTEEN, outside)).toBe('我这儿的文件没写这个，不敢乱说。');
  });

  test('a model’s words are marked as such and rest on the same document', async () => {
    const asked: string[] = [];
    const say = await bot(async ({ question }) => {
      asked.push(question);
      return '出事30天内单位要去申请，你自己有1年。';
    });
    expect(await say('工伤认定多久内要申请')).toBe(
      `出事30天内单位要去申请，你自己有1年。（AI生成）\n${DEADLINE_BASIS}\n要细说回 1。`,
    );
    expect(await say('紧急电话打哪个')).not.toContain('AI');
    expect(await say('得了抑郁症工伤认定多久内要申请')).not.toContain('AI');
    expect(asked).toHaveLength(1);
  });

  test('it is handled once, however often it is delivered', async () => {
    const bench = await open();
    Object.assign(bench.services, { knowledge: fakeKnowledge() });
    const message = said(CANTEEN, { conversation: { kind: 'direct', id: 'wecom:zhou' } });
    for (let time = 0; time < 2; time += 1) await bench.bot.receiver.receive(message, { waitMs: 0 });
    await bench.bot.settle();
    const noted = await bench.store.transaction((tx) => tx.collection(UNANSWERED, z.object({ count: z.number() })).list());
    expect(noted.map(({ value }) => value.count)).toEqual([1]);
  });
});
