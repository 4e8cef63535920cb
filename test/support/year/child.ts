// Plays the year in a process of its own, on a file, with a clock that is moved by hand and now and then wrong. Killed at any instant
// and started again it goes on where it was: what is said twice counts once, and where it was is on file, too.
import { appendFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { handlers } from '../../../handlers/index.ts';
import { parseSaid, renderOut, saidSchema } from '../../../src/channels/simulator/index.ts';
import type { Channel } from '../../../src/core/channel.ts';
import type { Services } from '../../../src/core/services.ts';
import type { Transaction } from '../../../src/core/store.ts';
import { rosterOf } from '../../../src/domain/roster.ts';
import { branchOf } from '../../../src/http/simulator/reset.ts';
import { readState } from '../../../src/http/simulator/view.ts';
import { createBot } from '../../../src/pipeline/bot.ts';
import { createPlanner } from '../../../src/scheduling/planner/index.ts';
import { planNightlyWork, runners } from '../../../src/scheduling/runners.ts';
import { createScheduledRound } from '../../../src/scheduling/scheduler.ts';
import { openStore } from '../../../src/store/index.ts';
import { createReader, createWishReader } from '../../../src/understanding/index.ts';
import { calendar } from '../calendar.ts';
import { quietParts } from '../parts.ts';
import { BEGIN_AT, reset } from './branch.ts';
import type { Delivery, State } from './checker.ts';
import { errorAt, settingsBetween } from './jumps.ts';
import { play } from './play.ts';
import { publishedOf } from './published.ts';

const folder = process.argv[2]!;
const branch = branchOf(reset);
const store = await openStore({ file: join(folder, 'year.sqlite') });

const placeSchema = z.object({ now: z.number(), at: z.number(), key: z.string() });
const places = (tx: Transaction) => tx.collection('year', placeSchema);

/** `now`: the true instant; `at` and `key`: the last step that is over. */
let place = await store.transaction(async (tx) => {
  const known = await places(tx).get('place');
  if (known) return known;
  const first = { now: BEGIN_AT, at: BEGIN_AT, key: '' };
  await tx.members.syncRoster(rosterOf(branch, []), BEGIN_AT);
  await planNightlyWork(tx, BEGIN_AT);
  await places(tx).put('place', first, BEGIN_AT);
  return first;
});

async function goTo(next: Partial<typeof place>): Promise<void> {
  place = { ...place, ...next };
  await store.transaction((tx) => places(tx).put('place', place, place.now));
}

const clock = { now: () => place.now + errorAt(place.now) };

const channel: Channel = {
  name: 'simulator',
  reach: () => 'always',
  async deliver({ outgoing, id }, now) {
    const { to, text } = renderOut(outgoing, id, now);
    // The play in the simulator tells answers by where they arrive; after a kill nobody knows what they answered.
    const delivery: Delivery = {
      id: String(id),
      at: now,
      trueAt: place.now,
      to: to as Delivery['to'],
      text,
      isAsked: outgoing.push === undefined,
    };
    appendFileSync(join(folder, 'deliveries.jsonl'), `${JSON.stringify(delivery)}\n`);
    return { kind: 'sent', via: 'test' };
  },
  fetchMedia: async () => ({ kind: 'refused', reason: 'gone' }),
};

const tell = (fields: Record<string, unknown>, message: string) => writeSync(2, `${message} ${JSON.stringify(fields)}\n`);

const services: Services = {
  instance: `year-${process.pid}`,
  clock,
  log: { info() {}, warn: tell, error: tell },
  meter: { count() {}, observe() {} },
  store,
  branch: { current: () => branch },
  understand: createReader({ calendar }),
  readWish: createWishReader(calendar),
  planner: createPlanner({ calendar }),
  ...quietParts(),
  handlers,
  channels: { simulator: channel },
};
const bot = createBot(services, { hasTimers: false, scheduledRound: createScheduledRound(services, runners) });

/** From one due instant to the next, while the clock is not set. */
async function drain(until: number): Promise<void> {
  for (let dueAt = await dueNext(); dueAt !== undefined && dueAt <= until; ) {
    await goTo({ now: Math.max(place.now, dueAt) });
    await bot.settle();
    const next = await dueNext();
    if (next !== undefined && next <= dueAt) break;
    dueAt = next;
  }
}

/** In true time. */
async function dueNext(): Promise<number | undefined> {
  const dueAt = await bot.nextDueAt();
  return dueAt === undefined ? undefined : dueAt - errorAt(place.now);
}

const names = new Map(reset.members.map(({ id, name }) => [id, name]));

await bot.start();
await bot.settle();
await play(
  {
    async until(at) {
      for (const setAt of settingsBetween(place.now, at)) {
        await drain(setAt - 1);
        await goTo({ now: setAt });
        await bot.settle();
      }
      await drain(at);
      await goTo({ now: Math.max(place.now, at) });
      await bot.settle();
    },
    async say({ key, from, group, text }) {
      const scene = { now: place.now, botNames: branch.botNames, nameOf: (id: string) => names.get(id) ?? null };
      // The platform's clock is right, whatever the server's says.
      const message = { ...parseSaid(saidSchema.parse({ from, group, text }), key, scene), receivedAt: clock.now() };
      await bot.receiver.receive(message, { waitMs: 0 });
      await bot.settle();
      const answers = await store.transaction((tx) => tx.outbox.causedBy(message.key));
      return answers.map(({ body }) => body.text).join('\n');
    },
    published: async () => publishedOf((await store.transaction(readState)) as unknown as State),
  },
  place,
  async ({ at, key }) => {
    await goTo({ at, key });
    writeSync(1, `${at}\n`);
  },
);
writeFileSync(join(folder, 'state.json'), JSON.stringify(await store.transaction(readState)));
await bot.stop();
await store.close();
