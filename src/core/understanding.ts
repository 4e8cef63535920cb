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

/**
 * Reads one message's words. At least one frame; `smalltalk` alone when there is nothing to act on. A frame it is not sure of has an
 * `alternative`. Pure, never throws.
 */
export type Understand = (text: string, context: UnderstandingContext) => Frame[];

/** A reading that is in doubt, and whose. */
export interface AdviceRequest {
  text: string;
  context: UnderstandingContext;
  /** As `Understand` read them. */
  frames: readonly Frame[];
  /** Member id and conversation key, for limits. */
  asker: { member: string; conversation: string };
  /** Everybody in the branch it was said in: their names stay in the house. The same list as long as the settings are the same. */
  people: readonly { name: string }[];
}

/** A second opinion from afar. Null = none (off, slow, refused, garbled); never throws. What it says is no more trusted than words. */
export type Advise = (request: AdviceRequest) => Promise<Frame[] | null>;
