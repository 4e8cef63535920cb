// Time that only the test moves, beside connections that are real: what the network has to say arrives between two steps.
import { vi } from 'vitest';

/** To be undone after each test: the files of this project share one process. */
export function stopTime(at: string): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: new Date(at) });
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Lets what is on its way arrive: loopback needs some turns of the loop, not time. */
export async function breathe(turns = 40): Promise<void> {
  for (let count = 0; count < turns; count += 1) await turn();
}

/** Waits for something the network brings, without moving the time. */
export async function until(what: () => boolean): Promise<void> {
  for (let count = 0; count < 200_000; count += 1) {
    if (what()) return;
    await turn();
  }
  throw new Error(`It never came true: ${what}`);
}

/** Moves the time in steps, and lets the network speak in between. */
export async function pass(ms: number, stepMs = 500): Promise<void> {
  for (let left = ms; left > 0; left -= stepMs) {
    await vi.advanceTimersByTimeAsync(Math.min(left, stepMs));
    await breathe();
  }
}

/** The most instants within any stretch of `ms`. */
export function mostWithin(instants: readonly number[], ms: number): number {
  return Math.max(0, ...instants.map((from) => instants.filter((at) => at >= from && at < from + ms).length));
}
