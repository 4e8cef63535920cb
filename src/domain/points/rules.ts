// Which rules points are given by now. The branch edits them in its settings; here each state they were in has a version for ever.
import type { Doing } from '../../core/doing.ts';
import type { PointRules } from '../../core/points.ts';

/**
 * The rules in force, with their version (product rule 9: rules are a table the branch edits, each entry names the one it was made by).
 * Where the settings have changed since the newest version, the next one is recorded first. Two instances that do so at once record
 * one: the other waits for it and reads it.
 */
export async function rulesInForce(doing: Doing): Promise<PointRules> {
  const { tx, now, branch } = doing;
  const { rules, monthlyCap } = branch.points;
  for (;;) {
    const newest = await tx.points.rules();
    if (newest && newest.monthlyCap === monthlyCap && areSame(newest.rules, rules)) return newest;
    const next = { version: (newest?.version ?? 0) + 1, rules: { ...rules }, monthlyCap, since: now };
    if (await tx.points.addRules(next)) return next;
  }
}

function areSame(one: Record<string, number>, other: Record<string, number>): boolean {
  const deeds = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...deeds].every((deed) => (one[deed] ?? 0) === (other[deed] ?? 0));
}
