// Stations (小哥驿站): places to rest, drink, charge, as the branch's table lists them.
import { z } from 'zod';

/** What a station offers, in the words of the label standard. */
export const facilities = [
  'water',
  'charging',
  'rest',
  'microwave',
  'toilet',
  'medicine',
  'air_con',
  'reading',
  'battery_swap',
  'other',
] as const;
export type Facility = (typeof facilities)[number];

/** The table holds at most so many rows: a city has about 7,000. */
export const STATIONS_MAX = 10_000;

const words = (max: number) => z.string().trim().max(max);

/** As people edit it in `stations.json`; what is not known is left out and never guessed. */
export const stationSchema = z.strictObject({
  /** Stable: a row with it replaces the one that has it. */
  id: z.string().trim().min(1).max(64),
  name: words(60).min(1),
  /** Where it lies, as people call it: a quarter, a street, a shopping centre. Several with 、 between. */
  area: words(120).default(''),
  aliases: z.array(words(60).min(1)).max(50).default([]),
  address: words(120).default(''),
  /** As written on the door: `07:00-22:00`, `周一至周五 9:00-17:30`, `24小时`. Read by `domain/stations`. */
  hours: words(120).default(''),
  phone: words(40).default(''),
  facilities: z.array(z.enum(facilities)).max(facilities.length).default([]),
  /** GCJ-02 degrees, as both platforms send locations; both or none. */
  latitude: z.number().min(-90).max(90).nullable().default(null),
  longitude: z.number().min(-180).max(180).nullable().default(null),
  /** Null = nobody has said. */
  free: z.boolean().nullable().default(null),
  notes: words(200).default(''),
});
export type Station = z.infer<typeof stationSchema>;

export const stationsSchema = z.array(stationSchema).max(STATIONS_MAX);

/** The table in force. The same array as long as nothing has changed: what is computed from it may be kept with it. */
export interface Stations {
  current(): readonly Station[];
}
