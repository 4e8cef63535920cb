// The whole server in DingTalk's HTTP mode: a secretary's command, the code that comes by the robot's own call, the answer.
import nock from 'nock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { robotRequest, send } from '../../src/cli/platform-requests.ts';
import { secondFactorPhrases } from '../../src/core/phrases-second-factor.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const API = 'https://api.dingtalk.com';
const clientSecret = 'test-client-secret';
const NOON = Date.parse('2026-11-23T12:00:00+08:00');
const clock = { at: NOON, now: () => clock.at };

let server: TestServer;
/** What the platform was asked to bring to one person, as words. */
const alone: { to: string[]; text: string }[] = [];
let arrived = Promise.withResolvers<void>();

beforeAll(async () => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
  nock(API).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'a-token', expireIn: 7_200 }).persist();
  nock(API)
    .post('/v1.0/robot/oToMessages/batchSend', (body: { userIds: string[]; msgParam: string }) => {
      alone.push({ to: body.userIds, text: body.msgParam });
      return true;
    })
    .reply(200, () => {
      arrived.resolve();
      return { processQueryKey: 'k' };
    })
    .persist();
  server = await startTestServer({
    clock,
    env: {
      SECRETARIES: 'dingtalk:li',
      DINGTALK_CLIENT_ID: 'dingtest',
      DINGTALK_CLIENT_SECRET: clientSecret,
      DINGTALK_MODE: 'http',
    },
  });
});
afterAll(async () => {
  await server.close();
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

let count = 0;
/** What stands in the HTTP answer; an empty one says nothing. */
async function say(content: string, conversationType: '1' | '2' = '2', signedAt = NOON): Promise<string> {
  const payload = {
    msgId: `m${++count}`,
    msgtype: 'text',
    text: { content: ` ${content}` },
    conversationId: conversationType === '2' ? 'cidGroup' : 'cidAlone',
    conversationType,
    senderStaffId: 'li',
    senderId: '$:LWCP_v1:$li',
    senderNick: '李书记',
    chatbotUserId: '$:LWCP_v1:$bot',
    robotCode: 'dingtest',
    createAt: NOON,
    // Whoever swaps the body names his own session: the code must not go there.
    sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=whoever-wrote-the-body',
    sessionWebhookExpiredTime: NOON + 5_400_000,
  };
  const { status, body } = await send(server.url, robotRequest(clientSecret, payload, signedAt));
  expect(status).toBe(200);
  return (JSON.parse(body) as { text?: { content: string } }).text?.content ?? '';
}

describe('a secretary in HTTP mode', () => {
  test('proves himself by the code that came to him alone', async () => {
    expect(await say('谁没签到')).toContain(secondFactorPhrases.look);
    await arrived.promise;
    expect(alone).toEqual([{ to: ['li'], text: expect.stringContaining('我就去办「看名单」') }]);
    const code = /\d{6}/.exec(alone[0]!.text)![0];
    const answer = await say(`确认${code}`, '1');
    expect(answer).not.toBe('');
    expect(answer).not.toMatch(/确认|私信|认不准/);
  });

  test('has two commands under way, and each code does its own; one said in the group is worth nothing', async () => {
    const codes: string[] = [];
    for (const words of ['谁没签到', '发个通知：今晚停工']) {
      arrived = Promise.withResolvers();
      alone.length = 0;
      await say(words);
      await arrived.promise;
      codes.push(/\d{6}/.exec(alone[0]!.text)![0]);
    }
    const [list = '', notice = ''] = codes;
    expect(await say(list, '1')).not.toMatch(/不对|停工|认不准/);
    arrived = Promise.withResolvers();
    alone.length = 0;
    expect(await say(notice, '2')).toContain(secondFactorPhrases.look);
    await arrived.promise;
    expect(alone[0]!.text).toContain('作废');
    expect(await say(notice, '1')).toContain('不对');
    expect(await say(/\d{6}/.exec(alone[0]!.text)![0], '1')).toMatch(/没有对得上的群/);
  });

  test('whose header was captured gives nothing away: other words under it reach the secretary, not who wrote them', async () => {
    arrived = Promise.withResolvers();
    alone.length = 0;
    const seen = [await say('发个通知：今晚停工', '2'), await say('发个通知：今晚停工', '1')];
    await arrived.promise;
    expect(seen.join()).not.toMatch(/\d{6}|停工/);
    expect(alone.every(({ to }) => to.join() === 'li')).toBe(true);
    for (let guess = 0; guess < 8; guess += 1) {
      const answer = await say(String(guess).repeat(6), '1');
      if (!alone.some(({ text }) => text.includes(String(guess).repeat(6)))) expect(answer).not.toContain('停工');
    }
  });
});
