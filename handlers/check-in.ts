import { z } from 'zod';
import { MINUTE_MS } from '../src/core/clock.ts';
import { defineAnswer, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { hoursIn } from '../src/core/numerals.ts';
import { shanghaiHourMinute } from '../src/core/shanghai.ts';
import { type CheckInKind, type CheckInSlots, checkInSlots, type PatrolItem } from '../src/core/slots.ts';
import type { Attendance } from '../src/core/store.ts';
import { type CheckInOutcome, checkIn, markPatrolFine, patrolHalf } from '../src/domain/attendance.ts';

const text = {
  kinds: {
    party_day: '主题党日签到',
    patrol: '巡查',
    volunteer: '志愿服务',
    double_report: '双报到',
    activity: '活动签到',
    unspecified: '签到',
  } satisfies Record<CheckInKind, string>,
  halves: { morning: '早巡查', evening: '晚巡查' },
  items: { charging: '充电', passage: '通道', vehicles: '车辆', fire_gear: '消防' } satisfies Record<PatrolItem, string>,
  online: '线上',
  recorded: (what: string, at: string) => `${what}记下了，${at}。`,
  hours: (hours: number) => `志愿服务 ${hours} 小时记下了。`,
  byYourTime: (at: string) => `按你 ${at} 发的算。`,
  allFine: '四样都正常。',
  wrong: (items: string) => `${items}有问题，记在巡查单上了。`,
  someFine: (items: string) => `${items}正常。`,
  already: (what: string, at: string) => `${what}今天 ${at} 记过了，不用再记。`,
  completed: (what: string) => `${what}单子补上了。`,
  askItems: '充电、通道、车辆、消防都正常吗？回1都正常，回2有问题。',
  itemChoices: ['都正常', '有问题'],
  itemsFine: '好，四样都正常，记上了。',
  askWrong: '哪样有问题？直接说一句，比如“通道被三轮堵了”。',
  patrolGone: '那次巡查已经撤了，要记请重新说一声。',
  onBehalf: (name: string) => `签到得本人来，让${name}自己跟我说一声就行。`,
  onBehalfNobody: '签到得本人来，让他自己跟我说一声就行。',
  askHours: '做了几个小时？直接回数字，比如 2。',
  hoursImpossible: (hours: number) => `${hours} 小时对不上，一天最多 24 小时。到底几个小时？`,
  dayFull: (before: number) => `今天已经记了 ${before} 小时，再加就超过一天了，没有记。`,
  askAgain: (hours: number) => `今天已记过 ${hours} 小时。回1又做了一次，回2说重了。`,
  againChoices: ['又做了一次', '说重了'],
  notAgain: '好，那就不重复记。',
  inFuture: '还没到时间，到了再跟我说。',
  tooLongAgo: '只能补记一天以内的，更早的请找书记。',
};

/** Said in answer to the patrol question instead of 1 or 2. */
const heardFine = /正常|没问题|没毛病|都好|都行|挺好/;

const LATE_MS = 5 * MINUTE_MS;

const facts = (ctx: HandlerContext<unknown>) => ({ at: ctx.at, now: ctx.now, source: ctx.message.key });

function titleOf(entry: Attendance): string {
  const title = entry.kind === 'patrol' ? text.halves[patrolHalf(entry.at)] : text.kinds[entry.kind];
  return entry.mode === 'online' ? text.online + title : title;
}

function sayItems(entry: Attendance): string {
  const marks = Object.entries(entry.items ?? {}) as [PatrolItem, 'ok' | 'wrong'][];
  const names = (mark: 'ok' | 'wrong') => marks.filter(([, m]) => m === mark).map(([item]) => text.items[item]);
  const wrong = names('wrong');
  if (wrong.length > 0) return text.wrong(wrong.join('、'));
  return marks.length === Object.keys(text.items).length ? text.allFine : text.someFine(names('ok').join('、'));
}

function sayRecorded(ctx: HandlerContext<unknown>, entry: Attendance): void {
  const head =
    entry.kind === 'volunteer' && entry.hours !== null
      ? text.hours(entry.hours)
      : text.recorded(titleOf(entry), shanghaiHourMinute(entry.at));
  const late = ctx.now - ctx.at > LATE_MS ? text.byYourTime(shanghaiHourMinute(ctx.at)) : '';
  if (entry.kind === 'patrol' && entry.items === null) {
    ctx.ask({ name: 'items', text: head + late + text.askItems, choices: text.itemChoices, state: { entryId: entry.id } });
  } else {
    ctx.reply(head + late + (entry.kind === 'patrol' ? sayItems(entry) : ''));
  }
}

function sayOutcome(ctx: HandlerContext<unknown>, outcome: CheckInOutcome, slots: CheckInSlots): void {
  const askHours = (question: string) => ctx.ask({ name: 'hours', text: question, choices: [], state: { slots } });
  switch (outcome.kind) {
    case 'recorded':
      return sayRecorded(ctx, outcome.entry);
    case 'already':
      return ctx.reply(text.already(titleOf(outcome.entry), shanghaiHourMinute(outcome.entry.at)));
    case 'completed':
      return ctx.reply(text.completed(titleOf(outcome.entry)) + sayItems(outcome.entry));
    case 'for_somebody_else':
      return ctx.reply(outcome.name ? text.onBehalf(outcome.name) : text.onBehalfNobody);
    case 'hours_missing':
      return askHours(text.askHours);
    case 'hours_impossible':
      return askHours(text.hoursImpossible(outcome.hours));
    case 'day_full':
      return ctx.reply(text.dayFull(outcome.before));
    case 'same_hours':
      return ctx.ask({ name: 'again', text: text.askAgain(outcome.hours), choices: text.againChoices, state: { slots } });
    case 'in_future':
      return ctx.reply(text.inFuture);
    case 'too_long_ago':
      return ctx.reply(text.tooLongAgo);
  }
}

const slotsState = z.object({ slots: checkInSlots });

export default defineHandler({
  name: 'check-in',
  title: text.kinds.unspecified,
  help: '签到打卡、早晚巡查、志愿服务几小时、双报到',
  text,
  intents: {
    check_in: defineIntent({
      keywords: ['签到', '打卡', '到了', '巡查完', '志愿服务', '双报到'],
      examples: ['签到', '早巡查完了 都正常', '志愿服务两小时', '双报到', '党日线上签到'],
      slots: checkInSlots,
      async run(ctx) {
        sayOutcome(ctx, await checkIn(ctx.tx, ctx.member, ctx.slots, facts(ctx)), ctx.slots);
      },
    }),
  },
  answers: {
    items: defineAnswer({
      state: z.object({ entryId: z.number() }),
      async run(ctx, answer) {
        const fine = answer.kind === 'choice' ? answer.choice === 1 : heardFine.test(answer.words);
        if (answer.kind === 'words' && !fine) return false;
        if (!fine) ctx.reply(text.askWrong);
        else ctx.reply((await markPatrolFine(ctx.tx, ctx.slots.entryId)) ? text.itemsFine : text.patrolGone);
        return true;
      },
    }),
    hours: defineAnswer({
      state: slotsState,
      async run(ctx, answer) {
        if (answer.kind !== 'words') return false;
        const hours = hoursIn(answer.words);
        if (hours === null) return false;
        const slots = { ...ctx.slots.slots, hours };
        sayOutcome(ctx, await checkIn(ctx.tx, ctx.member, slots, facts(ctx)), slots);
        return true;
      },
    }),
    again: defineAnswer({
      state: slotsState,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const { slots } = ctx.slots;
        if (answer.choice !== 1) ctx.reply(text.notAgain);
        else sayOutcome(ctx, await checkIn(ctx.tx, ctx.member, slots, { ...facts(ctx), anotherStint: true }), slots);
        return true;
      },
    }),
  },
});
