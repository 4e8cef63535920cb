// Activities, their sessions, who signed up, and the reminders planned for them.
import type { Occupation } from './member.ts';

export const activityKinds = ['party_day', 'volunteer', 'training', 'health_check', 'meeting', 'other'] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** `draft` waits for the secretary's yes · `open` takes sign-ups · `closed` takes none, and is held · `done` its last session is over. */
export const activityStatuses = ['draft', 'open', 'closed', 'cancelled', 'done'] as const;
export type ActivityStatus = (typeof activityStatuses)[number];

export const activityModes = ['onsite', 'online', 'both'] as const;
export type ActivityMode = (typeof activityModes)[number];

/** One time an activity is held. Who comes to which is free; `occupations` says whose hours it was placed in. */
export interface Session {
  /** Stays the same when the session moves. */
  id: string;
  /** ms, to the minute. */
  start: number;
  end: number;
  mode: 'onsite' | 'online';
  occupations: Occupation[];
}
export type NewSession = Omit<Session, 'id'>;

export interface Activity {
  id: string;
  title: string;
  kind: ActivityKind;
  /** What it is about, in the secretary's words. */
  theme: string | null;
  /** Ids of the branch's groups it is published to. */
  groups: string[];
  place: string | null;
  /** People in all sessions together; null = no limit. */
  capacity: number | null;
  mode: ActivityMode;
  status: ActivityStatus;
  /** In the order of their starts; never empty. */
  sessions: Session[];
  /** Sign-up ends here; null = when the session begins. */
  signUpUntil: number | null;
  /** Why the hours are as they are, one Chinese line each. */
  notes: string[];
  /** The secretary insisted on an hour outside the windows. */
  insisted: boolean;
  /** Member id. */
  createdBy: string;
  seriesId: string | null;
  /** Counts moves: 0 as first published. Reminders belong to one revision. */
  revision: number;
  createdAt: number;
}
export type NewActivity = Omit<Activity, 'id' | 'sessions' | 'revision'> & { sessions: NewSession[] };

export interface SignUp {
  /** Grows with the order in which people signed up; also the order of the waiting list. */
  id: number;
  activityId: string;
  sessionId: string;
  memberId: string;
  /** All people who come with one sign-up, the member included. */
  partySize: number;
  status: 'in' | 'waiting' | 'cancelled';
  at: number;
  /** Inbox key of the message that made it. */
  source: string;
}
export type NewSignUp = Omit<SignUp, 'id'>;

/** A reminder round: at one instant, all who come to a session and have this occupation. */
export interface Reminder {
  id: number;
  activityId: string;
  sessionId: string;
  revision: number;
  occupation: Occupation;
  at: number;
  /** `dropped` with a reason: the activity moved, nobody was to be reminded, it came too late. */
  state: 'planned' | 'sent' | 'dropped';
  reason: string | null;
}
export type NewReminder = Pick<Reminder, 'activityId' | 'sessionId' | 'revision' | 'occupation' | 'at'>;
