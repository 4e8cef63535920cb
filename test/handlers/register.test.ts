// Registration as it is talked through with whoever registers.
import { describe, expect, test } from 'vitest';
import { branchSchema } from '../../src/core/branch.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { detailsOf, GUEST, register, talk, useBench } from '../support/registration-talk.ts';

const make = useBench();

const QUESTIONS = {
  name: '你叫什么名字？',
  employer: '在哪个公司或平台？不想说回 1。',
  outlet: '在哪个站点、网点？不想说回 1。',
  community: '住哪个社区？上班在别的社区，也一起说。不想说回 1。',
  membership: '你是党员吗？是回 1，不是回 2，不想说就说“跳过”。',
  homeBranch: '组织关系在哪个支部，或者哪个地方？不想说回 1。',
};

describe('in a group', () => {
  test('one line is said, and the rest alone', async () => {
    const it = await make();
    const { group, alone, mentions, others } = await it.say(GUEST, '我是党员，来报到', { group: true });
    expect(group).toEqual(['收到，登记的事我私信你说。']);
    expect([mentions, others]).toEqual([[], []]);
    expect(alone[0]).toContain('同意回 1，不同意回 2。');
    expect(await talk(it, '1')).toBe(QUESTIONS.name);
  });

  test('nothing begins where nobody can be told alone', async () => {
    const it = await make({ hasDirect: false });
    const { all } = await it.say(GUEST, '我是党员，来报到', { group: true });
    expect(all.map(({ text }) => text)).toEqual(['登记的事不在群里说，请私聊我说“报到登记”。']);
  });

  test.each(['我报到怎么样了', '改报到信息', '登记一下', '补充报到：关系在李庄村'])(
    '“%s” tells the group nothing',
    async (words) => {
      const it = await make();
      await register(it);
      const { group, alone } = await it.say(GUEST, words, { group: true });
      expect(group).toEqual(['收到，登记的事我私信你说。']);
      expect(alone).toHaveLength(1);
    },
  );
});

describe('consent', () => {
  test('comes first, in plain words, and says who sees it and how it goes away', async () => {
    const it = await make();
    expect(await talk(it, '登记一下')).toBe(
      [
        '登记要问：姓名、公司、站点、住的社区；党员再问组织关系在哪。',
        '用来让支部认识你、核实党员身份、有事找得到你。',
        '只有支部书记看得到，我加了密存着。',
        '随时能看：“我的数据”；随时能删：“删除我的数据”。',
        '同意回 1，不同意回 2。',
      ].join('\n'),
    );
  });

  test('promises no seal where there is none', async () => {
    const it = await make({ hasKey: false });
    expect(await talk(it, '登记一下')).toContain('只有支部书记看得到。');
    await talk(it, '1', '李强', '跳过', '跳过', '跳过', '不是', '对了');
    expect(await detailsOf(it)).toMatchObject({ name: '李强', membership: 'none' });
  });

  test.each(['2', '不同意', '不想登记', '不登了', '别记'])('%s: nothing is kept', async (words) => {
    const it = await make();
    await talk(it, '我是党员，组织关系在老家李庄村，来报到', words);
    expect(await detailsOf(it)).toBeNull();
    expect(await talk(it, '李强')).not.toBe(QUESTIONS.employer);
  });

  test.each(['1', '同意', '好的', '可以', '行', '中', '要得', '没意见', '登吧'])(
    '%s: the first question comes',
    async (words) => {
      const it = await make();
      expect(await talk(it, '登记一下', words)).toBe(QUESTIONS.name);
    },
  );

  test('is asked again before what was told meanwhile counts', async () => {
    const it = await make();
    expect(await talk(it, '登记一下', '我叫李强，跑达达的')).toMatch(/^先说声同意，我才能记。/);
    expect(await talk(it, '1')).toBe(QUESTIONS.outlet);
  });
});

describe('asks only what was not said', () => {
  test.each([
    ['我是党员，来报到', QUESTIONS.name],
    ['登记一下，我叫赵铁柱', QUESTIONS.employer],
    ['新来的骑手登记，我叫李强，美团的', QUESTIONS.outlet],
    ['登记一下，俺叫赵铁柱 顺丰 没站点', QUESTIONS.community],
    ['登记，我叫李强，自己干，住江畔社区', QUESTIONS.membership],
    ['我叫张三在美团城南站住江畔社区是党员，报到', QUESTIONS.homeBranch],
  ])('%s', async (words, question) => {
    const it = await make();
    expect(await talk(it, words, '1')).toBe(question);
  });

  test('and not the name of whom the roster knows', async () => {
    const it = await make();
    await it.say('sunwei', '登记一下');
    expect((await it.say('sunwei', '1')).alone).toEqual([QUESTIONS.employer]);
  });

  test('an answer may hold several parts, in any words', async () => {
    const it = await make();
    await talk(it, '我组织关系在老家李庄村，报到', '1', '阿依古丽·买买提', '美团的，城南站，住江畔社区');
    await talk(it, '1');
    expect(await detailsOf(it)).toEqual({
      name: '阿依古丽·买买提',
      employer: '美团',
      outlet: '城南站',
      community: '江畔社区',
      workCommunity: null,
      membership: 'member',
      homeBranch: '老家李庄村',
    });
  });

  test('two communities are kept', async () => {
    const it = await make();
    await talk(it, '登记一下，我叫李强', '1', '自己干', '我在春风社区上班，住江畔社区', '不是', '1');
    expect(await detailsOf(it)).toMatchObject({ community: '江畔社区', workCommunity: '春风社区' });
  });

  test('whoever is no party member is not asked for a membership', async () => {
    const it = await make();
    expect(await talk(it, '我不是党员能登记吗')).toMatch(/^不是党员也能登记，不问组织关系。/);
    expect(await talk(it, '1', '李强', '跳过', '跳过', '跳过')).toContain('对了回 1');
  });
});

describe('a question', () => {
  test.each(['跳过', '不想说', '1', '不说了', '没有', '不知道', '不方便说'])(
    '%s is a full answer, but for the name',
    async (words) => {
      const it = await make();
      await talk(it, '登记一下', '1', '李强');
      expect(await talk(it, words)).toBe(`好。${QUESTIONS.outlet}`);
    },
  );

  test.each(['跳过', '不想说'])('for the name is not passed over by %s', async (words) => {
    const it = await make();
    expect(await talk(it, '登记一下', '1', words)).toBe(`没有名字登不了。不想登记就说“算了”。${QUESTIONS.name}`);
  });

  test.each([
    ['今天有什么活动', /活动/],
    ['今天别提醒我', /不提醒/],
    ['签到', /签/],
    ['谢谢', /./],
  ])('leaves “%s” to who knows it, and waits', async (words, heard) => {
    const it = await make();
    await talk(it, '登记一下', '1');
    const said = await talk(it, words);
    expect(said).toMatch(heard);
    expect(said).not.toContain(QUESTIONS.name);
    expect(await talk(it, '李强')).toBe(QUESTIONS.employer);
  });

  test.each(['报到', '继续', '登记一下'])('is asked again by who comes back with “%s”', async (words) => {
    const it = await make();
    expect(await talk(it, '登记一下', '1', '李强', words)).toBe(QUESTIONS.employer);
  });

  test('ends with “算了”', async () => {
    const it = await make();
    expect(await talk(it, '登记一下', '1', '李强', '算了')).toMatch(/^好，不登记/);
    expect(await talk(it, '登记一下')).toContain('同意回 1');
    expect(await detailsOf(it)).toBeNull();
  });
});

describe('what was wrong is put right', () => {
  test.each([
    ['写错了，是江岸社区', { community: '江岸社区' }],
    ['不是城南站，是城北站', { outlet: '城北站' }],
    ['名字写错了，叫张伟', { name: '张伟' }],
    ['公司改成中通', { employer: '中通' }],
    ['站点是城北站', { outlet: '城北站' }],
    ['说错了，我是预备党员', { membership: 'probationary' }],
    ['组织关系应该是在部队', { homeBranch: '部队' }],
  ])('“%s”, before the end and when it is read back', async (words, right) => {
    const it = await make();
    await talk(it, '我是党员，来报到', '1', '张三丰', '美团的，城南站，住江畔社区', words);
    await talk(it, '老家李庄村');
    expect(await talk(it, words)).toMatch(/我记的是/);
    await talk(it, '对了');
    expect(await detailsOf(it)).toMatchObject(right);
  });

  test.each(['2', '不对', '写错了'])('%s asks what', async (words) => {
    const it = await make();
    await talk(it, '我是党员，来报到', '1', '张三丰', '美团的，城南站，住江畔社区', '老家');
    expect(await talk(it, words)).toBe('哪里要改？直接说，比如“站点是城北站”。');
    expect(await talk(it, '张伟')).toMatch(/^改好了。我记的是：\n姓名：张伟/);
  });

  test('a part that is named alone is asked again', async () => {
    const it = await make();
    await talk(it, '我是党员，来报到', '1', '张三丰', '美团的，城南站，住江畔社区', '老家');
    expect(await talk(it, '站点错了')).toBe(QUESTIONS.outlet);
    expect(await talk(it, '城北站')).toContain('站点：城北站');
  });
});

describe('once it is kept', () => {
  test('it is said, and nothing changes by saying it again', async () => {
    const it = await make();
    expect(await register(it)).toBe('登记好了，你是 1 号。书记核实后我私信你。\n想看说“我的数据”，想删说“删除我的数据”。');
    expect(await talk(it, '登记一下')).toBe('你登记过了，1 号，在等书记核实。要改就说“改报到信息”。');
    expect(await talk(it, '我报到怎么样了')).toBe('你登记过了，1 号，在等书记核实。要改就说“改报到信息”。');
  });

  test('it can be changed, and keeps its number', async () => {
    const it = await make();
    await register(it);
    expect(await talk(it, '改报到信息')).toContain('哪里要改？');
    await talk(it, '住址改成江岸社区');
    expect(await talk(it, '对了')).toBe('改好了，还是 1 号，书记会再核实一下。');
    expect(await detailsOf(it)).toMatchObject({ community: '江岸社区', name: '张三丰' });
  });

  test('it is found when its owner has come into the roster', async () => {
    const it = await make();
    await register(it);
    const person = { id: 'zhang', name: '张三丰', wecom: GUEST };
    const roster = rosterOf(branchSchema.parse({ people: [...it.services.branch.current().people, person] }), []);
    await it.store.transaction((tx) => tx.members.syncRoster(roster, it.clock.at));
    expect(await talk(it, '我报到怎么样了')).toContain('1 号');
  });

  test('somebody else is registered by himself', async () => {
    const it = await make();
    expect(await talk(it, '老倪是党员刚转过来 组织关系还在呼兰二八镇支部 登记下')).toBe(
      '登记要本人来，请他自己私聊我说“报到登记”。',
    );
  });
});

describe('ordinary talk', () => {
  test.each([
    '3号楼的件谁派',
    '报到',
    '双报到',
    '谁还没签到',
    '活动报名名单',
    '今天报到3个人',
    '报到12月5日截止吗',
    '登记3个隐患',
    '我的件没登记上',
    '你是党员吗',
  ])('“%s” begins nothing', async (words) => {
    const it = await make();
    const { alone } = await it.say(GUEST, words);
    expect(alone.join()).not.toMatch(/同意回 1|只给书记看|登记要本人/);
  });

  test.each([
    '我是党员来报到',
    '俺是新来的登记一下俺',
    '党员报到',
    '流动党员来报到',
    '新来的，登记登记',
    '我要登记',
    '报到登记',
    '登记',
    '找组织来了，我是党员',
    '我不是党员，也登记下',
    '我组织关系还在老家支部',
    '小蜂 给我登记一下 我住江畔社区',
  ])('“%s” begins it', async (words) => {
    const it = await make();
    const first = (await it.say(GUEST, words)).alone.join();
    const said = first.includes('你是要报到登记吗') ? await talk(it, '1') : first;
    expect(said).toContain('同意回 1，不同意回 2。');
  });
});

describe('a name', () => {
  test.each([
    ['我是党员来报到，郑小明，中通城北站，住花园社区，关系在老家', '郑小明'],
    ['登记 张建国 美团城南站 住江畔社区', '张建国'],
  ])('is heard among other parts: “%s”', async (words, name) => {
    const it = await make();
    expect(await talk(it, words, '1')).not.toContain(QUESTIONS.name);
    await talk(it, '1');
    await talk(it, '1');
    expect(JSON.stringify(await detailsOf(it)) + (await talk(it, '我报到怎么样了'))).toMatch(
      new RegExp(`${name}|没登记|组织关系|党员`),
    );
  });

  test('is none because nothing else is left of the words', async () => {
    const it = await make();
    await talk(it, '登记一下', '1');
    expect(await talk(it, '送饭的 美团')).toBe(QUESTIONS.name);
    expect(await talk(it, '叫我孙小圣')).toBe(QUESTIONS.outlet);
  });
});

describe('put right in the middle', () => {
  test('what names no part is about what it resembles, and never answers the next question', async () => {
    const it = await make();
    await talk(it, '登记', '1', '孙海');
    expect(await talk(it, '不对，是孙大海')).toBe(`改好了。${QUESTIONS.employer}`);
    expect(await talk(it, '顺丰 哦不是，是京东')).toBe(QUESTIONS.outlet);
    expect(await talk(it, '错了')).toBe(QUESTIONS.employer);
    await talk(it, '中通', '没站点', '住江畔社区', '没有', '1');
    expect(await detailsOf(it)).toMatchObject({ name: '孙大海', employer: '中通', outlet: null, membership: 'none' });
  });

  test('what is wrong may be told before all was asked', async () => {
    const it = await make();
    await talk(it, '登记', '1', '孙大海', '美团');
    expect(await talk(it, '登记改一下')).toContain('哪里要改？');
    expect(await talk(it, '公司填错了 是京东')).toBe(`改好了。${QUESTIONS.outlet}`);
  });
});

describe('in the middle', () => {
  test.each([
    ['为什么要登记', /^登记是让支部认识你/],
    ['不登记会咋样', /^登记自愿/],
    ['你们会把我信息卖了吗', /^登记只有支部书记看得到/],
    ['可以不说公司吗', /^除了名字都可以不说/],
  ])('“%s” is told, and asked again', async (words, told) => {
    const it = await make();
    await talk(it, '登记');
    const { alone } = await it.say(GUEST, words);
    expect(alone).toHaveLength(1);
    expect(alone[0]).toMatch(told);
    expect(alone[0]).toMatch(/同意回 1，不同意回 2。$/);
    expect(await talk(it, '1')).toBe(QUESTIONS.name);
    expect(await talk(it, words)).toMatch(told);
    expect(await talk(it, '孙大海')).toBe(QUESTIONS.employer);
  });

  test('help and other answers take no question away', async () => {
    const it = await make();
    await talk(it, '登记', '1');
    expect(await talk(it, '帮助')).toContain('我是小蜂');
    expect(await talk(it, '孙大海')).toBe(QUESTIONS.employer);
    expect(await talk(it, '等下 来单了')).toBe(`好，你先忙，得空接着说。${QUESTIONS.employer}`);
    expect(await talk(it, '好了 继续')).toBe(QUESTIONS.employer);
    expect(await talk(it, '保密')).toBe(`好。${QUESTIONS.outlet}`);
  });

  test.each(['算了不登了', '取消登记', '把登记删了'])('“%s” leaves it, and nothing is kept', async (words) => {
    const it = await make();
    await talk(it, '登记', '1', '孙大海');
    expect(await talk(it, words)).toMatch(/^好，不登记/);
    expect(await detailsOf(it)).toBeNull();
  });

  test('who only says his family name is asked for all of it', async () => {
    const it = await make();
    expect(await talk(it, '登记', '1', '我姓孙')).toBe(`要全名。${QUESTIONS.name}`);
  });
});
