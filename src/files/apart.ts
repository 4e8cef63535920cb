// What must be unpacked is opened in a child process that can be lost: it has no rights, no settings, little memory and little time.
import { spawn } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface ApartLimits {
  timeMs: number;
  /** Of the process as a whole: texts and fonts lie beside the heap. */
  memoryBytes: number;
  /** Of what comes back. */
  answerBytes: number;
}

export type Apart =
  | { kind: 'answered'; answer: unknown }
  /** It died, or talks nonsense. */
  | { kind: 'broken' }
  | { kind: 'too_slow' }
  | { kind: 'too_much_memory' }
  | { kind: 'too_much_text' };

const project = join(import.meta.dirname, '..', '..') + sep;
/** Of the memory, what objects may take. */
const HEAP_SHARE = 0.625;

/**
 * Runs `script` (see `child.ts`) on the bytes of one file. Never throws.
 * @param script of this project; its answer is JSON, to be checked by whoever asked
 */
export async function runApart(
  script: string,
  args: readonly string[],
  bytes: Uint8Array,
  { timeMs, memoryBytes, answerBytes }: ApartLimits,
): Promise<Apart> {
  const packages = join(project, 'node_modules');
  // Where it is a link, its end must be readable too.
  const linked = await realpath(packages).catch(() => packages);
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${Math.floor((memoryBytes * HEAP_SHARE) / 2 ** 20)}`,
      // A small nursery keeps a document of 500 pages below 160 MB.
      '--max-semi-space-size=2',
      '--optimize-for-size',
      '--permission',
      '--allow-worker',
      `--allow-fs-read=${join(project, 'src', sep)}`,
      `--allow-fs-read=${join(packages, sep)}`,
      `--allow-fs-read=${join(linked, sep)}`,
      `--allow-fs-read=${join(project, 'package.json')}`,
      script,
      String(memoryBytes),
      ...args,
    ],
    { env: {}, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  return new Promise((resolve) => {
    const settle = (outcome: Apart) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(outcome);
    };
    const timer = setTimeout(() => settle({ kind: 'too_slow' }), timeMs);
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > answerBytes) settle({ kind: 'too_much_text' });
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

function readAnswer(bytes: Buffer): Apart {
  try {
    return { kind: 'answered', answer: JSON.parse(bytes.toString('utf8')) };
  } catch {
    return { kind: 'broken' };
  }
}
