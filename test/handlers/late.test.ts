// Messages the platform delivered long after they were said.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/clock.ts';
import { type Bench, bench, NOON, said } from '../support/bot.ts';

let it: Bench;
beforeEach(async () => {
  it = await bench();
});
afterEach(() => it.close());

const hear = async (text: string, sentAt: number) =>
  (await it.bot.receiver.receive(said(text, { sentAt }), { waitMs: 1_000 })).reply?.text;

test('count by the time they were said, and the day is named', async () => {
  expect(await hear('签到', NOON - 20 * HOUR_MS)).toBe('签到记下了，昨天 16:00。按你 昨天 16:00 发的算。');
});

test('are too old a day later', async () => {
  expect(await hear('签到', NOON - DAY_MS - HOUR_MS)).toBe('只能补记一天以内的，更早的请找书记。');
});
