// A ticket as its row holds it.
import type { NewTicket, Ticket, TicketStep } from '../../core/ticket.ts';

export type Content = Omit<NewTicket, 'urgent' | 'anonymous' | 'next'> & {
  urgent: number;
  anonymous: number;
  nextStep: TicketStep | null;
  nextAt: number | null;
};
export type Row = Content & { id: number; number: string };

export const COLUMNS = [
  'id',
  'number',
  'kind',
  'category',
  'urgent',
  'anonymous',
  'reporter_id as reporterId',
  'reporter_digest as reporterDigest',
  'group_id as group',
  'level',
  'status',
  'handler_id as handlerId',
  'unsatisfied',
  'due_at as dueAt',
  'ended_as as end',
  'created_at as createdAt',
  'level_at as levelAt',
  'status_at as statusAt',
  'next_step as nextStep',
  'next_at as nextAt',
  'turn',
  'calls',
  'answered_at as answeredAt',
  'source',
  'place',
  'reporter_seal as reporterSeal',
  'outcome',
  'words',
  'original',
] as const;

/** What may change; number and source never do. */
export const columns = (slot: Content) => ({
  kind: slot.kind,
  category: slot.category,
  urgent: slot.urgent,
  anonymous: slot.anonymous,
  reporter_id: slot.reporterId,
  reporter_digest: slot.reporterDigest,
  group_id: slot.group,
  level: slot.level,
  status: slot.status,
  handler_id: slot.handlerId,
  unsatisfied: slot.unsatisfied,
  due_at: slot.dueAt,
  ended_as: slot.end,
  created_at: slot.createdAt,
  level_at: slot.levelAt,
  status_at: slot.statusAt,
  next_step: slot.nextStep,
  next_at: slot.nextAt,
  turn: slot.turn,
  calls: slot.calls,
  answered_at: slot.answeredAt,
  place: slot.place,
  reporter_seal: slot.reporterSeal,
  outcome: slot.outcome,
  words: slot.words,
  original: slot.original,
});

export function contentOf({ urgent, anonymous, next, ...rest }: NewTicket): Content {
  const [nextStep, nextAt] = next === null ? [null, null] : [next.step, next.at];
  return { ...rest, urgent: Number(urgent), anonymous: Number(anonymous), nextStep, nextAt };
}

export function toTicket({ nextStep, nextAt, ...row }: Row): Ticket {
  return {
    ...row,
    id: String(row.id),
    urgent: row.urgent === 1,
    anonymous: row.anonymous === 1,
    next: nextStep === null || nextAt === null ? null : { step: nextStep, at: nextAt },
  };
}
