// Several entries for one of the three lists in one message, and what is said beside them. Linear in the length of the words.
import { isBotOrder } from './broadcast.ts';
import { withdrawnIn } from './drafts.ts';
import { saidInTheEnd } from './in-one-breath.ts';

/** Nothing longer is written into a list. */
export const TEXT_MAX = 200;
const LONGEST = TEXT_MAX + 40;

const numbered = /^(?:1[.、)）]|①|第一)/;
const numbers = /(?:^|[\s,，;；。]+)(?:[1-9][.、)）](?!\d)|[①②③④⑤⑥⑦⑧⑨]|第[一二三四五六七八九][条个是,，:：、])\s*/;
/** Who is in need, at the head of an entry of his own. */
const ofSomebody =
  /^(?:[\d一二三四五六七八九十]{1,3}(?:号楼|栋|幢|单元|楼|号)的?)*(?:\p{Script=Han}{1,2}(?:奶奶|大爷|大妈|大娘|阿姨|爷爷|婆婆|大叔|大姐|大哥|师傅|叔叔?|婶|老人|老师|伯|姨|家)|[老小]\p{Script=Han}|有(?:个|位|户))/u;
/** So much is left of an entry behind whom it is of. */
const ENTRY_MIN = 4;

const ASIDE =
  /^(?:(?:先|暂时|目前|就)+(?:这样|这些|这么多|记(?:着|上|这些))|就?这[些么]多?|没(?:有)?了|(?:我|俺)(?:这边)?(?:先|就|得|要|马上|去|在|正|还要)*(?:忙|走|开会|送货|送单|跑单|吃饭|下线|撤|休息)(?:去|了|着|呢|一下)*|(?:我|俺)(?:先|得|要)?去(?:忙|开会|送货|送单|跑单|吃饭|一趟)?了?|辛苦(?:你|了|啦)*|谢谢(?:你|了|啦)*|多谢|麻烦(?:你|了|啦)*|拜托(?:了|啦)*|(?:你)?(?:帮我|给我)?(?:都)?记(?:一下|好|上|下来?)(?:了|啊|哈|吧)*|记好(?:了)?(?:吗|没|跟我说|告诉我)?|其他的?(?:回头|以后|再说|没有?).{0,6}|急(?:的|啊|用)?|快点?|在吗|收到(?:回)?|好了|完了|对了)[\s,，。.!！~～啊哈吧]*$/;
const isAside = (piece: string): boolean =>
  piece.length <= 16 && (ASIDE.test(piece) || isBotOrder(piece) || withdrawnIn(piece) !== null);

/** Behind it all: it is not to be written down yet. */
const heardHeldBack =
  /[\s,，。;；](?:哎|诶|等[下等]|等一下|算了|还是|先|暂时|[\s,，])*(?:别|莫|甭|不要|不)(?:忙|急着?|慌)?(?:登记?|记|写|录|加)(?:上|进去|下来)?[了吧啊哈嘛\s。.!！]*$/;

const bare = (piece: string): string => piece.replace(/^[\s,，。、;；]+|[\s,，、;；]+$/g, '');
const isEntry = (piece: string): boolean => [...piece].length >= 2;

/**
 * The entries that words hold: parted by numbers or semicolons, or by a pause where each names somebody of its own; what is only said
 * beside them is left out. Empty = nothing of it is one.
 */
export function entriesIn(words: string): string[] {
  if (words.length > LONGEST) return [words];
  if (heardHeldBack.test(words)) return [];
  const said = saidInTheEnd(words);
  const parted = said.split(numbered.test(said) ? numbers : /[;；\n]/).map(bare);
  const pieces = parted.filter((piece) => piece !== '');
  const whole = pieces.length > 1 && pieces.every(isEntry) ? pieces : [said];
  return whole.flatMap((piece) => apart(piece)).filter((piece) => !isAside(piece));
}

/** By a pause, where nothing but one's own needs, and asides, stand between. */
function apart(said: string): string[] {
  const pieces = said.split(/[\s,，。]+/).filter((piece) => piece !== '');
  const kept = pieces.filter((piece) => !isAside(piece));
  if (kept.length > 1 && kept.every((piece) => ofSomebody.test(piece) && [...piece].length >= ENTRY_MIN)) return kept;
  // Said behind it, it is no part of the entry.
  const last = pieces.at(-1) ?? '';
  return pieces.length > 1 && isAside(last) ? [bare(said.slice(0, said.lastIndexOf(last)))] : [said];
}

/** Perhaps more than one was meant: two somebodies are named, or pieces stand apart without a mark. */
export function mayBeSeveral(said: string): boolean {
  const pieces = said.split(/[\s,，。]+/);
  const apart = said.split(/(?<![,，。])\s+/).filter((piece) => [...piece].length >= ENTRY_MIN);
  return pieces.filter((piece) => ofSomebody.test(piece)).length > 1 || apart.length > 1;
}
