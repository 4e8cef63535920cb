import { defineCommand, defineHandler } from '../src/core/handler.ts';
import { sayDay } from '../src/core/phrases-times.ts';
import { beHeardAgain, beQuiet, type QuietDays, quietUntil } from '../src/domain/quiet-days.ts';

const text = {
  today: '好，今天不提醒你了，明天照常。',
  tomorrow: '好，明天不提醒你，后天照常。',
  bothDays: '好，今明两天不提醒你，后天照常。',
  week: '好，一星期内不提醒你。想恢复就说“恢复提醒”。',
  again: '好，提醒恢复了。',
  wasNot: '提醒一直开着呢。',
  own: (day: string) => `免打扰：${day}起照常提醒`,
};

/** The words around the wish; whoever says more means something else. */
const START =
  '^(?:小蜂|麻烦|请|拜托|求求?你|你|就|先|那|俺|我|在?[忙累困睡开骑送上]着?(?:班|车|单|觉|会)?[呢了]?|休息|[\\s,，。])*';
const END = '(?:发?消息|信息|我了|[\\s了啦吧哈啊呀行吗好不嘛呗,，.。!！~～]|谢谢|辛苦)*$';
const QUIET =
  '(?:都|也|就|先|暂时)?(?:别|不要|不用|不必|甭|莫|勿|免)(?:再|老|总|一直|老是|来|给|跟|对|我|俺|咱)*(?:提醒|通知|打扰|吵|烦|催|推送|推|叫|发(?:提醒|通知|消息|信息))(?:提醒|通知)?(?:我|俺|咱)?';
const PAUSE = '(?:停|停止|暂停|关|取消)(?:一下|掉|了)?(?:我的?)?提醒|提醒(?:先)?(?:停|关)(?:一下|掉|了)?|免打扰|静音';
const ASKED = `(?:${QUIET}|${PAUSE})`;
const days = (named: string) => new RegExp(`${START}(?:${named})(?:[里内太很]|有点|要)*${START.slice(1)}${ASKED}${END}`);

const heard: readonly [RegExp, QuietDays][] = [
  [days('今明两天|今明|这两天'), { first: 0, count: 2 }],
  [days('明天|明儿个?|明日'), { first: 1, count: 1 }],
  [days('这周|本周|这(?:一|个)?(?:周|星期|礼拜)|[一1](?:周|个?星期|个?礼拜)|最近|这几天|这段时间'), { first: 0, count: 7 }],
  [days('今天|今儿个?|今晚上?|今日|晚上|中午|下午|现在|这会儿|眼下'), { first: 0, count: 1 }],
  [new RegExp(START + ASKED + END), { first: 0, count: 1 }],
];
const heardAgain = new RegExp(
  `${START}(?:(?:恢复|打开|开启|重新开|开|继续|可以|接着)(?:我的|给我|了)?提醒(?:我|功能)?|提醒(?:可以|重新)?(?:恢复|打开|开))${END}`,
);

/** Longer words say more than this. */
const SHORT = 40;

function sayQuiet({ first, count }: QuietDays): string {
  if (first === 1) return text.tomorrow;
  if (count === 1) return text.today;
  return count === 2 ? text.bothDays : text.week;
}

export default defineHandler({
  name: 'do-not-disturb',
  title: '免打扰',
  help: '今天不想被提醒，说“今天别提醒我”',
  topic: 'own',
  text,
  intents: {},
  commands: {
    quiet: defineCommand({
      allow: 'insider',
      examples: ['今天别提醒我', '别吵我', '这周不要提醒我了'],
      hears: (words) => (words.length > SHORT ? null : (heard.find(([pattern]) => pattern.test(words))?.[1] ?? null)),
      async run(ctx) {
        await beQuiet(ctx.tx, ctx.member.id, ctx.now, ctx.slots);
        ctx.reply(sayQuiet(ctx.slots));
      },
    }),
    again: defineCommand({
      allow: 'insider',
      examples: ['恢复提醒', '可以提醒我了'],
      hears: (words) => (words.length <= SHORT && heardAgain.test(words) ? {} : null),
      async run(ctx) {
        ctx.reply((await beHeardAgain(ctx.tx, ctx.member.id, ctx.now)) ? text.again : text.wasNot);
      },
    }),
  },
  keeps: {
    async of({ tx, now }, { id }) {
      const until = await quietUntil(tx, id, now);
      return until === null ? [] : [text.own(sayDay(until, now))];
    },
    async forget({ tx, now }, { id }) {
      await beHeardAgain(tx, id, now);
    },
  },
});
