// How what concerns one person's points is said: to him alone; and what is wrong about a number.
import type { Doing } from '../../core/doing.ts';
import type { Asking, HandlerContext } from '../../core/handler.ts';
import { exchangeStates, pointPhrases } from '../../core/phrases-points.ts';
import type { Exchange } from '../../core/points.ts';
import type { Whole } from '../words/whole-numbers.ts';

type Voice = Pick<HandlerContext, 'whisper' | 'askAlone' | 'reply' | 'message'>;

/** To the person alone; a group hears that it was heard, and nothing else. */
export function tellAlone(ctx: Voice, said: string): void {
  sayWhere(ctx, ctx.whisper(said));
}

/** As `tellAlone`, with a question. */
export function askAlone(ctx: Voice, asking: Asking): void {
  sayWhere(ctx, ctx.askAlone(asking));
}

function sayWhere({ message, reply }: Voice, isSaid: boolean): void {
  if (message.conversation.kind === 'group') reply(isSaid ? pointPhrases.inGroup : pointPhrases.tellMeAlone);
}

/** How an exchange stands, as its owner reads it. */
export async function sayExchange({ tx }: Pick<Doing, 'tx'>, { id, name, cost, status, decidedBy }: Exchange): Promise<string> {
  const who = status === 'granted' && decidedBy !== null ? (await tx.members.byId(decidedBy))?.name : null;
  return pointPhrases.exchange(id, name, cost, exchangeStates[status]) + (who ? pointPhrases.collectFrom(who) : '');
}

/** Names the number and the cure. @param what what the number is of; @param most the largest there may be */
export function sayFault({ fault, said }: Extract<Whole, { kind: 'fault' }>, what: string, most: number): string {
  return pointPhrases[fault](said, what, most);
}
