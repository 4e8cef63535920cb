// Orders that are held back, put off, or put right in the same breath. Heard, never said.
import { isCalled } from './points.ts';
import { putsOff } from './undecided.ts';
import { NUMBER } from './whole-numbers.ts';

/** Nothing longer is an order. */
const LONGEST = 90;

/** Another time than now; `上周五` is past. */
const LATER =
  '(?<!上个?)(?:明[天早儿晚]|大?后天|(?:下个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天末]|下个?(?:周|星期|礼拜|月)|月[底初]|年底|节后|过完[年节]|过(?:几|两|一|些)[天日]|过一?阵子?|过段时间|回头|改天|晚点儿?|晚些时候|晚些|待会儿?|等会儿?|一会儿|稍后|到时候?|有空|(?<!\\d)\\d{1,2}[号日](?=再|才|之后|以后)|\\d{1,2}月\\d{1,2}[号日])';
const WAITING = '(?<!不)等[^?？\\n]{1,14}?[再才]';
const NOT = '(?:别|甭|莫|不要|不用|不必|不)';
const BETWEEN = '(?:着急|急着?|忙着?|给我|帮我|先|再|去|想|打算|把[^\\s,，。]{1,12}?)*';
const SHELF_DEED = '(?:上架(?![员子工])|下架|上新|补货)';
const heldShelf = [
  new RegExp(`${NOT}${BETWEEN}${SHELF_DEED}`),
  new RegExp(
    `(?:别|先不|暂时不|暂不|不要|不用)${BETWEEN}(?:进货|上货|加货|改价|调价|涨价|降价|放(?:到)?架上|放上去|(?:从架上)?[撤拿]下来)`,
  ),
  new RegExp(`(?:${LATER}|${WAITING})[^?？\\n]{0,14}?${SHELF_DEED}`),
];
const COUNT_DEED = '(?:加|补|进|添|多加|减|去掉|拿掉|改|调|降|涨|定|提|变)';
const heldCount = [new RegExp(`${NOT}${BETWEEN}${COUNT_DEED}`), new RegExp(`${LATER}|${WAITING}|先不|先别|暂时不|暂不`)];
const RECORD = '(?:兑换|工时|积分|编号)';
const RECORD_DEED = '(?:批|同意|定|确认|撤|通过|给|动|办|退|扣|作废|取消|管)';
const NOT_NOW = '(?:别|甭|莫|不要|不用|不急|先不|暂时不|暂不)';
const heldRecord = [
  new RegExp(`${RECORD}\\s*(?:第)?${NUMBER}.{0,8}?(?:${NOT_NOW}|${LATER}|${WAITING})${BETWEEN}${RECORD_DEED}`),
  new RegExp(
    `(?:${NOT_NOW}|${LATER}|${WAITING})${BETWEEN}${RECORD_DEED}(?:销|准|回|掉|[\\s,，])*(?:[^\\s\\d,，。]{1,6}的)?${RECORD}\\s*${NUMBER}`,
  ),
];
/** The same within what is otherwise an order about how many there are, or for how much. */
export const holdsBackCount = (words: string): boolean => heldCount.some((pattern) => pattern.test(words));

const SMALL = '[吧了啊呀哦哈嘛啦呢的\\s,，。.!！~～]*';
const VERB =
  '(?:撤销?|取消|作废|定|批|同意|确认|办|动|弄|上架?|下架?|加|补|改|扣|给|换|算|管|急|受理|上?报|接|收|驳回?|回|告诉|说|讲|转|派)';
const WHOM = '(?:他们?|她们?|人家|老乡|街道|区县|报的人)?';
const WAIT =
  '(?:先?(?:放着|放一?放|搁着|搁一?搁|欠着|挂着|压着|记着|摆着|缓一?缓|留着|等着)|先(?:不|别|不要)(?:定|批|给|动|办|确认|同意|急)?|暂时?不(?:给|批|定|换|动|办)|等[^\\s,，。]{1,6}?(?:回来|忙完|有空|到了)|等(?:等|一?下|会儿?|几天|两天|一?阵子?)|不急|不忙|(?:我|再)*(?:想想|看看|考虑(?:一下|考虑)?|问问|商量商量|等等|说)|等[^\\s,，。]{1,8}?(?:再(?:说|定|批|看|给|办)?|定|批)|还?没想好|没定|定不了|定不下来)';
const POSTPONED = `(?:先|都|就|还是|那|我|这|[这那]?[几两三][个件]|[这那]件|些|全|暂时|[\\s,，。]|(?:等到?)?${LATER}(?:(?:开会)?再?(?:说|定|批|看|讲|给|办|弄))?|${WAIT})`;
const SAID_NO = /不同意|(?<![先暂时])不[批给]|不行|不准|不确认|不通过|驳回|不对|不属实/;
const heldNumbers = new RegExp(
  `^(?:小蜂|那|[\\s,，])*${RECORD}[\\s\\d、,，和号都就先]{1,20}(?:${WAIT}|(?:等到?)?${LATER}再?.{0,2})${SMALL}$`,
);
const ASKS = /[?？]|[吗么呢]\s*$|怎么|咋|为什么|为啥|为何|凭|要不要|用不用|能不能|可不可以|是不是|有没有|几时|啥时候|什么时候/;

/** What is not to be done, or not now: `雨衣别下架`, `明天再上架`. A question holds nothing back. */
export const holdsBack = (words: string): boolean =>
  words.length <= LONGEST &&
  !ASKS.test(words) &&
  [...heldShelf, ...(SAID_NO.test(words) ? [] : heldRecord), heldNumbers].some((pattern) => pattern.test(words));

const heldWhole = new RegExp(`^(?:小蜂|好|嗯|哦|都|全|谁|也|先|不给|不批|不换|不定|[了吧啊\\s,，。]){0,8}${POSTPONED}+${SMALL}$`);
const heldMark = new RegExp(`${LATER}|${WAIT}`);
/** A word that leaves what waits as it is: `先放着`, `都不给了 等下周`. */
export const postpones = (words: string): boolean => leavesAll(words) || putsOff(words);
/** The same, and not a word of why or until when. */
export const leavesAll = (words: string): boolean => words.length <= 24 && heldMark.test(words) && heldWhole.test(words);

/** Said of what waits for a word, where nothing asked about it a moment ago. */
export const isOfDesk = (words: string): boolean => /放|搁|[批定给留]/.test(words);

const heldPiece = new RegExp(
  `^(?<about>[^\\s,，。?？]{1,20}?)(?:的|就|那|也|先|都)*(?:(?:等到?)?${LATER}.{0,4}|${WAIT})${SMALL}$`,
);
const PIECE_MOST = 24;
/** The same of one among several: `孙丽的先放着`, `岗2等哈再说`. @returns what it may be said of */
export function postponedPieces(words: string): string[] {
  const about = heldPiece.exec(words)?.groups?.about;
  const found = about === undefined ? [] : [about];
  for (let at = 1; at < Math.min(words.length, PIECE_MOST); at += 1) if (putsOff(words.slice(at))) found.push(words.slice(0, at));
  return found;
}

const heldStop = new RegExp(
  `^(?:(?:还是|就|那|我|先|再)*先(?:别|不要|不|甭|莫)${VERB}*${WHOM}|(?:还是|就|那|我)*(?:别|不要|不用|甭|莫)${VERB}*${WHOM}|不(?:撤|取消|作废|上|下|加|补|改|扣|动|弄|办)${VERB}*|当我没说|${POSTPONED}+)${SMALL}$`,
);
/** What says of an order that it is not to be carried out, and nothing else: `先别受理`, `不撤了`. */
export const isStopped = (words: string): boolean => words.length <= 24 && heldStop.test(words);
const SLIP = '(?:不对|不是|(?<=[哦噢啊呃哎唉])不(?=[\\s,，。])|错了|(?:说|打|搞|弄|写|看|点|按)错了?)';
const HALT =
  '(?:等等|等一?哈|莫忙|莫慌|打住|等一?下(?!周|个?月|次|回|午|班)|等会儿?|慢着|且慢|停{1,5}(?=[\\s,，。!！吧]|$)|算了)';
const heldMarks = new RegExp(
  `[\\s,，。.!！]{0,4}(?:哎呀?|啊|哦|噢|喔|呃|诶|唉|嗐|[\\s,，]){0,4}(?:(?<slip>${SLIP})|(?<halt>${HALT}))${SMALL}`,
  'g',
);
const heldBare = new RegExp(
  `[\\s,，。.!！]+(?:还是|我)?(?:先(?:别|不要|不|甭|莫|等等|放着|缓缓)${VERB}{0,2}${WHOM}|(?:还是别|别|莫)${VERB}{1,2}${WHOM})${SMALL}$`,
);

const FRAGMENT = '^(?:应该|其实|我说的|我是说|说的)*(?:是|要|改成|换成|撤销?)?';
const heldNumber = new RegExp(
  `${FRAGMENT}(?:兑换|工时|积分|编号|第|[\\s])*(?<number>${NUMBER})\\s*(?<unit>分|[张份件瓶箱袋盒条双副把桶包只支个提斤块顶台卷套罐杯本])?(?:号|笔|那[条笔个])?[吧了啊的哈]*(?<rest>[\\s,，].*)?$`,
  's',
);
const heldName = new RegExp(
  `${FRAGMENT}(?<name>[^\\s\\d,，。]{1,10}?)(?:的|那[条笔个])*[吧了啊哈\\s。.!！]*(?<rest>[\\s,，].*)?$`,
  's',
);
const VERDICT = '(?:不同意|不批准?|不给|不行|不准|不确认|驳回|同意|批准?|确认|可以|行)';
const heldVerdict = new RegExp(`${FRAGMENT}(?<verdict>${VERDICT})[吧了啊哈\\s。.!！]*(?<rest>[\\s,，].*)?$`, 's');

export type Settled =
  | { kind: 'as_said' }
  /** It is not to be done after all. */
  | { kind: 'stopped' }
  /** It was put right: the words as they stand in the end. */
  | { kind: 'instead'; words: string }
  /** Something about it is wrong, and it is not clear what. */
  | { kind: 'unclear' };

export interface Orders {
  isOrder(words: string): boolean;
  /** Whom or what an order names. */
  nameIn(words: string): string | null;
}

/** What an order comes to that its speaker thinks better of in the same message: `撤销积分1 不对是2`, `兑换1同意 等等先别`. */
export function settle(words: string, orders: Orders): Settled {
  if (words.length > LONGEST) return { kind: 'as_said' };
  for (const { 0: mark, index, groups } of words.matchAll(heldMarks)) {
    const head = words.slice(0, index);
    const tail = words.slice(index + mark.length);
    if (head === '' || !isApart(head, mark) || !orders.isOrder(head)) continue;
    const settled = settleTail(head, tail, groups?.halt !== undefined, orders);
    if (settled.kind !== 'as_said') return settled;
  }
  const bare = heldBare.exec(words);
  const head = bare ? words.slice(0, bare.index) : '';
  return bare && !SAID_NO.test(head) && orders.isOrder(head) ? { kind: 'stopped' } : { kind: 'as_said' };
}

/** Within a reason the same words tell of what happened: `他等等就走了`. */
const isApart = (head: string, mark: string): boolean => /^[\s,，。.!！哎啊哦噢喔呃诶唉嗐]/.test(mark) || heardEnd.test(head);
const heardEnd =
  /(?:受理|街道|区县|[办弄修搞]好|我们管|同意|确认|批|行|可以|撤销?|作废|取消|[上下]架|补货|\d|[号分张份件瓶箱袋盒条双副把桶])[了吧掉]?$/;

function settleTail(head: string, tail: string, isHalt: boolean, { isOrder, nameIn }: Orders): Settled {
  if (tail === '') return { kind: isHalt ? 'stopped' : 'as_said' };
  const whole = tail.replace(/^(?:应该|其实|我说的|我是说|说的)*(?:是|要)/, '');
  for (const words of [tail, whole]) if (isOrder(words)) return { kind: 'instead', words };
  const instead = (words: string | null): Settled =>
    words !== null && isOrder(words) ? { kind: 'instead', words } : { kind: 'unclear' };
  const { verdict, rest: reason = '' } = heldVerdict.exec(tail)?.groups ?? {};
  if (verdict !== undefined && new RegExp(VERDICT).test(head))
    return instead(head.replace(/[吧呗]+$/, '').replace(new RegExp(VERDICT), verdict) + reason);
  if (heldStop.test(tail)) return { kind: 'stopped' };
  const { number, unit, rest: behind = '' } = heldNumber.exec(tail)?.groups ?? {};
  if (number !== undefined) return instead(withNumber(head, number, unit ?? '', behind));
  const { name, rest = '' } = heldName.exec(tail)?.groups ?? {};
  const named = nameIn(head);
  if (name !== undefined && /^(?:应该|其实)*是|的[吧了啊]*$/.test(tail)) {
    if (named !== null) return instead(head.replace(named, name) + rest);
    if (isCalled(name)) return { kind: 'unclear' };
  }
  return { kind: isHalt ? 'unclear' : 'as_said' };
}

/** The one number of the kind, changed; null where there is none, or more than one. */
function withNumber(head: string, number: string, unit: string, rest: string): string | null {
  const found = [...head.matchAll(new RegExp(`${unit === '' ? '\\d{1,9}' : NUMBER}(?=\\s*${unit})`, 'g'))];
  const [only, another] = found;
  if (!only || another) return null;
  return `${head.slice(0, only.index)}${number}${head.slice(only.index + only[0].length)}${rest}`;
}
