import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ActivityTalk, activityTalk, instant, sessionAt } from '../support/activities.ts';

let talk: ActivityTalk;
beforeEach(async () => {
  talk = await activityTalk('2026-11-23T12:40');
});
afterEach(() => talk.close());

const TWO_SESSIONS = [
  sessionAt('2026-11-26T14:35', { occupations: ['rider'] }),
  sessionAt('2026-11-26T20:05', { occupations: ['courier'] }),
];

describe('signing up', () => {
  test('says how many, when and where', async () => {
    await talk.open({ capacity: 40 });
    expect(await talk.say('zhou', '@小蜂 报名', { group: 'g1' })).toEqual(['@老周 报上了，1 人，周四 20:05 江畔驿站。']);
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
  });

  test('counts who is brought along', async () => {
    await talk.open({ capacity: 40 });
    expect(await talk.say('zhou', '党日我和我媳妇去')).toEqual(['报上了，2 人，周四 20:05 江畔驿站。']);
  });

  test('said twice changes nothing, however many had been said', async () => {
    await talk.open({ capacity: 40 });
    await talk.say('zhou', '报名 2人');
    expect(await talk.say('zhou', '报名')).toEqual(['你报过了，2 人，周四 20:05 江畔驿站。']);
    expect(await talk.signUps()).toEqual(['zhou 2 in']);
  });

  test('said with another number changes it, if it fits', async () => {
    await talk.open({ capacity: 3 });
    await talk.say('zhou', '报名 2人');
    expect(await talk.say('zhou', '报名 3人')).toEqual(['改好了，3 人，周四 20:05 江畔驿站。']);
    expect(await talk.say('zhou', '报名 4人')).toEqual(['只剩 0 个位置，加不了，还是你原来的 3 人。']);
    expect(await talk.say('zhou', '报名 就我一个人')).toEqual(['改好了，1 人，周四 20:05 江畔驿站。']);
  });

  test('a full one has a waiting list, which moves up and tells', async () => {
    await talk.open({ capacity: 2 });
    await talk.say('zhou', '报名 2人');
    expect(await talk.say('wang', '@小蜂 我也要报名', { group: 'g1' })).toEqual([
      '@老王 满了，你排候补第 1。有人退我马上告诉你。',
    ]);
    expect(await talk.say('guest', '报名')).toEqual(['满了，你排候补第 2。有人退我马上告诉你。']);
    const said = await talk.say('zhou', '家里有事去不了了');
    expect(said).toContain('没关系，已退 2 个名额。');
    const told = [...said, ...(await talk.until('2026-11-23T13:25'))].filter((text) => text.includes('有位置了'));
    expect(told).toEqual([
      '有位置了，已给你报上：11月主题党日，11月26日（周四）20:05，江畔驿站。来不了回“不来”。',
      '有位置了，已给你报上：11月主题党日，11月26日（周四）20:05，江畔驿站。来不了回“不来”。',
    ]);
    expect(await talk.signUps()).toEqual(['zhou 2 cancelled', 'wang 1 in', 'simulator:guest 1 in']);
  });

  test('a party waits whole', async () => {
    await talk.open({ capacity: 2 });
    await talk.say('zhou', '报名');
    expect(await talk.say('wang', '报名 两个人')).toEqual(['只剩 1 个位置，不够 2 人，排候补第 1。有位置我马上告诉你。']);
  });

  test('nothing open is said plainly', async () => {
    expect(await talk.say('zhou', '报名')).toEqual(['眼下没有可以报名的活动。']);
    await talk.open({ status: 'draft' });
    expect(await talk.say('zhou', '报名')).toEqual(['眼下没有可以报名的活动。']);
  });

  test('closed, and past the deadline, says so', async () => {
    await talk.open({ status: 'closed' });
    expect(await talk.say('zhou', '报名')).toEqual(['报名已经停了，想来请跟书记说。']);
    await talk.open({ title: '冬季体检', kind: 'health_check', signUpUntil: instant('2026-11-23T07:30') });
    expect(await talk.say('zhou', '报名体检')).toEqual(['报名时间过了，想来请直接跟书记说。']);
    expect(await talk.signUps()).toEqual([]);
  });

  test('several open: the name decides, else it is asked', async () => {
    await talk.open();
    await talk.open({
      title: '冬季体检',
      kind: 'health_check',
      place: null,
      capacity: 9,
      sessions: [sessionAt('2026-11-28T20:05')],
    });
    expect(await talk.say('zhou', '我要参加体检')).toEqual(['报上了“冬季体检”，1 人，周六 20:05。']);
    expect(await talk.say('wang', '报名 2人')).toEqual([
      '报哪个？回数字：\n1. 11月主题党日（周四）\n2. 冬季体检（周六）\n3. 都不报',
    ]);
    expect(await talk.say('wang', '2')).toEqual(['报上了“冬季体检”，2 人，周六 20:05。']);
    await talk.say('guest', '报名');
    expect(await talk.say('guest', '党日')).toEqual(['报上了“11月主题党日”，1 人，周四 20:05 江畔驿站。']);
    await talk.say('liu', '报名');
    expect(await talk.say('liu', '不')).toEqual(['好，不报。']);
    expect(await talk.signUps()).toEqual(['zhou 1 in', 'wang 2 in', 'simulator:guest 1 in']);
  });

  test('a quoted announcement says which is meant', async () => {
    await talk.open();
    await talk.open({ title: '冬季体检', kind: 'health_check', sessions: [sessionAt('2026-11-28T20:05')] });
    const quoted = '冬季体检\n11月28日（周六）20:05–21:05\n回“报名”参加。';
    expect(await talk.say('zhou', '@小蜂 +1', { group: 'g1', quoted })).toEqual([
      '@老周 报上了“冬季体检”，1 人，周六 20:05 江畔驿站。',
    ]);
  });

  test('the session is that of the occupation, unless another is said', async () => {
    await talk.open({ capacity: 9, sessions: TWO_SESSIONS });
    expect(await talk.say('zhou', '报名')).toEqual(['报上了，1 人，周四 20:05 江畔驿站。']);
    expect(await talk.say('liu', '报名')).toEqual(['报上了，1 人，周四 14:35 江畔驿站。']);
    expect(await talk.say('wang', '报名下午那场')).toEqual(['报上了，1 人，周四 14:35 江畔驿站。']);
    expect(await talk.say('wang', '我报晚上那场')).toEqual(['改好了，1 人，周四 20:05 江畔驿站。']);
  });

  test.each(['报名晚上8点那场', '我参加快递那场', '周四晚上我参加'])('%s chooses the evening', async (words) => {
    await talk.open({ capacity: 9, sessions: TWO_SESSIONS });
    expect(await talk.say('liu', words)).toEqual(['报上了，1 人，周四 20:05 江畔驿站。']);
  });

  test('two sessions at one time are asked about', async () => {
    const both = [
      sessionAt('2026-11-26T20:05', { occupations: ['courier', 'rider'] }),
      sessionAt('2026-11-26T20:05', { occupations: ['courier'], mode: 'online' }),
    ];
    await talk.open({ sessions: both });
    expect(await talk.say('zhou', '报名')).toEqual([
      '来哪场？回数字：\n1. 周四 20:05（快递、骑手）\n2. 周四 20:05（快递、线上）\n3. 都不报',
    ]);
    expect(await talk.say('zhou', '2')).toEqual(['报上了，1 人，周四 20:05 线上。']);
  });

  test('nobody is signed up by somebody else', async () => {
    await talk.open();
    expect(await talk.say('zhou', '帮老马报名')).toEqual(['报名得本人来，让老马自己跟我说一声就行。']);
    expect(await talk.say('zhou', '帮我媳妇报个名')).toEqual(['报名得本人来，让你媳妇自己跟我说一声就行。']);
    expect(await talk.say('zhou', '老马也报名')).toEqual(['报名得本人来，让老马自己跟我说一声就行。']);
    expect(await talk.signUps()).toEqual([]);
    expect(await talk.say('zhou', '帮我报名')).toEqual(['报上了，1 人，周四 20:05 江畔驿站。']);
  });

  test('more than a team is for the secretary', async () => {
    await talk.open({ capacity: null });
    expect(await talk.say('zhou', '报名 0人')).toEqual(['一次能报 1 到 50 人，人再多请跟书记说。']);
    expect(await talk.say('zhou', '报名 60人')).toEqual(['一次能报 1 到 50 人，人再多请跟书记说。']);
  });

  test('talk between colleagues signs nobody up', async () => {
    await talk.open();
    await talk.say('zhou', '报名', { group: 'g1' });
    expect(await talk.signUps()).toEqual([]);
  });

  test('the button signs up whoever presses it, once', async () => {
    const activity = await talk.open();
    const press = (from: string, id: string) =>
      talk.world.click({ from, group: 'g1', card: '1', button: `sign-up/join/${id}` }).then(({ replies }) => replies[0]?.text);
    expect(await press('zhou', activity.id)).toBe('@老周 报上了，1 人，周四 20:05 江畔驿站。');
    expect(await press('zhou', activity.id)).toBe('@老周 你报过了，1 人，周四 20:05 江畔驿站。');
    expect(await press('wang', '999')).toBe('@老王 眼下没有可以报名的活动。');
    expect(await press('wang', "1' or 1=1")).toBe('@老王 眼下没有可以报名的活动。');
    const elsewhere = await talk.open({ title: '骑手座谈', groups: ['g2'] });
    expect(await press('wang', elsewhere.id)).toBe('@老王 眼下没有可以报名的活动。');
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
  });
});

describe('not coming', () => {
  test.each(['先不取消', '别取消我的报名', '先不退了 我去', '党日不取消 照常吧'])('“%s” keeps them', async (words) => {
    await talk.open({ capacity: 40 });
    await talk.say('zhou', '报名');
    expect(await talk.say('zhou', words)).toEqual(['好，名额都给你留着。']);
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
  });

  test.each(['不来', '不去了', '没空', '来不了', '取消报名'])('%s gives the places back', async (words) => {
    await talk.open();
    await talk.say('zhou', '报名 2人');
    expect(await talk.say('zhou', words)).toEqual(['没关系，已退 2 个名额。']);
    expect(await talk.signUps()).toEqual(['zhou 2 cancelled']);
  });

  test('from somebody who never signed up is only noted', async () => {
    await talk.open();
    expect(await talk.say('zhou', '不来')).toEqual(['好，知道了。']);
    expect(await talk.say('zhou', '取消报名')).toEqual(['你没有报名，不用退。']);
  });

  test('with several sign-ups asks which', async () => {
    await talk.open();
    await talk.open({ title: '冬季体检', kind: 'health_check', sessions: [sessionAt('2026-11-28T20:05')] });
    await talk.say('zhou', '党日报名');
    await talk.say('zhou', '体检我也报名');
    const question = '退哪个？回数字：\n1. 11月主题党日（周四）\n2. 冬季体检（周六）\n3. 都不退';
    expect(await talk.say('zhou', '不来')).toEqual([question]);
    expect(await talk.say('zhou', '不')).toEqual(['好，名额都给你留着。']);
    expect(await talk.say('zhou', '不来')).toEqual([question]);
    expect(await talk.say('zhou', '1')).toEqual(['没关系，“11月主题党日”已退 1 个名额。']);
    expect(await talk.say('zhou', '体检不参加了')).toEqual(['没关系，已退 1 个名额。']);
  });

  test('takes somebody who waits off the list', async () => {
    await talk.open({ capacity: 1 });
    await talk.say('zhou', '报名');
    await talk.say('wang', '报名');
    expect(await talk.say('wang', '不来')).toEqual(['没关系，候补给你撤了。']);
  });

  test('perhaps is told how many places are left', async () => {
    expect(await talk.say('zhou', '看情况')).toEqual(['好，知道了。']);
    await talk.open({ capacity: 3 });
    await talk.say('wang', '报名 2人');
    expect(await talk.say('zhou', '到时候看')).toEqual(['好，想来了再说“报名”，名额还有 1。']);
    expect(await talk.say('wang', '不一定')).toEqual(['好，名额给你留着，来不了回“不来”。']);
    expect(await talk.signUps()).toEqual(['wang 2 in']);
  });
});

describe('taking back', () => {
  test('a sign-up lets others move up', async () => {
    await talk.open({ capacity: 1 });
    await talk.say('zhou', '报名');
    await talk.say('wang', '报名');
    expect(await talk.say('zhou', '撤销')).toContain('撤了，“11月主题党日”不给你报了。');
    expect(await talk.say('zhou', '撤销')).toEqual(['刚才那条已经撤过了。']);
    expect(await talk.signUps()).toEqual(['zhou 1 cancelled', 'wang 1 in']);
  });

  test('a cancelled sign-up stands again if there is room', async () => {
    await talk.open({ capacity: 2 });
    await talk.say('zhou', '报名 2人');
    await talk.say('zhou', '不来');
    expect(await talk.say('zhou', '撤销')).toEqual(['撤了，“11月主题党日”还按原来的：2 人，周四 20:05。']);
    await talk.say('zhou', '不来');
    await talk.say('wang', '报名');
    expect(await talk.say('zhou', '撤销')).toEqual(['撤不回去，“11月主题党日”的位置有人了。想排候补就回“报名”。']);
    expect(await talk.signUps()).toEqual(['zhou 2 cancelled', 'zhou 2 cancelled', 'wang 1 in']);
  });

  test('a change of the number is the change alone', async () => {
    await talk.open({ capacity: 5 });
    await talk.say('zhou', '报名');
    await talk.say('zhou', '报名 3人');
    expect(await talk.say('zhou', '撤销')).toEqual(['撤了，“11月主题党日”还按原来的：1 人，周四 20:05。']);
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
  });
});

test.each(['我师傅不去了', '孙丽来不了', '老周和小陈都不去了', '我家孩子去不了', '他们临时有事不来了'])(
  '“%s” takes back no place of the speaker',
  async (words) => {
    await talk.open({ capacity: 40 });
    await talk.say('wang', '报名');
    await talk.say('wang', words);
    expect(await talk.signUps()).toEqual(['wang 1 in']);
  },
);

test.each(['今晚去不了', '家里有事不去了', '我和小陈都不去了', '周五我来不了'])('“%s” is the speaker’s own', async (words) => {
  await talk.open({ capacity: 40 });
  await talk.say('wang', '报名');
  await talk.say('wang', words);
  expect(await talk.signUps()).toEqual(['wang 1 cancelled']);
});

describe('who comes along', () => {
  beforeEach(() => talk.open({ capacity: 40 }));

  test.each([
    ['我带两个朋友来', 'zhou 3 in'],
    ['我带俩人去，一共两个人', 'zhou 2 in'],
  ])('is counted with the speaker: %s', async (words, standing) => {
    await talk.say('zhou', words);
    expect(await talk.signUps()).toEqual([standing]);
  });

  test('is counted on top of what stands', async () => {
    await talk.say('zhou', '报名');
    await talk.say('zhou', '我再带俩人');
    expect(await talk.signUps()).toEqual(['zhou 3 in']);
    await talk.say('zhou', '我对象也想来');
    expect(await talk.signUps()).toEqual(['zhou 4 in']);
  });

  test('a number alone is asked about, unless it stands', async () => {
    await talk.say('zhou', '报名');
    expect(await talk.say('zhou', '一共仨人')).toEqual(['改成 3 人吗？回 1 改，2 不改。']);
    await talk.say('zhou', '1');
    expect(await talk.say('zhou', '三个人吧')).toEqual(['你报过了，3 人，周四 20:05 江畔驿站。']);
  });

  test('may stay away without the speaker', async () => {
    await talk.say('zhou', '报名 2人');
    expect(await talk.say('zhou', '我媳妇不去了')).toEqual(['你媳妇不来，那改成 1 人？回 1 改，2 不改。']);
    await talk.say('zhou', '1');
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
    expect((await talk.say('zhou', '老孙去不了')).join()).toContain('没动');
    expect(await talk.signUps()).toEqual(['zhou 1 in']);
  });
});

test.each(['大家赶紧报名啊', '我去！堵死了', '我去，这也太晚了'])('“%s” is no sign-up', async (words) => {
  await talk.open({ capacity: 40 });
  await talk.say('zhou', words);
  expect(await talk.signUps()).toEqual([]);
});

test('whoever waits is told his place', async () => {
  await talk.open({ capacity: 1 });
  await talk.say('zhou', '报名');
  await talk.say('wang', '报名');
  expect(await talk.say('wang', '我前面还有几个')).toEqual(['“11月主题党日”你排候补第 1，前面还有 0 份报名。']);
});

test('“我去” is one where something may be signed up for', async () => {
  await talk.open({ capacity: 40 });
  await talk.say('zhou', '我去');
  expect(await talk.signUps()).toEqual(['zhou 1 in']);
});
