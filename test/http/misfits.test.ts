// A wrong setting of a callback, as the operator hears of it; and rubbish from strangers, of which he hears little.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examine } from '../../src/cli/doctor.ts';
import {
  aibotRequest,
  challengeRequest,
  type PlatformRequest,
  robotRequest,
  send,
  wecomAppRequest,
} from '../../src/cli/platform-requests.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import type { Fault, FaultCode } from '../../src/core/fault.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const NOW = Date.parse('2026-11-22T12:00:00+08:00');
const KEY = 'k7Jm2QxVb9TrYc4LwNz8HdPs6FgAe3UiXo5CvBt1RqE';
const OTHER_KEY = 'Z3pWq8Lk5TnXv1RbJc7MdGy2FhSu9AeKo4CiVt6BrQ0';
const bot = { token: 'TestBotToken', aesKey: KEY, receiveId: '' };
const app = { token: 'TestAppToken', aesKey: KEY, receiveId: 'wwtest0000000001' };
const secret = 'test-client-secret';
const env = {
  PUBLIC_URL: 'https://bot.example.com',
  WECOM_AIBOT_TOKEN: bot.token,
  WECOM_AIBOT_AES_KEY: KEY,
  WECOM_CORP_ID: app.receiveId,
  WECOM_APP_AGENT_ID: '1000007',
  WECOM_APP_SECRET: 'unused-secret',
  WECOM_APP_TOKEN: app.token,
  WECOM_APP_AES_KEY: KEY,
  DINGTALK_CLIENT_ID: 'dingtest',
  DINGTALK_CLIENT_SECRET: secret,
  DINGTALK_MODE: 'http',
  DINGTALK_CARD_SECRET: 'card-secret',
  // Nobody there: what the platforms would say is not the matter here.
  WECOM_API_BASE: 'http://127.0.0.1:1',
  DINGTALK_API_BASE: 'http://127.0.0.1:1',
};

const clock = { at: NOW, now: () => clock.at };
let server: TestServer;
let told: Fault[];
beforeEach(async () => {
  clock.at = NOW;
  told = [];
  server = await startTestServer({ clock, env, onFault: (fault) => void told.push(fault) });
});
afterEach(() => server.close());

let count = 0;
const said = () => ({
  msgid: `m${++count}`,
  aibotid: 'aibTest',
  chattype: 'single',
  from: { userid: 'Zhou' },
  msgtype: 'text',
  text: { content: '机密词' },
});
const xml = () =>
  `<xml><ToUserName><![CDATA[${app.receiveId}]]></ToUserName><FromUserName><![CDATA[Zhou]]></FromUserName><CreateTime>${NOW / 1_000}</CreateTime>` +
  `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[机密词]]></Content><MsgId>${++count}</MsgId><AgentID>1000007</AgentID></xml>`;
const pressed = (cardSecret: string): PlatformRequest => {
  const timestamp = String(clock.at);
  const sign = createHmac('sha256', cardSecret).update(timestamp).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'x-ddpaas-signature-timestamp': timestamp,
    'x-ddpaas-signature': sign,
  };
  return { method: 'POST', path: '/dingtalk/card', headers, body: '{}' };
};

/** How each door is knocked at with a wrong setting, and with the right one. */
const doors: [FaultCode, RegExp, () => PlatformRequest, () => PlatformRequest][] = [
  [
    'wecom_bot_token_wrong',
    /WECOM_AIBOT_TOKEN.*智能机器人.*使用 URL 回调/,
    () => aibotRequest({ ...bot, token: 'Another' }, said(), clock.at),
    () => aibotRequest(bot, said(), clock.at),
  ],
  [
    'wecom_app_token_wrong',
    /WECOM_APP_TOKEN.*接收消息/,
    () => wecomAppRequest({ ...app, token: 'Another' }, xml(), clock.at),
    () => wecomAppRequest(app, xml(), clock.at),
  ],
  [
    'dingtalk_callback_secret_wrong',
    /DINGTALK_CLIENT_SECRET.*凭证与基础信息/,
    () => robotRequest('another-secret', { text: '机密词' }, clock.at),
    () => robotRequest(secret, {}, clock.at),
  ],
  ['dingtalk_card_secret_wrong', /DINGTALK_CARD_SECRET.*apiSecret/, () => pressed('another'), () => pressed('card-secret')],
];

const codes = () => told.map(({ code }) => code);
async function knock(make: () => PlatformRequest, times = 1): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < times; index += 1) statuses.push((await send(server.url, make())).status);
  return statuses;
}
const doctor = async () =>
  (await examine({ PORT: '0', DATA_DIR: server.dataDir, ...env }, clock.at)).filter(({ say }) => /签名/.test(say));

describe.each(doors)('%s', (code, cure, wrong, right) => {
  it('is said once, after several in a row, with its cure, and is over with the next that fits', async () => {
    expect(await knock(wrong, 2)).toEqual([401, 401]);
    expect(told).toEqual([]);
    await knock(wrong, 30);
    expect(told).toEqual([{ code, subject: null }]);
    expect(await doctor()).toMatchObject([{ mark: 'warn', cure: expect.stringMatching(cure) }]);
    expect(JSON.stringify(await doctor())).not.toMatch(/机密词|Another|another/);
    await knock(right);
    expect(await doctor()).toEqual([]);
  });

  it('is not said of rubbish beside what fits, nor of a few over a long time', async () => {
    await knock(right);
    await knock(wrong, 30);
    clock.at += HOUR_MS;
    for (let index = 0; index < 6; index += 1) {
      await knock(wrong);
      clock.at += 6 * MINUTE_MS;
    }
    expect(told).toEqual([]);
  });

  it('is not said of what has not even the shape, or the time, of a callback', async () => {
    const made = wrong();
    const old = clock.at;
    clock.at -= 3 * HOUR_MS;
    const stale = wrong();
    clock.at = old;
    const bare = { ...made, path: made.path.replace(/\?.*/, ''), headers: { 'content-type': 'application/json' } };
    await knock(() => bare, 5);
    await knock(() => stale, 5);
    expect(told).toEqual([]);
  });
});

describe('a wrong key behind the right signature', () => {
  it('is said at once: nobody but the platform can have signed it', async () => {
    const check = challengeRequest({ ...bot, aesKey: OTHER_KEY }, '/wecom/aibot', 'word', clock.at);
    expect(await knock(() => check)).toEqual([400]);
    await knock(() => wecomAppRequest({ ...app, receiveId: 'wwother' }, xml(), clock.at));
    expect(codes()).toEqual(['wecom_bot_aes_key_wrong', 'wecom_app_aes_key_wrong']);
    const cures = (await doctor()).map(({ cure }) => cure).sort();
    expect(cures).toEqual([
      expect.stringMatching(/WECOM_AIBOT_AES_KEY.*使用 URL 回调/),
      expect.stringMatching(/WECOM_APP_AES_KEY 和 WECOM_CORP_ID.*接收消息/),
    ]);
    clock.at += SECOND_MS;
    await knock(() => challengeRequest(bot, '/wecom/aibot', 'word', clock.at));
    await knock(() => wecomAppRequest(app, xml(), clock.at));
    expect(await doctor()).toEqual([]);
  });
});
