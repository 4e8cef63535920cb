import { defineHandler, defineIntent } from '../src/core/handler.ts';
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
        ctx.reply([text.intro, ...ctx.skills.map((skill) => text.line(skill.help)), text.photo].join('\n'));
      },
    }),
  },
});
