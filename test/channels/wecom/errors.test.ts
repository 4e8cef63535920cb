import { describe, expect, it } from 'vitest';
import { addressIn, classify, rateLimitEndsAt } from '../../../src/channels/wecom/errors.ts';
import { loadVectors } from '../vectors.ts';

describe('an error code', () => {
  it.each<[string, number[]]>([
    ['ok', [0]],
    ['transient', [-1, 45_033, 846_609, 123_456]],
    ['token', [40_001, 40_014, 42_001]],
    ['rate', [45_009]],
    ['over', [846_605, 846_608]],
    ['permanent_target', [40_003, 40_031, 43_004, 46_004, 60_111, 86_001, 86_003, 86_008]],
    ['permanent_target wecom_app_out_of_range', [50_002, 60_011, 81_013]],
    ['permanent_target wecom_nobody_spoke', [93_006]],
    ['permanent_target wecom_bot_not_in_group', [93_008]],
    ['permanent_config', [50_001]],
    ['permanent_config wecom_app_secret_wrong', [40_013]],
    ['permanent_config wecom_app_agent_wrong', [40_056, 41_011, 301_002]],
    ['permanent_config wecom_app_not_permitted', [48_001, 48_002, 48_006, 853_006]],
    ['permanent_config wecom_app_disabled', [50_003]],
    ['permanent_config wecom_ip_untrusted', [60_020]],
    ['permanent_config wecom_webhook_gone', [93_000, 93_004]],
    ['permanent_content', [40_007, 40_008, 40_029, 40_032, 40_058, 40_063, 41_001, 44_004, 45_002, 81_012, 82_001, 830_002]],
    ['permanent_content wecom_app_callback_missing', [43_012]],
    ['permanent_content forbidden', [85_002]],
  ])('is %s: %j', (expected, codes) => {
    for (const code of codes) {
      const verdict = classify(code);
      const fault = 'fault' in verdict && verdict.fault !== null ? ` ${verdict.fault}` : '';
      const forbidden = verdict.kind === 'permanent_content' && verdict.isForbidden ? ' forbidden' : '';
      expect(`${verdict.kind}${fault}${forbidden}`, String(code)).toBe(expected);
    }
  });

  const answers = loadVectors<{ samples: { api_responses: Record<string, { errcode: number; errmsg: string }> } }>(
    'wecom-vectors.json',
  )?.samples.api_responses;

  it.skipIf(!answers)('of every sample answer is known', () => {
    for (const [name, { errcode }] of Object.entries(answers ?? {})) {
      expect(name.includes('ok') || classify(errcode).kind !== 'transient' || errcode === 45_033, name).toBe(true);
    }
    expect(addressIn(answers?.ip_not_allowed?.errmsg)).toBe('203.0.113.9');
  });
});

describe('a rate limit', () => {
  // 2026-05-29 04:26:40 in Shanghai.
  const now = 1_780_000_000_000;
  const endOfDay = Date.parse('2026-05-30T00:00:00+08:00');

  it('lasts a minute, then an hour, then to the end of the day', () => {
    expect([1, 2, 3, 4].map((times) => rateLimitEndsAt(times, 'day', now))).toEqual([
      now + 60_000,
      now + 3_600_000,
      endOfDay,
      endOfDay,
    ]);
  });

  it('lasts no longer than the longest window there is', () => {
    expect(rateLimitEndsAt(9, 'minute', now)).toBe(now + 60_000);
    expect(rateLimitEndsAt(9, 'hour', now)).toBe(now + 3_600_000);
  });
});

describe('our address in the words of an error', () => {
  it.each([
    ['not allow to access from your ip, hint: [17], from ip: 203.0.113.9, more info at https://x', '203.0.113.9'],
    ['from ip: 203.0.113.9', '203.0.113.9'],
    ['from ip: 303.0.113.9, x', null],
    ['from ip: 203.0.113.9.7', null],
    ['from ip: 203.0.113.1234', null],
    ['from ip: evil', null],
    ['203.0.113.9', null],
    ['', null],
    [undefined, null],
    [{ ip: '203.0.113.9' }, null],
  ])('%j: %j', (errmsg, expected) => {
    expect(addressIn(errmsg)).toBe(expected);
  });
});
