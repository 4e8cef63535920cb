// Time and chance of a fake platform: both can be set, so that hours pass at once and a bad day can be repeated.

export type Now = () => number;

/** 0 ≤ x < 1, the same row for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Windows = ReturnType<typeof createWindows>;

/** Counts in rolling stretches of time, and blocks. */
export function createWindows(now: Now) {
  const lanes = new Map<string, { instants: number[]; head: number }>();
  const blocks = new Map<string, number>();

  function inside(lane: string, ms: number) {
    const found = lanes.get(lane) ?? { instants: [], head: 0 };
    lanes.set(lane, found);
    const from = now() - ms;
    while (found.head < found.instants.length && found.instants[found.head]! <= from) found.head += 1;
    if (found.head > 4_096) {
      found.instants.splice(0, found.head);
      found.head = 0;
    }
    return found;
  }

  return {
    /** Takes a place among `most` in any `ms`; false = none is left, and none was taken. */
    take(lane: string, most: number, ms: number): boolean {
      const found = inside(`${lane}/${ms}`, ms);
      if (found.instants.length - found.head >= most) return false;
      found.instants.push(now());
      return true;
    },
    block(lane: string, ms: number): void {
      blocks.set(lane, now() + ms);
    },
    isBlocked(lane: string): boolean {
      return (blocks.get(lane) ?? 0) > now();
    },
  };
}

export type Alarms = ReturnType<typeof createAlarms>;

/** What is due after a while: by the platform's clock when that is moved, by real time when it stands still. */
export function createAlarms(now: Now) {
  const pending = new Set<{ dueAt: number; reallyDueAt: number; run: () => void }>();
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    for (const alarm of [...pending].sort((a, b) => a.dueAt - b.dueAt)) {
      if (now() < alarm.dueAt && performance.now() < alarm.reallyDueAt) continue;
      pending.delete(alarm);
      alarm.run();
    }
    if (pending.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    /** @returns how to call it off */
    after(ms: number, run: () => void): () => void {
      const alarm = { dueAt: now() + ms, reallyDueAt: performance.now() + ms, run };
      pending.add(alarm);
      timer ??= setInterval(look, 10).unref();
      return () => void pending.delete(alarm);
    },
    close(): void {
      pending.clear();
      clearInterval(timer);
      timer = undefined;
    },
  };
}
