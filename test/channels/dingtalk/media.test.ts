import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DingtalkParts } from '../../../src/channels/dingtalk/index.ts';
import type { Media } from '../../../src/core/message.ts';
import { API, createBench } from './parts.ts';

const OSS = 'https://maple-bucket.oss-cn-zhangjiakou.aliyuncs.com';
const PATH = '/file?Expires=1&Signature=s';
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3]);
const photo: Media = { kind: 'photo', via: 'dingtalk_code', reference: 'mapleCode/+Ab==', name: null };

const resolve = async () => ['93.184.216.34'];
const bench = (more: Partial<DingtalkParts> = {}) => createBench({ resolve, ...more });
const channel = (more: Partial<DingtalkParts> = {}) => bench(more).channel;

const token = (value: string) =>
  nock(API)
    .post('/v1.0/oauth2/accessToken', { appKey: 'dingmaple01', appSecret: 'maple secret' })
    .reply(200, { accessToken: value, expireIn: 7_200 });
const ask = (value: string) =>
  nock(API, { reqheaders: { 'x-acs-dingtalk-access-token': value } }).post('/v1.0/robot/messageFiles/download', {
    downloadCode: 'mapleCode/+Ab==',
    robotCode: 'dingmapleRobot',
  });

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe("a robot's file", () => {
  it.each([
    ['as https', OSS + PATH],
    ['as http, which is not used', (OSS + PATH).replace('https:', 'http:')],
    ['as http with its port, which is not used', `${OSS.replace('https:', 'http:')}:80${PATH}`],
  ])('is fetched by its code from the link, given %s', async (_how, downloadUrl) => {
    token('t1');
    ask('t1').reply(200, { downloadUrl });
    nock(OSS).get(PATH).reply(200, jpeg);
    expect(await channel().fetchMedia(photo)).toEqual({ kind: 'fetched', bytes: jpeg });
    expect(nock.isDone()).toBe(true);
  });

  it.each([
    'https://evil.example/x',
    'http://127.0.0.1:6379/',
    'http://169.254.169.254/latest/meta-data',
    'https://aliyuncs.com.evil.example/x',
    `https://me@${new URL(OSS).host}/x`,
    `http://${new URL(OSS).host}:8080/x`,
    `${OSS.replace('https:', 'ftp:')}/x`,
    'x',
    '',
  ])('is not fetched from %j', async (downloadUrl) => {
    token('t1');
    ask('t1').reply(200, { downloadUrl });
    expect(await channel().fetchMedia(photo)).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  it('is not fetched from inside', async () => {
    token('t1');
    ask('t1').reply(200, { downloadUrl: OSS + PATH });
    const inside = channel({ resolve: async () => ['192.168.1.1'] });
    expect(await inside.fetchMedia(photo)).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  it.each([
    [400, { code: 'InvalidAuthentication', message: 'x' }],
    [200, { errcode: 40014 }],
    [200, { errcode: '42001' }],
    [200, { errcode: 88, sub_code: '40014' }],
  ])('is fetched with a new token after %i %j', async (status, dead) => {
    token('t1');
    ask('t1').times(3).reply(status, dead);
    token('t2');
    ask('t2')
      .times(3)
      .reply(200, { downloadUrl: OSS + PATH });
    nock(OSS).get(PATH).times(3).reply(200, jpeg);
    const { fetchMedia } = channel();
    expect(await Promise.all([photo, photo, photo].map(fetchMedia))).toEqual(Array(3).fill({ kind: 'fetched', bytes: jpeg }));
    expect(nock.isDone()).toBe(true);
  });

  it.each([
    [400, { code: 'invalidParameter.downloadCode', message: 'x' }, { kind: 'refused', reason: 'gone' }],
    [404, {}, { kind: 'refused', reason: 'gone' }],
    [
      403,
      { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' },
      { kind: 'retry', reason: 'download_code_AccessTokenPermissionDenied' },
    ],
    [403, { code: 'Forbidden.AccessDenied.QpsLimitForApi' }, { kind: 'retry', reason: 'download_code_QpsLimitForApi' }],
    [400, { code: 'send.too.fast' }, { kind: 'retry', reason: 'download_code_send_too_fast' }],
    [
      400,
      { code: 'invalidParameter.robotCode.auth' },
      { kind: 'retry', reason: 'download_code_invalidParameter_robotCode_auth' },
    ],
    [429, {}, { kind: 'retry', reason: 'download_code_http_429' }],
    [500, { code: 'system.error' }, { kind: 'retry', reason: 'download_code_system_error' }],
    [200, { status: 1111, punish: 'deny' }, { kind: 'retry', reason: 'download_code_ip_banned' }],
    [200, {}, { kind: 'retry', reason: 'download_code_http_200' }],
    [200, { downloadUrl: 7 }, { kind: 'retry', reason: 'download_code_http_200' }],
    [200, '<html></html>', { kind: 'retry', reason: 'download_code_ip_banned' }],
    [200, '{"downloadUrl":', { kind: 'retry', reason: 'download_code_http_200' }],
  ])('whose code is answered with %i %j becomes %j', async (status, body, expected) => {
    token('t1');
    ask('t1').reply(status, body);
    expect(await channel().fetchMedia(photo)).toEqual(expected);
  });

  it.each([
    [400, { code: 'invalidClientIdOrSecret', message: 'maple secret' }, 'access_token_refused'],
    [200, {}, 'access_token_http_200'],
    [200, '<html></html>', 'access_token_ip_banned'],
  ])('waits when the token is answered with %i %j, and asks no more for a while', async (status, body, reason) => {
    nock(API).post('/v1.0/oauth2/accessToken').reply(status, body);
    const { fetchMedia } = channel();
    expect(await fetchMedia(photo)).toEqual({ kind: 'retry', reason: `download_code_${reason}` });
    expect(await fetchMedia(photo)).toEqual({ kind: 'retry', reason: `download_code_${reason}` });
  });

  it('waits when nobody answers', async () => {
    nock(API).post('/v1.0/oauth2/accessToken').replyWithError('maple secret');
    expect(await channel().fetchMedia(photo)).toEqual({ kind: 'retry', reason: 'download_code_access_token_network' });
    token('t1');
    ask('t1').replyWithError('connection reset');
    expect(await channel().fetchMedia(photo)).toEqual({ kind: 'retry', reason: 'download_code_network' });
  });

  it('may lie under a configured base, without encryption', async () => {
    const apiBase = 'http://127.0.0.1:9901';
    const base = nock(apiBase);
    base.post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 't1', expireIn: 7_200 });
    base.post('/v1.0/robot/messageFiles/download').reply(200, { downloadUrl: `${apiBase}/file` });
    base.get('/file').reply(200, jpeg);
    expect(await channel({ apiBase }).fetchMedia(photo)).toEqual({ kind: 'fetched', bytes: jpeg });
  });

  it("costs one of the month's calls, its token none", async () => {
    const { channel, counted } = bench();
    token('t1');
    ask('t1').reply(400, { code: 'invalidParameter.downloadCode' });
    await channel.fetchMedia(photo);
    expect(counted).toEqual({ dingtalk_calls: 1 });
  });

  it('of another platform is not fetched', async () => {
    expect(await channel().fetchMedia({ ...photo, via: 'wecom_url' })).toEqual({ kind: 'refused', reason: 'forbidden' });
  });
});
