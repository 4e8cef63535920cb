// One sheet of an .xlsx file. Values come from the library; what it passes over in silence is marked. Runs in the child process.
import { posix } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { readSheet } from 'read-excel-file/node';
import { z } from 'zod';
import { unpack } from '../files/zip.ts';
import { type Answer, answerOf, COLUMNS_MAX, ROWS_MAX } from './answer.ts';
import type { PackedCell } from './cells.ts';
import { marksOf } from './marks.ts';

const PARTS = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;
/** No office program writes one; what it declares could be repeated without end. */
const DOCTYPE = /<!(?:DOCTYPE|ENTITY)/i;

const many = <T extends z.ZodType>(schema: T) => z.union([z.array(schema), schema.transform((one) => [one])]);
const workbookSchema = z.object({
  workbook: z.object({
    workbookPr: z.object({ date1904: z.string().optional() }).optional().catch(undefined),
    sheets: z.object({ sheet: many(z.object({ name: z.string(), id: z.string(), state: z.string().optional() })) }),
  }),
});
const relationsSchema = z.object({
  Relationships: z.object({ Relationship: many(z.object({ Id: z.string(), Type: z.string(), Target: z.string() })) }),
});
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseAttributeValue: false,
});

interface Sheet {
  name: string;
  /** Of its part. */
  path: string;
  isHidden: boolean;
}

/** @param wanted a sheet's name; null = the first one people see @throws when the file is none */
export async function readWorkbook(bytes: Buffer, wanted: string | null): Promise<Answer> {
  const parts = unpack(bytes, PARTS);
  const read = (name: string) => parts?.get(name)?.toString('utf8') ?? '';
  if (!parts || [...parts.values()].some((part) => DOCTYPE.test(part.toString('latin1')))) return { kind: 'broken' };
  const { workbook } = workbookSchema.parse(parser.parse(read('xl/workbook.xml')));
  const sheets = sheetsOf(workbook.sheets.sheet, read('xl/_rels/workbook.xml.rels'));
  const named = (name: string) => sheets.find((sheet) => sheet.name.trim() === name.trim());
  const sheet = wanted === null ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0]) : named(wanted);
  if (!sheet) return { kind: 'no_sheet', sheets: sheets.map(({ name }) => name) };
  const values = await readSheet(bytes, sheet.name);
  const is1904 = /^(?:1|true)$/.test(workbook.workbookPr?.date1904 ?? '');
  const lines = values.map((row) => row.map((value) => packed(value, is1904 ? 1904 : 1900)));
  // A title may be merged across the whole sheet: beside the values nothing is missing.
  for (const { row, column, lost } of marksOf(read(sheet.path), { rows: lines.length, columns: values[0]?.length ?? 0 })) {
    if (row > ROWS_MAX || column > COLUMNS_MAX) continue;
    while (row >= lines.length) lines.push([]);
    const line = lines[row]!;
    while (line.length < column) line.push(null);
    line[column] ??= ['lost', lost];
  }
  const answer = answerOf(sheet.name, lines);
  const others = sheets.filter((other) => other !== sheet && !other.isHidden).map(({ name }) => name);
  return answer.kind === 'table' && others.length > 0 ? { ...answer, others } : answer;
}

function sheetsOf(listed: readonly { name: string; id: string; state?: string | undefined }[], relations: string): Sheet[] {
  const { Relationship: all } = relationsSchema.parse(parser.parse(relations)).Relationships;
  // A chart on a page of its own is no table.
  const targets = new Map(all.filter(({ Type }) => Type.endsWith('/worksheet')).map(({ Id, Target }) => [Id, Target]));
  return listed.flatMap(({ name, id, state = 'visible' }) => {
    const target = targets.get(id);
    if (target === undefined) return [];
    return [{ name, path: posix.resolve('/xl', target).slice(1), isHidden: state !== 'visible' }];
  });
}

function packed(value: unknown, epochYear: number): PackedCell {
  if (value instanceof Date) return packedDate(value, epochYear);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() || null : null;
}

/** A sheet's dates have no zone; the library gives them as if they were UTC, to the millisecond below. */
function packedDate(date: Date, epochYear: number): PackedCell {
  const iso = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString();
  const [day = '', time = ''] = iso.slice(0, 19).split('T');
  return ['date', time === '00:00:00' ? day : `${day}T${time}`, Number.parseInt(day, 10) <= epochYear];
}
