// Text with separators (.csv, .tsv), as Excel and WPS write and show it. Runs in the child process.
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from '../files/encoding.ts';
import { type Answer, answerOf, ROWS_MAX } from './answer.ts';
import type { PackedCell } from './cells.ts';

const SEPARATORS = ['\t', ';', ','] as const;
/** Excel takes the separator from such a first line, and does not show the line. */
const STATED = /^sep=(.)\r?\n/i;
const ERROR = /^#(?:REF|N\/A|VALUE|DIV\/0|NAME|NUM|NULL|SPILL|CALC)[!?]?$/;
/** `="0571"`: how programs keep Excel from making a number of it. */
const KEPT_TEXT = /^="(.*)"$/s;
/** Only so much is looked at to find the separator. */
const HEAD = 10_000;

/** Text with a separator of its own choice (.csv, .tsv), in whatever encoding people save it. */
export function readSeparated(bytes: Uint8Array, isTabbed: boolean): Answer {
  const decoded = decodeText(bytes);
  if (decoded === null) return { kind: 'broken' };
  const stated = STATED.exec(decoded);
  const text = stated ? decoded.slice(stated[0].length) : decoded;
  const options = {
    delimiter: stated?.[1] ?? (isTabbed ? '\t' : separatorOf(text)),
    recordDelimiter: ['\r\n', '\n', '\r'],
    relaxColumnCount: true,
    // A quotation mark inside a cell that does not begin with one is a letter, as in Excel.
    relaxQuotes: true,
  };
  try {
    // Blank lines are rows, too: people count them. Far more rows than are taken need not be read.
    const lines = parse(text, { ...options, toLine: ROWS_MAX * 10 });
    return answerOf(
      null,
      lines.map((line) => line.map(cellOf)),
    );
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
      return { kind: 'quotes', line: Number(error.records ?? 0) + 1 };
    }
    return { kind: 'broken' };
  }
}

/** The one that comes most often outside quotation marks in the first lines. */
function separatorOf(text: string): string {
  const head = text.slice(0, HEAD).replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}

function cellOf(raw: string): PackedCell {
  const text = raw.trim();
  if (text === '') return null;
  if (ERROR.test(text)) return ['lost', 'error'];
  const kept = KEPT_TEXT.exec(text)?.[1];
  if (kept !== undefined) return kept.replaceAll('""', '"').trim() || null;
  return /^=.*[(+\-*/]/s.test(text) ? ['lost', 'uncalculated'] : text;
}
