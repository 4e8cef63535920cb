import { expect, test } from 'vitest';
import { createBreaker } from '../../src/channels/breaker.ts';

function broken(failures = 5) {
  const clock = { time: 1_000_000, now: () => clock.time };
  const breaker = createBreaker(clock);
  for (let count = 0; count < failures; count += 1) breaker.failed();
  return { clock, breaker };
}

test('four failures in a row keep nobody away, five do', () => {
  expect(broken(4).breaker.closedUntil()).toBe(null);
  expect(broken(5).breaker.closedUntil()).toBe(1_002_000);
});

test('when the pause is over one may look, the others wait for another pause', () => {
  const { clock, breaker } = broken();
  clock.time += 2_000;
  expect(breaker.closedUntil()).toBe(null);
  expect(breaker.closedUntil()).toBe(clock.time + 2_000);
});

test('the pause doubles up to twenty seconds', () => {
  const { clock, breaker } = broken();
  const pauses = Array.from({ length: 6 }, () => {
    breaker.failed();
    return breaker.closedUntil()! - clock.time;
  });
  expect(pauses).toEqual([4_000, 8_000, 16_000, 20_000, 20_000, 20_000]);
});

test('one answer ends it', () => {
  const { clock, breaker } = broken(9);
  clock.time += 20_000;
  expect(breaker.closedUntil()).toBe(null);
  breaker.worked();
  expect(breaker.closedUntil()).toBe(null);
  for (let count = 0; count < 5; count += 1) breaker.failed();
  expect(breaker.closedUntil()).toBe(clock.time + 2_000);
});

test('a clock that was set back keeps nobody away for the length of the step', () => {
  const { clock, breaker } = broken();
  clock.time -= 3_600_000;
  expect(breaker.closedUntil()).toBe(null);
});

test('is in doubt from the first failure to the next answer', () => {
  expect(broken(0).breaker.isDoubtful()).toBe(false);
  const { breaker } = broken(1);
  expect(breaker.isDoubtful()).toBe(true);
  breaker.worked();
  expect(breaker.isDoubtful()).toBe(false);
});
