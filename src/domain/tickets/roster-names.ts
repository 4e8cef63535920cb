// Whom the words of a ticket may speak of: who is known by name.
import type { Doing } from '../../core/doing.ts';

interface Names {
  branch: Doing['branch'];
  all: string[];
  /** So many of the known ones are among `all`. */
  taken: number;
}
/** By the store's own list. */
const lists = new WeakMap<readonly string[], Names>();

/**
 * Everybody who is known by name: whoever of them is spoken of is a third party. While the settings stay, one list, to which names are
 * added: what looks for them is made once.
 */
export async function rosterNames({ tx, branch, now }: Doing): Promise<readonly string[]> {
  const known = await tx.members.names(now);
  let names = lists.get(known);
  if (names?.branch !== branch) {
    names = { branch, all: branch.people.map(({ name }) => name), taken: 0 };
    lists.set(known, names);
  }
  for (; names.taken < known.length; names.taken += 1) names.all.push(known[names.taken] as string);
  return names.all;
}
