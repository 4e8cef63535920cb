import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelActivity, createDraft, moveActivity } from '../../src/domain/activities/index.ts';
import { cancelSignUp, signUp } from '../../src/domain/sign-ups/index.ts';
import { type ActivityBench, activityBench, at, published, request } from '../support/activity-bench.ts';

let bench: ActivityBench;
beforeEach(async () => {
  bench = await activityBench();
});
afterEach(() => bench.close());

/** A session of couriers on 2 December at 20:05. */
async function hold(capacity: number | null = 40) {
  const li = await bench.member('li');
  return await published(bench, await bench.run((doing) => createDraft(doing, li, request({ capacity }))));
}

async function join(activity: Parameters<typeof signUp>[2], memberId: string) {
  const member = await bench.member(memberId);
  const facts = { partySize: null, sessionId: null, source: `test:${memberId}`, at: bench.clock.at };
  return await bench.run((doing) => signUp(doing, member, activity, facts));
}

const reminders = () => bench.take('提醒：').map(({ at: when, to }) => `${when} ${to}`);

describe('who signs up when the last round has gone', () => {
  it('is reminded once, while a window is open, and nobody else is with them', async () => {
    const activity = await hold();
    await join(activity, 'wu');
    await bench.go('2026-12-02 12:45');
    bench.take();
    await join(activity, 'zhou');
    await bench.go('2026-12-03 12:00');
    expect(reminders()).toEqual(['2026-12-02 13:29 zhou']);
  });

  it('has the rounds that are still to come, and no other', async () => {
    const activity = await hold();
    await bench.go('2026-12-01 19:00');
    await join(activity, 'zhou');
    await bench.go('2026-12-03 12:00');
    expect(reminders()).toHaveLength(1);
  });

  it('hears no more when the answer itself is as near to the start', async () => {
    const activity = await hold();
    await bench.go('2026-12-02 18:30');
    await join(activity, 'zhou');
    await bench.go('2026-12-03 12:00');
    expect(reminders()).toEqual([]);
  });

  it.each([
    [
      'does not come any more',
      async () => {
        const zhou = await bench.member('zhou');
        await bench.run((doing) => cancelSignUp(doing, zhou, { id: '1' }));
      },
    ],
    ['is told that it is cancelled', async () => void (await bench.run((doing) => cancelActivity(doing, { id: '1' })))],
    [
      'is told of another day',
      async () => void (await bench.run((doing) => moveActivity(doing, { id: '1' }, { date: '2026-12-05' }))),
    ],
  ])('is not reminded of the old hour when he %s', async (_name, change) => {
    const activity = await hold();
    await bench.go('2026-12-02 12:45');
    await join(activity, 'zhou');
    bench.take();
    await change();
    await bench.go('2026-12-02 20:00');
    expect(reminders()).toEqual([]);
  });

  it('is reminded when he moved up late', async () => {
    const activity = await hold(1);
    await join(activity, 'wu');
    await join(activity, 'zhou');
    await bench.go('2026-12-02 12:40');
    bench.take();
    const wu = await bench.member('wu');
    await bench.run((doing) => cancelSignUp(doing, wu, activity));
    await bench.go('2026-12-02 20:00');
    expect(reminders()).toEqual(['2026-12-02 13:29 zhou']);
  });
});

describe('news of a session that begins before the next free hour', () => {
  it('goes at once, so that nobody sets out for nothing', async () => {
    const activity = await hold();
    await join(activity, 'zhou');
    await bench.go('2026-12-02 18:00');
    bench.take();
    await bench.run((doing) => cancelActivity(doing, activity));
    await bench.settle();
    expect(bench.take('取消了').map(({ at: when, to }) => `${when} ${to}`)).toEqual([
      '2026-12-02 18:00 zhou',
      '2026-12-02 18:00 couriers',
    ]);
  });

  it('waits for the morning where that is in time', async () => {
    const activity = await hold();
    await join(activity, 'zhou');
    await bench.run((doing) => moveActivity(doing, activity, { date: '2026-12-02', start: '09:00' }, { insist: true }));
    await bench.go('2026-12-01 23:00');
    bench.take();
    await bench.run((doing) => cancelActivity(doing, activity));
    await bench.go('2026-12-02 12:00');
    const told = bench.take('取消了').map(({ at: when }) => Date.parse(`${when.replace(' ', 'T')}:00+08:00`));
    expect(told.length).toBeGreaterThan(0);
    for (const when of told) expect(when >= at('2026-12-02 07:30') && when <= at('2026-12-02 08:00')).toBe(true);
  });
});
