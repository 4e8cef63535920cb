import type { BranchSettings } from './branch.ts';
import type { Calendar } from './calendar.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import { type Doing, reachOf } from './doing.ts';
import type { Faults } from './fault.ts';
import type { Handler } from './handler.ts';
import type { Knowledge, Word } from './knowledge.ts';
import type { ChannelName } from './message.ts';
import type { PhotoStore, Reencode } from './photo.ts';
import type { Planner, ReadWish } from './planner.ts';
import type { Sealer } from './sealer.ts';
import type { Stations } from './station.ts';
import type { Store, Transaction } from './store.ts';
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
  calendar: Calendar;
  knowledge: Knowledge;
  stations: Stations;
  /** Null where no key is set. */
  sealer: Sealer | null;
  photos: PhotoStore;
  reencode: Reencode;
  /** See `Doing`; asked each time, because the port may be known only once the door is open. */
  baseUrl(): string | null;
  /** Consulted before a person is asked which of two readings is meant. */
  advise?: Advise;
  /** Puts a policy answer into easier words. */
  word?: Word;
  handlers: readonly Handler[];
  channels: Partial<Record<ChannelName, Channel>>;
  /** Left out where nobody reads them. */
  faults?: Faults;
}

/** What the rules of branch life need, for one transaction at one instant. */
export function doingIn(services: Services, tx: Transaction, now: number): Doing {
  const { branch, planner, calendar, knowledge, stations, sealer, channels, baseUrl } = services;
  return {
    tx,
    branch: branch.current(),
    planner,
    calendar,
    knowledge,
    stations: stations.current(),
    sealer,
    baseUrl: baseUrl(),
    reach: reachOf(channels),
    now,
  };
}
