// A zip's central directory, read without inflating anything, and its entries, inflated under a limit. Only what office programs write.
import { inflateRawSync } from 'node:zlib';

/** What a whole archive may come to. */
export const UNPACKED_LIMIT = 50 * 1024 * 1024;

export interface ZipEntry {
  name: string;
  /** Sizes as the directory states them; whoever wrote it may have lied. */
  packed: number;
  unpacked: number;
  method: number;
  isEncrypted: boolean;
  /** Where its local header begins. */
  offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;
/** A size or place that stands elsewhere (zip64): nothing of 10 MB needs it. */
const ELSEWHERE = 0xffffffff;

/**
 * The entries by the central directory. Strict where readers differ: the end record's comment reaches the end of the file, the
 * directory touches it, and what is stated fits into the file; otherwise two programs could see two different archives.
 * @returns null when it is no such archive
 */
export function readDirectory(bytes: Buffer): ZipEntry[] | null {
  const end = findEnd(bytes);
  if (end === -1) return null;
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  let at = bytes.readUInt32LE(end + 16);
  if (at + size !== end || bytes.readUInt16LE(end + 8) !== count) return null;
  const entries: ZipEntry[] = [];
  while (at < end) {
    if (at + CENTRAL_SIZE > end || bytes.readUInt32LE(at) !== CENTRAL) return null;
    const nameEnd = at + CENTRAL_SIZE + bytes.readUInt16LE(at + 28);
    const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) return null;
    const entry = {
      name: bytes.toString('utf8', at + CENTRAL_SIZE, nameEnd),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      method: bytes.readUInt16LE(at + 10),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      offset: bytes.readUInt32LE(at + 42),
    };
    if (entry.unpacked === ELSEWHERE || entry.offset + LOCAL_SIZE + entry.packed > bytes.length) return null;
    entries.push(entry);
    at = next;
  }
  return entries.length === count ? entries : null;
}

function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - END_SIZE; at >= Math.max(0, bytes.length - END_SIZE - 0xffff); at -= 1)
    if (bytes.readUInt32LE(at) === END && at + END_SIZE + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  return -1;
}

/**
 * The bytes of one entry; never more than `limit` are made, whatever the directory says.
 * @returns null when they are more, fewer or others than stated
 */
export function inflateEntry(bytes: Buffer, entry: ZipEntry, limit: number): Buffer | null {
  const { offset, packed, unpacked, method } = entry;
  if (unpacked > limit || bytes.readUInt32LE(offset) !== LOCAL) return null;
  const from = offset + LOCAL_SIZE + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (from + packed > bytes.length) return null;
  const data = bytes.subarray(from, from + packed);
  if (method === STORED) return packed === unpacked ? data : null;
  if (method !== DEFLATED) return null;
  try {
    // One byte more than stated is already a lie.
    const inflated = inflateRawSync(data, { maxOutputLength: Math.max(1, unpacked) });
    return inflated.length === unpacked ? inflated : null;
  } catch {
    return null;
  }
}

/**
 * The entries whose names fit, each inflated, all of them under one limit. Names of folders and pictures are best left out.
 * @returns null when they are not what the directory says, or more than the limit
 */
export function unpack(bytes: Buffer, wanted: RegExp, limit: number = UNPACKED_LIMIT): Map<string, Buffer> | null {
  const parts = new Map<string, Buffer>();
  let left = limit;
  for (const entry of readDirectory(bytes) ?? []) {
    if (!wanted.test(entry.name)) continue;
    const part = inflateEntry(bytes, entry, left);
    // Two entries of one name: which one counts differs from reader to reader.
    if (part === null || parts.has(entry.name)) return null;
    left -= part.length;
    parts.set(entry.name, part);
  }
  return parts;
}
