// Tickets (工单): hazards (隐患) and appeals (诉求), each a closed loop with a number, an owner, a clock and an end.

export const hazardCategories = [
  'fire',
  'charging',
  'electrical',
  'gas',
  'traffic',
  'road',
  'facility',
  'parcel',
  'public_order',
  'weather',
  'other',
] as const;
export type HazardCategory = (typeof hazardCategories)[number];

export const appealTopics = [
  'wage',
  'penalty',
  'social_insurance',
  'injury',
  'facilities',
  'access',
  'sorting',
  'housing',
  'schooling',
  'health',
  'training',
  'other',
] as const;
export type AppealTopic = (typeof appealTopics)[number];

export const ticketKinds = ['hazard', 'appeal'] as const;
export type TicketKind = (typeof ticketKinds)[number];

/**
 * `open` waits for somebody to take it on at its level · `accepted` is being settled · `resolved` waits for the reporter's word ·
 * `closed` and `rejected` are ends; only the reporter's "not yet" leads out of them, and the word of who rejected it by mistake.
 */
export const ticketStatuses = ['open', 'accepted', 'resolved', 'closed', 'rejected'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Who settles it: the branch itself, the street coordinates, the county convenes (product rule 3). */
export const ticketLevels = ['branch', 'street', 'county'] as const;
export type TicketLevel = (typeof ticketLevels)[number];

/**
 * What happens to a ticket by itself at an instant. `call`: people are called out again · `warn`: its clock runs out soon · `expire`: it
 * has run out · `follow_up`, `follow_up_again`: the reporter is asked · `close`: nobody answered.
 */
export const ticketSteps = ['call', 'warn', 'expire', 'follow_up', 'follow_up_again', 'close'] as const;
export type TicketStep = (typeof ticketSteps)[number];

/** How it ended: the reporter's word, no word after two tries, taken back by the reporter, the same as another one. */
export const ticketEnds = ['satisfied', 'unreached', 'withdrawn', 'duplicate'] as const;
export type TicketEnd = (typeof ticketEnds)[number];

export interface Ticket {
  id: string;
  /** `H-0001`, `A-0001`: per branch and kind, never reused. */
  number: string;
  kind: TicketKind;
  category: HazardCategory | AppealTopic;
  /** As it was said, third parties masked. */
  place: string | null;
  /** What was said, third parties masked; what is added later is in the history. */
  words: string;
  /** Sealed: the words as they were. Read with an entry in the access record. Null where nothing was masked, or nothing may be kept. */
  original: string | null;
  urgent: boolean;
  anonymous: boolean;
  /** Member id; null when anonymous. */
  reporterId: string | null;
  /** Anonymous ones only: how to reach the reporter (sealed), and by what the reporter is known again (digest). */
  reporterSeal: string | null;
  reporterDigest: string | null;
  /** Id of the branch's group it was said in; null = direct chat. */
  group: string | null;
  level: TicketLevel;
  status: TicketStatus;
  /** Member id of who took it on. */
  handlerId: string | null;
  /** How often the reporter was not satisfied. */
  unsatisfied: number;
  /** When the clock of its state runs out; null when none runs. */
  dueAt: number | null;
  /** What was done, or why it was rejected; masked. */
  outcome: string | null;
  end: TicketEnd | null;
  createdAt: number;
  /** Came to its level, and to its present state. */
  levelAt: number;
  statusAt: number;
  /** What happens next by itself; null when nothing does. */
  next: { step: TicketStep; at: number } | null;
  /** Counts what was armed: work that was planned for an earlier turn does nothing. */
  turn: number;
  /** Times people were called out, and whether somebody has answered. */
  calls: number;
  answeredAt: number | null;
  /** Inbox key of the message that made it; a keyed digest of it for appeals. */
  source: string;
}
export type NewTicket = Omit<Ticket, 'id' | 'number'>;

export const ticketActions = [
  'report',
  'supplement',
  'follow',
  'make_anonymous',
  'call',
  'answer_call',
  'accept',
  'assign_branch',
  'escalate_street',
  'escalate_county',
  'warn',
  'expire',
  'resolve',
  'reject',
  'adopt',
  'follow_up',
  'follow_up_again',
  'satisfied',
  'unsatisfied',
  'not_yet',
  'reopen',
  'take_back',
  'close',
  'withdraw',
  'hand_over',
] as const;
export type TicketAction = (typeof ticketActions)[number];

/** One line of a ticket's history: who, when, what, why. */
export interface TicketEvent {
  id: number;
  ticketId: string;
  at: number;
  /** Member id; null = by itself, or an anonymous reporter. */
  by: string | null;
  isReporter: boolean;
  action: TicketAction;
  /** Masked. */
  note: string | null;
}
export type NewTicketEvent = Omit<TicketEvent, 'id'>;

/** What handlers do to a ticket by words or buttons (label standard). */
export const handlingActions = [
  'accept',
  'assign_branch',
  'escalate_street',
  'escalate_county',
  'resolve',
  'reject',
] as const satisfies readonly TicketAction[];
export type HandlingAction = (typeof handlingActions)[number];

/** Statuses in which somebody still has to do something. */
export const runningStatuses = ['open', 'accepted', 'resolved'] as const satisfies readonly TicketStatus[];

export const isRunning = ({ status }: Pick<Ticket, 'status'>): boolean =>
  (runningStatuses as readonly TicketStatus[]).includes(status);

/** `H-0012`: the letter, and at least four figures. */
export const TICKET_NUMBER = /^[HA]-\d{4,}$/;

/** `H` and 12 → `H-0012` */
export function ticketNumber(kind: TicketKind, count: number): string {
  return `${kind === 'hazard' ? 'H' : 'A'}-${String(count).padStart(4, '0')}`;
}

/** A picture that belongs to a ticket. */
export interface TicketPhoto {
  id: number;
  ticketId: string;
  /** `waiting`: not fetched yet · `failed`: with a reason, nothing is kept. */
  state: 'waiting' | 'kept' | 'failed';
  /** SHA-256 of what is kept, hex; null until then. */
  digest: string | null;
  reason: string | null;
  at: number;
}

/** What ticket lists may ask for; what is left out does not matter. */
export interface TicketFilter {
  kind?: TicketKind;
  statuses?: readonly TicketStatus[];
  levels?: readonly TicketLevel[];
  category?: string;
  handlerId?: string;
  /** Not satisfied at least once. */
  isUnsatisfied?: boolean;
  end?: TicketEnd;
  /** Made in `from <= createdAt < to`; ms. */
  createdFrom?: number;
  createdTo?: number;
  /** Their clock runs out before; ms. */
  dueBefore?: number;
}
