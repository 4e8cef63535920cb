// Raw keep-alive connections: a load generator that costs less than what it measures.
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { PlatformRequest } from '../../src/cli/platform-requests.ts';

export interface Load {
  seconds: number;
  answered: number;
  /** Answers that were no 200. */
  refused: number;
  /** A few bodies, to look inside. */
  samples: string[];
  /** ms, sorted; counted from when each request should have been sent. */
  latenciesMs: number[];
}

function frame(request: PlatformRequest): Buffer {
  const body = Buffer.from(request.body);
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(
      `${request.method} ${request.path} HTTP/1.1\r\nhost: bench\r\n${headers.join('')}content-length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);
}

/** One connection; one request at a time. */
class Line {
  #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #done: ((answer: { status: number; body: string }) => void) | null = null;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', () => {});
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const body = this.#received.toString('utf8', end + 4, end + 4 + length);
    this.#received = this.#received.subarray(end + 4 + length);
    const done = this.#done;
    this.#done = null;
    done?.({ status: Number(head.slice(9, 12)), body });
  }

  send(bytes: Buffer): Promise<{ status: number; body: string }> {
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** Sends all requests over `lines` connections: as fast as answers come, or (open model) at `perSecond` whatever comes back. */
export async function run(
  url: string,
  requests: readonly PlatformRequest[],
  options: { lines: number; perSecond?: number },
): Promise<Load> {
  const port = Number(new URL(url).port);
  const frames = requests.map(frame);
  const lines = Array.from({ length: options.lines }, () => new Line(port));
  const latenciesMs: number[] = [];
  const samples: string[] = [];
  let refused = 0;
  let next = 0;
  const startedAt = performance.now();

  async function worker(line: Line): Promise<void> {
    for (let index = next++; index < frames.length; index = next++) {
      const dueAt = options.perSecond ? startedAt + (index * 1_000) / options.perSecond : performance.now();
      const waitMs = dueAt - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const { status, body } = await line.send(frames[index]!);
      latenciesMs.push(performance.now() - dueAt);
      if (status !== 200) refused += 1;
      else if (index % 500 === 0) samples.push(body);
    }
  }
  await Promise.all(lines.map(worker));
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const line of lines) line.close();
  return { seconds, answered: latenciesMs.length, refused, samples, latenciesMs: latenciesMs.sort((a, b) => a - b) };
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
