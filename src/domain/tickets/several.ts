// Several tickets in one message, each named by its number or by what it is; and one of which more is said than a step.
import { z } from 'zod';
import { defineAnswer, type HandlerContext } from '../../core/handler.ts';
import { handlingPhrases } from '../../core/phrases-handling.ts';
import { sayStatus } from '../../core/phrases-status.ts';
import type { HandlingAction, Ticket } from '../../core/ticket.ts';
import { calledIn, type Part } from '../words/handling.ts';
import { numberAmong } from '../words/settling.ts';
import { fitting, isCalledSo } from './choosing.ts';
import { ticketFor } from './finding.ts';
import { isHandler } from './handlers-of.ts';
import { namesIn } from './rows.ts';

const { talk: say } = handlingPhrases;

type Context = HandlerContext<unknown>;
interface What {
  action: HandlingAction | null;
  note: string | null;
}
interface Doers {
  act(ctx: Context, number: string, what: What): Promise<void>;
  /** Asks which, where there are more. */
  actOnOneOf(ctx: Context, found: readonly Ticket[], what: What): Promise<void>;
}

/** Tickets in a list are read on a telephone. */
export const LISTED_MAX = 5;
const isInGroup = ({ message }: Context): boolean => message.conversation.kind === 'group';
const isAppeal = (number: string): boolean => number.startsWith('A');

/** The member's that this can be done to; in a group nothing is said of appeals. */
export const fittingHere = (ctx: Context, action: HandlingAction | null): Promise<Ticket[]> =>
  fitting(ctx, ctx.member, action, isInGroup(ctx) ? 'hazard' : null);

/** By its number, or by what it is called. */
export async function numberMeant({ tx }: Context, words: string, numbers: readonly string[]): Promise<string | undefined> {
  const number = numberAmong(words, numbers);
  const about = number === undefined ? calledIn(words) : null;
  if (about === null) return number;
  const called: string[] = [];
  for (const one of numbers) {
    const ticket = await tx.tickets.byNumber(one);
    if (ticket && isCalledSo(ticket, about)) called.push(one);
  }
  return called.length === 1 ? called[0] : undefined;
}

/** What is done with several tickets told of in one message; each step is taken as if it had been said alone. */
export function createSeveral({ act, actOnOneOf }: Doers) {
  /** @returns the tickets each part is about; null where one is called what none is called */
  async function ticketsOf(ctx: Context, { number, about, several, said }: Part): Promise<Ticket[] | null> {
    if (number !== null) {
      const ticket = await ctx.tx.tickets.byNumber(number);
      return ticket ? [ticket] : null;
    }
    const found = await fittingHere(ctx, said.kind === 'act' ? said.action : null);
    if (about === null) {
      if (several === null || several === 'all' || several === found.length) return found;
      // What was not taken on may be settled as well.
      const open = await fittingHere(ctx, null);
      return several === open.length ? open : null;
    }
    const called = found.filter((ticket) => isCalledSo(ticket, about));
    return called.length > 0 ? called : null;
  }

  /** One after the other; a second question would take the place of the first. */
  async function actOnPart(ctx: Context, found: readonly Ticket[], { several, said }: Part): Promise<void> {
    const [first, another] = found;
    if (!first) return ctx.reply(isInGroup(ctx) ? say.nothingHere : say.nothing);
    if (ctx.hasAsked()) return ctx.reply(say.oneAtATime(first.number));
    const what = another ? '' : `${first.number} `;
    switch (said.kind) {
      case 'held':
        return ctx.reply(say.held(what));
      case 'unsettled':
        return ctx.reply(say.unsettled(what));
      case 'unclear':
        return await actOnOneOf(ctx, found, { action: null, note: null });
      case 'asked':
        return await tellState(ctx, found);
      case 'hearsay': {
        if (another) return await actOnOneOf(ctx, found, { action: null, note: null });
        const state = { number: first.number, note: said.note };
        return ctx.ask({ name: 'seen', text: say.askSeen(first.number), choices: say.seenChoices, state });
      }
      case 'act': {
        const { action, note } = said;
        if (several === null || found.length > LISTED_MAX) return await actOnOneOf(ctx, found, { action, note });
        for (const { number } of found) await act(ctx, number, { action, note });
      }
    }
  }

  /** A question changes nothing. */
  async function tellState(ctx: Context, found: readonly Ticket[]): Promise<void> {
    for (const { number } of found.slice(0, LISTED_MAX)) {
      const asked = await ticketFor(ctx, ctx.member, number);
      if (asked.kind !== 'found') ctx.reply(handlingPhrases.unknown(number));
      else if (isInGroup(ctx) && isAppeal(number)) ctx.reply(say.privately);
      else {
        const handler = asked.standing === 'anyone' ? null : await namesIn(ctx)(asked.ticket.handlerId);
        ctx.reply(sayStatus(ctx.branch, asked.ticket, { handler, hasOutcome: false }, ctx.now));
      }
    }
  }

  /** Does all that is said. False: one of them is called what no ticket is called, and the words are about something else. */
  async function doAll(ctx: Context, parts: readonly Part[]): Promise<boolean> {
    if (!isHandler(ctx, ctx.member)) return false;
    const meant: { part: Part; tickets: readonly Ticket[] }[] = [];
    for (const part of parts) {
      const tickets = await ticketsOf(ctx, part);
      if (!tickets) return false;
      meant.push({ part, tickets });
    }
    for (const { part, tickets } of meant) await actOnPart(ctx, tickets, part);
    return true;
  }

  const seen = defineAnswer({
    allow: 'insider',
    state: z.object({ number: z.string(), note: z.string() }),
    async run(ctx, answer) {
      if (answer.kind === 'words') return false;
      const { number, note } = ctx.slots;
      if (answer.choice === 1) await act(ctx, number, { action: 'resolve', note });
      else ctx.reply(say.stays);
      return true;
    },
  });

  return { doAll, seen };
}
