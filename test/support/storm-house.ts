// One instance of the bot for a storm: the real pipeline with the real channels, as src/platforms.ts makes them.
import type { Config } from '../../src/config.ts';
import type { Branch } from '../../src/core/branch.ts';
import type { Receiver } from '../../src/core/channel.ts';
import type { Clock } from '../../src/core/clock.ts';
import { defineHandler, defineIntent, type Handler } from '../../src/core/handler.ts';
import type { Log, Services } from '../../src/core/services.ts';
import { noSlots } from '../../src/core/slots.ts';
import type { Store } from '../../src/core/store.ts';
import { rosterOf } from '../../src/domain/roster.ts';
import { createApp } from '../../src/http/app.ts';
import { type HttpServer, listen } from '../../src/http/server.ts';
import { createBot } from '../../src/pipeline/bot.ts';
import { openPlatforms } from '../../src/platforms.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { runners } from '../../src/scheduling/runners.ts';
import { createScheduledRound } from '../../src/scheduling/scheduler.ts';
import { createWishReader } from '../../src/understanding/index.ts';
import { calendar } from './calendar.ts';
import { quietParts } from './parts.ts';
import { silentLog } from './server.ts';

/** By its mark a message is found again, whatever a platform makes of its words. */
export const wordsOf = (mark: string): string => `编号${mark}号：明天早上七点半开会。`;
export const markIn = (text: string): string | null => /编号(\w+)号/.exec(text)?.[1] ?? null;

/** Answers every message with its own mark. */
const echo = defineHandler({
  name: 'echo',
  title: '',
  help: null,
  text: {},
  intents: {
    smalltalk: defineIntent({
      keywords: [],
      examples: [],
      slots: noSlots,
      run: async ({ message, reply }) => reply(wordsOf(markIn(message.kind === 'said' ? message.text : '') ?? 'x')),
    }),
  },
});

/** Nobody waits for what the bot says: it leaves by the way the message holds open for it. */
const unwaiting = (receiver: Receiver): Receiver => ({
  ...receiver,
  receive: async (message, receiving) => {
    const received = await receiver.receive(message, { ...receiving, waitMs: 0 });
    return { ...received, isPending: false };
  },
});

export interface HouseParts {
  config: Config;
  clock: Clock;
  store: Store;
  branch: Branch;
  instance?: string;
  /** Default: one that says every message's mark again. */
  handlers?: readonly Handler[] | undefined;
  understand?: Services['understand'] | undefined;
  /** Default: time is moved by hand. */
  hasTimers?: boolean | undefined;
  log?: Log;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

export async function openHouse({ config, clock, store, branch, instance = 'storm', log = silentLog, ...rest }: HouseParts) {
  const { handlers = [echo], understand = () => [{ intent: 'smalltalk', slots: {} }], hasTimers = false } = rest;
  const common = { clock, log, meter: { count() {}, observe() {} }, store, branch: { current: () => branch }, instance };
  const parts = quietParts();
  const platforms = openPlatforms({ ...common, config, photos: parts.photos, monotonicNow: clock.now, onQuota() {} });
  const services: Services = {
    ...common,
    ...parts,
    understand,
    readWish: createWishReader(calendar),
    planner: createPlanner({ calendar }),
    handlers,
    channels: platforms.channels,
    faults: platforms.faults,
  };
  await store.transaction((tx) => tx.members.syncRoster(rosterOf(branch, []), clock.now()));
  const bot = createBot(services, { hasTimers, scheduledRound: createScheduledRound(services, runners) });
  let server: HttpServer | null = null;

  return {
    platforms,
    services,
    bot,
    async settle(): Promise<void> {
      bot.wake();
      await bot.settle();
    },
    /** Opens the door for callbacks. @returns its address */
    async openDoor(): Promise<string> {
      const mounts = platforms.mounts({ ...common, receiver: unwaiting(bot.receiver) });
      server = await listen(createApp(mounts, silentLog), { host: '127.0.0.1', port: 0 });
      return server.url;
    },
    async close(): Promise<void> {
      await bot.stop();
      await server?.drain();
      await platforms.close();
    },
  };
}
