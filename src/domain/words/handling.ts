// What those who settle tickets say beyond a number and a step: several in one breath, thought better of, put off, asked, or heard of.
import type { HandlingAction } from '../../core/ticket.ts';
import { withdrawnIn } from './rating.ts';
import { isStopped, leavesAll, postponedPieces, settle } from './second-thoughts.ts';
import { actionIn, reasonIn } from './settling.ts';
import { ticketNumberIn } from './ticket-numbers.ts';

/** Nothing longer is an order. */
const LONGEST = 80;

/** What is said of one ticket. */
export type PartSaid =
  | { kind: 'act'; action: HandlingAction; note: string | null }
  /** Nothing is to be done, or not now. */
  | { kind: 'held' }
  /** Said to be settled, and that it is not, or that nobody has looked. */
  | { kind: 'unsettled' }
  /** Which step is meant. */
  | { kind: 'unclear' }
  | { kind: 'asked' }
  /** Somebody else says that it is settled. */
  | { kind: 'hearsay'; note: string };

export interface Part {
  number: string | null;
  /** What it is called by: `充电桩`. */
  about: string | null;
  /** The same is said of so many; `all`: of whatever there is. */
  several: number | 'all' | null;
  said: PartSaid;
}

const VERB =
  '(?:受理|接单|接|办理|办|处理|弄|修|清|搞|解决|归(?:我们|咱们?|支部)?管|报(?:给|到)?(?:街道|区县|上去)|驳回|转支部)(?:好|完|妥|定)?';
const SMALL = '[啊呀呢哦哈嘛的\\s]*[?？]*';
const heardAsked = [
  new RegExp(`${VERB}了?(?:没有?|没得|不|吗|么|嘛|了没有?)${SMALL}$`),
  /受理不受理|(受理|归|办|接|报|管|驳回|好)[不没]\1|(?:能不能|要不要|该不该|可不可以|是不是|用不用|需不需要)/,
  new RegExp(`(?:谁|怎么|咋|什么时候|啥时候|多久|为什么|为啥|几时|哪天).{0,8}?${VERB}`),
  new RegExp(`${VERB}.{0,6}?(?:[?？]|了吧[?？]*)$`),
];
const heardProgress =
  /^(?:现在|这|那|个|件|的|事|已经|到底|都|有|人)*(?:处理|办|弄|修|解决)(?:好|完|得)?(?:怎么样|咋样|到哪)?了?(?:没有?|吗|么|不)?[啊呀呢?？]*$/;
const heardTag = /^(?:行不行|好不好|可不可以|可以吗|行吗|对吧|对不对|是吧|是不是)[?？]*$|[?？]$/;
const asks = (clause: string): boolean => heardAsked.some((pattern) => pattern.test(clause));

const SETTLED = '(?:办|处理|弄|修|清|搞|整|换)(?:好|完|妥)|解决|搞定|清走|拉走|搬走';
const heardHearsay = new RegExp(`^.{1,8}?(?:说|讲|告诉我|回我|反馈)(?:是|都|已经|他们|那边|的)*(?:${SETTLED})[了啦的]*$`);
const heardSeen = /(?<!没|没有|还没)(?:去)?(?:看过|看了|看到|确认过?|核实过?|验过?)了?|确实|真的?好了|照片|拍照/;
const heardUnseen = /(?:没|还没|没有|未)(?:来得及|空)?(?:去)?(?:看|核实|确认|验|瞧|到现场)/;
const heardMissing =
  /^(?:但是?|不过|就是|只是|可是|就|才|[其实])*(?:还|就)?(?:差|剩)[^,]{1,10}$|^(?:但是?|不过|就是|只是|可是)?(?:还有|有)[^,]{1,8}[没未][^,]{0,6}$|^(?:但是?|不过|其实|可是)?(?:还|根本|压根)?没(?:有)?(?:办|处理|弄|修|清|搞|整|换|全|完|好)[^,]{0,4}$/;

const LATER =
  '(?:等一?下|等会儿?|等哈|等等|一会儿?|待会儿?|回头|晚点儿?|晚些|明天|后天|过[几两一]?[天阵]|改天|下周|到时候?|[先暂](?:时)?[不别莫]|别|莫|甭|不要|先)';
const heardHeld = new RegExp(
  `^(?:这|那|个|件|还是|我们|我|就)*${LATER}(?:再|说|看|讲|定|给|把|去|往上|忙|着急|要)*(?<deed>\\S{1,10})$`,
);
const heardTelling =
  /^(?:(?:回|告诉|跟|通知|讲|说|答复|回复|发)(?:他们?|她们?|人家|对方|报的人|老乡|给他)?[说讲]?|(?:告诉|通知|答复|回复|跟)[^\s,，]{2,3}?[说讲]?)$/;

/** Not now, and of what step: `先莫回他`, `等下再说不归我们管`. */
function heldIn(said: string): { action: HandlingAction | null } | null {
  const clause = said.replace(/^(?:你|您|小蜂|麻烦|请|那)+/, '');
  if (WAITS.test(clause) && (isStopped(clause) || leavesAll(clause))) return { action: deedHeld(clause) };
  const deed = heardHeld.exec(clause)?.groups?.deed ?? '';
  if (/^先/.test(clause) && !/^先[不别莫]/.test(clause)) return null;
  return heardTelling.test(deed) || actionIn(deed) !== null ? { action: actionIn(deed) } : null;
}
const WAITS = /先|等|别|莫|甭|不要|不用|不[办报受接驳转]|再说|回头|改天|过[几两]天|明天|下周|晚点|算了|待会/;
const deedHeld = (clause: string): HandlingAction | null =>
  actionIn(clause.replace(/^(?:还是|就|那|我|先|再)*(?:先?(?:别|不要|不用|甭|莫|不))(?:忙|急|给|再)*/, ''));

const heardOurs =
  /^(?:这|那|个|件|事|是|应该|该|还是|其实|得|就|,)*(?:归|由|该)?(?:我们|咱们?|支部)(?:来)?(?:管|的事|该管)(?:的|了)?[吧啊呢]*$/;
/** It is theirs to settle after all. */
export const isOurs = (clause: string): boolean => heardOurs.test(clause);

const ASIDE =
  '(?:哎呀?|啊|哦|噢|喔|呃|诶|唉|嗐|那个|嗯)*(?:等等|等一?[下哈]|等会儿?|慢着|莫忙|莫慌|打住|不对|哦不|不是|算了|(?:说|打|搞|弄|写|看|点|按)错了?|你(?:跟|给|帮|替)我?.{0,8}|(?:麻烦|辛苦)(?:你|小蜂)?.{0,6}|谢谢|小蜂)?[吧了啊呀哈嘛]*';
/** Nothing longer is said beside. */
const ASIDE_MAX = 24;
const heardAside = new RegExp(`^${ASIDE}$`);
/** A note as its reporter may read it: without what was said to us beside. Null = nothing is left. */
export function withoutAsides(note: string): string | null {
  const pieces = note.split(/([,，。;；!！]+\s*)/);
  const isSpoken = (piece: string) =>
    piece.trim().length <= ASIDE_MAX &&
    (heardAside.test(piece.trim()) || (heldIn(piece.trim()) !== null && actionIn(piece.trim()) === null));
  if (!pieces.some((piece, index) => index % 2 === 0 && piece.trim() !== '' && isSpoken(piece))) return note;
  const kept = pieces
    .filter((piece, index) => index % 2 === 0 && piece.trim() !== '' && !isSpoken(piece))
    .map((piece) => piece.trim());
  return kept.length > 0 ? kept.join('，') : null;
}

/** Nothing but that it is to wait: `等等，先别驳回`. */
export const saysHold = (words: string): boolean => {
  const clauses = words.length > LONGEST ? [] : clausesOf(words);
  return (
    clauses.some((clause) => heldIn(clause) !== null) &&
    clauses.every((clause) => heldIn(clause) !== null || heardAside.test(clause))
  );
};

const heardSlip = /^(?:哎呀?|啊|哦|呃|唉)*我?(?:不对|不是|错了|(?:说|打|搞|弄|写|看|点|按)错了?)[啊呀吧]*$/;
const isOrder = (words: string): boolean => clausesOf(words).some((clause) => actionIn(clause) !== null || isOurs(clause));

const clausesOf = (words: string): string[] =>
  words
    .split(/[,，。;；!！\n\s]+|(?<=[?？])/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');

/** What the words come to for one ticket; null: nothing of the kind. `isPlain`: one step, and nothing thought better of. */
function saidIn(words: string): { said: PartSaid; isPlain: boolean } | null {
  const clauses = clausesOf(words);
  const [first = '', ...others] = clauses;
  const last = clauses.at(-1) ?? '';
  if (
    (asks(first) && others.length === 0) ||
    (others.length > 0 && isOrder(words) && (heardTag.test(last) || (asks(last) && /[?？吗]$/.test(last))))
  )
    return special({ kind: 'asked' });
  const end = settle(words, { isOrder, nameIn: () => null });
  const isUnsettled = clauses.some((clause) => heardMissing.test(clause) || heardUnseen.test(clause));
  const saysSettled = clauses.some((clause) => actionIn(clause) === 'resolve' || heardHearsay.test(clause));
  if (end.kind !== 'instead' && isUnsettled && saysSettled) return special({ kind: 'unsettled' });
  const isSlip = end.kind === 'as_said' && others.length > 0 && heardSlip.test(last) && isOrder(words);
  if (isSlip) return special({ kind: 'unclear' });
  if (end.kind === 'stopped') return special({ kind: 'held' });
  if (end.kind === 'unclear') return special({ kind: 'unclear' });
  if (end.kind === 'instead') {
    const instead = end.words.length < words.length ? saidIn(end.words) : null;
    return special(instead?.said ?? { kind: 'unclear' });
  }
  return plainIn(words, clauses);
}

const special = (said: PartSaid) => ({ said, isPlain: false });

function plainIn(words: string, clauses: readonly string[]): { said: PartSaid; isPlain: boolean } | null {
  const actions = clauses.flatMap((clause) => actionIn(clause) ?? []);
  const action = actions.at(-1);
  const held = clauses.flatMap((clause) => (actionIn(clause) === null ? (heldIn(clause) ?? []) : []));
  if (held.some((one) => one.action === null || action === undefined || one.action === action)) return special({ kind: 'held' });
  const hearsay = clauses.find((clause) => heardHearsay.test(clause));
  if (hearsay && action === undefined && !clauses.some((clause) => clause !== hearsay && heardSeen.test(clause)))
    return special({ kind: 'hearsay', note: clauses.join('，') });
  const hasOurs = clauses.some(isOurs);
  if (action === undefined)
    return hasOurs && clauses.every((clause) => isOurs(clause) || heardAside.test(clause)) ? special({ kind: 'unclear' }) : null;
  // "Not ours" beside anything else is the one or the other.
  if (actions.includes('reject') && (hasOurs || actions.some((one) => one !== 'reject'))) return special({ kind: 'unclear' });
  const rest = clauses.filter((clause) => actionIn(clause) === null && !isOurs(clause)).join('，');
  const note = action === 'reject' ? reasonIn(words) : action === 'accept' || rest === '' ? null : withoutAsides(rest);
  return { said: { kind: 'act', action, note }, isPlain: !hasOurs };
}

const COUNTED = '(?<count>[两二俩三四五六七八九2-9])(?:个|件|条|样|处)?(?:事|隐患|工单)?(?:全?都|全)?';
const heardSeveral = new RegExp(
  `^(?:这|那|手上|手里|的)*(?:${COUNTED}|(?:这些|那些|所有的?)?(?:全都|全部|都|统统|全))(?<rest>.+)$`,
);
const COUNT: Record<string, number> = { 两: 2, 二: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** What it may not be called: people, times and what belongs to the sentence. */
const NOTHING_CALLED =
  /[我你您他她它俺谁啥吗说讲没不别莫甭咋哪能得冇问已再单条算能会要\d:：]|号(?![楼院门线库棚])|什么|怎么|物业|师傅|还(?!建)|终于|老早|直接|越过|通知|大家|发给|反映|隐患|诉求|报名|[零一二三四五六七八九]{3}|今天|明天|昨[天日]|现在|马上|刚才|早上|上午|下午|晚上|以后|^(?:街道|区县|支部|好的?|行|嗯|可以|收到|小蜂|麻烦|那就|这[个件]|那[个件]|都|全)$/;
const isNothing = (about: string): boolean => about.length < 2 || NOTHING_CALLED.test(about) || heardAside.test(about);
const THAT = '(?:的?(?:那|这)(?:个|件事?|边|儿|处|里)|的事|的|呢|那)';
const HAS_THAT = /[那这](?:个|件|边|儿|处)/;
const thatBehind = new RegExp(`${THAT}+$`);

/** The thing an order is about, in front of it: `通道那个不归我们管`. */
function aboutIn(clause: string): { about: string; rest: string } | null {
  const words = clause.replace(/^(?:把|那|还有|另外|然后|就|小蜂)+(?=\S{3})/, '');
  for (let cut = 2; cut <= 14 && cut < words.length; cut += 1) {
    const rest = words.slice(cut);
    if (actionIn(rest) === null && !(asks(rest) && new RegExp(`^${THAT}?${VERB}`).test(rest))) continue;
    const about = words.slice(0, cut).replace(thatBehind, '');
    return isNothing(about) || actionIn(words) !== null ? null : { about, rest };
  }
  const about = (HAS_THAT.test(words) ? postponedPieces(words)[0] : undefined)?.replace(thatBehind, '') ?? '';
  return isNothing(about)
    ? null
    : { about, rest: words.slice(words.indexOf(about) + about.length).replace(new RegExp(`^${THAT}+`), '') };
}

/** One thing alone, and no number: said so that it is about a ticket. */
function isOneMeant(words: string, said: PartSaid): boolean {
  if (HAS_THAT.test(words)) return clausesOf(words).length <= 2;
  const isOrderAlone = said.kind === 'act' && said.action !== 'resolve' && clausesOf(words).length === 1;
  return isOrderAlone && /受理|不归|驳回|街道|区县/.test(words);
}

interface Piece extends Omit<Part, 'said'> {
  clauses: string[];
}

const ofOthers = /(?:报到|登记|兑换|工时|积分|岗)\s*第?\d|属实|核实/;
const writtenNumber = /(?<![A-Za-z])[HAha][- ]?\d{1,6}(?!\d)号?/g;

/** The words by whom they are about; null where that cannot be told. */
function piecesOf(words: string): Piece[] | null {
  const pieces: Piece[] = [];
  const open = (over: Partial<Piece>) => pieces.push({ number: null, about: null, several: null, clauses: [], ...over });
  for (const clause of clausesOf(words.replace(writtenNumber, (said) => `,${said},`))) {
    const current = pieces.at(-1);
    const said = ticketNumberIn(clause);
    if (said) {
      const isBehind = current && current.number === null && current.about === null && pieces.length === 1;
      if (isBehind) current.number = said.number;
      else if (current && current.clauses.length === 0) return null;
      else open({ number: said.number });
      if (said.rest.trim() !== '') pieces.at(-1)?.clauses.push(said.rest.trim());
      continue;
    }
    const several = heardSeveral.exec(clause)?.groups;
    if (several?.rest !== undefined && actionIn(several.rest) !== null && current === undefined) {
      const { count } = several;
      open({ several: count === undefined ? 'all' : (COUNT[count] ?? Number(count)), clauses: [several.rest] });
      continue;
    }
    const called = current?.number == null ? aboutIn(clause) : null;
    if (called) open({ about: called.about, clauses: [called.rest] });
    else if (current) current.clauses.push(clause);
    else open({ clauses: [clause] });
  }
  return pieces;
}

/**
 * All that is said of tickets, each as it stands in the end. Null for one plain step with its number or without any, which is read
 * elsewhere, and for whatever says anything else.
 */
export function handlingIn(words: string): Part[] | null {
  // What is numbered otherwise is no ticket.
  if (ofOthers.test(words)) return null;
  // Not to be seen to any more: whoever reported it says so.
  const pieces = words.length > LONGEST || withdrawnIn(words) ? null : piecesOf(words);
  if (!pieces || pieces.length === 0) return null;
  const parts: Part[] = [];
  let isPlain = true;
  for (const { clauses, ...piece } of pieces) {
    const heard = saidIn(clauses.join(','));
    if (!heard) return null;
    const isNamed = piece.number !== null || piece.about !== null;
    // Of nothing in particular anybody may say these.
    const isTalk =
      !isNamed &&
      piece.several === null &&
      !(heard.said.kind !== 'asked' && heard.said.kind !== 'hearsay' && isOrder(clauses.join(',')));
    if (isTalk) return null;
    // Theirs, and no step: said of what was turned down, or of nothing.
    if (!isNamed && clauses.every((clause) => isOurs(clause) || heardAside.test(clause))) return null;
    if (piece.about !== null && pieces.length === 1 && !isOneMeant(words, heard.said)) return null;
    // How far it is is asked elsewhere.
    if (heard.said.kind === 'asked' && pieces.length === 1 && heardProgress.test(clauses.join(','))) return null;
    isPlain &&= heard.isPlain && piece.about === null && piece.several === null;
    parts.push({ ...piece, said: heard.said });
  }
  return isPlain ? null : parts;
}

/** What is called by nothing but its thing or place, in answer to "which one": `充电桩那个`. */
export function calledIn(words: string): string | null {
  if (words.length > 24) return null;
  const about = words
    .trim()
    .replace(/^(?:是|就|那个?|嗯|的)+(?=\S{2})/, '')
    .replace(/[了吧啊呢。.!！\s]+$/, '')
    .replace(thatBehind, '');
  return isNothing(about) ? null : about;
}
