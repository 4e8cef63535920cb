import type { ChannelName, Media, Message, ReplyHandle } from './message.ts';
import type { Outgoing } from './outgoing.ts';
import type { Fetched } from './photo.ts';

/** What became of one attempt to deliver. `no_way`: nothing is open for it now; it waits. */
export type Delivery =
  | { kind: 'sent' }
  | { kind: 'no_way'; reason: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'retry'; reason: string };

/** What a platform can carry that nobody asked for. */
export interface Reach {
  direct: boolean;
  group: boolean;
}

/** One platform's way out. The way in is the channel's own (webhook, stream) and ends in `Receiver.receive`. */
export interface Channel {
  name: ChannelName;
  /** What it can carry that is no answer: to one person, to a group. */
  reach: Reach;
  /**
   * Sends one outgoing message by the best way that is open.
   * @param replyHandles ways to answer the message that caused it, best first; empty for a push
   * @param id the outbox item's id: the same for every attempt
   */
  deliver(outgoing: Outgoing, replyHandles: readonly ReplyHandle[], id: number, now: number): Promise<Delivery>;
  /** Gets the file behind a link or code of this platform; only from the platform's own hosts. Never throws. */
  fetchMedia(media: Media): Promise<Fetched>;
}

/** Hands a verified message to the inbox and waits for its answer. */
export interface Receiver {
  /**
   * Stores the message durably, then waits up to `waitMs` for what the bot says in the same conversation.
   * Call `settle` once it is known whether the platform took the answer.
   * @param durableWithinMs how long the commit may take before the platform is told to send it again
   * @throws BotError store, overloaded: not durable, the platform must be told to send it again
   */
  receive(message: Message, waitMs: number, durableWithinMs?: number): Promise<Received>;
  /** Nothing more can be taken now: refuse before any work is done. */
  isOverloaded(): boolean;
}

export interface Received {
  duplicate: boolean;
  /** To be put into the HTTP answer; null = nothing (yet): answer empty. */
  reply: Outgoing | null;
  /** Identity of the reply (stable for repeats), for the channel's own ids. */
  replyId: number | null;
  settle(taken: boolean): void;
}
