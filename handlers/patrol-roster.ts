import { z } from 'zod';
import { DAY_MS } from '../src/core/clock.ts';
import { type Answer, defineAnswer, defineCommand, defineHandler, defineWork, type HandlerContext } from '../src/core/handler.ts';
import { halfTitle, patrolPhrases, sayPatrolDays, sayPatrollers, saySlots, saySomePatrols } from '../src/core/phrases-patrol.ts';
import { sayDate, sayDay } from '../src/core/phrases-times.ts';
import { startOfDay } from '../src/core/shanghai.ts';
import { type PatrolHalf, patrolHalves } from '../src/core/slots.ts';
import { handBack, take } from '../src/domain/patrol/arranging.ts';
import { daysOf, patrolsOn, patrolsSaid } from '../src/domain/patrol/days.ts';
import { PATROL, planReminders, REMINDED, REMINDED_KEPT_MS, remind, remindedOf } from '../src/domain/patrol/reminding.ts';
import { PATROL_DAYS, PATROL_DAYS_KEPT_MS, type Patrol, patrolOfKey, patrolsOf, peopleOf } from '../src/domain/patrol/roster.ts';
import type { PatrolSaid } from '../src/domain/words/patrol-days.ts';
import { type PatrolAsked, patrolAsked, patrolHandedBack, patrolTaken, saysBusy } from '../src/domain/words/patrol-roster.ts';

const text = {
  table: '巡查表：',
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
  handedBackLate: (slots: string) => `好，${slots}不用管了。这会儿不打扰书记，要紧的话你跟他说一声。`,
};

type Context = HandlerContext<unknown>;

const OWN_DAYS = 7;
const ALL: readonly (readonly PatrolHalf[])[] = [['morning'], ['evening'], patrolHalves];

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

/** Nothing named is what he was reminded of, else his next one. */
async function handBackSaid(ctx: HandlerContext<PatrolSaid>): Promise<void> {
  const { slots, now, member } = ctx;
  if (slots.when !== null || slots.halves !== null) return await handBackAll(ctx, patrolsSaid(slots, ctx));
  const last = await remindedOf(ctx, member);
  const own = last.length > 0 ? last : (await patrolsOf(ctx, member, startOfDay(now), OWN_DAYS)).slice(0, 1);
  await handBackAll(ctx, own);
}

async function handBackAll(ctx: Context, patrols: readonly Patrol[]): Promise<void> {
  const outcome = await handBack(ctx, ctx.member, patrols);
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
    ask: defineCommand({
      allow: 'insider',
      examples: ['今天谁巡查', '这周巡查表', '我什么时候巡查'],
      hears: patrolAsked,
      run: answerAsked,
    }),
    hand_back: defineCommand({
      allow: 'insider',
      examples: ['我明天巡不了', '明早巡查我去不了', '周三早巡请假'],
      hears: patrolHandedBack,
      run: handBackSaid,
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
    if (!saysBusy(answer.words)) return false;
    const patrols = await remindedOf(ctx, ctx.member);
    if (patrols.length === 0) return false;
    await handBackAll(ctx, patrols);
    return true;
  },
  awaits: async (doing, member) => (await remindedOf(doing, member)).length > 0,
  works: {
    [PATROL.remind]: defineWork({ payload: z.object({ memberId: z.string(), at: z.number() }), run: remind }),
  },
  nightly: planReminders,
  forgets: { [PATROL_DAYS]: PATROL_DAYS_KEPT_MS, [REMINDED]: REMINDED_KEPT_MS },
});
