import { describe, expect, it } from 'vitest';
import type { JsonAnswer } from '../../src/channels/json-call.ts';
import type { Finding } from '../../src/cli/checks.ts';
import { checkGroups, checkPlatforms, checkQuotas } from '../../src/cli/platform-checks.ts';
import type { BookSeen, PlatformsSeen } from '../../src/cli/platform-probes.ts';
import { readConfig } from '../../src/config.ts';
import { branchSchema } from '../../src/core/branch.ts';
import { type FaultCode, faultCodes } from '../../src/core/fault.ts';

const NOW = Date.parse('2026-11-22T12:05:09Z');
const APP = { WECOM_CORP_ID: 'ww1', WECOM_APP_AGENT_ID: '7', WECOM_APP_SECRET: 'app-secret' };
const LINK = { WECOM_AIBOT_ID: 'aib1', WECOM_AIBOT_SECRET: 'bot-secret' };
const CALLBACK = { WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: 'Z3pWq8Lk5TnXv1RbJc7MdGy2FhSu9AeKo4CiVt6BrQ0' };
const DING = { DINGTALK_CLIENT_ID: 'ding1', DINGTALK_CLIENT_SECRET: 'ding-secret' };
const ALL = { ...APP, ...LINK, ...DING };

const branch = branchSchema.parse({
  groups: [
    { id: 'wr1', title: '江畔群', channel: 'wecom' },
    { id: 'cid1', title: '骑手群', channel: 'dingtalk' },
  ],
});
const emptyBook: BookSeen = { standing: [], used: { dingtalk_calls: 0, dingtalk_messages: 0 }, linkHolder: null };

const answered = (body: unknown, status = 200, serverAt: number | null = NOW): JsonAnswer => ({
  kind: 'answered',
  status,
  body,
  serverAt,
});
const granted = answered({ errcode: 0, access_token: 't' });
const fine: PlatformsSeen = {
  wecomApp: { token: granted, call: answered({ errcode: 0, ip_list: [] }) },
  wecomLink: { kind: 'acked', errcode: 0, serverAt: NOW },
  dingtalk: { token: answered({ accessToken: 't', expireIn: 7200 }), gateway: answered({ endpoint: 'wss://x', ticket: 't' }) },
};
const none: PlatformsSeen = { wecomApp: null, wecomLink: null, dingtalk: null };

const checked = (seen: Partial<PlatformsSeen>, book: BookSeen | null = emptyBook, env: Record<string, string> = ALL) =>
  checkPlatforms({ ...none, ...seen }, { config: readConfig(env), branch, book, now: NOW });
const marks = (findings: Finding[]) => findings.map(({ mark }) => mark);
const noted = (...codes: readonly (readonly [FaultCode, (string | undefined)?])[]): BookSeen => ({
  ...emptyBook,
  standing: codes.map(([code, subject = null]) => ({ code, subject, since: NOW - 3_600_000, lastAt: NOW })),
});
const gettoken = (errcode: number, errmsg = ''): Partial<PlatformsSeen> => ({
  wecomApp: { token: answered({ errcode, errmsg }), call: null },
});
const refusedToken = (code: string, message = '', status = 400): Partial<PlatformsSeen> => ({
  dingtalk: { token: answered({ code, message }, status), gateway: null },
});
const refusedGateway = (body: unknown, status = 400): Partial<PlatformsSeen> => ({
  dingtalk: { token: answered({ accessToken: 't' }), gateway: answered(body, status) },
});
const away: JsonAnswer = { kind: 'unreachable', reason: 'timeout', mayHaveArrived: false };

describe('the doctor asking the platforms', () => {
  it('is content when each answers as it should', () => {
    expect(marks(checked(fine))).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it.each<[string, Partial<PlatformsSeen>, RegExp]>([
    ['a wrong secret of the application', gettoken(40_001), /Secret 或企业 ID 不对/],
    ['a wrong company', gettoken(40_013), /Secret 或企业 ID 不对/],
    ['an application switched off', gettoken(50_003), /停用/],
    [
      'an address nobody trusts',
      gettoken(60_020, 'not allow to access from your ip, hint: [1], from ip: 203.0.113.7'),
      /203\.0\.113\.7/,
    ],
    [
      'an address nobody trusts, seen by the second call',
      { wecomApp: { token: granted, call: answered({ errcode: 60_020, errmsg: 'from ip: 2001:db8::7, more info' }) } },
      /2001:db8::7/,
    ],
    ['WeCom out of reach', { wecomApp: { token: away, call: null } }, /连不上企业微信/],
    ['a wrong secret of the bot', { wecomLink: { kind: 'acked', errcode: 853_000, serverAt: null } }, /BotID 或 Secret 不对/],
    ['a connection that does not come up', { wecomLink: { kind: 'unreachable' } }, /连不上企业微信/],
    ['a wrong secret', refusedToken('invalidClientIdOrSecret'), /Client ID 或 Client Secret 不对/],
    ['a refusal without a known name', refusedToken('whatever', '', 401), /Client ID 或 Client Secret 不对/],
    [
      'an address off the list',
      refusedToken('Forbidden.AccessDenied.IpNotInWhiteList', 'the ip 198.51.100.9 is not in the white list', 403),
      /198\.51\.100\.9/,
    ],
    ['a robot that is not published', refusedGateway({ code: 'invalidParameter', message: '' }), /还没发布/],
    ['a gateway that says nothing', refusedGateway({}, 400), /还没发布/],
    ['an address off the list, at the gateway', refusedGateway({ code: 'IpNotInWhiteList', message: '' }), /不认本机的出口 IP/],
    ['a banned address', refusedGateway({ status: 1111, punish: 'deny' }, 200), /封五分钟/],
    [
      'a banned address, by a page',
      { dingtalk: { token: { kind: 'unreadable', status: 403, isPage: true }, gateway: null } },
      /封五分钟/,
    ],
    ['DingTalk out of reach', { dingtalk: { token: away, gateway: away } }, /连不上钉钉/],
    [
      'a clock that is ahead',
      { dingtalk: { token: answered({ accessToken: 't' }, 200, NOW - 95_000), gateway: null } },
      /快了 95 秒/,
    ],
    ['a clock that is behind', { wecomLink: { kind: 'acked', errcode: 0, serverAt: NOW + 600_000 } }, /慢了 600 秒/],
  ])('names %s, with the cure', (_, seen, words) => {
    const failed = checked(seen).filter(({ mark }) => mark === 'fail');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.say).toMatch(words);
    expect(failed[0]?.cure).toMatch(/\p{Script=Han}/u);
  });

  it.each<[string, Partial<PlatformsSeen>]>([
    ['busy', gettoken(-1)],
    ['asked too often', gettoken(45_009)],
    ['a page in its place', { wecomApp: { token: { kind: 'unreadable', status: 502, isPage: true }, call: null } }],
    ['out', refusedToken('system.error', '', 503)],
    ['held back', refusedToken('Forbidden.AccessDenied.QpsLimitForApi', '', 403)],
    ['asked too often by frames', { wecomLink: { kind: 'acked', errcode: 45_009, serverAt: null } }],
  ])('blames no setting where a platform is %s', (_, seen) => {
    expect(marks(checked(seen))).toEqual(['warn']);
  });

  it('does not mind what the second call lacks a right for', () => {
    const seen = { wecomApp: { token: granted, call: answered({ errcode: 48_002 }) } };
    expect(marks(checked(seen))).toEqual(['ok']);
    // Whether the address is trusted was not seen then.
    expect(marks(checked(seen, noted(['wecom_ip_untrusted', '203.0.113.7'])))).toEqual(['ok', 'fail']);
  });

  it('says the same thing once, however many answers say it', () => {
    const findings = checked(
      { wecomApp: { token: away, call: null }, wecomLink: { kind: 'unreachable' } },
      noted(['wecom_unreachable', 'http']),
    );
    expect(marks(findings)).toEqual(['fail']);
  });
});

describe('the doctor reading what was noted', () => {
  it.each<[FaultCode, string | undefined, Finding['mark']]>([
    ['wecom_two_holders', undefined, 'fail'],
    ['wecom_bot_not_in_group', 'wr1', 'fail'],
    ['wecom_nobody_spoke', 'wr1', 'warn'],
    ['wecom_webhook_gone', 'wr1', 'fail'],
    ['wecom_app_out_of_range', undefined, 'warn'],
    ['dingtalk_robot_not_in_group', 'cid1', 'fail'],
    ['dingtalk_not_permitted', 'qyapi_robot_sendmsg', 'fail'],
    ['group_external', 'cid1', 'fail'],
    ['group_external', 'cid9', 'warn'],
    ['group_unlisted', 'wr9', 'warn'],
  ])('says %s of %s since when, as %s', (code, subject, mark) => {
    const [finding, ...others] = checked({}, noted([code, subject]));
    expect(others).toEqual([]);
    expect(finding?.mark).toBe(mark);
    expect(finding?.say).toMatch(/（从 2026-11-22 19:05 起）$/);
    expect(finding?.cure).toMatch(/\p{Script=Han}/u);
  });

  it('believes what it sees now rather than what was noted', () => {
    const past = noted(
      ['wecom_app_secret_wrong'],
      ['wecom_ip_untrusted', '203.0.113.7'],
      ['wecom_bot_secret_wrong'],
      ['wecom_unreachable', 'http'],
      ['wecom_unreachable', 'long_connection'],
      ['dingtalk_secret_wrong'],
      ['dingtalk_not_published'],
      ['dingtalk_unreachable', 'http'],
      ['clock_wrong', '95'],
    );
    expect(marks(checked(fine, past))).toEqual(['ok', 'ok', 'ok', 'ok']);
    // Subscribing once tells nothing of somebody who comes back later.
    expect(marks(checked(fine, noted(['wecom_two_holders'])))).toEqual(['ok', 'ok', 'ok', 'ok', 'fail']);
  });

  it('says one cause once: what a wrong secret explains is not said beside it', () => {
    const book = noted(['dingtalk_callback_secret_wrong']);
    const env = { ...DING, DINGTALK_MODE: 'http' };
    expect(marks(checked({}, book, env))).toEqual(['warn']);
    expect(marks(checked(refusedToken('invalidClientIdOrSecret'), book, env))).toEqual(['fail']);
  });

  it('says of callbacks only where they are on', () => {
    const book = noted(['wecom_bot_token_wrong'], ['wecom_app_aes_key_wrong'], ['dingtalk_callback_secret_wrong']);
    expect(checked({}, book, ALL)).toEqual([]);
    expect(marks(checked({}, book, { ...CALLBACK, ...DING, DINGTALK_MODE: 'http' }))).toEqual(['warn', 'warn']);
  });

  it('tells the stream from the rest, as long as there is one: a ticket does not open its door', () => {
    const book = noted(['dingtalk_unreachable', 'http'], ['dingtalk_unreachable', 'stream']);
    const { dingtalk } = fine;
    expect(checked({ dingtalk }, book).map(({ say }) => say.slice(0, 13))).toContain('连不上钉钉 Stream，');
    expect(marks(checked({ dingtalk }, book, { ...DING, DINGTALK_MODE: 'http' }))).not.toContain('fail');
    expect(marks(checked({}, noted(['wecom_unreachable', 'long_connection']), CALLBACK))).toEqual([]);
  });

  it('tells the long connection from the rest', () => {
    const { wecomApp } = fine;
    const findings = checked({ wecomApp }, noted(['wecom_unreachable', 'http'], ['wecom_unreachable', 'long_connection']));
    expect(findings.map(({ mark, say }) => [mark, say.slice(0, 12)])).toEqual([
      ['ok', '企业微信自建应用：企业 '],
      ['fail', '连不上企业微信的长连接，'],
    ]);
  });

  it('believes the platform that a quota is used up this month, though fewer were counted here', () => {
    expect(marks(checked({}, noted(['dingtalk_quota_spent', 'dingtalk_messages'])))).toEqual(['fail']);
    const [fault] = noted(['dingtalk_quota_spent', 'dingtalk_messages']).standing;
    const lastMonth = Date.parse('2026-10-31T15:00:00Z');
    expect(checked({}, { ...emptyBook, standing: [{ ...fault!, since: lastMonth, lastAt: lastMonth }] })).toEqual([]);
    const counted = { ...noted(['dingtalk_quota_spent']), used: { dingtalk_calls: 0, dingtalk_messages: 3_000 } };
    expect(checked({}, counted)).toEqual([]);
  });

  it('leaves out what is no more: platforms that are off, groups that are not listed, or listed by now', () => {
    const all = noted(...faultCodes.map((code) => [code] as const));
    const left = (env: Record<string, string>) =>
      checked({}, all, env)
        .map(({ say }) => say)
        .join('\n');
    expect(left(DING)).not.toMatch(/企业微信/);
    expect(left(APP)).not.toMatch(/钉钉/);
    expect(checked({}, noted(['wecom_webhook_gone', 'wr9'], ['group_unlisted', 'wr1']))).toEqual([]);
  });

  it('leaves the long connection alone while it is held, and says how it is', () => {
    const held = { wecomLink: { kind: 'left_alone' } } as const;
    const env = { ...LINK };
    expect(checked(held, { ...emptyBook, linkHolder: 'a1' }, env)).toEqual([
      { mark: 'ok', say: '企业微信长连接：正在跑的小蜂连着。' },
    ]);
    expect(marks(checked(held, emptyBook, env))).toEqual(['off']);
    expect(checked(held, { ...noted(['wecom_two_holders']), linkHolder: 'a1' }, env).map(({ mark }) => mark)).toEqual(['fail']);
  });

  it('says when nothing could be read', () => {
    expect(marks(checked({}, null))).toEqual(['off']);
    expect(checked({}, null, {})).toEqual([]);
  });
});

describe('the doctor on quotas', () => {
  const used = (calls: number, messages: number) =>
    checkQuotas(readConfig(DING), { dingtalk_calls: calls, dingtalk_messages: messages });

  it('says how many are left, and warns at 50, 80 and 95 percent', () => {
    expect(used(2_499, 0)).toMatchObject([
      { mark: 'ok', say: '钉钉接口调用：这个月用了 2499 次，一共 5000 次，还剩 2501 次。' },
      { mark: 'ok', say: '钉钉机器人消息：这个月用了 0 次，一共 3000 次，还剩 3000 次。' },
    ]);
    for (const calls of [2_500, 4_000, 4_750, 4_999]) {
      const [finding] = used(calls, 0);
      expect(finding).toMatchObject({ mark: 'warn', cure: expect.stringContaining('用量管控') });
      expect(finding?.say).toContain(`还剩 ${5_000 - calls} 次`);
    }
    expect(used(5_100, 3_000)).toMatchObject([
      { mark: 'fail', say: expect.stringContaining('还剩 0 次') },
      { mark: 'fail', cure: expect.stringContaining('用量管控') },
    ]);
    expect(checkQuotas(readConfig(APP), { dingtalk_calls: 9_999, dingtalk_messages: 0 })).toEqual([]);
  });
});

describe('the doctor on addresses of groups', () => {
  const webhook = { key: '00000000-0000' };
  const listed = branchSchema.parse({ groups: branch.groups.map((group) => ({ ...group, webhook })) });

  it('says that they were not checked, and shows no key', () => {
    const found = checkGroups(readConfig(ALL), listed);
    expect(found).toMatchObject([
      { mark: 'off', say: expect.stringMatching(/群“江畔群”的消息推送地址：没有查/) },
      { mark: 'off', say: expect.stringMatching(/群“骑手群”的群机器人地址：没有查/) },
    ]);
    expect(JSON.stringify(found)).not.toContain(webhook.key);
  });

  it('says it only of those that nothing is known of', () => {
    const { standing } = noted(['wecom_webhook_gone', 'wr1'], ['dingtalk_group_gone', 'cid1']);
    expect(checkGroups(readConfig(ALL), listed, standing)).toEqual([]);
  });
});

describe('the doctor on groups', () => {
  const groups = (env: Record<string, string>, webhook?: object) =>
    checkGroups(
      readConfig(env),
      branchSchema.parse({ groups: branch.groups.map((group) => ({ ...group, ...(webhook && { webhook }) })) }),
    );

  it('names those of a platform that is off', () => {
    expect(groups(ALL)).toEqual([]);
    expect(groups(LINK)).toMatchObject([{ mark: 'warn', say: expect.stringContaining('群“骑手群”是钉钉的') }]);
    expect(groups(DING)).toMatchObject([{ mark: 'warn', say: expect.stringContaining('群“江畔群”是企业微信的') }]);
  });

  it('names those that nothing can be pushed to', () => {
    const env = { ...CALLBACK, ...DING };
    expect(groups(env)).toMatchObject([{ mark: 'warn', cure: expect.stringContaining('消息推送') }]);
    expect(marks(groups(env, { key: '00000000-0000' }))).toEqual(['off', 'off']);
    expect(groups({ ...env, ...LINK })).toEqual([]);
  });
});
