// Words that come after an appeal and may be no part of it: whether they are put down, and whether it is taken back, is asked.
import { z } from 'zod';
import { type AnswerDefinition, defineAnswer, type HandlerContext } from '../../core/handler.ts';
import type { Ticket } from '../../core/ticket.ts';
import { partOf } from '../words/appeal-talk.ts';
import { withdraw } from './steps.ts';

/** What the skill says of it. */
interface Text {
  askAdd(number: string): string;
  addChoices: readonly string[];
  added(number: string): string;
  notAdded: string;
  askWithdraw(number: string): string;
  withdrawChoices: readonly string[];
  withdrawn(number: string): string;
  isOver(number: string): string;
  stays(number: string): string;
  gone: string;
}

/** `isWishOpen`: whether he wants to stay unknown was asked before, and is asked again. */
const pendingSchema = z.object({ ticketId: z.string(), words: z.string(), isWishOpen: z.boolean() });
type Pending = z.infer<typeof pendingSchema>;

/** How the skill that asks does the rest. */
interface Doings {
  ownOf(ctx: HandlerContext<{ ticketId: string }>): Promise<Ticket | null>;
  add(ctx: HandlerContext<unknown>, ticket: Ticket, words: string): Promise<Ticket>;
  askWish(ctx: HandlerContext<unknown>, ticket: Ticket, lead: string): boolean;
}

/** Words about anything else would tell those who settle an appeal whose it is. A picture that comes with them shows what was meant. */
export function partIn({ message }: HandlerContext<unknown>, words: string): 'more' | 'other' | 'either' {
  const part = partOf(words);
  return part === 'either' && message.kind === 'said' && message.media.length > 0 ? 'more' : part;
}

/** The two questions, and what their answers do. */
export function createLater(text: Text, { ownOf, add, askWish }: Doings) {
  function goOn(ctx: HandlerContext<Pending>, ticket: Ticket, lead: string): void {
    if (ctx.slots.isWishOpen && ctx.sealer && !ticket.anonymous) askWish(ctx, ticket, lead);
    else ctx.whisper(lead);
  }

  const answering = (
    run: (ctx: HandlerContext<Pending>, ticket: Ticket, isYes: boolean) => Promise<void>,
  ): AnswerDefinition<Pending> =>
    defineAnswer({
      state: pendingSchema,
      async run(ctx, answer) {
        if (answer.kind === 'words') return false;
        ctx.keepSealed();
        const ticket = await ownOf(ctx);
        if (ticket) await run(ctx, ticket, answer.choice === 1);
        else ctx.whisper(text.gone);
        return true;
      },
      isRecorded: true,
    });

  return {
    askAdd: (ctx: HandlerContext<unknown>, { id, number }: Ticket, words: string, isWishOpen: boolean): boolean =>
      ctx.askAlone({
        name: 'add',
        text: text.askAdd(number),
        choices: text.addChoices,
        state: { ticketId: id, words, isWishOpen } satisfies Pending,
      }),
    askWithdraw: (ctx: HandlerContext<unknown>, { id, number }: Ticket, isWishOpen: boolean): boolean =>
      ctx.askAlone({
        name: 'withdraw',
        text: text.askWithdraw(number),
        choices: text.withdrawChoices,
        state: { ticketId: id, words: '', isWishOpen } satisfies Pending,
      }),
    add: answering(async (ctx, ticket, isYes) => {
      if (isYes) goOn(ctx, await add(ctx, ticket, ctx.slots.words), text.added(ticket.number));
      else goOn(ctx, ticket, text.notAdded);
    }),
    withdraw: answering(async (ctx, ticket, isYes) => {
      if (!isYes) return goOn(ctx, ticket, text.stays(ticket.number));
      const { kind } = await withdraw(ctx, ctx.member, ticket);
      ctx.whisper((kind === 'withdrawn' ? text.withdrawn : text.isOver)(ticket.number));
    }),
  };
}
