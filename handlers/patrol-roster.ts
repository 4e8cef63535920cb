import { z } from 'zod';
import { DAY_MS } from '../src/core/clock.ts';
import { type Answer, defineAnswer, defineCommand, defineHandler, defineWork, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { halfTitle, patrolPhrases, sayPatrolDays, sayPatrollers, saySlots, saySomePatrols } from '../src/core/phrases-patrol.ts';
import { sayDate, sayDay } from '../src/core/phrases-times.ts';
import { startOfDay } from '../src/core/shanghai.ts';
import { type PatrolHalf, patrolHalves } from '../src/core/slots.ts';
import { handBack, take, wantSwap } from '../src/domain/patrol/arranging.ts';
import { daysOf, patrolsOn, patrolsSaid } from '../src/domain/patrol/days.ts';
import { peopleCalled } from '../src/domain/patrol/people.ts';
import {
  PATROL,
  planReminders,
  REMINDED,
  REMINDED_KEPT_MS,
  remind,
  remindedOf,
  untoldOf,
} from '../src/domain/patrol/reminding.ts';
import {
  PATROL_DAYS,
  PATROL_DAYS_KEPT_MS,
  type Patrol,
  patrolKey,
  patrolOfKey,
  patrolsOf,
  peopleOf,
} from '../src/domain/patrol/roster.ts';
import type { PatrolSaid } from '../src/domain/words/patrol-days.ts';
import { patrolGiven } from '../src/domain/words/patrol-giving.ts';
import {
  agreesToGo,
  asksPatrolHours,
  busySaid,
  type PatrolAsked,
  type PatrolSwap,
  patrolAsked,
  patrolHandedBack,
  patrolOffAsked,
  patrolStandIn,
  patrolSwapped,
  patrolTaken,
} from '../src/domain/words/patrol-roster.ts';

const text = {
  table: '巡查表：',
  hours: '没有固定钟点：12点前算早巡，12点后算晚巡。巡完说“早巡完了”“晚巡完了”。',
  line: (day: string, morning: string, evening: string) => `${day} 早：${morning} 晚：${evening}`,
  half: (day: string, half: string, names: string) => `${day}${half}：${names}`,
  noneInWeek: '这几天没排巡查。谁愿意去，说“明早我来巡”。',
  own: (slots: string) => `${slots}轮到你。没空就说“我巡不了”，不用说原因。`,
  ownNone: '这几天没排你巡查。想去就说“明早我来巡”。',
  ownNoneThen: '那天没排你巡查，放心忙。',
  past: '那会儿已经过了，看看别的时候。',
  askOwnHalf: (day: string) => `${day}早巡还是晚巡？回 1 早巡，回 2 晚巡，回 3 都去。`,
  taken: (slots: string) => `好，${slots}有你。临时没空说一声就行。`,
  takenAlready: (slots: string) => `${slots}本来就有你，记着呢。`,
  handedBack: (slots: string) => `好，${slots}不用管了，我跟书记说一声。`,
  askOff: (slots: string) => `${slots}轮到你，是这趟没空吗？回 1 没空，回 2 能去。`,
  offChoices: ['没空', '能去'],
  staysOn: (slots: string) => `好，${slots}还是你，辛苦了。`,
  askWhich: (lines: string) => `哪趟没空？回数字：\n${lines}`,
  which: (number: number, slots: string) => `${number}. ${slots}`,
  all: '都没空',
  swapTold: (slots: string, name: string) => `好，${slots}想换${name}，我跟书记说，他改了才算。先跟${name}讲好。`,
  swapLate: (slots: string) => `${slots}快到了，来不及找书记。换人请直接跟他说一声。`,
  swapNone: '这几天没排你巡查，不用换。想替人就说“周六早上我来巡”。',
  swapWhich: '换哪趟？带上哪天再说一次，比如“周五早巡跟老周换”。',
  agreed: '好，辛苦了，路上慢点。',
  standIn: '要替就说“周六早上我来巡”，原来那位跟我说“巡不了”就换好了。',
  handedBackLate: (slots: string) => `好，${slots}不用管了。这会儿不打扰书记，要紧的话你跟他说一声。`,
};

type Context = HandlerContext<unknown>;

const OWN_DAYS = 7;
/** A question offers no more, besides all of them. */
const WHICH_MAX = 6;
const ALL: readonly (readonly PatrolHalf[])[] = [['morning'], ['evening'], patrolHalves];

const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');

const namesOn = async (ctx: Context, patrol: Patrol): Promise<string> => sayPatrollers(await peopleOf(ctx, patrol));

async function sayTable(ctx: Context, days: readonly number[]): Promise<void> {
  const lines: string[] = [];
  let isAny = false;
  for (const day of days) {
    const morning = await namesOn(ctx, { day, half: 'morning' });
    const evening = await namesOn(ctx, { day, half: 'evening' });
    isAny ||= morning !== patrolPhrases.nobody || evening !== patrolPhrases.nobody;
    lines.push(text.line(sayDate(day), morning, evening));
  }
  ctx.reply(isAny ? [text.table, ...lines].join('\n') : text.noneInWeek);
}

async function answerAsked(ctx: HandlerContext<PatrolAsked>): Promise<void> {
  const { kind, said } = ctx.slots;
  const { now } = ctx;
  if (kind === 'own') {
    const own = await patrolsOf(ctx, ctx.member, startOfDay(now), OWN_DAYS);
    if (said.when === null) return ctx.reply(own.length === 0 ? text.ownNone : text.own(saySlots(own, now)));
    const meant = patrolsSaid(said, ctx);
    const then = own.filter(({ day, half }) => meant.some((one) => one.day === day && one.half === half));
    return ctx.reply(then.length === 0 ? text.ownNoneThen : text.own(saySlots(then, now)));
  }
  const isOpen = said.when === null && kind === 'week';
  const days = isOpen ? Array.from({ length: OWN_DAYS }, (_, at) => startOfDay(now) + at * DAY_MS) : daysOf(said.when, ctx);
  const [day] = days;
  if (days.length !== 1 || day === undefined) return await sayTable(ctx, days);
  const lines: string[] = [];
  for (const half of said.halves ?? patrolHalves) {
    lines.push(text.half(sayDay(day, now), halfTitle(half), await namesOn(ctx, { day, half })));
  }
  ctx.reply(lines.join('\n'));
}

async function takeAll(ctx: Context, patrols: readonly Patrol[]): Promise<void> {
  if (patrols.length === 0) return ctx.reply(text.past);
  const taken: Patrol[] = [];
  for (const patrol of patrols) if ((await take(ctx, ctx.member, patrol)) === 'taken') taken.push(patrol);
  const slots = saySomePatrols(taken.length > 0 ? taken : patrols, ctx.now);
  ctx.reply((taken.length > 0 ? text.taken : text.takenAlready)(slots));
}

async function takeSaid(ctx: HandlerContext<PatrolSaid>): Promise<void> {
  const { slots, now } = ctx;
  const days = daysOf(slots.when, ctx);
  if (slots.halves !== null || patrolsOn(days, patrolHalves, now).length < 2) return await takeAll(ctx, patrolsSaid(slots, ctx));
  ctx.ask({ name: 'own_half', text: text.askOwnHalf(sayPatrolDays(days, now)), choices: patrolPhrases.halves, state: { days } });
}

const isNamed = ({ when, halves }: PatrolSaid): boolean => when !== null || halves !== null;
const isSame = (a: Patrol, b: Patrol): boolean => a.day === b.day && a.half === b.half;

async function patrolsOfMember(ctx: Context, patrols: readonly Patrol[]): Promise<Patrol[]> {
  const own: Patrol[] = [];
  for (const patrol of patrols) if ((await peopleOf(ctx, patrol)).some(({ id }) => id === ctx.member.id)) own.push(patrol);
  return own;
}

/** Nothing named is what he was reminded of, else the one he has; of several he says which. */
async function handBackSaid(ctx: HandlerContext<PatrolSaid>): Promise<void> {
  const { slots, now, member } = ctx;
  if (isNamed(slots)) {
    const meant = patrolsSaid(slots, ctx);
    const ownThen = await patrolsOfMember(ctx, meant);
    // Who arranges it speaks of the whole of it.
    if (ownThen.length === 0 && isAllowed(member.role, 'staff') && patrolGiven(wordsOf(ctx)) !== null) return ctx.pass();
    return await handBackAll(ctx, meant);
  }
  const last = await remindedOf(ctx, member);
  if (last.length > 0) return await handBackAll(ctx, last);
  const own = await patrolsOf(ctx, member, startOfDay(now), OWN_DAYS);
  if (own.length > 1) askWhich(ctx, own);
  else await handBackAll(ctx, own);
}

/** Asked whether he may stay away, he says himself whether he will. */
async function askOffSaid(ctx: HandlerContext<PatrolSaid>): Promise<void> {
  const { slots, now } = ctx;
  const own = await patrolsOf(ctx, ctx.member, startOfDay(now), OWN_DAYS);
  const meant = isNamed(slots) ? patrolsSaid(slots, ctx).filter((one) => own.some((each) => isSame(one, each))) : own;
  if (meant.length === 0) return ctx.reply(isNamed(slots) ? text.ownNoneThen : text.ownNone);
  if (meant.length > 1 && !isNamed(slots)) return askWhich(ctx, meant);
  const keys = meant.map(patrolKey);
  ctx.ask({ name: 'off', text: text.askOff(saySlots(meant, now)), choices: text.offChoices, state: { keys } });
}

function askWhich(ctx: Context, patrols: readonly Patrol[]): void {
  const shown = patrols.slice(0, WHICH_MAX);
  const choices = [...shown.map((patrol) => saySlots([patrol], ctx.now)), text.all];
  const lines = choices.map((choice, index) => text.which(index + 1, choice)).join('\n');
  ctx.ask({ name: 'which', text: text.askWhich(lines), choices, state: { keys: patrols.map(patrolKey) } });
}

/** "Busy" to a reminder is about it; a day that is named is that day; what he has not heard of from us yet is asked. */
async function takeBusy(ctx: Context, said: PatrolSaid): Promise<boolean> {
  const last = await remindedOf(ctx, ctx.member);
  const untold = await untoldOf(ctx, ctx.member);
  if (isNamed(said)) {
    const days = said.when === null ? null : daysOf(said.when, ctx);
    const isMeant = ({ day, half }: Patrol) => (days?.includes(day) ?? true) && (said.halves?.includes(half) ?? true);
    const meant = [...last, ...untold].filter(isMeant);
    const own = meant.length > 0 ? meant : (await patrolsOf(ctx, ctx.member, startOfDay(ctx.now), OWN_DAYS)).filter(isMeant);
    const [first] = own;
    if (!first) return false;
    await handBackAll(ctx, days === null ? own.filter((one) => isSame(one, first)) : own);
  } else if (last.length > 0) await handBackAll(ctx, last);
  else if (untold.length > 1) askWhich(ctx, untold);
  else if (untold.length === 1) {
    const asked = text.askOff(saySlots(untold, ctx.now));
    ctx.ask({ name: 'off', text: asked, choices: text.offChoices, state: { keys: untold.map(patrolKey) } });
  } else return false;
  return true;
}

/** Put to the secretaries: who goes is theirs to say. */
async function swap(ctx: HandlerContext<PatrolSwap>): Promise<void> {
  const { said, name, cannot } = ctx.slots;
  const { member } = ctx;
  const called = await peopleCalled(ctx, [name], member);
  const own = await patrolsOf(ctx, member, startOfDay(ctx.now), OWN_DAYS);
  const [other] = called.kind === 'found' ? called.people : [];
  if (!other || other.id === member.id || member.role === 'secretary') return cannot ? await handBackSwap(ctx, null) : ctx.pass();
  if (own.length === 0) return (await isOnSoon(ctx, other.id)) ? ctx.reply(text.swapNone) : ctx.pass();
  if (cannot) return await handBackSwap(ctx, other.name);
  const meant = isNamed(said) ? patrolsSaid(said, ctx).filter((one) => own.some((each) => isSame(one, each))) : own;
  const [only, ...others] = meant;
  if (!only) return ctx.reply(text.ownNoneThen);
  if (others.length > 0) return ctx.reply(text.swapWhich);
  const isTold = await wantSwap(ctx, member, only, other);
  ctx.reply(isTold ? text.swapTold(saySlots([only], ctx.now), other.name ?? '') : text.swapLate(saySlots([only], ctx.now)));
}

async function isOnSoon(ctx: Context, id: string): Promise<boolean> {
  return (await patrolsOf(ctx, { id }, startOfDay(ctx.now), OWN_DAYS)).length > 0;
}

/** He cannot, whoever goes: he is off it. */
async function handBackSwap(ctx: HandlerContext<PatrolSwap>, instead: string | null): Promise<void> {
  const { said } = ctx.slots;
  const named = isNamed(said) ? patrolsSaid(said, ctx) : await remindedOf(ctx, ctx.member);
  const own = await patrolsOf(ctx, ctx.member, startOfDay(ctx.now), OWN_DAYS);
  if (named.length === 0 && own.length > 1) return askWhich(ctx, own);
  await handBackAll(ctx, named.length > 0 ? named : own, instead);
}

async function handBackAll(ctx: Context, patrols: readonly Patrol[], instead: string | null = null): Promise<void> {
  const outcome = await handBack(ctx, ctx.member, patrols, instead);
  if (outcome.kind === 'not_on') return ctx.reply(text.ownNoneThen);
  const say = outcome.isTold || ctx.member.role === 'secretary' ? text.handedBack : text.handedBackLate;
  ctx.reply(say(saySomePatrols(outcome.patrols, ctx.now)));
}

const halvesChosen = (answer: Answer): readonly PatrolHalf[] | undefined =>
  answer.kind === 'choice' ? ALL[answer.choice - 1] : undefined;

export default defineHandler({
  name: PATROL.handler,
  title: '巡查排班',
  help: '问“今天谁巡查”；没空说“我明天巡不了”',
  topic: 'check_in',
  text,
  intents: {},
  commands: {
    hours: defineCommand({
      allow: 'insider',
      examples: ['巡查是几点到几点', '早巡几点'],
      hears: (words) => (asksPatrolHours(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.hours),
    }),
    ask: defineCommand({
      allow: 'insider',
      examples: ['今天谁巡查', '这周巡查表', '我什么时候巡查'],
      hears: patrolAsked,
      run: answerAsked,
    }),
    off_asked: defineCommand({
      allow: 'insider',
      examples: ['明天我不巡行不行', '我明早可以不巡吗'],
      hears: patrolOffAsked,
      run: askOffSaid,
    }),
    hand_back: defineCommand({
      allow: 'insider',
      examples: ['我明天巡不了', '明早巡查我去不了', '周三早巡请假'],
      hears: patrolHandedBack,
      run: handBackSaid,
    }),
    swap: defineCommand({
      allow: 'insider',
      examples: ['周五我有事，跟小吴换换', '明早我巡不了，换小吴'],
      hears: patrolSwapped,
      run: swap,
    }),
    stand_in: defineCommand({
      allow: 'insider',
      examples: ['周六早上我替他'],
      hears: patrolStandIn,
      async run(ctx) {
        const people = await Promise.all(patrolsSaid(ctx.slots, ctx).map((patrol) => peopleOf(ctx, patrol)));
        if (people.flat().some(({ id }) => id !== ctx.member.id)) ctx.reply(text.standIn);
        else ctx.pass();
      },
    }),
    take: defineCommand({
      allow: 'insider',
      examples: ['明早我来巡', '周三晚上我去巡查'],
      hears: patrolTaken,
      run: takeSaid,
    }),
  },
  buttons: {
    [PATROL.busy]: {
      allow: 'insider',
      async run(ctx) {
        const patrols = ctx.slots.split(',').flatMap((key) => patrolOfKey(key) ?? []);
        await handBackAll(ctx, patrols);
      },
    },
  },
  answers: {
    off: defineAnswer({
      allow: 'insider',
      state: z.object({ keys: z.array(z.string()) }),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const patrols = ctx.slots.keys.flatMap((key) => patrolOfKey(key) ?? []);
        if (answer.choice === 1) await handBackAll(ctx, patrols);
        else ctx.reply(text.staysOn(saySlots(patrols, ctx.now)));
        return true;
      },
    }),
    which: defineAnswer({
      allow: 'insider',
      state: z.object({ keys: z.array(z.string()) }),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const patrols = ctx.slots.keys.flatMap((key) => patrolOfKey(key) ?? []);
        const chosen = patrols.slice(0, WHICH_MAX)[answer.choice - 1];
        await handBackAll(ctx, chosen ? [chosen] : patrols);
        return true;
      },
    }),
    own_half: defineAnswer({
      allow: 'insider',
      state: z.object({ days: z.array(z.number()) }),
      async run(ctx, answer) {
        const halves = halvesChosen(answer);
        if (!halves) return false;
        await takeAll(ctx, patrolsOn(ctx.slots.days, halves, ctx.now));
        return true;
      },
    }),
  },
  // The reminder is no question: "busy" is all that is waited for, and only from whom it was sent to.
  async standing(ctx, answer) {
    if (ctx.message.conversation.kind === 'group' || answer.kind === 'choice') return false;
    if (agreesToGo(answer.words) && (await remindedOf(ctx, ctx.member)).length > 0) {
      ctx.reply(text.agreed);
      return true;
    }
    const busy = busySaid(answer.words);
    return busy !== null && (await takeBusy(ctx, busy));
  },
  awaits: async (doing, member) => (await remindedOf(doing, member)).length > 0 || (await untoldOf(doing, member)).length > 0,
  works: {
    [PATROL.remind]: defineWork({ payload: z.object({ memberId: z.string(), at: z.number() }), run: remind }),
  },
  nightly: planReminders,
  forgets: { [PATROL_DAYS]: PATROL_DAYS_KEPT_MS, [REMINDED]: REMINDED_KEPT_MS },
});
