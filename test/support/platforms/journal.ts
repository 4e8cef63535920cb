// What a fake platform remembers: who was told what, what was wrong with a request, how often each path was called.
import type { z } from 'zod';

export interface Button {
  id: string;
  label: string;
}

/** One bubble as people see it. */
export interface Delivered {
  /** By the platform's clock; ms. */
  at: number;
  /** One of the two: a group's id, or the person whose direct chat it is. */
  group: string | null;
  person: string | null;
  /** `callback`, `response_url`, `app`, `webhook`, `respond`, `send`, `session`, `group_send`, `batch_send`, `card`. */
  via: string;
  /** The platform's own word: `text`, `markdown`, `stream`, `template_card`, `sampleMarkdown` … or `update` of a card. */
  kind: string;
  text: string;
  buttons: Button[];
  /** User ids that are really called; `@all` for everybody. */
  mentions: string[];
  /** `task_id` or `outTrackId`: what a click names. */
  card: string | null;
  /** Id of the message it answers; null for what nobody asked for. */
  answers: string | null;
  /** A stream that is still being written. */
  isOpen: boolean;
}

export type Bubble = Pick<Delivered, 'via' | 'kind' | 'text'> & Partial<Omit<Delivered, 'at'>>;

export interface Violation {
  path: string;
  problem: string;
}

export type Journal = ReturnType<typeof createJournal>;

export function createJournal(now: () => number) {
  const delivered: Delivered[] = [];
  const dropped: Delivered[] = [];
  const violations: Violation[] = [];
  const calls: Record<string, number> = {};
  const listeners = new Set<(one: Delivered) => void>();

  const stand = (bubble: Bubble): Delivered => {
    const rest = { group: null, person: null, buttons: [], mentions: [], card: null, answers: null, isOpen: false };
    return { at: now(), ...rest, ...bubble };
  };
  const tell = (one: Delivered) => {
    for (const listener of [...listeners]) listener(one);
  };

  return {
    delivered,
    /** Taken with a friendly face, and shown to nobody: over a limit nobody is told about. */
    dropped,
    violations,
    calls,
    deliver(bubble: Bubble): Delivered {
      const one = stand(bubble);
      delivered.push(one);
      tell(one);
      return one;
    },
    /** A stream goes on: the words are replaced, not added to. */
    rewrite(one: Delivered, change: Partial<Pick<Delivered, 'text' | 'mentions' | 'isOpen'>>): void {
      Object.assign(one, change);
      tell(one);
    },
    drop(bubble: Bubble): void {
      dropped.push(stand(bubble));
    },
    violate(path: string, problem: string): void {
      violations.push({ path, problem });
    },
    count(path: string): void {
      calls[path] = (calls[path] ?? 0) + 1;
    },
    /** The value as documented; null, and a violation, when it is not. */
    read<T>(schema: z.ZodType<T>, value: unknown, path: string): T | null {
      const read = schema.safeParse(value);
      if (read.success) return read.data;
      for (const { path: where, message } of read.error.issues)
        violations.push({ path, problem: `${where.map(String).join('.')}: ${message}` });
      return null;
    },
    /** Told of each bubble, and again when a stream goes on. @returns how to stop it */
    onDelivered(listener: (one: Delivered) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** The first finished bubble that fits, now or later. @throws Error when none comes in time */
    waitFor(fits: (one: Delivered) => boolean, withinMs = 5_000): Promise<Delivered> {
      const isIt = (one: Delivered) => !one.isOpen && fits(one);
      const there = delivered.find(isIt);
      if (there) return Promise.resolve(there);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`Nothing that fits was delivered within ${withinMs} ms.`));
        }, withinMs);
        const listener = (one: Delivered) => {
          if (!isIt(one)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(one);
        };
        listeners.add(listener);
      });
    },
  };
}
