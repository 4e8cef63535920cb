import type { z } from 'zod';
import type { Doing } from './doing.ts';
import type { Allowance, Frame, Intent } from './intent.ts';
import type { Citation, Wording } from './knowledge.ts';
import type { Member } from './member.ts';
import type { Message } from './message.ts';
import type { Button } from './outgoing.ts';
import type { WishSaid } from './planner.ts';
import type { PatrolItem, PatrolItems } from './slots.ts';

/** What the help is sorted by, in its order; a number says a topic, so that there are few. */
export const topics = ['check_in', 'reports', 'activities', 'services', 'points', 'own'] as const;
export type Topic = (typeof topics)[number];

/** The same for what only secretaries can do. */
export const staffTopics = ['announcing', 'handling', 'lists', 'posts', 'people'] as const;
export type StaffTopic = (typeof staffTopics)[number];

/** A line of the help, with the words by which people ask for it. */
export interface Skill {
  topic: Topic | StaffTopic;
  help: string;
  isForStaff: boolean;
  /** What it is called. */
  names: readonly string[];
  /** Words that hint at it. */
  hints: readonly string[];
}

/** What a handler gets for one frame. It writes only through `tx`; it never reads a clock and never waits on the network. */
export interface HandlerContext<Slots = unknown> extends Doing {
  member: Member;
  message: Message;
  slots: Slots;
  /** The instant the person spoke; ms. Time-bound matters count by it. */
  at: number;
  /** What the person can ask the bot for, in the order of the help. */
  skills: readonly Skill[];
  /** `group:…` or `direct:…` */
  conversation: string;
  /**
   * Inbox key of an earlier message of the person that this one adds to (a place, a photo): `message` and `slots` hold both together,
   * and a record made from the earlier one (its `source`) is to be completed, not made again. Null for what stands alone.
   */
  joins: string | null;
  /** The times the words of `message` speak of, or the part of them that is given. */
  wish(words?: string): WishSaid;
  /**
   * For what an allowance does not say: whether the message proves that it was the person who wrote it. False: it is not done, and that
   * is said (or done once he has proved it). @param title what it is called, in words for people
   */
  isProven(title: string): boolean;
  /** Says something where the person spoke. Several replies to one message become one. */
  reply(text: string): void;
  /**
   * Says something to the person alone: here in a direct chat, from a group in one. False when the platform has no such way: then
   * nothing was said, and the private part stays unsaid.
   */
  whisper(text: string): boolean;
  /** Whether `whisper` would reach the person. */
  canWhisper(): boolean;
  /** The card that was pressed shows by itself what was chosen: nothing need be said of it in the group. */
  isShownOnCard(): boolean;
  /** Pictures, by their digests, that go with what is said to the person alone. */
  attach(photos: readonly string[]): void;
  /** Asks back; the answer comes to `answers[question]` of the same handler within ten minutes. */
  ask(question: Asking): void;
  /** Something was asked of the person here already, in answer to this message: a second question would take its place. */
  hasAsked(): boolean;
  /** The question asked of the person here before that still waits for his answer: a new one would take its place. Offers of more are none. */
  owed(): Promise<{ handler: string; question: string } | null>;
  /** As `ask`, of the person alone, as `whisper` says things. False: there is no such way, nothing was asked. */
  askAlone(question: Asking): boolean;
  /** Calls people to the place where this was said: they are mentioned in the answer, behind its first line. Groups only. */
  call(people: readonly Member[]): void;
  /** An address of ours under what is said to the person alone; said in a group it is whispered with the rest. */
  link(url: string): void;
  /**
   * What this message says, what is answered to its sender and what is asked of him are kept sealed: the records do not tell who said
   * it. For appeals, and for what is not to be kept at all.
   */
  keepSealed(): void;
  /**
   * The answer in a language model's words, as far as one is there and was heard: what is written until now is undone, and all begins
   * anew once it has spoken. Null = say the plain one. The question is masked on the way; confidential ones are never asked.
   */
  inOtherWords(wording: Wording): string | null;
  /** Something in this message is told in confidence: nothing of it is noted beside. */
  isConfidential(): boolean;
  /**
   * What a command heard is not its own after all (no such goods, nobody of that name): the words are read as if it had not heard them.
   * Only before anything was said or written.
   */
  pass(): void;
  /** What other skills keep of people, for whoever asks what is kept of him. */
  kept: readonly Keeping[];
  /** A line in the operator's log: names what was done, never of whom or in which words. */
  note(what: string): void;
  /** What the answer rests on, for scripts; people read it in the words themselves. */
  cite(citations: readonly Citation[]): void;
  /** Buttons under what is said; each has its plain-text twin in it. `id` by `buttonId` of core/outgoing.ts. */
  offer(buttons: readonly Button[]): void;
}

export interface Asking {
  name: string;
  text: string;
  choices: readonly string[];
  state?: Record<string, unknown>;
}

/** What words say of the patrol list: verdicts, and items named with or without one. */
export interface PatrolReading {
  items: PatrolItems;
  named: readonly PatrolItem[];
  /** Something is wrong, whatever it is. */
  isWrong: boolean;
}

/**
 * An answer to our question: one of the choices (counted from 1), or words with all that was understood of them.
 * `isCommand`: some command of the person's hears them; where they are no answer, it is carried out.
 */
export type Answer =
  | { kind: 'choice'; choice: number }
  | {
      kind: 'words';
      words: string;
      frames: readonly Frame[];
      isCommand: boolean;
      patrol: PatrolReading;
      wish: WishSaid;
    };

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
  /** Who may answer, where that is not whoever may ask the handler for everything it does. What it then does has its own rights. */
  allow?: Allowance;
  /** Words that answered may ask for other things as well; these are done with the answer and not run again. */
  covers?(frame: Frame, words: string): boolean;
  /** What it is about stands in the records already: "撤销" takes that back, not only the question. */
  isRecorded?: true;
  /** "Never mind" is for it as well: what it keeps of the question goes with it. */
  takesDrop?: true;
  /** More of what was said, for whoever wants it: words that something else waits for go there first. */
  isOffer?: true;
}

/**
 * Something people ask for that the label standard has no intent for (stop a notice, hand over, why). Heard in words that speak to the
 * bot and answer no question of ours, before any intent; a danger goes first.
 */
export interface CommandDefinition<Slots> {
  /** Those who may not are not heard: their words are read like any others. */
  allow: Allowance;
  examples: readonly string[];
  /**
   * What the words ask for; null when they ask for something else. Strict, because it goes before every intent. Linear in their length.
   * @param words normalised, without the bot's mention
   */
  hears(words: string): Slots | null;
  /** Its words mean many other things as well: whatever question of ours is open takes them first. */
  yields?: boolean;
  run(ctx: HandlerContext<Slots>): Promise<void>;
}

/** What a button does that anybody who sees it may press; `slots` is its argument, the platform's word: to be checked. */
export interface ButtonDefinition {
  allow: Allowance;
  run(ctx: HandlerContext<string>): Promise<void>;
}

/** Something a handler does by itself at an instant; planned with `planWork` of domain/works.ts. All it writes is one transaction. */
export interface WorkDefinition<Payload> {
  payload: z.ZodType<Payload>;
  run(doing: Doing, payload: Payload): Promise<void>;
}

/** What a skill keeps of a person beside the common records: told to him alone, and forgotten when he wants it. */
export interface Keeping {
  /** In plain words and counts; empty = nothing is kept of him. */
  of(doing: Doing, member: Member): Promise<readonly string[]>;
  /** Left out for what stays, because others rest on it. */
  forget?(doing: Doing, member: Member): Promise<void>;
}

export interface Handler {
  /** kebab-case; the file's name. */
  name: string;
  /** What people call it; Chinese. */
  title: string;
  /** One line of the help, or null when it is not worth one. How it is asked for stands in quotation marks. */
  help: string | null;
  /** Where that line stands; without one it is in no list. */
  topic?: Topic;
  /** The same for what only secretaries can do; others are not shown it. */
  staffHelp?: string;
  staffTopic?: StaffTopic;
  /** All it says, for the wording snapshot. */
  text: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: the list holds handlers of many slot types; each is checked at its definition.
  intents: Partial<Record<Intent, IntentDefinition<any>>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  answers?: Record<string, AnswerDefinition<any>>;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  commands?: Record<string, CommandDefinition<any>>;
  buttons?: Record<string, ButtonDefinition>;
  /**
   * Takes answers to what it asked by itself, hours or days ago (a follow-up): heard when the words answer no open question and the
   * person has a ticket that waits for a word, or `awaits` says so. False: these words were no answer.
   */
  standing?(ctx: HandlerContext<null>, answer: Answer): Promise<boolean>;
  /** Whether something else than a ticket of this person waits for such a word. Asked for every word in a direct chat: one look. */
  awaits?(doing: Doing, member: Member): Promise<boolean>;
  keeps?: Keeping;
  /** What it does by itself, by the name it is planned under. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  works?: Record<string, WorkDefinition<any>>;
  /** Called at the server's start and every night: plans what is to happen the coming day. Often called, it plans the same once. */
  nightly?(doing: Doing): Promise<void>;
  /** Its collections that are worth nothing after a while: by name, how long what was put is kept. ms */
  forgets?: Record<string, number>;
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

export function defineWork<Payload>(work: WorkDefinition<Payload>): WorkDefinition<Payload> {
  return work;
}

/** As `defineIntent`, for a command. */
export function defineCommand<Slots>(command: CommandDefinition<Slots>): CommandDefinition<Slots> {
  return command;
}
