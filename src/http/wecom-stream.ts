// An answer that is not ready yet keeps its place in the chat as an unfinished stream; the platform asks for it again and again until it
// is finished, for six minutes after the message (developer.work.weixin.qq.com/document/path/100719 and 101031).
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { streamIdOf } from '../channels/wecom/render.ts';
import type { Received, Receiver } from '../core/channel.ts';
import { type Clock, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import type { Message } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import { phrases } from '../core/phrases.ts';
import { REPLY_WITHIN_MS } from './door.ts';

/** Asked again, we think so long before we ask for patience once more. */
const RESUME_WITHIN_MS = SECOND_MS;
/** Then the stream ends before the platform ends it, and the answer leaves another way. */
const LATEST_MS = 5.5 * MINUTE_MS;
/** The platform's limit for the name of a stream. */
const ID_LIMIT = 256;
const MAC_BYTES = 16;

/** What stands in the stream now. `received`: to be settled; null = nothing hangs on it. */
export interface Shown {
  streamId: string;
  reply: Pick<Outgoing, 'text'> | Outgoing;
  finish: boolean;
  received: Received | null;
}

/** The name of a stream holds whose answer it is, so that any instance can go on with it, and our mark, so that nobody makes one up. */
export function createStreamIds(key: KeyObject) {
  const markOf = (name: Buffer) => createHmac('sha256', key).update('stream:').update(name).digest().subarray(0, MAC_BYTES);
  return {
    /** The same for every copy of the message; null when its key is too long for it. */
    idOf(messageKey: string): string | null {
      const name = Buffer.from(messageKey);
      const id = Buffer.concat([markOf(name), name]).toString('base64url');
      return id.length <= ID_LIMIT ? id : null;
    },
    /** The message's key; null for whatever is not ours. */
    keyIn(streamId: string): string | null {
      const bytes = Buffer.from(streamId, 'base64url');
      const name = bytes.subarray(MAC_BYTES);
      const isOurs = bytes.length > MAC_BYTES && timingSafeEqual(bytes.subarray(0, MAC_BYTES), markOf(name));
      return isOurs && bytes.toString('base64url') === streamId ? name.toString() : null;
    },
  };
}

/** Answers messages of the smart bot in callback mode by streams. */
export function createStreams({ receiver, clock }: { receiver: Receiver; clock: Clock }, key: KeyObject) {
  const ids = createStreamIds(key);

  return {
    /** Hands the message in. @returns null when there is nothing to show: there is no answer, or it leaves another way */
    async begin(message: Message): Promise<Shown | null> {
      const streamId = ids.idOf(message.key);
      const canResume = message.kind === 'said' && streamId !== null;
      const received = await receiver.receive(message, { waitMs: REPLY_WITHIN_MS, canResume });
      const { reply, replyId, isPending } = received;
      if (reply) return { streamId: streamId ?? streamIdOf(replyId ?? 0), reply, finish: true, received };
      return canResume && isPending ? { streamId, reply: { text: phrases.thinking }, finish: false, received: null } : null;
    },
    /** The platform asks again. Whatever is not ours is over, and looks the same. */
    async goOn(streamId: string): Promise<Shown> {
      const over = (text: string): Shown => ({ streamId, reply: { text }, finish: true, received: null });
      const messageKey = ids.keyIn(streamId);
      if (messageKey === null) return over(phrases.streamGone);
      const received = await receiver.resume(messageKey, RESUME_WITHIN_MS);
      const { reply, isPending, storedAt } = received;
      if (reply) return { streamId, reply, finish: true, received };
      if (!isPending) return over(phrases.answerBelow);
      if (storedAt !== undefined && clock.now() - storedAt > LATEST_MS) return over(phrases.answerComesAlone);
      return { streamId, reply: { text: phrases.thinking }, finish: false, received: null };
    },
  };
}
