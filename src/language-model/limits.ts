import { DAY_MS, HOUR_MS } from '../core/clock.ts';
import type { Asker } from '../core/language-model.ts';

const AT_ONCE_MAX = 8;
const PERSON_HOUR_MAX = 20;
const CONVERSATION_DAY_MAX = 200;
/** Above this, those who have been silent are forgotten. */
const KEYS_MAX = 5_000;

export interface Limits {
  /** Null: too many. Otherwise call what comes back when the question is answered. */
  take(asker: Asker, now: number): (() => void) | null;
}

/** Twenty questions an hour a person, two hundred a day a conversation, eight at once. Kept in memory. */
export function createLimits(): Limits {
  const persons = createWindow(PERSON_HOUR_MAX, HOUR_MS);
  const conversations = createWindow(CONVERSATION_DAY_MAX, DAY_MS);
  let atOnce = 0;
  return {
    take({ member, conversation }, now) {
      if (atOnce >= AT_ONCE_MAX || persons.isFull(member, now) || conversations.isFull(conversation, now)) return null;
      atOnce += 1;
      persons.add(member, now);
      conversations.add(conversation, now);
      return () => {
        atOnce -= 1;
      };
    },
  };
}

/** Counts per key over a sliding window; what a clock set back left in the future does not count. */
function createWindow(max: number, windowMs: number) {
  const timesOf = new Map<string, number[]>();
  const recent = (key: string, now: number) => (timesOf.get(key) ?? []).filter((at) => at <= now && at > now - windowMs);
  return {
    isFull: (key: string, now: number) => recent(key, now).length >= max,
    add(key: string, now: number) {
      timesOf.set(key, [...recent(key, now), now]);
      if (timesOf.size <= KEYS_MAX) return;
      for (const other of timesOf.keys()) if (recent(other, now).length === 0) timesOf.delete(other);
    },
  };
}
