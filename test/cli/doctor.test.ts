import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkBranch,
  checkClock,
  checkDocuments,
  checkFolder,
  checkParts,
  checkPort,
  checkSettings,
  checkStations,
  checkStore,
  type Finding,
  type FolderSeen,
  type PortSeen,
  report,
} from '../../src/cli/checks.ts';
import { examine } from '../../src/cli/doctor.ts';
import { probePort } from '../../src/cli/probes.ts';
import { inspectConfig, readConfig } from '../../src/config.ts';
import { branchSchema } from '../../src/core/branch.ts';
import { openStore } from '../../src/store/index.ts';
import { readBranchBytes } from '../../src/store/settings/branch-document.ts';
import { readBytes } from '../../src/store/settings/document.ts';
import { durableFileAdapter, openBranchSettings, stationsDocument } from '../../src/store/settings/index.ts';

const NOW = Date.parse('2026-11-22T12:05:09Z');
const KEY = 'Z3pWq8Lk5TnXv1RbJc7MdGy2FhSu9AeKo4CiVt6BrQ0';

const marks = (findings: Finding[]) => findings.map(({ mark }) => mark);

/** Whatever is not in order comes with a sentence in Chinese and a cure. */
function expectCured(finding: Finding): void {
  expect(finding.say).toMatch(/\p{Script=Han}/u);
  expect(finding.cure).toMatch(/\p{Script=Han}/u);
}

describe('the doctor on settings', () => {
  it('is content with none', () => {
    expect(marks(checkSettings(inspectConfig({})))).toEqual(['ok']);
    expect(marks(checkParts(readConfig({})))).toEqual(['ok', 'ok', 'off', 'ok', 'off', 'off', 'off', 'off']);
  });

  it('names each wrong one, each half platform and each slip, with the cure', () => {
    const findings = checkSettings(inspectConfig({ PORT: 'x', WECOM_AIBOT_TOKEN: 'abc', DINGTALK_CLIENTID: 'd' }));
    expect(marks(findings)).toEqual(['fail', 'fail', 'warn']);
    findings.forEach(expectCured);
    expect(findings[0]?.say).toContain('PORT 现在是 "x"，应该是：0 到 65535');
    expect(findings[1]?.say).toMatch(/缺 WECOM_AIBOT_AES_KEY.*企业微信管理后台/);
    expect(findings[2]?.say).toContain('DINGTALK_CLIENT_ID');
  });

  it('warns when a platform should call us and nobody knows where', () => {
    const callback = { WECOM_AIBOT_TOKEN: 'abc', WECOM_AIBOT_AES_KEY: KEY };
    const warned = (env: Record<string, string>) => checkParts(readConfig(env)).filter(({ mark }) => mark === 'warn');
    expect(warned(callback)).toHaveLength(1);
    warned(callback).forEach(expectCured);
    expect(warned({ ...callback, PUBLIC_URL: 'https://bot.example.com' })).toEqual([]);
    expect(warned({ DINGTALK_CLIENT_ID: 'd', DINGTALK_CLIENT_SECRET: 's' })).toEqual([]);
  });
});

describe('the doctor on the machine', () => {
  it('shows the time in Shanghai, and refuses an impossible year', () => {
    expect(checkClock(NOW)).toEqual({ mark: 'ok', say: '时钟：现在是北京时间 2026-11-22 20:05:09。' });
    for (const now of [0, Date.parse('2020-01-01T00:00:00Z'), Date.parse('2106-02-07T00:00:00Z')]) {
      expect(checkClock(now).mark).toBe('fail');
      expectCured(checkClock(now));
    }
  });

  it.each<[Partial<FolderSeen>, Finding['mark'][]]>([
    [{}, ['ok']],
    [{ free: null }, ['ok']],
    [{ kind: 'missing' }, ['ok']],
    [{ free: 0.15 }, ['ok']],
    [{ free: 0.149 }, ['ok', 'warn']],
    [{ free: 0.05 }, ['ok', 'warn']],
    [{ free: 0.049 }, ['ok', 'fail']],
    [{ kind: 'missing', free: 0.01 }, ['ok', 'fail']],
    [{ writable: false }, ['fail']],
    [{ kind: 'missing', writable: false }, ['fail']],
    [{ kind: 'file' }, ['fail']],
  ])('takes a data folder with %j for %j', (seen, expected) => {
    const findings = checkFolder({ path: 'data/local', kind: 'folder', writable: true, free: 0.5, ...seen });
    expect(marks(findings)).toEqual(expected);
    for (const finding of findings) if (finding.mark !== 'ok') expectCured(finding);
  });

  it('is content with a new, an open and a busy store', () => {
    for (const kind of ['new', 'opened', 'in_use'] as const)
      expect(checkStore({ kind: 'sqlite', outcome: { kind } })).toMatchObject({ mark: 'ok' });
    for (const kind of ['sqlite', 'postgres'] as const) {
      const finding = checkStore({ kind, outcome: { kind: 'failed', reason: 'ECONNREFUSED' } });
      expect(finding).toMatchObject({ mark: 'fail', say: '记录库：打不开。ECONNREFUSED' });
      expectCured(finding);
    }
  });

  it('reads the branch settings to the line', () => {
    const seen = { place: 'data/local/branch.json', newestGood: null };
    expect(checkBranch({ ...seen, outcome: null }).mark).toBe('ok');
    const good = checkBranch({ ...seen, outcome: { kind: 'good', branch: branchSchema.parse({}) } });
    expect(good).toEqual({ mark: 'ok', say: '支部设置：没有问题，小哥先锋支部，0 个群，名册 0 人。' });
    const broken = (text: string, newestGood: string | null = null) =>
      checkBranch({ ...seen, outcome: readBranchBytes(Buffer.from(text)), newestGood });
    expect(broken('{\n"name": "x"，"groups": []}').say).toContain('第 2 行第 12 列，这里应该是英文逗号');
    expect(broken('{\n"name": "x"，"groups": []}').say).toContain('中文标点 ，');
    expect(broken('{"name":').say).toContain('文件到此就断了');
    expect(broken('{\n"titel": 1}').say).toContain('第 2 行 titel');
    expect(broken('').say).toContain('空的');
    expect(broken('null').say).toContain('整个文件');
    expect(broken('{"people":[{"id":"a","name":"甲"},{"id":"a","name":"乙"}]}').say).toContain(
      'people[1].id 与 people[0].id 相同',
    );
    const cured = broken('{', 'data/local/copies/branch.000002.20261122-200500.json');
    expect(cured.mark).toBe('fail');
    expect(cured.cure).toContain('cp "data/local/copies/branch.000002.20261122-200500.json" "data/local/branch.json"');
    expect(checkBranch({ ...seen, outcome: null, newestGood: 'copy' }).mark).toBe('fail');
    expectCured(checkBranch({ ...seen, outcome: { kind: 'failed', reason: 'EACCES' } }));
    expect(checkBranch({ ...seen, outcome: { kind: 'skipped' } }).mark).toBe('warn');
  });

  it('counts the stations, and reads a broken table to the line', () => {
    const seen = { place: 'data/local/stations.json', newestGood: null };
    const read = (text: string) => checkStations({ ...seen, outcome: readBytes(stationsDocument, Buffer.from(text)) });
    expect(read('[{"id":"a","name":"甲"},{"id":"b","name":"乙"}]')).toEqual({ mark: 'ok', say: '驿站表：没有问题，2 个驿站。' });
    expect(checkStations({ ...seen, outcome: null })).toMatchObject({ mark: 'off' });
    for (const text of ['[\n{"id": 5}]', '[\n{"id":"a"，}]', '']) {
      expect(read(text).mark).toBe('fail');
      expectCured(read(text));
    }
    expect(read('[\n{"id":"a"，}]').say).toContain('第 2 行第 10 列');
    expect(read('[\n{"id": 5}]').say).toContain('第 2 行 [0].id');
    expectCured(checkStations({ ...seen, outcome: null, newestGood: 'copy' }));
    expectCured(checkStations({ ...seen, outcome: { kind: 'failed', reason: 'EACCES' } }));
    expect(checkStations({ ...seen, outcome: { kind: 'skipped' } }).mark).toBe('warn');
  });

  it.each<[PortSeen['outcome'], Finding['mark']]>([
    [{ kind: 'free' }, 'ok'],
    [{ kind: 'ours' }, 'ok'],
    [{ kind: 'taken' }, 'fail'],
    [{ kind: 'forbidden' }, 'fail'],
    [{ kind: 'no_host' }, 'fail'],
    [{ kind: 'failed', reason: 'EMFILE' }, 'fail'],
  ])('takes a port that is %j for %s', (outcome, mark) => {
    const finding = checkPort({ host: '127.0.0.1', port: 3000, outcome });
    expect(finding.mark).toBe(mark);
    if (mark === 'fail') expectCured(finding);
  });

  it('ends with a verdict, and 1 only when something cannot work', () => {
    const found = (...all: Finding['mark'][]) => report(all.map((mark) => ({ mark, say: '一', cure: '二' })));
    expect(found('ok', 'off').exitCode).toBe(0);
    expect(found('ok', 'warn').exitCode).toBe(0);
    expect(found('warn', 'fail', 'fail')).toMatchObject({ exitCode: 1 });
    expect(found('warn', 'fail', 'fail').lines.at(-1)).toContain('2 处');
    expect(found('ok').lines.at(-1)).toContain('可以启动');
    expect(report([{ mark: 'fail', say: '一', cure: '二' }]).lines.slice(0, 2)).toEqual(['✗ 一', '    办法：二']);
  });
});

describe('the doctor beside a server that runs', () => {
  const inUse = checkStore({ kind: 'sqlite', outcome: { kind: 'in_use' } });
  const ours = { host: '127.0.0.1', port: 3000, outcome: { kind: 'ours' } } as const;

  it.each([
    ['by its records', [inUse]],
    ['by its port', [checkPort(ours)]],
    ['with something to look at', [inUse, { mark: 'warn', say: '一', cure: '二' } as const]],
    ['with something to mend', [inUse, { mark: 'fail', say: '一', cure: '二' } as const]],
  ])('says that it runs, and tells nobody to start it: %s', (_, findings) => {
    const verdict = report(findings).lines.at(-1);
    expect(verdict).toContain('正在运行');
    expect(verdict).not.toMatch(/可以启动|npm start/);
  });

  it('knows another one on its port, which has other records', () => {
    const finding = checkPort(ours, false);
    expect(finding).toMatchObject({ mark: 'fail', say: expect.stringContaining('另一个小蜂') });
    expectCured(finding);
    expect(report([finding]).lines.at(-1)).not.toContain('正在运行');
  });
});

describe('the doctor looking around', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xiaofeng-doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // How full this machine's disk is, is not the matter here.
  const examined = async (env: Record<string, string> = {}) =>
    (await examine({ PORT: '0', DATA_DIR: join(folder, 'data'), ...env }, NOW)).filter(({ say }) => !say.startsWith('磁盘'));
  const said = (findings: Finding[]) => findings.map(({ say }) => say).join('\n');

  it('finds a fresh machine in order and leaves nothing behind', async () => {
    const findings = await examined();
    expect(marks(findings)).not.toContain('fail');
    expect(said(findings)).toMatch(/数据文件夹.*还没有[\s\S]*记录库：还没有[\s\S]*支部设置：还没有/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('finds a used data folder in order, in use or not', async () => {
    const file = join(folder, 'data', 'records.sqlite');
    const log = { info() {}, warn() {}, error() {} };
    const adapter = durableFileAdapter({ path: join(folder, 'data', 'branch.json'), clock: { now: () => NOW }, log });
    await openBranchSettings({ adapter, log });
    const store = await openStore({ file });
    expect(said(await examined())).toMatch(/记录库：正由运行中的小蜂使用[\s\S]*支部设置：没有问题/);
    await store.close();
    expect(said(await examined())).toContain('记录库：打得开');
  });

  it('stops at wrong settings, since the rest hangs on them', async () => {
    const findings = await examined({ PORT: 'x' });
    expect(marks(findings)).toEqual(['fail', 'ok', 'warn']);
  });

  it('names what is broken in the data folder', async () => {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'branch.json'), '{"name": 5}');
    writeFileSync(join(folder, 'data', 'stations.json'), '{}');
    writeFileSync(join(folder, 'data', 'records.sqlite'), 'not a database, whatever its name says'.repeat(100));
    const failed = (await examined()).filter(({ mark }) => mark === 'fail');
    expect(failed.map(({ say }) => say.slice(0, 4))).toEqual(['记录库：', '支部设置', '驿站表：']);
    failed.forEach(expectCured);
  });

  it('takes a file for no folder', async () => {
    writeFileSync(join(folder, 'data'), '');
    expect(said((await examined()).filter(({ mark }) => mark === 'fail'))).toContain('不是文件夹');
  });

  it('knows a database that does not answer', async () => {
    const findings = await examined({ DATABASE_URL: 'postgres://bee:honey@127.0.0.1:1/bee' });
    expect(said(findings)).toMatch(/记录库：打不开/);
    expect(said(findings)).not.toContain('honey');
    expect(report(findings).exitCode).toBe(1);
  });

  it('sees whose server answers on the port', async () => {
    const live = createHttpServer((_, response) => response.end('{"status":"live"}'));
    await new Promise<void>((done) => live.listen(0, '127.0.0.1', done));
    const PORT = String((live.address() as AddressInfo).port);
    const store = await openStore({ file: join(folder, 'data', 'records.sqlite') }).catch(async () => {
      mkdirSync(join(folder, 'data'));
      return await openStore({ file: join(folder, 'data', 'records.sqlite') });
    });
    expect(report(await examined({ PORT })).lines.at(-1)).toContain('小蜂正在运行');
    await store.close();
    const findings = await examined({ PORT });
    expect(said(findings.filter(({ mark }) => mark === 'fail'))).toContain('另一个小蜂');
    await new Promise((done) => live.close(done));
  });

  it('tells its own server on a port from another program', async () => {
    const ours = createHttpServer((_, response) => response.end('{"status":"live"}'));
    const another = createHttpServer((_, response) => response.end('hello'));
    const silent = createServer((socket) => socket.destroy());
    for (const [server, kind] of [
      [ours, 'ours'],
      [another, 'taken'],
      [silent, 'taken'],
    ] as const) {
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as AddressInfo;
      expect((await probePort(readConfig({ PORT: String(port) }))).outcome).toEqual({ kind });
      await new Promise((done) => server.close(done));
      expect((await probePort(readConfig({ PORT: String(port) }))).outcome).toEqual({ kind: 'free' });
    }
    expect((await probePort(readConfig({ PORT: '0', HOST: '192.0.2.1' }))).outcome).toEqual({ kind: 'no_host' });
  });
});

describe('the doctor on documents', () => {
  it('counts them, names each that is left out, and says when none can be read', () => {
    expect(checkDocuments({ starter: 90, own: 2, problems: [] })).toMatchObject([{ mark: 'ok' }]);
    const found = checkDocuments({ starter: 90, own: 1, problems: ['a.md: "issued" is missing.'] });
    expect(found.map(({ mark }) => mark)).toEqual(['ok', 'warn']);
    expect(found[1]?.say).toContain('a.md');
    expectCured(found[1] as Finding);
    expectCured(checkDocuments(null)[0] as Finding);
  });

  it('looks into the data folder', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'doctor-'));
    mkdirSync(join(dataDir, 'documents'));
    writeFileSync(join(dataDir, 'documents', 'rules.md'), '---\ntitle: 站点宿舍办法\n---\n晚上十一点锁门。\n');
    const found = await examine({ DATA_DIR: dataDir, PORT: '0' }, NOW);
    rmSync(dataDir, { recursive: true });
    expect(marks(found.filter(({ say }) => say.includes('rules.md')))).toEqual(['warn']);
  });
});
