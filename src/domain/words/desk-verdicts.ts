// Said of a verdict that was asked for, or given already: how it stands, and that it was wrong. Whole sentences, linear.
import { type DeskKind, deskKindOf } from './desk.ts';
import { asksSomething } from './undecided.ts';

/** Nothing longer is such a sentence. */
const LONGEST = 40;

const FRONT = '^(?:小蜂|请问|问一?下|那|就|把|哎呀?|啊|哦|嗯|刚才|刚刚|我|[\\s,，。])*';
const RECORD = '(?<kind>积分兑换|兑换|对换|岗位?|工时)\\s*第?\\s*(?<number>\\d{1,9})\\s*(?:号(?:岗|工时|兑换)?)?的?';

const heardStands = new RegExp(`${FRONT}${RECORD}(?<tail>[^\\d?？]{1,20}[?？]?)[\\s?？]*$`);
const heardWordOn = /同意|确认|批|准|通过|定|对|属实|核|给|换|算|驳回|撤|怎么样|咋样|到哪/;
/** Whether it is granted yet, or right: `岗 1 同意了没`, `工时 1 不对吗`. */
export function deskStateAskedIn(words: string): { kind: DeskKind; number: number } | null {
  const { kind, number, tail = '' } = (words.length > LONGEST ? undefined : heardStands.exec(words)?.groups) ?? {};
  const isAsked = asksSomething(tail.trim()) || /[?？]\s*$/.test(words);
  return kind !== undefined && isAsked && heardWordOn.test(tail) ? { kind: deskKindOf(kind), number: Number(number) } : null;
}

const WRONG = '(?:(?:刚才|刚刚|我|前面|之前|是)*(?:说|打|点|按|定|批|给|搞|弄|看|同意|确认)错了?)';
const BACK = '(?:撤销?掉?|撤回(?:来|去)?|收回(?:来|去)?|作废|取消|反悔|不算(?:数)?)';
const SMALL = '[了吧啦啊呀哈嘛的\\s,，。.!！~～]*';
const heardBack = [
  new RegExp(
    `${FRONT}${RECORD}[\\s,，:：]*(?:${WRONG}${SMALL}(?:帮我|给我|要|想)*(?:${BACK})?|(?:帮我|给我|我?要|我?想)*${BACK}${SMALL}(?:${WRONG})?)${SMALL}$`,
  ),
  new RegExp(`${FRONT}(?:${WRONG}${SMALL})?${BACK}${SMALL}${RECORD}${SMALL}(?:${WRONG})?${SMALL}$`),
];
/** What was decided is not to stand: `岗 1 撤回`, `工时 1 定错了`. */
export function deskTakenBackIn(words: string): { kind: DeskKind; number: number } | null {
  const groups = words.length > LONGEST ? undefined : heardBack.map((one) => one.exec(words)?.groups).find(Boolean);
  return groups?.kind === undefined ? null : { kind: deskKindOf(groups.kind), number: Number(groups.number) };
}

const heardSlip = /[\s,，。]+(?:刚才|刚刚|我|前面|之前|是|上面)*(?:说|打|点|按|搞|弄)错了?[了吧啊啦呀\s。.!！]*$/;
const heardSlipAhead =
  /^(?:小蜂|哎呀?|啊|哦|刚才|刚刚|我|前面|之前|是|[\s,，])*(?:说|打|点|按|搞|弄)错了?[了啊啦呀]*[\s,，。.!！]+(?=\S)/;
/** A verdict, and beside it that the one before was a slip: `工时 1 确认，刚才说错了`. @returns the verdict alone */
export const withoutFormerSlip = (words: string): string =>
  words.length > LONGEST ? words : words.replace(heardSlip, '').replace(heardSlipAhead, '');
