// Ports of the store. One schema and one set of queries stand behind them, on SQLite and on PostgreSQL.
import type { z } from 'zod';
import type {
  Activity,
  ActivityStatus,
  NewActivity,
  NewReminder,
  NewSession,
  NewSignUp,
  Reminder,
  Session,
  SignUp,
} from './activity.ts';
import type { Member, Role } from './member.ts';
import type { Message, Sender } from './message.ts';
import type { NewNotice, Notice } from './notice.ts';
import type { Outgoing } from './outgoing.ts';
import type { PhotoFetch } from './photo.ts';
import type { ExchangeRecords, PointRecords } from './points.ts';
import type { Queue } from './queue.ts';
import type { CheckInKind, PatrolHalf, PatrolItem } from './slots.ts';
import type {
  NewTicket,
  NewTicketEvent,
  Ticket,
  TicketEvent,
  TicketFilter,
  TicketKind,
  TicketPhoto,
  TicketStatus,
} from './ticket.ts';

/** Something to be done at an instant; `kind` names who does it. */
export interface Work {
  kind: string;
  payload: Record<string, unknown>;
}

export interface RosterEntry extends Member {
  /** `wecom:zhangsan`, `dingtalk:rider001`; one person may have one on each platform. */
  accounts: string[];
  /** Ids of the branch's groups the person is known to be in. */
  groups: string[];
}

export interface MemberRecords {
  /** The member behind a sender; somebody never seen before becomes a guest (or external) on the spot. */
  recognise(sender: Sender, now: number): Promise<Member>;
  byId(id: string): Promise<Member | undefined>;
  accountsOf(memberId: string): Promise<string[]>;
  byAccount(account: string): Promise<Member | undefined>;
  /** Those there are of these, by id. */
  byIds(ids: readonly string[]): Promise<Member[]>;
  /** Everybody in one of the roles, by id; however many others there are. */
  withRoles(roles: readonly Role[]): Promise<Member[]>;
  /**
   * Every name somebody is or was known by, each once. One list for the life of the store, which only grows; what another instance has
   * written comes within a minute.
   */
  names(now: number): Promise<readonly string[]>;
  /**
   * Makes the roster true: names, roles and accounts as listed; whoever had a role and is listed no more becomes a guest. A guest
   * whose account is listed is merged into the listed person, with all records. Two people with one account: BotError settings.
   */
  syncRoster(roster: readonly RosterEntry[], now: number): Promise<void>;
  list(): Promise<Member[]>;
  /** Notes that somebody is in a group; twice changes nothing. Leaving is not noticed: the platforms do not tell. */
  joinGroup(memberId: string, groupId: string): Promise<void>;
  /** Group ids, ascending. */
  groupsOf(memberId: string): Promise<string[]>;
  /** Everybody known to be in the group, by id. */
  inGroup(groupId: string): Promise<Member[]>;
  /**
   * Gives the role (with level and area) of one to the other, at once; the first becomes a member. The roster as listed is made true
   * again by the next `syncRoster`, which therefore gets the roster with the hand-overs applied.
   */
  handOver(fromId: string, toId: string, now: number): Promise<void>;
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
  /** Standing entries of one activity, oldest first. */
  ofActivity(activityId: string): Promise<Attendance[]>;
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
  /** Standing ones of a subject, oldest first. */
  ofSubject(subject: string): Promise<Acknowledgement[]>;
  withdraw(id: number, now: number): Promise<boolean>;
}

/** A person's deed that can be taken back by its doer. */
export interface Act {
  id: number;
  memberId: string;
  kind: 'check_in' | 'acknowledge' | 'sign_up' | 'cancel_sign_up' | 'report';
  recordId: number;
  at: number;
  undoneAt: number | null;
}

export interface ActRecords {
  add(act: Omit<Act, 'id' | 'undoneAt'>): Promise<number>;
  /** The latest act of the member not before `since`, undone or not. */
  latest(memberId: string, since: number): Promise<Act | undefined>;
  /** The member's acts not before `since`, undone or not, the latest first, at most `limit`. */
  recent(memberId: string, since: number, limit: number): Promise<Act[]>;
  markUndone(id: number, now: number): Promise<boolean>;
}

export interface ActivityRecords {
  /** Ids of activity and sessions are given by the store. */
  add(activity: NewActivity): Promise<Activity>;
  byId(id: string): Promise<Activity | undefined>;
  /** As `byId`, and nobody else changes it or who comes to it before the transaction ends. Lock one activity at a time, the lower id first. */
  lock(id: string): Promise<Activity | undefined>;
  /** Writes everything but the sessions. */
  save(activity: Activity): Promise<void>;
  /** Makes the sessions these: those with an id are changed, those without are added, the others are removed. Answers them in order. */
  setSessions(activityId: string, sessions: readonly (Session | NewSession)[]): Promise<Session[]>;
  /** A draft nobody wants; with its sessions. */
  remove(id: string): Promise<void>;
  /** Those with a session that ends after `from` and begins before `to`, in the order of their first starts. */
  between(from: number, to: number, statuses: readonly ActivityStatus[]): Promise<Activity[]>;
  /** All in these states, oldest first. */
  list(statuses: readonly ActivityStatus[]): Promise<Activity[]>;
}

export interface SignUpRecords {
  /** At most one that is not cancelled for each activity and member. */
  add(entry: NewSignUp): Promise<number>;
  save(entry: SignUp): Promise<void>;
  byId(id: number): Promise<SignUp | undefined>;
  /** The member's own that is not cancelled. */
  standing(activityId: string, memberId: string): Promise<SignUp | undefined>;
  /** Those not cancelled, by id. */
  ofActivity(activityId: string): Promise<SignUp[]>;
  /** The member's own not cancelled ones, of activities that are open or closed, by id. */
  ofMember(memberId: string): Promise<SignUp[]>;
  /** All, by id. */
  list(): Promise<SignUp[]>;
}

export interface ReminderRecords {
  /** Adds what is not there yet (session, revision, occupation and instant name it). */
  plan(entries: readonly NewReminder[]): Promise<void>;
  /** Planned ones with `at <= now`, by instant, at most `limit`. */
  due(now: number, limit: number): Promise<Reminder[]>;
  /** The end of a planned one; false when it was not planned any more. */
  finish(id: number, state: 'sent' | 'dropped', reason: string | null): Promise<boolean>;
  /** Planned anew for a later instant; false when it was not planned any more. */
  move(id: number, at: number): Promise<boolean>;
  /** Drops all planned ones of an activity. */
  dropPlanned(activityId: string, reason: string): Promise<void>;
  ofActivity(activityId: string): Promise<Reminder[]>;
}

export interface NoticeRecords {
  add(notice: NewNotice): Promise<Notice>;
  byId(id: string): Promise<Notice | undefined>;
  /** As `byId`, and nobody else changes it before the transaction ends. */
  lock(id: string): Promise<Notice | undefined>;
  save(notice: Notice): Promise<void>;
  /** Made since the instant, newest first, at most `limit`. */
  since(createdAt: number, limit: number): Promise<Notice[]>;
}

/** By what a reporter is known again: the member id of plain reports, the digests of the member's accounts of anonymous ones. */
export interface ReporterKeys {
  memberId: string;
  digests: readonly string[];
}

/** How often something came up: one line for each kind, category and place (as `placeKey` makes it; empty = none said). */
export interface TicketTopic {
  kind: TicketKind;
  category: string;
  place: string;
  count: number;
}

/** Where a ticket is, as places are compared. */
export type TicketPlace = Pick<Ticket, 'id' | 'urgent' | 'group'> & { placeKey: string };

export interface TicketRecords {
  /**
   * The number is the next of its kind; numbers follow one another without gaps in the order of the transactions.
   * @param placeKey the place as places are compared and counted; empty when none was said
   */
  add(ticket: NewTicket, placeKey: string): Promise<Ticket>;
  byId(id: string): Promise<Ticket | undefined>;
  byNumber(number: string): Promise<Ticket | undefined>;
  bySource(source: string): Promise<Ticket | undefined>;
  /** As `byId`, and nobody else changes it before the transaction ends. */
  lock(id: string): Promise<Ticket | undefined>;
  /** Writes everything but number and source. */
  save(ticket: Ticket, placeKey?: string): Promise<void>;
  /** The reporter's own in these states, newest first. */
  ofReporter(keys: ReporterKeys, statuses: readonly TicketStatus[], limit: number): Promise<Ticket[]>;
  /** `due`: whose clock runs out first, then those without one; `newest`, `oldest` by their making. */
  list(filter: TicketFilter, order: 'due' | 'newest' | 'oldest', limit: number): Promise<Ticket[]>;
  /** As `list`, newest first: only what tells whether they are of one place, for many that are looked through. */
  placed(filter: TicketFilter, limit: number): Promise<TicketPlace[]>;
  count(filter: TicketFilter): Promise<number>;
  /** What came up how often among those made in `from <= createdAt < to`, most often first. */
  topics(from: number, to: number, limit: number): Promise<TicketTopic[]>;
  /** Those whose next step should have been taken before the instant, earliest first. */
  overdue(before: number, limit: number): Promise<Ticket[]>;
  addEvent(event: NewTicketEvent): Promise<number>;
  /** Oldest first. */
  events(ticketId: string): Promise<TicketEvent[]>;
  /** Twice changes nothing. @returns false when it was so already */
  addFollower(ticketId: string, memberId: string, at: number): Promise<boolean>;
  /** Member ids, in the order they came. */
  followers(ticketId: string): Promise<string[]>;
  /** Who looked at what was masked, and when. */
  addAccess(access: { ticketId: string; memberId: string; at: number; what: string }): Promise<void>;
  accesses(ticketId: string): Promise<{ memberId: string; at: number; what: string }[]>;
}

export interface TicketPhotoRecords {
  /** @returns its id; the photo waits */
  add(ticketId: string, at: number): Promise<number>;
  byId(id: number): Promise<TicketPhoto | undefined>;
  /** In the order they came. */
  ofTicket(ticketId: string): Promise<TicketPhoto[]>;
  keep(id: number, digest: string): Promise<void>;
  fail(id: number, reason: string): Promise<void>;
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
  /** As `get`, and nobody else locks this key before the transaction ends, whether there is a record or not. */
  lock(key: string): Promise<T | undefined>;
  put(key: string, value: T, now: number): Promise<void>;
  remove(key: string): Promise<void>;
  list(): Promise<{ key: string; value: T }[]>;
  /** Forgets what was last put before the instant, at most `limit`. Answers how many. */
  purge(before: number, limit?: number): Promise<number>;
}

/** The collection of what people said a moment ago and may still add to; worth nothing after minutes, purged every night. */
export const RECENT = 'recent';

/** The collection of open questions that are confidential; worth nothing after minutes, purged every night. */
export const SEALED_QUESTIONS = 'sealed-questions';

/** The collection of askings that were answered: for whoever presses a button of theirs again. */
export const ANSWERED_QUESTIONS = 'answered-questions';

/** The collection of commands that wait for a code; worth nothing after minutes, purged every night. */
export const SECOND_FACTORS = 'second-factors';

/** Who may do what only one instance can do at a time. */
export interface LeaseRecords {
  /** Takes or renews it until `until`; false: somebody else holds it at `now`. Of two at the same instant one gets it. */
  take(name: string, owner: string, now: number, until: number): Promise<boolean>;
  /** Gives it back; nothing when it is not (any more) the owner's. */
  give(name: string, owner: string): Promise<void>;
  /** Who holds it at `now`. */
  holder(name: string, now: number): Promise<string | undefined>;
}

/** Counts by name and instant: what was used of a limit. Instants are the buckets the caller counts in (a second, a day). */
export interface TallyRecords {
  add(name: string, at: number, count: number): Promise<void>;
  /**
   * Adds, if for every limit what was counted from `since` on stays within `most` with it. Exact across instances. What was counted
   * ahead of `at`, by a clock that has been set back since, counts as of `at` from then on.
   * @returns null = added; else the earliest bucket of the first of the limits that would be passed (`at` where nothing was counted
   * yet); when that bucket has left the limit's stretch there may be room, unless another limit is full
   */
  take(name: string, at: number, count: number, limits: readonly { since: number; most: number }[]): Promise<number | null>;
  sum(name: string, since: number): Promise<number>;
  /** Forgets buckets before `before`, at most `limit`; names that begin with one of `exceptPrefixes` are left. Answers how many. */
  purge(before: number, limit: number, exceptPrefixes?: readonly string[]): Promise<number>;
}

/** All that may be read and written within one transaction. */
export interface Transaction {
  inbox: Queue<Message>;
  outbox: Queue<Outgoing>;
  scheduled: Queue<Work>;
  fetches: Queue<PhotoFetch>;
  members: MemberRecords;
  attendance: AttendanceRecords;
  acknowledgements: AcknowledgementRecords;
  acts: ActRecords;
  activities: ActivityRecords;
  signUps: SignUpRecords;
  reminders: ReminderRecords;
  notices: NoticeRecords;
  tickets: TicketRecords;
  photos: TicketPhotoRecords;
  points: PointRecords;
  exchanges: ExchangeRecords;
  openQuestions: OpenQuestionRecords;
  collection<T>(name: string, schema: z.ZodType<T>): Collection<T>;
  leases: LeaseRecords;
  tallies: TallyRecords;
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
