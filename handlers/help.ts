import { defineHandler, defineIntent } from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { noSlots } from '../src/core/slots.ts';

const text = {
  intro: '我是小蜂，直接跟我说就行，眼下我会：',
  line: (help: string) => `· ${help}`,
  photo: '群里要@我；发图请和话在同一条里@我，或私聊发我。',
};

export default defineHandler({
  name: 'help',
  title: '帮助',
  help: '看我会什么，说“帮助”',
  text,
  intents: {
    help: defineIntent({
      keywords: ['帮助', '你会什么', '怎么用', '怎么签到'],
      examples: ['帮助', '你能干啥', '怎么签到', '小蜂咋用'],
      slots: noSlots,
      async run(ctx) {
        const isStaff = isAllowed(ctx.member.role, 'staff');
        const skills = ctx.skills.filter(({ isForStaff }) => isStaff || !isForStaff);
        ctx.reply([text.intro, ...skills.map(({ help }) => text.line(help)), text.photo].join('\n'));
      },
    }),
  },
});
