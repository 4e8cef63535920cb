import type { z } from 'zod';
import type { Branch } from './branch.ts';
import type { Frame, Intent } from './intent.ts';
import type { Member } from './member.ts';
import type { Message } from './message.ts';
import type { PatrolItem, PatrolItems } from './slots.ts';
import type { Transaction } from './store.ts';

/** What a handler gets for one frame. It writes only through `tx`; it never reads a clock and never waits on the network. */
export interface HandlerContext<Slots = unknown> {
  tx: Transaction;
  member: Member;
  message: Message;
  slots: Slots;
  branch: Branch;
  /** The instant of handling; ms. */
  now: number;
  /** The instant the person spoke; ms. Time-bound matters count by it. */
  at: number;
  /** What the bot can be asked for, for the help. */
  skills: readonly { title: string; help: string }[];
  /** `group:…` or `direct:…` */
  conversation: string;
  /**
   * Inbox key of an earlier message of the person that this one adds to (a place, a photo): `message` and `slots` hold both together,
   * and a record made from the earlier one (its `source`) is to be completed, not made again. Null for what stands alone.
   */
  joins: string | null;
  /** Says something where the person spoke. Several replies to one message become one. */
  reply(text: string): void;
  /** Asks back; the answer comes to `answers[question]` of the same handler within ten minutes. */
  ask(question: { name: string; text: string; choices: readonly string[]; state?: Record<string, unknown> }): void;
}

/** What words say of the patrol list: verdicts, and items named with or without one. */
export interface PatrolReading {
  items: PatrolItems;
  named: readonly PatrolItem[];
  /** Something is wrong, whatever it is. */
  isWrong: boolean;
}

/** An answer to our question: one of the choices (counted from 1), or words with all that was understood of them. */
export type Answer =
  | { kind: 'choice'; choice: number }
  | { kind: 'words'; words: string; frames: readonly Frame[]; patrol: PatrolReading };

export interface IntentDefinition<Slots> {
  /** Words that hint at it, for the first-level reader and the help page. */
  keywords: readonly string[];
  examples: readonly string[];
  slots: z.ZodType<Slots>;
  run(ctx: HandlerContext<Slots>): Promise<void>;
}

export interface AnswerDefinition<State> {
  state: z.ZodType<State>;
  /** False: these words were no answer; they are read as an ordinary message and the question stays open. */
  run(ctx: HandlerContext<State>, answer: Answer): Promise<boolean>;
  /** Words that answered may ask for other things as well; these are done with the answer and not run again. */
  covers?(frame: Frame): boolean;
}

export interface Handler {
  /** kebab-case; the file's name. */
  name: string;
  /** What people call it; Chinese. */
  title: string;
  /** One line of the help, or null when it is not worth one. */
  help: string | null;
  /** All it says, for the wording snapshot. */
  text: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: the list holds handlers of many slot types; each is checked at its definition.
  intents: Partial<Record<Intent, IntentDefinition<any>>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  answers?: Record<string, AnswerDefinition<any>>;
}

/** Keeps each intent's `run` in step with its slot schema; otherwise the identity. */
export function defineHandler(handler: Handler): Handler {
  return handler;
}

export function defineIntent<Slots>(intent: IntentDefinition<Slots>): IntentDefinition<Slots> {
  return intent;
}

export function defineAnswer<State>(answer: AnswerDefinition<State>): AnswerDefinition<State> {
  return answer;
}
