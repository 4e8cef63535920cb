// Ten thousand people who are to be reminded in one and the same minute.
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { branchSchema } from '../../src/core/branch.ts';
import type { Channel } from '../../src/core/channel.ts';
import { reachOf } from '../../src/core/doing.ts';
import type { Services } from '../../src/core/services.ts';
import { publish } from '../../src/domain/activities/index.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { createBot } from '../../src/pipeline/bot.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { runners } from '../../src/scheduling/runners.ts';
import { createScheduledRound } from '../../src/scheduling/scheduler.ts';
import { openStore } from '../../src/store/index.ts';
import { createWishReader } from '../../src/understanding/index.ts';
import { calendar } from './calendar.ts';
import { quietDoing, quietParts } from './parts.ts';
import { silentLog } from './server.ts';

const NOW = Date.parse('2026-03-10T10:00:00+08:00');
const SESSION_AT = Date.parse('2026-03-12T20:05:00+08:00');

export interface Rush {
  /** The instant at which all are due; ms. */
  dueAt: number;
  /** When each reminder was sent or is to be sent; ms, ascending. */
  leaveAt: number[];
  /** People who got one or will get one. */
  people: number;
  /** From the minute's beginning until all was sent or stood in the queue. */
  seconds: number;
  /** How long the process did not hear anything else. */
  p99Ms: number;
  longestMs: number;
}

/** Lets so many reminders fall due at once. */
export async function remindAtOnce(count: number, activities = 1): Promise<Rush> {
  const store = await openStore();
  const clock = { at: NOW, now: () => clock.at };
  const branch = branchSchema.parse({
    groups: [{ id: 'g1', title: '快递大群', channel: 'wecom', occupations: { courier: count } }],
    people: Array.from({ length: count }, (_, index) => {
      return { id: `c${index}`, name: `老${index}`, occupation: 'courier', groups: ['g1'], wecom: `c${index}` };
    }),
  });
  const channel: Channel = {
    name: 'wecom',
    reach: () => 'always',
    deliver: async () => ({ kind: 'sent', via: 'test' }),
    fetchMedia: async () => ({ kind: 'refused', reason: 'gone' }),
  };
  const services: Services = {
    instance: 'rush',
    clock,
    log: silentLog,
    meter: { count() {}, observe() {} },
    store,
    branch: { current: () => branch },
    understand: () => [],
    readWish: createWishReader(calendar),
    planner: createPlanner({ calendar }),
    ...quietParts(),
    handlers: [],
    channels: { wecom: channel },
  };
  const bot = createBot(services, { hasTimers: false, scheduledRound: createScheduledRound(services, runners) });
  const doing = { ...quietDoing(), branch, planner: services.planner, reach: reachOf(services.channels), now: NOW };
  await store.transaction((tx) => tx.members.syncRoster(rosterOf(branch, []), NOW));
  for (let number = 0; number < activities; number += 1) {
    await store.transaction(async (tx) => {
      const { id, sessions } = await tx.activities.add({
        ...{ title: `安全培训${number}`, kind: 'training', theme: null, place: '驿站', capacity: null, mode: 'onsite' },
        ...{ groups: ['g1'], status: 'draft', signUpUntil: null, notes: [], insisted: false, createdBy: 'c0', seriesId: null },
        sessions: [{ start: SESSION_AT, end: SESSION_AT + 3_600_000, mode: 'onsite', occupations: ['courier'] }],
        createdAt: NOW,
      });
      for (let person = number; person < count; person += activities) {
        const [memberId, sessionId] = [`c${person}`, sessions[0]!.id];
        await tx.signUps.add({
          activityId: id,
          sessionId,
          memberId,
          partySize: 1,
          status: 'in',
          at: NOW,
          source: `test:${person}`,
        });
      }
      await publish({ ...doing, tx }, id);
    });
  }
  // Whatever else is due before the first reminders is over by then.
  const rounds = await store.transaction((tx) => tx.reminders.due(SESSION_AT, 1_000));
  const dueAt = Math.min(...rounds.filter(({ occupation }) => occupation === 'courier').map(({ at }) => at));
  clock.at = dueAt - 1;
  await bot.settle();

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await pause(50);
  delay.reset();
  const startedAt = performance.now();
  clock.at = dueAt;
  await bot.settle();
  // A portion of a round follows a moment later.
  for (let at = await bot.nextDueAt(); at !== undefined && at < dueAt + 60_000; at = await nextAfter(at)) {
    clock.at = at;
    await bot.settle();
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await pause(5);
  delay.disable();

  const items = await store.transaction((tx) => tx.outbox.list(['ready', 'leased', 'done'], count * 3));
  const reminders = items.filter(({ key }) => key.startsWith('push:remind:'));
  await bot.stop();
  await store.close();
  return {
    dueAt,
    leaveAt: reminders.map((item) => item.finishedAt ?? item.dueAt).sort((a, b) => a - b),
    people: new Set(reminders.map(({ body }) => (body.to.kind === 'direct' ? body.to.account : ''))).size,
    seconds,
    p99Ms: delay.percentile(99) / 1e6,
    longestMs: delay.max / 1e6,
  };

  async function nextAfter(at: number): Promise<number | undefined> {
    const next = await bot.nextDueAt();
    return next !== undefined && next > at ? next : undefined;
  }
}

/** @returns the most that leave within any stretch of a second */
export function mostInASecond(instants: readonly number[]): number {
  let [first, most] = [0, 0];
  for (const [index, at] of instants.entries()) {
    while (instants[first]! <= at - 1_000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
