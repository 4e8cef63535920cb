import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Planner } from '../../core/planner.ts';
import { latestPush } from '../../domain/pushes/off-peak.ts';

/** Product rule: a reminder's ideal instants before the start, and the latest one that is of use beside others. */
const IDEALS_MS = [3 * DAY_MS, DAY_MS, HOUR_MS];
const LATEST_MS = 15 * MINUTE_MS;

/**
 * Each ideal instant moves to the latest planned push not after it; those that fall together are one. When none of them can be had
 * any more, one reminder comes as late as it must.
 */
export function remindersFor(request: Parameters<Planner['remindersFor']>[0]): number[] {
  const { now, session, occupation, settings } = request;
  const branch = { windows: settings.windows, groups: [] };
  const latest = (notAfter: number) =>
    notAfter < now ? null : latestPush(branch, { occupations: [occupation], group: null }, notAfter, now);
  const planned = IDEALS_MS.map((before) => latest(session.start - before)).filter((at) => at !== null);
  if (planned.length > 0) return [...new Set(planned)].sort((a, b) => a - b);
  const only = latest(session.start - LATEST_MS) ?? latest(session.start - MINUTE_MS);
  return only === null ? [] : [only];
}
