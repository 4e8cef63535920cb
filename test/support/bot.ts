import { afterEach } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { branchSchema } from '../../src/core/branch.ts';
import type { Channel } from '../../src/core/channel.ts';
import type { Handler } from '../../src/core/handler.ts';
import type { Knowledge, Word } from '../../src/core/knowledge.ts';
import type { Message } from '../../src/core/message.ts';
import type { Services } from '../../src/core/services.ts';
import type { Store } from '../../src/core/store.ts';
import type { Advise, Understand } from '../../src/core/understanding.ts';
import { type Bot, createBot } from '../../src/pipeline/bot.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import type { Runner } from '../../src/scheduling/runner.ts';
import { createScheduledRound } from '../../src/scheduling/scheduler.ts';
import { openStore } from '../../src/store/index.ts';
import { createReader, createWishReader } from '../../src/understanding/index.ts';
import { calendar } from './calendar.ts';
import { quietParts } from './parts.ts';
import { silentLog } from './server.ts';

export const NOON = Date.parse('2026-11-22T12:00:00+08:00');

export interface Bench {
  bot: Bot;
  store: Store;
  clock: { at: number; now(): number };
  /** What left by the channel, with the ways it was given. */
  delivered: { text: string; handles: number }[];
  services: Services;
  close(): Promise<void>;
}

export interface BenchOptions {
  store?: Store;
  handlers?: readonly Handler[];
  understand?: Understand;
  advise?: Advise;
  word?: Word;
  knowledge?: Knowledge;
  instance?: string;
  runners?: Record<string, Runner>;
  deliver?: Channel['deliver'];
  /** In place of what the channel can otherwise. */
  channel?: Partial<Channel>;
  branch?: Record<string, unknown>;
  faults?: Services['faults'];
  /** Default: moved by hand. */
  hasTimers?: boolean;
}

/** A bot on a store in memory with a clock one can move and a channel that only remembers. */
export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const clock = { at: NOON, now: () => clock.at };
  const delivered: Bench['delivered'] = [];
  const store = options.store ?? (await openStore());
  const channel: Channel = {
    name: 'wecom',
    reach: () => 'always',
    deliver:
      options.deliver ??
      (async ({ outgoing, replyHandles }) => {
        delivered.push({ text: outgoing.text, handles: replyHandles.length });
        return { kind: 'sent', via: 'test' };
      }),
    fetchMedia: async () => ({ kind: 'refused', reason: 'gone' }),
    ...options.channel,
  };
  const branch = branchSchema.parse(options.branch ?? {});
  const services: Services = {
    instance: options.instance ?? 'test',
    clock,
    log: silentLog,
    meter: { count() {}, observe() {} },
    store,
    branch: { current: () => branch },
    understand: options.understand ?? createReader({ calendar }),
    readWish: createWishReader(calendar),
    planner: createPlanner({ calendar }),
    ...quietParts(),
    ...(options.knowledge && { knowledge: options.knowledge }),
    ...(options.advise && { advise: options.advise }),
    ...(options.word && { word: options.word }),
    ...(options.faults && { faults: options.faults }),
    handlers: options.handlers ?? handlers,
    channels: { wecom: channel },
  };
  const scheduledRound = createScheduledRound(services, options.runners ?? {});
  const bot = createBot(services, { hasTimers: options.hasTimers ?? false, scheduledRound });
  return {
    bot,
    store,
    clock,
    delivered,
    services,
    async close() {
      await bot.stop();
      await store.close();
    },
  };
}

/** For a test file: makes benches and closes them after each test. */
export function useBenches(): (options?: BenchOptions) => Promise<Bench> {
  const open: Bench[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close().catch(() => {});
  });
  return async (options) => {
    const made = await bench(options);
    open.push(made);
    return made;
  };
}

let count = 0;

/** Somebody says something in a WeCom group. */
export function said(text: string, over: Partial<Message> & { from?: string } = {}): Message {
  const { from = 'zhou', ...rest } = over;
  count += 1;
  return {
    kind: 'said',
    channel: 'wecom',
    key: `wecom:test:${count}`,
    conversation: { kind: 'group', id: 'g1' },
    sender: { account: `wecom:${from}`, userId: from, name: null },
    sentAt: NOON,
    receivedAt: NOON,
    addressed: true,
    proof: 'message',
    replyHandles: [
      {
        kind: 'response_url',
        url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=x',
        expiresAt: NOON + 3_600_000,
      },
    ],
    text,
    spoken: false,
    media: [],
    mentions: [],
    quoted: null,
    location: null,
    ...rest,
  } as Message;
}
