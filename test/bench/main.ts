// npm run bench: a signed and encrypted WeCom check-in, verified, committed, understood, handled, answered with an encrypted
// reply, beside its floors in the same run. The server has one core, the load generator the other.
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { decrypt } from '@wecom/crypto';
import { remindAtOnce } from '../support/ten-thousand.ts';
import { percentile, run } from './load.ts';
import { makeCheckIns, secrets } from './traffic.ts';

interface Measured {
  perSecond: number;
  cpuMicroseconds: number;
  rssMegabytes: number;
  p50Ms: number;
  p99Ms: number;
  refused: number;
}

const canPin = spawnSync('taskset', ['-V']).status === 0;
if (canPin) spawnSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)]);

/** A child on core 0 that tells its address, then its usage whenever it is asked. */
async function serve(file: string, args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  if (canPin) spawnSync('taskset', ['-a', '-p', '-c', '0', String(child.pid)]);
  const { url } = (await answer(child)) as { url: string };
  return { child, url };
}

const answer = (child: ChildProcess) => new Promise((resolve) => child.once('message', resolve));

async function usage(child: ChildProcess): Promise<{ cpu: NodeJS.CpuUsage; rss: number }> {
  const told = answer(child);
  child.send('usage');
  return (await told) as { cpu: NodeJS.CpuUsage; rss: number };
}

async function measure(server: { child: ChildProcess; url: string }, count: number, perSecond?: number): Promise<Measured> {
  const requests = makeCheckIns(count, Math.random().toString(36).slice(2, 8));
  const before = await usage(server.child);
  const load = await run(server.url, requests, { lines: 64, ...(perSecond !== undefined && { perSecond }) });
  const after = await usage(server.child);
  for (const sample of load.samples) checkSample(sample);
  const cpu = after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system;
  return {
    perSecond: load.answered / load.seconds,
    cpuMicroseconds: cpu / load.answered,
    rssMegabytes: after.rss / 2 ** 20,
    p50Ms: percentile(load.latenciesMs, 0.5),
    p99Ms: percentile(load.latenciesMs, 0.99),
    refused: load.refused,
  };
}

/** An answer that says nothing would be fast, too. */
function checkSample(body: string): void {
  if (body === 'ok') return;
  const { encrypt } = JSON.parse(body) as { encrypt: string };
  if (!decrypt(secrets.aesKey, encrypt).message.includes('记下了'))
    throw new Error('an answer does not say that it was recorded');
}

async function measureAll(name: string, file: string, args: string[], isOurs: boolean) {
  const server = await serve(file, args);
  await measure(server, 3_000);
  const full = await measure(server, 15_000);
  const steady = isOurs ? await measure(server, 10_000, 500) : null;
  server.child.disconnect();
  await new Promise((resolve) => server.child.once('exit', resolve));
  return { name, full, steady };
}

/** As a newcomer does: no settings, an empty folder; until the page answers. */
async function measureStart(): Promise<{ pageMs: number; idleMegabytes: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiaofeng-bench-'));
  const env = { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/main.ts', import.meta.url))], { env });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  while (!/http:\/\/[\d.]+:\d+/.test(out)) await pause(5);
  await (await fetch(`${/http:\/\/[\d.]+:\d+/.exec(out)![0]}/simulator/`)).text();
  const pageMs = performance.now() - startedAt;
  await pause(3_000);
  const idle = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
  return { pageMs, idleMegabytes: idle };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const begun = await measureStart();
const http = await measureAll('node:http', './floors.ts', ['http'], false);
const koa = await measureAll('Koa + decrypt + sealed reply', './floors.ts', ['koa'], false);
const ours = await measureAll('小蜂, SQLite', './server.ts', [], true);
const rush = await remindAtOnce(10_000);

const show = (value: number, digits = 0) => value.toFixed(digits);
console.log(
  `ratio: server CPU per check-in is ${show(ours.full.cpuMicroseconds / koa.full.cpuMicroseconds, 2)} × the Koa floor (goal ≤ 2.5)`,
);
console.log(`ratio: throughput is ${show(ours.full.perSecond / koa.full.perSecond, 2)} × the Koa floor`);
console.log(canPin ? 'server on one core, load generator on the other' : 'no taskset here: cores are shared');
console.table(
  [http, koa, ours].map(({ name, full }) => ({
    server: name,
    'per second': show(full.perSecond),
    'CPU µs each': show(full.cpuMicroseconds),
    'p50 ms': show(full.p50Ms, 1),
    'p99 ms': show(full.p99Ms, 1),
    'RSS MB': show(full.rssMegabytes),
    refused: full.refused,
  })),
);
if (ours.steady) {
  const { perSecond, cpuMicroseconds, p50Ms, p99Ms, refused } = ours.steady;
  console.log(
    `open model at ${show(perSecond)}/s: p50 ${show(p50Ms, 1)} ms, p99 ${show(p99Ms, 1)} ms (goal ≤ 50), ` +
      `${show(cpuMicroseconds)} µs CPU each, ${refused} refused`,
  );
}
console.log(
  `start: the page answers after ${show(begun.pageMs)} ms (goal ≤ 2,000); idle ${show(begun.idleMegabytes)} MB (goal ≤ 200)`,
);
console.log(
  `10,000 reminders of one minute: in the queue and under way after ${show(rush.seconds, 1)} s; ` +
    `event loop p99 ${show(rush.p99Ms)} ms (goal ≤ 50), longest ${show(rush.longestMs)} ms`,
);
