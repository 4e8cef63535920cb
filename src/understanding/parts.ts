// The parts of a message that are looked at by themselves, because one message may ask for several things.
import { type Clause, type Utterance, within } from './clauses.ts';
import { isOnlyNumber } from './tickets.ts';

/** More clauses than this are not told apart; a message that long is a story. */
const CLAUSES_MAX = 6;

export interface Part {
  utterance: Utterance;
  /** The clause it is, when it is a single one. */
  clause: number | null;
}

/** Each clause, and for each boundary what stands before and behind it; none for a message of one clause. */
export function partsOf(utterance: Utterance): Part[] {
  const clauses = utterance.clauses.slice(0, CLAUSES_MAX);
  const last = clauses.length - 1;
  if (last < 1) return [];
  const parts: Part[] = clauses.map((clause, at) => ({ utterance: within(utterance, clause, clause), clause: at }));
  for (let at = 0; at < last; at += 1) {
    if (at > 0) parts.push(stretch(utterance, clauses[0]!, clauses[at]!));
    if (at + 1 < last) parts.push(stretch(utterance, clauses[at + 1]!, clauses[last]!));
  }
  // A ticket's number that stands by itself names what the rest is about.
  return parts.filter((part) => !isOnlyNumber(part.utterance.folded));
}

function stretch(utterance: Utterance, first: Clause, last: Clause): Part {
  return { utterance: within(utterance, first, last), clause: null };
}
