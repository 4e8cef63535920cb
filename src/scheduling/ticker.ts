import cron from 'node-cron';
import { SECOND_MS } from '../core/clock.ts';

const MONOTONIC_TICK_MS = 10 * SECOND_MS;

/**
 * Wakes whoever looks for due work: node-cron at each full minute of the wall clock, and a monotonic tick beside it, because
 * node-cron falls silent for as long as the wall clock was set back. Neither decides what is due: the store does.
 * @returns stops both
 */
export function startTicker(wake: () => void): () => Promise<void> {
  const task = cron.schedule('* * * * *', wake, { timezone: 'Asia/Shanghai', noOverlap: true });
  const interval = setInterval(wake, MONOTONIC_TICK_MS);
  return async () => {
    clearInterval(interval);
    await task.destroy();
  };
}
