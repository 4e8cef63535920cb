// The vendor's own package, unchanged, against the fake: what it believes is believed by others.
import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeWecom, startWecom, wecomSecrets } from '../support/platforms/wecom/index.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let wecom: FakeWecom;
let clients: WSClient[];
/** Whatever is still waiting for its ack when the test ends. */
let replies: Promise<unknown>[];

beforeEach(async () => {
  clients = [];
  replies = [];
  wecom = await startWecom({ groups: [{ id: 'wrGroup' }] });
});
afterEach(async () => {
  await Promise.all(replies);
  for (const client of clients) client.disconnect();
  await wecom.close();
});

function connect(secret: string = wecomSecrets.botSecret, options: { maxAuthFailureAttempts?: number } = {}): WSClient {
  const client = new WSClient({ botId: wecomSecrets.botId, secret, wsUrl: wecom.wsUrl, logger: quiet, ...options });
  clients.push(client);
  return client;
}

const ready = (client: WSClient) => new Promise<void>((resolve) => client.connect().once('authenticated', resolve));

it('subscribes, hears a group, answers by a stream that grows', async () => {
  const client = connect();
  client.on('message.text', (frame) => {
    replies.push(client.replyStream(frame, 'stream1', '正在查…', false));
    replies.push(client.replyStream(frame, 'stream1', `<@${frame.body?.from.userid}> 签到记下了`, true));
  });
  await ready(client);
  const { id, isAccepted } = await wecom.say({ from: 'ZhouShifu', group: 'wrGroup', text: '到了' });
  expect(isAccepted).toBe(true);
  const shown = await wecom.waitFor(({ answers }) => answers === id);
  expect(shown).toMatchObject({ group: 'wrGroup', kind: 'stream', text: '<@ZhouShifu> 签到记下了', mentions: ['ZhouShifu'] });
  expect(wecom.violations).toEqual([]);
});

it('greets who enters, and turns a clicked card into another', async () => {
  const client = connect();
  const card = { card_type: 'button_interaction', main_title: { title: '报名' }, task_id: 'signup-1' } as const;
  client.on('event.enter_chat', (frame) => {
    replies.push(client.replyWelcome(frame, { msgtype: 'text', text: { content: '您好' } }));
  });
  client.on('message.text', (frame) => {
    replies.push(client.replyTemplateCard(frame, { ...card, button_list: [{ text: '报名', style: 1, key: 'join' }] }));
  });
  client.on('event.template_card_event', (frame) => {
    const done = {
      card_type: 'text_notice',
      main_title: { title: '已报名' },
      card_action: { type: 1, url: 'https://example.org' },
    } as const;
    replies.push(client.updateTemplateCard(frame, { ...done, task_id: 'signup-1' }));
  });
  await ready(client);
  await wecom.enter({ from: 'LiuFang' });
  await wecom.waitFor(({ text }) => text === '您好');
  await wecom.say({ from: 'LiuFang', text: '有什么活动' });
  const shown = await wecom.waitFor(({ kind }) => kind === 'template_card');
  expect(shown).toMatchObject({ person: 'LiuFang', buttons: [{ id: 'join', label: '报名' }], card: 'signup-1' });
  await wecom.click({ from: 'LiuFang', button: 1 });
  expect(await wecom.waitFor(({ kind }) => kind === 'update')).toMatchObject({ text: '已报名', card: 'signup-1' });
  expect(wecom.violations).toEqual([]);
});

it('speaks of its own accord where somebody has spoken, and uploads and downloads files', async () => {
  const client = connect();
  const photo = Buffer.from('a picture of a manhole');
  const seen = new Promise<Buffer>((resolve, reject) => {
    client.on('message.image', ({ body }) => {
      client.downloadFile(body?.image.url ?? '', body?.image.aeskey).then(({ buffer }) => resolve(buffer), reject);
    });
  });
  await ready(client);
  const push = () => client.sendMessage('ZhouShifu', { msgtype: 'markdown', markdown: { content: '今晚八点开会' } });
  await expect(push()).rejects.toMatchObject({ errcode: 93006 });
  await wecom.say({ from: 'ZhouShifu', photos: [photo] });
  expect((await seen).equals(photo)).toBe(true);
  await push();
  const { media_id: mediaId } = await client.uploadMedia(Buffer.alloc(600_000, 7), { type: 'file', filename: '签到表.xlsx' });
  await client.sendMediaMessage('zhoushifu', 'file', mediaId);
  expect(wecom.delivered.map(({ person, kind, text }) => [person, kind, text])).toEqual([
    ['ZhouShifu', 'markdown', '今晚八点开会'],
    ['zhoushifu', 'file', ''],
  ]);
  expect(wecom.violations).toEqual([]);
});

it('is refused with a wrong secret, and steps back for a newer connection', async () => {
  const stranger = connect('wrong', { maxAuthFailureAttempts: 0 });
  const refused = new Promise<Error>((resolve) => stranger.once('error', resolve));
  stranger.connect();
  expect((await refused).message).toContain('40001');

  const older = connect();
  const kicked = new Promise<WsFrame>((resolve) => older.once('event.disconnected_event', resolve));
  await ready(older);
  await ready(connect());
  await kicked;
  await expect.poll(() => wecom.connections()).toBe(1);
  expect(older.isConnected).toBe(false);
});
