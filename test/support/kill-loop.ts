import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aibotRequest, type PlatformRequest, send, type WecomSecrets } from '../../src/cli/platform-requests.ts';

export const secrets: WecomSecrets = {
  token: 'KillLoopToken',
  aesKey: 'Q7mZp2Lx9VtRc4WnB8sKdHf3JgYaE6UiTo5CvNq1MrD',
  receiveId: '',
};

/** A server behind a held socket. */
export interface Held {
  url: string;
  /** SIGKILL, whatever it is doing; false when it was between two lives. */
  kill(): boolean;
  /** SIGTERM to the server; resolves with its exit code. */
  stop(): Promise<number | null>;
}

export async function hold(env: Record<string, string>): Promise<Held> {
  const path = fileURLToPath(new URL('./holder.ts', import.meta.url));
  const settings = { WECOM_AIBOT_TOKEN: secrets.token, WECOM_AIBOT_AES_KEY: secrets.aesKey, LOG_LEVEL: 'fatal', ...env };
  const holder = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...settings } });
  const port = await new Promise<string>((resolve) => holder.stdout.once('data', (line) => resolve(String(line).trim())));
  return {
    url: `http://127.0.0.1:${port}`,
    kill: () => signal(holder, 'SIGKILL'),
    async stop() {
      const exited = new Promise<number | null>((resolve) => holder.once('exit', resolve));
      while (!signal(holder, 'SIGTERM')) await pause(20);
      return await exited;
    },
  };
}

/** Signals the holder's only child. */
function signal(holder: ChildProcess, name: NodeJS.Signals): boolean {
  const child = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim();
  if (child === '') return false;
  try {
    return process.kill(Number(child), name);
  } catch {
    return false;
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One attempt takes at most as long as the platform waits. */
const ATTEMPT_MS = 5_000;

/** Delivers a callback as a platform does: again and again until it is answered with 200. */
async function deliver(url: string, request: PlatformRequest): Promise<void> {
  for (;;) {
    try {
      const answered = await Promise.race([send(url, request), pause(ATTEMPT_MS).then(() => null)]);
      if (answered?.status === 200) return;
      if (answered && answered.status < 500) throw new Error(`a valid callback was refused with ${answered.status}`);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('a valid')) throw error;
    }
    await pause(20);
  }
}

export interface KillLoop {
  /** People who sent one check-in each and got their 200 for it. */
  acknowledged: string[];
  kills: number;
}

/** Sends check-ins, each four times at once over all servers, while the servers are killed at random instants. */
export async function killLoop(servers: readonly Held[], kills: number): Promise<KillLoop> {
  const acknowledged: string[] = [];
  let isOver = false;
  let sent = 0;

  async function client(): Promise<void> {
    while (!isOver) {
      const person = `rider${sent++}`;
      const payload = {
        msgid: `kill-${person}`,
        aibotid: 'aibKill',
        chatid: `wrGroup${sent % 97}`,
        chattype: 'group',
        from: { userid: person },
        msgtype: 'text',
        text: { content: '@小蜂 签到' },
      };
      const copies = [0, 1, 2, 3].map((copy) =>
        deliver(servers[copy % servers.length]!.url, aibotRequest(secrets, payload, Date.now())),
      );
      await Promise.all(copies);
      acknowledged.push(person);
    }
  }

  const clients = Array.from({ length: 6 }, client);
  let done = 0;
  while (done < kills) {
    for (const server of servers) {
      const seen = acknowledged.length;
      const patience = Date.now() + 1_000 + Math.random() * 1_000;
      // Mostly while it is at work; now and then before it has come up.
      while (Math.random() < 0.98 && acknowledged.length < seen + 4 && Date.now() < patience) await pause(20);
      await pause(50 + Math.random() * 200);
      if (server.kill()) done += 1;
    }
  }
  isOver = true;
  await Promise.all(clients);
  return { acknowledged, kills: done };
}
