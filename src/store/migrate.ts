import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { BotError, messageOf } from '../core/errors.ts';
import type { Schema } from './schema.ts';

/**
 * Brings the schema up to date, all pending migrations in one transaction: old or new, nothing between.
 * @param beforeFirst called before anything changes in a store that has been migrated before, with the name of the first pending migration
 * @returns the names of the migrations that were run
 * @throws BotError store; also when the store was written by a newer version
 */
export async function migrate(
  db: Kysely<Schema>,
  migrations: Record<string, Migration>,
  beforeFirst: (migration: string) => Promise<void> = async () => {},
): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const known = await migrator.getMigrations();
  const first = known.find((migration) => migration.executedAt === undefined);
  if (first !== undefined && known.some((migration) => migration.executedAt !== undefined)) await beforeFirst(first.name);
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return results.map((result) => result.migrationName);
  if (error instanceof BotError) throw error;
  const failed = results.find((result) => result.status === 'Error')?.migrationName;
  throw new BotError(
    'store',
    failed === undefined
      ? `The record store cannot be brought to this version's schema: ${messageOf(error)}. Start the version that wrote it.`
      : `Migration ${failed} failed; the record store is as it was before.`,
    { cause: error },
  );
}
