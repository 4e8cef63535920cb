// Pieces of a page as lines. Pure.
import { tidy } from './tidy.ts';

export interface Piece {
  text: string;
  /** Of its beginning, in points from the lower left corner. */
  x: number;
  y: number;
  width: number;
  size: number;
  isUpright: boolean;
}

export interface Line {
  /** One, or the columns of a table's row. */
  cells: string[];
  left: number;
  right: number;
  y: number;
  size: number;
}

/** So much of the height of a letter up or down is still the same line. */
const SAME_LINE = 0.5;
/** So many letters of nothing are between columns. */
const COLUMN_GAP = 1.5;
const BLANK_GAP = 0.2;

/** In the order of the page's content, which keeps columns of text apart. Marks across the page (watermarks) go. */
export function linesOfPage(pieces: readonly Piece[]): Line[] {
  const lines: Piece[][] = [];
  for (const piece of pieces) {
    if (!piece.isUpright || piece.text.trim() === '') continue;
    const line = lines.at(-1);
    const last = line?.at(-1);
    if (line && last && Math.abs(last.y - piece.y) <= SAME_LINE * Math.max(last.size, piece.size)) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map(lineOf).filter((line) => line.cells.length > 0);
}

function lineOf(pieces: readonly Piece[]): Line {
  const sorted = [...pieces].sort((one, other) => one.x - other.x);
  const size = Math.max(...sorted.map((piece) => piece.size));
  const cells: string[] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of sorted) {
    const gap = piece.x - right;
    if (cells.length === 0 || gap > COLUMN_GAP * size) cells.push(piece.text);
    else cells[cells.length - 1] += gap > BLANK_GAP * size ? ` ${piece.text}` : piece.text;
    right = Math.max(right, piece.x + piece.width);
  }
  const said = cells.map((cell) => tidy(cell)).filter((cell) => cell !== '');
  return { cells: said, left: sorted[0]!.x, right, y: sorted[0]!.y, size };
}
