// Words that say when and nothing else: a day in any other sentence is that sentence's own.
import { heardPlan } from './planning.ts';

/** What stands around a day or an hour that is wished for. */
const heardAround =
  /(?:凌晨|夜里|半夜|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}[日号]?|月[初中底]|[\d一二两三四五六七八九十半]{1,3}(?:点钟?|分|刻|个?半?个?(?:小时|钟头|分钟))半?|\d{1,2}[:：]\d{2})|改|换|挪|调整?|定|推迟|延[后迟期]|提前|提早|时间|日子|时候|地点|开始|结束|那[天场次个]|这[天场次个]|就|还|是|那|在|放|到|至|成|为|吧|呀|啊|哦|嗯|呢|嘛|了|的|好|行|可以|能|吗|不|要|想|大家|都|最|更|比较|合适|方便|有空|空|开|办|搞|活动|会|培训|以?后|之后|之前|前|左右|怎么样|咋样|再|先|把|将|帮我?|给我?|请|麻烦|小蜂|对|错|说|应该|吃完?饭?|早|晚|点|[-—~～至\s,，。.!！?？、:：]/g;
/** Of a sending. */
const heardSending = /发(?:送|出去|布)?|推送|通知|群里?|定时|准时|他们|小哥/g;
const heardFigure = /[\d一二三四五六七八九十半]/;

/** Some part of the words says when, and nothing else but the names. @param names what it is called */
export function saysTimeAlone(words: string, names: readonly string[]): boolean {
  return words.split(/[,，;；。]/).some((part) => {
    const said = names.reduce((rest, name) => rest.replace(name, ''), part);
    const bare = said.replace(heardPlan.dayWords, '');
    return bare.replace(heardAround, '').trim() === '' && (bare !== said || heardFigure.test(said));
  });
}

/** The same of when something is to be sent. */
export const saysSendingTime = (words: string): boolean => saysTimeAlone(words.replace(heardSending, ''), []);

/** The sending is named. */
export const speaksOfSending = (words: string): boolean => /发|推送|定时|准时/.test(words);
