// What is said of coming to an activity beside a plain yes or no: of others, of more people, and what only sounds like it.
import { DIGITS } from '../../core/numerals.ts';
import { clearSurnames } from './people.ts';

const KIN =
  '闺蜜|姐妹|女票|男票|女友|男友|婆娘|堂客|老伴|老头子|老婆|媳妇|爱人|老公|对象|女朋友|男朋友|朋友|同事|工友|哥们|兄弟|搭档|队友|老乡|邻居|同学|师傅|徒弟|室友|儿子|女儿|闺女|姑娘|孩子|小孩|娃|家人|家属|家里人|爸妈|爸|妈|爹|娘|姐|妹妹?|弟弟?|哥|嫂子?|叔|伯|姨|舅|那口子';
const TITLED = '(?:师傅|哥|姐|叔|总|队|站长)?';
const ONE = `(?:[老小阿](?![区哥程票店时蜂家板])\\p{Script=Han}${TITLED}|[${clearSurnames}](?:师傅|哥|姐|叔|站长|队)|(?!周[一二三四五六日天末])[${clearSurnames}]\\p{Script=Han}{1,2}?${TITLED}|我(?:家)?(?:${KIN})|(?:我)?(?:${KIN})|[他她]们?|人家|那[个位]?谁|(?:有|少)(?:一|1)个(?:人)?)`;
const heardOtherStays = new RegExp(
  `^(?:小蜂|对了|那|[\\s,，])*@?(?<name>${ONE}(?:(?:和|跟|、|还有)@?${ONE}){0,3})(?:说|跟我[说讲]|告诉我|讲|[他她]|又|这次|那边|临时|今天|明天|今晚|明晚|有事|加班|突然|也|都|就|可能|[\\s,，]){0,6}(?:不去|不来|去不了|来不了|不参加|没空|不报|不跟我?[去来])[\\s,，。.!！~～了吧啦啊呀哈咯嘞喽啰]*(?:(?:那|现在|这下|还是)*(?:就|只)?(?:有|剩|来|去)?[我俺](?:就|还是)?(?:自己|一个人?|本人)(?:一个人?)?[去来]?[\\s,，。.!！~～了吧啊呀哈]*)?$`,
  'u',
);
const heardToldOfOther = new RegExp(
  `^(?:小蜂|对了|那|[\\s,，])*@?(?<name>${ONE})[^我俺]{0,8}(?:让|叫|喊|要|托)?[我俺]?[^我俺]{0,8}[他她](?:今天|明天|这次|有事|临时|也|就|又)*(?:不去|不来|去不了|来不了|不参加|没空)[\\s,，。.!！~～了吧啦啊呀哈咯嘞喽啰]*$`,
  'u',
);
/** Who stays away, where it is somebody else than the speaker; null = it is not. */
export const otherWhoStays = (words: string): string | null =>
  heardOtherStays.exec(words)?.groups?.name ?? heardToldOfOther.exec(words)?.groups?.name ?? null;

const MAY =
  /(?:可能|说不定|不一定|不好说|也许|估计|恐怕|没准|够呛|怕是|大概率?)[^,，。!！]{0,6}(?:来不|去不|不来|不去|不成|不了|没空)|(?:能不能|来不来|去不去)(?:得|成)?(?:还)?(?:不)?(?:知道|晓得|定|一定)/;
/** Somebody may not come, and does not know yet. */
export const mayStayAway = (words: string): boolean => MAY.test(words) && !/取消|退/.test(words);

/** How many people are named there. */
export const countNamed = (names: string): number => names.split(/和|跟|、|还有/).length;

const COUNT = '(?<count>\\d{1,2}|[一两俩二三仨四五六七八九])';
const COUNTED = '(?:\\d{1,2}|[一两俩二三仨四五六七八九])';
const heardMore = new RegExp(`再(?:多)?(?:带|加|来|添|报|算)(?:上)?${COUNT}个?(?:人|位|朋友|同事|名额|名)?`);
/** Somebody who is called what he is to the speaker, added. */
const heardOneMore = new RegExp(`(?:再|还)?(?:加|添|多)(?:上|个|一个)*(?:我)?(?:${KIN})(?:[吧啊呀哈了,，。\\s]|$)`);
const heardKinAdded = new RegExp(
  `^(?:小蜂|那|[\\s,，])*(?:再|还)?(?:加|添|多)(?:上|个|一个)*(?:我)?(?:${KIN})[吧啊呀哈了\\s,，。.!！]*$`,
);
const heardKinToo = new RegExp(`^(?:小蜂|那|[\\s,，])*我(?:${KIN})也(?:想|要|一起|跟着|说|会){0,3}(?:去|来|参加|报)`);
/** Somebody of the speaker's comes as well. */
export const bringsKin = (words: string): boolean => words.length <= 16 && (heardKinToo.test(words) || heardKinAdded.test(words));
/** How many more are to come than the speaker had said; null = nothing of the kind. */
export function moreIn(words: string): number | null {
  if (heardKinToo.test(words)) return 1;
  const count = heardMore.exec(words)?.groups?.count;
  if (count !== undefined) return countOf(count);
  return heardOneMore.test(words) ? 1 : null;
}

const heardBrings = new RegExp(
  `我(?:自己)?(?:也|想|要|会|能|准备|打算|可以)*带(?:上|着|了)?${COUNT}个?(?:人|朋友|同事|哥们|兄弟|徒弟|老乡)`,
);
/** How many come with somebody who brings so many along; null = he says nothing of the kind, or counts himself in. */
export function withOthers(words: string): number | null {
  const count = /一共|总共|算我|连我|包括我/.test(words) ? undefined : heardBrings.exec(words)?.groups?.count;
  return count === undefined ? null : countOf(count) + 1;
}

const heardParty = new RegExp(
  `^(?:那|就|我们|咱们?|改成?|一共|总共|共|算|[\\s,，])*${COUNT}(?:个人|人|位)(?:吧|了|啊|呀|哈|[\\s,，。.!！~～])*$`,
);
const heardInstead = new RegExp(
  `^(?:不是${COUNTED}个?人?[\\s,，]*)(?:那|就|是|只有|只|我|来|去)*${COUNT}个?(?:人|位)?[吧了啊呀哈\\s,，。.!！]*$`,
);
const heardOnlyMe = /^(?:就|只有|只|那就)(?:我|俺)(?:自己)?(?:(?:一|1)个人?)?(?:[去来])?[吧了啊呀哈\s,，。.!！]*$/;
/** A number of people and nothing else; null = something else. */
export function partyIn(words: string): number | null {
  if (heardOnlyMe.test(words)) return 1;
  const count = (heardParty.exec(words) ?? heardInstead.exec(words))?.groups?.count;
  return count === undefined ? null : countOf(count);
}

const countOf = (said: string): number => DIGITS[said] ?? Number(said);

const heardExclaimed = /^我去(?:[!！~～…。]|[,，]?\s?(?:这|真|好|太|咋|怎么|吓|又|啥|什么|谁|你|人|堵|冷|热|累))/;
const heardUrgedOthers =
  /报(?:个|一?下)?名?(?:吧|啊|呀|了|哈|[\s,，])*(?:大家|各位|兄弟们?|大伙儿?|你们|同志们?)|(?:大家|各位|兄弟们?|大伙儿?|你们|同志们?)(?:都|快|赶紧|抓紧|也|来|先){0,3}报(?:个|一?下)?名/;
const heardCountAlone = /^(?:\d{1,2}|[两俩二三四五六七八九十])个[\s。.!！吧啊]*$/;
/** It may be a sign-up, an oath, or a word to others. */
export const mayBeSignUp = (words: string): boolean =>
  heardExclaimed.test(words) || heardUrgedOthers.test(words) || heardCountAlone.test(words);

/** Somebody went there: that is told of the past, and takes nothing back. */
export const wentThere = (words: string): boolean => /^[^不没别退取消]{1,10}去了[\s。.!！~～]*$/.test(words);

const heardRank =
  /^(?:小蜂|那|请问|帮我?看看|[\s,，])*(?:我|俺)(?:现在|目前|还|候补|排队|在|的)*(?:排(?:到|在)?(?:第?几|多少|哪)|前[面头边]?(?:还)?(?:有|排)?(?:了)?(?:几|多少)|第几)(?:个|位|名|人|号|了|里|儿|呢|啊|呀|还有|[\s?？。])*$/;
/** Somebody asks for his place in a line. */
export const asksForRank = (words: string): boolean => words.length <= 30 && heardRank.test(words);
