import { defineCommand, defineHandler } from '../src/core/handler.ts';
import { addTo } from '../src/domain/tickets/appealing.ts';
import { ticketFor } from '../src/domain/tickets/finding.ts';
import { addedIn } from '../src/domain/words/appeals.ts';

const text = {
  added: (number: string) => `${number} 补上了。`,
  unknown: (number: string) => `你名下没有 ${number}。`,
  alone: '诉求的事请私聊我说。',
};

export default defineHandler({
  name: 'add-to-ticket',
  title: '补充工单',
  help: null,
  text,
  intents: {},
  commands: {
    add: defineCommand({
      allow: 'insider',
      examples: ['A-0012 补充：是十月份的工资', 'H-0031 补充一下，靠近公交站'],
      hears: addedIn,
      async run(ctx) {
        const { number, words } = ctx.slots;
        const isAppeal = number.startsWith('A');
        if (isAppeal) ctx.keepSealed();
        if (isAppeal && ctx.message.conversation.kind === 'group') return ctx.reply(text.alone);
        const found = await ticketFor(ctx, ctx.member, number);
        if (found.kind !== 'found' || found.standing !== 'reporter') return ctx.reply(text.unknown(number));
        const { message, member } = ctx;
        const media = message.kind === 'said' ? message.media : [];
        await addTo(ctx, { member, channel: message.channel, sender: message.sender }, found.ticket, {
          words,
          place: null,
          media,
        });
        ctx.reply(text.added(number));
      },
    }),
  },
});
