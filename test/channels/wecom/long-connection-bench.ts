// A small WeCom on loopback, and a lease that lies in one place for all: what the long connection is tried against.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  createLongConnection,
  type InboundFrame,
  type LongConnectionOptions,
} from '../../../src/channels/wecom/long-connection.ts';
import type { Faults } from '../../../src/core/fault.ts';
import type { Lease } from '../../../src/core/lease.ts';
import type { Log } from '../../../src/core/services.ts';
import { until } from '../moved-time.ts';

export interface Sent {
  cmd?: string;
  headers: { req_id: string };
  // biome-ignore lint/suspicious/noExplicitAny: what was sent is looked into by the tests, field by field.
  body?: any;
}

type Answer = number | 'silence' | { errcode: number; body?: unknown };

/** Answers subscriptions, pings and frames as `answers` says; 0 where it says nothing. */
export async function startWecom() {
  const sockets: WebSocket[] = [];
  const frames: Sent[] = [];
  const attempts: number[] = [];
  const answers: Record<string, Answer | ((frame: Sent) => Answer)> = {};
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  http.on('upgrade', () => attempts.push(Date.now()));
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('message', (data) => {
      const frame = JSON.parse(data.toString()) as Sent;
      frames.push(frame);
      const rule = answers[frame.cmd ?? ''] ?? 0;
      const answer = typeof rule === 'function' ? rule(frame) : rule;
      if (answer === 'silence') return;
      const { errcode, body } = typeof answer === 'number' ? { errcode: answer, body: undefined } : answer;
      socket.send(JSON.stringify({ headers: frame.headers, errcode, errmsg: errcode === 0 ? 'ok' : 'no', body }));
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    sockets,
    frames,
    attempts,
    answers,
    of: (cmd: string) => frames.filter((frame) => frame.cmd === cmd),
    say: (frame: unknown) => sockets.at(-1)!.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    close() {
      for (const socket of sockets) socket.terminate();
      server.close();
      http.close();
    },
  };
}
export type Wecom = Awaited<ReturnType<typeof startWecom>>;

/** Six seconds, by the moved time; `isOut`: the store answers nobody. */
export function createBoard() {
  const board = { holder: null as string | null, until: 0, isOut: false };
  const lease = (name: string): Lease => {
    let ownUntil = 0;
    return {
      async take() {
        if (board.isOut) return false;
        const now = Date.now();
        const isFree = board.holder === null || board.holder === name || board.until <= now;
        if (isFree) Object.assign(board, { holder: name, until: now + 6_000 });
        ownUntil = isFree ? now + 6_000 : 0;
        return isFree;
      },
      async give() {
        ownUntil = 0;
        if (board.holder === name) Object.assign(board, { holder: null, until: 0 });
      },
      msLeft: () => Math.max(0, ownUntil - Date.now()),
    };
  };
  return { board, lease };
}

/** The tests' record of what is wrong. */
export function createFaults() {
  const standing = new Set<string>();
  const faults: Faults = {
    report: (code, subject) => void standing.add(subject ? `${code} ${subject}` : code),
    clear: (code, subject) => void standing.delete(subject ? `${code} ${subject}` : code),
  };
  return { faults, standing };
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** A long connection with a lease of its own, or one given. */
export function connect(wecom: Wecom, over: Partial<LongConnectionOptions> = {}) {
  const { faults, standing } = createFaults();
  const inbound: InboundFrame[] = [];
  const link = createLongConnection({
    url: wecom.url,
    botId: 'aibK3xW0pNQyVh7LmZr2TtUe9sFdGc5Bq',
    secret: 'SAMPLE_SECRET',
    clock: { now: Date.now },
    log: silentLog,
    faults,
    lease: createBoard().lease('only'),
    random: () => 0,
    onFrame: async (frame) => void inbound.push(frame),
    ...over,
  });
  return { link, standing, inbound };
}

/** Started, and taken by the platform. */
export async function live(link: ReturnType<typeof connect>['link']): Promise<void> {
  link.start();
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
  await vi.advanceTimersByTimeAsync(0);
  await until(() => link.state().kind === 'live');
}
