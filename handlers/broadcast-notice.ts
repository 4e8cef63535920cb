import { z } from 'zod';
import {
  type Answer,
  defineAnswer,
  defineCommand,
  defineHandler,
  defineIntent,
  type HandlerContext,
} from '../src/core/handler.ts';
import type { Member } from '../src/core/member.ts';
import { draftPhrases } from '../src/core/phrases-drafts.ts';
import { sayAt, sayDay } from '../src/core/phrases-times.ts';
import { shanghaiHourMinute } from '../src/core/shanghai.ts';
import { broadcastNoticeSlots } from '../src/core/slots.ts';
import { awaitingSecond, confirmNotice, decideNotice } from '../src/domain/notices/confirming.ts';
import { BODY_MAX, draftNotice, type NoticeDraft, type NoticeRequest, noticeRequestSchema } from '../src/domain/notices/index.ts';
import type { NoticePart } from '../src/domain/notices/parts.ts';
import { isAboutDraft, isForBot, requestIn, reviseRequest, withBody } from '../src/domain/notices/request.ts';
import { progressOf } from '../src/domain/notices/sending.ts';
import { asChoice, otherDraftWaits } from '../src/domain/open-drafts.ts';
import {
  forSignedUp,
  heardAgree,
  heardBoth,
  heardDecline,
  heardDrop,
  heardHeading,
  isNoBody,
  nextNotice,
} from '../src/domain/words/broadcast.ts';
import { resembles, soundsCorrecting } from '../src/domain/words/corrections.ts';
import { asksAside, sendsIt, withdrawnAlone, withdrawnIn } from '../src/domain/words/drafts.ts';

const text = {
  askBody: '通知写什么？直接说。',
  toGroups: (groups: number, people: number, list: string) => `发给 ${groups} 个群、约 ${people} 人：${list}。`,
  toListed: (people: number, when: string) => `一对一发给名单上 ${people} 人，${when}。`,
  part: (title: string, when: string) => `${title} ${when}`,
  atOnce: '马上',
  from: (when: string) => `${when} 起`,
  fromNow: '现在起',
  more: (list: string, rest: number) => `${list}，还有 ${rest} 个群`,
  comma: '，',
  body: (body: string) => `内容：${body}`,
  pushes: (pushes: number) => `共 ${pushes} 条。`,
  pushesLeft: (left: number) => `有的群这个月只剩 ${left} 条了。`,
  minutes: (minutes: number) => `发完约 ${minutes} 分钟。`,
  asksBack: '要回“收到”，没回的过一天提醒一次。',
  needsSecond: (over: number) => `超过 ${over} 人，还要另一位书记点头。`,
  choose: '回 1 发，2 取消，要改直接说。',
  choices: ['发', '取消'],
  tooLong: (length: number, most: number) => `通知最多 ${most} 字，这条 ${length} 字，短一点再发。`,
  noGroup: '没有对得上的群，请说清发给哪个群。',
  noListed: '名单上没有我能私聊到的人，没法一对一发。',
  past: '这个时间已经过了，换个时间。',
  tooFar: '只能排一个月以内的，换个近点的时间。',
  impossible: (words: string) => `没有“${words}”这个时间，换个说法。`,
  dropped: '好，不发了。',
  leaving: (groups: number) => `好，${groups} 个群马上就到。`,
  leavingOneByOne: (people: number, when: string) => `好，${when}一对一发给 ${people} 人。想停就说“停发”。`,
  planned: (list: string) => `好，定了：${list}。想停就说“停发”。`,
  notTaken: (count: number) => `有 ${count} 个没发成。`,
  asked: (names: string) => `已请${names}点头，同意了就发。想停就说“停发”。`,
  noSecond: '超过人数要另一位书记同意，可没有别的书记能找到，没有发。',
  confirmedBefore: '这条已经确认过了，不会再发一遍。',
  agreed: '好，已按你说的发。',
  declined: '好，不发了，我会告诉发的人。',
  decidedBefore: '已经有人确认过了。',
  stoppedBefore: '这条已经停了，不用再管。',
  own: '这条是你自己发的，要另一位书记同意才行。',
  notSecretary: '这条要另一位书记同意才行。',
  expired: '时间过了，那条通知没有发。',
  gone: '没有等你点头的通知。',
  which: (words: string, when: string) => `改内容，还是改发送时间？回 1 内容改成“${words}”，2 改到 ${when} 发。`,
  whichChoices: ['改内容', '改发送时间'],
  two: (first: string, second: string) => `上一条“${first}”还没发。回 1 先发它，再看这条“${second}”；2 不要它，换成这条。`,
  twoChoices: ['先发上一条', '换成这条'],
  notOnly: (whom: string) => `只发给${whom}我还办不到，这条会发到群里。`,
  nameless: '一位书记',
};

const NAME = 'broadcast-notice';
const TITLE = '发通知';
/** Groups listed in a preview; of more, only how many. */
const LISTED_MAX = 6;
/** A broadcast that is over sooner is no matter of minutes. */
const LONG_MINUTES = 2;

const SHORT = 16;
const short = (body: string): string => {
  const signs = [...body];
  return signs.length > SHORT ? `${signs.slice(0, SHORT).join('')}…` : body;
};

const draftState = z.object({
  request: noticeRequestSchema,
  key: z.string(),
  /** Put off, or found wrong: a bare yes shows it again, and sends nothing. */
  isHeld: z.boolean().default(false),
});
type DraftState = z.infer<typeof draftState>;
type Words = Extract<Answer, { kind: 'words' }>;
const bodyState = z.object({ request: noticeRequestSchema });
const eitherState = z.object({ ofWords: noticeRequestSchema, ofSending: noticeRequestSchema });
const twoState = z.object({ first: noticeRequestSchema, key: z.string(), second: noticeRequestSchema });
const secondState = z.object({ noticeId: z.string() });

const sayLeaving = (at: number, now: number): string => (at <= now ? text.atOnce : sayAt(at, now));
/** A day without an hour begins at midnight: nothing leaves then. */
const saySending = (at: number, now: number): string => (shanghaiHourMinute(at) === '00:00' ? sayDay(at, now) : sayAt(at, now));
const sayFrom = (at: number, now: number): string => (at <= now ? text.fromNow : text.from(sayAt(at, now)));

function sayParts(parts: readonly NoticePart[], now: number): string {
  const list = parts.slice(0, LISTED_MAX).map(({ title, at }) => text.part(title, sayLeaving(at, now)));
  const rest = parts.length - list.length;
  return rest > 0 ? text.more(list.join(text.comma), rest) : list.join(text.comma);
}

function sayDraft(
  { request, parts, people, minutes, pushes, needsSecond, pushesLeft }: NoticeDraft,
  ctx: HandlerContext,
): string {
  const first = parts[0]?.at ?? ctx.now;
  const head =
    request.audience === 'members'
      ? text.toListed(people, sayFrom(first, ctx.now))
      : text.toGroups(parts.length, people, sayParts(parts, ctx.now));
  const facts = [
    head,
    text.pushes(pushes),
    ...(pushesLeft === null ? [] : [text.pushesLeft(pushesLeft)]),
    ...(minutes >= LONG_MINUTES || needsSecond ? [text.minutes(minutes)] : []),
    ...(request.requireAck ? [text.asksBack] : []),
    ...(needsSecond ? [text.needsSecond(ctx.branch.pushes.secondSecretaryOver)] : []),
  ];
  return [facts.join(''), text.body(request.body), text.choose].join('\n');
}

const whereOf = (ctx: HandlerContext) => ({ member: ctx.member, conversation: ctx.message.conversation });

/** The message that makes us ask names the asking: one yes, one notice. */
function askDraft(ctx: HandlerContext<unknown>, words: string, request: NoticeRequest, isHeld = false): void {
  ctx.ask({ name: 'draft', text: words, choices: text.choices, state: { request, key: ctx.message.key, isHeld } });
}

/** Shows what would happen and asks for a yes; or says why it cannot be, and keeps what stood before. */
async function preview(ctx: HandlerContext<unknown>, request: NoticeRequest, before: NoticeRequest | null = null): Promise<void> {
  const refuse = (why: string) => (before ? askDraft(ctx, why + text.choose, before) : ctx.reply(why));
  const outcome = await draftNotice(ctx, request, whereOf(ctx));
  switch (outcome.kind) {
    case 'drafted':
      return askDraft(ctx, sayDraft(outcome.draft, ctx), request);
    case 'empty_body':
      return ctx.ask({ name: 'body', text: text.askBody, choices: [], state: { request } });
    case 'too_long':
      return refuse(text.tooLong(outcome.length, BODY_MAX));
    case 'no_group':
      return refuse(request.audience === 'members' ? text.noListed : text.noGroup);
    case 'past':
      return refuse(text.past);
    case 'too_far':
      return refuse(text.tooFar);
  }
}

async function carryOut(ctx: HandlerContext<unknown>, asked: NoticeRequest, key: string): Promise<void> {
  // An instant that has passed since the draft was shown means now.
  const request = { ...asked, sendAt: asked.sendAt !== null && asked.sendAt <= ctx.now ? null : asked.sendAt };
  const drafted = await draftNotice(ctx, request, whereOf(ctx));
  if (drafted.kind !== 'drafted') return await preview(ctx, request);
  const outcome = await confirmNotice(ctx, ctx.member, drafted.draft, key);
  switch (outcome.kind) {
    case 'scheduled': {
      const { failed } = await progressOf(ctx, outcome.notice);
      const trouble = failed > 0 ? text.notTaken(failed) : '';
      return ctx.reply(sayPlanned(ctx, request, outcome.parts) + trouble);
    }
    case 'awaiting_second':
      return ctx.reply(text.asked(outcome.asked.map(nameOf).join('、')));
    case 'no_second':
      return ctx.reply(text.noSecond);
    case 'already':
      return ctx.reply(text.confirmedBefore);
  }
}

const nameOf = ({ name }: Member): string => name ?? text.nameless;

function sayPlanned({ now }: HandlerContext, { audience }: NoticeRequest, parts: readonly NoticePart[]): string {
  const [first] = parts;
  if (audience === 'members') return text.leavingOneByOne(first?.people ?? 0, sayFrom(first?.at ?? now, now));
  return parts.every(({ at }) => at <= now) ? text.leaving(parts.length) : text.planned(sayParts(parts, now));
}

async function decide(ctx: HandlerContext<unknown>, noticeId: string, isYes: boolean): Promise<void> {
  const outcome = await decideNotice(ctx, ctx.member, noticeId, isYes);
  const said = {
    scheduled: text.agreed,
    declined: text.declined,
    already: text.decidedBefore,
    stopped: text.stoppedBefore,
    own: text.own,
    not_secretary: text.notSecretary,
    expired: text.expired,
    gone: text.gone,
  };
  ctx.reply(said[outcome.kind]);
}

async function decideNewest(ctx: HandlerContext<unknown>, isYes: boolean): Promise<void> {
  const notice = await awaitingSecond(ctx, ctx.member);
  if (notice) await decide(ctx, notice.id, isYes);
  else ctx.reply(text.gone);
}

/** The first sight of a notice, from the words as they were said. */
async function draft(ctx: HandlerContext, slots: z.infer<typeof broadcastNoticeSlots>): Promise<void> {
  const words = ctx.message.kind === 'said' ? ctx.message.text : '';
  const asked = requestIn(words, slots, ctx.wish, ctx);
  if (asked.kind === 'impossible') return ctx.reply(text.impossible(asked.words));
  if (await otherDraftWaits(ctx, NAME)) {
    // What presses cannot wait for it.
    if (!asked.request.urgent) return ctx.reply(draftPhrases.firstThis(TITLE));
    ctx.reply(draftPhrases.setAside);
  }
  const signedUp = forSignedUp(words);
  if (signedUp) ctx.reply(text.notOnly(signedUp.whom));
  await preview(ctx, asked.request);
}

/** Another notice while one waits: neither is lost without a word. */
async function drafted(ctx: HandlerContext<DraftState>, { frames }: Words, words: string): Promise<void> {
  const { request: first, key, isHeld } = ctx.slots;
  const slots = frames.find(({ intent }) => intent === 'broadcast_notice')?.slots ?? {};
  const asked = requestIn(words, broadcastNoticeSlots.safeParse(slots).data ?? broadcastNoticeSlots.parse({}), ctx.wish, ctx);
  if (asked.kind === 'impossible') return askDraft(ctx, text.impossible(asked.words) + text.choose, first, isHeld);
  const second = asked.request;
  // The same said again with something in it otherwise.
  if (resembles(second.body, first.body)) return await preview(ctx, second);
  if (second.urgent || isHeld) {
    ctx.reply(draftPhrases.setAside);
    return await preview(ctx, second);
  }
  const question = text.two(short(first.body), short(second.body));
  ctx.ask({ name: 'two', text: question, choices: text.twoChoices, state: { first, key, second } });
}

export default defineHandler({
  name: NAME,
  title: TITLE,
  help: null,
  staffHelp: '发通知：“通知大家：……”，发之前给您看',
  staffTopic: 'announcing',
  text,
  intents: {
    broadcast_notice: defineIntent({
      keywords: ['通知大家', '发个通知', '告诉大家', '群发', '跟大家说'],
      examples: ['发个通知：今晚大风停工', '通知大家：明天停电，收到请回复', '通知骑手：下午两点换电柜停用'],
      slots: broadcastNoticeSlots,
      async run(ctx) {
        await draft(ctx, ctx.slots);
      },
    }),
  },
  answers: {
    draft: defineAnswer({
      state: draftState,
      async run(ctx, given) {
        const { request, key, isHeld } = ctx.slots;
        const answer = asChoice(given);
        if (answer.kind === 'choice') {
          if (answer.choice !== 1) ctx.reply(text.dropped);
          else if (isHeld) await preview(ctx, request);
          else await carryOut(ctx, request, key);
          return true;
        }
        const withdrawn = withdrawnIn(answer.words) ?? (heardDrop.test(answer.words) ? 'drop' : null);
        if (withdrawn !== null) {
          if (withdrawn === 'drop') ctx.reply(text.dropped);
          else askDraft(ctx, draftPhrases.kept, request, true);
          return true;
        }
        const next = nextNotice(answer.words);
        if (next !== null && !asksAside(answer.words)) {
          await drafted(ctx, answer, next);
          return true;
        }
        const revision = reviseRequest(request, answer, ctx);
        if (revision.kind === 'none') return false;
        if (revision.kind === 'asked') await preview(ctx, revision.request, request);
        else if (revision.kind === 'impossible') askDraft(ctx, text.impossible(revision.words) + text.choose, request);
        else if (revision.kind === 'unclear') askDraft(ctx, draftPhrases.howToChange, request, true);
        else {
          const { ofWords, ofSending } = revision;
          const question = text.which(short(ofWords.body), saySending(ofSending.sendAt ?? ctx.now, ctx.now));
          ctx.ask({ name: 'either', text: question, choices: text.whichChoices, state: { ofWords, ofSending } });
        }
        return true;
      },
      covers: (frame, words) =>
        isAboutDraft(frame) ||
        nextNotice(words) !== null ||
        withdrawnIn(words) !== null ||
        sendsIt(words) ||
        soundsCorrecting(words),
    }),
    either: defineAnswer({
      state: eitherState,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const { ofWords, ofSending } = ctx.slots;
        await preview(ctx, answer.choice === 1 ? ofWords : ofSending);
        return true;
      },
    }),
    two: defineAnswer({
      state: twoState,
      async run(ctx, answer) {
        const { first, key, second } = ctx.slots;
        const isBoth = answer.kind === 'words' && heardBoth.test(answer.words);
        if (answer.kind === 'words' && withdrawnIn(answer.words) !== null) ctx.reply(text.dropped);
        else if (isBoth || (answer.kind === 'choice' && answer.choice === 1)) {
          await carryOut(ctx, first, key);
          await preview(ctx, second);
        } else if (answer.kind === 'choice') await preview(ctx, second);
        else return false;
        return true;
      },
      covers: (frame, words) => isAboutDraft(frame) || withdrawnIn(words) !== null,
    }),
    body: defineAnswer({
      state: bodyState,
      async run(ctx, answer) {
        // What asks the bot something is no notice; everything else may be one.
        if (answer.kind !== 'words' || (answer.isCommand && asksAside(answer.words))) return false;
        if (isNoBody(answer.words)) {
          ctx.ask({ name: 'body', text: text.askBody, choices: [], state: ctx.slots });
          return true;
        }
        if (heardDrop.test(answer.words) || withdrawnAlone(answer.words)) {
          ctx.reply(text.dropped);
          return true;
        }
        if (isForBot(answer)) return false;
        await preview(ctx, withBody(ctx.slots.request, answer.words));
        return true;
      },
      // Whatever the words say, they are the notice's.
      covers: () => true,
    }),
    second: defineAnswer({
      state: secondState,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        await decide(ctx, ctx.slots.noticeId, answer.choice === 1);
        return true;
      },
    }),
  },
  commands: {
    notice: defineCommand({
      allow: 'staff',
      examples: ['紧急通知：东门封路，绕行西门'],
      hears: (words) => (heardHeading.test(words) ? {} : null),
      run: (ctx) => draft(ctx, broadcastNoticeSlots.parse({})),
    }),
    agree: defineCommand({
      allow: 'staff',
      examples: ['同意发'],
      hears: (words) => (heardAgree.test(words) ? {} : null),
      run: (ctx) => decideNewest(ctx, true),
    }),
    decline: defineCommand({
      allow: 'staff',
      examples: ['不同意发'],
      hears: (words) => (heardDecline.test(words) ? {} : null),
      run: (ctx) => decideNewest(ctx, false),
    }),
  },
  buttons: {
    agree: { allow: 'staff', run: (ctx) => decide(ctx, ctx.slots, true) },
    decline: { allow: 'staff', run: (ctx) => decide(ctx, ctx.slots, false) },
  },
});
