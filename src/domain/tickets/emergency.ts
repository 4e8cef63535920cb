// The first line of an answer to a danger: whom to call before anybody comes.
import { phrases } from '../../core/phrases.ts';
import type { Ticket } from '../../core/ticket.ts';
import { heardMissing } from '../words/reports.ts';

/** Whom a person in danger calls now: the line of the hazard's category; for somebody lost, the line of its own. */
export function emergencyOf({ category, words, urgent }: Pick<Ticket, 'category' | 'words' | 'urgent'>): string {
  return urgent && category === 'public_order' && heardMissing.test(words) ? phrases.missing : phrases.emergency(category);
}
