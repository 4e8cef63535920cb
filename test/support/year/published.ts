import type { State } from './checker.ts';
import type { Published } from './steps.ts';

/** The published activities of a state, in the order in which they were asked for. */
export function publishedOf({ activities }: Pick<State, 'activities'>): Published[] {
  return activities
    .filter(({ status }) => status !== 'draft')
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map(({ title, status, groups, sessions }) => ({
      title,
      status,
      groups,
      sessions: sessions.map((session) => ({ ...session, start: Date.parse(session.start), end: Date.parse(session.end) })),
    }));
}
