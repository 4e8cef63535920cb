import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DraftRequest, dropDraft, publish, reviseDraft } from '../../src/domain/activities/index.ts';
import { createSeries, findSeries, stopSeries } from '../../src/domain/activities/series.ts';
import { planActivityWatch, runActivityWatch } from '../../src/scheduling/activity-work.ts';
import {
  type ActivityBench,
  activityBench,
  at,
  drafted,
  draftOf,
  published,
  request,
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

describe('a series', () => {
  const weekly = { kind: 'weekly', weekday: 3 } as const;
  async function begin(over: Partial<DraftRequest> & { rule?: Parameters<typeof createSeries>[2]['rule'] } = {}) {
    const li = await bench.member('li');
    const facts = request({ title: '安全例会', kind: 'meeting', wish: { start: '20:30' }, ...over });
    const outcome = await bench.run((doing) => createSeries(doing, li, { rule: weekly, ...facts, ...over }));
    await bench.run(({ tx, now }) => planActivityWatch(tx, now));
    return outcome;
  }
  const open = async () =>
    (await bench.run(({ tx }) => tx.activities.list(['open', 'done']))).flatMap((each) => starts(each) ?? []);

  it('goes on by itself after the first yes, until it is stopped', async () => {
    const first = drafted(await begin());
    expect(starts(first.activity)).toEqual([at('2026-11-25 20:30')]);
    await published(bench, first);
    await bench.go('2026-12-02 12:00');
    expect(await open()).toEqual([at('2026-11-25 20:30'), at('2026-12-02 20:30')]);
    await bench.run((doing) => runActivityWatch(doing, {}));
    expect(await open()).toHaveLength(2);
    const [series] = await bench.run((doing) => findSeries(doing, '例会'));
    expect(await bench.run((doing) => stopSeries(doing, series?.id ?? ''))).toEqual({ kind: 'stopped' });
    expect(await bench.run((doing) => stopSeries(doing, series?.id ?? ''))).toEqual({ kind: 'already' });
    await bench.go('2026-12-28 12:00');
    expect(await open()).toHaveLength(2);
  });

  it('leaves out a week that the season takes', async () => {
    await published(bench, await begin({ wish: { date: '2027-05-12' }, rule: { kind: 'weekly', weekday: 2 } }));
    await bench.go('2027-06-25 12:00');
    const days = (await open()).map((start) => new Date(start).toISOString().slice(0, 10));
    expect(days).toEqual(expect.arrayContaining(['2027-05-18', '2027-05-25', '2027-06-22']));
    expect(new Set(days).size).toBe(days.length);
    expect(days.filter((day) => day > '2027-06-01' && day < '2027-06-19')).toEqual([]);
  });

  it('does not begin with a draft nobody wanted', async () => {
    const { activity } = drafted(await begin());
    await bench.run((doing) => dropDraft(doing, activity.id));
    await bench.go('2026-12-28 12:00');
    expect(await open()).toEqual([]);
    expect(await bench.run((doing) => findSeries(doing, null))).toEqual([]);
  });

  it('of party days keeps to the regular day of each month, twelve days ahead, out of seasons', async () => {
    const rule = { kind: 'monthly_day', day: 10 } as const;
    const first = drafted(await begin({ kind: 'party_day', title: '主题党日', wish: {}, rule }));
    await published(bench, first);
    await bench.go('2027-03-01 12:00');
    const days = await open();
    expect(days).toHaveLength(4);
    expect(days.slice(0, 2)).toEqual([at('2026-12-07 20:05'), at('2027-01-10 20:05')]);
  });

  it('goes on as the draft stood at the yes', async () => {
    const { activity } = drafted(await begin());
    await bench.run((doing) => reviseDraft(doing, activity.id, { wish: { start: '20:15' }, capacity: 12 }));
    await bench.run((doing) => publish(doing, activity.id));
    await bench.go('2026-12-01 12:00');
    const [, second] = await bench.run(({ tx }) => tx.activities.list(['open', 'done']));
    expect(second).toMatchObject({ capacity: 12, sessions: [{ start: at('2026-12-02 20:15') }] });
  });
});

describe('the nightly look', () => {
  const watched = async (over: Record<string, unknown>) => {
    await bench.close();
    bench = await activityBench(over);
    await bench.run(({ tx, now }) => planActivityWatch(tx, now));
  };

  it('points out once, ten days ahead, that a month has no party day', async () => {
    await watched({ regularDay: 5 });
    await bench.go('2026-11-25 03:00');
    // November's day was over before this branch began.
    expect(bench.take()).toEqual([]);
    await bench.go('2026-12-20 12:00');
    expect(bench.take()).toEqual([
      {
        at: expect.stringMatching(/^2026-11-25 09/),
        to: 'li',
        text: '12月还没安排主题党日，定的是12月5日（周六）。跟我说一句时间和内容就行。',
        mentions: [],
      },
    ]);
  });

  it('is content with a month that has one', async () => {
    await watched({ regularDay: 5 });
    await bench.go('2026-11-24 12:00');
    await hold();
    bench.take();
    await bench.go('2026-12-20 12:00');
    expect(bench.take('还没安排')).toEqual([]);
  });

  it('goes by the end of the month where no day is fixed', async () => {
    await watched({});
    await bench.go('2026-12-19 12:00');
    expect(bench.take('12月还没安排')).toEqual([]);
    await bench.go('2026-12-31 12:00');
    expect(bench.take('12月还没安排')).toMatchObject([{ at: expect.stringMatching(/^2026-12-21 09/) }]);
  });

  it('forgets drafts of the day before', async () => {
    await watched({});
    const { activity } = drafted(await draft());
    await bench.go('2026-11-24 12:00');
    expect(await byId(activity.id)).toBeDefined();
    await bench.go('2026-11-25 12:00');
    expect(await byId(activity.id)).toBeUndefined();
  });
});
