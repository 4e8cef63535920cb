// Atoms to phrases: what belongs together, ranges, alternatives, and what the speaker took back.
import { edge, joins } from './lexicon-times.ts';
import { before, behind } from './match.ts';
import type { Atom, DaySaid, Phrase } from './phrase.ts';
import { scan } from './scan.ts';

/** All times said in a folded text, in order, without those that were taken back. */
export function phrasesOf(text: string): Phrase[] {
  return correct(
    text,
    joinEnds(text, joinAtoms(text, scan(text))).map((phrase) => finish(text, phrase)),
  );
}

function phraseOf(atom: Atom): Phrase {
  return {
    start: atom.start,
    end: atom.end,
    day: atom.kind === 'day' ? atom.day : null,
    weekday: null,
    span: atom.kind === 'span' ? atom.span : null,
    part: atom.kind === 'part' || atom.kind === 'day' ? atom.part : null,
    clock: atom.kind === 'clock' ? atom.clock : null,
    moment: atom.kind === 'moment' ? atom.ms : null,
    run: atom.kind === 'run' ? atom.ms : null,
    length: atom.kind === 'length' ? atom.length : null,
    figure: atom.kind === 'figure' ? atom.value : null,
    until: null,
    lasts: null,
    or: null,
    edge: null,
    isApproximate: atom.kind === 'clock' ? atom.isApproximate : atom.kind === 'length' && atom.length.isApproximate,
    isRecurring: false,
  };
}

function joinAtoms(text: string, atoms: readonly Atom[]): Phrase[] {
  const phrases: Phrase[] = [];
  for (const atom of atoms) {
    const last = phrases.at(-1);
    const next = phraseOf(atom);
    const joined = last && join(last, next, text.slice(last.end, next.start));
    if (joined) phrases[phrases.length - 1] = joined;
    else phrases.push(next);
  }
  return phrases;
}

/** Day, part, clock, in this order; two names of one day count as one. */
function join(a: Phrase, b: Phrase, gap: string): Phrase | null {
  if (gap.length > 4 || !isPlain(a) || isMeasured(b) || a.clock) return null;
  const end = b.end;
  if (a.day && b.day && !a.part && joins.apposition.test(gap)) {
    const day = sameDay(a.day, b.day);
    return (
      day && { ...a, end, day, weekday: weekdayIn(a.day, b.day), part: b.part, clock: b.clock, isApproximate: b.isApproximate }
    );
  }
  if (!joins.gap.test(gap) || b.day || b.span) return null;
  if (b.part && !b.clock) return a.part || a.figure !== null ? null : { ...a, end, part: b.part };
  if (b.clock && (a.day || a.part || a.span) && !(a.part && b.part))
    return { ...a, end, clock: b.clock, isApproximate: b.isApproximate };
  return b.figure !== null && (a.day || a.part) ? { ...a, end, figure: b.figure } : null;
}

const isMeasured = (phrase: Phrase): boolean => phrase.moment !== null || phrase.run !== null || phrase.length !== null;
const isPlain = (phrase: Phrase): boolean => !isMeasured(phrase) && phrase.figure === null;
const isJustFigure = (phrase: Phrase): boolean => phrase.figure !== null;

/** The bare weekday said beside another word for the day: the two must agree. */
const weekdayIn = (...days: DaySaid[]): number | null =>
  days.map((day) => (day.kind === 'weekday' && day.weeks === null ? day.weekday : null)).find((weekday) => weekday !== null) ??
  null;

/** Which of two words for a day says more; null when they may be two days. */
function sameDay(a: DaySaid, b: DaySaid): DaySaid | null {
  const weight = { date: 4, lunar: 3, away: 3, nth: 3, either: 3, beside: 3, festival: 2, offset: 2, weekday: 1 };
  if (a.kind === b.kind) return null;
  // "Next week" beside a bare weekday says more than the weekday alone.
  return weight[a.kind] >= weight[b.kind] ? a : b;
}

/** Ranges, lengths behind a start, and alternatives. */
function joinEnds(text: string, phrases: readonly Phrase[]): Phrase[] {
  const out: Phrase[] = [];
  for (const next of phrases) {
    const last = out.at(-1);
    const joined = last && joinEnd(text, last, next);
    if (joined) out[out.length - 1] = joined;
    else out.push(next);
  }
  return out.filter((phrase) => phrase.figure === null || phrase.until !== null || phrase.part !== null || phrase.day !== null);
}

function joinEnd(text: string, a: Phrase, b: Phrase): Phrase | null {
  if (a.until || a.lasts || a.or || a.run !== null || b.start - a.end > 12) return null;
  const gap = text.slice(a.end, b.start);
  if (b.length && isStart(a) && joins.lasting.test(gap) && !b.length.isApproximate) return { ...a, end: b.end, lasts: b.length };
  if (a.length || b.length || b.run !== null || isJustFigure(b)) return null;
  const figured = isJustFigure(a) ? withUnit(a, b) : a;
  if (!figured) return null;
  if (joins.range.test(gap) && canEnd(figured, b)) return { ...figured, end: b.end, until: b };
  if (isJustFigure(a)) return null;
  const rest = behind(text, b.end);
  const between = joins.betweenAfter.exec(rest);
  if (between && joins.between.test(gap) && canEnd(a, b)) return { ...a, end: b.end + between[0].length, until: b };
  if (joins.endless.test(gap) && joins.endAfter.test(rest) && a.clock && b.clock && !b.day) return { ...a, end: b.end, until: b };
  if (!joins.choice.test(gap)) return null;
  // "Tomorrow at eight or nine", "Wednesday or Thursday at eight": each lends the other what it alone has.
  if (shape(a) === shape(b) || (!b.day && ((a.clock && b.clock) || (a.part && b.part && !a.clock && !b.clock))))
    return { ...a, end: b.end, or: b };
  if (a.day && b.day && !a.clock && !a.part) return { ...a, end: b.end, clock: b.clock, part: b.part, or: b };
  return null;
}

const isStart = (phrase: Phrase): boolean => phrase.clock !== null || phrase.moment !== null;

/** A range has two ends of one kind; the second may leave out what the first has said. */
function canEnd(a: Phrase, b: Phrase): boolean {
  if (a.moment !== null) return b.clock !== null || b.moment !== null;
  if (a.clock) return b.clock !== null;
  return !b.clock && ((a.day || a.span) !== null || a.part !== null) && ((b.day || b.span) !== null || b.part !== null);
}

const shape = (phrase: Phrase): string =>
  [phrase.day || phrase.span, phrase.clock, phrase.part && !phrase.clock && !phrase.day, phrase.moment]
    .map((said) => (said ? 1 : 0))
    .join('');

/** "Five to six o'clock": the figure is of the end's kind. */
function withUnit(a: Phrase, b: Phrase): Phrase | null {
  const value = a.figure ?? Number.NaN;
  if (b.clock && value <= 24) {
    return { ...a, figure: null, clock: { hour: value, minute: 0, second: 0, half: value > 12 ? 'exact' : null, orHour: null } };
  }
  if (b.day?.kind === 'date' && value <= 31 && a.day === null) return { ...a, figure: null, day: { ...b.day, day: value } };
  if (b.span?.kind === 'month' && b.span.month.kind === 'month' && value <= 12) {
    return { ...a, figure: null, span: { ...b.span, month: { kind: 'month', month: value } } };
  }
  if (b.span?.kind === 'year' && value >= 1000)
    return { ...a, figure: null, span: { ...b.span, year: { kind: 'year', year: value } } };
  return null;
}

/** Words around the phrase: before, since, every, about. */
function finish(text: string, phrase: Phrase): Phrase {
  const [front, rest] = [before(text, phrase.start), behind(text, phrase.end)];
  const isTime = phrase.length === null && phrase.run === null;
  const by = isTime && (edge.before.test(rest) || edge.by.test(front)) ? 'before' : null;
  const isFrom = edge.since.test(front) || (edge.from.test(front) && edge.on.test(rest));
  const since = isTime && (edge.after.test(rest) || isFrom) ? 'after' : null;
  return {
    ...phrase,
    edge: by ?? since,
    isRecurring: joins.every.test(front),
    isApproximate: phrase.isApproximate || edge.about.test(front),
  };
}

/** "Wednesday … no, Thursday", "not Thursday but Saturday", "moved from three to four": the later word stands and keeps the rest. */
function correct(text: string, phrases: readonly Phrase[]): Phrase[] {
  const out: Phrase[] = [];
  for (const next of phrases) {
    const last = out.at(-1);
    if (last && isCorrection(text, last, next)) out[out.length - 1] = inherit(last, next);
    else out.push(next);
  }
  return out;
}

function isCorrection(text: string, old: Phrase, next: Phrase): boolean {
  if (old.length || next.length)
    return old.length !== null && next.length !== null && joins.correction.test(before(text, next.start));
  const gap = text.slice(old.end, next.start).slice(-24);
  return (
    joins.correction.test(gap) ||
    joins.moved.test(gap) ||
    (joins.denied.test(before(text, old.start)) && joins.affirmed.test(gap))
  );
}

function inherit(old: Phrase, next: Phrase): Phrase {
  if (next.moment !== null || next.run !== null || next.length) return next;
  const hasDay = next.day !== null || next.span !== null;
  const keepsClock = next.clock === null && next.part === null;
  return {
    ...next,
    day: hasDay ? next.day : old.day,
    weekday: hasDay ? next.weekday : old.weekday,
    span: hasDay ? next.span : old.span,
    clock: keepsClock ? old.clock : next.clock,
    part: keepsClock ? old.part : (next.part ?? (next.clock?.half || !old.clock ? null : old.part)),
    until: next.until ?? (keepsClock ? old.until : null),
    lasts: next.lasts ?? old.lasts,
  };
}
