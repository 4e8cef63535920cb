import { createHash } from 'node:crypto';
import { isPlainAddress } from '../download.ts';

/** A staff id as the platform issues them: no colon, so that no staff id reads like an outsider's account. */
export const STAFF_ID = /^[A-Za-z0-9_.@-]{1,64}$/;

export function accountOf(staffId: string): string {
  return `dingtalk:${staffId}`;
}

/** The staff id behind an account; null for people outside the organisation, and for what is sealed. */
export function staffIdOf(account: string): string | null {
  const id = account.startsWith('dingtalk:') ? account.slice('dingtalk:'.length) : '';
  return STAFF_ID.test(id) ? id : null;
}

/** People outside the organisation have no user id, only an opaque one. */
export function externalAccountOf(corpId: string | undefined, senderId: string): string {
  return `dingtalk:${corpId ?? '-'}:${senderId}`;
}

/** One message that mentions two robots comes to both with the same msgId, so the robot is part of the key. */
export function robotKey(robotCode: string, msgId: string): string {
  return `dingtalk:${robotCode}:${msgId}`;
}

/** Stands in for a msgId that is missing. */
export function fallbackKey(robotCode: string, parts: readonly unknown[]): string {
  return robotKey(robotCode, `sha256:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`);
}

/** A user id that can be written into a mention, and calls one person only. */
export function isMentionable(userId: string): boolean {
  return STAFF_ID.test(userId) && !/^@?all$/i.test(userId);
}

const WEBHOOK_ORIGIN = 'https://oapi.dingtalk.com';
const WEBHOOK_PATH = '/robot/sendBySession';

/**
 * Whether we may post to this sessionWebhook. In HTTP mode the body that names it is not signed, so it could name any host.
 * @param bases addresses besides the platform's whose origin is allowed too
 */
export function isSessionWebhook(url: unknown, bases: readonly string[]): url is string {
  if (typeof url !== 'string' || !isPlainAddress(url)) return false;
  const { origin, pathname, searchParams, username, password } = new URL(url);
  if (username !== '' || password !== '' || pathname !== WEBHOOK_PATH || !searchParams.get('session')) return false;
  return origin === WEBHOOK_ORIGIN || bases.some((base) => URL.canParse(base) && new URL(base).origin === origin);
}
