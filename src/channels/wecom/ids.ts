import { createHmac, type KeyObject } from 'node:crypto';
import { isPlainAddress } from '../download.ts';

/** A user id as the platform issues them (developer.work.weixin.qq.com/document/path/90195). */
export const USER_ID = /^[A-Za-z0-9_.@-]{1,64}$/;

/**
 * WeCom ignores the case of user ids and lower-cases them in some answers. ASCII only: other letters fold onto ASCII ones, such
 * as the Kelvin sign, and would make somebody else of a person.
 */
export function accountOf(userId: string): string {
  return `wecom:${userId.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}`;
}

/** The user id of an account, in the letters the settings give it where they do: the platform ignores case, but not everywhere. */
export function userIdOf(account: string, people: readonly { wecom?: string | undefined }[]): string {
  const written = people.find(({ wecom }) => wecom !== undefined && accountOf(wecom) === account)?.wecom;
  return written ?? account.replace(/^wecom:/, '');
}

/** A user id that can be written into a mention without breaking out of it, and without calling everybody. */
export function isMentionable(userId: string): boolean {
  return USER_ID.test(userId) && !/^@?all$/i.test(userId);
}

export function aibotKey(aibotId: string, msgId: string, msgType: string): string {
  return `wecom:aibot:${aibotId}:${msgId}:${msgType}`;
}

export function appMessageKey(agentId: string, msgId: string): string {
  return `wecom:app:${agentId}:${msgId}`;
}

/**
 * Events carry no message id: the same person, second and button is the same event (document/path/90238). With a key, because it
 * stays readable where the message is sealed: nobody is to find out who pressed it by trying all user ids.
 */
export function appEventKey(key: KeyObject, agentId: string, parts: readonly string[]): string {
  return `wecom:app:${agentId}:event:${createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex')}`;
}

/** Whether a message of the application was born of an event, by its key: a message's own id is a number. */
export const isAppEvent = (key: string): boolean => /^wecom:app:[^:]*:event:/.test(key);

/** Where the platform answers, unless a gateway is set. */
export const PLATFORM_BASE = 'https://qyapi.weixin.qq.com';
const RESPONSE_PATH = '/cgi-bin/aibot/response';

/**
 * Whether we may post to this address: the platform's own (document/path/101138), or the same path under a
 * configured base. Anything else would let a payload make us call any host.
 */
export function isResponseUrl(url: unknown, bases: readonly string[]): url is string {
  if (typeof url !== 'string' || !isPlainAddress(url)) return false;
  const { protocol, pathname, username, password, origin } = new URL(url);
  if (username !== '' || password !== '' || !/^https?:$/.test(protocol)) return false;
  return [PLATFORM_BASE, ...bases].some((base) => {
    if (!URL.canParse(base)) return false;
    const allowed = new URL(base);
    return origin === allowed.origin && pathname === allowed.pathname.replace(/\/$/, '') + RESPONSE_PATH;
  });
}
