import type { Sending } from '../../core/channel.ts';
import type { Attempt, Rung } from '../ladder.ts';
import type { AppSender } from './app.ts';
import type { Called } from './calls.ts';
import { classify } from './errors.ts';
import type { Way } from './judge.ts';
import { isOrdinary } from './lanes.ts';
import type { WholeMessage } from './messages.ts';
import type { Script } from './speaking.ts';

/** Of the 1,000 people one call may be for (document/path/90236): a call that fails should not hold up too many. */
export const TOGETHER_MAX = 200;
/** Calls with an open end that are remembered; the oldest are given up. */
const OPEN_MAX = 50;
/** Of its rung. */
export const APP_TOGETHER = 'app_together';

/** One of several people who are told the same. */
export interface Told {
  sending: Sending;
  userId: string;
}

/** A call whose end is open. It can only be repeated as it was: for one of its people alone it would be another. */
interface OpenCall {
  /** By outbox item. */
  users: ReadonlyMap<number, string>;
  message: WholeMessage;
  way: Way;
  again: Promise<Called> | null;
}

/** The same words to several people, as one call of the application's. */
export function createAppTogether(app: AppSender) {
  const open = new Map<number, OpenCall>();

  const call = ({ users, message }: Pick<OpenCall, 'users' | 'message'>): Promise<Called> =>
    app.send([...users.values()], message, [...users.keys()][0] ?? 0);

  function keepOpen(kept: OpenCall): void {
    for (const id of kept.users.keys()) open.set(id, kept);
    const calls = new Set(open.values());
    const [oldest] = calls;
    if (oldest && calls.size > OPEN_MAX) for (const id of oldest.users.keys()) open.delete(id);
  }

  /** All of its people come back at the same time: one call answers them all, once it says what became of the first. */
  async function repeat(kept: OpenCall): Promise<Called> {
    kept.again ??= callAgain(kept);
    const called = await kept.again;
    if (!isSettled(called)) kept.again = null;
    return called;
  }

  async function callAgain(kept: OpenCall): Promise<Called> {
    const until = await kept.way.lane.room(1);
    return until === null ? await call(kept) : { kind: 'shut', until, reason: `${APP_TOGETHER}_limit` };
  }

  async function tell(users: OpenCall['users'], way: Way, message: WholeMessage): Promise<Called> {
    const called = await call({ users, message });
    if (called.kind === 'uncertain') keepOpen({ users, message, way, again: null });
    return called;
  }

  /** On the card; in words where there is none, or it is refused. */
  async function sayFirst(users: OpenCall['users'], way: Way, { words: [plain], card }: Script): Promise<Called> {
    if (!card) return await tell(users, way, plain!);
    const called = await tell(users, way, card);
    const isRefused = called.kind === 'answered' && classify(called.errcode).kind === 'permanent_content';
    return isRefused ? await tell(users, way, plain!) : called;
  }

  return {
    /**
     * @param script its words are one message
     * @returns what became of each, in the same order
     */
    async attempt(told: readonly Told[], script: Script): Promise<Attempt[]> {
      const way = app.wayOf(
        APP_TOGETHER,
        told.every(({ sending }) => isOrdinary(sending)),
      );
      const shut = await way.lane.room(1);
      const waits = await Promise.all(told.map(({ sending, userId }) => shut ?? app.roomOf(sending, userId, 1)));
      const going = told.filter((_, index) => waits[index] === null);
      const users = new Map(going.map(({ sending, userId }) => [sending.id, userId]));
      const called = users.size > 0 ? await sayFirst(users, way, script) : null;
      const attempts = told.map(({ userId }, index): Attempt => {
        const until = waits[index] ?? null;
        if (until !== null || called === null) return { kind: 'wait', until: until ?? 0, reason: `${APP_TOGETHER}_limit` };
        return app.outcomeFor(userId, called, way);
      });
      return attempts;
    },

    /** The way an item went before as one of several, while the end of that is open. */
    rung(itemId: number): Rung | null {
      const kept = open.get(itemId);
      if (!kept) return null;
      return {
        name: APP_TOGETHER,
        async attempt() {
          const called = await repeat(kept);
          if (isSettled(called)) open.delete(itemId);
          return app.outcomeFor(kept.users.get(itemId) ?? '', called, kept.way);
        },
      };
    },
  };
}

/** Whether a call told the end of the one it repeats: too many calls, busy or shut out, it was not looked at. */
function isSettled(called: Called): boolean {
  if (called.kind !== 'answered') return false;
  const { kind } = classify(called.errcode);
  return kind === 'ok' || kind === 'permanent_target' || kind === 'permanent_content';
}
export type AppTogether = ReturnType<typeof createAppTogether>;
