// One WebSocket connection: bounded, watched, and told apart from every other by a name of its own. When to connect is socket.ts's business.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { SECOND_MS } from '../core/clock.ts';
import { pinnedTo } from './download.ts';

/** Frames beyond it are left out (S12 of the platform's hostile streams). */
export const FRAME_LIMIT_BYTES = 1024 * 1024;
/** Beyond this the connection itself is cut: nobody may fill our memory with one frame. */
const PAYLOAD_LIMIT_BYTES = 4 * FRAME_LIMIT_BYTES;
/** What the other side did not take within this long, it will not take. */
const WRITE_MS = 5 * SECOND_MS;
/** For the closing handshake; then the connection is cut. */
const CLOSE_MS = 2 * SECOND_MS;

export interface LiveSocket {
  /** Our own name of the connection: new each time, and never the same in another process. */
  readonly name: string;
  /**
   * Writes one text frame. Never throws.
   * @returns false: it did not leave, and will not
   */
  send(text: string): Promise<boolean>;
  /** Closes it politely; what arrives until it is closed is still read. */
  close(reason: string): void;
  /** Cuts it: the other side is gone, or must not be heard any more. */
  cut(reason: string): void;
}

/** How long silence may last. */
export interface Patience {
  pingEveryMs: number;
  /** Without any frame, ping or pong. */
  idleMs: number;
  /** The same for whoever has answered a ping on this connection before: a dead one is noticed sooner. */
  answeringIdleMs: number;
}

export interface SocketEvents {
  opened(): void;
  frame(text: string): void;
  /** A binary or overlong frame. */
  ignored(): void;
  /** Once, whatever ended it. The reason is a content-free name; `status` is that of an HTTP answer in place of a connection. */
  ended(reason: string, how: { wasOpen: boolean; status: number | null }): void;
}

export interface DialledSocket extends LiveSocket {
  /** Another one has taken its place: nobody asks whether it lives, its silence ends it. */
  retire(): void;
  /** Resolves when it is closed. */
  closed: Promise<void>;
}

/**
 * Connects. Never throws; no redirect is followed, certificates are checked.
 * @param addresses what was checked is what is called; null = the operator named the host, it is resolved as usual
 */
export function dial(url: URL, addresses: readonly string[] | null, patience: Patience, events: SocketEvents): DialledSocket {
  const ws = new WebSocket(url, {
    perMessageDeflate: false,
    maxPayload: PAYLOAD_LIMIT_BYTES,
    followRedirects: false,
    ...(addresses && { lookup: pinnedTo(addresses) }),
  });
  let why: string | null = null;
  let wasOpen = false;
  let status: number | null = null;
  let silence: NodeJS.Timeout | undefined;
  let pings: NodeJS.Timeout | undefined;
  let closing: NodeJS.Timeout | undefined;

  const cut = (reason: string) => {
    why ??= reason;
    ws.terminate();
  };
  const listenFor = (ms: number) => {
    clearTimeout(silence);
    silence = setTimeout(() => cut('idle'), ms);
  };
  const closed = new Promise<void>((resolve) => {
    ws.once('close', (code) => {
      for (const timer of [silence, pings, closing]) clearTimeout(timer);
      events.ended(why ?? `closed_${code}`, { wasOpen, status });
      resolve();
    });
  });

  ws.on('open', () => {
    wasOpen = true;
    listenFor(patience.idleMs);
    pings = setInterval(() => ws.readyState === WebSocket.OPEN && ws.ping(), patience.pingEveryMs);
    events.opened();
  });
  ws.on('message', (data, isBinary) => {
    silence?.refresh();
    if (isBinary || !Buffer.isBuffer(data) || data.length > FRAME_LIMIT_BYTES) events.ignored();
    else events.frame(data.toString());
  });
  ws.on('ping', () => silence?.refresh());
  ws.once('pong', () => listenFor(patience.answeringIdleMs));
  ws.on('pong', () => silence?.refresh());
  ws.on('unexpected-response', (_request, response) => {
    status = response.statusCode ?? 0;
    cut(`http_${status}`);
  });
  // `close` always follows.
  ws.on('error', () => {
    why ??= 'network';
  });

  return {
    name: randomUUID(),
    closed,
    cut,
    async send(text) {
      if (ws.readyState !== WebSocket.OPEN) return false;
      return await new Promise<boolean>((resolve) => {
        const late = setTimeout(() => cut('write_timeout'), WRITE_MS);
        // Called in any case, with an error when the connection is cut: nothing more of the frame leaves then.
        ws.send(text, (error) => {
          clearTimeout(late);
          resolve(!error);
        });
      });
    },
    close(reason) {
      why ??= reason;
      closing ??= setTimeout(() => cut(reason), CLOSE_MS);
      ws.close(1000);
    },
    retire: () => clearInterval(pings),
  };
}
