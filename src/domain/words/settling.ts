// What those who settle tickets say of one in a few words: the number and what becomes of it, or that they are on their way.
import type { HandlingAction } from '../../core/ticket.ts';
import { heardPolite, signsOf } from './appeals.ts';
import { ticketNumberIn } from './ticket-numbers.ts';

/** Nothing longer is such a sentence. */
const LONGEST = 40;

const FRONT = '(?:小蜂|麻烦|[请把给我们咱来先这那件个条事\\s,，:：。])*';
const BEHIND = '[了吧啊哈的事\\s,，。.!！~～]*';
const whole = (pattern: string) => new RegExp(`^${FRONT}(?:${pattern})${BEHIND}$`);

const notOurs = '不归(?:我们|咱们?|支部|这边)?管|不是(?:我们|咱们?)(?:管|的事)';
const noSuchThing = '查无此事|没有?这回?事|不属实';
const duplicate = '重复(?:上报|登记|报)?';

const settled = '(?:已经|都)?(?:办|处理|弄|修|清|搞|整|换)(?:好|完|妥)|(?:已经|都)?(?:解决|搞定)|办结';
/** A reason is more than what stands behind the word. */
const began: Partial<Record<HandlingAction, RegExp>> = { resolve: new RegExp(`^${FRONT}(?:${settled})[了啦\\s,，:：。.!！]*`) };

const heardActions: readonly [HandlingAction, RegExp][] = [
  ['accept', whole('受理|接了?|接单|来办|来处理|来接|收下')],
  ['assign_branch', whole('(?:转|退|交|派)(?:回|给|到)?支部(?:办|处理)?|(?:还是)?自己(?:来)?(?:办|处理|弄|管|解决)')],
  ['escalate_street', whole('(?:上?报|转|交)(?:给|到)?街道')],
  ['escalate_county', whole('(?:上?报|转|交)(?:给|到)?(?:区县|县里?|区里?)')],
  ['resolve', whole(settled)],
  ['reject', whole(`驳回|不(?:予)?受理|不予办理|不(?:予|能|打算)?采纳|不采用|${notOurs}|${noSuchThing}|${duplicate}`)],
];
/** What is to be done, where that is all that is said. */
export const actionIn = (words: string): HandlingAction | null =>
  heardActions.find(([, pattern]) => pattern.test(words))?.[0] ?? null;

const heardSameAs = whole('(?:[和跟与]\\s*)(?:是)?(?:重复|一样|同一件(?:事)?|一件事)');

const reasons: readonly RegExp[] = [new RegExp(notOurs), new RegExp(noSuchThing), new RegExp(duplicate)];

export interface Settling {
  number: string;
  action: HandlingAction;
  /** The reason, where one of ours was said; what the asker is answered. */
  note: string | null;
  /** Number of the ticket it is the same as. */
  other: string | null;
  /** It was said as an answer to a question; of any other ticket it says nothing. */
  isReply?: true;
}

/** Only so it is one: behind a comma or a gap somebody may ask for it, or say how far it is. */
const heardReply = /^(?:小蜂|的|[\s,，。])*(?:答复|回复)[:：]\s*(?<note>.{2,})$/s;
const heardProgress = /正在?(?:办|处理|核实|跟进|查|问)|在办|[处办]理中|先等|别急|尽快/;
const heardReplyHead = new RegExp(
  `^${FRONT}(?:答复|回复|回答|就?(?:告诉|跟|对|回)(?:他|她|人家|对方)(?:说|讲)?)(?:他|她|人家|对方|一下|是|为)?\\s*[:：,，\\s]\\s*`,
);

/** What the asker of a question is to be told, which settles it: `A-0012 答复：归后勤管`; null = nothing of the kind. */
function replyIn(words: string): Settling | null {
  const said = ticketNumberIn(words);
  if (!said?.number.startsWith('A')) return null;
  const note = heardReply.exec(said.rest)?.groups?.note?.trim() ?? '';
  if (signsOf(note) < 2 || heardProgress.test(note)) return null;
  return { number: said.number, action: 'resolve', note, other: null, isReply: true };
}

/** What is to be told, in answer to how: null where the words ask something themselves, or only say that they were heard. */
export function replyGiven(words: string): string | null {
  const note = words.replace(heardReplyHead, '').trim();
  return signsOf(note) < 2 || heardPolite.test(note) || /[?？吗呢]\s*$/.test(note) ? null : note;
}

/** The whole sentence, so that whatever says more is read as anything else; linear in its length. */
export function settlingIn(words: string): Settling | null {
  const reply = replyIn(words);
  if (reply) return reply;
  const said = words.length > LONGEST ? null : ticketNumberIn(words);
  if (!said) return null;
  const { number, rest } = said;
  const other = ticketNumberIn(rest);
  if (other) return heardSameAs.test(other.rest) ? { number, action: 'reject', note: null, other: other.number } : null;
  const action = actionIn(rest);
  return action === null ? null : { number, action, note: action === 'reject' ? reasonIn(rest) : null, other: null };
}

/**
 * What else is said behind the number and the action: all of it. Null where the words do not begin with these, or speak of another
 * ticket as well.
 */
export function noteBehind(words: string, action: HandlingAction): string | null {
  const said = ticketNumberIn(words);
  const begun = said && began[action]?.exec(said.rest);
  if (!said || !begun || ticketNumberIn(said.rest)) return null;
  const note = said.rest.slice(begun[0].length).trim();
  return [...note].length >= 2 ? note : null;
}

/** The number in an answer to "which one": a ticket's in any writing, or the figures of one of these alone. */
export function numberAmong(words: string, numbers: readonly string[]): string | undefined {
  const figures = /^\s*0*(\d{1,6})\s*号?\s*$/.exec(words)?.[1];
  return (
    ticketNumberIn(words)?.number ??
    numbers.find((number) => figures !== undefined && Number(number.slice(2)) === Number(figures))
  );
}

/** The reason that stands in the words, as it was said; null = none of those there are names for. */
export function reasonIn(words: string): string | null {
  return reasons.map((pattern) => pattern.exec(words)?.[0]).find((found) => found !== undefined) ?? null;
}

/** "The same as another one", whatever else is said. */
export const saysDuplicate = (reason: string): boolean => reasons[2]!.test(reason);

/** No number comes. */
export const heardNoNumber = /^(?:没有?|不(?:知道|记得|清楚|晓得)|忘了?|想不起来)[了的呢啊。.!！\s]*$/;

const SOON = '(?:马上|这就|立刻|立马|现在就?|正)';
const GO = '(?:赶?过去|赶?去|赶?过来|赶来|赶到|出发)';
const LOOK = '(?:处理|看看|看一?下|现场|一趟|瞧瞧)';
const heardComing = new RegExp(
  `^(?:小蜂|收到|好的?|[\\s,，])*(?:我?${SOON}(?:到|${GO}${LOOK}?)|我(?:正?在)?${GO}${LOOK}?|正在?${GO}|我来处理)[吧啊哈\\s,，。.!！~～]*$`,
);

/**
 * Somebody goes to where people were called: `我去`, `我马上到`, `我去处理 H-0032`. Not `我到了`, which is said on arrival anywhere.
 * @returns null when it is anything else; `isBare`: nothing but "I go", which may be meant of anything
 */
export function comingIn(words: string): { number: string | null; isBare: boolean } | null {
  if (words.length > LONGEST) return null;
  const said = ticketNumberIn(words);
  if (!heardComing.test(said?.rest ?? words)) return null;
  return { number: said?.number ?? null, isBare: /^我去[吧啊哈\s,，。.!！~～]*$/.test(words) };
}
