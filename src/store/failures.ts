import { BotError } from '../core/errors.ts';

/**
 * A driver's error as BotError `store`. The message names the driver's code only: PostgreSQL puts values of the row into its own.
 * What already is a BotError stays as it is. A lost answer to a commit counts as a failure too: the keys make the repeat harmless.
 */
export function storeFailure(error: unknown): BotError {
  if (error instanceof BotError) return error;
  const code = codeOf(error);
  return new BotError('store', `The record store failed (${code}); nothing was written.`, {
    cause: error,
    detail: code,
  });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  // SQLite's words for its codes are fixed texts; `errcode` alone tells an operator little.
  if ('errcode' in error && 'errstr' in error) return `SQLite ${error.errcode}: ${error.errstr}`;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name === 'Error' ? 'connection' : error.name;
}
