import { OPEN_END } from '../../core/channel.ts';
import type { Attempt } from '../ladder.ts';
import { PARAMETER_WRONG } from './errors.ts';
import type { WholeMessage } from './messages.ts';

/** A way on which several messages may go, one after the other. */
export interface Mouth {
  /** The rung's. */
  name: string;
  isKeyed: boolean;
  /** What its yes means. */
  yes: 'sent' | 'accepted';
  room(count: number): Promise<number | null>;
  say(message: WholeMessage): Promise<Attempt>;
}

/** What one outgoing message becomes on a way. */
export interface Script {
  /** In one message or several; never empty. */
  words: readonly WholeMessage[];
  /** The same on a card with its buttons; null where it does not fit on one. */
  card: WholeMessage | null;
  /**
   * What is sent behind the words; a failure there is a failure of the picture alone. Never throws.
   * @param mark how far it came before, as it said itself; null = from the beginning
   * @returns null = that is all; else when to go on, and its mark
   */
  follow?: ((mouth: Mouth, mark: string | null) => Promise<{ until: number; mark: string } | null>) | undefined;
}

/** In the reason of an attempt whose words stand there, before the mark of what follows them. */
const BEHIND = 'behind_';

/** What follows the words is all that is left to say. */
export const isBehind = (lastReason: string | null): boolean => lastReason?.includes(OPEN_END + BEHIND) ?? false;

/**
 * Says it: on the card where there is one, else in words. The message counts by that: what follows may fail. Never throws.
 * @param lastReason how the attempt before ended, if it went this way and its end is open; null = there was none such
 */
export async function perform(mouth: Mouth, script: Script, lastReason: string | null): Promise<Attempt> {
  const { words, card } = script;
  if (lastReason !== null && isBehind(lastReason)) return await goOn(mouth, script, lastReason.split(OPEN_END + BEHIND)[1]!);
  const first = card ? [card] : words;
  const until = await mouth.room(first.length);
  if (until !== null) return { kind: 'wait', until, reason: `${mouth.name}_limit` };
  let said = await sayAll(mouth, first);
  if (card && said.kind === 'refused') {
    // A card's name may be used once: the first of the two arrived.
    const isUsed = said.reason === `${mouth.name}_errcode_${PARAMETER_WRONG}`;
    if (lastReason !== null && isUsed) return await goOn(mouth, script, null);
    said = await sayAll(mouth, words);
  }
  if (said.kind !== 'sent' && said.kind !== 'accepted') return said;
  return await goOn(mouth, script, null);
}

/** What stands behind the words. */
async function goOn(mouth: Mouth, { follow }: Script, mark: string | null): Promise<Attempt> {
  const rest = await follow?.(mouth, mark);
  if (rest) return { kind: 'part', until: rest.until, reason: `${BEHIND}${rest.mark}` };
  return { kind: mouth.yes, via: mouth.name };
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
