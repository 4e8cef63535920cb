import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/channels/dingtalk/errors.ts';
import { vectors } from './vectors.ts';

describe('an answer of DingTalk', () => {
  it.each([
    [200, { errcode: 0 }, { class: 'ok', code: 'errcode_0' }],
    [200, { processQueryKey: 'k' }, { class: 'ok', code: 'http_200' }],
    [200, { errcode: 88, subCode: 60020 }, { class: 'permanentConfig', code: 'errcode_60020', fault: 'dingtalk_ip_untrusted' }],
    [200, { errcode: 88 }, { class: 'permanentUnknown', code: 'errcode_88' }],
    [200, { errcode: 300001, errmsg: 'message param title is null' }, { class: 'permanentContent', code: 'errcode_300001' }],
    [200, { errcode: 300001 }, { class: 'permanentContent', code: 'errcode_300001' }],
    [200, { errcode: 400106 }, { class: 'permanentConfig', code: 'errcode_400106', fault: 'dingtalk_robot_not_in_group' }],
    [400, { code: 'send.byToken.tooFast' }, { class: 'rateLimited', code: 'send_byToken_tooFast', retryAfterMs: 60_000 }],
    [400, { code: 'contain.politics' }, { class: 'permanentContent', code: 'contain_politics' }],
    [400, { code: 'never seen 张三' }, { class: 'permanentUnknown', code: 'never_seen___' }],
    [500, { code: 'never.seen' }, { class: 'transient', code: 'never_seen' }],
    [429, {}, { class: 'rateLimited', code: 'http_429', retryAfterMs: 1_000 }],
    [502, '<html>', { class: 'transient', code: 'http_502' }],
    [403, '<html>', { class: 'ipBanned', code: 'ip_banned', retryAfterMs: 300_000, fault: 'dingtalk_ip_banned' }],
    [404, null, { class: 'permanentUnknown', code: 'http_404' }],
    [400, { code: 'constructor' }, { class: 'permanentUnknown', code: 'constructor' }],
    [400, { code: '' }, { class: 'permanentUnknown', code: 'http_400' }],
    [200, [], { class: 'ok', code: 'http_200' }],
  ])('%i %j means %j', (status, body, expected) => {
    expect(classify(status, body)).toEqual(expected);
  });

  it.skipIf(!vectors)('means what the table beside the project says, entry by entry', () => {
    const entries = vectors!.errorClassification;
    expect(entries).toHaveLength(45);
    for (const { http, body, bodyText, class: expected, retryAfterMs } of entries) {
      const verdict = classify(http, body ?? bodyText);
      expect(verdict.class, JSON.stringify(body ?? bodyText)).toBe(expected);
      if (retryAfterMs !== undefined) expect(verdict.retryAfterMs, JSON.stringify(body)).toBe(retryAfterMs);
    }
  });

  it.skipIf(!vectors)('names what the operator can mend', () => {
    const { newStyle, oldStyle88, ipBan } = vectors!.samples.errors;
    expect(classify(403, newStyle).fault).toBe('dingtalk_not_permitted');
    expect(classify(200, oldStyle88).fault).toBe('dingtalk_not_permitted');
    expect(classify(200, ipBan).fault).toBe('dingtalk_ip_banned');
  });
});
