import { z } from 'zod';
import {
  type Answer,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { exchangeStates } from '../src/core/phrases-points.ts';
import { type Exchange, exchangeStatuses, type Goods } from '../src/core/points.ts';
import { cutText } from '../src/core/text.ts';
import { askExchange, cancelExchange } from '../src/domain/points/exchanging.ts';
import { COST_MOST, goodsCalled, goodsIn, goodsMeant, offeredGoods, sayGoods } from '../src/domain/points/goods.ts';
import { askAlone, sayExchange, sayFault, tellAlone } from '../src/domain/points/saying.ts';
import {
  asksHowItStands,
  cancelIn,
  costFault,
  countIn,
  isThing,
  itemIn,
  leftItemIn,
  mayExchangeIn,
  ratherIn,
  speaksOfExchange,
  speaksOfPoints,
  swapIn,
  type Wanted,
  wantedIn,
} from '../src/domain/words/exchange.ts';
import { declinesExchange, namesOtherDeed, otherForIn, takesExchangeBack } from '../src/domain/words/exchange-thoughts.ts';
import type { Whole } from '../src/domain/words/whole-numbers.ts';

const text = {
  confirm: (goods: string, cost: number, left: number) => `${goods}要 ${cost} 分，换完你还剩 ${left} 分。回 1 换，回 2 不换。`,
  /** The last is a word by which people drop what they were asked. */
  confirmChoices: ['换', '算了'],
  oneAtATime: '一次换一份。',
  costs: (goods: string, cost: number) => `${goods}现在是 ${cost} 分。`,
  left: '好，不换。',
  which: '想换哪样？回编号：',
  option: (position: number, goods: string, cost: number) => `${position}. ${goods} ${cost} 分`,
  short: (goods: string, cost: number, balance: number, missing: number) =>
    `${goods}要 ${cost} 分，你有 ${balance} 分，还差 ${missing} 分，没有换。`,
  soldOut: (goods: string) => `${goods}换完了，没有换。到货了再来。`,
  unknown: (goods: string) => `没有“${goods}”。`,
  gone: '这样东西刚下架了，没有换。',
  changed: (goods: string, cost: number) => `${goods}刚改成 ${cost} 分了，没有换。还要就再说一遍。`,
  asked: (id: number, cost: number) => `好，兑换 ${id} 等书记定，先扣 ${cost} 分。定了我告诉你。反悔回 2。`,
  /** The last is a word by which people drop what they were asked: dropping it takes it back. */
  askedChoices: ['等着', '撤回'],
  waiting: '好，定了我告诉你。',
  cancelled: (goods: string, cost: number) => `好，${goods}不换了，${cost} 分退给你了。`,
  cancelTooLate: (id: number, state: string) => `兑换 ${id} ${state}，退不了。`,
  askSecretary: (id: number) => `没领就跟书记说一声，书记回“兑换${id} 撤销”，分就退给你。`,
  cancelledAlready: (id: number) => `兑换 ${id} 已经不换了，分退过了。`,
  noneToCancel: '你没有等着的兑换。',
  whichToCancel: '不换哪样？回编号：',
  openOne: (position: number, id: number, goods: string, cost: number) => `${position}. 兑换 ${id}，${goods} ${cost} 分`,
  badCount: (said: string) => `“${said}”份换不了。一次换一份，直接说换什么就行。`,
  cost: '分数',
  notOffered: (goods: string) => `架上没有“${goods}”。`,
  oneByOne: (goods: string) => `一次换一样，先说${goods}。`,
  restAfter: '先说换东西，别的等下再问我一遍。',
  howToSwap: (goods: string) => `能。${goods}还在等，先说“${goods}不要了”，再换别的。`,
  noSwap: (goods: string) => `${goods}是用积分换的，不能拿它再换别的。看有什么说“有什么能换的”。`,
  notOurs: (item: string) => `“${item}”不在能换的东西里。要办别的直接说。`,
  stillOpen: (line: string) => `${line}不要了回 2。`,
};

const CHOICES_MAX = 5;
const lenient = z.object({
  item: z.string().nullish().catch(null).default(null),
  cost: z.number().nullish().catch(null).default(null),
});

type Context = HandlerContext<unknown>;
const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');

/** Asks once more, with what it costs and what stays; what cannot be is said at once. */
async function confirm(ctx: Context, goods: Goods, heads: readonly string[]): Promise<void> {
  const { name, cost, stock, id } = goods;
  const balance = await ctx.tx.points.balance(ctx.member.id);
  if (stock < 1) return tellAlone(ctx, text.soldOut(name));
  if (balance < cost) return tellAlone(ctx, text.short(name, cost, balance, cost - balance));
  const question = [...heads, text.confirm(name, cost, balance - cost)].join('\n');
  askAlone(ctx, { name: 'confirm', text: question, choices: text.confirmChoices, state: { goodsId: id, cost } });
}

async function redeem(ctx: HandlerContext<z.infer<typeof lenient>>): Promise<void> {
  const words = wordsOf(ctx);
  const count = countIn(words);
  if (count?.kind === 'fault') return tellAlone(ctx, text.badCount(cutText(count.said, 12)));
  const fault = costFault(words);
  if (fault) return tellAlone(ctx, sayFault(fault, text.cost, COST_MOST));
  const offered = await offeredGoods(ctx);
  const item = itemIn(words, ctx.slots.item);
  const named = goodsIn(offered, words);
  const meant = named.length > 0 ? named : item === null ? [] : goodsMeant(offered, item);
  const [only, another] = meant;
  // Seasons, hats and names are changed, too.
  if (!only && item !== null && !isThing(item) && !speaksOfPoints(words)) return tellAlone(ctx, text.notOurs(cutText(item, 12)));
  if (!only) return tellAlone(ctx, (item === null ? '' : `${text.unknown(item)}\n`) + sayGoods(offered));
  if (another) return askWhich(ctx, meant.slice(0, CHOICES_MAX));
  const { cost } = ctx.slots;
  await confirm(ctx, only, [
    ...(count !== null && count.value > 1 ? [text.oneAtATime] : []),
    ...(cost !== null && cost !== only.cost ? [text.costs(only.name, only.cost)] : []),
  ]);
}

function askWhich(ctx: Context, meant: readonly Goods[]): void {
  const lines = meant.map(({ name, cost }, index) => text.option(index + 1, name, cost));
  const state = { ids: meant.map(({ id }) => id) };
  askAlone(ctx, { name: 'which', text: [text.which, ...lines].join('\n'), choices: meant.map(({ name }) => name), state });
}

/** Other goods, named in answer to "these?". @returns false when the words name none */
async function askRather(ctx: HandlerContext<{ goodsId: number }>, words: string): Promise<boolean> {
  const item = ratherIn(words);
  const [goods, another] = item === null ? [] : goodsCalled(await offeredGoods(ctx), item);
  if (!goods || another || goods.id === ctx.slots.goodsId) return false;
  await confirm(ctx, goods, []);
  return true;
}

/** What is wanted, only where one of it stands on the shelf; what else was said is named, not lost. */
async function wantSaid(ctx: HandlerContext<Wanted>): Promise<void> {
  const offered = await offeredGoods(ctx);
  const { items, count, isMore } = ctx.slots;
  const found = items.map((item) => ({ item, goods: goodsCalled(offered, item) }));
  const known = found.flatMap(({ goods }) => (goods.length === 1 ? goods : []));
  const [first] = known;
  if (!first) return ctx.pass();
  if (count?.kind === 'fault') return tellAlone(ctx, text.badCount(cutText(count.said, 12)));
  await confirm(ctx, first, [
    ...found.flatMap(({ item, goods }) => (goods.length === 0 ? [text.notOffered(item)] : [])),
    ...(known.length > 1 ? [text.oneByOne(first.name)] : []),
    ...(count !== null && count.value > 1 ? [text.oneAtATime] : []),
    ...(isMore ? [text.restAfter] : []),
  ]);
}

async function carryOut(ctx: HandlerContext<{ goodsId: number; cost: number }>): Promise<void> {
  const { goodsId, cost } = ctx.slots;
  const outcome = await askExchange(ctx, ctx.member, goodsId, ctx.message.key, cost);
  switch (outcome.kind) {
    case 'asked': {
      const { id } = outcome.exchange;
      return ctx.ask({ name: 'asked', text: text.asked(id, cost), choices: text.askedChoices, state: { id } });
    }
    case 'short':
      return ctx.reply(text.short(outcome.goods.name, cost, outcome.balance, cost - outcome.balance));
    case 'sold_out':
      return ctx.reply(text.soldOut(outcome.goods.name));
    case 'changed':
      return ctx.reply(text.changed(outcome.goods.name, outcome.goods.cost));
    case 'unknown':
      return ctx.reply(text.gone);
  }
}

const tooLate = (id: number, status: Exchange['status']): string =>
  text.cancelTooLate(id, exchangeStates[status]) + (status === 'granted' ? text.askSecretary(id) : '');

async function cancel(ctx: Context, id: number): Promise<void> {
  const outcome = await cancelExchange(ctx, id, ctx.member);
  if (outcome.kind === 'unknown') return tellAlone(ctx, text.noneToCancel);
  const { name, cost, status } = outcome.exchange;
  if (outcome.kind === 'decided') tellAlone(ctx, text.cancelled(name, cost));
  else if (status === 'cancelled') tellAlone(ctx, text.cancelledAlready(id));
  else tellAlone(ctx, tooLate(id, status));
}

/** Tyres and shifts are changed, too: no word of ours, nothing from the shelf, and he never exchanged anything. */
async function isAboutOther(ctx: Context): Promise<boolean> {
  const words = wordsOf(ctx);
  if (speaksOfExchange(words) || goodsIn(await offeredGoods(ctx), words).length > 0) return false;
  return (await ctx.tx.exchanges.ofMember(ctx.member.id, exchangeStatuses)).length === 0;
}

/** The one that is named, the only one that waits, or which one. */
async function cancelSaid(ctx: HandlerContext<{ id: Whole | null; item: string | null }>): Promise<void> {
  const { id, item } = ctx.slots;
  if (id?.kind === 'fault') return tellAlone(ctx, text.noneToCancel);
  if (id) {
    // A secretary speaks of what others asked for.
    const known = await ctx.tx.exchanges.byId(id.value);
    if (known && known.memberId !== ctx.member.id && isAllowed(ctx.member.role, 'staff')) return ctx.pass();
    return await cancel(ctx, id.value);
  }
  const open = await ctx.tx.exchanges.ofMember(ctx.member.id, ['asked']);
  const named = item === null ? open : open.filter(({ name }) => name.includes(item) || item.includes(name));
  const [only, another] = named;
  if (!only && open.length === 0 && (await isAboutOther(ctx))) return ctx.pass();
  if (!only) return tellAlone(ctx, text.noneToCancel);
  if (!another) return await cancel(ctx, only.id);
  const shown = named.slice(-CHOICES_MAX);
  const lines = shown.map(({ id, name, cost }, index) => text.openOne(index + 1, id, name, cost));
  const state = { ids: shown.map((one) => one.id) };
  const choices = shown.map(({ name }) => name);
  askAlone(ctx, { name: 'which_to_cancel', text: [text.whichToCancel, ...lines].join('\n'), choices, state });
}

/** The only one that waits and is called so. */
async function openCalled(ctx: Context, item: string): Promise<Exchange | undefined> {
  const open = await ctx.tx.exchanges.ofMember(ctx.member.id, ['asked']);
  const [only, another] = open.filter(({ name }) => name.includes(item) || item.includes(name));
  return another ? undefined : only;
}

/** The one is taken back, the other asked about. */
async function swap(ctx: HandlerContext<{ from: string; to: string }>): Promise<void> {
  const open = await openCalled(ctx, ctx.slots.from);
  const [goods, another] = goodsCalled(await offeredGoods(ctx), ctx.slots.to);
  if (!open || !goods || another) return ctx.pass();
  const outcome = await cancelExchange(ctx, open.id, ctx.member);
  if (outcome.kind === 'unknown') return ctx.pass();
  const { name, cost, status } = outcome.exchange;
  const head = outcome.kind === 'decided' ? text.cancelled(name, cost) : tooLate(open.id, status);
  await confirm(ctx, goods, [head]);
}

const idsState = z.object({ ids: z.array(z.number()) });
const chosen = (answer: Answer, ids: readonly number[]) => (answer.kind === 'choice' ? ids[answer.choice - 1] : undefined);

const isTakenBack = ({ words, frames }: Extract<Answer, { kind: 'words' }>, goods: string): boolean =>
  takesExchangeBack(words, goods) || (frames.some(({ intent }) => intent === 'undo') && !namesOtherDeed(words));

export default defineHandler({
  name: 'exchange',
  title: '兑换积分',
  help: '积分换东西：“有什么能换的”“换洗车券”',
  topic: 'points',
  text,
  intents: {
    redeem_points: defineIntent({
      keywords: ['兑换', '换东西', '积分换'],
      examples: ['用50积分换条毛巾', '积分兑换洗衣液', '我要兑换雨衣', '拿积分给我换份洗衣液'],
      slots: lenient,
      run: redeem,
    }),
  },
  commands: {
    swap: defineCommand({
      allow: 'insider',
      examples: ['洗衣液不换了，改成洗车券', '毛巾改成水壶'],
      hears: swapIn,
      run: swap,
    }),
    may: defineCommand({
      allow: 'insider',
      examples: ['我能换洗车券不', '我的分够换水壶吗'],
      hears(words) {
        const item = mayExchangeIn(words);
        return item === null ? null : { item };
      },
      async run(ctx) {
        const [goods, another] = goodsCalled(await offeredGoods(ctx), ctx.slots.item);
        if (!goods || another) return ctx.pass();
        await confirm(ctx, goods, []);
      },
    }),
    leave: defineCommand({
      allow: 'insider',
      examples: ['洗车券不要了', '不换洗车券了'],
      hears(words) {
        const item = leftItemIn(words);
        return item === null ? null : { item };
      },
      async run(ctx) {
        const open = await openCalled(ctx, ctx.slots.item);
        if (!open) return ctx.pass();
        await cancel(ctx, open.id);
      },
    }),
    other_for: defineCommand({
      allow: 'insider',
      examples: ['洗车券能换成水壶不', '毛巾可以改成雨衣吗'],
      hears: otherForIn,
      async run(ctx) {
        const [goods] = goodsCalled(await offeredGoods(ctx), ctx.slots.from);
        if (!goods) return ctx.pass();
        const open = await openCalled(ctx, goods.name);
        ctx.reply(open ? text.howToSwap(goods.name) : text.noSwap(goods.name));
      },
    }),
    want: defineCommand({
      allow: 'insider',
      examples: ['来一张洗车券', '换水壶和毛巾'],
      hears: wantedIn,
      run: wantSaid,
    }),
    cancel: defineCommand({
      allow: 'insider',
      examples: ['不换了', '取消兑换', '兑换12不要了'],
      hears: cancelIn,
      run: cancelSaid,
    }),
  },
  answers: {
    confirm: defineAnswer({
      allow: 'insider',
      state: z.object({ goodsId: z.number(), cost: z.number() }),
      async run(ctx, answer) {
        if (answer.kind === 'words') {
          const name = (await offeredGoods(ctx)).find(({ id }) => id === ctx.slots.goodsId)?.name ?? '';
          if (!declinesExchange(answer.words, name)) return await askRather(ctx, answer.words);
          ctx.reply(text.left);
          return true;
        }
        if (answer.choice === 1) await carryOut(ctx);
        else ctx.reply(text.left);
        return true;
      },
      covers: ({ intent }, words) =>
        intent === 'redeem_points' || intent === 'cancel_sign_up' || (intent === 'undo' && !namesOtherDeed(words)),
    }),
    which: defineAnswer({
      allow: 'insider',
      state: idsState,
      async run(ctx, answer) {
        const id = chosen(answer, ctx.slots.ids);
        const goods = (await offeredGoods(ctx)).find((one) => one.id === id);
        if (id === undefined) return false;
        if (goods) await confirm(ctx, goods, []);
        else ctx.reply(text.gone);
        return true;
      },
    }),
    // "Take it back" right after means this, not what was done before it.
    asked: defineAnswer({
      allow: 'insider',
      isRecorded: true,
      state: z.object({ id: z.number() }),
      async run(ctx, answer) {
        const { id } = ctx.slots;
        const known = await ctx.tx.exchanges.byId(id);
        if (answer.kind === 'words' && asksHowItStands(answer.words)) {
          if (known?.status !== 'asked') return false;
          ctx.ask({
            name: 'asked',
            text: text.stillOpen(await sayExchange(ctx, known)),
            choices: text.askedChoices,
            state: { id },
          });
          return true;
        }
        if (answer.kind === 'words' && !isTakenBack(answer, known?.name ?? '')) return false;
        // It stays asked: a yes pressed twice is no reason to take "take it back" for something else.
        if (answer.kind === 'words' || answer.choice === 2) await cancel(ctx, id);
        else ctx.ask({ name: 'asked', text: text.waiting, choices: text.askedChoices, state: { id } });
        return true;
      },
      // "Take the exchange back" names no goods; "no, a towel instead" does.
      covers: ({ intent, slots }) =>
        ['undo', 'query_ticket', 'cancel_sign_up'].includes(intent) || (intent === 'redeem_points' && !slots.item),
    }),
    which_to_cancel: defineAnswer({
      allow: 'insider',
      state: idsState,
      async run(ctx, answer) {
        const id = chosen(answer, ctx.slots.ids);
        if (id === undefined) return false;
        await cancel(ctx, id);
        return true;
      },
    }),
  },
});
