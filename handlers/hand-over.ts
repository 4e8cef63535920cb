import { z } from 'zod';
import { DAY_MS } from '../src/core/clock.ts';
import { defineAnswer, defineCommand, defineHandler } from '../src/core/handler.ts';
import { rightsPhrases } from '../src/core/phrases-rights.ts';
import { findNext, handOver, itemsOf } from '../src/domain/hand-over.ts';
import { pushToMember } from '../src/domain/pushes/index.ts';

const text = {
  whom: '交给谁？说“书记的事交给”，再加他的名字。',
  directOnly: '交接的事请私聊跟我说。',
  preview: (name: string, activities: number, notices: number, tickets: number) =>
    `把你的身份和活动 ${activities} 个、通知 ${notices} 条、工单 ${tickets} 件交给${name}，你就不能再操作了。回 1 交，回 2 不交。`,
  choices: ['交', '不交'],
  done: (name: string) => `交给${name}了，谢谢你这些日子的辛苦。`,
  dropped: '好，没有交。',
  unknown: (name: string) => `名册里没有叫“${name}”的人，请先把他加进名册再交。`,
  several: (name: string, count: number) => `名册里有 ${count} 个叫“${name}”的人，请先在名册里改成不同的名字。`,
  oneself: '这是你自己，不用交。',
  gone: '对方已经不在名册里了，没有交。',
  somebody: '上一任',
};

const WHAT =
  '(?:我|书记|支书|支部|手头|手上|所有|全部|这边|这摊|的|管理|身份|权限|职务|工作|活儿?|事情?|摊子|担子|都|全|一并|,|，|\\s)*';
const NAME = '([\\p{Script=Han}A-Za-z·]{2,12}?)';
/** An office is given, not a parcel or a single job. */
const heardOffice = /换届|交接|移交|书记|身份|权限|职务|职责|管理|支部|担子|摊子|我的工作/;
const heard = [
  new RegExp(
    `^(?:小蜂|我|换届了?|交接一?下?|[\\s,，:：])*(?:把)?${WHAT}(?:移交|交接|转交|交|转)给@?${NAME}(?:来?(?:接手|接|管|负责))?[了吧。.!！\\s]*$`,
    'u',
  ),
  new RegExp(
    `^(?:小蜂|[\\s,，])*(?:换届|交接)了?[,，:： ]*(?:以后|今后|往后)?(?:由|让|是)?@?${NAME}(?:来)?(?:接手|接我|接|当书记|负责)[了吧。.!！\\s]*$`,
    'u',
  ),
];

/** Nobody is named yet. */
const heardAlone = /^(?:小蜂|要|我们?|[\s,，])*(?:换届|交接|移交)(?:一下|工作|[了吧。.!！\s])*$/;

const stateSchema = z.object({ next: z.string() });

export default defineHandler({
  name: 'hand-over',
  title: '换届交接',
  help: null,
  staffHelp: '换届：“把我的工作交给某某”',
  staffTopic: 'people',
  text,
  intents: {},
  commands: {
    hand_over: defineCommand({
      allow: 'staff',
      examples: ['换届，把我的工作交给王姐', '书记的事移交给王姐'],
      hears(words) {
        if (words.length > 60 || !heardOffice.test(words)) return null;
        const name = heard.map((pattern) => pattern.exec(words)?.[1]).find((found) => found !== undefined);
        return name === undefined && !heardAlone.test(words) ? null : { name: name ?? null };
      },
      async run(ctx) {
        const { name } = ctx.slots;
        if (ctx.message.conversation.kind === 'group') return ctx.reply(text.directOnly);
        if (name === null) return ctx.reply(text.whom);
        const outcome = await findNext(ctx.tx, ctx.member, name);
        switch (outcome.kind) {
          case 'unknown':
            return ctx.reply(text.unknown(name));
          case 'several':
            return ctx.reply(text.several(name, outcome.count));
          case 'oneself':
            return ctx.reply(text.oneself);
          case 'found': {
            const { activities, notices, tickets } = await itemsOf(ctx.tx, ctx.member.id);
            return ctx.ask({
              name: 'confirm',
              text: text.preview(name, activities, notices, tickets),
              choices: text.choices,
              state: { next: outcome.next.id },
            });
          }
        }
      },
    }),
  },
  answers: {
    confirm: defineAnswer({
      state: stateSchema,
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        if (answer.choice !== 1) {
          ctx.reply(text.dropped);
          return true;
        }
        const next = await ctx.tx.members.byId(ctx.slots.next);
        if (!next || next.role === 'guest' || next.role === 'external') {
          ctx.reply(text.gone);
          return true;
        }
        const { activities, notices, tickets } = await itemsOf(ctx.tx, ctx.member.id);
        await handOver(ctx.tx, ctx.member, next, ctx.now);
        await pushToMember(ctx, next, {
          key: `hand-over:${ctx.message.key}`,
          kind: 'change',
          text: rightsPhrases.handedOver(ctx.member.name ?? text.somebody, activities, notices, tickets),
          usefulUntil: ctx.now + 7 * DAY_MS,
        });
        ctx.reply(text.done(next.name ?? ctx.slots.next));
        return true;
      },
    }),
  },
});
