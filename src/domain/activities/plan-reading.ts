// What words ask of a plan as a whole: the wish, what changes a draft, what moves an activity.
import { z } from 'zod';
import { type Activity, activityModes } from '../../core/activity.ts';
import type { Branch } from '../../core/branch.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Answer } from '../../core/handler.ts';
import type { Wish, WishSaid } from '../../core/planner.ts';
import { shanghaiDate, shanghaiHourMinute } from '../../core/shanghai.ts';
import { type PlanActivitySlots, planActivitySlots } from '../../core/slots.ts';
import { kindWords } from '../words/activities.ts';
import { asksAside } from '../words/drafts.ts';
import { heardPlan } from '../words/planning.ts';
import type { Change } from './changing.ts';
import type { DraftChanges } from './drafts.ts';
import { nameMatches } from './finding.ts';
import { capacityIn, groupsNamed, modeIn, placeIn, shiftIn, themeIn, titleIn } from './plan-words.ts';
import { sessionsAhead } from './sessions.ts';
import { wishSchema } from './wish-schema.ts';

type Words = Extract<Answer, { kind: 'words' }>;

export const TITLE_MAX = 30;

/** How an activity is to be moved, before it is known which one. */
export const moveSchema = z.object({
  wish: wishSchema.nullable(),
  shiftMs: z.number().nullable(),
  place: z.string().nullable(),
  mode: z.enum(activityModes).nullable(),
  insist: z.boolean(),
});
export type Move = z.infer<typeof moveSchema>;

/** The words' own wish; where they hold none, what the slots say. */
export function wishOf({ start, end }: PlanActivitySlots, said: WishSaid): Wish | null {
  if (said.kind === 'said') return said.wish;
  if (start === null) return null;
  const [startAt, endAt] = [Date.parse(start), end === null ? null : Date.parse(end)];
  if (Number.isNaN(startAt)) return null;
  const hours = {
    start: shanghaiHourMinute(startAt),
    ...(endAt !== null && !Number.isNaN(endAt) && { end: shanghaiHourMinute(endAt) }),
  };
  return { date: shanghaiDate(startAt), ...hours };
}

/** A number that cannot be goes before one that was understood: it is what has to be spoken of. */
export function capacityOf(slot: number | null, words: string, max: number): number | null {
  const said = capacityIn(words);
  const isOdd = typeof said === 'number' && (said < 1 || said > max);
  return isOdd || slot === null ? (said === 'unlimited' ? null : said) : slot;
}

/** Words that name something else than the activity spoken of. */
export function namesAnother(frames: Words['frames'], { title, kind }: Pick<Activity, 'title' | 'kind'>): boolean {
  const named = frames.find(({ intent }) => intent === 'plan_activity')?.slots.title;
  if (typeof named !== 'string') return false;
  return [title, ...kindWords[kind]].every((name) => nameMatches(name, named) === 0);
}

/** Something beside the plan is asked for. */
export const asksElse = ({ frames }: Words): boolean =>
  frames.some(({ intent }) => intent !== 'plan_activity' && intent !== 'smalltalk');

/** What words change of the draft; null = they are no answer to it. @param until the deadline they tell, ms */
export function changesIn(branch: Branch, draft: Activity, answer: Words, until: number | null): DraftChanges | null {
  const { words, wish, frames } = answer;
  const plan = frames.find(({ intent }) => intent === 'plan_activity');
  const slots = plan ? planActivitySlots.safeParse(plan.slots).data : undefined;
  const title = titleIn(words);
  const isNamed = slots?.title != null || (slots?.kind != null && slots.kind !== 'other');
  const isNew = isNamed && (heardPlan.makes.test(words) || (heardPlan.holds.test(words) && !heardPlan.changes.test(words)));
  const isOther = isNew || (title === null && namesAnother(frames, draft));
  const isChange = heardPlan.changes.test(words) || heardPlan.onlyGroups.test(words);
  if (heardPlan.question.test(words) || asksAside(words) || isOther || (asksElse(answer) && !isChange)) return null;
  const capacity = capacityIn(words) ?? slots?.capacity ?? null;
  const place = title === null ? (placeIn(words) ?? slots?.place ?? null) : null;
  const mode = modeIn(words) ?? slots?.mode ?? null;
  const theme = title === null ? themeIn(words) : null;
  const groups = heardPlan.onlyGroups.test(words) ? groupsNamed(branch, words, place) : null;
  const isHourSaid = wish.kind === 'said' && (wish.wish.start ?? wish.wish.part) !== undefined;
  const insists = heardPlan.insists.test(words);
  const changes: DraftChanges = {
    ...(wish.kind === 'said' && { wish: withoutRule(wish.wish) }),
    ...(title !== null && { title: title.slice(0, TITLE_MAX) }),
    ...(capacity !== null && { capacity: capacity === 'unlimited' ? null : capacity }),
    ...(place !== null && { place }),
    ...(mode !== null && { mode }),
    ...(theme !== null && { theme }),
    ...(groups !== null && { groups }),
    ...(until !== null && { signUpUntil: until }),
    ...(insists ? { insist: true } : isHourSaid && { insist: false }),
  };
  if (Object.keys(changes).length === 0) return null;
  const isTimeAlone = Object.keys(changes).every((key) => key === 'wish' || key === 'insist');
  // "Wang is on duty on Friday" names a day, too.
  return answer.isCommand && isTimeAlone && !insists ? null : changes;
}

/** What is wished for once. */
export function withoutRule({ every: _every, ...wish }: Wish): Wish {
  return wish;
}

/** @param slots null where the words were read for no intent */
export function moveIn(words: string, said: WishSaid, slots: PlanActivitySlots | null): Move {
  return {
    wish: slots ? wishOf(slots, said) : said.kind === 'said' ? said.wish : null,
    shiftMs: shiftIn(words),
    place: slots?.place ?? placeIn(words),
    mode: slots?.mode ?? modeIn(words),
    insist: heardPlan.insists.test(words),
  };
}

/** A shift by days keeps the hours, one by hours may leave the day. */
export function changeOf({ wish, shiftMs, place, mode, insist }: Move, activity: Activity, now: number): Change {
  const first = sessionsAhead(activity, now)[0];
  const rest = { insist, ...(place !== null && { place }), ...(mode !== null && { mode }) };
  if (shiftMs === null || !first) return { wish: wish && withoutRule(wish), ...rest };
  const at = first.start + shiftMs;
  const moved: Wish = { date: shanghaiDate(at), ...(shiftMs % DAY_MS !== 0 && { start: shanghaiHourMinute(at) }) };
  return { wish: { ...moved, ...(wish && withoutRule(wish)) }, ...rest };
}
