import { expect, test } from 'vitest';
import { createTokenKeeper, REVOKED, type TokenAnswer } from '../../src/channels/token.ts';

const granted = (token: string, lastsMs = 7_200_000): TokenAnswer => ({ kind: 'granted', token, lastsMs });

/** A platform that takes one token only. */
function platform(answers: (count: number) => TokenAnswer) {
  const clock = { time: 1_000_000, now: () => clock.time };
  const asked: number[] = [];
  const withToken = createTokenKeeper(async () => {
    asked.push(clock.time);
    return answers(asked.length);
  }, clock);
  const use = (taken: string) => withToken(async (token) => (token === taken ? 'done' : REVOKED));
  return { clock, asked, use };
}

test('a thousand calls at once need one token', async () => {
  const { asked, use } = platform(() => granted('t1'));
  expect(new Set(await Promise.all(Array.from({ length: 1_000 }, () => use('t1'))))).toEqual(new Set(['done']));
  expect(asked).toHaveLength(1);
});

test('a thousand calls on a dead token renew it once', async () => {
  const { asked, use } = platform((count) => granted(`t${count}`));
  await use('t1');
  expect(new Set(await Promise.all(Array.from({ length: 1_000 }, () => use('t2'))))).toEqual(new Set(['done']));
  expect(asked).toHaveLength(2);
});

test('a token is renewed five minutes before its end, and after the clock was set back', async () => {
  const { clock, asked, use } = platform((count) => granted(`t${count}`));
  await use('t1');
  clock.time += 6_899_999;
  expect(await use('t1')).toBe('done');
  clock.time += 1;
  expect(await use('t2')).toBe('done');
  clock.time -= 3_600_000;
  expect(await use('t3')).toBe('done');
  expect(asked).toHaveLength(3);
});

test('a wrong secret is tried at most five times in any minute', async () => {
  const { clock, asked, use } = platform(() => ({ kind: 'failed', reason: 'gettoken_errcode_40001' }));
  for (let second = 0; second < 600; second += 1) {
    expect(await use('t1')).toEqual({ kind: 'retry', reason: 'gettoken_errcode_40001' });
    clock.time += 1_000;
  }
  for (const at of asked) expect(asked.filter((other) => other >= at && other <= at + 60_000).length).toBeLessThanOrEqual(5);
  expect(asked.length).toBeGreaterThan(10);
});

test('a platform whose new tokens are dead as well is not asked on and on', async () => {
  const { clock, asked, use } = platform((count) => granted(`t${count}`));
  for (let second = 0; second < 60; second += 1) {
    expect(await use('none')).toEqual({ kind: 'retry', reason: 'token_revoked' });
    clock.time += 1_000;
  }
  expect(asked.length).toBeLessThanOrEqual(5);
});

test('a token that lasts no time at all is used all the same', async () => {
  const { asked, use } = platform(() => granted('t1', 0));
  expect(await use('t1')).toBe('done');
  expect(asked).toHaveLength(1);
});
