import { z } from 'zod';
import {
  type Answer,
  type ButtonDefinition,
  defineAnswer,
  defineCommand,
  defineHandler,
  type HandlerContext,
} from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { phrases } from '../src/core/phrases.ts';
import { postPhrases } from '../src/core/phrases-posts.ts';
import { type Decided, meantOnDesk, severalAnswer } from '../src/domain/desk.ts';
import { decide, POSTS } from '../src/domain/posts/deciding.ts';
import { lockClaim, openClaims, type PostClaim, type PostStatus } from '../src/domain/posts/records.ts';
import { deskItemsOf } from '../src/domain/words/desk.ts';
import { deskStateAskedIn, deskTakenBackIn } from '../src/domain/words/desk-verdicts.ts';
import { takesDecisionBack } from '../src/domain/words/exchange-thoughts.ts';
import { inTheEnd } from '../src/domain/words/orders.ts';
import {
  claimsMeant,
  type PostDecision,
  postAssigned,
  postDecided,
  postDecidedByName,
  postMeant,
} from '../src/domain/words/posts.ts';

const title = '定岗位';

const text = {
  unknown: (number: number) => `没有岗 ${number}，说“岗位表”看都有哪些。`,
  own: '自己的岗请别的书记来定。',
  granted: (number: number, who: string) => `岗 ${number} 同意了，我告诉${who}。`,
  declined: (number: number, who: string) => `岗 ${number} 没同意，我告诉${who}。`,
  they: '本人',
  already: (number: number, who: string, state: string) => `岗 ${number} ${who}${state}，这次没有改动。`,
  states: {
    asked: '还在等',
    held: '已经同意了',
    declined: '没同意',
    cancelled: '不认领了',
    handed_back: '交回了',
    withdrawn: '撤了',
  } satisfies Record<PostStatus, string>,
  assigned: (name: string, post: string) => `岗位要党员自己认领，让${name}跟我说“认领${post}”，报到这儿您点头就行。`,
  several: '有几件在等，请说号：“岗位表”里有。',
  ask: (number: number, who: string, post: string, word: string) =>
    `是说岗 ${number}，${who}认领“${post}”吗？回 1 ${word}，回 2 先不定。`,
  line: (number: number, who: string, post: string, word: string) => `岗 ${number} ${who} ${post}：${word}`,
  askSeveral: '这样定吗？回 1 就这么定，回 2 先不定。',
  sure: '就这么定',
  later: '先不定',
  notNow: '好，先不定。',
  state: (number: number, who: string, post: string, state: string) => `岗 ${number} ${who} ${post}：${state}。`,
  howToTurn: (who: string, { post, status }: Pick<PostClaim, 'post' | 'status'>) => {
    if (status === 'held') return `不让当了说“撤 ${who}的${post}”。`;
    return status === 'declined' ? `要同意，让${who}再认领一次。` : '';
  },
};

type Context = HandlerContext<unknown>;
const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';

/** A group need not hear whose it is. */
const nameFor = async (ctx: Context, memberId: string): Promise<string> =>
  (isInGroup(ctx) ? null : (await ctx.tx.members.byId(memberId))?.name) ?? text.they;

/** How it stands, and the way to turn it round. */
async function sayState(ctx: HandlerContext<{ number: number }>): Promise<void> {
  const { number } = ctx.slots;
  const claimed = await lockClaim(ctx, number);
  if (!claimed) return ctx.reply(text.unknown(number));
  const who = await nameFor(ctx, claimed.memberId);
  const behind = claimed.status === 'asked' ? postPhrases.howToDecide(number) : text.howToTurn(who, claimed);
  ctx.reply(text.state(number, who, claimed.post, text.states[claimed.status]) + behind);
}

/** @returns what is said of it */
async function decideOne(ctx: Context, { number, isGranted, reason }: PostDecision): Promise<string> {
  const outcome = await decide(ctx, number, ctx.member, isGranted, reason);
  switch (outcome.kind) {
    case 'unknown':
      return text.unknown(number);
    case 'own':
      return text.own;
    case 'already': {
      const { by, status, memberId } = outcome.claim;
      const who = by === null || by === memberId ? null : (await ctx.tx.members.byId(by))?.name;
      const said = text.already(number, who ?? text.they, text.states[status]);
      const isTurned = (status === 'held') !== isGranted && (status === 'held' || status === 'declined');
      return isTurned ? said + text.howToTurn(await nameFor(ctx, memberId), outcome.claim) : said;
    }
    case 'decided': {
      // A group need not hear whose it is.
      const who = isInGroup(ctx) ? text.they : (outcome.person?.name ?? text.they);
      return (isGranted ? text.granted : text.declined)(number, who);
    }
  }
}

async function decideSaid(ctx: Context, decision: PostDecision): Promise<void> {
  const said = await decideOne(ctx, decision);
  // "I got that wrong", said right after, is about this.
  if (isInGroup(ctx) || ctx.hasAsked()) ctx.reply(said);
  else ctx.ask({ name: 'decided', text: said, choices: [], state: { number: decision.number } });
}

async function decideAll(ctx: Context, items: readonly Decided[]): Promise<void> {
  const lines: string[] = [];
  for (const { number, isYes, reason } of items) lines.push(await decideOne(ctx, { number, isGranted: isYes, reason }));
  ctx.reply(lines.join('\n'));
}

async function askAll(ctx: Context, items: readonly Decided[]): Promise<void> {
  const claims = await openClaims(ctx);
  const people = await ctx.tx.members.byIds(claims.map(({ memberId }) => memberId));
  const lines = items.flatMap(({ number, isYes }) => {
    const claim = claims.find((one) => one.number === number);
    const who = people.find(({ id }) => id === claim?.memberId)?.name ?? postPhrases.somebody;
    return claim ? [text.line(number, who, claim.post, isYes ? postPhrases.agree : postPhrases.disagree)] : [];
  });
  const question = [...lines, text.askSeveral].join('\n');
  ctx.ask({ name: 'several', text: question, choices: [text.sure, text.later], state: { items: [...items] } });
}

/** Heard from everybody: a yes of others is none. */
async function decideHeard(ctx: HandlerContext<PostDecision>): Promise<void> {
  if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(phrases.staffOnlyTitle(title));
  if (ctx.isProven(title)) await decideSaid(ctx, ctx.slots);
}

async function decideNamed(ctx: HandlerContext<NonNullable<ReturnType<typeof postDecidedByName>>>): Promise<void> {
  const { name, post, ...decision } = ctx.slots;
  const waiting = (await openClaims(ctx)).filter(({ status }) => status === 'asked');
  const people = await ctx.tx.members.byIds(waiting.map(({ memberId }) => memberId));
  const ids = people.filter((person) => person.name === name).map(({ id }) => id);
  const theirs = claimsMeant(
    post,
    waiting.filter(({ memberId }) => ids.includes(memberId)),
  );
  const [only, another] = theirs ?? [];
  if (!only) return ctx.pass();
  if (another) return ctx.reply(text.several);
  await decideSaid(ctx, { number: only.number, ...decision });
}

/** "Agreed", said to the push that asked for it. */
async function decideBare(ctx: Context, answer: Answer, isAsked = false): Promise<boolean> {
  const meant = await meantOnDesk(ctx, answer, 'post', isAsked);
  if (!meant) return false;
  if (meant.kind === 'later') ctx.reply(text.notNow);
  else if (meant.kind === 'several') ctx.reply(text.several);
  else if (meant.kind === 'these') await askAll(ctx, meant.items);
  else if (meant.kind === 'unsaid') return false;
  else if (meant.isSure) {
    if (ctx.isProven(title)) await decideSaid(ctx, { number: meant.number, isGranted: meant.isYes, reason: meant.reason });
  } else {
    const { number, isYes, reason } = meant;
    const asked = (await openClaims(ctx)).find((one) => one.number === number);
    const who = asked && (await ctx.tx.members.byId(asked.memberId))?.name;
    const word = isYes ? postPhrases.agree : postPhrases.disagree;
    const question = text.ask(number, who ?? postPhrases.somebody, asked?.post ?? '', word);
    ctx.ask({ name: 'bare', text: question, choices: [word, text.later], state: { number, isGranted: isYes, reason } });
  }
  return true;
}

const decideOtherwise = async (ctx: Context, answer: Extract<Answer, { kind: 'words' }>): Promise<boolean> =>
  await decideBare(ctx, answer, true);

const press = (isGranted: boolean): ButtonDefinition => ({
  allow: 'staff',
  async run(ctx) {
    if (!/^\d{1,6}$/.test(ctx.slots)) return ctx.reply(phrases.questionGone);
    await decideSaid(ctx, { number: Number(ctx.slots), isGranted, reason: null });
  },
});

export default defineHandler({
  name: POSTS.decider,
  title,
  help: null,
  staffHelp: '定岗位：“岗 3 同意”“岗 3 不同意”',
  staffTopic: 'posts',
  text,
  intents: {},
  commands: {
    decide_several: defineCommand({
      allow: 'insider',
      examples: ['岗1、岗2都同意', '岗 1、2 同意'],
      hears(words) {
        const items = deskItemsOf(words, 'post');
        return items === null ? null : { items };
      },
      async run(ctx) {
        if (!isAllowed(ctx.member.role, 'staff')) return ctx.reply(phrases.staffOnlyTitle(title));
        if (ctx.isProven(title)) await decideAll(ctx, ctx.slots.items);
      },
    }),
    state: defineCommand({
      allow: 'staff',
      examples: ['岗 3 同意了没', '岗 3 撤回'],
      hears(words) {
        const named = deskStateAskedIn(words) ?? deskTakenBackIn(words);
        return named?.kind === 'post' ? named : null;
      },
      run: sayState,
    }),
    decide: defineCommand({
      allow: 'insider',
      examples: ['岗 3 同意', '岗3 不同意 人手够了'],
      hears: inTheEnd(postDecided),
      run: decideHeard,
    }),
    assign: defineCommand({
      allow: 'staff',
      examples: ['让老周当安全生产岗', '把安全生产岗给老周'],
      hears: postAssigned,
      async run(ctx) {
        const { name, post } = ctx.slots;
        const meant = postMeant(post, ctx.branch.posts);
        // Whoever is sent to a gate or a counter is none of ours.
        if (meant.kind !== 'meant') return ctx.pass();
        ctx.reply(text.assigned(name, meant.post));
      },
    }),
    decide_named: defineCommand({
      allow: 'staff',
      examples: ['同意老周认领安全生产岗', '老周的岗批了'],
      hears: inTheEnd(postDecidedByName),
      run: decideNamed,
    }),
  },
  buttons: { [POSTS.grant]: press(true), [POSTS.decline]: press(false) },
  answers: {
    several: severalAnswer('staff', 'post', { decideAll, askAll, notNow: text.notNow, otherwise: decideOtherwise }),
    decided: defineAnswer({
      allow: 'staff',
      isRecorded: true,
      state: z.object({ number: z.number() }),
      async run(ctx, answer) {
        if (answer.kind === 'choice' || answer.isCommand || !takesDecisionBack(answer.words)) return false;
        await sayState(ctx);
        return true;
      },
      covers: ({ intent }) => intent === 'undo',
    }),
    bare: defineAnswer({
      allow: 'staff',
      state: z.object({ number: z.number(), isGranted: z.boolean(), reason: z.string().nullable() }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return await decideOtherwise(ctx, answer);
        if (answer.choice === 1) await decideSaid(ctx, ctx.slots);
        else ctx.reply(text.notNow);
        return true;
      },
    }),
  },
  standing: async (ctx, answer) => await decideBare(ctx, answer),
});
