// What is kept by person, where a guest may have been found to be somebody listed since.
import type { Transaction } from '../core/store.ts';

/** A guest's id is his account: once he is in the roster, what was kept of him is found under it. The person's own id first. */
export async function keysOf({ members }: Pick<Transaction, 'members'>, memberId: string): Promise<string[]> {
  return [...new Set([memberId, ...(await members.accountsOf(memberId)).toSorted()])];
}

/** Who is behind such keys now, by key; whoever is known no more is left out. */
export async function peopleOf({ members }: Pick<Transaction, 'members'>, keys: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map((await members.byIds(keys)).map(({ id }) => [id, id]));
  for (const key of keys) {
    const merged = ids.has(key) ? undefined : await members.byAccount(key);
    if (merged) ids.set(key, merged.id);
  }
  return ids;
}
