/** The right to do what only one instance may do at a time. It runs out by itself when nobody renews it. */
export interface Lease {
  /** Takes or renews it. False: another instance holds it, or the store did not answer in time. Never throws. */
  take(): Promise<boolean>;
  /** Gives it back at once, so that another need not wait for its end. Never throws. */
  give(): Promise<void>;
  /** How long we surely still hold it, by a clock nobody can set; 0 = not ours. */
  msLeft(): number;
}

/** The lease on the one long connection WeCom's smart bot may have. */
export const LINK_LEASE = 'wecom-link';
