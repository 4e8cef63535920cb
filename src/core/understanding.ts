import type { Frame } from './intent.ts';
import type { Role } from './member.ts';

/** What is known beside the words; every part may be missing. */
export interface UnderstandingContext {
  /** The instant relative times are resolved against; ms. */
  now: number;
  role: Role;
  /** What is open in the group. `start` in ms. */
  activities: readonly { title: string; start: number }[];
  quoted: string | null;
  hasPhoto: boolean;
  /** The sender's own open tickets. */
  tickets: readonly string[];
}

/** Reads one message's words. At least one frame; `smalltalk` alone when there is nothing to act on. Pure, never throws. */
export type Understand = (text: string, context: UnderstandingContext) => Frame[];
