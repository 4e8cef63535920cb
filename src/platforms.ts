// Both platforms as this installation uses them: their ways out, their ways in, and what is wrong with either.
import { createDingtalkChannel } from './channels/dingtalk/index.ts';
import { prepareCredentials } from './channels/wecom/credentials.ts';
import { createWecomChannel } from './channels/wecom/index.ts';
import type { Config } from './config.ts';
import type { Branch, BranchSettings } from './core/branch.ts';
import type { Receiver } from './core/channel.ts';
import { type Clock, SECOND_MS } from './core/clock.ts';
import type { Fault } from './core/fault.ts';
import { LINK_LEASE } from './core/lease.ts';
import type { QuotaName, Quotas } from './core/limiter.ts';
import type { PhotoStore } from './core/photo.ts';
import type { Log, Meter, Services } from './core/services.ts';
import type { Store } from './core/store.ts';
import type { Mount } from './http/app.ts';
import { mountCard, mountRobot } from './http/dingtalk.ts';
import type { DoorServices } from './http/door.ts';
import { mountAibot, mountWecomApp } from './http/wecom.ts';
import { createFaultBook, type FaultBook } from './pipeline/fault-book.ts';
import { createLeaseKeeper } from './pipeline/lease-keeper.ts';
import { createLimiter } from './pipeline/limiter.ts';
import { createQuotas } from './pipeline/quotas.ts';
import { connectRobot } from './sockets/dingtalk.ts';
import { connectAibot } from './sockets/wecom.ts';

export type LinkName = 'wecom' | 'dingtalk';

export interface PlatformParts {
  config: Config;
  clock: Clock;
  /** Milliseconds of a clock that nobody can set. */
  monotonicNow(): number;
  instance: string;
  store: Store;
  branch: BranchSettings;
  photos: PhotoStore;
  log: Log;
  meter: Meter;
  /** Something between us and a platform went wrong that was not wrong before. */
  onFault?(fault: Fault, branch: Branch): void;
  /** A connection that we hold open stands. */
  onLinked?(name: LinkName): void;
  /** A share of a platform's month is used; once per month and mark. */
  onQuota(name: QuotaName, percent: number): void;
}

/** A connection that we hold open. */
interface Link {
  name: LinkName;
  start(): void;
  stop(): Promise<void>;
  isLive(): boolean;
}

export interface Platforms {
  channels: Services['channels'];
  faults: FaultBook;
  /** The routes of those that call us. */
  mounts(door: DoorServices): Mount[];
  /** Opens the connections of those that we call. */
  connect(receiver: Receiver): void;
  /** 1 = the connection stands, by platform; only those there are. */
  linked(): Record<string, number>;
  close(): Promise<void>;
}

/** How often it is looked whether a connection stands, for the screen. */
const LOOK_EVERY_MS = SECOND_MS;

/** @throws BotError config for a key the platform cannot have issued */
export function openPlatforms(parts: PlatformParts): Platforms {
  const { config, clock, monotonicNow, instance, store, branch, photos, log, meter, onFault, onLinked, onQuota } = parts;
  const { wecom, dingtalk } = config;
  const faults = createFaultBook({ store, clock, log, onNew: (fault) => onFault?.(fault, branch.current()) });
  const limiter = createLimiter(store, clock);
  const quotas = createQuotas({
    store,
    clock,
    limits: { dingtalk_calls: dingtalk?.monthlyCalls ?? 1, dingtalk_messages: dingtalk?.monthlyMessages ?? 1 },
    onMark(name, percent) {
      if (percent >= 100) faults.report('dingtalk_quota_spent', name);
      else faults.report('dingtalk_quota_near', `${name}:${percent}`);
      onQuota(name, percent);
    },
  });
  const common = { clock, faults, limiter, branch, photos, log };
  const links: Link[] = [];
  let receiver: Receiver | undefined;
  let looking: NodeJS.Timeout | undefined;

  function openAibot({ id, secret }: { id: string; secret: string }) {
    const lease = createLeaseKeeper({ store, name: LINK_LEASE, instance, clock, monotonicNow });
    const services = {
      ...common,
      meter,
      lease,
      get receiver(): Receiver {
        if (!receiver) throw new Error('A connection was opened before there was anybody to take what comes.');
        return receiver;
      },
    };
    const { link } = connectAibot(services, { url: wecom.wsBase, botId: id, secret, apiBase: wecom.apiBase });
    links.push({
      name: 'wecom',
      start: link.start,
      async stop() {
        await link.stop();
        await lease.stop();
      },
      isLive: () => link.state().kind === 'live',
    });
    return link;
  }

  const longConnection = wecom.aibot?.longConnection ?? null;
  const channels: Services['channels'] = {
    wecom: createWecomChannel({
      ...common,
      apiBase: wecom.apiBase,
      aibot: wecom.aibot && {
        encodingAesKey: wecom.aibot.callback?.aesKey ?? null,
        hasLongConnection: longConnection !== null,
      },
      app: wecom.app && { ...wecom.app, hasCallback: wecom.app.callback !== null },
      link: longConnection && openAibot(longConnection),
    }),
    ...(dingtalk && {
      dingtalk: createDingtalkChannel({
        ...common,
        ...dingtalk,
        quotas,
        cardCallback: dingtalk.mode === 'stream' ? 'STREAM' : 'HTTP',
      }),
    }),
  };

  function openRobot(taker: Receiver): Link | null {
    if (dingtalk?.mode !== 'stream') return null;
    const stream = connectRobot({ ...common, meter, quotas, receiver: taker }, dingtalk);
    return { name: 'dingtalk', start: stream.start, stop: stream.stop, isLive: () => stream.state().isOpen };
  }

  return {
    channels,
    faults,
    mounts: (door) => mountPlatforms(config, { ...door, quotas, faults }),
    connect(taker) {
      receiver = taker;
      const robot = openRobot(taker);
      if (robot) links.push(robot);
      for (const link of links) link.start();
      const live = new Set<LinkName>();
      looking = setInterval(() => {
        for (const link of links) {
          const isNew = link.isLive() && !live.has(link.name);
          if (link.isLive()) live.add(link.name);
          else live.delete(link.name);
          if (isNew) onLinked?.(link.name);
        }
      }, LOOK_EVERY_MS).unref();
    },
    linked: () => Object.fromEntries(links.map((link) => [link.name, link.isLive() ? 1 : 0])),
    async close() {
      clearInterval(looking);
      await Promise.all(links.map((link) => link.stop()));
      await quotas.stop();
      await faults.stop();
    },
  };
}

function mountPlatforms({ wecom, dingtalk }: Config, door: DoorServices & { quotas: Quotas; faults: FaultBook }): Mount[] {
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
  if (dingtalk?.mode === 'http') {
    mounts.push(mountRobot(door, [dingtalk]));
    if (dingtalk.cardSecret !== null) mounts.push(mountCard(door, { ...dingtalk, cardSecret: dingtalk.cardSecret }));
  }
  return mounts;
}
