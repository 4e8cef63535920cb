// The doctor as a whole before platforms that are played: what is asked, what is left alone, and how it ends.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { type Finding, report } from '../../src/cli/checks.ts';
import { examine } from '../../src/cli/doctor.ts';
import type { Fault } from '../../src/core/fault.ts';
import { LINK_LEASE } from '../../src/core/lease.ts';
import type { Transaction } from '../../src/core/store.ts';
import { createFaultBook } from '../../src/pipeline/fault-book.ts';
import { openStore } from '../../src/store/index.ts';
import { durableFileAdapter, openBranchSettings } from '../../src/store/settings/index.ts';
import { startWecom } from '../support/platforms/wecom/index.ts';

const NOW = Date.parse('2026-11-22T12:05:09Z');
const DATE = { date: new Date(NOW).toUTCString() };
const WECOM = 'https://qyapi.weixin.qq.com';
const DINGTALK = 'https://api.dingtalk.com';
const APP = { WECOM_CORP_ID: 'ww1', WECOM_APP_AGENT_ID: '7', WECOM_APP_SECRET: 'app-secret' };
const DING = { DINGTALK_CLIENT_ID: 'ding1', DINGTALK_CLIENT_SECRET: 'ding-secret' };

let folder: string;
beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaofeng-doctor-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  nock.cleanAll();
});

const log = { info() {}, warn() {}, error() {} };
const clock = { now: () => NOW };
const file = () => join(folder, 'records.sqlite');

// How full this machine's disk is, is not the matter here.
const examined = async (env: Record<string, string>) =>
  (await examine({ PORT: '0', DATA_DIR: folder, ...env }, NOW)).filter(({ say }) => !say.startsWith('磁盘'));
const about = (findings: Finding[], word: RegExp) => findings.filter(({ say }) => word.test(say));
const marks = (findings: Finding[]) => findings.map(({ mark }) => mark);

/** Records as a server left them. */
async function prepare(faults: readonly Fault[], write: (tx: Transaction) => Promise<unknown> = async () => {}): Promise<void> {
  const store = await openStore({ file: file() });
  const book = createFaultBook({ store, clock, log, onNew: () => {} });
  for (const { code, subject } of faults) book.report(code, subject);
  await book.stop();
  await store.transaction(write);
  await store.close();
}

async function listGroups(): Promise<void> {
  const adapter = durableFileAdapter({ path: join(folder, 'branch.json'), clock, log });
  const settings = await openBranchSettings({ adapter, log });
  await settings.update((draft) => {
    draft.groups = [{ id: 'wr1', title: '江畔群', channel: 'wecom', occupations: {}, windows: {}, webhook: { key: '00000000' } }];
  });
  settings.close();
}

const answerGettoken = (body: object) =>
  nock(WECOM).get('/cgi-bin/gettoken').query({ corpid: 'ww1', corpsecret: 'app-secret' }).reply(200, body, DATE);
const answerDingtalk = (token: [number, object], gateway?: [number, object]) => {
  nock(DINGTALK)
    .post('/v1.0/oauth2/accessToken', { appKey: 'ding1', appSecret: 'ding-secret' })
    .reply(...token, DATE);
  if (gateway)
    nock(DINGTALK, { reqheaders: { accept: 'application/json' } })
      .post('/v1.0/gateway/connections/open', (body) => body.clientId === 'ding1' && body.subscriptions.length > 0)
      .reply(...gateway, DATE);
};

/** A platform's end of the long connection; `errcode` is its word on the subscription, null = none. */
async function openLink(errcode: number | null) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((done) => server.once('listening', done));
  const frames: { cmd: string; body: unknown }[] = [];
  let closed = 0;
  server.on('connection', (socket) => {
    socket.on('close', () => {
      closed += 1;
    });
    socket.on('message', (data) => {
      const { headers, ...frame } = JSON.parse(String(data));
      frames.push(frame);
      if (errcode === null) return socket.close();
      socket.send(JSON.stringify({ headers: { req_id: 'another' }, errcode: 1 }));
      socket.send(JSON.stringify({ headers, errcode, errmsg: 'x' }));
    });
  });
  const { port } = server.address() as { port: number };
  const env = { WECOM_AIBOT_ID: 'aib1', WECOM_AIBOT_SECRET: 'bot-secret', WECOM_WS_BASE: `ws://127.0.0.1:${port}` };
  return { env, frames, closed: () => closed, close: () => new Promise((done) => server.close(done)) };
}

describe('the doctor before the platforms', () => {
  it('asks WeCom twice, and shows the address that is not trusted', async () => {
    answerGettoken({ errcode: 0, errmsg: 'ok', access_token: 'token-1', expires_in: 7200 });
    nock(WECOM)
      .get('/cgi-bin/getcallbackip')
      .query({ access_token: 'token-1' })
      .reply(200, { errcode: 60_020, errmsg: 'not allow to access from your ip, from ip: 203.0.113.7' }, DATE);
    const findings = await examined(APP);
    expect(about(findings, /203\.0\.113\.7/)).toMatchObject([{ mark: 'fail', cure: expect.stringContaining('企业可信IP') }]);
    expect(report(findings).exitCode).toBe(1);
    expect(report(findings).lines.join('\n')).not.toMatch(/app-secret|token-1/);
    expect(nock.isDone()).toBe(true);
  });

  it('sees the same of the platform that is played on this machine', async () => {
    const wecom = await startWecom({ now: () => NOW });
    try {
      const { WECOM_CORP_ID, WECOM_APP_AGENT_ID, WECOM_APP_SECRET, WECOM_API_BASE } = wecom.environment();
      const env = { WECOM_CORP_ID, WECOM_APP_AGENT_ID, WECOM_APP_SECRET, WECOM_API_BASE } as Record<string, string>;
      expect(marks(about(await examined(env), /^企业微信自建应用：企业 ID/))).toEqual(['ok']);
      wecom.app.isTrusted = false;
      expect(marks(about(await examined(env), /出口 IP：203\.0\.113\.9/))).toEqual(['fail']);
      expect(wecom.violations).toEqual([]);
    } finally {
      await wecom.close();
    }
  });

  it('names a wrong secret and a wrong clock', async () => {
    answerGettoken({ errcode: 40_001, errmsg: 'invalid credential' });
    const findings = await examined(APP);
    expect(about(findings, /Secret 或企业 ID 不对/)).toMatchObject([{ mark: 'fail' }]);
    answerDingtalk([200, { accessToken: 't', expireIn: 7200 }], [200, { endpoint: 'wss://x.dingtalk.com', ticket: 't' }]);
    const late = await examine({ PORT: '0', DATA_DIR: folder, ...DING }, NOW + 600_000);
    expect(about(late, /快了 600 秒/)).toMatchObject([{ mark: 'fail', cure: expect.stringContaining('校准') }]);
  });

  it('opens the gateway of DingTalk, and says that nothing is published', async () => {
    answerDingtalk([200, { accessToken: 't', expireIn: 7200 }], [400, { code: 'invalidParameter', message: 'x' }]);
    const findings = await examined(DING);
    expect(about(findings, /还没发布/)).toMatchObject([{ mark: 'fail', cure: expect.stringContaining('应用能力 → 机器人') }]);
    expect(report(findings).exitCode).toBe(1);
    answerDingtalk([200, { accessToken: 't', expireIn: 7200 }], [200, { endpoint: 'wss://x.dingtalk.com', ticket: 't' }]);
    expect(report(await examined(DING)).exitCode).toBe(0);
    answerDingtalk([200, { accessToken: 't', expireIn: 7200 }]);
    const http = await examined({ ...DING, DINGTALK_MODE: 'http', PUBLIC_URL: 'https://bot.example.com' });
    expect(report(http).exitCode).toBe(0);
    expect(nock.isDone()).toBe(true);
  });

  it.each<[string, number | null, RegExp, Finding['mark']]>([
    ['takes the subscription', 0, /连得上/, 'ok'],
    ['refuses it', 853_000, /BotID 或 Secret 不对/, 'fail'],
    ['hangs up', null, /连不上企业微信/, 'fail'],
  ])('subscribes once, says that the platform %s, and is gone', async (_, errcode, words, mark) => {
    const link = await openLink(errcode);
    try {
      const findings = await examined(link.env);
      expect(about(findings, words)).toMatchObject([{ mark }]);
      expect(link.frames).toEqual([{ cmd: 'aibot_subscribe', body: { bot_id: 'aib1', secret: 'bot-secret' } }]);
      await expect.poll(link.closed).toBe(1);
      expect(report(findings).exitCode).toBe(mark === 'fail' ? 1 : 0);
    } finally {
      await link.close();
    }
  });

  it('leaves a connection alone that somebody of ours holds', async () => {
    await prepare([], (tx) => tx.leases.take(LINK_LEASE, 'a1', NOW, NOW + 6_000));
    const link = await openLink(0);
    try {
      expect(about(await examined(link.env), /正在跑的小蜂连着/)).toMatchObject([{ mark: 'ok' }]);
      expect(link.frames).toEqual([]);
    } finally {
      await link.close();
    }
  });

  it('reads what a running server has noted, and touches neither its records nor its connection', async () => {
    await listGroups();
    await prepare([{ code: 'group_unlisted', subject: 'wr7' }]);
    const store = await openStore({ file: file() });
    const link = await openLink(0);
    try {
      await store.transaction((tx) => tx.leases.take(LINK_LEASE, 'a1', NOW, NOW + 6_000));
      const findings = await examined(link.env);
      expect(about(findings, /正由运行中的小蜂使用/)).toHaveLength(1);
      expect(about(findings, /正在跑的小蜂连着/)).toMatchObject([{ mark: 'ok' }]);
      expect(about(findings, /没有它：wr7/)).toMatchObject([{ cure: expect.stringContaining('"id":"wr7"') }]);
      expect(link.frames).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.startsWith('.doctor'))).toEqual([]);
    } finally {
      await store.close();
      await link.close();
    }
  });

  it('lists what was noted: two holders, a lost group, an external one, one where nobody has spoken, one that is not listed', async () => {
    await listGroups();
    await prepare([
      { code: 'wecom_two_holders', subject: null },
      { code: 'wecom_bot_not_in_group', subject: 'wr1' },
      { code: 'wecom_nobody_spoke', subject: 'wr1' },
      { code: 'group_external', subject: 'wr1' },
      { code: 'group_unlisted', subject: 'wr7' },
      { code: 'dingtalk_quota_near', subject: 'dingtalk_calls:80' },
    ]);
    const link = await openLink(0);
    try {
      const findings = about(await examined(link.env), /（从 2026-11-22 20:05 起）$/);
      expect(findings.map(({ say }) => say).join('\n')).not.toContain('钉钉');
      expect(findings).toHaveLength(5);
      expect(about(findings, /别的程序/)).toMatchObject([{ mark: 'fail', cure: expect.stringContaining('停掉那一个') }]);
      expect(about(findings, /不在群“江畔群”里/)).toMatchObject([{ mark: 'fail', cure: expect.stringContaining('添加成员') }]);
      expect(about(findings, /还没有人 @过/)).toMatchObject([{ mark: 'warn', cure: expect.stringContaining('帮助') }]);
      expect(about(findings, /外部群/)).toMatchObject([{ mark: 'fail', cure: expect.stringContaining('内部群') }]);
      expect(about(findings, /没有它：wr7/)).toMatchObject([{ mark: 'warn' }]);
    } finally {
      await link.close();
    }
  });

  it('counts what is left of the quotas', async () => {
    await prepare([], async (tx) => {
      await tx.tallies.add('quota:dingtalk_calls', Date.parse('2026-10-31T15:59:00Z'), 900);
      await tx.tallies.add('quota:dingtalk_calls', Date.parse('2026-10-31T16:00:00Z'), 4_000);
      await tx.tallies.add('quota:dingtalk_calls', NOW, 12);
      await tx.tallies.add('quota:dingtalk_messages', NOW, 3_001);
    });
    answerDingtalk([200, { accessToken: 't', expireIn: 7200 }], [200, { endpoint: 'wss://x.dingtalk.com', ticket: 't' }]);
    const findings = about(await examined(DING), /还剩/);
    expect(marks(findings)).toEqual(['warn', 'fail']);
    expect(findings[0]?.say).toContain('用了 4012 次，一共 5000 次，还剩 988 次');
    expect(findings[1]?.say).toContain('还剩 0 次');
  });
});
