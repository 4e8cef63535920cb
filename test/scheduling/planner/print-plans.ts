// Prints plans, reminders and regular days of a fixed batch of requests; zones.test.ts runs it under several time zones.
import fc from 'fast-check';
import { anyRequest, planner, settings } from './requests.ts';

const plans = fc.sample(anyRequest, { numRuns: 300, seed: 20261111 }).map((request) => {
  const plan = planner.plan(request);
  const sessions = plan.kind === 'planned' ? plan.sessions : [];
  const reminders = sessions.map((session) =>
    session.occupations.map((occupation) => planner.remindersFor({ now: request.now, session, occupation, settings })),
  );
  return { request, plan, reminders };
});
const regularDays = Array.from({ length: 48 }, (_, index) =>
  planner.regularDay({
    year: 2025 + Math.floor(index / 12),
    month: (index % 12) + 1,
    rule: { kind: 'monthly_day', day: 31 },
    occupations: { courier: 9, office: 9 },
    settings,
  }),
);
process.stdout.write(JSON.stringify({ plans, regularDays }));
