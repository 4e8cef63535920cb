import { z } from 'zod';
import { type Answer, defineAnswer, defineCommand, defineHandler, defineWork, type HandlerContext } from '../src/core/handler.ts';
import { pointPhrases, sayHours } from '../src/core/phrases-points.ts';
import { sayDay } from '../src/core/phrases-times.ts';
import { cutText } from '../src/core/text.ts';
import { type Decided, meantOnDesk, severalAnswer } from '../src/domain/desk.ts';
import {
  answerHours,
  askOrganisers,
  dropLapsed,
  HOURS_ASKED,
  HOURS_ASKED_KEPT_MS,
  HOURS_DECIDED,
  hoursDecidedBy,
  planLooks,
  sayWaiting,
  VOLUNTEER_HOURS,
  waitingFor,
} from '../src/domain/points/confirming.ts';
import { rulesInForce } from '../src/domain/points/index.ts';
import { tellAlone } from '../src/domain/points/saying.ts';
import { hoursOf } from '../src/domain/points/statement.ts';
import { type DeskKind, deskItemsOf } from '../src/domain/words/desk.ts';
import { deskStateAskedIn, deskTakenBackIn } from '../src/domain/words/desk-verdicts.ts';
import { takesDecisionBack } from '../src/domain/words/exchange-thoughts.ts';
import { inTheEnd } from '../src/domain/words/orders.ts';
import {
  asksForHours,
  asksForWaitingHours,
  asksForWorth,
  hoursAnswerIn,
  namedHoursAnswerIn,
} from '../src/domain/words/volunteer-hours.ts';
import type { Whole } from '../src/domain/words/whole-numbers.ts';

const title = '时间银行';

const text = {
  stored: (served: string) => `你存了 ${served} 小时志愿服务。`,
  waiting: (served: string) => `另有 ${served} 小时等确认。`,
  none: '你还没有存下志愿服务。做了跟我说“志愿服务 2 小时”就行。',
  line: (day: string, served: string, what: string) => `${day} ${served} 小时${what}`,
  about: (what: string) => `，${what}`,
  takenBack: '（撤回）',
  confirmed: (who: string, served: string) => `好，${who}的 ${served} 小时算上了，我告诉本人。`,
  declined: (who: string, served: string) => `好，${who}的 ${served} 小时不算，我告诉本人。前面的照算。`,
  noSuch: (id: string) => `没有工时 ${id}。说“待确认工时”看都有哪些。`,
  gone: (id: number) => `没有在等的工时 ${id}：定过了、本人撤了，或者号不对。`,
  notYours: (id: number) => `工时 ${id} 不归你定，有事跟书记说。`,
  own: '自己的工时请别人来定。',
  noneWaiting: '没有等你确认的工时。',
  more: (count: number) => `还有 ${count} 件。`,
  they: '本人',
  worth: (points: number) => `做一小时记 ${points} 分，换东西用积分，说“有什么能换的”。时长留着作记录。`,
  verdict: (id: number, who: string, served: string, word: string) => `工时 ${id} ${who} ${served} 小时：${word}`,
  askSeveral: '这样定吗？回 1 就这么定，回 2 先不定。',
  sure: '就这么定',
  ask: (line: string, word: string) => `${line}\n回 1 ${word}，回 2 先不定。`,
  later: '先不定',
  notNow: '好，先不定。',
  leftWaiting: '好，先不定，还在“待确认工时”里。',
  decided: (id: number, who: string, served: string, isRight: boolean) =>
    `工时 ${id} ${who} ${served} 小时，你定了${isRight ? '算上' : '不算'}。`,
  askTurn: (line: string, isRight: boolean) => `${line}${isRight ? '改成不算' : '改成算上'}吗？回 1 改，回 2 不改。`,
  turn: '改',
  keep: '不改',
  kept: '好，没有改。',
};

const LINES = 5;
const LISTED_MAX = 10;

type Context = HandlerContext<unknown>;

async function sayStored(ctx: Context): Promise<void> {
  const { minutes, waitingMinutes, entries } = await hoursOf(ctx, ctx.member.id, LINES);
  if (entries.length === 0 && waitingMinutes === 0) return tellAlone(ctx, text.none);
  const head = text.stored(sayHours(minutes)) + (waitingMinutes > 0 ? text.waiting(sayHours(waitingMinutes)) : '');
  const lines = entries.map(({ at, minutes: served, about }) =>
    text.line(
      sayDay(at, ctx.now),
      sayHours(served),
      (about === null ? '' : text.about(about)) + (served < 0 ? text.takenBack : ''),
    ),
  );
  tellAlone(ctx, [head, ...lines].join('\n'));
}

async function listWaiting(ctx: Context): Promise<void> {
  const waiting = await waitingFor(ctx, ctx.member);
  if (waiting.length === 0) return tellAlone(ctx, text.noneWaiting);
  const lines = await sayWaiting(ctx, waiting.slice(0, LISTED_MAX));
  const more = waiting.length > LISTED_MAX ? [text.more(waiting.length - LISTED_MAX)] : [];
  tellAlone(ctx, [...lines, ...more, pointPhrases.hoursSeveral].join('\n'));
}

interface Verdict {
  says: string;
  /** Says whose hours, which is no business of a group. */
  isPrivate: boolean;
}

/** @param isSaid in words, by which he may also think better of it */
async function answerOne(ctx: Context, id: number, isRight: boolean, isSaid: boolean): Promise<Verdict> {
  const outcome = await answerHours(ctx, id, ctx.member, isRight, isSaid);
  switch (outcome.kind) {
    case 'gone':
      return { says: text.gone(id), isPrivate: false };
    case 'not_yours':
      return { says: text.notYours(id), isPrivate: false };
    case 'own':
      return { says: text.own, isPrivate: false };
    default: {
      const { memberId, minutes } = outcome.pending;
      const who = (await ctx.tx.members.byId(memberId))?.name ?? text.they;
      return { says: (outcome.kind === 'confirmed' ? text.confirmed : text.declined)(who, sayHours(minutes)), isPrivate: true };
    }
  }
}

async function answer(ctx: Context, id: Whole, isRight: boolean, isSaid: boolean): Promise<void> {
  if (id.kind === 'fault') return ctx.reply(text.noSuch(cutText(id.said, 12)));
  const { says, isPrivate } = await answerOne(ctx, id.value, isRight, isSaid);
  // "I got that wrong", said right after, is about this.
  if (isPrivate && ctx.message.conversation.kind === 'direct' && !ctx.hasAsked()) {
    ctx.ask({ name: 'decided', text: says, choices: [], state: { id: id.value } });
  } else if (isPrivate) tellAlone(ctx, says);
  else ctx.reply(says);
}

async function answerAll(ctx: Context, items: readonly Decided[]): Promise<void> {
  const lines: string[] = [];
  for (const { number, isYes } of items) lines.push((await answerOne(ctx, number, isYes, true)).says);
  tellAlone(ctx, lines.join('\n'));
}

async function askAll(ctx: Context, items: readonly Decided[]): Promise<void> {
  const waiting = await waitingFor(ctx, ctx.member);
  const people = await ctx.tx.members.byIds(waiting.map(({ pending }) => pending.memberId));
  const lines = items.flatMap(({ number, isYes }) => {
    const pending = waiting.find((one) => one.pending.attendanceId === number)?.pending;
    const who = people.find(({ id }) => id === pending?.memberId)?.name ?? text.they;
    const word = isYes ? pointPhrases.confirm : pointPhrases.wrong;
    return pending ? [text.verdict(number, who, sayHours(pending.minutes), word)] : [];
  });
  const question = [...lines, text.askSeveral].join('\n');
  ctx.ask({ name: 'several', text: question, choices: [text.sure, text.later], state: { items: [...items] } });
}

async function askBare(ctx: Context, id: number, isYes: boolean): Promise<void> {
  const [line] = await sayWaiting(
    ctx,
    (await waitingFor(ctx, ctx.member)).filter(({ pending }) => pending.attendanceId === id),
  );
  const word = isYes ? pointPhrases.confirm : pointPhrases.wrong;
  ctx.ask({ name: 'bare', text: text.ask(line ?? '', word), choices: [word, text.later], state: { id, isYes } });
}

/** How these hours stand, for whoever decides; what he decided himself. @returns null when they are none of his */
async function stateOf(ctx: Context, id: number): Promise<{ says: string; isRight: boolean | null } | null> {
  const [waiting] = (await waitingFor(ctx, ctx.member)).filter(({ pending }) => pending.attendanceId === id);
  if (waiting) return { says: [...(await sayWaiting(ctx, [waiting])), pointPhrases.hoursOne(id)].join('\n'), isRight: null };
  const before = await hoursDecidedBy(ctx, id, ctx.member);
  if (!before) return null;
  const who = (await ctx.tx.members.byId(before.pending.memberId))?.name ?? text.they;
  return { says: text.decided(id, who, sayHours(before.pending.minutes), before.isRight), isRight: before.isRight };
}

async function sayState(ctx: HandlerContext<{ number: number }>): Promise<void> {
  tellAlone(ctx, (await stateOf(ctx, ctx.slots.number))?.says ?? text.gone(ctx.slots.number));
}

/** What he said of them was wrong: the opposite, after a yes. */
async function askTurn(ctx: Context, id: number): Promise<void> {
  const state = await stateOf(ctx, id);
  if (state === null || state.isRight === null) return tellAlone(ctx, state?.says ?? text.gone(id));
  const question = text.askTurn(state.says, state.isRight);
  ctx.ask({ name: 'turn', text: question, choices: [text.turn, text.keep], state: { id, isRight: !state.isRight } });
}

/** By the name of the only one of his that waits. */
async function answerNamed(ctx: HandlerContext<{ name: string; isRight: boolean }>): Promise<void> {
  const { name, isRight } = ctx.slots;
  const waiting = await waitingFor(ctx, ctx.member);
  const people = await ctx.tx.members.byIds(waiting.map(({ pending }) => pending.memberId));
  const named = people.filter((person) => person.name === name).map(({ id }) => id);
  const theirs = waiting.filter(({ pending }) => named.includes(pending.memberId));
  const [only] = theirs;
  if (!only) return ctx.pass();
  if (theirs.length > 1) return await listWaiting(ctx);
  await answer(ctx, { kind: 'whole', value: only.pending.attendanceId }, isRight, true);
}

/** A word on hours that wait. @returns false when it is none */
async function answerOnDesk(ctx: Context, given: Answer, isAsked = false): Promise<boolean> {
  const meant = await meantOnDesk(ctx, given, 'hours', isAsked);
  if (!meant || meant.kind === 'unsaid') return false;
  if (meant.kind === 'later') ctx.reply(text.leftWaiting);
  else if (meant.kind === 'several') await listWaiting(ctx);
  else if (meant.kind === 'these') await askAll(ctx, meant.items);
  else if (!meant.isSure) await askBare(ctx, meant.number, meant.isYes);
  else if (ctx.isProven(title)) await answer(ctx, { kind: 'whole', value: meant.number }, meant.isYes, false);
  return true;
}

const answerOtherwise = async (ctx: Context, given: Extract<Answer, { kind: 'words' }>): Promise<boolean> =>
  await answerOnDesk(ctx, given, true);

const ofHours = <Named extends { kind: DeskKind }>(named: Named | null): Named | null => (named?.kind === 'hours' ? named : null);

const press = (isRight: boolean) => ({
  // Whoever organised it may be anybody; what each may do is looked at with the hours.
  allow: 'insider' as const,
  async run(ctx: HandlerContext<string>) {
    const value = /^\d{1,9}$/.test(ctx.slots) ? Number(ctx.slots) : 0;
    await answer(ctx, { kind: 'whole', value }, isRight, false);
  },
});

export default defineHandler({
  name: VOLUNTEER_HOURS.handler,
  title,
  help: '存了多少志愿时长，问“我存了多少小时”',
  topic: 'points',
  staffHelp: '定工时：“待确认工时”“工时 7 确认”',
  staffTopic: 'posts',
  text,
  intents: {},
  commands: {
    stored: defineCommand({
      allow: 'insider',
      examples: ['我存了多少小时', '时间银行', '志愿时长多少'],
      hears: (words) => (asksForHours(words) ? {} : null),
      run: sayStored,
    }),
    worth: defineCommand({
      allow: 'insider',
      examples: ['志愿时长能换啥', '时长能换积分吗'],
      hears: (words) => (asksForWorth(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.worth((await rulesInForce(ctx)).rules.volunteer_hour ?? 0)),
    }),
    waiting: defineCommand({
      allow: 'insider',
      examples: ['待确认工时', '有没有要我确认的工时'],
      hears: (words) => (asksForWaitingHours(words) ? {} : null),
      run: listWaiting,
    }),
    answer_several: defineCommand({
      allow: 'insider',
      examples: ['工时 7、8 都确认', '工时7确认 工时8不对'],
      hears: inTheEnd((words) => {
        const items = deskItemsOf(words, 'hours');
        return items === null ? null : { items };
      }),
      run: async (ctx) => await answerAll(ctx, ctx.slots.items),
    }),
    answer: defineCommand({
      allow: 'insider',
      examples: ['工时 7 确认', '工时7不对'],
      hears: inTheEnd(hoursAnswerIn),
      run: async (ctx) => await answer(ctx, ctx.slots.id, ctx.slots.isRight, true),
    }),
    state: defineCommand({
      allow: 'staff',
      examples: ['工时 7 确认了没', '工时 7 不对吗'],
      hears: (words) => ofHours(deskStateAskedIn(words)),
      run: sayState,
    }),
    // Heard before "take back", which is about what he did himself.
    turn: defineCommand({
      allow: 'staff',
      examples: ['工时 7 撤回', '工时 7 定错了'],
      hears: (words) => ofHours(deskTakenBackIn(words)),
      run: async (ctx) => await askTurn(ctx, ctx.slots.number),
    }),
    answer_named: defineCommand({
      allow: 'insider',
      examples: ['老周的工时确认', '确认老周的工时'],
      hears: inTheEnd(namedHoursAnswerIn),
      run: answerNamed,
    }),
  },
  buttons: { confirm: press(true), decline: press(false) },
  answers: {
    several: severalAnswer('insider', 'hours', {
      decideAll: answerAll,
      askAll,
      notNow: text.notNow,
      otherwise: answerOtherwise,
    }),
    decided: defineAnswer({
      allow: 'insider',
      isRecorded: true,
      state: z.object({ id: z.number() }),
      async run(ctx, given) {
        if (given.kind === 'choice' || given.isCommand || !takesDecisionBack(given.words)) return false;
        await askTurn(ctx, ctx.slots.id);
        return true;
      },
      covers: ({ intent }) => intent === 'undo',
    }),
    turn: defineAnswer({
      allow: 'insider',
      state: z.object({ id: z.number(), isRight: z.boolean() }),
      async run(ctx, given) {
        if (given.kind === 'words') return await answerOtherwise(ctx, given);
        if (given.choice === 1) await answer(ctx, { kind: 'whole', value: ctx.slots.id }, ctx.slots.isRight, true);
        else ctx.reply(text.kept);
        return true;
      },
    }),
    bare: defineAnswer({
      allow: 'staff',
      state: z.object({ id: z.number(), isYes: z.boolean() }),
      async run(ctx, given) {
        if (given.kind === 'words') return await answerOtherwise(ctx, given);
        if (given.choice === 1) await answer(ctx, { kind: 'whole', value: ctx.slots.id }, ctx.slots.isYes, false);
        else ctx.reply(text.notNow);
        return true;
      },
    }),
  },
  // "Right", said to the push that asked for it.
  standing: async (ctx, given) => await answerOnDesk(ctx, given),
  works: { [VOLUNTEER_HOURS.look]: defineWork({ payload: z.object({}), run: askOrganisers }) },
  async nightly(doing) {
    await planLooks(doing);
    await dropLapsed(doing);
  },
  forgets: { [HOURS_ASKED]: HOURS_ASKED_KEPT_MS, [HOURS_DECIDED]: HOURS_ASKED_KEPT_MS },
});
