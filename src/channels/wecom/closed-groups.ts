import { type Clock, HOUR_MS } from '../../core/clock.ts';
import type { Rung } from '../ladder.ts';

/** Somebody may have spoken there meanwhile, or taken the bot in, without our hearing of it. */
const REMEMBERED_MS = 3 * HOUR_MS;
/** Nobody has spoken to the bot there, or it is not there (developer.work.weixin.qq.com/document/path/101463). */
const REFUSED = /_errcode_9300[68]$/;

/**
 * Groups in which the bot may not speak of its own accord. Where another way is open, each message would else begin with a call that is
 * refused. Kept in memory: a restart costs one call a group.
 */
export function createClosedGroups(clock: Clock) {
  const until = new Map<string, number>();

  function isClosed(group: string): boolean {
    const leftMs = (until.get(group) ?? 0) - clock.now();
    // More than it ever lasts: the clock was set back.
    return leftMs > 0 && leftMs <= REMEMBERED_MS;
  }

  return {
    /** Somebody spoke there. */
    opened: (group: string): void => void until.delete(group),
    /** The same way, not tried where it was refused lately. What may have left by it is looked after all the same. */
    sparing(rung: Rung, group: string): Rung {
      return {
        name: rung.name,
        async attempt(isRepeat) {
          if (!isRepeat && isClosed(group)) return { kind: 'no_way', reason: `${rung.name}_closed_lately` };
          const attempt = await rung.attempt(isRepeat);
          if (attempt.kind === 'no_way' && REFUSED.test(attempt.reason)) until.set(group, clock.now() + REMEMBERED_MS);
          else if (attempt.kind === 'sent') until.delete(group);
          return attempt;
        },
      };
    },
  };
}
