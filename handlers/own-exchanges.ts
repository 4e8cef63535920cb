import { DAY_MS } from '../src/core/clock.ts';
import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { type Exchange, exchangeStatuses } from '../src/core/points.ts';
import { goodsIn, offeredGoods } from '../src/domain/points/goods.ts';
import { sayExchange, tellAlone } from '../src/domain/points/saying.ts';
import { deskStateAskedIn } from '../src/domain/words/desk-verdicts.ts';
import { asksForOwn, asksForYes, speaksOfExchange } from '../src/domain/words/exchange.ts';
import { asksOfGoods, asksWhyDeclined } from '../src/domain/words/exchange-thoughts.ts';

const text = {
  none: '你还没换过东西。想看有什么，说“有什么能换的”。',
  whyDeclined: (goods: string, who: string) => `${goods}是${who}定的，分退给你了。为什么没批，直接问${who}。`,
};

/** Decided longer ago, it is no news. */
const FRESH_MS = 14 * DAY_MS;
const LISTED = 5;

type Context = HandlerContext<unknown>;

async function sayAll(ctx: Context, own: readonly Exchange[]): Promise<string> {
  const lines: string[] = [];
  for (const one of own.slice(-LISTED).reverse()) lines.push(await sayExchange(ctx, one));
  return lines.join('\n');
}

/** Tyres and shifts are changed, too: no word of ours, nothing from the shelf, and he never exchanged anything. */
async function isAboutOther(ctx: Context, words: string): Promise<boolean> {
  return !speaksOfExchange(words) && goodsIn(await offeredGoods(ctx), words).length === 0;
}

async function sayOwn(ctx: Context): Promise<void> {
  const own = await ctx.tx.exchanges.ofMember(ctx.member.id, exchangeStatuses);
  const words = ctx.message.kind === 'said' ? ctx.message.text : '';
  // Of somebody else's, a secretary asks by its number.
  const asked = isAllowed(ctx.member.role, 'staff') ? deskStateAskedIn(words) : null;
  if (asked?.kind === 'exchange' && own.every(({ id }) => id !== asked.number)) return ctx.pass();
  if (own.length === 0 && (await isAboutOther(ctx, words))) return ctx.pass();
  tellAlone(ctx, own.length > 0 ? await sayAll(ctx, own) : text.none);
}

async function freshOf(ctx: Context, statuses: readonly Exchange['status'][]): Promise<Exchange[]> {
  const own = await ctx.tx.exchanges.ofMember(ctx.member.id, statuses);
  return own.filter(({ status, decidedAt }) => status === 'asked' || (decidedAt ?? 0) > ctx.now - FRESH_MS);
}

/** "Is it granted yet", of what waits or was decided lately; else of something else. */
async function sayFresh(ctx: Context): Promise<void> {
  const fresh = await freshOf(ctx, ['asked', 'granted']);
  if (fresh.length === 0) return ctx.pass();
  tellAlone(ctx, await sayAll(ctx, fresh));
}

export default defineHandler({
  name: 'own-exchanges',
  title: '我的兑换',
  help: null,
  text,
  intents: {},
  commands: {
    own: defineCommand({
      allow: 'insider',
      examples: ['我的兑换怎么样了', '我换的洗车券批了没'],
      hears: (words) => (asksForOwn(words) ? {} : null),
      run: sayOwn,
    }),
    fresh: defineCommand({
      allow: 'insider',
      examples: ['书记批了没', '去哪领'],
      hears: (words) => (asksForYes(words) ? {} : null),
      run: sayFresh,
    }),
    of_goods: defineCommand({
      allow: 'insider',
      examples: ['洗车券批了没', '我的水壶到哪了'],
      hears: asksOfGoods,
      async run(ctx) {
        const { item } = ctx.slots;
        const own = (await freshOf(ctx, ['asked', 'granted', 'declined'])).filter(({ name }) => name.includes(item));
        if (own.length === 0) return ctx.pass();
        tellAlone(ctx, await sayAll(ctx, own));
      },
    }),
    why: defineCommand({
      allow: 'insider',
      examples: ['为啥不给换', '凭什么不给我换'],
      hears: (words) => asksWhyDeclined(words),
      async run(ctx) {
        const [newest] = (await freshOf(ctx, ['declined'])).sort((a, b) => (b.decidedAt ?? 0) - (a.decidedAt ?? 0));
        const isRecent = newest !== undefined && (ctx.slots.isOfExchange || (newest.decidedAt ?? 0) > ctx.now - DAY_MS);
        if (!newest || !isRecent) return ctx.pass();
        const by = newest.decidedBy === null ? null : (await ctx.tx.members.byId(newest.decidedBy))?.name;
        tellAlone(ctx, text.whyDeclined(newest.name, by ?? '书记'));
      },
    }),
  },
});
