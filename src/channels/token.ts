import { type Clock, MINUTE_MS, SECOND_MS } from '../core/clock.ts';

export type TokenAnswer = { kind: 'granted'; token: string; lastsMs: number } | { kind: 'failed'; reason: string };
type Failed = { kind: 'retry'; reason: string };

/** What a call returns when the platform no longer takes its token. */
export const REVOKED = 'token_revoked';

/** Makes a call with a token; once more with a new one when the platform took the first back early. Never throws if `call` does not. */
export type WithToken = <T>(call: (token: string) => Promise<T | typeof REVOKED>) => Promise<T | Failed>;

/** Renewed a little early, so that no call is under way when it ends. */
const EARLY_MS = 5 * MINUTE_MS;
/** How long a failure is the answer to all: a wrong secret must not become a storm, and few calls get an application blocked. */
const FAILURE_LASTS_MS = 30 * SECOND_MS;

/**
 * Keeps one access token for all: whoever needs one while it is asked for waits for the same answer.
 * @param ask asks the platform for a token; never throws
 */
export function createTokenKeeper(ask: () => Promise<TokenAnswer>, clock: Clock): WithToken {
  let last: { at: number; answer: Promise<TokenAnswer> } | undefined;

  async function currentBut(dead: TokenAnswer | null): Promise<TokenAnswer> {
    for (;;) {
      last ??= { at: clock.now(), answer: ask() };
      const seen = last;
      const answer = await seen.answer;
      const ageMs = clock.now() - seen.at;
      // Below zero: the clock was set back, and the age cannot be known.
      if (answer !== dead && ageMs >= 0 && ageMs < validMsOf(answer)) return answer;
      // Unless somebody else has asked anew meanwhile.
      if (last === seen) last = undefined;
    }
  }

  return async (call) => {
    let dead: TokenAnswer | null = null;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer: TokenAnswer = await currentBut(dead);
      if (answer.kind === 'failed') return { kind: 'retry', reason: answer.reason };
      const result = await call(answer.token);
      if (result !== REVOKED) return result;
      dead = answer;
    }
    // A new one that is dead as well is a failure like any other: asking on would not help.
    const failed: TokenAnswer = { kind: 'failed', reason: REVOKED };
    last = { at: clock.now(), answer: Promise.resolve(failed) };
    return { kind: 'retry', reason: failed.reason };
  };
}

function validMsOf(answer: TokenAnswer): number {
  return answer.kind === 'failed' ? FAILURE_LASTS_MS : Math.max(answer.lastsMs - EARLY_MS, FAILURE_LASTS_MS);
}
