// What is asked of the station that was named a moment ago, and of all of them.
import type { Frame } from '../../core/intent.ts';
import { chineseNumber } from '../../core/numerals.ts';
import type { Station } from '../../core/station.ts';
import { districtOf } from '../words/stations.ts';
import { elsewhereSaid, emptyFollow, followUps, isKindSaid, lastOne, numbersIn, ofAll, picks } from '../words/stations-asked.ts';
import { severalWanted, type Want, wantsIn } from './wants.ts';

export type Pick = 'always' | 'nearest' | 'last' | 'first';

export type FollowUp = {
  /** Which of those that were listed, from 1, -1 the last; null = all of them. */
  nth: readonly number[] | null;
  /** Which of them, told by what it is. */
  pick: Pick | null;
  /** All of them, and it was said so. */
  isOfAll: boolean;
} & (
  | { kind: 'phone' | 'address' | 'hours' | 'which' | 'far' | 'cost' }
  /** Which of them is open, or which other. */
  | { kind: 'open' }
  /** The next ones, or others. */
  | { kind: 'more' }
  | { kind: 'has'; wants: readonly Want[] }
);

const LONGEST = 24;

/** Null where the words ask for something else, or name a place of their own. */
export function followUpIn(words: string): FollowUp | null {
  if (words.length > LONGEST) return null;
  const whole = words.trim();
  const picked = picks.exec(whole);
  const pick = (pickNames.find((name) => picked?.groups?.[name]) ?? null) as Pick | null;
  const said = picked ? whole.slice(picked[0].length) : whole;
  const isOfAll = ofAll.test(said);
  if (pick && emptyFollow.test(said))
    return { kind: pick === 'nearest' ? 'far' : pick === 'always' ? 'which' : 'hours', nth: null, pick, isOfAll: false };
  for (const asked of ['which', 'more', 'phone', 'address', 'hours', 'open', 'far', 'cost', 'full', 'has'] as const) {
    const found = followUps[asked].exec(said);
    if (!found) continue;
    const nth = numbersOf(found.groups?.nth);
    if (asked !== 'has') return { kind: asked === 'full' ? 'which' : asked, nth, pick, isOfAll };
    // Of another place, or of any.
    if (elsewhereSaid.test(words) || (isKindSaid.test(words) && severalWanted(words).length > 1)) return null;
    const wants = wantsIn(words);
    return wants.length > 0 ? { kind: 'has', nth, pick, isOfAll, wants } : null;
  }
  return null;
}

const pickNames: readonly Pick[] = ['always', 'nearest', 'last', 'first'];

function numbersOf(said: string | undefined): number[] | null {
  if (said === undefined) return null;
  if (lastOne.test(said)) return [-1];
  return [...said.matchAll(numbersIn)].flatMap(([number]) => {
    const first = number.length === 3 ? chineseNumber(number[1]!) : null;
    if (first !== null) return Array.from({ length: first }, (_, at) => at + 1);
    return chineseNumber(number) ?? [];
  });
}

/** Those of them that are meant. */
export function chosen<T>(listed: readonly T[], nth: readonly number[] | null): T[] {
  return nth === null ? [...listed] : nth.flatMap((number) => listed.at(number < 0 ? number : number - 1) ?? []);
}

/** How many stations lie where: by district, where addresses name none by what they are said to lie at. Most first. */
export function stationsByArea(stations: readonly Station[]): { area: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { address, area } of stations) {
    const [first = ''] = area.split(/[、,，;；]/);
    const name = districtOf.exec(address)?.[1] || first.trim();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([area, count]) => ({ area, count })).sort((a, b) => b.count - a.count);
}

export const stationIds = (found: readonly { station: Station }[]): string[] => found.map(({ station }) => station.id);

/** Those that are still in the table, in the order of the ids. */
export function stationsByIds(stations: readonly Station[], ids: readonly string[]): Station[] {
  const byId = new Map(stations.map((station) => [station.id, station]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The place as the reader took it. */
export function placeRead(frames: readonly Frame[]): string | null {
  const said = frames.map(({ slots }) => slots.area ?? slots.place).find((place) => typeof place === 'string');
  return typeof said === 'string' ? said : null;
}
