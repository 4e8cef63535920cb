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
import { measureAnswers } from './answers.ts';
import { percentile, run } from './load.ts';
import { measurePlatforms } from './platforms.ts';
import { measureStations } from './stations.ts';
import { measureTickets } from './tickets.ts';
import { makeCheckIns, makeReports, secrets } from './traffic.ts';

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

interface Traffic {
  make: typeof makeCheckIns;
  /** What an answer that does something says. */
  says: RegExp;
}
const checkIns: Traffic = { make: makeCheckIns, says: /记下了/ };
const reports: Traffic = { make: makeReports, says: /H-\d{4}/ };

async function measure(
  server: { child: ChildProcess; url: string },
  { make, says }: Traffic,
  count: number,
  perSecond?: number,
): Promise<Measured> {
  const requests = make(count, Math.random().toString(36).slice(2, 8));
  const before = await usage(server.child);
  const load = await run(server.url, requests, { lines: 64, ...(perSecond !== undefined && { perSecond }) });
  const after = await usage(server.child);
  for (const sample of load.samples) checkSample(sample, says);
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
function checkSample(body: string, says: RegExp): void {
  if (body === 'ok') return;
  const { encrypt } = JSON.parse(body) as { encrypt: string };
  if (!says.test(decrypt(secrets.aesKey, encrypt).message)) throw new Error('an answer does not say that it was recorded');
}

async function measureAll(name: string, file: string, args: string[], isOurs: boolean) {
  const server = await serve(file, args);
  await measure(server, checkIns, 3_000);
  const full = await measure(server, checkIns, 15_000);
  const steady = isOurs ? await measure(server, checkIns, 10_000, 500) : null;
  await end(server);
  return { name, full, steady };
}

/** A hundred hazards a second: registered, masked, numbered, armed, those told who settle them. */
async function measureReports(): Promise<Measured> {
  const server = await serve('./server.ts', ['reports']);
  await measure(server, reports, 500);
  const steady = await measure(server, reports, 3_000, 100);
  await end(server);
  return steady;
}

async function end({ child }: { child: ChildProcess }): Promise<void> {
  child.disconnect();
  await new Promise((resolve) => child.once('exit', resolve));
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
const reported = await measureReports();
const rush = await remindAtOnce(10_000);
const tickets = await measureTickets(100_000);
const answers = await measureAnswers(5_000, 500);
const platforms = await measurePlatforms();
const stations = await measureStations();

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
  `hazards at ${show(reported.perSecond)}/s: p50 ${show(reported.p50Ms, 1)} ms, p99 ${show(reported.p99Ms, 1)} ms (goal ≤ 300), ` +
    `${show(reported.cpuMicroseconds)} µs CPU each, ${reported.refused} refused`,
);
console.log(
  `start: the page answers after ${show(begun.pageMs)} ms (goal ≤ 2,000); idle ${show(begun.idleMegabytes)} MB (goal ≤ 200)`,
);
console.log(
  `10,000 reminders of one minute: in the queue and under way after ${show(rush.seconds, 1)} s; ` +
    `event loop p99 ${show(rush.p99Ms)} ms (goal ≤ 50), longest ${show(rush.longestMs)} ms`,
);
console.log(
  `100,000 tickets on SQLite, filled in ${show(tickets.fillSeconds, 1)} s: the slowest query has ` +
    `p99 ${show(Math.max(...tickets.queries.map(({ p99Ms }) => p99Ms)), 1)} ms (goal ≤ 50)`,
);
console.table(
  tickets.queries.map(({ name, p50Ms, p99Ms }) => ({ query: name, 'p50 ms': show(p50Ms, 2), 'p99 ms': show(p99Ms, 2) })),
);
console.log(
  `policy answers over ${answers.passages.toLocaleString('en')} passages: p50 ${show(answers.ours.p50Ms, 1)} ms, ` +
    `p99 ${show(answers.ours.p99Ms, 1)} ms (goal ≤ 20); the bare FTS5 search alone ${show(answers.bare.p50Ms, 1)} and ` +
    `${show(answers.bare.p99Ms, 1)} ms; ${answers.answered} of ${answers.questions} questions answered`,
);
console.log(
  `their ${show(answers.characters / 1e6, 2)} million characters: index built in ${show(answers.buildMs)} ms (goal ≤ 2,000), ` +
    `${show(answers.rssMegabytes)} MB resident, ${show(answers.heapMegabytes)} MB of it in use (goal ≤ 80)`,
);
console.log(
  `${stations.rows.toLocaleString('en')} stations: index built in ${show(stations.buildMs)} ms; a search takes p50 ${show(stations.p50Ms, 1)} ms, ` +
    `p99 ${show(stations.p99Ms, 1)} ms (goal ≤ 10); right first in ${stations.right.open} of 100, held out ${stations.right.heldOut} of 100 (goal ≥ 95)`,
);
console.log(
  `messages to people through the outbox: ${show(platforms.perSecond)}/s, bare requests to the same fake ${show(platforms.barePerSecond)}/s`,
);
console.table(
  platforms.storms.map(({ name, messages, arrived, unknown, unknownButThere, lost, calls, broken, ...rest }) => ({
    weather: name,
    messages,
    arrived,
    'nobody knows (of them there)': `${unknown} (${unknownButThere})`,
    lost: lost.length + Object.values(rest.givenUp).reduce((sum, count) => sum + count, 0),
    'doubled where a key is / elsewhere': `${rest.doubledWhereKnown} / ${rest.doubledElsewhere}`,
    'calls each': show(calls / messages, 2),
    'without spoilt ones (goal ≤ 1.1)': show((calls - broken) / messages, 2),
    'limits passed': rest.blockedLanes.length + rest.dropped,
    'drained after s (goal ≤ 300)': rest.drainSeconds === null ? 'never' : show(rest.drainSeconds),
  })),
);
