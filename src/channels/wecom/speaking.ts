import type { Attempt } from '../ladder.ts';
import type { WholeMessage } from './messages.ts';

/** A way on which several messages may go, one after the other. */
export interface Mouth {
  /** The rung's. */
  name: string;
  isKeyed: boolean;
  room(count: number): Promise<number | null>;
  say(message: WholeMessage): Promise<Attempt>;
}

/** What one outgoing message becomes on a way. */
export interface Script {
  /** In one message or several; never empty. */
  words: readonly WholeMessage[];
  /** The same on a card with its buttons; null where it does not fit on one. */
  card: WholeMessage | null;
  /** What is sent behind the words; a failure there is a failure of the picture alone. Never throws. */
  follow?: ((mouth: Mouth) => Promise<void>) | undefined;
}

/**
 * Says it: on the card where there is one, else in words. The message counts by that: what follows may fail. Never throws.
 */
export async function perform(mouth: Mouth, { words, card, follow }: Script, isRepeat: boolean): Promise<Attempt> {
  const first = card ? [card] : words;
  const until = await mouth.room(first.length);
  if (until !== null) return { kind: 'wait', until, reason: `${mouth.name}_limit` };
  let said = await sayAll(mouth, first);
  if (card && said.kind === 'refused') {
    // A task id may be used once: the first of the two arrived.
    if (isRepeat) return { kind: 'sent', via: mouth.name };
    said = await sayAll(mouth, words);
  }
  if (said.kind !== 'sent' && said.kind !== 'accepted') return said;
  await follow?.(mouth);
  return said;
}

/** Parts of one message. What fails behind the first goes no other way, where the first would be heard twice. */
async function sayAll(mouth: Mouth, messages: readonly WholeMessage[]): Promise<Attempt> {
  let said: Attempt = { kind: 'refused', reason: `${mouth.name}_empty` };
  for (const [index, message] of messages.entries()) {
    said = await mouth.say(message);
    if (said.kind === 'sent' || said.kind === 'accepted') continue;
    if (index === 0) return said;
    return mouth.isKeyed
      ? { kind: 'uncertain', isKeyed: true, reason: 'cut_short' }
      : { kind: 'unknown', via: mouth.name, reason: 'cut_short' };
  }
  return said;
}
