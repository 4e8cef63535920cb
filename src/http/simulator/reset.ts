import { z } from 'zod';
import { type Branch, branchSchema } from '../../core/branch.ts';
import { occupations, roles } from '../../core/member.ts';
import type { Facility, Station } from '../../core/station.ts';
import { facilityOf } from '../../tables/index.ts';

const id = z.string().min(1).max(128);

/** The contract's fields, and what else a station has: what a world holds is kept whole, so each part has its bound. */
const words = z.string().max(200);
const station = z.object({
  id,
  name: z.string().min(1).max(120),
  area: words.nullish(),
  aliases: z.array(words).max(50).nullish(),
  address: words.nullish(),
  hours: words.nullish(),
  phone: words.nullish(),
  facilities: z.array(words).max(50).nullish(),
  latitude: z.number().min(-90).max(90).nullish(),
  longitude: z.number().min(-180).max(180).nullish(),
  free: z.boolean().nullish(),
  notes: words.nullish(),
});

const EARLIEST = Date.parse('2000-01-01T00:00:00+08:00');
const LATEST = Date.parse('2101-01-01T00:00:00+08:00');
const instant = z.iso
  .datetime({ offset: true })
  .refine((now) => Date.parse(now) >= EARLIEST && Date.parse(now) < LATEST, 'the years 2000 to 2100 can be rehearsed');

/** `POST /simulator/api/reset`: a whole world at an instant. */
export const resetSchema = z
  .object({
    now: instant,
    groups: z
      .array(
        z.object({
          id,
          title: z.string().min(1).max(60),
          channel: z.enum(['wecom', 'dingtalk']).default('wecom'),
          occupations: z.partialRecord(z.enum(occupations), z.int().min(0)).default({}),
        }),
      )
      .default([]),
    members: z
      .array(
        z.object({
          id,
          name: z.string().min(1).max(40),
          role: z.enum(roles).default('member'),
          occupation: z.enum(occupations).nullish().default(null),
          groups: z.array(id).default([]),
          level: z.enum(['street', 'county']).nullish().default(null),
          area: z.string().max(60).nullish().default(null),
        }),
      )
      .default([]),
    stations: z.array(station).default([]),
    settings: z.record(z.string(), z.unknown()).default({}),
  })
  .superRefine(({ groups, members }, check) => {
    const known = new Set(groups.map((group) => group.id));
    if (known.size < groups.length) check.addIssue({ code: 'custom', path: ['groups'], message: 'two groups have the same id' });
    if (new Set(members.map((member) => member.id)).size < members.length) {
      check.addIssue({ code: 'custom', path: ['members'], message: 'two members have the same id' });
    }
    members.forEach((member, index) => {
      for (const group of member.groups) {
        if (known.has(group)) continue;
        check.addIssue({ code: 'custom', path: ['members', index, 'groups'], message: `no group has the id ${group}` });
      }
    });
  });
export type Reset = z.infer<typeof resetSchema>;

/** The branch settings of such a world: its own `settings` over the defaults, its groups and listed people on top. */
export function branchOf({ groups, members, settings }: Reset): Branch {
  return branchSchema.parse({
    ...settings,
    groups: groups.map((group) => ({ ...group, channel: 'simulator' })),
    people: members
      .filter((member) => member.role !== 'guest' && member.role !== 'external')
      .map((member) => ({ ...member, simulator: member.id })),
  });
}

/** The stations of such a world. What is no facility of ours is kept in words. */
export const stationsOf = ({ stations }: Reset): readonly Station[] =>
  stations.map((station) => {
    const said = station.facilities ?? [];
    const known = said.map(facilityOf).filter((facility): facility is Facility => facility !== null);
    const isPlaced = typeof station.latitude === 'number' && typeof station.longitude === 'number';
    return {
      id: station.id,
      name: station.name,
      area: station.area ?? '',
      aliases: station.aliases ?? [],
      address: station.address ?? '',
      hours: station.hours ?? '',
      phone: station.phone ?? '',
      facilities: [...new Set(known)],
      latitude: isPlaced ? (station.latitude ?? null) : null,
      longitude: isPlaced ? (station.longitude ?? null) : null,
      free: station.free ?? null,
      notes: [station.notes ?? '', ...said.filter((word) => facilityOf(word) === null)].filter(Boolean).join('、'),
    };
  });
