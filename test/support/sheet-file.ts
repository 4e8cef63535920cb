// Workbooks for tests: the parts Excel itself writes, as few as it takes.
import { escapeXml } from './word-file.ts';
import { type ZipPart, zipFile } from './zip-file.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export type SheetCell =
  | string
  | number
  | boolean
  | null
  /** Days since the epoch, shown as a date. */
  | { date: number }
  /** Without a value: one that was never calculated. */
  | { formula: string; value?: string | number }
  | { error: string }
  /** The cell's XML inside `<c r="…">`, with its attributes. */
  | { raw: [attributes: string, inner: string] };

export interface SheetMade {
  rows: readonly (readonly SheetCell[])[];
  name?: string;
  /** `A2:A4` */
  merged?: readonly string[];
  state?: 'hidden';
}

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

function cellXml(cell: SheetCell, place: string): string {
  const c = (attributes: string, inner: string) => `<c r="${place}"${attributes}>${inner}</c>`;
  if (cell === null) return '';
  if (typeof cell === 'string') return c(' t="inlineStr"', `<is><t xml:space="preserve">${escapeXml(cell)}</t></is>`);
  if (typeof cell === 'number') return c('', `<v>${cell}</v>`);
  if (typeof cell === 'boolean') return c(' t="b"', `<v>${Number(cell)}</v>`);
  if ('date' in cell) return c(' s="1"', `<v>${cell.date}</v>`);
  if ('error' in cell) return c(' t="e"', `<f>A1</f><v>${cell.error}</v>`);
  if ('raw' in cell) return c(` ${cell.raw[0]}`, cell.raw[1]);
  const { formula, value } = cell;
  return c(
    typeof value === 'string' ? ' t="str"' : '',
    `<f>${escapeXml(formula)}</f>${value === undefined ? '' : `<v>${value}</v>`}`,
  );
}

function sheetXml({ rows, merged = [] }: SheetMade): string {
  const data = rows.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`)).join('')}</row>`,
  );
  const merges =
    merged.length === 0 ? '' : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `${HEAD}<worksheet ${MAIN}><sheetData>${data.join('')}</sheetData>${merges}</worksheet>`;
}

export function sheetParts(sheets: readonly SheetMade[], { is1904 = false } = {}): ZipPart[] {
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name ?? `Sheet${at + 1}`}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  );
  const relations = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return [
    { name: '[Content_Types].xml', content: `${HEAD}<Types xmlns="${PACKAGE}/content-types"/>` },
    {
      name: 'xl/workbook.xml',
      content: `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="rId99" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${HEAD}<styleSheet ${MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content: sheetXml(sheet) })),
  ];
}

/** A workbook of one sheet. */
export const sheetFile = (rows: SheetMade['rows'], rest: Omit<SheetMade, 'rows'> = {}): Buffer =>
  zipFile(sheetParts([{ ...rest, rows }]));
