/**
 * Closes what only the house itself may read, with a key that is kept apart from the records. Whoever has the records alone learns
 * nothing from what is sealed.
 */
export interface Sealer {
  /** The same text sealed twice looks different. */
  seal(plain: string): string;
  /** Null: sealed with another key, or damaged. */
  open(sealed: string): string | null;
  /** Keyed, always the same for the same text: to find it again without keeping it. */
  digest(text: string): string;
}

/** What sealed texts begin with, so that they are known where they stand in place of a plain one. */
export const SEALED = 'sealed:';

export const isSealed = (text: string): boolean => text.startsWith(SEALED);
