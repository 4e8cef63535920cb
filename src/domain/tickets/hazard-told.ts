// What somebody tells of a hazard as the report that is taken in.
import type { HandlerContext } from '../../core/handler.ts';
import type { Message } from '../../core/message.ts';
import type { ReportHazardSlots } from '../../core/slots.ts';
import { isThereAgain } from '../words/rescue.ts';
import { locationOf, mendedPlace } from './place-said.ts';
import { type NewReport, sourceOf } from './reporting.ts';
import { ownDanger } from './rescue.ts';
import { groupOf } from './saying.ts';

/** Photos quoted belong to what is said of them. */
export const mediaOf = (message: Message) =>
  message.kind === 'said' ? [...message.media, ...(message.quoted?.media ?? [])] : [];

/** What is there again is where it was. */
const placeAsBefore = async (ctx: HandlerContext<unknown>, words: string): Promise<string | null> =>
  isThereAgain(words) ? ((await ownDanger(ctx, ctx.member))?.place ?? null) : null;

/** @param source where another message than this one is its origin */
export async function hazardTold(ctx: HandlerContext<ReportHazardSlots>, words: string, source?: string): Promise<NewReport> {
  const { message, member, slots, at } = ctx;
  const own = source ?? sourceOf(ctx, 'hazard', message.key);
  return {
    kind: 'hazard',
    category: slots.category,
    place: mendedPlace(slots.place, words, ctx.stations) ?? locationOf(message) ?? (await placeAsBefore(ctx, words)),
    words,
    urgent: slots.urgent,
    anonymous: false,
    member,
    account: message.sender.account,
    group: groupOf(ctx),
    media: mediaOf(message),
    channel: message.channel,
    // Of two hazards in one message the second needs a source of its own.
    source: source === undefined && (await ctx.tx.tickets.bySource(own)) ? `${own}#2` : own,
    at,
  };
}
