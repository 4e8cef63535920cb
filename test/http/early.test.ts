// What is refused from the head of a request alone: nobody unsigned makes the server wait for a body.
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { robotRequest } from '../../src/cli/platform-requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const NOW = Date.parse('2026-11-22T12:00:00+08:00');
const clientSecret = 'test-client-secret';
const aesKey = 'k7Jm2QxVb9TrYc4LwNz8HdPs6FgAe3UiXo5CvBt1RqE';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    clock: { now: () => NOW },
    env: {
      WECOM_CORP_ID: 'wwtest0000000001',
      WECOM_AIBOT_TOKEN: 'TestBotToken',
      WECOM_AIBOT_AES_KEY: aesKey,
      DINGTALK_CLIENT_ID: 'dingtest',
      DINGTALK_CLIENT_SECRET: clientSecret,
      DINGTALK_MODE: 'http',
    },
  });
});
afterAll(() => server.close());

/** Announces a body and never sends it all. */
function begin(path: string, headers: Record<string, string>, lengthBytes = 1_000): Promise<number> {
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', ...headers, 'content-length': String(lengthBytes) };
    const asking = request(server.url + path, { method: 'POST', headers: all, agent: false }, (response) => {
      resolve(response.statusCode ?? 0);
      asking.destroy();
    });
    asking.once('error', reject);
    asking.write('{');
  });
}

const query = (timestamp: number) => `?msg_signature=${'0'.repeat(40)}&timestamp=${timestamp}&nonce=1`;

test('WeCom: a query that is none, or is stale', async () => {
  expect(await begin('/wecom/aibot', {})).toBe(400);
  expect(await begin(`/wecom/aibot${query(NOW / 1_000 - 601)}`, {})).toBe(401);
});

test('DingTalk: a header that is not signed, also before a body that is too large; a signed one gets to hear of its size', async () => {
  const { headers } = robotRequest(clientSecret, {}, NOW);
  expect(await begin('/dingtalk/robot', {})).toBe(401);
  expect(await begin('/dingtalk/robot', {}, 10_000_000)).toBe(401);
  expect(await begin('/dingtalk/robot', headers as Record<string, string>, 10_000_000)).toBe(413);
  expect(await begin('/dingtalk/robot', { ...(headers as Record<string, string>), 'content-encoding': 'gzip' })).toBe(415);
});
