import { z } from 'zod';
import { type Answer, defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { pointPhrases } from '../src/core/phrases-points.ts';
import { postPhrases } from '../src/core/phrases-posts.ts';
import { sayDay } from '../src/core/phrases-times.ts';
import { peopleNamed } from '../src/domain/people-named.ts';
import { tellAlone } from '../src/domain/points/saying.ts';
import { claim, handBack, POSTS, withdrawPost } from '../src/domain/posts/deciding.ts';
import { claimsOf, forgetClaims, holdings, openClaims, type PostClaim } from '../src/domain/posts/records.ts';
import {
  asksForDuties,
  asksForOwnPosts,
  asksForTable,
  claimsMeant,
  dropsClaim,
  type PostWithdrawing,
  postClaimed,
  postLeft,
  postMeant,
  postSwapped,
  postsAsked,
  postWithdrawn,
  reasonSaid,
  saysEnough,
} from '../src/domain/words/posts.ts';

const title = '党员岗位';

const text = {
  guest: '岗位是党员认领的。你是党员就说“报到登记”，书记核实、加进名册就能认领。',
  noPosts: '支部还没设岗，想干什么跟书记说一声。',
  claimed: (post: string) => `好，“${post}”报给书记了，定了我告诉你。不想要了说“退岗”。`,
  claimedAlready: (post: string) => `“${post}”你报过了，在等书记定。`,
  heldAlready: (post: string) => `“${post}”本来就是你的。不想干了说“交岗”。`,
  near: (said: string, post: string) => `没有“${said}”。是“${post}”吗？回 1 是，回 2 不是。`,
  nearChoices: ['是', '不是'],
  which: '想认领哪个岗？回编号：',
  noneSuch: (said: string) => `没有“${said}”。`,
  option: (position: number, post: string) => `${position}. ${post}`,
  swapFirst: (held: string) => `先说“退岗”交了“${held}”，再说“认领”加新岗名。`,
  swapTo: (held: string, post: string) => `先说“退岗”交了“${held}”，再说“认领${post}”。两个都要就直接认领。`,
  dropped: '好，先不认领。想好了再说。',
  mine: (list: string) => `你的岗：${list}。不想干了说“交岗”。`,
  since: (post: string, day: string) => `${post}（${day}起）`,
  waiting: (post: string) => `${post}（等书记定）`,
  none: '你还没有认领岗。想认领说“认领”加岗名，不认也没关系。',
  noneToLeave: '你现在没有认领的岗。',
  notYours: (said: string) => `你没有认领“${said}”。`,
  whichToLeave: '交哪个岗？回编号：',
  left: (post: string) => `“${post}”交回了，这段时间辛苦了，谢谢你。`,
  cancelled: (post: string) => `好，“${post}”不认领了。`,
  head: '岗位：',
  holders: (post: string, names: string) => `${post}：${names}`,
  nobody: '还没人',
  howToClaim: '想认领说“认领”加岗名。',
  noneSuchPost: (said: string) => `支部没有“${said}”。说“岗位有谁”看都有哪些。`,
  duties: '岗位具体干什么，每个支部自己定，我这儿没写着，问书记。有哪些岗说“岗位有谁”。',
  waitHead: (count: number) => `等您定的 ${count} 件：`,
  waitLine: (number: number, who: string, post: string) => `岗 ${number} ${who} ${post}`,
  howToDecide: '回“岗 号 同意”或“岗 号 不同意”。',
  unknownPerson: (name: string) => `名册里没有叫“${name}”的人，没有改。`,
  namesakes: (name: string, count: number) => `名册里有 ${count} 个叫“${name}”的人，没有改，请先改成不同的名字。`,
  notHeld: (name: string, post: string) => `${name}没有“${post}”，没有改。`,
  askReason: (name: string, post: string) => `为什么撤${name}的“${post}”？直接说一句，本人会看到。`,
  withdrawn: (name: string, post: string) => `${name}的“${post}”撤了，我单独告诉本人。`,
  notAnyMore: '这个岗已经不在他名下了，没有改。',
  kept: (list: string) => `岗位：${list}`,
};

type Context = HandlerContext<unknown>;

const isGuest = ({ member }: Context): boolean => member.role === 'guest' || member.role === 'external';
const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';
const sayClaim = ({ post, status, at }: PostClaim, now: number): string =>
  status === 'held' ? text.since(post, sayDay(at, now)) : text.waiting(post);

/** A member's own matter: to him alone. @returns false when it cannot be, or is none of his; that was said */
function isOwnMatter(ctx: Context): boolean {
  if (isGuest(ctx)) ctx.reply(text.guest);
  else if (!ctx.canWhisper()) ctx.reply(pointPhrases.tellMeAlone);
  else return true;
  return false;
}

function askAlone(ctx: Context, question: Parameters<Context['askAlone']>[0]): void {
  const isAsked = ctx.askAlone(question);
  if (isInGroup(ctx)) ctx.reply(isAsked ? pointPhrases.inGroup : pointPhrases.tellMeAlone);
}

async function claimOne(ctx: Context, post: string): Promise<void> {
  const { isNew, status } = await claim(ctx, ctx.member, post);
  if (!isNew) return tellAlone(ctx, (status === 'held' ? text.heldAlready : text.claimedAlready)(post));
  // "Rather not" right after means this one.
  askAlone(ctx, { name: 'own', text: text.claimed(post), choices: [], state: { isNew: true } });
}

async function claimSaid(ctx: HandlerContext<{ post: string }>): Promise<void> {
  if (!isOwnMatter(ctx)) return;
  const said = ctx.slots.post;
  const { posts } = ctx.branch;
  if (posts.length === 0) return tellAlone(ctx, text.noPosts);
  const meant = postMeant(said, posts);
  if (meant.kind === 'meant') return await claimOne(ctx, meant.post);
  const near = meant.kind === 'near' ? meant.posts : posts;
  const [only] = near;
  if (near.length === 1 && only !== undefined) {
    return askAlone(ctx, { name: 'which', text: text.near(said, only), choices: text.nearChoices, state: { posts: near } });
  }
  const head = said === '' ? text.which : text.noneSuch(said) + text.which;
  const lines = near.map((post, index) => text.option(index + 1, post));
  askAlone(ctx, { name: 'which', text: [head, ...lines].join('\n'), choices: [...near], state: { posts: near } });
}

async function sayOwn(ctx: Context): Promise<void> {
  if (!isOwnMatter(ctx)) return;
  const own = await claimsOf(ctx, ctx.member);
  if (own.length === 0) return tellAlone(ctx, text.none);
  // "Enough of it" right after means one of these.
  askAlone(ctx, { name: 'own', text: text.mine(own.map((one) => sayClaim(one, ctx.now)).join('、')), choices: [], state: {} });
}

async function leave(ctx: Context, said: string): Promise<void> {
  if (!isOwnMatter(ctx)) return;
  const own = await claimsOf(ctx, ctx.member);
  if (own.length === 0) return tellAlone(ctx, text.noneToLeave);
  const left = claimsMeant(said, own);
  if (left === null) return tellAlone(ctx, text.notYours(said));
  const [only] = left;
  if (left.length === 1 && only) return await leaveOne(ctx, only.number);
  const lines = left.map(({ post }, index) => text.option(index + 1, post));
  const state = { numbers: left.map(({ number }) => number) };
  askAlone(ctx, {
    name: 'which_to_leave',
    text: [text.whichToLeave, ...lines].join('\n'),
    choices: left.map(({ post }) => post),
    state,
  });
}

async function leaveOne(ctx: Context, number: number): Promise<void> {
  const back = await handBack(ctx, ctx.member, number);
  tellAlone(ctx, back ? (back.status === 'handed_back' ? text.left : text.cancelled)(back.post) : text.noneToLeave);
}

async function swap(ctx: HandlerContext<{ post: string }>): Promise<void> {
  if (!isOwnMatter(ctx)) return;
  const [held] = await claimsOf(ctx, ctx.member);
  const meant = postMeant(ctx.slots.post, ctx.branch.posts);
  if (!held) return await claimSaid(ctx);
  tellAlone(ctx, meant.kind === 'meant' ? text.swapTo(held.post, meant.post) : text.swapFirst(held.post));
}

async function sayHolders(ctx: Context, only: string | null, say: (name: string, held: PostClaim) => string): Promise<string[]> {
  return (await holdings(ctx, only)).map(({ post, holders }) => {
    const names = holders.map(({ name, claim: held }) => say(name ?? postPhrases.somebody, held)).join('、');
    return text.holders(post, names === '' ? text.nobody : names);
  });
}

async function sayWho(ctx: Context, said: string): Promise<void> {
  if (isGuest(ctx)) return ctx.reply(text.guest);
  const meant = said === '' ? null : postMeant(said, ctx.branch.posts);
  if (meant?.kind === 'none') return ctx.reply(text.noneSuchPost(said));
  const only = meant?.kind === 'meant' ? meant.post : null;
  const lines = await sayHolders(ctx, only, (name) => name);
  if (lines.length === 0) return ctx.reply(text.noPosts);
  ctx.reply(only === null ? [text.head, ...lines, text.howToClaim].join('\n') : lines.join('\n'));
}

async function sayTable(ctx: Context): Promise<void> {
  if (!isAllowed(ctx.member.role, 'staff') || ctx.message.proof === 'header') return await sayWho(ctx, '');
  const lines = await sayHolders(ctx, null, (name, { at }) => text.since(name, sayDay(at, ctx.now)));
  const asked = (await openClaims(ctx)).filter(({ status }) => status === 'asked');
  const people = await ctx.tx.members.byIds(asked.map(({ memberId }) => memberId));
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? postPhrases.somebody;
  const waiting = asked.map(({ number, memberId, post }) => text.waitLine(number, nameOf(memberId), post));
  const behind = waiting.length > 0 ? [text.waitHead(waiting.length), ...waiting, text.howToDecide] : [];
  tellAlone(ctx, [text.head, ...lines, ...behind].join('\n'));
}

async function withdrawSaid(ctx: HandlerContext<PostWithdrawing>): Promise<void> {
  const { name, post: said, reason } = ctx.slots;
  const named = await peopleNamed(ctx, [name]);
  if (named.kind === 'unknown') return ctx.reply(text.unknownPerson(name));
  if (named.kind === 'several') return ctx.reply(text.namesakes(name, named.count));
  const [person] = named.people;
  const held = person ? (await claimsOf(ctx, person)).filter(({ status }) => status === 'held') : [];
  const meant = postMeant(
    said,
    held.map(({ post }) => post),
  );
  const one = held.find(({ post }) => meant.kind === 'meant' && post === meant.post) ?? (said.length < 2 ? held[0] : undefined);
  if (!one || (said.length < 2 && held.length > 1)) return ctx.reply(text.notHeld(name, said));
  if (reason !== null) return await withdrawOne(ctx, { number: one.number, name, reason });
  const state = { number: one.number, name };
  ctx.ask({ name: 'reason', text: text.askReason(name, one.post), choices: [], state });
}

async function withdrawOne(
  ctx: Context,
  { number, name, reason }: { number: number; name: string; reason: string },
): Promise<void> {
  const outcome = await withdrawPost(ctx, number, ctx.member, reason);
  ctx.reply(outcome.kind === 'withdrawn' ? text.withdrawn(name, outcome.claim.post) : text.notAnyMore);
}

const chosen = <One>(answer: Answer, list: readonly One[]): One | undefined =>
  answer.kind === 'choice' ? list[answer.choice - 1] : undefined;

export default defineHandler({
  name: POSTS.handler,
  title,
  help: '党员认领岗位：“我的岗”“岗位有谁”“认领安全生产岗”',
  topic: 'own',
  staffHelp: '岗位：“岗位表”“撤 老周的安全生产岗”',
  staffTopic: 'posts',
  text,
  intents: {},
  commands: {
    claim: defineCommand({
      allow: 'insider',
      examples: ['认领安全巡查岗', '我想当政策宣传员', '认领岗位'],
      hears(words) {
        const post = postClaimed(words);
        return post === null ? null : { post };
      },
      run: claimSaid,
    }),
    own: defineCommand({
      allow: 'insider',
      examples: ['我的岗', '我认领了什么岗'],
      hears: (words) => (asksForOwnPosts(words) ? {} : null),
      run: sayOwn,
    }),
    who: defineCommand({
      allow: 'insider',
      examples: ['岗位有谁', '政策宣传岗是谁'],
      hears(words) {
        const post = postsAsked(words);
        return post === null ? null : { post };
      },
      run: (ctx) => sayWho(ctx, ctx.slots.post),
    }),
    duties: defineCommand({
      allow: 'insider',
      examples: ['安全生产岗干啥的', '这些岗都干什么'],
      hears: (words) => (asksForDuties(words) ? {} : null),
      run: async (ctx) => ctx.reply(ctx.branch.posts.length > 0 ? text.duties : text.noPosts),
    }),
    table: defineCommand({
      allow: 'insider',
      examples: ['岗位表', '党员岗位名单'],
      hears: (words) => (asksForTable(words) ? {} : null),
      run: sayTable,
    }),
    leave: defineCommand({
      allow: 'insider',
      examples: ['交岗', '安全生产岗我不干了', '我不当政策宣传员了'],
      hears(words) {
        const post = postLeft(words);
        return post === null ? null : { post };
      },
      run: (ctx) => leave(ctx, ctx.slots.post),
    }),
    swap: defineCommand({
      allow: 'insider',
      examples: ['换个岗', '换个岗 换成文化艺术的'],
      hears: postSwapped,
      run: swap,
    }),
    withdraw: defineCommand({
      allow: 'staff',
      examples: ['撤 老周的安全巡查岗', '把老周的安全生产岗撤了，调走了'],
      hears: postWithdrawn,
      run: withdrawSaid,
    }),
  },
  answers: {
    which: defineAnswer({
      allow: 'insider',
      state: z.object({ posts: z.array(z.string()) }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return false;
        const post = chosen(answer, ctx.slots.posts);
        if (post === undefined) ctx.reply(text.dropped);
        else await claimOne(ctx, post);
        return true;
      },
    }),
    own: defineAnswer({
      allow: 'insider',
      state: z.object({ isNew: z.boolean().default(false) }),
      async run(ctx, answer) {
        if (answer.kind === 'choice') return false;
        if (!saysEnough(answer.words) && !(ctx.slots.isNew && dropsClaim(answer.words))) return false;
        await leave(ctx, '');
        return true;
      },
      covers: () => true,
      isOffer: true,
      takesDrop: true,
    }),
    which_to_leave: defineAnswer({
      allow: 'insider',
      state: z.object({ numbers: z.array(z.number()) }),
      async run(ctx, answer) {
        const number = chosen(answer, ctx.slots.numbers);
        if (number === undefined) return false;
        await leaveOne(ctx, number);
        return true;
      },
    }),
    reason: defineAnswer({
      allow: 'staff',
      state: z.object({ number: z.number(), name: z.string() }),
      async run(ctx, answer) {
        const reason = answer.kind === 'words' && !answer.isCommand ? reasonSaid(answer.words) : null;
        if (reason === null) return false;
        await withdrawOne(ctx, { ...ctx.slots, reason });
        return true;
      },
      covers: () => true,
    }),
  },
  keeps: {
    async of(doing, member) {
      const own = await claimsOf(doing, member);
      return own.length === 0 ? [] : [text.kept(own.map((one) => sayClaim(one, doing.now)).join('、'))];
    },
    forget: forgetClaims,
  },
});
