import { z } from 'zod';
import type { Activity } from '../src/core/activity.ts';
import { defineAnswer, defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { sayDay } from '../src/core/phrases-times.ts';
import { cancelSignUpSlots } from '../src/core/slots.ts';
import { findActivities } from '../src/domain/activities/finding.ts';
import { nextSession } from '../src/domain/activities/sessions.ts';
import { chosenIn, findOwn, heldOn, titledIn } from '../src/domain/sign-ups/finding.ts';
import { cancelSignUp, signUp } from '../src/domain/sign-ups/index.ts';
import { keepsStanding } from '../src/domain/words/kept.ts';
import { countNamed, mayStayAway, otherWhoStays, wentThere } from '../src/domain/words/sign-ups.ts';
import { isPlainAbsence } from '../src/domain/words/staying-away.ts';

const text = {
  /** Which activity, where there is more than one. */
  named: (title: string) => `“${title}”`,
  withdrawn: (what: string, people: number) => `没关系，${what}已退 ${people} 个名额。`,
  withdrawnWaiting: (what: string) => `没关系，${what}候补给你撤了。`,
  notSignedUp: '你没有报名，不用退。',
  notSignedUpFor: (name: string) => `“${name}”你没报名，不用退。`,
  noted: '好，知道了。',
  heldBack: '名额先给你留着。定了不来，说“不来”。',
  signUpFirst: '可以先报上，来不了再说“不来”，不要紧。',
  fewer: (name: string, people: number) => `${name}不来，那改成 ${people} 人？回 1 改，2 不改。`,
  fewerChoices: ['改', '不改'],
  fewerDone: (people: number) => `改好了，${people} 人。`,
  unchanged: '好，没动。',
  ofOther: (name: string) => `你报的只有你自己，没动。让${name}自己跟我说“不来”就行。`,
  anyOne: '那位',
  me: '我',
  you: '你',
  askSure: (title: string) => `“${title}”你来不了吗？回 1 退名额，回 2 还来。`,
  sureChoices: ['退名额', '还来'],
  askWhich: '退哪个？回数字：',
  choice: (number: string, label: string) => `${number}. ${label}`,
  labelled: (title: string, when: string) => `${title}（${when}）`,
  keepAll: '都不退',
  kept: '好，名额都给你留着。',
};

/** Not coming, and not a word more: whatever the person has signed up to is meant. */
const heardAbsent = /^(?:小蜂|那|这次|我|[\s,，哎唉])*(?:不来|不去|没空|来不了|去不了)[\s,，。.!！~～吧了啦哈啊呀呢哦]*$/;
/** Longer words say more than this. */
const SHORT = 16;

const whichState = z.object({ activityIds: z.array(z.string()) });

async function leave(ctx: HandlerContext, activity: Activity, what: string): Promise<void> {
  const outcome = await cancelSignUp(ctx, ctx.member, activity);
  if (outcome.kind === 'not_signed_up') return ctx.reply(text.notSignedUp);
  ctx.reply(outcome.wasWaiting ? text.withdrawnWaiting(what) : text.withdrawn(what, outcome.signUp.partySize));
}

/** @param isOneOfMany the person has signed up to others as well, so that the answer names what was cancelled */
async function leaveOneOf(ctx: HandlerContext, meant: readonly Activity[], isOneOfMany: boolean): Promise<void> {
  const [only, ...others] = meant;
  if (only && others.length === 0) return await leave(ctx, only, isOneOfMany ? text.named(only.title) : '');
  const labels = meant.map((activity) => {
    const session = nextSession(activity, ctx.now);
    return session ? text.labelled(activity.title, sayDay(session.start, ctx.now)) : activity.title;
  });
  const choices = [...labels, text.keepAll];
  const list = choices.map((label, index) => text.choice(String(index + 1), label));
  const state = { activityIds: meant.map(({ id }) => id) };
  ctx.ask({ name: 'which', text: [text.askWhich, ...list].join('\n'), choices, state });
}

const wordsOf = ({ message }: HandlerContext): string => (message.kind === 'said' ? message.text : '');
const nameOf = (said: string): string => (said.startsWith(text.me) ? text.you + said.slice(text.me.length) : said);

/** More was said than that he does not come: a place is given back only once he has said so. */
const askSure = (ctx: HandlerContext, { id, title }: Activity): void =>
  ctx.ask({ name: 'sure', text: text.askSure(title), choices: text.sureChoices, state: { activityId: id } });

/** Somebody else stays away: of whom the person brings along one less, of himself nothing. */
async function otherStays(ctx: HandlerContext, own: readonly Activity[], said: string): Promise<void> {
  const name = /^[有少]/.test(said) ? text.anyOne : nameOf(said);
  for (const { id } of own) {
    const standing = await ctx.tx.signUps.standing(id, ctx.member.id);
    if (!standing || standing.partySize < 2) continue;
    const partySize = Math.max(1, standing.partySize - countNamed(said));
    const state = { activityId: id, partySize };
    return ctx.ask({ name: 'fewer', text: text.fewer(name, partySize), choices: text.fewerChoices, state });
  }
  ctx.reply(own.length === 0 ? text.noted : text.ofOther(name));
}

/** Those whose title stands in the message that is answered, or that are held on the day that was said; else all. */
function narrowed(ctx: HandlerContext, own: Activity[]): Activity[] {
  const quoted = ctx.message.kind === 'said' ? titledIn(ctx.message.quoted?.text ?? '', own) : undefined;
  const wish = ctx.wish();
  return quoted ? [quoted] : heldOn(wish.kind === 'said' ? wish.wish.date : undefined, own);
}

export default defineHandler({
  name: 'cancel-sign-up',
  title: '取消报名',
  help: '报了名来不了，说“不来”',
  topic: 'activities',
  text,
  intents: {
    cancel_sign_up: defineIntent({
      keywords: ['取消报名', '不去了', '来不了了', '退报名'],
      examples: ['取消报名', '不参加了'],
      slots: cancelSignUpSlots,
      async run(ctx) {
        const own = await findOwn(ctx, ctx.member);
        const said = ctx.slots.activity;
        const words = wordsOf(ctx);
        const other = otherWhoStays(words);
        if (other !== null) return await otherStays(ctx, narrowed(ctx, own), other);
        if (keepsStanding(words)) return ctx.reply(own.length > 0 ? text.kept : text.noted);
        if (wentThere(words)) return ctx.reply(text.noted);
        if (mayStayAway(words)) return ctx.reply(own.length > 0 ? text.heldBack : text.signUpFirst);
        const isPlain = isPlainAbsence(
          words,
          own.map(({ title }) => title),
        );
        if (own.length === 0) return ctx.reply(isPlain ? text.notSignedUp : text.noted);
        const [only, another] = own;
        if (only && !another && !isPlain) return askSure(ctx, only);
        if (said === null) return await leaveOneOf(ctx, narrowed(ctx, own), own.length > 1);
        const where = { member: ctx.member, conversation: ctx.message.conversation };
        const meant = new Set((await findActivities(ctx, where, said)).map(({ id }) => id));
        const named = own.filter(({ id }) => meant.has(id));
        if (named.length === 0) return ctx.reply(text.notSignedUpFor(said));
        await leaveOneOf(ctx, narrowed(ctx, named), own.length > 1);
      },
    }),
  },
  commands: {
    absent: defineCommand({
      allow: 'insider',
      examples: ['不来', '没空', '来不了'],
      hears: (words) => (words.length <= SHORT && heardAbsent.test(words) ? {} : null),
      async run(ctx) {
        const own = await findOwn(ctx, ctx.member);
        if (own.length === 0) ctx.reply(text.noted);
        else await leaveOneOf(ctx, narrowed(ctx, own), own.length > 1);
      },
    }),
  },
  answers: {
    fewer: defineAnswer({
      state: z.object({ activityId: z.string(), partySize: z.number() }),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const { activityId, partySize } = ctx.slots;
        const activity = await ctx.tx.activities.byId(activityId);
        if (!activity || answer.choice !== 1) ctx.reply(text.unchanged);
        else {
          const facts = { partySize, sessionId: null, source: ctx.message.key, at: ctx.at };
          const { kind } = await signUp(ctx, ctx.member, activity, facts);
          ctx.reply(kind === 'party_changed' ? text.fewerDone(partySize) : text.unchanged);
        }
        return true;
      },
    }),
    sure: defineAnswer({
      state: z.object({ activityId: z.string() }),
      async run(ctx, answer) {
        const activity = await ctx.tx.activities.byId(ctx.slots.activityId);
        const isOff = answer.kind === 'choice' ? answer.choice === 1 : heardAbsent.test(answer.words);
        if (!activity || (answer.kind === 'words' && !isOff)) return false;
        if (isOff) await leave(ctx, activity, '');
        else ctx.reply(text.kept);
        return true;
      },
      covers: ({ intent }) => intent === 'cancel_sign_up',
    }),
    which: defineAnswer({
      state: whichState,
      async run(ctx, answer) {
        const outcome = await chosenIn(ctx, ctx.slots.activityIds, answer);
        if (outcome.kind === 'no_answer') return false;
        if (outcome.kind === 'chosen') await leave(ctx, outcome.activity, text.named(outcome.activity.title));
        else ctx.reply(text.kept);
        return true;
      },
      covers: ({ intent }) => intent === 'cancel_sign_up',
    }),
  },
});
