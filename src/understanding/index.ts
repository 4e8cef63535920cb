import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Calendar, noCalendar } from '../core/calendar.ts';
import type { Frame } from '../core/intent.ts';
import { TEXT_LIMIT } from '../core/message.ts';
import { cutText } from '../core/text.ts';
import type { Understand, UnderstandingContext } from '../core/understanding.ts';
import { withoutGaps } from './fold.ts';
import { decodeModel, type Model } from './model.ts';
import { candidatesOf, framesOf, judgeMessage } from './reader.ts';
import { remembering } from './remember.ts';

export { createWishReader, readShift } from './wish.ts';

/** What the project ships; `npm run train` makes the model in it. */
export const STARTER = join(import.meta.dirname, '..', '..', 'data', 'starter');

let shipped: Model | null = null;

/** The model that ships with the project, read once per process. @throws BotError config when the file is missing or damaged */
function shippedModel(): Model {
  shipped ??= decodeModel(readFileSync(join(STARTER, 'reader.model')));
  return shipped;
}

/**
 * The reader that needs no language model. Text in, normalised by `core/text.ts`; one frame per intent out (check-ins of several
 * kinds are several), danger first, then as said. When nothing is likely enough to act upon, the frame is `smalltalk`.
 * @param options.calendar days off and festivals; without it "after National Day" has no date
 */
export function createReader({ model, calendar = noCalendar }: { model?: Model; calendar?: Calendar } = {}): Understand {
  const trained = { model: model ?? shippedModel(), calendar };
  return remembering((text, context) => framesOf(judgeMessage(prepared(text), context, trained.model), trained));
}

/** All that a message may ask for with how likely each is, the likeliest first; what a second reader is told. */
export function createCandidates({ model, calendar = noCalendar }: { model?: Model; calendar?: Calendar } = {}) {
  const trained = { model: model ?? shippedModel(), calendar };
  return (text: string, context: UnderstandingContext): { frame: Frame; probability: number }[] =>
    candidatesOf(judgeMessage(prepared(text), context, trained.model), trained, WORTH_TELLING);
}

const prepared = (text: string): string => withoutGaps(cutText(text, TEXT_LIMIT));

/** Less likely readings would only lead a second reader astray. */
const WORTH_TELLING = 0.05;
