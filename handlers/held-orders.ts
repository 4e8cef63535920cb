import { defineCommand, defineHandler } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { heldOrderIn } from '../src/domain/words/orders.ts';

const text = {
  held: '好，没有动。要办的时候再跟我说。',
  unclear: '没听准改成哪个，什么都没动。请整句再说一遍。',
};

// Heard before the orders themselves, so that "not now" is answered and never taken for something else.
export default defineHandler({
  name: 'held-orders',
  title: '先不办',
  help: null,
  text,
  intents: {},
  commands: {
    held: defineCommand({
      // Whoever may not give the order is not to be taken for saying something else.
      allow: 'insider',
      examples: ['雨衣先别下架', '明天再上架 雨衣 20分 5件', '兑换12同意 等等先别'],
      hears: heldOrderIn,
      async run(ctx) {
        const { isClear, isPutRight } = ctx.slots;
        if (!isPutRight && !isAllowed(ctx.member.role, 'staff')) ctx.pass();
        else ctx.reply(isClear ? text.held : text.unclear);
      },
    }),
  },
});
