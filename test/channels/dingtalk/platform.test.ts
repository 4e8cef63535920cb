import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../src/core/outgoing.ts';
import { API, type Bench, createBench, NOW, outgoing, push, sending, toGao } from './parts.ts';
import { DONE, networkError, onBatchSend, onGroupSend, onGroupWebhook, onToken, TAKEN, useNock } from './wire.ts';

useNock();

const deliver = ({ channel, time }: Bench, said = outgoing()) => channel.deliver(sending(said), time.now);
const refused = networkError('ECONNREFUSED');

describe('a platform that is away', () => {
  it('is called by one now and then, once five calls in a row failed, and costs nobody an attempt', async () => {
    const bench = createBench();
    onToken();
    onGroupSend(TAKEN, ...Array(5).fill(refused), TAKEN);
    await deliver(bench);
    for (let call = 0; call < 5; call += 1)
      expect(await deliver(bench)).toMatchObject({ kind: 'wait', until: bench.time.now + 2_000, reason: 'group_send_network' });
    expect(bench.faults).toContain('dingtalk_unreachable:http');
    expect(await deliver(bench)).toEqual({ kind: 'wait', until: NOW + 2_000, reason: 'group_send_away' });
    bench.time.now += 2_000;
    expect(await deliver(bench)).toMatchObject({ kind: 'accepted' });
    expect([...bench.faults]).toEqual([]);
    // What never left is not billed.
    expect(bench.counted).toEqual({ dingtalk_calls: 2 });
  });

  it('that is back says nothing of the stream', async () => {
    const bench = createBench();
    bench.faults.add('dingtalk_unreachable:stream');
    onToken();
    onGroupSend(TAKEN);
    await deliver(bench);
    expect([...bench.faults]).toEqual(['dingtalk_unreachable:stream']);
  });

  it('is away by host: the other way stays open', async () => {
    const bench = createBench({ hasWebhook: true });
    onToken();
    onGroupSend(...Array(5).fill(refused));
    onGroupWebhook(...Array(6).fill(DONE));
    for (let call = 0; call < 6; call += 1) expect(await deliver(bench)).toEqual({ kind: 'sent', via: 'group_webhook' });
  });

  it('is not away because it answers that something is wrong', async () => {
    const bench = createBench();
    onToken();
    onGroupSend(...Array(6).fill([400, { code: 'group.disbanded' }]));
    for (let call = 0; call < 6; call += 1) expect(await deliver(bench)).toMatchObject({ kind: 'refused' });
    expect(bench.faults).not.toContain('dingtalk_unreachable:http');
  });
});

describe('what may be tried once more only', () => {
  it.each<[string, (...inTurn: Parameters<typeof onGroupSend>) => unknown, Outgoing]>([
    ['group_send', onGroupSend, outgoing()],
    ['batch_send', onBatchSend, toGao()],
  ])('is not what finds out whether anybody is there: %s', async (name, answers, said) => {
    const bench = createBench();
    onToken();
    answers(networkError('ECONNRESET'), TAKEN);
    expect(await deliver(bench, said)).toEqual({ kind: 'retry', reason: `${name}?network` });
    nock.removeInterceptor({ host: 'api.dingtalk.com', path: '/', proto: 'https' });
    const again = (lastReason: string) => bench.channel.deliver(sending(said, { lastReason }), bench.time.now);
    for (let time = 0; time < 6; time += 1) {
      expect(await again(`${name}?network`)).toMatchObject({ kind: 'wait', reason: `${name}?${name}_away` });
      bench.time.now += 20_000;
    }
    nock(API).get('/').reply(404);
    expect(await again(`${name}?${name}_away`)).toEqual({ kind: 'accepted', via: name });
  });
});

describe('a ban', () => {
  it('keeps every call back for five minutes', async () => {
    const bench = createBench({ hasWebhook: true });
    onToken();
    onGroupSend([200, '<html>banned</html>'], TAKEN);
    const banned = { kind: 'wait', until: NOW + 300_000 };
    expect(await deliver(bench)).toMatchObject(banned);
    expect(await deliver(bench, toGao())).toEqual({ ...banned, reason: 'batch_send_ip_banned' });
    expect(bench.faults).toContain('dingtalk_ip_banned');
    bench.time.now += 300_000;
    expect(await deliver(bench)).toMatchObject({ kind: 'accepted' });
    expect([...bench.faults]).toEqual([]);
  });

  it('does not last longer because the clock was set back', async () => {
    const bench = createBench();
    onToken();
    onGroupSend([200, { status: 1111, punish: 'deny' }], TAKEN);
    await deliver(bench);
    bench.time.now -= 3_600_000;
    onToken('t2');
    expect(await deliver(bench)).toMatchObject({ kind: 'accepted' });
  });
});

describe("the platform's clock", () => {
  const answeredAt = (at: number) =>
    nock(API)
      .post('/v1.0/robot/groupMessages/send')
      .reply(200, {}, { Date: new Date(at).toUTCString() });

  it('is compared with ours, and a difference of more than a minute is told once', async () => {
    const bench = createBench();
    onToken();
    answeredAt(NOW - 600_000);
    await deliver(bench);
    expect([...bench.faults]).toEqual(['clock_wrong:600']);
    answeredAt(NOW - 603_000);
    await deliver(bench);
    expect([...bench.faults]).toEqual(['clock_wrong:600']);
    answeredAt(NOW + 7_200_000);
    await deliver(bench);
    expect([...bench.faults]).toEqual(['clock_wrong:-7200']);
    answeredAt(NOW - 20_000);
    await deliver(bench);
    expect([...bench.faults]).toEqual([]);
  });
});

describe('the token', () => {
  it('is asked for once by all, and once more when it is dead', async () => {
    const bench = createBench();
    const asked = [onToken('t1'), onToken('t2')];
    const dead: [number, object] = [400, { code: 'InvalidAuthentication' }];
    onBatchSend(dead, dead, TAKEN, TAKEN);
    expect(await Promise.all([deliver(bench, toGao()), deliver(bench, toGao())])).toMatchObject(
      Array(2).fill({ kind: 'accepted' }),
    );
    expect(asked.flat()).toEqual(Array(2).fill({ appKey: 'dingmaple01', appSecret: 'maple secret' }));
    expect(bench.counted).toEqual({ dingtalk_calls: 2 });
  });

  it('that is refused leaves what is to be said waiting for the operator', async () => {
    const bench = createBench();
    nock(API).post('/v1.0/oauth2/accessToken').reply(400, { code: 'invalidClientIdOrSecret' });
    const closed = { kind: 'wait', until: NOW + 60_000, reason: 'batch_send_access_token_refused' };
    for (let call = 0; call < 3; call += 1) expect(await deliver(bench, toGao())).toEqual(closed);
    expect([...bench.faults]).toEqual(['dingtalk_secret_wrong']);
    bench.time.now += 30_000;
    onToken();
    onBatchSend(TAKEN);
    expect(await deliver(bench, toGao())).toMatchObject({ kind: 'accepted' });
    expect([...bench.faults]).toEqual([]);
  });

  it('that lacks a permission makes one call a minute, and what was mended works a minute later', async () => {
    const bench = createBench();
    onToken();
    const calls = onBatchSend([403, { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' }], TAKEN, TAKEN);
    const shut = { kind: 'wait', until: NOW + 60_000, reason: 'batch_send_AccessTokenPermissionDenied' };
    for (let each = 0; each < 50; each += 1) expect(await deliver(bench, toGao())).toEqual(shut);
    expect(calls).toHaveLength(1);
    expect([...bench.faults]).toEqual(['dingtalk_not_permitted:qyapi_robot_sendmsg']);
    bench.time.now += 60_000;
    expect(await deliver(bench, toGao())).toMatchObject({ kind: 'accepted' });
    expect(await deliver(bench, toGao())).toMatchObject({ kind: 'accepted' });
    expect([...bench.faults]).toEqual([]);
  });

  it('that is refused is asked for three times a minute at most, however much waits', async () => {
    const bench = createBench();
    let asked = 0;
    nock(API)
      .post('/v1.0/oauth2/accessToken')
      .reply(() => {
        asked += 1;
        return [400, { code: 'invalidClientIdOrSecret' }];
      })
      .persist();
    for (let second = 0; second < 300; second += 1) {
      await deliver(bench, toGao());
      bench.time.now += 1_000;
    }
    expect(asked).toBeLessThanOrEqual(15);
  });

  it('that is not to be had costs nobody an attempt', async () => {
    nock(API).post('/v1.0/oauth2/accessToken').replyWithError(refused);
    expect(await deliver(createBench(), toGao())).toEqual({
      kind: 'wait',
      until: NOW + 5_000,
      reason: 'batch_send_access_token_network',
    });
  });
});

describe('the pace', () => {
  it('is kept for each interface, and slowed when the platform says so', async () => {
    const bench = createBench();
    onToken();
    onGroupSend([403, { code: 'Forbidden.AccessDenied.QpmLimitForAppkeyAndApi' }]);
    onBatchSend(TAKEN);
    const lane = 'dingtalk_api:/v1.0/robot/groupMessages/send';
    expect(await deliver(bench, outgoing(push()))).toMatchObject({ kind: 'wait', until: NOW + 60_000 });
    expect(bench.blocked).toEqual(new Map([[lane, NOW + 60_000]]));
    expect(await deliver(bench)).toMatchObject({ kind: 'wait', until: NOW + 60_000, reason: 'group_send_rate' });
    expect(await deliver(bench, toGao())).toMatchObject({ kind: 'accepted' });
    expect(bench.taken[0]).toEqual({ lane, most: 16, ms: 1_000 });
    expect(bench.counted).toEqual({ dingtalk_calls: 1 });
  });
});
