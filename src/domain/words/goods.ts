// How secretaries keep the shelf of goods. Whole sentences, linear in their length; heard, never said.
import { BEHIND, FRONT, groupsOf, LONGEST, MOST, NAME_MAX, THING, UNIT, WITH_REASON } from './exchange.ts';
import { NUMBER, type Whole, wholeIn } from './whole-numbers.ts';

export interface Shelving {
  /** Null = not said, or nothing a name can be. */
  name: string | null;
  cost: Whole | null;
  stock: Whole | null;
  /** Something else, said behind it. */
  note?: string;
}

const heardShelf = new RegExp(
  `${FRONT}(?:把)?(?:上架(?![员子的时工间货])|(?:新上架?|上新|新增|增加|添加)(?:一[个样种])?(?:礼品|奖品|兑换|东西|商品)*(?=[\\s:：,，]))(?<mark>[\\s:：,，]*)(?<rest>.*)$`,
  's',
);
/** The word after the name. */
const heardShelfBetween = new RegExp(
  `${FRONT}(?:把)?(?<name>[^\\s,，。?？!！]{1,${NAME_MAX}})[\\s,，]*上架[\\s:：,，]*(?<rest>\\S.{0,40})$`,
  's',
);
/** The word behind what goes on the shelf; with a price and a number, or it is something else. */
const heardShelfBehind = new RegExp(
  `${FRONT}(?:把)?(?<rest>.{2,60}?)[\\s,，]*(?:上架|放(?:到)?架上|放上去|摆(?:到)?架上|摆上去?|挂上去?)[吧了啊\\s。.!！]*$`,
  's',
);
const COST = `${NUMBER}\\s*个?(?:积)?分(?!钟)`;
const shelfCost = new RegExp(`(?:要|每${UNIT}|一${UNIT})?\\s*(?<number>${NUMBER})\\s*个?(?:积)?分(?!钟)`);
/** How many there are, set apart; else the first number of things, which may be part of a name: `两瓶装洗洁精`. */
const shelfStocks = [
  new RegExp(`(?:^|[\\s,，、:：])(?:共|总共|库存|数量|有)?\\s*(?<number>${NUMBER})\\s*${UNIT}(?=[\\s,，、。.!！]|$)`),
  new RegExp(`(?:共|总共|库存|数量|有)?\\s*(?<number>${NUMBER})\\s*${UNIT}`),
];

/** What is put on the shelf, wherever the word for it stands. */
function shelved(words: string): { rest: string; mark: string; isFirst: boolean } | null {
  if (words.length > WITH_REASON || /[?？吗]\s*$/.test(words)) return null;
  const before = heardShelf.exec(words)?.groups;
  if (before) return { rest: before.rest ?? '', mark: before.mark ?? '', isFirst: /上架/.test(words) };
  const { name, rest } = heardShelfBetween.exec(words)?.groups ?? {};
  const behind = name === undefined ? heardShelfBehind.exec(words)?.groups?.rest : `${name} ${rest}`;
  return behind === undefined ? null : { rest: behind, mark: ' ', isFirst: false };
}

/** Stands for a number that was taken out of the words: what is on its two sides is not one name. */
const CUT = '\n';
const heardLead = /^[\s,，、:：。;；]+|[\s,，、:：。.!！;；]+$/g;
const heardTail = new RegExp(
  `(?:每${UNIT}|一${UNIT}|单价|分别|各|一共|总共|共|库存|数量|价格?|兑换?|需要|只要|要|换|积|=|[\\s,，:：])*$`,
);
const heardPolite = /^(?:谢谢|麻烦了?|辛苦了?|就行|好了|大家|给|可以|能|换|[吧了啊哈呀的\s])*$/;
/** What nobody calls goods: it is said beside them. */
const SAID_BESIDE = /记得|大家|通知|告诉|说一?声|别忘|顺便|另外|到时|[;；/]|每|要用/;

/** Goods go on the shelf: `上架 洗车券 20分 10张`, in any order. */
export function shelvingIn(words: string): Shelving | null {
  const said = shelved(words);
  if (!said || pricesIn(said.rest) > 1) return null;
  const cost = shelfCost.exec(said.rest);
  const withoutCost = cost ? said.rest.replace(cost[0], CUT) : said.rest;
  const stock = shelfStocks.map((pattern) => pattern.exec(withoutCost)).find((found) => found !== null) ?? null;
  const left = stock ? withoutCost.replace(stock[0], CUT) : withoutCost;
  if (!said.isFirst && !(cost && stock)) return null;
  // Without a number only what is set apart as a name.
  if (!cost && !stock && said.mark === '' && said.rest !== '') return null;
  const [name = '', ...others] = left
    .split(CUT)
    .map((part) => part.replace(heardLead, '').replace(heardTail, '').replace(heardLead, ''))
    .filter((part) => !heardPolite.test(part));
  const note = others.join('，');
  return { name: nameOf(name), cost: numberOf(cost), stock: numberOf(stock), ...(note !== '' && { note }) };
}

function nameOf(said: string): string | null {
  const name = said.replace(/\s+/g, '');
  const isNone = name === '' || [...name].length > NAME_MAX || /[,，。;；:：?？!！/]/.test(name) || SAID_BESIDE.test(name);
  return isNone ? null : name;
}

/** Said beside goods, it asks for a word to everybody and for nothing else. */
export const tellsOthers = (note: string): boolean =>
  note.length <= SHORT_NOTE &&
  /^(?:记得|别忘了?|顺便|麻烦|帮我|再|也|到时候)*(?:(?:跟|和|给|让|叫)?(?:大家|大伙儿?|群里|兄弟们|小哥们|他们)|通知|告诉|发个?通知|喊).{0,12}$/.test(
    note,
  );
const SHORT_NOTE = 20;

const pricesIn = (words: string): number => [...words.matchAll(new RegExp(COST, 'g'))].length;

const GOODS_STOCK = `(?:共|有|库存)?${NUMBER}\\s*${UNIT}`;
const heardOneOf = new RegExp(
  `[\\s,，、;；。]*(?:还有|再加|再上|另外|和|跟)?(?:上架)?\\s*(?<name>[^\\s\\d,，、;；。?？!！]{1,${NAME_MAX}}?)[\\s,，:：]*(?:(?<cost>${NUMBER})\\s*个?(?:积)?分(?!钟)[\\s,，]*(?<stock>${GOODS_STOCK})|(?<stock2>${GOODS_STOCK})[\\s,，]*(?:每${UNIT})?(?<cost2>${NUMBER})\\s*个?(?:积)?分(?!钟))(?=[\\s,，、;；。]|$)`,
  'y',
);
const SEVERAL_MOST = 6;
/** More than one kind of goods at once, each with its price and number. Empty: it is not clear which number is whose. */
export function severalShelvedIn(words: string): Shelving[] | null {
  const said = shelved(words);
  if (!said || pricesIn(said.rest) < 2) return null;
  const found: Shelving[] = [];
  heardOneOf.lastIndex = 0;
  for (let at = 0; at < said.rest.length; at = heardOneOf.lastIndex) {
    const { name, cost, cost2, stock, stock2 } = heardOneOf.exec(said.rest)?.groups ?? {};
    if (name === undefined) return heardPolite.test(said.rest.slice(at).replace(heardLead, '')) ? found : [];
    const count = new RegExp(NUMBER).exec(stock ?? stock2 ?? '')?.[0] ?? '';
    const one = { name: nameOf(name), cost: wholeIn(cost ?? cost2 ?? '', MOST), stock: wholeIn(count, MOST) };
    if (one.name === null || found.length >= SEVERAL_MOST || found.some((other) => other.name === one.name)) return [];
    found.push(one);
  }
  return found;
}

const numberOf = (found: RegExpExecArray | null): Whole | null =>
  found?.groups?.number ? wholeIn(found.groups.number, MOST) : null;

const GOODS_NAME = `(?<name>(?!.{0,8}(?:名额|人|报名|活动|党日|座位|场次|值班|提醒|时间))[^\\s,，。?？!！]{1,${NAME_MAX}}?)`;
const heardRestock = [
  new RegExp(
    `${FRONT}(?:给|把)?${GOODS_NAME}\\s*(?:再)?(?:(?<more>加|补|进|添|增加|补货|进货|上货|多加)(?:了|上)?|(?<less>减少?|去掉|拿掉))\\s*(?<count>${NUMBER})\\s*${UNIT}${BEHIND}`,
  ),
  new RegExp(`${FRONT}(?:再)?(?<more>补货|进货|上货|补)\\s*${GOODS_NAME}\\s*(?<count>${NUMBER})\\s*${UNIT}${BEHIND}`),
  new RegExp(
    `${FRONT}(?:再|又)*(?<more>加|补|进|添|增加|补货|进货|上货)(?:了|上)*\\s*(?<count>${NUMBER})\\s*${UNIT}(?:的)?${GOODS_NAME}${BEHIND}`,
  ),
];
/** More of the goods come, or some go: `洗车券加5张`. `isStock`: said in words that are of a shelf. */
export function restockIn(words: string): { name: string; count: Whole; isMore: boolean; isStock: boolean } | null {
  const found = words.length > LONGEST ? undefined : heardRestock.map((pattern) => pattern.exec(words)).find(Boolean);
  const { name, count, less } = found?.groups ?? {};
  return name === undefined || count === undefined
    ? null
    : { name, count: wholeIn(count, MOST), isMore: less === undefined, isStock: /[补进上]货/.test(words) };
}

const heardPrice = [
  new RegExp(
    `${FRONT}(?:把|将)?${GOODS_NAME}(?:的)?(?:价|价格|分|分数|积分)?(?:改|调|降|涨|定|提|变)(?:成|到|为|价到?|价成?|价为)?\\s*(?<cost>${NUMBER})\\s*个?(?:积)?分${BEHIND}`,
  ),
];
/** The goods cost something else from now on: `雨衣改成20分`. */
export function repricedIn(words: string): { name: string; cost: Whole } | null {
  const { name, cost } = (words.length > LONGEST ? undefined : groupsOf(heardPrice, words)) ?? {};
  return name === undefined || cost === undefined ? null : { name, cost: wholeIn(cost, MOST) };
}

const heardStock = [
  new RegExp(
    `${FRONT}${GOODS_NAME}(?:现在)?(?:的)?(?:库存|数量)?(?:只剩|还剩|剩下?|只有|就剩|改成|改为|是|还有)下?\\s*(?<count>${NUMBER}|0|零)\\s*${UNIT}${BEHIND}`,
  ),
  new RegExp(
    `${FRONT}(?:${GOODS_NAME}(?:都|已经|全)*(?:没货|没有货|断货|缺货)|(?<thing>${THING})(?:都|已经|全)*(?:没有|没|发完|换完|领完))了?${BEHIND}`,
  ),
];
/** How many of the goods there are, in all: `雨衣只剩2件`, `雨衣没货了`. */
export function stockSaidIn(words: string): { name: string; count: Whole | null } | null {
  if (words.length > LONGEST || /[?？吗么]\s*$|了没有?\s*$/.test(words)) return null;
  const { thing, name = thing, count } = groupsOf(heardStock, words) ?? {};
  return name === undefined ? null : { name, count: count === undefined ? null : wholeIn(count, MOST) };
}

const heardOff = [
  new RegExp(`${FRONT}(?:把)?下架[\\s:：,，]*(?<name>[^\\s,，。?？!！]{1,${NAME_MAX}}?)${BEHIND}`),
  new RegExp(`${FRONT}(?:把)?(?<name>[^\\s,，。?？!！]{1,${NAME_MAX}}?)(?:先|给我|就)?下架${BEHIND}`),
];
/** Goods go off the shelf. @returns the name */
export function withdrawnIn(words: string): string | null {
  if (words.length > LONGEST || /[?？吗]\s*$|要不要|能不能|可不可以|是不是|怎么|为什么|为啥/.test(words)) return null;
  return heardOff.map((pattern) => pattern.exec(words)?.groups?.name).find((name) => name !== undefined) ?? null;
}
