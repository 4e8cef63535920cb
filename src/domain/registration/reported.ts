// "Please note it down" right after a report is about the report: nobody begins a registration by it.
import { MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { registrationPhrases } from '../../core/phrases-registration.ts';
import { runningStatuses } from '../../core/ticket.ts';
import { ownTickets } from '../tickets/reporter.ts';
import { heardTrouble, namesRegistration } from '../words/registration-talk.ts';

/** So long what was reported is what people speak of. */
const LATELY_MS = 10 * MINUTE_MS;

/** What is answered to whoever wants his report noted down; empty = the report itself was answered. Null: he means to register. */
export async function saidOfReport(doing: Doing, member: Member, words: string): Promise<string | null> {
  if (namesRegistration(words)) return null;
  const [last] = await ownTickets(doing, member, runningStatuses, 1);
  const isInOne = heardTrouble.test(words);
  if (last && doing.now - last.createdAt <= LATELY_MS) return isInOne ? '' : registrationPhrases.reported.taken(last.number);
  return isInOne ? registrationPhrases.reported.what : null;
}
