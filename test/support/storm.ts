// Both fake platforms and one house between them, with one clock for all three that is moved by hand; what is said, and the weather.
// What leaves is counted by storm-reckoning.ts.
import { readConfig } from '../../src/config.ts';
import { type Branch, branchSchema } from '../../src/core/branch.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/core/clock.ts';
import { type Pushed, pushItem } from '../../src/domain/pushes/item.ts';
import { openStore } from '../../src/store/index.ts';
import { type DingtalkOptions, type FakeDingtalk, startDingtalk } from './platforms/dingtalk/index.ts';
import { failures, type OutageMode } from './platforms/door.ts';
import { type FakeWecom, startWecom, type WecomOptions } from './platforms/wecom/index.ts';
import { type HouseParts, markIn, openHouse, wordsOf } from './storm-house.ts';

export { markIn, wordsOf };

/** A Tuesday, one minute into the couriers' push window, which ends an hour later. */
export const BEFORE_THE_STORM = Date.parse('2026-03-10T12:31:00+08:00');

export type Platform = 'wecom' | 'dingtalk';
export const platformNames = ['wecom', 'dingtalk'] as const;

export interface StormOptions extends Pick<HouseParts, 'handlers' | 'understand' | 'hasTimers'> {
  /** People, and groups with a webhook each, on each platform. */
  people?: number;
  groups?: number;
  /** The same for the same storm. */
  seed?: number;
  branch?: Partial<Branch>;
  wecom?: Partial<WecomOptions>;
  dingtalk?: Partial<DingtalkOptions>;
  env?: Record<string, string>;
  clock?: { at: number; now(): number };
  /** By long connection and Stream, in place of callbacks. */
  isLinked?: boolean;
}

export type Storm = Awaited<ReturnType<typeof openStorm>>;

/** Something nobody asked for: in a group, or to a person. Its words hold `mark`, by which it is found again. */
export interface Wanted {
  platform: Platform;
  /** Whose chat, or which group, from 0. */
  person?: number;
  group?: number;
  mark: string;
  isUrgent?: boolean;
  /** Mentions this person. */
  mention?: number;
}

export const personId = (platform: Platform, index: number): string => `${platform === 'wecom' ? 'w' : 'd'}${index}`;
export const groupId = (platform: Platform, index: number): string => `${platform === 'wecom' ? 'wr' : 'cid'}Group${index}`;

/** Calls that reached it; those it made itself are not among them. */
export const callsTo = ({ calls }: FakeWecom | FakeDingtalk): number =>
  Object.entries(calls).reduce((sum, [path, count]) => (path.startsWith('→') ? sum : sum + count), 0);

export async function openStorm(options: StormOptions = {}) {
  const { people = 40, groups = 6, seed = 7, isLinked = false } = options;
  const clock: { at: number; now(): number } = options.clock ?? { at: BEFORE_THE_STORM, now: () => clock.at };
  const { now } = clock;
  const each = (count: number) => Array.from({ length: count }, (_, index) => index);
  const ids = (platform: Platform) => each(people).map((index) => personId(platform, index));
  const branch = branchSchema.parse({
    groups: platformNames.flatMap((channel) =>
      each(groups).map((index) => ({
        id: groupId(channel, index),
        title: `${channel}群${index}`,
        channel,
        occupations: { courier: people },
        webhook: {
          key: `${channel}-webhook-key-${index}`,
          ...(channel === 'dingtalk' && { secret: `SEC${'0'.repeat(20)}${index}` }),
        },
      })),
    ),
    people: platformNames.flatMap((channel) =>
      ids(channel).map((id, index) => ({ id, name: `老${channel[0]}${index}`, occupation: 'courier', [channel]: id })),
    ),
    ...options.branch,
  });
  const fakeGroups = (platform: Platform) =>
    branch.groups
      .filter(({ channel }) => channel === platform)
      .map(({ id, webhook }) => ({
        id,
        webhook: webhook!.key,
        ...(webhook!.secret !== undefined && { secret: webhook!.secret }),
      }));
  const wecom = await startWecom({ now, seed, people: ids('wecom'), groups: fakeGroups('wecom'), ...options.wecom });
  const dingtalk = await startDingtalk({
    now,
    seed,
    people: ids('dingtalk'),
    groups: fakeGroups('dingtalk'),
    ...options.dingtalk,
  });
  const environment = isLinked
    ? { ...wecom.environment('link'), ...dingtalk.environment('stream') }
    : { ...wecom.environment('callback'), ...dingtalk.environment('http') };
  const config = readConfig({ ...environment, ...options.env });

  const store = await openStore();
  const house = await openHouse({ ...options, config, clock, store, branch });
  const { bot, settle } = house;
  const fakes: Record<Platform, FakeWecom | FakeDingtalk> = { wecom, dingtalk };
  if (isLinked) house.platforms.connect(bot.receiver);
  const url = isLinked ? null : await house.openDoor();
  for (const platform of platformNames) fakes[platform].callbackTo(url);
  const broken = { wecom: 0, dingtalk: 0 };
  const limits = createLimits();

  const storm = {
    clock,
    branch,
    wecom,
    dingtalk,
    fakes,
    store,
    ...house,
    /** Calls that the bad weather itself spoilt. */
    broken,

    /** Puts pushes on their way, all due now. */
    async push(wanted: readonly Wanted[]): Promise<void> {
      const items = wanted.map((one) => {
        const body = bodyOf(one);
        return pushItem(`${one.mark}/${JSON.stringify(body.to)}`, body, now());
      });
      await store.transaction((tx) => tx.outbox.add(items, now()));
    },

    /** Somebody says something; what is answered bears its mark. @throws Error when nobody took it */
    async say(platform: Platform, person: number, group: number | null, mark: string): Promise<void> {
      const speech = {
        from: personId(platform, person),
        group: group === null ? null : groupId(platform, group),
        text: wordsOf(mark),
      };
      const { isAccepted } = await fakes[platform].say(speech);
      if (!isAccepted) throw new Error(`${platform} could not hand over ${mark}.`);
    },

    /** Lets time pass, second by second; seconds in which nothing is due are stepped over. */
    async pass(ms: number): Promise<void> {
      const end = now() + ms;
      await settle();
      while (now() < end) {
        const next = (await bot.nextDueAt()) ?? end;
        clock.at = Math.min(end, Math.max(now() + SECOND_MS, next));
        await settle();
      }
    },

    /** Until nothing waits any more. @returns how long that took; null = it did not come to an end */
    async drain(withinMs = 30 * MINUTE_MS): Promise<number | null> {
      const from = now();
      await settle();
      for (let next = await bot.nextDueAt(); next !== undefined; next = await bot.nextDueAt()) {
        if (next > from + withinMs) return null;
        clock.at = Math.max(now() + SECOND_MS, next);
        await settle();
      }
      return now() - from;
    },

    /** Bad weather over both platforms; the share of calls that fail, in the fake's own mix unless told. */
    fail(share: number, kinds: readonly (typeof failures)[number][] = failures): void {
      for (const platform of platformNames) {
        const counted = new Proxy(kinds, {
          get(target, key) {
            if (typeof key === 'string' && /^\d+$/.test(key)) broken[platform] += 1;
            return Reflect.get(target, key);
          },
        });
        fakes[platform].fail({ share, kinds: counted });
      }
    },

    /** Both platforms are away. What reached them meanwhile counts as spoilt. */
    async outage(isOut: boolean, mode?: OutageMode): Promise<void> {
      limits.cut(isOut && (mode === 'drop' || mode === 'silent'));
      for (const platform of platformNames) {
        broken[platform] += isOut ? -callsTo(fakes[platform]) : callsTo(fakes[platform]);
        await fakes[platform].outage(isOut, mode);
      }
    },

    async close(): Promise<void> {
      limits.cut(false);
      await house.close();
      await Promise.all([wecom.close(), dingtalk.close()]);
      await store.close();
    },
  };
  return storm;
}

/**
 * How long a call waits is real time, of which a storm has none to spare: where nobody answers, a hundredth must do. Loopback answers
 * within a millisecond.
 */
function createLimits() {
  const { timeout } = AbortSignal;
  return {
    cut(isCut: boolean): void {
      AbortSignal.timeout = isCut ? (ms) => timeout.call(AbortSignal, Math.ceil(ms / 100)) : timeout;
    },
  };
}

function bodyOf({ platform, person, group, mark, isUrgent = false, mention }: Wanted): Pushed {
  const account = (index: number) => `${platform}:${personId(platform, index)}`;
  const to =
    group === undefined
      ? ({ kind: 'direct', account: account(person ?? 0) } as const)
      : ({ kind: 'group', id: groupId(platform, group) } as const);
  const userId = personId(platform, mention ?? 0);
  return {
    channel: platform,
    to,
    text: wordsOf(mark),
    mentions: mention === undefined ? [] : [{ account: account(mention), userId, name: null, memberId: userId }],
    buttons: [],
    push: { occupations: ['courier'], group: null, urgent: isUrgent, usefulUntil: Number.MAX_SAFE_INTEGER },
  };
}
