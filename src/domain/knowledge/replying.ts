// The talk with whoever answers a question that was passed on: how it is to be answered, read back before it leaves, kept for all.
import { z } from 'zod';
import { defineAnswer, type HandlerContext } from '../../core/handler.ts';
import { isAllowed } from '../../core/intent.ts';
import type { Ticket } from '../../core/ticket.ts';
import { maskedNote } from '../tickets/history.ts';
import { NOTE_MAX } from '../tickets/steps.ts';
import { replyGiven } from '../words/settling.ts';
import { keepOffer } from './asking.ts';
import { type KeepOutcome, keepCurated } from './curated.ts';

export interface ReplyText {
  askReply(number: string): string;
  tooLong(length: number): string;
  readBack(note: string): string;
  readBackChoices: readonly string[];
  keepPair(question: string, answer: string): string;
  replaces(question: string): string;
  askKeep: string;
  keepChoices: readonly string[];
  kept: Record<KeepOutcome['kind'], string>;
  notKept: string;
}

type Context = HandlerContext<unknown>;

/** Words that ask for anything else are no answer to somebody's question. */
const mayBeReply = ({ intent }: { intent: string }) => intent === 'ask_policy' || intent === 'smalltalk';

/** @param send gives the asker what was read back */
export function createReplying(text: ReplyText, send: (ctx: Context, number: string, note: string) => Promise<void>) {
  function askReply(ctx: Context, number: string, lead = text.askReply(number)): void {
    ctx.ask({ name: 'reply', text: lead, choices: [], state: { number, note: null } });
  }

  /** As it will be sent; nothing leaves before a yes. */
  async function readBack(ctx: Context, number: string, given: string): Promise<void> {
    const length = [...given].length;
    if (length > NOTE_MAX) return askReply(ctx, number, text.tooLong(length));
    const note = (await maskedNote(ctx, given, true)) ?? '';
    ctx.ask({ name: 'reply', text: text.readBack(note), choices: text.readBackChoices, state: { number, note } });
  }

  return {
    askReply,

    /** Asks staff whether all who ask the same are to be answered so. @returns false where that is not to be asked */
    async offerToKeep(ctx: Context, ticket: Ticket, lead: string): Promise<boolean> {
      const offer = isAllowed(ctx.member.role, 'staff') ? await keepOffer(ctx, ticket) : null;
      if (!offer) return false;
      const { pair, replaced } = offer;
      const shown = [text.keepPair(pair.question, pair.answer), ...(replaced === null ? [] : [text.replaces(replaced)])];
      const asked = [lead, ...shown, text.askKeep].join('\n');
      ctx.ask({ name: 'keep', text: asked, choices: text.keepChoices, state: pair });
      return true;
    },

    reply: defineAnswer({
      allow: 'insider',
      state: z.object({ number: z.string(), note: z.string().nullable() }),
      async run(ctx, answer) {
        const { number, note } = ctx.slots;
        if (answer.kind === 'choice') {
          if (answer.choice === 1 && note !== null) await send(ctx, number, note);
          else askReply(ctx, number);
          return true;
        }
        const isOther = answer.isCommand || !answer.frames.every(mayBeReply);
        const given = isOther ? null : replyGiven(answer.words);
        if (given !== null) await readBack(ctx, number, given);
        return given !== null;
      },
      covers: mayBeReply,
    }),

    keep: defineAnswer({
      allow: 'staff',
      state: z.object({ question: z.string(), answer: z.string() }),
      async run(ctx, answer) {
        if (answer.kind === 'words') return false;
        ctx.reply(answer.choice === 1 ? text.kept[(await keepCurated(ctx, ctx.slots, ctx.member.id)).kind] : text.notKept);
        return true;
      },
    }),
  };
}
