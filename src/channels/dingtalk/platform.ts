// Every call to DingTalk goes through here, so that what is known about the platform as a whole is known once: that it is away, that
// it has banned our address, what time it is there.
import { type Clock, SECOND_MS } from '../../core/clock.ts';
import type { Faults } from '../../core/fault.ts';
import { type Breaker, createBreaker } from '../breaker.ts';
import { fieldsOf, isThere, type JsonAnswer } from '../json-call.ts';
import { classify, type Verdict } from './errors.ts';

/** What became of one call. `reason` is content-free. */
export type Outcome =
  /** The platform's word on it. */
  | { kind: 'said'; status: number; verdict: Verdict; fields: Readonly<Record<string, unknown>> }
  /** It left, and no word came back that can be read: it may have been done. */
  | { kind: 'lost'; reason: string }
  /** It was not done, and need not be tried before `until`. */
  | { kind: 'shut'; until: number; reason: string }
  /** It was not done, and will not be until the operator has mended something, which may be so at `until`. */
  | { kind: 'closed'; until: number; reason: string };

export type Platform = ReturnType<typeof createPlatform>;

/** What the fault is about: the stream may be well. */
const SUBJECT = 'http';
/** As long as the breaker first waits. */
const AWAY_MS = 2 * SECOND_MS;
const SKEW_MS = 60 * SECOND_MS;
/** Refused before anything was done (RFC 6585, 4; RFC 9110, 15.6.4). A gateway that says 502 or 504 has handed it on (15.6.3, 15.6.5). */
const NOT_DONE = new Set([429, 503]);

/** @param look whether anybody is at an origin; only tests give it */
export function createPlatform(clock: Clock, faults: Faults, look = isThere) {
  const breakers = new Map<string, Breaker>();
  const away = new Set<string>();
  let ban = { until: 0, lastsMs: 0 };
  let saidSkewS: number | null = null;

  function breakerOf(host: string): Breaker {
    const breaker = breakers.get(host) ?? createBreaker(clock);
    breakers.set(host, breaker);
    return breaker;
  }

  function bannedUntil(): number | null {
    const leftMs = ban.until - clock.now();
    // More than it ever lasts: the clock was set back.
    return leftMs > 0 && leftMs <= ban.lastsMs ? ban.until : null;
  }

  function failed(host: string): void {
    breakerOf(host).failed();
    if (breakerOf(host).closedUntil() === null) return;
    away.add(host);
    faults.report('dingtalk_unreachable', SUBJECT);
  }

  function worked(host: string): void {
    breakerOf(host).worked();
    away.delete(host);
    if (away.size === 0) faults.clear('dingtalk_unreachable', SUBJECT);
  }

  /** The `Date` of an answer, to the second; a call may take some. */
  function compareClocks(serverAt: number | null): void {
    if (serverAt === null) return;
    const aheadMs = clock.now() - serverAt;
    if (Math.abs(aheadMs) <= SKEW_MS) {
      saidSkewS = null;
      return faults.clear('clock_wrong');
    }
    const aheadS = Math.round(aheadMs / SECOND_MS);
    // It differs by a second from call to call.
    if (saidSkewS !== null && Math.abs(aheadS - saidSkewS) < SKEW_MS / SECOND_MS / 2) return;
    saidSkewS = aheadS;
    faults.clear('clock_wrong');
    faults.report('clock_wrong', String(aheadS));
  }

  function read(host: string, answer: JsonAnswer): Outcome {
    const soon = (reason: string): Outcome => ({ kind: 'shut', until: clock.now() + AWAY_MS, reason });
    if (answer.kind === 'unreachable') {
      failed(host);
      // A redirect is not the platform's: something else answered in its place.
      const hasLeft = answer.mayHaveArrived && answer.reason !== 'redirect';
      return hasLeft ? { kind: 'lost', reason: answer.reason } : soon(answer.reason);
    }
    const { status } = answer;
    const isFailure = answer.kind === 'unreadable' || status >= 500 || status === 429;
    if (isFailure) failed(host);
    else worked(host);
    if (answer.kind === 'unreadable' && !answer.isPage && status < 300) return { kind: 'lost', reason: `http_${status}` };
    const verdict = classify(status, answer.kind === 'answered' ? answer.body : answer.isPage ? '' : null);
    if (verdict.class === 'ipBanned') return noteBan(verdict);
    if (answer.kind === 'answered') {
      compareClocks(answer.serverAt);
      if (!isFailure) faults.clear('dingtalk_ip_banned');
    }
    if (NOT_DONE.has(status) && verdict.code === `http_${status}`) return soon(verdict.code);
    return { kind: 'said', status, verdict, fields: answer.kind === 'answered' ? fieldsOf(answer.body) : {} };
  }

  function noteBan({ retryAfterMs = 0, code }: Verdict): Outcome {
    ban = { until: clock.now() + retryAfterMs, lastsMs: retryAfterMs };
    faults.report('dingtalk_ip_banned');
    return { kind: 'shut', until: ban.until, reason: code };
  }

  return {
    /**
     * Makes a call, unless the platform is away or has banned us: then nobody calls, but for one who looks now and then. Never throws.
     * @param base the address that is called, or one under the same host
     * @param isLast another call after this one may come too much: where the host was away a moment ago it is looked at first
     */
    async call(base: string, send: () => Promise<JsonAnswer>, isLast = false): Promise<Outcome> {
      const host = new URL(base).origin;
      const banned = bannedUntil();
      if (banned !== null) return { kind: 'shut', until: banned, reason: 'ip_banned' };
      const until = breakerOf(host).closedUntil();
      if (until !== null) return { kind: 'shut', until, reason: 'away' };
      if (isLast && breakerOf(host).isDoubtful() && !(await look(host))) {
        failed(host);
        return { kind: 'shut', until: breakerOf(host).closedUntil() ?? clock.now() + AWAY_MS, reason: 'away' };
      }
      return read(host, await send());
    },
  };
}
