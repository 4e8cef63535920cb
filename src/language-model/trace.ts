// Where the words of one clause stand in one sentence of a passage.
import { bindingWords } from '../domain/words/wording.ts';
import type { Claim, Clause } from './claims.ts';

/** A stretch of the clause that stands in the sentence as it is. */
interface Stretch {
  /** In the sentence; `to` is behind its last token. */
  from: number;
  to: number;
}

/** Shorter ones move nothing about. */
const MOVED_MIN = 3;

/** Where the source says a thing several times, so many ways are tried. */
const TRIES_MAX = 64;

/**
 * The stretches of `source`, from token `first` on, a clause is made of, in the clause's order; null when it holds a word of its own, or puts together what the
 * source keeps apart. Each is two tokens long at least, but for what stands alone between marks and the first or last word of a clause
 * that does not bind. Between two of them something may be left out of one clause of the source (no number), or a whole clause but its
 * subject; one may be moved within its clause. At most clause × sentence steps, and few more.
 */
export function trace(clause: readonly string[], source: Claim, first = 0): Stretch[] | null {
  const runs = runsOf(clause, source.tokens);
  let tries = 0;
  const from = (at: number, before: readonly Stretch[], moved: number): Stretch[] | null => {
    if (at === clause.length) return [...before];
    for (const next of longest(runs[at]!, source, first, before.at(-1))) {
      tries += 1;
      if (tries > TRIES_MAX) return null;
      const last = before.at(-1);
      const isMoved = last !== undefined && next.from < last.to;
      if (last && ((isMoved && moved > 0) || !mayFollow(last, next, source))) continue;
      const found = from(at + next.to - next.from, [...before, next], moved + (isMoved ? 1 : 0));
      if (found) return found;
    }
    return null;
  };
  return from(0, [], 0);
}

/** Length of the common stretch from each pair of positions on, `[clause][source]`. */
function runsOf(clause: readonly string[], source: readonly string[]): Uint16Array[] {
  const runs = Array.from({ length: clause.length + 1 }, () => new Uint16Array(source.length + 1));
  for (let i = clause.length - 1; i >= 0; i -= 1) {
    const [row, below] = [runs[i]!, runs[i + 1]!];
    for (let j = source.length - 1; j >= 0; j -= 1) if (clause[i] === source[j]) row[j] = 1 + below[j + 1]!;
  }
  return runs;
}

/** The longest stretches; those behind the one before first. */
function longest(
  row: Uint16Array,
  { tokens, clauses, clauseOf, isAlone }: Claim,
  first: number,
  before: Stretch | undefined,
): Stretch[] {
  const mayBeOne = (at: number) => {
    const { from, to } = clauses[clauseOf[at] ?? 0] ?? { from: -1, to: -1 };
    return isAlone[at] === true || ((at === from || at === to - 1) && !bindingWords.includes(tokens[at] ?? ''));
  };
  const starts = [...tokens.keys()].filter((at) => at >= first && (row[at]! > 1 || (row[at] === 1 && mayBeOne(at))));
  const most = Math.max(0, ...starts.map((at) => row[at]!));
  const behind = before?.to ?? 0;
  return starts
    .filter((at) => row[at] === most)
    .map((from) => ({ from, to: from + most }))
    .sort((a, b) => Number(a.from < behind) - Number(b.from < behind));
}

const isNumber = (token: string | undefined): boolean => token?.startsWith('#') ?? false;

function mayFollow(before: Stretch, next: Stretch, { tokens, clauses, clauseOf }: Claim): boolean {
  const [left, right] = [clauseOf[before.to - 1] ?? 0, clauseOf[next.from] ?? 0];
  if (next.from >= before.to) {
    if (left === right) return !tokens.slice(before.to, next.from).some(isNumber);
    // A subject, and what a later clause says of it from its first word on.
    return before.to - before.from > 1 && before.from === startOf(clauses, left) && next.from === startOf(clauses, right);
  }
  if (left !== right || Math.min(before.to - before.from, next.to - next.from) < MOVED_MIN) return false;
  const { from, to } = clauses[left]!;
  return tokens.slice(from, to).filter(isNumber).length < 2;
}

const startOf = (clauses: readonly Clause[], index: number): number => clauses[index]?.from ?? -1;
