// Stream mode: gateway, sockets, pushes that come again when nobody acknowledges (opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol).
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type Answer, type Asked, json } from '../door.ts';
import { dingtalkSecrets, failed, type Hall, parsed } from './hall.ts';

const TICKET_MS = 90_000;
/** After `disconnect` the server closes by itself. */
const FAREWELL_MS = 10_000;
const REDELIVER_AFTER_MS = [16_000, 60_000];
export const ROBOT_TOPIC = '/v1.0/im/bot/messages/get';
export const CARD_TOPIC = '/v1.0/card/instances/callback';

const openSchema = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  subscriptions: z.array(z.strictObject({ type: z.enum(['EVENT', 'CALLBACK', 'SYSTEM']), topic: z.string().min(1) })).min(1),
  ua: z.string().optional(),
  localIp: z.string().optional(),
  extras: z.record(z.string(), z.string()).optional(),
});
const ackSchema = z.strictObject({
  code: z.int(),
  headers: z.looseObject({ messageId: z.string().min(1), contentType: z.literal('application/json').optional() }),
  message: z.string().optional(),
  data: z.string(),
});

interface Connection {
  id: string;
  socket: WebSocket;
  topics: ReadonlySet<string>;
  /** Told to go: nothing is routed to it any more. */
  isLeaving: boolean;
}

/** What an ack says, and how long it took. */
export type Ack = { code: number; data: unknown; tookMs: number };

export type Stream = ReturnType<typeof createStream>;

export function createStream(hall: Hall, secret: () => string) {
  const { now, random, journal, alarms, options } = hall;
  const server = new WebSocketServer({ noServer: true });
  const state = { isPublished: true, isGatewayDown: false };
  const tickets = new Map<string, { until: number; topics: Set<string> }>();
  const connections = new Set<Connection>();
  const waiting = new Map<string, { pushedAt: number; settle: (ack: Ack) => void }>();

  function open({ path, headers, body }: Asked): Answer {
    if (state.isGatewayDown) return { status: 503, body: 'Service Unavailable' };
    // Without it the answer is XML, as nobody expects.
    if (!headers.accept?.includes('application/json')) {
      journal.violate(path, 'Accept: application/json is missing');
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: '<ConnectionOpenResponse/>' };
    }
    const read = journal.read(openSchema, parsed(body), path);
    if (!read) return failed(400, 'invalidParameter');
    if (read.clientId !== dingtalkSecrets.clientId || read.clientSecret !== secret())
      return failed(400, 'authFailed', '鉴权失败');
    if (!state.isPublished) return failed(400, 'appNotPublished', '应用未发布');
    const ticket = randomUUID();
    tickets.set(ticket, { until: now() + TICKET_MS, topics: new Set(read.subscriptions.map(({ topic }) => topic)) });
    return json({ endpoint: `${hall.url().replace('http', 'ws')}/connect`, ticket });
  }

  function upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '', 'http://platform').searchParams.get('ticket') ?? '';
    const found = tickets.get(ticket);
    tickets.delete(ticket);
    if (!found || found.until <= now()) return void raw.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    server.handleUpgrade(request, raw, head, (socket) => {
      const connection = { id: randomUUID(), socket, topics: found.topics, isLeaving: false };
      connections.add(connection);
      socket.on('message', (data) => hear(String(data)));
      socket.on('error', () => {});
      socket.on('close', () => connections.delete(connection));
    });
  }

  function hear(text: string): void {
    const read = journal.read(ackSchema, parsed(Buffer.from(text)), 'ack');
    const found = read && waiting.get(read.headers.messageId);
    if (!found) return;
    waiting.delete(read.headers.messageId);
    found.settle({ code: read.code, data: parsed(Buffer.from(read.data)), tookMs: performance.now() - found.pushedAt });
  }

  const frameOf = (connection: Connection, type: string, topic: string, messageId: string, data: unknown) =>
    JSON.stringify({
      specVersion: '1.0',
      type,
      headers: {
        appId: '00000000-0000-4000-8000-000000000001',
        connectionId: connection.id,
        contentType: 'application/json',
        messageId,
        time: String(now()),
        topic,
      },
      data: JSON.stringify(data),
    });

  /** One of those that listen to the topic, by chance. */
  function pick(topic: string): Connection | undefined {
    const open = [...connections].filter(({ isLeaving, topics }) => !isLeaving && topics.has(topic));
    return open[Math.floor(random() * open.length)];
  }

  function send(connection: Connection, type: string, topic: string, data: unknown, settle: (ack: Ack) => void): string {
    const messageId = randomUUID();
    waiting.set(messageId, { pushedAt: performance.now(), settle });
    connection.socket.send(frameOf(connection, type, topic, messageId, data));
    return messageId;
  }

  return {
    state,
    open,
    upgrade,
    isUp: (topic = ROBOT_TOPIC) => pick(topic) !== undefined,
    connections: () => connections.size,

    /**
     * Pushes to one connection by chance; again, with another messageId, where nobody acknowledges. Without a connection it is lost.
     * @param settle called once, with the first ack of code 200
     */
    push(topic: string, data: unknown, settle: (ack: Ack) => void, isRepeated = true): boolean {
      const later = [...(isRepeated ? (options.redeliverAfterMs ?? REDELIVER_AFTER_MS) : [])];
      let isSettled = false;
      const attempt = (): boolean => {
        const connection = pick(topic);
        if (!connection) return false;
        send(connection, 'CALLBACK', topic, data, (ack) => {
          if (ack.code !== 200 || isSettled) return;
          isSettled = true;
          settle(ack);
        });
        return true;
      };
      const isSent = attempt();
      for (const ms of isSent ? later : []) alarms.after(ms, () => void (isSettled || attempt()));
      return isSent;
    },

    /** The server's own ping. @returns how many echoed it in time */
    async ping(withinMs = 2_000): Promise<number> {
      const echoed = [...connections].map(
        (connection) =>
          new Promise<number>((resolve) => {
            const opaque = randomUUID();
            const timer = setTimeout(() => resolve(0), withinMs);
            send(connection, 'SYSTEM', 'ping', { opaque }, ({ code, data }) => {
              clearTimeout(timer);
              resolve(code === 200 && (data as { opaque?: string } | undefined)?.opaque === opaque ? 1 : 0);
            });
          }),
      );
      return (await Promise.all(echoed)).reduce((sum, one) => sum + one, 0);
    },

    /** "connection is expired": nothing more comes by the connections there are, and some seconds later they are closed. */
    disconnect(): void {
      for (const connection of connections) {
        connection.isLeaving = true;
        const data = { reason: 'connection is expired' };
        connection.socket.send(frameOf(connection, 'SYSTEM', 'disconnect', randomUUID(), data));
        alarms.after(FAREWELL_MS, () => connection.socket.close());
      }
    },

    /** The network is gone: nobody is told. */
    cut(): void {
      for (const { socket } of connections) socket.terminate();
      connections.clear();
    },
  };
}
