import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createDingtalkChannel } from './channels/dingtalk/index.ts';
import { prepareCredentials } from './channels/wecom/credentials.ts';
import { createWecomChannel } from './channels/wecom/index.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/clock.ts';
import type { Handler } from './core/handler.ts';
import type { Log, Services } from './core/services.ts';
import { shanghaiIso } from './core/shanghai.ts';
import type { Understand } from './core/understanding.ts';
import { rosterOf } from './domain/roster.ts';
import { createApp, type Mount } from './http/app.ts';
import { mountRobot } from './http/dingtalk.ts';
import type { DoorServices } from './http/door.ts';
import { mountHealth } from './http/health.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { listen } from './http/server.ts';
import { resetSchema } from './http/simulator/reset.ts';
import { mountSimulator } from './http/simulator/routes.ts';
import { starterWorld } from './http/simulator/text.ts';
import { openWorld, type World } from './http/simulator/world.ts';
import { mountAibot, mountWecomApp } from './http/wecom.ts';
import { createBot } from './pipeline/bot.ts';
import { planHousekeeping, runHousekeeping } from './scheduling/housekeeping.ts';
import { watchLoop } from './scheduling/loop-watch.ts';
import { createScheduledRound } from './scheduling/scheduler.ts';
import { startTicker } from './scheduling/ticker.ts';
import { openStore } from './store/index.ts';
import { durableFileAdapter, openBranchSettings, tableAdapter } from './store/settings/index.ts';

export interface StartOptions {
  config: Config;
  clock: Clock;
  log: Log;
  handlers: readonly Handler[];
  understand: Understand;
  /** A socket somebody else holds open (descriptor), instead of host and port. */
  fd?: number | undefined;
}

export interface Running {
  url: string;
  /** Drains: what is under way is finished, nothing acknowledged is lost. */
  stop(): Promise<void>;
}

/** Puts the house together and opens the door. @throws BotError config, settings, store… naming what is wrong */
export async function start(options: StartOptions): Promise<Running> {
  const { config, clock, log, handlers, understand } = options;
  const { dataDir, databaseUrl } = config.server;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const metrics = createMetrics();
  const store = await openStore(databaseUrl ? { url: databaseUrl, log } : { file: join(dataDir, 'records.sqlite'), log });
  // Several instances share one PostgreSQL, and with it the settings; alone they are a file people can edit.
  const adapter = databaseUrl
    ? tableAdapter(store, clock)
    : durableFileAdapter({ path: join(dataDir, 'branch.json'), clock, log });
  const settings = await openBranchSettings({ adapter, log, watch: true });
  const syncRoster = () =>
    store.transaction((tx) => tx.members.syncRoster(rosterOf(settings.current(), config.secretaries), clock.now()));
  await syncRoster();
  settings.onChange(() => {
    syncRoster().catch((error) => log.error({ error: String(error) }, 'the roster could not be brought up to date'));
  });

  const services: Services = {
    instance: randomUUID().slice(0, 12),
    clock,
    log,
    meter: metrics,
    store,
    branch: settings,
    understand,
    handlers,
    channels: {
      wecom: createWecomChannel({ apiBase: config.wecom.apiBase }),
      ...(config.dingtalk && { dingtalk: createDingtalkChannel({ oapiBase: config.dingtalk.oapiBase }) }),
    },
  };
  const bot = createBot(services, {
    hasTimers: true,
    scheduledRound: createScheduledRound(services, { housekeeping: runHousekeeping }),
  });
  await store.transaction((tx) => planHousekeeping(tx, clock.now()));
  await bot.start();
  const stopTicker = startTicker(() => {
    bot.wake();
    void settings.reload();
  });

  const stopLoopWatch = watchLoop(log);
  metrics.gauge('inbox_items', 'Messages by state; dead ones wait for somebody to look.', 'state', () =>
    store.transaction((tx) => tx.inbox.count()),
  );
  metrics.gauge('outbox_items', 'Outgoing messages by state; parked ones wait for a way out.', 'state', () =>
    store.transaction((tx) => tx.outbox.count()),
  );

  const world = config.simulator === 'off' ? null : await openSimulator(options, metrics);
  const door: DoorServices = { clock, log, meter: metrics, branch: settings, receiver: bot.receiver };
  const mounts = [
    ...mountPlatforms(config, door),
    mountHealth({ store: () => store.check() }, metrics, (part, reason) => log.warn({ part, reason }, 'not ready')),
    ...(world ? [mountSimulator(world, config.simulator === 'public')] : []),
  ];
  const server = await listen(
    createApp(mounts, log),
    options.fd === undefined ? { host: config.server.host, port: config.server.port } : { fd: options.fd },
  );

  return {
    url: server.url,
    async stop() {
      await server.drain();
      await stopTicker();
      stopLoopWatch();
      await bot.stop();
      await world?.close();
      settings.close();
      await store.close();
    },
  };
}

function openSimulator({ config, clock, log, handlers, understand }: StartOptions, meter: Metrics): Promise<World> {
  return openWorld({
    file: join(config.server.dataDir, 'simulator.sqlite'),
    handlers,
    understand,
    log,
    meter,
    starter: () => resetSchema.parse({ ...starterWorld, now: shanghaiIso(clock.now()) }),
  });
}

function mountPlatforms({ wecom, dingtalk }: Config, door: DoorServices): Mount[] {
  const mounts: Mount[] = [];
  const { maxSkewMs, apiBase } = wecom;
  if (wecom.aibot?.callback) {
    const { token, aesKey, receiveId, id } = wecom.aibot.callback;
    const credentials = prepareCredentials({ token, encodingAesKey: aesKey, receiveId });
    mounts.push(mountAibot(door, { credentials, botId: id, maxSkewMs, apiBase }));
  }
  if (wecom.app?.callback) {
    const { corpId, agentId, callback } = wecom.app;
    const credentials = prepareCredentials({ token: callback.token, encodingAesKey: callback.aesKey, receiveId: corpId });
    mounts.push(mountWecomApp(door, { credentials, agentId: String(agentId), maxSkewMs }));
  }
  if (dingtalk?.mode === 'http') mounts.push(mountRobot(door, [dingtalk]));
  return mounts;
}
