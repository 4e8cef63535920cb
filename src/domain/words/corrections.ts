// How a secretary corrects a notice that waits for its yes: other words in it, not another time of sending.
import { timesAnew } from './times-anew.ts';

const DAY =
  '(?:大?[前昨今明后]天|[今明后][早晚]|[下这本]{0,2}个?(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号]|\\d{1,2}[日号])';
const CLOCK =
  '(?:上午|中午|下午|晚上|早上|傍晚)?(?:\\d{1,2}[:：]\\d{2}|(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|整|钟|一刻|三刻|\\d{1,2}分?)?)';
/** What is said once in a notice can be put right by saying it anew. */
const KINDS = [DAY, CLOCK].map((kind) => ({ first: new RegExp(`^${kind}`), all: new RegExp(kind, 'g') }));

/** "Send it" is about when. */
const heardSending = /发(?:出去|送)?[吧了啊。.!！\s]*$|再发|(?:时|点|刻)发|定时|发送/;
const heardMoreTimes = new RegExp(`${DAY}|${CLOCK}|[上中下]午|晚上|早上`);
const FRONT = '^(?:小蜂|哦|噢|啊|嗯|哎呀?|哟|诶|[遭糟坏完]了|等[下等]|等一下|对了|那个|不好意思|[\\s,，])*';
const heardSwap = new RegExp(
  `${FRONT}(?:把|将|内容里?的?|通知里?的?|里面的?|那个)*(?<from>[^,，。:：!！?？\\s]{1,20}?)[\\s,，]{0,2}(?:要|应该)?(?:[改换][成为到]|写成|应该是|应为|[改换])(?<to>[^,，。!！?？]{1,40}?)[吧了啊。.!！\\s]*$`,
);
const heardNotBut = new RegExp(
  `${FRONT}不是(?<from>[^,，。是]{1,20})[,，\\s]{0,3}(?:而|应该)?是(?<to>[^,，。!！?？]{1,40}?)[吧了啊。.!！\\s]*$`,
);
const heardButNot = new RegExp(
  `${FRONT}(?:应该)?是(?<to>[^,，。是]{1,40})[,，\\s]{0,3}不是(?<from>[^,，。!！?？]{1,20}?)[吧了啊。.!！\\s]*$`,
);
const FIELD = '(?:时间|日期|日子|钟点|地点|地方|内容|人名|名字|通知|这条|那条|里面|上面)';
const heardDenied = new RegExp(`${FRONT}(?:时间|地点|日期)?不是(?<from>[^,，。是?？吗么]{1,12}?)[吧了啊呀。.!！\\s]*$`);
/** What stands is not so, and nothing is said in its place. */
export const deniesAlone = (words: string): boolean => words.length <= 30 && heardDenied.test(words);
/** A time is told by itself. */
const heardOwnField = /^(?:地点|地方|人名|名字)$/;
const heardWrong = new RegExp(
  `${FRONT}(?:${FIELD}|那里|里|又|都|给|我)*(?:(?:说|写|打|弄|搞|发|填)?错|不对|口误|更正|搞混)(?:了|啦|一下)?[\\s,，:：!！。]*(?:应该|${FIELD})*(?:是|改成|改为|换成)?(?<to>[^?？]{1,60}?)[吧了啊。.!！\\s]*$`,
);
const heardBare = new RegExp(
  `${FRONT}(?:那|就|还是|时间|日期|日子)*(?:应该)?(?:是|改成|改为|换成|改到|改)(?<to>[^,，。!！?？]{1,16}?)[吧了啊。.!！\\s]*$`,
);
const heardMore = new RegExp(
  `${FRONT.replace(')*', '|请|麻烦|帮我|在|通知|内容|正文|活动|党日|里面?|上面?|中|后面|最后|末尾|结尾|下面|还|也|要|得|再|最好)*')}(?:[加补添][上充]?一?(?:句话|条话|[句条])|(?:加|补|添)上|写[上明]|注明|备注(?:一下|上)?|(?:说|提|讲)一[下句](?=[要带记别请不]))[:：,，\\s]*(?<more>(?!.{0,6}(?:收到|回复|回执))[^?？\\s:：,，][^?？]{1,200})$`,
);
/** What stands behind the words of a text at its end, where more was said to be added there. */
const heardMoreBehind =
  /^(?:通知|内容)?(?:后面|最后|末尾|结尾|下面)(?:再)?(?:加|补|添)(?:上|充)?[:：,，\s]*(?<more>[^?？]{2,200})$/;

/** What is to be said besides, of whatever is spoken of; null = something else is said. */
export const additionIn = (words: string): string | null =>
  words.length > 240
    ? null
    : ((heardMore.exec(words) ?? heardMoreBehind.exec(words))?.groups?.more?.replace(/[吧了啊。.!！\s]+$/, '') ?? null);

export type Correction =
  | { kind: 'body'; body: string }
  /** Another day or hour, of the words or of the sending. */
  | { kind: 'either'; body: string }
  /** Something in it is wrong; it does not show what. */
  | { kind: 'unclear' };

/** Said of what stands before, whatever a reader finds in it. */
export const soundsCorrecting = (words: string): boolean =>
  words.length <= 200 &&
  (additionIn(words) !== null || [heardNotBut, heardButNot, heardSwap, heardWrong].some((pattern) => pattern.test(words)));

/** A text said anew shares so much of its pairs of signs with what stood. */
const ALIKE = 0.6;
const PAIRS_MIN = 4;

/** The whole of it said again, with something in it otherwise. */
export function resembles(words: string, body: string): boolean {
  const pairsOf = (text: string): string[] => {
    const signs = [...text.replace(/[\s\p{P}]/gu, '')];
    return signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
  };
  const [said, standing] = [pairsOf(words.slice(0, 200)), new Set(pairsOf(body))];
  const shared = said.filter((pair) => standing.has(pair)).length;
  return said.length >= PAIRS_MIN && shared >= said.length * ALIKE && shared >= standing.size / 2;
}

/** What words make of a notice's own; null = they do not correct them. */
export function correctionIn(words: string, body: string): Correction | null {
  if (words.length > 200 || heardSending.test(words)) return null;
  const more = additionIn(words);
  if (more !== null) return { kind: 'body', body: `${body.replace(/[。.,，;；\s]+$/, '')}，${more}` };
  for (const pattern of [heardNotBut, heardButNot, heardSwap]) {
    const { from, to } = pattern.exec(words)?.groups ?? {};
    if (from === undefined || to === undefined) continue;
    if (body.includes(from.trim())) return { kind: 'body', body: body.replaceAll(from.trim(), to.trim()) };
    // A place or a name in the body has no mark of its own.
    if (pattern !== heardSwap || heardOwnField.test(from)) return { kind: 'unclear' };
  }
  if (deniesAlone(words)) return { kind: 'unclear' };
  const told = heardWrong.exec(words)?.groups?.to;
  if (told !== undefined) {
    const anew = timesAnew(told, body);
    return anew === null || anew === 'unclear' ? putRight(told, body) : { kind: 'body', body: anew.body };
  }
  const bare = heardBare.exec(words)?.groups?.to;
  const anew = bare === undefined ? null : timesAnew(bare, body);
  if (anew === 'unclear') return { kind: 'unclear' };
  if (anew !== null) return { kind: anew.isRange ? 'body' : 'either', body: anew.body };
  const right = bare === undefined ? null : putRight(bare, body);
  if (right?.kind !== 'body') return null;
  // With what it is of, it is of the words.
  return { kind: saysMatter(bare ?? '') ? 'body' : 'either', body: right.body };
}

const saysMatter = (told: string): boolean =>
  KINDS.some(({ first }) => first.test(told) && told.replace(first, '').trim() !== '');

const heardPart = /^(?:上午|中午|下午|晚上|早上|傍晚)/;
/** An hour said anew without its part of the day keeps the one it had. */
const inPart = (said: string, only: string): string =>
  heardPart.test(said) || !heardPart.test(only) ? said : `${heardPart.exec(only)?.[0]}${said}`;

/** The one day (or hour) of the body gives way to the one that is said, where nothing else is said that the body does not say. */
function putRight(told: string, body: string): Correction | null {
  for (const { first, all } of KINDS) {
    const said = first.exec(told)?.[0];
    if (said === undefined) continue;
    const rest = told.slice(said.length).trim();
    const standing = body.match(all) ?? [];
    if (standing.length === 0) return rest === '' ? null : { kind: 'unclear' };
    const [only] = new Set(standing);
    const isSame = rest === '' || body.includes(rest);
    // What was nothing but a day and a matter is said anew as a whole.
    const isWhole = only !== undefined && body.startsWith(only) && told.length >= body.length - 1;
    if (!isSame && isWhole && [...rest].length >= 2 && !heardMoreTimes.test(rest) && !/[,，。;；!！:：]/.test(body))
      return { kind: 'body', body: told };
    return only !== undefined && new Set(standing).size === 1 && isSame
      ? { kind: 'body', body: body.replaceAll(only, inPart(said, only)) }
      : { kind: 'unclear' };
  }
  return { kind: 'unclear' };
}

const heardToldField = new RegExp(
  `${FRONT}(?:${FIELD}|那里|里|又|都|给|我)*(?:(?:说|写|打|弄|搞|发|填)?错|不对)(?:了|啦|一下)?[\\s,，:：!！。]*(?:应该|时间|地点|地方)*(?:是|在|改成|改到|改为|换成|换到)?(?<to>[^?？]{1,40}?)[吧了啊。.!！\\s]*$`,
);
const heardOfPlace = /地点|地方|位置/;
const heardWait = new RegExp(`${FRONT}(?:应该)?是(?<to>[^,，。!！?？是]{1,24}?)[吧了啊。.!！\\s]*$`);

/** What is said to be right of a plan: of its place, of its time, or of whatever it fits; null = nothing is put right so. */
export function toldRight(words: string): { of: 'place' | 'any'; from: string | null; to: string } | null {
  if (words.length > 80) return null;
  for (const pattern of [heardNotBut, heardButNot]) {
    const { from, to } = pattern.exec(words)?.groups ?? {};
    if (from !== undefined && to !== undefined) return { of: 'any', from: from.trim(), to: to.trim() };
  }
  const to = (heardToldField.exec(words) ?? heardWait.exec(words))?.groups?.to?.trim();
  if (to === undefined || to === '') return null;
  return { of: heardOfPlace.test(words) ? 'place' : 'any', from: null, to };
}

/** A day or an hour that is told alone, as the whole sentence it stands for. */
export const asMove = (told: string): string => `时间改到${told}`;
