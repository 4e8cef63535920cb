import { z } from 'zod';
import type { Activity } from '../src/core/activity.ts';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { capacityImpossible, noSuchTime, sayPlanRefusal, sayRecurrence } from '../src/core/phrases-planned.ts';
import { sayDate, sayWhen } from '../src/core/phrases-times.ts';
import type { Pause, WishSaid } from '../src/core/planner.ts';
import { shanghaiDate, shanghaiInstant } from '../src/core/shanghai.ts';
import { setCapacity } from '../src/domain/activities/changing.ts';
import { deadlineAt, setDeadline } from '../src/domain/activities/deadline.ts';
import { cancelActivity, closeSignUp, reopenSignUp } from '../src/domain/activities/ending.ts';
import { findActivities } from '../src/domain/activities/finding.ts';
import { pauseNow, setPause } from '../src/domain/activities/pause.ts';
import { capacityIn, withoutTimes } from '../src/domain/activities/plan-words.ts';
import { findSeries, type Series, stopSeries } from '../src/domain/activities/series.ts';
import { isRunning } from '../src/domain/activities/sessions.ts';
import { onSaidDay } from '../src/domain/activities/sheets.ts';
import { saveTemplate } from '../src/domain/activities/templates.ts';
import { deadlineAlone } from '../src/domain/words/deadline.ts';
import { heardAs, heardManage, pauseReason } from '../src/domain/words/managing.ts';
import { ticketNumberIn } from '../src/domain/words/ticket-numbers.ts';

const text = {
  noSuchActivity: (name: string) => `没找到叫“${name}”的活动。`,
  noActivity: '眼下没有进行中的活动。',
  which: (choices: string) => `是哪个活动？${choices}。`,
  whichSeries: (choices: string) => `要停哪个？${choices}。`,
  choice: (number: number, label: string) => `回 ${number} ${label}`,
  oneOf: (title: string, when: string) => `${title} ${when}`,
  confirmCancel: (title: string, when: string, people: number) =>
    `${title}（${when}）报了 ${people} 人，取消会告诉他们。回 1 取消，2 照常办。`,
  confirmCancelEmpty: (title: string, when: string) => `${title}（${when}）还没人报名。回 1 取消，2 照常办。`,
  cancelChoices: ['取消', '照常办'],
  cancelled: (title: string, people: number) => `${title}取消了，会告诉报名的 ${people} 人。`,
  cancelledEmpty: (title: string) => `${title}取消了。`,
  kept: '好，照常办。',
  stays: (title: string) => `好，${title}没取消，照常办。`,
  keptAll: '好，什么都没取消，照常。',
  cancelledBefore: (title: string) => `${title}已经取消过了。`,
  over: (title: string) => `${title}已经办完了。`,
  closed: (title: string, people: number) => `${title}报名截止了，报了 ${people} 人。要再开就说“继续报名”。`,
  closedUnsaid: '还没发的报名通知不发了。',
  deadline: (title: string, when: string) => `${title}报名到 ${when} 截止。`,
  deadlineMissing: '报名到什么时候截止？比如“党日报名截止到周二晚上八点”。',
  closedBefore: (title: string) => `${title}的报名早就截止了。`,
  reopened: (title: string) => `${title}又能报名了。`,
  openBefore: (title: string) => `${title}一直开着报名呢。`,
  capacity: (title: string, places: string) => `${title}名额改成${places}了。`,
  places: (count: number) => ` ${count} 人`,
  unlimited: '不限',
  movedUp: (count: number) => `候补的 ${count} 份报名补上了，我去告诉他们。`,
  overfull: (people: number) => `已经报了 ${people} 人，一个都不减，后面的排候补。`,
  capacityMissing: '名额改成多少？比如“党日名额加到50”。',
  paused: (reason: string, until: string) => `好，${reason}${until}不排线下活动。恢复就说“恢复线下活动”。`,
  pausedUntil: (day: string) => `到${day}为止`,
  pausedOpen: '这阵子',
  reasons: { storm: '风雨大，', heat: '天太热，', other: '' } satisfies Record<Pause['reason'], string>,
  pausePast: '这个日子已经过了，说个往后的日子。',
  stillOn: (count: number, titles: string) => `这段时间有 ${count} 场线下活动没动：${titles}。要改就说“改到”哪天。`,
  resumed: '好，线下活动照常排了。',
  notPaused: '线下活动没有停过，一直照常。',
  saved: (name: string) => `存好了。以后说“用${name}模板再办一次”就行。`,
  themed: (title: string, theme: string) => `${title}（${theme}）`,
  stopped: (title: string, rule: string) => `好，${rule}的${title}以后不自动办了。已经发布的照常。`,
  noSeries: '没有定期办的活动。',
  noSuchSeries: (name: string) => `没有定期办的“${name}”。`,
  comma: '，',
  list: '、',
};

const CHOICES_MAX = 4;
const NAME_MAX = 24;

type Context = HandlerContext<unknown>;

const actions = ['cancel', 'close', 'reopen', 'capacity', 'deadline', 'template'] as const;
const actSchema = z.object({
  action: z.enum(actions),
  /** `capacity`: null = no limit. */
  capacity: z.number().nullable().default(null),
  /** `deadline`: ms. */
  until: z.number().nullable().default(null),
  /** `template`: what to call it. */
  name: z.string().nullable().default(null),
});
type Act = z.input<typeof actSchema>;

/** What is said of the activity without its day; null = it is not named. */
function nameIn(said: string | undefined): string | null {
  const name = withoutTimes(said ?? '').replace(heardManage.nameEdges, '');
  return name.length < 2 ? null : name;
}

const whenOf = ({ sessions, createdAt }: Activity, now: number) => sayWhen(sessions[0]?.start ?? createdAt, now);

/** The times that were said are no day of the activity. */
const NO_DAY: WishSaid = { kind: 'none' };

/** Finds the activity and does it; of several that were named, the person says which. @param wish tells the day it is held on */
async function on(ctx: Context, said: string | null, act: Act, wish = ctx.wish()): Promise<void> {
  if (wish.kind === 'impossible') return ctx.reply(noSuchTime(wish.words));
  const where = { member: ctx.member, conversation: ctx.message.conversation };
  const running = (await findActivities(ctx, where, said)).filter(
    (each) => act.action === 'template' || isRunning(each, ctx.now),
  );
  const found = onSaidDay(running, wish);
  const [first, another] = found;
  if (!first) return ctx.reply(said === null ? text.noActivity : text.noSuchActivity(said));
  if (!another || (said === null && act.action === 'template')) return await carryOut(ctx, first, act);
  const shown = found.slice(0, CHOICES_MAX);
  const labels = shown.map((activity) => text.oneOf(activity.title, whenOf(activity, ctx.now)));
  ctx.ask({
    name: 'which',
    text: text.which(labels.map((label, index) => text.choice(index + 1, label)).join(text.comma)),
    choices: labels,
    state: { ids: shown.map(({ id }) => id), act },
  });
}

async function carryOut(ctx: Context, activity: Activity, act: Act): Promise<void> {
  const { action, capacity, until, name } = actSchema.parse(act);
  switch (action) {
    case 'cancel':
      return await askCancel(ctx, activity);
    case 'close':
      return await close(ctx, activity);
    case 'reopen':
      return await reopen(ctx, activity);
    case 'capacity':
      return await enlarge(ctx, activity, capacity);
    case 'deadline':
      return until === null ? ctx.reply(text.deadlineMissing) : await putDeadline(ctx, activity, until);
    case 'template': {
      const title = activity.title.replace(heardManage.monthBefore, '');
      const called = name ?? (activity.theme === null ? title : text.themed(title, activity.theme));
      await saveTemplate(ctx, activity, called.slice(0, NAME_MAX));
      return ctx.reply(text.saved((name ?? title).slice(0, NAME_MAX)));
    }
  }
}

async function peopleIn({ tx }: Context, { id }: Activity): Promise<number> {
  return (await tx.signUps.ofActivity(id)).reduce((sum, { partySize }) => sum + partySize, 0);
}

async function askCancel(ctx: Context, activity: Activity): Promise<void> {
  const people = await peopleIn(ctx, activity);
  const when = whenOf(activity, ctx.now);
  const question = people > 0 ? text.confirmCancel(activity.title, when, people) : text.confirmCancelEmpty(activity.title, when);
  ctx.ask({ name: 'cancel', text: question, choices: text.cancelChoices, state: { activityId: activity.id } });
}

async function cancel(ctx: Context, activity: Activity): Promise<void> {
  const people = await peopleIn(ctx, activity);
  const { title } = activity;
  const outcome = await cancelActivity(ctx, activity);
  switch (outcome.kind) {
    case 'cancelled':
      return ctx.reply(people > 0 ? text.cancelled(title, people) : text.cancelledEmpty(title));
    case 'already':
      return ctx.reply(text.cancelledBefore(title));
    case 'over':
      return ctx.reply(text.over(title));
    case 'gone':
      return ctx.reply(text.noActivity);
  }
}

async function close(ctx: Context, activity: Activity): Promise<void> {
  const outcome = await closeSignUp(ctx, activity);
  const { kind } = outcome;
  const { title } = activity;
  if (kind === 'closed') {
    ctx.reply(text.closed(title, await peopleIn(ctx, activity)) + (outcome.unheard > 0 ? text.closedUnsaid : ''));
  } else ctx.reply(kind === 'already' ? text.closedBefore(title) : text.over(title));
}

async function reopen(ctx: Context, activity: Activity): Promise<void> {
  const { kind } = await reopenSignUp(ctx, activity);
  const { title } = activity;
  if (kind === 'reopened') ctx.reply(text.reopened(title));
  else ctx.reply(kind === 'already' ? text.openBefore(title) : text.over(title));
}

async function putDeadline(ctx: Context, activity: Activity, until: number): Promise<void> {
  const outcome = await setDeadline(ctx, activity, until);
  switch (outcome.kind) {
    case 'set':
      return ctx.reply(text.deadline(activity.title, sayWhen(until, ctx.now)));
    case 'gone':
    case 'over':
      return ctx.reply(text.over(activity.title));
    default:
      return ctx.reply(sayPlanRefusal(outcome));
  }
}

async function enlarge(ctx: Context, activity: Activity, capacity: number | null): Promise<void> {
  const outcome = await setCapacity(ctx, activity, capacity);
  if (outcome.kind === 'over') return ctx.reply(text.over(activity.title));
  if (outcome.kind === 'impossible') return ctx.reply(capacityImpossible(capacity, outcome.max));
  const { movedUp, signedUp } = outcome;
  ctx.reply(
    text.capacity(activity.title, capacity === null ? text.unlimited : text.places(capacity)) +
      (movedUp.length > 0 ? text.movedUp(movedUp.length) : '') +
      (capacity !== null && signedUp > capacity ? text.overfull(signedUp) : ''),
  );
}

/** What is planned on site already stays: it is named, so that somebody decides. */
async function stillOn(ctx: Context, until: string | null): Promise<string> {
  const running = await ctx.tx.activities.list(['open', 'closed']);
  const held = running.filter(({ sessions }) =>
    sessions.some(({ start, mode }) => mode === 'onsite' && start > ctx.now && (until === null || shanghaiDate(start) <= until)),
  );
  const titles = held.slice(0, CHOICES_MAX).map((activity) => text.oneOf(activity.title, whenOf(activity, ctx.now)));
  return held.length === 0 ? '' : text.stillOn(held.length, titles.join(text.list));
}

async function stop(ctx: Context, { id, title, rule }: Series): Promise<void> {
  await stopSeries(ctx, id);
  ctx.reply(text.stopped(title, sayRecurrence(rule)));
}

/** A command about an activity, heard by any of its patterns; `name` is their group. */
function command(action: 'cancel' | 'close' | 'reopen', examples: readonly string[]) {
  return defineCommand({
    allow: 'staff',
    examples,
    hears(words) {
      // Activities have no numbers: what is taken back of a ticket is none of these.
      const match = ticketNumberIn(words) ? undefined : heardAs(heardManage[action], words);
      return match ? { said: nameIn(match.name) } : null;
    },
    run: (ctx) => on(ctx, ctx.slots.said, { action, capacity: null, name: null }),
  });
}

export default defineHandler({
  name: 'manage-activity',
  title: '管活动',
  help: null,
  staffHelp: '管活动：“截止报名”“党日取消”“名额加到50”',
  staffTopic: 'announcing',
  text,
  intents: {},
  commands: {
    stop_series: defineCommand({
      allow: 'staff',
      examples: ['停掉每周五的培训', '以后不每月搞了'],
      hears(words) {
        const match = heardAs(heardManage.stop, words);
        return match ? { said: nameIn(match.name) } : null;
      },
      async run(ctx) {
        const { said } = ctx.slots;
        const wish = ctx.wish();
        const rule = wish.kind === 'said' ? wish.wish.every : undefined;
        const named = await findSeries(ctx, said);
        const ruled = rule ? named.filter((series) => sayRecurrence(series.rule) === sayRecurrence(rule)) : [];
        const found = ruled.length > 0 ? ruled : named;
        const [first, another] = found;
        if (!first) return ctx.reply(said === null ? text.noSeries : text.noSuchSeries(said));
        if (!another) return await stop(ctx, first);
        const labels = found.slice(0, CHOICES_MAX).map((series) => text.oneOf(series.title, sayRecurrence(series.rule)));
        ctx.ask({
          name: 'series',
          text: text.whichSeries(labels.map((label, index) => text.choice(index + 1, label)).join(text.comma)),
          choices: labels,
          state: { ids: found.slice(0, CHOICES_MAX).map(({ id }) => id) },
        });
      },
    }),
    // Before what cancels: a denial holds the same word.
    stays: defineCommand({
      allow: 'staff',
      examples: ['别取消党日', '党日不取消，照常'],
      hears(words) {
        const match = heardAs(heardManage.stays, words);
        return match ? { said: nameIn(match.name) } : null;
      },
      async run(ctx) {
        const where = { member: ctx.member, conversation: ctx.message.conversation };
        const found = (await findActivities(ctx, where, ctx.slots.said)).filter((each) => isRunning(each, ctx.now));
        const [only, ...others] = found;
        ctx.reply(ctx.slots.said !== null && only && others.length === 0 ? text.stays(only.title) : text.keptAll);
      },
    }),
    cancel: command('cancel', ['取消周五的党日', '党日不搞了', '体检活动取消', '明天的培训不办了']),
    close: command('close', ['截止报名', '党日报名截止', '停止报名', '别再收人了']),
    reopen: command('reopen', ['重新开放报名', '党日继续报名']),
    deadline: defineCommand({
      allow: 'staff',
      examples: ['党日报名截止到周二晚上八点', '培训周四前报名'],
      hears(words) {
        const heard = deadlineAlone(words);
        return heard && { said: nameIn(heard.name), when: heard.when };
      },
      async run(ctx) {
        const { said, when } = ctx.slots;
        const wish = ctx.wish(when);
        if (wish.kind === 'impossible') return ctx.reply(noSuchTime(wish.words));
        await on(ctx, said, { action: 'deadline', until: deadlineAt(wish, ctx.now) }, NO_DAY);
      },
    }),
    capacity: defineCommand({
      allow: 'staff',
      examples: ['党日名额加到50', '培训不限人数了'],
      hears(words) {
        const match = heardAs(heardManage.capacity, words);
        const capacity = match ? capacityIn(words) : null;
        return match && capacity !== null ? { said: nameIn(match.name), capacity } : null;
      },
      async run(ctx) {
        const { said, capacity } = ctx.slots;
        await on(ctx, said, { action: 'capacity', capacity: capacity === 'unlimited' ? null : capacity, name: null });
      },
    }),
    pause: defineCommand({
      allow: 'staff',
      examples: ['高温停一停活动到周五', '台风暂停线下活动'],
      hears(words) {
        const match = heardAs(heardManage.pause, withoutTimes(words));
        return match ? { reason: pauseReason(words) } : null;
      },
      async run(ctx) {
        const said = ctx.wish();
        if (said.kind === 'impossible') return ctx.reply(noSuchTime(said.words));
        const until = said.kind === 'said' ? (said.wish.to ?? said.wish.date ?? null) : null;
        if (until !== null && until < shanghaiDate(ctx.now)) return ctx.reply(text.pausePast);
        const { reason } = ctx.slots;
        await setPause(ctx.tx, { reason, until }, ctx.now);
        const day = until === null ? text.pausedOpen : text.pausedUntil(sayDate(shanghaiInstant(until)));
        ctx.reply(text.paused(text.reasons[reason], day));
        const held = await stillOn(ctx, until);
        if (held !== '') ctx.reply(held);
      },
    }),
    resume: defineCommand({
      allow: 'staff',
      examples: ['恢复线下活动', '台风过了，活动照常'],
      hears: (words) => (heardAs(heardManage.resume, words) ? {} : null),
      async run(ctx) {
        const pause = await pauseNow(ctx.tx, ctx.now);
        await setPause(ctx.tx, null, ctx.now);
        ctx.reply(pause ? text.resumed : text.notPaused);
      },
    }),
    save_template: defineCommand({
      allow: 'staff',
      examples: ['把这次党日存成模板', '培训存成防诈骗模板'],
      hears(words) {
        const match = heardAs(heardManage.template, words);
        return match ? { said: nameIn(match.name), name: match.called ?? null } : null;
      },
      run: (ctx) => on(ctx, ctx.slots.said, { action: 'template', capacity: null, name: ctx.slots.name }),
    }),
  },
  answers: {
    cancel: defineAnswer({
      state: z.object({ activityId: z.string() }),
      covers: ({ intent }) => intent === 'cancel_sign_up',
      async run(ctx, answer) {
        if (answer.kind === 'words' && !heardManage.keep.test(answer.words)) return false;
        const activity = await ctx.tx.activities.byId(ctx.slots.activityId);
        if (answer.kind === 'words' || answer.choice !== 1) ctx.reply(text.kept);
        else if (activity) await cancel(ctx, activity);
        else ctx.reply(text.noActivity);
        return true;
      },
    }),
    which: defineAnswer({
      state: z.object({ ids: z.array(z.string()), act: actSchema }),
      covers: ({ intent }) => intent === 'cancel_sign_up',
      async run(ctx, answer) {
        if (answer.kind === 'words' && heardManage.keep.test(answer.words)) {
          ctx.reply(text.kept);
          return true;
        }
        const id = answer.kind === 'choice' ? ctx.slots.ids[answer.choice - 1] : undefined;
        const activity = id === undefined ? undefined : await ctx.tx.activities.byId(id);
        if (activity) await carryOut(ctx, activity, ctx.slots.act);
        return activity !== undefined;
      },
    }),
    series: defineAnswer({
      state: z.object({ ids: z.array(z.string()) }),
      async run(ctx, answer) {
        const id = answer.kind === 'choice' ? ctx.slots.ids[answer.choice - 1] : undefined;
        const series = (await findSeries(ctx, null)).find((each) => each.id === id);
        if (series) await stop(ctx, series);
        return series !== undefined;
      },
    }),
  },
});
