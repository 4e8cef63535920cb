// For whom a plan is, said of nobody but a trade: "without the couriers, just the riders".
import type { Occupation } from '../../core/member.ts';
import { occupationWords } from './planning.ts';

const TRADE =
  '(?:(?:送|跑)?快递(?:的|员|小哥|师傅|兄弟)?|派件员|(?:送|跑)?外卖(?:的|员|小哥)?|骑手|送餐员|跑单的|(?:货车|网约车)?司机(?:师傅)?|站里的|站长|内勤)们?(?:兄弟们?|师傅们?)?';
const CALL = '(?:要|叫|喊|请|找|让|通知|算|带|拉|安排|组织)';
const FRONT = '^(?:小蜂|这次|那|就|还是|先|哦|嗯|给|也|都|[\\s,，])*';
const END = '(?:都|也|先)*(?:来|去|参加|到|上|掺和)?(?:了|吧|啊|呀|哈|就行|就好|就可以|就够|行了|[\\s。.!！])*$';
const heardWithout = [
  new RegExp(`${FRONT}(?:别|不|不用|不要|莫|甭|不必)(?:再)?${CALL}?(?<trade>${TRADE})${END}`),
  new RegExp(`${FRONT}(?<trade>${TRADE})(?:就|都|也|先)*(?:别|不|不用|不要|莫|甭|不必)(?:再)?(?:${CALL}|来|去|参加|管)+${END}`),
  new RegExp(`${FRONT}(?:去掉|除开|除了|去了)(?<trade>${TRADE})${END}`),
];
const heardOnly = [
  new RegExp(`^(?:小蜂|这次|那|还是|先|哦|嗯|[\\s,，])*(?:只|就|光|单)${CALL}?(?<trade>${TRADE})${END}`),
  new RegExp(`${FRONT}${CALL}(?<trade>${TRADE})就(?:行|好|可以|够)${END}`),
];

export interface WhomAlone {
  only: readonly Occupation[];
  without: readonly Occupation[];
}

/** @returns null when anything else is said than for whom it is */
export function whomAlone(words: string): WhomAlone | null {
  if (words.length > 40) return null;
  const found = { only: [] as Occupation[], without: [] as Occupation[] };
  const pieces = words.split(/[\s,，。;；!！]+/).filter((piece) => piece !== '');
  for (const piece of pieces) {
    const of = (patterns: readonly RegExp[]) => patterns.map((each) => each.exec(piece)?.groups?.trade).find(Boolean);
    const without = of(heardWithout);
    const trade = without ?? of(heardOnly);
    if (trade === undefined) return null;
    const named = (Object.keys(occupationWords) as Occupation[]).filter((occupation) => occupationWords[occupation].test(trade));
    found[without === undefined ? 'only' : 'without'].push(...named);
  }
  return found.only.length + found.without.length > 0 ? found : null;
}
