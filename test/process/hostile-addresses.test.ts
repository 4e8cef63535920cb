// Eighty addresses that must lead nowhere, offered in a network of its own where everything is this machine and a canary listens.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostileAddresses } from '../support/hostile-addresses.ts';
import { projectRoot } from '../support/source.ts';

const child = [process.execPath, join(projectRoot, 'test/process/hostile-addresses-child.ts')];
const quoted = child.map((part) => `'${part}'`).join(' ');
/** An empty network namespace with nothing but loopback; where the system gives none, this machine's own network. */
const ways = [
  ['unshare', '--net', 'sh', '-c', `ip link set lo up 2>/dev/null; exec ${quoted}`],
  ['unshare', '--net', '--map-root-user', 'sh', '-c', `ip link set lo up 2>/dev/null; exec ${quoted}`],
  child,
] as const;

test('no address out of a payload leads to a connection, nor to a name being looked up', () => {
  let seen: unknown = null;
  for (const [command, ...args] of ways) {
    const ran = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
    if (ran.status === 0) seen ??= JSON.parse(ran.stdout);
    if (seen) break;
  }
  expect(hostileAddresses.length).toBeGreaterThanOrEqual(80);
  expect(seen).toEqual({ offered: hostileAddresses.length * 4, connections: 0, attempts: [], lookups: [], said: [] });
});
