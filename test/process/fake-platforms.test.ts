// `npm run fake-platforms`: both platforms in a process of their own, the real server beside it with the settings it prints.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { projectRoot } from '../support/source.ts';

let platforms: ChildProcess | undefined;
let server: TestServer | undefined;

afterEach(async () => {
  await server?.close();
  platforms?.kill();
  platforms = undefined;
  server = undefined;
});

/** A port that is free, and in all likelihood the two behind it. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(Math.min(port, 65_000)));
    });
  });
}

async function startPlatforms() {
  const port = await freePort();
  const script = join(projectRoot, 'test', 'support', 'platforms', 'main.ts');
  const child = spawn(process.execPath, [script, '--port', String(port)], { cwd: projectRoot, env: { PATH: process.env.PATH } });
  platforms = child;
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said.text += chunk;
    });
  }
  await expect.poll(() => said.text, { timeout: 20_000 }).toContain('/say');
  const lines = said.text.split('\n').filter((line) => /^(WECOM|DINGTALK)_\w+=/.test(line));
  const settings = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const say = async (body: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}/say`, { method: 'POST', body: JSON.stringify(body) });
    return (await response.json()) as { isAccepted?: boolean };
  };
  return { child, said, settings, say };
}

test('speaks with a server that has the settings it prints, on both platforms', async () => {
  const { child, said, settings, say } = await startPlatforms();
  const asked = { platform: 'wecom', from: '周师傅', group: '快递群', text: '你会什么' };
  expect(await say(asked)).toEqual({ isAccepted: false });
  server = await startTestServer({ env: settings });
  await expect.poll(() => say(asked), { timeout: 10_000 }).toEqual({ isAccepted: true });
  await expect.poll(() => said.text, { timeout: 10_000 }).toContain('小蜂（长连接应答）：我是小蜂');
  await expect
    .poll(() => say({ platform: 'dingtalk', from: '小刘', group: '骑手群', text: '谢谢小蜂' }), { timeout: 10_000 })
    .toEqual({ isAccepted: true });
  child.stdin.write('小刘：志愿服务两小时\n');
  await expect.poll(() => said.text, { timeout: 10_000 }).toContain('小刘（私聊）\n  小蜂（会话回复）：志愿服务 2 小时记下了');
  expect(said.text).not.toContain('和平台文档不符');
});
