// Check-ins to activities: whose session, in which window, said where.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewActivity } from '../../src/core/activity.ts';
import { type ActivityTalk, activityTalk, sessionAt } from '../support/activities.ts';

let talk: ActivityTalk;
beforeEach(async () => {
  talk = await activityTalk('2026-11-26T07:40');
});
afterEach(() => talk.close());

const RIDERS = sessionAt('2026-11-26T14:05', { occupations: ['rider'] });
const COURIERS = sessionAt('2026-11-26T20:05');

const partyDay = (over: Partial<NewActivity> = {}) => talk.open({ capacity: null, ...over });
const both = (over: Partial<NewActivity> = {}) => partyDay({ sessions: [RIDERS, COURIERS], ...over });
const training = (over: Partial<NewActivity> = {}) =>
  talk.open({ title: '骑行安全培训', kind: 'training', capacity: null, place: '长江路站', ...over });

/** Who is on record, and for which activity: `zhou 1 party_day onsite`. */
const came = async () =>
  (await talk.attendance()).map(({ member, activity, kind, mode }) => `${member} ${activity} ${kind} ${mode}`);
const signUp = (memberId: string, activityId: string, sessionId: string) =>
  talk.inside(({ tx, now }) =>
    tx.signUps.add({ activityId, sessionId, memberId, partySize: 1, status: 'in', at: now, source: 'test' }),
  );
const time = (seconds: string) => talk.world.moveClock(Date.parse(`2026-11-26T${seconds}+08:00`));

describe('the window', () => {
  test.each([
    ['19:34:59', '11月主题党日还没开始签到，今天 19:35 起跟我说“签到”就行。', 0],
    ['19:35:00', '11月主题党日签到记下了，19:35。', 1],
    ['20:05:00', '11月主题党日签到记下了，20:05。', 1],
    ['21:35:00', '11月主题党日签到记下了，21:35。', 1],
    ['21:35:01', '11月主题党日的签到今天 21:35 就结束了，到场了请跟书记说一声。', 0],
  ])('at %s', async (clock, answer, records) => {
    const { id } = await partyDay();
    await time(clock);
    expect(await talk.say('zhou', '@小蜂 签到', { group: 'g1' })).toEqual([`@老周 ${answer}`]);
    expect(await came()).toEqual(records === 1 ? [`zhou ${id} party_day onsite`] : []);
  });

  test('is the one of the branch settings', async () => {
    await talk.world.reset({
      now: '2026-11-26T19:00:00+08:00',
      groups: [{ id: 'g1', title: '江畔快递群', channel: 'wecom', occupations: {} }],
      members: [
        { id: 'zhou', name: '老周', role: 'member', occupation: 'courier', groups: ['g1'], level: null, area: null },
        { id: 'li', name: '李书记', role: 'secretary', occupation: 'office', groups: ['g1'], level: null, area: null },
      ],
      stations: [],
      settings: { activities: { checkInMinutes: { before: 60, after: 0 } } },
    });
    await partyDay({ groups: ['g1'] });
    await time('19:05:00');
    expect(await talk.say('zhou', '签到')).toEqual(['11月主题党日签到记下了，19:05。']);
    await time('21:05:01');
    expect(await talk.say('li', '签到')).toEqual(['11月主题党日的签到今天 21:05 就结束了，到场了请跟书记说一声。']);
  });

  test('says why when it is asked', async () => {
    await partyDay();
    await time('19:00:00');
    await talk.say('zhou', '签到');
    expect(await talk.say('zhou', '为什么不让我签到')).toEqual([
      '今天 19:00 定的：11月主题党日的签到从开始前 30 分钟到结束后 30 分钟。',
    ]);
  });

  test('counts by the hour somebody speaks, not by the one he tells of', async () => {
    await partyDay();
    await time('22:10:00');
    expect(await talk.say('zhou', '我八点十分到的 党日签到')).toEqual([
      '11月主题党日的签到今天 21:35 就结束了，到场了请跟书记说一声。',
    ]);
    expect(await came()).toEqual([]);
  });

  test('an hour told of counts within it', async () => {
    await partyDay();
    await time('20:40:00');
    expect(await talk.say('zhou', '我20点10分就到了，党日签到')).toEqual(['11月主题党日签到记下了，20:10。']);
    expect(await talk.say('wang', '早上八点就到了，党日签到')).toEqual(['11月主题党日签到记下了，20:40。']);
  });

  test('a party day announced for the days to come is not checked in to today', async () => {
    await partyDay({ sessions: [sessionAt('2026-11-29T20:05')] });
    expect(await talk.say('zhou', '党日签到')).toEqual(['11月主题党日还没开始签到，周日 19:35 起跟我说“签到”就行。']);
    expect(await came()).toEqual([]);
  });
});

describe('what people say', () => {
  test.each([
    ['签到', 'onsite'],
    ['到了', 'onsite'],
    ['我到江畔驿站了', 'onsite'],
    ['党日签到', 'onsite'],
    ['来打卡了', 'onsite'],
    ['线上签到', 'online'],
    ['听直播呢 签到', 'online'],
  ])('%s', async (words, mode) => {
    const { id } = await both();
    await time('20:10:00');
    const [answer] = await talk.say('zhou', words);
    expect(answer).toBe(`${mode === 'online' ? '线上' : ''}11月主题党日签到记下了，20:10。`);
    expect(await came()).toEqual([`zhou ${id} party_day ${mode}`]);
  });

  test('in the group, without a word to the bot, is heard too', async () => {
    const { id } = await both();
    await time('20:10:00');
    expect(await talk.say('zhou', '签到', { group: 'g1' })).toEqual(['@老周 11月主题党日签到记下了，20:10。']);
    expect(await came()).toEqual([`zhou ${id} party_day onsite`]);
  });

  test('an online session is online', async () => {
    await partyDay({ sessions: [{ ...COURIERS, mode: 'online' }] });
    await time('20:10:00');
    expect(await talk.say('zhou', '签到')).toEqual(['线上11月主题党日签到记下了，20:10。']);
  });

  test('is for oneself', async () => {
    await both();
    await time('20:10:00');
    expect(await talk.say('zhou', '@小蜂 帮老王签个到', { group: 'g1' })).toEqual([
      '@老周 签到得本人来，让老王自己跟我说一声就行。',
    ]);
    expect(await came()).toEqual([]);
    expect(await talk.say('zhou', '我和老王到了')).toEqual(['11月主题党日签到记下了，20:10。\n老王要自己跟我说一声。']);
    expect(await came()).toHaveLength(1);
  });

  test.each(['今天来不了', '没空，不来了'])('%s is a full answer, and nothing follows', async (words) => {
    await both();
    await time('20:10:00');
    await talk.say('zhou', words);
    const pushes = await talk.until('2026-11-28T12:00');
    expect(pushes.filter((text) => text.includes('老周'))).toEqual([]);
    expect(await came()).toEqual([]);
    expect((await talk.world.state()).points).toEqual([]);
  });
});

describe('twice', () => {
  test('changes nothing and says so, within the window and after it', async () => {
    await both();
    await time('20:10:00');
    await talk.say('zhou', '签到');
    const already = ['11月主题党日签到今天 20:10 记过了，不用再记。'];
    expect(await talk.say('zhou', '党日签到')).toEqual(already);
    await time('21:50:00');
    expect(await talk.say('zhou', '到了')).toEqual(already);
    expect(await came()).toHaveLength(1);
  });

  test('is also the other session of the same activity', async () => {
    const { id } = await both();
    await time('14:00:00');
    await talk.say('zhou', '签到');
    await time('19:00:00');
    expect(await talk.say('zhou', '党日签到')).toEqual(['11月主题党日签到今天 14:00 记过了，不用再记。']);
    await time('20:10:00');
    expect(await talk.say('zhou', '签到')).toEqual(['11月主题党日签到今天 14:00 记过了，不用再记。']);
    expect(await came()).toEqual([`zhou ${id} party_day onsite`]);
  });

  test('is not said of another activity that begins when the first is over', async () => {
    const first = await both();
    const second = await training({ sessions: [sessionAt('2026-11-26T15:45', { occupations: ['rider'] })] });
    await time('14:10:00');
    await talk.say('liu', '签到');
    expect(await talk.say('liu', '签到')).toEqual(['11月主题党日签到今天 14:10 记过了，不用再记。']);
    await time('15:20:00');
    expect(await talk.say('liu', '签到')).toEqual(['骑行安全培训签到记下了，15:20。']);
    expect(await came()).toEqual([`liu ${first.id} party_day onsite`, `liu ${second.id} activity onsite`]);
  });

  test('after it was taken back, it is recorded anew', async () => {
    await both();
    await time('20:10:00');
    await talk.say('zhou', '签到');
    expect(await talk.say('zhou', '撤销')).toEqual(['撤了，20:10 的主题党日签到不算了。']);
    expect(await came()).toEqual([]);
    await time('20:12:00');
    expect(await talk.say('zhou', '签到')).toEqual(['11月主题党日签到记下了，20:12。']);
  });
});

describe('which activity', () => {
  test('each comes to his own session, signed up or not', async () => {
    const { id } = await both();
    await time('14:10:00');
    expect(await talk.say('liu', '@小蜂 签到', { group: 'g2' })).toEqual(['@小刘 11月主题党日签到记下了，14:10。']);
    await time('20:10:00');
    expect(await talk.say('wang', '@小蜂 签到', { group: 'g1' })).toEqual(['@老王 11月主题党日签到记下了，20:10。']);
    expect(await came()).toEqual([`liu ${id} party_day onsite`, `wang ${id} party_day onsite`]);
  });

  test('who signed up to one session may come to the other', async () => {
    const { id, sessions } = await both();
    await signUp('zhou', id, sessions[1]!.id);
    await time('14:10:00');
    expect(await talk.say('zhou', '到了')).toEqual(['11月主题党日签到记下了，14:10。']);
    expect(await came()).toEqual([`zhou ${id} party_day onsite`]);
  });

  test('of two at one hour, the one signed up for', async () => {
    await both();
    const { id, sessions } = await training({ sessions: [COURIERS] });
    await signUp('zhou', id, sessions[0]!.id);
    await time('20:10:00');
    expect(await talk.say('zhou', '签到')).toEqual(['骑行安全培训签到记下了，20:10。']);
    expect(await came()).toEqual([`zhou ${id} activity onsite`]);
  });

  test('of two at one hour, the one that is named, or whose place is', async () => {
    await both();
    await training({ sessions: [COURIERS] });
    await time('20:10:00');
    expect(await talk.say('zhou', '安全培训签到')).toEqual(['骑行安全培训签到记下了，20:10。']);
    expect(await talk.say('wang', '党日签到')).toEqual(['11月主题党日签到记下了，20:10。']);
    expect(await talk.say('liu', '我到长江路站了')).toEqual(['骑行安全培训签到记下了，20:10。']);
    expect(await talk.say('guest', '签到', { quoted: '11月主题党日\n11月26日（周四）20:05–21:05' })).toEqual([
      '11月主题党日签到记下了，20:10。',
    ]);
  });

  test('one that is named and not open yet is not taken for the one that is', async () => {
    await both();
    await training({ sessions: [sessionAt('2026-11-27T20:05')] });
    await time('20:10:00');
    expect(await talk.say('zhou', '安全培训签到')).toEqual(['骑行安全培训还没开始签到，明天 19:35 起跟我说“签到”就行。']);
    expect(await came()).toEqual([]);
  });

  test('a kind of event names its own', async () => {
    await both();
    const { id } = await talk.open({ title: '秋季体检', kind: 'health_check', capacity: null, sessions: [COURIERS] });
    await time('20:10:00');
    expect(await talk.say('zhou', '体检签到')).toEqual(['秋季体检签到记下了，20:10。']);
    expect(await came()).toEqual([`zhou ${id} activity onsite`]);
  });

  test('none that was cancelled, or never published', async () => {
    await both({ status: 'cancelled' });
    await both({ status: 'draft' });
    await time('20:10:00');
    expect(await talk.say('zhou', '签到')).toEqual(['签到记下了，20:10。']);
    expect(await came()).toEqual(['zhou null unspecified null']);
  });

  test('one whose sign-up is closed, or that is just over, is still held', async () => {
    const { id } = await both({ status: 'closed' });
    await time('21:20:00');
    await talk.say('zhou', '签到');
    expect(await came()).toEqual([`zhou ${id} party_day onsite`]);
  });
});

describe('where it is said', () => {
  test('a group it was not published to holds none', async () => {
    await both({ groups: ['g1'] });
    await time('20:10:00');
    expect(await talk.say('liu', '@小蜂 党日签到', { group: 'g2' })).toEqual([
      '@小刘 这个群今天没有这个活动，请到办活动的群里签到。',
    ]);
    expect(await talk.say('liu', '党日签到')).toEqual(['你在的群今天没有这个活动，要记请跟书记说一声。']);
    expect(await came()).toEqual([]);
    expect(await talk.say('liu', '签到')).toEqual(['签到记下了，20:10。']);
    expect(await came()).toEqual(['liu null unspecified null']);
  });

  test('who signed up checks in from anywhere', async () => {
    const { id, sessions } = await both({ groups: ['g1'] });
    await signUp('liu', id, sessions[1]!.id);
    await time('20:10:00');
    expect(await talk.say('liu', '@小蜂 签到', { group: 'g2' })).toEqual(['@小刘 11月主题党日签到记下了，20:10。']);
  });

  test('a guest checks in like anybody, in the group and in a direct chat', async () => {
    const { id } = await both();
    await time('20:10:00');
    expect(await talk.say('guest', '@小蜂 签到', { group: 'g1' })).toEqual(['@新来的 11月主题党日签到记下了，20:10。']);
    expect(await talk.say('stranger', '签到')).toEqual(['11月主题党日签到记下了，20:10。']);
    expect(await came()).toEqual([`guest ${id} party_day onsite`, `stranger ${id} party_day onsite`]);
  });
});

describe('a voluntary service', () => {
  const service = () =>
    talk.open({ title: '江畔清洁志愿服务', kind: 'volunteer', capacity: null, sessions: [sessionAt('2026-11-26T14:05')] });

  test('is checked in to, and its hours are told afterwards', async () => {
    const { id } = await service();
    await time('13:30:00');
    expect(await talk.say('zhou', '签到')).toEqual(['江畔清洁志愿服务还没开始签到，今天 13:35 起跟我说“签到”就行。']);
    await time('14:00:00');
    expect(await talk.say('zhou', '签到')).toEqual(['江畔清洁志愿服务签到记下了，14:00。']);
    expect(await talk.say('zhou', '签到')).toEqual(['江畔清洁志愿服务签到今天 14:00 记过了，不用再记。']);
    await time('15:00:00');
    expect(await talk.say('zhou', '志愿服务做完了')).toEqual(['做了几个小时？直接回数字，比如 2。']);
    expect(await talk.say('zhou', '1')).toEqual(['志愿服务 1 小时记下了。']);
    await time('19:00:00');
    expect(await talk.say('zhou', '志愿服务两小时')).toEqual(['志愿服务 2 小时记下了。']);
    expect(await talk.attendance()).toMatchObject([
      { activity: id, kind: 'volunteer', hours: null },
      { activity: id, kind: 'volunteer', hours: 1 },
      { activity: id, kind: 'volunteer', hours: 2 },
    ]);
  });

  test('takes hours within its window, and none that were done elsewhere', async () => {
    const { id } = await service();
    await time('15:10:00');
    await talk.say('zhou', '志愿服务一小时');
    await talk.say('wang', '昨天志愿服务两小时');
    await talk.say('liu', '上午九点做的志愿服务，两小时');
    await time('19:00:00');
    await talk.say('guest', '志愿服务三小时');
    expect(await talk.attendance()).toMatchObject([
      { member: 'wang', activity: null, hours: 2 },
      { member: 'liu', activity: null, hours: 2 },
      { member: 'zhou', activity: id, hours: 1 },
      { member: 'guest', activity: null, hours: 3 },
    ]);
  });
});

describe('what was there before activities', () => {
  test('patrol and double report stay what they are while a session is open', async () => {
    await both({ sessions: [sessionAt('2026-11-26T08:00')] });
    expect(await talk.say('zhou', '早巡查完了 都正常')).toEqual(['早巡查记下了，07:40。四样都正常。']);
    expect(await talk.say('zhou', '双报到')).toEqual(['双报到记下了，07:40。']);
    expect(await talk.say('zhou', '签到')).toEqual(['11月主题党日签到记下了，07:40。']);
    expect(await talk.attendance()).toMatchObject([
      { kind: 'patrol', activity: null },
      { kind: 'double_report', activity: null },
      { kind: 'party_day' },
    ]);
  });

  test('a plain check-in hours away from any session belongs to none', async () => {
    await both();
    expect(await talk.say('zhou', '签到')).toEqual(['签到记下了，07:40。']);
    expect(await came()).toEqual(['zhou null unspecified null']);
    await time('20:10:00');
    expect(await talk.say('zhou', '签到')).toEqual(['11月主题党日签到记下了，20:10。']);
  });
});
