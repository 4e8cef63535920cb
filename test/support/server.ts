import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlers } from '../../handlers/index.ts';
import { readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/core/clock.ts';
import type { Fault } from '../../src/core/fault.ts';
import type { Log } from '../../src/core/services.ts';
import { start } from '../../src/start.ts';
import { createCandidates, createReader } from '../../src/understanding/index.ts';
import { calendar } from './calendar.ts';

export const silentLog: Log = { info() {}, warn() {}, error() {} };

export interface TestServer {
  url: string;
  dataDir: string;
  close(): Promise<void>;
}

export interface TestServerOptions {
  env?: Record<string, string>;
  clock?: Clock;
  log?: Log;
  onFault?: (fault: Fault) => void;
}

/** The real server on a free port with a data folder of its own; nothing of it is left behind. */
export async function startTestServer({
  env = {},
  clock,
  log = silentLog,
  onFault = () => {},
}: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xiaofeng-'));
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, ...env });
  const running = await start({
    monotonicNow: () => performance.now(),
    config,
    clock: clock ?? { now: Date.now },
    log,
    onFault,
    handlers,
    understand: createReader({ calendar }),
    calendar,
    candidates: createCandidates({ calendar }),
  });
  return {
    url: running.url,
    dataDir,
    async close() {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
