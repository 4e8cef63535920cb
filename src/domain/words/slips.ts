// "Wrong": of a record, of what the bot made of it, or of one's own words. Heard, never said.

const LONGEST = 60;

/** What is said is to be gone: no mere "wrong". */
const heardTakingBack = /撤|作废|不算|取消|删|收回|去掉|当(?:我|俺)?没/;
/** True when the words say outright that a record is to go; a mere "wrong" may be about anything. */
export const saysTakeBack = (words: string): boolean => heardTakingBack.test(words) && !restores(words);

const heardRestoring = /恢复|还原|复原|加回|补回|记回|算回|改回|弄回|找回|(?:别|不要|不用|先不|莫)(?:给我|把它)?(?:撤|删|取消)/;
/** What was there is to be there again, or to stay. */
export const restores = (words: string): boolean => heardRestoring.test(words);

const heardBlame =
  /(?:你|小蜂|机器人?)(?:们|这|是不是|又|咋|怎么|都|是|给(?:我|俺)|把[^,，\s]{0,8}|[\s,，])*(?:[弄搞记听理看答回说发点写算]|理解|领会|听岔|看走眼)+(?:错|岔|反|混)|(?:听|理解|领会)错(?:我|俺)?(?:的|意思)?/;
/** The bot is what is wrong: it has misheard. */
export const blamesBot = (words: string): boolean => heardBlame.test(words);

const FILL =
  '(?:小蜂|哎呀?|唉|啊|哦|不好意思|抱歉|对不起|不是|刚才|刚|那话|那句|那个|那条|这个|这句|话|我|俺|是|又|好像|可能|你|[\\s,，])*';
const SLIP = '(?:[点按发打填选弄搞说记讲问写听看理]|理解)错(?:了|啦|咯|嘞)?(?:吧|啊|呀|哈|呢)*';
const AFTER = '(?:不好意思|抱歉|对不起|[\\s,，。.!！~～])+';
const heardAside = new RegExp(`^${FILL}${SLIP}${AFTER}(?<rest>\\S.*)$`, 'u');
const ASKING =
  /^(?:我|俺)(?:是)?(?:想|要|本来想|其实想|就想)?(?:问|打听|查)(?:的是|的|一?下|你)?[\s,，:：]*|^(?:我|俺)(?:的)?(?:意思是|是说)[\s,，:：]*/;
/** What is asked, or named and wanted, by itself. */
const WANTED = /几点|哪[儿里个]|在哪|怎么|咋|啥|什么|多少|几分|[吗么?？]\s*$|岗(?!亭)/;

/**
 * What somebody asks or wants behind words that only say he, or the bot, was wrong before: `刚才说错了 我想问东门几点关门`. Null: nothing of
 * the kind, or what it should have been.
 */
export function askedAfterSlip(words: string): string | null {
  if (words.length > LONGEST) return null;
  const rest = heardAside.exec(words)?.groups?.rest;
  if (rest === undefined) return null;
  const asked = rest.replace(ASKING, '');
  if (asked.length < 2 || saysTakeBack(asked)) return null;
  return asked !== rest || WANTED.test(rest) ? asked : null;
}
