// What is said of the patrol roster by itself: to whoever's turn it is, to whoever was put on it or off it, to the secretaries.
import { DAY_MS } from './clock.ts';
import { sayDate, sayDay } from './phrases-times.ts';
import { shanghaiTime } from './shanghai.ts';
import { type PatrolHalf, patrolHalves } from './slots.ts';

/** One patrol of one day; `day` is its first instant. */
interface Slot {
  day: number;
  half: PatrolHalf;
}

const halves: Record<PatrolHalf, string> = { morning: '早巡', evening: '晚巡' };
const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

export const halfTitle = (half: PatrolHalf): string => halves[half];

/** `明天早巡`; two of one day share it: `明天早巡和晚巡`. */
export function saySlots(slots: readonly Slot[], now: number, sayOne: (day: number, now: number) => string = sayDay): string {
  const days = [...new Set(slots.map(({ day }) => day))];
  return days
    .map((day) => {
      const named = slots.filter((slot) => slot.day === day).map(({ half }) => halves[half]);
      return sayOne(day, now) + named.join('和');
    })
    .join('、');
}

const many = (days: number): string => `这 ${days} 天`;

export const sayPatrolDays = (days: readonly number[], now: number): string =>
  days.length === 1 ? sayDay(days[0] as number, now) : many(days.length);

/** Many are counted rather than named. */
export function saySomePatrols(slots: readonly Slot[], now: number): string {
  const days = new Set(slots.map(({ day }) => day));
  if (days.size <= 3) return saySlots(slots, now);
  const of = patrolHalves.filter((half) => slots.some((slot) => slot.half === half));
  return many(days.size) + of.map(halfTitle).join('和');
}

/** Who goes, by name. */
export const sayPatrollers = (people: readonly { name: string | null }[]): string =>
  people.length === 0 ? patrolPhrases.nobody : people.map(({ name }) => name ?? patrolPhrases.somebody).join('、');

/** For what is read later than it is said; days on end are told by the first and the last. */
function onDates(slots: readonly Slot[], now: number): string {
  const days = [...new Set(slots.map(({ day }) => day))].sort((a, b) => a - b);
  const of = (day: number) => patrolHalves.filter((half) => slots.some((slot) => slot.day === day && slot.half === half));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length < 3) return saySlots(slots, now, sayDate);
  const isOnEnd = days.every((day, at) => day === first + at * DAY_MS && of(day).join() === of(first).join());
  return isOnEnd ? throughout(sayDate(first), sayDate(last), of(first)) : saySlots(slots, now, sayDate);
}

const throughout = (first: string, last: string, of: readonly PatrolHalf[]): string =>
  `${first}到${last}${of.map(halfTitle).join('和')}`;

/** `每周一早巡`, `每天早巡和晚巡` */
export function sayWeekly(on: readonly number[], of: readonly PatrolHalf[]): string {
  const days =
    on.length === 7
      ? '每天'
      : `每周${[...on]
          .sort((a, b) => a - b)
          .map((day) => weekdays[day - 1])
          .join('、')}`;
  return days + of.map((half) => halves[half]).join('和');
}

const onWeekday = ({ day, half }: Slot): string => `周${weekdays[shanghaiTime(day).weekday - 1]}${halves[half]}`;

export const patrolPhrases = {
  somebody: '有人',
  nobody: '没排',
  past: '过去的不用排了',
  halves: ['早巡', '晚巡', '都要'],
  /** Read at once, so the day is as people call it. */
  turn: (slots: readonly Slot[], now: number) => `${saySlots(slots, now)}轮到你。没空就回“没空”，不用说原因。`,
  busy: '没空',
  given: (by: string | null, slots: readonly Slot[], now: number) =>
    `${by ?? '书记'}排你${onDates(slots, now)}。没空就说“我巡不了”。`,
  notAnyMore: (slots: readonly Slot[], now: number) => `${onDates(slots, now)}换人了，你不用去了。`,
  calledOff: (slots: readonly Slot[], now: number) => `${onDates(slots, now)}取消了，你不用去了。`,
  givenWeekly: (by: string | null, weekly: string) => `${by ?? '书记'}排你${weekly}。没空就说“我巡不了”。`,
  notWeeklyAnyMore: (weekly: string) => `${weekly}以后不排你了，辛苦了。`,
  /** Read perhaps a day later: a weekday stays true. */
  cannot: (who: string, slots: readonly Slot[], now: number) =>
    `${who}${onDates(slots, now)}来不了。要换人就说“${slots.slice(0, 1).map(onWeekday).join('')}换”加名字。`,
  /** He is off it already; who he would have instead. */
  cannotFor: (who: string, slots: readonly Slot[], other: string, now: number) =>
    `${who}${onDates(slots, now)}来不了，想换${other}。同意就说“${slots.slice(0, 1).map(onWeekday).join('')}加${other}”。`,
  swapWanted: (who: string, slot: Slot, other: string, now: number) =>
    `${who}想把${onDates([slot], now)}换给${other}。同意就说“${onWeekday(slot)}${who}换成${other}”。`,
  taken: (who: string, slot: Slot, now: number) => `${onDates([slot], now)}${who}来巡，不用再找人了。`,
};
