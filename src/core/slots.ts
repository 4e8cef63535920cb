// Slots of the intents that have a handler, parsed once after understanding. A slot that was not said is null.
import { z } from 'zod';
import { activityKinds, activityModes } from './activity.ts';
import { audiences } from './notice.ts';
import { appealTopics, handlingActions, hazardCategories } from './ticket.ts';

export const checkInKinds = ['party_day', 'patrol', 'volunteer', 'double_report', 'activity', 'unspecified'] as const;
export type CheckInKind = (typeof checkInKinds)[number];

export const patrolItems = ['charging', 'passage', 'vehicles', 'fire_gear'] as const;
export type PatrolItem = (typeof patrolItems)[number];

export type PatrolItems = Partial<Record<PatrolItem, 'ok' | 'wrong'>>;

export const patrolHalves = ['morning', 'evening'] as const;
export type PatrolHalf = (typeof patrolHalves)[number];

/** Slots of ours beside the label standard's; the `understand` command leaves them out. */
export const ownSlots: readonly string[] = [
  'items',
  'half',
  'days_ago',
  'vague_hours',
  'companion',
  'doubt',
  'where',
  'exception',
  'despair',
  'minor',
];

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
  /** `whether`: perhaps it is not done (yet); `what`: nobody said what is done. */
  doubt: z.enum(['whether', 'what']).nullish().default(null),
  /** Nothing was said but to be at this place. */
  where: span,
  /** Said to be amiss on a patrol, beside its list. */
  exception: span,
  /** Somebody who is said to be there as well. */
  companion: span,
  /** Patrol list: what was said of each item. */
  items: z
    .partialRecord(z.enum(patrolItems), z.enum(['ok', 'wrong']))
    .nullish()
    .default(null),
});
export type CheckInSlots = z.infer<typeof checkInSlots>;

const count = z.number().nullish().default(null);

export const signUpSlots = z.object({ activity: span, party_size: count, session: span });
export type SignUpSlots = z.infer<typeof signUpSlots>;

export const cancelSignUpSlots = z.object({ activity: span });

export const queryActivitySlots = z.object({ activity: span, from: span, to: span });

export const planActivitySlots = z.object({
  title: span,
  kind: z.enum(activityKinds).nullish().default(null),
  /** ISO 8601 with +08:00; a day without a clock time is in `HandlerContext.wish()`. */
  start: span,
  end: span,
  place: span,
  capacity: count,
  mode: z.enum(activityModes).nullish().default(null),
});
export type PlanActivitySlots = z.infer<typeof planActivitySlots>;

export const broadcastNoticeSlots = z.object({
  body: z.string().max(4_000).nullish().default(null),
  audience: z
    .enum(audiences)
    .nullish()
    .transform((audience) => audience ?? 'all'),
  send_at: span,
  require_ack: z
    .boolean()
    .nullish()
    .transform((isWanted) => isWanted ?? false),
});

export const lists = ['signed_up', 'not_signed_up', 'checked_in', 'not_checked_in', 'acknowledged', 'not_acknowledged'] as const;
export type List = (typeof lists)[number];

export const listAttendanceSlots = z.object({ what: z.enum(lists).nullish().default(null), activity: span });

export const raiseAppealSlots = z.object({
  topic: z
    .enum(appealTopics)
    .nullish()
    .transform((topic) => topic ?? 'other'),
  /** Asked for with the appeal itself; what was not said is asked. */
  anonymous: z
    .boolean()
    .nullish()
    .transform((isWanted) => isWanted ?? false),
  /** What is too long for a place is part of the words. */
  place: span.catch(null),
});
export type RaiseAppealSlots = z.infer<typeof raiseAppealSlots>;

export const queryTicketSlots = z.object({ ticket: span });

export const noSlots = z.object({});

/** Lenient: of a danger nothing may be refused because a part of it was misread. */
export const reportHazardSlots = z.object({
  category: z.enum(hazardCategories).catch('other').default('other'),
  place: span.catch(null),
  urgent: z
    .boolean()
    .nullish()
    .catch(false)
    .transform((isUrgent) => isUrgent === true),
  observed_at: span.catch(null),
  /** Ours: somebody does not want to live. */
  despair: z
    .boolean()
    .nullish()
    .catch(false)
    .transform((isSaid) => isSaid === true),
  /** Ours: a small cut, for which somebody looks for a plaster. */
  minor: z
    .boolean()
    .nullish()
    .catch(false)
    .transform((isSaid) => isSaid === true),
});
export type ReportHazardSlots = z.infer<typeof reportHazardSlots>;

/** Lenient: what is too long is answered with a sentence, and nothing is changed. */
const anyText = z.string().nullish().catch(null).default(null);

export const updateTicketSlots = z.object({
  ticket: anyText,
  action: z.enum(handlingActions).nullish().catch(null).default(null),
  note: anyText,
});

export const rateTicketSlots = z.object({ ticket: anyText, satisfied: z.boolean().nullish().catch(null).default(null) });
