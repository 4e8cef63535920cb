import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/learning/random.ts';
import { BEGIN_AT, END_AT } from '../support/year/branch.ts';
import { check, type Delivery, oncePerId, type State } from '../support/year/checker.ts';
import { expectGoodYear, quietDays, roll } from '../support/year/judgement.ts';

const KILLS = Number(process.env.YEAR_KILLS ?? 50);

const child = fileURLToPath(new URL('../support/year/child.ts', import.meta.url));

type End = { code: number | null; signal: NodeJS.Signals | null };

/** One life of the process. @param killAt killed so long after the play has come to this instant; null = it lives to the end */
function live(folder: string, kill: { at: number; afterMs: number } | null): Promise<End> {
  const player = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let timer: NodeJS.Timeout | undefined;
  const killLater = (ms: number) => {
    timer ??= setTimeout(() => player.kill('SIGKILL'), ms);
  };
  if (kill?.at === 0) killLater(kill.afterMs);
  createInterface({ input: player.stdout }).on('line', (line) => {
    if (kill && Number(line) >= kill.at) killLater(kill.afterMs);
  });
  return new Promise((resolve) =>
    player.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal });
    }),
  );
}

/** Spread over the year, at instants nobody chose; every tenth before the process has come up. */
function killsOf(count: number): { at: number; afterMs: number }[] {
  const random = createRandom(50);
  const span = (END_AT - BEGIN_AT) / (count + 2);
  return Array.from({ length: count }, (_, index) => {
    const isEarly = index % 10 === 9;
    return { at: isEarly ? 0 : BEGIN_AT + span * (index + random()), afterMs: random() * (isEarly ? 600 : 60) };
  });
}

test(`the year is as good with ${KILLS} kills on the way and a clock that jumps by a day`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-year-'));
  const startedAt = performance.now();
  let killed = 0;
  for (const kill of killsOf(KILLS)) if ((await live(folder, kill)).signal === 'SIGKILL') killed += 1;
  expect(await live(folder, null)).toEqual({ code: 0, signal: null });
  const seconds = (performance.now() - startedAt) / 1_000;

  const state = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as State;
  const lines = readFileSync(join(folder, 'deliveries.jsonl'), 'utf8').trim().split('\n');
  const delivered = lines.map((line) => JSON.parse(line) as Delivery);
  rmSync(folder, { recursive: true });
  const { findings, counts } = check(state, delivered, roll, quietDays);
  if (process.env.YEAR_FIGURES) {
    const again = delivered.length - oncePerId(delivered).length;
    console.log(`a year with ${killed} kills in ${seconds.toFixed(1)} s, ${again} delivered again`, counts);
  }
  expect(killed).toBe(KILLS);
  expectGoodYear(findings, counts);
});
