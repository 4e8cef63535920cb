// What is said of points and hours: to the person alone, and to those who decide.

import { sayDate, sayDay, sayMonthDay } from './phrases-times.ts';
import { type ExchangeStatus, type PointRule, type PointRules, pointRules } from './points.ts';
import { cutText } from './text.ts';

export const ruleTitles: Record<PointRule, string> = {
  party_day: '主题党日',
  patrol: '巡查',
  volunteer_hour: '志愿服务',
  hazard_confirmed: '隐患被认定',
  suggestion_adopted: '建议被采纳',
};

/** Why a line of the statement stands there. */
export type Why =
  | { kind: 'earned' }
  /** The month's limit took the rest. */
  | { kind: 'capped'; full: number }
  | { kind: 'check_in_withdrawn' }
  | { kind: 'not_confirmed' }
  /** Its reporter took it back himself. */
  | { kind: 'report_withdrawn' }
  | { kind: 'corrected'; by: string | null; reason: string }
  | { kind: 'exchanged' }
  | { kind: 'returned'; by: 'declined' | 'cancelled' };

export interface StatementLine {
  id: number;
  at: number;
  points: number;
  rule: PointRule | null;
  /** An activity's title, a ticket's number, goods. */
  about: string | null;
  why: Why;
}

const ABOUT_MAX = 20;
const about = (said: string | null): string => (said === null ? '' : `“${cutText(said, ABOUT_MAX)}”`);
const signed = (points: number): string => (points < 0 ? `-${-points}` : `+${points}`);

const whyPhrases = {
  capped: (full: number) => `，本该 ${full} 分，当月到上限了`,
  checkInWithdrawn: '，签到撤回了',
  notConfirmed: '，没有认定',
  reportWithdrawn: '，报的人撤回了',
  corrected: (who: string, reason: string) => `，更正，${who}：${reason}`,
  exchanged: (name: string) => `换${name}`,
  declined: (name: string) => `${name}没换成，退回`,
  cancelled: (name: string) => `${name}不换了，退回`,
};

/** `11月22日 +2 主题党日“十一月党日”（编号 12）` */
export function sayLine(line: StatementLine, now: number): string {
  return `${sayDay(line.at, now)} ${signed(line.points)} ${reasonOf(line)}（编号 ${line.id}）`;
}

function reasonOf({ why, rule, about: what }: StatementLine): string {
  const title = `${rule === null ? '' : ruleTitles[rule]}${about(what)}`;
  switch (why.kind) {
    case 'earned':
      return title;
    case 'capped':
      return title + whyPhrases.capped(why.full);
    case 'check_in_withdrawn':
      return title + whyPhrases.checkInWithdrawn;
    case 'report_withdrawn':
      return title + whyPhrases.reportWithdrawn;
    case 'not_confirmed':
      return title + whyPhrases.notConfirmed;
    case 'corrected':
      return title + whyPhrases.corrected(why.by ?? pointPhrases.somebody, why.reason);
    case 'exchanged':
      return whyPhrases.exchanged(about(what));
    case 'returned':
      return whyPhrases[why.by](about(what));
  }
}

/** How an exchange stands. */
export const exchangeStates: Record<ExchangeStatus, string> = {
  asked: '还在等',
  granted: '已经同意了',
  declined: '没同意',
  cancelled: '不换了',
};

/** `2.5`: hundredths of an hour are enough. */
export const sayHours = (minutes: number): string => String(Math.round((minutes / 60) * 100) / 100);

const rulePhrases = {
  head: (day: string) => `积分细则，${day}起：`,
  line: (title: string, points: number) => `${title} ${points} 分`,
  hour: (points: number) => `志愿服务每小时 ${points} 分`,
  none: '现在没有加分的项目。',
  cap: (points: number) => `每人每月最多 ${points} 分。没来不扣分，分不过期。`,
};

/** The table in force, from when, and the limit of a month. */
export function sayRules({ rules, monthlyCap, since }: PointRules): string {
  const given = pointRules.filter((rule) => (rules[rule] ?? 0) > 0);
  const lines = given.map((rule) =>
    rule === 'volunteer_hour' ? rulePhrases.hour(rules[rule]!) : rulePhrases.line(ruleTitles[rule], rules[rule]!),
  );
  if (lines.length === 0) return rulePhrases.none;
  return [rulePhrases.head(sayMonthDay(since)), ...lines, rulePhrases.cap(monthlyCap)].join('\n');
}

const given = (points: number): string => (points > 0 ? `，加 ${points} 分` : '，这个月到上限了，记 0 分');

export const pointPhrases = {
  inGroup: '我私信你。',
  tellMeAlone: '这事请私聊我说。',
  secretaryDecides: '积分和兑换由支部书记来定，这件事请找书记。',
  somebody: '有人',
  /** What is left of goods, as anybody may hear. */
  goods: (name: string, cost: number, stock: number) => `${name} ${cost} 分，${stock > 0 ? `剩 ${stock} 份` : '换完了'}`,
  goodsHead: '能换的：',
  noGoods: '现在还没有能换的东西，有了我会列出来。',
  howToExchange: (name: string) => `想换就说“换${name}”。`,
  negative: (said: string, what: string, most: number) => `“${said}”不行：${what}不能是负数，请写 1 到 ${most} 的整数。`,
  fraction: (said: string, what: string, most: number) => `“${said}”不行：${what}不能带小数，请写 1 到 ${most} 的整数。`,
  zero: (said: string, what: string, most: number) => `“${said}”不行：${what}不能是零，请写 1 到 ${most} 的整数。`,
  giant: (said: string, what: string, most: number) => `“${cutText(said, 12)}”不行：${what}太大了，请写 1 到 ${most} 的整数。`,
  unclear: (said: string, what: string, most: number) => `“${said}”我没看懂：${what}请写 1 到 ${most} 的整数。`,

  asked: (id: number, who: string, name: string, cost: number) => `${who}想用 ${cost} 分换${name}，兑换 ${id}。`,
  askedOne: (id: number) => `回“兑换${id} 同意”或“兑换${id} 不同意”。`,
  moreAsked: (count: number) => `还有 ${count} 件，说“待兑换”看。`,
  askedSeveral: (count: number) => `有 ${count} 件兑换请你定：`,
  waitsLong: (count: number) => `还有 ${count} 件兑换等了一周，请你定：`,
  howToDecide: '回“兑换 号 同意”或“兑换 号 不同意”。',
  exchange: (id: number, goods: string, cost: number, state: string) => `兑换 ${id}，${goods} ${cost} 分：${state}。`,
  collectFrom: (who: string) => `找${who}领。`,
  agree: '同意',
  disagree: '不同意',
  granted: (name: string, who: string, balance: number) =>
    `${name}可以换，找${who}领。${balance < 0 ? '' : `你还有 ${balance} 分。`}`,
  declined: (name: string, cost: number, reason: string | null) =>
    `${name}这次没换成${reason === null ? '' : `（${reason}）`}，${cost} 分退给你了。`,

  revoked: (name: string, cost: number) => `${name}的兑换撤回了，${cost} 分退给你了。有事跟书记说。`,

  hoursAsked: (id: number, who: string, at: number, hours: string, above: string, limit: number) =>
    `${who}${sayDate(at)}报了 ${hours} 小时志愿服务，当天超过 ${limit} 小时的 ${above} 小时请你确认（工时 ${id}）。`,
  hoursOne: (id: number) => `回“工时${id} 确认”或“工时${id} 不对”。`,
  moreHours: (count: number) => `还有 ${count} 件，说“待确认工时”看。`,
  hoursSeveral: '回“工时 号 确认”或“工时 号 不对”。',
  confirm: '确认',
  wrong: '不对',
  hoursConfirmed: (at: number, hours: string, points: number) =>
    `你${sayDate(at)}志愿服务多出的 ${hours} 小时确认了${points > 0 ? `，加 ${points} 分` : ''}。`,
  hoursDeclined: (at: number, hours: string, who: string) =>
    `你${sayDate(at)}志愿服务多出的 ${hours} 小时没算上，前面的照算。有出入跟${who}说一声。`,

  hoursRedecided: (at: number, hours: string) => `你${sayDate(at)}志愿服务多出的 ${hours} 小时改定了，没算上，前面的照算。`,

  hoursLapsed: (at: number, hours: string, days: number) =>
    `你${sayDate(at)}志愿服务多出的 ${hours} 小时等了 ${days} 天没人确认，不再等了，前面的照算。要算上就跟书记说。`,

  /** As a secretary says it in one sentence. */
  reverseEntry: (id: number, reason: string) => `撤销积分 ${id} ${reason}`,
  adopted: (number: string, points: number) => `你提的 ${number} 被采纳了${given(points)}。谢谢！`,
  reversed: (line: StatementLine, reason: string) =>
    `你的 ${line.points} 分（${line.rule === null ? '' : ruleTitles[line.rule]}${about(line.about)}，编号 ${line.id}）撤回了：${reason}。不对就跟书记说。`,
};
