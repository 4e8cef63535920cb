// The vendor's own package, unchanged, against the fake. Its gateway's address is fixed: that one call is led to the fake.
import { DWClient, type DWClientDownStream, type RobotMessage, TOPIC_CARD, TOPIC_ROBOT } from 'dingtalk-stream';
import nock from 'nock';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dingtalkSecrets, type FakeDingtalk, startDingtalk } from '../support/platforms/dingtalk/index.ts';

let dingtalk: FakeDingtalk;
let clients: DWClient[];

beforeEach(async () => {
  if (!nock.isActive()) nock.activate();
  clients = [];
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  dingtalk = await startDingtalk({ groups: [{ id: 'cidGroup', title: '夜班骑手群' }] });
});
afterEach(async () => {
  for (const client of clients) client.disconnect();
  nock.cleanAll();
  nock.restore();
  vi.restoreAllMocks();
  await dingtalk.close();
});

/** Connected once the socket is open; listens to what is registered before. */
async function connect(listen: (client: DWClient) => void = () => {}): Promise<DWClient> {
  const client = new DWClient({ clientId: dingtalkSecrets.clientId, clientSecret: dingtalkSecrets.clientSecret });
  clients.push(client);
  listen(client);
  const path = '/v1.0/gateway/connections/open';
  nock('https://api.dingtalk.com', { reqheaders: { accept: /json/ } })
    .post(path)
    .reply(async (request: Request) => {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const answer = await fetch(dingtalk.url + path, { method: 'POST', headers, body: await request.text() });
      return [answer.status, (await answer.json()) as nock.Body];
    });
  await client.getEndpoint();
  await client._connect();
  return client;
}

it('hears a group, acknowledges, and answers by the sessionWebhook', async () => {
  await connect((client) => {
    client.registerCallbackListener(TOPIC_ROBOT, async ({ headers, data }: DWClientDownStream) => {
      client.socketCallBackResponse(headers.messageId, null);
      const { sessionWebhook, senderStaffId } = JSON.parse(data) as RobotMessage;
      const body = { msgtype: 'text', text: { content: `@${senderStaffId} 签到记下了` }, at: { atUserIds: [senderStaffId] } };
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      await fetch(sessionWebhook, init);
    });
  });
  const { id, isAccepted, ended } = await dingtalk.say({ from: 'rider001', group: 'cidGroup', text: '到了' });
  expect(isAccepted).toBe(true);
  expect(await ended).toBe(true);
  expect(await dingtalk.waitFor(({ answers }) => answers === id)).toMatchObject({
    group: 'cidGroup',
    via: 'session',
    text: '@rider001 签到记下了',
    mentions: ['rider001'],
  });
  expect(dingtalk.violations).toEqual([]);
});

it('gets what it did not acknowledge again, with another messageId and the same msgId', async () => {
  await dingtalk.close();
  dingtalk = await startDingtalk({ redeliverAfterMs: [30, 60] });
  const seen: [string, string][] = [];
  await connect((client) => {
    client.registerCallbackListener(TOPIC_ROBOT, ({ headers, data }: DWClientDownStream) => {
      seen.push([headers.messageId, (JSON.parse(data) as RobotMessage).msgId]);
      if (seen.length === 2) client.socketCallBackResponse(headers.messageId, null);
    });
  });
  const { ended } = await dingtalk.say({ from: 'rider001', text: '在吗' });
  expect(await ended).toBe(true);
  expect(new Set(seen.map(([delivery]) => delivery)).size).toBe(2);
  expect(new Set(seen.map(([, message]) => message)).size).toBe(1);
});

it('answers pings, changes a clicked card, and is told to reconnect', async () => {
  const client = await connect((fresh) => {
    fresh.registerCallbackListener(TOPIC_CARD, ({ headers }: DWClientDownStream) => {
      fresh.socketCallBackResponse(headers.messageId, { cardData: { cardParamMap: { title: '已报名' } } });
    });
  });
  expect(await dingtalk.ping()).toBe(1);
  await bringCard();
  const { isAccepted } = await dingtalk.click({ from: 'rider001', group: 'cidGroup', button: 1 });
  expect(isAccepted).toBe(true);
  expect(await dingtalk.waitFor(({ kind }) => kind === 'update')).toMatchObject({ text: '已报名', card: 'signup-1' });
  dingtalk.disconnect();
  await expect.poll(() => client.connected).toBe(false);
  // What is said from now on finds nobody.
  expect(await dingtalk.say({ from: 'rider001', text: '在吗' })).toMatchObject({ isAccepted: false });
  expect(dingtalk.violations).toEqual([]);
});

async function bringCard(): Promise<void> {
  const { clientId, clientSecret, cardTemplateId } = dingtalkSecrets;
  const call = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const type = { 'content-type': 'application/json', ...headers };
    return (await fetch(dingtalk.url + path, { method: 'POST', headers: type, body: JSON.stringify(body) })).json() as Promise<
      Record<string, string>
    >;
  };
  const { accessToken = '' } = await call('/v1.0/oauth2/accessToken', { appKey: clientId, appSecret: clientSecret });
  const card = {
    cardTemplateId,
    outTrackId: 'signup-1',
    callbackType: 'STREAM',
    cardData: { cardParamMap: { title: '周六交通劝导', b1: '报名' } },
    openSpaceId: 'dtv1.card//IM_GROUP.cidGroup',
    imGroupOpenSpaceModel: { supportForward: false },
    imGroupOpenDeliverModel: { robotCode: clientId },
  };
  await call('/v1.0/card/instances/createAndDeliver', card, { 'x-acs-dingtalk-access-token': accessToken });
}

it('is refused with a wrong secret, and where the application is not published', async () => {
  dingtalk.gateway.isPublished = false;
  await expect(connect()).rejects.toThrow();
  dingtalk.gateway.isPublished = true;
  dingtalk.app.secret = 'another';
  await expect(connect()).rejects.toThrow();
  expect(dingtalk.connections()).toBe(0);
});
