// A wish as it is kept: what `core/planner.ts` calls Wish and Recurrence, checked on the way out of the store.
import { z } from 'zod';
import { dayParts, type Recurrence, type Wish } from '../../core/planner.ts';

const weekday = z.int().min(1).max(7);

export const recurrenceSchema: z.ZodType<Recurrence> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('monthly_day'), day: z.int().min(1).max(31) }),
  z.object({ kind: z.literal('monthly_weekday'), nth: z.int().min(1).max(5), weekday }),
  z.object({ kind: z.literal('weekly'), weekday }),
]);

const text = z.string().exactOptional();

export const wishSchema: z.ZodType<Wish> = z.object({
  date: text,
  from: text,
  to: text,
  part: z.enum(dayParts).exactOptional(),
  start: text,
  end: text,
  durationMinutes: z.number().exactOptional(),
  every: recurrenceSchema.exactOptional(),
});
