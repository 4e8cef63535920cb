// Something to learn: handed in, sent to each in his hours, said to be through, stopped by one word.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { NewActivity } from '../../src/core/activity.ts';
import { type ActivityTalk, activityTalk, sessionAt } from '../support/activities.ts';

const LINK = 'https://mp.weixin.qq.com/s?__biz=MzI&mid=22#rd';
const END = '看完回“学完了”就行，不看也没关系。';
const STOP = '不想收就回“停”。';

let talk: ActivityTalk;
beforeEach(async () => {
  // A Thursday.
  talk = await activityTalk('2026-11-26T10:00');
  // Whoever is in no list is known once he has spoken.
  await talk.say('guest', '@小蜂 你好', { group: 'g1' });
});
afterEach(() => talk.close());

const visible = (text: string | undefined) => text?.replaceAll('\u200b', '');
const say = async (from: string, words: string, where: { group?: string; quoted?: string } = {}) =>
  (await talk.say(from, words, where)).map((text) => visible(text) as string);
const until = async (time: string) => (await talk.until(`2026-11-${time}`)).map((text) => visible(text) as string);
const handIn = async (words: string) => {
  await say('li', words);
  return (await say('li', '1'))[0];
};
const online = (over: Partial<NewActivity> = {}) => talk.open({ capacity: null, mode: 'both', ...over });
const signUp = (memberId: string, activityId: string, sessionId: string, status: 'in' | 'cancelled' = 'in') =>
  talk.inside(async ({ tx, now }) => {
    const { id } = (await tx.members.byAccount(`simulator:${memberId}`))!;
    await tx.signUps.add({ activityId, sessionId, memberId: id, partySize: 1, status, at: now, source: 'test' });
  });

describe('a material', () => {
  it('is shown before it is sent, with the host in plain sight', async () => {
    expect(await say('li', `学习材料：《防诈骗十条》 ${LINK} 10分钟 给骑手`)).toEqual([
      [
        '学习材料《防诈骗十条》，约 10 分钟。链接在 mp.weixin.qq.com，点开前我没看过。',
        '一对一发给骑手 1 人，14:06 起。',
        '回 1 发，2 取消，要改直接说。',
        LINK,
      ].join('\n'),
    ]);
    expect(await say('li', '1')).toEqual(['好，14:06 起一对一发，看“学习情况”就知道几个人学完。']);
    expect(await until('26T14:30')).toEqual([`学习：《防诈骗十条》，约 10 分钟。\n${END}${STOP}\n${LINK}`]);
    expect(await until('28T22:00')).toEqual([]);
  });

  it('reaches each in his own hours, guests too, and nobody twice', async () => {
    await handIn('发个学习：雨天骑行慢一点，过路口先停');
    const noon = await until('26T13:30');
    expect(noon).toEqual(Array(3).fill(`雨天骑行慢一点，过路口先停\n${END}${STOP}`));
    expect(await until('26T18:00')).toHaveLength(1);
    expect(await until('29T22:00')).toEqual([]);
  });

  it('is changed before the yes', async () => {
    await say('li', `学习材料：防诈骗 ${LINK}`);
    expect((await say('li', '改成给快递员'))[0]).toContain('一对一发给快递员 3 人');
    expect((await say('li', '周六再发'))[0]).toContain('后天 12:');
    expect((await say('li', '15分钟'))[0]).toContain('约 15 分钟');
    expect((await say('li', '标题改成识骗'))[0]).toContain('《识骗》');
    expect((await say('li', '发给夜班骑手群'))[0]).toContain('1 人');
    expect(await say('li', '先不发了')).toEqual(['好，不发了。']);
    expect(await until('29T22:00')).toEqual([]);
  });

  it('is cancelled by 2, and one yes sends one', async () => {
    await say('li', '发个学习：慢一点');
    expect(await say('li', '2')).toEqual(['好，不发了。']);
    await handIn('发个学习：慢一点');
    expect(await say('li', '撤回学习材料')).toEqual(['好，“慢一点…”不再发了，收到的人还留着。']);
    expect(await until('29T22:00')).toEqual([]);
  });

  it('may stand in a quoted message, or come later', async () => {
    const [draft] = await say('li', '@小蜂 把这个链接发给大家学习', { group: 'g1', quoted: `《反诈》${LINK}` });
    expect(draft).toContain('《反诈》');
    expect(await say('li', '发个学习')).toEqual(['学习材料发什么？链接或文字直接发我。']);
    expect((await say('li', `《慢行》${LINK}`))[0]).toContain('学习材料《慢行》');
  });

  test.each([
    ['http://127.0.0.1/a', '这个链接大家打不开（不是公开的网址），换一个。'],
    ['http://0x7f.1/a', '这个链接大家打不开（不是公开的网址），换一个。'],
    ['https://localhost/a', '这个链接大家打不开（不是公开的网址），换一个。'],
    ['https://user:pw@a.cn/a', '链接里带着账号密码，不能发给大家，换一个。'],
    ['https://a.cn/x https://b.cn/y', '一次发一个链接，分开发我。'],
    ['www.xuexi.cn/abc', '链接要从头复制，带着前面的“://”那段。'],
    ['慢'.repeat(1_501), '学习材料最多 1500 字，这份 1501 字，短一点或发链接。'],
  ])('is refused where it is %.40s', async (content, answer) => {
    expect(await say('li', `学习材料：${content}`)).toEqual([answer]);
  });

  it('is handed in by those who run the branch alone', async () => {
    await say('zhou', `学习材料：${LINK}`);
    await say('zhou', '1');
    expect(await until('29T22:00')).toEqual([]);
  });

  it('reaches many in portions', async () => {
    await talk.inside(async ({ tx, now }) => {
      for (let count = 0; count < 650; count += 1) {
        const account = `simulator:many${count}`;
        const { id } = await tx.members.recognise({ account, userId: `many${count}`, name: null }, now);
        await tx.members.joinGroup(id, 'g1');
      }
    });
    await handIn('发个学习：慢一点，给快递员');
    await until('26T13:30');
    expect(await say('li', '学习情况')).toEqual(['“慢一点…”：发了 653 人，0 人说学完了。']);
    expect(await say('li', '学习材料发了没')).toEqual(await say('li', '学习情况'));
  });

  it('waits for the end of a day on which somebody wants to be left alone', async () => {
    await handIn('发个学习：慢一点');
    await say('zhou', '今天别提醒我');
    expect(await until('26T22:00')).toHaveLength(3);
    expect(await until('27T13:30')).toHaveLength(1);
  });
});

describe('“学完了”', () => {
  it('is written down once, for the newest, and taken back', async () => {
    expect(await say('zhou', '学完了')).toEqual(['还没有发给你的学习材料，谢谢你惦记。有了我发你。']);
    await handIn('学习材料：《防诈骗十条》别贪便宜');
    await until('26T13:30');
    expect(await say('zhou', '学完了')).toEqual(['好，《防诈骗十条》学完，记下了。']);
    expect(await say('zhou', '看完了')).toEqual(['《防诈骗十条》你说过学完了，不用再回。']);
    expect(await say('li', '学习情况')).toEqual(['《防诈骗十条》：发了 3 人，1 人说学完了。\n学完的：老周。']);
    expect(await say('li', '@小蜂 学习情况', { group: 'g1' })).toEqual(['@李书记 《防诈骗十条》：发了 3 人，1 人说学完了。']);
    expect(await say('zhou', '没学完')).toEqual(['好，《防诈骗十条》不算学完，什么时候看都行。']);
    expect(await say('li', '学习情况')).toEqual(['《防诈骗十条》：发了 3 人，0 人说学完了。']);
    await say('zhou', '学完了');
    await say('zhou', '点错了');
    await say('zhou', '1');
    expect(await say('li', '学习情况')).toEqual(['《防诈骗十条》：发了 3 人，0 人说学完了。']);
  });

  it('means the one that is named, in a group and by a guest too', async () => {
    await handIn('学习材料：《防诈骗十条》别贪便宜');
    await handIn('学习材料：《雨天骑行》慢一点');
    await until('26T13:30');
    expect(await say('guest', '@小蜂 防诈骗那个看完了', { group: 'g1' })).toEqual(['@新来的 好，《防诈骗十条》学完，记下了。']);
    expect(await say('guest', '消防那个看完了')).toEqual(['没对上是哪份。要是《雨天骑行》，直接回“学完了”。']);
    expect(await say('guest', '视频看完了')).toEqual(['好，《雨天骑行》学完，记下了。']);
  });
});

describe('one word', () => {
  it.each(['停', '不学', '别发学习了'])('“%s” stops it, “发学习” lets it come again', async (word) => {
    await handIn('学习材料：《防诈骗十条》别贪便宜');
    await until('26T13:30');
    expect(await say('zhou', word)).toEqual(['好，学习不再发你了。想看说“发学习”。']);
    await handIn('学习材料：《雨天骑行》慢一点');
    expect(await until('29T22:00')).toHaveLength(4);
    const [again] = await say('zhou', '发学习');
    expect(again).toContain('好，以后有学习就发你。\n1. 《雨天骑行》\n2. 《防诈骗十条》\n要哪份回数字。');
    expect((await say('zhou', '1'))[0]).toContain('学习：《雨天骑行》。\n慢一点');
  });

  it('“停” is still heard after a week', async () => {
    await handIn('学习材料：《防诈骗十条》别贪便宜');
    await until('30T13:30');
    expect(await say('zhou', '停')).toEqual(['好，学习不再发你了。想看说“发学习”。']);
  });

  it('“停” stops nothing where nothing was sent', async () => {
    const before = await say('zhou', '停');
    expect(before.join()).not.toContain('学习');
  });
});

describe('what there is to learn', () => {
  it('is listed, and comes with its link', async () => {
    expect(await say('zhou', '有哪些学习')).toEqual(['眼下还没有学习材料，有了就发你。']);
    await handIn(`学习材料：《防诈骗十条》 ${LINK}`);
    expect(await say('zhou', '学习内容发我')).toEqual([`学习：《防诈骗十条》。\n${END}\n${LINK}`]);
    expect(await until('26T13:30')).toHaveLength(2);
    await handIn('学习材料：《雨天骑行》慢一点');
    const [list] = await say('zhou', '@小蜂 最近的学习材料', { group: 'g1' });
    expect(list).toBe('@老周 1. 《雨天骑行》\n2. 《防诈骗十条》（mp.weixin.qq.com）\n要哪份回数字。');
    const picked = await say('zhou', '@小蜂 2', { group: 'g1' });
    expect(picked).toContain('@老周 发你了，看私聊。');
    expect(picked.join()).toContain(LINK);
  });
});

describe('those who cannot come', () => {
  it('get it at the start when they asked, and saying that they are through is taking part', async () => {
    const { id } = await online();
    expect((await say('li', `党日的学习材料：${LINK} 10分钟`))[0]).toContain(
      '“11月主题党日”开始时发给想线上听的，散场后发给来不了的。',
    );
    expect(await say('li', '1')).toEqual(['好，到时候我发，看“学习情况”就知道几个人学完。']);
    expect(await say('zhou', '今晚爆仓回不去 能线上听吗')).toEqual(['能。20:06 我把学习内容发你，听完回“学完了”就算参加。']);
    expect(await until('26T20:05')).toEqual([]);
    expect(await until('26T20:10')).toEqual([expect.stringContaining(LINK)]);
    expect(await say('zhou', '听完了')).toEqual(['好，mp.weixin.qq.com 上的一篇学完，“11月主题党日”算你线上参加了。']);
    expect(await talk.attendance()).toMatchObject([{ member: 'zhou', activity: id, kind: 'party_day', mode: 'online' }]);
    expect(await say('zhou', '没学完')).toEqual(['好，mp.weixin.qq.com 上的一篇不算学完，什么时候看都行。']);
    expect(await talk.attendance()).toEqual([]);
    await say('zhou', '学完了');
    expect(await talk.attendance()).toHaveLength(1);
  });

  it('get it as soon as it is handed in, when it has begun', async () => {
    await online();
    expect(await say('zhou', '能线上听吗')).toEqual(['能。学习内容一到我就发你，听完回“学完了”就算参加。']);
    expect(await until('26T14:00')).toEqual(['有人想线上听“11月主题党日”。有材料就发我：“党日的学习材料：”加链接或文字。']);
    await until('26T20:20');
    await say('li', `党日的学习材料：${LINK}`);
    expect(await say('li', '1')).toEqual(['好，现在起一对一发，看“学习情况”就知道几个人学完。', expect.stringContaining(LINK)]);
    expect(await say('wang', '路上能参加吗')).toEqual([expect.stringContaining(LINK)]);
  });

  it('hear that it is cancelled, and nobody is asked for material any more', async () => {
    await online();
    await say('zhou', '能线上听吗');
    await say('li', '党日取消');
    await say('li', '1');
    const told = await until('26T14:30');
    expect(told).toContain('你想线上听的“11月主题党日”取消了，不用等了。');
    expect(told.join()).not.toContain('有材料就发我');
  });

  it('get it when it is over: who signed up and was not there, or said he would not come; nobody else', async () => {
    const { id, sessions } = await online();
    const session = sessions[0]!.id;
    await signUp('zhou', id, session);
    await signUp('wang', id, session);
    await signUp('guest', id, session, 'cancelled');
    await until('26T20:30');
    await say('wang', '签到');
    await until('27T09:00');
    expect((await say('li', '把这个链接发给没来的人学一下', { quoted: LINK }))[0]).toContain('发给“11月主题党日”没来的 2 人');
    await say('li', '1');
    const sent = (await until('30T22:00')).filter((text) => text.includes(LINK));
    expect(sent).toEqual(Array(2).fill(`学习：mp.weixin.qq.com 上的一篇。\n${END}${STOP}\n${LINK}`));
    expect(await say('zhou', '学完了')).toEqual(['好，mp.weixin.qq.com 上的一篇学完，记下了。']);
    expect((await talk.attendance()).map(({ member }) => member)).toEqual(['wang']);
  });

  it('get what is handed in later in their own hours, also when they had asked', async () => {
    await online();
    await say('zhou', '能线上听吗');
    await until('27T02:00');
    expect((await say('li', `学习材料：党日内容 ${LINK} 给没来的人`))[0]).not.toContain('现在');
    await say('li', '1');
    expect(await until('27T08:00')).toEqual([]);
    expect((await until('27T22:00')).filter((text) => text.includes(LINK))).toHaveLength(1);
  });

  it('get nothing later when they want no more materials', async () => {
    await online();
    await say('zhou', '能线上听吗');
    await say('zhou', '以后别给我发学习材料');
    await until('27T02:00');
    await say('li', `学习材料：党日内容 ${LINK} 给没来的人`);
    await say('li', '1');
    expect((await until('30T22:00')).filter((text) => text.includes(LINK))).toEqual([]);
  });

  it('get nothing when they asked and came after all; who checked in from afar gets it', async () => {
    const { id, sessions } = await online();
    await handIn(`党日的学习材料：${LINK}`);
    for (const who of ['zhou', 'wang', 'guest']) await say(who, '能线上听吗');
    await until('26T20:00');
    await talk.inside(async ({ tx, now }) => {
      const [session] = sessions;
      for (const [who, mode] of [
        ['zhou', 'onsite'],
        ['wang', 'online'],
      ] as const) {
        const { id: memberId } = (await tx.members.byAccount(`simulator:${who}`))!;
        const entry = { memberId, activityId: id, kind: 'party_day', hours: null, place: null, half: null, items: null } as const;
        await tx.attendance.add({ ...entry, mode, at: session!.start, recordedAt: now, source: `test-${who}` });
      }
    });
    expect((await until('26T20:10')).filter((text) => text.includes(LINK))).toHaveLength(2);
    expect((await until('30T22:00')).filter((text) => text.includes(LINK))).toEqual([]);
  });

  it('are told what is held on site alone; without an activity there is nothing to take part in', async () => {
    expect(await say('zhou', '能线上听吗')).toEqual(['眼下没有要办的活动。想看学习材料说“发学习”。']);
    await talk.open({ kind: 'volunteer', title: '义诊', sessions: [sessionAt('2026-11-26T20:05')] });
    expect(await say('zhou', '能线上听吗')).toEqual(['“义诊”在现场办。有学习内容我发你，不算签到。']);
  });

  it('take part in a party day wherever it is held', async () => {
    await talk.open({ sessions: [sessionAt('2026-11-26T20:05')] });
    await handIn(`党日的学习材料：《防诈骗十条》 ${LINK}`);
    expect(await say('zhou', '今晚爆仓回不去 能线上听吗')).toEqual(['能。20:06 我把学习内容发你，听完回“学完了”就算参加。']);
    await until('26T20:20');
    expect(await say('zhou', '学完了')).toEqual(['好，《防诈骗十条》学完，“11月主题党日”算你线上参加了。']);
    expect((await talk.attendance()).map(({ member, mode }) => [member, mode])).toEqual([['zhou', 'online']]);
  });

  it('have taken part by their word where the lecture itself was online, and nobody else', async () => {
    await online();
    await until('26T20:20');
    expect(await say('zhou', '学完了')).toEqual(['好，“11月主题党日”算你线上参加了。']);
    expect(await say('zhou', '听完了')).toEqual(['“11月主题党日”已经算你参加了，不用再回。']);
    await until('27T10:00');
    expect(await say('wang', '学完了')).toEqual(['还没有发给你的学习材料，谢谢你惦记。有了我发你。']);
    expect((await talk.attendance()).map(({ member }) => member)).toEqual(['zhou']);
  });

  it('follow the activity when it moves', async () => {
    const activity = await online();
    await handIn(`党日的学习材料：${LINK}`);
    await say('zhou', '能线上听吗');
    await talk.inside(async ({ tx }) => {
      const [session] = activity.sessions;
      const start = session!.start + 24 * 3_600_000;
      await tx.activities.setSessions(activity.id, [{ ...session!, start, end: start + 3_600_000 }]);
    });
    expect(await until('27T20:00')).toEqual([]);
    expect(await until('27T20:10')).toEqual([expect.stringContaining(LINK)]);
  });
});

describe('“没看完” of something else', () => {
  test.each(['没读完', '没听完', '还没看完呢'])('takes nothing back hours later: %s', async (words) => {
    await handIn('学习材料：《防诈骗十条》别贪便宜');
    await until('26T13:30');
    await say('zhou', '学完了');
    await until('26T20:00');
    await say('zhou', words);
    expect(await say('li', '学习情况')).toEqual([expect.stringContaining('1 人说学完了')]);
  });

  it('right behind “学完了” means that', async () => {
    await handIn('学习材料：《防诈骗十条》别贪便宜');
    await until('26T13:30');
    await say('zhou', '学完了');
    expect(await say('zhou', '没看完')).toEqual(['好，《防诈骗十条》不算学完，什么时候看都行。']);
  });
});

describe('whoever was sent one', () => {
  beforeEach(async () => {
    await handIn(`学习材料：《防诈骗十条》 ${LINK} 给快递员`);
    await until('26T13:30');
  });

  test.each(['看过了', '学好了', '已经看完了哈', '看完了，写得不错', '完成学习'])('is through by “%s”', async (words) => {
    expect(await say('zhou', words)).toEqual(['好，《防诈骗十条》学完，记下了。']);
  });

  test.each(['晚点看', '没空学', '太长了'])('need not hurry: “%s”', async (words) => {
    expect(await say('zhou', words)).toEqual(['不急，什么时候看都行，不看也没关系。']);
  });

  test.each(['再发一遍', '材料发我', '没收到学习材料'])('gets it once more by “%s”', async (words) => {
    expect(await say('zhou', words)).toEqual([`学习：《防诈骗十条》。\n${END}\n${LINK}`]);
  });

  it('asks how far he is, and nothing is written down by it', async () => {
    expect(await say('zhou', '学完了吗')).toEqual(['《防诈骗十条》还没说学完，不急。学完回“学完了”就行。']);
    await say('zhou', '学完了');
    expect(await say('zhou', '算学完了没')).toEqual(['发你的 1 份都学完了，记着呢。']);
    expect((await say('li', '谁还没学'))[0]).toContain('1 人说学完了');
  });

  it('says that it cannot be opened, which the secretary hears once', async () => {
    expect(await say('zhou', '链接打不开')).toContain('好，我告诉书记看看，换好了再发。');
    await say('wang', '打不开啊');
    const told = (await until('27T18:00')).filter((text) => text.includes('打不开'));
    expect(told.length).toBeLessThanOrEqual(1);
  });
});

describe('before anything was sent', () => {
  test.each(['看过了', '打不开', '晚点看', '再发一遍', '材料发我'])('“%s” is about something else', async (words) => {
    expect((await say('zhou', words)).join()).not.toMatch(/学|书记/);
  });

  it('the secretary who says “发学习” is asked what', async () => {
    expect(await say('li', '发学习')).toEqual(['学习材料发什么？链接或文字直接发我。']);
    expect((await say('li', `《防诈骗十条》 ${LINK}`))[0]).toContain('学习材料《防诈骗十条》');
    expect((await say('li', '不对，给快递员，明天中午发'))[0]).toMatch(/发给快递员 \d 人，明天 12:/);
    expect((await say('li', '多少人能收到'))[0]).toContain('一对一发给快递员');
  });

  it('who wants to catch up gets what the next activity brings', async () => {
    await online();
    expect(await say('zhou', '去不了，想补课')).toEqual(['能。学习内容一到我就发你，听完回“学完了”就算参加。']);
  });
});
