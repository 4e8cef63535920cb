// People of the roster by the names they are listed under.
import type { Doing } from '../core/doing.ts';
import type { Member } from '../core/member.ts';

export type PeopleNamed =
  | { kind: 'found'; people: Member[] }
  | { kind: 'unknown'; name: string }
  | { kind: 'several'; name: string; count: number };

/** All of them, or the first name that is nobody's or more than one person's. */
export async function peopleNamed({ tx }: Pick<Doing, 'tx'>, names: readonly string[]): Promise<PeopleNamed> {
  const listed = (await tx.members.list()).filter(({ role }) => role !== 'guest' && role !== 'external');
  const people: Member[] = [];
  for (const name of names) {
    const named = listed.filter((member) => member.name === name);
    const [only] = named;
    if (!only) return { kind: 'unknown', name };
    if (named.length > 1) return { kind: 'several', name, count: named.length };
    people.push(only);
  }
  return { kind: 'found', people };
}
