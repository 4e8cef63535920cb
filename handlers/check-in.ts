import { z } from 'zod';
import type { Activity } from '../src/core/activity.ts';
import { MINUTE_MS } from '../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import type { Frame } from '../src/core/intent.ts';
import { hoursIn } from '../src/core/numerals.ts';
import { checkInTitle } from '../src/core/phrases.ts';
import { activityCheckInPhrases } from '../src/core/phrases-check-in.ts';
import { sayHours } from '../src/core/phrases-points.ts';
import { sayAt, sayDay, sayWhen } from '../src/core/phrases-times.ts';
import { shanghaiDate } from '../src/core/shanghai.ts';
import { type CheckInKind, type CheckInSlots, checkInSlots, type PatrolItem, patrolItems } from '../src/core/slots.ts';
import type { Attendance } from '../src/core/store.ts';
import { cutText } from '../src/core/text.ts';
import { servedOn } from '../src/domain/check-in/correcting.ts';
import { type CheckInFacts, type CheckInOutcome, checkIn, reportItems, reportRestFine } from '../src/domain/check-in/index.ts';
import { findSession } from '../src/domain/check-in/sessions.ts';
import { remember } from '../src/domain/decisions.ts';
import { pendingHours } from '../src/domain/points/index.ts';
import { unanswered } from '../src/domain/tickets/choosing.ts';
import { saysArrived } from '../src/domain/tickets/saying.ts';
import {
  heardDone,
  heardFine,
  heardNothing,
  heardSo,
  heardSome,
  heardThanks,
  heardVague,
} from '../src/domain/words/check-in-answers.ts';
import { saysComing } from '../src/domain/words/coming.ts';
import { comingIn } from '../src/domain/words/settling.ts';
import { daysSinceServedIn } from '../src/domain/words/volunteer-hours.ts';

const text = {
  items: { charging: '充电', passage: '通道', vehicles: '车辆', fire_gear: '消防' } satisfies Record<PatrolItem, string>,
  recorded: (what: string, at: string) => `${what}记下了，${at}。`,
  hours: (hours: number) => `志愿服务 ${hours} 小时记下了`,
  hoursOfDay: (day: string, hours: number) => `${day}的志愿服务 ${hours} 小时记下了`,
  hoursWait: (waiting: string) => `，其中 ${waiting} 小时等确认。`,
  hoursDone: '。',
  exception: (what: string) => `“${what}”还没报上，要报就连地点再说一遍。`,
  companion: (name: string) => `${name}要自己跟我说一声。`,
  me: '我',
  you: '你',
  byYourTime: (at: string) => `按你 ${at} 发的算。`,
  allFine: '四样都正常。',
  wrong: (items: string) => `${items}有问题，记在巡查单上了。`,
  someFine: (items: string) => `${items}正常。`,
  already: (what: string, when: string) => `${what}${when} 记过了，不用再记。`,
  listMissing: (what: string, when: string) => `${what}${when} 记过了。`,
  completed: (what: string) => `${what}单子补上了。`,
  askItems: '充电、通道、车辆、消防都正常吗？回1都正常，回2有问题。',
  itemChoices: ['都正常', '有问题'],
  itemsFine: '好，四样都正常，记上了。',
  noted: '好，记上了。',
  askRest: (items: string) => `${items}呢？回1正常，回2有问题。`,
  restChoices: ['正常', '有问题'],
  askWrongAgain: '没听懂是哪样。说充电、通道、车辆、消防里的一样就行。',
  askWrong: '哪样有问题？直接说一句，比如“通道被三轮堵了”。',
  patrolGone: '那次巡查已经撤了，要记请重新说一声。',
  onBehalf: (name: string) => `签到得本人来，让${name}自己跟我说一声就行。`,
  onBehalfNobody: '签到得本人来，让他自己跟我说一声就行。',
  askHours: '做了几个小时？直接回数字，比如 2。',
  askHoursAgain: '没听懂，直接回个数就行，比如 2 或 1.5。',
  askHoursVague: '多的怎么算？直接回个数就行，比如 2 或 2.5。',
  hoursDropped: '好，那就不记了。',
  hoursTooFine: (said: string) => `${said} 小时记不了这么细，到底几个小时？比如 1.5。`,
  hoursTooShort: (hours: number) => `${hours} 小时太短了，一刻钟起才记。到底几个小时？`,
  hoursToCome: (hours: number, at: string) => `现在才 ${at}，${hours} 小时对不上。到底几个小时？`,
  askDone: (what: string) => `${what}，要记上吗？回1记上，回2不用。`,
  doneChoices: ['记上', '不用'],
  notDone: '好，没记。做完了再跟我说。',
  service: (hours: number | null) => (hours === null ? '志愿服务' : `志愿服务 ${hours} 小时`),
  askWhat: '什么做完了？巡查说“巡完了”，志愿说“志愿服务 2 小时”，我就记上。',
  askPresent: '要签到吗？回1签到，回2不用。',
  presentChoices: ['签到', '不用'],
  notPresent: '好，要签到再说。',
  askWhichHalf: '现在是上午：早巡完了，还是昨晚的？回1早巡，回2昨晚。',
  halfChoices: ['早巡', '昨晚'],
  coming: (title: string, until: string) => `好，路上慢点。${title}签到到 ${until}，到了说“签到”。`,
  hoursImpossible: (hours: number) => `${hours} 小时对不上，一天最多 24 小时。到底几个小时？`,
  dayFull: (day: string, before: number) => `${day}已经记了 ${before} 小时，再加就超过一天了，没有记。`,
  askAgain: (day: string, hours: number) => `${day}已记过 ${hours} 小时。回1又做了一次，回2说重了。`,
  againChoices: ['又做了一次', '说重了'],
  notAgain: '好，那就不重复记。',
  refused: {
    nothing_online: '现在没有线上活动，就没记签到。想看材料就说“学习材料”。',
    in_future: '还没到时间，到了再跟我说。',
    another_day: '只能记当天的，之前的请找书记。',
    too_long_ago: '只能补记一天以内的，更早的请找书记。',
  } satisfies Partial<Record<CheckInOutcome['kind'], string>>,
};

const EXCEPTION_MAX = 16;
const LATE_MS = 5 * MINUTE_MS;

function factsOf({ at, now, message }: HandlerContext<unknown>, told: CheckInSlots): CheckInFacts {
  const words = message.kind === 'said' ? `${message.text} ${message.quoted?.text ?? ''}` : '';
  const isArriving = !told.vague_hours && !(message.kind === 'said' && heardDone.test(message.text));
  return { at, now, source: message.key, conversation: message.conversation, words, isArriving };
}

/** 我妈, said by them, is 你妈, said by us. */
const yours = (name: string) => (name.startsWith(text.me) ? text.you + name.slice(text.me.length) : name);

const namesOf = (items: readonly PatrolItem[]) => items.map((item) => text.items[item]).join('、');

function sayItems({ items }: Attendance): string {
  const marked = (mark: 'ok' | 'wrong') => patrolItems.filter((item) => items?.[item] === mark);
  const wrong = marked('wrong');
  if (wrong.length > 0) return text.wrong(namesOf(wrong));
  const fine = marked('ok');
  return fine.length === patrolItems.length ? text.allFine : text.someFine(namesOf(fine));
}

/** Says how the patrol stands, and asks for what nobody spoke of; with something wrong, that is enough for now. */
function sayPatrol(ctx: HandlerContext<unknown>, head: string, entry: Attendance): void {
  const open = patrolItems.filter((item) => entry.items?.[item] === undefined);
  const state = { entryId: entry.id };
  if (open.length === patrolItems.length) {
    return ctx.ask({ name: 'items', text: head + text.askItems, choices: text.itemChoices, state });
  }
  const isWrong = Object.values(entry.items ?? {}).includes('wrong');
  if (isWrong || open.length === 0) return ctx.reply(head + sayItems(entry));
  const question = head + sayItems(entry) + text.askRest(namesOf(open));
  ctx.ask({ name: 'items', text: question, choices: text.restChoices, state });
}

async function sayRecorded(ctx: HandlerContext<unknown>, entry: Attendance, activity: Activity | null): Promise<void> {
  const late = ctx.now - ctx.at > LATE_MS ? text.byYourTime(sayAt(ctx.at, ctx.now)) : '';
  const isToday = shanghaiDate(entry.at) === shanghaiDate(ctx.now);
  if (entry.kind !== 'volunteer' || entry.hours === null) {
    const head = text.recorded(titleOf(entry, activity), sayAt(entry.at, ctx.now)) + late;
    return entry.kind === 'patrol' ? sayPatrol(ctx, head, entry) : ctx.reply(head);
  }
  const waiting = (await pendingHours(ctx.tx).get(String(entry.id)))?.minutes ?? 0;
  const head = isToday ? text.hours(entry.hours) : text.hoursOfDay(sayDay(entry.at, ctx.now), entry.hours);
  ctx.reply(head + (waiting > 0 ? text.hoursWait(sayHours(waiting)) : text.hoursDone) + late);
}

async function sayOutcome(ctx: HandlerContext<unknown>, outcome: CheckInOutcome, slots: CheckInSlots): Promise<void> {
  const askHours = (question: string) => ctx.ask({ name: 'hours', text: question, choices: [], state: { slots } });
  const { now } = ctx;
  switch (outcome.kind) {
    case 'recorded':
      return await sayRecorded(ctx, outcome.entry, outcome.activity);
    case 'already':
      return ctx.reply(text.already(titleOf(outcome.entry, outcome.activity), sayWhen(outcome.entry.at, now)));
    case 'list_missing':
      return sayPatrol(ctx, text.listMissing(checkInTitle(outcome.entry), sayWhen(outcome.entry.at, now)), outcome.entry);
    case 'completed':
      return sayPatrol(ctx, text.completed(checkInTitle(outcome.entry)), outcome.entry);
    case 'early':
      return ctx.reply(activityCheckInPhrases.early(outcome.activity.title, outcome.opensAt, now));
    case 'late':
      return ctx.reply(activityCheckInPhrases.late(outcome.activity.title, outcome.closedAt, now));
    case 'elsewhere': {
      const isGroup = ctx.message.conversation.kind === 'group';
      return ctx.reply(isGroup ? activityCheckInPhrases.elsewhere : activityCheckInPhrases.notYours);
    }
    case 'for_somebody_else':
      return ctx.reply(outcome.name ? text.onBehalf(yours(outcome.name)) : text.onBehalfNobody);
    case 'hours_missing':
      return askHours(text.askHours);
    case 'hours_impossible':
      return askHours(text.hoursImpossible(outcome.hours));
    case 'hours_too_fine':
      return askHours(text.hoursTooFine(outcome.said));
    case 'hours_too_short':
      return askHours(text.hoursTooShort(outcome.hours));
    case 'hours_to_come':
      return askHours(text.hoursToCome(outcome.hours, sayAt(outcome.at, now)));
    case 'no_evening_yet':
      return ctx.ask({ name: 'half', text: text.askWhichHalf, choices: text.halfChoices, state: { slots } });
    case 'only_there':
      return ctx.ask({ name: 'meant', text: text.askPresent, choices: text.presentChoices, state: { slots } });
    case 'day_full':
      return ctx.reply(text.dayFull(sayDay(outcome.at, now), outcome.before));
    case 'same_hours': {
      const question = text.askAgain(sayDay(outcome.at, now), outcome.hours);
      return ctx.ask({ name: 'again', text: question, choices: text.againChoices, state: { slots } });
    }
    default:
      return ctx.reply(text.refused[outcome.kind]);
  }
}

/** Whom the message points at instead of speaking of oneself; empty when it does not say a name. */
function pointsAt({ message, slots }: HandlerContext<CheckInSlots>): string | null {
  if (slots.on_behalf_of !== null || message.kind !== 'said') return slots.on_behalf_of;
  const isAboutOthers = message.mentions.length > 0 && !message.text.includes(text.me);
  return isAboutOthers ? (/@([^ @]{1,12})/.exec(message.text)?.[1] ?? '') : null;
}

/** Service is told of afterwards: a date without a year, or a weekday, is the last one. */
function daysAgoIn({ message, slots: { kind, days_ago, at: said }, at }: HandlerContext<CheckInSlots>): number | null {
  if (days_ago !== null || said !== null || kind !== 'volunteer' || message.kind !== 'said') return days_ago;
  return daysSinceServedIn(message.text, at);
}

function asToldIn(ctx: HandlerContext<CheckInSlots>): CheckInSlots {
  const slots = { ...ctx.slots, on_behalf_of: pointsAt(ctx), days_ago: daysAgoIn(ctx) };
  // Where somebody is tells of no patrol, and of no service.
  return slots.where === null ? slots : { ...slots, kind: 'unspecified', half: null, items: null };
}

const isDeed = (kind: CheckInKind) => kind === 'volunteer' || kind === 'patrol' || kind === 'double_report';

/** Perhaps nothing is reported: one question settles it. */
async function askMeant(ctx: HandlerContext<unknown>, { doubt, ...told }: CheckInSlots): Promise<void> {
  if (doubt === 'what') return ctx.reply(text.askWhat);
  const slots = { ...told, doubt: null };
  const { kind, half, hours } = slots;
  if (!isDeed(kind)) {
    return ctx.ask({ name: 'meant', text: text.askPresent, choices: text.presentChoices, state: { slots } });
  }
  const recorded = kind === 'volunteer' ? await servedOn(ctx, ctx.member, ctx.at, slots.days_ago ?? 0) : undefined;
  if (recorded && recorded.hours === hours) {
    return await sayOutcome(ctx, { kind: 'same_hours', at: recorded.at, hours: recorded.hours }, slots);
  }
  const what = kind === 'volunteer' ? text.service(hours) : checkInTitle({ kind, half, mode: null });
  ctx.ask({ name: 'meant', text: text.askDone(what), choices: text.doneChoices, state: { slots } });
}

const titleOf = (entry: Attendance, activity: Activity | null) =>
  activity && entry.hours === null ? activityCheckInPhrases.entry(activity.title, entry.mode === 'online') : checkInTitle(entry);

const saidNothing = (frames: readonly Frame[]) => frames.every((frame) => frame.intent === 'smalltalk');

const isKind = ({ intent, slots }: Frame, kind: CheckInKind) => intent === 'check_in' && slots.kind === kind;

/** The hours in an answer, said alone or within a whole sentence. */
function hoursSaid(words: string, frames: readonly Frame[]): number | null {
  const alone = hoursIn(words);
  const told = frames.find((frame) => isKind(frame, 'volunteer'))?.slots;
  return alone ?? (typeof told?.hours === 'number' && !told.vague_hours ? told.hours : null);
}

const slotsState = z.object({ slots: checkInSlots, repeated: z.boolean().default(false) });
const entryState = z.object({ entryId: z.number(), repeated: z.boolean().default(false) });

function sayReported(ctx: HandlerContext<unknown>, entry: Attendance | null): true {
  if (entry === null) ctx.reply(text.patrolGone);
  else if (Object.values(entry.items ?? {}).includes('wrong')) ctx.reply(sayItems(entry));
  else if (patrolItems.every((item) => entry.items?.[item])) ctx.reply(text.itemsFine);
  else sayPatrol(ctx, text.noted, entry);
  return true;
}

export default defineHandler({
  name: 'check-in',
  title: '签到',
  help: '到了说“签到”，巡完说“早巡完了”，还有“志愿服务 6 小时”“双报到”',
  topic: 'check_in',
  text,
  intents: {
    check_in: defineIntent({
      keywords: ['签到', '打卡', '到了', '巡查完', '志愿服务', '双报到'],
      examples: ['签到', '早巡查完了 都正常', '志愿服务两小时', '双报到', '党日线上签到'],
      slots: checkInSlots,
      async run(ctx) {
        const slots = asToldIn(ctx);
        if (slots.kind === 'unspecified' && (await saysArrived(ctx))) return;
        if (slots.doubt !== null && slots.on_behalf_of === null) return await askMeant(ctx, slots);
        const outcome = await checkIn(ctx, ctx.member, slots, factsOf(ctx, slots));
        await sayOutcome(ctx, outcome, slots);
        if (outcome.kind === 'early' || outcome.kind === 'late') {
          const { before, after } = ctx.branch.activities.checkInMinutes;
          await remember(ctx.tx, ctx.member.id, activityCheckInPhrases.window(outcome.activity.title, before, after), ctx.now);
        }
        if (slots.exception !== null) ctx.reply(text.exception(cutText(slots.exception, EXCEPTION_MAX)));
        if (slots.companion !== null && slots.on_behalf_of === null) ctx.reply(text.companion(yours(slots.companion)));
      },
    }),
  },
  commands: {
    coming: defineCommand({
      allow: 'anyone',
      yields: true,
      examples: ['快到了', '十分钟后到', '路上堵，要迟到了'],
      hears: (words) => (saysComing(words) ? { isCalled: comingIn(words) !== null } : null),
      async run(ctx) {
        const { at, message } = ctx;
        // On the way to an emergency is said in the same words.
        if (ctx.slots.isCalled && (await unanswered(ctx, null)).length > 0) return ctx.pass();
        const said = { kind: 'unspecified', words: '', conversation: message.conversation, at } as const;
        const finding = await findSession(ctx, ctx.member, said);
        if (finding.kind !== 'open') return ctx.pass();
        const { activity, session } = finding;
        const until = session.end + ctx.branch.activities.checkInMinutes.after * MINUTE_MS;
        ctx.reply(text.coming(cutText(activity.title, 20), sayAt(until, ctx.now)));
      },
    }),
  },
  answers: {
    items: defineAnswer({
      state: entryState,
      isRecorded: true,
      async run(ctx, answer) {
        const { entryId } = ctx.slots;
        const askWhat = () => ctx.ask({ name: 'wrong', text: text.askWrong, choices: [], state: { entryId } });
        if (answer.kind === 'choice' && answer.choice === 2) {
          askWhat();
          return true;
        }
        if (answer.kind === 'choice' || heardFine.test(answer.words)) {
          return sayReported(ctx, await reportRestFine(ctx.tx, entryId));
        }
        if (heardSome.test(answer.words)) {
          askWhat();
          return true;
        }
        const { items, isWrong } = answer.patrol;
        if (Object.keys(items).length > 0) {
          const entry = await reportItems(ctx.tx, entryId, items);
          // What is wrong is none of the four: nothing is said to be all fine beside it.
          const isElse = isWrong && entry !== null && !Object.values(items).includes('wrong');
          if (!isElse) return sayReported(ctx, entry);
          ctx.reply(text.noted);
          return true;
        }
        if (!isWrong || !saidNothing(answer.frames)) return false;
        askWhat();
        return true;
      },
      covers: (frame) => isKind(frame, 'patrol'),
    }),
    wrong: defineAnswer({
      state: entryState,
      isRecorded: true,
      async run(ctx, answer) {
        if (answer.kind !== 'words') return false;
        const { entryId, repeated } = ctx.slots;
        const { items, named } = answer.patrol;
        if (heardThanks.test(answer.words)) return false;
        if (heardFine.test(answer.words)) return sayReported(ctx, await reportRestFine(ctx.tx, entryId));
        const said = Object.keys(items).length > 0 ? items : Object.fromEntries(named.map((item) => [item, 'wrong' as const]));
        if (Object.keys(said).length > 0) return sayReported(ctx, await reportItems(ctx.tx, entryId, said));
        if (repeated || !saidNothing(answer.frames)) return false;
        ctx.ask({ name: 'wrong', text: text.askWrongAgain, choices: [], state: { entryId, repeated: true } });
        return true;
      },
      covers: (frame) => isKind(frame, 'patrol'),
    }),
    hours: defineAnswer({
      state: slotsState,
      async run(ctx, answer) {
        if (answer.kind !== 'words') return false;
        if (heardThanks.test(answer.words)) return false;
        if (heardNothing.test(answer.words)) {
          ctx.reply(text.hoursDropped);
          return true;
        }
        const hours = hoursSaid(answer.words.replace(heardSo, ''), answer.frames);
        if (hours !== null) {
          const slots = { ...ctx.slots.slots, hours, vague_hours: null };
          await sayOutcome(ctx, await checkIn(ctx, ctx.member, slots, factsOf(ctx, slots)), slots);
          return true;
        }
        if (ctx.slots.repeated || !saidNothing(answer.frames)) return false;
        const question = heardVague.test(answer.words) ? text.askHoursVague : text.askHoursAgain;
        ctx.ask({ name: 'hours', text: question, choices: [], state: { slots: ctx.slots.slots, repeated: true } });
        return true;
      },
      covers: (frame) => isKind(frame, 'volunteer'),
    }),
    meant: defineAnswer({
      state: slotsState,
      async run(ctx, answer) {
        const isNo = answer.kind === 'words' && heardNothing.test(answer.words);
        if (answer.kind !== 'choice' && !isNo) return false;
        const slots = { ...ctx.slots.slots, where: null };
        if (answer.kind === 'words' || answer.choice !== 1) ctx.reply(isDeed(slots.kind) ? text.notDone : text.notPresent);
        else await sayOutcome(ctx, await checkIn(ctx, ctx.member, slots, factsOf(ctx, slots)), slots);
        return true;
      },
    }),
    half: defineAnswer({
      state: slotsState,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const { slots } = ctx.slots;
        const told: CheckInSlots = answer.choice === 1 ? { ...slots, half: 'morning' } : { ...slots, days_ago: 1 };
        await sayOutcome(ctx, await checkIn(ctx, ctx.member, told, factsOf(ctx, told)), told);
        return true;
      },
    }),
    again: defineAnswer({
      state: slotsState,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        const { slots } = ctx.slots;
        if (answer.choice !== 1) ctx.reply(text.notAgain);
        else await sayOutcome(ctx, await checkIn(ctx, ctx.member, slots, { ...factsOf(ctx, slots), anotherStint: true }), slots);
        return true;
      },
    }),
  },
});
