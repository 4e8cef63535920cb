import type { Receiver } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import type { Message } from '../../core/message.ts';
import { mayPress } from '../../core/outgoing.ts';
import { phrases } from '../../core/phrases.ts';
import { type CardClick, cardUpdateOf, parseCardClick, pressed } from './card-click.ts';

/** The platform waits two seconds for the answer to a press, and the answer has a way to go. */
const DURABLE_WITHIN_MS = 1_200;

export interface ClickSettings {
  robotCode: string;
  corpId: string | null;
}

/** `taken`: with what the card shows from now on to whoever pressed. */
export type TakenClick = { kind: 'taken'; update: object } | { kind: 'foreign' } | { kind: 'malformed' };

/**
 * Takes presses on cards, from either wire. What a press stands for, and for whom and where the card was, the server knows by the card's
 * name: of what the client sends only the number of the button counts. Pressed twice it has one effect, and the same answer. What there
 * is to say leaves by the outbox.
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
    await receiver.receive({ ...found.message, conversation }, { waitMs: 0, durableWithinMs: DURABLE_WITHIN_MS });
    return cardUpdateOf(found.button);
  }
}

/** The card is forgotten, never had such a button, or is somebody else's: whoever pressed is told so, nothing is done. */
const GONE = { ...cardUpdateOf({ label: '' }), userPrivateData: { cardParamMap: { chosen: phrases.questionGone } } };
