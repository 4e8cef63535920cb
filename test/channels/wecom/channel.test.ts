import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accountOf, isMentionable, isResponseUrl } from '../../../src/channels/wecom/ids.ts';
import { createWecomChannel } from '../../../src/channels/wecom/index.ts';
import type { ReplyHandle } from '../../../src/core/message.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';

const now = 1_780_000_000_000;
const ORIGIN = 'https://qyapi.weixin.qq.com';
const PATH = '/cgi-bin/aibot/response?response_code=MB1';
const handle: ReplyHandle = { kind: 'response_url', url: ORIGIN + PATH, expiresAt: now + 1 };
const outgoing: Outgoing = {
  channel: 'wecom',
  to: { kind: 'group', id: 'wrMapleBridgeGroup' },
  text: '已签到',
  mentions: [{ account: 'wecom:gaoxia', userId: 'GaoXia', name: null, memberId: 'm1' }],
  buttons: [],
};
const deliver = (handles: ReplyHandle[] = [handle], settings = {}) =>
  createWecomChannel(settings).deliver(outgoing, handles, 1, now);

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('delivery to WeCom', () => {
  it('posts markdown to the response_url', async () => {
    const scope = nock(ORIGIN)
      .post(PATH, { msgtype: 'markdown', markdown: { content: '<@GaoXia> 已签到' } })
      .reply(200, { errcode: 0, errmsg: 'ok' });
    expect(await deliver()).toEqual({ kind: 'sent' });
    expect(scope.isDone()).toBe(true);
  });

  it('uses the first handle that is open and ours', async () => {
    const others: ReplyHandle[] = [
      { ...handle, expiresAt: now },
      { ...handle, kind: 'session_webhook' },
      { ...handle, url: 'https://evil.example/cgi-bin/aibot/response' },
    ];
    expect(await deliver(others)).toEqual({ kind: 'no_way', reason: 'no_open_reply' });
    expect(await deliver([])).toEqual({ kind: 'no_way', reason: 'no_open_reply' });
    const scope = nock(ORIGIN).post(PATH).reply(200, { errcode: 0 });
    expect(await deliver([...others, handle])).toEqual({ kind: 'sent' });
    expect(scope.isDone()).toBe(true);
  });

  it('may go to the configured base', async () => {
    const scope = nock('http://127.0.0.1:9900').post(PATH).reply(200, { errcode: 0 });
    const url = `http://127.0.0.1:9900${PATH}`;
    expect(await deliver([{ ...handle, url }])).toMatchObject({ kind: 'no_way' });
    expect(await deliver([{ ...handle, url }], { apiBase: 'http://127.0.0.1:9900' })).toEqual({ kind: 'sent' });
    expect(scope.isDone()).toBe(true);
    expect(isResponseUrl('http://127.0.0.1:9900/admin/delete?all=1', ['http://127.0.0.1:9900'])).toBe(false);
    expect(isResponseUrl(`http://127.0.0.1:9900/wx${PATH}`, ['http://127.0.0.1:9900'])).toBe(false);
    expect(isResponseUrl(`http://127.0.0.1:9900/wx${PATH}`, ['http://127.0.0.1:9900/wx/'])).toBe(true);
  });

  it('mentions one person, never everybody', () => {
    expect(['GaoXia', 'allan', 'all', 'ALL', '@all', 'a b'].map(isMentionable)).toEqual([true, true, false, false, false, false]);
  });

  it('knows a person by the ASCII letters of the user id, whatever their case', () => {
    expect(accountOf('GaoXia')).toBe('wecom:gaoxia');
    expect(accountOf('\u212Aim')).not.toBe(accountOf('Kim'));
  });

  it.each([
    ['a used code', 200, { errcode: 40058, errmsg: 'secret words' }, 'response_url_errcode_40058'],
    ['no errcode', 200, {}, 'response_url_http_200'],
    ['a string for a number', 200, { errcode: '0' }, 'response_url_http_200'],
    ['a server error', 502, 'Bad gateway', 'response_url_http_502'],
    ['more than 64 KiB', 200, `{"errcode":0,"x":"${'x'.repeat(70_000)}"}`, 'response_url_http_200'],
  ])('counts %s as used up', async (_what, status, body, reason) => {
    nock(ORIGIN).post(PATH).reply(status, body);
    expect(await deliver()).toEqual({ kind: 'refused', reason });
  });

  it('never follows a redirect', async () => {
    nock(ORIGIN).post(PATH).reply(302, '', { Location: 'http://127.0.0.1:6379/' });
    const target = nock('http://127.0.0.1:6379').get('/').reply(200, { errcode: 0 }).post('/').reply(200, { errcode: 0 });
    expect(await deliver()).toEqual({ kind: 'refused', reason: 'response_url_redirect' });
    expect(target.pendingMocks()).toHaveLength(2);
  });

  it('gives the handle up when no answer came', async () => {
    nock(ORIGIN).post(PATH).replyWithError('connection reset');
    expect(await deliver()).toEqual({ kind: 'no_way', reason: 'response_url_network' });
    nock(ORIGIN)
      .post(PATH)
      .reply(() => new Promise(() => {}));
    expect(await deliver([handle], { timeoutMs: 20 })).toEqual({ kind: 'no_way', reason: 'response_url_timeout' });
  });
});
