// What is kept for ten minutes of what was asked or told, so that people may go on with it.
import { z } from 'zod';
import { MINUTE_MS } from '../../core/clock.ts';
import type { Station } from '../../core/station.ts';
import type { Ticket } from '../../core/ticket.ts';
import { stationsByIds } from './following.ts';
import { stationMeant } from './shapes.ts';
import { type Want, wants } from './wants.ts';

const want = z
  .enum(wants as [Want, ...Want[]])
  .nullish()
  .catch(null)
  .default(null);
const words = z.array(z.string()).catch([]).default([]);

/** A place on the map that somebody shared holds so long. */
export const POSITION_MS = 10 * MINUTE_MS;
const shared = z.object({ latitude: z.number(), longitude: z.number(), /** When; ms */ at: z.number() });
export type Shared = z.infer<typeof shared>;
const when = z.object({
  wantedAt: z.number().nullable(),
  days: z.array(z.number()).nullable(),
  dayOff: z.string().nullable(),
});

/** Nobody had said where. */
export const whereSchema = z.object({
  want,
  /** The instant it was asked for; null = now. ms */
  at: z.number().nullish().catch(null).default(null),
  only: z.enum(['asked', 'always']).nullish().catch(null).default(null),
  /** Those that were listed, in their order. */
  areas: words,
});
export type Where = z.infer<typeof whereSchema>;

/** Stations were named, by their ids. */
export const aboutSchema = z.object({
  ids: z.array(z.string()).min(1),
  want,
  /** What fits as well. */
  more: words,
  /** What was named before. */
  seen: words,
  /** How far they are was asked: a position is for that. */
  far: z.boolean().catch(false).default(false),
  /** Which of them was spoken of last. */
  focus: z.string().nullish().catch(null).default(null),
  /** The day or the hour it was asked for. */
  when: when.nullish().catch(null).default(null),
  shared: shared.nullish().catch(null).default(null),
});
export type About = z.infer<typeof aboutSchema>;

const JUST_TOLD_MS = 10 * MINUTE_MS;

/**
 * Those that were spoken of a moment ago: what a question of ours is about, else where the person has just reported something.
 * @param from.state what is kept of the question
 */
export function stationsSpokenOf(
  stations: readonly Station[],
  { state, tickets, now }: { state: unknown; tickets: readonly Ticket[]; now: number },
): Station[] {
  const about = aboutSchema.safeParse(state).data;
  const spoken = about ? stationsByIds(stations, about.focus === null ? about.ids : [about.focus]) : [];
  if (spoken.length > 0 || stations.length === 0) return spoken;
  const told = tickets.find(
    ({ kind, place, createdAt }) => kind === 'hazard' && place !== null && now - createdAt <= JUST_TOLD_MS,
  );
  const station = told ? stationMeant(stations, told.place as string) : null;
  return station ? [station] : [];
}
