// `npm run plan`: one request on stdin, sessions, reminders and the reasons on stdout.
import { text as readText } from 'node:stream/consumers';
import { createCalendar } from '../calendar/index.ts';
import { messageOf } from '../core/errors.ts';
import type { Occupation } from '../core/member.ts';
import { sayPlanNote } from '../core/phrases-plan-notes.ts';
import type { Plan, PlannedReminder, PlannedSession, Planner, PlanRequest } from '../core/planner.ts';
import { shanghaiIso } from '../core/shanghai.ts';
import { createPlanner } from '../scheduling/planner/index.ts';
import { readRequest } from './plan-request.ts';
import { planText } from './text.ts';

export type PlanAnswer =
  | { kind: 'planned'; json: { sessions: object[]; reminders: object[]; notes: string[] } }
  | { kind: 'refused'; say: string };

/** Answers the JSON text of one request: what the command prints, or why there is no plan, in one sentence. */
export function answerPlan(input: string, planner: Planner): PlanAnswer {
  const reading = readRequest(input);
  if (reading.kind === 'refused') return reading;
  const { request } = reading;
  const plan = planner.plan(request);
  if (plan.kind !== 'planned') return { kind: 'refused', say: sayRefusal(plan) };
  const sessions = plan.sessions.map((session) => ({
    ...session,
    start: shanghaiIso(session.start),
    end: shanghaiIso(session.end),
  }));
  const reminders = plan.sessions
    .flatMap((session, index) => remindersOf(planner, request, session).map((reminder) => ({ ...reminder, session: index })))
    .sort((a, b) => a.at - b.at || a.session - b.session)
    .map((reminder) => ({ ...reminder, at: shanghaiIso(reminder.at) }));
  return { kind: 'planned', json: { sessions, reminders, notes: plan.notes.map(sayPlanNote) } };
}

/** Of one session; those who are reminded at the same instant together. */
function remindersOf(planner: Planner, { now, settings }: PlanRequest, session: PlannedSession): PlannedReminder[] {
  const rounds = new Map<number, Occupation[]>();
  for (const occupation of session.occupations)
    for (const at of planner.remindersFor({ now, session, occupation, settings }))
      rounds.set(at, [...(rounds.get(at) ?? []), occupation]);
  return [...rounds].map(([at, who]) => ({ at, for: who }));
}

function sayRefusal(refusal: Exclude<Plan, { kind: 'planned' }>): string {
  switch (refusal.kind) {
    case 'no_such_day':
      return planText.noSuchDay(refusal.day);
    case 'past':
      return planText.past;
    case 'end_before_start':
      return planText.endBeforeStart;
    case 'too_far':
      return planText.tooFar;
    case 'nobody':
      return planText.nobody;
  }
}

async function main(options: readonly string[]): Promise<void> {
  const answer: PlanAnswer = options[0]
    ? { kind: 'refused', say: planText.option(options[0]) }
    : answerPlan(await readText(process.stdin), createPlanner({ calendar: createCalendar() }));
  if (answer.kind === 'planned') process.stdout.write(`${JSON.stringify(answer.json)}\n`);
  else {
    process.stderr.write(`${answer.say}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`plan: ${messageOf(error)}\n`);
    process.exitCode = 1;
  });
}
