// DingTalk's Stream mode: robot messages and card clicks over a WebSocket that we open, so that no public address is needed
// (opensource.dingtalk.com/developerpedia/docs/learn/stream/protocol).
import type { Clock } from '../../core/clock.ts';
import { SECOND_MS } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { Faults } from '../../core/fault.ts';
import type { Log } from '../../core/services.ts';
import type { Resolve } from '../download.ts';
import { fieldsOf } from '../json-call.ts';
import { frameOf, type LiveSocket, type SocketState, superviseSocket } from '../socket.ts';
import { openConnection } from './stream-gateway.ts';

/** What a frame tells besides its data. */
export interface FrameMeta {
  topic: string;
  /** Of this one delivery: the same message sent again has another. Null: it cannot be acknowledged. */
  messageId: string | null;
}

export interface StreamOptions {
  apiBase: string;
  clientId: string;
  clientSecret: string;
  clock: Clock;
  log: Log;
  faults: Faults;
  /**
   * Resolves once the message is durable, or is known to be of no use; that is when it is acknowledged.
   * @throws not durable: it is not acknowledged, so that the platform may send it again
   */
  onRobotMessage(body: unknown, meta: FrameMeta): Promise<'taken' | 'malformed'>;
  /** @returns what the card shows from now on, or null when the click cannot be read; within 2 s. @throws as above */
  onCard(body: unknown, meta: FrameMeta): Promise<object | null>;
  random?: () => number;
  resolve?: Resolve;
  /** For tests; the defaults are those the platform's own packages have shown to be safe. */
  patience?: { pingEveryMs?: number; idleMs?: number; answeringIdleMs?: number };
}

export interface StreamState extends SocketState {
  /** When the last frame came; null = none did. */
  lastFrameAt: number | null;
}

export interface Stream {
  start(): void;
  /** What came is stored and acknowledged before the connection is closed. */
  stop(): Promise<void>;
  state(): StreamState;
}

export const ROBOT_TOPIC = '/v1.0/im/bot/messages/get';
export const CARD_TOPIC = '/v1.0/card/instances/callback';

/** What the fault is about: the platform's HTTP side may be well. */
const SUBJECT = 'stream';
const PLATFORM_BASE = 'https://api.dingtalk.com';
const HOSTS = '.dingtalk.com';
/** Without a frame or a pong (dingtalk.md 2.4). */
const IDLE_MS = 90 * SECOND_MS;
/** A stop waits so long for what is being stored. */
const DRAIN_MS = 3 * SECOND_MS;
/** Failures in a row after which the operator is told. */
const TOLD_AFTER = 3;

const NOTHING = JSON.stringify({ response: null });

/** The words of the platform's own packages. */
const OK = { code: 200, message: 'OK' };
const BAD_REQUEST = { code: 400, message: 'bad request' };
const NO_TOPIC = { code: 404, message: 'topic not exist' };

interface Frame {
  type: unknown;
  meta: FrameMeta;
  data: string;
}

/** A connection that is kept up until it is stopped; nothing happens before `start`. */
export function createStream(options: StreamOptions): Stream {
  const { clock, log, faults, random, resolve } = options;
  const subscriptions = [ROBOT_TOPIC, CARD_TOPIC].map((topic) => ({ type: 'CALLBACK' as const, topic }));
  const isOwnBase = options.apiBase === PLATFORM_BASE;
  const underWay = new Set<Promise<void>>();
  let newest: LiveSocket | null = null;
  let lastFrameAt: number | null = null;
  /** The gateway is there, and has said why not: that stands as a fault of its own. */
  let isRefused = false;

  async function open() {
    isRefused = false;
    const attempt = await openConnection({ ...options, subscriptions });
    isRefused = attempt.kind === 'slow';
    return attempt;
  }

  const supervised = superviseSocket({
    open,
    isAllowed: ({ hostname }) => hostname.endsWith(HOSTS) && hostname.length > HOSTS.length,
    // Another base is the operator's word for where the platform is.
    bases: isOwnBase ? [] : [options.apiBase],
    idleMs: IDLE_MS,
    ...options.patience,
    ...(random && { random }),
    ...(resolve && { resolve }),
    onOpen(socket) {
      newest = socket;
      faults.clear('dingtalk_unreachable', SUBJECT);
      log.info({ connection: socket.name }, 'the stream is open');
    },
    onClosed(socket, reason) {
      if (newest === socket) newest = null;
      log.info({ connection: socket.name, reason }, 'a stream connection ended');
    },
    onFailed(reason, inARow) {
      if (isRefused) faults.clear('dingtalk_unreachable', SUBJECT);
      else if (inARow >= TOLD_AFTER) faults.report('dingtalk_unreachable', SUBJECT);
      log.warn({ reason, inARow }, 'the stream could not be opened');
    },
    onFrame(text, socket) {
      const frame = readFrame(text);
      if (!frame) return;
      lastFrameAt = clock.now();
      supervised.proved();
      const done: Promise<void> = answer(frame, socket).finally(() => underWay.delete(done));
      underWay.add(done);
    },
  });

  async function answer(frame: Frame, socket: LiveSocket): Promise<void> {
    const { messageId } = frame.meta;
    try {
      const ack = await replyTo(frame, socket);
      if (ack === null || messageId === null) return;
      const { code, message, data } = ack;
      await socket.send(JSON.stringify({ code, headers: { contentType: 'application/json', messageId }, message, data }));
    } catch (error) {
      // Not acknowledged: the platform may send it again.
      log.error({ topic: frame.meta.topic, error: messageOf(error) }, 'a stream message could not be taken');
    }
  }

  async function replyTo(frame: Frame, socket: LiveSocket): Promise<Ack | null> {
    switch (frame.type) {
      case 'SYSTEM':
        return system(frame, socket);
      case 'CALLBACK':
        return await callback(frame);
      case 'EVENT':
        // Not subscribed to.
        return { ...NO_TOPIC, data: NOTHING };
      default:
        return null;
    }
  }

  function system({ meta, data }: Frame, socket: LiveSocket): Ack | null {
    if (meta.topic === 'ping') return { ...OK, data: JSON.stringify({ opaque: frameOf(data)?.opaque ?? null }) };
    // It brings nothing more; what is already on its way is still read until the platform closes it.
    if (meta.topic === 'disconnect' && socket === newest) supervised.replace();
    return null;
  }

  async function callback({ meta, data }: Frame): Promise<Ack> {
    if (meta.topic !== ROBOT_TOPIC && meta.topic !== CARD_TOPIC) return { ...NO_TOPIC, data: NOTHING };
    const body = frameOf(data);
    if (!body) return { ...BAD_REQUEST, data: NOTHING };
    if (meta.topic === ROBOT_TOPIC) {
      const outcome = await options.onRobotMessage(body, meta);
      return { ...(outcome === 'taken' ? OK : BAD_REQUEST), data: NOTHING };
    }
    const update = await options.onCard(body, meta);
    return update === null ? { ...BAD_REQUEST, data: NOTHING } : { ...OK, data: JSON.stringify({ response: update }) };
  }

  return {
    start: () => supervised.start(),
    async stop() {
      await within(DRAIN_MS, Promise.all(underWay));
      await supervised.stop();
      await within(DRAIN_MS, Promise.all(underWay));
    },
    state: () => ({ ...supervised.state(), lastFrameAt }),
  };
}

interface Ack {
  code: number;
  message: string;
  data: string;
}

function readFrame(text: string): Frame | null {
  const frame = frameOf(text);
  if (!frame) return null;
  // One of the platform's samples has it in the singular.
  const { topic, messageId } = fieldsOf(frame.headers ?? frame.header);
  if (typeof topic !== 'string') return null;
  return {
    type: frame.type,
    meta: { topic, messageId: typeof messageId === 'string' && messageId !== '' ? messageId : null },
    data: typeof frame.data === 'string' ? frame.data : '',
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).catch(() => {});
  clearTimeout(timer);
}
