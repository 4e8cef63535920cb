// What the platform says is wrong, by its number or name (document/development/server-api-error-codes-1, call-frequency-limit). Texts
// differ from page to page and year to year; they decide only where one number means several things.
import { MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import type { FaultCode } from '../../core/fault.ts';
import { fieldsOf } from '../json-call.ts';

/** The operator mends it in the platform's pages meanwhile: so often it is looked whether that is done. */
export const MENDED_MS = MINUTE_MS;

export type ErrorClass =
  | 'ok'
  | 'tokenInvalid'
  | 'rateLimited'
  | 'quotaExhausted'
  | 'replyChannelGone'
  | 'permanentTarget'
  | 'permanentConfig'
  | 'permanentContent'
  | 'transient'
  | 'ipBanned'
  | 'permanentUnknown';

export interface Verdict {
  class: ErrorClass;
  /** Content-free, for reasons and logs: `errcode_130101`, `send_too_fast`, `http_502`. */
  code: string;
  /** How long the platform wants to be left alone. */
  retryAfterMs?: number;
  /** What the operator can mend. */
  fault?: FaultCode;
}

type Meaning = Omit<Verdict, 'code'>;

const token: Meaning = { class: 'tokenInvalid' };
const quota: Meaning = { class: 'quotaExhausted', fault: 'dingtalk_quota_spent' };
const content: Meaning = { class: 'permanentContent' };
const transient: Meaning = { class: 'transient' };
const unknown: Meaning = { class: 'permanentUnknown' };
const limited = (retryAfterMs: number): Meaning => ({ class: 'rateLimited', retryAfterMs });
const config = (fault: FaultCode): Meaning => ({ class: 'permanentConfig', fault });
const target = (fault?: FaultCode): Meaning => ({ class: 'permanentTarget', ...(fault && { fault }) });
const banned: Meaning = { class: 'ipBanned', retryAfterMs: 5 * MINUTE_MS, fault: 'dingtalk_ip_banned' };

/** The webhooks' and the older interface's numbers. */
const NUMBERS: Readonly<Record<number, Meaning>> = {
  0: { class: 'ok' },
  [-1]: transient,
  40014: token,
  42001: token,
  40035: content,
  43004: content,
  60011: config('dingtalk_not_permitted'),
  60020: config('dingtalk_ip_untrusted'),
  90002: limited(SECOND_MS),
  90018: limited(SECOND_MS),
  90020: quota,
  // Over 20 a minute: then it is shut for ten. The first is seen in the field, the second is documented.
  130101: limited(10 * MINUTE_MS),
  410100: limited(10 * MINUTE_MS),
  400013: target('dingtalk_group_gone'),
  400101: config('dingtalk_webhook_wrong'),
  400102: config('dingtalk_webhook_wrong'),
  400105: content,
  400106: config('dingtalk_robot_not_in_group'),
  430101: content,
  430102: content,
  430103: content,
  430104: content,
  460101: content,
};

/** The newer interface's names, without `Forbidden.AccessDenied.`. */
const NAMES: Readonly<Record<string, Meaning>> = {
  InvalidAuthentication: token,
  'unauthorized.client': config('dingtalk_secret_wrong'),
  invalidClientIdOrSecret: config('dingtalk_secret_wrong'),
  // The robot is another application's than the secret.
  'invalidParameter.robotCode.auth': config('dingtalk_secret_wrong'),
  AccessTokenPermissionDenied: config('dingtalk_not_permitted'),
  IpNotInWhiteList: config('dingtalk_ip_untrusted'),
  'chatbotId.notAllow.sendOTO': config('dingtalk_not_published'),
  'robot.oto.notExist': config('dingtalk_not_published'),
  'only.groupAdmin.canAtAll': { class: 'permanentConfig' },
  QpsLimitForAppkeyAndApi: limited(SECOND_MS),
  QpsLimitForApi: limited(SECOND_MS),
  QpmLimitForAppkeyAndApi: limited(MINUTE_MS),
  ApiCountLimitForOrg: quota,
  'send.too.fast': limited(MINUTE_MS),
  'send.byToken.tooFast': limited(MINUTE_MS),
  'too.many.group': limited(MINUTE_MS),
  'too.many.people': limited(MINUTE_MS),
  'group.disbanded': target('dingtalk_group_gone'),
  'invalid.openConversationId': target('dingtalk_group_gone'),
  'conversation.org.notMatch': target('dingtalk_group_gone'),
  'staffId.notExisted': target(),
  'invalidParameter.msgParam.tooLong': content,
  'system.error': transient,
};

/** The older interface's number for "see the number below". */
const SEE_BELOW = 88;
const LIMIT_NAMES = /^Forbidden\.AccessDenied\./;

/**
 * What an answer of the platform means. Pure.
 * @param body the parsed JSON; a text = a web page in its place, with which the platform answers an address it has banned
 */
export function classify(httpStatus: number, body: unknown): Verdict {
  const { errcode, errmsg, sub_code, subCode, code, punish } = fieldsOf(body);
  const number = numberIn(errcode);
  if (number === SEE_BELOW) return verdictOf(numberIn(sub_code ?? subCode) ?? SEE_BELOW, errmsg);
  if (number !== undefined) return verdictOf(number, errmsg);
  if (typeof code === 'string' && code !== '') return { ...meaningOf(code, httpStatus), code: named(code) };
  const isPage = typeof body === 'string' && httpStatus < 500;
  if (punish !== undefined || isPage) return { ...banned, code: 'ip_banned' };
  return { ...byStatus(httpStatus), code: `http_${httpStatus}` };
}

/** Some samples write the numbers as strings. */
export function numberIn(value: unknown): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d{1,9}$/.test(value));
  return isNumber ? Number(value) : undefined;
}

function verdictOf(number: number, errmsg: unknown): Verdict {
  const text = typeof errmsg === 'string' ? errmsg : '';
  return { ...(severalIn(number, text) ?? NUMBERS[number] ?? unknown), code: `errcode_${number}` };
}

/** The two numbers that stand for several things, told apart by a word of the text alone. */
function severalIn(number: number, text: string): Meaning | undefined {
  if (number === 300_001) {
    if (/session/i.test(text)) return { class: 'replyChannelGone' };
    return /token/i.test(text) ? config('dingtalk_webhook_wrong') : content;
  }
  // Keyword, signature or address: all three are set where the webhook was made. Words with a keyword would pass.
  if (number === 310_000) {
    return /keyword/i.test(text) ? { ...content, fault: 'dingtalk_webhook_wrong' } : config('dingtalk_webhook_wrong');
  }
  return undefined;
}

function meaningOf(code: string, httpStatus: number): Meaning {
  const name = code.replace(LIMIT_NAMES, '');
  if (Object.hasOwn(NAMES, name)) return NAMES[name]!;
  if (name.startsWith('contain.')) return content;
  return httpStatus >= 500 ? transient : unknown;
}

function byStatus(httpStatus: number): Meaning {
  if (httpStatus >= 500) return transient;
  if (httpStatus === 429) return limited(SECOND_MS);
  return httpStatus >= 200 && httpStatus < 300 ? { class: 'ok' } : unknown;
}

/** Only what a code may be made of: it goes into logs. */
const named = (code: string): string =>
  code
    .replace(LIMIT_NAMES, '')
    .slice(0, 60)
    .replace(/[^A-Za-z0-9]/g, '_');
