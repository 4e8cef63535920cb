import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Test vectors that may lie beside the project, in `../shared/protocols`. Undefined when they do not: the tests that read them
 * are skipped, and the fixtures of this project stand alone.
 */
export function loadVectors<T>(name: string): T | undefined {
  const file = join(import.meta.dirname, '../../../shared/protocols', name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}

export function readFixture(path: string): string {
  return readFileSync(join(import.meta.dirname, '../fixtures', path), 'utf8');
}

/** A query as the server's framework gives it: repeated parameters are arrays. */
export function queryOf(query: string): Record<string, string | string[]> {
  const params = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(params.keys())].map((key) => {
      const values = params.getAll(key);
      return [key, values.length === 1 ? values[0]! : values];
    }),
  );
}
