// What the fake WeCom promises to those who test against it: its limits are the platform's.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeWecom, startWecom, wecomSecrets } from '../support/platforms/wecom/index.ts';

const MINUTE_MS = 60_000;
const clock = { at: Date.parse('2026-11-23T10:00:00+08:00') };
let wecom: FakeWecom;

beforeEach(async () => {
  wecom = await startWecom({
    now: () => clock.at,
    people: ['ZhouShifu', 'LiuFang'],
    unlicensed: ['LiuFang'],
    groups: [{ id: 'wrGroup', webhook: 'fake-key-1' }],
  });
});
afterEach(() => wecom.close());

type Body = Record<string, unknown>;

async function call(path: string, body?: unknown): Promise<Body> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await (await fetch(wecom.url + path, init)).json()) as Body;
}

async function token(secret: string = wecomSecrets.appSecret): Promise<Body> {
  return call(`/cgi-bin/gettoken?corpid=${wecomSecrets.corpId}&corpsecret=${secret}`);
}

const text = (touser: string, content = '今晚八点开会') => ({
  touser,
  msgtype: 'text',
  agentid: wecomSecrets.agentId,
  text: { content },
});

async function send(body: Body): Promise<Body> {
  const { access_token: given } = await token();
  return call(`/cgi-bin/message/send?access_token=${given}`, body);
}

const hook = (body: unknown) => call('/cgi-bin/webhook/send?key=fake-key-1', body);
const words = (content: string) => ({ msgtype: 'text', text: { content } });

describe('the application', () => {
  it('gives the same token while it lives, none for a wrong secret, and throttles who asks too often', async () => {
    const first = await token();
    expect(await token()).toMatchObject({ access_token: first.access_token });
    expect(await token('wrong')).toMatchObject({ errcode: 40001 });
    for (let asked = 3; asked < 20; asked += 1) await token();
    expect(await token()).toMatchObject({ errcode: 45009 });
    expect(wecom.calls['/cgi-bin/gettoken']).toBe(21);
  });

  it('tells a token that ran out from one that was taken back', async () => {
    const { access_token: given } = await token();
    clock.at += 7_200_000;
    const path = `/cgi-bin/message/send?access_token=${given}`;
    expect(await call(path, text('ZhouShifu'))).toMatchObject({ errcode: 42001 });
    const { access_token: next } = await token();
    wecom.revokeToken();
    expect(await call(`/cgi-bin/message/send?access_token=${next}`, text('ZhouShifu'))).toMatchObject({ errcode: 40014 });
  });

  it('names in small letters whom it could not reach', async () => {
    expect(await send(text('ZhouShifu|LiuFang|Nobody'))).toMatchObject({
      errcode: 0,
      invaliduser: 'nobody',
      unlicenseduser: 'liufang',
    });
    expect(wecom.delivered.map(({ person }) => person)).toEqual(['ZhouShifu']);
    expect(await send(text('Nobody'))).toMatchObject({ errcode: 81013 });
  });

  it('brings the same request once when asked to look, and again after the interval', async () => {
    const checked = { ...text('ZhouShifu'), enable_duplicate_check: 1, duplicate_check_interval: 60 };
    for (let copies = 0; copies < 3; copies += 1) expect(await send(checked)).toMatchObject({ errcode: 0 });
    expect(wecom.delivered).toHaveLength(1);
    clock.at += MINUTE_MS + 1;
    await send(checked);
    expect(wecom.delivered).toHaveLength(2);
  });

  it('drops in silence what is over thirty a minute for one person, and cuts what is too long', async () => {
    const { access_token: given } = await token();
    for (let index = 0; index < 31; index += 1)
      await call(`/cgi-bin/message/send?access_token=${given}`, text('ZhouShifu', `${index}${'长'.repeat(700)}`));
    expect([wecom.delivered.length, wecom.dropped.length]).toEqual([30, 1]);
    expect(Buffer.byteLength(wecom.delivered[0]?.text ?? '')).toBeLessThanOrEqual(2_048);
  });

  it('refuses buttons without a callback, an unknown address, and what is not documented', async () => {
    await wecom.close();
    wecom = await startWecom({ now: () => clock.at, appHasCallback: false });
    const card = {
      card_type: 'button_interaction',
      main_title: { title: '报名' },
      task_id: 't1',
      button_list: [{ text: '报名', key: 'a' }],
    };
    const message = { touser: 'a', msgtype: 'template_card', agentid: wecomSecrets.agentId, template_card: card };
    expect(await send(message)).toMatchObject({ errcode: 43012 });
    wecom.app.isTrusted = false;
    expect(await send(text('a'))).toMatchObject({ errcode: 60020, errmsg: expect.stringContaining('203.0.113.9') });
    wecom.app.isTrusted = true;
    expect(wecom.violations).toEqual([]);
    expect(await send({ ...text('a'), colour: 'red' })).toMatchObject({ errcode: 40058 });
    expect(wecom.violations).toEqual([{ path: '/cgi-bin/message/send', problem: expect.stringContaining('colour') }]);
  });
});

describe('the list of callback addresses', () => {
  it('is given for a token, and shows an address that is not trusted', async () => {
    const { access_token: given } = await token();
    const path = `/cgi-bin/getcallbackip?access_token=${given}`;
    expect(await call('/cgi-bin/getcallbackip')).toMatchObject({ errcode: 41001 });
    expect(await call(path)).toEqual({ errcode: 0, errmsg: 'ok', ip_list: expect.arrayContaining([expect.any(String)]) });
    wecom.app.isTrusted = false;
    const refused = { errcode: 60020, errmsg: expect.stringContaining('from ip: 203.0.113.9') };
    expect(await call(path)).toEqual(refused);
    expect(wecom.violations).toEqual([]);
  });
});

describe('a webhook', () => {
  it('takes twenty a minute, knows its key, and calls whom it names', async () => {
    expect(await call('/cgi-bin/webhook/send?key=other', words('x'))).toMatchObject({ errcode: 93000 });
    for (let index = 0; index < 20; index += 1) expect(await hook(words(`<@ZhouShifu> ${index}`))).toMatchObject({ errcode: 0 });
    expect(await hook(words('too much'))).toMatchObject({ errcode: 45009 });
    clock.at += MINUTE_MS;
    expect(await hook(words('later'))).toMatchObject({ errcode: 0 });
    expect(wecom.delivered[0]).toMatchObject({ group: 'wrGroup', via: 'webhook', mentions: ['ZhouShifu'] });
    expect(await hook(words('长'.repeat(700)))).toMatchObject({ errcode: 40058 });
  });
});

describe('on a bad day', () => {
  const failures = async (kinds: 'unavailable' | 'busy' | 'reset' | 'cut') => {
    wecom.fail({ share: 1, kinds: [kinds] });
    const response = await fetch(`${wecom.url}/cgi-bin/webhook/send?key=fake-key-1`, {
      method: 'POST',
      body: JSON.stringify(words('x')),
    });
    return [response.status, await response.text()];
  };

  it('fails before or after it did what it was asked', async () => {
    expect(await failures('unavailable')).toMatchObject([503, 'Service Unavailable']);
    expect(await failures('busy')).toMatchObject([200, expect.stringContaining('-1')]);
    await expect(failures('reset')).rejects.toThrow();
    expect(wecom.delivered).toHaveLength(0);
    await expect(failures('cut')).rejects.toThrow();
    expect(wecom.delivered).toHaveLength(1);
  });

  it('is away, and comes back at the same address', async () => {
    await wecom.outage(true);
    await expect(hook(words('x'))).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    await wecom.outage(false);
    expect(await hook(words('x'))).toMatchObject({ errcode: 0 });
    await wecom.outage(true, 'busy');
    expect((await fetch(`${wecom.url}/cgi-bin/webhook/send?key=fake-key-1`, { method: 'POST', body: '{}' })).status).toBe(503);
  });

  it('tells its own time', async () => {
    wecom.weather.skewMs = 120_000;
    const { headers } = await fetch(`${wecom.url}/cgi-bin/gettoken`);
    expect(Date.parse(headers.get('date') ?? '') - clock.at).toBeGreaterThan(118_000);
  });
});
