// What handlers do by themselves: each one's works, its look at the coming day, and what it forgets.
import { z } from 'zod';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../core/clock.ts';
import type { Handler } from '../core/handler.ts';
import { shanghaiDate, startOfDay } from '../core/shanghai.ts';
import type { Transaction } from '../core/store.ts';
import { planWork, workKind } from '../domain/works.ts';
import type { Runner } from './runner.ts';

export const SKILLS_NIGHT = 'skills-night';

/** After midnight, when the day has begun for every skill. */
const LOOKS_AT_MS = 7 * MINUTE_MS;
/** Forgotten at once; what is left follows in a moment, in a transaction of its own. */
const PORTION = 1_000;
const NEXT_PORTION_MS = 2 * SECOND_MS;

const NIGHTLY = 'nightly';

/** Plans today's look, which may have been missed, or the next; one per day however often it is called. */
export async function planSkillsNight(tx: Transaction, now: number, day = startOfDay(now)): Promise<void> {
  const key = `${SKILLS_NIGHT}:${shanghaiDate(day)}`;
  const body = { kind: SKILLS_NIGHT, payload: {} };
  await tx.scheduled.add([{ key, orderingKey: SKILLS_NIGHT, body, dueAt: day + LOOKS_AT_MS }], now);
}

/** By the name the work has in the store (`workKind` of domain/works.ts). */
export function skillRunners(handlers: readonly Handler[]): Map<string, Runner> {
  const runners = new Map<string, Runner>([[SKILLS_NIGHT, night(handlers)]]);
  for (const { name, works = {}, nightly } of handlers) {
    for (const [work, { payload, run }] of Object.entries(works)) {
      runners.set(workKind(name, work), async (doing, given) => run(doing, payload.parse(given)));
    }
    if (nightly) runners.set(workKind(name, NIGHTLY), nightly);
  }
  return runners;
}

function night(handlers: readonly Handler[]): Runner {
  return async ({ tx, now }) => {
    const today = startOfDay(now);
    await planSkillsNight(tx, now, today + DAY_MS);
    // Each its own work: one that fails holds up no other.
    for (const { name, nightly } of handlers) {
      const key = shanghaiDate(today);
      if (nightly) await planWork(tx, { handler: name, work: NIGHTLY, key, payload: {}, dueAt: now }, now);
    }
    const purged: number[] = [];
    for (const [collection, keptMs] of handlers.flatMap(({ forgets = {} }) => Object.entries(forgets))) {
      purged.push(await tx.collection(collection, z.unknown()).purge(now - keptMs, PORTION));
    }
    if (!purged.includes(PORTION)) return;
    const body = { kind: SKILLS_NIGHT, payload: {} };
    const dueAt = now + NEXT_PORTION_MS;
    await tx.scheduled.add([{ key: `${SKILLS_NIGHT}:more:${now}`, orderingKey: SKILLS_NIGHT, body, dueAt }], now);
  };
}
