// "There is an inspection on Friday, remind everybody of …": what stands ahead of the telling gives the reason for it.
import { aheadOfLead, isBotOrder } from './broadcast.ts';

/** What is said to the bot before it is told to tell: that gives no reason. */
const heardToBot =
  /小蜂|你好|在[吗么]|那个?|哦|噢|嗯|诶|哎|喂|对了|还有|另外|顺便|麻烦|辛苦|请|你|帮[我忙]?|给我|替我|我|咱们?|们|要|想|得|需要|打算|准备|先|再|就|也|都|快|赶紧|马上|立刻|现在|紧急|加急|记得|别忘了?|不要忘了?|等会儿?|等下|等一下|待会儿?|一会儿?|有?个?[件条]?事|有[个件条]?(?:通知|消息|事情?)|去|在|到|往|来|群里|微信|分别|单独|统一|只|光|把|这[个条件]|那[个条件]|上面|下面|以下|内容|是|的|一下|下|发|说|通知|写|个|条|一|行|可以|能不能|能|会|了|吧|啊|呀|哈|[\s,，:：、。.!！]/g;
/** When it is to be told, or because of whom: no reason of the people's. */
const heardNoReason =
  /(?:前|之后|以后|后|时|时候|完|再|(?:让|叫|要求|请|托|喊)(?:我们?|咱们?)?|说|[吗么?？])[\s,，]*$|^(?:等|如果|要是|万一|假如|只要|每[天周月逢])/;
const heardSayingTime =
  /(?:[今明后]天?|大后天|[下这本]{0,2}(?:周|星期|礼拜)[一二三四五六日天末]|[早中晚]上?|上午|中午|下午|凌晨|傍晚|[\d一二两三四五六七八九十]+(?:点半?钟?|[:：]\d\d|分|月|[日号](?![楼栋院门]))|半|准时|左右)+/g;
/** At the head of a reason, said to the bot. */
const heardCall = /^(?:小蜂|你好|在吗|麻烦你?|请你?|对了|还有|另外|顺便|帮我|那个(?=[,，\s])|[,，\s])+/;
/** At its end, before what is told. */
const heardLinking = /[,，\s]*(?:所以|因此|你|请|麻烦|帮我|记得|赶紧|快|先|去|再|都|也|就|得|要|我要|我想|需要|[,，\s])+$/;

const withoutTimes = (words: string): string => words.replace(heardSayingTime, '');

/**
 * Why people are told, where it stands ahead of "tell everybody": it belongs to the text, with the day it names.
 * @param lead as `leadOf` of broadcast.ts finds it
 */
export function reasonAhead(lead: string): { said: string; length: number } | null {
  const front = aheadOfLead(lead);
  const pieces = front.split(/(?<=[\s,，:：;；。!！])/);
  const isOfIt = (piece: string) => {
    const bare = withoutTimes(piece).replace(/[\s,，:：;；。!！]+$/, '');
    return bare.replace(heardToBot, '') !== '' && !isBotOrder(bare);
  };
  const told = pieces
    .filter(isOfIt)
    .join('')
    .replace(/[\s,，:：;；。、!！]+$/, '');
  const said = told.replace(heardCall, '').replace(heardLinking, '');
  return said === '' || !isOfIt(said) || heardNoReason.test(said) ? null : { said, length: front.length };
}
