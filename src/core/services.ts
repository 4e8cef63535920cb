import type { BranchSettings } from './branch.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import type { Handler } from './handler.ts';
import type { ChannelName } from './message.ts';
import type { Planner, ReadWish } from './planner.ts';
import type { Store } from './store.ts';
import type { Advise, Understand } from './understanding.ts';

/** A line for the operator; never a secret, never what somebody wrote. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** Counters the operator reads at `/metrics`; the names stand in `http/metrics.ts`. */
export interface Meter {
  count(name: string, labels?: Record<string, string>): void;
  observe(name: string, value: number): void;
}

/** All a bot is made of. `main.ts` makes one for the platforms, the simulator one of its own. */
export interface Services {
  /** Name of this process in leases. */
  instance: string;
  clock: Clock;
  log: Log;
  meter: Meter;
  store: Store;
  branch: BranchSettings;
  understand: Understand;
  readWish: ReadWish;
  planner: Planner;
  /** Consulted before a person is asked which of two readings is meant. */
  advise?: Advise;
  handlers: readonly Handler[];
  channels: Partial<Record<ChannelName, Channel>>;
}
