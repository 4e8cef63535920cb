// A gateway and its socket on loopback, as small as the tests of the stream need it.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface Gateway {
  base: string;
  /** Bodies and headers of the open requests, in order. */
  opens: { body: Record<string, unknown>; headers: IncomingMessage['headers'] }[];
  /** Paths of the upgrades, in order. */
  upgrades: string[];
  /** Connections, the newest last; closed ones too. */
  sockets: WebSocket[];
  /** Text frames from the client, parsed. */
  frames: Record<string, unknown>[];
  /** What the open request is answered with. */
  answer: { status: number; body: unknown };
  /** Refuses every upgrade by cutting the connection. */
  isCutting: boolean;
  /** Sends a frame on the newest connection. */
  send(frame: unknown): void;
  close(): Promise<void>;
}

export async function startGateway({ autoPong = true } = {}): Promise<Gateway> {
  const server = createServer((request, response) => void open(request, response));
  const wss = new WebSocketServer({ noServer: true, autoPong });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const gateway: Gateway = {
    base: `http://127.0.0.1:${port}`,
    opens: [],
    upgrades: [],
    sockets: [],
    frames: [],
    answer: { status: 200, body: { endpoint: `ws://127.0.0.1:${port}/connect`, ticket: 'a+b/c=&d' } },
    isCutting: false,
    send: (frame) => gateway.sockets.at(-1)!.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    async close() {
      for (const socket of wss.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function open(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    gateway.opens.push({ body: JSON.parse(text) as Record<string, unknown>, headers: request.headers });
    response.writeHead(gateway.answer.status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(gateway.answer.body));
  }

  server.on('upgrade', (request, socket, head) => {
    gateway.upgrades.push(request.url ?? '');
    if (gateway.isCutting) return socket.destroy();
    wss.handleUpgrade(request, socket, head, (ws) => {
      gateway.sockets.push(ws);
      ws.on('message', (data) => gateway.frames.push(JSON.parse(String(data)) as Record<string, unknown>));
    });
  });
  return gateway;
}

/** Waits for what real sockets bring, without a timer. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds(); turns += 1) {
    if (turns > 200_000) throw new Error('It did not come to pass.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets everything under way arrive: real sockets need some turns of the loop. */
export async function settle(turns = 200): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
