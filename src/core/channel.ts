import type { ChannelName, Media, Message, ReplyHandle } from './message.ts';
import type { Outgoing } from './outgoing.ts';
import type { Fetched } from './photo.ts';

/**
 * What became of one attempt to deliver. `via` and `reason` are content-free names (`app`, `webhook_errcode_45009`).
 * - `sent`: the platform says that it stands there · `accepted`: the platform took it and brings it by itself
 * - `unknown`: no word came back, and what is sent again could come twice: it is not sent again, somebody may look
 * - `retry`: once more, with the same body and key · `wait`: the way is shut for now (a limit, an outage); counts as no attempt
 * - `no_way`: nothing is open for it; it waits until something is · `refused`: no later attempt can help
 */
export type Delivery =
  | { kind: 'sent'; via: string }
  | { kind: 'accepted'; via: string }
  | { kind: 'unknown'; via: string; reason: string }
  | { kind: 'retry'; reason: string }
  | { kind: 'wait'; until: number; reason: string }
  | { kind: 'no_way'; reason: string }
  | { kind: 'refused'; reason: string };

/** One message on its way out. */
export interface Sending {
  /** The outbox item's id: the same for every attempt. */
  id: number;
  outgoing: Outgoing;
  /** Ways to answer the message that caused it, best first; empty for a push. */
  replyHandles: readonly ReplyHandle[];
  /** Why the attempt before did not end it; null for the first. */
  lastReason: string | null;
}

/** In the reason of an attempt whose end nobody knows, behind the name of the way it went: `app?timeout`. */
export const OPEN_END = '?';
/** At the end of the reason of an attempt that came only so far: `app?timeout_step2`. */
export const STEP_MARK = /_step(\d{1,2})$/;

/** Whether nobody knows how the attempt with this reason ended: it may stand there, and is repeated only as it was. */
export const hasOpenEnd = (reason: string | null): reason is string => reason?.includes(OPEN_END) ?? false;

/** Whether the reason of an attempt tells that something of it may stand there already: its end is open, or it came to a later step. */
export const hasBegun = (reason: string | null): reason is string => hasOpenEnd(reason) || STEP_MARK.test(reason ?? '');

/** Whether a platform can carry what nobody asked for. `opened`: only where somebody has spoken to the bot before. */
export type Reach = 'always' | 'opened' | 'never';

/** One platform's way out. The way in is the channel's own (webhook, stream) and ends in `Receiver.receive`. */
export interface Channel {
  name: ChannelName;
  reach(to: Outgoing['to']): Reach;
  /** Sends one outgoing message by the best way that is open. Never throws. */
  deliver(sending: Sending, now: number): Promise<Delivery>;
  /** What says the same to many people leaves as one call, where the platform has such a call. Never throws. */
  together?: {
    most: number;
    /** @returns what became of each, in the same order */
    deliver(sendings: readonly Sending[], now: number): Promise<Delivery[]>;
  };
  /** A card shows whoever presses it what was chosen: a group need not hear it. */
  showsChoice?: boolean;
  /** True while another instance holds the only way out: what is for this platform is left to it. */
  isElsewhere?(): boolean;
  /** Gets the file behind a link or code of this platform; only from the platform's own hosts. Never throws. */
  fetchMedia(media: Media): Promise<Fetched>;
}

export interface Receiving {
  /** How long the caller waits for what the bot says; ms. 0 = it is answered another way. */
  waitMs: number;
  /** How long the commit may take before the platform is told to send it again. */
  durableWithinMs?: number;
  /** The caller can hold a place for a late answer and ask for it by `resume`: it does not leave another way at once. */
  canResume?: boolean;
}

/** Hands a verified message to the inbox and waits for its answer. */
export interface Receiver {
  /**
   * Stores the message durably, then waits for what the bot says in the same conversation.
   * Call `settle` once it is known whether the platform took the answer.
   * @throws BotError store, overloaded: not durable, the platform must be told to send it again
   */
  receive(message: Message, receiving: Receiving): Promise<Received>;
  /** Asks again for the answer to a message stored before; waits as long. */
  resume(key: string, waitMs: number): Promise<Received>;
  /** What the outbox item with this id said; null when it is forgotten. */
  said(id: number): Promise<Outgoing | null>;
  /** When the message with this key was stored; null = it was not, or is forgotten. */
  storedAt(key: string): Promise<number | null>;
  /** Nothing more can be taken now: refuse before any work is done. */
  isOverloaded(): boolean;
}

export interface Received {
  duplicate: boolean;
  /** To be put into the HTTP answer; null = nothing (yet): answer empty. */
  reply: Outgoing | null;
  /** Identity of the reply (stable for repeats), for the channel's own ids. */
  replyId: number | null;
  /** No answer yet, and there may still be one. False: there is none, or it left another way. */
  isPending: boolean;
  /** When the message was stored first, as far as it is known: the same for every copy of it. */
  storedAt?: number;
  settle(taken: boolean): void;
}
