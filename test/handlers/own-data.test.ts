// What the bot says that it keeps of somebody, and what goes when he wants it gone.
import { afterEach, expect, test } from 'vitest';
import { type AppealBench, appealBench } from '../support/appeal-bench.ts';

let open: AppealBench | undefined;
const make = async (options?: Parameters<typeof appealBench>[0]) => {
  open = await appealBench(options);
  return open;
};
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const register = async (it: AppealBench) => {
  for (const words of ['登记一下', '1', '美团的，城南站，住江畔社区', '不是', '1']) await it.say('sunwei', words);
};
const said = async (it: AppealBench, words: string) => (await it.say('sunwei', words)).alone.join('\n');

test('whoever is not known hears so', async () => {
  const it = await make();
  expect(await said(it, '我的数据')).toBe('除了说过话，我这里没有记你什么。');
  expect(await said(it, '删除我的数据')).toContain('你没有登记，不用删。');
});

test('the registration in words, the rest in counts, and nobody else’s', async () => {
  const it = await make();
  await register(it);
  await it.say('zhoudayong', '志愿服务两小时');
  await it.say('sunwei', '志愿服务两小时');
  await it.say('sunwei', '站里乱扣我两百块凭啥');
  await it.say('sunwei', '1');
  await it.say('sunwei', '算了');
  const lines = (await said(it, '我的数据')).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    '我这里记着你的：',
    '登记（1 号）：',
    '姓名：孙伟',
    '公司：美团',
    '站点：城南站',
    '住的社区：江畔社区',
  ]);
  expect(lines).toContain('签到 1 次');
  expect(lines).toContain('在办的隐患、诉求 1 件');
  expect(lines.join()).not.toContain('两百块');
});

test.each([
  '我的数据',
  '你都记了我什么',
  '看看我的资料',
  '你那里有我什么信息',
  '存了我哪些信息',
  '我要看我的数据',
  '我的个人信息',
])('“%s” is answered alone', async (words) => {
  const it = await make();
  await register(it);
  const { group, alone } = await it.say('sunwei', words, { group: true });
  expect(group).toEqual(['你的数据我私信你了。']);
  expect(alone[0]).toContain('姓名：孙伟');
});

test('where nobody can be told alone, nothing is said', async () => {
  const it = await make({ hasDirect: false });
  const { all } = await it.say('sunwei', '我的数据', { group: true });
  expect(all.map(({ text }) => text)).toEqual(['个人数据不在群里说，请私聊我说“我的数据”。']);
});

test.each(['删除我的数据', '把我的数据删了', '清除我的信息', '注销我的登记', '别存我的信息了', '取消我的登记'])(
  '“%s” asks once, then deletes, and says what stays',
  async (words) => {
    const it = await make();
    await register(it);
    await it.say('sunwei', '志愿服务两小时');
    expect(await said(it, words)).toBe('删掉你的登记和你自己选的设置吗？删了找不回来。回 1 删，回 2 不删。');
    expect(await said(it, '1')).toBe('删好了。签到、积分和工单是支部的台账，不能删；匿名的诉求我也认不出是谁的，删不到。');
    const left = await said(it, '我的数据');
    expect(left).toContain('签到 1 次');
    expect(left).not.toMatch(/登记|孙伟|江畔/);
  },
);

test('so do the list by points, the quiet day and the stop of materials', async () => {
  const it = await make();
  for (const words of ['我愿意参加积分榜', '今天别提醒我', '别发学习了']) await it.say('sunwei', words);
  const lines = (await said(it, '我的数据')).split('\n');
  expect(lines).toHaveLength(5);
  expect(lines).toContain('积分榜：你说过愿意上榜');
  expect(lines).toContain('学习材料：你说过不要再发');
  expect(lines.join()).toMatch(/免打扰：.+起照常提醒/);
  await said(it, '删除我的数据');
  await said(it, '1');
  expect(await said(it, '我的数据')).toBe('除了说过话，我这里没有记你什么。');
  expect(await said(it, '积分榜')).toContain('榜上只有愿意的人');
});

test.each(['2', '不删', '算了'])('%s: it stays', async (words) => {
  const it = await make();
  await register(it);
  await said(it, '删除我的数据');
  await said(it, words);
  expect(await said(it, '我的数据')).toContain('姓名：孙伟');
});

test.each(['我的数据线坏了', '我的资料忘站里了', '把群里消息删了', '删掉我的报名', '信息发错了', '我手机没信号'])(
  '“%s” is something else',
  async (words) => {
    const it = await make();
    expect(await said(it, words)).not.toMatch(/除了说过话|不用删/);
  },
);

test.each(['撤销我的报到', '取消我的报到', '把我今天的签到撤了'])('takes back a check-in, no data: %s', async (words) => {
  const it = await make();
  await it.say('zhoudayong', '签到');
  expect((await it.say('zhoudayong', words)).alone.join('')).toMatch(/^撤了，.+的签到不算了。$/);
});

test.each(['撤销我的登记', '取消我的报到登记', '删除我的数据'])('asks before the registration goes: %s', async (words) => {
  const it = await make();
  await register(it);
  expect(await said(it, words)).toContain('回 1 删，回 2 不删。');
});

test.each(['删除我的签到', '把我的积分清空'])('“%s”: the ledger stays, and nothing new stands in it', async (words) => {
  const it = await make();
  await it.say('sunwei', '志愿服务两小时');
  expect(await said(it, words)).toBe('签到、积分和工单是支部的台账，删不了。刚记错的说“撤销”，能退。');
  expect(await said(it, '我的数据')).toContain('签到 1 次');
});

test.each(['看看小孙的数据', '小孙是党员吗'])('“%s”: only one’s own', async (words) => {
  const it = await make();
  expect(await said(it, words)).toBe('别人的数据我不给看，各人只看自己的：“我的数据”。');
  expect((await it.say('lishuji', words)).alone).toEqual(['各人的数据只给本人看；来报到的，说“报到名单”。']);
});

test.each(['把小吴的登记删了', '删除1号登记'])('“%s”: only one’s own', async (words) => {
  const it = await make();
  await register(it);
  expect((await it.say('lishuji', words)).alone).toEqual(['别人的我不能删，要本人私聊我说“删除我的数据”。']);
  expect(await said(it, '我的数据')).toContain('登记（1 号）');
});

test('who sees it is told', async () => {
  const it = await make();
  expect(await said(it, '书记能看到我什么')).toMatch(/^登记只有支部书记看得到/);
});

test.each(['注销登记', '小蜂把我忘了吧', '别再记我的东西', '清除我的记录'])('“%s” asks once more', async (words) => {
  const it = await make();
  await register(it);
  expect(await said(it, words)).toMatch(/^删掉你的登记/);
});

test.each(['把我的信息删了吧', '我不想登记了', '登记的都撤了吧', '撤回我的同意', '不想让你们留我的资料了', '我填的东西都删掉'])(
  '“%s” asks once more, too',
  async (words) => {
    const it = await make();
    await register(it);
    expect(await said(it, words)).toMatch(/^删掉你的登记/);
    expect(await said(it, '删了书记还能看到吗')).toMatch(/^删了谁都看不到/);
    expect(await said(it, '1')).toMatch(/^删好了/);
    expect(await said(it, '我的数据')).not.toContain('登记（');
  },
);

test.each(['我不想干了', '登记簿在哪领', '把群删了吧', '我报的名撤了吧'])('“%s” deletes nothing', async (words) => {
  const it = await make();
  await register(it);
  expect(await said(it, words)).not.toContain('删掉你的登记');
});

test('whoever stops halfway hears of that alone', async () => {
  const it = await make();
  await said(it, '登记一下');
  await said(it, '1');
  expect(await said(it, '把我的信息删了吧')).toBe('好，不登记，刚才说的也不记。哪天想登记，说“报到登记”。');
});

test.each(['老周是党员吧', '小吴组织关系在哪', '张伟登记了没', '她是不是预备党员', '群里谁是党员'])(
  '“%s” asked in a group is not answered about the asker',
  async (words) => {
    const it = await make();
    await register(it);
    expect((await it.say('sunwei', words, { group: true })).group).toEqual(['别人的数据我不给看，各人只看自己的：“我的数据”。']);
  },
);

test('after it is deleted nothing of it is told any more', async () => {
  const it = await make();
  await register(it);
  await it.say('lishuji', '1号核实了');
  await said(it, '删除我的数据');
  await said(it, '1');
  expect((await it.until('2026-11-24T21:30', 'sunwei')).alone).toEqual([]);
});
