import { foldText, maskQuotations } from './fold.ts';
import { ASKING, BOUNDARY, POLITE, UNREAL, YESNO_ENDING } from './lexicon.ts';

/** One thought of a message. `text` is folded and of the same length as `raw`; `start` counts from the message's beginning. */
export interface Clause {
  raw: string;
  text: string;
  start: number;
  end: number;
  /** A question, with or without a question mark. */
  asks: boolean;
  /** Supposed, planned or denied. */
  unreal: boolean;
}

/** What was said, cut and folded. `spoken` is `folded` without other people's quoted words. */
export interface Utterance {
  raw: string;
  folded: string;
  spoken: string;
  clauses: Clause[];
}

export function readClauses(raw: string): Utterance {
  const folded = foldText(raw);
  const spoken = maskQuotations(folded);
  const clauses: Clause[] = [];
  const add = (start: number, end: number, stop: string) => {
    if (start >= end) return;
    const text = spoken.slice(start, end);
    const asks = (/[?？]/.test(stop) || ASKING.test(text)) && !POLITE.test(text);
    clauses.push({ raw: raw.slice(start, end), text, start, end, asks, unreal: UNREAL.test(text) });
  };
  let from = 0;
  for (const stop of spoken.matchAll(BOUNDARY)) {
    add(from, stop.index, stop[0]);
    from = stop.index + stop[0].length;
  }
  add(from, spoken.length, '');
  return { raw, folded, spoken, clauses };
}

/** True when a quoted message puts a question rather than telling something. */
export function isQuestion(text: string): boolean {
  return YESNO_ENDING.test(text);
}

/** The stretch from one clause to another as an utterance of its own. */
export function within(utterance: Utterance, first: Clause, last: Clause): Utterance {
  const [start, end] = [first.start, last.end];
  return {
    raw: utterance.raw.slice(start, end),
    folded: utterance.folded.slice(start, end),
    spoken: utterance.spoken.slice(start, end),
    clauses: utterance.clauses
      .filter((clause) => clause.start >= start && clause.end <= end)
      .map((clause) => ({ ...clause, start: clause.start - start, end: clause.end - start })),
  };
}
