// The real server in a process of its own, which tells its CPU time on request.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlers } from '../../handlers/index.ts';
import { createLog } from '../../src/cli/log.ts';
import { readConfig } from '../../src/config.ts';
import { start } from '../../src/start.ts';
import { createCandidates, createReader } from '../../src/understanding/index.ts';
import { calendar } from '../support/calendar.ts';
import { env } from './traffic.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'xiaofeng-bench-'));
const { DATABASE_URL } = process.env;
const isReports = process.argv[2] === 'reports';
/** No platform is there for what is pushed; each push would say so. */
const level = isReports ? 'error' : 'warn';
/** Those who settle what is reported. */
const secretaries = isReports ? { SECRETARIES: 'wecom:secretary1,wecom:secretary2' } : {};
const running = await start({
  monotonicNow: () => performance.now(),
  config: readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: level, DATABASE_URL, ...env, ...secretaries }),
  clock: { now: Date.now },
  log: createLog(level),
  handlers,
  understand: createReader({ calendar }),
  calendar,
  candidates: createCandidates({ calendar }),
});
process.send?.({ url: running.url });
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
process.on('disconnect', async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
});
