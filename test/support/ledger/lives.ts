// Lives of a playing process: each ends by SIGKILL at an instant nobody chose, the last one by itself.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Play } from './player.ts';

const child = fileURLToPath(new URL('./child.ts', import.meta.url));

const alive = new Set<ChildProcess>();

/** For the end of a test, however it ends. */
export function endAll(): void {
  for (const player of alive) player.kill('SIGKILL');
}

export interface Life {
  /** The last it said to be durable; 0 = nothing. */
  told: number;
  wasKilled: boolean;
}

/** @param kill killed so long after it has told of so many; null = it lives to the end. @throws when it failed by itself */
export function live(
  where: string,
  { lane, until, together }: Play,
  kill: { at: number; afterMs: number } | null,
): Promise<Life> {
  const settings = [child, where, lane, String(until), String(together)];
  // Its standard input closes when we are gone; its words are not written over ours by whoever is left.
  const player = spawn(process.execPath, settings, { stdio: ['pipe', 'pipe', 'pipe'] });
  alive.add(player);
  player.stderr.on('data', (words) => console.error(String(words)));
  let told = 0;
  let timer: NodeJS.Timeout | undefined;
  const killLater = () => {
    timer ??= setTimeout(() => player.kill('SIGKILL'), kill?.afterMs);
  };
  if (kill?.at === 0) killLater();
  createInterface({ input: player.stdout }).on('line', (line) => {
    told = Number(line);
    if (kill && told >= kill.at) killLater();
  });
  return new Promise((resolve, reject) =>
    player.once('close', (code, signal) => {
      clearTimeout(timer);
      alive.delete(player);
      if (signal === 'SIGKILL' || code === 0) resolve({ told, wasKilled: signal === 'SIGKILL' });
      else reject(new Error(`the player ended by itself (${code ?? signal})`));
    }),
  );
}

/** Spread over the play; every fifth before the process has come up. */
export function killsOf(count: number, until: number, random: () => number): { at: number; afterMs: number }[] {
  const span = until / (count + 1);
  return Array.from({ length: count }, (_, index) => {
    const isEarly = index % 5 === 4;
    return { at: isEarly ? 0 : 1 + Math.floor(span * (index + random())), afterMs: random() * (isEarly ? 500 : 30) };
  });
}
