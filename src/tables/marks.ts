// What the library does not tell of a sheet: where cells are merged, and which cells have lost their value. Runs in the child process.
import type { Lost } from './cells.ts';

/** By row and column, both from 0. */
export interface Mark {
  row: number;
  column: number;
  lost: Lost;
}

/** `:` follows a namespace; only few programs write one. */
const CELL = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
const MERGED = /<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g;
const PLACE = /\br="([A-Z]+)(\d+)"/;
const ERROR = /\bt="e"/;
const FORMULA = /<(?:\w+:)?f\b/;
const VALUE = /<(?:\w+:)?v\b[^>/]*>[^<]/;
/** An empty text is a value, too: the formula answers nothing on purpose. */
const EMPTY_TEXT = /\bt="str"/;

/** @param size covered cells outside it are not told: a merged cell may cover a whole sheet */
export function marksOf(xml: string, size: { rows: number; columns: number }): Mark[] {
  const marks: Mark[] = [];
  for (const [, attributes = '', inner = ''] of xml.matchAll(CELL)) {
    const lost = ERROR.test(attributes) ? 'error' : isUncalculated(attributes, inner) ? 'uncalculated' : null;
    const place = lost && PLACE.exec(attributes);
    if (place) marks.push({ row: Number(place[2]) - 1, column: columnOf(place[1]!), lost });
  }
  for (const [, fromColumn = '', fromRow, toColumn = '', toRow] of xml.matchAll(MERGED)) {
    const [left, top] = [columnOf(fromColumn), Number(fromRow) - 1];
    for (let row = top; row < Math.min(Number(toRow), size.rows); row += 1)
      for (let column = left; column <= Math.min(columnOf(toColumn), size.columns - 1); column += 1)
        if (row !== top || column !== left) marks.push({ row, column, lost: 'merged' });
  }
  return marks;
}

const isUncalculated = (attributes: string, inner: string) =>
  FORMULA.test(inner) && !VALUE.test(inner) && !EMPTY_TEXT.test(attributes);

/** `A` is 0, `AA` is 26. */
const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
