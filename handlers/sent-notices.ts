import { z } from 'zod';
import type { Activity } from '../src/core/activity.ts';
import { MINUTE_MS } from '../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import type { Notice } from '../src/core/notice.ts';
import { sayAt } from '../src/core/phrases-times.ts';
import { cancelActivity } from '../src/domain/activities/ending.ts';
import { confirmNotice } from '../src/domain/notices/confirming.ts';
import { acknowledgedBy, draftNotice } from '../src/domain/notices/index.ts';
import { latestNotice, progressOf, stopNotice, stoppableNotice, waitingNotices } from '../src/domain/notices/sending.ts';
import { waitsForYes } from '../src/domain/open-drafts.ts';
import { asWritten, heardStatus, heardStatusAsked, heardStop } from '../src/domain/words/broadcast.ts';
import { correctionIn } from '../src/domain/words/corrections.ts';
import { asksWhetherSent, haltedByName, haltsSending } from '../src/domain/words/halting.ts';
import { rightsTime } from '../src/domain/words/times-anew.ts';

const text = {
  nothingToStop: '没有能停的通知。',
  stoppedWhole: (body: string) => `“${body}”停了，一条都没发出去。`,
  stoppedRest: (body: string, had: number, withheld: number) => `“${body}”停了。${had} 条已经发出，${withheld} 条不发了。`,
  whichStop: '停哪条？回数字：',
  stopChoice: (number: number, body: string) => `${number}. ${body}`,
  stopNone: '都不停',
  keptAll: '好，都照发。',
  tooLate: (had: number) => `${had} 条都发出去了，收不回来。要更正就再发一条。`,
  noNotice: '这几天没有发过通知。',
  waitsForSecond: '还在等另一位书记点头，一条都没发。',
  wasStopped: (sent: number) => `那条停了，停之前发了 ${sent} 条。`,
  sent: (sent: number) => `发出 ${sent} 条`,
  waiting: (waiting: number, when: string) => `还有 ${waiting} 条，${when} 发`,
  accepted: (accepted: number) => `，其中 ${accepted} 条平台收下了还没回音`,
  unknown: (unknown: number) => `${unknown} 条不知道到没到`,
  failed: (failed: number, groups: string) => `${failed} 条没发成${groups === '' ? '' : `（${groups}）`}`,
  acknowledged: (people: number) => `，${people} 人回了收到`,
  askHalt: (body: string) => `“${body}”还没发完。回 1 停掉，2 照发。`,
  haltChoices: ['停掉', '照发'],
  goesOn: '好，照发。',
  askCallOff: (title: string) => `“${title}”已经发布了。回 1 取消这场，2 照常办。`,
  callOffChoices: ['取消这场', '照常办'],
  calledOff: (title: string) => `“${title}”取消了，没发出去的不发了。`,
  notCalledOff: '好，照常办。',
  tooLateToCallOff: (title: string) => `“${title}”取消不了了。`,
  askAmend: (body: string, right: string) => `“${body}”已经定了要发。回 1 停掉它，改发“${right}”；2 照原样发。`,
  amendChoices: ['改发', '照原样发'],
  amended: (right: string) => `好，原来的停了，改发：${right}`,
  amendedPartly: (had: number, right: string) => `原来的有 ${had} 条已经发出，别的停了。改发：${right}`,
  notAmended: '没改成，原来的也停了。要发请再说一遍。',
  stillDraft: '还没发，等您回 1。不要了回 2。',
  published: (title: string) => `“${title}”发布了，各群按有空的时候发。`,
  stop: '。',
  atOnce: '马上',
  comma: '，',
};

/** Groups named as not reached. */
const LISTED_MAX = 6;
/** As many as can be chosen from at a glance. */
const STOPS_MAX = 5;

const SHORT = 16;
const short = (body: string): string => {
  const signs = [...body];
  return signs.length > SHORT ? `${signs.slice(0, SHORT).join('')}…` : body;
};

type Context = HandlerContext<unknown>;

const stopState = z.object({ ids: z.array(z.string()) });

async function stop(ctx: Context): Promise<void> {
  const waiting = (await waitingNotices(ctx)).slice(0, STOPS_MAX);
  const activity = waiting.length === 0 ? await publishedBy(ctx) : null;
  if (activity) return askCallOff(ctx, activity);
  if (waiting.length < 2) return await stopOne(ctx, waiting[0] ?? (await stoppableNotice(ctx)));
  const choices = [...waiting.map(({ body }) => short(body)), text.stopNone];
  const list = choices.map((choice, index) => text.stopChoice(index + 1, choice));
  const ids = waiting.map(({ id }) => id);
  ctx.ask({ name: 'stop', text: [text.whichStop, ...list].join('\n'), choices, state: { ids } });
}

/** What somebody has just told to go out is what he means by a bare word. */
const JUST_NOW_MS = 10 * MINUTE_MS;
const PUBLISHED_MS = 30 * MINUTE_MS;

/** The activity the person has published last, a short while ago. */
async function publishedBy(ctx: Context): Promise<Activity | null> {
  const open = await ctx.tx.activities.list(['open']);
  const own = open.filter(({ createdBy, createdAt }) => createdBy === ctx.member.id && createdAt > ctx.now - PUBLISHED_MS);
  return own.toSorted((a, b) => b.createdAt - a.createdAt)[0] ?? null;
}

/** Passes where nothing is on its way that the words may mean. */
async function halt(ctx: HandlerContext<{ sure: boolean; names: readonly string[] }>): Promise<void> {
  const { sure, names } = ctx.slots;
  const waiting = await waitingNotices(ctx);
  const named = waiting.filter(({ body }) => names.some((name) => body.includes(name)));
  const [first] = named;
  if (names.length > 0)
    return named.length === 1 && first ? await stopOne(ctx, first) : waiting.length > 0 ? await stop(ctx) : ctx.pass();
  const activity = await publishedBy(ctx);
  const [notice] = waiting;
  if (activity && activity.createdAt > (notice?.createdAt ?? 0)) {
    const isMeant = sure || (await isLastDeed(ctx, activity));
    return isMeant ? askCallOff(ctx, activity) : ctx.pass();
  }
  if (!notice) return ctx.pass();
  if (sure) return await stop(ctx);
  if (!(await isLastDeed(ctx, notice))) return ctx.pass();
  ctx.ask({ name: 'halt', text: text.askHalt(short(notice.body)), choices: text.haltChoices, state: { id: notice.id } });
}

/** Nothing was done by the person since. */
async function isLastDeed(
  { tx, member, now }: Context,
  { createdBy, createdAt }: Pick<Notice, 'createdBy' | 'createdAt'>,
): Promise<boolean> {
  return createdBy === member.id && createdAt > now - JUST_NOW_MS && (await tx.acts.latest(member.id, createdAt)) === undefined;
}

function askCallOff(ctx: Context, { id, title }: Activity): void {
  ctx.ask({ name: 'call_off', text: text.askCallOff(title), choices: text.callOffChoices, state: { id } });
}

/** "Wrong, it is on Friday", of what waits to go out. */
async function amend(ctx: Context): Promise<void> {
  const [notice] = await waitingNotices(ctx);
  const words = ctx.message.kind === 'said' ? ctx.message.text : '';
  if (!notice || !(await isLastDeed(ctx, notice))) return ctx.pass();
  const right = correctionIn(words, notice.body);
  if (!right) return ctx.pass();
  const { id, body } = notice;
  if (right.kind === 'unclear')
    return ctx.ask({ name: 'halt', text: text.askHalt(short(body)), choices: text.haltChoices, state: { id } });
  const said = asWritten(right.body);
  const asked = text.askAmend(short(body), said);
  ctx.ask({ name: 'amend', text: asked, choices: text.amendChoices, state: { id, body: said, key: ctx.message.key } });
}

async function sendAmended(ctx: Context, notice: Notice, body: string, key: string): Promise<void> {
  const outcome = await stopNotice(ctx, notice);
  if (outcome.kind === 'already') return ctx.reply(text.nothingToStop);
  const { audience, groups, requireAck, urgent, sendAt } = notice;
  const request = { body, audience, groups, requireAck, urgent, sendAt: sendAt > ctx.now ? sendAt : null };
  const where = { member: ctx.member, conversation: ctx.message.conversation };
  const drafted = await draftNotice(ctx, request, where);
  if (drafted.kind !== 'drafted') return ctx.reply(text.notAmended);
  const sent = await confirmNotice(ctx, ctx.member, drafted.draft, key);
  if (sent.kind === 'no_second') return ctx.reply(text.notAmended);
  ctx.reply(outcome.had > 0 ? text.amendedPartly(outcome.had, body) : text.amended(body));
}

async function stopOne(ctx: Context, notice: Notice | null): Promise<void> {
  const outcome = notice && (await stopNotice(ctx, notice));
  if (!outcome || outcome.kind === 'already') return ctx.reply(text.nothingToStop);
  const { had, withheld } = outcome;
  const body = short(notice.body);
  if (had === 0) return ctx.reply(text.stoppedWhole(body));
  ctx.reply(withheld > 0 ? text.stoppedRest(body, had, withheld) : text.tooLate(had));
}

async function tellProgress(ctx: Context): Promise<void> {
  if (waitsForYes(await ctx.owed())) return ctx.reply(text.stillDraft);
  const notice = await latestNotice(ctx);
  const activity = await publishedBy(ctx);
  if (activity && activity.createdAt > (notice?.createdAt ?? 0)) return ctx.reply(text.published(activity.title));
  if (!notice) return ctx.reply(text.noNotice);
  if (notice.status === 'awaiting_second') return ctx.reply(text.waitsForSecond);
  const { sent, accepted, unknown, waiting, failed, nextAt, failedGroups } = await progressOf(ctx, notice);
  const left = sent + accepted;
  if (notice.status === 'stopped') return ctx.reply(text.wasStopped(left + unknown));
  const titles = ctx.branch.groups.filter(({ id }) => failedGroups.includes(id)).map(({ title }) => title);
  const parts = [
    text.sent(left) + (accepted > 0 ? text.accepted(accepted) : ''),
    ...(unknown > 0 ? [text.unknown(unknown)] : []),
    ...(waiting > 0
      ? [text.waiting(waiting, (nextAt ?? ctx.now) <= ctx.now ? text.atOnce : sayAt(nextAt ?? ctx.now, ctx.now))]
      : []),
    ...(failed > 0 ? [text.failed(failed, titles.slice(0, LISTED_MAX).join('、'))] : []),
  ];
  const people = (await acknowledgedBy(ctx, notice)).length;
  ctx.reply(parts.join(text.comma) + (notice.requireAck || people > 0 ? text.acknowledged(people) : '') + text.stop);
}

export default defineHandler({
  name: 'sent-notices',
  title: '发出的通知',
  help: null,
  text,
  intents: {},
  commands: {
    stop: defineCommand({
      allow: 'staff',
      examples: ['停发', '别发了', '撤回刚才的通知', '那条通知先不发了'],
      hears: (words) => (heardStop.test(words) ? {} : null),
      run: stop,
    }),
    halt: defineCommand({
      allow: 'staff',
      examples: ['先莫发了', '等一下等一下', '集合那个停，理发那个不停'],
      hears(words) {
        if (heardStop.test(words)) return null;
        const names = haltedByName(words);
        const halting = names.length > 0 ? 'plain' : haltsSending(words);
        return halting && { sure: halting === 'plain', names };
      },
      yields: true,
      run: halt,
    }),
    amend: defineCommand({
      allow: 'staff',
      examples: ['说错了，是周五'],
      hears: (words) => (rightsTime(words) ? {} : null),
      yields: true,
      run: amend,
    }),
    status: defineCommand({
      allow: 'staff',
      examples: ['通知发到哪了', '发出去了吗', '多少人看了'],
      hears: (words) => (heardStatus.test(words) || heardStatusAsked.test(words) || asksWhetherSent(words) ? {} : null),
      run: tellProgress,
    }),
  },
  answers: {
    halt: defineAnswer({
      state: z.object({ id: z.string() }),
      async run(ctx, answer) {
        const isStop = answer.kind === 'words' && haltsSending(answer.words) !== null;
        if (answer.kind !== 'choice' && !isStop) return false;
        if (answer.kind === 'choice' && answer.choice !== 1) ctx.reply(text.goesOn);
        else await stopOne(ctx, (await ctx.tx.notices.byId(ctx.slots.id)) ?? null);
        return true;
      },
      covers: (_frame, words) => haltsSending(words) !== null,
      takesDrop: true,
    }),
    call_off: defineAnswer({
      state: z.object({ id: z.string() }),
      async run(ctx, answer) {
        const isStop = answer.kind === 'words' && haltsSending(answer.words) !== null;
        if (answer.kind !== 'choice' && !isStop) return false;
        const activity = await ctx.tx.activities.byId(ctx.slots.id);
        if (!activity || (answer.kind === 'choice' && answer.choice !== 1)) ctx.reply(text.notCalledOff);
        else {
          const { kind } = await cancelActivity(ctx, activity);
          ctx.reply(kind === 'cancelled' ? text.calledOff(activity.title) : text.tooLateToCallOff(activity.title));
        }
        return true;
      },
      covers: (_frame, words) => haltsSending(words) !== null,
      takesDrop: true,
    }),
    amend: defineAnswer({
      state: z.object({ id: z.string(), body: z.string(), key: z.string() }),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const notice = await ctx.tx.notices.byId(ctx.slots.id);
        if (!notice || answer.choice !== 1) ctx.reply(text.goesOn);
        else await sendAmended(ctx, notice, ctx.slots.body, ctx.slots.key);
        return true;
      },
    }),
    stop: defineAnswer({
      state: stopState,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const id = ctx.slots.ids[answer.choice - 1];
        if (id === undefined) ctx.reply(text.keptAll);
        else await stopOne(ctx, (await ctx.tx.notices.byId(id)) ?? null);
        return true;
      },
    }),
  },
});
