// A secretary's bare yes or no to what he was asked by itself: exchanges, posts, hours of service. Whole words, linear.
import { asksSomething, putsOff } from './undecided.ts';

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
  `^(?:小蜂|那|就|都|好|行|嗯|[\\s,，])*(?:(?<no>不行|不可以|不对|先不|别给|没(?:有)?这么多)|(?<yes>给(?=他|她)|让(?=他|她)|可以|可(?![能是])|没问题|没错|(?<=[行好])|ok))${HIM}$`,
  'i',
);

export interface DeskWord {
  isYes: boolean;
  reason: string | null;
  /** No word one says of anything. */
  isFirm: boolean;
  /** Said of what somebody reports, not of what he asks for. */
  isOfHours: boolean;
}

const SLIP =
  /(?:不同意|同意|不批准?|批准?|不确认|确认|不行|行|不可以|可以|不给|给)[了吧啦]*(?:[\s,，。.!！]*(?:哦|噢|喔|啊|哎呀?|呃|嗐)[\s,，]*(?:不对|不是|错了|说错了|不)[\s,，。.!！]*(?=\S)|[\s,，。.!！]+(?:不|不不|不对|不是|错了|说错了|算了)[,，。.!！]+\s*(?=(?:还是)?(?:不?同意|不?批|不?确认|不?行|不?可以|不?给|驳回)))/;
/** A verdict that is put right in the same breath: `不同意吧 哦不 同意`. */
export const withoutSlip = (words: string): string => words.replace(SLIP, '');

const isAsked = (words: string): boolean =>
  /[?？吗没]\s*$|了没有\s*$/.test(words.replace(/没这么多|没有这么多/g, '')) ||
  // What somebody is to be asked is a reason.
  asksSomething(words.replace(/^没(?:有)?问题|(?:(?<!没|有)问|看看|让|叫|不知道)[^,，。]{1,14}$/g, ''));

/** `同意`, `批了`, `不同意，没货了`; null = something else is said. */
export function deskWordIn(words: string): DeskWord | null {
  if (words.length > LONGEST || isAsked(words)) return null;
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

const YES =
  '(?:同意|批准|批了?|通过|准了?|可以|可(?![能是以])|行|好的?|没问题|给(?:他|她)?换?|让(?:他|她)?换?|确认|属实|没错|对的?|认(?![领岗错识为真得])|ok)';
const NO =
  '(?:不同意|不批准?|不通过|驳回|拒绝|不行|不可以|不给(?:他|她)?换?|不准|先不(?:给|批)?|不确认|不属实|不认(?![领识为得])|不对|没有?这么多)';
const TRAIL = '(?:[了吧啦啊呀哈嘛呗噻的\\s。.!！~～]|ok)*';
const heardAbout = [
  new RegExp(
    `^(?:小蜂|那|就|嗯|哦|[\\s,，])*(?<about>[^\\s,，。?？].{0,23}?)[\\s,，:：]*都?(?:(?<no>${NO})|(?<yes>${YES}))${TRAIL}(?:[\\s,，:：]+(?<reason>[^\\s].{1,58}))?$`,
    'i',
  ),
  new RegExp(
    `^(?:小蜂|那|就|只|嗯|哦|[\\s,，])*(?:(?<no>${NO})|(?<yes>${YES}))[\\s,，:：]*(?<about>[^\\s,，。?？].{0,23}?)${TRAIL}$`,
    'i',
  ),
];

export interface DeskVerdict {
  isYes: boolean;
  reason: string | null;
  /** What it is said of: to be found among what waits. */
  about: string;
}

/** A yes or no with what it is about, in any order: `老周的洗衣粉可以`, `给老周 ok`, `1同意`. All ways in which it may be read. */
export function deskVerdictsIn(words: string): DeskVerdict[] {
  if (words.length > LONGEST || isAsked(words)) return [];
  return heardAbout.flatMap((pattern) => {
    const { about, no, reason } = pattern.exec(words)?.groups ?? {};
    return about === undefined ? [] : [{ isYes: no === undefined, reason: reason?.trim() ?? null, about }];
  });
}

const heardPair =
  /^(?<one>[^\s,，。]{1,8}?)(?:和|跟|与|、)(?<other>[^\s,，。]{1,8}?)(?:两个|俩|的)?都(?<verdict>[^\s,，。]{1,8})$/;
/** The verdicts on several people in one message: `老周的行 小吴的不行`; fewer than two are none. */
export function deskPiecesIn(words: string): string[] {
  const { one, other, verdict } = heardPair.exec(words)?.groups ?? {};
  if (verdict !== undefined) return [`${one}${verdict}`, `${other}${verdict}`];
  // A number stands with its kind and its verdict.
  const joined = words.replace(/(?<=兑换?|岗位?|工时)\s+(?=\d)|(?<=(?:兑换?|岗位?|工时)\s?\d{1,9})\s+/g, '');
  const pieces = joined.split(/[\s,，;；。]+/).filter((piece) => piece !== '');
  return words.length <= LONGEST && pieces.length > 1 ? pieces : [];
}

const heardLacking =
  /^(?<about>[^\s,，。?？]{1,12}?)(?:的|那个|那份|那[张瓶])?(?<reason>(?:已经|都)?(?:没货|没有货|缺货|断货|[发换领]完|没有了|没了)[了啦]?)[的啊呀吧]*$/;
/** There is none left for somebody: a no, and why. */
export function lackingIn(words: string): { about: string; reason: string } | null {
  const { about, reason } = heardLacking.exec(words)?.groups ?? {};
  return about === undefined || reason === undefined ? null : { about, reason };
}

const heardAll = new RegExp(
  `^(?:小蜂|那|就|嗯|[\\s,，])*(?:(?:都|全都|全部都?|统统|一起|这些都?|大家都?|[这那]?[两俩几三][个件人]?都|全)(?:给(?:他们)?)?(?:(?<no>${NO})|(?<yes>${YES}))|(?:(?<no2>${NO})|(?<yes2>同意|批准|批|通过|准|确认))(?:全部|所有的?|这些))${TRAIL}$`,
  'i',
);
/** A verdict on all that waits: `都同意`. */
export function deskAllIn(words: string): { isYes: boolean } | null {
  const groups = words.length > LONGEST ? undefined : heardAll.exec(words)?.groups;
  return groups ? { isYes: groups.no === undefined && groups.no2 === undefined } : null;
}

export interface DeskItem {
  /** Null = it was not said of what kind. */
  kind: DeskKind | null;
  number: number;
  isYes: boolean;
  reason: string | null;
}

const heardToken = new RegExp(
  `(?<kind>积分兑换|兑换|对换|兑|岗位?|工时)?\\s*第?\\s*(?<number>\\d{1,9})\\s*号?|(?:(?<no>${NO})|(?<yes>${YES}))|[\\s,，、;；。:：.!！和跟与都全也了吧的啊]|还有`,
  'iy',
);
/** The kind a record is called by. */
export const deskKindOf = (said: string): DeskKind => (said.startsWith('岗') ? 'post' : said === '工时' ? 'hours' : 'exchange');
const heardNext = /[\s,，;；。]+(?=(?:积分兑换|兑换|对换|兑|岗位?|工时)?\s*第?\s*\d)/g;

/**
 * Verdicts on several by their numbers: `兑换 1 同意，兑换 2 不同意`, `兑换 1、2 同意`. Those that are to wait are left out. Null: fewer
 * than two were named, or it is not clear which.
 */
export function deskItemsIn(words: string): DeskItem[] | null {
  if (words.length > 2 * LONGEST || isAsked(words)) return null;
  const items: DeskItem[] = [];
  let numbers: { kind: DeskKind | null; number: number }[] = [];
  let hasLeft = false;
  let [kind, isInFront, verdict] = [null as DeskKind | null, null as boolean | null, null as boolean | null];
  const put = (isYes: boolean): void => {
    items.push(...numbers.map((one) => ({ ...one, isYes, reason: null })));
    numbers = [];
  };
  for (let at = 0; at < words.length; ) {
    heardToken.lastIndex = at;
    const found = heardToken.exec(words);
    if (!found) {
      heardNext.lastIndex = at;
      const end = heardNext.exec(words)?.index ?? words.length;
      if (numbers.length > 0 && !isInFront && putsOff(words.slice(at, end))) {
        [numbers, hasLeft, at] = [[], true, end];
        continue;
      }
      // Words behind a no are its reason, as far as the next number.
      const last = items.at(-1);
      if (!last || last.isYes || isInFront || numbers.length > 0) return null;
      last.reason = words.slice(at, end).trim();
      at = end;
      continue;
    }
    at = heardToken.lastIndex;
    const { number, no, yes } = found.groups ?? {};
    if (number !== undefined) {
      kind = found.groups?.kind === undefined ? kind : deskKindOf(found.groups.kind);
      isInFront ??= false;
      numbers.push({ kind, number: Number(number) });
      if (isInFront) put(verdict === true);
    } else if (no !== undefined || yes !== undefined) {
      isInFront ??= true;
      verdict = no === undefined;
      if (isInFront) continue;
      if (numbers.length === 0) return null;
      put(verdict);
    }
  }
  const isClear =
    items.length > (hasLeft ? 0 : 1) &&
    numbers.length === 0 &&
    new Set(items.map((one) => `${one.kind}${one.number}`)).size === items.length;
  return isClear ? items : null;
}

/** Several of this kind and no other, for its own skill. */
export function deskItemsOf(words: string, kind: DeskKind): DeskItem[] | null {
  const items = deskItemsIn(words);
  return items?.every((one) => one.kind === kind) ? items : null;
}

const heardKind: Record<DeskKind, RegExp> = {
  exchange: /积分兑换|兑换|对换|兑|换/,
  post: /认领|认岗|岗位?/,
  hours: /工时|志愿服务|志愿|时长|(?:\d{1,2}(?:\.\d)?|[一二两三四五六七八九十]{1,3})个?半?(?:小时|钟头|个钟)/,
};
const heardSmall = /[\s,，的那这给让个张瓶袋件份想要申请第号笔他她就先也把]/g;

/**
 * Whether what a verdict is said of is this and nothing else.
 * @returns `exact`: by its kind and number; `near`: by its number, its kind, whose it is, or what; null = something else
 */
export function fitOnDesk(
  about: string,
  { kind, number, who, what }: { kind: DeskKind; number: number; who: string | null; what: string | null },
): 'exact' | 'near' | null {
  let left = about;
  const take = (part: string | RegExp): boolean => {
    const before = left;
    left = left.replace(part, ' ');
    return left !== before;
  };
  const names = [who, what, what?.replace(/岗$/, '')].filter((name): name is string => Boolean(name));
  const isNamed = names.filter(take).length > 0;
  const isOfKind = take(heardKind[kind]);
  const isNumbered = take(new RegExp(`(?<!\\d)${number}(?!\\d)`));
  if (left.replace(heardSmall, '') !== '' || !(isNamed || isOfKind || isNumbered)) return null;
  return isOfKind && isNumbered ? 'exact' : 'near';
}

const heardAlone = /^(?:小蜂|[\s,，])*(?:积分)?(?:兑换|对换|兑)\s*第?\s*(?<number>\d{1,9})\s*号?[\s。.!！]*$/;
/** An exchange by its number, and no verdict. */
export function exchangeNamedIn(words: string): number | null {
  const number = heardAlone.exec(words)?.groups?.number;
  return number === undefined ? null : Number(number);
}
