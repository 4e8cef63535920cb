// What is kept of a plan with the question whether to publish it.
import { z } from 'zod';
import { recurrenceSchema } from './wish-schema.ts';

export const draftState = z.object({
  activityId: z.string(),
  /** The title names the month it is held in. */
  isMonthTitle: z.boolean(),
  every: recurrenceSchema.nullable(),
  /** Nobody said when. */
  isProposed: z.boolean(),
  /** Put off, or found wrong: a bare yes shows it again, and publishes nothing. */
  isHeld: z.boolean().default(false),
});
export type DraftState = Omit<z.infer<typeof draftState>, 'activityId' | 'isHeld'>;
