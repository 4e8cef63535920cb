// What is kept for ten minutes of what was asked or told, so that people may go on with it.
import { z } from 'zod';
import { type Want, wants } from './wants.ts';

const want = z
  .enum(wants as [Want, ...Want[]])
  .nullish()
  .catch(null)
  .default(null);
const words = z.array(z.string()).catch([]).default([]);

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
});
export type About = z.infer<typeof aboutSchema>;
