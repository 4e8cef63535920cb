import { defineHandler, defineIntent, type HandlerContext } from '../src/core/handler.ts';
import { brief } from '../src/core/phrases-notices.ts';
import { sayWhen } from '../src/core/phrases-times.ts';
import { shanghaiDate, shanghaiHourMinute } from '../src/core/shanghai.ts';
import { noSlots } from '../src/core/slots.ts';
import { type AcknowledgeOutcome, acknowledge, acknowledgeNotice } from '../src/domain/acknowledgements.ts';
import { heardScorn } from '../src/domain/words/receipts.ts';

const text = {
  recorded: '好，记下你收到了。',
  noticeRecorded: '收到，记下了。',
  /** @param body the beginning of what the notice says */
  recordedFor: (body: string) => `收到，记下了：“${body}”。`,
  otherWaits: (body: string) => `好，记下了。还有条通知等你回“收到”：“${body}”。`,
  already: (at: string) => `你${/^\d/.test(at) ? ' ' : ''}${at} 回过收到了，不用再回。`,
  nothing: '好。眼下没有等你回“收到”的通知。',
  scorn: '好，没算你收到。哪儿不对直接跟我说。',
  noNotice: '这条通知找不到了，不用再回。',
};

function sayRecorded({ notice, isGuessed, waiting }: Extract<AcknowledgeOutcome, { kind: 'recorded' }>): string {
  if (notice) return isGuessed ? text.recordedFor(brief(notice.body)) : text.noticeRecorded;
  return waiting ? text.otherWaits(brief(waiting.body)) : text.recorded;
}

function say(ctx: HandlerContext<unknown>, outcome: AcknowledgeOutcome): void {
  if (outcome.kind === 'recorded') return ctx.reply(sayRecorded(outcome));
  const { at } = outcome;
  ctx.reply(text.already(shanghaiDate(at) === shanghaiDate(ctx.now) ? shanghaiHourMinute(at) : sayWhen(at, ctx.now)));
}

export default defineHandler({
  name: 'acknowledge',
  title: '收到回执',
  help: '通知看过了，回“收到”',
  topic: 'activities',
  text,
  intents: {
    acknowledge: defineIntent({
      keywords: ['收到', '已阅', '明白', '知道了'],
      examples: ['收到', '已阅', '明白了', '👌'],
      slots: noSlots,
      async run(ctx) {
        if (ctx.message.kind === 'said' && heardScorn.test(ctx.message.text)) return ctx.reply(text.scorn);
        const quoted = ctx.message.kind === 'said' ? (ctx.message.quoted?.text ?? null) : null;
        const outcome = await acknowledge(ctx, ctx, quoted);
        if (outcome.kind === 'nothing') ctx.reply(text.nothing);
        else say(ctx, outcome);
      },
    }),
  },
  buttons: {
    notice: {
      allow: 'insider',
      async run(ctx) {
        const outcome = await acknowledgeNotice(ctx, ctx, ctx.slots);
        // Forty presses are not forty messages.
        if (outcome && ctx.isShownOnCard()) return;
        if (outcome) say(ctx, outcome);
        else ctx.reply(text.noNotice);
      },
    },
  },
});
