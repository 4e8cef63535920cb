// Word and PDF are opened in a child process that can be lost: it has no rights, no settings, little memory and little time.
import { spawn } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { z } from 'zod';
import { type Block, blockSchema } from './blocks.ts';

export interface ConversionLimits {
  timeMs: number;
  memoryBytes: number;
  /** Of what comes back. */
  textBytes: number;
}

export const CONVERSION_LIMITS: ConversionLimits = {
  timeMs: 10_000,
  memoryBytes: 256 * 1024 * 1024,
  textBytes: 5 * 1024 * 1024,
};

export type Conversion =
  | { kind: 'read'; blocks: Block[] }
  /** A PDF of pictures. */
  | { kind: 'scanned' }
  | { kind: 'locked' }
  | { kind: 'broken' }
  | { kind: 'too_slow' }
  | { kind: 'too_much_memory' }
  | { kind: 'too_much_text' };

const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), blocks: z.array(blockSchema) }),
  z.object({ kind: z.enum(['scanned', 'locked', 'broken']) }),
]);

const project = join(import.meta.dirname, '..', '..', '..') + sep;
/** Objects live in the heap, texts and fonts beside it; the process as a whole is watched. A small nursery keeps 500 pages below 160 MB. */
const MEMORY_OPTIONS = ['--max-old-space-size=160', '--max-semi-space-size=2', '--optimize-for-size'];

/** Never throws: a child that dies or talks nonsense has found a broken file. */
export async function convertFile(kind: 'docx' | 'pdf', bytes: Uint8Array, limits = CONVERSION_LIMITS): Promise<Conversion> {
  const packages = join(project, 'node_modules');
  // Where it is a link, its end must be readable too.
  const linked = await realpath(packages).catch(() => packages);
  const child = spawn(
    process.execPath,
    [
      ...MEMORY_OPTIONS,
      '--permission',
      '--allow-worker',
      `--allow-fs-read=${join(project, 'src', sep)}`,
      `--allow-fs-read=${join(packages, sep)}`,
      `--allow-fs-read=${join(linked, sep)}`,
      `--allow-fs-read=${join(project, 'package.json')}`,
      join(import.meta.dirname, 'converter.ts'),
      kind,
      String(limits.memoryBytes),
    ],
    { env: {}, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  return new Promise((resolve) => {
    const settle = (conversion: Conversion) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(conversion);
    };
    const timer = setTimeout(() => settle({ kind: 'too_slow' }), limits.timeMs);
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.textBytes) settle({ kind: 'too_much_text' });
      else chunks.push(chunk);
    });
    child.on('error', () => settle({ kind: 'broken' }));
    child.on('close', (code, signal) => settle(code === 0 ? readAnswer(Buffer.concat(chunks)) : { kind: causeOf(code, signal) }));
    // It may be gone before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(bytes);
  });
}

/** Killed by its own watch, or aborted at the heap's limit. */
const causeOf = (code: number | null, signal: string | null) => (signal !== null || code === 134 ? 'too_much_memory' : 'broken');

function readAnswer(bytes: Buffer): Conversion {
  try {
    const parsed = answerSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? parsed.data : { kind: 'broken' };
  } catch {
    return { kind: 'broken' };
  }
}
