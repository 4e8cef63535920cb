// How fast the platforms take what nobody asked for.
import { z } from 'zod';
import { MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import type { ChannelName } from '../../core/message.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import type { Transaction } from '../../core/store.ts';

type Target = Pick<Outgoing, 'channel' | 'to'>;

interface Lane {
  key: string;
  /** So many in any stretch of `seconds`. */
  limit: number;
  seconds: number;
}

/** WeCom's group webhook and DingTalk's robot take 20 a minute in each group (protocol notes of both platforms). */
const GROUP_A_MINUTE = 18;

/**
 * Calls a second: WeCom takes 10,000 a minute for messages to people, DingTalk 20 a second for everything. The simulator is as WeCom.
 * WeCom's other limit, 30 a minute to one person, is far from what one person may ever get.
 */
const CALLS_A_SECOND: Record<ChannelName, number> = { wecom: 100, dingtalk: 16, simulator: 100 };

function lanesOf({ channel, to }: Target): Lane[] {
  const calls = { key: channel, limit: CALLS_A_SECOND[channel], seconds: 1 };
  if (to.kind === 'direct') return [calls];
  const group = { key: `${channel}/${to.id}`, limit: GROUP_A_MINUTE, seconds: 60 };
  return channel === 'dingtalk' ? [group, calls] : [group];
}

/** How many are planned, by second. */
const plannedSchema = z.record(z.string(), z.int());
const paces = (tx: Transaction) => tx.collection('push-pace', plannedSchema);

/**
 * The places that are free in the stream of pushes, kept in the store: all instances share the platforms' limits. Two that plan at the
 * very same moment may count the same place twice; the limits here leave room for it, and a platform that refuses is tried again.
 */
export function openPace(tx: Transaction, now: number) {
  const known = new Map<string, Map<number, number>>();

  async function plannedIn({ key }: Lane): Promise<Map<number, number>> {
    let planned = known.get(key);
    if (planned === undefined) {
      const stored = (await paces(tx).get(key)) ?? {};
      planned = new Map(Object.entries(stored).map(([second, count]) => [Number(second), count]));
      known.set(key, planned);
    }
    return planned;
  }

  const openLanes = (target: Target) =>
    Promise.all(lanesOf(target).map(async (lane) => ({ ...lane, planned: await plannedIn(lane) })));
  const count = (lanes: readonly { planned: Map<number, number> }[], second: number) => {
    for (const { planned } of lanes) planned.set(second, (planned.get(second) ?? 0) + 1);
  };

  return {
    /** Counts what leaves at the instant, free place or not. */
    async count(target: Target, at: number): Promise<void> {
      count(await openLanes(target), Math.floor(at / SECOND_MS));
    },
    /**
     * Takes the first free place not before `from`.
     * @param allowed the first allowed instant not before the given one: itself, where it is allowed
     */
    async take(target: Target, from: number, allowed: (at: number) => number): Promise<number> {
      const lanes = await openLanes(target);
      for (let at = from; ; ) {
        const second = Math.floor(at / SECOND_MS);
        const next = lanes.every((lane) => hasRoom(lane, second)) ? allowed(at) : (second + 1) * SECOND_MS;
        if (next > at) {
          at = next;
          continue;
        }
        count(lanes, second);
        return at;
      }
    },
    /** Writes what was taken. Last of all: on PostgreSQL whoever takes a place of the same lane waits from here to the commit. */
    async save(): Promise<void> {
      const over = Math.floor((now - MINUTE_MS) / SECOND_MS);
      for (const [key, planned] of [...known].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const ahead = [...planned].filter(([second]) => second > over);
        await paces(tx).put(key, Object.fromEntries(ahead), now);
      }
    },
  };
}

export type Pace = ReturnType<typeof openPace>;

/** Counted to both sides, because what is planned later may have been planned before. */
function hasRoom({ planned, limit, seconds }: Lane & { planned: ReadonlyMap<number, number> }, second: number): boolean {
  let count = 0;
  for (let each = second - seconds + 1; each < second + seconds; each += 1) count += planned.get(each) ?? 0;
  return count < limit;
}
