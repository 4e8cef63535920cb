// Who is meant by the names an order gives: those of the roster, one by one or run together.
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { meansSelf } from '../words/patrol-giving.ts';

export type PeopleCalled =
  | { kind: 'found'; people: Member[] }
  /** `isAny`: another of the names is somebody's. */
  | { kind: 'unknown'; name: string; isAny: boolean }
  /** Not in the roster; he says so himself. */
  | { kind: 'guest'; name: string }
  | { kind: 'several'; name: string; count: number };

/** @param self whom "me" means */
export async function peopleCalled({ tx }: Pick<Doing, 'tx'>, names: readonly string[], self: Member): Promise<PeopleCalled> {
  const all = (await tx.members.list()).filter(({ role }) => role !== 'external');
  const listed = all.filter(({ role }) => role !== 'guest');
  const titles = new Set(listed.flatMap(({ name }) => name ?? []));
  const single = names.flatMap((name) => (titles.has(name) ? [name] : (apart(name, titles) ?? [name])));
  const people = new Map<string, Member>();
  for (const name of single) {
    const named = meansSelf(name) ? [self] : listed.filter((member) => member.name === name);
    const [only] = named;
    if (!only) {
      if (all.some((member) => member.name === name)) return { kind: 'guest', name };
      return { kind: 'unknown', name, isAny: single.some((other) => titles.has(other)) };
    }
    if (named.length > 1) return { kind: 'several', name, count: named.length };
    people.set(only.id, only);
  }
  return { kind: 'found', people: [...people.values()] };
}

/** `老周老马` → 老周, 老马; the longer name goes first; null when it is not all names. */
function apart(said: string, titles: ReadonlySet<string>): string[] | null {
  if (said === '') return [];
  const heads = [...titles].filter((title) => title !== '' && said.startsWith(title)).sort((a, b) => b.length - a.length);
  for (const head of heads) {
    const rest = apart(said.slice(head.length), titles);
    if (rest) return [head, ...rest];
  }
  return null;
}
