// The calls that need the application's token: api.dingtalk.com, and the older interface for uploads.
import { type Clock, SECOND_MS } from '../../core/clock.ts';
import type { Fault, FaultCode, Faults } from '../../core/fault.ts';
import type { Limiter } from '../../core/limiter.ts';
import { fieldsOf, type JsonAnswer, postForm, postJson } from '../json-call.ts';
import { createTokenKeeper, REVOKED, type TokenAnswer } from '../token.ts';
import { MENDED_MS } from './errors.ts';
import { tokenRequest } from './messages.ts';
import type { Meters } from './meters.ts';
import type { Outcome, Platform } from './platform.ts';

export interface ApiParts {
  clock: Clock;
  faults: Faults;
  limiter: Limiter;
  meters: Meters;
  platform: Platform;
  apiBase: string;
  oapiBase: string;
  clientId: string;
  clientSecret: string;
}

/** What a call is about, for what goes wrong with it. */
export interface About {
  /** The permission point it needs, named to the operator where the platform does not name one. */
  scope: string;
  /** The group it is for. */
  group?: string | undefined;
  /** As `Platform.call` has it. */
  isLast?: boolean;
}

export type Api = ReturnType<typeof createApi>;

/** Of the 20 that one application may make of one interface (call-frequency-limit), leaving room for both clocks. */
const PER_SECOND = [{ ms: SECOND_MS, most: 16 }] as const;
const WITHOUT_TOKEN_MS = 5 * SECOND_MS;
const TOKEN_REFUSED = 'access_token_refused';
const OF_THE_GROUP = new Set<FaultCode>(['dingtalk_group_gone', 'dingtalk_robot_not_in_group']);

export function createApi(parts: ApiParts) {
  const { clock, faults, limiter, meters, platform, apiBase, oapiBase } = parts;
  const withToken = createTokenKeeper(askToken, clock);
  /** What was reported of a path, cleared once it works. */
  const reported = new Map<string, Fault>();
  /** Paths that somebody must mend something for, and when one call looks again: many wait, and each refusal is counted. */
  const closed = new Map<string, { until: number; reason: string }>();

  /** @see https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app */
  async function askToken(): Promise<TokenAnswer> {
    const body = JSON.stringify(tokenRequest(parts));
    const outcome = await platform.call(apiBase, () => postJson(`${apiBase}/v1.0/oauth2/accessToken`, body));
    if (outcome.kind !== 'said') return { kind: 'failed', reason: `access_token_${outcome.reason}` };
    const { accessToken: token, expireIn: lastsS } = outcome.fields;
    if (typeof token === 'string' && token !== '' && typeof lastsS === 'number') {
      faults.clear('dingtalk_secret_wrong');
      return { kind: 'granted', token, lastsMs: lastsS * SECOND_MS };
    }
    const { fault, code, class: kind } = outcome.verdict;
    if (fault) faults.report(fault);
    return { kind: 'failed', reason: kind === 'permanentConfig' ? TOKEN_REFUSED : `access_token_${code}` };
  }

  async function call(base: string, path: string, about: About, send: (token: string) => Promise<JsonAnswer>): Promise<Outcome> {
    const lane = `dingtalk_api:${path}`;
    const shut = closed.get(path);
    if (shut && isAhead(shut.until)) return { kind: 'closed', ...shut };
    const fullUntil = await limiter.take(lane, PER_SECOND);
    if (fullUntil !== null) return { kind: 'shut', until: fullUntil, reason: 'rate' };
    const outcome = await withToken<Outcome>(async (token) => {
      const said = await platform.call(base, () => send(token), about.isLast);
      meters.count('dingtalk_calls', said);
      if (said.kind !== 'said') return said;
      note(path, about, said);
      const { class: kind, retryAfterMs } = said.verdict;
      if (kind === 'rateLimited' && retryAfterMs !== undefined) limiter.block(lane, clock.now() + retryAfterMs);
      return kind === 'tokenInvalid' ? REVOKED : said;
    });
    if (outcome.kind !== 'retry') return outcome;
    const { reason } = outcome;
    return reason === TOKEN_REFUSED
      ? { kind: 'closed', until: clock.now() + MENDED_MS, reason }
      : { kind: 'shut', until: clock.now() + WITHOUT_TOKEN_MS, reason };
  }

  /** Farther ahead than it was ever set: the clock was set back. */
  function isAhead(until: number): boolean {
    const leftMs = until - clock.now();
    return leftMs > 0 && leftMs <= MENDED_MS;
  }

  function note(path: string, { scope, group }: About, { verdict, fields }: Extract<Outcome, { kind: 'said' }>): void {
    const { class: kind, fault } = verdict;
    closed.delete(path);
    if (kind === 'permanentConfig' && fault !== undefined && !OF_THE_GROUP.has(fault))
      closed.set(path, { until: clock.now() + MENDED_MS, reason: verdict.code });
    if (kind === 'ok') {
      const over = reported.get(path);
      if (over && reported.delete(path)) faults.clear(over.code, over.subject);
      faults.clear('dingtalk_not_permitted', scope);
      faults.clear('dingtalk_ip_untrusted');
      if (group !== undefined) for (const code of OF_THE_GROUP) faults.clear(code, group);
    } else if (fault !== undefined && fault !== 'dingtalk_quota_spent') {
      const ofGroup = OF_THE_GROUP.has(fault) ? (group ?? null) : null;
      const subject = fault === 'dingtalk_not_permitted' ? (scopeIn(fields) ?? scope) : ofGroup;
      reported.set(path, { code: fault, subject });
      faults.report(fault, subject);
    }
  }

  return {
    /** Posts JSON to the newer interface; counts and keeps the pace. Never throws. */
    post(path: string, body: object, about: About): Promise<Outcome> {
      const json = JSON.stringify(body);
      return call(apiBase, path, about, (token) =>
        postJson(apiBase + path, json, { headers: { 'x-acs-dingtalk-access-token': token } }),
      );
    },
    /** Uploads a file by the older interface, which wants its token in the address. */
    upload(form: () => FormData, about: About): Promise<Outcome> {
      const path = '/media/upload';
      return call(oapiBase, path, about, (token) =>
        postForm(`${oapiBase}${path}?${new URLSearchParams({ access_token: token, type: 'image' })}`, form()),
      );
    },
  };
}

/** FIELD: `accessdenieddetail.requiredScopes`; also in the message, which is not read. */
function scopeIn({ accessdenieddetail: detail }: Readonly<Record<string, unknown>>): string | undefined {
  const { requiredScopes: scopes } = fieldsOf(detail);
  const scope: unknown = Array.isArray(scopes) ? scopes[0] : undefined;
  return typeof scope === 'string' && /^[\w.:-]{1,80}$/.test(scope) ? scope : undefined;
}
