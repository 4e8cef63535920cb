// The whole server with a language model on 127.0.0.1 behind it: settings as an operator gives them, the simulator over HTTP.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { readConfig } from '../../src/config.ts';
import type { Handler } from '../../src/core/handler.ts';
import type { Frame } from '../../src/core/intent.ts';
import type { Log } from '../../src/core/services.ts';
import type { Understand } from '../../src/core/understanding.ts';
import { type Running, type StartOptions, start } from '../../src/start.ts';
import { calendar } from './calendar.ts';
import { BENCH_START, type ModelServer, type Script, says, startModelServer } from './model-server.ts';
import { plainReader } from './plain-reader.ts';

export const NOW = '2026-11-20T09:12:00+08:00';
export const QUESTION = '你是要签到，还是查积分？回 1 或 2。';
export const DONE = '志愿服务 2 小时记下了。';
export const checkIn: Frame = { intent: 'check_in', slots: { kind: 'volunteer', hours: 2 } };
export const points: Frame = { intent: 'query_points', slots: { scope: 'self' } };
const smalltalk: Frame = { intent: 'smalltalk', slots: {} };
const hazard: Frame = { intent: 'report_hazard', slots: { category: 'fire', urgent: true } };

/** Sure of plain words, in doubt about the others. */
export const doubter: Understand = (text, context) => {
  if (text.startsWith('搬砖')) return [{ ...checkIn, alternative: points }];
  if (text.startsWith('委屈')) return [{ intent: 'raise_appeal', slots: { topic: 'wage' }, alternative: points }];
  if (text.startsWith('组织')) return [{ intent: 'register', slots: {}, alternative: points }];
  if (text.startsWith('好大烟')) return [{ ...hazard, alternative: smalltalk }];
  if (text.startsWith('烟好大')) return [{ ...smalltalk, alternative: hazard }];
  return plainReader(text, context);
};

/** What a reader holds possible: each frame and its other reading. */
export const candidatesOf =
  (understand: Understand): StartOptions['candidates'] =>
  (text, context) =>
    understand(text, context).flatMap(({ intent, slots, alternative }) => [
      { frame: { intent, slots }, probability: 0.5 },
      ...(alternative ? [{ frame: alternative, probability: 0.4 }] : []),
    ]);

/** Frames as the model writes them. */
export const advice = (...frames: [string, Record<string, unknown>?][]) =>
  says({
    intents: frames.map(([intent, slots = {}]) => ({
      intent,
      slots: Object.entries(slots).map(([slot, value]) => ({ slot, value })),
    })),
  });

export const GOOD = advice(['check_in', { kind: 'volunteer', hours: 2 }]);

const world = {
  now: NOW,
  groups: [
    { id: 'g1', title: '江畔快递群', channel: 'wecom' },
    { id: 'g2', title: '夜班骑手群', channel: 'dingtalk' },
  ],
  members: [
    { id: 'zhou', name: '老周', role: 'member', groups: ['g1'] },
    { id: 'wang', name: '王建国', role: 'member', groups: ['g1'] },
    { id: 'li', name: '李书记', role: 'secretary', groups: ['g1', 'g2'] },
  ],
};

export interface ModelBotOptions {
  /** Null = no language model is set. */
  script?: Script | null;
  env?: Record<string, string>;
  understand?: Understand;
  candidates?: StartOptions['candidates'];
  handlers?: readonly Handler[];
  members?: readonly Record<string, unknown>[];
}

export interface ModelBot {
  url(): string;
  server: ModelServer;
  /** Everything logged, as text. */
  logged: string[];
  clock: { at: number; now(): number };
  /** What the bot says to it, over the simulator's HTTP. */
  say(from: string, text: string, over?: Record<string, unknown>): Promise<string[]>;
  attendance(): Promise<Record<string, unknown>[]>;
  /** Questions to the language model by outcome, as the operator reads them. */
  calls(): Promise<Record<string, number>>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startModelBot(options: ModelBotOptions = {}): Promise<ModelBot> {
  const { script = GOOD, understand = doubter, env = {} } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'xiaofeng-'));
  const server = await startModelServer(script ?? undefined);
  const clock = { at: BENCH_START, now: () => clock.at };
  const logged: string[] = [];
  const line = (fields: Record<string, unknown>, message: string) => void logged.push(`${JSON.stringify(fields)} ${message}`);
  const log: Log = { info: line, warn: line, error: line };
  const model = { OPENAI_API_KEY: 'key-of-the-test', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'model-of-the-test' };
  const open = () =>
    start({
      monotonicNow: () => performance.now(),
      config: readConfig({ PORT: '0', DATA_DIR: dataDir, SIMULATOR: 'on', ...(script !== null && model), ...env }),
      clock,
      log,
      handlers: options.handlers ?? handlers,
      understand,
      calendar,
      candidates: options.candidates ?? candidatesOf(understand),
    });
  let running: Running = await open();

  async function post(path: string, body: unknown): Promise<{ replies: { text: string }[] }> {
    const response = await fetch(`${running.url}/simulator/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status, path).toBe(200);
    return (await response.json()) as { replies: { text: string }[] };
  }

  await post('reset', { ...world, ...(options.members && { members: options.members }) });
  return {
    url: () => running.url,
    server,
    logged,
    clock,
    async say(from, text, over = {}) {
      return (await post('messages', { from, text, ...over })).replies.map((reply) => reply.text);
    },
    async attendance() {
      const state = await (await fetch(`${running.url}/simulator/api/state`)).json();
      return (state as { attendance: Record<string, unknown>[] }).attendance;
    },
    async calls() {
      const text = await (await fetch(`${running.url}/metrics`)).text();
      const lines = text.matchAll(/^xiaofeng_model_calls_total\{[^}]*outcome="(\w+)"[^}]*\} (\d+)/gm);
      return Object.fromEntries([...lines].map(([, outcome, count]) => [outcome, Number(count)]));
    },
    async restart() {
      await running.stop();
      running = await open();
    },
    async close() {
      await running.stop();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** For a test file: starts such bots and stops them after each test. */
export function useModelBots(): (options?: ModelBotOptions) => Promise<ModelBot> {
  const open: ModelBot[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });
  return async (options) => {
    const made = await startModelBot(options);
    open.push(made);
    return made;
  };
}
