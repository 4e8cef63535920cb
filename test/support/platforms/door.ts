// The address of a fake platform on this machine: one HTTP server, sockets beside it, and every way in which both can fail.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Hole, openHole } from './hole.ts';
import type { Journal } from './journal.ts';
import type { Now } from './time.ts';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string | Uint8Array;
}

export const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/**
 * - `unavailable`: 503 · `busy`: the platform's own word for it · `reset`: the connection ends before anything was done
 * - `cut`: it was done, and the answer is lost, wholly or in its middle
 */
export const failures = ['unavailable', 'busy', 'reset', 'cut'] as const;
export type Failure = (typeof failures)[number];

export interface Failing {
  /** Share of the requests that fail, from 0 to 1; 0 = all is well again. */
  share: number;
  kinds?: readonly Failure[];
  /** Only these paths; left out = all. */
  paths?: RegExp;
}

/**
 * - `refuse`: nobody listens · `busy`: everything is answered with 503
 * - `drop`: packets vanish, nobody takes a connection · `silent`: everything is taken, and nothing done or said
 */
export type OutageMode = 'refuse' | 'busy' | 'drop' | 'silent';

export interface DoorParts {
  port: number;
  now: Now;
  random: () => number;
  journal: Journal;
  handle(asked: Asked): Answer | Promise<Answer>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** The platform's word for "busy" on this path. */
  busy(path: string): Answer;
  /** Everything that is open is cut. */
  cutSockets(): void;
}

export type Door = Awaited<ReturnType<typeof openDoor>>;

export async function openDoor(parts: DoorParts) {
  const { now, random, journal } = parts;
  let outage: OutageMode | null = null;
  let hole: Hole | null = null;
  let failing: Failing = { share: 0 };
  const state = { latencyMs: 0, skewMs: 0 };

  /** What goes wrong with this request, if anything. */
  function misfortune(path: string): Failure | null {
    const { share, kinds = failures, paths } = failing;
    if (share === 0 || (paths && !paths.test(path)) || random() >= share) return null;
    return kinds[Math.floor(random() * kinds.length)] ?? null;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // By a connection that stood before packets vanished, too.
    if (outage === 'drop' || outage === 'silent') return;
    const url = new URL(request.url ?? '/', 'http://platform');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    journal.count(url.pathname);
    if (state.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, state.latencyMs));
    const failure = misfortune(url.pathname);
    if (failure === 'reset') return void request.socket.destroy();
    if (outage === 'busy' || failure === 'unavailable') return write(response, { status: 503, body: 'Service Unavailable' });
    if (failure === 'busy') return write(response, parts.busy(url.pathname));
    const { method = 'GET', headers } = request;
    const asked = { method, path: url.pathname, query: url.searchParams, headers, body: Buffer.concat(chunks) };
    // Whoever looks whether anybody is there.
    const answer = url.pathname === '/' ? { status: 404, body: '' } : await parts.handle(asked);
    if (failure !== 'cut') return write(response, answer);
    if (random() < 0.5) return void request.socket.destroy();
    write(response, answer, true);
  }

  function write(response: ServerResponse, { status, headers = {}, body }: Answer, isCut = false): void {
    const bytes = Buffer.from(body);
    response.sendDate = false;
    const date = new Date(now() + state.skewMs).toUTCString();
    response.writeHead(status, { date, 'content-length': bytes.length, ...headers });
    if (!isCut) return void response.end(bytes);
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
  }

  const server = createServer((request, response) => {
    // A caller that goes away, or a mistake of the fake: either ends this one exchange, the second is told.
    serve(request, response).catch((error: unknown) => {
      if (!request.destroyed) journal.violate(request.url ?? '', `fake: ${String(error)}`);
      request.socket.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (outage === 'drop' || outage === 'silent') socket.on('error', () => {});
    else if (outage) socket.destroy();
    else parts.upgrade(request, socket, head);
  });
  // Kept-alive connections would outlive an outage by some seconds.
  server.keepAliveTimeout = 1_000;

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const shut = () =>
    new Promise<void>((resolve) => {
      parts.cutSockets();
      server.closeAllConnections();
      if (!server.listening) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
    });

  await listen(parts.port);
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    state,
    misfortune,
    fail(next: Failing): void {
      failing = next;
    },
    async outage(isOut: boolean, mode: OutageMode = 'refuse'): Promise<void> {
      outage = isOut ? mode : null;
      await hole?.close();
      hole = null;
      if (isOut && mode === 'drop') {
        parts.cutSockets();
        // Not the server's own way to close, which would end the connections that stand: nobody is told anything.
        NetServer.prototype.close.call(server);
        hole = await openHole(port);
        return;
      }
      if (isOut && mode === 'refuse') await shut();
      else if (isOut) parts.cutSockets();
      else if (!server.listening) await listen(port);
    },
    async close(): Promise<void> {
      await hole?.close();
      await shut();
    },
  };
}
