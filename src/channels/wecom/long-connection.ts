// The smart bot without a public address: one connection per bot, which a newer one pushes out (document/path/101463). So it is opened by
// whoever holds the lease, and nobody opens it again who was pushed out by somebody the lease knows nothing of.
import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Faults } from '../../core/fault.ts';
import type { Lease } from '../../core/lease.ts';
import type { Log } from '../../core/services.ts';
import type { Resolve } from '../download.ts';
import { type LiveSocket, superviseSocket } from '../socket.ts';
import type { WecomLink } from './link.ts';
import { createExchange, newRequestId, type OutFrame, readFrame } from './link-frames.ts';
import { keepLease } from './link-lease.ts';
import { createRequests, type Live, NOT_SUBSCRIBED } from './link-requests.ts';

/** Something somebody said or did. */
export interface InboundFrame {
  requestId: string;
  /** Our name of the connection it came by. */
  connection: string;
  /** ms */
  receivedAt: number;
  /** As it came: parsed JSON, nothing checked. */
  body: Readonly<Record<string, unknown>>;
}

export interface LongConnectionOptions {
  url: string;
  botId: string;
  secret: string;
  clock: Clock;
  log: Log;
  faults: Faults;
  lease: Lease;
  onFrame(frame: InboundFrame): Promise<void>;
  /** From 0 to 1. */
  random?: () => number;
  resolve?: Resolve;
}

/**
 * `waiting`: another instance holds the connection, or nobody knows · `displaced`: somebody else subscribed with our bot, we keep
 * quiet · `refused`: the platform does not take our id and secret; tried again now and then
 */
export interface LinkState {
  kind: 'off' | 'waiting' | 'connecting' | 'live' | 'displaced' | 'refused';
  since: number;
  /** Null: none yet. */
  lastFrameAt: number | null;
  /** Frames nobody could read. */
  unreadableFrames: number;
  /** Why the last connection or attempt ended; null = none has. */
  lastReason: string | null;
}

export interface LongConnection extends WecomLink {
  start(): void;
  /** Closes the connection and gives the lease back; nothing is left. */
  stop(): Promise<void>;
  state(): LinkState;
}

export const WECOM_WS_URL = 'wss://openws.work.weixin.qq.com';
const WECOM_WS_HOST = 'openws.work.weixin.qq.com';

const PING_EVERY_MS = 30 * SECOND_MS;
const MISSED_PINGS = 2;
const IDLE_MS = MINUTE_MS;
/** Subscribing is rate-protected: doubles from a minute on. */
const REFUSED_FOR_MS = [1, 2, 4, 8, 10].map((minutes) => minutes * MINUTE_MS);
/** Busy, over a limit: passes by itself and says nothing of id and secret. */
const PASSING = [-1, 45009];
/** After each time somebody pushed us out. */
const DISPLACED_FOR_MS = [10, 30, 60].map((minutes) => minutes * MINUTE_MS);
/** Longer than the longest silence of another bot that does as we do. */
const CALM_AFTER_MS = 2 * HOUR_MS;
/** So many attempts in a row that came to nothing are worth telling the operator. */
const UNREACHABLE_AFTER = 5;
/** What the fault is about: the platform's HTTP side may be well. */
const SUBJECT = 'long_connection';

interface Connection extends Live {
  socket: LiveSocket;
  isPinging: boolean;
  missedPings: number;
  timers: NodeJS.Timeout[];
}

export function createLongConnection(options: LongConnectionOptions): LongConnection {
  const { url, botId, secret, clock, log, faults, random = Math.random } = options;
  const connections = new Map<LiveSocket, Connection>();
  let isStarted = false;
  /** The newest connection that is open, subscribed or not. */
  let current: Connection | null = null;
  let live: Connection | null = null;
  let quiet: { kind: 'displaced' | 'refused'; timer: NodeJS.Timeout } | null = null;
  let refusals = 0;
  let displacements = 0;
  let lastFrameAt: number | null = null;
  let unreadableFrames = 0;
  let framesHeard = 0;
  let shown: Pick<LinkState, 'kind' | 'since'> = { kind: 'off', since: clock.now() };

  const requests = createRequests({ live: () => live, now: clock.now, random });
  const lease = keepLease(options.lease, (isHeld) => {
    if (!isHeld) disconnect('lease_lost');
    connectIfOurs();
  });
  const supervisor = superviseSocket({
    open: async () => ({ kind: 'open', url }),
    isAllowed: ({ host }) => host === WECOM_WS_HOST,
    bases: url === WECOM_WS_URL ? [] : [url],
    idleMs: IDLE_MS,
    random,
    ...(options.resolve && { resolve: options.resolve }),
    onOpen(socket) {
      const exchange = createExchange(socket);
      const connection: Connection = {
        socket,
        exchange,
        isPinging: false,
        missedPings: 0,
        timers: [],
        abandon: () => abandon(connection),
      };
      connections.set(socket, connection);
      current = connection;
      void subscribe(connection);
    },
    onFrame(text, socket) {
      const connection = connections.get(socket);
      if (connection) read(text, connection);
    },
    onClosed(socket, reason) {
      const connection = connections.get(socket);
      connections.delete(socket);
      connection?.exchange.end();
      for (const timer of connection?.timers ?? []) clearTimeout(timer);
      if (current === connection) letGo();
      log.info({ reason }, 'a long connection to WeCom is closed');
      noteFailures();
    },
    onFailed(reason, inARow) {
      log.warn({ reason, inARow }, 'WeCom could not be reached for the long connection');
      noteFailures();
    },
  });

  async function subscribe(connection: Connection): Promise<void> {
    const answer = await connection.exchange.send(own('aibot_subscribe', { bot_id: botId, secret }));
    if (current !== connection) return;
    if (answer.kind !== 'acked') return connection.socket.cut('subscribe_unanswered');
    if (answer.errcode !== 0) return refused(answer.errcode);
    live = connection;
    refusals = 0;
    supervisor.proved();
    faults.clear('wecom_bot_secret_wrong');
    faults.clear('wecom_unreachable', SUBJECT);
    connection.timers.push(
      setInterval(() => void ping(connection), PING_EVERY_MS),
      setTimeout(() => {
        displacements = 0;
        faults.clear('wecom_two_holders');
      }, CALM_AFTER_MS),
    );
    requests.cameBack(connection);
    changed();
  }

  async function ping(connection: Connection): Promise<void> {
    if (connection.isPinging) return;
    connection.isPinging = true;
    const answer = await connection.exchange.send(own('ping'));
    connection.isPinging = false;
    if (answer.kind === 'acked') {
      if (answer.errcode === NOT_SUBSCRIBED) connection.abandon();
      return;
    }
    connection.missedPings += 1;
    if (connection.missedPings >= MISSED_PINGS) connection.socket.cut('pings_unanswered');
  }

  function own(cmd: OutFrame['cmd'], body?: unknown): OutFrame {
    const headers = { req_id: newRequestId(cmd, clock.now(), random()) };
    return body === undefined ? { cmd, headers } : { cmd, headers, body };
  }

  function read(text: string, connection: Connection): void {
    const frame = readFrame(text);
    if (!frame) {
      unreadableFrames += 1;
      return;
    }
    const receivedAt = clock.now();
    lastFrameAt = receivedAt;
    framesHeard += 1;
    connection.missedPings = 0;
    switch (frame.kind) {
      case 'ack':
        return connection.exchange.acked(frame);
      case 'callback':
        options
          .onFrame({ requestId: frame.requestId, connection: connection.socket.name, receivedAt, body: frame.body })
          .catch((error: unknown) => log.error({ error: messageOf(error) }, 'a frame of the long connection was dropped'));
        return;
      case 'displaced':
        if (current === connection) void displaced();
    }
  }

  /** The platform has lost this connection. What else it has to say on it is still read. */
  function abandon(connection: Connection): void {
    if (live === connection) letGoOfLive();
    connection.socket.close('not_subscribed');
  }

  function refused(errcode: number): void {
    log.warn({ errcode }, 'WeCom refused the subscription of the long connection');
    if (!PASSING.includes(errcode)) faults.report('wecom_bot_secret_wrong');
    keepQuiet('refused', nth(REFUSED_FOR_MS, refusals) * (1 + random() / 4));
    refusals += 1;
  }

  /** By an instance of ours that has the lease by now, or by somebody we must not fight with. */
  async function displaced(): Promise<void> {
    keepQuiet('displaced', nth(DISPLACED_FOR_MS, displacements));
    await lease.renew();
    if (!isStarted) return;
    if (!lease.isHeld()) return speakAgain();
    displacements += 1;
    log.error({}, 'somebody else has subscribed with our WeCom bot');
    faults.report('wecom_two_holders');
  }

  /** The lease is kept meanwhile: no instance of ours is to begin the same fight. */
  function keepQuiet(kind: 'displaced' | 'refused', ms: number): void {
    clearTimeout(quiet?.timer);
    quiet = { kind, timer: setTimeout(speakAgain, ms) };
    disconnect(kind);
    changed();
  }

  function speakAgain(): void {
    clearTimeout(quiet?.timer);
    quiet = null;
    connectIfOurs();
  }

  function connectIfOurs(): void {
    if (lease.isHeld() && !quiet) supervisor.start();
    changed();
  }

  function disconnect(why: string): void {
    supervisor.rest(why);
    letGo();
  }

  function letGo(): void {
    current = null;
    letGoOfLive();
  }

  function letGoOfLive(): void {
    live = null;
    changed();
  }

  function noteFailures(): void {
    if (supervisor.state().failures >= UNREACHABLE_AFTER) faults.report('wecom_unreachable', SUBJECT);
  }

  function kindNow(): LinkState['kind'] {
    if (!isStarted) return 'off';
    if (!lease.isHeld()) return 'waiting';
    if (quiet) return quiet.kind;
    return live ? 'live' : 'connecting';
  }

  function changed(): void {
    const kind = kindNow();
    if (kind === shown.kind) return;
    shown = { kind, since: clock.now() };
    log.info({ state: kind }, 'the long connection to WeCom changed');
  }

  return {
    connection: () => live?.socket.name ?? null,
    async request(command, body, requestId) {
      const asked = live;
      const answer = await requests.request(command, body, requestId);
      // Whether the line is dead or the ack alone got lost: an answer to this tells.
      if (answer.kind === 'lost' && asked !== null && asked === live) void ping(asked);
      return answer;
    },
    framesHeard: () => framesHeard,
    isElsewhere: () => kindNow() === 'waiting',
    start() {
      if (isStarted) return;
      isStarted = true;
      lease.start();
      changed();
    },
    async stop() {
      if (!isStarted) return;
      isStarted = false;
      disconnect('stopped');
      clearTimeout(quiet?.timer);
      quiet = null;
      lease.stop();
      requests.cameBack(null);
      await supervisor.stop();
      await lease.give();
    },
    state: () => ({ ...shown, lastFrameAt, unreadableFrames, lastReason: supervisor.state().lastReason }),
  };
}

/** The last one for all that come later. */
function nth(values: readonly number[], index: number): number {
  return values[Math.min(index, values.length - 1)]!;
}
