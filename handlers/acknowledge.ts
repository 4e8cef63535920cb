import { defineHandler, defineIntent } from '../src/core/handler.ts';
import { shanghaiHourMinute } from '../src/core/shanghai.ts';
import { noSlots } from '../src/core/slots.ts';
import { acknowledge } from '../src/domain/acknowledgements.ts';

const text = {
  recorded: '好，记下你收到了。',
  already: (at: string) => `你 ${at} 回过收到了，不用再回。`,
};

export default defineHandler({
  name: 'acknowledge',
  title: '收到回执',
  help: '通知看过了，回“收到”',
  text,
  intents: {
    acknowledge: defineIntent({
      keywords: ['收到', '已阅', '明白', '知道了'],
      examples: ['收到', '已阅', '明白了', '👌'],
      slots: noSlots,
      async run(ctx) {
        const quoted = ctx.message.kind === 'said' ? (ctx.message.quoted?.text ?? null) : null;
        const outcome = await acknowledge(ctx.tx, ctx.member, ctx.conversation, quoted, {
          at: ctx.at,
          now: ctx.now,
          source: ctx.message.key,
        });
        ctx.reply(outcome.kind === 'recorded' ? text.recorded : text.already(shanghaiHourMinute(outcome.at)));
      },
    }),
  },
});
