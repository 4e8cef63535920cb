import { type Clock, MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import type { Faults } from '../../core/fault.ts';
import { type Breaker, createBreaker } from '../breaker.ts';
import { fieldsOf, isThere, type JsonAnswer } from '../json-call.ts';

/** What became of one call to the platform. */
export type Called =
  /** `fields` besides the code; `errmsg` among them is not for reading. */
  | { kind: 'answered'; errcode: number; fields: Readonly<Record<string, unknown>> }
  /** It left, and nobody knows whether it had an effect. */
  | { kind: 'uncertain'; reason: string }
  /** It surely had no effect. */
  | { kind: 'failed'; reason: string }
  /** It was not tried: nothing may go this way before the instant. */
  | { kind: 'shut'; until: number; reason: string };

/**
 * Makes a call, as long as the host of its address is there. Never throws.
 * @param isLast another call after this one may come too much: where the host was away a moment ago it is looked at first
 */
export type Calls = (url: string, call: (url: string) => Promise<JsonAnswer>, isLast?: boolean) => Promise<Called>;

/** What the fault is about: the bot's long connection may be well. */
const SUBJECT = 'http';
const LOOK_AGAIN_MS = 2 * SECOND_MS;
/** More than any network delay; beyond it times we speak of are wrong. */
const SKEW_LIMIT_MS = MINUTE_MS;

/**
 * A breaker for each host our calls go to (one or two); what answers tell besides is watched here: whether it is there, and the time.
 * @param look whether anybody is at an origin; only tests give it
 */
export function createCalls(clock: Clock, faults: Faults, look = isThere): Calls {
  const breakers = new Map<string, Breaker>();
  const away = new Set<string>();
  const watchClock = createClockWatch(clock, faults);

  return async (url, call, isLast = false) => {
    const { origin } = new URL(url);
    const breaker = breakers.get(origin) ?? createBreaker(clock);
    breakers.set(origin, breaker);
    const until = breaker.closedUntil();
    if (until !== null) {
      away.add(origin);
      faults.report('wecom_unreachable', SUBJECT);
      return { kind: 'shut', until, reason: 'platform_away' };
    }
    if (isLast && breaker.isDoubtful() && !(await look(origin))) {
      breaker.failed();
      return { kind: 'shut', until: breaker.closedUntil() ?? clock.now() + LOOK_AGAIN_MS, reason: 'platform_away' };
    }
    const answer = await call(url);
    const called = read(answer);
    if (isAway(answer, called)) breaker.failed();
    else {
      breaker.worked();
      away.delete(origin);
      if (away.size === 0) faults.clear('wecom_unreachable', SUBJECT);
    }
    if (answer.kind === 'answered') watchClock(answer.serverAt);
    return called;
  };
}

function isAway(answer: JsonAnswer, called: Called): boolean {
  if (called.kind === 'answered') return false;
  return answer.kind === 'unreachable' || answer.status >= 500 || answer.status === 429;
}

/** The code decides, whatever the status: answers of the platform are HTTP 200 with an errcode (document/path/90313). */
function read(answer: JsonAnswer): Called {
  if (answer.kind === 'unreachable') {
    // A redirect is never followed, so that nothing was done.
    const isOpen = answer.mayHaveArrived && answer.reason !== 'redirect';
    return { kind: isOpen ? 'uncertain' : 'failed', reason: answer.reason };
  }
  const fields = answer.kind === 'answered' ? fieldsOf(answer.body) : {};
  const { errcode } = fields;
  if (typeof errcode === 'number') return { kind: 'answered', errcode, fields };
  // A gateway that lost the platform behind it (502, 504) does not know what that has done; nor does a cut answer.
  const isOpen = answer.status < 300 || answer.status === 502 || answer.status === 504;
  return { kind: isOpen ? 'uncertain' : 'failed', reason: `http_${answer.status}` };
}

function createClockWatch(clock: Clock, faults: Faults) {
  let told: number | null = null;

  return (serverAt: number | null): void => {
    if (serverAt === null) return;
    const aheadMs = clock.now() - serverAt;
    if (Math.abs(aheadMs) <= SKEW_LIMIT_MS) {
      told = null;
      return faults.clear('clock_wrong');
    }
    // Said anew only when it has really changed: the seconds differ a little with every answer.
    if (told !== null && Math.abs(aheadMs - told) <= SKEW_LIMIT_MS / 2) return;
    told = aheadMs;
    faults.clear('clock_wrong');
    faults.report('clock_wrong', String(Math.round(aheadMs / 1_000)));
  };
}
