import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';
import { SECOND_MS } from '../core/clock.ts';
import { BotError } from '../core/errors.ts';

const DRAIN_MS = 3 * SECOND_MS;

export interface HttpServer {
  url: string;
  /** Takes no new requests, lets those under way finish (at most 3 s), then closes. */
  drain(): Promise<void>;
}

/**
 * Listens. Node's own limits are slack (300 s a request): platforms answer in seconds, so slow senders are cut early.
 * @param listen host and port, or the descriptor of a socket that somebody else holds open (restarts lose no connection)
 */
export async function listen(app: Koa, where: { host: string; port: number } | { fd: number }): Promise<HttpServer> {
  const server = createServer(
    {
      requestTimeout: 10 * SECOND_MS,
      headersTimeout: 5 * SECOND_MS,
      keepAliveTimeout: 65 * SECOND_MS,
      connectionsCheckingInterval: SECOND_MS,
    },
    app.callback(),
  );
  server.maxRequestsPerSocket = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(where, cause)));
    server.listen(where, resolve);
  });
  return { url: urlOf(server), drain: () => drain(server) };
}

function cannotListen(where: { host: string; port: number } | { fd: number }, cause: NodeJS.ErrnoException): BotError {
  const place = 'fd' in where ? `descriptor ${where.fd}` : `${where.host}:${where.port}`;
  const cure = cause.code === 'EADDRINUSE' ? ' Another program holds it: stop that one or set PORT to another number.' : '';
  return new BotError('config', `Cannot listen on ${place} (${cause.code}).${cure}`, { cause });
}

function urlOf(server: Server): string {
  const address = server.address() as AddressInfo | string | null;
  if (address === null || typeof address === 'string') return 'http://localhost';
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host}:${address.port}`;
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  // Connections kept alive become idle once their request is answered.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed;
  clearTimeout(cut);
  clearInterval(sweep);
}
