import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/core/clock.ts';
import { cancelActivity, createDraft, type DraftRequest, moveActivity } from '../../src/domain/activities/index.ts';
import { beQuiet } from '../../src/domain/quiet-days.ts';
import { REMIND, runReminders } from '../../src/scheduling/reminders.ts';
import { type ActivityBench, activityBench, at, published, request } from '../support/activity-bench.ts';

let bench: ActivityBench;
beforeEach(async () => {
  bench = await activityBench();
});
afterEach(() => bench.close());

async function hold(over: Partial<DraftRequest> = {}) {
  const li = await bench.member('li');
  return await published(bench, await bench.run((doing) => createDraft(doing, li, request(over))));
}

const reminders = () => bench.take('提醒：');
const rows = (id: string) => bench.run(({ tx }) => tx.reminders.ofActivity(id));
/** The rounds of couriers: all four occupations are planned, and one of them comes. */
const courierRows = async (id: string) => (await rows(id)).filter(({ occupation }) => occupation === 'courier');

describe('reminders', () => {
  it('come three days, one day and at the latest an hour before, in push windows and never on the mark', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-12-03 12:00');
    const got = reminders();
    expect(got.map(({ to }) => to)).toEqual(['zhou', 'zhou', 'zhou']);
    expect(got.map((one) => one.at.slice(0, 13))).toEqual(
      ['2026-11-29 20', '2026-12-01 20', '2026-12-02 12'].map((s) => expect.stringContaining(s.slice(0, 10))),
    );
    for (const one of got) expect(one.at.slice(-2)).not.toMatch(/[03]0/);
    expect(got[1]?.text).toBe('提醒：12月主题党日，明天 20:05，江畔驿站。来不了回“不来”。');
    expect(got[2]?.text).toBe('提醒：12月主题党日，今天 20:05，江畔驿站。来不了回“不来”。');
  });

  it('are for those who come, not for those who wait', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.signUp(activity.id, 'wu', { status: 'waiting' });
    await bench.go('2026-12-02 19:00');
    expect(new Set(reminders().map(({ to }) => to))).toEqual(new Set(['zhou']));
  });

  it('say nothing twice, however often the work runs', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-12-01 21:00');
    expect(reminders().length).toBe(2);
    for (let times = 0; times < 3; times += 1) await bench.run((doing) => runReminders(doing, {}));
    await bench.settle();
    expect(reminders()).toEqual([]);
  });

  it('say nothing twice when the clock is set back a day', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-12-01 21:00');
    expect(reminders().length).toBe(2);
    bench.skip('2026-11-30 21:00');
    await bench.go('2026-12-03 12:00');
    expect(reminders().map(({ text }) => text)).toEqual([expect.stringContaining('今天 20:05')]);
  });

  it('never speak of the old hour of what has moved', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-11-30 12:00');
    expect(reminders().length).toBe(1);
    await bench.run((doing) => moveActivity(doing, activity, { date: '2026-12-04' }));
    await bench.go('2026-12-05 12:00');
    const texts = reminders().map(({ text }) => text);
    expect(texts.length).toBe(3);
    expect((await courierRows(activity.id)).filter(({ revision, state }) => revision === 0 && state !== 'sent')).toEqual(
      expect.arrayContaining([expect.objectContaining({ state: 'dropped', reason: 'moved' })]),
    );
    expect(new Set((await rows(activity.id)).filter(({ state }) => state === 'sent').map(({ revision }) => revision))).toEqual(
      new Set([0, 1]),
    );
  });

  it('that are still on their way when the activity moves do not arrive', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-12-01 12:00');
    bench.take();
    bench.state.isDown = true;
    await bench.go('2026-12-01 20:15');
    await bench.run((doing) => moveActivity(doing, activity, { date: '2026-12-04' }));
    bench.state.isDown = false;
    await bench.go('2026-12-01 20:30');
    const texts = bench.take('zhou').map(({ text }) => text);
    expect(texts).toEqual(['“12月主题党日”改到12月4日（周五）20:05，江畔驿站。来不了回“不来”。']);
  });

  it('stop with the activity', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.run((doing) => cancelActivity(doing, activity));
    await bench.go('2026-12-03 12:00');
    expect(reminders()).toEqual([]);
  });

  it('are caught up after an outage while the window is open', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-12-01 12:00');
    bench.take();
    bench.skip('2026-12-01 21:10');
    await bench.settle();
    expect(reminders()).toMatchObject([{ to: 'zhou', at: '2026-12-01 21:10', text: expect.stringContaining('明天 20:05') }]);
  });

  it('wait for the next window after an outage, unless another comes by then anyway', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-11-28 12:00');
    bench.skip('2026-11-30 02:00');
    await bench.settle();
    expect(reminders()).toEqual([]);
    await bench.go('2026-11-30 20:00');
    expect(reminders()).toMatchObject([{ at: expect.stringMatching(/^2026-11-30 12:3\d$/) }]);

    bench.skip('2026-12-02 02:00');
    await bench.settle();
    await bench.go('2026-12-02 20:00');
    expect(reminders()).toHaveLength(1);
    expect((await courierRows(activity.id)).map(({ state, reason }) => [state, reason])).toEqual(
      expect.arrayContaining([['dropped', 'merged']]),
    );
  });

  it('that are the first for a session come even at the last minute, others do not', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    bench.skip('2026-12-02 20:01');
    await bench.settle();
    expect(reminders()).toMatchObject([{ to: 'zhou', at: '2026-12-02 20:01' }]);

    const second = await hold({ title: '消防培训', kind: 'training', wish: { date: '2026-12-04' } });
    await bench.signUp(second.id, 'wu');
    await bench.go('2026-12-03 21:00');
    expect(reminders().filter(({ to }) => to === 'wu').length).toBeGreaterThan(0);
    bench.skip('2026-12-04 20:01');
    await bench.settle();
    expect(reminders()).toEqual([]);
    expect((await courierRows(second.id)).at(-1)).toMatchObject({ state: 'dropped', reason: 'too_late' });
  });

  it('that would come after the start are dropped with the reason', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    bench.skip('2026-12-02 20:30');
    await bench.settle();
    expect(reminders()).toEqual([]);
    expect(new Set((await rows(activity.id)).map(({ state, reason }) => `${state} ${reason}`))).toEqual(
      new Set(['dropped too_late']),
    );
  });

  it('leave alone who wants to be, and do not chase him later', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.go('2026-12-01 12:00');
    bench.take();
    await bench.run(({ tx, now }) => beQuiet(tx, 'zhou', now));
    await bench.go('2026-12-02 08:00');
    expect(reminders()).toEqual([]);
    expect((await courierRows(activity.id)).filter(({ state }) => state === 'sent')).toHaveLength(2);
    await bench.go('2026-12-02 19:00');
    expect(reminders()).toHaveLength(1);
  });

  it('of two activities on one evening are one message', async () => {
    const first = await hold();
    const second = await hold({
      title: '消防培训',
      kind: 'training',
      place: '站点',
      wish: { date: '2026-12-02', start: '20:20' },
    });
    for (const { id } of [first, second]) await bench.signUp(id, 'zhou');
    await bench.signUp(second.id, 'wu');
    await bench.go('2026-12-02 12:00');
    bench.take();
    await bench.go('2026-12-02 19:00');
    expect(reminders().map(({ to, text }) => [to, text])).toEqual([
      ['zhou', '提醒：\n12月主题党日，今天 20:05，江畔驿站\n消防培训，今天 20:20，站点\n来不了回“不来”。'],
      ['wu', '提醒：消防培训，今天 20:20，站点。来不了回“不来”。'],
    ]);
  });

  it("come in each occupation's own hours", async () => {
    const activity = await hold({ groups: ['mixed'] });
    await bench.signUp(activity.id, 'zhou', { session: 1 });
    await bench.signUp(activity.id, 'xu', { session: 0 });
    await bench.go('2026-12-03 12:00');
    const got = reminders();
    expect(got.filter(({ to }) => to === 'xu').length).toBeGreaterThan(0);
    for (const { at: when } of got.filter(({ to }) => to === 'xu')) expect(when.slice(11, 13)).toMatch(/14|15|16|21/);
    for (const { at: when } of got.filter(({ to }) => to === 'zhou')) expect(when.slice(11, 13)).toMatch(/12|13|20|21/);
  });

  it('mention people together where only the group can be reached', async () => {
    const activity = await hold();
    bench.state.reach = { direct: false, group: true };
    for (const who of ['zhou', 'wu']) await bench.signUp(activity.id, who);
    await bench.go('2026-12-02 19:00');
    expect(reminders()).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ to: 'couriers', mentions: ['zhou', 'wu'] })),
    );
  });

  it('are done in portions', async () => {
    const activity = await hold();
    await bench.signUp(activity.id, 'zhou');
    await bench.run(({ tx }) =>
      tx.reminders.plan(
        Array.from({ length: 450 }, (_, index) => ({
          activityId: activity.id,
          sessionId: activity.sessions[0]?.id ?? '',
          revision: 0,
          occupation: 'driver' as const,
          at: at('2026-11-24 12:40') - index,
        })),
      ),
    );
    await bench.run(({ tx, now }) =>
      tx.scheduled.add([{ key: 'x', orderingKey: 'x', body: { kind: REMIND, payload: {} }, dueAt: at('2026-11-24 15:00') }], now),
    );
    bench.skip('2026-11-24 15:00');
    await bench.settle();
    const planned = () => bench.run(async ({ tx, now }) => (await tx.reminders.due(now, 1_000)).length);
    expect(await planned()).toBe(250);
    bench.clock.at += HOUR_MS / 60;
    await bench.settle();
    bench.clock.at += HOUR_MS / 60;
    await bench.settle();
    expect(await planned()).toBe(0);
  });
});
