/** At most `most` in any stretch of `ms`. */
export interface Limit {
  ms: number;
  most: number;
}

/** Keeps what we do within what the platforms allow, across instances and restarts. */
export interface Limiter {
  /**
   * Takes places in a lane, or none.
   * @param lane a content-free name; secrets as their digest
   * @returns null = taken; else the instant from which there may be room
   */
  take(lane: string, limits: readonly Limit[], count?: number): Promise<number | null>;
  /** Nothing of this lane before the instant: the platform said so. */
  block(lane: string, until: number): void;
}

/** What the platforms count by the calendar month. */
export const quotaNames = ['dingtalk_calls', 'dingtalk_messages'] as const;
export type QuotaName = (typeof quotaNames)[number];

/** Names of tallies that count for a quota begin with this: they are asked for by the month, and kept for a year and a month. */
export const QUOTA_TALLIES = 'quota:';

export interface Quotas {
  /** Counts what was used; kept in memory for a moment, so that no message waits for it. */
  count(name: QuotaName, count?: number): void;
  /** Share of the month's quota that is used, from 0; above 1 it is spent. */
  usedShare(name: QuotaName): number;
}
