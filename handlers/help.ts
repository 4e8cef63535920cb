import { z } from 'zod';
import {
  defineAnswer,
  defineHandler,
  defineIntent,
  type HandlerContext,
  type StaffTopic,
  staffTopics,
  type Topic,
  topics,
} from '../src/core/handler.ts';
import { isAllowed } from '../src/core/intent.ts';
import { buttonId } from '../src/core/outgoing.ts';
import { noSlots } from '../src/core/slots.ts';
import { findHelp, topicNamed } from '../src/domain/help.ts';
import { numberSaid } from '../src/domain/words/help.ts';

const titles: Record<Topic | StaffTopic, string> = {
  check_in: '签到巡查',
  reports: '隐患诉求',
  activities: '活动学习',
  services: '驿站政策',
  points: '积分时长',
  own: '登记和我的',
  announcing: '办活动发通知',
  handling: '处理报来的事',
  lists: '名单和排班',
  posts: '积分和岗位',
  people: '人和支部',
};

/** What is said most, of each. */
const examples: Record<Topic | StaffTopic, string> = {
  check_in: '“签到”“早巡完了”“志愿服务 6 小时”',
  reports: '哪儿有危险说一句；工资罚款私聊说，可以匿名',
  activities: '“有什么活动”“报名”“来不了了”',
  services: '“万达附近哪能充电”“送餐摔了算工伤吗”',
  points: '“我多少分了”“有什么能换的”',
  own: '“报到登记”“我的数据”“撤销”',
  announcing: '“下周三搞个主题党日”“通知大家：……”',
  handling: '“H-0031 受理”“办理事项”“超期的有哪些”',
  lists: '“谁报名了”“明天王姐值班”',
  posts: '“待兑换”“待确认工时”“岗位表”',
  people: '“报到名单”“没答上的问题”',
};

const text = {
  titles,
  examples,
  intro: '我是小蜂，直接跟我说就行：',
  introForStaff: '书记能做的：',
  topic: (place: number, title: string, example: string) => `${place} ${title}：${example}`,
  more: '要细的回数字，或说“帮助 积分”。',
  moreForStaff: '要细的回数字，书记的说“书记帮助”。',
  moreUnasked: '要细的说“帮助 积分”。',
  moreUnaskedForStaff: '要细的说“帮助 积分”，书记的说“书记帮助”。',
  others: '要细的回数字，大家都能做的说“帮助”。',
  photo: '群里要@我；发图请和话在同一条里@我，或私聊发我。',
  head: (title: string) => `${title}：`,
  line: (help: string) => `· ${help}`,
  back: '别的说“帮助”。',
  noSuch: (count: number) => `没有这个号，回 1 到 ${count}。`,
};

type Context = HandlerContext<unknown>;

const NAME = 'help';

const isStaff = ({ member }: Context): boolean => isAllowed(member.role, 'staff');

/** A line for each topic; a number or a button opens one. */
async function sayAll(ctx: Context, isForStaff: boolean): Promise<void> {
  const shown = isForStaff ? staffTopics : topics;
  // Whoever only opened the chat may owe us an answer: nothing is asked of him, nor beside what was asked just now or before.
  const owed = await ctx.owed();
  const isAsking = ctx.message.kind !== 'entered' && !ctx.hasAsked() && (owed === null || owed.handler === NAME);
  const lines = shown.map((topic, index) => text.topic(index + 1, titles[topic], examples[topic]));
  const more = isAsking ? [text.more, text.moreForStaff] : [text.moreUnasked, text.moreUnaskedForStaff];
  const behind = isForStaff ? text.others : more[Number(isStaff(ctx))];
  const words = [isForStaff ? text.introForStaff : text.intro, ...lines, behind, text.photo].join('\n');
  if (!isAsking) return ctx.reply(words);
  // Without choices: what is said next is heard for what it says, unless it is a number.
  ctx.ask({ name: 'topic', text: words, choices: [], state: { isForStaff } });
  ctx.offer(shown.map((topic) => ({ id: buttonId('help', 'topic', topic), label: titles[topic] })));
}

function sayTopic(ctx: Context, topic: Topic | StaffTopic): void {
  const lines = ctx.skills.filter((skill) => skill.topic === topic).map(({ help }) => text.line(help));
  ctx.reply([text.head(titles[topic]), ...lines, text.back].join('\n'));
}

export default defineHandler({
  name: NAME,
  title: '帮助',
  help: null,
  text,
  intents: {
    help: defineIntent({
      keywords: ['帮助', '你会什么', '怎么用', '怎么签到'],
      examples: ['帮助', '你能干啥', '怎么签到', '小蜂咋用'],
      slots: noSlots,
      async run(ctx) {
        const found = findHelp(ctx.message.kind === 'said' ? ctx.message.text : '', ctx.skills);
        if (found.kind === 'all') await sayAll(ctx, found.isForStaff);
        else if (found.kind === 'topic') sayTopic(ctx, found.topic);
        else ctx.reply(found.skills.map(({ help }) => help).join('\n'));
      },
    }),
  },
  answers: {
    topic: defineAnswer({
      state: z.object({ isForStaff: z.boolean() }),
      // "撤销" is one of the examples: it is meant for what was recorded, not for this question.
      isRecorded: true,
      isOffer: true,
      async run(ctx, answer) {
        const number = answer.kind === 'words' ? numberSaid(answer.words) : null;
        const topic = number === null ? null : topicNamed(number, ctx.slots.isForStaff);
        if (topic) sayTopic(ctx, topic);
        else if (number !== null) ctx.reply(text.noSuch((ctx.slots.isForStaff ? staffTopics : topics).length));
        return number !== null;
      },
    }),
  },
  buttons: {
    topic: {
      allow: 'anyone',
      async run(ctx) {
        const topic = [...topics, ...(isStaff(ctx) ? staffTopics : [])].find((one) => one === ctx.slots);
        if (topic) sayTopic(ctx, topic);
        else await sayAll(ctx, false);
      },
    },
  },
});
