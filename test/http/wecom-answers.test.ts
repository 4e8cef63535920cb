// Answers of the smart bot that are not ready at once, and clicks on cards: by the callback's own HTTP answer.
import { createSecretKey } from 'node:crypto';
import { decrypt } from '@wecom/crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareCredentials } from '../../src/channels/wecom/credentials.ts';
import { aibotRequest, send, wecomAppRequest } from '../../src/cli/platform-requests.ts';
import { branchSchema } from '../../src/core/branch.ts';
import type { Received, Receiver, Receiving } from '../../src/core/channel.ts';
import { MINUTE_MS } from '../../src/core/clock.ts';
import type { Message } from '../../src/core/message.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import { phrases } from '../../src/core/phrases.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/server.ts';
import { mountAibot, mountWecomApp } from '../../src/http/wecom.ts';
import { createStreamIds } from '../../src/http/wecom-stream.ts';
import { silentLog } from '../support/server.ts';

const encodingAesKey = 'k7Jm2QxVb9TrYc4LwNz8HdPs6FgAe3UiXo5CvBt1RqE';
const bot = { token: 'TestBotToken', aesKey: encodingAesKey, receiveId: '' };
const app = { token: 'TestAppToken', aesKey: encodingAesKey, receiveId: 'wwtest0000000001' };
const NOW = Date.parse('2026-11-22T12:00:00+08:00');

const answer = (text: string, over: Partial<Outgoing> = {}): Outgoing => ({
  channel: 'wecom',
  to: { kind: 'group', id: 'wrGroup' },
  text,
  mentions: [],
  buttons: [],
  ...over,
});

/** A receiver that says what the test says. */
function fakeReceiver() {
  const heard: { message: Message; receiving: Receiving }[] = [];
  const asked: string[] = [];
  const settled: boolean[] = [];
  const state: { found: Partial<Received>; said: Map<number, Outgoing>; isAway: boolean } = {
    found: {},
    said: new Map(),
    isAway: false,
  };
  const received = (): Received => ({
    duplicate: false,
    reply: null,
    replyId: null,
    isPending: false,
    settle: (taken) => void settled.push(taken),
    ...state.found,
  });
  const receiver: Receiver = {
    async receive(message, receiving) {
      heard.push({ message, receiving });
      return received();
    },
    async resume(key) {
      asked.push(key);
      return received();
    },
    async said(id) {
      if (state.isAway) throw new Error('away');
      return state.said.get(id) ?? null;
    },
    storedAt: async () => null,
    isOverloaded: () => false,
  };
  return { receiver, heard, asked, settled, state };
}

let fake: ReturnType<typeof fakeReceiver>;
let clock: { at: number; now(): number };
let server: Awaited<ReturnType<typeof listen>>;
beforeEach(async () => {
  fake = fakeReceiver();
  clock = { at: NOW, now: () => clock.at };
  const branch = branchSchema.parse({});
  const door = {
    clock,
    log: silentLog,
    meter: { count() {}, observe() {} },
    branch: { current: () => branch },
    faults: { report() {}, clear() {} },
    receiver: fake.receiver,
  };
  const credentialsOf = ({ token, receiveId }: typeof bot) => prepareCredentials({ token, encodingAesKey, receiveId });
  const apiBase = 'https://qyapi.weixin.qq.com';
  const mounts = [
    mountAibot(door, { credentials: credentialsOf(bot), botId: null, maxSkewMs: MINUTE_MS, apiBase }),
    mountWecomApp(door, { credentials: credentialsOf(app), agentId: '1000007', maxSkewMs: MINUTE_MS }),
  ];
  server = await listen(createApp(mounts, silentLog), { host: '127.0.0.1', port: 0 });
});
afterEach(() => server.drain());

const envelope = (msgid: string) => ({
  msgid,
  aibotid: 'aibTest',
  chatid: 'wrGroup',
  chattype: 'group',
  from: { userid: 'Zhou' },
});
async function post(payload: object) {
  const { status, body } = await send(server.url, aibotRequest(bot, payload, clock.at));
  return { status, body: body === '' ? '' : JSON.parse(decrypt(encodingAesKey, JSON.parse(body).encrypt).message) };
}
const say = (msgid = 'm1') => post({ ...envelope(msgid), msgtype: 'text', text: { content: '@小蜂 加班费怎么算' } });
const refresh = (id: string) => post({ ...envelope('r'), msgtype: 'stream', stream: { id } });

describe('an answer that is not ready', () => {
  /** The stream a place was held by. */
  async function placeHeld(): Promise<string> {
    fake.state.found = { isPending: true };
    const { body } = await say();
    expect(body.stream).toMatchObject({ finish: false, content: phrases.thinking });
    return body.stream.id;
  }

  test('has its place held, in a stream that every copy of the message shares', async () => {
    const id = await placeHeld();
    expect(fake.heard[0]?.receiving).toMatchObject({ canResume: true });
    fake.state.found = { reply: answer('一点五倍。'), replyId: 7, duplicate: true };
    expect((await say()).body.stream).toMatchObject({ id, finish: true, content: '一点五倍。' });
    expect((await say('m2')).body.stream.id).not.toBe(id);
    expect(id.length).toBeLessThanOrEqual(256);
  });

  test('takes its place when the platform asks again, and counts as taken', async () => {
    const id = await placeHeld();
    fake.state.found = { isPending: true, storedAt: NOW };
    expect((await refresh(id)).body.stream).toEqual({ id, finish: false, content: phrases.thinking });
    fake.state.found = { reply: answer('一点五倍。'), replyId: 7, storedAt: NOW };
    expect((await refresh(id)).body.stream).toEqual({ id, finish: true, content: '一点五倍。' });
    expect(fake.asked).toEqual([fake.heard[0]?.message.key, fake.heard[0]?.message.key]);
    expect(fake.settled).toContain(true);
  });

  test('is waited for no longer than the platform asks', async () => {
    const id = await placeHeld();
    fake.state.found = { isPending: true, storedAt: NOW };
    clock.at = NOW + 5.5 * MINUTE_MS;
    expect((await refresh(id)).body.stream.finish).toBe(false);
    clock.at += 1;
    expect((await refresh(id)).body.stream).toEqual({ id, finish: true, content: phrases.answerComesAlone });
  });

  test('that left another way, or is none, is said to stand below', async () => {
    const id = await placeHeld();
    fake.state.found = {};
    expect((await refresh(id)).body.stream).toEqual({ id, finish: true, content: phrases.answerBelow });
  });

  test('and never will be, has no place held: it is answered empty', async () => {
    expect(await say()).toEqual({ status: 200, body: '' });
  });

  test('to something other than words has no place held', async () => {
    fake.state.found = { isPending: true };
    expect((await post({ ...envelope('m9'), msgtype: 'some_future_kind' })).body).toBe('');
  });
});

describe('a stream that is not ours', () => {
  const ids = createStreamIds(createSecretKey(Buffer.from(`${encodingAesKey}=`, 'base64')));
  const foreign = createStreamIds(createSecretKey(Buffer.alloc(32)));
  const ours = ids.idOf('wecom:aibot:aibTest:m1:text')!;

  test.each<[string, string]>([
    ['of an older version', 'reply12'],
    ['with another mark', foreign.idOf('wecom:aibot:aibTest:m1:text')!],
    ['with another name', `${ours.slice(0, -2)}AA`],
    ['cut short', ours.slice(0, 20)],
    ['written otherwise', `${ours}=`],
    ['without letters', '.'],
  ])('%s is over, like any other, and nobody looks for it', async (_name, id) => {
    fake.state.found = { reply: answer('秘密'), replyId: 7 };
    expect(await refresh(id)).toEqual({
      status: 200,
      body: { msgtype: 'stream', stream: { id, finish: true, content: phrases.streamGone } },
    });
    expect(fake.asked).toEqual([]);
  });

  test('has no name longer than the platform takes', () => {
    expect(ids.idOf('k'.repeat(176))).toHaveLength(256);
    expect(ids.idOf('k'.repeat(177))).toBeNull();
    expect(ids.keyIn(ours)).toBe('wecom:aibot:aibTest:m1:text');
  });
});

describe('a click on a card', () => {
  const buttons = [
    { id: 'x:1', label: '参加' },
    { id: 'x:2', label: '不去' },
  ];
  const click = (over: object = {}, chat: object = {}) =>
    post({
      ...envelope('c1'),
      ...chat,
      msgtype: 'event',
      event: { eventtype: 'template_card_event', template_card_event: { event_key: 'x:2', task_id: 'm7', ...over } },
    });
  beforeEach(() => {
    fake.state.said.set(7, answer('周六义诊，来吗？', { buttons }));
  });

  test('of the smart bot shows on the card what was chosen, to who pressed it', async () => {
    const { body } = await click();
    expect(body).toMatchObject({
      response_type: 'update_template_card',
      userids: ['Zhou'],
      template_card: { task_id: 'm7', button_list: [{ text: '不去' }] },
    });
    expect(JSON.stringify(body)).toContain(phrases.chosen('不去'));
    expect(fake.heard[0]).toMatchObject({ message: { kind: 'clicked', button: 'x:2' }, receiving: { waitMs: 0 } });
  });

  test.each<[string, () => Promise<{ status: number; body: unknown }>]>([
    ['of a card nobody knows', () => click({ task_id: 'm8' })],
    ['of a card that is not ours', () => click({ task_id: 'task-1' })],
    ['of no card', () => click({ task_id: undefined })],
    ['of a button that was never on it', () => click({ event_key: 'x:3' })],
    ['in another group than the card stands in', () => click({}, { chatid: 'wrOther' })],
    ['in a direct chat, of a group’s card', () => click({}, { chatid: undefined, chattype: 'single' })],
  ])('%s changes nothing, and is heard all the same', async (_name, press) => {
    expect(await press()).toEqual({ status: 200, body: '' });
    expect(fake.heard).toHaveLength(1);
  });

  test('is answered though the card cannot be looked up: the click is stored', async () => {
    fake.state.isAway = true;
    expect(await click()).toEqual({ status: 200, body: '' });
  });

  test('of the application puts the choice on the button', async () => {
    fake.state.said.set(7, answer('周六义诊，来吗？', { buttons, to: { kind: 'direct', account: 'wecom:zhou' } }));
    const xml = (key: string) =>
      `<xml><ToUserName><![CDATA[${app.receiveId}]]></ToUserName><FromUserName><![CDATA[Zhou]]></FromUserName><CreateTime>${NOW / 1_000}</CreateTime>` +
      `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[${key}]]></EventKey><TaskId><![CDATA[m7]]></TaskId><AgentID>1000007</AgentID></xml>`;
    const press = (key: string) => send(server.url, wecomAppRequest(app, xml(key), NOW));
    const { body } = await press('x:1');
    const { message } = decrypt(encodingAesKey, /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(body)![1]!);
    expect(message).toContain('<MsgType><![CDATA[update_button]]></MsgType>');
    expect(message).toContain('<ReplaceName><![CDATA[参加]]></ReplaceName>');
    expect((await press('x:9')).body).toBe('');
  });
});
