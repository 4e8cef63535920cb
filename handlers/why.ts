import { defineCommand, defineHandler } from '../src/core/handler.ts';
import { sayWhen } from '../src/core/phrases-times.ts';
import { whyOf } from '../src/domain/decisions.ts';

const text = {
  because: (when: string, line: string) => `${when} 定的：${line}`,
  nothing: '最近没有我替你定的事。说说是哪件，我再查。',
};

/** Why, alone or with what it is about; a question about a rule of work is none of the bot's decisions. */
const heardWhy =
  /^(?:小蜂|那|请问|[\s,，])*(?:为什么|为啥|凭啥|凭什么|(?:咋|怎么)(?!看|改(?!.{0,6}了)))(?:会|要|就|又|非得|把|给|不让|不给|没|[改排定放发提候催拦]|我)*.{0,16}?(?:这么定|这样定|这个时间|这时候|改了?时间|改到.{0,10}|排在.{0,10}|定在.{0,10}|排候补|候补|不让.{0,4}签到?|签不了|没签上|不让.{0,4}报名?|报不上|没发|还没发|不发|晚上发|现在不发|改了?|这么排|这样排|没提醒|提醒我)[\s啊呀呢吗了的?!。.？！]*$|^(?:小蜂|那|[\s,，])*(?:为什么|为啥|为何)[\s啊呀呢?？!。.]*$/;

export default defineHandler({
  name: 'why',
  title: '问缘由',
  help: null,
  text,
  intents: {},
  commands: {
    why: defineCommand({
      allow: 'insider',
      examples: ['为什么', '为啥改到20:05', '为什么不让我签到'],
      hears: (words) => (words.length <= 40 && heardWhy.test(words) ? {} : null),
      async run(ctx) {
        const decision = await whyOf(ctx.tx, ctx.member.id, ctx.now);
        ctx.reply(decision ? text.because(sayWhen(decision.at, ctx.now), decision.line) : text.nothing);
      },
    }),
  },
});
