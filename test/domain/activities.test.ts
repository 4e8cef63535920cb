import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findActivities, nameMatches } from '../../src/domain/activities/finding.ts';
import {
  cancelActivity,
  closeSignUp,
  type DraftRequest,
  dropDraft,
  moveActivity,
  publish,
  reopenSignUp,
  reviseDraft,
} from '../../src/domain/activities/index.ts';
import { draftFromTemplate, findTemplate, lastOfKind, saveTemplate, templateOf } from '../../src/domain/activities/templates.ts';
import { whyOf } from '../../src/domain/decisions.ts';
import {
  type ActivityBench,
  activityBench,
  at,
  drafted,
  draftOf,
  published,
  startsOf as starts,
} from '../support/activity-bench.ts';

let bench: ActivityBench;
beforeEach(async () => {
  bench = await activityBench();
});
afterEach(() => bench.close());

const draft = (over?: Partial<DraftRequest>) => draftOf(bench, over);
const hold = async (over?: Partial<DraftRequest>) => published(bench, await draft(over));
const byId = (id: string) => bench.run(({ tx }) => tx.activities.byId(id));

describe('a draft', () => {
  it('holds the sessions the planner found and what they cost', async () => {
    const { activity, cost } = drafted(await draft({ groups: ['mixed'] }));
    expect(activity).toMatchObject({ status: 'draft', mode: 'onsite', insisted: false, createdBy: 'li', revision: 0 });
    expect(starts(activity)).toEqual([at('2026-12-02 14:05'), at('2026-12-02 20:05')]);
    expect(activity.notes).toHaveLength(1);
    expect(cost).toMatchObject({ people: 40, sessions: [{ count: 12 }, { count: 28 }], pushesLeft: null });
    expect(cost.announcements).toEqual([{ group: 'mixed', at: expect.any(Number) }]);
    expect(cost.reminderRounds).toBeGreaterThan(2);
  });

  it("takes the place of the author's older one", async () => {
    const first = drafted(await draft());
    const second = drafted(await draft({ title: '消防培训' }));
    expect(await byId(first.activity.id)).toBeUndefined();
    expect(await byId(second.activity.id)).toBeDefined();
  });

  it.each([
    [{ groups: ['nowhere'] }, { kind: 'no_group' }],
    [{ capacity: 0 }, { kind: 'capacity_impossible', max: 5_000 }],
    [{ capacity: 9_999_999 }, { kind: 'capacity_impossible', max: 5_000 }],
    [{ wish: { date: '2026-11-20' } }, { kind: 'past' }],
    [{ wish: { date: '2026-02-30' } }, { kind: 'no_such_day', day: '2026-02-30' }],
    [{ wish: { date: '2029-12-02' } }, { kind: 'too_far' }],
  ] satisfies [Partial<DraftRequest>, object][])('is not made of %o', async (over, refusal) => {
    expect(await draft(over)).toEqual(refusal);
    expect(await bench.run(({ tx }) => tx.activities.list(['draft']))).toEqual([]);
  });

  it('changes in one thing and keeps the rest', async () => {
    const { activity } = drafted(await draft({ wish: { date: '2026-12-02', start: '20:30' } }));
    const revise = (changes: Parameters<typeof reviseDraft>[2]) => bench.run((doing) => reviseDraft(doing, activity.id, changes));
    const smaller = drafted(await revise({ capacity: 30 })).activity;
    expect(smaller).toMatchObject({ capacity: 30, theme: '学习防诈骗' });
    expect(starts(smaller)).toEqual([at('2026-12-02 20:30')]);
    expect(starts(drafted(await revise({ wish: { date: '2026-12-04' } })).activity)).toEqual([at('2026-12-04 20:30')]);
    expect(starts(drafted(await revise({ wish: { part: 'evening', start: '20:00' } })).activity)).toEqual([
      at('2026-12-04 20:00'),
    ]);
    expect(await revise({ capacity: -1 })).toMatchObject({ kind: 'capacity_impossible' });
    expect(await byId(activity.id)).toMatchObject({ capacity: 30 });
  });

  it('keeps the proposed day when only the hour changes', async () => {
    const { activity } = drafted(await draft({ wish: {} }));
    const day = starts(activity)?.[0] as number;
    const later = await bench.run((doing) => reviseDraft(doing, activity.id, { wish: { start: '20:20' } }));
    expect(starts(drafted(later).activity)?.[0]).toBe(day + 15 * 60_000);
  });

  it('says why it was moved, and is held as wished when the secretary insists', async () => {
    const { activity } = drafted(await draft({ wish: { date: '2026-12-10', start: '10:00' } }));
    expect(starts(activity)).not.toEqual([at('2026-12-10 10:00')]);
    const why = await bench.run(({ tx, now }) => whyOf(tx, 'li', now));
    expect(why?.line).toMatch(/双12旺季/);
    expect(why?.line.length).toBeLessThanOrEqual(60);
    const insisted = await bench.run((doing) => reviseDraft(doing, activity.id, { insist: true }));
    expect(drafted(insisted).activity).toMatchObject({ insisted: true, sessions: [{ start: at('2026-12-10 10:00') }] });
  });

  it('is dropped once, and gone then', async () => {
    const { activity } = drafted(await draft());
    expect(await bench.run((doing) => dropDraft(doing, activity.id))).toBe(true);
    expect(await bench.run((doing) => dropDraft(doing, activity.id))).toBe(false);
    expect(await bench.run((doing) => publish(doing, activity.id))).toEqual({ kind: 'gone' });
    expect(await bench.run((doing) => reviseDraft(doing, activity.id, { capacity: 3 }))).toEqual({ kind: 'gone' });
  });
});

describe('publishing', () => {
  it('announces it once in each group, in their hours, with a button', async () => {
    const activity = await hold({ groups: ['couriers', 'mixed'] });
    expect(await bench.run((doing) => publish(doing, activity.id))).toMatchObject({ kind: 'already' });
    await bench.go('2026-11-24 23:00');
    const announced = bench.take();
    expect(announced.map(({ to }) => to).sort()).toEqual(['couriers', 'mixed']);
    expect(announced[0]?.text).toMatchInlineSnapshot(`
      "12月主题党日：学习防诈骗
      快递：12月2日（周三）20:05–21:05
      地点：江畔驿站
      名额：40 人
      回“报名”参加。"
    `);
    const item = await bench.run(({ tx }) => tx.outbox.find(`push:activity:${activity.id}:announce:couriers`));
    expect(item?.body.buttons).toEqual([{ id: `sign-up/join/${activity.id}`, label: '报名' }]);
  });

  it('is too late when its hour has passed', async () => {
    const { activity } = drafted(await draft());
    bench.skip('2026-12-02 20:06');
    expect(await bench.run((doing) => publish(doing, activity.id))).toEqual({ kind: 'gone' });
  });
});

describe('moving', () => {
  it('tells those who signed up and the groups once, and keeps the session', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.signUp(activity.id, 'wu', { status: 'waiting' });
    await bench.go('2026-11-24 23:00');
    bench.take();
    const move = () => bench.run((doing) => moveActivity(doing, activity, { date: '2026-12-04' }));
    const moved = await move();
    expect(moved).toMatchObject({
      kind: 'moved',
      activity: { revision: 1, sessions: [{ id: activity.sessions[0]?.id, start: at('2026-12-04 20:05') }] },
    });
    expect(await move()).toMatchObject({ kind: 'already' });
    await bench.go('2026-11-25 23:00');
    expect(
      bench
        .take()
        .map(({ to, text }) => [to, text])
        .sort(),
    ).toEqual([
      ['couriers', '“12月主题党日”改时间了：\n快递：12月4日（周五）20:05–21:05\n报过名的不用再报。'],
      ['wu', '“12月主题党日”改到12月4日（周五）20:05，你还在候补，有位置告诉你。'],
      ['zhou', '“12月主题党日”改到12月4日（周五）20:05，江畔驿站。来不了回“不来”。'],
    ]);
  });

  it('before anybody has heard of it is announced as it is now', async () => {
    const activity = await hold();
    await bench.run((doing) => moveActivity(doing, activity, { date: '2026-12-04' }));
    await bench.run((doing) => moveActivity(doing, activity, { date: '2026-12-05' }));
    await bench.go('2026-11-25 23:00');
    expect(bench.take()).toMatchObject([{ to: 'couriers', text: expect.stringContaining('12月5日（周六）20:05') }]);
  });

  it('brings those of a session that is no more to the nearest one', async () => {
    const activity = await hold({ groups: ['mixed'] });
    await bench.signUp(activity.id, 'xu', { session: 0 });
    await bench.signUp(activity.id, 'zhou', { session: 1 });
    const outcome = await bench.run((doing) =>
      moveActivity(doing, activity, { date: '2026-12-02', start: '18:00' }, { insist: true }),
    );
    expect(outcome).toMatchObject({ kind: 'moved', activity: { insisted: true, sessions: [{ start: at('2026-12-02 18:00') }] } });
    const signUps = await bench.run(({ tx }) => tx.signUps.ofActivity(activity.id));
    const [session] = (await byId(activity.id))?.sessions ?? [];
    expect(activity.sessions.map(({ id }) => id)).toContain(session?.id);
    expect(new Set(signUps.map(({ sessionId }) => sessionId))).toEqual(new Set([session?.id]));
  });

  it('changes the place alone', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-11-24 23:00');
    bench.take();
    await bench.run((doing) => moveActivity(doing, activity, null, { place: '站点二楼' }));
    expect(await bench.run((doing) => moveActivity(doing, activity, null, { place: '站点二楼' }))).toMatchObject({
      kind: 'already',
    });
    await bench.go('2026-12-02 19:00');
    const sent = bench.take();
    expect(sent.filter(({ to }) => to === 'couriers').map(({ text }) => text)).toEqual([
      '“12月主题党日”换地方了，改在站点二楼。时间不变。',
    ]);
    expect(sent.filter(({ text }) => text.startsWith('提醒') && !text.includes('站点二楼'))).toEqual([]);
  });

  it('mentions in the group whom no direct way leads to', async () => {
    const activity = await hold();
    bench.state.reach = { direct: false, group: true };
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-11-24 23:00');
    bench.take();
    await bench.run((doing) => moveActivity(doing, activity, { date: '2026-12-04' }));
    await bench.go('2026-11-25 23:00');
    expect(bench.take()).toMatchObject([{ to: 'couriers', mentions: ['zhou'] }]);
  });

  it('is refused for what is over, cancelled or impossible', async () => {
    const activity = await hold();
    expect(await bench.run((doing) => moveActivity(doing, activity, { date: '2026-11-01' }))).toEqual({ kind: 'past' });
    await bench.run((doing) => cancelActivity(doing, activity));
    expect(await bench.run((doing) => moveActivity(doing, activity, { date: '2026-12-04' }))).toEqual({ kind: 'gone' });
    const other = await hold();
    bench.skip('2026-12-02 20:10');
    expect(await bench.run((doing) => moveActivity(doing, other, { date: '2026-12-04' }))).toEqual({ kind: 'over' });
  });
});

describe('cancelling', () => {
  it('tells whoever knows of it, once', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-11-24 23:00');
    bench.take();
    expect(await bench.run((doing) => cancelActivity(doing, activity))).toMatchObject({ kind: 'cancelled', signedUp: 1 });
    expect(await bench.run((doing) => cancelActivity(doing, activity))).toMatchObject({ kind: 'already' });
    await bench.go('2026-12-03 12:00');
    expect(
      bench
        .take()
        .map(({ to, text }) => [to, text])
        .sort(),
    ).toEqual([
      ['couriers', '12月2日（周三）“12月主题党日”取消了，不用来了。'],
      ['zhou', '12月2日（周三）“12月主题党日”取消了，不用来了。'],
    ]);
  });

  it('says nothing to a group that has not heard of it', async () => {
    const activity = await hold();
    await bench.run((doing) => cancelActivity(doing, activity));
    await bench.go('2026-12-03 12:00');
    expect(bench.take()).toEqual([]);
  });

  it('still tells a group that heard of it weeks ago', async () => {
    const activity = await hold({ wish: { date: '2027-01-20' } });
    await bench.go('2026-12-20 12:00');
    bench.take();
    await bench.run(({ tx, now }) => tx.outbox.purge(now, 1_000));
    await bench.run((doing) => cancelActivity(doing, activity));
    await bench.go('2026-12-21 23:00');
    expect(bench.take()).toMatchObject([{ to: 'couriers', text: expect.stringContaining('取消了') }]);
  });
});

it('closes sign-up and opens it again, each once', async () => {
  const activity = await hold();
  const close = () => bench.run((doing) => closeSignUp(doing, activity));
  const reopen = () => bench.run((doing) => reopenSignUp(doing, activity));
  expect([(await close()).kind, (await close()).kind]).toEqual(['closed', 'already']);
  expect([(await reopen()).kind, (await reopen()).kind]).toEqual(['reopened', 'already']);
  bench.skip('2026-12-03 12:00');
  expect((await close()).kind).toBe('over');
});

it('is done after its last session, and the author hears how it went', async () => {
  const activity = await hold();
  await bench.signUp(activity.id, 'zhou', { partySize: 2 });
  await bench.signUp(activity.id, 'wu');
  await bench.run(async ({ tx, now }) => {
    const blank = { hours: null, place: null, half: null, items: null, recordedAt: now, source: 'x' };
    await tx.attendance.add({ ...blank, memberId: 'zhou', activityId: activity.id, kind: 'party_day', mode: 'onsite', at: now });
  });
  await bench.go('2026-12-02 21:34');
  expect((await byId(activity.id))?.status).toBe('open');
  bench.take();
  await bench.go('2026-12-03 18:00');
  expect((await byId(activity.id))?.status).toBe('done');
  expect(bench.take('li')).toEqual([
    {
      at: expect.stringMatching(/^2026-12-03 09/),
      to: 'li',
      text: '“12月主题党日”办完了。\n报名 3 人；签到：现场 1 人，一起来的 1 人。\n没来的不追问。',
      mentions: [],
    },
  ]);
});

describe('finding', () => {
  it.each([
    ['12月主题党日', '党日', true],
    ['反诈主题党日', '反诈党日', true],
    ['消防培训', '那个活动', false],
    ['消防培训', '体检', false],
    ['周末活动', '活动', false],
    ['消防培训', '防', false],
  ])('%s is meant by %s: %s', (title, said, isMeant) => {
    expect(nameMatches(title, said) > 0).toBe(isMeant);
  });

  it('prefers the title that fits best, then what is nearest', async () => {
    const late = await hold({ title: '反诈主题党日', wish: { date: '2026-12-04' } });
    const soon = await hold({ title: '学习防诈骗', theme: null, wish: { date: '2026-12-02' } });
    const other = await hold({ title: '体能课', kind: 'training', theme: null, groups: ['mixed'], wish: { date: '2026-12-03' } });
    const zhou = await bench.member('zhou');
    const find = (said: string | null, group: string | null = 'couriers') =>
      bench.run(async (doing) => {
        const conversation = group === null ? { kind: 'direct', id: 'simulator:zhou' } : { kind: 'group', id: group };
        return (await findActivities(doing, { member: zhou, conversation: conversation as never }, said)).map(({ id }) => id);
      });
    expect(await find(null)).toEqual([soon.id, late.id]);
    expect(await find('那个活动')).toEqual([soon.id, late.id]);
    expect(await find('党日')).toEqual([soon.id, late.id]);
    expect(await find('反诈党日')).toEqual([late.id]);
    expect(await find('爬山')).toEqual([]);
    expect(await find(null, 'mixed')).toEqual([other.id]);
    await bench.signUp(other.id, 'zhou');
    expect(await find('体能课', null)).toEqual([other.id]);
  });
});

it('is held once more from a name or from the last of its kind', async () => {
  const activity = await hold({ kind: 'training', title: '消防培训', wish: { date: '2026-12-02', durationMinutes: 45 } });
  const li = await bench.member('li');
  await bench.run((doing) => saveTemplate(doing, activity, '消防演练'));
  const again = await bench.run(async (doing) => {
    const template = await findTemplate(doing, '消防演练那个');
    return template && draftFromTemplate(doing, li, template, { date: '2026-12-16' });
  });
  expect(again).toMatchObject({ kind: 'drafted', activity: { title: '消防培训', capacity: 40, status: 'draft' } });
  const last = await bench.run((doing) => lastOfKind(doing, 'training'));
  expect(last && templateOf(last, '')).toMatchObject({ title: '消防培训', durationMinutes: 45 });
  expect(await bench.run((doing) => lastOfKind(doing, 'volunteer'))).toBeNull();
});
