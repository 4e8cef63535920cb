// The child process: one file's bytes on stdin, what became of it as JSON on stdout. It may read the program and nothing else.
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import type { Block } from './blocks.ts';

/** From a thread of its own, because converting leaves no time for timers; whoever takes too much is gone at once. */
function watchMemory(limitBytes: number): void {
  const code = `setInterval(() => { if (process.memoryUsage.rss() > ${limitBytes}) process.kill(process.pid, 'SIGKILL'); }, 10);`;
  new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}

async function convert(kind: string | undefined, bytes: Buffer): Promise<{ kind: string; blocks?: Block[] }> {
  try {
    if (kind === 'pdf') {
      const { readPdf } = await import('./pdf.ts');
      return await readPdf(bytes);
    }
    const { blocksOfWord } = await import('./word.ts');
    const blocks = await blocksOfWord(bytes);
    return blocks ? { kind: 'read', blocks } : { kind: 'broken' };
  } catch {
    return { kind: 'broken' };
  }
}

const [kind, memoryLimit] = process.argv.slice(2);
watchMemory(Number(memoryLimit));
process.stdout.end(JSON.stringify(await convert(kind, await buffer(process.stdin))));
