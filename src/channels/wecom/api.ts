import { type Clock, SECOND_MS } from '../../core/clock.ts';
import type { Faults } from '../../core/fault.ts';
import { getJson, type JsonAnswer, postForm, postJson } from '../json-call.ts';
import { createTokenKeeper, REVOKED, type TokenAnswer, type WithToken } from '../token.ts';
import type { Called, Calls } from './calls.ts';
import { classify } from './errors.ts';
import { reportFault } from './judge.ts';

export interface AppSecrets {
  corpId: string;
  secret: string;
}

/** The calls of the self-built application. None throws. */
export interface WecomApi {
  /** @param path behind `/cgi-bin/` */
  post(path: string, json: string): Promise<Called>;
  /** @param query besides the token */
  upload(path: string, query: Record<string, string>, form: FormData): Promise<Called>;
  /** For calls of another shape, with the same token. */
  withToken: WithToken;
}

/** As long as a failure is the answer to all who need a token. */
const NO_TOKEN_MS = 30 * SECOND_MS;

/** @param apiBase without a slash at its end */
export function createApi(parts: { apiBase: string; app: AppSecrets; clock: Clock; faults: Faults; calls: Calls }): WecomApi {
  const { apiBase, clock, faults, calls } = parts;
  const withToken = createTokenKeeper(() => askToken(parts), clock);

  async function send(path: string, query: Record<string, string>, call: (url: string) => Promise<JsonAnswer>): Promise<Called> {
    const result = await withToken<Called>(async (token) => {
      const called = await calls(`${apiBase}/cgi-bin/${path}?${new URLSearchParams({ ...query, access_token: token })}`, call);
      return called.kind === 'answered' && classify(called.errcode).kind === 'token' ? REVOKED : called;
    });
    if (result.kind !== 'retry') return result;
    // A new token that is dead as well: the secret is of another application, or this one was stopped.
    if (result.reason === REVOKED) faults.report('wecom_app_secret_wrong');
    return { kind: 'shut', until: clock.now() + NO_TOKEN_MS, reason: result.reason };
  }

  return {
    withToken,
    post: (path, json) => send(path, {}, (url) => postJson(url, json)),
    upload: (path, query, form) => send(path, query, (url) => postForm(url, form)),
  };
}

/** @see https://developer.work.weixin.qq.com/document/path/91039 */
async function askToken({ apiBase, app, faults, calls }: Parameters<typeof createApi>[0]): Promise<TokenAnswer> {
  const query = new URLSearchParams({ corpid: app.corpId, corpsecret: app.secret });
  const called = await calls(`${apiBase}/cgi-bin/gettoken?${query}`, (url) => getJson(url));
  if (called.kind !== 'answered') return { kind: 'failed', reason: `gettoken_${called.reason}` };
  const { errcode, fields } = called;
  const { access_token: token, expires_in: lastsS } = fields;
  if (errcode === 0 && typeof token === 'string' && token !== '' && typeof lastsS === 'number') {
    return { kind: 'granted', token, lastsMs: lastsS * 1_000 };
  }
  const verdict = classify(errcode);
  // Here it is the secret that was wrong, not the token it is exchanged for.
  if (verdict.kind === 'token') faults.report('wecom_app_secret_wrong');
  else if ('fault' in verdict) reportFault(faults, verdict.fault, null, fields.errmsg);
  return { kind: 'failed', reason: `gettoken_errcode_${errcode}` };
}
