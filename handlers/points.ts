import { z } from 'zod';
import { defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { pointPhrases, sayHours, sayLine, sayRules } from '../src/core/phrases-points.ts';
import { maySeeTo } from '../src/domain/points/deciders.ts';
import { goodsCalled, goodsIn, offeredGoods, sayGoods } from '../src/domain/points/goods.ts';
import { rulesInForce } from '../src/domain/points/index.ts';
import { isRanked, joinRanking, leaveRanking, RANKED_LEAST, rankingFor } from '../src/domain/points/ranking.ts';
import { tellAlone } from '../src/domain/points/saying.ts';
import { hoursOf, statementOf } from '../src/domain/points/statement.ts';
import {
  asksForEverybody,
  asksForGoods,
  asksForPurpose,
  asksForRules,
  asksForStatement,
  deductedIn,
  isCalled,
  monthIn,
  otherIn,
  rankingWishIn,
  wantsCash,
  wantsLines,
  wantsPublished,
  wantsTransfer,
} from '../src/domain/words/points.ts';

const text = {
  balance: (who: string, points: number) => `${who}有 ${points} 分。`,
  overdrawn: (who: string, points: number) => `${who}现在是负 ${points} 分，有一笔撤回了，再攒就补上。`,
  you: '你',
  hours: (served: string) => `志愿服务存了 ${served} 小时。`,
  waitingHours: (served: string) => `另有 ${served} 小时等确认。`,
  month: (month: number, points: number) => `${month}月一共 ${points} 分：`,
  noneInMonth: (month: number) => `${month}月没有积分记录。`,
  none: '你还没有积分。来党日、巡查、做志愿服务、报隐患都能攒，不攒也没关系。',
  howToSeeGoods: '换东西要几分，说“有什么能换的”。',
  noneOf: (who: string) => `${who}还没有积分。`,
  lately: '最近几笔：',
  howToSeeAll: '看全部说“积分明细”。',
  earlier: '更早的说月份，比如“10月的积分”。',
  howToAskWhy: '哪笔不对，把编号告诉书记。',
  howToReverse: '要撤哪笔，说“撤销积分 编号 原因”。',
  notInGroups: '积分不排名，不发榜，这是给大家减负。想看自己的请私聊我。',
  notAgreed: '榜上只有愿意的人，也只给他们看。想上就回“我愿意参加积分榜”，不上也没关系。',
  tooFew: `愿意上榜的还不到 ${RANKED_LEAST} 个人，先不排。`,
  rankingHead: '愿意上榜的：',
  ranked: (place: number, who: string, points: number) => `${place}. ${who} ${points} 分`,
  howToLeave: '不想在上面就说“退出积分榜”。',
  joined: '好，你在积分榜上了，只有榜上的人和书记看得到。随时说“退出积分榜”。',
  joinedAlready: '你已经在积分榜上了。',
  leftRanking: '好，你不在积分榜上了。',
  wasNotRanked: '你本来就不在积分榜上。',
  ownRanked: '积分榜：你说过愿意上榜',
  notTransferred: '积分跟着人走，转不了给别人。自己攒着，换东西说“能换什么”。',
  others: '积分只告诉本人，别人的我不说。',
  oneByOne: '积分不列名单，一个一个问我，比如“老周的积分”。',
  purpose: '积分记你做的好事，能换东西，不排名、不过期。怎么攒说“积分规则”，换东西说“有什么能换的”。',
  noCash: '积分换不了钱，只能换架上的东西，说“有什么能换的”。',
  unknownPerson: (name: string) => `名册里没有叫“${name}”的人。`,
  severalPeople: (name: string, count: number) => `名册里有 ${count} 个叫“${name}”的人，分不清是哪个。`,
};

type Context = HandlerContext<unknown>;
const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');
const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';

const RECENT_LINES = 3;
const ALL_LINES = 20;
const RANKED_MAX = 20;

/** What a person has, and how it came: a few lines, all of them, or those of a month. */
async function sayPoints(ctx: Context, memberId: string, who: string, isAll: boolean): Promise<string> {
  const month = monthIn(wordsOf(ctx), ctx.at);
  const limit = isAll || month ? ALL_LINES : RECENT_LINES;
  const { balance, lines, sum, hasMore } = await statementOf(ctx, memberId, limit, month);
  const hours = await hoursOf(ctx, memberId, 1);
  const isNobody = lines.length === 0 && month === null;
  const heads = [
    ...(isNobody ? [who === text.you ? text.none : text.noneOf(who)] : []),
    ...(isNobody ? [] : [balance < 0 ? text.overdrawn(who, -balance) : text.balance(who, balance)]),
    ...(hours.minutes > 0 ? [text.hours(sayHours(hours.minutes))] : []),
    ...(hours.waitingMinutes > 0 ? [text.waitingHours(sayHours(hours.waitingMinutes))] : []),
  ];
  if (isNobody) return heads.join('');
  const listHead = month
    ? lines.length === 0
      ? text.noneInMonth(month.month)
      : text.month(month.month, sum)
    : isAll
      ? null
      : text.lately;
  const behind = [
    ...(hasMore ? [limit === ALL_LINES ? text.earlier : text.howToSeeAll] : []),
    ...(isAll && lines.length > 0 ? [who === text.you ? text.howToAskWhy : text.howToReverse] : []),
  ];
  const listed = lines.map((line) => sayLine(line, ctx.now));
  return [heads.join(''), ...(listHead === null ? [] : [listHead]), ...listed, behind.join('')].filter(Boolean).join('\n');
}

async function sayOwn(ctx: Context, isAll: boolean): Promise<void> {
  tellAlone(ctx, await sayPoints(ctx, ctx.member.id, text.you, isAll));
}

async function sayRanking(ctx: Context): Promise<void> {
  if (isInGroup(ctx) || wantsPublished(wordsOf(ctx))) return ctx.reply(text.notInGroups);
  const seen = await rankingFor(ctx, ctx.member);
  if (seen.kind === 'not_agreed') return ctx.reply(text.notAgreed);
  if (seen.kind === 'too_few') return ctx.reply(text.tooFew);
  const shown = seen.ranked.filter(({ member }, index) => index < RANKED_MAX || member.id === ctx.member.id);
  const lines = shown.map(({ place, member, points }) => text.ranked(place, member.name ?? pointPhrases.somebody, points));
  const isRanked = seen.ranked.some(({ member }) => member.id === ctx.member.id);
  ctx.reply([text.rankingHead, ...lines, ...(isRanked ? [text.howToLeave] : [])].join('\n'));
}

/** The table in force; a question for goods is answered with the goods. */
async function sayTable(ctx: Context): Promise<void> {
  const words = wordsOf(ctx);
  const offered = await offeredGoods(ctx);
  if (!asksForGoods(words)) {
    return ctx.reply([sayRules(await rulesInForce(ctx)), ...(offered.length > 0 ? [text.howToSeeGoods] : [])].join('\n'));
  }
  const named = goodsIn(offered, words);
  ctx.reply(sayGoods(named.length > 0 ? named : offered));
}

async function isListed({ tx }: Context, name: string): Promise<boolean> {
  return (await tx.members.list()).some((member) => member.name === name);
}

async function personNamed(ctx: Context, name: string): Promise<{ id: string } | string> {
  const named = (await ctx.tx.members.list()).filter((member) => member.name === name);
  const [only] = named;
  if (!only) return text.unknownPerson(name);
  return named.length > 1 ? text.severalPeople(name, named.length) : only;
}

export default defineHandler({
  name: 'points',
  title: '积分',
  help: '问“我多少分了”“积分明细”“积分怎么算”',
  topic: 'points',
  text,
  intents: {
    query_points: defineIntent({
      keywords: ['积分', '多少分', '加分', '积分规则'],
      examples: ['我有多少积分', '查积分', '积分还剩多少', '巡查一次加几分', '积分排行榜给我看看'],
      slots: z.object({ scope: z.enum(['self', 'rank', 'rules']).catch('self').default('self') }),
      async run(ctx) {
        const { scope } = ctx.slots;
        if (scope === 'rank') await sayRanking(ctx);
        else if (scope === 'rules') await sayTable(ctx);
        else await sayOwn(ctx, wantsLines(wordsOf(ctx)));
      },
    }),
  },
  commands: {
    statement: defineCommand({
      allow: 'insider',
      examples: ['积分明细', '上个月的分', '这两分哪来的'],
      hears: (words) => (asksForStatement(words) ? {} : null),
      run: async (ctx) => await sayOwn(ctx, true),
    }),
    deducted: defineCommand({
      allow: 'insider',
      examples: ['为啥扣我5分', '怎么少了2分'],
      hears: deductedIn,
      async run(ctx) {
        const { count } = ctx.slots;
        const { lines } = await statementOf(ctx, ctx.member.id, ALL_LINES);
        const isOurs = lines.some(({ points }) => points < 0 && (count?.kind !== 'whole' || count.value === -points));
        // Platforms take points, too.
        if (isOurs) await sayOwn(ctx, true);
        else ctx.pass();
      },
    }),
    ranking: defineCommand({
      allow: 'insider',
      examples: ['我愿意参加积分榜', '退出积分榜'],
      hears(words) {
        const wish = rankingWishIn(words);
        return wish === null ? null : { wish };
      },
      async run(ctx) {
        const isJoining = ctx.slots.wish === 'join';
        const isNew = isJoining ? await joinRanking(ctx, ctx.member.id) : await leaveRanking(ctx, ctx.member.id);
        const [done, already] = isJoining ? [text.joined, text.joinedAlready] : [text.leftRanking, text.wasNotRanked];
        tellAlone(ctx, isNew ? done : already);
      },
    }),
    rules: defineCommand({
      allow: 'insider',
      examples: ['积分细则', '报隐患有分吗', '不来扣分吗'],
      hears: (words) => (asksForRules(words) ? {} : null),
      run: sayTable,
    }),
    purpose: defineCommand({
      allow: 'insider',
      examples: ['积分有啥用', '积分是干啥的'],
      hears: (words) => (asksForPurpose(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.purpose),
    }),
    cash: defineCommand({
      allow: 'insider',
      examples: ['积分能换钱吗', '积分能提现吗'],
      hears: (words) => (wantsCash(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.noCash),
    }),
    everybody: defineCommand({
      allow: 'insider',
      examples: ['大家的积分', '积分汇总'],
      hears: (words) => (asksForEverybody(words) ? {} : null),
      run: async (ctx) => ctx.reply(isAllowed(ctx.member.role, 'staff') ? text.oneByOne : text.others),
    }),
    transfer: defineCommand({
      allow: 'insider',
      examples: ['积分转给小吴', '我的积分能不能送给别人'],
      hears: (words) => (wantsTransfer(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.notTransferred),
    }),
    other: defineCommand({
      allow: 'insider',
      examples: ['老周的积分', '老周多少分'],
      hears(words) {
        const name = otherIn(words);
        return name === null ? null : { name };
      },
      async run(ctx) {
        const { name } = ctx.slots;
        if (name === ctx.member.name) return await sayOwn(ctx, true);
        if (!isCalled(name) && !(await isListed(ctx, name))) {
          const goods = goodsCalled(await offeredGoods(ctx), name);
          return goods.length > 0 ? ctx.reply(sayGoods(goods)) : ctx.pass();
        }
        if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(text.others);
        const person = await personNamed(ctx, name);
        if (typeof person === 'string') return tellAlone(ctx, person);
        if (!(await maySeeTo(ctx, ctx.member, person.id))) return ctx.reply(pointPhrases.secretaryDecides);
        tellAlone(ctx, await sayPoints(ctx, person.id, name, true));
      },
    }),
  },
  keeps: {
    of: async (doing, { id }) => ((await isRanked(doing, id)) ? [text.ownRanked] : []),
    async forget(doing, { id }) {
      await leaveRanking(doing, id);
    },
  },
});
