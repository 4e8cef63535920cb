import { defineHandler, defineIntent } from '../src/core/handler.ts';
import { checkInTitle } from '../src/core/phrases.ts';
import { shanghaiHourMinute } from '../src/core/shanghai.ts';
import { noSlots } from '../src/core/slots.ts';
import { checkInsOfDay } from '../src/domain/check-in/index.ts';

const text = {
  thanks: '不客气，路上慢点。',
  absence: '好，知道了。',
  today: (list: string) => `你今天记了：${list}。`,
  noneToday: '你今天还没有记录，到了就说“签到”。',
  otherDay: '前面的我补不了，请找书记。看记了哪些，说“我的签到记录”。',
  entry: (what: string, at: string) => `${what} ${at}`,
  who: '我是小蜂，群里的机器人。签到、报隐患、问政策、找驿站都能办，回“帮助”看全部。',
  here: '在呢，路上慢点。要办事直接说，不知道说啥就回“帮助”。',
};

/** Not coming: said to whom it may concern. */
const heardAbsence = /不[来去](?:了|[,，。 ]|$)|[来去到]不(?:了|成)|(?:签到|打卡)不了|赶不(?:上|过[来去]|回[来去])/;
const heardQuestion =
  /(?:签到?|打卡?|记|巡查?|双报到)(?:上|过|好|完|成功)*了?(?:没|吗|不$)|(?:签|打卡|记)[^,，]{0,2}没(?:签|打卡|记)|有没有?(?:签到?|打卡|记)/;
const heardOtherDay = /昨|前天|前几天|前晚|上(?:个)?(?:周|星期|礼拜|月)|那天|\d[号日]/;
const heardWho =
  /^(?:你|小蜂|这)(?:到底)?(?:是|叫)?(?:谁|啥|什么|个?(?:真?人|机器人|机器|AI|ai)(?:还是机器人?)?|干(?:啥|嘛|什么)的?|什么(?:东西|人)|哪位)(?:啊|呀|吗|么|呢|来着|东西)*[?？。!！~\s]*$/;
const heardThanks = /谢|辛苦|多亏|麻烦你了/;

export default defineHandler({
  name: 'smalltalk',
  title: '聊天',
  help: null,
  text,
  intents: {
    smalltalk: defineIntent({
      keywords: ['谢谢', '你好', '在吗'],
      examples: ['谢谢小蜂', '在不在', '今天单子真多'],
      slots: noSlots,
      async run(ctx) {
        const words = ctx.message.kind === 'said' ? ctx.message.text : '';
        if (heardQuestion.test(words)) {
          if (heardOtherDay.test(words)) return ctx.reply(text.otherDay);
          const entries = await checkInsOfDay(ctx.tx, ctx.member, ctx.at);
          const said = entries.map((entry) => text.entry(checkInTitle(entry), shanghaiHourMinute(entry.at)));
          return ctx.reply(said.length > 0 ? text.today(said.join('、')) : text.noneToday);
        }
        if (heardWho.test(words)) return ctx.reply(text.who);
        if (heardAbsence.test(words)) return ctx.reply(text.absence);
        ctx.reply(heardThanks.test(words) ? text.thanks : text.here);
      },
    }),
  },
});
