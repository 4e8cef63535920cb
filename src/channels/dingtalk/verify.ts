import { createHmac, timingSafeEqual } from 'node:crypto';

export const MAX_SKEW_MS = 3_600_000;

export interface RobotHeaders {
  timestamp: string | undefined;
  sign: string | undefined;
}

/**
 * Whether a robot callback in HTTP mode was signed with this secret within the window, on either side. The body is not covered.
 * Pure; compares in constant time. @see https://open.dingtalk.com/document/development/receive-message
 */
export function verifyRobot(request: RobotHeaders & { now: number; clientSecret: string; maxSkewMs?: number }): boolean {
  const { timestamp, sign, now, clientSecret, maxSkewMs = MAX_SKEW_MS } = request;
  // An empty secret would make every signature computable by anybody.
  if (timestamp === undefined || sign === undefined || clientSecret === '') return false;
  // Also refuses duplicated headers, which Node joins with a comma.
  if (!/^[0-9]{13}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > maxSkewMs) return false;
  const expected = Buffer.from(createHmac('sha256', clientSecret).update(`${timestamp}\n${clientSecret}`).digest('base64'));
  // The text is compared, not the decoded bytes: several Base64 texts decode to the same bytes.
  const given = Buffer.from(sign);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
