import { BotError } from '../core/errors.ts';

/**
 * A driver's error as BotError: `store` when the store cannot now, `store_rejected` when it will never take these data. The message names the driver's code only: PostgreSQL puts values of the row into its own.
 * What already is a BotError stays as it is. A lost answer to a commit counts as a failure too: the keys make the repeat harmless.
 */
export function storeFailure(error: unknown): BotError {
  if (error instanceof BotError) return error;
  const code = codeOf(error);
  const kind = isAboutTheData(error) ? 'store_rejected' : 'store';
  return new BotError(kind, `The record store failed (${code}); nothing was written.`, { cause: error, detail: code });
}

/** SQLite: too big, constraint, mismatch, range. PostgreSQL: classes 22 (data) and 23 (integrity). */
const DATA_ERRORS = new Set([18, 19, 20, 25]);

function isAboutTheData(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return DATA_ERRORS.has(Number(error.errcode) & 0xff);
  return 'code' in error && typeof error.code === 'string' && /^2[23]...$/.test(error.code);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  // SQLite's words for its codes are fixed texts; `errcode` alone tells an operator little.
  if ('errcode' in error && 'errstr' in error) return `SQLite ${error.errcode}: ${error.errstr}`;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name === 'Error' ? 'connection' : error.name;
}
