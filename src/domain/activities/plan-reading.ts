// What words ask of a plan as a whole: the wish, what changes a draft, what moves an activity.
import { z } from 'zod';
import { type Activity, activityModes } from '../../core/activity.ts';
import type { Branch } from '../../core/branch.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Answer } from '../../core/handler.ts';
import type { Message } from '../../core/message.ts';
import { kindTitles } from '../../core/phrases-activities.ts';
import { monthTitle } from '../../core/phrases-planned.ts';
import type { Wish, WishSaid } from '../../core/planner.ts';
import { shanghaiDate, shanghaiHourMinute, shanghaiInstant, shanghaiTime, startOfDay } from '../../core/shanghai.ts';
import { type PlanActivitySlots, planActivitySlots } from '../../core/slots.ts';
import { kindWords } from '../words/activities.ts';
import { asksForNotice } from '../words/broadcast.ts';
import { asksAside } from '../words/drafts.ts';
import { heardPlan, heardPlanCommand } from '../words/planning.ts';
import { saysTimeAlone } from '../words/times-alone.ts';
import type { Change } from './changing.ts';
import type { DraftChanges, DraftRequest } from './drafts.ts';
import { nameMatches } from './finding.ts';
import { capacityIn, groupsMeant, groupsNamed, modeIn, placeIn, placeOf, shiftIn, themeIn, titleIn } from './plan-words.ts';
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
  /** The wish names a weekday, of no week in particular. */
  isBareWeekday: z.boolean().default(false),
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

const isKindNamed = ({ kind }: Pick<PlanActivitySlots, 'kind'>, words: string): boolean =>
  kind !== null && kindWords[kind].some((word) => words.includes(word));

/** What somebody calls it; with a kind alone, the kind. */
export const nameSaid = (slots: PlanActivitySlots, words: string): string | null =>
  slots.title ?? (slots.kind === null || slots.kind === 'other' || !isKindNamed(slots, words) ? null : kindTitles[slots.kind]);

/** What is asked for as a whole. @param told the words without the deadline they tell, and its instant */
export function requestIn(
  { branch, now, message }: Pick<Doing, 'branch' | 'now'> & { message: Pick<Message, 'conversation'> },
  slots: PlanActivitySlots,
  said: WishSaid,
  { words, until }: { words: string; until: number | null },
) {
  const wish = wishOf(slots, said);
  const { every = null, ...hours } = wish ?? {};
  // What no word names, and no title, was guessed.
  const isNamed = slots.title !== null || isKindNamed(slots, words);
  const kind = isNamed ? (slots.kind ?? 'other') : 'other';
  const title = slots.title?.slice(0, TITLE_MAX) ?? '';
  const isNameless =
    [...title].length < 2 || heardPlan.noTitle.test(title) || (kind === 'party_day' && kindWords.party_day.includes(title));
  const place = placeOf(slots.place, words);
  const theme = themeIn(words);
  const monthly = monthTitle(shanghaiTime(now).month, kindTitles[kind]);
  const request: DraftRequest = {
    title: !isNameless ? title : every ? kindTitles[kind] : monthly,
    kind,
    theme: theme !== null && title.includes(theme) ? null : theme,
    place,
    capacity: capacityOf(slots.capacity, words, branch.activities.capacityMax),
    mode: slots.mode ?? modeIn(words) ?? 'onsite',
    groups: groupsMeant(branch, words, place, message.conversation),
    wish: hours,
    insist: hours.start !== undefined && heardPlan.insists.test(words),
    signUpUntil: until,
  };
  return {
    request,
    every,
    isMonthTitle: isNameless && !every,
    isProposed: wish === null,
    isAnything: isNamed || theme !== null || heardPlan.makes.test(words),
  };
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
  const bare = draft.place === null ? placeAlone(words) : null;
  const isChange =
    heardPlan.changes.test(words) || heardPlan.onlyGroups.test(words) || heardPlan.length.test(words) || bare !== null;
  if (heardPlan.question.test(words) || asksAside(words) || isOther || (asksElse(answer) && !isChange)) return null;
  // Whatever days and hours a notice speaks of are its own.
  if (asksForNotice(words)) return null;
  const capacity = capacityIn(words) ?? slots?.capacity ?? null;
  const place = title === null ? (placeIn(words) ?? slots?.place ?? bare) : null;
  const mode = modeIn(words) ?? slots?.mode ?? null;
  const theme = title === null ? themeIn(words) : null;
  const groups = heardPlan.onlyGroups.test(words) ? groupsNamed(branch, words, place) : null;
  const isHourSaid = wish.kind === 'said' && (wish.wish.start ?? wish.wish.part) !== undefined;
  const insists = heardPlan.insists.test(words);
  const isDaySaid = wish.kind === 'said' && (wish.wish.date ?? wish.wish.start) !== undefined;
  const shifted = isDaySaid ? null : shiftOf(words, draft);
  const changes: DraftChanges = {
    ...(wish.kind === 'said' && { wish: wishFor(draft, withoutRule(wish.wish), heardPlan.weekday.test(words)) }),
    ...(shifted !== null && { wish: shifted }),
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
  const isByTheWay = Object.keys(changes).every((key) => ['wish', 'insist', 'theme', 'groups'].includes(key));
  const isTime = Object.keys(changes).every((key) => ['wish', 'insist'].includes(key));
  // "Zhou is away tomorrow" names a day as well.
  const isSaidOfIt = shifted !== null || insists || [heardPlan.moves, heardPlan.length].some((pattern) => pattern.test(words));
  if (isTime && !isSaidOfIt && !saysTimeAlone(words, [draft.title, ...kindWords[draft.kind]])) return null;
  // "Wang is on duty on Friday" names a day, too, and material to learn from a matter and a length.
  return answer.isCommand && isByTheWay && !insists && !isChange && shifted === null ? null : changes;
}

/** "Put it off by a day", of the plan itself. */
function shiftOf(words: string, { title, kind, sessions }: Activity): Wish | null {
  const shiftMs = shiftIn(words);
  const start = sessions[0]?.start;
  if (shiftMs === null || start === undefined) return null;
  const name = heardPlanCommand.shift.exec(words)?.groups?.name ?? title;
  const isOther = [title, ...kindWords[kind]].every((each) => nameMatches(each, name) === 0);
  if (isOther && !heardPlan.nameless.test(name)) return null;
  const at = start + shiftMs;
  return { date: shanghaiDate(at), ...(shiftMs % DAY_MS !== 0 && { start: shanghaiHourMinute(at) }) };
}

/** The place that the words name and nothing else. */
export const placeAlone = (words: string): string | null => heardPlan.barePlace.exec(words)?.groups?.place ?? null;

const mondayOf = (at: number): number => startOfDay(at) - (shanghaiTime(at).weekday - 1) * DAY_MS;

/** Said of something that is held in a later week, a weekday without a week is that week's. */
function wishFor({ sessions }: Pick<Activity, 'sessions'>, wish: Wish, isBareWeekday: boolean): Wish {
  const held = sessions[0]?.start;
  if (held === undefined || wish.date === undefined || !isBareWeekday) return wish;
  const said = shanghaiInstant(wish.date);
  const late = Math.max(0, mondayOf(held) - mondayOf(said));
  return { ...wish, date: shanghaiDate(said + late) };
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
    isBareWeekday: heardPlan.weekday.test(words),
  };
}

/** The move that was shown, with what these words want otherwise; null = they want nothing of it. */
export function moveAfresh(move: Move, activity: Activity, answer: Words): Move | null {
  const { words, isCommand } = answer;
  if (asksElse(answer) || namesAnother(answer.frames, activity) || heardPlan.question.test(words) || asksAside(words))
    return null;
  const moved = moveIn(words, answer.wish, null);
  const { wish, place, mode, insist } = moved;
  const isTimeAlone = place === null && mode === null;
  if (!insist && isTimeAlone && (wish === null || isCommand)) return null;
  return {
    wish: wish ?? move.wish,
    shiftMs: wish === null ? move.shiftMs : null,
    place: place ?? move.place,
    mode: mode ?? move.mode,
    insist: insist || (move.insist && wish === null),
    isBareWeekday: wish === null ? move.isBareWeekday : moved.isBareWeekday,
  };
}

/** A shift by days keeps the hours, one by hours may leave the day. */
export function changeOf({ wish, shiftMs, place, mode, insist, isBareWeekday }: Move, activity: Activity, now: number): Change {
  const first = sessionsAhead(activity, now)[0];
  const rest = { insist, ...(place !== null && { place }), ...(mode !== null && { mode }) };
  if (shiftMs === null || !first) return { wish: wish && wishFor(activity, withoutRule(wish), isBareWeekday), ...rest };
  const at = first.start + shiftMs;
  const moved: Wish = { date: shanghaiDate(at), ...(shiftMs % DAY_MS !== 0 && { start: shanghaiHourMinute(at) }) };
  return { wish: { ...moved, ...(wish && withoutRule(wish)) }, ...rest };
}
