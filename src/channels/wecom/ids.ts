import { createHash } from 'node:crypto';

/** WeCom ignores the case of user ids and lower-cases them in some answers. */
export function accountOf(userId: string): string {
  return `wecom:${userId.toLowerCase()}`;
}

/** A user id that can be written into a mention without breaking out of it. */
export function isMentionable(userId: string): boolean {
  return /^[A-Za-z0-9_.@-]{1,64}$/.test(userId);
}

export function aibotKey(aibotId: string, msgId: string, msgType: string): string {
  return `wecom:aibot:${aibotId}:${msgId}:${msgType}`;
}

export function appMessageKey(agentId: string, msgId: string): string {
  return `wecom:app:${agentId}:${msgId}`;
}

/** Events carry no message id: the same person, second and button is the same event (document/path/90238). */
export function appEventKey(agentId: string, parts: readonly string[]): string {
  return `wecom:app:${agentId}:event:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}

const RESPONSE_HOST = 'qyapi.weixin.qq.com';
const RESPONSE_PATH = '/cgi-bin/aibot/response';

/**
 * Whether we may post to this address: the platform's own (document/path/101138), or one under the origin of a configured
 * base. Anything else would let a payload make us call any host.
 */
export function isResponseUrl(url: unknown, bases: readonly string[]): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, hostname, port, pathname, username, password, origin } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:' && hostname === RESPONSE_HOST && port === '' && pathname === RESPONSE_PATH) return true;
  return /^https?:$/.test(protocol) && bases.some((base) => URL.canParse(base) && new URL(base).origin === origin);
}
