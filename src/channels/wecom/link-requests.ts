// What the channel asks of the long connection: in order for each request id, bounded, and once more where the platform has lost us.
import { SECOND_MS } from '../../core/clock.ts';
import type { LinkAnswer, WecomLink } from './link.ts';
import { type Exchange, newRequestId, type OutFrame } from './link-frames.ts';

/** The platform does not know this connection (any more): nothing was done, it must be opened anew. */
export const NOT_SUBSCRIBED = 846609;
/** The official package's limit. */
const WAITING = 500;
/** How long a frame waits for the new connection it is sent again on. */
const COME_BACK_MS = 10 * SECOND_MS;

export interface Live {
  exchange: Exchange;
  /** The platform says that this connection is not subscribed. */
  abandon(): void;
}

export interface RequestParts {
  /** The subscribed connection, if there is one. */
  live(): Live | null;
  now(): number;
  random(): number;
}

const DOWN: LinkAnswer = { kind: 'down' };

export function createRequests({ live, now, random }: RequestParts) {
  /** The last frame of each request id. */
  const lanes = new Map<string, Promise<LinkAnswer>>();
  const comingBack = new Set<(next: Live | null) => void>();
  let waiting = 0;

  const request: WecomLink['request'] = async (command, body, requestId = newRequestId(command, now(), random())) => {
    const meant = live();
    if (!meant || waiting >= WAITING) return DOWN;
    waiting += 1;
    const frame: OutFrame = { cmd: command, headers: { req_id: requestId }, body };
    const before = lanes.get(requestId);
    const turn = before ? before.then(() => carry(frame, meant)) : carry(frame, meant);
    lanes.set(requestId, turn);
    try {
      return await turn;
    } finally {
      waiting -= 1;
      if (lanes.get(requestId) === turn) lanes.delete(requestId);
    }
  };

  /** A request id means something on the connection it came by only: what waited for its turn too long does not leave on another. */
  async function carry(frame: OutFrame, meant: Live): Promise<LinkAnswer> {
    if (live() !== meant) return DOWN;
    const answer = await meant.exchange.send(frame);
    if (!isForgotten(answer)) return answer;
    const next = nextLive();
    meant.abandon();
    const again = await next;
    if (!again) return DOWN;
    const second = await again.exchange.send(frame);
    if (!isForgotten(second)) return second;
    again.abandon();
    return DOWN;
  }

  function nextLive(): Promise<Live | null> {
    return new Promise((resolve) => {
      const done = (next: Live | null) => {
        clearTimeout(late);
        comingBack.delete(done);
        resolve(next);
      };
      const late = setTimeout(() => done(null), COME_BACK_MS);
      comingBack.add(done);
    });
  }

  return {
    request,
    /** There is a new connection; null: there will be none. */
    cameBack(next: Live | null): void {
      for (const done of [...comingBack]) done(next);
    },
  };
}

function isForgotten(answer: LinkAnswer): boolean {
  return answer.kind === 'acked' && answer.errcode === NOT_SUBSCRIBED;
}
