// Servers on loopback that treat a client well or badly, and a supervisor whose steps are written down.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type LiveSocket,
  type OpenAttempt,
  type SocketOptions,
  type SupervisedSocket,
  superviseSocket,
} from '../../src/channels/socket.ts';

const closers: (() => void)[] = [];

/** Whatever the tests opened. */
export function closeAll(): void {
  for (const close of closers.splice(0)) close();
}

async function listening(server: Server | net.Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A WebSocket server that keeps what it got. */
export async function startServer(options: { autoPong?: boolean } = {}) {
  const sockets: WebSocket[] = [];
  const http = createServer();
  const server = new WebSocketServer({ server: http, ...options });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
  });
  closers.push(() => {
    for (const socket of sockets) socket.terminate();
    server.close();
    http.close();
  });
  return { url: await listening(http), sockets };
}

/** A server of plain connections; without `treat` it reads and says nothing. */
export async function startTcp(treat: (socket: Socket) => void = (socket) => void socket.resume()) {
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    treat(socket);
  });
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: await listening(server), sockets };
}

/** A port nobody listens on. */
export async function refusingUrl(): Promise<string> {
  const server = net.createServer();
  const url = await listening(server);
  server.close();
  await once(server, 'close');
  return url;
}

export interface Watched {
  supervisor: SupervisedSocket;
  attempts: number[];
  frames: string[];
  opened: LiveSocket[];
  closed: string[];
  failed: string[];
}

/** A supervisor whose attempts and outcomes are written down. */
export function watch(url: string | (() => Promise<OpenAttempt>), over: Partial<SocketOptions> = {}): Watched {
  const seen: Omit<Watched, 'supervisor'> = { attempts: [], frames: [], opened: [], closed: [], failed: [] };
  const supervisor = superviseSocket({
    open: async () => {
      seen.attempts.push(Date.now());
      return typeof url === 'string' ? { kind: 'open', url } : await url();
    },
    isAllowed: () => false,
    bases: typeof url === 'string' ? [url] : [],
    random: () => 0,
    ...over,
    onOpen(socket) {
      seen.opened.push(socket);
      over.onOpen?.(socket);
    },
    onClosed: (_socket, reason) => seen.closed.push(reason),
    onFailed: (reason) => seen.failed.push(reason),
    onFrame(text, socket) {
      seen.frames.push(text);
      over.onFrame?.(text, socket);
    },
  });
  closers.push(() => void supervisor.stop());
  supervisor.start();
  return { supervisor, ...seen };
}
