import type { Migration } from 'kysely/migration';
import * as records from './0001-records.ts';
import * as activities from './0002-activities.ts';
import * as tickets from './0003-tickets.ts';
import * as platforms from './0004-platforms.ts';
import * as points from './0005-points.ts';

/** All migrations by name; they run in the order of their names. A released one is never changed. */
export const migrations: Record<string, Migration> = {
  '0001-records': records,
  '0002-activities': activities,
  '0003-tickets': tickets,
  '0004-platforms': platforms,
  '0005-points': points,
};
