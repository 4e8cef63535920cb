// What the fake DingTalk promises to those who test against it: its limits are the platform's.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dingtalkSecrets, type FakeDingtalk, startDingtalk } from '../support/platforms/dingtalk/index.ts';

const MINUTE_MS = 60_000;
const SECRET = 'SECfake0000000000000000';
const clock = { at: 0 };
let dingtalk: FakeDingtalk;

beforeEach(async () => {
  clock.at = Date.parse('2026-11-23T10:00:00+08:00');
  dingtalk = await startDingtalk({
    now: () => clock.at,
    people: ['rider001', 'rider002'],
    groups: [{ id: 'cidGroup', webhook: 'fake-token-1', secret: SECRET }],
    monthlyCalls: 30,
    monthlyMessages: 25,
  });
});
afterEach(() => dingtalk.close());

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  const response = await fetch(dingtalk.url + path, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function authorised(path: string, body: unknown) {
  const { clientId: appKey, clientSecret: appSecret } = dingtalkSecrets;
  const { body: granted } = await post('/v1.0/oauth2/accessToken', { appKey, appSecret });
  return post(path, body, { 'x-acs-dingtalk-access-token': String(granted.accessToken) });
}

const said = (content: string) => ({
  robotCode: dingtalkSecrets.clientId,
  msgKey: 'sampleText',
  msgParam: JSON.stringify({ content }),
});
const toGroup = (content: string) =>
  authorised('/v1.0/robot/groupMessages/send', { ...said(content), openConversationId: 'cidGroup' });
const toPeople = (userIds: string[]) => authorised('/v1.0/robot/oToMessages/batchSend', { ...said('您好'), userIds });
const words = (content: string, atUserIds: string[] = []) => ({
  msgtype: 'text',
  text: { content },
  at: { atUserIds, isAtAll: false },
});

function hook(body: unknown) {
  const sign = createHmac('sha256', SECRET).update(`${clock.at}\n${SECRET}`).digest('base64');
  return post(`/robot/send?access_token=fake-token-1&timestamp=${clock.at}&sign=${encodeURIComponent(sign)}`, body);
}

describe('active messages', () => {
  it('stand in the group and with the people, and say who is left out', async () => {
    expect((await toGroup('今晚八点开会')).body).toHaveProperty('processQueryKey');
    dingtalk.app.flowControlled.add('rider002');
    const { body } = await toPeople(['rider001', 'rider002', 'ghost001']);
    expect(body).toMatchObject({ invalidStaffIdList: ['ghost001'], flowControlledStaffIdList: ['rider002'] });
    expect(dingtalk.delivered.map(({ group, person, text }) => [group, person, text])).toEqual([
      ['cidGroup', null, '今晚八点开会'],
      [null, 'rider001', '您好'],
    ]);
    const many = Array.from({ length: 21 }, (_, index) => `p${index}`);
    expect((await toPeople(many)).status).toBe(400);
    expect(dingtalk.violations).toHaveLength(1);
  });

  it('are limited to twenty a second and to what the month has', async () => {
    for (let index = 0; index < 20; index += 1) expect((await toGroup(`${index}`)).status).toBe(200);
    expect((await toGroup('more')).body).toMatchObject({ code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' });
    clock.at += 1_001;
    for (let index = 0; index < 10; index += 1) expect((await toGroup(`${index}`)).status).toBe(200);
    expect((await toGroup('more')).body).toMatchObject({ code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' });
    clock.at = Date.parse('2026-12-01T00:00:01+08:00');
    expect((await toGroup('a new month')).status).toBe(200);
  });
});

describe('webhooks', () => {
  it('know the signature, a repeat, and who is really called', async () => {
    expect((await post('/robot/send?access_token=fake-token-1', words('x'))).body).toMatchObject({ errcode: 310000 });
    expect((await post('/robot/send?access_token=other', words('x'))).body).toMatchObject({ errcode: 300001 });
    const message = { ...words('@rider001 快来', ['rider001']), msgUuid: 'danger-1' };
    expect((await hook(message)).body).toMatchObject({ errcode: 0 });
    expect((await hook(message)).body).toMatchObject({ errcode: 0 });
    expect(dingtalk.delivered).toMatchObject([{ text: '@rider001 快来', mentions: ['rider001'] }]);
    await hook(words('nobody is named', ['rider002']));
    expect(dingtalk.delivered.at(-1)).toMatchObject({ mentions: [] });
    expect(dingtalk.violations).toHaveLength(1);
  });

  it('are shut for ten minutes after twenty in one', async () => {
    for (let index = 0; index < 20; index += 1) expect((await hook(words(`${index}`))).body).toMatchObject({ errcode: 0 });
    expect((await hook(words('x'))).body).toMatchObject({ errcode: 130101 });
    clock.at += 9 * MINUTE_MS;
    expect((await hook(words('x'))).body).toMatchObject({ errcode: 130101 });
    clock.at += MINUTE_MS;
    expect((await hook(words('x'))).body).toMatchObject({ errcode: 0 });
  });

  it('of a session live ninety minutes', async () => {
    const heard: { sessionWebhook: string }[] = [];
    const bot = await import('node:http').then(({ createServer }) =>
      createServer(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        heard.push(JSON.parse(body) as { sessionWebhook: string });
        response.end('{"msgtype":"empty"}');
      }),
    );
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    const { port } = bot.address() as { port: number };
    dingtalk.callbackTo(`http://127.0.0.1:${port}`);
    expect(await dingtalk.say({ from: 'rider001', text: '你好' })).toMatchObject({ isAccepted: true, answers: [null] });
    const path = heard[0]!.sessionWebhook.slice(dingtalk.url.length);
    expect((await post(path, words('您好'))).body).toMatchObject({ errcode: 0 });
    clock.at += 90 * MINUTE_MS;
    expect((await post(path, words('您好'))).body).toMatchObject({ errcode: 300001 });
    await new Promise((resolve) => bot.close(resolve));
  });
});

describe('the address', () => {
  it('is shut out for five minutes, with a page or another kind of answer', async () => {
    dingtalk.ban();
    const seen = new Set<string>();
    for (let index = 0; index < 20; index += 1)
      seen.add((await fetch(`${dingtalk.url}/robot/send`)).headers.get('content-type') ?? '');
    expect(seen).toEqual(new Set(['text/html', 'application/json; charset=utf-8']));
    clock.at += 5 * MINUTE_MS;
    expect((await hook(words('x'))).body).toMatchObject({ errcode: 0 });
  });
});
