import { SECOND_MS } from '../core/clock.ts';
import { messageOf } from '../core/errors.ts';
import type { Log } from '../core/services.ts';

/** How often a worker at rest looks for what has become due meanwhile: retries, scheduled work, leases that ran out. */
const LOOK_EVERY_MS = SECOND_MS;
const STOP_WITHIN_MS = 2 * SECOND_MS;

/** What a worker does; it knows nothing of queues. */
export interface WorkerJob {
  name: string;
  /** Does what is due. True when there may be more at once. */
  round(): Promise<boolean>;
  log: Log;
  /** False where the clock is moved by hand: then `drain` is called instead of waiting. */
  hasTimers: boolean;
}

/** Sockets and timers get their turn between rounds: with an embedded store a round never waits for the outside. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** One loop: wake → rounds until nothing is due → rest, with a look now and then. Never two rounds at once. */
export function createWorker(job: WorkerJob) {
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;

  async function loop(): Promise<void> {
    try {
      do {
        isAskedAgain = false;
        while (!isStopped && (await job.round())) await nextTurn();
      } while (isAskedAgain && !isStopped);
    } catch (error) {
      job.log.error({ worker: job.name, error: messageOf(error) }, 'worker round failed');
      // Whoever asks again asks for the same failure: the next look is soon enough.
      isAskedAgain = false;
    }
    if (!isStopped && job.hasTimers) timer ??= setTimeout(look, LOOK_EVERY_MS);
  }

  function look(): void {
    timer = null;
    wake();
  }

  function wake(): void {
    if (isStopped) return;
    isAskedAgain = true;
    running ??= loop().finally(() => {
      running = null;
      if (isAskedAgain) wake();
    });
  }

  return {
    wake,
    isIdle: () => running === null,
    /** Resolves when nothing is being worked and nothing is due. */
    async drain(): Promise<void> {
      wake();
      while (running) await running;
    },
    /** Ends after the round in hand, or after two seconds without it. */
    async stop(): Promise<void> {
      isStopped = true;
      isAskedAgain = false;
      if (timer) clearTimeout(timer);
      if (running) await Promise.race([running, new Promise((resolve) => setTimeout(resolve, STOP_WITHIN_MS).unref())]);
    },
  };
}

export type Worker = ReturnType<typeof createWorker>;
