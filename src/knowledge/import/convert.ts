// Word and PDF are opened in a process that can be lost.
import { join } from 'node:path';
import { z } from 'zod';
import { type Apart, type ApartLimits, runApart } from '../../files/apart.ts';
import { type Block, blockSchema } from './blocks.ts';

export type ConversionLimits = ApartLimits;

export const CONVERSION_LIMITS: ConversionLimits = {
  timeMs: 10_000,
  memoryBytes: 256 * 1024 * 1024,
  answerBytes: 5 * 1024 * 1024,
};

export type Conversion =
  | { kind: 'read'; blocks: Block[] }
  /** A PDF of pictures. */
  | { kind: 'scanned' }
  | { kind: 'locked' }
  | Exclude<Apart, { kind: 'answered' }>;

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), blocks: z.array(blockSchema) }),
  z.object({ kind: z.enum(['scanned', 'locked', 'broken']) }),
]);

const CONVERTER = join(import.meta.dirname, 'converter.ts');

/** Never throws: a child that dies or talks nonsense has found a broken file. */
export async function convertFile(kind: 'docx' | 'pdf', bytes: Uint8Array, limits = CONVERSION_LIMITS): Promise<Conversion> {
  const apart = await runApart(CONVERTER, [kind], bytes, limits);
  if (apart.kind !== 'answered') return apart;
  const parsed = answerSchema.safeParse(apart.answer);
  return parsed.success ? parsed.data : { kind: 'broken' };
}
