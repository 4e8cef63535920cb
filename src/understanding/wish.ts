// When something is wanted to be held.
import type { Calendar } from '../core/calendar.ts';
import type { ReadWish } from '../core/planner.ts';
import { cutText } from '../core/text.ts';
import { type LengthShift, readLengthShift, readWanted, settingOf } from './times/index.ts';

/** In characters; what is longer is a notice, and says when at its beginning. */
const READ_LIMIT = 2_000;

/**
 * The reader of what a secretary's words want of time: a day or days, a part of the day or a clock time, a length, a rhythm; where
 * something is moved, its new time. A time that cannot be is `impossible`, a day that is over is a wish like any other.
 * @param calendar festivals and days off; without them "National Day" has no date
 */
export function createWishReader(calendar: Calendar): ReadWish {
  return (words, now) => {
    const setting = settingOf({ now, calendar });
    return setting ? readWanted(cutText(words, READ_LIMIT), setting) : { kind: 'none' };
  };
}

/** How far words move something without saying where to ("put it off by a day"): later counts up. Null when they do not, or not by a sure length. */
export function readShift(words: string): LengthShift | null {
  return readLengthShift(cutText(words, READ_LIMIT));
}
