// What became of every message of a storm: by the outbox's own word, and by what people really saw.
import { z } from 'zod';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { Item } from '../../src/core/queue.ts';
import type { Delivered } from './platforms/journal.ts';
import { callsTo, markIn, type Platform, platformNames, type Storm } from './storm.ts';

/** Ways on which the platform knows a repeat by itself. */
const DEDUPES: Record<Platform, readonly string[]> = { wecom: ['app', 'response_url'], dingtalk: ['webhook'] };

export interface Reckoning {
  messages: number;
  /** Seen by whom they were for. */
  arrived: number;
  /** The outbox says: it stands there, the platform took it, nobody knows, given up (with its reason), still waiting. */
  sent: number;
  unknown: number;
  givenUp: Record<string, number>;
  waiting: number;
  /** Of the unknown, those that arrived. */
  unknownButThere: number;
  /** Texts of the unknown that somebody never got; one call may carry the same text to many people, and they share its end. */
  goneTexts: number;
  /** Said to have arrived, or to have been taken, and seen by nobody; of these nobody would ever hear. */
  lost: string[];
  /** Seen more than once, by the way; `worst` is the most anybody saw of one message. */
  doubledWhereKnown: number;
  doubledElsewhere: number;
  worst: number;
  /** All calls that reached the fakes, and those among them that the weather spoilt. */
  calls: number;
  broken: number;
  /** Where the platform said "too many". */
  blockedLanes: string[];
  /** Taken by the platform and shown to nobody. */
  dropped: number;
  violations: { path: string; problem: string }[];
}

const STATES = ['ready', 'leased', 'parked', 'done', 'dead', 'dropped'] as const;
const MOST = 100_000;

/** A message by its mark and whom it is for: the same words may go to many. */
const nameOf = (platform: Platform, place: string, text: string) => `${platform}/${place.toLowerCase()}/${markIn(text)}`;
const ofItem = ({ body: { channel, to, text } }: Item<Outgoing>) =>
  nameOf(channel as Platform, to.kind === 'group' ? to.id : to.account.slice(channel.length + 1), text);
const ofBubble = (platform: Platform, { group, person, text }: Delivered) => nameOf(platform, group ?? person ?? '', text);

export async function reckon(storm: Storm): Promise<Reckoning> {
  const { store, fakes, broken } = storm;
  const items = await store.transaction((tx) => tx.outbox.list(STATES, MOST));
  const seen = new Map<string, string[]>();
  for (const platform of platformNames) {
    for (const bubble of fakes[platform].delivered) {
      const name = ofBubble(platform, bubble);
      seen.set(name, [...(seen.get(name) ?? []), `${platform}/${bubble.via}`]);
    }
  }
  const isSeen = (item: Item<Outgoing>) => seen.has(ofItem(item));
  const isUnknown = ({ reason }: Item<Outgoing>) => reason?.startsWith('unknown:') ?? false;
  const done = items.filter(({ state }) => state === 'done');
  const said = done.filter((item) => !isUnknown(item));
  const unknown = done.filter(isUnknown);
  const givenUp: Record<string, number> = {};
  for (const { state, reason } of items.filter((one) => one.state === 'dead' || one.state === 'dropped')) {
    const why = `${state}:${reason}`;
    givenUp[why] = (givenUp[why] ?? 0) + 1;
  }
  const doubled = [...seen.values()].filter((ways) => ways.length > 1);
  const isKnown = (way: string) => platformNames.some((name) => DEDUPES[name].some((via) => way === `${name}/${via}`));
  const blocks = await store.transaction((tx) => tx.collection('lane-blocks', z.looseObject({})).list());
  return {
    messages: items.length,
    arrived: items.filter(isSeen).length,
    sent: said.length,
    unknown: unknown.length,
    givenUp,
    waiting: items.filter(({ state }) => state === 'ready' || state === 'leased' || state === 'parked').length,
    unknownButThere: unknown.filter(isSeen).length,
    goneTexts: new Set(unknown.filter((item) => !isSeen(item)).map(({ body }) => body.channel + body.text)).size,
    lost: said.filter((item) => !isSeen(item)).map(ofItem),
    doubledWhereKnown: doubled.filter((ways) => ways.filter(isKnown).length > 1).length,
    doubledElsewhere: doubled.filter((ways) => ways.filter(isKnown).length <= 1).length,
    worst: Math.max(0, ...[...seen.values()].map((ways) => ways.length)),
    calls: platformNames.reduce((sum, platform) => sum + callsTo(fakes[platform]), 0),
    broken: broken.wecom + broken.dingtalk,
    blockedLanes: blocks.map(({ key }) => key),
    dropped: fakes.wecom.dropped.length + fakes.dingtalk.dropped.length,
    violations: [...fakes.wecom.violations, ...fakes.dingtalk.violations],
  };
}

/** The most of these instants within any stretch of `ms`. */
export function mostWithin(instants: readonly number[], ms: number): number {
  const sorted = instants.toSorted((a, b) => a - b);
  let first = 0;
  return sorted.reduce((most, at, index) => {
    while (sorted[first]! <= at - ms) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}

/** For each group, the most its webhook said within a minute, and for each person the most the application said. */
export function busiest({ fakes }: Storm, via: string, ms = 60_000): number {
  const lanes = platformNames.flatMap((platform) => {
    const bubbles = fakes[platform].delivered.filter((one) => one.via === via);
    return [...Map.groupBy(bubbles, ({ group, person }) => `${platform}/${group ?? person}`).values()];
  });
  return Math.max(
    0,
    ...lanes.map((bubbles) =>
      mostWithin(
        bubbles.map(({ at }) => at),
        ms,
      ),
    ),
  );
}
