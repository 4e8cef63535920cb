// Slots of the intents that have a handler, parsed once after understanding. A slot that was not said is null.
import { z } from 'zod';

export const checkInKinds = ['party_day', 'patrol', 'volunteer', 'double_report', 'activity', 'unspecified'] as const;
export type CheckInKind = (typeof checkInKinds)[number];

export const patrolItems = ['charging', 'passage', 'vehicles', 'fire_gear'] as const;
export type PatrolItem = (typeof patrolItems)[number];

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
  /** Patrol list: what was said of each item. Not a slot of the label standard; left out when nothing was said. */
  items: z
    .partialRecord(z.enum(patrolItems), z.enum(['ok', 'wrong']))
    .nullish()
    .default(null),
});
export type CheckInSlots = z.infer<typeof checkInSlots>;

export const noSlots = z.object({});
