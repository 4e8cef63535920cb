import { z } from 'zod';
import { type Answer, defineAnswer, defineCommand, defineHandler, defineWork, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { phrases } from '../src/core/phrases.ts';
import { exchangeStates, pointPhrases } from '../src/core/phrases-points.ts';
import { sayDay } from '../src/core/phrases-times.ts';
import type { Exchange } from '../src/core/points.ts';
import { cutText } from '../src/core/text.ts';
import { type Decided, isDeskFull, meantOnDesk, severalAnswer } from '../src/domain/desk.ts';
import { maySeeTo } from '../src/domain/points/deciders.ts';
import {
  ASKED,
  ASKED_KEPT_MS,
  askSecretaries,
  decideExchange,
  EXCHANGE,
  remindSecretaries,
  revokeExchange,
} from '../src/domain/points/exchanging.ts';
import { tellAlone } from '../src/domain/points/saying.ts';
import { type DeskItem, deskItemsIn } from '../src/domain/words/desk.ts';
import { deskStateAskedIn } from '../src/domain/words/desk-verdicts.ts';
import { asksForWaiting, type Deciding, decisionIn, namedDecisionIn } from '../src/domain/words/exchange.ts';
import { revokedIn, takesDecisionBack } from '../src/domain/words/exchange-thoughts.ts';
import { inTheEnd } from '../src/domain/words/orders.ts';

const title = '定兑换';

const text = {
  noSuch: (id: string) => `没有兑换 ${id}。说“待兑换”看都有哪些。`,
  notOwn: '自己的兑换请别人来定。',
  decided: (id: number, who: string) => `兑换 ${id} 同意了，我告诉${who}。`,
  declined: (id: number, who: string) => `兑换 ${id} 没同意，分退回去了，我告诉${who}。`,
  they: '本人',
  already: (id: number, who: string, state: string) => `兑换 ${id} ${who}${state}，这次没有改动。`,
  noneOf: (who: string) => `没有${who}等着的兑换。说“待兑换”看都有哪些。`,
  severalOf: (who: string, count: number) => `${who}有 ${count} 件在等，请说号：“待兑换”里有。`,
  noneWaiting: '没有等着定的兑换。',
  listed: (count: number) => `待兑换 ${count} 件：`,
  line: (id: number, who: string, goods: string, cost: number, day: string) => `${id}. ${who} ${goods} ${cost} 分，${day}`,
  more: (count: number) => `还有 ${count} 件。`,
  ask: (id: number, who: string, goods: string, cost: number, word: string) =>
    `是说兑换 ${id}，${who}用 ${cost} 分换${goods}吗？回 1 ${word}，回 2 先不定。`,
  later: '先不定',
  notNow: '好，先不定。',
  leftWaiting: '好，先不定，还在“待兑换”里。',
  yesOrNo: (id: number, who: string, goods: string, cost: number) =>
    `兑换 ${id}，${who}用 ${cost} 分换${goods}。回 1 同意，回 2 不同意。`,
  line2: (id: number, who: string, goods: string, word: string) => `兑换 ${id} ${who} ${goods}：${word}`,
  askSeveral: '这样定吗？回 1 就这么定，回 2 先不定。',
  sure: '就这么定',
  ofSeveralKinds: '兑换、岗位、工时请分开说，比如“兑换1、2 同意”。还都没有定。',
  overdrawn: (who: string, points: number) => `${who}现在是负 ${points} 分，有一笔撤回了。`,
  howToRevoke: (id: number) => `给错了说“兑换${id} 撤销”。`,
  revoked: (id: number, cost: number, who: string) => `兑换 ${id} 撤销了，${cost} 分退回去，东西加回架上，我告诉${who}。`,
  notGranted: (id: number, state: string) => `兑换 ${id} ${state}，没有可撤的。`,
  state: (id: number, who: string, goods: string, state: string) => `兑换 ${id}，${who}换${goods}：${state}。`,
  askAgain: (who: string) => `分退了，要给就让${who}再换一次。`,
  whichToRevoke: '撤哪个要说号，比如“兑换12 撤销”。',
};

/** Several at once, of which at least one is an exchange; others have skills of their own. */
function severalIn(words: string): { items: DeskItem[] } | null {
  const items = deskItemsIn(words);
  return items?.some(({ kind }) => kind === 'exchange') ? { items } : null;
}

const LISTED_MAX = 20;
const WAITING_MOST = 500;

type Context = HandlerContext<unknown>;
const isAlone = ({ message }: Context): boolean => message.conversation.kind === 'direct';

async function nameOf({ tx }: Context, memberId: string | null, otherwise: string): Promise<string> {
  return (memberId === null ? undefined : await tx.members.byId(memberId))?.name ?? otherwise;
}

/** What somebody of the name waits for. */
async function openOf({ tx }: Context, name: string): Promise<Exchange[]> {
  const open = await tx.exchanges.list(['asked'], WAITING_MOST);
  const people = await tx.members.byIds(open.map(({ memberId }) => memberId));
  const named = new Set(people.filter((person) => person.name === name).map(({ id }) => id));
  return open.filter(({ memberId }) => named.has(memberId));
}

/** By number, or the only one that somebody of the name waits for. */
async function idOf(ctx: Context, which: Deciding['which']): Promise<number | string> {
  if (typeof which !== 'string') return which.kind === 'whole' ? which.value : text.noSuch(cutText(which.said, 12));
  const theirs = await openOf(ctx, which);
  const [only] = theirs;
  if (!only) return text.noneOf(which);
  return theirs.length === 1 ? only.id : text.severalOf(which, theirs.length);
}

/** @returns what is said of it */
async function decideOne(ctx: Context, id: number, decision: Deciding['decision'], reason: string | null): Promise<string> {
  const outcome = await decideExchange(ctx, id, ctx.member, decision, reason);
  switch (outcome.kind) {
    case 'unknown':
      return text.noSuch(String(id));
    case 'own':
      return text.notOwn;
    case 'not_yours':
      return pointPhrases.secretaryDecides;
    case 'already': {
      const { status, decidedBy } = outcome.exchange;
      const who = status === 'cancelled' ? text.they : await nameOf(ctx, decidedBy, pointPhrases.somebody);
      const behind = status === 'granted' && decision === 'declined' ? text.howToRevoke(id) : '';
      return text.already(id, who, exchangeStates[status]) + behind;
    }
    case 'decided': {
      const { memberId } = outcome.exchange;
      // A group need not hear whose it is.
      const who = isAlone(ctx) ? await nameOf(ctx, memberId, text.they) : text.they;
      if (decision !== 'granted') return text.declined(id, who);
      const balance = isAlone(ctx) ? await ctx.tx.points.balance(memberId) : 0;
      return text.decided(id, who) + (balance < 0 ? text.overdrawn(who, -balance) + text.howToRevoke(id) : '');
    }
  }
}

async function decide(ctx: Context, { which, decision, reason }: Deciding): Promise<void> {
  const id = await idOf(ctx, which);
  if (typeof id === 'string') return tellAlone(ctx, id);
  const said = await decideOne(ctx, id, decision, reason);
  // "I got that wrong", said right after, is about this.
  if (isAlone(ctx) && !ctx.hasAsked()) {
    ctx.ask({ name: 'decided', text: said, choices: [], state: { id } });
  } else ctx.reply(said);
}

async function decideAll(ctx: Context, items: readonly Decided[]): Promise<void> {
  const lines: string[] = [];
  for (const { number, isYes, reason } of items) {
    lines.push(await decideOne(ctx, number, isYes ? 'granted' : 'declined', reason));
  }
  ctx.reply(lines.join('\n'));
}

async function sayState(ctx: HandlerContext<{ number: number }>): Promise<void> {
  const known = await ctx.tx.exchanges.byId(ctx.slots.number);
  if (!known) return tellAlone(ctx, text.noSuch(String(ctx.slots.number)));
  if (!(await maySeeTo(ctx, ctx.member, known.memberId))) return ctx.pass();
  if (known.status === 'asked' && isAlone(ctx)) return await askYesOrNo(ctx, known.id);
  const who = await nameOf(ctx, known.memberId, pointPhrases.somebody);
  tellAlone(ctx, text.state(known.id, who, known.name, exchangeStates[known.status]));
}

/** What was granted by mistake is given back; what was refused has to be asked for again. */
async function revoke(ctx: Context, id: number): Promise<void> {
  const outcome = await revokeExchange(ctx, id, ctx.member);
  switch (outcome.kind) {
    case 'unknown':
      return ctx.reply(text.noSuch(String(id)));
    case 'own':
      return ctx.reply(text.notOwn);
    case 'not_yours':
      return ctx.reply(pointPhrases.secretaryDecides);
    case 'already': {
      const { status, memberId } = outcome.exchange;
      const who = isAlone(ctx) ? await nameOf(ctx, memberId, text.they) : text.they;
      const behind = status === 'declined' ? text.askAgain(who) : '';
      return ctx.reply(text.notGranted(id, exchangeStates[status]) + behind);
    }
    case 'decided': {
      const { cost, memberId } = outcome.exchange;
      ctx.reply(text.revoked(id, cost, isAlone(ctx) ? await nameOf(ctx, memberId, text.they) : text.they));
    }
  }
}

/** Heard from everybody: else a yes would be taken for a wish to exchange. */
async function decideSaid(ctx: HandlerContext<Deciding>): Promise<void> {
  if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(phrases.staffOnlyTitle(title));
  if (ctx.isProven(title)) await decide(ctx, ctx.slots);
}

/** With the goods: of all that somebody of the name waits for, these. Where nobody does, something else is said. */
async function decideNamed(ctx: HandlerContext<Deciding & { which: string; item: string | null }>): Promise<void> {
  const { which, item, ...deciding } = ctx.slots;
  const theirs = await openOf(ctx, which);
  const meant = item === null ? theirs : theirs.filter(({ name }) => name.includes(item) || item.includes(name));
  const [only] = meant;
  if (!only) return ctx.pass();
  if (meant.length > 1) return tellAlone(ctx, text.severalOf(which, meant.length));
  await decide(ctx, { which: { kind: 'whole', value: only.id }, ...deciding });
}

async function listWaiting(ctx: Context): Promise<void> {
  const all = await ctx.tx.exchanges.list(['asked'], WAITING_MOST);
  const open: typeof all = [];
  for (const one of all) if (await maySeeTo(ctx, ctx.member, one.memberId)) open.push(one);
  if (open.length === 0 && !(await maySeeTo(ctx, ctx.member))) return ctx.reply(pointPhrases.secretaryDecides);
  if (open.length === 0) return tellAlone(ctx, text.noneWaiting);
  const lines: string[] = [];
  for (const { id, memberId, name, cost, askedAt } of open.slice(0, LISTED_MAX)) {
    lines.push(text.line(id, await nameOf(ctx, memberId, pointPhrases.somebody), name, cost, sayDay(askedAt, ctx.now)));
  }
  const more = open.length > LISTED_MAX ? [text.more(open.length - LISTED_MAX)] : [];
  tellAlone(ctx, [text.listed(open.length), ...lines, ...more, pointPhrases.howToDecide].join('\n'));
}

async function askBare(ctx: Context, id: number, { isYes, reason }: { isYes: boolean; reason: string | null }): Promise<void> {
  const known = await ctx.tx.exchanges.byId(id);
  if (!known) return;
  const who = await nameOf(ctx, known.memberId, pointPhrases.somebody);
  const word = isYes ? pointPhrases.agree : pointPhrases.disagree;
  const question = text.ask(id, who, known.name, known.cost, word);
  ctx.ask({ name: 'bare', text: question, choices: [word, text.later], state: { id, isYes, reason } });
}

/** Each by itself, as a question: a slip in one of many is soon made. */
async function askAll(ctx: Context, items: readonly Decided[]): Promise<void> {
  const lines: string[] = [];
  for (const { number, isYes } of items) {
    const known = await ctx.tx.exchanges.byId(number);
    if (!known) continue;
    const who = await nameOf(ctx, known.memberId, pointPhrases.somebody);
    lines.push(text.line2(number, who, known.name, isYes ? pointPhrases.agree : pointPhrases.disagree));
  }
  const question = [...lines, text.askSeveral].join('\n');
  ctx.ask({ name: 'several', text: question, choices: [text.sure, text.later], state: { items: [...items] } });
}

async function askYesOrNo(ctx: Context, id: number): Promise<void> {
  const known = await ctx.tx.exchanges.byId(id);
  if (!known) return;
  const question = text.yesOrNo(id, await nameOf(ctx, known.memberId, pointPhrases.somebody), known.name, known.cost);
  ctx.ask({ name: 'yes_or_no', text: question, choices: [pointPhrases.agree, pointPhrases.disagree], state: { id } });
}

/** A word on what waits, whichever of it: done where it is sure, else asked about. @returns false when it is none */
async function answerOnDesk(ctx: Context, answer: Answer, isAsked = false): Promise<boolean> {
  const meant = await meantOnDesk(ctx, answer, 'exchange', isAsked);
  if (!meant) return false;
  if (meant.kind === 'later') ctx.reply(text.leftWaiting);
  else if (meant.kind === 'several') await listWaiting(ctx);
  else if (meant.kind === 'these') await askAll(ctx, meant.items);
  else if (meant.kind === 'unsaid') await askYesOrNo(ctx, meant.number);
  else if (!meant.isSure) await askBare(ctx, meant.number, meant);
  else if (ctx.isProven(title)) {
    const decision = meant.isYes ? 'granted' : 'declined';
    await decide(ctx, { which: { kind: 'whole', value: meant.number }, decision, reason: meant.reason });
  }
  return true;
}

/** In other words than the two we offered: of this one, of others, or of none yet. */
async function answerOtherwise(ctx: Context, answer: Extract<Answer, { kind: 'words' }>): Promise<boolean> {
  return await answerOnDesk(ctx, answer, true);
}

const press = (decision: Deciding['decision']) => ({
  allow: 'staff' as const,
  async run(ctx: HandlerContext<string>) {
    const id = /^\d{1,9}$/.test(ctx.slots) ? Number(ctx.slots) : 0;
    await decide(ctx, { which: { kind: 'whole', value: id }, decision, reason: null });
  },
});

export default defineHandler({
  name: EXCHANGE.handler,
  title,
  help: null,
  staffHelp: '定兑换：“待兑换”“兑换12 同意”',
  staffTopic: 'posts',
  text,
  intents: {},
  commands: {
    decide_several: defineCommand({
      allow: 'insider',
      examples: ['兑换 1、2 同意', '兑换1、兑换2都同意'],
      hears: inTheEnd<{ items: DeskItem[] }>(severalIn),
      async run(ctx) {
        if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(phrases.staffOnlyTitle(title));
        if (!ctx.isProven(title)) return;
        const { items } = ctx.slots;
        if (items.some(({ kind }) => kind !== 'exchange')) ctx.reply(text.ofSeveralKinds);
        else await decideAll(ctx, items);
      },
    }),
    revoke: defineCommand({
      allow: 'staff',
      examples: ['兑换 12 给错了，退回', '兑换12批错了'],
      hears: inTheEnd(revokedIn),
      async run(ctx) {
        const { id } = ctx.slots;
        if (!ctx.isProven(title)) return;
        if (id.kind === 'whole') await revoke(ctx, id.value);
        else ctx.reply(text.whichToRevoke);
      },
    }),
    decide: defineCommand({
      allow: 'insider',
      examples: ['兑换12 同意', '兑换 12 不同意，没货了', '同意兑换12'],
      hears: inTheEnd(decisionIn),
      run: decideSaid,
    }),
    state: defineCommand({
      allow: 'staff',
      examples: ['兑换 12 对不对', '兑换12 该不该给'],
      hears(words) {
        const asked = deskStateAskedIn(words);
        return asked?.kind === 'exchange' ? asked : null;
      },
      run: sayState,
    }),
    decide_named: defineCommand({
      allow: 'staff',
      examples: ['同意老周换洗车券', '老周的洗车券批了'],
      hears: inTheEnd(namedDecisionIn),
      run: decideNamed,
    }),
    waiting: defineCommand({
      allow: 'staff',
      examples: ['待兑换', '兑换申请', '谁要换东西'],
      hears: (words) => (asksForWaiting(words) ? {} : null),
      run: listWaiting,
    }),
  },
  buttons: { grant: press('granted'), decline: press('declined') },
  answers: {
    decided: defineAnswer({
      allow: 'staff',
      isRecorded: true,
      state: z.object({ id: z.number() }),
      async run(ctx, answer) {
        if (answer.kind === 'choice' || answer.isCommand || !takesDecisionBack(answer.words)) return false;
        if (ctx.isProven(title)) await revoke(ctx, ctx.slots.id);
        return true;
      },
      covers: ({ intent }) => intent === 'undo' || intent === 'redeem_points',
    }),
    several: severalAnswer('staff', 'exchange', { decideAll, askAll, notNow: text.notNow, otherwise: answerOtherwise }),
    yes_or_no: defineAnswer({
      allow: 'staff',
      state: z.object({ id: z.number() }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return await answerOtherwise(ctx, answer);
        const decision = answer.choice === 1 ? 'granted' : 'declined';
        await decide(ctx, { which: { kind: 'whole', value: ctx.slots.id }, decision, reason: null });
        return true;
      },
      covers: () => true,
    }),
    bare: defineAnswer({
      allow: 'staff',
      state: z.object({ id: z.number(), isYes: z.boolean(), reason: z.string().nullable() }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return await answerOtherwise(ctx, answer);
        const { id, isYes, reason } = ctx.slots;
        const decision = isYes ? 'granted' : 'declined';
        if (answer.choice === 1) await decide(ctx, { which: { kind: 'whole', value: id }, decision, reason });
        else ctx.reply(text.notNow);
        return true;
      },
      covers: () => true,
    }),
  },
  // "Agreed", said to the push that asked for it.
  standing: async (ctx, answer) => await answerOnDesk(ctx, answer),
  awaits: isDeskFull,
  works: {
    [EXCHANGE.ask]: defineWork({ payload: z.object({}), run: askSecretaries }),
  },
  nightly: remindSecretaries,
  forgets: { [ASKED]: ASKED_KEPT_MS },
});
