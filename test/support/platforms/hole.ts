// An address where packets vanish: whoever connects gets no answer of any kind, as behind a broken router or a firewall that drops.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

export type Hole = Awaited<ReturnType<typeof openHole>>;

/**
 * Listens with the shortest queue there is and never looks into it: once that is full, the kernel drops whatever asks to connect.
 * (Linux; `tcp_abort_on_overflow` off, as it is everywhere.) The loop that listens is blocked, which is why it is a thread of its own.
 */
const LISTENER = `
  const { createServer } = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = createServer().listen({ port: workerData.port, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage('listening');
    setImmediate(() => {
      Atomics.wait(workerData.until, 0, 0);
      process.exit();
    });
  });
`;
/** More than the queue holds. */
const FILLING = 4;

export async function openHole(port: number) {
  const until = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(LISTENER, { eval: true, workerData: { port, until } });
  await once(worker, 'message');
  const filling = Array.from({ length: FILLING }, (): Socket => connect(port, '127.0.0.1').on('error', () => {}));
  await once(filling[0]!, 'connect');

  return {
    async close(): Promise<void> {
      const gone = once(worker, 'exit');
      Atomics.store(until, 0, 1);
      Atomics.notify(until, 0);
      await gone;
      for (const socket of filling) socket.destroy();
    },
  };
}
