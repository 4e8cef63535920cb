import { type Occupation, occupations } from '../../core/member.ts';
import type { PlanRequest } from '../../core/planner.ts';

/** Who makes up a fifth or more of those who are to come (product rule), in the order of `occupations`; empty when nobody comes. */
export function servedOccupations(counts: PlanRequest['occupations']): Occupation[] {
  const total = occupations.reduce((sum, occupation) => sum + (counts[occupation] ?? 0), 0);
  return occupations.filter((occupation) => {
    const count = counts[occupation] ?? 0;
    return count > 0 && count * 5 >= total;
  });
}
