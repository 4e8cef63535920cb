import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { phrases } from '../src/core/phrases.ts';
import { pointPhrases } from '../src/core/phrases-points.ts';
import type { Goods } from '../src/core/points.ts';
import { cutText } from '../src/core/text.ts';
import { maySeeTo } from '../src/domain/points/deciders.ts';
import {
  COST_MOST,
  goodsCalled,
  goodsMeant,
  offeredGoods,
  offerGoods,
  reprice,
  restock,
  STOCK_MOST,
  sayGoods,
  withdrawGoods,
} from '../src/domain/points/goods.ts';
import { sayFault } from '../src/domain/points/saying.ts';
import { askedAboutIn, asksForGoodsList, asksHowToExchange } from '../src/domain/words/exchange.ts';
import {
  repricedIn,
  restockIn,
  type Shelving,
  severalShelvedIn,
  shelvingIn,
  stockSaidIn,
  tellsOthers,
  withdrawnIn,
} from '../src/domain/words/goods.ts';
import { inTheEnd } from '../src/domain/words/orders.ts';

const title = '兑换的东西';

const text = {
  how: '说换什么就行：先扣分，书记同意了去领，没换成分退你。',
  cost: '分数',
  howToShelve: '要说名字、分数、数量，比如“上架 洗车券 20分 10张”。',
  offered: (goods: string, cost: number, stock: number) => `${goods}上架了，${cost} 分，${stock} 份。`,
  offeredAlready: (goods: string, cost: number, stock: number) =>
    `${goods}已经在架：${cost} 分，剩 ${stock} 份。加货说“${goods}加5份”，改价说“${goods}改成 30 分”。`,
  restocked: (goods: string, stock: number) => `${goods}现在有 ${stock} 份。`,
  repriced: (goods: string, cost: number) => `${goods}现在是 ${cost} 分，已经申请的不变。`,
  outOfRange: (goods: string, stock: number) => `${goods}现有 ${stock} 份，这么改不对，没有动。`,
  severalUnclear: '没听准，都没有上架。像这样写：“上架 雨衣 20分 5件，手套 10分 10副”。',
  noteUnclear: (note: string) => `“${note}”我办不了，先没有上架。只说名字、分数、数量我就上。`,
  tellThem: '要告诉大家，另说一句“通知大家……”。',
  notOffered: (goods: string) => `架上没有“${goods}”，没有改动。`,
  several: (goods: string) => `“${goods}”有好几样，说全名。没有改动。`,
  withdrawn: (goods: string) => `${goods}下架了。已经申请的照常办。`,
  stock: '数量',
};

/** Heard from everybody: else goods with a price would be taken for a wish to exchange them. */
async function mayShelve(ctx: HandlerContext<unknown>): Promise<boolean> {
  if (isAllowed(ctx.member.role, 'staff')) return ctx.isProven(title) && (await isKeeper(ctx));
  ctx.reply(phrases.staffOnlyTitle(title));
  return false;
}

async function shelve(ctx: HandlerContext<Shelving>): Promise<void> {
  if (!(await mayShelve(ctx))) return;
  const { note } = ctx.slots;
  if (note !== undefined && !tellsOthers(note)) return ctx.reply(text.noteUnclear(cutText(note, 12)));
  const { says, isDone } = await shelveOne(ctx, ctx.slots);
  ctx.reply(says + (isDone && note !== undefined ? text.tellThem : ''));
}

async function shelveOne(ctx: HandlerContext<unknown>, slots: Shelving): Promise<{ says: string; isDone: boolean }> {
  const fault = faultOf(slots);
  if (fault !== null) return { says: fault, isDone: false };
  const { name, cost, stock } = slots;
  if (name === null || cost?.kind !== 'whole' || stock?.kind !== 'whole') return { says: text.howToShelve, isDone: false };
  const { kind, goods } = await offerGoods(ctx, { name, cost: cost.value, stock: stock.value });
  const say = kind === 'offered' ? text.offered : text.offeredAlready;
  return { says: say(goods.name, goods.cost, goods.stock), isDone: true };
}

function faultOf({ cost, stock }: Shelving): string | null {
  if (cost?.kind === 'fault') return sayFault(cost, text.cost, COST_MOST);
  return stock?.kind === 'fault' ? sayFault(stock, text.stock, STOCK_MOST) : null;
}

/** All of them, or none where a number of one is wrong. */
async function shelveSeveral(ctx: HandlerContext<{ all: Shelving[] }>): Promise<void> {
  if (!(await mayShelve(ctx))) return;
  const { all } = ctx.slots;
  const fault = all.map(faultOf).find((one) => one !== null);
  if (fault !== undefined) return ctx.reply(fault);
  if (all.length === 0) return ctx.reply(text.severalUnclear);
  const lines: string[] = [];
  for (const one of all) lines.push((await shelveOne(ctx, one)).says);
  ctx.reply(lines.join('\n'));
}

/** The shelf is the secretary's; others of the staff are told so. */
async function isKeeper(ctx: HandlerContext<unknown>): Promise<boolean> {
  const may = await maySeeTo(ctx, ctx.member);
  if (!may) ctx.reply(pointPhrases.secretaryDecides);
  return may;
}

/** The goods of the shelf that a secretary names; what changes them wants the one. */
async function onShelf(ctx: HandlerContext<unknown>, name: string, meant: readonly Goods[]): Promise<Goods | null> {
  if (meant.length === 1) return meant[0] as Goods;
  ctx.reply(meant.length > 1 ? text.several(name) : `${text.notOffered(name)}\n${sayGoods(await offeredGoods(ctx))}`);
  return null;
}

async function changeStock(ctx: HandlerContext<unknown>, { id, name }: Goods, change: number): Promise<void> {
  const outcome = await restock(ctx, id, change);
  if (outcome.kind === 'unknown') ctx.reply(text.notOffered(name));
  else ctx.reply((outcome.kind === 'restocked' ? text.restocked : text.outOfRange)(name, outcome.goods.stock));
}

export default defineHandler({
  name: 'goods',
  title,
  help: null,
  staffHelp: '管东西：“上架 洗车券 20分 10张”“洗车券补货5张”',
  staffTopic: 'posts',
  text,
  intents: {},
  commands: {
    list: defineCommand({
      allow: 'insider',
      examples: ['有什么能换的', '能换点啥', '兑换清单'],
      hears: (words) => (asksForGoodsList(words) ? {} : null),
      run: async (ctx) => ctx.reply(sayGoods(await offeredGoods(ctx))),
    }),
    how: defineCommand({
      allow: 'insider',
      examples: ['积分兑换说明', '兑换流程是什么', '兑换要什么手续'],
      hears: (words) => (asksHowToExchange(words) ? {} : null),
      run: async (ctx) => ctx.reply(`${text.how}\n${sayGoods(await offeredGoods(ctx))}`),
    }),
    about: defineCommand({
      allow: 'insider',
      examples: ['换水壶要几分', '洗车券还有吗'],
      hears(words) {
        const item = askedAboutIn(words);
        return item === null ? null : { item };
      },
      async run(ctx) {
        const goods = goodsCalled(await offeredGoods(ctx), ctx.slots.item);
        if (goods.length === 0) ctx.pass();
        else ctx.reply(sayGoods(goods));
      },
    }),
    shelve: defineCommand({
      allow: 'insider',
      examples: ['上架 洗车券 20分 10张', '上架 10瓶水 每瓶5分'],
      hears: inTheEnd(shelvingIn),
      run: shelve,
    }),
    shelve_several: defineCommand({
      allow: 'insider',
      examples: ['上架 雨衣 20分 5件，手套 10分 10副'],
      hears: inTheEnd((words) => {
        const all = severalShelvedIn(words);
        return all === null ? null : { all };
      }),
      run: shelveSeveral,
    }),
    restock: defineCommand({
      allow: 'staff',
      examples: ['洗车券加5张', '补货洗车券5张', '洗车券减2张'],
      hears: inTheEnd(restockIn),
      async run(ctx) {
        const { name, count, isMore } = ctx.slots;
        const meant = goodsCalled(await offeredGoods(ctx), name);
        // More or fewer of what nobody exchanged here is told of the world outside.
        if (meant.length === 0 && !ctx.slots.isStock && !(await ctx.tx.exchanges.goodsNamed(name))) return ctx.pass();
        if (!(await isKeeper(ctx))) return;
        if (count.kind === 'fault') return ctx.reply(sayFault(count, text.stock, STOCK_MOST));
        const goods = await onShelf(ctx, name, meant);
        if (!goods) return;
        await changeStock(ctx, goods, isMore ? count.value : -count.value);
      },
    }),
    reprice: defineCommand({
      allow: 'staff',
      examples: ['雨衣改成20分', '洗车券降到15分'],
      hears: inTheEnd(repricedIn),
      async run(ctx) {
        const { name, cost } = ctx.slots;
        const meant = goodsCalled(await offeredGoods(ctx), name);
        if (meant.length === 0) return ctx.pass();
        if (!(await isKeeper(ctx))) return;
        if (cost.kind === 'fault') return ctx.reply(sayFault(cost, text.cost, COST_MOST));
        const goods = await onShelf(ctx, name, meant);
        if (!goods) return;
        const isDone = await reprice(ctx, goods.id, cost.value);
        ctx.reply(isDone ? text.repriced(goods.name, cost.value) : text.notOffered(goods.name));
      },
    }),
    stock: defineCommand({
      allow: 'staff',
      examples: ['雨衣没货了', '雨衣只剩2件'],
      hears: inTheEnd(stockSaidIn),
      async run(ctx) {
        const { name, count } = ctx.slots;
        const meant = goodsCalled(await offeredGoods(ctx), name);
        if (meant.length === 0) return ctx.pass();
        if (!(await isKeeper(ctx))) return;
        if (count?.kind === 'fault' && count.fault !== 'zero') return ctx.reply(sayFault(count, text.stock, STOCK_MOST));
        const goods = await onShelf(ctx, name, meant);
        if (goods) await changeStock(ctx, goods, (count?.kind === 'whole' ? count.value : 0) - goods.stock);
      },
    }),
    withdraw: defineCommand({
      allow: 'staff',
      examples: ['下架 洗车券', '洗车券下架'],
      hears: inTheEnd((words) => {
        const name = withdrawnIn(words);
        return name === null ? null : { name };
      }),
      async run(ctx) {
        if (!(await isKeeper(ctx))) return;
        const { name } = ctx.slots;
        const goods = await onShelf(ctx, name, goodsMeant(await offeredGoods(ctx), name));
        if (goods) ctx.reply(((await withdrawGoods(ctx, goods.id)) ? text.withdrawn : text.notOffered)(goods.name));
      },
    }),
  },
});
