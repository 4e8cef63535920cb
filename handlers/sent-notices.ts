import { z } from 'zod';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import type { Notice } from '../src/core/notice.ts';
import { sayAt } from '../src/core/phrases-times.ts';
import { acknowledgedBy } from '../src/domain/notices/index.ts';
import { latestNotice, progressOf, stopNotice, stoppableNotice, waitingNotices } from '../src/domain/notices/sending.ts';
import { heardStatus, heardStatusAsked, heardStop } from '../src/domain/words/broadcast.ts';

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

const stopState = z.object({ ids: z.array(z.string()) });

async function stop(ctx: HandlerContext<unknown>): Promise<void> {
  const waiting = (await waitingNotices(ctx)).slice(0, STOPS_MAX);
  if (waiting.length < 2) return await stopOne(ctx, waiting[0] ?? (await stoppableNotice(ctx)));
  const choices = [...waiting.map(({ body }) => short(body)), text.stopNone];
  const list = choices.map((choice, index) => text.stopChoice(index + 1, choice));
  const ids = waiting.map(({ id }) => id);
  ctx.ask({ name: 'stop', text: [text.whichStop, ...list].join('\n'), choices, state: { ids } });
}

async function stopOne(ctx: HandlerContext<unknown>, notice: Notice | null): Promise<void> {
  const outcome = notice && (await stopNotice(ctx, notice));
  if (!outcome || outcome.kind === 'already') return ctx.reply(text.nothingToStop);
  const { had, withheld } = outcome;
  const body = short(notice.body);
  if (had === 0) return ctx.reply(text.stoppedWhole(body));
  ctx.reply(withheld > 0 ? text.stoppedRest(body, had, withheld) : text.tooLate(had));
}

async function tellProgress(ctx: HandlerContext<unknown>): Promise<void> {
  const notice = await latestNotice(ctx);
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
    status: defineCommand({
      allow: 'staff',
      examples: ['通知发到哪了', '发出去了吗', '多少人看了'],
      hears: (words) => (heardStatus.test(words) || heardStatusAsked.test(words) ? {} : null),
      run: tellProgress,
    }),
  },
  answers: {
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
