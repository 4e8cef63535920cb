import { z } from 'zod';
import { DAY_MS } from '../src/core/clock.ts';
import type { Doing } from '../src/core/doing.ts';
import { defineAnswer, defineCommand, defineHandler, defineWork, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { pointPhrases } from '../src/core/phrases-points.ts';
import type { PointEntry } from '../src/core/points.ts';
import { cutText } from '../src/core/text.ts';
import { type Adopted, adopt, reverseEntry } from '../src/domain/points/correcting.ts';
import { maySeeTo } from '../src/domain/points/deciders.ts';
import { ticketSource } from '../src/domain/points/index.ts';
import { askAlone, tellAlone } from '../src/domain/points/saying.ts';
import { inTheEnd } from '../src/domain/words/orders.ts';
import {
  adoptedIn,
  adoptsNameless,
  grantIn,
  isCalled,
  pointsSaid,
  unadoptedIn,
  wantsForSelf,
} from '../src/domain/words/points.ts';
import {
  asksAbout,
  asksHowToReverse,
  entryAskedIn,
  type Reversing,
  reasonIn,
  reversingIn,
  severalReversedIn,
} from '../src/domain/words/reversing.ts';
import { postpones } from '../src/domain/words/second-thoughts.ts';
import { ticketNumberIn } from '../src/domain/words/ticket-numbers.ts';
import { asksSomething, putsOff } from '../src/domain/words/undecided.ts';
import type { Whole } from '../src/domain/words/whole-numbers.ts';
import { planWork } from '../src/domain/works.ts';

const title = '积分更正';

const text = {
  secretariesOnly: '撤积分要书记来办。觉得不对，把编号告诉书记。',
  askReason: (who: string, id: number) => `${who}的积分 ${id} 为什么撤？直接说一句，本人会看到。`,
  reversed: (who: string, id: number, points: number) => `${who}的积分 ${id} 撤了，记了 -${points} 分。我单独告诉本人。`,
  otherOwner: (id: number, owner: string, said: string) =>
    `积分 ${id} 是${owner}的，不是${said}的，没有撤。说“${said}的积分”看编号。`,
  notReversed: '好，没有撤。',
  entry: (id: number, who: string, points: number) => `积分 ${id}：${who} ${points} 分`,
  stands: (id: number) => `还没撤。要撤说“撤销积分 ${id} 原因”。`,
  isReversed: '已经撤了。',
  noOrder: '这条撤不了，它不是加的分。',
  askSeveral: (reason: string) => `都撤，原因写“${reason}”？回 1 都撤，回 2 先不撤。`,
  reverseAll: '都撤',
  leaveAll: '先不撤',
  severalUnclear: '都没有撤。写成“撤销积分 1、2 原因”，我一起撤。',
  how: '说“撤销积分 编号 原因”，本人会看到原因。编号在积分明细里，比如“老周的积分”。',
  hoursToo: '对应的志愿时长也一起撤了。',
  noSuchEntry: (id: string) => `没有编号 ${id} 的积分。编号在积分明细里，比如“老周的积分”。`,
  reversedAlready: (id: number) => `积分 ${id} 已经撤过了，没有改动。`,
  notEarned: (id: number) => `积分 ${id} 不是加的分，撤不了。兑换的请说“兑换 号 不同意”。`,
  grant: (name: string) => `分跟着记录走，不能直接加减。${name}帮了忙，让${name}自己跟我说“志愿服务 2 小时”。`,
  grantOwn: '分跟着记录走，不能直接加。做了什么跟我说，比如“志愿服务 2 小时”。',
  howToReverse: '要扣回记错的，说“撤销积分 编号 原因”。',
  noAmount: (said: string) => `“${said}”分记不了。`,
  secretariesAdopt: '采不采纳由书记来定，定了我告诉提的人。',
  whichToAdopt: '采纳哪条要说号，比如“A-0003 采纳”。',
  adopted: (number: string, points: number) => `${number} 采纳了，加 ${points} 分，我单独告诉提的人。`,
  fixed: (points: number) => `分数按细则是 ${points} 分，不能另定。`,
  held: (number: string) => `${number} 采纳记下了。提的人还没定匿不匿名，等一刻钟再记分。`,
  notHeld: (number: string) => `好，${number} 不采纳了，没有记分。`,
  notAdopted: (number: string) => `${number} 没有采纳的分可撤。`,
  howToUnadopt: (number: string, id: number) => `${number} 的分记了账，要撤就说“撤销积分 ${id} 原因”。`,
  adoptedOther: {
    unknown: (number: string) => `没有找到 ${number}，看看号对不对。`,
    hazard: (number: string) => `${number} 是隐患，受理了就有分，不用采纳。`,
    not_yours: (number: string) => `${number} 采不采纳由支部书记来定，请找书记。`,
    anonymous: (number: string) => `${number} 是匿名的，不查是谁，不记分。`,
    own: (number: string) => `${number} 是您自己提的，请别的书记来采纳。`,
    over: (number: string) => `${number} 撤回了或不办了，采纳不了。`,
    already: (number: string) => `${number} 已经采纳过了，不重复记。`,
    no_points: (number: string) => `现在的细则里采纳不加分，${number} 没有记。`,
  } satisfies Record<Exclude<Adopted['kind'], 'adopted' | 'held'>, (number: string) => string>,
};

type Context = HandlerContext<unknown>;
const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');

const ownerOf = async ({ tx }: Context, memberId: string): Promise<string> =>
  (await tx.members.byId(memberId))?.name ?? pointPhrases.somebody;

/** @returns what is said of it */
async function reverseOne(ctx: Context, id: number, reason: string): Promise<string> {
  const entry = await ctx.tx.points.byId(id);
  const outcome = await reverseEntry(ctx, id, ctx.member, reason);
  switch (outcome.kind) {
    case 'reversed': {
      const who = entry ? await ownerOf(ctx, entry.memberId) : pointPhrases.somebody;
      return text.reversed(who, id, outcome.points) + (outcome.hours ? text.hoursToo : '');
    }
    case 'unknown':
      return text.noSuchEntry(String(id));
    case 'not_yours':
      return pointPhrases.secretaryDecides;
    case 'already':
      return text.reversedAlready(id);
    case 'not_earned':
      return text.notEarned(id);
  }
}

const reverse = async (ctx: Context, id: number, reason: string): Promise<void> =>
  tellAlone(ctx, await reverseOne(ctx, id, reason));

const isReversed = async ({ tx }: Context, entry: PointEntry): Promise<boolean> =>
  (await tx.points.ofSource(entry.source)).some(({ reverses }) => reverses === entry.id);

/** Whoever is named owns it, or it is not touched; "the doubled one" names nobody. */
async function isSomebodyElse(ctx: Context, said: string, owner: string): Promise<boolean> {
  if (said === owner) return false;
  const isListed = (await ctx.tx.members.list()).some(({ name }) => name === said);
  return isListed || isCalled(said) || [...said].length <= NAME_SHORT;
}
const NAME_SHORT = 3;

async function reverseSaid(ctx: HandlerContext<Reversing>): Promise<void> {
  const { id, reason, owner: said } = ctx.slots;
  // Heard from everybody: else "take back" would be taken for the last thing he did.
  if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(text.secretariesOnly);
  if (!ctx.isProven(title)) return;
  if (id.kind === 'fault') return tellAlone(ctx, text.noSuchEntry(cutText(id.said, 12)));
  const entry = await ctx.tx.points.byId(id.value);
  if (!entry) return tellAlone(ctx, text.noSuchEntry(String(id.value)));
  if (!(await maySeeTo(ctx, ctx.member, entry.memberId))) return ctx.reply(pointPhrases.secretaryDecides);
  const owner = await ownerOf(ctx, entry.memberId);
  if (said !== undefined && (await isSomebodyElse(ctx, said, owner)))
    return tellAlone(ctx, text.otherOwner(id.value, owner, said));
  // What cannot be done is said before a reason is asked for.
  if (reason !== null || (await isReversed(ctx, entry)) || entry.kind !== 'earned')
    return await reverse(ctx, id.value, reason ?? '');
  askAlone(ctx, { name: 'reason', text: text.askReason(owner, id.value), choices: [], state: { id: id.value } });
}

/** Each is shown before any is touched: a slip in one of many is soon made. */
async function reverseSeveral(ctx: HandlerContext<{ ids: number[]; reason: string | null }>): Promise<void> {
  const { ids, reason } = ctx.slots;
  if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(text.secretariesOnly);
  if (!ctx.isProven(title)) return;
  if (reason === null || ids.length === 0) return ctx.reply(text.severalUnclear);
  const open: number[] = [];
  const lines: string[] = [];
  for (const id of ids) {
    const entry = await ctx.tx.points.byId(id);
    if (!entry) lines.push(text.noSuchEntry(String(id)));
    else if (!(await maySeeTo(ctx, ctx.member, entry.memberId))) lines.push(pointPhrases.secretaryDecides);
    else if (entry.kind !== 'earned') lines.push(text.notEarned(id));
    else if (await isReversed(ctx, entry)) lines.push(text.reversedAlready(id));
    else {
      open.push(id);
      lines.push(text.entry(id, await ownerOf(ctx, entry.memberId), entry.points));
    }
  }
  if (open.length === 0) return tellAlone(ctx, lines.join('\n'));
  const question = [...lines, text.askSeveral(reason)].join('\n');
  const state = { ids: open, reason };
  askAlone(ctx, { name: 'several', text: question, choices: [text.reverseAll, text.leaveAll], state });
}

/** What a question about an entry is answered with: how it stands, and how it would be taken back. */
async function sayEntry(ctx: HandlerContext<{ id: number }>): Promise<void> {
  const { id } = ctx.slots;
  if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(text.secretariesOnly);
  const entry = await ctx.tx.points.byId(id);
  if (!entry) return tellAlone(ctx, text.noSuchEntry(String(id)));
  if (!(await maySeeTo(ctx, ctx.member, entry.memberId))) return ctx.reply(pointPhrases.secretaryDecides);
  const stands = entry.kind === 'earned' ? text.stands(id) : text.noOrder;
  const state = (await isReversed(ctx, entry)) ? text.isReversed : stands;
  tellAlone(ctx, `${text.entry(id, await ownerOf(ctx, entry.memberId), entry.points)}，${state}`);
}

async function refuseGrant(ctx: HandlerContext<{ name: string; amount: Whole }>): Promise<void> {
  const { amount } = ctx.slots;
  if (wantsForSelf(ctx.slots.name, wordsOf(ctx))) return ctx.reply(text.grantOwn);
  if (!isAllowed(ctx.member.role, 'staff')) return ctx.pass();
  // A platform takes points from people, too.
  const names = (await ctx.tx.members.list()).flatMap(({ name }) => (name === null ? [] : [name]));
  const name = names.find((one) => ctx.slots.name === one) ?? names.find((one) => ctx.slots.name.startsWith(one));
  if (name === undefined) return ctx.pass();
  const fault = amount.kind === 'fault' ? text.noAmount(cutText(amount.said, 12)) : '';
  ctx.reply(`${fault}${text.grant(name)}\n${text.howToReverse}`);
}

async function adoptSaid(ctx: HandlerContext<{ number: string }>): Promise<void> {
  if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(text.secretariesAdopt);
  if (ctx.isProven(title)) await adoptOne(ctx, ctx.slots.number);
}

async function adoptOne(ctx: Context, number: string): Promise<void> {
  if (ctx.message.conversation.kind === 'group') return ctx.reply(pointPhrases.tellMeAlone);
  const outcome = await adopt(ctx, number, ctx.member);
  if (outcome.kind === 'held') {
    await held(ctx.tx).put(number, { by: ctx.member.id }, ctx.now);
    await planWork(ctx.tx, { ...LATER, key: number, payload: { number }, dueAt: outcome.until }, ctx.now);
    ctx.reply(text.held(number));
  } else if (outcome.kind === 'adopted') {
    const { points } = outcome.entry;
    const amount = pointsSaid(wordsOf(ctx));
    ctx.reply(text.adopted(number, points) + (amount === null || amount === points ? '' : text.fixed(points)));
  } else ctx.reply(text.adoptedOther[outcome.kind](number));
}

/** What waits for its reporter is dropped; what stands in the ledger is taken back as any entry is. */
async function unadopt(ctx: HandlerContext<{ number: string }>): Promise<void> {
  const { number } = ctx.slots;
  if (!ctx.isProven(title)) return;
  if (ctx.message.conversation.kind === 'group') return ctx.reply(pointPhrases.tellMeAlone);
  if (await held(ctx.tx).get(number)) {
    await held(ctx.tx).remove(number);
    return ctx.reply(text.notHeld(number));
  }
  const ticket = await ctx.tx.tickets.byNumber(number);
  const entries = ticket ? await ctx.tx.points.ofSource(ticketSource(ticket.id)) : [];
  const entry = entries.find(({ id, kind }) => kind === 'earned' && !entries.some(({ reverses }) => reverses === id));
  const isHis = entry !== undefined && (await maySeeTo(ctx, ctx.member, entry.memberId));
  ctx.reply(entry && isHis ? text.howToUnadopt(number, entry.id) : text.notAdopted(number));
}

/** Adoptions whose points wait until the reporter has decided on his name, by the number of the ticket; one may be thought better of. */
const HELD = 'held-adoptions';
const held = (tx: Doing['tx']) => tx.collection(HELD, z.object({ by: z.string() }));
const LATER = { handler: 'correct-points', work: 'adopt' } as const;
const laterSchema = z.object({ number: z.string() });

async function adoptLater(doing: Doing, { number }: z.infer<typeof laterSchema>): Promise<void> {
  const waiting = await held(doing.tx).get(number);
  if (!waiting) return;
  await held(doing.tx).remove(number);
  const secretary = await doing.tx.members.byId(waiting.by);
  if (secretary) await adopt(doing, number, secretary);
}

export default defineHandler({
  name: 'correct-points',
  title,
  help: null,
  staffHelp: '更正：“撤销积分 12 记错了”“A-0003 采纳”',
  staffTopic: 'posts',
  text,
  intents: {},
  commands: {
    reverse: defineCommand({
      allow: 'insider',
      examples: ['撤销积分 12 记错了', '积分12号作废，签到不是本人'],
      hears: inTheEnd(reversingIn),
      run: reverseSaid,
    }),
    reverse_several: defineCommand({
      allow: 'insider',
      examples: ['撤销积分 1、2 记错了', '积分 1 和 2 作废，签到不是本人'],
      hears: inTheEnd(severalReversedIn),
      run: reverseSeveral,
    }),
    how: defineCommand({
      allow: 'insider',
      examples: ['撤销积分怎么弄', '积分12能撤销吗', '撤销积分要什么手续'],
      hears: (words) => (asksHowToReverse(words) ? {} : null),
      run: async (ctx) => ctx.reply(isAllowed(ctx.member.role, 'staff') ? text.how : text.secretariesOnly),
    }),
    entry: defineCommand({
      // Heard from everybody: else "take back" would be taken for the last thing he did.
      allow: 'insider',
      examples: ['撤销积分 1 了没', '积分 12 是不是记错了'],
      hears(words) {
        const id = entryAskedIn(words);
        return id === null ? null : { id };
      },
      run: sayEntry,
    }),
    grant: defineCommand({
      allow: 'insider',
      examples: ['给老周补 2 分 消防演练帮忙', '扣老周 5 分', '给我加10分'],
      hears: grantIn,
      run: refuseGrant,
    }),
    adopt: defineCommand({
      allow: 'insider',
      examples: ['A-0003 采纳', '采纳 A-0003'],
      hears(words) {
        const number = adoptedIn(words);
        return number === null ? null : { number };
      },
      run: adoptSaid,
    }),
    unadopt: defineCommand({
      allow: 'staff',
      examples: ['取消采纳 A-0003', 'A-0003 采纳作废'],
      hears(words) {
        const number = unadoptedIn(words);
        return number === null ? null : { number };
      },
      run: unadopt,
    }),
    adopt_quoted: defineCommand({
      allow: 'staff',
      examples: ['采纳', '老周的建议采纳'],
      hears: (words) => (adoptsNameless(words) ? {} : null),
      async run(ctx) {
        const quoted = ctx.message.kind === 'said' ? ticketNumberIn(ctx.message.quoted?.text ?? '') : null;
        if (quoted === null) ctx.reply(text.whichToAdopt);
        else await adoptOne(ctx, quoted.number);
      },
    }),
  },
  works: { [LATER.work]: defineWork({ payload: laterSchema, run: adoptLater }) },
  forgets: { [HELD]: DAY_MS },
  answers: {
    several: defineAnswer({
      allow: 'staff',
      state: z.object({ ids: z.array(z.number()), reason: z.string() }),
      async run(ctx, answer) {
        if (answer.kind === 'words' && (answer.isCommand || !putsOff(answer.words))) return false;
        const { ids, reason } = ctx.slots;
        if (answer.kind === 'words' || answer.choice !== 1) ctx.reply(text.notReversed);
        else {
          const lines: string[] = [];
          for (const id of ids) lines.push(await reverseOne(ctx, id, reason));
          tellAlone(ctx, lines.join('\n'));
        }
        return true;
      },
    }),
    reason: defineAnswer({
      allow: 'staff',
      state: z.object({ id: z.number() }),
      async run(ctx, answer) {
        if (answer.kind !== 'words') return false;
        // "No, it is number two" puts the order right and is no reason.
        const whole = inTheEnd(reversingIn)(pointPhrases.reverseEntry(ctx.slots.id, answer.words));
        if (postpones(answer.words) || whole === null) {
          if (asksAbout(answer.words) || asksSomething(answer.words)) return false;
          ctx.reply(text.notReversed);
          return true;
        }
        if (whole.id.kind === 'whole' && whole.id.value !== ctx.slots.id) {
          await reverseSaid({ ...ctx, slots: whole });
          return true;
        }
        const reason = answer.isCommand ? null : reasonIn(answer.words);
        if (reason === null) return false;
        await reverse(ctx, ctx.slots.id, reason);
        return true;
      },
      covers: () => true,
    }),
  },
});
