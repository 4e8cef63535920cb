// Text to atoms, from left to right. Where several readers fit, the longest wins.
import { figure, offset } from './lexicon-days.ts';
import { fitAt } from './match.ts';
import { readNumber } from './numbers.ts';
import type { Atom } from './phrase.ts';
import { readClock, readPart } from './read-clock.ts';
import { readDay, readPick } from './read-day.ts';
import { readLength } from './read-length.ts';
import { readSpan } from './read-span.ts';

/** All that is said of time in a folded text; atoms do not overlap. */
export function scan(text: string): Atom[] {
  const atoms: Atom[] = [];
  for (let at = 0; at < text.length; ) {
    const atom = atomAt(text, at, atoms.at(-1));
    if (atom) atoms.push(atom);
    at = atom ? atom.end : at + 1;
  }
  return atoms.filter(
    (atom, index) => atom.kind !== 'part' || !atom.isShort || isBoundPart(atom, atoms[index - 1], atoms[index + 1]),
  );
}

function atomAt(text: string, at: number, last: Atom | undefined): Atom | null {
  const isAfterDay = last !== undefined && at - last.end <= 1 && ['day', 'span', 'part'].includes(last.kind);
  const day = readDay(text, at);
  const found = [day, readSpan(text, at)].map((atom) => atom && readPick(text, atom));
  const candidates = [
    ...found,
    readLength(text, at),
    readClock(text, at, isAfterDay, isAfterDay && last.end === at),
    readPart(text, at),
    readNow(text, at),
    readFigure(text, at),
  ];
  let best: Atom | null = null;
  for (const atom of candidates) if (atom && (!best || atom.end > best.end)) best = atom;
  return best;
}

/** One character means a part of the day only right behind a day or right before an hour. */
function isBoundPart(atom: Atom, last: Atom | undefined, next: Atom | undefined): boolean {
  const isAfterDay = last?.end === atom.start && (last.kind === 'day' || last.kind === 'span');
  return isAfterDay || (next?.start === atom.end && next.kind === 'clock');
}

function readNow(text: string, at: number): Atom | null {
  const fit = fitAt(offset.now, text, at);
  return fit && { kind: 'moment', start: at, end: fit.end, ms: 0 };
}

function readFigure(text: string, at: number): Atom | null {
  const fit = fitAt(figure, text, at);
  return fit && { kind: 'figure', start: at, end: fit.end, value: readNumber(fit.text) };
}
