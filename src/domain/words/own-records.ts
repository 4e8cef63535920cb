// How people ask how often they have checked in themselves. Whole sentences, linear in their length; heard, never said.
import type { CheckInKind } from '../../core/slots.ts';
import type { Month } from '../months.ts';
import { MONTH, monthSaid } from './months.ts';

const LONGEST = 24;
const FRONT = '^(?:小蜂|请问|问一?下|帮我?|查一?下|查查|看一?下|看看|[\\s,，])*';
const ME = '(?:[我俺额咱](?:自己)?)?(?:的)?';
const SPAN = `(?:${MONTH}|今年|到现在|到目前)?`;
const SUM = '(?:一共|总共|拢共|都|已经|有|[\\s,，])*';
const KINDS: Record<string, CheckInKind> = {
  双报到: 'double_report',
  社区报到: 'double_report',
  巡查: 'patrol',
  早巡: 'patrol',
  晚巡: 'patrol',
  志愿服务: 'volunteer',
  志愿: 'volunteer',
  义工: 'volunteer',
  党日: 'party_day',
  主题党日: 'party_day',
};
const WHAT = `(?<what>${Object.keys(KINDS).join('|')}|报到|签到|打卡|活动)`;
const OFTEN = '(?:几|多少|好多)(?:次|回|趟|场)';
const END = '(?:了|呢|啊|呀|来着|吗|[\\s,，。.!！?？~～])*$';
const heard = [
  new RegExp(`${FRONT}${ME}${SPAN}${ME}${SUM}(?:去|来|做|参加)?(?:过|了)?${WHAT}(?:过|了)?${SUM}${OFTEN}${END}`),
  new RegExp(`${FRONT}${ME}${SPAN}${ME}${SUM}(?:参加|去|来|做|签到?|打卡?|巡|报到?)(?:过|了)*${OFTEN}${WHAT}?${END}`),
  new RegExp(`${FRONT}${ME}${SPAN}${ME}${WHAT}的?(?:次数|记录)(?:有?多少|是多少|给我看看|看看)?${END}`),
];

export interface AskedOfOwn {
  /** Null = of every kind. */
  kind: CheckInKind | null;
  /** Null = no month was named: all the time. */
  month: Month | null;
}

/** `我这个月双报到几次了`; null = something else is said. @param at when, ms */
export function askedOfOwn(words: string, at: number): AskedOfOwn | null {
  const groups = words.length > LONGEST ? undefined : heard.map((pattern) => pattern.exec(words)?.groups).find(Boolean);
  // "How often" alone is asked of anything.
  if (!groups || (groups.what === undefined && !/[我俺额咱]/.test(words))) return null;
  return { kind: KINDS[groups.what ?? ''] ?? null, month: monthSaid(groups, at) };
}
