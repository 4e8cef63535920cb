// What the `plan` command is asked, read strictly: a plan request, or one sentence about what is wrong with it.
import { z } from 'zod';
import { activityModes } from '../core/activity.ts';
import { branchSchema } from '../core/branch.ts';
import { occupations } from '../core/member.ts';
import { dayParts, type PlanRequest, type Wish } from '../core/planner.ts';
import { shanghaiDate, shanghaiHourMinute, shanghaiTime } from '../core/shanghai.ts';
import { dayOf } from '../scheduling/planner/days.ts';
import { planText as text } from './text.ts';

export type Reading = { kind: 'request'; request: PlanRequest } | { kind: 'refused'; say: string };

/** What holds where the request is silent. */
const defaults = branchSchema.parse({});

/** Absent, or null as JSON writers like to say it. */
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/;
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const day = z.string().regex(DAY);
const instant = z.string().regex(INSTANT);
const minutes = z.int().min(1).max(1_440);
const windows = branchSchema.shape.windows.unwrap().valueType.partial();

const wishSchema = z.strictObject({
  date: maybe(day),
  from: maybe(z.union([day, instant])),
  to: maybe(z.union([day, instant])),
  part: maybe(z.enum(dayParts)),
  start: maybe(clock),
  end: maybe(clock),
  durationMinutes: maybe(minutes),
});

const requestSchema = z.strictObject({
  now: instant,
  occupations: z.partialRecord(z.enum(occupations), z.int().min(0).max(10_000_000)),
  wish: wishSchema.nullish().transform((wish) => wish ?? wishSchema.parse({})),
  durationMinutes: maybe(minutes),
  mode: maybe(z.enum(activityModes)),
  insist: maybe(z.boolean()),
  seasons: maybe(branchSchema.shape.seasons.unwrap()),
  windows: maybe(z.partialRecord(z.enum(occupations), windows)),
  pause: maybe(z.strictObject({ reason: z.enum(['storm', 'heat', 'other']), until: day.nullish().default(null) })),
});
type Asked = z.infer<typeof requestSchema>;

const refused = (say: string): Reading => ({ kind: 'refused', say });

/** Reads the JSON text of one request. */
export function readRequest(input: string): Reading {
  let json: unknown;
  try {
    json = JSON.parse(input);
  } catch {
    return refused(text.noJson);
  }
  const parsed = requestSchema.safeParse(json);
  if (!parsed.success) return refused(sayIssue(parsed.error.issues));
  const asked = parsed.data;
  const { wish, pause } = asked;
  for (const said of [asked.now, wish.from, wish.to, pause?.until]) {
    const date = said?.slice(0, 10);
    if (date !== undefined && dayOf(date) === null) return refused(text.noSuchDay(date));
  }
  const now = instantOf(asked.now);
  const { year } = shanghaiTime(now);
  if (year < 2000 || year > 2098) return refused(text.wrong(['now']));
  if (wish.date !== undefined && (wish.from ?? wish.to) !== undefined) return refused(text.wrong(['wish', 'date']));
  if (asked.insist && ((wish.date ?? wish.from) === undefined || wish.start === undefined))
    return refused(text.wrong(['insist']));
  return { kind: 'request', request: requestOf(asked, now) };
}

/** A name that is not known explains what is missing beside it. */
function sayIssue(issues: readonly z.core.$ZodIssue[]): string {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const path = (issue?.path ?? []).map(String);
  if (issue?.code !== 'unrecognized_keys') return text.wrong(path);
  const where = path.join('.');
  const known = knownAt[where];
  return known ? text.unknown(where, issue.keys.join('、'), known) : text.wrong(path);
}

const knownAt: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(requestSchema.shape),
  occupations,
  windows: occupations,
  wish: Object.keys(wishSchema.shape),
};

/** Where no zone is given, Shanghai's. */
const instantOf = (said: string): number => Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(said) ? said : `${said}+08:00`);

function requestOf(asked: Asked, now: number): PlanRequest {
  const { durationMinutes, wish, pause } = asked;
  const given = Object.entries(asked.windows ?? {}) as [
    keyof typeof defaults.windows,
    Partial<typeof defaults.windows.courier>,
  ][];
  const windows = { ...defaults.windows };
  for (const [occupation, own] of given) windows[occupation] = { ...windows[occupation], ...own };
  return {
    now,
    occupations: withoutUndefined(asked.occupations),
    wish: withoutUndefined({
      ...wish,
      from: endOf(wish.from),
      to: endOf(wish.to),
      durationMinutes: wish.durationMinutes ?? durationMinutes,
    }),
    durationMinutes: durationMinutes ?? defaults.activities.minutes,
    mode: asked.mode ?? 'onsite',
    insist: asked.insist ?? false,
    settings: { windows, seasons: asked.seasons ?? defaults.seasons },
    pause: pause ?? null,
  };
}

/** A day as it is, an instant as the day and minute it is in Shanghai. */
function endOf(said: string | undefined): Wish['from'] {
  if (said === undefined || DAY.test(said)) return said;
  const at = instantOf(said);
  return `${shanghaiDate(at)}T${shanghaiHourMinute(at)}`;
}

type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const withoutUndefined = <T extends object>(value: T): Said<T> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Said<T>;
