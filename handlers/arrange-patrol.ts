import { z } from 'zod';
import { DAY_MS } from '../src/core/clock.ts';
import { type Answer, defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import type { Member } from '../src/core/member.ts';
import { patrolPhrases, sayPatrolDays, sayPatrollers, saySomePatrols, sayWeekly } from '../src/core/phrases-patrol.ts';
import { shanghaiTime, startOfDay } from '../src/core/shanghai.ts';
import { type PatrolHalf, patrolHalves } from '../src/core/slots.ts';
import {
  ARRANGED,
  ARRANGED_KEPT_MS,
  type Arranged,
  forgetArranged,
  lastArranged,
  noteArranged,
  type PlannedPatrols,
  plannedSchema,
} from '../src/domain/patrol/arranged.ts';
import { concernedBy, give, giveWeekly, type PatrolOrder } from '../src/domain/patrol/arranging.ts';
import { daysOf, patrolsOn } from '../src/domain/patrol/days.ts';
import { peopleCalled } from '../src/domain/patrol/people.ts';
import { patrolsFrom, peopleOf } from '../src/domain/patrol/roster.ts';
import { type PatrolSaid, weekdaysOf } from '../src/domain/words/patrol-days.ts';
import {
  type PatrolCorrection,
  type PatrolGiven,
  patrolCorrected,
  patrolGiven,
  patrolWanted,
} from '../src/domain/words/patrol-giving.ts';

const title = '排巡查';

const text = {
  ok: (line: string) => `好，${line}。`,
  given: (slots: string, names: string) => `${slots}：${names}`,
  sayIfBusy: '没空的跟我说一声就行。',
  calledOff: (slots: string) => `${slots}取消了`,
  added: (slots: string, names: string) => `${slots}加上${names}`,
  addedAlready: (slots: string, names: string) => `${slots}本来就有${names}，没有改`,
  dropped: (slots: string, names: string) => `${slots}不排${names}了`,
  swapped: (slots: string, off: string, names: string) => `${slots}${off}换成${names}`,
  notOn: (slots: string, names: string) => `${slots}没排${names}，没有改`,
  notOnAtAll: (names: string) => `这几天没排${names}巡查，没有改`,
  end: '。',
  now: (names: string) => `现在是：${names}。`,
  nobodyNow: '现在没人，要排直接说谁来。',
  severalHead: '好，排好了：',
  weekly: (weekly: string) => `以后${weekly}`,
  weeklyOff: (weekly: string) => `${weekly}不排了`,
  back: (slots: string, names: string) => `好，${slots}照旧：${names}。`,
  howTo: '谁去？直接说，比如“下周一到周五早巡老周，晚巡小吴”。',
  staffOnly: '巡查由书记来排。自己想去就说“明早我来巡”。',
  askHalf: (day: string, names: string) => `${day}${names}早巡还是晚巡？回 1 早巡，回 2 晚巡，回 3 都巡。`,
  noSuchDay: '没有这一天，看看日期对不对。',
  unknown: (name: string) => `名册里没有叫“${name}”的人，没有改。`,
  guest: (name: string) => `“${name}”还没进名册，没有改。他自己说“明早我来巡”就行。`,
  namesakes: (name: string, count: number) => `名册里有 ${count} 个叫“${name}”的人，没有改，请先改成不同的名字。`,
};

type Context = HandlerContext<unknown>;

/** A name so long is rather something else. */
const NAME_MAX = 3;
/** An order without a day is of so many. */
const OWN_DAYS = 7;
/** So far ahead days are arranged by themselves. */
const AHEAD_DAYS = 31;
const ALL: readonly (readonly PatrolHalf[])[] = [['morning'], ['evening'], patrolHalves];
const idsOf = (people: readonly Member[]): string[] => people.map(({ id }) => id);
const halvesChosen = (answer: Answer): readonly PatrolHalf[] | undefined =>
  answer.kind === 'choice' ? ALL[answer.choice - 1] : undefined;

/** @returns null when somebody is not known, which was said, or when it is no order after all */
async function peopleSaid(ctx: Context, names: readonly string[], given: PatrolGiven): Promise<Member[] | null> {
  const called = await peopleCalled(ctx, names, ctx.member);
  if (called.kind === 'found') return called.people;
  // "The passage is blocked" said of a patrol names nobody.
  const [part] = given.parts;
  const isOrder =
    given.isNamed &&
    given.parts.length === 1 &&
    (part?.deed === 'swap' || part?.deed === 'add' || given.isRoster) &&
    (called.name?.length ?? 0) <= NAME_MAX;
  if (given.isLoose && called.kind === 'unknown' && !called.isAny && !isOrder) ctx.pass();
  else if (called.kind === 'several') ctx.reply(text.namesakes(called.name, called.count));
  else ctx.reply(called.kind === 'guest' ? text.guest(called.name) : text.unknown(called.name));
  return null;
}

/** Talk that sounds like it names nobody of the roster. */
async function refuseOthers(ctx: HandlerContext<PatrolGiven>): Promise<void> {
  const [part] = ctx.slots.parts;
  const isOrder = ctx.slots.isNamed && part !== undefined && part.deed !== 'drop' && part.names.length > 0;
  const called = isOrder ? await peopleCalled(ctx, part.names, ctx.member) : null;
  if (called?.kind === 'found') ctx.reply(text.staffOnly);
  else ctx.pass();
}

async function giveSaid(ctx: HandlerContext<PatrolGiven>): Promise<void> {
  if (!isAllowed(ctx.member.role, 'staff')) return await refuseOthers(ctx);
  if (!ctx.isProven(title)) return;
  const { slots: given, now } = ctx;
  const planned: PlannedPatrols[] = [];
  for (const { deed, said, isWeekly, names, off } of given.parts) {
    const people = await peopleSaid(ctx, [...names, ...off], given);
    if (!people) return;
    const gone = off.length === 0 ? [] : ((await peopleSaid(ctx, off, given)) ?? []);
    const going = people.filter(({ id }) => !gone.some((one) => one.id === id));
    // Without a day it is of all they are on.
    const isOpen = said.when === null && said.halves === null && off.length > 0;
    const days = isOpen ? Array.from({ length: OWN_DAYS }, (_, at) => startOfDay(now) + at * DAY_MS) : daysMeant(ctx, said);
    if (days.length === 0) return ctx.reply(text.noSuchDay);
    planned.push({
      deed,
      days,
      halves: said.halves,
      weekdays: isWeekly ? weekdaysOf(said.when) : null,
      people: idsOf(going),
      off: idsOf(gone),
    });
  }
  if (!given.isNamed && !(await isArrangedThen(ctx, planned))) return ctx.pass();
  await carryOut(ctx, planned, ctx.message.key);
}

/** A half alone is the next of them. */
function daysMeant(ctx: Context, { when, halves }: PatrolSaid): number[] {
  const days = daysOf(when, ctx);
  const isOver = when === null && halves !== null && patrolsOn(days, halves, ctx.now).length === 0;
  return isOver ? days.map((day) => day + DAY_MS) : days;
}

/** What does not speak of patrols is about them where somebody is to patrol. */
async function isArrangedThen(ctx: Context, planned: readonly PlannedPatrols[]): Promise<boolean> {
  for (const each of planned) {
    for (const patrol of (await orderOf(ctx, each)).patrols) if ((await peopleOf(ctx, patrol)).length > 0) return true;
  }
  return false;
}

/** In the order they were named. */
async function peopleOfIds({ tx }: Context, ids: readonly string[]): Promise<Member[]> {
  const people = await tx.members.byIds(ids);
  return ids.flatMap((id) => people.find((member) => member.id === id) ?? []);
}

async function orderOf(ctx: Context, planned: PlannedPatrols): Promise<PatrolOrder> {
  const patrols = patrolsOn(planned.days, planned.halves ?? patrolHalves, ctx.now);
  return {
    deed: planned.deed,
    people: await peopleOfIds(ctx, planned.people),
    off: await peopleOfIds(ctx, planned.off),
    patrols,
  };
}

/** Which half is meant is asked only of whom it puts somewhere. */
const lacksHalf = ({ deed, days, halves, weekdays, people }: PlannedPatrols, now: number): boolean =>
  halves === null && weekdays === null && people.length > 0 && deed !== 'swap' && patrolsOn(days, patrolHalves, now).length > 1;

/** @param ahead what is undone first @param before how it was before all of it */
async function carryOut(
  ctx: Context,
  all: readonly PlannedPatrols[],
  source: string,
  ahead: readonly PatrolOrder[] = [],
  before: readonly PatrolOrder[] = ahead,
): Promise<void> {
  const unclear = all.filter((planned) => lacksHalf(planned, ctx.now));
  if (unclear.length > 0) {
    const people = new Set(unclear.flatMap((planned) => planned.people));
    const days = [...new Set(unclear.flatMap((planned) => planned.days))];
    const asked = text.askHalf(sayPatrolDays(days, ctx.now), sayPatrollers(await peopleOfIds(ctx, [...people])));
    return ctx.ask({ name: 'half', text: asked, choices: patrolPhrases.halves, state: { planned: all, source } });
  }
  const told: Told[] = [];
  const orders: PatrolOrder[] = [];
  for (const [index, planned] of all.entries()) {
    const order = await orderOf(ctx, planned);
    if (planned.weekdays !== null)
      told.push(await giveEveryWeek(ctx, planned.weekdays, planned, order, `${source}${index || ''}`));
    else {
      const patrols = order.deed === 'set' ? order.patrols : await concernedBy(ctx, order);
      orders.push({ ...order, patrols });
      const slots = saySomePatrols(patrols.length > 0 ? patrols : order.patrols, ctx.now);
      const isPast = order.patrols.length === 0;
      told.push(
        isPast
          ? { line: patrolPhrases.past, isDone: false }
          : tellOrder(order, patrols.length > 0, slots, order.patrols.length > 2),
      );
    }
  }
  await noteArranged(ctx, ctx.member.id, all, orders, before);
  if (orders.length > 0) await give(ctx, [...ahead, ...orders], ctx.member, source);
  const [only] = told;
  if (!only || told.length > 1) return ctx.reply([text.severalHead, ...told.map(({ line }) => line)].join('\n'));
  if (!only.isDone) return ctx.reply(only.line + text.end);
  ctx.reply(text.ok(only.line) + (await sayAfter(ctx, all[0], orders[0])));
}

interface Told {
  line: string;
  isDone: boolean;
}

function tellOrder({ deed, people, off }: PatrolOrder, isDone: boolean, slots: string, isMany = false): Told {
  const [names, gone] = [sayPatrollers(people), sayPatrollers(off)];
  switch (deed) {
    case 'set':
      return { line: people.length === 0 ? text.calledOff(slots) : text.given(slots, names), isDone: true };
    case 'add':
      return { line: (isDone ? text.added : text.addedAlready)(slots, names), isDone };
    default:
      if (!isDone) return { line: isMany ? text.notOnAtAll(gone) : text.notOn(slots, gone), isDone };
      return { line: deed === 'drop' ? text.dropped(slots, gone) : text.swapped(slots, gone, names), isDone };
  }
}

/** What to know of it besides: who goes now, or that whoever cannot may say so. */
async function sayAfter(ctx: Context, planned: PlannedPatrols | undefined, order: PatrolOrder | undefined): Promise<string> {
  const [patrol, ...others] = order?.patrols ?? [];
  if (!planned || planned.weekdays !== null || !patrol) return '';
  if (planned.deed === 'set') return planned.people.length > 0 ? text.sayIfBusy : '';
  if (others.length > 0) return '';
  const people = await peopleOf(ctx, patrol);
  return people.length === 0 ? text.nobodyNow : text.now(sayPatrollers(people));
}

async function giveEveryWeek(
  ctx: Context,
  weekdays: readonly number[],
  { halves }: PlannedPatrols,
  order: PatrolOrder,
  source: string,
): Promise<Told> {
  const of = halves ?? patrolHalves;
  const changed = await giveWeekly(ctx, weekdays, of, order, ctx.member, source);
  let isDone = changed !== null || order.deed === 'set';
  if (order.off.length > 0) {
    // Days that were arranged by themselves go with it.
    const days = patrolsFrom(startOfDay(ctx.now), AHEAD_DAYS).filter(
      ({ day, half }) => of.includes(half) && weekdays.includes(shanghaiTime(day).weekday),
    );
    const patrols = await concernedBy(ctx, { ...order, patrols: days });
    if (patrols.length > 0) await give(ctx, [{ ...order, patrols }], ctx.member, `${source}-days`);
    isDone ||= patrols.length > 0;
  }
  const said = text.weekly(
    changed && order.deed !== 'set' ? sayWeekly(changed.weekdays, changed.halves) : sayWeekly(weekdays, of),
  );
  if (order.deed === 'set' && order.people.length === 0) return { line: text.weeklyOff(said), isDone };
  return tellOrder(order, isDone, said);
}

/** A word right after it puts it right. @returns false when it says something else */
async function correct(ctx: Context, { planned, others, undoing, at }: Arranged, said: string): Promise<boolean> {
  const correction = patrolCorrected(said);
  if (correction?.kind === 'half') return await correctHalf(ctx, [planned, ...others], undoing, correction);
  if (
    !correction ||
    others.length > 0 ||
    (correction.kind === 'back' && (await ctx.tx.acts.latest(ctx.member.id, at)) !== undefined)
  )
    return false;
  const source = ctx.message.key;
  if (correction.kind === 'back') {
    await forgetArranged(ctx, ctx.member.id);
    await give(ctx, undoing, ctx.member, source);
    const patrols = undoing.flatMap((order) => order.patrols);
    ctx.reply(text.back(saySomePatrols(patrols, ctx.now), sayPatrollers(undoing[0]?.people ?? [])));
    return true;
  }
  if (correction.kind === 'time') {
    const days = correction.said.when === null ? planned.days : daysOf(correction.said.when, ctx);
    if (days.length === 0) return false;
    await forgetArranged(ctx, ctx.member.id);
    await carryOut(ctx, [{ ...planned, days, halves: correction.said.halves ?? planned.halves }], source, undoing);
    return true;
  }
  const called = await peopleCalled(ctx, correction.names, ctx.member);
  if (called.kind !== 'found') return false;
  const kept = correction.kind === 'more' ? planned.people : [];
  const people = [...new Set([...kept, ...called.people.map(({ id }) => id)])];
  await carryOut(ctx, [{ ...planned, people }], source, [], undoing);
  return true;
}

/** Of several only the one that was given for this half; one alone is moved there. */
async function correctHalf(
  ctx: Context,
  all: readonly PlannedPatrols[],
  undoing: readonly PatrolOrder[],
  { said: { halves }, names }: Extract<PatrolCorrection, { kind: 'half' }>,
): Promise<boolean> {
  const called = await peopleCalled(ctx, names, ctx.member);
  const meant = all.filter((one) => one.halves?.length === 1 && one.halves[0] === halves?.[0]);
  const [first, ...others] = meant.length > 0 ? meant : all;
  if (called.kind !== 'found' || !first || others.length > 0) return false;
  const people = idsOf(called.people);
  await carryOut(ctx, [{ ...first, halves, people }], ctx.message.key, meant.length > 0 ? [] : undoing, undoing);
  return true;
}

export default defineHandler({
  name: 'arrange-patrol',
  title,
  help: null,
  staffHelp: '排巡查：“明早老周巡查”“以后周一早巡老周和小李”',
  staffTopic: 'lists',
  text,
  intents: {},
  commands: {
    wanted: defineCommand({
      allow: 'staff',
      examples: ['排一下下周的巡查', '今晚没人巡查'],
      hears: (words) => (patrolWanted(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.howTo),
    }),
    // Others hear who arranges it.
    give: defineCommand({
      allow: 'insider',
      examples: [
        '明早老周巡查',
        '下周一到周五早巡老周，晚巡王姐',
        '以后周一早巡老周和小李',
        '明早巡查把老周换成小李',
        '明晚巡查取消',
      ],
      hears: patrolGiven,
      run: giveSaid,
    }),
  },
  answers: {
    half: defineAnswer({
      allow: 'staff',
      state: z.object({ planned: z.array(plannedSchema), source: z.string() }),
      async run(ctx, answer) {
        const halves = halvesChosen(answer);
        if (!halves) return false;
        const { planned, source } = ctx.slots;
        await carryOut(
          ctx,
          planned.map((each) => (lacksHalf(each, ctx.now) ? { ...each, halves: [...halves] } : each)),
          source,
        );
        return true;
      },
    }),
  },
  // A name or another day alone, right after it was arranged.
  async standing(ctx, answer) {
    const isHere = ctx.message.conversation.kind === 'direct' && isAllowed(ctx.member.role, 'staff');
    const last = isHere && answer.kind === 'words' ? await lastArranged(ctx, ctx.member.id) : null;
    return last !== null && answer.kind === 'words' && (await correct(ctx, last, answer.words));
  },
  awaits: async (doing, member) => (await lastArranged(doing, member.id)) !== null,
  forgets: { [ARRANGED]: ARRANGED_KEPT_MS },
});
