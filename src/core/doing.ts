import type { Branch } from './branch.ts';
import type { Calendar } from './calendar.ts';
import type { Channel, Reach } from './channel.ts';
import type { Knowledge } from './knowledge.ts';
import type { ChannelName } from './message.ts';
import type { Outgoing } from './outgoing.ts';
import type { Planner } from './planner.ts';
import type { Sealer } from './sealer.ts';
import type { Station } from './station.ts';
import type { Transaction } from './store.ts';

/** What the rules of branch life work with: one transaction, the settings in force, the instant. Handlers and scheduled work both have it. */
export interface Doing {
  tx: Transaction;
  branch: Branch;
  planner: Planner;
  calendar: Calendar;
  knowledge: Knowledge;
  /** See `Stations`. */
  stations: readonly Station[];
  /** Null where no key is set: then nobody is promised to stay unknown. */
  sealer: Sealer | null;
  /** Where people's browsers reach our pages, without a slash at its end; null where they cannot. */
  baseUrl: string | null;
  reach(channel: ChannelName, to: Outgoing['to']): Reach;
  /** ms */
  now: number;
}

/** A platform that is off carries nothing. */
export function reachOf(channels: Partial<Record<ChannelName, Pick<Channel, 'reach'>>>): Doing['reach'] {
  return (channel, to) => channels[channel]?.reach(to) ?? 'never';
}
