import { expect, test } from 'vitest';
import { mostInASecond, remindAtOnce } from '../support/ten-thousand.ts';

const PEOPLE = 10_000;
/** WeCom takes 10,000 calls a minute. */
const CALLS_A_SECOND = 10_000 / 60;

test.each([1, 100])(
  'ten thousand reminders of one minute all leave, at the pace of the platform (%i activities)',
  { timeout: 300_000 },
  async (activities) => {
    const { people, leaveAt, dueAt, longestMs } = await remindAtOnce(PEOPLE, activities);
    expect(people).toBe(PEOPLE);
    expect(leaveAt).toHaveLength(PEOPLE);
    expect(mostInASecond(leaveAt)).toBeLessThanOrEqual(CALLS_A_SECOND);
    expect(leaveAt[0]).toBeGreaterThanOrEqual(dueAt);
    expect(leaveAt.at(-1)! - dueAt).toBeLessThan(5 * 60_000);
    // How long exactly is for the benchmark to say.
    expect(longestMs).toBeLessThan(60_000);
  },
);
