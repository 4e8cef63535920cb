// "Here, and the door is locked": where nothing is held, having come is only how a complaint or a question begins.
import { HOUR_MS } from '../core/clock.ts';
import { readClauses } from './clauses.ts';
import { arrival } from './lexicon.ts';
import type { Reading } from './reading.ts';

/** What starts so soon, or began no longer ago, may be what somebody has come to. */
const AHEAD_MS = 2 * HOUR_MS;
const HELD_MS = 6 * HOUR_MS;

export interface Beside {
  /** What is said beside having come, with the place that was come to. */
  text: string;
  /** Something there is not as it should be. */
  isFault: boolean;
}

/** What somebody means who says beside it that he has come; null where he may as well be checking in. */
export function besideArrival({ raw, folded, quote, urgent, owners, context }: Reading): Beside | null {
  if (quote !== null || arrival.checksIn.test(folded)) return null;
  if (context.activities.some(({ start }) => start - context.now <= AHEAD_MS && context.now - start <= HELD_MS)) return null;
  const opening = arrival.opens.exec(folded);
  const closing = opening ? null : arrival.closes.exec(folded);
  const found = opening ?? closing;
  if (!found) return null;
  // A danger is looked at with every word around it.
  if (urgent) return { text: raw, isFault: false };
  const rest = opening ? raw.slice(opening[0].length) : raw.slice(0, found.index);
  const { spoken, clauses } = readClauses(rest);
  const isFault = arrival.fault.test(spoken) && !arrival.excuse.test(spoken);
  const isAsked = owners.has('check_in') && clauses.some(({ asks }) => asks);
  if (!isFault && !isAsked) return null;
  const place = found.groups?.place ?? found.groups?.at;
  return { text: isFault && place ? `${place} ${rest}` : rest, isFault };
}
