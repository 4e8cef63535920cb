import { targetKey, targetOf } from '../core/conversation.ts';
import type { Message } from '../core/message.ts';
import type { Services } from '../core/services.ts';
import { shanghaiDate } from '../core/shanghai.ts';
import type { Transaction } from '../core/store.ts';
import { noteOpened } from '../domain/opened.ts';

/** Conversations kept in mind; of the others the store is asked. */
const IN_MIND = 50_000;

/** A conversation somebody spoke in; it holds once it is committed. */
export interface Opening {
  /** As `targetKey` makes it. */
  key: string;
  /** Nobody had spoken there before. */
  isNew: boolean;
}

/**
 * Writes down where people speak to the bot, with at most one look into the store for each conversation and day. A group that the
 * branch's settings do not name is a fault: nothing that nobody asked for will ever get there.
 */
export function createOpenings({ channels, branch, faults, clock, sealer }: Services) {
  const known = new Set<string>();
  let day = '';

  function checkGroup({ channel, conversation: { kind, id } }: Message): void {
    if (kind !== 'group') return;
    const isListed = branch.current().groups.some((group) => group.channel === channel && group.id === id);
    if (isListed) faults?.clear('group_unlisted', id);
    else faults?.report('group_unlisted', id);
  }

  return {
    /** @returns null when there is nothing to keep in mind */
    async note(tx: Transaction, message: Message): Promise<Opening | null> {
      const { kind, channel, conversation } = message;
      if (!channels[channel]) return null;
      checkGroup(message);
      // The platform wants a message first (developer.work.weixin.qq.com/document/path/101463): who only looks in has sent none.
      if (kind === 'entered') return null;
      const to = targetOf(conversation);
      const key = targetKey({ channel, to });
      const now = clock.now();
      if (day === shanghaiDate(now) && known.has(key)) return null;
      return { key, isNew: await noteOpened({ tx, sealer }, channel, to, now) };
    },
    /** They are committed. @returns the keys of the new ones */
    keep(openings: readonly Opening[]): string[] {
      const today = shanghaiDate(clock.now());
      if (day !== today || known.size > IN_MIND) known.clear();
      day = today;
      for (const { key } of openings) known.add(key);
      return openings.flatMap(({ key, isNew }) => (isNew ? [key] : []));
    },
  };
}
