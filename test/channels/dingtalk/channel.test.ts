import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { ReplyHandle } from '../../../src/core/message.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';
import { type Bench, createBench, GROUP, NEXT_MONTH, NOW, outgoing, person, push, sending, toGao } from './parts.ts';
import {
  CUT,
  DONE,
  onBatchSend,
  onGroupSend,
  onGroupWebhook,
  onSession,
  onToken,
  paramOf,
  SESSION_URL,
  TAKEN,
  useNock,
} from './wire.ts';

useNock();

const handle = { kind: 'session_webhook', url: SESSION_URL, expiresAt: NOW + 1 } satisfies ReplyHandle;
const gao = person('gao01', '小高');
const answerIn = (
  { channel, time }: Bench,
  said: Outgoing,
  lastReason: string | null = null,
  handles: ReplyHandle[] = [handle],
) => channel.deliver(sending(said, { replyHandles: handles, lastReason }), time.now);
const pushIn = ({ channel, time }: Bench, said: Outgoing, lastReason: string | null = null) =>
  channel.deliver(sending({ ...push(), ...said }, { lastReason }), time.now);

describe('an answer', () => {
  it('goes by the first sessionWebhook that is open and the platform’s, and mentions people', async () => {
    const bench = createBench();
    const posted = onSession(DONE);
    const others: ReplyHandle[] = [
      { ...handle, expiresAt: NOW },
      { ...handle, kind: 'response_url' },
      { ...handle, url: 'https://evil.example/robot/sendBySession?session=x' },
    ];
    const said = outgoing({ mentions: [gao] });
    expect(await answerIn(bench, said, null, [...others, handle])).toEqual({ kind: 'sent', via: 'session_webhook' });
    expect(posted).toEqual([
      { msgtype: 'text', text: { content: '@gao01 已签到' }, at: { atUserIds: ['gao01'], isAtAll: false } },
    ]);
    expect(bench.counted).toEqual({ dingtalk_messages: 1 });
  });

  it('may go to the configured base', async () => {
    const url = 'http://127.0.0.1:9901/robot/sendBySession?session=maple';
    nock('http://127.0.0.1:9901').post('/robot/sendBySession?session=maple').reply(200, { errcode: 0 });
    onToken();
    onGroupSend(TAKEN);
    expect(await answerIn(createBench(), outgoing(), null, [{ ...handle, url }])).toMatchObject({ via: 'group_send' });
    const own = createBench({ oapiBase: 'http://127.0.0.1:9901' });
    expect(await answerIn(own, outgoing(), null, [{ ...handle, url }])).toMatchObject({ kind: 'sent' });
  });

  it('goes by the robot’s call when the session is over, with names where nobody can be mentioned', async () => {
    const bench = createBench();
    onSession([200, { errcode: 300001, errmsg: 'session 不存在' }]);
    onToken();
    const posted = onGroupSend(TAKEN);
    expect(await answerIn(bench, outgoing({ mentions: [gao] }))).toEqual({ kind: 'accepted', via: 'group_send' });
    expect(posted).toEqual([
      {
        robotCode: 'dingmapleRobot',
        openConversationId: GROUP,
        msgKey: 'sampleText',
        msgParam: JSON.stringify({ content: '小高 已签到' }),
      },
    ]);
    expect(bench.counted).toEqual({ dingtalk_messages: 1, dingtalk_calls: 1 });
  });

  it('goes by the group’s webhook when nothing else is open', async () => {
    onToken();
    onGroupSend([403, { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' }]);
    onGroupWebhook(DONE);
    const bench = createBench({ hasWebhook: true });
    expect(await answerIn(bench, outgoing(), null, [])).toEqual({ kind: 'sent', via: 'group_webhook' });
    expect(bench.faults).toEqual(new Set(['dingtalk_not_permitted:qyapi_robot_sendmsg']));
  });

  it('to one person goes by the robot’s call, to an outsider by the session alone', async () => {
    onToken();
    const posted = onBatchSend(TAKEN);
    expect(await answerIn(createBench(), toGao(), null, [])).toEqual({ kind: 'accepted', via: 'batch_send' });
    expect(posted).toMatchObject([{ userIds: ['gao01'], robotCode: 'dingmapleRobot', msgKey: 'sampleText' }]);
    const outsider = outgoing({ to: { kind: 'direct', account: 'dingtalk:corp:$:LWCP' } });
    expect(await answerIn(createBench(), outsider, null, [])).toEqual({ kind: 'no_way', reason: 'no_open_way' });
    onSession(DONE);
    expect(await answerIn(createBench(), outsider)).toEqual({ kind: 'sent', via: 'session_webhook' });
  });

  it.each([
    [200, { errcode: '0' }, { kind: 'sent', via: 'session_webhook' }],
    [200, { errcode: 130101 }, { kind: 'wait', until: NOW + 600_000, reason: 'session_webhook_errcode_130101' }],
    [200, { errcode: -1 }, { kind: 'retry', reason: 'session_webhook?errcode_-1' }],
    [200, { errcode: 430102, errmsg: 'secret words' }, { kind: 'refused', reason: 'session_webhook_errcode_430102' }],
    [200, { errcode: 999999 }, { kind: 'refused', reason: 'session_webhook_errcode_999999' }],
    [200, {}, { kind: 'refused', reason: 'session_webhook_http_200' }],
    [200, { errcode: '' }, { kind: 'refused', reason: 'session_webhook_http_200' }],
    [200, { status: 1111, punish: 'deny' }, { kind: 'wait', until: NOW + 300_000, reason: 'session_webhook_ip_banned' }],
    [200, '<html></html>', { kind: 'wait', until: NOW + 300_000, reason: 'session_webhook_ip_banned' }],
    [200, '{"errcode":', { kind: 'retry', reason: 'session_webhook?http_200' }],
    [200, `{"errcode":0,"x":"${'x'.repeat(70_000)}"}`, { kind: 'retry', reason: 'session_webhook?http_200' }],
    [500, { code: 'system.error' }, { kind: 'retry', reason: 'session_webhook?system_error' }],
    [504, '', { kind: 'retry', reason: 'session_webhook?http_504' }],
    [502, '<html>', { kind: 'retry', reason: 'session_webhook?http_502' }],
    [503, {}, { kind: 'wait', until: NOW + 2_000, reason: 'session_webhook_http_503' }],
    [429, '', { kind: 'wait', until: NOW + 2_000, reason: 'session_webhook_http_429' }],
  ])('that is answered with %i %j becomes %j', async (status, body, expected) => {
    onSession([status, body]);
    // Nobody but the session leads there.
    const outsider = outgoing({ to: { kind: 'direct', account: 'dingtalk:corp:$:LWCP' } });
    expect(await answerIn(createBench(), outsider)).toEqual(expected);
  });

  it.each<[why: string, answered: typeof CUT, reason: string]>([
    ['an answer that was cut', CUT, 'http_200'],
    ['a gateway that has lost whom it handed it to', [502, '<html>'], 'http_502'],
  ])('whose end is unknown goes once more the same way, and no further: %s', async (_why, answered, reason) => {
    const bench = createBench();
    const posted = onSession(answered, answered);
    const first = await answerIn(bench, outgoing());
    expect(first).toEqual({ kind: 'retry', reason: `session_webhook?${reason}` });
    const again = await answerIn(bench, outgoing(), `session_webhook?${reason}`);
    expect(again).toEqual({ kind: 'unknown', via: 'session_webhook', reason });
    expect(posted).toHaveLength(2);
  });

  it('is not lost while the platform is busy, nor said by two ways', async () => {
    const bench = createBench();
    onSession([200, { errcode: -1 }], [200, { errcode: -1 }], DONE);
    let reason: string | null = null;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const delivery = await answerIn(bench, outgoing(), reason);
      expect(delivery.kind).toBe('retry');
      reason = 'reason' in delivery ? delivery.reason : null;
    }
    expect(await answerIn(bench, outgoing(), reason)).toEqual({ kind: 'sent', via: 'session_webhook' });
  });

  it('never follows a redirect', async () => {
    nock('https://oapi.dingtalk.com').post(/./).reply(302, '', { Location: 'http://127.0.0.1:6379/' });
    const target = nock('http://127.0.0.1:6379').get('/').reply(200).post('/').reply(200);
    const outsider = outgoing({ to: { kind: 'direct', account: 'dingtalk:corp:$:LWCP' } });
    expect(await answerIn(createBench(), outsider)).toEqual({
      kind: 'wait',
      until: NOW + 2_000,
      reason: 'session_webhook_redirect',
    });
    expect(target.pendingMocks()).toHaveLength(2);
  });
});

describe('what nobody asked for', () => {
  it('goes to a group by the robot’s call, and by the group’s webhook where people are mentioned or called', async () => {
    onToken();
    onGroupSend(TAKEN);
    const bench = createBench({ hasWebhook: true });
    expect(await pushIn(bench, outgoing())).toEqual({ kind: 'accepted', via: 'group_send' });
    for (const who of [{ mentions: [gao] }, { called: [gao], text: '119\n去就回' }]) {
      const posted = onGroupWebhook(DONE);
      expect(await pushIn(bench, outgoing(who))).toEqual({ kind: 'sent', via: 'group_webhook' });
      expect(posted).toMatchObject([{ at: { atUserIds: ['gao01'] } }]);
    }
  });

  it('takes the other way when the first is shut', async () => {
    const bench = createBench({ hasWebhook: true });
    bench.full.set('dingtalk_webhook:', NOW + 30_000);
    onToken();
    onGroupSend(TAKEN);
    expect(await pushIn(bench, outgoing({ mentions: [gao] }))).toEqual({ kind: 'accepted', via: 'group_send' });
    bench.full.set('dingtalk_api:', NOW + 1_000);
    expect(await pushIn(bench, outgoing({ mentions: [gao] }))).toEqual({
      kind: 'wait',
      until: NOW + 1_000,
      reason: 'group_send_rate',
    });
  });

  it('reaches staff and groups, no outsiders', () => {
    const { channel } = createBench();
    expect(channel.reach({ kind: 'group', id: GROUP })).toBe('always');
    expect(channel.reach({ kind: 'direct', account: 'dingtalk:gao01' })).toBe('always');
    expect(channel.reach({ kind: 'direct', account: 'dingtalk:corp:$:LWCP' })).toBe('never');
  });

  it('has its link behind a button, in words that are no Markdown', async () => {
    onToken();
    const posted = onBatchSend(TAKEN);
    await pushIn(
      createBench(),
      toGao({ text: '新通知\n- 第一条 a&amp;b\n1. 再一条', link: 'https://bot.example.com/pages/abc' }),
    );
    expect(posted[0]?.msgKey).toBe('sampleActionCard');
    expect(paramOf(posted[0])).toEqual({
      title: '新通知',
      text: '新通知  \n  \u200b- 第一条 a＆amp;b  \n  \u200b1. 再一条',
      singleTitle: '打开',
      singleURL: 'https://bot.example.com/pages/abc',
    });
  });

  it.each([
    [400, { code: 'group.disbanded' }, { kind: 'refused', reason: 'group_send_group_disbanded' }, `dingtalk_group_gone:${GROUP}`],
    [400, { code: 'invalid.openConversationId' }, { kind: 'refused' }, `dingtalk_group_gone:${GROUP}`],
    [400, { code: 'invalidParameter.robotCode.auth' }, { kind: 'wait', until: NOW + 60_000 }, 'dingtalk_secret_wrong'],
    [400, { code: 'chatbotId.notAllow.sendOTO' }, { kind: 'wait', until: NOW + 60_000 }, 'dingtalk_not_published'],
    [403, { code: 'Forbidden.AccessDenied.IpNotInWhiteList' }, { kind: 'wait', until: NOW + 60_000 }, 'dingtalk_ip_untrusted'],
    [
      403,
      { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied', accessdenieddetail: { requiredScopes: ['maple.scope'] } },
      { kind: 'wait', until: NOW + 60_000, reason: 'group_send_AccessTokenPermissionDenied' },
      'dingtalk_not_permitted:maple.scope',
    ],
    [400, { code: 'send.too.fast' }, { kind: 'wait', until: NOW + 60_000, reason: 'group_send_send_too_fast' }, null],
    [403, { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' }, { kind: 'wait', until: NOW + 1_000 }, null],
    [
      403,
      { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
      { kind: 'wait', until: NEXT_MONTH, reason: 'quota_calls' },
      'dingtalk_quota_spent:dingtalk_calls',
    ],
    [400, { code: 'contain.notAllowed.text' }, { kind: 'refused', reason: 'group_send_contain_notAllowed_text' }, null],
  ])('that is answered with %i %j becomes %j, with the fault %s', async (status, body, expected, fault) => {
    onToken();
    onGroupSend([status, body], TAKEN);
    const bench = createBench();
    expect(await pushIn(bench, outgoing())).toMatchObject(expected);
    expect([...bench.faults]).toEqual(fault === null ? [] : [fault]);
    // Once it works, nothing is wrong any more.
    bench.time.now = NEXT_MONTH + 1;
    onToken('t2');
    expect(await pushIn(bench, outgoing())).toMatchObject({ kind: 'accepted' });
    expect([...bench.faults]).toEqual([]);
  });
});

describe('the monthly quotas', () => {
  it('keep what is left for answers and for what is urgent', async () => {
    const bench = createBench();
    bench.shares.dingtalk_calls = 0.96;
    expect(await pushIn(bench, outgoing())).toEqual({ kind: 'wait', until: NEXT_MONTH, reason: 'quota_calls' });
    onToken();
    onGroupSend(TAKEN, TAKEN);
    expect(await pushIn(bench, outgoing(push(true)))).toMatchObject({ kind: 'accepted' });
    expect(await answerIn(bench, outgoing(), null, [])).toMatchObject({ kind: 'accepted' });
  });

  it('let what can wait go by the meter that has some left', async () => {
    const bench = createBench({ hasWebhook: true });
    bench.shares.dingtalk_calls = 0.96;
    onGroupWebhook(DONE);
    expect(await pushIn(bench, outgoing())).toEqual({ kind: 'sent', via: 'group_webhook' });
    bench.shares.dingtalk_messages = 0.96;
    expect(await pushIn(bench, outgoing())).toMatchObject({ kind: 'wait', until: NEXT_MONTH });
  });

  it('let answers go by the meter that is left, and by any when none is', async () => {
    const bench = createBench();
    bench.shares.dingtalk_messages = 1.01;
    onToken();
    onGroupSend(TAKEN);
    expect(await answerIn(bench, outgoing())).toMatchObject({ via: 'group_send' });
    bench.shares.dingtalk_calls = 1.01;
    onSession(DONE);
    expect(await answerIn(bench, outgoing())).toMatchObject({ via: 'session_webhook' });
  });

  it('are believed when the platform says that one is used up, whatever was counted', async () => {
    const bench = createBench();
    onToken();
    onGroupSend([200, { errcode: 90020 }]);
    await answerIn(bench, outgoing(), null, []);
    expect(await pushIn(bench, outgoing())).toMatchObject({ kind: 'wait', until: NEXT_MONTH, reason: 'quota_calls' });
    expect(bench.counted).toEqual({});
  });

  it('are not used up any more where the platform takes a call, though an earlier process said so', async () => {
    const bench = createBench();
    bench.faults.add('dingtalk_quota_spent:dingtalk_calls').add('dingtalk_quota_spent:dingtalk_messages');
    onToken();
    onGroupSend(TAKEN);
    await pushIn(bench, outgoing());
    expect([...bench.faults]).toEqual(['dingtalk_quota_spent:dingtalk_messages']);
    onSession(DONE);
    await answerIn(bench, outgoing());
    expect([...bench.faults]).toEqual([]);
  });
});
