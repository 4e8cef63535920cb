// What the platform's error codes ask of us (developer.work.weixin.qq.com/document/path/90313); never what its messages say.
import { isIPv4 } from 'node:net';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { FaultCode } from '../../core/fault.ts';
import { startOfDay } from '../../core/shanghai.ts';

/**
 * - `token`: once more with a new one · `rate`: nothing more by this way for a while · `transient`: the same again
 * - `over`: this way to answer is past its time, another may be open
 * - `permanent_target`: whom it is for cannot be reached · `permanent_config`: until somebody changes a setting, nobody can
 * - `permanent_content`: this body will never go; `isForbidden`: the words themselves are refused, by any way
 */
export type Verdict =
  | { kind: 'ok' | 'token' | 'rate' | 'transient' | 'over' }
  | { kind: 'permanent_target' | 'permanent_config'; fault: FaultCode | null }
  | { kind: 'permanent_content'; fault: FaultCode | null; isForbidden: boolean };

/** The picture's id is past its three days, or of somewhere else: another upload makes another. */
export const MEDIA_GONE = 40_007;
/** A parameter is wrong: also said of a card whose name was used before. */
export const PARAMETER_WRONG = 40_058;
const FRAME_UNKNOWN = 846_605;
export const STREAM_OVER = 846_608;

const target = (fault: FaultCode | null = null): Verdict => ({ kind: 'permanent_target', fault });
const config = (fault: FaultCode | null = null): Verdict => ({ kind: 'permanent_config', fault });
const content = (fault: FaultCode | null = null): Verdict => ({ kind: 'permanent_content', fault, isForbidden: false });

const VERDICTS = new Map<number, Verdict>([
  [0, { kind: 'ok' }],
  [-1, { kind: 'transient' }],
  [40_001, { kind: 'token' }],
  [40_003, target()],
  [MEDIA_GONE, content()],
  [40_008, content()],
  [40_013, config('wecom_app_secret_wrong')],
  [40_014, { kind: 'token' }],
  // A login code: no business of messages.
  [40_029, content()],
  [40_031, target()],
  [40_032, content()],
  [40_056, config('wecom_app_agent_wrong')],
  [PARAMETER_WRONG, content()],
  [40_063, content()],
  [41_001, content()],
  [41_011, config('wecom_app_agent_wrong')],
  [42_001, { kind: 'token' }],
  [43_004, target()],
  // The words go without buttons.
  [43_012, content('wecom_app_callback_missing')],
  [44_004, content()],
  [45_002, content()],
  [45_009, { kind: 'rate' }],
  // Too many at once, not too many.
  [45_033, { kind: 'transient' }],
  [46_004, target()],
  [48_001, config('wecom_app_not_permitted')],
  [48_002, config('wecom_app_not_permitted')],
  [48_006, config('wecom_app_not_permitted')],
  [50_001, config()],
  [50_002, target('wecom_app_out_of_range')],
  [50_003, config('wecom_app_disabled')],
  [60_011, target('wecom_app_out_of_range')],
  [60_020, config('wecom_ip_untrusted')],
  [60_111, target()],
  [81_012, content()],
  [81_013, target('wecom_app_out_of_range')],
  [82_001, content()],
  [85_002, { kind: 'permanent_content', fault: null, isForbidden: true }],
  [86_001, target()],
  [86_003, target()],
  [86_008, target()],
  [93_000, config('wecom_webhook_gone')],
  [93_004, config('wecom_webhook_gone')],
  [93_006, target('wecom_nobody_spoke')],
  [93_008, target('wecom_bot_not_in_group')],
  [301_002, config('wecom_app_agent_wrong')],
  [830_002, content()],
  [FRAME_UNKNOWN, { kind: 'over' }],
  [STREAM_OVER, { kind: 'over' }],
  // The connection is not subscribed: it is made anew by who holds it.
  [846_609, { kind: 'transient' }],
  [853_006, config('wecom_app_not_permitted')],
]);

/** Codes nobody has told us of may pass; the outbox counts its attempts. */
export function classify(errcode: number): Verdict {
  return VERDICTS.get(errcode) ?? { kind: 'transient' };
}

/** The longest window a limit has. */
export type LongestWindow = 'minute' | 'hour' | 'day';
const STEPS: Record<LongestWindow, number> = { minute: 1, hour: 2, day: 3 };

/**
 * How long a rate limit shuts us out. The answer does not say which of its windows is full, so that each refusal right after the last
 * window's end means the next larger one: a minute, an hour, the rest of the day. A month's limit is asked about once a day.
 * @see https://developer.work.weixin.qq.com/document/path/90454
 * @param times refusals in a row, from 1
 */
export function rateLimitEndsAt(times: number, longest: LongestWindow, now: number): number {
  const step = Math.min(times, STEPS[longest]);
  if (step <= 1) return now + MINUTE_MS;
  return step === 2 ? now + HOUR_MS : startOfDay(now) + DAY_MS;
}

/** The only thing ever taken out of a message of the platform's: the address it saw us come from. */
export function addressIn(errmsg: unknown): string | null {
  const found = typeof errmsg === 'string' ? /\bfrom ip: (\d{1,3}(?:\.\d{1,3}){3})(?![\d.]*\d)/.exec(errmsg)?.[1] : undefined;
  return found !== undefined && isIPv4(found) ? found : null;
}
