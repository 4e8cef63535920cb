// Clicks on cards: what was chosen is shown on the card itself; what there is to say to it leaves by itself.
import { itemOfCard } from '../channels/wecom/cards.ts';
import type { Receiver } from '../core/channel.ts';
import { SECOND_MS } from '../core/clock.ts';
import { conversationKey, targetKey } from '../core/conversation.ts';
import { messageOf } from '../core/errors.ts';
import type { Clicked } from '../core/message.ts';
import { mayPress, type Outgoing } from '../core/outgoing.ts';
import type { Log } from '../core/services.ts';

/** Together with the storing of the click it must stay below the platform's five seconds. */
const FOUND_WITHIN_MS = SECOND_MS;

/** The outbox item on whose card somebody has clicked, and what it said. */
export interface ClickedCard {
  itemId: number;
  said: Outgoing;
  userId: string;
}

/**
 * Stores the click, then finds the card.
 * @returns null when it is unknown, was not said where it was clicked, or asks somebody else
 * @throws BotError as `Receiver.receive`
 */
export async function takeClick(
  { receiver, log }: { receiver: Receiver; log: Log },
  message: Clicked,
): Promise<ClickedCard | null> {
  await receiver.receive(message, { waitMs: 0 });
  const itemId = itemOfCard(message.card);
  const { userId } = message.sender;
  if (itemId === null || userId === null) return null;
  const said = await inTime(receiver.said(itemId), log);
  const isHere = said !== null && targetKey(said) === conversationKey(message.channel, message.conversation);
  return isHere && mayPress(said, message.button, message.sender.account) ? { itemId, said, userId } : null;
}

/** The click is stored; a card that does not change is no reason to have it sent again. */
async function inTime(finding: Promise<Outgoing | null>, log: Log): Promise<Outgoing | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), FOUND_WITHIN_MS);
  });
  const found = finding.catch((error: unknown) => {
    log.warn({ error: messageOf(error) }, 'a card could not be found');
    return null;
  });
  try {
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(timer);
  }
}
