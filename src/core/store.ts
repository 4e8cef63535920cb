// Ports of the store. One schema and one set of queries stand behind them, on SQLite and on PostgreSQL.
import type { z } from 'zod';
import type { Member } from './member.ts';
import type { Message, Sender } from './message.ts';
import type { Outgoing } from './outgoing.ts';
import type { Queue } from './queue.ts';
import type { CheckInKind, PatrolHalf, PatrolItem } from './slots.ts';

/** Something to be done at an instant; `kind` names who does it. */
export interface Work {
  kind: string;
  payload: Record<string, unknown>;
}

export interface RosterEntry extends Member {
  /** `wecom:zhangsan`, `dingtalk:rider001`; one person may have one on each platform. */
  accounts: string[];
}

export interface MemberRecords {
  /** The member behind a sender; somebody never seen before becomes a guest (or external) on the spot. */
  recognise(sender: Sender, now: number): Promise<Member>;
  byId(id: string): Promise<Member | undefined>;
  accountsOf(memberId: string): Promise<string[]>;
  /**
   * Makes the roster true: names, roles and accounts as listed; whoever had a role and is listed no more becomes a guest. A guest
   * whose account is listed is merged into the listed person, with all records. Two people with one account: BotError settings.
   */
  syncRoster(roster: readonly RosterEntry[], now: number): Promise<void>;
  list(): Promise<Member[]>;
}

export interface Attendance {
  id: number;
  memberId: string;
  /** Activity id; null for check-ins that belong to none. */
  activityId: string | null;
  kind: CheckInKind;
  mode: 'onsite' | 'online' | null;
  hours: number | null;
  place: string | null;
  /** Patrols only. */
  half: PatrolHalf | null;
  items: Partial<Record<PatrolItem, 'ok' | 'wrong'>> | null;
  at: number;
  recordedAt: number;
  /** Inbox key of the message that made it. */
  source: string;
}
export type NewAttendance = Omit<Attendance, 'id'>;

export interface AttendanceRecords {
  add(entry: NewAttendance): Promise<number>;
  /** The member's standing entries (not withdrawn) with `from <= at < to`, oldest first. */
  between(memberId: string, from: number, to: number): Promise<Attendance[]>;
  setItems(id: number, items: Attendance['items']): Promise<void>;
  /** Takes an entry back; it stays on file. False when it was already. */
  withdraw(id: number, now: number): Promise<boolean>;
  byId(id: number): Promise<Attendance | undefined>;
  /** All standing entries, oldest first. */
  list(): Promise<Attendance[]>;
}

export interface Acknowledgement {
  id: number;
  memberId: string;
  conversation: string;
  /** What was acknowledged: a notice's id or, for a quoted message of somebody, `quote:` and the digest of its words. */
  subject: string;
  at: number;
  source: string;
}

export interface AcknowledgementRecords {
  add(entry: Omit<Acknowledgement, 'id'>): Promise<number>;
  find(memberId: string, subject: string): Promise<Acknowledgement | undefined>;
  withdraw(id: number, now: number): Promise<boolean>;
}

/** A person's deed that can be taken back by its doer. */
export interface Act {
  id: number;
  memberId: string;
  kind: 'check_in' | 'acknowledge';
  recordId: number;
  at: number;
  undoneAt: number | null;
}

export interface ActRecords {
  add(act: Omit<Act, 'id' | 'undoneAt'>): Promise<number>;
  /** The latest act of the member not before `since`, undone or not. */
  latest(memberId: string, since: number): Promise<Act | undefined>;
  markUndone(id: number, now: number): Promise<boolean>;
}

/** What we asked back; it lives ten minutes. One per member and conversation: a newer one replaces it. */
export interface OpenQuestion {
  memberId: string;
  conversation: string;
  /** Handler name and the question's name in it. */
  handler: string;
  question: string;
  state: Record<string, unknown>;
  /** Names this one asking in the ids of its buttons, so that an old card answers no newer question. */
  asking: string;
  /** Labels of the answers 1, 2, …; empty when words are wanted. */
  choices: string[];
  askedAt: number;
  expiresAt: number;
}

export interface OpenQuestionRecords {
  set(question: OpenQuestion): Promise<void>;
  get(memberId: string, conversation: string, now: number): Promise<OpenQuestion | undefined>;
  clear(memberId: string, conversation: string): Promise<void>;
  /** Forgets questions that have expired, at most `limit`; they hold what people wrote. Answers how many. */
  purge(now: number, limit?: number): Promise<number>;
}

/** A handler's own small records: JSON by key, checked with its schema on the way out. */
export interface Collection<T> {
  get(key: string): Promise<T | undefined>;
  put(key: string, value: T, now: number): Promise<void>;
  remove(key: string): Promise<void>;
  list(): Promise<{ key: string; value: T }[]>;
  /** Forgets what was last put before the instant, at most `limit`. Answers how many. */
  purge(before: number, limit?: number): Promise<number>;
}

/** The collection of what people said a moment ago and may still add to; worth nothing after minutes, purged every night. */
export const RECENT = 'recent';

/** All that may be read and written within one transaction. */
export interface Transaction {
  inbox: Queue<Message>;
  outbox: Queue<Outgoing>;
  scheduled: Queue<Work>;
  members: MemberRecords;
  attendance: AttendanceRecords;
  acknowledgements: AcknowledgementRecords;
  acts: ActRecords;
  openQuestions: OpenQuestionRecords;
  collection<T>(name: string, schema: z.ZodType<T>): Collection<T>;
  /** Runs `work`; when it throws, what it wrote is undone and the error goes on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

export interface Store {
  kind: 'sqlite' | 'postgres';
  /** How many transactions can usefully run side by side. */
  parallel: number;
  /** @throws BotError store: nothing of it was written */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** @throws BotError store when the store cannot write now */
  check(): Promise<void>;
  close(): Promise<void>;
}
