import { z } from 'zod';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { hoursIn } from '../src/core/numerals.ts';
import { correctHours, moveToYesterday, servedOn, tellOfYesterday } from '../src/domain/check-in/correcting.ts';
import { correctedHoursIn, movedHoursIn, namedHoursIn } from '../src/domain/words/volunteer-hours.ts';

const text = {
  corrected: (before: number, now: number) => `改好了，志愿服务 ${before} 小时改成 ${now} 小时。`,
  same: (stands: number) => `记的就是 ${stands} 小时，不用改。`,
  impossible: (said: number, stands: number) => `${said} 小时对不上，一天最多 24 小时。还是记 ${stands} 小时。`,
  askWhich: (stands: number, served: number) =>
    `昨天记的是 ${stands} 小时。改成 ${served} 小时，还是又做了 ${served} 小时？回 1 或 2。`,
  correctIt: (served: number) => `改成 ${served} 小时`,
  servedMore: (served: number) => `又做了 ${served} 小时`,
  addedYesterday: (served: number) => `昨天的志愿服务 ${served} 小时也记下了。`,
  noRoom: (served: number) => `昨天再加 ${served} 小时就超过一天了，没有记。`,
  moved: (served: number) => `改好了，志愿服务 ${served} 小时记到昨天。`,
};

type Context = HandlerContext<unknown>;

const saidIn = ({ at, message }: Context) => ({ at, source: message.key, conversation: message.conversation });

/** "It was three yesterday": put right, or three more? */
async function correctNamed(ctx: HandlerContext<{ served: number; daysAgo: number }>): Promise<void> {
  const { served, daysAgo } = ctx.slots;
  const stands = await servedOn(ctx, ctx.member, ctx.at, daysAgo);
  if (!stands) return ctx.pass();
  if (daysAgo === 0 || stands.hours === served) return await correctSaid(ctx, served, { daysAgo });
  const question = text.askWhich(stands.hours, served);
  ctx.ask({ name: 'which', text: question, choices: [text.correctIt(served), text.servedMore(served)], state: { served } });
}

async function moveDay(ctx: HandlerContext<{ served: number | null }>): Promise<void> {
  const moved = await moveToYesterday(ctx, ctx.member, ctx.slots.served, saidIn(ctx));
  if (!moved) return ctx.pass();
  ctx.reply(text.moved(moved.hours ?? 0));
}

/** Only right after they were told; else these words are about something else. */
async function correctSaid(ctx: Context, served: number, told: 'just' | { daysAgo: number }): Promise<void> {
  const outcome = await correctHours(ctx, ctx.member, served, saidIn(ctx), told);
  switch (outcome.kind) {
    case 'nothing':
      return ctx.pass();
    case 'corrected':
      return ctx.reply(text.corrected(outcome.before, served));
    case 'same':
      return ctx.reply(text.same(served));
    case 'impossible':
      return ctx.reply(text.impossible(served, outcome.entry.hours ?? 0));
  }
}

export default defineHandler({
  name: 'correct-hours',
  title: '改时长',
  help: null,
  text,
  intents: {},
  commands: {
    correct: defineCommand({
      allow: 'insider',
      examples: ['不对，是3小时', '说错了，应该是2个半小时'],
      hears(words) {
        const said = correctedHoursIn(words);
        const served = said === null ? null : hoursIn(said);
        return served === null ? null : { served };
      },
      run: async (ctx) => await correctSaid(ctx, ctx.slots.served, 'just'),
    }),
    correct_named: defineCommand({
      allow: 'insider',
      examples: ['刚才志愿是3小时', '志愿服务应该是3小时'],
      hears(words) {
        const named = namedHoursIn(words);
        const served = named && hoursIn(named.said);
        return served === null || named === null ? null : { served, daysAgo: named.daysAgo };
      },
      run: correctNamed,
    }),
    moved: defineCommand({
      allow: 'insider',
      examples: ['早上那个志愿2小时不是今天，是昨天'],
      hears(words) {
        const said = movedHoursIn(words);
        return said === null ? null : { served: hoursIn(said) };
      },
      run: moveDay,
    }),
  },
  answers: {
    which: defineAnswer({
      state: z.object({ served: z.number() }),
      async run(ctx, given) {
        if (given.kind === 'words') return false;
        const { served } = ctx.slots;
        if (given.choice === 1) await correctSaid(ctx, served, { daysAgo: 1 });
        else {
          const { kind } = await tellOfYesterday(ctx, ctx.member, served, saidIn(ctx));
          ctx.reply(kind === 'recorded' ? text.addedYesterday(served) : text.noRoom(served));
        }
        return true;
      },
    }),
  },
});
