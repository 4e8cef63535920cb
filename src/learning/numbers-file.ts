// How trained numbers are kept: a digest, then, compressed as a whole, a line of JSON that says what follows and plain numbers.
import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { BotError } from '../core/errors.ts';
import { createFeatureTable, type FeatureTable } from './feature-table.ts';

const kinds = { i8: Int8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array } as const;
export type NumberKind = keyof typeof kinds;
export type Numbers = Int8Array | Uint16Array | Uint32Array | Float32Array;

/** Small numbers, a row for each known feature, each row with its own scale. */
export interface Rows {
  features: FeatureTable;
  rows: Int8Array;
  scales: Float32Array;
}

/** The digest of what follows stands first: a flipped bit would otherwise only make a reader a little odd. */
const DIGEST_BYTES = 32;
const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

interface Part {
  name: string;
  kind: NumberKind;
  length: number;
}

/** Collects named numbers; `encode` makes the file of them. */
export function createNumbersFile() {
  const parts: { name: string; numbers: Numbers }[] = [];
  const put = (name: string, numbers: Numbers): void => void parts.push({ name, numbers });
  return {
    put,
    putRows(name: string, { features, rows, scales }: Rows): void {
      put(`${name}.features`, features.keys);
      put(`${name}.rows`, rows);
      put(`${name}.scales`, scales);
    },
    /** @param header what else belongs to them; plain JSON */
    encode(header: Record<string, unknown>): Buffer {
      const described = parts.map(({ name, numbers }): Part => ({ name, kind: kindOf(numbers), length: numbers.length }));
      const body = parts.map(({ numbers }) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength));
      const line = Buffer.from(`${JSON.stringify({ ...header, parts: described })}\n`);
      const packed = brotliCompressSync(Buffer.concat([line, ...body]), {
        params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
      });
      return Buffer.concat([digestOf(packed), packed]);
    },
  };
}

/** What `decodeNumbers` found; a part that is not there, or of another kind, throws. */
export interface NumbersFile<Header> {
  header: Header;
  take<K extends NumberKind>(name: string, kind: K): InstanceType<(typeof kinds)[K]>;
  takeRows(name: string): Rows;
}

/**
 * Reads what `encode` made.
 * @param expected what it is called, for people (`The reader's model`), the version of its layout, the script that makes a new one
 * @throws BotError config: damaged, of another version, or without a part that is taken from it
 */
export function decodeNumbers<Header extends { version: number }>(
  file: Buffer,
  { name: called, version, train }: { name: string; version: number; train: string },
): NumbersFile<Header> {
  let raw: Buffer;
  let header: Header & { parts: Part[] };
  try {
    const packed = file.subarray(DIGEST_BYTES);
    if (!digestOf(packed).equals(file.subarray(0, DIGEST_BYTES))) throw new Error('the digest does not fit');
    raw = brotliDecompressSync(packed);
    header = JSON.parse(raw.subarray(0, raw.indexOf('\n')).toString()) as typeof header;
  } catch (cause) {
    throw new BotError('config', `${called} cannot be read; restore data/starter/ or run: npm run ${train}`, { cause });
  }
  if (header?.version !== version) {
    throw new BotError('config', `${called} is of version ${header?.version}, not ${version}; run: npm run ${train}`);
  }
  const numbers = readParts(header.parts, raw.subarray(raw.indexOf('\n') + 1));
  const take = <K extends NumberKind>(name: string, kind: K) => {
    const part = numbers.get(name);
    if (part instanceof kinds[kind]) return part as InstanceType<(typeof kinds)[K]>;
    throw new BotError('config', `${called} has no ${name}; run: npm run ${train}`);
  };
  const takeRows = (name: string): Rows => ({
    features: createFeatureTable(take(`${name}.features`, 'u32')),
    rows: take(`${name}.rows`, 'i8'),
    scales: take(`${name}.scales`, 'f32'),
  });
  return { header, take, takeRows };
}

function readParts(parts: readonly Part[], body: Buffer): Map<string, Numbers> {
  let from = 0;
  return new Map(
    parts.map(({ name, kind, length }) => {
      const bytes = length * kinds[kind].BYTES_PER_ELEMENT;
      // A copy of its own: numbers wider than a byte must begin at an even place.
      const copy = new Uint8Array(bytes);
      copy.set(body.subarray(from, from + bytes));
      from += bytes;
      return [name, new kinds[kind](copy.buffer)];
    }),
  );
}

function kindOf(numbers: Numbers): NumberKind {
  if (numbers instanceof Int8Array) return 'i8';
  if (numbers instanceof Uint16Array) return 'u16';
  return numbers instanceof Uint32Array ? 'u32' : 'f32';
}
