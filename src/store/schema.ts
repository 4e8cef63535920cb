// Tables as kysely sees them, the same on both dialects: instants are integer ms, documents are JSON text, ids are numbers.
import type { Generated } from 'kysely';
import type { Member } from '../core/member.ts';
import type { QueueState } from '../core/queue.ts';
import type { CheckInKind } from '../core/slots.ts';
import type { Act } from '../core/store.ts';

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

/** One row, written by `Store.check` to learn whether writing works. */
interface HeartbeatTable {
  id: number;
  beats: number;
}

export interface Schema {
  inbox: QueueTable;
  outbox: QueueTable;
  scheduled: QueueTable;
  members: MemberTable;
  accounts: AccountTable;
  attendance: AttendanceTable;
  acknowledgements: AcknowledgementTable;
  acts: ActTable;
  open_questions: OpenQuestionTable;
  collections: CollectionTable;
  heartbeat: HeartbeatTable;
}
