// A press on a card, the same over both wires (document/development/event-callback-card).
import { z } from 'zod';
import { SECOND_MS } from '../../core/clock.ts';
import type { Clicked, Message } from '../../core/message.ts';
import type { Button, Outgoing } from '../../core/outgoing.ts';
import { phrases } from '../../core/phrases.ts';
import { neutralise } from '../../core/text.ts';
import { given, givenId, readable } from '../given.ts';
import { itemIdIn, trackIdOf } from './card-track.ts';
import { VALUE_LIMIT_BYTES } from './cards.ts';
import { accountOf, robotKey, STAFF_ID } from './ids.ts';

export interface ClickOptions {
  /** ms */
  now: number;
  robotCode: string;
  /** The configured organisation; left out = not checked. */
  corpId?: string;
  /** `header` over HTTP, where the signature covers a time stamp only. */
  proof: Message['proof'];
}

/**
 * So long the same button pressed again by the same person is the same press. A press has no id of its own: the id of a frame is that of
 * one delivery. What was not acknowledged comes again after some 60 s (stream/protocol; seen after 16 to 60), and card events have no
 * schedule of redelivery beside that; whoever changes his mind twice takes longer.
 */
export const PRESS_MS = 90 * SECOND_MS;

export interface CardClick {
  /** The outbox item whose card was pressed: `Receiver.said` tells what it said. */
  itemId: number;
  /** From 1. */
  choice: number;
  /** `button` holds the choice's number until `pressed` has put the button's own id there. */
  message: Clicked;
  /** The key it has if it repeats a press from before the present stretch of `PRESS_MS`. */
  earlierKey: string;
}

/** `foreign`: of an organisation that is not ours, or of a card that is none of ours. */
export type ParsedClick = { kind: 'click'; click: CardClick } | { kind: 'foreign' } | { kind: 'malformed' };

const id = z.string().min(1).max(512);
const clickSchema = z.object({
  type: z.literal('actionCallback'),
  outTrackId: id,
  corpId: givenId(id),
  userId: z.string().regex(STAFF_ID),
  /** 1 = staff id; the other kind names nobody in our lists. */
  userIdType: given(z.coerce.number().pipe(z.literal(1))),
  spaceType: readable(z.string().max(64)),
  spaceId: givenId(id),
  content: z.string().max(16_384),
});
const contentSchema = z.object({
  cardPrivateData: z.object({ params: z.object({ choice: z.coerce.string().regex(/^[1-9]$/) }) }),
});

/**
 * Reads one verified press. The number of the button is all that is taken from what the client sends: what it stands for is looked up
 * under the card's name. The same press within one stretch of `PRESS_MS` has the same key. Pure.
 */
export function parseCardClick(body: unknown, options: ClickOptions): ParsedClick {
  const payload = clickSchema.safeParse(body).data;
  const content = contentSchema.safeParse(parseJson(payload?.content)).data;
  if (!payload || !content) return { kind: 'malformed' };
  const { outTrackId, corpId, userId, spaceType, spaceId } = payload;
  const itemId = itemIdIn(outTrackId);
  const isOurs = options.corpId === undefined || corpId === undefined || corpId === options.corpId;
  if (itemId === null || !isOurs) return { kind: 'foreign' };
  const isGroup = spaceType === 'IM_GROUP';
  if (isGroup && spaceId === undefined) return { kind: 'malformed' };
  const { choice } = content.cardPrivateData.params;
  const account = accountOf(userId);
  const stretch = Math.floor(options.now / PRESS_MS);
  const keyIn = (of: number) => robotKey(options.robotCode, `card:${outTrackId}:${userId}:${choice}:${of}`);
  const message: Clicked = {
    kind: 'clicked',
    channel: 'dingtalk',
    key: keyIn(stretch),
    conversation: isGroup && spaceId !== undefined ? { kind: 'group', id: spaceId } : { kind: 'direct', id: account },
    sender: { account, userId, name: null },
    sentAt: options.now,
    receivedAt: options.now,
    addressed: true,
    proof: options.proof,
    replyHandles: [],
    card: outTrackId,
    button: choice,
  };
  return { kind: 'click', click: { itemId, choice: Number(choice), message, earlierKey: keyIn(stretch - 1) } };
}

/**
 * The button that was pressed and the message that says so, by what the server knows of the card; null when the card is not of that
 * outgoing message any more, or never had such a button.
 * @param said what the outbox item said; null when it is forgotten
 */
export function pressed(
  { itemId, choice, message }: CardClick,
  said: Outgoing | null,
): { button: Button; message: Clicked } | null {
  if (said?.channel !== 'dingtalk' || trackIdOf(itemId, said) !== message.card) return null;
  const button = said.buttons[choice - 1];
  if (!button) return null;
  const { to } = said;
  // Where the card stands is known here, whatever the platform calls the place.
  const conversation = to.kind === 'group' ? { kind: to.kind, id: to.id } : { kind: to.kind, id: message.sender.account };
  return { button, message: { ...message, conversation, button: button.id } };
}

/** The answer to a press, within two seconds: whoever pressed sees what he chose, or what came of it; nobody else sees a change. */
export const cardUpdateOf = ({ label }: Pick<Button, 'label'>, outcome: string = phrases.chosen(label)) => ({
  cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
  userPrivateData: { cardParamMap: { chosen: outcome } },
});

/** What came of a press as the card can show it: words and nothing else, short enough for one value; null = it is said another way. */
export function outcomeOn({ text, buttons, link, photos = [], called = [], citations = [] }: Outgoing): string | null {
  const hasMore = buttons.length + photos.length + called.length + citations.length > 0 || link !== undefined;
  const shown = neutralise(text);
  return hasMore || Buffer.byteLength(shown) > VALUE_LIMIT_BYTES ? null : shown;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
