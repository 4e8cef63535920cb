// Requests to plan, as tests make them up.
import fc from 'fast-check';
import { createCalendar } from '../../../src/calendar/index.ts';
import { type Branch, branchSchema } from '../../../src/core/branch.ts';
import { DAY_MS, MINUTE_MS } from '../../../src/core/clock.ts';
import { dayParts, type PlannedSession, type Planner, type PlanRequest } from '../../../src/core/planner.ts';
import { shanghaiDate, shanghaiHourMinute } from '../../../src/core/shanghai.ts';
import { createPlanner } from '../../../src/scheduling/planner/index.ts';
import { clockOf } from '../../../src/scheduling/planner/spans.ts';

export const calendar = createCalendar();
export const planner: Planner = createPlanner({ calendar });
export const settings: Pick<Branch, 'windows' | 'seasons'> = branchSchema.parse({});

/** Shanghai time. */
export const at = (wall: string): number => Date.parse(`${wall}:00+08:00`);

/** Monday, an ordinary week. */
export const NOW = at('2026-11-16T10:00');

export const request = (some: Partial<PlanRequest>): PlanRequest => ({
  now: NOW,
  occupations: { courier: 30 },
  wish: {},
  durationMinutes: 60,
  mode: 'onsite',
  settings,
  pause: null,
  ...some,
});

/** `2026-11-20 20:05–21:05 onsite courier` */
export const saySession = ({ start, end, mode, occupations }: PlannedSession): string =>
  `${shanghaiDate(start)} ${shanghaiHourMinute(start)}–${shanghaiHourMinute(end)} ${mode} ${occupations.join('+')}`;

/** Sessions as lines, notes as they are; or the kind of the refusal. */
export function planned(some: Partial<PlanRequest>) {
  const plan = planner.plan(request(some));
  return plan.kind === 'planned' ? { sessions: plan.sessions.map(saySession), notes: plan.notes } : plan;
}

/** Hours, modes and occupations do not matter here. */
export const daysOf = (some: Partial<PlanRequest>): string[] => {
  const plan = planner.plan(request(some));
  return plan.kind === 'planned' ? plan.sessions.map(({ start }) => shanghaiDate(start)) : [plan.kind];
};

/** Requests from anywhere in 2025–2028, most of which can be planned. */
export const anyRequest: fc.Arbitrary<PlanRequest> = fc
  .record({
    now: fc.integer({ min: at('2025-01-01T00:00') / MINUTE_MS, max: at('2028-12-31T00:00') / MINUTE_MS }),
    occupations: fc.record({ courier: people(), rider: people(), driver: people(), office: people() }, { requiredKeys: [] }),
    ahead: fc.integer({ min: 0, max: 300 }),
    days: fc.integer({ min: 0, max: 40 }),
    said: fc.constantFrom('date', 'range', 'nothing'),
    hours: fc.record(
      {
        part: fc.constantFrom(...dayParts),
        start: fc.integer({ min: 0, max: 95 }).map((quarter) => clockOf(quarter * 15)),
        durationMinutes: fc.constantFrom(30, 60, 90, 120, 200, 400),
      },
      { requiredKeys: [] },
    ),
    mode: fc.constantFrom('onsite', 'online', 'both'),
    pause: fc.option(fc.record({ reason: fc.constant('storm' as const), ahead: fc.integer({ min: 0, max: 20 }) }), { freq: 5 }),
  })
  .map(({ now: minute, occupations, ahead, days, said, hours, mode, pause }) => {
    const now = minute * MINUTE_MS;
    const day = (after: number) => shanghaiDate(now + after * DAY_MS);
    const when = { date: { date: day(ahead) }, range: { from: day(ahead), to: day(ahead + days) }, nothing: {} };
    return request({
      now,
      occupations,
      wish: { ...when[said as keyof typeof when], ...hours },
      mode: mode as PlanRequest['mode'],
      pause: pause && { reason: pause.reason, until: day(pause.ahead) },
    });
  });

function people() {
  return fc.integer({ min: 0, max: 40 });
}
