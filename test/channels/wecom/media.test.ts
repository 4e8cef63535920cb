import { createCipheriv, createSecretKey } from 'node:crypto';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { type CipherKey, prepareFileKey, prepareKey } from '../../../src/channels/wecom/credentials.ts';
import { decryptFile } from '../../../src/channels/wecom/decrypt.ts';
import type { WecomParts } from '../../../src/channels/wecom/index.ts';
import type { BotError } from '../../../src/core/errors.ts';
import type { Media } from '../../../src/core/message.ts';
import { loadVectors } from '../vectors.ts';
import { app, makeChannel, SECRET, withoutNetwork } from './parts.ts';

const encodingAesKey = 'MapleBridgeMapleBridgeMapleBridgeMapleBridg';
const COS = 'https://ww-aibot-img-1258344701.cos.ap-guangzhou.myqcloud.com';
const API = 'https://qyapi.weixin.qq.com';
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 1, 2, 3]);
const link: Media = { kind: 'photo', via: 'wecom_url', reference: `${COS}/maple?sign=s1`, name: null };
const file: Media = { kind: 'photo', via: 'wecom_media', reference: 'media&id=1', name: null };

const bot = { encodingAesKey, hasLongConnection: false };
const resolve = async () => ['93.184.216.34'];
const channel = (more: Partial<WecomParts> = {}) => makeChannel({ aibot: bot, app, resolve, ...more }).channel;

function encrypted(plain: Buffer, { key, iv }: CipherKey = prepareKey(encodingAesKey)): Buffer {
  const padding = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]);
}

withoutNetwork();

describe("a smart bot's link", () => {
  it('is fetched and decrypted', async () => {
    nock(COS).get('/maple?sign=s1').reply(200, encrypted(jpeg));
    expect(await channel().fetchMedia(link)).toEqual({ kind: 'fetched', bytes: jpeg });
  });

  it.each([
    ['bad padding', 200, Buffer.concat([encrypted(jpeg).subarray(0, 31), Buffer.from([1])]), 'unreadable'],
    ['a cut file', 200, encrypted(Buffer.alloc(100)).subarray(0, 90), 'unreadable'],
    ['nothing', 200, Buffer.alloc(0), 'unreadable'],
    ['a file that was never encrypted', 200, jpeg, 'unreadable'],
    ['a link past its five minutes', 403, '<Error><Code>AccessDenied</Code></Error>', 'gone'],
  ])('with %s is refused', async (_what, status, body, reason) => {
    nock(COS).get('/maple?sign=s1').reply(status, body);
    expect(await channel().fetchMedia(link)).toEqual({ kind: 'refused', reason });
  });

  it('that leads elsewhere is refused', async () => {
    for (const reference of ['https://evil.example/x', 'http://a.myqcloud.com/x', '', '\ud800']) {
      expect(await channel().fetchMedia({ ...link, reference })).toEqual({ kind: 'refused', reason: 'forbidden' });
    }
    const inside = channel({ resolve: async () => ['10.0.0.1'] });
    expect(await inside.fetchMedia(link)).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  it('that came with a key of its own is decrypted with that', async () => {
    const aesKey = Buffer.alloc(32, 7).toString('base64');
    const own = { key: createSecretKey(Buffer.alloc(32, 7)), iv: Buffer.alloc(16, 7) };
    const made = channel({ aibot: { encodingAesKey: null, hasLongConnection: true } });
    for (const each of [aesKey, aesKey.replace('=', '')]) {
      nock(COS).get('/maple?sign=s1').reply(200, encrypted(jpeg, own));
      expect(await made.fetchMedia({ ...link, aesKey: each })).toEqual({ kind: 'fetched', bytes: jpeg });
    }
    for (const wrong of ['', `${aesKey}=`, aesKey.slice(4), aesKey.replace(/^./, '-'), `${aesKey}\n`]) {
      expect(await channel().fetchMedia({ ...link, aesKey: wrong })).toEqual({ kind: 'refused', reason: 'unreadable' });
    }
  });

  it('needs the key of the bot, one the platform can have issued', async () => {
    const refused = { kind: 'refused', reason: 'forbidden' };
    expect(await channel({ aibot: { ...bot, encodingAesKey: null } }).fetchMedia(link)).toEqual(refused);
    expect(await channel({ aibot: null }).fetchMedia(link)).toEqual(refused);
    expect(await channel().fetchMedia({ ...link, via: 'inline' })).toEqual(refused);
    const short = { ...bot, encodingAesKey: 'short' };
    expect(() => channel({ aibot: short })).toThrow(expect.objectContaining({ code: 'config' } as BotError));
  });
});

describe("an application's file", () => {
  const token = (value: string) =>
    nock(API)
      .get('/cgi-bin/gettoken')
      .query({ corpid: 'wwMapleBridge01', corpsecret: SECRET })
      .reply(200, { errcode: 0, errmsg: 'ok', access_token: value, expires_in: 7_200 });
  const get = (value: string) => nock(API).get('/cgi-bin/media/get').query({ access_token: value, media_id: 'media&id=1' });

  it('is fetched by its id, with one token for all', async () => {
    token('t1');
    get('t1').times(3).reply(200, jpeg, { 'content-type': 'image/jpeg' });
    const { fetchMedia } = channel();
    expect(await Promise.all([file, file, file].map(fetchMedia))).toEqual(Array(3).fill({ kind: 'fetched', bytes: jpeg }));
    expect(nock.isDone()).toBe(true);
  });

  it.each([40_014, 42_001])('is fetched with a new token after errcode %i', async (errcode) => {
    token('t1');
    get('t1').times(4).reply(200, { errcode, errmsg: 'x' });
    token('t2');
    get('t2').times(4).reply(200, jpeg);
    const { fetchMedia } = channel();
    expect(await Promise.all(Array(4).fill(file).map(fetchMedia))).toEqual(Array(4).fill({ kind: 'fetched', bytes: jpeg }));
    expect(nock.isDone()).toBe(true);
  });

  it.each([
    [200, { errcode: 40_007, errmsg: 'invalid media_id' }, { kind: 'refused', reason: 'gone' }],
    [200, { errcode: 830_002, errmsg: 'x' }, { kind: 'refused', reason: 'too_large' }],
    [200, { errcode: -1, errmsg: 'busy' }, { kind: 'retry', reason: 'media_errcode_-1' }],
    [200, { errcode: 60_020, errmsg: 'not allow, from ip: 1.2.3.4' }, { kind: 'retry', reason: 'media_errcode_60020' }],
    [200, '{ no error, a picture of a brace', { kind: 'fetched', bytes: Buffer.from('{ no error, a picture of a brace') }],
    [502, 'Bad gateway', { kind: 'retry', reason: 'download_http_502' }],
    [404, '', { kind: 'refused', reason: 'gone' }],
    [302, '', { kind: 'refused', reason: 'forbidden' }],
  ])('answered with %i %j becomes %j', async (status, body, expected) => {
    token('t1');
    get('t1').reply(status, body, { location: 'http://127.0.0.1:6379/' });
    expect(await channel().fetchMedia(file)).toEqual(expected);
  });

  it.each([
    [200, { errcode: 40_001, errmsg: 'invalid credential, hint: maple-secret' }, 'gettoken_errcode_40001'],
    [200, { errcode: 0 }, 'gettoken_errcode_0'],
    [200, [], 'gettoken_http_200'],
    [200, 'null', 'gettoken_http_200'],
    [502, '<html></html>', 'gettoken_http_502'],
  ])('waits when the token is answered with %i %j, and asks no more for a while', async (status, body, reason) => {
    const asked = nock(API).get('/cgi-bin/gettoken').query(true).reply(status, body);
    const { fetchMedia } = channel();
    expect(await fetchMedia(file)).toEqual({ kind: 'retry', reason });
    expect(await fetchMedia(file)).toEqual({ kind: 'retry', reason });
    expect(asked.isDone()).toBe(true);
  });

  it('tells nothing of the secret when nobody answers', async () => {
    nock(API).get('/cgi-bin/gettoken').query(true).replyWithError('connect failed: corpsecret=maple-secret');
    expect(await channel().fetchMedia(file)).toEqual({ kind: 'retry', reason: 'gettoken_network' });
    token('t1');
    get('t1').replyWithError('socket hang up');
    expect(await channel().fetchMedia(file)).toEqual({ kind: 'retry', reason: 'download_network' });
  });

  it('is not fetched without an application', async () => {
    expect(await channel({ app: null }).fetchMedia(file)).toEqual({ kind: 'refused', reason: 'forbidden' });
  });

  it('comes from the configured base, in a folder of it too', async () => {
    const base = nock('http://127.0.0.1:9900');
    base.get('/wx/cgi-bin/gettoken').query(true).reply(200, { errcode: 0, access_token: 't1', expires_in: 7_200 });
    base.get('/wx/cgi-bin/media/get').query(true).reply(200, jpeg);
    const { fetchMedia } = channel({ apiBase: 'http://127.0.0.1:9900/wx' });
    expect(await fetchMedia(file)).toEqual({ kind: 'fetched', bytes: jpeg });
    base.get('/maple').reply(200, encrypted(jpeg));
    expect(await fetchMedia({ ...link, reference: 'http://127.0.0.1:9900/maple' })).toEqual({ kind: 'fetched', bytes: jpeg });
  });
});

interface MediaVector {
  id: string;
  key: string;
  ciphertext_base64: string;
  plaintext_hex: string | null;
  expect_error?: string;
}

describe('the vectors beside the project, when they are there', () => {
  const vectors = loadVectors<{ media: MediaVector[] }>('wecom-vectors.json')?.media;

  it.skipIf(!vectors)('are decrypted, or refused for the reason they name', () => {
    for (const { id, key, ciphertext_base64, plaintext_hex, expect_error } of vectors ?? []) {
      const result = decryptFile(prepareFileKey(key)!, Buffer.from(ciphertext_base64, 'base64'));
      const expected = expect_error ?? 'E_BLOCK';
      if (plaintext_hex === null) expect(result, id).toEqual({ kind: 'refused', error: expected });
      else expect(result.kind === 'ok' && result.bytes.toString('hex'), id).toBe(plaintext_hex);
    }
  });
});
