// Tables as kysely sees them, the same on both dialects: instants are integer ms, documents are JSON text, ids are numbers, yes and no are 1 and 0.
import type { Generated } from 'kysely';
import type { Activity, Reminder, Session, SignUp } from '../core/activity.ts';
import type { Member } from '../core/member.ts';
import type { Notice } from '../core/notice.ts';
import type { Exchange, Goods, PointKind, PointRule } from '../core/points.ts';
import type { QueueState } from '../core/queue.ts';
import type { CheckInKind } from '../core/slots.ts';
import type { Act } from '../core/store.ts';
import type { Ticket, TicketAction, TicketKind, TicketPhoto, TicketStep } from '../core/ticket.ts';

export interface QueueTable {
  id: Generated<number>;
  key: string;
  ordering_key: string;
  state: QueueState;
  due_at: number;
  attempts: number;
  lease_owner: string | null;
  leased_until: number | null;
  cause: string | null;
  created_at: number;
  finished_at: Generated<number | null>;
  reason: Generated<string | null>;
  body: string;
}

interface MemberTable {
  id: string;
  name: string | null;
  role: Member['role'];
  occupation: Member['occupation'];
  level: Member['level'];
  area: string | null;
  created_at: number;
  updated_at: number;
}

interface AccountTable {
  account: string;
  member_id: string;
}

interface AttendanceTable {
  id: Generated<number>;
  member_id: string;
  activity_id: string | null;
  kind: CheckInKind;
  mode: 'onsite' | 'online' | null;
  hours: number | null;
  place: string | null;
  half: string | null;
  items: string | null;
  at: number;
  recorded_at: number;
  source: string;
  withdrawn_at: Generated<number | null>;
}

interface AcknowledgementTable {
  id: Generated<number>;
  member_id: string;
  conversation: string;
  subject: string;
  at: number;
  source: string;
  withdrawn_at: Generated<number | null>;
}

interface ActTable {
  id: Generated<number>;
  member_id: string;
  kind: Act['kind'];
  record_id: number;
  at: number;
  undone_at: Generated<number | null>;
}

interface ActivityTable {
  id: Generated<number>;
  title: string;
  kind: Activity['kind'];
  theme: string | null;
  groups: string;
  place: string | null;
  capacity: number | null;
  mode: Activity['mode'];
  status: Activity['status'];
  sign_up_until: number | null;
  notes: string;
  insisted: number;
  created_by: string;
  series_id: string | null;
  revision: number;
  created_at: number;
}

interface SessionTable {
  id: Generated<number>;
  activity_id: number;
  start_at: number;
  end_at: number;
  mode: Session['mode'];
  occupations: string;
}

interface SignUpTable {
  id: Generated<number>;
  activity_id: number;
  session_id: number;
  member_id: string;
  party_size: number;
  status: SignUp['status'];
  at: number;
  source: string;
}

interface ReminderTable {
  id: Generated<number>;
  activity_id: number;
  session_id: number;
  revision: number;
  occupation: Reminder['occupation'];
  /** The instant it was first planned for; part of its name. */
  planned_at: number;
  due_at: number;
  state: Reminder['state'];
  reason: Generated<string | null>;
}

interface NoticeTable {
  id: Generated<number>;
  audience: Notice['audience'];
  groups: string;
  require_ack: number;
  urgent: number;
  status: Notice['status'];
  created_by: string;
  confirmed_by: string | null;
  people: number;
  send_at: number;
  sent_at: number | null;
  created_at: number;
  body: string;
}

interface MembershipTable {
  member_id: string;
  group_id: string;
}

interface TicketTable {
  id: Generated<number>;
  number: string;
  kind: TicketKind;
  category: Ticket['category'];
  urgent: number;
  anonymous: number;
  reporter_id: string | null;
  reporter_digest: string | null;
  group_id: string | null;
  level: Ticket['level'];
  status: Ticket['status'];
  handler_id: string | null;
  unsatisfied: number;
  due_at: number | null;
  ended_as: Ticket['end'];
  created_at: number;
  level_at: number;
  status_at: number;
  next_step: TicketStep | null;
  next_at: number | null;
  turn: number;
  calls: number;
  answered_at: number | null;
  source: string;
  place: string | null;
  /** As places are compared and counted. */
  place_key: string;
  reporter_seal: string | null;
  outcome: string | null;
  words: string;
  original: string | null;
}

/** The last number given, per kind. */
interface TicketNumberTable {
  kind: TicketKind;
  last: number;
}

interface TicketEventTable {
  id: Generated<number>;
  ticket_id: number;
  at: number;
  done_by: string | null;
  is_reporter: number;
  action: TicketAction;
  note: string | null;
}

interface TicketFollowerTable {
  id: Generated<number>;
  ticket_id: number;
  member_id: string;
  at: number;
}

interface TicketAccessTable {
  id: Generated<number>;
  ticket_id: number;
  member_id: string;
  at: number;
  what: string;
}

interface TicketPhotoTable {
  id: Generated<number>;
  ticket_id: number;
  state: TicketPhoto['state'];
  digest: Generated<string | null>;
  reason: Generated<string | null>;
  at: number;
}

/** Pictures themselves, where several instances share them. */
interface PhotoTable {
  digest: string;
  bytes: Uint8Array;
}

interface PointEntryTable {
  id: Generated<number>;
  member_id: string;
  source: string;
  turn: number;
  about: string | null;
  confirmed_by: string | null;
  at: number;
  recorded_at: number;
  kind: PointKind;
  points: number;
  full_points: number;
  rule: PointRule | null;
  rule_version: number | null;
  reverses: number | null;
}

interface HourEntryTable {
  id: Generated<number>;
  member_id: string;
  source: string;
  turn: number;
  about: string | null;
  confirmed_by: string | null;
  at: number;
  recorded_at: number;
  minutes: number;
  reverses: number | null;
}

interface PointRulesTable {
  version: number;
  rules: string;
  monthly_cap: number;
  since: number;
}

interface GoodsTable {
  id: Generated<number>;
  name: string;
  cost: number;
  stock: number;
  status: Goods['status'];
}

interface ExchangeTable {
  id: Generated<number>;
  member_id: string;
  goods_id: number;
  name: string;
  cost: number;
  status: Exchange['status'];
  asked_at: number;
  decided_by: string | null;
  decided_at: number | null;
  source: string;
}

interface OpenQuestionTable {
  member_id: string;
  conversation: string;
  handler: string;
  question: string;
  state: string;
  asking: string;
  choices: string;
  asked_at: number;
  expires_at: number;
}

interface CollectionTable {
  collection: string;
  key: string;
  value: string;
  updated_at: number;
}

interface LeaseTable {
  name: string;
  owner: string;
  until: number;
}

interface TallyTable {
  name: string;
  at: number;
  count: number;
}

/** One row, written by `Store.check` to learn whether writing works. */
interface HeartbeatTable {
  id: number;
  beats: number;
}

export interface Schema {
  inbox: QueueTable;
  outbox: QueueTable;
  scheduled: QueueTable;
  fetches: QueueTable;
  members: MemberTable;
  accounts: AccountTable;
  attendance: AttendanceTable;
  acknowledgements: AcknowledgementTable;
  acts: ActTable;
  activities: ActivityTable;
  sessions: SessionTable;
  sign_ups: SignUpTable;
  reminders: ReminderTable;
  notices: NoticeTable;
  tickets: TicketTable;
  ticket_numbers: TicketNumberTable;
  ticket_events: TicketEventTable;
  ticket_followers: TicketFollowerTable;
  ticket_accesses: TicketAccessTable;
  ticket_photos: TicketPhotoTable;
  photos: PhotoTable;
  point_entries: PointEntryTable;
  hour_entries: HourEntryTable;
  point_rules: PointRulesTable;
  goods: GoodsTable;
  exchanges: ExchangeTable;
  memberships: MembershipTable;
  open_questions: OpenQuestionTable;
  collections: CollectionTable;
  leases: LeaseTable;
  tallies: TallyTable;
  heartbeat: HeartbeatTable;
}
