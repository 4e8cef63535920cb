import { encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRobot } from '../../src/channels/dingtalk/parse.ts';
import { verifyRobot } from '../../src/channels/dingtalk/verify.ts';
import { prepareCredentials } from '../../src/channels/wecom/credentials.ts';
import { decodeCallback, decodeChallenge } from '../../src/channels/wecom/decode.ts';
import { parseAibot } from '../../src/channels/wecom/parse-aibot.ts';
import { parseApp } from '../../src/channels/wecom/parse-app.ts';
import { messageSchema } from '../../src/core/message.ts';
import { readFixture } from './vectors.ts';

const token = 'MapleBridgeToken';
const encodingAesKey = 'MapleBridgeMapleBridgeMapleBridgeMapleBridg';
const bot = prepareCredentials({ token, encodingAesKey, receiveId: '' });
const timestamp = '1780000000';
const now = 1_780_000_000_000;
const botNames = ['小蜂'];

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const format = fc.constantFrom('json' as const, 'xml' as const);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((json) => Buffer.from(json)),
  text.map((value) => Buffer.from(JSON.stringify({ encrypt: value }))),
  text.map((value) => Buffer.from(`<xml><Encrypt><![CDATA[${value}]]></Encrypt></xml>`)),
  fc.string().map((value) => Buffer.from(`<xml>${value}</xml>`)),
);
const parameter = fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.constant(undefined));
const query = fc.oneof(
  fc.record({ msg_signature: parameter, timestamp: parameter, nonce: parameter, echostr: parameter }),
  fc.record({
    msg_signature: fc.stringMatching(/^[0-9a-f]{40}$/),
    timestamp: fc.constant(timestamp),
    nonce: fc.string({ minLength: 1 }),
    echostr: fc.base64String({ minLength: 1 }),
  }),
);

/** A JSON fixture with some fields, on any level, replaced by anything. */
function damaged(path: string) {
  const original = readFixture(path);
  const spots: [object: Record<string, unknown>, key: string][] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      spots.push([value as Record<string, unknown>, key]);
      collect((value as Record<string, unknown>)[key]);
    }
  };
  return fc
    .array(fc.tuple(fc.nat(), fc.oneof(fc.jsonValue(), text, fc.constant(undefined))), { minLength: 1, maxLength: 3 })
    .map((damages) => {
      const copy = JSON.parse(original);
      spots.length = 0;
      collect(copy);
      for (const [at, value] of damages) {
        const [object, key] = spots[at % spots.length]!;
        object[key] = value;
      }
      return copy as unknown;
    });
}

describe('anything at all', () => {
  it('is never opened as a WeCom callback or check, and never throws', () => {
    fc.assert(
      fc.property(query, body, format, (anyQuery, anyBody, anyFormat) => {
        const request = { query: anyQuery, now, credentials: bot };
        expect(decodeCallback({ ...request, body: anyBody, format: anyFormat }).kind).toBe('refused');
        expect(decodeChallenge(request).kind).toBe('refused');
      }),
      { numRuns: 3_000 },
    );
  });

  it('is never opened when it is signed but was not made by WeCom', () => {
    const ciphertext = fc.oneof(
      fc.base64String({ minLength: 44, maxLength: 400 }),
      fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    );
    fc.assert(
      fc.property(ciphertext, (value) => {
        const signed = { msg_signature: getSignature(token, timestamp, '1', value), timestamp, nonce: '1' };
        const request = { query: signed, now, credentials: bot, body: Buffer.from(JSON.stringify({ encrypt: value })) };
        expect(decodeCallback({ ...request, format: 'json' })).toMatchObject({ kind: 'refused', status: 400 });
      }),
      { numRuns: 1_000 },
    );
  });

  it('changed in a genuine callback is refused before it is decrypted', () => {
    const genuine = encrypt(encodingAesKey, '{"msgtype":"text"}', '');
    const signed = { msg_signature: getSignature(token, timestamp, '1', genuine), timestamp, nonce: '1' };
    fc.assert(
      fc.property(fc.nat(genuine.length - 1), fc.constantFrom(...'AZaz09+/='), (at, character) => {
        const value = genuine.slice(0, at) + character + genuine.slice(at + 1);
        fc.pre(value !== genuine);
        const request = { query: signed, now, credentials: bot, body: Buffer.from(JSON.stringify({ encrypt: value })) };
        expect(decodeCallback({ ...request, format: 'json' })).toMatchObject({ status: 401, error: 'E_SIGNATURE' });
      }),
      { numRuns: 1_000 },
    );
  });

  it('of a damaged WeCom payload is a message that keeps the contract, or none', () => {
    const plaintext = fc.oneof(
      ...['text', 'mixed', 'text-quote-image', 'event-card', 'stream'].map((name) => damaged(`wecom/aibot-${name}.json`)),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(plaintext, (value) => {
        const parsed = parseAibot(JSON.stringify(value), { now, botNames, botId: null });
        if (parsed.kind === 'message') messageSchema.parse(parsed.message);
      }),
      { numRuns: 2_000 },
    );
    const xml = readFixture('wecom/app-event-location-select.xml');
    fc.assert(
      fc.property(
        fc.nat(xml.length),
        fc.nat(40),
        fc.oneof(text, fc.constantFrom('<', '>', ']]>', '</xml>', '<!', '<a>')),
        (at, cut, put) => {
          const parsed = parseApp(xml.slice(0, at) + put + xml.slice(at + cut), { now, botNames, agentId: null, key: bot.key });
          if (parsed.kind === 'message') messageSchema.parse(parsed.message);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is never verified as DingTalk', () => {
    fc.assert(
      fc.property(parameter, parameter, (first, sign) => {
        const given = typeof first === 'string' ? first : String(now);
        expect(verifyRobot({ timestamp: given, sign: String(sign), now, clientSecret: 'maple-client-secret' })).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of a damaged DingTalk body is a message that keeps the contract, or none', () => {
    const payload = fc.oneof(
      ...['text-mentions', 'text-quote', 'text-quote-picture', 'rich-text', 'audio', 'file'].map((name) =>
        damaged(`dingtalk/${name}.json`),
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(payload, (value) => {
        const parsed = parseRobot(value, { now, robotCode: 'dingmaplerobot', botNames });
        if (parsed.kind === 'message') messageSchema.parse(parsed.message);
      }),
      { numRuns: 2_000 },
    );
  });
});
