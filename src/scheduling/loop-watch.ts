import { monitorEventLoopDelay } from 'node:perf_hooks';
import { SECOND_MS } from '../core/clock.ts';
import type { Log } from '../core/services.ts';

const LOOK_EVERY_MS = 10 * SECOND_MS;
/** A stop that callers feel: a platform waits 5 s in all. */
const LONG_STOP_MS = 200;

/** Tells the operator when the process stood still for long. @returns stops watching */
export function watchLoop(log: Log): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const timer = setInterval(() => {
    const stopMs = Math.round(delay.max / 1e6);
    if (stopMs > LONG_STOP_MS) log.warn({ stopMs }, 'the process stood still');
    delay.reset();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}
