import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyRobot } from '../../../src/channels/dingtalk/verify.ts';
import { vectors } from './vectors.ts';

const clientSecret = 'maple-client-secret';
const now = 1_780_000_000_000;
const sign = (timestamp: string, secret = clientSecret) =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
const verify = (
  timestamp: string | undefined,
  given: string | undefined,
  more: { clientSecret?: string; maxSkewMs?: number } = {},
) => verifyRobot({ timestamp, sign: given, now, clientSecret, ...more });

describe('a robot callback', () => {
  it('is accepted with the documented signature', () => {
    // Inputs printed on the official page; the result stands in an independent test of another project.
    const timestamp = '1577262236757';
    const request = { timestamp, now: Number(timestamp), clientSecret: 'this is a secret' };
    expect(verifyRobot({ ...request, sign: 'DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=' })).toBe(true);
  });

  it('is fresh one hour to either side and no longer', () => {
    for (const [offset, accepted] of [
      [-3_600_000, true],
      [3_600_000, true],
      [-3_600_001, false],
      [3_600_001, false],
    ] as const) {
      const timestamp = String(now + offset);
      expect(verify(timestamp, sign(timestamp)), String(offset)).toBe(accepted);
    }
    expect(verify(String(now - 300_001), sign(String(now - 300_001)), { maxSkewMs: 300_000 })).toBe(false);
  });

  it('is refused without, or with altered, signature', () => {
    const timestamp = String(now);
    const good = sign(timestamp);
    expect(verify(timestamp, good)).toBe(true);
    for (const given of [
      undefined,
      '',
      'AAAA',
      `${good} `,
      good.toLowerCase(),
      encodeURIComponent(good),
      '測試',
      `${good}, ${good}`,
    ]) {
      expect(verify(timestamp, given), String(given)).toBe(false);
    }
    expect(verify(undefined, good)).toBe(false);
    expect(verify(String(now + 1), good)).toBe(false);
    expect(verify(timestamp, sign(timestamp, 'other'))).toBe(false);
    expect(verify(timestamp, sign(timestamp, ''), { clientSecret: '' })).toBe(false);
  });
});

describe('the vectors beside the project, when they are there', () => {
  it.skipIf(!vectors)('verify, and stand at the edge of the hour', () => {
    const { vectors: signs, skewBoundary } = vectors!.hmac.robotHttpInbound;
    for (const vector of signs) {
      const request = { timestamp: vector.timestamp, sign: vector.signBase64, clientSecret: vector.secret };
      expect(verifyRobot({ ...request, now: Number(vector.timestamp) }), vector.id).toBe(true);
    }
    const { now: at } = vectors!.meta.conventions;
    const { clientSecret: secret } = vectors!.meta.config;
    for (const { timestamp, accept } of skewBoundary) {
      const request = { timestamp, sign: sign(timestamp, secret), clientSecret: secret, now: at };
      expect(verifyRobot(request), timestamp).toBe(accept);
    }
  });
});
