// What can be done with an activity, from the draft to its end. One room, a file for each step.

export type { Cost } from './cost.ts';
export {
  createDraft,
  type DraftChanges,
  type DraftOutcome,
  type DraftRequest,
  dropDraft,
  type PlanRefusal,
  reviseDraft,
} from './drafts.ts';
export {
  type CancelOutcome,
  type CloseOutcome,
  cancelActivity,
  closeSignUp,
  type ReopenOutcome,
  reopenSignUp,
} from './ending.ts';
export { type MoveOptions, type MoveOutcome, moveActivity } from './moving.ts';
export type { Announcement } from './news.ts';
export { type PublishOutcome, publish } from './publishing.ts';
export { isRunning, lastEnd, nextSession, sessionsAhead } from './sessions.ts';
