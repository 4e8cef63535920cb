import { z } from 'zod';
import {
  type Answer,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import { handlingPhrases } from '../src/core/phrases-handling.ts';
import { sayMatter } from '../src/core/phrases-lists.ts';
import { updateTicketSlots } from '../src/core/slots.ts';
import { type HandlingAction, handlingActions, TICKET_NUMBER, type Ticket } from '../src/core/ticket.ts';
import { questionFor, repliedTo } from '../src/domain/knowledge/asking.ts';
import { createReplying } from '../src/domain/knowledge/replying.ts';
import { findJoinable } from '../src/domain/sign-ups/finding.ts';
import { bringBack, bringBackSaid } from '../src/domain/tickets/bringing-back.ts';
import { unanswered } from '../src/domain/tickets/choosing.ts';
import { sayOutcome, sayRefusal } from '../src/domain/tickets/handled.ts';
import { questionOf } from '../src/domain/tickets/questions.ts';
import { createSeveral, fittingHere, LISTED_MAX, numberMeant } from '../src/domain/tickets/several.ts';
import { answerCall, handle, NOTE_MAX } from '../src/domain/tickets/steps.ts';
import { handlingIn, saysHold, withoutAsides } from '../src/domain/words/handling.ts';
import { comingIn, heardNoNumber, noteBehind, reasonIn, saysDuplicate, settlingIn } from '../src/domain/words/settling.ts';
import { takenBackIn } from '../src/domain/words/taking-back.ts';
import { ticketNumberIn } from '../src/domain/words/ticket-numbers.ts';

const { title } = handlingPhrases;

const text = {
  tooLong: (length: number) => handlingPhrases.tooLong(length, NOTE_MAX),
  askReason: (number: string) => `${number} 为什么不办？回 1 不归我们管，2 查无此事，3 重复，或直接说理由。`,
  reasons: ['不归我们管', '查无此事', '重复'],
  askSame: '和哪一件重复？回那一件的编号，不知道就回“没有”。',
  askAction: (number: string) => `${number} 怎么办？回 1 受理，2 报街道，3 办好了。`,
  actions: ['受理', '报街道', '办好了'],
  whichOne: (count: number, which: string) => `有 ${count} 件，${which}？回编号：`,
  which: {
    accept: '受理哪一件',
    assign_branch: '转支部的是哪一件',
    escalate_street: '报街道的是哪一件',
    escalate_county: '报区县的是哪一件',
    resolve: '办好的是哪一件',
    reject: '不办的是哪一件',
  } satisfies Record<HandlingAction, string>,
  whichAtAll: '是哪一件',
  line: (position: number, number: string, matter: string) => `${position}. ${number} ${matter}`,
  coming: (number: string, place: string) => `好，${number}${place}，路上当心，到了看情况打电话。`,
  comingToSettle: (number: string, place: string) => `好，${number}${place}，算您受理了。路上当心。`,
  answered: (number: string, name: string) => `${number} ${name}已经应了，您也可以去搭把手。`,
  somebody: '有人',
  helper: '谢谢！值班的人我在喊，你先离远点，别动手。',
  answeredQuestion: (number: string) => `${number} 答复记下了，我转告问的人。`,
  askReply: (number: string) => `${number} 问的是政策，怎么答？直接说，我转告问的人。`,
  readBack: (note: string) => `这样转告：“${note}” 回 1 发，回 2 重说。`,
  readBackChoices: ['发', '重说'],
  keepPair: (question: string, answer: string) => `以后有人问“${question}”，也这么答吗？\n${answer}`,
  replaces: (question: string) => `会换掉原来“${question}”那条。`,
  askKeep: '回 1 存，回 2 不存。',
  keepChoices: ['存下来', '不存'],
  kept: {
    kept: '存好了，以后有人这么问就这么答。',
    replaced: '存好了，换掉了原来那条答复。',
    full: '常见问答存满了，先删几条。这条没存。',
  },
  notKept: '好，不存。',
  noneCalled: '现在没有要赶过去的急事。',
  noneCalledBare: '现在没有要赶过去的急事。要报活动就说“报名”。',
};

type Context = HandlerContext<unknown>;

/** Beside a note, so many characters say the rest. */
const AROUND_NOTE = 60;

interface Act {
  action: HandlingAction | null;
  note: string | null;
  other?: string | null;
}
const actSchema = z.object({
  action: z.enum(handlingActions).nullable(),
  note: z.string().nullable(),
  other: z.string().nullish(),
});

const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';
const isAppeal = (number: string): boolean => number.startsWith('A');
const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');

/** Does it to the ticket, or asks for what is missing. */
async function act(ctx: Context, number: string, { action, note, other = null }: Act): Promise<void> {
  // Only who settles tickets may; the platform must have proved who speaks.
  if (!ctx.isProven(title)) return;
  if (isInGroup(ctx) && isAppeal(number)) return ctx.reply(handlingPhrases.talk.privately);
  if (action === null) {
    return ctx.ask({ name: 'action', text: text.askAction(number), choices: text.actions, state: { number, note } });
  }
  if (action === 'resolve' && note === null && (await questionFor(ctx, ctx.member, number)) !== null) {
    return replying.askReply(ctx, number);
  }
  const outcome = await handle(ctx, ctx.member, number, action, note === null ? null : withoutAsides(note), other);
  // Whoever takes on what he has turned down himself has thought better of it.
  const isTurnedDown = outcome.kind === 'wrong_state' && outcome.ticket.status === 'rejected' && action === 'accept';
  if (isTurnedDown) return await bringBack(ctx, number, action);
  if (outcome.kind === 'needs_reason') {
    return ctx.ask({ name: 'reason', text: text.askReason(number), choices: text.reasons, state: { number } });
  }
  const isQuestion = 'ticket' in outcome && (await questionOf(ctx, outcome.ticket)) !== null;
  if (isQuestion && outcome.kind === 'done')
    return await sayOfQuestion(ctx, outcome.action, outcome.ticket, await sayOutcome(ctx, number, outcome));
  ctx.reply(await sayOutcome(ctx, number, outcome));
}

/** A question is settled by its answer. */
const replying = createReplying(text, (ctx, number, note) => act(ctx, number, { action: 'resolve', note }));

/** A question was taken on, or answered: then it may be answered so to all. */
async function sayOfQuestion(ctx: Context, action: HandlingAction, ticket: Ticket, otherwise: string): Promise<void> {
  const { number, status, outcome } = ticket;
  if (action !== 'resolve' || outcome === null) {
    return ctx.reply(status === 'accepted' ? handlingPhrases.acceptedQuestion(ticket, ctx.now) : otherwise);
  }
  const answered = text.answeredQuestion(number);
  if (!(await replying.offerToKeep(ctx, ticket, answered))) ctx.reply(answered);
}

/** No number was said: the only one that fits, else which one. */
async function actOnOne(ctx: Context, what: Act): Promise<void> {
  await actOnOneOf(ctx, await fittingHere(ctx, what.action), what);
}

async function actOnOneOf(ctx: Context, found: readonly Ticket[], what: Act): Promise<void> {
  const [first, another] = found;
  if (!first) return ctx.reply(isInGroup(ctx) ? handlingPhrases.talk.nothingHere : handlingPhrases.talk.nothing);
  if (!another) return await act(ctx, first.number, what);
  const shown = found.slice(0, LISTED_MAX);
  const lines = shown.map((ticket, index) => text.line(index + 1, ticket.number, sayMatter(ticket)));
  ctx.ask({
    name: 'which',
    text: [text.whichOne(found.length, what.action === null ? text.whichAtAll : text.which[what.action]), ...lines].join('\n'),
    choices: shown.map(({ number }) => number),
    state: { numbers: shown.map(({ number }) => number), act: what },
  });
}

const several = createSeveral({ act, actOnOneOf });

const press = (action: HandlingAction, note: string | null = null) => ({
  allow: 'insider' as const,
  async run(ctx: HandlerContext<string>) {
    if (TICKET_NUMBER.test(ctx.slots)) await act(ctx, ctx.slots, { action, note });
    else ctx.reply(handlingPhrases.unknown(ctx.slots.slice(0, 12)));
  },
});

async function come(ctx: Context, number: string): Promise<void> {
  if (isInGroup(ctx) && isAppeal(number)) return ctx.reply(handlingPhrases.talk.privately);
  const outcome = await answerCall(ctx, ctx.member, number);
  switch (outcome.kind) {
    case 'answered': {
      const { place } = outcome.ticket;
      return ctx.reply((outcome.accepted ? text.comingToSettle : text.coming)(number, place === null ? '' : ` ${place}`));
    }
    case 'already':
      return ctx.reply(text.answered(number, await whoAnswered(ctx, outcome.ticket)));
    // Whoever goes there takes it on.
    case 'not_urgent':
      return await act(ctx, number, { action: 'accept', note: null });
    case 'not_yours':
      return ctx.reply(outcome.ticket.urgent && !isAppeal(number) ? text.helper : sayRefusal(number, outcome));
    default:
      return ctx.reply(sayRefusal(number, outcome));
  }
}

/** "I go" may be said of an activity. */
async function isSignUpOpen(ctx: Context): Promise<boolean> {
  const where = { member: ctx.member, conversation: ctx.message.conversation };
  return (await findJoinable(ctx, where, null, ctx.at)).open.length > 0;
}

async function whoAnswered({ tx }: Context, { id, handlerId }: Ticket): Promise<string> {
  const came = (await tx.tickets.events(id)).findLast(({ action }) => action === 'answer_call')?.by ?? handlerId;
  return (came === null ? undefined : await tx.members.byId(came))?.name ?? text.somebody;
}

const coversUpdates = ({ intent }: { intent: string }) => intent === 'update_ticket';
const saysNothingElse = ({ frames }: Extract<Answer, { kind: 'words' }>) =>
  frames.every(({ intent }) => intent === 'update_ticket' || intent === 'smalltalk');

export default defineHandler({
  name: 'update-ticket',
  title,
  help: null,
  staffHelp: '处理报来的事：“H-0031 受理”“H-0031 办好了，已清走”',
  staffTopic: 'handling',
  text,
  intents: {
    update_ticket: defineIntent({
      keywords: ['受理', '报街道', '报区县', '转支部', '办好了', '不归我们管', '驳回'],
      examples: ['H-0031 受理，明天去看', 'H-31 报街道，支部没权限', 'H-0031 已办结，三轮清走了', '31号隐患不归我们管，是物业的'],
      slots: updateTicketSlots,
      async run(ctx) {
        const { ticket, action, note } = ctx.slots;
        const words = wordsOf(ctx);
        const length = [...words].length;
        // A note that long is not always found whole; half of it must not stand in the record.
        if (length > NOTE_MAX + AROUND_NOTE) return ctx.reply(text.tooLong(length));
        const whole = action === null ? null : noteBehind(words, action);
        const reason = action === 'reject' ? (note ?? reasonIn(words)) : (whole ?? note);
        const number = ticket === null ? null : (ticketNumberIn(ticket)?.number ?? ticket.slice(0, 12));
        if (number === null) await actOnOne(ctx, { action, note: reason });
        else await act(ctx, number, { action, note: reason });
      },
    }),
  },
  commands: {
    back: defineCommand({
      allow: 'insider',
      examples: ['搞错了 归我们管', '驳错了', '莫报莫报'],
      hears: takenBackIn,
      yields: true,
      async run(ctx) {
        if (!(await bringBackSaid(ctx, ctx.slots))) ctx.pass();
      },
    }),
    several: defineCommand({
      allow: 'insider',
      examples: ['H-0001 受理，等下先别受理', '充电桩那个受理，通道那个不归我们管', '两个都受理', 'H-0001 受理了没'],
      hears: handlingIn,
      async run(ctx) {
        if (!(await several.doAll(ctx, ctx.slots))) ctx.pass();
      },
    }),
    settle: defineCommand({
      // Whoever the settings name for a level may be anybody; what each may do is looked at with the ticket.
      allow: 'insider',
      examples: ['受理 H-0031', 'H-0031 办好了', 'H-0031 不归我们管', 'H-0031 和 H-0009 重复'],
      hears: settlingIn,
      async run(ctx) {
        const { number, action, note, other, isReply } = ctx.slots;
        const standing = isReply ? await repliedTo(ctx, ctx.member, number) : 'question';
        if (standing === 'unknown') ctx.reply(handlingPhrases.unknown(number));
        // Of what was no question it says nothing of where it stands.
        else await act(ctx, number, { action: standing === 'other' ? null : action, note, other });
      },
    }),
    coming: defineCommand({
      allow: 'insider',
      examples: ['我马上过去', '我这就过去', '我去处理 H-0032'],
      hears: comingIn,
      async run(ctx) {
        const { number, isBare } = ctx.slots;
        if (number !== null) return await come(ctx, number);
        const [latest] = await unanswered(ctx, isInGroup(ctx) ? ctx.message.conversation.id : null);
        if (latest) await come(ctx, latest.number);
        // It may have been said of anything: whoever asked us hears how to say what he means; in a group the rest is for others.
        else if (isBare && (await isSignUpOpen(ctx))) ctx.pass();
        else if (isBare) ctx.reply(text.noneCalledBare);
        else if (!isInGroup(ctx)) ctx.reply(text.noneCalled);
      },
    }),
  },
  buttons: {
    accept: press('accept'),
    escalate_street: press('escalate_street'),
    escalate_county: press('escalate_county'),
    reject_not_ours: press('reject', text.reasons[0]),
    coming: {
      allow: 'insider',
      async run(ctx) {
        if (TICKET_NUMBER.test(ctx.slots)) await come(ctx, ctx.slots);
        else ctx.reply(handlingPhrases.unknown(ctx.slots.slice(0, 12)));
      },
    },
  },
  answers: {
    action: defineAnswer({
      allow: 'insider',
      state: z.object({ number: z.string(), note: z.string().nullable() }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return false;
        const action = (['accept', 'escalate_street', 'resolve'] as const)[answer.choice - 1];
        if (action) await act(ctx, ctx.slots.number, { action, note: ctx.slots.note });
        return action !== undefined;
      },
    }),
    reason: defineAnswer({
      allow: 'insider',
      state: z.object({ number: z.string() }),
      async run(ctx, answer) {
        const { number } = ctx.slots;
        if (answer.kind === 'words' && saysHold(answer.words)) {
          ctx.reply(handlingPhrases.talk.stays);
          return true;
        }
        const same = answer.kind === 'words' ? ticketNumberIn(answer.words)?.number : undefined;
        if (answer.kind === 'words' && same === undefined && !saysNothingElse(answer)) return false;
        if (answer.kind === 'words' && (handlingIn(answer.words) ?? takenBackIn(answer.words)) !== null) return false;
        const reason = answer.kind === 'choice' ? text.reasons[answer.choice - 1] : answer.words;
        if (reason === undefined) return false;
        if (same !== undefined) await act(ctx, number, { action: 'reject', note: null, other: same });
        else if (saysDuplicate(reason)) ctx.ask({ name: 'same', text: text.askSame, choices: [], state: { number } });
        else await act(ctx, number, { action: 'reject', note: reason });
        return true;
      },
      covers: coversUpdates,
    }),
    reply: replying.reply,
    keep: replying.keep,
    seen: several.seen,
    same: defineAnswer({
      allow: 'insider',
      state: z.object({ number: z.string() }),
      async run(ctx, answer) {
        if (answer.kind === 'choice') return false;
        const other = ticketNumberIn(answer.words)?.number;
        if (other === undefined && !heardNoNumber.test(answer.words)) return false;
        await act(ctx, ctx.slots.number, { action: 'reject', note: text.reasons[2]!, other: other ?? null });
        return true;
      },
      covers: ({ intent }) => intent === 'update_ticket' || intent === 'query_ticket' || intent === 'smalltalk',
    }),
    which: defineAnswer({
      allow: 'insider',
      state: z.object({ numbers: z.array(z.string()), act: actSchema }),
      async run(ctx, answer) {
        const { numbers } = ctx.slots;
        const number = answer.kind === 'choice' ? numbers[answer.choice - 1] : await numberMeant(ctx, answer.words, numbers);
        if (number === undefined) return false;
        const { action, note, other } = ctx.slots.act;
        await act(ctx, number, { action, note, other: other ?? null });
        return true;
      },
      covers: ({ intent }) => intent === 'update_ticket' || intent === 'query_ticket',
    }),
  },
});
