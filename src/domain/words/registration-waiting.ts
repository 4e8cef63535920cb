// What the secretary says of registrations that go on waiting, and how one of them stands. Heard, never said.
import { putsOff } from './undecided.ts';

/** Nothing longer is such a word. */
const SHORT = 30;

const SMALL = '[吧了啊呀哦哈嘛啦呢的\\s,，。.!！~～]*$';
const WHOSE =
  '(?:(?<name>(?!等|先|别|那|报到|[我俺你额谁他她])[\\p{Script=Han}]{2,4}?)(?:的报到|的)?|(?:报到)?\\s*第?\\d{1,6}\\s*[号位]?(?:的)?)';
const heardLater = new RegExp(
  `^(?:小蜂|那|嗯|哦|[\\s,，])*${WHOSE}?[\\s,，]*(?:都|还是|就)*(?:(?:先|暂时?|暂且)(?:别|不要|不用|不|甭|莫)|别|不要|不急着?|不用急着?)(?:急着?|忙着|给(?:他|她))?(?:核实|核对|属实|核)(?:他|她)?${SMALL}`,
  'u',
);
/** It is not to be verified now: `小郑先别核实`, `等他支部回话再核实`. */
export const leavesUnverified = (words: string): boolean =>
  words.length <= SHORT && (heardLater.test(words) || (/核实|属实/.test(words) && putsOff(words)));

const heardState = new RegExp(
  `^(?:小蜂|请问|那|[\\s,，])*(?:${WHOSE}|(?<other>(?![我俺你额谁他她])[\\p{Script=Han}]{2,4}?))(?:[\\s,，]|报到|登记|到底|现在|都|给他)*(?:核实|审核|通过|属实)(?:(?:好|过|完)*了?(?:没有?|吗|么)|没核实|不属实|了没有?)(?:${SMALL.slice(0, -1)}|[?？])*$`,
  'u',
);
/** Whether one is verified yet: `小郑核实了没`. @returns the name, or the number */
export function verifiedAskedIn(words: string): { name: string } | { number: number } | null {
  const found = words.length > SHORT ? null : heardState.exec(words);
  if (!found) return null;
  const name = found.groups?.name ?? found.groups?.other;
  if (name !== undefined) return { name };
  const number = /\d{1,6}/.exec(words)?.[0];
  return number === undefined ? null : { number: Number(number) };
}

const LEAD =
  /^(?:小蜂|哎|那|嗯|算了|(?:先|还是)?(?:不|别|不用|不必|甭)问(?:他|她)?了?|不用他?补了?|(?:他|她|他们|人家|对方|[老小]\p{Script=Han})?的?(?:支部|书记|街道|社区|单位|那边|那头|老家)*(?:都|已经|也|刚)*(?:回(?:话|复|信|我|电话)?了|说了|证明了?|查(?:到|过|清)了?|核对过了?|问(?:过|到|清楚)了?|打过电话了?)|[\s,，。.!！])+/u;
/** What stands before a verdict and tells how it came to it: `他支部回了，属实`. @returns the verdict alone */
export const withoutLead = (words: string): string => (words.length > SHORT ? words : words.replace(LEAD, ''));

const heardUnasked =
  /^(?:小蜂|哎呀?|哦|那|还是|算了|先|[\s,，])*(?:(?:不|别|不用|不必|甭|莫)(?:再)?(?:去)?(?:问|打扰|找)(?:他|她)?|(?:撤回|撤销|收回|取消)(?:这个|那个|刚才的)*(?:问题|提问|那句)?|当我没说|不用(?:他|她)?补充?)(?:了|吧|[\s,，。.!！])*(?<rest>.{0,12})$/s;
/** What was to be asked is not to be. @returns what is said besides, which may be empty; null = something else is said */
export const unaskedIn = (words: string): string | null =>
  words.length > SHORT ? null : (heardUnasked.exec(words)?.groups?.rest ?? null);

const heardNoQuestion =
  /(?:搞|弄|认|看|点|说)错(?:人)?了|(?<!不)属实|(?<![没未要])核实了|^(?:发(?:个|条)?)?(?:通知|公告)|^(?:排班|上架|下架|撤销|签到|报名|兑换|岗位?\s*\d|工时|积分|取消|帮我|小蜂)/;
const heardOfHim =
  /组织关系|支部|党员|社区|小区|住|公司|平台|站|姓名|名字|电话|手机|身份|证|材料|转正|入党|哪|什么|啥|几|谁|多少|补/;
/** Whether words may be what somebody is to be asked, in so many words. */
export const mayBeWanted = (words: string, isElse: boolean): boolean =>
  !putsOff(words) && !heardNoQuestion.test(words) && (!isElse || heardOfHim.test(words));

/** He got the person or the verdict wrong, within an answer about what is to be asked. */
export const findsItTrue = (words: string): boolean => /错(?:人)?了|(?<!不)属实|(?<![没未要])核实了/.test(words);
