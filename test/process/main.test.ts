// The programs people start, as processes.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../support/source.ts';

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

const script = (name: string) => join(projectRoot, 'src', name);
let dataDir: string;
let children: ChildProcessWithoutNullStreams[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'xiaofeng-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(dataDir, { recursive: true, force: true });
});

function spawnScript(name: string, env: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [script(name), ...args], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', ...env },
  });
  children.push(child);
  const ran: Ran = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    ran.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ran.err += chunk;
  });
  const ended = new Promise<Ran>((resolve) => child.once('close', (code) => resolve({ ...ran, code })));
  return { child, ran, ended };
}

const run = (name: string, env: Record<string, string> = {}, args: string[] = []) => spawnScript(name, env, args).ended;

async function startServer(env: Record<string, string> = {}) {
  const server = spawnScript('main.ts', env);
  await expect.poll(() => server.ran.out, { timeout: 20_000 }).toMatch(/http:\/\/\S+/);
  return { ...server, url: /http:\/\/[\d.:]+/.exec(server.ran.out)![0] };
}

describe('npm start', () => {
  test('works with no settings: says what is on, answers the page, ends clean', async () => {
    const server = await startServer();
    expect(server.ran.out).toContain('WECOM_AIBOT_SECRET');
    const page = await fetch(`${server.url}/simulator/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('小蜂');
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toEqual({ status: 'ready' });
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect(statSync(join(dataDir, 'records.sqlite')).mode & 0o077).toBe(0);
  });

  test('refuses a second process on the same data folder, and starts again after a kill without any cleaning up', async () => {
    const first = await startServer();
    const second = await run('main.ts');
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/另一个小蜂[\s\S]*records\.sqlite/);
    expect(second.err).not.toContain('    at ');
    first.child.kill('SIGKILL');
    await first.ended;
    await startServer();
  });

  test.each([
    ['PORT', { PORT: 'abc' }, ['PORT', 'abc', '65535']],
    ['a key', { WECOM_AIBOT_TOKEN: 'Token', WECOM_AIBOT_AES_KEY: 'verysecretbutwrong' }, ['WECOM_AIBOT_AES_KEY', '43']],
    ['half a platform', { DINGTALK_CLIENT_ID: 'ding1' }, ['DINGTALK_CLIENT_SECRET']],
  ])('refuses a wrong %s, naming it and what is allowed', async (_name, env, words) => {
    const { code, err } = await run('main.ts', env);
    expect(code).toBe(1);
    for (const word of words) expect(err).toContain(word);
    expect(err).not.toContain('verysecretbutwrong');
  });

  test('refuses broken branch settings, naming file and line', async () => {
    writeFileSync(join(dataDir, 'branch.json'), '{\n  "name": "支部",\n}');
    const { code, err } = await run('main.ts');
    expect(code).toBe(1);
    expect(err).toContain('branch.json');
    expect(err).toMatch(/line 2/);
  });

  test('refuses a data folder it cannot have, damaged records, a taken port and a database that is not there; then ends', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    const damaged = join(dataDir, 'damaged');
    mkdirSync(damaged);
    writeFileSync(join(damaged, 'records.sqlite'), 'not a database, whatever its name says'.repeat(100));
    const taken = new URL((await startServer({ DATA_DIR: join(dataDir, 'first') })).url).port;
    for (const [env, word] of [
      [{ DATA_DIR: join(file, 'below') }, 'DATA_DIR'],
      [{ DATA_DIR: file }, 'DATA_DIR'],
      [{ DATA_DIR: damaged }, '坏了'],
      [{ PORT: taken }, 'PORT'],
      [{ DATABASE_URL: 'postgres://bee:honey@127.0.0.1:1/bee' }, 'DATABASE_URL'],
    ] as const) {
      const { code, err } = await run('main.ts', env);
      expect(code).toBe(1);
      expect(err).toContain(word);
      expect(err).toContain('npm run doctor');
      expect(err).not.toMatch(/honey|^ +at /m);
    }
  });

  test('has no simulator once a platform is configured, unless it is asked for', async () => {
    const platform = { DINGTALK_CLIENT_ID: 'ding1', DINGTALK_CLIENT_SECRET: 'secret', DINGTALK_MODE: 'http' };
    const without = await startServer(platform);
    expect((await fetch(`${without.url}/simulator/`)).status).toBe(404);
    expect((await fetch(`${without.url}/wecom/aibot`, { method: 'POST' })).status).toBe(404);
    without.child.kill('SIGTERM');
    await without.ended;
    const withIt = await startServer({ ...platform, SIMULATOR: 'on' });
    expect((await fetch(`${withIt.url}/simulator/`)).status).toBe(200);
  });
});

describe('npm run simulate', () => {
  test('sends a saved payload to a running server and shows its answer', async () => {
    const env = { DINGTALK_CLIENT_ID: 'dingtest', DINGTALK_CLIENT_SECRET: 'secret', DINGTALK_MODE: 'http' };
    const server = await startServer(env);
    const payload = {
      msgId: 'm1',
      msgtype: 'text',
      text: { content: ' 签到' },
      conversationId: 'cid',
      conversationType: '2',
      senderStaffId: 'rider001',
      senderId: 'x',
      senderNick: '小刘',
      chatbotUserId: 'bot',
      robotCode: 'dingtest',
    };
    const file = join(dataDir, 'payload.json');
    writeFileSync(file, JSON.stringify(payload));
    const { code, out } = await run('cli/simulate.ts', { ...env, PORT: new URL(server.url).port }, [file]);
    expect(code).toBe(0);
    expect(out).toContain('签到记下了');

    const fixture = join(projectRoot, 'test/fixtures/dingtalk/text.json');
    expect((await run('cli/simulate.ts', { ...env, PORT: new URL(server.url).port }, [fixture])).out).toContain('应答 200');
    const stranger = { ...env, DINGTALK_CLIENT_SECRET: 'another', PORT: new URL(server.url).port };
    expect((await run('cli/simulate.ts', stranger, [fixture])).out).toMatch(/应答 401[\s\S]*Secret/);
  });

  test('without a file or without settings says what is missing', async () => {
    expect((await run('cli/simulate.ts')).err).toContain('npm run simulate');
    for (const path of [join(dataDir, 'nowhere.json'), dataDir])
      expect((await run('cli/simulate.ts', {}, [path])).err).toMatch(/^没发成：.*文件.*\n$/);
    const file = join(dataDir, 'payload.json');
    writeFileSync(file, '{"aibotid":"x"}');
    const { code, err } = await run('cli/simulate.ts', {}, [file]);
    expect(code).toBe(1);
    expect(err).toContain('WECOM_AIBOT_TOKEN');
  });
});

describe('npm run doctor', () => {
  test('finds nothing wrong with no settings, and names what is', async () => {
    expect((await run('cli/doctor.ts', { PORT: '0' })).code).toBe(0);
    const { code, out } = await run('cli/doctor.ts', { PORT: 'x' });
    expect(code).toBe(1);
    expect(out).toContain('PORT');
  });
});

describe('npm run demo', () => {
  test('plays the expected story', async () => {
    const { code, out } = await run('../test/demo/main.ts');
    expect(out).toContain('和预期一致');
    expect(code).toBe(0);
  });
});

describe('the lockfile', () => {
  test('records no addresses of a registry', () => {
    expect(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": *"http/);
  });
});
