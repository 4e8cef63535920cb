// The label standard as a table: which parts each intent has and what each part may hold. Training texts, the trained reader and
// what a language model answers are all checked against it.
import { z } from 'zod';
import type { Intent } from './intent.ts';
import { checkInKinds } from './slots.ts';
import { facilities } from './station.ts';
import { appealTopics, handlingActions, hazardCategories } from './ticket.ts';

/** What a slot holds. `span` = a stretch copied from the text; `choice` = one of a few words. */
export type SlotKind =
  | { kind: 'span' | 'time' | 'date' | 'month' | 'ticket' | 'count' | 'amount' | 'flag' }
  | { kind: 'choice'; choices: readonly string[] };

const span = { kind: 'span' } as const;
const time = { kind: 'time' } as const;
const date = { kind: 'date' } as const;
const ticket = { kind: 'ticket' } as const;
const count = { kind: 'count' } as const;
const flag = { kind: 'flag' } as const;
const choice = (...choices: string[]) => ({ kind: 'choice', choices }) as const;

/** Every slot of every intent; what is not listed does not exist. */
export const intentSlots: Readonly<Record<Intent, Readonly<Record<string, SlotKind>>>> = {
  check_in: {
    kind: choice(...checkInKinds),
    mode: choice('onsite', 'online'),
    hours: { kind: 'amount' },
    place: span,
    at: time,
    on_behalf_of: span,
  },
  sign_up: { activity: span, party_size: count, session: time },
  cancel_sign_up: { activity: span },
  report_hazard: {
    category: choice(...hazardCategories),
    place: span,
    urgent: flag,
    observed_at: time,
  },
  raise_appeal: {
    topic: choice(...appealTopics),
    anonymous: flag,
    place: span,
  },
  ask_policy: {},
  find_station: {
    area: span,
    facility: choice(...facilities),
    near_me: flag,
  },
  query_activity: { activity: span, from: date, to: date },
  query_points: { scope: choice('self', 'rank', 'rules') },
  redeem_points: { item: span, cost: count },
  query_ticket: { ticket },
  rate_ticket: { ticket, satisfied: flag },
  acknowledge: {},
  finish_study: { title: span },
  register: { party_member: flag, home_branch: span, community: span },
  undo: {},
  help: {},
  broadcast_notice: {
    body: span,
    audience: choice('all', 'couriers', 'riders', 'members'),
    send_at: time,
    require_ack: flag,
  },
  plan_activity: {
    title: span,
    kind: choice('party_day', 'volunteer', 'training', 'health_check', 'meeting', 'other'),
    start: time,
    end: time,
    place: span,
    capacity: count,
    mode: choice('onsite', 'online', 'both'),
  },
  list_attendance: {
    what: choice('signed_up', 'not_signed_up', 'checked_in', 'not_checked_in', 'acknowledged', 'not_acknowledged'),
    activity: span,
  },
  update_ticket: {
    ticket,
    action: choice(...handlingActions),
    note: span,
  },
  export_report: { what: choice('attendance', 'tickets', 'points', 'all'), period: { kind: 'month' } },
  smalltalk: {},
};

const SPAN_MAX = 1_000;

/** The values a slot may hold, as a schema without transforms. */
export function slotSchema(slot: SlotKind): z.ZodType {
  switch (slot.kind) {
    case 'span':
      return z.string().min(1).max(SPAN_MAX);
    case 'time':
      return z.iso.datetime({ offset: true }).regex(/\+08:00$/);
    case 'date':
      return z.iso.date();
    case 'month':
      return z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
    case 'ticket':
      return z.string().regex(/^[HA]-\d{4,6}$/);
    case 'count':
      return z.number().int().min(1).max(100_000);
    case 'amount':
      return z.number().positive().max(1_000);
    case 'flag':
      return z.boolean();
    case 'choice':
      return z.enum(slot.choices as [string, ...string[]]);
  }
}

/** The slots of one intent as an object; a slot that was not given is null or left out, an unknown one is refused. */
export function slotsSchema(intent: Intent): z.ZodObject {
  const shape = Object.entries(intentSlots[intent]).map(([name, slot]) => [name, slotSchema(slot).nullish()]);
  return z.strictObject(Object.fromEntries(shape));
}
