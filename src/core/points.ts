// Points (积分) and volunteer hours (时间银行): two append-only ledgers. What stands is never changed; a correction is an opposite entry.

/** What points are given for; the branch's settings say how many (`points.rules`). */
export const pointRules = ['party_day', 'patrol', 'volunteer_hour', 'hazard_confirmed', 'suggestion_adopted'] as const;
export type PointRule = (typeof pointRules)[number];

/**
 * `earned` by a rule · `reversed`: takes an earned one back · `exchanged` for goods · `returned`: gives back what was exchanged.
 * Earned and returned are never negative, reversed and exchanged never positive.
 */
export const pointKinds = ['earned', 'reversed', 'exchanged', 'returned'] as const;
export type PointKind = (typeof pointKinds)[number];

export interface PointEntry {
  id: number;
  memberId: string;
  kind: PointKind;
  /** Signed whole number; 0 where the month's cap took all. */
  points: number;
  /** What the rule gives without the month's cap; equals `points` for what no cap touches. */
  full: number;
  rule: PointRule | null;
  /** Which version of the rules; null for what no rule gives. */
  ruleVersion: number | null;
  /** The record that caused it: `attendance:12`, `ticket:7`, `exchange:3`. */
  source: string;
  /** Which time the same source causes the same kind, counted from 0: what was taken back may be earned again. */
  turn: number;
  /** The entry that is taken or given back. */
  reverses: number | null;
  /** What it was for, in words its owner may read alone (an activity's title, goods); null = the rule says it. */
  about: string | null;
  /** Member id of who confirmed it; null = nobody had to. */
  confirmedBy: string | null;
  /** When the deed was done: its month is the one the cap counts. ms */
  at: number;
  recordedAt: number;
}
export type NewPointEntry = Omit<PointEntry, 'id'>;

/** The rules as they were from an instant on. Kept for ever: each entry names the version it was made by. */
export interface PointRules {
  /** 1, 2, … */
  version: number;
  rules: Record<string, number>;
  monthlyCap: number;
  since: number;
}

export interface HourEntry {
  id: number;
  memberId: string;
  /** Signed whole minutes; negative = taken back. */
  minutes: number;
  source: string;
  turn: number;
  reverses: number | null;
  about: string | null;
  confirmedBy: string | null;
  at: number;
  recordedAt: number;
}
export type NewHourEntry = Omit<HourEntry, 'id'>;

/** `offered` can be exchanged · `withdrawn` not any more. */
export interface Goods {
  id: number;
  name: string;
  /** Points for one. */
  cost: number;
  /** How many are left for whoever asks next. */
  stock: number;
  status: 'offered' | 'withdrawn';
}

/** `asked`: the points are taken, the secretary's yes is awaited · `granted` · `declined`, `cancelled`: points and stock are given back. */
export const exchangeStatuses = ['asked', 'granted', 'declined', 'cancelled'] as const;
export type ExchangeStatus = (typeof exchangeStatuses)[number];

export interface Exchange {
  id: number;
  memberId: string;
  goodsId: number;
  /** As the goods were called and what they cost when they were asked for. */
  name: string;
  cost: number;
  status: ExchangeStatus;
  askedAt: number;
  decidedBy: string | null;
  decidedAt: number | null;
  /** Inbox key of the message that asked. */
  source: string;
}
export type NewExchange = Omit<Exchange, 'id' | 'decidedBy' | 'decidedAt' | 'status'>;

export interface PointRecords {
  /** Nobody else writes for this member, in either ledger, before the transaction ends. Before any check of a balance. */
  lock(memberId: string): Promise<void>;
  /** @returns undefined when the same source, kind and turn stands already: nothing was added */
  add(entry: NewPointEntry): Promise<PointEntry | undefined>;
  byId(id: number): Promise<PointEntry | undefined>;
  /** All that a source has caused, oldest first. */
  ofSource(source: string): Promise<PointEntry[]>;
  /** Sum of all entries. */
  balance(memberId: string): Promise<number>;
  /** Sum of what was earned and reversed with `from <= at < to`. */
  earned(memberId: string, from: number, to: number): Promise<number>;
  /** Newest first, at most `limit`; `beforeId` goes on behind an earlier page. */
  statement(memberId: string, limit: number, beforeId?: number): Promise<PointEntry[]>;
  /** Everybody's, by id, from behind `afterId`. */
  list(limit: number, afterId?: number): Promise<PointEntry[]>;
  /** Balances of these people; who has no entry is left out. */
  balances(memberIds: readonly string[]): Promise<Map<string, number>>;

  /** The newest version of the rules. */
  rules(): Promise<PointRules | undefined>;
  /** @returns false when the version stands already */
  addRules(rules: PointRules): Promise<boolean>;

  addHours(entry: NewHourEntry): Promise<HourEntry | undefined>;
  hoursOfSource(source: string): Promise<HourEntry[]>;
  /** Sum in minutes. */
  minutes(memberId: string): Promise<number>;
  hourStatement(memberId: string, limit: number, beforeId?: number): Promise<HourEntry[]>;
}

export interface ExchangeRecords {
  goods(): Promise<Goods[]>;
  /** As written, and nobody else changes it before the transaction ends. */
  lockGoods(id: number): Promise<Goods | undefined>;
  goodsNamed(name: string): Promise<Goods | undefined>;
  addGoods(goods: Omit<Goods, 'id'>): Promise<Goods>;
  saveGoods(goods: Goods): Promise<void>;
  add(exchange: NewExchange): Promise<Exchange>;
  byId(id: number): Promise<Exchange | undefined>;
  lock(id: number): Promise<Exchange | undefined>;
  save(exchange: Exchange): Promise<void>;
  ofMember(memberId: string, statuses: readonly ExchangeStatus[]): Promise<Exchange[]>;
  /** Oldest first. */
  list(statuses: readonly ExchangeStatus[], limit: number): Promise<Exchange[]>;
}
