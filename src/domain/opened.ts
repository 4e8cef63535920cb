// Conversations in which somebody has spoken to the bot: where a platform lets it speak of its own accord only after that.
import { z } from 'zod';
import { targetKey } from '../core/conversation.ts';
import type { Doing } from '../core/doing.ts';
import type { ChannelName } from '../core/message.ts';
import type { Outgoing } from '../core/outgoing.ts';
import { shanghaiDate, shanghaiInstant } from '../core/shanghai.ts';

export const OPENED_CHATS = 'opened-chats';

/** That the record is there says all. */
const openedSchema = z.object({});
const opened = ({ tx }: Records) => tx.collection(OPENED_CHATS, openedSchema);

type Records = Pick<Doing, 'tx' | 'sealer'>;

/** The records must not tell who has spoken to us alone. */
function keyOf({ sealer }: Records, channel: ChannelName, to: Outgoing['to']): string {
  const key = targetKey({ channel, to });
  return to.kind === 'direct' && sealer ? sealer.digest(`opened:${key}`) : key;
}

/**
 * Writes down that somebody has spoken there. Twice changes nothing.
 * @returns true when it was not known
 */
export async function noteOpened(records: Records, channel: ChannelName, to: Outgoing['to'], now: number): Promise<boolean> {
  if (await isOpened(records, channel, to)) return false;
  // No finer instant: that of a report without a name is known.
  const month = shanghaiInstant(`${shanghaiDate(now).slice(0, 7)}-01`, 0, 0);
  await opened(records).put(keyOf(records, channel, to), {}, month);
  return true;
}

export async function isOpened(records: Records, channel: ChannelName, to: Outgoing['to']): Promise<boolean> {
  return (await opened(records).get(keyOf(records, channel, to))) !== undefined;
}

/** What tells whether something gets there. */
export type Reaching = Pick<Doing, 'tx' | 'sealer' | 'reach'>;

/** Whether what nobody asked for gets there now. One look into the store, and only where the platform wants to be spoken to first. */
export async function canReach(doing: Reaching, channel: ChannelName, to: Outgoing['to']): Promise<boolean> {
  const reached = doing.reach(channel, to);
  return reached === 'opened' ? await isOpened(doing, channel, to) : reached === 'always';
}
