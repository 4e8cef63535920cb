// Of the drafts that wait for a yes in one conversation only the newest is asked about.
import type { Answer, HandlerContext } from '../core/handler.ts';
import { sendsIt } from './words/drafts.ts';

/** What every skill calls the question whether its draft may go out. */
const DRAFT = 'draft';

type Owed = Awaited<ReturnType<HandlerContext['owed']>>;
/** What was asked of a draft: nothing of it has gone out. */
const ABOUT_DRAFTS = new Set([DRAFT, 'either', 'two']);
/** True when what the person still owes us is a yes to something that goes out to others. */
export const waitsForYes = (owed: Owed): boolean => owed !== null && ABOUT_DRAFTS.has(owed.question);

/** A draft of another skill waits for its yes here: a new question would take its place. */
export async function otherDraftWaits(ctx: Pick<HandlerContext, 'owed'>, own: string): Promise<boolean> {
  const owed = await ctx.owed();
  return owed !== null && owed.question === DRAFT && owed.handler !== own;
}

/** The yes to a draft in more than a word is its first choice. */
export const asChoice = (given: Answer): Answer =>
  given.kind === 'words' && sendsIt(given.words) ? { kind: 'choice', choice: 1 } : given;
