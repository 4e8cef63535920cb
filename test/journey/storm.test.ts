// Some hundreds of messages by every way there is, while both platforms are away, fail, cut their answers or are asked for too much.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { pass, stopTime } from '../channels/moved-time.ts';
import { openStorm, type Storm } from '../support/storm.ts';
import { busiest, type Reckoning, reckon } from '../support/storm-reckoning.ts';
import { alone, ask, burst, together } from '../support/storm-traffic.ts';

const town = { people: 30, groups: 6 };
const small = { people: 30, groups: 2 };
const pushes = [...alone(town), ...together(town)];

let storm: Storm;
afterEach(async () => {
  vi.useRealTimers();
  await storm?.close();
});

function tell(name: string, { messages, calls, broken, ...rest }: Reckoning, tookMs: number | null): void {
  const { arrived, unknown, unknownButThere, doubledElsewhere, worst, givenUp } = rest;
  const per = (count: number) => (count / messages).toFixed(2);
  console.log(
    `${name}: ${arrived} of ${messages} arrived, ${unknown} unknown (${unknownButThere} of them arrived), given up ${JSON.stringify(givenUp)}; ` +
      `${doubledElsewhere} doubled where no key is, at most ${worst} times; ${per(calls)} calls a message, ` +
      `${per(calls - broken)} without the ${broken} the weather spoilt; drained in ${tookMs === null ? 'never' : tookMs / SECOND_MS} s`,
  );
}

/**
 * What holds in every storm.
 * @param mostGone texts given up because nobody knows their end, and that somebody never got: none, but for those where both of the
 * two attempts that a way without a key allows ended before the platform did anything
 */
function expectSound(reckoning: Reckoning, mostGone = 0): void {
  const { messages, sent, unknown, goneTexts, givenUp, waiting } = reckoning;
  expect(goneTexts).toBeLessThanOrEqual(mostGone);
  expect(reckoning).toMatchObject({ lost: [], waiting: 0, doubledWhereKnown: 0, blockedLanes: [], dropped: 0, violations: [] });
  expect(sent + unknown + Object.values(givenUp).reduce((sum, count) => sum + count, 0) + waiting).toBe(messages);
  expect(reckoning.worst).toBeLessThanOrEqual(2);
  expect((reckoning.calls - reckoning.broken) / messages).toBeLessThanOrEqual(1.1);
}

/** How often something of this chance happens twice in a row, at the most, to so many: five deviations above what is to be expected. */
function twiceIn(chance: number, messages: number): number {
  const expected = chance ** 2 * messages;
  return Math.floor(expected + 5 * Math.sqrt(expected));
}

describe('through an outage of ten minutes nothing is lost, and all is there five minutes after it', () => {
  test.each(['refuse', 'busy', 'drop', 'silent'] as const)('%s', async (mode) => {
    storm = await openStorm(town);
    await ask(storm, town);
    await storm.outage(true, mode);
    await storm.push(pushes);
    await storm.pass(10 * MINUTE_MS);
    await storm.outage(false);
    const tookMs = await storm.drain();
    const reckoning = await reckon(storm);
    tell(`outage, ${mode}`, reckoning, tookMs);
    expectSound(reckoning);
    expect(reckoning).toMatchObject({ arrived: reckoning.messages, messages: 300, unknown: 0 });
    expect(tookMs).toBeLessThanOrEqual(5 * MINUTE_MS);
  });
});

test.each([
  ['all sorts', pushes],
  ['each call for one message', alone({ people: 100, groups: 6 }, 100)],
])('thirty calls in a hundred fail: %s', async (sort, wanted) => {
  storm = await openStorm({ ...town, people: 100 });
  storm.fail(0.3);
  await ask(storm, town);
  await storm.push(wanted);
  const tookMs = await storm.drain();
  const reckoning = await reckon(storm);
  tell(`30 % errors, ${sort}`, reckoning, tookMs);
  // One kind of failure in four says nothing and does nothing, two say that nothing was done: those attempts do not count.
  expectSound(reckoning, twiceIn(0.3 / 4 / (1 - 0.3 / 2), reckoning.messages));
  expect(reckoning.givenUp).toEqual({});
  expect(tookMs).toBeLessThanOrEqual(5 * MINUTE_MS);
});

test('answers of the platforms are cut', async () => {
  storm = await openStorm(town);
  storm.fail(0.3, ['cut']);
  await ask(storm, town);
  await storm.push(pushes);
  const tookMs = await storm.drain();
  const reckoning = await reckon(storm);
  tell('cut answers', reckoning, tookMs);
  expectSound(reckoning);
  expect(reckoning).toMatchObject({ arrived: reckoning.messages, givenUp: {} });
});

test('bursts far over what a group takes in a minute wait, and the platforms never say that it is too much', async () => {
  storm = await openStorm(small);
  await storm.push(burst(small, 120));
  const tookMs = await storm.drain();
  const reckoning = await reckon(storm);
  tell('bursts', reckoning, tookMs);
  expectSound(reckoning);
  expect(reckoning.arrived).toBe(240);
  expect(busiest(storm, 'webhook')).toBeLessThanOrEqual(18);
});

test('answers on their way when the long connection breaks are said by the next one', async () => {
  stopTime('2026-03-10T12:31:00+08:00');
  storm = await openStorm({ ...small, isLinked: true, hasTimers: true, clock: { at: 0, now: () => Date.now() } });
  await pass(3_000);
  storm.wecom.fail({ share: 1, kinds: ['reset'], paths: /^aibot_respond_msg$/ });
  await ask(storm, small);
  await pass(MINUTE_MS);
  const reckoning = await reckon(storm);
  tell('a connection that breaks under answers', reckoning, null);
  expect(reckoning).toMatchObject({ messages: 40, arrived: 40, unknown: 0, waiting: 0, worst: 1, violations: [] });
});

test('by long connection and Stream, one frame in twenty breaks the line, and a group is told sixty things at once', async () => {
  stopTime('2026-03-10T12:31:00+08:00');
  storm = await openStorm({
    ...small,
    isLinked: true,
    hasTimers: true,
    clock: { at: 0, now: () => Date.now() },
  });
  await pass(3_000);
  await ask(storm, small);
  await pass(3_000);
  const startedAt = Date.now();
  storm.fail(0.05, ['reset', 'cut']);
  await storm.push([...burst(small, 120, false), ...alone(small, 0)]);
  let reckoning = await reckon(storm);
  while (reckoning.waiting > 0 && Date.now() - startedAt < 20 * MINUTE_MS) {
    await pass(5_000);
    reckoning = await reckon(storm);
  }
  tell('connections', reckoning, Date.now() - startedAt);
  // A line that breaks takes with it what a few conversations had on their way.
  expectSound(reckoning, twiceIn(0.05 * 2, reckoning.messages));
});
