// A secretary's bare yes or no to what he was asked by itself: exchanges, posts, hours of service. Whole words, linear.

/** Nothing longer is such a word. */
const LONGEST = 60;

const FRONT = '^(?:小蜂|我|那|就|都|好|行|嗯|[\\s,，])*';
const HIM = '(?:他|她|吧|了|啦|的|这个|这件|换|领|[\\s,，。.!！~～])*';
const REASON = '(?:[\\s,，:：]+(?<reason>[^\\s].{1,58}))?$';
const heardFirm = new RegExp(
  `${FRONT}(?:(?<no>不同意|不批准?|不准|不通过|驳回|不确认|不属实|不给)|(?<yes>同意|批准|批|准|通过|确认|属实))${HIM}${REASON}`,
  's',
);
/** These are said of anything; only soon after the question. */
const heardSoft = new RegExp(
  `^(?:小蜂|那|就|都|好|行|嗯|[\\s,，])*(?:(?<no>不行|不可以|不对|先不|别给|没(?:有)?这么多)|(?<yes>给(?=他|她)|让(?=他|她)|可以|没问题|没错|(?<=行)))${HIM}$`,
);

export interface DeskWord {
  isYes: boolean;
  reason: string | null;
  /** No word one says of anything. */
  isFirm: boolean;
  /** Said of what somebody reports, not of what he asks for. */
  isOfHours: boolean;
}

/** `同意`, `批了`, `不同意，没货了`; null = something else is said. */
export function deskWordIn(words: string): DeskWord | null {
  if (words.length > LONGEST || /[?？吗没]\s*$/.test(words.replace(/没这么多|没有这么多/g, ''))) return null;
  const firm = heardFirm.exec(words)?.groups;
  const isOfHours = /确认|属实|不对|没错|这么多/.test(words);
  if (firm) return { isYes: firm.no === undefined, reason: firm.reason?.trim() ?? null, isFirm: true, isOfHours };
  const soft = heardSoft.exec(words)?.groups;
  return soft ? { isYes: soft.no === undefined, reason: null, isFirm: false, isOfHours } : null;
}

const heardNumber = {
  exchange: /兑换\s*(\d{1,9})/g,
  post: /岗\s*(\d{1,6})/g,
  hours: /工时\s*(\d{1,9})/g,
};
export type DeskKind = keyof typeof heardNumber;

/** The only one that our quoted question was about; null where it was about several, or none of these. */
export function quotedNumberIn(quoted: string, kind: DeskKind): number | null {
  const numbers = new Set([...quoted.matchAll(heardNumber[kind])].map(([, number]) => Number(number)));
  const [only] = numbers;
  return numbers.size === 1 && only !== undefined ? only : null;
}
