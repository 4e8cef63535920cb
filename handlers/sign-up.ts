import { z } from 'zod';
import type { Activity, Session } from '../src/core/activity.ts';
import { defineAnswer, defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { type Occupation, occupations } from '../src/core/member.ts';
import { occupationTitles, sayDay, sayWhen } from '../src/core/phrases-times.ts';
import { type DayPart, dayParts } from '../src/core/planner.ts';
import { shanghaiHourMinute } from '../src/core/shanghai.ts';
import { type SignUpSlots, signUpSlots } from '../src/core/slots.ts';
import { concerning } from '../src/domain/activities/finding.ts';
import { nextSession } from '../src/domain/activities/sessions.ts';
import { remember } from '../src/domain/decisions.ts';
import { chosenIn, findJoinable, findOwn, heldOn, titledIn } from '../src/domain/sign-ups/finding.ts';
import { placesLeft, type SignUpOutcome, signUp } from '../src/domain/sign-ups/index.ts';
import { sessionMeant } from '../src/domain/sign-ups/session-choice.ts';
import { bringsKin, mayBeSignUp, moreIn, partyIn, withOthers } from '../src/domain/words/sign-ups.ts';

const text = {
  /** Which activity, where there is more than one. */
  named: (title: string) => `“${title}”`,
  where: (when: string, place: string) => `${when} ${place}`,
  online: '线上',
  in: (what: string, people: number, where: string) => `报上了${what}，${people} 人，${where}。`,
  waiting: (what: string, position: number) => `${what}满了，你排候补第 ${position}。有人退我马上告诉你。`,
  waitingWhole: (what: string, left: number, people: number, position: number) =>
    `${what}只剩 ${left} 个位置，不够 ${people} 人，排候补第 ${position}。有位置我马上告诉你。`,
  already: (what: string, people: number, where: string) => `${what}你报过了，${people} 人，${where}。`,
  alreadyWaiting: (what: string, position: number) => `${what}你排在候补第 ${position}，有位置我马上告诉你。`,
  changed: (what: string, people: number, where: string) => `改好了${what}，${people} 人，${where}。`,
  changedWaiting: (what: string, people: number, position: number) => `改好了${what}，${people} 人，还排在候补第 ${position}。`,
  tooBig: (left: number, people: number) => `只剩 ${left} 个位置，加不了，还是你原来的 ${people} 人。`,
  impossible: (max: number) => `一次能报 1 到 ${max} 人，人再多请跟书记说。`,
  closed: '报名已经停了，想来请跟书记说。',
  over: (title: string) => `“${title}”已经办完了。`,
  cancelled: '这个活动取消了，不用报。',
  tooLate: '报名时间过了，想来请直接跟书记说。',
  none: '眼下没有可以报名的活动。',
  unknown: (name: string) => `没找到“${name}”。眼下能报的有，回数字：`,
  askWhich: '报哪个？回数字：',
  askSession: '来哪场？回数字：',
  choice: (number: string, label: string) => `${number}. ${label}`,
  labelled: (title: string, when: string) => `${title}（${when}）`,
  noneOfThem: '都不报',
  dropped: '好，不报。',
  sure: '是要报名吗？回数字：',
  resize: (people: number) => `改成 ${people} 人吗？回 1 改，2 不改。`,
  resizeChoices: ['改', '不改'],
  kept: '好，没动。',
  onBehalf: (name: string) => `报名得本人来，让${name}自己跟我说一声就行。`,
  comma: '、',
  me: '我',
  you: '你',
  noted: '好，知道了。',
  maybe: '好，想来了再说“报名”。',
  maybeLeft: (left: number) => `好，想来了再说“报名”，名额还有 ${left}。`,
  maybeFull: '好，想来了再说“报名”，眼下满了，得排候补。',
  maybeKept: '好，名额给你留着，来不了回“不来”。',
  whyWaiting: (title: string, left: number, people: number) =>
    `“${title}”先到先得，当时还剩 ${left} 个位置，你要 ${people} 个，就排了候补。`,
};

/** Somebody else is to be signed up, by name; what a person brings along is another matter. */
const heardOnBehalf =
  /(?:帮|替|代|给|让|叫)(?!我(?:和|跟|们|俩|仨|也|报|把|加|算|留|占|记|先|$)|咱|自己|大家|你|个)@?([^ ,，。!！帮替代给让叫]{1,6}?)(?:同志|师傅)?(?:也|都|来|先|自己|一起){0,2}(?:报(?:个|上|一下|一个)?名?|参加|占个?位|留个?位)/;
const heardMention = /@([^ @,，]{1,12})/;
const heardSelf = /我(?:自己)?(?:也|要|想|先|就|都){0,2}(?:报|参加|去|来)|我[和跟]|带/;
/** "Old Ma signs up too": said of somebody else. */
const heardOfAnother = /^(?:小蜂|[\s,，])*([老小阿](?!蜂)\p{Script=Han}(?:师傅|哥|姐)?)(?:也|要|想|说|都){0,3}(?:报名|参加)/u;
/** Numbers of people the reader takes for none. */
const heardOdd = /(?:^|[^\d.])(-\d{1,4}|0+|\d{1,4}\.\d+) ?个?人/;
/** One person was said, not left unsaid. */
const heardAlone = /(?:^|[^\d一二三四五六七八九十])(?:1|一)个?人|就我(?!们)|我自己|只有我/;
const heardPart: Record<DayPart, RegExp> = {
  morning: /早上|上午|早场/,
  noon: /中午/,
  afternoon: /下午/,
  evening: /晚上|晚场|夜场|今晚|明晚|傍晚/,
};
const heardWhose: Record<Occupation, RegExp> = {
  courier: /快递[^,，。]{0,3}场/,
  rider: /(?:骑手|外卖)[^,，。]{0,3}场/,
  driver: /(?:司机|货车)[^,，。]{0,3}场/,
  office: /(?:站里|站点|站长)[^,，。]{0,3}场/,
};
/** Nobody knows yet; a word more, and it is something else. */
const heardMaybe =
  /^(?:小蜂|那|我|[\s,，])*(?:看情况|(?:到时候?)?再(?:说|看)|到时候?看|不一定|说不[准好]|看时间)[\s,，。.!！~～吧了啦哈啊呀呢哦]*$/;

/** Longer words say more than this. */
const SHORT = 16;

const sessionSaid = z.object({
  at: z.number().nullable(),
  date: z.string().nullable(),
  start: z.string().nullable(),
  part: z.enum(dayParts).nullable(),
  occupation: z.enum(occupations).nullable(),
});
const partySize = z.number().nullable();
const whichState = z.object({ activityIds: z.array(z.string()), partySize, session: sessionSaid });
const sessionState = z.object({ activityId: z.string(), sessionIds: z.array(z.string()), partySize });

/** What is wanted, beside the activity. */
type Wanted = Omit<z.infer<typeof whichState>, 'activityIds'>;

/** Nothing but a press on a button. */
const NOTHING_SAID: Wanted = { partySize: null, session: { at: null, date: null, start: null, part: null, occupation: null } };

const here = ({ member, message }: HandlerContext) => ({ member, conversation: message.conversation });
const wordsOf = ({ message }: HandlerContext): string => (message.kind === 'said' ? message.text : '');
const quotedIn = ({ message }: HandlerContext): string => (message.kind === 'said' ? (message.quoted?.text ?? '') : '');
const yours = (name: string) => (name.startsWith(text.me) ? text.you + name.slice(text.me.length) : name);

function wishOf(ctx: HandlerContext) {
  const said = ctx.wish();
  return said.kind === 'said' ? said.wish : {};
}

function wantedIn(ctx: HandlerContext, slots: SignUpSlots): Wanted {
  const words = wordsOf(ctx);
  const { date = null, start, part } = wishOf(ctx);
  const at = slots.session === null ? Number.NaN : Date.parse(slots.session);
  const odd = heardOdd.exec(words)?.[1];
  // One is what the reader makes of words that say nothing of it.
  const isUnsaid = slots.party_size === 1 && !heardAlone.test(words);
  return {
    partySize: odd !== undefined ? Number(odd) : isUnsaid ? null : slots.party_size,
    session: {
      at: Number.isNaN(at) ? null : at,
      date,
      start: start ?? (Number.isNaN(at) ? null : shanghaiHourMinute(at)),
      part: part ?? dayParts.find((one) => heardPart[one].test(words)) ?? null,
      occupation: occupations.find((one) => heardWhose[one].test(words)) ?? null,
    },
  };
}

/** Whom the message names instead of oneself. */
function onBehalfOf({ message }: HandlerContext): string | null {
  if (message.kind !== 'said') return null;
  const named = (heardOnBehalf.exec(message.text) ?? heardOfAnother.exec(message.text))?.[1];
  const isAboutOthers = message.mentions.length > 0 && !message.text.includes(text.me);
  return named ?? (isAboutOthers ? (heardMention.exec(message.text)?.[1] ?? null) : null);
}

/** Asks with a numbered list; the last choice is none of them. */
function askFrom(ctx: HandlerContext, name: string, question: string, labels: readonly string[], state: Record<string, unknown>) {
  const choices = [...labels, text.noneOfThem];
  const list = choices.map((label, index) => text.choice(String(index + 1), label));
  const asking = { name, text: [question, ...list].join('\n'), choices, state };
  if (!ctx.isShownOnCard() || !ctx.askAlone(asking)) ctx.ask(asking);
}

/** What a card does not show by itself is said to whoever pressed, alone where there is a way: forty presses are not forty messages. */
function sayPressed(ctx: HandlerContext, words: string): void {
  if (!ctx.isShownOnCard() || !ctx.whisper(words)) ctx.reply(words);
}

function askWhich(ctx: HandlerContext, question: string, activities: readonly Activity[], wanted: Wanted): void {
  const labels = activities.map((activity) => {
    const session = nextSession(activity, ctx.now);
    return session ? text.labelled(activity.title, sayDay(session.start, ctx.now)) : activity.title;
  });
  askFrom(ctx, 'which', question, labels, { ...wanted, activityIds: activities.map(({ id }) => id) });
}

const join = (ctx: HandlerContext, activity: Activity, { partySize, session }: Wanted): Promise<void> =>
  joinSession(ctx, activity, partySize, sessionMeant(activity, session)?.id ?? null);

/** "Two more" and "my wife, too" count from what stands. */
async function partyOf(ctx: HandlerContext, { id }: Activity, { partySize }: Wanted): Promise<number | null> {
  const more = moreIn(wordsOf(ctx));
  if (more === null) return withOthers(wordsOf(ctx)) ?? partySize;
  return ((await ctx.tx.signUps.standing(id, ctx.member.id))?.partySize ?? 1) + more;
}

async function joinSession(
  ctx: HandlerContext,
  activity: Activity,
  partySize: number | null,
  sessionId: string | null,
): Promise<void> {
  const facts = { partySize, sessionId, source: ctx.message.key, at: ctx.at };
  const outcome = await signUp(ctx, ctx.member, activity, facts);
  if (outcome.kind === 'choose_session') {
    const labels = outcome.sessions.map((session) => {
      const whose = session.occupations.map((occupation) => occupationTitles[occupation]);
      const marks = [...whose, ...(session.mode === 'online' ? [text.online] : [])];
      return text.labelled(sayWhen(session.start, ctx.now), marks.join(text.comma));
    });
    const state = { activityId: activity.id, sessionIds: outcome.sessions.map(({ id }) => id), partySize };
    return askFrom(ctx, 'session', text.askSession, labels, state);
  }
  if (outcome.kind === 'waiting') {
    const why = text.whyWaiting(activity.title, outcome.left, outcome.signUp.partySize);
    await remember(ctx.tx, ctx.member.id, why, ctx.now);
  }
  const { open } = await findJoinable(ctx, here(ctx), null, ctx.at);
  const isOneOfMany = open.some(({ id }) => id !== activity.id);
  // The card says by itself what was chosen, and so it is.
  if (ctx.isShownOnCard() && isAsPressed(outcome)) return;
  sayPressed(ctx, sayOutcome(outcome, activity, isOneOfMany ? text.named(activity.title) : '', ctx.now));
}

const isAsPressed = (outcome: SignUpOutcome): boolean =>
  outcome.kind === 'in' || (outcome.kind === 'already' && outcome.position === null);

function sayPlace({ place }: Activity, { start, mode }: Session, now: number): string {
  const spot = mode === 'online' ? text.online : place;
  return spot === null ? sayWhen(start, now) : text.where(sayWhen(start, now), spot);
}

type Said = Exclude<SignUpOutcome, { kind: 'choose_session' }>;

/** @param what the activity's name, where more than one could be meant; else nothing */
function sayOutcome(outcome: Said, activity: Activity, what: string, now: number): string {
  switch (outcome.kind) {
    case 'in':
      return text.in(what, outcome.signUp.partySize, sayPlace(activity, outcome.session, now));
    case 'waiting':
      return outcome.left === 0
        ? text.waiting(what, outcome.position)
        : text.waitingWhole(what, outcome.left, outcome.signUp.partySize, outcome.position);
    case 'already':
      return outcome.position === null
        ? text.already(what, outcome.signUp.partySize, sayPlace(activity, outcome.session, now))
        : text.alreadyWaiting(what, outcome.position);
    case 'party_changed':
    case 'session_changed':
      return outcome.position === null
        ? text.changed(what, outcome.signUp.partySize, sayPlace(activity, outcome.session, now))
        : text.changedWaiting(what, outcome.signUp.partySize, outcome.position);
    case 'party_too_big':
      return text.tooBig(outcome.left, outcome.signUp.partySize);
    case 'party_impossible':
      return text.impossible(outcome.max);
    case 'closed':
      return text.closed;
    case 'over':
      return text.over(activity.title);
    case 'cancelled':
      return text.cancelled;
    case 'too_late':
      return text.tooLate;
  }
}

export default defineHandler({
  name: 'sign-up',
  title: '报名',
  help: '参加活动，说“报名”',
  topic: 'activities',
  text,
  intents: {
    sign_up: defineIntent({
      keywords: ['报名', '算我一个', '+1', '参加'],
      examples: ['报名', '算我一个', '我和我媳妇报名'],
      slots: signUpSlots,
      async run(ctx) {
        const name = onBehalfOf(ctx);
        if (name !== null) {
          ctx.reply(text.onBehalf(yours(name)));
          if (!heardSelf.test(wordsOf(ctx).replace(heardOnBehalf, '').replace(heardOfAnother, ''))) return;
        }
        const wanted = wantedIn(ctx, ctx.slots);
        const said = ctx.slots.activity;
        const { open, shut } = await findJoinable(ctx, here(ctx), said, ctx.at);
        const quoted = said === null ? titledIn(quotedIn(ctx), [...open, ...shut]) : undefined;
        const found = quoted ? [quoted] : heldOn(wishOf(ctx).date, open);
        // Where all that fits is shut, we say why.
        const [only = shut[0], ...others] = found;
        if (others.length > 0) return askWhich(ctx, text.askWhich, found, wanted);
        if (only && mayBeSignUp(wordsOf(ctx))) {
          if (!(await ctx.tx.signUps.standing(only.id, ctx.member.id))) return askWhich(ctx, text.sure, [only], wanted);
        }
        if (only) return await join(ctx, only, { ...wanted, partySize: await partyOf(ctx, only, wanted) });
        const all = said === null ? [] : (await findJoinable(ctx, here(ctx), null, ctx.at)).open;
        if (all.length > 0) askWhich(ctx, text.unknown(said ?? ''), all, wanted);
        else ctx.reply(text.none);
      },
    }),
  },
  commands: {
    resize: defineCommand({
      allow: 'insider',
      examples: ['三个人吧', '一共四个人'],
      hears(words) {
        const people = words.length <= SHORT ? partyIn(words) : null;
        return people === null ? null : { people };
      },
      async run(ctx) {
        const [only, ...others] = await findOwn(ctx, ctx.member);
        if (!only || others.length > 0) return ctx.pass();
        const { people } = ctx.slots;
        const isSame = (await ctx.tx.signUps.standing(only.id, ctx.member.id))?.partySize === people;
        if (isSame) return await joinSession(ctx, only, people, null);
        const state = { activityId: only.id, people };
        ctx.ask({ name: 'resize', text: text.resize(people), choices: text.resizeChoices, state });
      },
    }),
    kin: defineCommand({
      allow: 'insider',
      examples: ['我对象也想来', '我徒弟也去'],
      hears: (words) => (bringsKin(words) ? {} : null),
      async run(ctx) {
        const [only, ...others] = await findOwn(ctx, ctx.member);
        if (!only || others.length > 0) ctx.pass();
        else await joinSession(ctx, only, await partyOf(ctx, only, NOTHING_SAID), null);
      },
    }),
    maybe: defineCommand({
      allow: 'insider',
      examples: ['看情况', '到时候看', '不一定'],
      hears: (words) => (words.length <= SHORT && heardMaybe.test(words) ? {} : null),
      async run(ctx) {
        const [only, ...others] = (await findJoinable(ctx, here(ctx), null, ctx.at)).open;
        if (!only) return ctx.reply(text.noted);
        if (others.length > 0) return ctx.reply(text.maybe);
        if (await ctx.tx.signUps.standing(only.id, ctx.member.id)) return ctx.reply(text.maybeKept);
        const left = await placesLeft(ctx.tx, only);
        ctx.reply(left === null ? text.maybe : left > 0 ? text.maybeLeft(left) : text.maybeFull);
      },
    }),
  },
  buttons: {
    join: {
      allow: 'insider',
      async run(ctx) {
        const activity = await ctx.tx.activities.byId(ctx.slots);
        // The id is the platform's word: only what concerns the person here may be joined by it.
        const concerns = await concerning(ctx, here(ctx));
        if (!activity || activity.status === 'draft' || !concerns(activity)) return sayPressed(ctx, text.none);
        await join(ctx, activity, NOTHING_SAID);
      },
    },
  },
  answers: {
    which: defineAnswer({
      state: whichState,
      async run(ctx, answer) {
        const outcome = await chosenIn(ctx, ctx.slots.activityIds, answer);
        if (outcome.kind === 'no_answer') return false;
        if (outcome.kind === 'chosen') await join(ctx, outcome.activity, ctx.slots);
        else ctx.reply(text.dropped);
        return true;
      },
      covers: ({ intent }) => intent === 'sign_up',
    }),
    resize: defineAnswer({
      state: z.object({ activityId: z.string(), people: z.number() }),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const activity = await ctx.tx.activities.byId(ctx.slots.activityId);
        if (activity && answer.choice === 1) await joinSession(ctx, activity, ctx.slots.people, null);
        else ctx.reply(text.kept);
        return true;
      },
    }),
    session: defineAnswer({
      state: sessionState,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const { activityId, sessionIds, partySize } = ctx.slots;
        const sessionId = sessionIds[answer.choice - 1];
        const activity = await ctx.tx.activities.byId(activityId);
        if (activity && sessionId !== undefined) await joinSession(ctx, activity, partySize, sessionId);
        else ctx.reply(text.dropped);
        return true;
      },
    }),
  },
});
