// What is handled as a confidence is not kept as it was said: the inbox row stays for its key, its words and sender lie sealed in it.
import type { Message } from '../core/message.ts';
import { messageSchema } from '../core/message.ts';
import { isSealed, SEALED, type Sealer } from '../core/sealer.ts';

/** The ordering key of sealed rows: an account would stand in theirs. Nothing of them waits any more. */
export const SEALED_KEY = 'sealed';

/** Of the message only its key, its instants and the ways to answer it stay readable. */
export function sealMessage(sealer: Sealer, message: Message): Message {
  const { channel, key, sentAt, receivedAt, addressed, proof, replyHandles } = message;
  return {
    kind: 'unsupported',
    channel,
    key,
    conversation: { kind: 'direct', id: SEALED_KEY },
    sender: { account: SEALED_KEY, userId: null, name: null },
    sentAt,
    receivedAt,
    addressed,
    proof,
    replyHandles,
    what: SEALED + sealer.seal(JSON.stringify({ ...message, replyHandles: [] })),
    answerable: false,
  };
}

/** The message as it was; null when it was sealed with another key. What is not sealed is returned as it is. */
export function openMessage(sealer: Sealer | null, message: Message): Message | null {
  if (message.kind !== 'unsupported' || !isSealed(message.what)) return message;
  const opened = sealer?.open(message.what.slice(SEALED.length)) ?? null;
  return opened === null ? null : messageSchema.parse(JSON.parse(opened));
}
