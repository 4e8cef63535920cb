// Where in a day a session goes.
import type { Occupation } from '../../core/member.ts';
import { intersect, lengthOf, type Span } from './spans.ts';

/** The hours wished for: a start, or a stretch the session is to lie in, or neither. */
export interface Hours {
  minutes: number;
  start: number | null;
  within: Span | null;
}

/** What of a day can be used. An hour somebody chose may begin right after `now`, one we choose not before `lead`. */
export interface Room extends Span {
  now: number;
  lead: number;
}

/** `outside`: not at the hours wished for; `late`: begun earlier than wished, to end in time. */
export interface Slot extends Span {
  moved: 'outside' | 'late' | null;
}

export interface Placed extends Slot {
  occupations: Occupation[];
}

/** People come five minutes after they are free, not at once. */
const SETTLE_MINUTES = 5;
const JOINT_MINUTES = 60;
/** A session is cut to the hours wished for when they leave at least this; else it goes elsewhere whole. */
const SHORTEST_CUT_MINUTES = 30;

/**
 * One joint session where the windows of all have an hour in common that holds it, else one each, by start.
 * @returns null when the day has no room for one of them
 */
export function arrange(
  served: readonly Occupation[],
  windowsOf: (occupation: Occupation) => Span[],
  hours: Hours,
  room: Room,
): Placed[] | null {
  const common = served.map(windowsOf).reduce(intersect);
  const joint = common.filter((span) => lengthOf(span) >= Math.max(JOINT_MINUTES, hours.minutes));
  const parties: [Occupation[], Span[]][] =
    served.length > 1 && joint.length > 0
      ? [[[...served], joint]]
      : served.map((occupation) => [[occupation], windowsOf(occupation)]);
  const placed = parties.flatMap(([occupations, windows]) => {
    const slot = place(windows, hours, room);
    return slot ? [{ ...slot, occupations }] : [];
  });
  return placed.length === parties.length ? placed.sort((a, b) => a.from - b.from) : null;
}

/** One session in some windows; as long as the longest of them where it would be longer. Null when there is no room. */
export function place(windows: readonly Span[], hours: Hours, room: Room): Slot | null {
  const minutes = Math.min(hours.minutes, Math.max(...windows.map(lengthOf)));
  const { start, within } = hours;
  const wished = start !== null ? atHour(start, windows, minutes, room) : within && inStretch(within, windows, minutes, room);
  if (wished) return wished;
  const from = firstStart(windows, minutes, leftOf(room));
  const isAsWished = start === null && within === null;
  return from === null ? null : { from, to: from + minutes, moved: isAsWished ? null : 'outside' };
}

/** Exactly then; or a little earlier, where the hour lies in a window and the whole session would not. */
function atHour(start: number, windows: readonly Span[], minutes: number, room: Room): Slot | null {
  const window = windows.find(({ from, to }) => from <= start && start < to);
  if (!window) return null;
  const lastStart = Math.min(window.to, room.to) - minutes;
  const from = Math.min(start, lastStart);
  const earliest = from === start ? Math.max(room.from, room.now + 1) : Math.max(window.from, leftOf(room).from);
  return from >= earliest ? { from, to: from + minutes, moved: from === start ? null : 'late' } : null;
}

/** Within the stretch; cut to it where it leaves people less than the session asks for, but enough to come for. */
function inStretch(within: Span, windows: readonly Span[], minutes: number, room: Room): Slot | null {
  const left = leftOf(room);
  const from = firstStart(windows, minutes, { from: Math.max(left.from, within.from), to: Math.min(left.to, within.to) });
  if (from !== null) return { from, to: from + minutes, moved: null };
  const cut = intersect(windows, [within]).find(
    (span) => lengthOf(span) < minutes && lengthOf(span) >= SHORTEST_CUT_MINUTES && left.from <= span.from && span.to <= left.to,
  );
  return cut ? { ...cut, moved: null } : null;
}

/** Where an hour of our choosing may be. */
const leftOf = (room: Room): Span => ({ from: Math.max(room.from, room.lead), to: room.to });

const firstStart = (windows: readonly Span[], minutes: number, left: Span): number | null =>
  windows.map((window) => startIn(window, minutes, left)).find((from) => from !== null) ?? null;

/** The start in a window that leaves people a moment, or the earliest where there is no room for that. */
function startIn(window: Span, minutes: number, left: Span): number | null {
  const earliest = Math.max(window.from, left.from);
  const last = Math.min(window.to, left.to) - minutes;
  if (last < earliest) return null;
  const settled = Math.max(earliest, window.from + SETTLE_MINUTES);
  return settled <= last ? settled : earliest;
}
