// What is said at once of a danger and of its place, to who has told of it, where he told it.
import type { HandlerContext } from '../../core/handler.ts';
import type { Member } from '../../core/member.ts';
import { reportPhrases } from '../../core/phrases-reports.ts';
import type { Ticket } from '../../core/ticket.ts';
import { isThere } from '../words/rescue.ts';
import { calledFor, callNow, mentionedIn, tellPlace } from './calling.ts';
import { emergencyOf } from './emergency.ts';
import { hazardPlacedAnew, hazardRighted } from './place-said.ts';
import { dangerCalledTo } from './rescue.ts';
import { supplement } from './steps.ts';

type Context = HandlerContext<unknown>;

/** The group it was said in; null in a direct chat. */
export const groupOf = ({ message: { conversation } }: Context): string | null =>
  conversation.kind === 'group' ? conversation.id : null;

const namesOf = (people: readonly Member[]) =>
  [...new Set(people.flatMap(({ name }) => (name === null ? [] : [name])))].join('、');

async function mentionedHere(ctx: Context, people: readonly Member[]): Promise<Member[]> {
  const group = groupOf(ctx);
  return group === null ? [] : await mentionedIn(ctx, group, people);
}

/** The number to call first, then who is to come: by name in the group, in a direct chat in words. */
export async function sayUrgent(ctx: Context, ticket: Ticket): Promise<void> {
  ctx.reply(emergencyOf(ticket));
  const people = await calledFor(ctx, ticket);
  if (people.length === 0) ctx.reply(reportPhrases.nobodyToCall(ticket.number));
  else if (groupOf(ctx) !== null) {
    ctx.call(await mentionedHere(ctx, people));
    ctx.reply(reportPhrases.come(ticket));
  } else ctx.reply(reportPhrases.calling(ticket.number, namesOf(people)));
}

/** It has become urgent: now people are called. */
export const sayRaised = async (ctx: Context, ticket: Ticket): Promise<void> =>
  await sayUrgent(ctx, await callNow(ctx, ticket, groupOf(ctx)));

/** Its place is known, or another one now: whoever was called out to it hears that at once. */
export async function sayPlaced(ctx: Context, ticket: Ticket): Promise<void> {
  const place = ticket.place ?? '';
  if (!ticket.urgent) return ctx.reply(reportPhrases.placed(ticket.number, place));
  const people = await tellPlace(ctx, ticket, groupOf(ctx));
  if (groupOf(ctx) === null) return ctx.reply(reportPhrases.placeToldAlone(ticket.number, place));
  ctx.reply(reportPhrases.placeTold(ticket.number, place));
  ctx.call(await mentionedHere(ctx, people));
  ctx.reply(reportPhrases.come(ticket));
}

/** The place told before is put right, and told to whoever is on the way. False: the words put right something else. */
export const putsRight = async (ctx: Context, words: string): Promise<boolean> =>
  await sayRighted(ctx, words, await hazardRighted(ctx, ctx.member, words));

/** The same, where only the right place is told: it was called wrong before. */
export const placesAnew = async (ctx: Context, words: string): Promise<boolean> =>
  await sayRighted(ctx, words, await hazardPlacedAnew(ctx, ctx.member, words));

async function sayRighted(ctx: Context, words: string, righted: Awaited<ReturnType<typeof hazardRighted>>): Promise<boolean> {
  if (!righted) return false;
  const { ticket, place } = righted;
  // Whoever is on the way must see which of the two was wrong.
  await sayPlaced(ctx, await supplement(ctx, ticket, { words, place, replaces: true, by: ctx.member, isReporter: true }));
  return true;
}

/** Whoever was called out to a danger says that he is there: put down with it. False: nobody called him, or he says something else. */
export async function saysArrived(ctx: Context): Promise<boolean> {
  const { message, member } = ctx;
  const danger = message.kind === 'said' && isThere(message.text) ? await dangerCalledTo(ctx, member) : undefined;
  if (!danger || message.kind !== 'said') return false;
  await supplement(ctx, danger, { words: message.text, by: member, isReporter: false });
  ctx.reply(reportPhrases.arrived(danger.number));
  return true;
}
