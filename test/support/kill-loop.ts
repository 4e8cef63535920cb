import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  /** SIGTERM to the server once it is up (before, it would not know what is meant); resolves with its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL to both, wherever they are: for the end of a test, however it ends. */
  end(): void;
}

export async function hold(env: Record<string, string>): Promise<Held> {
  const path = fileURLToPath(new URL('./holder.ts', import.meta.url));
  const settings = { WECOM_AIBOT_TOKEN: secrets.token, WECOM_AIBOT_AES_KEY: secrets.aesKey, LOG_LEVEL: 'fatal', ...env };
  // Not our own standard error: whoever is left over would hold the terminal of the whole run.
  const holder = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...settings } });
  holder.stderr.on('data', (words) => console.error(String(words)));
  const exited = new Promise<number | null>((resolve) => holder.once('exit', resolve));
  const port = await new Promise<string>((resolve) => holder.stdout.once('data', (line) => resolve(String(line).trim())));
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    kill: () => signal(holder, 'SIGKILL'),
    async stop() {
      await fetch(`${url}/health/live`);
      while (!signal(holder, 'SIGTERM')) await pause(20);
      return await exited;
    },
    end() {
      if (hasEnded(holder)) return;
      const child = childOf(holder);
      holder.kill('SIGKILL');
      if (child !== null) process.kill(child, 'SIGKILL');
    },
  };
}

/**
 * Lets one server come up and end in order, so that it leaves its compiled code behind: those that are killed, and leave nothing, start
 * in two thirds of the time.
 * @returns what they are to be held with
 */
export async function warmedUp(): Promise<{ NODE_COMPILE_CACHE: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-compiled-'));
  const env = { NODE_COMPILE_CACHE: join(folder, 'code') };
  const server = await hold({ ...env, DATA_DIR: join(folder, 'data') });
  await server.stop();
  return env;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** Process id of the holder's only child; null between two lives of it. @throws when the server has ended by itself */
function childOf(holder: ChildProcess): number | null {
  if (hasEnded(holder)) throw new Error(`the server ended by itself (${holder.exitCode ?? holder.signalCode})`);
  const child = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim();
  return child === '' ? null : Number(child);
}

function signal(holder: ChildProcess, name: NodeJS.Signals): boolean {
  const child = childOf(holder);
  if (child === null) return false;
  try {
    return process.kill(child, name);
  } catch {
    return false;
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One attempt takes at most as long as the platform waits. */
const ATTEMPT_MS = 5_000;

/** Delivers a callback as a platform does: again and again until it is answered with 200. */
async function deliver(url: string, request: PlatformRequest, given: AbortSignal): Promise<void> {
  for (;;) {
    given.throwIfAborted();
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

/** A busy machine needs seconds to start a server. */
const PATIENCE_MS = 15_000;
/** Share of the kills that come before the server is up. */
const EARLY = 0.1;

export interface KillLoop {
  /** People who sent one check-in each and got their 200 for it. */
  acknowledged: string[];
  kills: number;
}

/**
 * Sends check-ins, each four times at once over all servers, while the servers are killed at random instants.
 * @param given the test's time; when it is over, so is the loop
 */
export async function killLoop(servers: readonly Held[], kills: number, given: AbortSignal): Promise<KillLoop> {
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
        deliver(servers[copy % servers.length]!.url, aibotRequest(secrets, payload, Date.now()), given),
      );
      await Promise.all(copies);
      acknowledged.push(person);
    }
  }

  const clients = Array.from({ length: 6 }, client);
  let done = 0;
  while (done < kills) {
    for (const server of servers) {
      given.throwIfAborted();
      const seen = acknowledged.length;
      const patience = Date.now() + PATIENCE_MS;
      // Mostly while it is at work, however long it took to come up; now and then before.
      const isEarly = Math.random() < EARLY;
      while (!isEarly && acknowledged.length < seen + 4 && Date.now() < patience) await pause(20);
      await pause(50 + Math.random() * 200);
      if (server.kill()) done += 1;
    }
  }
  isOver = true;
  await Promise.all(clients);
  return { acknowledged, kills: done };
}
