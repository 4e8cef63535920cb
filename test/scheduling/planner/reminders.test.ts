import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/core/clock.ts';
import { type Occupation, occupations } from '../../../src/core/member.ts';
import { shanghaiHourMinute, shanghaiIso } from '../../../src/core/shanghai.ts';
import { nextPush } from '../../../src/domain/pushes/off-peak.ts';
import { minuteOf } from '../../../src/scheduling/planner/spans.ts';
import { at, planner, settings } from './requests.ts';

const remindersOf = (occupation: Occupation, now: number, start: number) =>
  planner.remindersFor({ now, session: { start }, occupation, settings });

const branch = { windows: settings.windows, groups: [] };
const nextPushOf = (occupation: Occupation, from: number) => nextPush(branch, { occupations: [occupation], group: null }, from);

describe('reminders', () => {
  it('are the last push before three days, a day and an hour', () => {
    const said = remindersOf('courier', at('2026-11-16T10:00'), at('2026-11-25T20:05')).map((each) =>
      shanghaiIso(each).slice(0, 15),
    );
    // The evening push of the day before may come after 20:05: then it is the noon one.
    expect(said[0]).toMatch(/2026-11-22T(20:0|12:3)/);
    expect(said[1]).toMatch(/2026-11-24T(20:0|12:3)/);
    expect(said[2]).toBe('2026-11-25T12:3');
  });

  it('are two when two fall together', () => {
    // A day and an hour before an early session, the last push is the same one.
    const some = remindersOf('rider', at('2026-11-20T21:30'), at('2026-11-21T14:00'));
    expect(some).toHaveLength(0);
    const early = remindersOf('office', at('2026-11-16T08:00'), at('2026-11-18T09:30'));
    expect(new Set(early).size).toBe(early.length);
  });

  it('are one, however late, when nothing better is left', () => {
    const now = at('2026-11-18T13:58');
    const only = nextPushOf('rider', now);
    expect(remindersOf('rider', now, at('2026-11-18T14:40'))).toEqual([only]);
    expect(remindersOf('rider', now, at('2026-11-18T14:12'))).toEqual([only]);
    expect(remindersOf('rider', now, only)).toEqual([]);
  });
});

it('come at planned minutes of push windows, in order, once, in time, and at least once where that can be', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...occupations),
      fc.integer({ min: at('2025-01-01T00:00') / MINUTE_MS, max: at('2028-12-31T00:00') / MINUTE_MS }),
      fc.integer({ min: 1, max: 10 * 24 * 60 }),
      (occupation, minute, ahead) => {
        const now = minute * MINUTE_MS;
        const start = now + ahead * MINUTE_MS;
        const some = remindersOf(occupation, now, start);
        expect(some).toEqual([...new Set(some)].sort((a, b) => a - b));
        expect(some.length).toBeLessThanOrEqual(3);
        for (const each of some) {
          const minutes = minuteOf(shanghaiHourMinute(each));
          const into = settings.windows[occupation].pushes.map(({ from }) => minutes - minuteOf(from));
          expect(
            into.some((after) => after >= 2 && after <= 9),
            shanghaiIso(each),
          ).toBe(true);
          expect(minutes % 30).not.toBe(0);
          expect(each).toBeGreaterThanOrEqual(now);
          expect(each).toBeLessThan(start);
          if (some.length > 1) expect(start - each).toBeGreaterThanOrEqual(15 * MINUTE_MS);
        }
        const first = nextPushOf(occupation, now);
        expect(some.length > 0, `${shanghaiIso(now)} ${shanghaiIso(start)}`).toBe(first < start);
        // With so much time nothing but the planned rounds.
        if (ahead * MINUTE_MS > 5 * DAY_MS) expect(start - some.at(-1)!).toBeGreaterThanOrEqual(HOUR_MS);
      },
    ),
    { numRuns: 600 },
  );
});
