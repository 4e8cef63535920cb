import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { Branch } from './core/branch.ts';
import type { Calendar } from './core/calendar.ts';
import type { Clock } from './core/clock.ts';
import { BotError, messageOf } from './core/errors.ts';
import type { Fault } from './core/fault.ts';
import type { Handler } from './core/handler.ts';
import type { Word } from './core/knowledge.ts';
import { doingIn, type Log, type Services } from './core/services.ts';
import { shanghaiIso } from './core/shanghai.ts';
import type { Advise, Understand } from './core/understanding.ts';
import { tellQuota } from './domain/pushes/quota-news.ts';
import { rosterOf } from './domain/roster.ts';
import { preparedStations } from './domain/stations/index.ts';
import { createApp } from './http/app.ts';
import type { DoorServices } from './http/door.ts';
import { mountHealth } from './http/health.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { mountPages } from './http/pages/index.ts';
import { listen } from './http/server.ts';
import { resetSchema } from './http/simulator/reset.ts';
import { mountSimulator } from './http/simulator/routes.ts';
import { starterWorld } from './http/simulator/text.ts';
import { openWorld, type World } from './http/simulator/world.ts';
import { documentsFolder, openKnowledge } from './knowledge/open.ts';
import { createLanguageModel } from './language-model/index.ts';
import { createReencoder } from './photos/index.ts';
import { createBot } from './pipeline/bot.ts';
import { createSecondReader, type SecondReaderOptions } from './pipeline/second-reader.ts';
import { createTokenLedger } from './pipeline/token-ledger.ts';
import { createWording } from './pipeline/wording.ts';
import { type LinkName, openPlatforms } from './platforms.ts';
import { watchLoop } from './scheduling/loop-watch.ts';
import { createPlanner } from './scheduling/planner/index.ts';
import { createRoster } from './scheduling/roster.ts';
import { planNightlyWork, runners } from './scheduling/runners.ts';
import { createScheduledRound } from './scheduling/scheduler.ts';
import { startTicker } from './scheduling/ticker.ts';
import { openStore } from './store/index.ts';
import { folderPhotos } from './store/photos/index.ts';
import { createSealer, openKeyFile } from './store/sealing.ts';
import {
  durableFileAdapter,
  fileAdapter,
  openBranchSettings,
  openStationSettings,
  rowAdapter,
  stationsDocument,
  tableAdapter,
} from './store/settings/index.ts';
import { createWishReader } from './understanding/index.ts';

const PROMPTS = join(import.meta.dirname, '..', 'prompts');

export interface StartOptions {
  config: Config;
  clock: Clock;
  /** Milliseconds of a clock that nobody can set. */
  monotonicNow(): number;
  log: Log;
  /** Something between us and a platform went wrong, and a connection to one stands: for whoever watches the screen. */
  onFault?: (fault: Fault, branch: Branch) => void;
  onLinked?: (name: LinkName) => void;
  handlers: readonly Handler[];
  understand: Understand;
  calendar: Calendar;
  /** Everything a message may ask for, for the language model. */
  candidates: SecondReaderOptions['candidates'];
  /** A socket somebody else holds open (descriptor), instead of host and port. */
  fd?: number | undefined;
}

export interface Running {
  url: string;
  /** Looks at once for what is due, and resolves when that and everything it caused is done: where somebody moves the clock. */
  settle(): Promise<void>;
  /** Drains: what is under way is finished, nothing acknowledged is lost. */
  stop(): Promise<void>;
}

/** Puts the house together and opens the door. @throws BotError config, settings, store… naming what is wrong; nothing is left open */
export async function start(options: StartOptions): Promise<Running> {
  const closers: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return await open(options, closers, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Each part that is opened leaves its way to be closed, in the order of opening. */
async function open(
  options: StartOptions,
  closers: (() => Promise<void> | void)[],
  closeAll: () => Promise<void>,
): Promise<Running> {
  const { config, clock, log, handlers, understand, calendar, candidates } = options;
  const { dataDir, databaseUrl } = config.server;
  await makeFolder(dataDir);
  const metrics = createMetrics();
  const store = await openStore(databaseUrl ? { url: databaseUrl, log } : { file: join(dataDir, 'records.sqlite'), log });
  closers.push(() => store.close());
  // Several instances share one PostgreSQL, and with it the settings; alone they are a file people can edit.
  const adapter = databaseUrl
    ? tableAdapter(store, clock)
    : durableFileAdapter({ path: join(dataDir, 'branch.json'), clock, log });
  const settings = await openBranchSettings({ adapter, log, watch: true });
  closers.push(() => settings.close());
  const stations = await openStationSettings({
    adapter: databaseUrl
      ? rowAdapter(stationsDocument, store, clock)
      : fileAdapter(stationsDocument, { path: join(dataDir, 'stations.json'), clock, log }),
    log,
    watch: true,
  });
  closers.push(() => stations.close());
  const prepared = await preparedStations(stations, (error) =>
    log.error({ error: messageOf(error) }, 'the new stations could not be made ready to be searched'),
  );
  const roster = createRoster(() => rosterOf(settings.current(), config.secretaries), store, clock, log);
  await roster.sync();
  settings.onChange(() => void roster.renew());

  const sealKey = config.server.sealKey ?? (databaseUrl ? null : await openKeyFile(dataDir));
  const knowledge = await openKnowledge({ folder: documentsFolder(dataDir), log });
  const reencode = createReencoder();
  let address: string | null = null;

  const instance = randomUUID().slice(0, 12);
  const model =
    config.model &&
    createLanguageModel({
      endpoint: config.model,
      clock,
      log,
      meter: metrics,
      ledger: createTokenLedger(store, instance, clock),
    });
  const prompt = async (name: string) => await readFile(join(PROMPTS, `${name}.md`), 'utf8');
  const advise = model && createSecondReader({ model, prompt: await prompt('understand'), candidates });
  const word = model && createWording({ model, prompt: await prompt('answer'), candidates });

  const photos = databaseUrl ? store.photos : folderPhotos(join(dataDir, 'photos'));
  const platforms = openPlatforms({
    ...options,
    instance,
    store,
    branch: settings,
    photos,
    meter: metrics,
    onQuota(name, percent) {
      store
        .transaction((tx) => tellQuota(doingIn(services, tx, clock.now()), name, percent))
        .catch((error: unknown) => log.warn({ name, percent, error: messageOf(error) }, 'nobody could be told of a quota'));
    },
  });
  closers.push(() => platforms.close());
  const services: Services = {
    instance,
    clock,
    log,
    meter: metrics,
    store,
    branch: settings,
    understand,
    readWish: createWishReader(calendar),
    planner: createPlanner({ calendar }),
    calendar,
    knowledge,
    stations: prepared,
    sealer: sealKey === null ? null : createSealer(sealKey),
    photos,
    reencode,
    // People open our pages on their telephones: an address of this machine would lead nowhere.
    baseUrl: () => config.server.publicUrl,
    ...(advise && { advise }),
    ...(word && { word }),
    handlers,
    channels: platforms.channels,
    faults: platforms.faults,
  };
  const scheduledRound = createScheduledRound(services, runners);
  const bot = createBot(services, { hasTimers: true, scheduledRound });
  closers.push(() => bot.stop());
  await bot.start();
  closers.push(
    startTicker(() => {
      bot.wake();
      void settings.reload();
      void stations.reload();
      void knowledge.reload();
      void roster.renewIfStale();
      store
        .transaction((tx) => planNightlyWork(tx, clock.now()))
        .catch((error: unknown) => log.warn({ error: messageOf(error) }, 'the nightly work could not be planned yet'));
    }),
    watchLoop(log),
  );
  metrics.gauge('inbox_items', 'Messages by state; dead ones wait for somebody to look.', 'state', () =>
    store.transaction((tx) => tx.inbox.count()),
  );
  metrics.gauge('links', 'Connections to the platforms that we hold open: 1 = it stands.', 'platform', async () =>
    platforms.linked(),
  );
  metrics.gauge('outbox_items', 'Outgoing messages by state; parked ones wait for a way out.', 'state', () =>
    store.transaction((tx) => tx.outbox.count()),
  );

  const world =
    config.simulator === 'off'
      ? null
      : await openSimulator(options, {
          meter: metrics,
          advise,
          word,
          // Whoever comes to a public rehearsal reads nothing of the branch's own.
          knowledge: config.simulator === 'public' ? await openKnowledge({ folder: '', log }) : knowledge,
          reencode,
          // Tried on this machine, in its own browser.
          baseUrl: () => config.server.publicUrl ?? address,
        });
  if (world) closers.push(() => world.close());
  const door: DoorServices = { clock, log, meter: metrics, branch: settings, receiver: bot.receiver };
  const mounts = [
    ...platforms.mounts(door),
    mountHealth({ store: () => store.check() }, metrics, (part, reason) => log.warn({ part, reason }, 'not ready')),
    mountPages(world ? [services, world.pages] : [services]),
    ...(world ? [mountSimulator(world, config.simulator === 'public')] : []),
  ];
  const server = await listen(
    createApp(mounts, log),
    options.fd === undefined ? { host: config.server.host, port: config.server.port } : { fd: options.fd },
  );
  address = server.url;
  closers.push(() => server.drain());
  platforms.connect(bot.receiver);

  return {
    url: server.url,
    async settle() {
      bot.wake();
      await bot.settle();
    },
    async stop() {
      // Nothing new goes out while the last requests are answered.
      bot.close();
      await closeAll();
    },
  };
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new BotError('config', `The data folder ${dataDir} cannot be made (${code}); set DATA_DIR to a folder that can.`, {
      cause,
    });
  }
}

async function openSimulator(
  { config, clock, log, handlers, understand, calendar }: StartOptions,
  parts: Pick<Services, 'knowledge' | 'reencode' | 'baseUrl'> & { meter: Metrics; advise: Advise | null; word: Word | null },
): Promise<World> {
  const { dataDir, sealKey } = config.server;
  const { meter, advise, word, knowledge, reencode, baseUrl } = parts;
  return await openWorld({
    file: join(dataDir, 'simulator.sqlite'),
    // Beside PostgreSQL, too, the rehearsal has its file here.
    sealer: createSealer(sealKey ?? (await openKeyFile(dataDir))),
    photos: folderPhotos(join(dataDir, 'simulator-photos')),
    reencode,
    baseUrl,
    handlers,
    understand,
    calendar,
    knowledge,
    advise: advise ?? undefined,
    word: word ?? undefined,
    log,
    meter,
    starter: () => resetSchema.parse({ ...starterWorld, now: shanghaiIso(clock.now()) }),
  });
}
