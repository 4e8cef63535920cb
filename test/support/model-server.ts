// A language model's endpoint on 127.0.0.1 that answers as it is told, well or badly, and keeps what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/core/clock.ts';
import type { LanguageModel, TokenLedger } from '../../src/core/language-model.ts';
import type { Log, Meter } from '../../src/core/services.ts';
import { createLanguageModel, createMemoryLedger } from '../../src/language-model/index.ts';

export type ModelReply =
  | { kind: 'says'; content: string | null; finish?: string; refusal?: string; tokens?: number }
  | { kind: 'status'; status: number; headers?: Record<string, string>; code?: string }
  | { kind: 'page'; html: string }
  /** Nothing, a byte now and then, bytes without end, a broken line. */
  | { kind: 'hangs' | 'drips' | 'endless' | 'breaks' };

export interface AskedOfModel {
  path: string;
  headers: IncomingMessage['headers'];
  raw: string;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format?: { type: string; json_schema?: { name: string; strict: boolean } };
    max_tokens?: number;
    enable_thinking?: boolean;
  };
}

export type Script = ModelReply | ((asked: AskedOfModel, index: number) => ModelReply | Promise<ModelReply>);

export interface ModelServer {
  baseUrl: string;
  asked: AskedOfModel[];
  /** What it answers from now on. */
  answers(script: Script): void;
  close(): Promise<void>;
}

export const says = (value: unknown): ModelReply => ({
  kind: 'says',
  content: typeof value === 'string' ? value : JSON.stringify(value),
});
export const status = (code: number, headers: Record<string, string> = {}): ModelReply => ({
  kind: 'status',
  status: code,
  headers,
});

export async function startModelServer(script: Script = says({})): Promise<ModelServer> {
  let current = script;
  const asked: AskedOfModel[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer(async (request, response) => {
    const raw = await readAll(request);
    const one = { path: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw) as AskedOfModel['body'] };
    asked.push(one);
    answer(typeof current === 'function' ? await current(one, asked.length - 1) : current, response, timers);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    answers(next) {
      current = next;
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(reply: ModelReply, response: ServerResponse, timers: Set<NodeJS.Timeout>): void {
  const json = { 'content-type': 'application/json' };
  switch (reply.kind) {
    case 'says': {
      const { content, finish = 'stop', refusal = null, tokens = 100 } = reply;
      const message = { role: 'assistant', content, refusal };
      response.writeHead(200, json);
      response.end(JSON.stringify({ choices: [{ index: 0, finish_reason: finish, message }], usage: { total_tokens: tokens } }));
      return;
    }
    case 'status':
      response.writeHead(reply.status, { ...json, ...reply.headers });
      response.end(
        JSON.stringify({ error: { message: 'This response_format type is unavailable now', code: reply.code ?? null } }),
      );
      return;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end(reply.html);
      return;
    case 'hangs':
      return;
    case 'breaks':
      response.destroy();
      return;
    case 'drips': {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(' '), 10);
      timers.add(timer);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'endless': {
      response.writeHead(200, json);
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    }
  }
}

export interface ModelBench {
  server: ModelServer;
  model: LanguageModel;
  ledger: TokenLedger;
  /** `task outcome`, one per question. */
  counted: string[];
  /** Everything logged, as text. */
  logged: string[];
  /** Moves the clock. */
  pass(ms: number): void;
  now(): number;
}

export const BENCH_START = Date.parse('2026-11-20T09:12:00+08:00');

/** A model at that server with a clock one can move and a memory of all that was counted and logged. */
export function modelAt(
  server: ModelServer,
  overrides: { timeoutMs?: number; dailyTokens?: number; ledger?: TokenLedger } = {},
): ModelBench {
  const { timeoutMs = 10_000, dailyTokens = 1_000_000, ledger = createMemoryLedger() } = overrides;
  let now = BENCH_START;
  const clock: Clock = { now: () => now };
  const counted: string[] = [];
  const logged: string[] = [];
  const line = (fields: Record<string, unknown>, message: string) => void logged.push(`${JSON.stringify(fields)} ${message}`);
  const log: Log = { info: line, warn: line, error: line };
  const meter: Meter = {
    count: (name, labels = {}) => void (name === 'model_calls' && counted.push(`${labels.task} ${labels.outcome}`)),
    observe() {},
  };
  const endpoint = { apiKey: 'key-of-the-test', baseUrl: server.baseUrl, name: 'model-of-the-test', timeoutMs, dailyTokens };
  return {
    server,
    model: createLanguageModel({ endpoint, clock, log, meter, ledger }),
    ledger,
    counted,
    logged,
    pass(ms) {
      now += ms;
    },
    now: () => now,
  };
}
