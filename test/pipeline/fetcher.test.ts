// How the photos of reports come in: when it is tried again, when it is given up, what the reporter hears of it.
import { afterEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/core/channel.ts';
import { BotError } from '../../src/core/errors.ts';
import { PHOTOS_MAX, type PhotoFetch } from '../../src/core/photo.ts';
import { doingIn, type Services } from '../../src/core/services.ts';
import type { Store, Transaction } from '../../src/core/store.ts';
import type { NewTicket, TicketPhoto } from '../../src/core/ticket.ts';
import { withHiddenReporter } from '../../src/domain/tickets/reporter.ts';
import { type Bot, createBot } from '../../src/pipeline/bot.ts';
import { memoryPhotos } from '../../src/store/photos/index.ts';
import { NOON, useBenches } from '../support/bot.ts';
import { newTicket } from '../support/new-ticket.ts';

const LINK = 'https://photos.example/secret-link?sign=abc';
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 1);
const make = useBenches();
const bots: Bot[] = [];
afterEach(async () => {
  for (const each of bots.splice(0)) await each.stop();
});

type Over = Partial<Pick<Services, 'photos' | 'reencode'>> & {
  fetchMedia?: Channel['fetchMedia'];
  /** Stands before the store of the fetching bot. */
  before?: (store: Store) => Store;
};

async function fetching({ fetchMedia, before = (store) => store, ...over }: Over = {}) {
  const it = await make();
  const logged: string[] = [];
  const line = (fields: Record<string, unknown>, message: string) => void logged.push(`${JSON.stringify(fields)} ${message}`);
  const wecom: Channel = {
    ...it.services.channels.wecom!,
    fetchMedia: fetchMedia ?? (async () => ({ kind: 'fetched', bytes: JPEG })),
  };
  const services: Services = {
    ...it.services,
    photos: memoryPhotos(),
    ...over,
    store: before(it.store),
    log: { info: line, warn: line, error: line },
    channels: { wecom },
  };
  const bot = createBot(services, { hasTimers: false, scheduledRound: async () => false });
  bots.push(bot);
  const write = <T>(work: (tx: Transaction) => Promise<T>) => it.store.transaction(work);
  return {
    ...it,
    services,
    bot,
    logged,
    write,
    texts: () => it.delivered.map(({ text }) => text),
    photo: (id: number): Promise<TicketPhoto | undefined> => write((tx) => tx.photos.byId(id)),
    row: (id: number) => write((tx) => tx.fetches.find(`photo:${id}`)),
    /** A ticket of somebody, with so many photos that wait. */
    report: (photos = 1, over: Partial<NewTicket> = {}) =>
      write(async (tx) => {
        const sender = { account: 'wecom:zhou', userId: 'zhou', name: null };
        const { id: reporterId } = await tx.members.recognise(sender, it.clock.at);
        const plain = { ...hazard, source: `wecom:${Math.random()}`, reporterId, ...over };
        const hidden = over.anonymous
          ? withHiddenReporter(doingIn(services, tx, it.clock.at), { ...plain, id: '', number: '' }, sender.account)
          : null;
        const ticket = await tx.tickets.add(hidden ?? plain, '');
        const ids: number[] = [];
        for (let count = 0; count < photos; count += 1) ids.push(await queue(tx, ticket.id, it.clock.at));
        return ids;
      }),
    /** Moves from one due instant to the next, until nothing waits. Answers the seconds passed at each. */
    async untilDone(): Promise<number[]> {
      const instants: number[] = [];
      await bot.settle();
      for (let due = await bot.nextDueAt(); due !== undefined; due = await bot.nextDueAt()) {
        it.clock.at = due;
        instants.push((due - NOON) / 1_000);
        await bot.settle();
      }
      return instants;
    },
  };
}

const hazard = newTicket(NOON, { source: '' });

const media: PhotoFetch['media'] = { kind: 'photo', via: 'wecom_url', reference: LINK, name: '老周拍的.jpg' };

async function queue(tx: Transaction, ticketId: string, now: number): Promise<number> {
  const photoId = await tx.photos.add(ticketId, now);
  await queueFor(tx, photoId, now);
  return photoId;
}

async function queueFor({ fetches }: Transaction, photoId: number, now: number): Promise<void> {
  const key = `photo:${photoId}`;
  await fetches.add([{ key, orderingKey: key, body: { channel: 'wecom', media, photoId }, dueAt: now }], now);
}

describe('a photo', () => {
  test('is kept by its digest, and the way to it as it was sent is forgotten', async () => {
    const it = await fetching({ reencode: async () => Uint8Array.of(7, 7) });
    const [id] = await it.report();
    await it.bot.settle();
    const photo = await it.photo(id!);
    expect(photo).toMatchObject({ state: 'kept', reason: null });
    expect(await it.services.photos.get(photo!.digest!)).toEqual(Uint8Array.of(7, 7));
    expect(await it.row(id!)).toMatchObject({ state: 'done', body: { photoId: id, media: { reference: '', name: null } } });
    expect(it.texts()).toEqual([]);
  });

  test('of two tickets is kept once', async () => {
    const it = await fetching();
    const [one] = await it.report();
    const [other] = await it.report();
    await it.bot.settle();
    const digest = (await it.photo(one!))?.digest;
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await it.photo(other!)).toMatchObject({ state: 'kept', digest });
  });

  test('comes two at a time, however many there are', async () => {
    let underWay = 0;
    let most = 0;
    const it = await fetching({
      async fetchMedia() {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return { kind: 'fetched', bytes: JPEG };
      },
    });
    const ids = [...(await it.report(PHOTOS_MAX)), ...(await it.report(21))];
    await it.bot.settle();
    expect(most).toBe(2);
    for (const id of ids) expect(await it.photo(id)).toMatchObject({ state: 'kept' });
  });
});

describe('a platform that does not answer', () => {
  test('is asked again until the link is dead', async () => {
    let asked = 0;
    const it = await fetching({
      async fetchMedia() {
        asked += 1;
        return { kind: 'retry', reason: 'timeout' };
      },
    });
    const [id] = await it.report();
    expect(await it.untilDone()).toEqual([2, 7, 22, 52, 112, 172, 232, 270]);
    expect(asked).toBe(9);
    expect(await it.photo(id!)).toMatchObject({ state: 'failed', reason: 'gone', digest: null });
    expect(it.texts()).toEqual(['H-0001 有张照片过期了，没收下，请再发一次。']);
  });

  test('may answer late', async () => {
    const answers = [
      { kind: 'retry', reason: 'busy' },
      { kind: 'retry', reason: 'busy' },
    ] as const;
    let asked = 0;
    const it = await fetching({ fetchMedia: async () => answers[asked++] ?? { kind: 'fetched', bytes: JPEG } });
    const [id] = await it.report();
    await it.untilDone();
    expect(await it.photo(id!)).toMatchObject({ state: 'kept' });
    expect(it.texts()).toEqual([]);
  });

  test('is asked once more after an outage of ours, however long', async () => {
    const it = await fetching();
    const [id] = await it.report();
    it.clock.at += 3_600_000;
    await it.bot.settle();
    expect(await it.photo(id!)).toMatchObject({ state: 'kept' });
  });
});

describe('the reporter hears', () => {
  test.each([
    ['too_large', 'H-0001 有张照片太大，没收下，请不选“原图”再发一次。'],
    ['gone', 'H-0001 有张照片过期了，没收下，请再发一次。'],
    ['forbidden', 'H-0001 有张照片取不到，没收下，请再发一次。'],
    ['unreadable', 'H-0001 有张照片打不开，没收下，请截个图再发一次。'],
  ] as const)('why it was not kept: %s', async (reason, text) => {
    let asked = 0;
    const it = await fetching({
      async fetchMedia() {
        asked += 1;
        return { kind: 'refused', reason };
      },
    });
    const [id] = await it.report();
    await it.untilDone();
    expect(asked).toBe(1);
    expect(await it.photo(id!)).toMatchObject({ state: 'failed', reason });
    expect(await it.row(id!)).toMatchObject({ state: 'done', reason });
    expect(it.texts()).toEqual([text]);
  });

  test('of what is no picture, in the middle of the night', async () => {
    const it = await fetching({ reencode: async () => null });
    it.clock.at = NOON + 15 * 3_600_000;
    const [id] = await it.report();
    await it.bot.settle();
    expect(await it.photo(id!)).toMatchObject({ state: 'failed', reason: 'unreadable' });
    expect(it.texts()).toEqual(['H-0001 有张照片打不开，没收下，请截个图再发一次。']);
  });

  test('once for each ticket', async () => {
    const it = await fetching({ fetchMedia: async () => ({ kind: 'refused', reason: 'too_large' }) });
    await it.report(3);
    await it.report(2);
    await it.untilDone();
    expect(it.texts().map((text) => text.slice(0, 6))).toEqual(['H-0001', 'H-0002']);
  });

  test('nothing of what was taken back, or is not there any more', async () => {
    const it = await fetching({ fetchMedia: async () => ({ kind: 'refused', reason: 'gone' }) });
    const [id] = await it.report(1, { status: 'closed', end: 'withdrawn' });
    await it.write((tx) => queueFor(tx, 4_711, NOON));
    await it.bot.settle();
    expect(await it.photo(id!)).toMatchObject({ state: 'failed' });
    expect(await it.row(4_711)).toMatchObject({ state: 'done' });
    expect(it.texts()).toEqual([]);
  });

  test('without the records telling who it is, where nobody is to know', async () => {
    const it = await fetching({ fetchMedia: async () => ({ kind: 'refused', reason: 'gone' }) });
    await it.report(1, { kind: 'appeal', category: 'wage', anonymous: true });
    await it.bot.settle();
    expect(it.texts()).toEqual(['A-0001 有张照片过期了，没收下，请再发一次。']);
    const rows = await it.write(async (tx) => [await tx.outbox.list(['done'], 9), await tx.fetches.list(['done'], 9)]);
    expect(rows.map((each) => each.length)).toEqual([1, 1]);
    expect(JSON.stringify([rows, it.logged])).not.toMatch(/zhou|老周/);
  });
});

describe('a fault of ours', () => {
  test('between keeping and noting makes it happen again, with the same end', async () => {
    let put = 0;
    const kept = memoryPhotos();
    const photos: Services['photos'] = {
      ...kept,
      async put(jpeg) {
        put += 1;
        return await kept.put(jpeg);
      },
    };
    let isAway = false;
    const it = await fetching({
      photos,
      before: (store) => ({
        ...store,
        async transaction(work) {
          if (put !== 1 || isAway) return await store.transaction(work);
          isAway = true;
          throw new BotError('store', 'away');
        },
      }),
    });
    const [id] = await it.report();
    await it.bot.settle();
    expect(await it.photo(id!)).toMatchObject({ state: 'waiting' });
    expect(await it.untilDone()).toEqual([60]);
    expect(put).toBe(2);
    expect(await it.photo(id!)).toMatchObject({ state: 'kept' });
  });

  test('that lasts is named as ours', async () => {
    const photos: Services['photos'] = { ...memoryPhotos(), put: () => Promise.reject(new Error('ENOSPC')) };
    const it = await fetching({ photos });
    const [id] = await it.report();
    await it.untilDone();
    expect(await it.photo(id!)).toMatchObject({ state: 'failed', reason: 'not_stored' });
    expect(it.texts()).toEqual(['H-0001 有张照片没存上，请再发一次。']);
    expect(it.logged.join()).toContain('ENOSPC');
  });

  test('leaves no link in the log', async () => {
    const it = await fetching({ fetchMedia: () => Promise.reject(new TypeError(`fetch failed: ${LINK}`)) });
    await it.report();
    await it.untilDone();
    expect(it.logged.length).toBeGreaterThan(0);
    expect(it.logged.join()).not.toContain('photos.example');
  });

  test('ends with the process: the next one takes up what was under way at once', async () => {
    const it = await fetching();
    const [id] = await it.report();
    await it.write((tx) => tx.fetches.lease({ owner: 'gone', now: NOON, leaseMs: 60_000, limit: 1 }));
    await it.bot.start();
    await it.bot.settle();
    expect(await it.photo(id!)).toMatchObject({ state: 'kept' });
  });

  test('that takes the process down again and again is not met any more', async () => {
    const it = await fetching({ fetchMedia: () => Promise.reject(new Error('not to be asked')) });
    const [id] = await it.report();
    for (let death = 0; death < 12; death += 1) {
      await it.write((tx) => tx.fetches.lease({ owner: 'gone', now: NOON, leaseMs: 60_000, limit: 1 }));
      await it.write((tx) => tx.fetches.reclaim(NOON, 'next'));
    }
    await it.bot.settle();
    expect(await it.photo(id!)).toMatchObject({ state: 'failed', reason: 'unreadable' });
  });
});

describe('the end of a bot', () => {
  test('begins no photo more, and waits for the one in hand', async () => {
    let arrive: () => void = () => {};
    const it = await fetching({
      fetchMedia: () =>
        new Promise((resolve) => {
          arrive = () => resolve({ kind: 'fetched', bytes: JPEG });
        }),
    });
    const [id] = await it.report();
    await it.bot.start();
    const settled = it.bot.settle();
    await expect.poll(() => it.write((tx) => tx.fetches.count())).toMatchObject({ leased: 1 });
    it.bot.close();
    const [late] = await it.report();
    const stopped = it.bot.stop();
    arrive();
    await Promise.all([settled, stopped]);
    expect(await it.photo(id!)).toMatchObject({ state: 'kept' });
    expect(await it.photo(late!)).toMatchObject({ state: 'waiting' });
  });
});
