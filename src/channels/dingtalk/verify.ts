import { createHmac, timingSafeEqual } from 'node:crypto';

export const MAX_SKEW_MS = 3_600_000;

export interface RobotHeaders {
  timestamp: string | undefined;
  sign: string | undefined;
}

interface Signed {
  now: number;
  maxSkewMs?: number;
}

/**
 * Whether a robot callback in HTTP mode was signed with this secret within the window, on either side. The body is not covered.
 * Pure; compares in constant time. @see https://open.dingtalk.com/document/development/receive-message
 */
export function verifyRobot({ clientSecret, ...request }: RobotHeaders & Signed & { clientSecret: string }): boolean {
  return isSigned(request, clientSecret, `${request.timestamp}\n${clientSecret}`);
}

/**
 * As `verifyRobot`, of a press on a card: here the time stamp alone is signed.
 * @see https://open.dingtalk.com/document/development/event-callback-card
 */
export function verifyCard({ apiSecret, ...request }: RobotHeaders & Signed & { apiSecret: string }): boolean {
  return isSigned(request, apiSecret, `${request.timestamp}`);
}

/** Whether it has the shape of a signed request of this hour, whoever signed it. Also refuses duplicated headers, which Node joins with a comma. */
export function looksSigned({ timestamp, sign, now, maxSkewMs = MAX_SKEW_MS }: RobotHeaders & Signed): boolean {
  if (timestamp === undefined || sign === undefined) return false;
  return /^[0-9]{13}$/.test(timestamp) && Math.abs(now - Number(timestamp)) <= maxSkewMs;
}

function isSigned(request: RobotHeaders & Signed, key: string, message: string): boolean {
  // An empty secret would make every signature computable by anybody.
  if (key === '' || !looksSigned(request)) return false;
  const expected = Buffer.from(createHmac('sha256', key).update(message).digest('base64'));
  // The text is compared, not the decoded bytes: several Base64 texts decode to the same bytes.
  const given = Buffer.from(request.sign ?? '');
  return expected.length === given.length && timingSafeEqual(expected, given);
}
