// Both platforms' doors over real HTTP, with payloads as they are documented.

import { decrypt } from '@wecom/crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aibotRequest, challengeRequest, robotRequest, send, wecomAppRequest } from '../../src/cli/platform-requests.ts';
import type { Log } from '../../src/core/services.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const aesKey = 'k7Jm2QxVb9TrYc4LwNz8HdPs6FgAe3UiXo5CvBt1RqE';
const bot = { token: 'TestBotToken', aesKey, receiveId: '' };
const app = { token: 'TestAppToken', aesKey, receiveId: 'wwtest0000000001' };
const clientSecret = 'test-client-secret';
const NOW = Date.parse('2026-11-22T12:00:00+08:00');
const clock = { at: NOW, now: () => clock.at };

const lines: string[] = [];
const keep = (fields: Record<string, unknown>, message: string) => void lines.push(JSON.stringify(fields) + message);
const log: Log = { info: keep, warn: keep, error: keep };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    clock,
    log,
    env: {
      SIMULATOR: 'on',
      SECRETARIES: 'wecom:LiShuji',
      WECOM_CORP_ID: app.receiveId,
      WECOM_AIBOT_TOKEN: bot.token,
      WECOM_AIBOT_AES_KEY: aesKey,
      WECOM_APP_AGENT_ID: '1000007',
      WECOM_APP_SECRET: 'unused-secret',
      WECOM_APP_TOKEN: app.token,
      WECOM_APP_AES_KEY: aesKey,
      DINGTALK_CLIENT_ID: 'dingtest',
      DINGTALK_CLIENT_SECRET: clientSecret,
      DINGTALK_MODE: 'http',
    },
  });
});
afterAll(() => server.close());

let count = 0;
const aibotPayload = (content: string, over = {}) => ({
  msgid: `a${++count}`,
  aibotid: 'aibTest',
  chatid: 'wrGroup',
  chattype: 'group',
  from: { userid: `Rider${count}` },
  msgtype: 'text',
  text: { content: `@小蜂 ${content}` },
  ...over,
});
const robotPayload = (content: string, over = {}) => ({
  msgId: `d${++count}`,
  msgtype: 'text',
  text: { content: ` ${content}` },
  conversationId: 'cidGroup',
  conversationType: '2',
  senderStaffId: `staff${count}`,
  senderId: `$:LWCP_v1:$${count}`,
  senderNick: '李骑手',
  chatbotUserId: '$:LWCP_v1:$bot',
  robotCode: 'dingtest',
  createAt: NOW,
  ...over,
});
const stream = (body: string) => JSON.parse(decrypt(aesKey, JSON.parse(body).encrypt).message).stream;

describe('the smart bot', () => {
  test('answers its URL check with the word alone', async () => {
    expect(await send(server.url, challengeRequest(bot, '/wecom/aibot', '8819023345', NOW))).toEqual({
      status: 200,
      body: '8819023345',
    });
  });

  test('answers a check-in with an encrypted stream that is complete', async () => {
    const request = aibotRequest(bot, aibotPayload('签到'), NOW);
    const { status, body } = await send(server.url, request);
    expect(status).toBe(200);
    expect(stream(body)).toMatchObject({ finish: true, content: '签到记下了，12:00。' });
    expect(JSON.parse(body).nonce).toBe(new URLSearchParams(request.path.split('?')[1]).get('nonce'));
  });

  test('four copies at once are one check-in with four equal answers', async () => {
    const payload = aibotPayload('签到');
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(server.url, aibotRequest(bot, payload, NOW))));
    expect(new Set(answers.map(({ body }) => JSON.stringify(stream(body)))).size).toBe(1);
    const again = await send(server.url, aibotRequest(bot, aibotPayload('签到', { from: payload.from }), NOW));
    expect(stream(again.body).content).toContain('记过了');
  });

  test('greets who opens the chat, with plain text', async () => {
    const { body } = await send(
      server.url,
      aibotRequest(
        bot,
        { msgid: 'enter1', aibotid: 'aibTest', from: { userid: 'New' }, msgtype: 'event', event: { eventtype: 'enter_chat' } },
        NOW,
      ),
    );
    expect(JSON.parse(decrypt(aesKey, JSON.parse(body).encrypt).message)).toMatchObject({ msgtype: 'text' });
  });

  test('finishes a stream that is over, and says nothing to what it does not know', async () => {
    const refresh = await send(
      server.url,
      aibotRequest(bot, { ...aibotPayload(''), msgtype: 'stream', stream: { id: 'gone' } }, NOW),
    );
    expect(stream(refresh.body)).toMatchObject({ id: 'gone', finish: true });
    const unknown = { ...aibotPayload(''), msgtype: 'event', event: { eventtype: 'some_future_event' } };
    expect(await send(server.url, aibotRequest(bot, unknown, NOW))).toEqual({ status: 200, body: '' });
  });
});

describe('the self-built application', () => {
  const xml = (content: string, id: string) =>
    `<xml><ToUserName><![CDATA[${app.receiveId}]]></ToUserName><FromUserName><![CDATA[ZhouShifu]]></FromUserName><CreateTime>${NOW / 1_000}</CreateTime>` +
    `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId><AgentID>1000007</AgentID></xml>`;

  test('answers with encrypted XML to the person', async () => {
    const { status, body } = await send(server.url, wecomAppRequest(app, xml('双报到', '7342918805561203457'), NOW));
    expect(status).toBe(200);
    const sealed = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body)![1]!;
    const { message, id } = decrypt(aesKey, sealed);
    expect(id).toBe(app.receiveId);
    expect(message).toContain('<ToUserName><![CDATA[ZhouShifu]]></ToUserName>');
    expect(message).toContain('双报到记下了，12:00。');
  });

  test('of another number than ours is refused', async () => {
    const foreign = xml('签到', '1').replace('1000007', '1000008');
    expect(await send(server.url, wecomAppRequest(app, foreign, NOW))).toEqual({ status: 400, body: '' });
  });
});

describe('the robot', () => {
  test('answers in the HTTP body and mentions the person', async () => {
    const payload = robotPayload('志愿服务两小时');
    const { status, body } = await send(server.url, robotRequest(clientSecret, payload, NOW));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      msgtype: 'text',
      text: { content: `@${payload.senderStaffId} 志愿服务 2 小时记下了。` },
      at: { atUserIds: [payload.senderStaffId], isAtAll: false },
    });
  });

  test('carries no reserved command: nobody signed its words', async () => {
    const payload = robotPayload('群发通知：今晚停工', { senderStaffId: 'LiShuji', isAdmin: true });
    const { body } = await send(server.url, robotRequest(clientSecret, payload, NOW));
    expect(JSON.parse(body).text.content).toContain('要书记来操作');
  });

  test('without a staff id may ask for help, but not check in', async () => {
    const { senderStaffId: _, ...outside } = robotPayload('签到', { senderCorpId: 'dingother' });
    const { body } = await send(server.url, robotRequest(clientSecret, outside, NOW));
    expect(JSON.parse(body).text.content).toContain('通讯录');
  });

  test.each([
    ['another method', { method: 'GET' }, 405],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415],
    ['a compressed body', { headers: { 'content-encoding': 'gzip' } }, 415],
    ['a body over the limit', { body: 'x'.repeat(300_000) }, 413],
    ['no JSON', { body: 'msgtype=text' }, 400],
    ['an array', { body: '[]' }, 400],
    ['null', { body: 'null' }, 400],
    ['an empty body', { body: '' }, 400],
    ['a body nested without end', { body: '['.repeat(50_000) }, 400],
    ['a wrong signature', { headers: { sign: 'IXHQ+qC53GqXFzGNXKhO/sGSRMVGY6Jp1DBvWFrG8t0=' } }, 401],
    ['a short signature', { headers: { sign: 'AAAA' } }, 401],
    ['an old timestamp', { headers: { timestamp: String(NOW - 3_600_001) } }, 401],
  ])('refuses %s', async (_name, change: { method?: string; headers?: Record<string, string>; body?: string }, status) => {
    const { headers, body, path } = robotRequest(clientSecret, robotPayload('签到'), NOW);
    const response = await fetch(server.url + path, {
      method: change.method ?? 'POST',
      headers: { ...headers, ...change.headers },
      ...(change.method !== 'GET' && { body: change.body ?? body }),
    });
    expect(response.status).toBe(status);
  });

  test('of somebody else is refused', async () => {
    const request = robotRequest(clientSecret, robotPayload('签到', { robotCode: 'dingunknown' }), NOW);
    expect((await send(server.url, request)).status).toBe(403);
  });
});

describe('what operators read', () => {
  test('health and metrics name no secret, path, version or person', async () => {
    await send(server.url, aibotRequest(bot, aibotPayload('签到', { from: { userid: 'CanaryPerson' } }), NOW));
    const texts = await Promise.all(
      ['/health/live', '/health/ready', '/metrics'].map(async (path) => (await fetch(server.url + path)).text()),
    );
    const all = texts.join('\n');
    for (const word of [bot.token, aesKey, clientSecret, server.dataDir, process.version, 'CanaryPerson', '签到'])
      expect(all).not.toContain(word);
    expect(all).toContain('xiaofeng_inbox_items{state="done"}');
  });
});

describe('10,000 broken bodies', () => {
  test('get a documented status, leave no row, and nothing of them is logged', async () => {
    const inboxBefore = await rows();
    lines.length = 0;
    const canary = '绝密词';
    const routes = ['/wecom/aibot', '/wecom/app', '/dingtalk/robot'] as const;
    const broken = fc.record({
      route: fc.constantFrom(...routes),
      body: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.json(),
        fc.string({ maxLength: 200 }).map((text) => `{"encrypt":${JSON.stringify(text)}}`),
        fc.string({ maxLength: 200 }).map((text) => `<xml><Encrypt><![CDATA[${text}]]></Encrypt></xml>`),
      ),
      query: fc.oneof(
        fc.constant(''),
        fc
          .record({ t: fc.integer(), n: fc.string({ maxLength: 12 }), s: fc.string({ maxLength: 44 }) })
          .map(({ t, n, s }) => `?timestamp=${t}&nonce=${encodeURIComponent(n)}&msg_signature=${encodeURIComponent(s)}`),
      ),
    });
    const samples = fc.sample(broken, { numRuns: 10_000, seed: 20261122 });
    const seen = new Map<number, number>();
    for (let at = 0; at < samples.length; at += 50) {
      const batch = samples.slice(at, at + 50).map(async ({ route, body, query }) => {
        const headers = { 'content-type': 'application/json', timestamp: String(NOW), sign: 'x'.repeat(44) };
        const response = await fetch(server.url + route + query, { method: 'POST', headers, body: body + canary });
        await response.arrayBuffer();
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      });
      await Promise.all(batch);
    }
    expect([...seen.keys()].every((status) => [400, 401].includes(status))).toBe(true);
    expect(await rows()).toBe(inboxBefore);
    expect(lines.length).toBeGreaterThan(9_000);
    expect(lines.join('\n')).not.toContain(canary);
  }, 120_000);
});

/** Messages the server has taken in, by its own count. */
async function rows(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return [...text.matchAll(/xiaofeng_callbacks_total\{[^}]*outcome="message"[^}]*\} (\d+)/g)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
}
