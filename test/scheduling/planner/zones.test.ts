import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'print-plans.ts');

it('plans the same in every time zone', async () => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Chatham'];
  const printed = await Promise.all(
    zones.map((TZ) => run(process.execPath, [script], { env: { PATH: process.env.PATH, TZ }, maxBuffer: 1 << 24 })),
  );
  const [first = '', ...others] = printed.map(({ stdout }) => stdout);
  expect(JSON.parse(first).plans).toHaveLength(300);
  for (const other of others) expect(other === first).toBe(true);
});
