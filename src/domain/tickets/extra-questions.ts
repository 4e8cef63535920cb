// Questions whose answer changes what happens: asked once, after a report that is not urgent, where its words do not say it.
import type { HazardCategory, Ticket } from '../../core/ticket.ts';
import { heardCrash, heardLift, saidAlready } from '../words/reports.ts';

/** Each: a yes means that somebody is in danger. The wording stands in core/phrases-reports.ts. */
export const extraQuestions = ['hurt', 'wire', 'smell', 'leak', 'trapped'] as const;
export type ExtraQuestion = (typeof extraQuestions)[number];

const table: Partial<Record<HazardCategory, { ask: ExtraQuestion; onlyOf?: RegExp }>> = {
  traffic: { ask: 'hurt', onlyOf: heardCrash },
  electrical: { ask: 'wire' },
  gas: { ask: 'smell' },
  parcel: { ask: 'leak' },
  facility: { ask: 'trapped', onlyOf: heardLift },
};

/** @param words all that was said of it */
export function extraQuestionFor({ kind, category, urgent, place }: Ticket, words: string): ExtraQuestion | null {
  if (kind !== 'hazard' || urgent || place === null) return null;
  const row = table[category as HazardCategory];
  if (!row || (row.onlyOf && !row.onlyOf.test(words)) || saidAlready[row.ask].test(words)) return null;
  return row.ask;
}
