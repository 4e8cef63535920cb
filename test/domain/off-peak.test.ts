import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Branch, branchSchema } from '../../src/core/branch.ts';
import { DAY_MS, MINUTE_MS } from '../../src/core/clock.ts';
import { occupations } from '../../src/core/member.ts';
import { shanghaiHourMinute, shanghaiInstant, shanghaiIso, shanghaiTime } from '../../src/core/shanghai.ts';
import {
  groupListeners,
  isPushOpen,
  type Listeners,
  latestPush,
  memberListeners,
  nextPush,
  soonestPush,
  windowsFor,
} from '../../src/domain/pushes/off-peak.ts';

const branch = branchSchema.parse({
  groups: [
    { id: 'mixed', title: '混合群', channel: 'wecom', occupations: { rider: 12, courier: 30, office: 2 } },
    {
      id: 'early',
      title: '早班群',
      channel: 'wecom',
      occupations: { driver: 3 },
      windows: {
        driver: {
          meetings: [{ from: '08:00', to: '09:00' }],
          pushes: [{ from: '08:00', to: '08:30' }],
          never: { from: '22:00', to: '07:30' },
        },
      },
    },
  ],
});
const only = (...list: Listeners['occupations']): Listeners => ({ occupations: list, group: null });
const at = (day: string, hour: number, minute = 0) => shanghaiInstant(day, hour, minute);
const DAY = '2026-11-23';

describe('who listens', () => {
  test('is every occupation that makes up a fifth of the group, the largest first', () => {
    expect(groupListeners(branch, 'mixed')).toEqual({ occupations: ['courier', 'rider'], group: 'mixed' });
    expect(groupListeners(branch, 'nowhere')).toEqual({ occupations: ['courier'], group: 'nowhere' });
  });

  test('is the member by the own occupation, else by the largest of the group', () => {
    expect(memberListeners(branch, { occupation: 'rider' }, null).occupations).toEqual(['rider']);
    expect(memberListeners(branch, { occupation: null }, 'early').occupations).toEqual(['driver']);
    expect(memberListeners(branch, { occupation: null }, null).occupations).toEqual(['courier']);
  });

  test("has the group's own hours first", () => {
    expect(windowsFor(branch, 'driver', 'early').pushes).toEqual([{ from: '08:00', to: '08:30' }]);
    expect(windowsFor(branch, 'driver', 'mixed').pushes).toHaveLength(2);
  });
});

describe('the hours of a mixed group', () => {
  test('are those all of them have', () => {
    const both = groupListeners(branch, 'mixed');
    expect(isPushOpen(branch, both, at(DAY, 20, 40))).toBe(false);
    expect(isPushOpen(branch, both, at(DAY, 21, 0))).toBe(true);
    expect(isPushOpen(branch, both, at(DAY, 21, 30))).toBe(false);
  });

  test('are those of the largest occupation where none are common', () => {
    expect(isPushOpen(branch, only('courier', 'driver'), at(DAY, 12, 45))).toBe(true);
    expect(isPushOpen(branch, only('courier', 'driver'), at(DAY, 14, 30))).toBe(false);
    expect(isPushOpen(branch, only('driver', 'courier'), at(DAY, 14, 30))).toBe(true);
  });
});

describe('a push', () => {
  test('leaves at once while the window is open, a minute later on the hour and the half hour', () => {
    expect(soonestPush(branch, only('rider'), at(DAY, 15, 12) + 5_000)).toBe(at(DAY, 15, 12) + 5_000);
    expect(soonestPush(branch, only('rider'), at(DAY, 15, 30) + 5_000)).toBe(at(DAY, 15, 31));
    expect(soonestPush(branch, only('rider'), at(DAY, 14, 0))).toBe(at(DAY, 14, 1));
  });

  test('waits for the next planned instant otherwise', () => {
    const next = nextPush(branch, only('courier'), at(DAY, 22, 10));
    expect(shanghaiIso(next)).toMatch(/^2026-11-24T12:3[2-9]:00/);
    expect(soonestPush(branch, only('courier'), at(DAY, 22, 10))).toBe(next);
  });

  test('goes at another minute in the next window, and at the same one when asked again', () => {
    const first = nextPush(branch, only('courier'), at(DAY, 0));
    const second = nextPush(branch, only('courier'), first + 1);
    const third = nextPush(branch, only('courier'), second + 1);
    const offsets = [at(DAY, 12, 30), at(DAY, 20), at(DAY, 12, 30) + DAY_MS].map(
      (from, index) => [first, second, third][index]! - from,
    );
    expect(new Set(offsets).size).toBe(3);
    expect(nextPush(branch, only('courier'), first)).toBe(first);
  });

  test('that has to be there by then takes the last planned instant before, or none', () => {
    const by = at(DAY, 20, 0);
    const latest = latestPush(branch, only('courier'), by, at(DAY, 0))!;
    expect(shanghaiHourMinute(latest)).toMatch(/^12:3[2-9]$/);
    expect(latestPush(branch, only('courier'), by, at(DAY, 13, 0))).toBeNull();
    expect(shanghaiIso(latestPush(branch, only('courier'), at(DAY, 9), 0)!)).toMatch(/^2026-11-22T20:0[2-9]/);
  });
});

/** All rounds of the day have these hours only. */
function withHours(pushes: { from: string; to: string }[], never: { from: string; to: string }): Branch {
  const own = { meetings: [{ from: '10:00', to: '11:00' }], pushes, never };
  return branchSchema.parse({ windows: Object.fromEntries(occupations.map((occupation) => [occupation, own])) });
}

describe('settings that leave no window', () => {
  test.each([
    ['shorter than three minutes', [{ from: '12:10', to: '12:12' }], { from: '22:00', to: '07:00' }],
    ['all in the never hours', [{ from: '23:00', to: '23:50' }], { from: '22:00', to: '07:00' }],
  ])('push outside the never hours: %s', (_, pushes, never) => {
    const strange = withHours(pushes, never);
    expect(nextPush(strange, only('courier'), at(DAY, 3))).toBe(at(DAY, 7, 1));
    expect(nextPush(strange, only('courier'), at(DAY, 11, 5))).toBe(at(DAY, 11, 5));
    expect(isPushOpen(strange, only('courier'), at(DAY, 11, 5))).toBe(true);
    expect(isPushOpen(strange, only('courier'), at(DAY, 23, 10))).toBe(false);
    expect(latestPush(strange, only('courier'), at(DAY, 11), 0)).toBeNull();
  });

  test('end the search even where the never hours of several take the whole day', () => {
    const strange = branchSchema.parse({
      windows: {
        ...branch.windows,
        rider: { ...branch.windows.rider, never: { from: '07:30', to: '22:00' } },
      },
    });
    const next = nextPush(strange, only('courier', 'rider'), at(DAY, 3));
    expect(next).toBe(at(DAY, 7, 31));
    expect(isPushOpen(strange, only('courier', 'rider'), next)).toBe(true);
  });
});

const clock = fc.integer({ min: 0, max: 24 * 60 - 1 });
const hhmm = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const window = fc
  .tuple(clock, clock)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ from: hhmm(Math.min(a, b)), to: hhmm(Math.max(a, b)) }));
const never = fc.tuple(clock, fc.integer({ min: 0, max: 12 * 60 })).map(([from, length]) => ({
  from: hhmm(from),
  to: hhmm((from + length) % (24 * 60)),
}));
const hours = fc.record({
  meetings: fc.constant([{ from: '10:00', to: '11:00' }]),
  pushes: fc.array(window, { minLength: 1, maxLength: 3 }),
  never,
});
const settings = fc
  .record({ courier: hours, rider: hours, driver: hours, office: hours })
  .map((windows) => branchSchema.parse({ windows }));
const listening = fc.shuffledSubarray([...occupations], { minLength: 1 }).map((list) => only(...list));
const instant = fc.integer({ min: 0, max: 400 * DAY_MS }).map((offset) => shanghaiInstant('2026-01-01') + offset);

const isNever = ({ windows }: Branch, { occupations: list }: Listeners, when: number) => {
  const now = shanghaiHourMinute(when);
  return list.some((occupation) => {
    const { from, to } = windows[occupation].never;
    return from <= to ? from <= now && now < to : now >= from || now < to;
  });
};
const inWindowOf = ({ windows }: Branch, occupation: Listeners['occupations'][number], when: number) => {
  const now = shanghaiHourMinute(when);
  return windows[occupation].pushes.some(({ from, to }) => from <= now && now < to);
};

describe('whatever the settings', () => {
  test('the next push is not before it is asked for, when it may be, and in nobody’s never hours', () => {
    fc.assert(
      fc.property(settings, listening, instant, (some, listeners, from) => {
        const next = nextPush(some, listeners, from);
        expect(next).toBeGreaterThanOrEqual(from);
        expect(next - from).toBeLessThanOrEqual(2 * DAY_MS);
        expect(isPushOpen(some, listeners, next)).toBe(true);
        expect(shanghaiTime(next).minute % 30).not.toBe(0);
        const isAlwaysNever = Array.from({ length: 24 * 60 }, (_, index) => from + index * MINUTE_MS).every((each) =>
          isNever(some, listeners, each),
        );
        if (!isAlwaysNever) expect(isNever(some, listeners, next)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('a planned instant lies 2–9 minutes in an open stretch, within the windows of the largest and in nobody’s never hours', () => {
    fc.assert(
      fc.property(settings, listening, instant, (some, listeners, from) => {
        const planned = latestPush(some, listeners, from, 0);
        if (planned === null) return;
        expect(planned).toBeLessThanOrEqual(from);
        expect(from - planned).toBeLessThan(2 * DAY_MS);
        expect(nextPush(some, listeners, planned)).toBe(planned);
        expect(shanghaiTime(planned).second).toBe(0);
        const isOpenFor = (minutes: number) => isPushOpen(some, listeners, planned - minutes * MINUTE_MS);
        expect(isOpenFor(1) && isOpenFor(2)).toBe(true);
        expect(isNever(some, listeners, planned)).toBe(false);
        expect(inWindowOf(some, listeners.occupations[0]!, planned)).toBe(true);
        const begins = Array.from({ length: 11 }, (_, minutes) => minutes).find((minutes) => !isOpenFor(minutes));
        // A stretch that goes on over midnight begins anew with the day.
        const sinceMidnight = (planned - shanghaiInstant(shanghaiIso(planned).slice(0, 10))) / MINUTE_MS;
        expect(Math.min(begins ?? 99, sinceMidnight + 1) - 1).toBeLessThanOrEqual(9);
      }),
      { numRuns: 300 },
    );
  });

  test('the soonest push is not after the next one, and the latest not after its limit', () => {
    fc.assert(
      fc.property(settings, listening, instant, fc.integer({ min: 0, max: 3 * DAY_MS }), (some, listeners, from, length) => {
        const soonest = soonestPush(some, listeners, from);
        expect(soonest).toBeGreaterThanOrEqual(from);
        expect(soonest).toBeLessThanOrEqual(nextPush(some, listeners, from));
        expect(isPushOpen(some, listeners, soonest)).toBe(true);
        expect(soonestPush(some, listeners, soonest)).toBe(soonest);
        const latest = latestPush(some, listeners, from + length, from);
        const isPlanned = latestPush(some, listeners, from, 0) !== null;
        if (latest === null) expect(!isPlanned || nextPush(some, listeners, from) > from + length).toBe(true);
        else expect(latest >= from && latest <= from + length).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('with the defaults every planned instant is in the windows of all who listen', () => {
    fc.assert(
      fc.property(instant, (from) => {
        const planned = nextPush(branch, groupListeners(branch, 'mixed'), from);
        expect(['courier', 'rider'].every((occupation) => inWindowOf(branch, occupation as 'courier', planned))).toBe(true);
        expect(shanghaiHourMinute(planned)).toMatch(/^21:0[2-9]$/);
      }),
    );
  });
});
