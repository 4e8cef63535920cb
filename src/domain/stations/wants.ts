// What somebody wants of a station: what the table has columns for, or what may stand in its notes.
import { type OtherThing, otherThings } from '../../core/phrases-stations.ts';
import { type Facility, facilities, type Station } from '../../core/station.ts';
import { facilityWords } from '../words/stations.ts';
import { openOnly } from '../words/stations-asked.ts';
import { otherThingWords, togetherSaid } from '../words/stations-others.ts';

export type Want = Facility | OtherThing;
export const wants: readonly Want[] = [...facilities, ...otherThings];

/** Only those that are open at the instant that is asked for, or always. */
export type OpenOnly = 'asked' | 'always';

/** The thing that is wanted, of those the table has columns for; null = none, or any. */
export function facilityIn(words: string): Exclude<Facility, 'other'> | null {
  return facilityWords.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** Whatever is wanted; null = none, or any. */
export const wantIn = (words: string): Exclude<Want, 'other'> | null =>
  doneIn(words) ?? otherThings.find((thing) => otherThingWords[thing].found?.test(words)) ?? null;

/** The same, where the words name a place: what may be found there is what the place is called by (`人民医院`). */
export const doneIn = (words: string): Exclude<Want, 'other'> | null =>
  facilityIn(words) ?? otherThings.find((thing) => otherThingWords[thing].done.test(words)) ?? null;

/** All of the things that are wanted, each once. */
export function wantsIn(words: string): Exclude<Want, 'other'>[] {
  const found = facilityWords.filter(([, pattern]) => pattern.test(words)).map(([facility]) => facility);
  const other = found.length === 0 ? wantIn(words) : null;
  return other ? [other] : found;
}

/** All of the things of one sort or the other that are to be had together, as it was said: `能充电又能洗澡的`. Empty = not so said. */
export function severalWanted(words: string): Exclude<Want, 'other'>[] {
  if (!togetherSaid.test(words)) return [];
  const found = facilityWords.filter(([, pattern]) => pattern.test(words)).map(([facility]) => facility);
  const others = otherThings.filter((thing) => otherThingWords[thing].done.test(words));
  const all = [...found, ...others];
  return all.length > 1 ? all : [];
}

/** A sort of place that is looked for at another place: `东门的医院在哪`. */
export const placeIn = (words: string): OtherThing | null =>
  placesOnly.find((thing) => otherThingWords[thing].there?.test(words)) ?? null;

/** No station is one of these. */
export const placesOnly: readonly OtherThing[] = ['fuel', 'pharmacy', 'hospital', 'cash', 'stay', 'haircut', 'shop'];

const isOther = (want: Want): want is OtherThing => want in otherThingWords;

export const offers = ({ facilities: has, notes, name }: Station, want: Want): boolean =>
  isOther(want) ? otherThingWords[want].noted.test(`${notes} ${name}`) : has.includes(want);

export const isOtherThing = isOther;

/** Whether only open ones are wanted; null = all. */
export function openOnlyIn(words: string): OpenOnly | null {
  if (openOnly.always.test(words)) return 'always';
  return openOnly.asked.test(words) ? 'asked' : null;
}
