import { defineHandler, defineIntent } from '../src/core/handler.ts';
import { checkInTitle } from '../src/core/phrases.ts';
import { shanghaiHourMinute } from '../src/core/shanghai.ts';
import { noSlots } from '../src/core/slots.ts';
import { undoLast } from '../src/domain/undo.ts';

const text = {
  checkIn: (what: string, at: string) => `撤了，${at} 的${what}不算了。`,
  hours: (hours: number) => `撤了，志愿服务 ${hours} 小时不算了。`,
  acknowledge: '撤了，刚才的“收到”不算了。',
  already: '刚才那条已经撤过了。',
  nothing: '一天内没有你可以撤的记录。',
};

export default defineHandler({
  name: 'undo',
  title: '撤销',
  help: '记错了，说“撤销”',
  text,
  intents: {
    undo: defineIntent({
      keywords: ['撤销', '撤回', '点错了', '说错了', '记错了'],
      examples: ['撤销', '刚才点错了', '前面那条不算'],
      slots: noSlots,
      async run(ctx) {
        const outcome = await undoLast(ctx.tx, ctx.member, ctx.now);
        switch (outcome.kind) {
          case 'nothing':
            return ctx.reply(text.nothing);
          case 'already_undone':
            return ctx.reply(text.already);
          case 'undone': {
            const { attendance } = outcome;
            if (!attendance) return ctx.reply(text.acknowledge);
            ctx.reply(
              attendance.hours
                ? text.hours(attendance.hours)
                : text.checkIn(checkInTitle(attendance), shanghaiHourMinute(attendance.at)),
            );
          }
        }
      },
    }),
  },
});
