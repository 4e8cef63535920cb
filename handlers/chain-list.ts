import { z } from 'zod';
import type { Activity } from '../src/core/activity.ts';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { chineseNumber } from '../src/core/numerals.ts';
import { sayDay } from '../src/core/phrases-times.ts';
import { nextSession } from '../src/domain/activities/sessions.ts';
import {
  type ChainDoubt,
  type ChainEntry,
  type ChainReading,
  type DoubtReason,
  importChain,
  type Rest,
  readChain,
} from '../src/domain/sign-ups/chain-lists.ts';
import { chosenIn, findJoinable, titledIn } from '../src/domain/sign-ups/finding.ts';

const text = {
  none: '眼下没有可以报名的活动，接龙先没登记。',
  askWhich: '这份接龙是哪个活动的？回数字：',
  choice: (number: string, label: string) => `${number}. ${label}`,
  labelled: (title: string, when: string) => `${title}（${when}）`,
  noneOfThem: '都不是',
  found: (title: string, people: number) => `“${title}”接龙认出 ${people} 人`,
  doubtful: (lines: number) => `，${lines} 行拿不准`,
  stop: '。',
  comma: '、',
  names: (list: string) => `认出：${list}。`,
  doubts: (list: string) => `拿不准、不登记：${list}。`,
  left: (list: string) => `没登记：${list}。`,
  party: (name: string, people: number) => `${name} ${people} 人`,
  doubt: (name: string, reason: string) => `${name}（${reason}）`,
  reasons: {
    unknown: '名册里没有',
    two_of_that_name: '重名',
    doubled: '写了两次',
    party_unclear: '人数不清楚',
    declined: '说不来或没定',
  } satisfies Record<DoubtReason, string>,
  refused: '没报上',
  whispered: '名单我私信你了。',
  onlyDirect: '名单请私聊发我。',
  ask: (people: number) => `回 1 登记 ${people} 人，2 取消。`,
  yes: (people: number) => `登记 ${people} 人`,
  no: '取消',
  nobody: '一个名字也没对上，没有登记。',
  dropped: '好，接龙不登记了。',
  gone: '这个活动不收报名了，接龙没登记。',
  done: (parts: string) => `登记好了：${parts}。`,
  in: (people: number) => `报上 ${people} 人`,
  waiting: (people: number) => `候补 ${people} 人`,
  already: (people: number) => `原来报过 ${people} 人`,
  nothing: '没有新的',
};

const heardChain = /接龙/;
/** A number at the head of an entry; bare numbers only where a name follows and the count goes on. */
const heardNumber = /(?<![\d.:])(\d{1,3})(?:( ?[.、:)\]】,])|(?= ?\p{L}))(?!\d) ?/gu;
/** A number with one of these behind it counts something. */
const heardUnit = /^(?:[人位个名口月日号点时分年场楼期届岁元块天周次条栋班组]|小时)/;
/** Words that want something else done with the list; without the word for a chain, more of them. */
const heardOrder = /通知|转告|公告|发(?:个|条|一|布|给)/;
const heardAgenda = /提醒|议程|要求|注意|安排|流程|内容/;
/** The platform's own heading leaves no doubt. */
const heardHeading = /#接龙/;
/** An entry of a list that nobody called a chain: a name, and little behind it. */
const heardEntry = /^[\p{Script=Han}·]{2,5}(?:\p{P}|\p{S}|\s|\d|$|[带和跟]|[一两二三四五]人)|^[A-Za-z·. ]{2,20}$/u;
const SHORT_ENTRY = 16;

const COUNT = '(\\d{1,3}|[一两二俩三仨四五六七八九十]{1,2})';
const KIN = '(?:媳妇|老婆|老公|爱人|对象|家属|孩子?|娃|儿子|闺女|女儿|爸|妈|朋友|家人)';
/** Behind a name, alone: all people, people more, a couple. */
const heardTotal = new RegExp(`^(?:共|一共|总共|报)?${COUNT}(?:个?人|位|口|名|个)$`);
const heardMore = new RegExp(`^(?:[+加]|多?带|[+加]带)${COUNT}(?:个?人|位|个|名)?${KIN}?$`);
const heardKin = new RegExp(`^(?:[+加]|带|和|跟)(?:上|着)?(?:我|他|她)?(?:的)?${KIN}(?:一起)?$`);
const heardCouple = /^(?:夫妻俩?|夫妇|两口子|小两口|俩口子)$/;
const heardDeclined = /不(?:来|去|参加|了)|待定|没定|未定|请假|没空|有事|看情况|再说|不一定|[来去]不了|取消|退出|[?？]|[xX×❌]$/;
const BETWEEN = '[\\s()（）[\\]【】,，。.、:：;；~～!！\\-—]+';
const heardBetween = new RegExp(BETWEEN, 'g');
/** "Two or three": no number at all. */
const heardRange = new RegExp(`\\d${BETWEEN}\\d`);
const heardTrade = /快递|骑手|司机|站里|同志|师傅/g;
const heardComing = /^(?:报名|参加|来|去|到|报|准时|一定|晚点[来到]|算我一个|ok|👌|✅|√|✔)*$/iu;

/** Numbered entries in the order of the text; null when it holds no list of people. Linear. */
export function linesIn(words: string): string[] | null {
  const starts: { at: number; from: number }[] = [];
  let last = 0;
  for (const match of words.matchAll(heardNumber)) {
    const number = Number(match[1]);
    const from = match.index + match[0].length;
    const isMarked = match[2] !== undefined;
    // Counting goes on; with a mark, a number may be missing, doubled, or begin a second list.
    const follows = isMarked ? number === 1 || (number >= last && number <= last + 3) : number === last + 1;
    const opensWord = match.index === 0 || words[match.index - 1] === ' ';
    if (!follows || (!isMarked && (!opensWord || heardUnit.test(words.slice(from, from + 2))))) continue;
    starts.push({ at: match.index, from });
    last = number;
  }
  const lines = starts
    .map(({ from }, index) =>
      words.slice(from, starts[index + 1]?.at).replace(/^[\s,，、.]+|(?<![\s,，;；、。.])[\s,，;；、。.]+$/g, ''),
    )
    .filter((line) => line !== '');
  const head = words.slice(0, starts[0]?.at);
  if (heardChain.test(words)) return lines.length > 0 && (heardHeading.test(words) || !heardOrder.test(head)) ? lines : null;
  const isList = lines.length >= 2 && lines.every((line) => line.length <= SHORT_ENTRY && heardEntry.test(line));
  return isList && !heardOrder.test(head) && !heardAgenda.test(head) ? lines : null;
}

/** What stands behind a name in a chain list. */
export function restIn(rest: string): Rest {
  const said = rest.replace(heardTrade, '').replace(heardBetween, '');
  if (said === '') return { kind: 'party', partySize: 1 };
  if (heardRange.test(rest)) return { kind: 'unclear' };
  if (heardDeclined.test(said)) return { kind: 'declined' };
  const total = chineseNumber(heardTotal.exec(said)?.[1] ?? '');
  if (total !== null) return total >= 1 ? { kind: 'party', partySize: total } : { kind: 'unclear' };
  const more = chineseNumber(heardMore.exec(said)?.[1] ?? '');
  if (more !== null) return { kind: 'party', partySize: 1 + more };
  if (heardKin.test(said) || heardCouple.test(said)) return { kind: 'party', partySize: 2 };
  if (heardComing.test(said)) return { kind: 'party', partySize: 1 };
  // A letter right behind may go on with the name; anything else is a remark nobody but a person can judge.
  return { kind: /^\p{L}/u.test(rest) ? 'other' : 'unclear' };
}

const entries = z.array(z.object({ memberId: z.string(), name: z.string(), partySize: z.number() }));
const doubts = z.array(
  z.object({ name: z.string(), reason: z.custom<DoubtReason>((reason) => Object.hasOwn(text.reasons, String(reason))) }),
);
const whichState = z.object({ activityIds: z.array(z.string()), lines: z.array(z.string()) });
const confirmState = z.object({ activityId: z.string(), entries, doubts, source: z.string() });

const peopleIn = (list: readonly ChainEntry[]): number => list.reduce((sum, { partySize }) => sum + partySize, 0);

const sayEntries = (list: readonly ChainEntry[]): string =>
  list.map(({ name, partySize }) => (partySize > 1 ? text.party(name, partySize) : name)).join(text.comma);

const sayDoubts = (list: readonly ChainDoubt[]): string =>
  list.map(({ name, reason }) => text.doubt(name, text.reasons[reason])).join(text.comma);

/** Names are for the secretary alone: in a group only numbers stand. */
function tell(ctx: HandlerContext, head: string, names: readonly string[]): string {
  if (names.length === 0) return head;
  if (ctx.message.conversation.kind === 'direct') return [head, ...names].join('\n');
  return head + (ctx.whisper([head, ...names].join('\n')) ? text.whispered : text.onlyDirect);
}

async function preview(ctx: HandlerContext, activity: Activity, lines: readonly string[]): Promise<void> {
  const reading: ChainReading = await readChain(ctx, activity, lines, restIn);
  const people = peopleIn(reading.entries);
  const names = [
    ...(reading.entries.length > 0 ? [text.names(sayEntries(reading.entries))] : []),
    ...(reading.doubts.length > 0 ? [text.doubts(sayDoubts(reading.doubts))] : []),
  ];
  if (people === 0) return ctx.reply(tell(ctx, text.nobody, names));
  const unsure = reading.doubts.length > 0 ? text.doubtful(reading.doubts.length) : '';
  const head = text.found(activity.title, people) + unsure + text.stop;
  const question = `${tell(ctx, head, names)}\n${text.ask(people)}`;
  const state = { activityId: activity.id, ...reading, source: ctx.message.key };
  ctx.ask({ name: 'confirm', text: question, choices: [text.yes(people), text.no], state });
}

async function register(ctx: HandlerContext, state: z.infer<typeof confirmState>): Promise<void> {
  const activity = await ctx.tx.activities.byId(state.activityId);
  if (activity?.status !== 'open') return ctx.reply(text.gone);
  const outcome = await importChain(ctx, activity, state.entries, { source: state.source, at: ctx.at });
  const parts = [
    ...(outcome.in > 0 ? [text.in(outcome.in)] : []),
    ...(outcome.waiting > 0 ? [text.waiting(outcome.waiting)] : []),
    ...(outcome.already > 0 ? [text.already(outcome.already)] : []),
  ];
  const refused = outcome.refused.map(({ name }) => text.doubt(name, text.refused));
  const left = [...refused, ...(state.doubts.length > 0 ? [sayDoubts(state.doubts)] : [])];
  const head = text.done(parts.length > 0 ? parts.join(text.comma) : text.nothing);
  ctx.reply(tell(ctx, head, left.length > 0 ? [text.left(left.join(text.comma))] : []));
}

export default defineHandler({
  name: 'chain-list',
  title: '登记接龙',
  help: null,
  staffHelp: '接龙贴给我，我变成名单',
  staffTopic: 'lists',
  text,
  intents: {},
  commands: {
    chain: defineCommand({
      allow: 'staff',
      examples: ['接龙 1. 老周 2. 小吴+1', '1. 老周 2. 小吴+1 3、张三 2人'],
      hears(words) {
        const lines = linesIn(words);
        return lines && { lines, head: words };
      },
      async run(ctx) {
        const { lines, head } = ctx.slots;
        const where = { member: ctx.member, conversation: ctx.message.conversation };
        const { open } = await findJoinable(ctx, where, null, ctx.at);
        const [only, ...others] = open;
        const meant = others.length > 0 ? titledIn(head, open) : only;
        if (meant) return await preview(ctx, meant, lines);
        if (!only) return ctx.reply(text.none);
        const labels = open.map((activity) => {
          const session = nextSession(activity, ctx.now);
          return session ? text.labelled(activity.title, sayDay(session.start, ctx.now)) : activity.title;
        });
        const choices = [...labels, text.noneOfThem];
        const list = choices.map((label, index) => text.choice(String(index + 1), label));
        const state = { activityIds: open.map(({ id }) => id), lines };
        ctx.ask({ name: 'which', text: [text.askWhich, ...list].join('\n'), choices, state });
      },
    }),
  },
  answers: {
    which: defineAnswer({
      state: whichState,
      async run(ctx, answer) {
        const outcome = await chosenIn(ctx, ctx.slots.activityIds, answer);
        if (outcome.kind === 'no_answer') return false;
        if (outcome.kind === 'chosen') await preview(ctx, outcome.activity, ctx.slots.lines);
        else ctx.reply(text.dropped);
        return true;
      },
    }),
    confirm: defineAnswer({
      state: confirmState,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        if (answer.choice === 1) await register(ctx, ctx.slots);
        else ctx.reply(text.dropped);
        return true;
      },
    }),
  },
});
