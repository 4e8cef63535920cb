// What the platforms count: nothing of ours ever passes it, and what matters goes when little is left.
import { afterEach, describe, expect, test } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { doingIn } from '../../src/core/services.ts';
import { pushToGroup, pushToMembers } from '../../src/domain/pushes/index.ts';
import { createReader } from '../../src/understanding/index.ts';
import { calendar } from '../support/calendar.ts';
import {
  BEFORE_THE_STORM,
  callsTo,
  groupId,
  openStorm,
  type Platform,
  personId,
  platformNames,
  type Storm,
  type StormOptions,
  type Wanted,
  wordsOf,
} from '../support/storm.ts';
import { busiest, mostWithin, reckon } from '../support/storm-reckoning.ts';

const each = (count: number) => Array.from({ length: count }, (_, index) => index);

let storm: Storm;
afterEach(() => storm?.close());
const open = async (options: StormOptions) => {
  storm = await openStorm(options);
};

const stateOf = async (mark: string) =>
  (await storm.store.transaction((tx) => tx.outbox.list(['ready', 'leased', 'parked', 'done', 'dead', 'dropped'], 9_999)))
    .filter(({ body }) => body.text.includes(wordsOf(mark)))
    .map(({ state, reason }) => ({ state, reason }));

test('a notice to forty groups and three hundred people on each platform takes no more than four fifths of anything', async () => {
  await open({ people: 300, groups: 40 });
  const { services, store, clock, branch } = storm;
  await store.transaction(async (tx) => {
    const doing = doingIn(services, tx, clock.now());
    const push = { kind: 'notice', usefulUntil: clock.now() + 7 * 24 * 60 * MINUTE_MS } as const;
    for (const { id } of branch.groups) await pushToGroup(doing, id, { ...push, key: `notice:${id}`, text: wordsOf('n0') });
    const members = await Promise.all(
      platformNames.flatMap((platform) => each(300).map((index) => tx.members.byId(personId(platform, index)))),
    );
    await pushToMembers(
      doing,
      members.map((member) => ({ member: member!, push: { ...push, key: `notice:${member!.id}`, text: wordsOf('n0') } })),
    );
  });
  const tookMs = await storm.drain();
  const reckoning = await reckon(storm);
  expect(reckoning).toMatchObject({
    messages: 680,
    arrived: 680,
    sent: 680,
    givenUp: {},
    lost: [],
    blockedLanes: [],
    dropped: 0,
  });
  const { dingtalk } = storm;
  const groupSends = dingtalk.delivered.filter(({ via }) => via === 'group_send').map(({ at }) => at);
  const peaks = {
    webhookAMinute: busiest(storm, 'webhook') / 20,
    memberAMinute: busiest(storm, 'app') / 30,
    groupSendsASecond: mostWithin(groupSends, SECOND_MS) / 20,
    monthlyCalls: dingtalk.meters.used.calls / dingtalk.meters.limits.calls,
    monthlyMessages: dingtalk.meters.used.messages / dingtalk.meters.limits.messages,
    address: callsTo(dingtalk) / 10_000,
    company: callsTo(storm.wecom) / 10_000,
  };
  console.log(`notice to 680: ${reckoning.calls} calls in ${(tookMs ?? 0) / SECOND_MS} s; shares of the limits`, peaks);
  for (const [limit, share] of Object.entries(peaks))
    expect({ limit, share, isWithin: share <= 0.8 }).toEqual({ limit, share, isWithin: true });
});

describe("DingTalk's month", () => {
  test('near its end carries answers and what is urgent, and the rest waits for the next', async () => {
    await open({
      people: 40,
      dingtalk: { monthlyCalls: 100, monthlyMessages: 100 },
      env: { DINGTALK_MONTHLY_CALLS: '100', DINGTALK_MONTHLY_MESSAGES: '100' },
    });
    await storm.push(each(120).map((index) => ({ platform: 'dingtalk', person: index % 40, mark: `o${index}` })));
    await storm.pass(5 * MINUTE_MS);
    const { used } = storm.dingtalk.meters;
    const atTheMark = used.calls;
    expect(atTheMark).toBeGreaterThanOrEqual(95);
    expect(atTheMark).toBeLessThanOrEqual(100);
    await storm.say('dingtalk', 1, null, 'answer');
    await storm.push([{ platform: 'dingtalk', person: 2, mark: 'urgent', isUrgent: true }]);
    await storm.push([{ platform: 'dingtalk', person: 3, mark: 'ordinary' }]);
    await storm.pass(MINUTE_MS);
    expect(await stateOf('answer')).toMatchObject([{ state: 'done' }]);
    expect(await stateOf('urgent')).toMatchObject([{ state: 'done' }]);
    expect(await stateOf('ordinary')).toEqual([{ state: 'ready', reason: 'quota_calls' }]);
    const { waiting, givenUp, lost } = await reckon(storm);
    expect({ givenUp, lost, waiting }).toEqual({ givenUp: {}, lost: [], waiting: 121 - atTheMark });
    console.log(`month of 100 calls: ordinary ones stop at ${atTheMark}`);
    storm.clock.at = Date.parse('2026-04-01T12:40:00+08:00');
    expect(await storm.drain()).not.toBeNull();
    expect(await reckon(storm)).toMatchObject({ waiting: 0, arrived: 123 });
  });
});

describe('a token', () => {
  const distinct = (platform: Platform, count: number): Wanted[] =>
    each(count).map((index) => ({ platform, person: index % 300, mark: `${platform}s${index}` }));
  const tokenCalls = () => ({
    wecom: storm.wecom.calls['/cgi-bin/gettoken'] ?? 0,
    dingtalk: storm.dingtalk.calls['/v1.0/oauth2/accessToken'] ?? 0,
  });

  test('that is dead under a thousand sends is asked for once', async () => {
    await open({ people: 300 });
    await storm.push(platformNames.map((platform) => ({ platform, person: 0, mark: `${platform}first` })));
    await storm.drain();
    expect(tokenCalls()).toEqual({ wecom: 1, dingtalk: 1 });
    for (const platform of platformNames) storm.fakes[platform].revokeToken();
    // DingTalk takes sixteen a second: three hundred wait for each other long enough.
    await storm.push([...distinct('wecom', 1_000), ...distinct('dingtalk', 300)]);
    const tookMs = await storm.drain();
    console.log(
      `1,300 sends on dead tokens: ${JSON.stringify(tokenCalls())} token calls from the first one on, ${tookMs! / SECOND_MS} s`,
    );
    expect(tokenCalls()).toEqual({ wecom: 2, dingtalk: 2 });
    expect(await reckon(storm)).toMatchObject({ arrived: 1_302, lost: [], waiting: 0, givenUp: {} });
  });

  test('for which the secret is wrong is asked for five times a minute at most', async () => {
    await open({ people: 300 });
    storm.wecom.app.secret = 'another-secret';
    storm.dingtalk.app.secret = 'another-secret';
    await storm.push(platformNames.flatMap((platform) => distinct(platform, 100)));
    const before = { wecom: [0], dingtalk: [0] };
    for (const _ of each(10)) {
      await storm.pass(MINUTE_MS);
      for (const platform of platformNames) before[platform].push(tokenCalls()[platform]);
    }
    const perMinute = (counts: number[]) => counts.slice(1).map((count, index) => count - counts[index]!);
    console.log(`wrong secret: token calls a minute ${JSON.stringify([perMinute(before.wecom), perMinute(before.dingtalk)])}`);
    expect(Math.max(...perMinute(before.wecom), ...perMinute(before.dingtalk))).toBeLessThanOrEqual(5);
    storm.wecom.app.secret = 'fake-app-secret-not-real';
    storm.dingtalk.app.secret = 'fake-client-secret-not-real';
    const mendedAt = storm.clock.now();
    // Mended, everything leaves; what was parked is tried less and less often, but within the hour.
    let reckoning = await reckon(storm);
    while (reckoning.waiting > 0 && storm.clock.now() - mendedAt < 65 * MINUTE_MS) {
      await storm.pass(MINUTE_MS);
      reckoning = await reckon(storm);
    }
    console.log(`mended: all has left after ${(storm.clock.now() - mendedAt) / MINUTE_MS} minutes`);
    expect(reckoning).toMatchObject({ arrived: 200, waiting: 0, lost: [] });
  });
});

describe('an answer whose address is past its time', () => {
  /** An hour without a platform is as long as a minute: only the waiting is longer. */
  async function away(minutes: number): Promise<void> {
    await storm.pass(MINUTE_MS);
    storm.clock.at += (minutes - 1) * MINUTE_MS - 20 * SECOND_MS;
    await storm.pass(MINUTE_MS / 3);
  }

  const viaOf = (mark: string) =>
    platformNames.flatMap((platform) =>
      storm.fakes[platform].delivered.filter(({ text }) => text.includes(wordsOf(mark))).map(({ via }) => via),
    );

  test.each([
    { minutes: 59, ways: { wa: 'response_url', wg: 'response_url', da: 'session', dg: 'session' } },
    { minutes: 61, ways: { wa: 'app', wg: 'webhook', da: 'session', dg: 'session' } },
    { minutes: 91, ways: { wa: 'app', wg: 'webhook', da: 'batch_send', dg: 'webhook' } },
  ])('after $minutes minutes leaves by whatever way is open', async ({ minutes, ways }) => {
    await open({ people: 4, groups: 2 });
    await storm.outage(true);
    await storm.say('wecom', 1, null, 'wa');
    await storm.say('wecom', 2, 1, 'wg');
    await storm.say('dingtalk', 1, null, 'da');
    await storm.say('dingtalk', 2, 1, 'dg');
    await away(minutes);
    await storm.outage(false);
    expect(await storm.drain()).toBeLessThanOrEqual(MINUTE_MS);
    expect(Object.fromEntries(Object.keys(ways).map((mark) => [mark, viaOf(mark).join()]))).toEqual(ways);
  });

  test('or that the platform has forgotten, too', async () => {
    await open({ people: 4, groups: 2 });
    await storm.outage(true);
    await storm.say('dingtalk', 2, 1, 'dg');
    await away(2);
    storm.dingtalk.endSessions();
    await storm.outage(false);
    await storm.drain();
    expect(viaOf('dg').join()).toMatch(/^(group_send|webhook)$/);
  });
});

test('a fire is told in its group at once, however much waits', async () => {
  const startedAt = Date.now();
  const clock = { at: BEFORE_THE_STORM, now: () => BEFORE_THE_STORM + Date.now() - startedAt };
  const branchPeople = {
    people: [{ id: 'w1', name: '李书记', role: 'secretary', occupation: 'office', wecom: 'w1' }],
  } as unknown as StormOptions['branch'];
  await open({
    people: 300,
    groups: 3,
    clock,
    hasTimers: true,
    handlers,
    understand: createReader({ calendar }),
    branch: branchPeople!,
  });
  storm.wecom.weather.latencyMs = 20;
  await storm.push(each(4_900).map((index) => ({ platform: 'wecom', person: index % 300, mark: `b${index}` })));
  await storm.push(each(100).map((index) => ({ platform: 'wecom', group: 1, mark: `g${index}` })));
  storm.bot.wake();
  await expect.poll(() => storm.wecom.delivered.length).toBeGreaterThan(100);
  const saidAt = clock.now();
  await storm.wecom.say({ from: personId('wecom', 7), group: groupId('wecom', 1), text: '着火了，3号楼充电桩冒烟' });
  const isFire = (text: string) => /119|火/.test(text);
  const inGroup = await storm.wecom.waitFor(({ group, text }) => group === groupId('wecom', 1) && isFire(text), 15_000);
  const alone = await storm.wecom.waitFor(({ person, text }) => person === 'w1' && isFire(text), 15_000);
  const ahead = await storm.store.transaction((tx) => tx.outbox.count());
  console.log(
    `fire: in the group after ${inGroup.at - saidAt} ms (${inGroup.via}), at the secretary's after ${alone.at - saidAt} ms; ` +
      `${ahead.ready + ahead.leased} of 5,000 still waited`,
  );
  expect(ahead.ready).toBeGreaterThan(1_000);
  expect(inGroup.at - saidAt).toBeLessThanOrEqual(5_000);
  expect(alone.at - saidAt).toBeLessThanOrEqual(5_000);
});
