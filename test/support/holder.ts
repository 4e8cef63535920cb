// Holds a listening socket and keeps one server alive behind it, as a service manager does: whoever is killed is started again, and
// connections made meanwhile wait in the socket's queue. Its own loop stands still inside spawnSync, so it never accepts one itself.
import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const holder = createServer();
holder.listen(0, () => {
  const address = holder.address();
  // Node has no public name for a listening socket's descriptor.
  const { fd } = (holder as unknown as { _handle: { fd: number } })._handle;
  writeSync(1, `${typeof address === 'object' ? address?.port : ''}\n`);
  for (;;) {
    const child = spawnSync(process.execPath, [main], {
      stdio: ['ignore', 'ignore', 'inherit', fd],
      env: { ...process.env, LISTEN_FDS: '1' },
    });
    // A clean exit is the end; a killed one is started again.
    if (child.signal === null) process.exit(child.status ?? 1);
  }
});
