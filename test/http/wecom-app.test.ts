// The self-built application's callback on the whole bot: what goes into the HTTP answer, and what leaves by itself instead.
import { decrypt } from '@wecom/crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { prepareCredentials } from '../../src/channels/wecom/credentials.ts';
import { send, wecomAppRequest } from '../../src/cli/platform-requests.ts';
import { MINUTE_MS } from '../../src/core/clock.ts';
import { defineHandler, defineIntent } from '../../src/core/handler.ts';
import { noSlots } from '../../src/core/slots.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/server.ts';
import { mountWecomApp } from '../../src/http/wecom.ts';
import { NOON, useBenches } from '../support/bot.ts';
import { silentLog } from '../support/server.ts';

const aesKey = 'k7Jm2QxVb9TrYc4LwNz8HdPs6FgAe3UiXo5CvBt1RqE';
const app = { token: 'TestAppToken', aesKey, receiveId: 'wwtest0000000001' };
const make = useBenches();
let server: Awaited<ReturnType<typeof listen>> | undefined;
afterEach(async () => {
  await server?.drain();
  server = undefined;
});

/** A bot that says `answer` to whatever is small talk. */
async function open(answer: string) {
  const talker = defineHandler({
    name: 'smalltalk',
    title: '',
    help: null,
    text: {},
    intents: {
      smalltalk: defineIntent({ keywords: [], examples: [], slots: noSlots, run: async (ctx) => ctx.reply(answer) }),
    },
  });
  const it = await make({ handlers: [talker] });
  const credentials = prepareCredentials({ token: app.token, encodingAesKey: aesKey, receiveId: app.receiveId });
  const door = { ...it.services, faults: { report() {}, clear() {} }, receiver: it.bot.receiver };
  const mount = mountWecomApp(door, { credentials, agentId: '1000007', maxSkewMs: MINUTE_MS });
  server = await listen(createApp([mount], silentLog), { host: '127.0.0.1', port: 0 });
  const { url } = server;
  const post = async (inner: string) => {
    const head = `<ToUserName><![CDATA[${app.receiveId}]]></ToUserName><FromUserName><![CDATA[ZhouShifu]]></FromUserName>`;
    const xml = `<xml>${head}<CreateTime>${NOON / 1_000}</CreateTime>${inner}<AgentID>1000007</AgentID></xml>`;
    const { status, body } = await send(url, wecomAppRequest(app, xml, NOON));
    await it.bot.settle();
    return { status, words: body === '' ? '' : decrypt(aesKey, /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body)![1]!).message };
  };
  return { it, post };
}

const spoken = '<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[你好]]></Content><MsgId>1</MsgId>';
const place = (event: string) =>
  `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${event}]]></Event><EventKey><![CDATA[near]]></EventKey>` +
  '<SendLocationInfo><Location_X>31.3</Location_X><Location_Y>120.6</Location_Y><Label><![CDATA[枫桥路]]></Label></SendLocationInfo>';

describe('an answer of the application', () => {
  test('stands in the HTTP answer where it fits into one message', async () => {
    const { it, post } = await open('好'.repeat(682));
    expect((await post(spoken)).words).toContain('好'.repeat(682));
    expect(it.delivered).toEqual([]);
  });

  test('that is too long for one leaves whole by itself, and nothing stands in the HTTP answer', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `${index + 1}. 报名的人，13 点`).join('\n');
    const { it, post } = await open(names);
    expect(await post(spoken)).toEqual({ status: 200, words: '' });
    expect(it.delivered).toEqual([{ text: names, handles: 0 }]);
    expect(await it.store.transaction((tx) => tx.outbox.list(['done'], 10))).toMatchObject([{ reason: null }]);
  });

  test('to a place that was chosen leaves by itself: the platform takes no answer to that event', async () => {
    const { it, post } = await open('好的');
    expect(await post(place('location_select'))).toEqual({ status: 200, words: '' });
    expect(it.delivered).toHaveLength(1);
  });

  test('to somebody who comes in stands in the HTTP answer', async () => {
    const { it, post } = await open('好的');
    expect((await post(place('enter_agent'))).words).toContain('<Content>');
    expect(it.delivered).toEqual([]);
  });
});
