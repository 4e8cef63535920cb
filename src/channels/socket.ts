// Keeps a WebSocket to a platform: when to connect, and when not to. Both platforms' official packages lose control here (one doubles
// its attempts with every refusal), so that this is the one place where an attempt begins.
import { MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import { type Resolve, resolveName, unlessAborted } from './download.ts';
import { type DialledSocket, dial, type LiveSocket, type Patience } from './live-socket.ts';
import { findTarget, type Target } from './socket-address.ts';

export type { LiveSocket } from './live-socket.ts';

export type OpenAttempt =
  | { kind: 'open'; url: string }
  /** No address; asked again after a while. The reason is a content-free name. */
  | { kind: 'failed'; reason: string }
  /** Asking soon would only make it worse (400, 401, 403): after a minute at least. */
  | { kind: 'slow'; reason: string };

export interface SocketOptions extends Partial<Patience> {
  /** Where to connect now; once per attempt. @param signal aborted when nobody waits for it any more */
  open(signal: AbortSignal): Promise<OpenAttempt>;
  /** The platform's own hosts; asked for `wss:` addresses only. */
  isAllowed(url: URL): boolean;
  /** Configured addresses (http, https, ws or wss): the operator named their hosts, they may be anywhere. */
  bases?: readonly string[];
  /** Every text frame of every connection that is not closed yet. */
  onFrame(text: string, socket: LiveSocket): void;
  /** It is open; whether it is of any use only a frame shows: see `proved`. */
  onOpen?(socket: LiveSocket): void;
  /** Once for each that was open. */
  onClosed?(socket: LiveSocket, reason: string): void;
  /** An attempt came to nothing. @param inARow so many since something was proved */
  onFailed?(reason: string, inARow: number): void;
  resolve?: Resolve;
  /** From 0 to 1. */
  random?: () => number;
}

export interface SupervisedSocket {
  /** Connects at once, and again whenever the connection is gone. Nothing when it does already. */
  start(): void;
  /** Closes what is open and begins nothing; `start` goes on. */
  rest(reason: string): void;
  /** As `rest`, for good. Resolves when no timer and no connection is left; 2 s at most. */
  stop(): Promise<void>;
  /** The connection is as it should be: the next failure is a first one. */
  proved(): void;
  /** Opens another connection; the present one is read until the other side closes it. */
  replace(): void;
  state(): SocketState;
}

export interface SocketState {
  isOpen: boolean;
  /** How many connections were opened. */
  opened: number;
  attempts: number;
  /** Attempts since something was proved. */
  failures: number;
  /** Binary or overlong frames, and those `onFrame` threw at. */
  ignoredFrames: number;
  /** Why the last attempt or connection ended; null = none has. */
  lastReason: string | null;
}

/** From the question for the address to the open connection. */
const ATTEMPT_MS = 10 * SECOND_MS;
const LONGEST_PAUSE_MS = MINUTE_MS;
const SLOW_MS = MINUTE_MS;
/** Whatever the reasons, in any minute. */
const ATTEMPTS_A_MINUTE = 10;
const REFUSALS = [400, 401, 403];
/**
 * Eight seconds without a pong are known to end good connections (dingtalk-openclaw-connector, 0.7.9); two pings that nobody answers
 * end a dead one within 30 s. Who never answers pings is given longer.
 */
const PATIENCE: Patience = { pingEveryMs: 12 * SECOND_MS, idleMs: 75 * SECOND_MS, answeringIdleMs: 28 * SECOND_MS };

/** One connection at a time, one attempt at a time. Begins with `start`. */
export function superviseSocket(options: SocketOptions): SupervisedSocket {
  const { isAllowed, bases = [], resolve = resolveName, random = Math.random } = options;
  const { pingEveryMs = PATIENCE.pingEveryMs, idleMs = PATIENCE.idleMs } = options;
  const answeringIdleMs = options.answeringIdleMs ?? Math.min(PATIENCE.answeringIdleMs, idleMs);
  const sockets = new Set<DialledSocket>();
  const places = createPlaces(ATTEMPTS_A_MINUTE, MINUTE_MS);
  const counts = { opened: 0, attempts: 0, failures: 0, ignoredFrames: 0 };
  let lastReason: string | null = null;
  let isRunning = false;
  let current: DialledSocket | null = null;
  /** The one attempt that is due or under way. */
  let pending: { cancel(): void } | null = null;

  function plan(delayMs: number): void {
    if (!isRunning || pending) return;
    const timer = setTimeout(() => {
      pending = { cancel: places.leave };
      places.enter(attempt);
    }, delayMs);
    pending = { cancel: () => clearTimeout(timer) };
  }

  function attempt(): void {
    counts.attempts += 1;
    counts.failures += 1;
    const ending = new AbortController();
    const limit = setTimeout(() => ending.abort('timeout'), ATTEMPT_MS);
    const settled = () => {
      clearTimeout(limit);
      pending = null;
    };
    pending = {
      cancel() {
        clearTimeout(limit);
        ending.abort('stopped');
      },
    };
    void connect(ending.signal, settled).catch((failure: unknown) => {
      if (ending.signal.reason === 'stopped') return;
      settled();
      const { reason, isSlow } = ending.signal.aborted ? new Failure('timeout') : failureOf(failure);
      lastReason = reason;
      options.onFailed?.(reason, counts.failures);
      plan(isSlow ? SLOW_MS * (1 + random() / 2) : pauseMs(counts.failures, random()));
    });
  }

  /** Resolves when it is open. @throws Failure, or whatever went wrong on the way */
  async function connect(signal: AbortSignal, settled: () => void): Promise<void> {
    const opened = await unlessAborted(options.open(signal), signal);
    if (opened.kind !== 'open') throw new Failure(opened.reason, opened.kind === 'slow');
    const target = await findTarget(opened.url, { isAllowed, bases, resolve }, signal);
    if (!target) throw new Failure('address_refused', true);
    signal.throwIfAborted();
    await openAt(target, signal, settled);
  }

  function openAt({ url, addresses }: Target, signal: AbortSignal, settled: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => socket.cut(String(signal.reason));
      const socket = dial(
        url,
        addresses,
        { pingEveryMs, idleMs, answeringIdleMs },
        {
          // At once, not a moment later: frames may come in the same packet.
          opened() {
            signal.removeEventListener('abort', abort);
            settled();
            resolve();
            counts.opened += 1;
            current?.retire();
            current = socket;
            guard(() => options.onOpen?.(socket));
          },
          frame: (text) => guard(() => options.onFrame(text, socket)),
          ignored,
          ended(reason, { wasOpen, status }) {
            sockets.delete(socket);
            if (!wasOpen) return reject(new Failure(reason, status !== null && REFUSALS.includes(status)));
            lastReason = reason;
            const isCurrent = current === socket;
            if (isCurrent) current = null;
            guard(() => options.onClosed?.(socket, reason));
            if (isCurrent) plan(pauseMs(counts.failures, random()));
          },
        },
      );
      sockets.add(socket);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  function ignored(): void {
    counts.ignoredFrames += 1;
  }

  /** No frame of theirs ends the process. */
  function guard(work: () => void): void {
    try {
      work();
    } catch {
      ignored();
    }
  }

  function rest(reason: string): void {
    isRunning = false;
    pending?.cancel();
    pending = null;
    current = null;
    for (const socket of sockets) socket.close(reason);
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      plan(0);
    },
    rest,
    async stop() {
      rest('stopped');
      places.clear();
      await Promise.all([...sockets].map(({ closed }) => closed));
    },
    proved() {
      counts.failures = 0;
    },
    replace() {
      if (current) plan(0);
    },
    state: () => ({ ...counts, isOpen: current !== null, lastReason }),
  };
}

class Failure extends Error {
  readonly reason: string;
  readonly isSlow: boolean;

  constructor(reason: string, isSlow = false) {
    super(reason);
    this.reason = reason;
    this.isSlow = isSlow;
  }
}

/** What the caller's `open` or the resolver threw tells nothing that may stand in a log. */
function failureOf(thrown: unknown): Failure {
  return thrown instanceof Failure ? thrown : new Failure('network');
}

/**
 * Full jitter over what doubles from 2 s to a minute, above a floor: 1, 1, 2, 4, 8, 15 s at least, so that whoever is refused asks
 * eight times in the first minute at most.
 */
function pauseMs(failures: number, random: number): number {
  const most = Math.min(LONGEST_PAUSE_MS, SECOND_MS * 2 ** Math.min(Math.max(failures, 1), 10));
  const least = Math.max(SECOND_MS, most / 4);
  return least + random * (most - least);
}

/** At most so many enter in any stretch of time; one may wait. Counted by timers, because a clock may be set. */
function createPlaces(most: number, ms: number) {
  const taken = new Set<NodeJS.Timeout>();
  let waiting: (() => void) | null = null;
  const enter = (work: () => void) => {
    if (taken.size >= most) {
      waiting = work;
      return;
    }
    const place = setTimeout(() => {
      taken.delete(place);
      const next = waiting;
      waiting = null;
      if (next) enter(next);
    }, ms);
    taken.add(place);
    work();
  };
  return {
    enter,
    leave() {
      waiting = null;
    },
    clear() {
      for (const place of taken) clearTimeout(place);
      taken.clear();
    },
  };
}

/** A frame of either platform is a JSON object; undefined for anything else. */
export function frameOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && !Array.isArray(frame) ? { ...frame } : undefined;
  } catch {
    return undefined;
  }
}
