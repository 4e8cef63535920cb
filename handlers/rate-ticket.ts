import { z } from 'zod';
import { HOUR_MS } from '../src/core/clock.ts';
import {
  type Answer,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import { levelTitle, statusTitle } from '../src/core/phrases-reports.ts';
import { sayWhen } from '../src/core/phrases-times.ts';
import { rateTicketSlots } from '../src/core/slots.ts';
import { TICKET_NUMBER, type Ticket, type TicketKind } from '../src/core/ticket.ts';
import { bringBack } from '../src/domain/tickets/bringing-back.ts';
import { ticketFor } from '../src/domain/tickets/finding.ts';
import { askedIn } from '../src/domain/tickets/follow-up.ts';
import { similarPlaces } from '../src/domain/tickets/places.ts';
import {
  lastAsked,
  lastEnded,
  meantInWords,
  type RateOutcome,
  rate,
  type Verdict,
  verdicts,
} from '../src/domain/tickets/rating.ts';
import { NOTE_MAX, withdraw } from '../src/domain/tickets/steps.ts';
import { complaintIn, fineIn, saysAgain, saysPlainly, verdictIn, withdrawnIn } from '../src/domain/words/rating.ts';
import { ticketNumberIn } from '../src/domain/words/ticket-numbers.ts';

const text = {
  thanked: (number: string) => `谢谢，${number} 办结了。`,
  reopened: (number: string, who: string, by: string) => `明白，${number} 重新打开，记一次不满意，${who}再去办${by}。`,
  escalated: (number: string, level: string, by: string) => `明白，${number} 重新打开，又记一次不满意，报到${level}了${by}。`,
  notYet: (number: string, who: string, by: string) => `明白，${number} 重新打开，${who}再去办${by}。`,
  by: (when: string) => `，${when} 前给你回音`,
  already: (number: string) => `${number} 已经按满意办结了。又不好了就说“没好 ${number}”。`,
  running: (number: string) => `${number} 还在办，办好了我来问你。`,
  tooLate: (number: string) => `${number} 结了一个多月了。还有问题就再说一遍，我重新登记。`,
  over: (number: string) => `${number} 已经结束了。还有问题就再说一遍，我重新登记。`,
  notYours: (number: string) => `${number} 不是你报的，等报的人来评。`,
  unknown: (number: string) => `没有找到 ${number}，看看号对不对。`,
  tooLong: (length: number) => `你说了 ${length} 字，太长了，请压到 ${NOTE_MAX} 字以内。这次没有改动。`,
  nothing: '眼下没有等你回话的事。哪一件不满意，带上编号说。',
  privately: '诉求的事请私聊我说。',
  ask: (number: string) => `${number} 办得怎么样？回 1 满意，2 不满意，3 还没好。`,
  askGone: (number: string) => `${number} 算办好了吗？回 1 满意，2 不满意，3 还没好。`,
  choices: ['满意', '不满意', '还没好'],
  withdrawn: (number: string) => `好，${number} 撤回了，不办了。`,
  notWithdrawn: (number: string, state: string) => `${number} 现在是“${state}”，不用撤了。`,
};

type Context = HandlerContext<unknown>;

/** Of whoever is asked at this moment "fine" is a verdict as well. */
const verdictOf = (words: string): Verdict | null => (fineIn(words) === 'fine' ? 'satisfied' : verdictIn(words));

const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';
const isAppeal = (number: string): boolean => number.startsWith('A');
const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');

/** In a group nothing is said of appeals. */
const kindsIn = (ctx: Context): readonly TicketKind[] | undefined => (isInGroup(ctx) ? ['hazard'] : undefined);

/** @param number null: the one the words are about */
async function judge(ctx: Context, number: string | null, verdict: Verdict, note: string | null): Promise<void> {
  const meant = number ?? (await meantInWords(ctx, ctx.member, kindsIn(ctx)))?.number ?? null;
  if (meant === null) return ctx.reply(text.nothing);
  if (isAppeal(meant)) {
    // Whoever says how an appeal turned out is its reporter.
    ctx.keepSealed();
    if (isInGroup(ctx)) return ctx.reply(text.privately);
  }
  const outcome = await rate(ctx, ctx.member, meant, verdict, verdict === 'satisfied' ? null : note);
  if ('ticket' in outcome && outcome.ticket.anonymous) ctx.keepSealed();
  ctx.reply(await said(ctx, meant, outcome));
}

async function said(ctx: Context, number: string, outcome: RateOutcome): Promise<string> {
  switch (outcome.kind) {
    case 'thanked':
      return text.thanked(number);
    case 'reopened':
      return await sayReopened(ctx, outcome);
    case 'already':
      return text.already(number);
    case 'running':
      return text.running(number);
    case 'too_late':
      return text.tooLate(number);
    case 'over':
      return text.over(number);
    // Somebody else's appeal is as unknown as a number that was never given.
    case 'not_yours':
      return (isAppeal(number) ? text.unknown : text.notYours)(number);
    case 'unknown':
      return text.unknown(number);
    case 'too_long':
      return text.tooLong(outcome.length);
    case 'nothing':
      return text.nothing;
  }
}

async function sayReopened(ctx: Context, outcome: Extract<RateOutcome, { kind: 'reopened' }>): Promise<string> {
  const { ticket, verdict, level } = outcome;
  const { number, dueAt, handlerId } = ticket;
  const by = dueAt === null ? '' : text.by(sayWhen(dueAt, ctx.now));
  if (level !== null) return text.escalated(number, levelTitle(ctx.branch, level), by);
  const handler = handlerId === null ? undefined : await ctx.tx.members.byId(handlerId);
  const who = handler?.name ?? levelTitle(ctx.branch, ticket.level);
  return (verdict === 'not_yet' ? text.notYet : text.reopened)(number, who, by);
}

const askVerdict = (ctx: Context, number: string, asks: string): void => {
  if (isAppeal(number)) ctx.keepSealed();
  ctx.ask({ name: 'verdict', text: asks, choices: text.choices, state: { number } });
};

/** Who settles it speaks of his own steps, not of how it turned out. */
async function isOnlyHandlers(ctx: Context, number: string): Promise<boolean> {
  const found = await ticketFor(ctx, ctx.member, number);
  return found.kind === 'found' && found.standing === 'handler';
}

/** "Fine" said long after the question may be said of anything. */
const JUST_MS = 3 * HOUR_MS;
const wasJustAsked = async (ctx: Context, ticket: Ticket): Promise<boolean> =>
  ctx.now - ((await askedIn(ctx, ticket))?.at ?? 0) <= JUST_MS;

const press = (verdict: Verdict) => ({
  allow: 'insider' as const,
  async run(ctx: HandlerContext<string>) {
    if (TICKET_NUMBER.test(ctx.slots)) await judge(ctx, ctx.slots, verdict, null);
    else ctx.reply(text.unknown(ctx.slots.slice(0, 12)));
  },
});

/** They tell of something else, or ask for something else as well: then it is no answer to the question. */
function saysOther({ frames }: Extract<Answer, { kind: 'words' }>, ticket: Ticket): boolean {
  return frames.some(({ intent, slots }) => {
    if (intent === 'rate_ticket' || intent === 'query_ticket' || intent === 'smalltalk' || intent === 'update_ticket')
      return false;
    if (intent !== 'report_hazard' || ticket.kind !== 'hazard') return true;
    const { category, place } = slots;
    const isOfOther = typeof category === 'string' && category !== 'other' && category !== ticket.category;
    const isElsewhere = typeof place === 'string' && ticket.place !== null && !similarPlaces(place, ticket.place);
    return isOfOther || isElsewhere;
  });
}

export default defineHandler({
  name: 'rate-ticket',
  title: '评价工单',
  help: '办得怎么样：“H-0031 满意”“H-0031 还没好”',
  topic: 'reports',
  text,
  intents: {
    rate_ticket: defineIntent({
      keywords: ['满意', '不满意', '还没好', '没解决', '糊弄'],
      examples: ['H-0031 满意', 'H-31 不满意，车还在那', '不满意 A-0002'],
      slots: rateTicketSlots,
      async run(ctx) {
        const { ticket, satisfied } = ctx.slots;
        const words = wordsOf(ctx);
        const number = ticket === null ? null : (ticketNumberIn(ticket)?.number ?? ticket.slice(0, 12));
        if (satisfied === null) {
          const meant = number ?? (await meantInWords(ctx, ctx.member, kindsIn(ctx)))?.number ?? null;
          if (meant === null) return ctx.reply(text.nothing);
          if (isAppeal(meant)) ctx.keepSealed();
          if (isAppeal(meant) && isInGroup(ctx)) return ctx.reply(text.privately);
          return askVerdict(ctx, meant, text.ask(meant));
        }
        const heard = verdictIn(ticketNumberIn(words)?.rest ?? words);
        const verdict = satisfied ? 'satisfied' : heard === 'not_yet' ? heard : 'unsatisfied';
        await judge(ctx, number, verdict, complaintIn(words));
      },
    }),
  },
  commands: {
    // The reader takes it for a question how it stands.
    not_yet: defineCommand({
      allow: 'insider',
      examples: ['H-0031 还没好', '没好 H-0031', 'H-31 还没修好', 'H-31 又堵上了'],
      hears(words) {
        const said = ticketNumberIn(words);
        const verdict = said && verdictIn(said.rest);
        return verdict && (verdict === 'not_yet' || saysAgain(said.rest)) && ticketNumberIn(said.rest) === null
          ? { number: said.number, verdict, note: complaintIn(words) }
          : null;
      },
      async run(ctx) {
        const { number, verdict, note } = ctx.slots;
        if (await isOnlyHandlers(ctx, number)) await bringBack(ctx, number, null);
        else await judge(ctx, number, verdict, note);
      },
    }),
    withdraw: defineCommand({
      allow: 'insider',
      examples: ['H-0031 不用管了', '撤回 H-0031'],
      hears: withdrawnIn,
      async run(ctx) {
        const { number } = ctx.slots;
        if (await isOnlyHandlers(ctx, number)) return await bringBack(ctx, number, null);
        if (isAppeal(number)) ctx.keepSealed();
        if (isAppeal(number) && isInGroup(ctx)) return ctx.reply(text.privately);
        const ticket = await ctx.tx.tickets.byNumber(number);
        if (!ticket) return ctx.reply(text.unknown(number));
        const outcome = await withdraw(ctx, ctx.member, ticket);
        if (outcome.kind === 'withdrawn') ctx.reply(text.withdrawn(number));
        else if (outcome.kind === 'wrong_state') ctx.reply(text.notWithdrawn(number, statusTitle(outcome.ticket.status)));
        else ctx.reply((isAppeal(number) ? text.unknown : text.notYours)(number));
      },
    }),
  },
  buttons: {
    satisfied: press('satisfied'),
    unsatisfied: press('unsatisfied'),
    not_yet: press('not_yet'),
  },
  answers: {
    verdict: defineAnswer({
      state: z.object({ number: z.string() }),
      async run(ctx, answer) {
        const verdict = answer.kind === 'choice' ? verdicts[answer.choice - 1] : verdictOf(answer.words);
        if (!verdict) return false;
        await judge(ctx, ctx.slots.number, verdict, answer.kind === 'words' ? complaintIn(answer.words) : null);
        return true;
      },
      covers: ({ intent }) => intent === 'rate_ticket' || intent === 'query_ticket',
    }),
  },
  async standing(ctx, answer) {
    if (answer.kind === 'choice') {
      const asked = await lastAsked(ctx, ctx.member, kindsIn(ctx));
      const verdict = verdicts[answer.choice - 1];
      if (!asked || !verdict) return false;
      await judge(ctx, asked.number, verdict, null);
      return true;
    }
    const fine = fineIn(answer.words);
    const waits = fine === null || answer.isCommand ? undefined : await lastAsked(ctx, ctx.member, kindsIn(ctx));
    if (waits && !saysOther(answer, waits) && (fine === 'gone' || (await wasJustAsked(ctx, waits)))) {
      if (fine === 'gone') askVerdict(ctx, waits.number, text.askGone(waits.number));
      else await judge(ctx, waits.number, 'satisfied', null);
      return true;
    }
    const verdict = verdictIn(answer.words);
    // Before the question has come, only plain words are its answer.
    const find = saysPlainly(answer.words) ? meantInWords : lastAsked;
    const settled = await find(ctx, ctx.member, kindsIn(ctx));
    // What was never settled is not praised out of the blue; that it is broken again is said unasked.
    const ticket = settled ?? (verdict === 'satisfied' ? undefined : await lastEnded(ctx, ctx.member, kindsIn(ctx)));
    // Whoever names a ticket, this one or another, is read as if nothing had been asked.
    if (!verdict || !ticket || ticketNumberIn(answer.words) || saysOther(answer, ticket)) return false;
    await judge(ctx, ticket.number, verdict, complaintIn(answer.words));
    return true;
  },
});
