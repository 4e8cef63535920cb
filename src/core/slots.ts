// Slots of the intents that have a handler, parsed once after understanding. A slot that was not said is null.
import { z } from 'zod';

export const checkInKinds = ['party_day', 'patrol', 'volunteer', 'double_report', 'activity', 'unspecified'] as const;
export type CheckInKind = (typeof checkInKinds)[number];

export const patrolItems = ['charging', 'passage', 'vehicles', 'fire_gear'] as const;
export type PatrolItem = (typeof patrolItems)[number];

export type PatrolItems = Partial<Record<PatrolItem, 'ok' | 'wrong'>>;

export const patrolHalves = ['morning', 'evening'] as const;
export type PatrolHalf = (typeof patrolHalves)[number];

/** Slots of ours beside the label standard's; the `understand` command leaves them out. */
export const ownSlots: readonly string[] = ['items', 'half', 'days_ago', 'vague_hours', 'companion', 'despair'];

/** The slots as the label standard knows them. */
export function withoutOwnSlots(slots: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => !ownSlots.includes(slot)));
}

const span = z.string().max(200).nullish().default(null);

export const checkInSlots = z.object({
  kind: z
    .enum(checkInKinds)
    .nullish()
    .transform((kind) => kind ?? 'unspecified'),
  mode: z.enum(['onsite', 'online']).nullish().default(null),
  hours: z.number().nullish().default(null),
  place: span,
  /** ISO 8601 with +08:00. */
  at: span,
  on_behalf_of: span,
  /** Patrol: the morning or the evening one, when it was said. */
  half: z.enum(patrolHalves).nullish().default(null),
  /** Another day was named without an hour: 1 = yesterday, more = longer ago. */
  days_ago: z.number().nullish().default(null),
  /** Hours were said, but as "one and something" or "two or three". */
  vague_hours: z.boolean().nullish().default(null),
  /** Somebody who is said to be there as well. */
  companion: span,
  /** Patrol list: what was said of each item. */
  items: z
    .partialRecord(z.enum(patrolItems), z.enum(['ok', 'wrong']))
    .nullish()
    .default(null),
});
export type CheckInSlots = z.infer<typeof checkInSlots>;

export const noSlots = z.object({});
