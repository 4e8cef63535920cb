import type { Receiver } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import type { Message } from '../../core/message.ts';
import { mayPress } from '../../core/outgoing.ts';
import { phrases } from '../../core/phrases.ts';
import { type CardClick, cardUpdateOf, outcomeOn, PRESS_MS, parseCardClick, pressed } from './card-click.ts';

/** The platform waits two seconds for the answer to a press, and the answer has a way to go. */
const DURABLE_WITHIN_MS = 1_200;
const ANSWER_WITHIN_MS = 1_000;

export interface ClickSettings {
  robotCode: string;
  corpId: string | null;
}

/** `taken`: with what the card shows from now on to whoever pressed. */
export type TakenClick = { kind: 'taken'; update: object } | { kind: 'foreign' } | { kind: 'malformed' };

/**
 * Takes presses on cards, from either wire. What a press stands for, and for whom and where the card was, the server knows by the card's
 * name: of what the client sends only the number of the button counts. Pressed twice it has one effect, and the same answer. What there
 * is to say stands on the card, for whoever pressed: in a group it would cost one of the month's calls, and mention nobody. Where the
 * card cannot show it, or not in time, it leaves by the outbox.
 */
export function createClicks({ clock, receiver }: { clock: Clock; receiver: Receiver }, { robotCode, corpId }: ClickSettings) {
  /** @throws BotError store, overloaded: not durable */
  return async (body: unknown, proof: Message['proof']): Promise<TakenClick> => {
    const parsed = parseCardClick(body, { now: clock.now(), robotCode, proof, ...(corpId !== null && { corpId }) });
    return parsed.kind === 'click' ? { kind: 'taken', update: await take(parsed.click) } : parsed;
  };

  async function take(click: CardClick): Promise<object> {
    const said = await receiver.said(click.itemId);
    const found = pressed(click, said);
    if (!said || !found) return GONE;
    const { account } = found.message.sender;
    // It was shown to one person.
    if (said.to.kind === 'direct' && said.to.account !== account) return GONE;
    if (!mayPress(said, found.message.button, account)) return GONE;
    const conversation: Message['conversation'] =
      said.to.kind === 'group' ? { kind: 'group', id: said.to.id } : { kind: 'direct', id: account };
    const message = { ...found.message, conversation, key: await keyOf(click) };
    // What is said to one person alone is not for whoever may have written the press: it goes by our own call.
    const isShown = conversation.kind === 'group' || message.proof === 'message';
    const waitMs = isShown ? ANSWER_WITHIN_MS : 0;
    const { reply, settle } = await receiver.receive(message, { waitMs, durableWithinMs: DURABLE_WITHIN_MS });
    const outcome = reply && outcomeOn(reply);
    // Should the answer to the press be lost, a repeat of it gets the same.
    settle(outcome !== null);
    return outcome === null ? cardUpdateOf(found.button) : cardUpdateOf(found.button, outcome);
  }

  /** Sent again across the end of a stretch it is still the same press. */
  async function keyOf({ message, earlierKey }: CardClick): Promise<string> {
    const at = await receiver.storedAt(earlierKey);
    return at !== null && clock.now() - at < PRESS_MS ? earlierKey : message.key;
  }
}

/** The card is forgotten, never had such a button, or is somebody else's: whoever pressed is told so, nothing is done. */
const GONE = { ...cardUpdateOf({ label: '' }), userPrivateData: { cardParamMap: { chosen: phrases.questionGone } } };
