import { z } from 'zod';
import { defineAnswer, defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { startOfDay } from '../src/core/shanghai.ts';
import { patrolHalves } from '../src/core/slots.ts';
import { give, giveWeekly } from '../src/domain/patrol/arranging.ts';
import { endOf, type Patrol, patrolsFrom, peopleOf } from '../src/domain/patrol/roster.ts';
import { withdrawnIn } from '../src/domain/words/drafts.ts';
import { ALL_DAYS } from '../src/domain/words/patrol-days.ts';
import { patrolEmptied, patrolKept } from '../src/domain/words/patrol-giving.ts';

const title = '排巡查';

const text = {
  askEmpty: '早晚巡查以后都不排了？回 1 是，回 2 不用。',
  emptied: '好，巡查都不排了。要再排直接说，比如“明早老周巡查”。',
  kept: '好，巡查表没动。',
  yes: '是',
  no: '不用',
};

type Context = HandlerContext<unknown>;

/** So far ahead days are arranged by themselves. */
const AHEAD_DAYS = 31;
const NOBODY = { deed: 'set', people: [], off: [] } as const;

async function emptyAll(ctx: Context, source: string): Promise<void> {
  await giveWeekly(ctx, ALL_DAYS, patrolHalves, NOBODY, ctx.member, source);
  const arranged: Patrol[] = [];
  for (const patrol of patrolsFrom(startOfDay(ctx.now), AHEAD_DAYS)) {
    if (endOf(patrol) > ctx.now && (await peopleOf(ctx, patrol)).length > 0) arranged.push(patrol);
  }
  if (arranged.length > 0) await give(ctx, [{ ...NOBODY, patrols: arranged }], ctx.member, `${source}-days`);
  ctx.reply(text.emptied);
}

export default defineHandler({
  name: 'call-off-patrol',
  title,
  help: null,
  text,
  intents: {},
  commands: {
    empty: defineCommand({
      allow: 'staff',
      examples: ['清空巡查表', '以后不用巡查了'],
      hears: (words) => (patrolEmptied(words) ? {} : null),
      run: async (ctx) =>
        ctx.ask({ name: 'empty', text: text.askEmpty, choices: [text.yes, text.no], state: { source: ctx.message.key } }),
    }),
    keep: defineCommand({
      allow: 'staff',
      examples: ['别取消明天的巡查', '明天巡查照常'],
      hears: (words) => (patrolKept(words) ? {} : null),
      run: async (ctx) => ctx.reply(text.kept),
    }),
  },
  answers: {
    empty: defineAnswer({
      allow: 'staff',
      state: z.object({ source: z.string() }),
      async run(ctx, answer) {
        if (answer.kind === 'words' && withdrawnIn(answer.words) === null) return false;
        if (answer.kind === 'choice' && answer.choice === 1) await emptyAll(ctx, ctx.slots.source);
        else ctx.reply(text.kept);
        return true;
      },
    }),
  },
});
