// `npm test [-- vitest arguments]`: every test once in UTC, the unit tests once more in another zone, the browser tests where a
// browser is. The last line counts what ran; a run that fails without a failing test counts as one failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

interface Count {
  passed: number;
  failed: number;
}

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const reports = mkdtempSync(join(tmpdir(), 'xiaofeng-test-'));
const extra = process.argv.slice(2);

function run(title: string, projects: readonly string[], env: Record<string, string>): Count {
  process.stdout.write(`\n== ${title}\n`);
  const report = join(reports, `${title}.json`);
  const { status } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      // A part of the tests may lie in one project only; that none ran at all is noticed at the end.
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...extra,
    ],
    { stdio: 'inherit', env: { ...process.env, ...env } },
  );
  const counted = existsSync(report)
    ? (JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number })
    : { numPassedTests: 0, numFailedTests: 0 };
  const failed = status === 0 ? counted.numFailedTests : Math.max(1, counted.numFailedTests);
  return { passed: counted.numPassedTests, failed };
}

const counts = [
  run('UTC', ['unit'], { TZ: 'UTC' }),
  run('New York', ['unit'], { TZ: 'America/New_York' }),
  run('processes', ['process'], { TZ: 'UTC' }),
];

const browser = [process.env.CHROMIUM_PATH ?? '', ...BROWSERS].find((path) => path !== '' && existsSync(path));
if (browser) counts.push(run('browser', ['browser'], { CHROMIUM_PATH: browser }));
else
  process.stdout.write(
    '\nBrowser tests left out: no Chromium here. Install it or set CHROMIUM_PATH, then: npm run test:browser\n',
  );

rmSync(reports, { recursive: true, force: true });
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
if (passed + failed === 0) process.stdout.write('No test matched.\n');
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
