import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { accountOf, isMentionable, isResponseUrl, userIdOf } from '../../../src/channels/wecom/ids.ts';
import type { ReplyHandle } from '../../../src/core/message.ts';
import { API, groupSending, makeChannel, NOW, withoutNetwork } from './parts.ts';

withoutNetwork();

const PATH = '/cgi-bin/aibot/response?response_code=MB1';
const handle: Extract<ReplyHandle, { kind: 'response_url' }> = { kind: 'response_url', url: API + PATH, expiresAt: NOW + 1 };
const mentions = [{ account: 'wecom:gaoxia', userId: 'GaoXia', name: null, memberId: 'm1' }];
const deliver = (replyHandles: ReplyHandle[] = [handle], lastReason: string | null = null, more = {}) =>
  makeChannel(more).deliver(groupSending({ mentions }, { replyHandles, lastReason }));

describe('an answer by response_url', () => {
  it('is markdown', async () => {
    const scope = nock(API)
      .post(PATH, { msgtype: 'markdown', markdown: { content: '<@GaoXia> 已签到' } })
      .reply(200, { errcode: 0, errmsg: 'ok' });
    expect(await deliver()).toEqual({ kind: 'sent', via: 'response_url' });
    expect(scope.isDone()).toBe(true);
  });

  it('takes the first handle that is open and ours', async () => {
    const others: ReplyHandle[] = [
      { ...handle, expiresAt: NOW },
      { ...handle, kind: 'session_webhook' },
      { ...handle, url: 'https://evil.example/cgi-bin/aibot/response' },
      { kind: 'frame', connection: 'c1', requestId: 'r1', to: 'message', expiresAt: NOW + 1 },
    ];
    expect(await deliver(others)).toEqual({ kind: 'no_way', reason: 'no_open_way' });
    expect(await deliver([])).toEqual({ kind: 'no_way', reason: 'no_open_way' });
    nock(API).post(PATH).reply(200, { errcode: 0 });
    expect(await deliver([...others, handle])).toEqual({ kind: 'sent', via: 'response_url' });
  });

  it('may go to the configured base', async () => {
    nock('http://127.0.0.1:9900').post(PATH).reply(200, { errcode: 0 });
    const url = `http://127.0.0.1:9900${PATH}`;
    expect(await deliver([{ ...handle, url }])).toMatchObject({ kind: 'no_way' });
    expect(await deliver([{ ...handle, url }], null, { apiBase: 'http://127.0.0.1:9900' })).toMatchObject({ kind: 'sent' });
    expect(isResponseUrl('http://127.0.0.1:9900/admin/delete?all=1', ['http://127.0.0.1:9900'])).toBe(false);
    expect(isResponseUrl(`http://127.0.0.1:9900/wx${PATH}`, ['http://127.0.0.1:9900'])).toBe(false);
    expect(isResponseUrl(`http://127.0.0.1:9900/wx${PATH}`, ['http://127.0.0.1:9900/wx/'])).toBe(true);
  });

  it.each<[string, number, nock.Body, object]>([
    ['a used code', 200, { errcode: 40_058, errmsg: 'secret words' }, { kind: 'no_way', reason: 'response_url_errcode_40058' }],
    ['a code nobody told us of', 200, { errcode: 60_300 }, { kind: 'no_way', reason: 'response_url_errcode_60300' }],
    ['forbidden words', 200, { errcode: 85_002 }, { kind: 'refused', reason: 'response_url_errcode_85002' }],
    ['busy', 200, { errcode: -1 }, { kind: 'retry', reason: 'response_url_errcode_-1' }],
    ['no errcode', 200, {}, { kind: 'retry', reason: 'response_url?http_200' }],
    ['a gateway', 502, 'Bad gateway', { kind: 'retry', reason: 'response_url?http_502' }],
    ['an outage', 503, 'Unavailable', { kind: 'retry', reason: 'response_url_http_503' }],
    ['more than 64 KiB', 200, `{"errcode":0,"x":"${'x'.repeat(70_000)}"}`, { kind: 'retry', reason: 'response_url?http_200' }],
  ])('answered with %s', async (_what, status, body, expected) => {
    nock(API).post(PATH).reply(status, body);
    expect(await deliver()).toEqual(expected);
  });

  it('repeated after an open end has arrived before when the address is used up', async () => {
    nock(API).post(PATH).reply(200, { errcode: 40_058 });
    expect(await deliver([handle], 'response_url?timeout')).toEqual({ kind: 'sent', via: 'response_url' });
    nock(API).post(PATH).reply(200, { errcode: 45_009 });
    expect(await deliver([handle], 'response_url?timeout')).toMatchObject({ kind: 'retry', reason: /^response_url\?/ });
    expect(await deliver([{ ...handle, expiresAt: NOW }], 'response_url?timeout')).toEqual({
      kind: 'unknown',
      via: 'response_url',
      reason: 'way_gone',
    });
  });

  it('never follows a redirect', async () => {
    nock(API).post(PATH).reply(302, '', { Location: 'http://127.0.0.1:6379/' });
    const target = nock('http://127.0.0.1:6379').get('/').reply(200, { errcode: 0 }).post('/').reply(200, { errcode: 0 });
    expect(await deliver()).toEqual({ kind: 'retry', reason: 'response_url_redirect' });
    expect(target.pendingMocks()).toHaveLength(2);
  });
});

describe('people', () => {
  it('are mentioned one by one, never everybody', () => {
    expect(['GaoXia', 'allan', 'all', 'ALL', '@all', 'a b'].map(isMentionable)).toEqual([true, true, false, false, false, false]);
  });

  it('are known by the ASCII letters of the user id, whatever their case', () => {
    expect(accountOf('GaoXia')).toBe('wecom:gaoxia');
    expect(accountOf('\u212Aim')).not.toBe(accountOf('Kim'));
    expect(userIdOf('wecom:gaoxia', [{ wecom: undefined }, { wecom: 'GaoXia' }])).toBe('GaoXia');
    expect(userIdOf('wecom:liuyang', [{ wecom: 'GaoXia' }])).toBe('liuyang');
  });
});
