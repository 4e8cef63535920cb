// Drafts: what the secretary asked for, as the planner would hold it, waiting for a yes.
import { z } from 'zod';
import type { Activity, ActivityKind, ActivityMode } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Plan, Wish } from '../../core/planner.ts';
import { shanghaiDate, shanghaiTime } from '../../core/shanghai.ts';
import type { Transaction } from '../../core/store.ts';
import { remember } from '../decisions.ts';
import { heardPlan } from '../words/planning.ts';
import { type Cost, costOf } from './cost.ts';
import { type DeadlineFault, faultOf } from './deadline.ts';
import { mergeWish, planFor, sayNotes } from './planning.ts';
import { forgetPendingSeries, hoursOf } from './series-records.ts';
import { wishSchema } from './wish-schema.ts';

export interface DraftRequest {
  title: string;
  kind: ActivityKind;
  theme: string | null;
  place: string | null;
  /** People in all; null = no limit. */
  capacity: number | null;
  mode: ActivityMode;
  /** Ids of the branch's groups; others are left out. */
  groups: readonly string[];
  wish: Wish;
  /** Exactly the hour wished for, whatever the windows say. */
  insist?: boolean;
  /** ms; null = until it begins. */
  signUpUntil?: number | null;
  seriesId?: string | null;
}

export type PlanRefusal = Exclude<Plan, { kind: 'planned' }>;
export type DraftRefusal = PlanRefusal | DeadlineFault | { kind: 'no_group' } | { kind: 'capacity_impossible'; max: number };
export type DraftOutcome = { kind: 'drafted'; activity: Activity; cost: Cost } | DraftRefusal;

/** What was asked for, so that a change keeps the rest of it. Goes with the draft. */
const wantedSchema = z.object({ wish: wishSchema, insist: z.boolean(), mode: z.enum(['onsite', 'online', 'both']) });
export type Asked = z.infer<typeof wantedSchema>;

const wanted = (tx: Transaction) => tx.collection('drafts', wantedSchema);

/** Plans and keeps a draft; an older draft of the author goes. */
export async function createDraft(doing: Doing, author: Member, request: DraftRequest): Promise<DraftOutcome> {
  const made = await makeActivity(doing, author.id, request);
  if (made.kind !== 'drafted') return made;
  const { activity, why } = made;
  for (const older of await doing.tx.activities.list(['draft'])) {
    if (older.createdBy === author.id && older.id !== activity.id) await dropDraft(doing, older.id);
  }
  const { wish, insist = false, mode } = request;
  await wanted(doing.tx).put(activity.id, { wish, insist, mode }, doing.now);
  if (why !== null) await remember(doing.tx, author.id, why, doing.now);
  return { kind: 'drafted', activity, cost: await costOf(doing, activity) };
}

/** An activity in the state `draft`, beside whatever drafts there are. `why`: the line for the author where the planner moved it. */
export async function makeActivity(
  doing: Doing,
  createdBy: string,
  request: DraftRequest,
): Promise<{ kind: 'drafted'; activity: Activity; why: string | null } | DraftRefusal> {
  const planned = await planRequest(doing, request);
  if (planned.kind !== 'planned') return planned;
  const { sessions, mode, groups, notes, why } = planned;
  const { title, kind, theme, place, capacity, insist = false, signUpUntil = null, seriesId = null } = request;
  const fault = faultOf(signUpUntil, sessions, doing.now);
  if (fault) return fault;
  const activity = await doing.tx.activities.add({
    ...{ title, kind, theme, place, capacity, mode, groups, notes, seriesId, createdBy, sessions },
    status: 'draft',
    signUpUntil,
    insisted: insist,
    createdAt: doing.now,
  });
  return { kind: 'drafted', activity, why };
}

async function planRequest(doing: Doing, request: Pick<DraftRequest, 'groups' | 'capacity' | 'mode' | 'wish' | 'insist'>) {
  const { branch } = doing;
  const known = new Set(branch.groups.map(({ id }) => id));
  const groups = [...new Set(request.groups)].filter((id) => known.has(id));
  if (groups.length === 0) return { kind: 'no_group' } as const;
  const { capacityMax: max } = branch.activities;
  const { capacity, mode, wish, insist = false } = request;
  const isPossible = capacity === null || (Number.isInteger(capacity) && capacity >= 1 && capacity <= max);
  if (!isPossible) return { kind: 'capacity_impossible', max } as const;
  const plan = await planFor(doing, { groups, mode, wish, insist });
  if (plan.kind !== 'planned') return plan;
  const { lines, why } = sayNotes(plan.notes);
  return { kind: 'planned', sessions: plan.sessions, mode: modeOf(plan.sessions, mode), groups, notes: lines, why } as const;
}

/** Where the whole month is taken, the planner holds it online. */
export function modeOf(sessions: readonly { mode: 'onsite' | 'online' }[], mode: ActivityMode): ActivityMode {
  return sessions.every((session) => session.mode === 'online') ? 'online' : mode;
}

export type DraftChanges = Partial<Omit<DraftRequest, 'seriesId'>>;

/**
 * The draft with something changed; what is not said stays. A new hour alone keeps the day that was proposed, insisting goes back to
 * what was wished for. A change that cannot be leaves the draft as it was; `gone`: it was dropped or published meanwhile.
 */
export async function reviseDraft(
  doing: Doing,
  activityId: string,
  changes: DraftChanges,
): Promise<DraftOutcome | { kind: 'gone' }> {
  const { tx, now } = doing;
  const draft = await tx.activities.lock(activityId);
  const asked = await wanted(tx).get(activityId);
  if (draft?.status !== 'draft' || !asked) return { kind: 'gone' };
  const { wish: newWish, insist = asked.insist, mode = asked.mode, groups = draft.groups, ...facts } = changes;
  const wish = reviseWish(draft, asked.wish, newWish, changes.insist ?? false);
  const changed = { ...draft, ...facts };
  const planned = await planRequest(doing, { groups, mode, wish, insist, capacity: changed.capacity });
  if (planned.kind !== 'planned') return planned;
  const fault = faultOf(changed.signUpUntil, planned.sessions, now);
  if (fault) return fault;

  await tx.activities.save({
    ...changed,
    ...{ groups: planned.groups, mode: planned.mode, notes: planned.notes },
    insisted: insist,
  });
  await tx.activities.setSessions(activityId, planned.sessions);
  await wanted(tx).put(activityId, { wish, insist, mode }, now);
  if (planned.why !== null) await remember(tx, draft.createdBy, planned.why, now);
  const activity = (await tx.activities.byId(activityId)) as Activity;
  return { kind: 'drafted', activity, cost: await costOf(doing, activity) };
}

/** The draft under a title that names the month it is held in. */
export async function withMonthHeld(doing: Doing, drafted: Extract<DraftOutcome, { kind: 'drafted' }>) {
  const { title, sessions, id } = drafted.activity;
  const { month } = shanghaiTime(sessions[0]?.start ?? doing.now);
  const held = title.replace(heardPlan.monthBefore, `${month}`);
  if (held === title) return drafted;
  const outcome = await reviseDraft(doing, id, { title: held });
  return outcome.kind === 'drafted' ? outcome : drafted;
}

function reviseWish(draft: Activity, asked: Wish, said: Wish | undefined, insists: boolean): Wish {
  const wish = said ? mergeWish(asked, said) : asked;
  const isDaySaid = said?.date !== undefined || said?.from !== undefined || said?.to !== undefined;
  const start = draft.sessions[0]?.start;
  if (isDaySaid || start === undefined || (insists && asked.date !== undefined)) return wish;
  if (said === undefined && !insists) return wish;
  const { from: _from, to: _to, ...rest } = wish;
  return { ...rest, date: shanghaiDate(start) };
}

/** Nobody wants it; with the series it was to begin. False when it is no draft any more. */
export async function dropDraft({ tx }: Doing, activityId: string): Promise<boolean> {
  const draft = await tx.activities.lock(activityId);
  if (draft?.status !== 'draft') return false;
  await tx.activities.remove(activityId);
  await wanted(tx).remove(activityId);
  if (draft.seriesId !== null) await forgetPendingSeries(tx, draft.seriesId);
  return true;
}

/** The hours that were asked for, without their day. */
export async function hoursWanted({ tx }: Doing, activityId: string): Promise<Wish> {
  const asked = await wanted(tx).get(activityId);
  return asked ? hoursOf(asked.wish) : {};
}

/** What was asked for, forgotten on the way: it is of no use once the draft is published. */
export async function takeWanted(tx: Transaction, activityId: string): Promise<Asked | undefined> {
  const asked = await wanted(tx).get(activityId);
  await wanted(tx).remove(activityId);
  return asked;
}
