import { defineCommand, defineHandler, type HandlerContext } from '../src/core/handler.ts';
import { checkInTitle } from '../src/core/phrases.ts';
import { askedOfOwn } from '../src/domain/words/own-records.ts';

const text = {
  since: '到现在',
  month: (month: number) => `${month}月`,
  counted: (span: string, list: string) => `${span}你记了：${list}。`,
  none: (span: string) => `${span}还没有你的记录，来了就说“签到”。`,
  noneOf: (span: string, what: string) => `${span}没有你的${what}记录。`,
  count: (what: string, count: number) => `${what} ${count} 次`,
  comma: '、',
  whispered: '我私信你了。',
  askDirect: '自己的记录不在群里说，请私聊问我。',
};

async function countsOf(ctx: HandlerContext<{ words: string }>): Promise<string> {
  const { kind, month } = askedOfOwn(ctx.slots.words, ctx.at) ?? { kind: null, month: null };
  const span = month === null ? text.since : text.month(month.month);
  const entries = await ctx.tx.attendance.between(ctx.member.id, month?.from ?? 0, month?.to ?? ctx.now + 1);
  const counts = new Map<string, number>();
  for (const entry of entries) {
    if (kind !== null && entry.kind !== kind) continue;
    const what = checkInTitle({ ...entry, half: null, mode: null });
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  if (counts.size > 0) return text.counted(span, [...counts].map(([what, count]) => text.count(what, count)).join(text.comma));
  return kind === null ? text.none(span) : text.noneOf(span, checkInTitle({ kind, half: null, mode: null }));
}

export default defineHandler({
  name: 'own-records',
  title: '自己的记录',
  help: null,
  text,
  intents: {},
  commands: {
    often: defineCommand({
      allow: 'anyone',
      examples: ['我这个月双报到几次了', '我签到了几次', '我的签到记录'],
      hears: (words) => (askedOfOwn(words, 0) ? { words } : null),
      async run(ctx) {
        const said = await countsOf(ctx);
        const isSaid = ctx.whisper(said);
        if (ctx.message.conversation.kind === 'group') ctx.reply(isSaid ? text.whispered : text.askDirect);
      },
    }),
  },
});
