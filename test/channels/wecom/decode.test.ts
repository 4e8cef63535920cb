import { encrypt, getSignature } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import { prepareCredentials } from '../../../src/channels/wecom/credentials.ts';
import { decodeCallback, decodeChallenge } from '../../../src/channels/wecom/decode.ts';
import { decrypt } from '../../../src/channels/wecom/decrypt.ts';
import { parseAibot } from '../../../src/channels/wecom/parse-aibot.ts';
import { parseApp } from '../../../src/channels/wecom/parse-app.ts';
import { queryOf, readFixture } from '../vectors.ts';
import { credentialsOf, type HostileVector, vectors } from './vectors.ts';

const token = 'MapleBridgeToken';
const encodingAesKey = 'MapleBridgeMapleBridgeMapleBridgeMapleBridg';
const bot = prepareCredentials({ token, encodingAesKey, receiveId: '' });
const app = prepareCredentials({ token, encodingAesKey, receiveId: 'wwMapleBridge01' });
const SECONDS = 1_780_000_000;
const now = SECONDS * 1_000;

function signed(ciphertext: string, timestamp = String(SECONDS), nonce = '4711') {
  return { msg_signature: getSignature(token, timestamp, nonce, ciphertext), timestamp, nonce };
}
function callback(plaintext: string, timestamp?: string) {
  const ciphertext = encrypt(encodingAesKey, plaintext, '');
  return { query: signed(ciphertext, timestamp), body: Buffer.from(JSON.stringify({ encrypt: ciphertext })) };
}
const xmlBody = (ciphertext: string, rest = '') => Buffer.from(`<xml><Encrypt><![CDATA[${ciphertext}]]></Encrypt>${rest}</xml>`);

describe('a callback', () => {
  it('opens with the official published example', () => {
    const example = JSON.parse(readFixture('wecom/official-example.json'));
    const credentials = prepareCredentials(example);
    const query = queryOf(example.callback.query);
    const opened = decodeCallback({
      query,
      body: Buffer.from(example.callback.body),
      now: Number(query.timestamp) * 1_000,
      credentials,
      format: 'xml',
    });
    expect(opened).toMatchObject({ kind: 'ok', plaintext: example.callback.plaintext, nonce: '1372623149' });

    const check = queryOf(example.challenge.query);
    expect(decodeChallenge({ query: check, now: Number(check.timestamp) * 1_000, credentials })).toMatchObject({
      kind: 'ok',
      plaintext: example.challenge.plaintext,
    });
  });

  it('is fresh ten minutes to either side and no longer', () => {
    for (const [offset, kind] of [
      [-600, 'ok'],
      [600, 'ok'],
      [-601, 'refused'],
      [601, 'refused'],
    ] as const) {
      const request = callback('{}', String(SECONDS + offset));
      expect(decodeCallback({ ...request, now, credentials: bot, format: 'json' }).kind, String(offset)).toBe(kind);
    }
    const late = callback('{}', String(SECONDS - 30));
    expect(decodeCallback({ ...late, now, credentials: bot, format: 'json', maxSkewMs: 29_999 })).toEqual({
      kind: 'refused',
      status: 401,
      error: 'E_STALE',
    });
  });

  it('cannot move in time by borrowing digits of its nonce', () => {
    const request = callback('{}');
    const joined = [request.query.timestamp, request.query.nonce].sort().join('');
    for (let at = 1; at < joined.length; at += 1) {
      for (const [timestamp, nonce] of [
        [joined.slice(0, at), joined.slice(at)],
        [joined.slice(at), joined.slice(0, at)],
      ] as const) {
        const query = { ...request.query, timestamp, nonce };
        for (const later of [1_200_000, 3 * 3_600_000]) {
          const { kind } = decodeCallback({ ...request, query, now: now + later, credentials: bot, format: 'json' });
          expect(kind, `${timestamp} ${nonce}`).toBe('refused');
        }
      }
    }
  });

  it('is refused for a timestamp that is not ten digits, and for missing or repeated parameters', () => {
    const { query, body } = callback('{}');
    for (const broken of [
      { timestamp: '178000000' },
      { timestamp: '17800000001' },
      { timestamp: '1780000000 ' },
      { timestamp: undefined },
      { nonce: ['a', 'b'] },
      { nonce: '' },
      { msg_signature: query.msg_signature.toUpperCase() },
      { msg_signature: [query.msg_signature, query.msg_signature] },
    ]) {
      const refused = decodeCallback({ query: { ...query, ...broken }, body, now, credentials: bot, format: 'json' });
      expect(refused, JSON.stringify(broken)).toEqual({ kind: 'refused', status: 400, error: 'E_QUERY' });
    }
  });

  it('has exactly one ciphertext, in a plain document', () => {
    const ciphertext = encrypt(encodingAesKey, '<xml/>', app.receiveId);
    const open = (body: Buffer) => decodeCallback({ query: signed(ciphertext), body, now, credentials: app, format: 'xml' });
    expect(open(xmlBody(ciphertext, '<AgentID>1</AgentID>')).kind).toBe('ok');
    expect(open(Buffer.from(`<?xml version="1.0"?>\n${xmlBody(ciphertext)}\n`)).kind).toBe('ok');
    for (const [body, error] of [
      [xmlBody(ciphertext, `<Encrypt>${ciphertext}</Encrypt>`), 'E_ENVELOPE'],
      [Buffer.from(`${xmlBody(ciphertext)}<xml></xml>`), 'E_ENVELOPE'],
      [Buffer.from(`<xml><Encrypt>${ciphertext}</xml>`), 'E_ENVELOPE'],
      [xmlBody(ciphertext, '<a>'.repeat(100) + '</a>'.repeat(100)), 'E_ENVELOPE'],
      [xmlBody(ciphertext, '<__proto__><Encrypt>x</Encrypt></__proto__>'), 'E_ENVELOPE'],
      [xmlBody(ciphertext, '<a b="1"/>'), 'E_ENVELOPE'],
      [Buffer.from('plain'), 'E_ENVELOPE'],
      [Buffer.from([0x3c, 0xff, 0xfe]), 'E_ENVELOPE'],
      [xmlBody(ciphertext, '<!-- a -->'), 'E_XML_DTD'],
      [Buffer.from(`<!DOCTYPE xml>${xmlBody(ciphertext)}`), 'E_XML_DTD'],
      [xmlBody(ciphertext, '<![CDATA[cut'), 'E_XML_DTD'],
    ] as const) {
      expect(open(body), body.toString().slice(0, 60)).toEqual({ kind: 'refused', status: 400, error });
    }
  });

  it('is refused quickly when it is large and hostile', () => {
    const query = signed('x');
    const bodies = [
      '<a>'.repeat(340_000),
      '<![CDATA['.repeat(110_000),
      `<xml>${'<![CDATA[]]>'.repeat(80_000)}</xml>`,
      `<xml ${'a=b '.repeat(255_000)}>`,
      `<xml${' a="b"'.repeat(170_000)}></xml>`,
      `<xml${' '.repeat(1_000_000)}></xml>`,
      `<xml>${'>'.repeat(1_000_000)}</xml>`,
    ];
    for (const body of bodies) {
      const startedAt = performance.now();
      expect(decodeCallback({ query, body: Buffer.from(body), now, credentials: app, format: 'xml' }).kind).toBe('refused');
      expect(performance.now() - startedAt, body.slice(0, 20)).toBeLessThan(2_000);
    }
  });
});

describe('credentials', () => {
  it('are refused with the wrong length named and nothing else', () => {
    const wrong = `${encodingAesKey}=`;
    expect(() => prepareCredentials({ token, encodingAesKey: wrong, receiveId: '' })).toThrow(/43 letters and digits; it has 44/);
    expect(() => prepareCredentials({ token: 'a b', encodingAesKey, receiveId: '' })).toThrow(/token must be 1 to 32/);
  });
});

describe('the vectors beside the project, when they are there', () => {
  it.skipIf(!vectors)('open as published and generated', () => {
    const all = [...vectors!.published, ...vectors!.generated];
    expect(all.length).toBe(20);
    for (const vector of all) {
      const credentials = credentialsOf(vector);
      const at = Number(vector.timestamp) * 1_000;
      const query = { msg_signature: vector.msg_signature, timestamp: vector.timestamp, nonce: vector.nonce };
      const ok = { kind: 'ok', plaintext: vector.plaintext };
      expect(decrypt(credentials, vector.encrypt), vector.id).toEqual(ok);
      if (vector.kind === 'aes_only') continue;
      if (vector.kind === 'echostr') {
        const check = vector.raw_query ? queryOf(vector.raw_query) : { ...query, echostr: vector.encrypt };
        expect(decodeChallenge({ query: check, now: at, credentials }), vector.id).toMatchObject(ok);
        continue;
      }
      const format = vector.mode === 'aibot' ? 'json' : 'xml';
      const made = format === 'json' ? Buffer.from(JSON.stringify({ encrypt: vector.encrypt })) : xmlBody(vector.encrypt);
      const body = vector.raw_body ? Buffer.from(vector.raw_body) : made;
      expect(decodeCallback({ query, body, now: at, credentials, format }), vector.id).toMatchObject(ok);
    }
  });

  it.skipIf(!vectors)('are refused with the expected status and name when hostile', () => {
    expect(vectors!.hostile.length).toBe(30);
    for (const vector of vectors!.hostile) {
      const { status, error, plaintext } = vector.expect;
      const outcome = receive(vector);
      if (status === 200) expect(outcome, vector.id).toMatchObject({ kind: 'ok', plaintext });
      else expect(outcome, vector.id).toEqual({ kind: 'refused', status, error });
    }
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });
});

/** Both steps as the webhook takes them: what opens must also be readable. */
function receive(vector: HostileVector) {
  const credentials = credentialsOf(vector.config);
  const request = { query: queryOf(vector.query), now: vector.now * 1_000, credentials };
  if (vector.method === 'GET') return decodeChallenge(request);
  const generator = vector.body_generator;
  const body = generator ? generator.prefix + generator.repeat.repeat(generator.count) + generator.suffix : (vector.body ?? '');
  const opened = decodeCallback({ ...request, body: Buffer.from(body), format: vector.mode === 'aibot' ? 'json' : 'xml' });
  if (opened.kind === 'refused') return opened;
  const options = { now: request.now, botNames: [] };
  const parsed =
    vector.mode === 'aibot'
      ? parseAibot(opened.plaintext, { ...options, botId: null })
      : parseApp(opened.plaintext, { ...options, agentId: '1000007', key: credentials.key });
  return parsed.kind === 'malformed' ? { kind: 'refused', status: 400, error: parsed.error } : opened;
}
