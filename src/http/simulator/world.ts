import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import {
  type clickSchema,
  createSimulatorChannel,
  createUploads,
  type Out,
  parseClick,
  parseSaid,
  renderOut,
  type Scene,
  type saidSchema,
} from '../../channels/simulator/index.ts';
import type { Branch } from '../../core/branch.ts';
import type { Calendar } from '../../core/calendar.ts';
import { DAY_MS } from '../../core/clock.ts';
import { BotError } from '../../core/errors.ts';
import type { Handler } from '../../core/handler.ts';
import type { Knowledge, Word } from '../../core/knowledge.ts';
import type { Message } from '../../core/message.ts';
import type { PhotoStore, Reencode } from '../../core/photo.ts';
import type { Sealer } from '../../core/sealer.ts';
import type { Log, Meter, Services } from '../../core/services.ts';
import type { Store, Transaction } from '../../core/store.ts';
import type { Advise, Understand } from '../../core/understanding.ts';
import { openOutgoing } from '../../domain/pushes/index.ts';
import { rosterOf } from '../../domain/roster.ts';
import { prepareStations } from '../../domain/stations/index.ts';
import { type Bot, createBot } from '../../pipeline/bot.ts';
import { createPlanner } from '../../scheduling/planner/index.ts';
import { planNightlyWork, runners } from '../../scheduling/runners.ts';
import { createScheduledRound } from '../../scheduling/scheduler.ts';
import { openStore } from '../../store/index.ts';
import { createWishReader } from '../../understanding/index.ts';
import type { PageSource } from '../pages/index.ts';
import { branchOf, type Reset, resetSchema, stationsOf } from './reset.ts';
import { readState, readView, type View } from './view.ts';

export interface WorldOptions {
  /** The world's own SQLite file: nothing of the real branch is ever in it. Undefined = in memory. */
  file: string | undefined;
  handlers: readonly Handler[];
  understand: Understand;
  calendar: Calendar;
  knowledge: Knowledge;
  sealer: Sealer;
  photos: PhotoStore;
  reencode: Reencode;
  /** See `Doing`. */
  baseUrl(): string | null;
  advise?: Advise | undefined;
  word?: Word | undefined;
  log: Log;
  meter: Meter;
  /** The world a newcomer finds; used when the file holds none. */
  starter: () => Reset;
}

export interface World {
  /** When it fails, the world before it goes on. */
  reset(body: Reset): Promise<void>;
  say(body: z.infer<typeof saidSchema>): Promise<{ messageId: string; replies: Out[] }>;
  click(body: z.infer<typeof clickSchema>): Promise<{ messageId: string; replies: Out[] }>;
  /** @throws BotError payload when the clock would go back, or more than 400 days ahead */
  moveClock(to: number): Promise<{ pushes: Out[] }>;
  state(): Promise<Record<string, unknown[]>>;
  view(): Promise<View>;
  /** What the addresses in its messages lead to. */
  pages: PageSource;
  close(): Promise<void>;
}

const memorySchema = z.object({ now: z.number(), reset: resetSchema });
const LONGEST_MOVE_MS = 400 * DAY_MS;

const memory = (tx: Transaction) => tx.collection('simulator', memorySchema);

/** A rehearsal: the same bot with a store, people and a clock of its own. Calls follow one another. */
export async function openWorld(options: WorldOptions): Promise<World> {
  let now = 0;
  let reset: Reset;
  let branch: Branch;
  let store: Store;
  let bot: Bot;
  let outs: Out[] = [];
  const uploads = createUploads();

  async function open(): Promise<void> {
    store = await openStore({ file: options.file, log: options.log });
    const known = await store.transaction((tx) => memory(tx).get('world'));
    if (known) await enter(known.reset, known.now);
    else {
      const first = options.starter();
      await found(store, first);
      await enter(first, Date.parse(first.now));
    }
  }

  async function found(fresh: Store, body: Reset): Promise<void> {
    const at = Date.parse(body.now);
    await fresh.transaction(async (tx) => {
      await memory(tx).put('world', { now: at, reset: body }, at);
      await tx.members.syncRoster(rosterOf(branchOf(body), []), at);
      await planNightlyWork(tx, at);
    });
  }

  /** Builds the new world beside the old one, which ends only when the new one stands. */
  async function replace(body: Reset): Promise<void> {
    const next = options.file && `${options.file}.next`;
    if (next) await removeStore(next);
    const fresh = await openStore({ file: next, log: options.log });
    try {
      await found(fresh, body);
    } catch (error) {
      await fresh.close();
      if (next) await removeStore(next);
      throw error;
    }
    if (!next || !options.file) {
      await close();
      store = fresh;
      return enter(body, Date.parse(body.now));
    }
    // Closed, so that all of it is in the one file that takes the old one's place.
    await fresh.close();
    await close();
    try {
      await removeSideFiles(options.file);
      await rename(next, options.file);
    } finally {
      // Also when the file could not be put in place: then the old world is still there.
      await open();
    }
  }

  async function enter(body: Reset, at: number): Promise<void> {
    const stations = stationsOf(body);
    await prepareStations(stations);
    now = at;
    reset = body;
    branch = branchOf(body);
    const services: Services = {
      instance: `simulator-${randomUUID().slice(0, 8)}`,
      clock: { now: () => now },
      log: options.log,
      meter: options.meter,
      store,
      branch: { current: () => branch },
      understand: options.understand,
      readWish: createWishReader(options.calendar),
      planner: createPlanner({ calendar: options.calendar }),
      calendar: options.calendar,
      knowledge: options.knowledge,
      stations: { current: () => stations },
      sealer: options.sealer,
      photos: options.photos,
      reencode: options.reencode,
      baseUrl: options.baseUrl,
      ...(options.advise && { advise: options.advise }),
      ...(options.word && { word: options.word }),
      handlers: options.handlers,
      channels: { simulator: createSimulatorChannel((out) => outs.push(out), uploads) },
    };
    const scheduledRound = createScheduledRound(services, runners);
    bot = createBot(services, { hasTimers: false, scheduledRound });
    await bot.start();
    await bot.settle();
  }

  async function setClock(to: number): Promise<void> {
    now = to;
    await store.transaction((tx) => memory(tx).put('world', { now, reset }, now));
  }

  const scene = (): Scene => ({
    now,
    botNames: branch.botNames,
    uploads,
    nameOf: (memberId) => reset.members.find((member) => member.id === memberId)?.name ?? null,
  });

  async function put(message: Message): Promise<Out[]> {
    const { conversation } = message;
    if (conversation.kind === 'group' && !reset.groups.some((group) => group.id === conversation.id)) {
      throw new BotError('payload', `No group has the id ${conversation.id}; the groups are those given to reset.`);
    }
    outs = [];
    const { duplicate } = await bot.receiver.receive(message, { waitMs: 0 });
    await bot.settle();
    return duplicate ? await repliesTo(message.key) : await answersFirst(message.key);
  }

  /** Of all that a message caused, its answer comes first; what was told to others follows. */
  async function answersFirst(key: string): Promise<Out[]> {
    const answers = new Set((await store.transaction((tx) => tx.outbox.causedBy(key))).map(({ id }) => String(id)));
    return outs.toSorted((a, b) => Number(answers.has(b.id)) - Number(answers.has(a.id)));
  }

  /** A message sent twice gets the answer it got. */
  async function repliesTo(key: string): Promise<Out[]> {
    const items = await store.transaction((tx) => tx.outbox.causedBy(key));
    return items.map(({ body, id, finishedAt, createdAt }) => {
      return renderOut(openOutgoing(options.sealer, body) ?? body, id, finishedAt ?? createdAt);
    });
  }

  // One call at a time: the clock must not move under a message, nor a message see another's replies.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(call: () => Promise<T>): Promise<T> {
    const mine = last.then(call, call);
    last = mine.catch(() => {});
    return mine;
  }

  async function close(): Promise<void> {
    await bot.stop();
    await store.close();
  }

  await open();

  return {
    reset: (body) =>
      inTurn(async () => {
        branchOf(body);
        await replace(body);
      }),
    say: (body) =>
      inTurn(async () => {
        const messageId = body.messageId ?? randomUUID();
        return { messageId, replies: await put(parseSaid(body, messageId, scene())) };
      }),
    click: (body) =>
      inTurn(async () => {
        const messageId = body.messageId ?? randomUUID();
        return { messageId, replies: await put(parseClick(body, messageId, scene())) };
      }),
    moveClock: (to) =>
      inTurn(async () => {
        if (to < now) throw new BotError('payload', 'The clock only goes forward; reset starts a new world.');
        if (to - now > LONGEST_MOVE_MS) {
          throw new BotError(
            'payload',
            'The clock moves at most 400 days at once; move it in shorter steps, or reset the world.',
          );
        }
        outs = [];
        // From one due instant to the next, so that each thing happens at its own time and in order.
        for (let dueAt = await bot.nextDueAt(); dueAt !== undefined && dueAt <= to; ) {
          await setClock(Math.max(now, dueAt));
          await bot.settle();
          // Everything else on this server has its turn in between.
          await nextTurn();
          const next = await bot.nextDueAt();
          if (next !== undefined && next <= dueAt) break;
          dueAt = next;
        }
        await setClock(to);
        await bot.settle();
        return { pushes: outs };
      }),
    state: () => inTurn(() => store.transaction((tx) => readState(tx))),
    view: () =>
      inTurn(() => store.transaction((tx) => readView(tx, options.sealer, { reset, botName: branch.botNames[0]!, now }))),
    pages: {
      store: { transaction: (work) => inTurn(() => store.transaction(work)) },
      photos: options.photos,
      sealer: options.sealer,
      branch: { current: () => branch },
      clock: { now: () => now },
    },
    close: () => inTurn(close),
  };
}

async function removeStore(file: string): Promise<void> {
  await rm(file, { force: true });
  await removeSideFiles(file);
}

async function removeSideFiles(file: string): Promise<void> {
  for (const suffix of ['-wal', '-shm']) await rm(file + suffix, { force: true });
}
