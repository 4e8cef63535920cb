import type { Clock } from '../../core/clock.ts';
import type { Media } from '../../core/message.ts';
import type { Fetched } from '../../core/photo.ts';
import { download, isUnderBase, type Resolve } from '../download.ts';
import { fieldsOf, type JsonAnswer, PLATFORM_TIMEOUT_MS, postJson } from '../json-call.ts';
import { createTokenKeeper, REVOKED, type TokenAnswer } from '../token.ts';
import { errcodeOf, isPunished } from './client.ts';

/** What DingTalk's files need besides their codes. */
export interface DingtalkMediaSettings {
  clock: Clock;
  /** The configured base of the platform's newer calls; links may lie under it too. */
  apiBase: string;
  clientId: string;
  clientSecret: string;
  robotCode: string;
  /** Instead of the system's resolver. */
  resolve?: Resolve;
}

/** The documentation names no host, only that it is an object store: DingTalk's own, and those of the company it belongs to. */
const LINK_HOSTS = ['.dingtalk.com', '.aliyuncs.com', '.alicdn.com'];
const TOKEN_ENDED = new Set([40_014, 42_001]);
/** Too many calls, or something the operator can mend: rights, addresses, quotas (document/development/server-api-error-codes-1). */
const MAY_PASS = /^Forbidden\.|^unauthorized|too\.(?:fast|many)|Limit|robotCode\.auth|client/i;

/** Fetches the files behind download codes (document/development/download-the-file-content-of-the-robot-receiving-message). Never throws. */
export function createMediaFetcher(
  settings: DingtalkMediaSettings,
  oapiBase?: string | null,
): (media: Media) => Promise<Fetched> {
  const { clock, apiBase, robotCode, resolve } = settings;
  const bounds = { hosts: LINK_HOSTS, bases: oapiBase ? [apiBase, oapiBase] : [apiBase], resolve };
  const withToken = createTokenKeeper(() => askToken(settings), clock);

  return async ({ via, reference }) => {
    if (via !== 'dingtalk_code') return { kind: 'refused', reason: 'forbidden' };
    const link = await withToken(async (token) => {
      const body = JSON.stringify({ downloadCode: reference, robotCode });
      const headers = { 'x-acs-dingtalk-access-token': token };
      return linkIn(await postJson(`${apiBase}/v1.0/robot/messageFiles/download`, body, PLATFORM_TIMEOUT_MS, headers));
    });
    return link.kind === 'link' ? download(encrypted(link.url, bounds.bases), bounds) : link;
  };
}

function linkIn(answer: JsonAnswer): { kind: 'link'; url: string } | Fetched | typeof REVOKED {
  if (answer.kind === 'unreachable') return { kind: 'retry', reason: `download_code_${answer.reason}` };
  const { status } = answer;
  const failed: Fetched = { kind: 'retry', reason: `download_code_http_${status}` };
  // A blocked address gets a page or `punish` instead of an answer, for five minutes.
  if (answer.kind === 'unreadable' || isPunished(answer.body)) return failed;
  const { downloadUrl, code, sub_code: subCode } = fieldsOf(answer.body);
  if (typeof downloadUrl === 'string') return { kind: 'link', url: downloadUrl };
  const errcode = errcodeOf(answer.body) === 88 ? Number(subCode) : errcodeOf(answer.body);
  if (code === 'InvalidAuthentication' || (errcode !== undefined && TOKEN_ENDED.has(errcode))) return REVOKED;
  const mayPass = status < 400 || status >= 500 || status === 429 || (typeof code === 'string' && MAY_PASS.test(code));
  return mayPass ? failed : { kind: 'refused', reason: 'gone' };
}

/** The links are plain http by the documentation's sample; the object stores speak https as well. */
function encrypted(url: string, bases: readonly string[]): string {
  if (!URL.canParse(url)) return url;
  const link = new URL(url);
  if (link.protocol !== 'http:' || isUnderBase(link, bases)) return url;
  link.protocol = 'https:';
  return link.href;
}

/** @see https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app */
async function askToken({ apiBase, clientId, clientSecret }: DingtalkMediaSettings): Promise<TokenAnswer> {
  const body = JSON.stringify({ appKey: clientId, appSecret: clientSecret });
  const answer = await postJson(`${apiBase}/v1.0/oauth2/accessToken`, body, PLATFORM_TIMEOUT_MS);
  if (answer.kind === 'unreachable') return { kind: 'failed', reason: `access_token_${answer.reason}` };
  const { accessToken: token, expireIn: lastsS } = answer.kind === 'answered' ? fieldsOf(answer.body) : {};
  if (typeof token === 'string' && token !== '' && typeof lastsS === 'number') {
    return { kind: 'granted', token, lastsMs: lastsS * 1_000 };
  }
  return { kind: 'failed', reason: `access_token_http_${answer.status}` };
}
