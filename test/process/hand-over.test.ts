// Two servers on one PostgreSQL and one WeCom bot, which may have one connection: the one that holds it is killed in the middle of its work.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeWecom, startWecom } from '../support/platforms/wecom/index.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { projectRoot } from '../support/source.ts';

const DATABASE = 'hand_over';

let postgres: TestPostgres;
let wecom: FakeWecom;
const folders: string[] = [];
const servers: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  wecom = await startWecom();
});
afterAll(async () => {
  for (const server of servers) server.kill('SIGKILL');
  await wecom?.close();
  await postgres?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function startServer(url: string): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-hand-over-'));
  folders.push(folder);
  const env = { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder, DATABASE_URL: url, LOG_LEVEL: 'fatal' };
  const server = spawn(process.execPath, [join(projectRoot, 'src/main.ts')], {
    env: { ...env, ...wecom.environment('link') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(server);
  await once(server.stdout!, 'data');
  return server;
}

/** People who said something that the platform brought to a server, each once in a direct chat of his own. */
const heard: string[] = [];
let count = 0;
async function say(): Promise<boolean> {
  const person = `courier${count++}`;
  const { isAccepted } = await wecom.say({ from: person, text: '你会什么' });
  if (isAccepted) heard.push(person);
  return isAccepted;
}

const answersTo = (person: string): number =>
  wecom.delivered.filter((one) => one.person?.toLowerCase() === person && !one.isOpen).length;
const unanswered = () => heard.filter((person) => answersTo(person) === 0);

test('the other holds it within ten seconds, nothing that was heard is lost, and nobody is answered twice', async () => {
  const url = await postgres.createDatabase(DATABASE);
  const holder = await startServer(url);
  await expect.poll(() => wecom.isLinkUp(), { timeout: 10_000 }).toBe(true);
  await startServer(url);
  for (let index = 0; index < 10; index += 1) await say();
  await expect.poll(unanswered, { timeout: 5_000 }).toEqual([]);
  expect(wecom.connections()).toBe(1);

  // Five more are stored and cannot be answered yet: what is left of them is for whoever comes next.
  wecom.fail({ share: 1, kinds: ['busy'], paths: /respond|send/ });
  for (let index = 0; index < 5; index += 1) await say();
  await expect
    .poll(async () => {
      const { rows } = await postgres.query(
        DATABASE,
        "select count(*)::int as tried from outbox where state = 'ready' and attempts > 0",
      );
      return rows[0].tried;
    })
    .toBe(5);

  holder.kill('SIGKILL');
  const killedAt = performance.now();
  await expect.poll(() => wecom.isLinkUp(), { interval: 5 }).toBe(false);
  wecom.fail({ share: 0 });
  let most = 0;
  let unheard = 0;
  while (!wecom.isLinkUp() && performance.now() - killedAt < 15_000) {
    if (!(await say())) unheard += 1;
    most = Math.max(most, wecom.connections());
    await pause(100);
  }
  const tookMs = performance.now() - killedAt;
  for (let index = 0; index < 10; index += 1) await say();
  await expect.poll(unanswered, { timeout: 15_000 }).toEqual([]);
  console.log(
    `the holder was killed: the other is subscribed after ${(tookMs / 1_000).toFixed(1)} s; ${heard.length} were heard and answered, ` +
      `${unheard} spoke while nobody was there to hear them`,
  );
  expect(tookMs).toBeLessThanOrEqual(10_000);
  expect(Math.max(most, wecom.connections())).toBe(1);
  expect(heard.filter((person) => answersTo(person) !== 1)).toEqual([]);
  expect(wecom.violations).toEqual([]);
});
