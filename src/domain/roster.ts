import type { Branch } from '../core/branch.ts';
import type { RosterEntry } from '../core/store.ts';

/**
 * Everybody with a standing: the people of the branch settings, and the first secretaries of `SECRETARIES`. An account named in
 * both is the listed person, raised to secretary; one named only there is a secretary without a name yet.
 * @param secretaries accounts such as `wecom:zhangsan`
 */
export function rosterOf(branch: Branch, secretaries: readonly string[]): RosterEntry[] {
  const listed = branch.people.map((person): RosterEntry => {
    const { id, name, role, occupation, level, area, groups } = person;
    const accounts = accountsOf(person);
    const isFirst = accounts.some((account) => secretaries.includes(account));
    return { id, name, role: isFirst && role === 'member' ? 'secretary' : role, occupation, level, area, accounts, groups };
  });
  const known = new Set(listed.flatMap((entry) => entry.accounts));
  const unlisted = secretaries
    .filter((account) => !known.has(account))
    .map(
      (account): RosterEntry => ({
        id: account,
        name: null,
        role: 'secretary',
        occupation: 'office',
        level: null,
        area: null,
        accounts: [account],
        groups: [],
      }),
    );
  return [...listed, ...unlisted];
}

/** WeCom ignores the case of user ids, so accounts hold them in lower case. */
function accountsOf({ wecom, dingtalk, simulator }: Branch['people'][number]): string[] {
  return [
    ...(wecom === undefined ? [] : [`wecom:${wecom.toLowerCase()}`]),
    ...(dingtalk === undefined ? [] : [`dingtalk:${dingtalk}`]),
    ...(simulator === undefined ? [] : [`simulator:${simulator}`]),
  ];
}
