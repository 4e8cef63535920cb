// The texts the bot learns from, as they lie in data/starter.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STARTER } from '../understanding/index.ts';

/** Everything in a folder of data/starter, in the order of its files. One file per voice; the file's name is the voice. */
export function readVoices<T>(folder: string, parse: (jsonl: string, voice: string) => T[]): T[] {
  const files = readdirSync(join(STARTER, folder)).filter((file) => file.endsWith('.jsonl'));
  return files.sort().flatMap((file) => parse(readFileSync(join(STARTER, folder, file), 'utf8'), file.slice(0, -6)));
}
