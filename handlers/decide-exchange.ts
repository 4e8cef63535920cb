import { z } from 'zod';
import { defineAnswer, defineCommand, defineHandler, defineWork, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { phrases } from '../src/core/phrases.ts';
import { exchangeStates, pointPhrases } from '../src/core/phrases-points.ts';
import { sayDay } from '../src/core/phrases-times.ts';
import type { Exchange } from '../src/core/points.ts';
import { cutText } from '../src/core/text.ts';
import { isDeskFull, meantOnDesk } from '../src/domain/desk.ts';
import { maySeeTo } from '../src/domain/points/deciders.ts';
import {
  ASKED,
  ASKED_KEPT_MS,
  askSecretaries,
  decideExchange,
  EXCHANGE,
  remindSecretaries,
} from '../src/domain/points/exchanging.ts';
import { tellAlone } from '../src/domain/points/saying.ts';
import { asksForWaiting, type Deciding, decisionIn, namedDecisionIn } from '../src/domain/words/exchange.ts';

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
};

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

async function decide(ctx: Context, { which, decision, reason }: Deciding): Promise<void> {
  const id = await idOf(ctx, which);
  if (typeof id === 'string') return tellAlone(ctx, id);
  const outcome = await decideExchange(ctx, id, ctx.member, decision, reason);
  switch (outcome.kind) {
    case 'unknown':
      return ctx.reply(text.noSuch(String(id)));
    case 'own':
      return ctx.reply(text.notOwn);
    case 'not_yours':
      return ctx.reply(pointPhrases.secretaryDecides);
    case 'already': {
      const { status, decidedBy } = outcome.exchange;
      const who = status === 'cancelled' ? text.they : await nameOf(ctx, decidedBy, pointPhrases.somebody);
      return ctx.reply(text.already(id, who, exchangeStates[status]));
    }
    case 'decided': {
      // A group need not hear whose it is.
      const who = isAlone(ctx) ? await nameOf(ctx, outcome.exchange.memberId, text.they) : text.they;
      return ctx.reply((decision === 'granted' ? text.decided : text.declined)(id, who));
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
    decide: defineCommand({
      allow: 'insider',
      examples: ['兑换12 同意', '兑换 12 不同意，没货了', '同意兑换12'],
      hears: decisionIn,
      run: decideSaid,
    }),
    decide_named: defineCommand({
      allow: 'staff',
      examples: ['同意老周换洗车券', '老周的洗车券批了'],
      hears: namedDecisionIn,
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
    bare: defineAnswer({
      allow: 'staff',
      state: z.object({ id: z.number(), isYes: z.boolean(), reason: z.string().nullable() }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return false;
        const { id, isYes, reason } = ctx.slots;
        const decision = isYes ? 'granted' : 'declined';
        if (answer.choice === 1) await decide(ctx, { which: { kind: 'whole', value: id }, decision, reason });
        else ctx.reply(text.notNow);
        return true;
      },
    }),
  },
  // "Agreed", said to the push that asked for it.
  async standing(ctx, answer) {
    const meant = await meantOnDesk(ctx, answer, 'exchange');
    if (!meant) return false;
    if (meant.kind === 'several') await listWaiting(ctx);
    else if (!meant.isQuoted) await askBare(ctx, meant.number, meant);
    else if (ctx.isProven(title)) {
      const decision = meant.isYes ? 'granted' : 'declined';
      await decide(ctx, { which: { kind: 'whole', value: meant.number }, decision, reason: meant.reason });
    }
    return true;
  },
  awaits: isDeskFull,
  works: {
    [EXCHANGE.ask]: defineWork({ payload: z.object({}), run: askSecretaries }),
  },
  nightly: remindSecretaries,
  forgets: { [ASKED]: ASKED_KEPT_MS },
});
