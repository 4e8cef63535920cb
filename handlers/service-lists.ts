import { z } from 'zod';
import { defineAnswer, defineCommand, defineHandler, defineWork, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { sayKey, serviceListPhrases, serviceTitles } from '../src/core/phrases-service-lists.ts';
import { sayDay } from '../src/core/phrases-times.ts';
import { asWritten } from '../src/core/text.ts';
import { concealed } from '../src/domain/service-lists/concealing.ts';
import { MONTHS, MONTHS_KEPT_MS, planMonthly, SERVICE_LISTS, tellUnmatched } from '../src/domain/service-lists/monthly.ts';
import {
  addItem,
  type Changed,
  itemOf,
  LAST_KEPT_MS,
  LAST_WRITTEN,
  type Linked,
  link,
  noteWritten,
  openItems,
  rewrite,
  type ServiceItem,
  type ServiceKey,
  type ServiceKind,
  type ServiceStatus,
  serviceKinds,
  settle,
  writtenLast,
} from '../src/domain/service-lists/records.ts';
import { isPrivateMatter } from '../src/domain/words/reports.ts';
import {
  namesNoKey,
  putRight,
  type ServiceListAsked,
  serviceAdded,
  serviceAfresh,
  serviceCorrected,
  serviceDone,
  serviceEdited,
  serviceListAsked,
  serviceParted,
  servicePerhaps,
  serviceShown,
  servicesLinked,
  serviceTakenBack,
  serviceWrong,
  speaksOfLists,
} from '../src/domain/words/service-lists.ts';
import { entriesIn, mayBeSeveral, TEXT_MAX } from '../src/domain/words/service-several.ts';

const title = '三张清单';

const text = {
  addedAlready: (key: string) => `${key} 就是这条，不用再记。`,
  askKind: (said: string) => `“${said}”记进哪张？回 1 需求，2 资源，3 服务，4 不记。`,
  askSure: (kind: string, said: string) => `“${said}”记进${kind}清单吗？回 1 记，回 2 不记。`,
  kinds: ['需求', '资源', '服务', '不记'],
  sure: ['记', '不记'],
  notAdded: '好，没记。',
  howToChange: (line: string, key: string) => `现在写的是：${line}。要改说“${key} 改成……”。`,
  staffOnly: '清单由书记记和改。你有难处直接跟我说，我报给支部。',
  privateMatter: '家事、病情、信仰这些不记，只说要帮什么忙就行。',
  tooLong: `一条最多 ${TEXT_MAX} 个字，请写短些。`,
  head: (kind: string, count: number) => `${kind} ${count} 条：`,
  unmatchedHead: (count: number) => `没对接的需求 ${count} 条：`,
  none: (kind: string) => `${kind}清单是空的。`,
  noneUnmatched: '没有等着对接的需求。',
  noneOffered: (kind: string) => `眼下还没有登记${kind}，过阵子再问我。`,
  matched: (line: string, keys: string) => `${line}（对接 ${keys}）`,
  more: (rest: number) => `还有 ${rest} 条。`,
  needsForStaff: '需求清单只给书记看。能用的可以问“有什么服务”“有什么资源”。',
  shown: (key: string, state: string, said: string) => `${key}（${state}）：${said}`,
  shownMatch: (key: string, day: string, said: string) => `${day}对接 ${key}：${said}`,
  states: { open: '在办', done: '办好了', cancelled: '取消了' } satisfies Record<ServiceStatus, string>,
  unknown: (key: string) => `没有 ${key}，看看号对不对。`,
  already: (key: string, state: string) => `${key} 早就${state}，没有改动。`,
  rewritten: (key: string, said: string) => `${key} 改好了：${said}`,
  sameText: (key: string) => `${key} 本来就是这么写的。`,
  linked: (need: string, other: string, day: string) => `${need} 和 ${other} 对接上了，${day}记的。办完说“${need} 办好了”。`,
  linkedAlready: (need: string, other: string) => `${need} 和 ${other} 早就对接上了。`,
  unlinked: (need: string, other: string) => `${need} 和 ${other} 不对接了，${need} 还在等。`,
  unlinkWhich: (key: string, keys: string, first: string) =>
    `${key} 对接着 ${keys}。不对接哪条？说“取消 ${key} 和 ${first} 的对接”。`,
  neverLinked: (key: string) => `${key} 本来就没对接。`,
  unlinkedAlready: (need: string, other: string) => `${need} 和 ${other} 本来就没对接。`,
  over: (key: string, state: string) => `${key} ${state}。要接着用，先说“恢复 ${key}”。`,
  noPair: '对接是一条需求配一条资源或服务，比如“N-1 对接 R-2”。',
};

type Context = HandlerContext<unknown>;

const LISTED_MAX = 30;

const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';
const isStaff = ({ member }: Context): boolean => isAllowed(member.role, 'staff');
/** Whoever is not proved to be of the staff reads what everybody may. */
const seesAll = (ctx: Context): boolean => isStaff(ctx) && ctx.message.proof === 'message';
const stateOf = ({ status }: ServiceItem): string => text.states[status];

/** As the one who reads it may see it: whole by the staff alone. */
async function reader(ctx: Context): Promise<(item: ServiceItem) => string> {
  if (seesAll(ctx) && !isInGroup(ctx)) return (item) => asWritten(item.text);
  const names = await ctx.tx.members.names(ctx.now);
  return (item) => asWritten(concealed(item, names));
}

async function sayList(ctx: Context, kind: ServiceKind, isUnmatched: boolean): Promise<string> {
  const open = await openItems(ctx, kind);
  const items = isUnmatched && kind === 'need' ? open.filter(({ matches }) => matches.length === 0) : open;
  const list = serviceTitles[kind];
  if (items.length === 0) {
    if (!isStaff(ctx)) return text.noneOffered(list);
    return isUnmatched && kind === 'need' ? text.noneUnmatched : text.none(list);
  }
  const read = await reader(ctx);
  const lines = items.slice(0, LISTED_MAX).map((item) => {
    const line = serviceListPhrases.line(sayKey(item), read(item));
    const isTold = seesAll(ctx) && item.matches.length > 0;
    return isTold ? text.matched(line, item.matches.map(sayKey).join('、')) : line;
  });
  const more = items.length > LISTED_MAX ? [text.more(items.length - LISTED_MAX)] : [];
  const head = isUnmatched && kind === 'need' ? text.unmatchedHead(items.length) : text.head(list, items.length);
  return [head, ...lines, ...more].join('\n');
}

async function sayLists(ctx: HandlerContext<ServiceListAsked>): Promise<void> {
  const { kind, isUnmatched } = ctx.slots;
  const isOpenToAll = (one: ServiceKind) => one !== 'need';
  if (kind === 'need' && !isStaff(ctx)) return ctx.reply(text.needsForStaff);
  if (kind === 'need' && !ctx.isProven(title)) return;
  const kinds = kind === null ? serviceKinds.filter((one) => seesAll(ctx) || isOpenToAll(one)) : [kind];
  const lists: string[] = [];
  for (const one of kinds) lists.push(await sayList(ctx, one, isUnmatched));
  ctx.reply(lists.join('\n'));
}

const SHOWN = 20;
const shortened = (said: string): string => ([...said].length > SHOWN ? `${[...said].slice(0, SHOWN).join('')}…` : said);

async function add(ctx: Context, kind: ServiceKind, said: string): Promise<void> {
  const parts = entriesIn(said);
  if (parts.length === 0) return ctx.reply(text.notAdded);
  if (parts.some((part) => part.length > TEXT_MAX)) return ctx.reply(text.tooLong);
  if (parts.some((part) => isPrivateMatter(part))) return ctx.reply(text.privateMatter);
  const added: ServiceItem[] = [];
  const before: ServiceItem[] = [];
  for (const part of parts) {
    const { kind: outcome, item } = await addItem(ctx, kind, part, ctx.member.id, ctx.message.key);
    (outcome === 'added' ? added : before).push(item);
  }
  const [first] = added.length > 0 ? added : before;
  if (!first) return;
  await noteWritten(ctx, ctx.member.id, first);
  const read = await reader(ctx);
  const { line, added: addedOne, addedSeveral, addedAs } = serviceListPhrases;
  const list = serviceTitles[kind];
  if (added.length > 1)
    return ctx.reply(
      addedSeveral(
        added.map((item) => line(sayKey(item), read(item))),
        list,
        sayKey(first),
      ),
    );
  if (added.length === 1 && mayBeSeveral(first.text)) return ctx.reply(addedAs(sayKey(first), list, read(first)));
  ctx.reply(added.length === 1 ? addedOne[kind](sayKey(first)) : text.addedAlready(sayKey(first)));
}

/** What was said of it puts it right. @returns false when nobody can tell how */
async function correct(ctx: Context, item: ServiceItem, said: string): Promise<boolean> {
  const right = putRight(item.text, said);
  if (right === null || right.length > TEXT_MAX || isPrivateMatter(right)) return false;
  await rewriteTo(ctx, item, right);
  return true;
}

async function rewriteTo(ctx: Context, of: ServiceKey, said: string): Promise<void> {
  const outcome = await rewrite(ctx, of, said);
  if (outcome.kind === 'changed') await noteWritten(ctx, ctx.member.id, outcome.item);
  const read = await reader(ctx);
  const done = (key: string) => text.rewritten(key, outcome.kind === 'unknown' ? '' : read(outcome.item));
  sayChanged(ctx, outcome, done, (item) => text.sameText(sayKey(item)));
}

/** Lets the staff do it; others hear who keeps the lists, where it is one of their numbers or speaks of a list. */
const byStaff =
  <Slots>(run: (ctx: HandlerContext<Slots>) => Promise<void>, keyOf: (slots: Slots) => ServiceKey | null) =>
  async (ctx: HandlerContext<Slots>): Promise<void> => {
    if (isStaff(ctx)) return ctx.isProven(title) ? await run(ctx) : undefined;
    const key = keyOf(ctx.slots);
    const isOurs = key === null ? speaksOfLists(wordsOf(ctx)) : (await itemOf(ctx, key)) !== undefined;
    if (isOurs) ctx.reply(text.staffOnly);
    else ctx.pass();
  };

const wordsOf = ({ message }: Context): string => (message.kind === 'said' ? message.text : '');

/** `N95` is a mask, `R1` anything, until there is one of that number. */
function sayUnknown(ctx: Context, key: ServiceKey): void {
  if (ctx.message.kind === 'said' && namesNoKey(ctx.message.text)) ctx.pass();
  else ctx.reply(text.unknown(sayKey(key)));
}

async function show(ctx: HandlerContext<ServiceKey>): Promise<void> {
  const item = await itemOf(ctx, ctx.slots);
  if (!isStaff(ctx)) return await showOthers(ctx, item);
  if (!ctx.isProven(title)) return;
  if (!item) return sayUnknown(ctx, ctx.slots);
  const read = await reader(ctx);
  const lines = [text.shown(sayKey(item), stateOf(item), read(item))];
  for (const match of item.matches) {
    const other = await itemOf(ctx, match);
    if (other) lines.push(text.shownMatch(sayKey(other), sayDay(match.at, ctx.now), read(other)));
  }
  ctx.reply(lines.join('\n'));
}

/** Needs are for the staff; what is offered is for everybody. */
async function showOthers(ctx: Context, item: ServiceItem | undefined): Promise<void> {
  if (!item) return ctx.pass();
  if (item.kind === 'need') return ctx.reply(text.needsForStaff);
  ctx.reply(
    item.status === 'open'
      ? serviceListPhrases.line(sayKey(item), (await reader(ctx))(item))
      : text.noneOffered(serviceTitles[item.kind]),
  );
}

function sayChanged(ctx: Context, outcome: Changed, done: (key: string) => string, same: (item: ServiceItem) => string): void {
  if (outcome.kind === 'unknown') return sayUnknown(ctx, outcome.key);
  ctx.reply(outcome.kind === 'changed' ? done(sayKey(outcome.item)) : same(outcome.item));
}

async function linkOne(ctx: Context, { first, second, isLink }: { first: ServiceKey; second: ServiceKey; isLink: boolean }) {
  const outcome = await link(ctx, first, second, isLink);
  if (outcome.kind === 'unknown') return sayUnknown(ctx, outcome.key);
  ctx.reply(sayLink(ctx, outcome, isLink));
}

function sayLink({ now }: Context, outcome: Linked, isLink: boolean): string {
  if (outcome.kind === 'unknown') return text.unknown(sayKey(outcome.key));
  if (outcome.kind === 'no_pair') return text.noPair;
  if (outcome.kind === 'over') return text.over(sayKey(outcome.item), stateOf(outcome.item));
  const [need, other] = [sayKey(outcome.need), sayKey(outcome.other)];
  if (outcome.kind === 'already') return (isLink ? text.linkedAlready : text.unlinkedAlready)(need, other);
  return isLink ? text.linked(need, other, sayDay(now, now)) : text.unlinked(need, other);
}

/** "No, number four", "delete that one", right after it was written. @returns false when it says something else */
async function putRightLast(ctx: Context, said: string): Promise<boolean> {
  const [told, afresh, isGone] = [serviceCorrected(said), serviceAfresh(said), serviceTakenBack(said)];
  const last = told !== null || afresh !== null || isGone ? await writtenLast(ctx, ctx.member.id) : null;
  if (!last) return false;
  const { item, at } = last;
  if (isGone) {
    // A deed of record done since is rather meant.
    if ((await ctx.tx.acts.latest(ctx.member.id, at)) !== undefined) return false;
    const outcome = await settle(ctx, item, 'cancelled');
    sayChanged(ctx, outcome, serviceListPhrases.changed.cancelled, (same) => text.already(sayKey(same), stateOf(same)));
    return true;
  }
  if (told !== null && (await correct(ctx, item, told))) return true;
  if (afresh === null || afresh.length > TEXT_MAX || isPrivateMatter(afresh)) return false;
  await rewriteTo(ctx, item, putRight(item.text, afresh) ?? afresh);
  return true;
}

export default defineHandler({
  name: SERVICE_LISTS.handler,
  title,
  help: '问“有什么服务”“有什么资源”',
  topic: 'services',
  staffHelp: '三张清单：“需求：……”“N-1 对接 R-2”“看需求清单”',
  staffTopic: 'lists',
  text,
  intents: {},
  commands: {
    lists: defineCommand({
      allow: 'insider',
      examples: ['看需求清单', '三张清单', '有什么服务', '没对接的需求'],
      hears: serviceListAsked,
      run: sayLists,
    }),
    // What somebody else wants for himself is an appeal, and read as one.
    add: defineCommand({
      allow: 'insider',
      examples: ['需求清单加：三号楼李奶奶家灯坏了，要人修', '资源清单：理发店每月可免费理发两次', '服务清单加：周六下午义诊'],
      hears: serviceAdded,
      run: byStaff(
        (ctx) => add(ctx, ctx.slots.kind, ctx.slots.text),
        () => null,
      ),
    }),
    link: defineCommand({
      allow: 'insider',
      examples: ['N-3 对接 R-2', '取消 N-3 和 R-2 的对接'],
      hears: servicesLinked,
      run: byStaff(
        async (ctx) => {
          const [only, ...others] = ctx.slots;
          if (only && others.length === 0) return await linkOne(ctx, only);
          const lines: string[] = [];
          for (const each of ctx.slots)
            lines.push(sayLink(ctx, await link(ctx, each.first, each.second, each.isLink), each.isLink));
          ctx.reply(lines.join('\n'));
        },
        ([only]) => only?.first ?? null,
      ),
    }),
    part: defineCommand({
      allow: 'insider',
      examples: ['N-1 不对接了'],
      hears: serviceParted,
      run: byStaff(
        async (ctx) => {
          const item = await itemOf(ctx, ctx.slots);
          const [match, ...others] = item?.matches ?? [];
          if (!item) return sayUnknown(ctx, ctx.slots);
          if (!match) return ctx.reply(text.neverLinked(sayKey(item)));
          if (others.length === 0) return await linkOne(ctx, { first: item, second: match, isLink: false });
          ctx.reply(text.unlinkWhich(sayKey(item), item.matches.map(sayKey).join('、'), sayKey(match)));
        },
        (of) => of,
      ),
    }),
    settle: defineCommand({
      allow: 'insider',
      examples: ['N-3 办好了', 'N-3 取消', '恢复 N-3'],
      hears: serviceDone,
      run: byStaff(
        async (ctx) => {
          const { deed, of } = ctx.slots;
          const outcome = await settle(ctx, of, deed);
          sayChanged(ctx, outcome, serviceListPhrases.changed[deed], (item) => text.already(sayKey(item), stateOf(item)));
        },
        ({ of }) => of,
      ),
    }),
    rewrite: defineCommand({
      allow: 'insider',
      examples: ['改 N-3：三号楼李奶奶家水管漏了', 'N-3 改成 周日下午义诊'],
      hears: serviceEdited,
      run: byStaff(
        async (ctx) => {
          const { of, text: said } = ctx.slots;
          if (said.length > TEXT_MAX) return ctx.reply(text.tooLong);
          if (isPrivateMatter(said)) return ctx.reply(text.privateMatter);
          await rewriteTo(ctx, of, said);
        },
        ({ of }) => of,
      ),
    }),
    wrong: defineCommand({
      allow: 'staff',
      examples: ['N-3 写错了', 'N-3 写错了，是四号楼'],
      hears: serviceWrong,
      async run(ctx) {
        const item = await itemOf(ctx, ctx.slots.of);
        if (!item) return sayUnknown(ctx, ctx.slots.of);
        if (ctx.slots.text !== null && (await correct(ctx, item, ctx.slots.text))) return;
        ctx.reply(text.howToChange((await reader(ctx))(item), sayKey(item)));
      },
    }),
    show: defineCommand({ allow: 'insider', examples: ['N-3', '看看 N-3', 'R-2 怎么样了'], hears: serviceShown, run: show }),
    // Not told which list, or said in a way that means other things as well.
    perhaps: defineCommand({
      allow: 'staff',
      examples: ['清单里记一条：缺一台微波炉', '资源：理发店每月免费理发两次'],
      hears: servicePerhaps,
      async run(ctx) {
        const { kind, text: said } = ctx.slots;
        const asked = kind === null ? text.askKind(shortened(said)) : text.askSure(serviceTitles[kind], shortened(said));
        ctx.ask({ name: 'list', text: asked, choices: kind === null ? text.kinds : text.sure, state: { kind, said } });
      },
    }),
  },
  answers: {
    list: defineAnswer({
      allow: 'staff',
      state: z.object({ kind: z.enum(serviceKinds).nullable(), said: z.string() }),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const { kind, said } = ctx.slots;
        const chosen = kind === null ? serviceKinds[answer.choice - 1] : answer.choice === 1 ? kind : undefined;
        if (chosen) await add(ctx, chosen, said);
        else ctx.reply(text.notAdded);
        return true;
      },
    }),
  },
  // "No, number four" right after it was written.
  async standing(ctx, answer) {
    if (answer.kind === 'choice' || answer.isCommand || isInGroup(ctx) || !isStaff(ctx)) return false;
    return await putRightLast(ctx, answer.words);
  },
  awaits: async (doing, member) => (await writtenLast(doing, member.id)) !== null,
  works: {
    [SERVICE_LISTS.monthly]: defineWork({ payload: z.object({ month: z.string() }), run: tellUnmatched }),
  },
  nightly: planMonthly,
  forgets: { [MONTHS]: MONTHS_KEPT_MS, [LAST_WRITTEN]: LAST_KEPT_MS },
});
