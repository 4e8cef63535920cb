import type { Delivery } from '../../core/channel.ts';
import { fieldsOf, PLATFORM_TIMEOUT_MS, postJson } from '../json-call.ts';

/** The session ended, or never was: only another way can help. */
const GONE = 300_001;
/** -1 busy · 130101, 410100 over 20 a minute · 90002, 90018 over the calls a second. */
const PASSING = new Set([-1, 130_101, 410_100, 90_002, 90_018]);

/**
 * Posts rendered JSON to a sessionWebhook. Failures are HTTP 200 too; the number decides, which some samples write as a string
 * (open.dingtalk.com/document/development/custom-robots-send-group-messages). Without an answer it is tried again: the
 * platform has no key to tell a repeat, so the message may then come twice. Never throws.
 */
export async function postSession(url: string, json: string, timeoutMs = PLATFORM_TIMEOUT_MS): Promise<Delivery> {
  const result = await postJson(url, json, timeoutMs);
  if (result.kind === 'unreachable') {
    const kind = result.reason === 'redirect' ? 'refused' : 'retry';
    return { kind, reason: `session_webhook_${result.reason}` };
  }
  // A blocked address gets a page or `punish` instead of an answer, for five minutes.
  if (result.kind === 'unreadable' || result.status >= 500 || result.status === 429) {
    return { kind: 'retry', reason: `session_webhook_http_${result.status}` };
  }
  const errcode = errcodeOf(result.body);
  if (errcode === 0) return { kind: 'sent' };
  if (errcode === GONE) return { kind: 'no_way', reason: 'session_webhook_gone' };
  if (errcode === undefined) {
    const punish = isPunished(result.body);
    return {
      kind: punish ? 'retry' : 'refused',
      reason: punish ? 'session_webhook_punished' : `session_webhook_http_${result.status}`,
    };
  }
  return { kind: PASSING.has(errcode) ? 'retry' : 'refused', reason: `session_webhook_errcode_${errcode}` };
}

/** Some samples write the number as a string. */
export function errcodeOf(body: unknown): number | undefined {
  const { errcode } = fieldsOf(body);
  const isCode = typeof errcode === 'number' || (typeof errcode === 'string' && /^-?\d{1,9}$/.test(errcode));
  return isCode ? Number(errcode) : undefined;
}

/** Whether the platform has blocked our address for some minutes, and says so in the place of an answer. */
export function isPunished(body: unknown): boolean {
  return fieldsOf(body).punish !== undefined;
}
