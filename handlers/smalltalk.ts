import { defineHandler, defineIntent } from '../src/core/handler.ts';
import { noSlots } from '../src/core/slots.ts';

const text = {
  thanks: '不客气，路上慢点。',
  here: '在呢，路上慢点。要办事直接说，不知道说啥就回“帮助”。',
};

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
        // Talk between colleagues is none of the bot's business: in a group it answers only when it is spoken to.
        if (!ctx.message.addressed) return;
        const words = ctx.message.kind === 'said' ? ctx.message.text : '';
        ctx.reply(heardThanks.test(words) ? text.thanks : text.here);
      },
    }),
  },
});
