import type { Delivery } from '../../core/channel.ts';
import { fieldsOf, PLATFORM_TIMEOUT_MS, postJson } from '../json-call.ts';

/**
 * Answers through a response_url, which takes one call ever (developer.work.weixin.qq.com/document/path/101138): whatever
 * comes back but errcode 0 has used it up. Without an answer nobody can know, so it counts as used up as well. Never throws.
 */
export async function postResponseUrl(url: string, markdown: string, timeoutMs = PLATFORM_TIMEOUT_MS): Promise<Delivery> {
  const body = JSON.stringify({ msgtype: 'markdown', markdown: { content: markdown } });
  const result = await postJson(url, body, timeoutMs);
  if (result.kind === 'unreachable') {
    return { kind: result.reason === 'redirect' ? 'refused' : 'no_way', reason: `response_url_${result.reason}` };
  }
  if (result.kind === 'unreadable') return { kind: 'refused', reason: `response_url_http_${result.status}` };
  const errcode = errcodeOf(result.body);
  if (errcode === 0) return { kind: 'sent' };
  return {
    kind: 'refused',
    reason: errcode === undefined ? `response_url_http_${result.status}` : `response_url_errcode_${errcode}`,
  };
}

/** Undefined when the answer has none, or not as a number. */
export function errcodeOf(body: unknown): number | undefined {
  const { errcode } = fieldsOf(body);
  return typeof errcode === 'number' ? errcode : undefined;
}
