// A secretary plans: what is proposed, what can be changed, what it costs, and what is refused.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

interface Shown {
  id: string;
  title: string;
  kind: string;
  theme: string | null;
  groups: string[];
  place: string | null;
  capacity: number | null;
  mode: string;
  status: string;
  seriesId: string | null;
  revision: number;
  sessions: { start: string; end: string; mode: string; occupations: string[] }[];
}

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-16T10:00' });
});
afterEach(() => talk.close());

const activities = async () => (await talk.world.state()).activities as Shown[];
const only = async () => {
  const [activity, another] = await activities();
  expect(another).toBeUndefined();
  return activity!;
};
const starts = ({ sessions }: Shown) => sessions.map(({ start }) => start.slice(5, 16));
const say = async (text: string, from = 'li') => (await talk.say(from, text)).join('\n');

const PLAN = '下周三搞个主题党日，学习防诈骗，在江畔驿站，四十个人';

describe('a draft', () => {
  test('shows sessions, place, capacity, why and what it costs, and asks for a yes', async () => {
    expect(await say(PLAN)).toMatchInlineSnapshot(`
      "11月主题党日（学习防诈骗）：骑手 下周三 14:05–15:05（1人），快递 20:05–21:05（2人），江畔驿站，名额40。
      快递员、骑手空的时间凑不到一起，分2场开。
      会发报名通知 2 条（12:32、14:02），提醒 3 轮。回 1 发布，2 取消，要改直接说。"
    `);
    expect(await only()).toMatchObject({
      status: 'draft',
      title: '11月主题党日',
      theme: '学习防诈骗',
      place: '江畔驿站',
      capacity: 40,
      groups: ['g1', 'g2'],
    });
  });

  test.each(['1', '好', '确认', '发吧', '发布', '行', '就这样', '回1'])('%s publishes it', async (yes) => {
    await say(PLAN);
    expect(await say(yes)).toContain('已发布到 2 个群');
    expect((await only()).status).toBe('open');
  });

  test.each(['2', '不', '取消', '不发', '不用了'])('%s drops it', async (no) => {
    await say(PLAN);
    expect(await say(no)).toBe('好，没有发。');
    expect(await activities()).toEqual([]);
  });

  test('is published by its button, once', async () => {
    await say(PLAN);
    await talk.press('li', 1);
    expect((await only()).status).toBe('open');
    expect(await say('1')).not.toContain('已发布');
  });

  test('waits ten minutes for the yes', async () => {
    await say(PLAN);
    await talk.until('2026-11-16T10:11');
    expect(await say('1')).toBe('这会儿没有等你选的事，要办什么直接说。');
    expect((await only()).status).toBe('draft');
  });

  test('is nobody else’s to publish', async () => {
    await talk.say('li', `@小蜂 ${PLAN}`, { group: 'g1' });
    await talk.say('zhou', '@小蜂 1', { group: 'g1' });
    expect((await only()).status).toBe('draft');
  });

  test('gives way to a newer one of the same person', async () => {
    await say(PLAN);
    await say('周五组织一次消防培训');
    expect((await only()).title).toBe('消防培训');
  });

  test('stays open while something else is said and asked', async () => {
    await say(PLAN);
    await say('今天风真大');
    expect(await say('最近有什么活动')).toContain('眼下没有安排活动');
    expect(await say('1')).toContain('已发布');
  });
});

describe('a draft without a place', () => {
  test.each(['江畔驿站', '就在三楼会议室吧', '放东门小哥之家'])('%s is its place', async (words) => {
    await say('下周三搞个主题党日，学习防诈骗');
    expect((await only()).place).toBeNull();
    expect(await say(words)).toContain('回 1 发布');
    expect(words).toContain((await only()).place);
  });

  test.each(['江畔驿站几点关门', '最近的驿站'])('“%s” is none', async (words) => {
    await say('下周三搞个主题党日，学习防诈骗');
    await say(words);
    expect((await only()).place).toBeNull();
  });
});

test('a group that cannot hear of it in time is named in the draft already', async () => {
  await talk.close();
  talk = await dialogue({ now: '2026-11-16T13:40' });
  expect(await say('就要今天下午三点搞个主题党日')).toContain('江畔快递群赶不上');
});

describe('whom and where', () => {
  test('is for the group it is said in', async () => {
    const [preview] = await talk.say('li', '@小蜂 周五晚上八点半开个冬防安全会，线上', { group: 'g1' });
    expect(preview).toContain('只发江畔快递群');
    expect(await only()).toMatchObject({ groups: ['g1'], mode: 'online', title: '冬防安全会' });
  });

  test.each(['给骑手群搞个体检，名额40', '夜班骑手群周四搞个体检，40人'])('%s is for the riders', async (words) => {
    await say(words);
    expect(await only()).toMatchObject({ groups: ['g2'], kind: 'health_check', capacity: 40 });
  });

  test('proposes a time when none is said, and says so', async () => {
    expect(await say('安排一次体检')).toContain('没说时间，我挑了大家有空的时候。');
  });

  test('names a month’s activity after the month it is held in', async () => {
    await say('12月2号搞个主题党日');
    expect((await only()).title).toBe('12月主题党日');
    await say('改到下周四');
    expect((await only()).title).toBe('11月主题党日');
  });
});

describe('a change of the draft', () => {
  beforeEach(() => say(PLAN));

  test.each([
    ['改到周四', { sessions: ['11-26T14:05', '11-26T20:05'] }],
    ['周四吧', { sessions: ['11-26T14:05', '11-26T20:05'] }],
    ['改到这周四', { sessions: ['11-19T14:05', '11-19T20:05'] }],
    ['还是周五下午三点', { sessions: ['11-27T15:00', '11-27T20:05'] }],
    ['地点换成长江路驿站', { place: '长江路驿站' }],
    ['就在长江路驿站吧', { place: '长江路驿站' }],
    ['人数改成30', { capacity: 30 }],
    ['名额五十个', { capacity: 50 }],
    ['不限人数', { capacity: null }],
    ['改成线上', { mode: 'online' }],
    ['线上线下都行', { mode: 'both' }],
    ['名字叫冬季安全学习', { title: '冬季安全学习' }],
    ['主题改成冬季防火', { theme: '冬季防火' }],
    ['只发骑手群', { groups: ['g2'] }],
  ])('%s is taken', async (words, { sessions, ...facts }: { sessions?: string[] } & Record<string, unknown>) => {
    expect(await say(words)).toContain('回 1 发布，2 取消');
    const draft = await only();
    expect(draft).toMatchObject({ status: 'draft', ...facts });
    if (sessions) expect(starts(draft)).toEqual(sessions);
  });

  test.each(['时长改成一个半小时', '一个半小时', '九十分钟吧', '大概1.5小时'])('%s: it ends later', async (words) => {
    await say(words);
    expect((await only()).sessions.map(({ end }) => end.slice(11, 16))).toEqual(['15:35', '21:30']);
    expect(await talk.attendance()).toEqual([]);
  });

  test.each(['发个通知 明天停水', '通知大家周五盘点', '给骑手发条消息：后天换电柜检修'])(
    '%s is no change of it, and waits',
    async (words) => {
      const before = await only();
      expect(await say(words)).toContain('发通知等会儿再说一遍');
      expect(await only()).toEqual(before);
      expect(await say('1')).toContain('已发布');
    },
  );

  test('what cannot wait is not kept waiting', async () => {
    expect(await say('紧急通知：东门封路，绕行西门')).toContain('东门封路，绕行西门');
    expect(await only()).toMatchObject({ status: 'draft', theme: '学习防诈骗' });
  });

  test('material to learn from is no theme of it', async () => {
    const before = await only();
    await say('学习材料：电池保养 https://example.com/b 十分钟 给骑手');
    expect(await only()).toEqual(before);
  });

  test('how many sessions there are is not said in a number', async () => {
    expect(await say('改成两场')).toContain('草稿还在');
    expect(await say('1')).toContain('已发布');
  });

  test.each(['就要下周三上午十点', '必须下周三上午十点开'])('%s is insisted on', async (words) => {
    expect(await say(words)).toContain('时间按您定的来');
    expect(starts(await only())).toEqual(['11-25T10:00']);
  });

  test.each(['就按我说的时间', '不用改时间', '坚持原来的时间'])('%s goes back to the hour asked for first', async (words) => {
    await say('改到下周三上午十点');
    expect(starts(await only())).toEqual(['11-25T14:05', '11-25T20:05']);
    await say(words);
    expect(starts(await only())).toEqual(['11-25T10:00']);
  });

  test.each([
    ['改到2月30日', '时间不对'],
    ['改到昨天', '已经过了'],
    ['人数改成0', '名额0不行'],
    ['名额改成一亿', '名额100000000不行'],
  ])('%s is refused and leaves it as it was', async (words, why) => {
    const before = await only();
    expect(await say(words)).toContain(why);
    expect(await only()).toEqual(before);
    expect(await say('1')).toContain('已发布');
  });
});

describe('what cannot be', () => {
  test.each([
    ['2月30日搞主题党日', '“2月30日”这个时间不对'],
    ['11月31号晚上八点组织培训', '这个时间不对'],
    ['周三下午三点到两点开个会', '这个时间不对'],
    ['名额0个，周五搞个党日', '名额0不行，要在 1 到 5000 之间'],
    ['周五搞个志愿服务，一亿人参加', '要在 1 到 5000 之间'],
    ['周五搞个志愿服务，名额-5', '名额-5不行'],
  ])('%s is refused with the cure, nothing is kept', async (words, why) => {
    expect(await say(words)).toContain(why);
    expect(await activities()).toEqual([]);
  });

  test.each([PLAN, '党日推迟一天', '党日改到下周四', '照上次的党日再办一次'])('%s is no rider’s to say', async (words) => {
    await say(words, 'liu');
    expect(await activities()).toEqual([]);
  });

  test('a rider hears who may', async () => {
    expect(await say(PLAN, 'liu')).toBe('组织活动要书记来操作，你有想法可以跟书记说。');
  });
});

describe('a move', () => {
  beforeEach(async () => {
    await say(PLAN);
    await say('1');
  });

  test.each([
    ['党日推迟一天', ['11-26T14:05', '11-26T20:05']],
    ['把党日往后挪两天吧', ['11-27T14:05', '11-27T20:05']],
    ['麻烦党日提前一天', ['11-24T14:05', '11-24T20:05']],
    ['党日改到下周四', ['11-26T14:05', '11-26T20:05']],
    ['党日改期到下周二下午三点', ['11-24T15:00', '11-24T20:05']],
  ])('%s asks first, then moves it', async (words, sessions) => {
    expect(await say(words)).toContain('回 1 改，2 不改。');
    expect(starts(await only())).toEqual(['11-25T14:05', '11-25T20:05']);
    expect(await say('1')).toContain('改好了');
    const moved = await only();
    expect(starts(moved)).toEqual(sessions);
    expect(moved.revision).toBe(1);
  });

  test('tells how many will hear of it', async () => {
    await say('党日我报名', 'zhou');
    expect(await say('党日改到下周四')).toContain('会告诉 1 个报了名的人');
  });

  test.each(['2', '不', '不改'])('%s leaves it', async (no) => {
    await say('党日推迟一天');
    expect(await say(no)).toBe('好，不改了。');
    expect((await only()).revision).toBe(0);
  });

  test.each(['党日地点改到长江路驿站', '党日换到长江路驿站', '党日地点换成长江路驿站'])(
    '%s changes the place alone',
    async (words) => {
      expect(await say(words)).toContain('长江路驿站');
      await say('好');
      expect(await only()).toMatchObject({ place: '长江路驿站' });
      expect(starts(await only())).toEqual(['11-25T14:05', '11-25T20:05']);
    },
  );

  test('goes online', async () => {
    await say('党日改成线上');
    await say('1');
    expect((await only()).sessions.map(({ mode }) => mode)).toEqual(['online', 'online']);
  });

  test('can be insisted on', async () => {
    await say('党日改到下周四上午十点');
    await say('就按我说的时间');
    await say('1');
    expect(starts(await only())).toEqual(['11-26T10:00']);
  });

  test.each([
    ['等下 时间往后挪一天', '下周四'],
    ['党日换个地方，换到长江路驿站', '改在长江路驿站'],
    ['算了改成线上吧', '改成线上'],
    ['党日改到周四', '下周四'],
  ])('%s is shown', async (words, shown) => {
    expect(await say(words)).toContain(shown);
  });

  test('to the same time changes nothing', async () => {
    expect(await say('党日改到下周三')).toContain('没有动');
    expect((await only()).revision).toBe(0);
  });

  test('of two that are meant asks which', async () => {
    await say('12月2号搞个主题党日');
    await say('1');
    expect(await say('党日推迟一天')).toContain('回 2 12月主题党日');
    expect(await say('2')).toContain('12月主题党日改到');
    await say('1');
    expect((await activities()).map(({ revision }) => revision)).toEqual([0, 1]);
  });

  test.each([
    ['党日改到2月30日', '时间不对'],
    ['党日改到今天上午九点', '已经过了'],
    ['篮球赛改到周四', '没找到能改的“篮球赛”'],
  ])('%s is refused', async (words, why) => {
    expect(await say(words)).toContain(why);
    expect((await only()).revision).toBe(0);
  });
});

describe('again and again', () => {
  test('says the rule and the first date, and begins with the yes', async () => {
    expect(await say('每周五晚上八点搞消防培训')).toContain('每周五办一次，这是头一次');
    expect(await say('1')).toContain('以后每周五我照着办');
    expect((await only()).seriesId).not.toBeNull();
    await talk.until('2026-11-24T12:00');
    expect((await activities()).map(({ sessions }) => sessions[0]!.start.slice(5, 10))).toEqual(['11-20', '11-27']);
  });

  test('the rule is changed in the draft', async () => {
    await say('每个月15号搞主题党日');
    expect(await say('改成每月20号')).toContain('每月20号办一次');
    await say('1');
    expect((await activities()).map(({ sessions }) => sessions[0]!.start.slice(0, 10))).toEqual(['2026-11-20']);
  });

  test('a dropped first one begins nothing', async () => {
    await say('每月25号搞主题党日');
    await say('2');
    await talk.until('2026-12-24T12:00');
    expect(await activities()).toEqual([]);
  });
});

describe('like the one before', () => {
  beforeEach(async () => {
    await say(PLAN);
    await say('1');
  });

  test.each(['照上次的党日再办一次', '12月2号照上次的党日再搞一场', '12月2号按上次的样子再办一次'])(
    '%s takes over its facts',
    async (words) => {
      expect(await say(words)).toContain('主题党日（学习防诈骗）');
      expect((await activities()).at(-1)).toMatchObject({ status: 'draft', place: '江畔驿站', capacity: 40 });
    },
  );

  test('a template is kept under a name and found by it', async () => {
    expect(await say('把这次党日存成防诈骗模板')).toContain('用防诈骗模板再办一次');
    expect(await say('12月2号用防诈骗模板再办一次')).toContain('12月主题党日（学习防诈骗）');
  });

  test('an unknown template is said to be unknown', async () => {
    expect(await say('用采茶模板再办一次')).toContain('没有叫“采茶”的模板');
  });
});
