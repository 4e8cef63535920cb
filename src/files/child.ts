// The beginning of a child process started by `apart.ts`: one file's bytes on stdin, what became of it as JSON on stdout.
import { buffer } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

/** From a thread of its own, because reading leaves no time for timers; whoever takes too much is gone at once. */
function watchMemory(limitBytes: number): void {
  const code = `setInterval(() => { if (process.memoryUsage.rss() > ${limitBytes}) process.kill(process.pid, 'SIGKILL'); }, 10);`;
  new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}

/** Answers once with what `work` makes of the file; when it throws, the file is broken. */
export async function answerApart(work: (bytes: Buffer, args: readonly string[]) => Promise<unknown>): Promise<void> {
  const [memoryLimit, ...args] = process.argv.slice(2);
  watchMemory(Number(memoryLimit));
  const bytes = await buffer(process.stdin);
  const answer = await work(bytes, args).catch(() => ({ kind: 'broken' }));
  process.stdout.end(JSON.stringify(answer));
}
