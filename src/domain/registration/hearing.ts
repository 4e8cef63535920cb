// What is said of a registration as a whole, whichever of its questions is open: it goes before any answer.
import { wantsAllGone, wantsOwnDataGone } from '../words/own-data.ts';
import { emptiedIn, wrongPartIn } from '../words/registration-corrections.ts';
import { type AboutIt, asksAboutIt, saysAside, saysLeave } from '../words/registration-talk.ts';
import type { AskedPart, Details } from './details.ts';

/** `gone`: all that is kept is to be deleted · `leave`: no more of it · `aside`: later · `clear`, `wrong`: a part, empty or asked again. */
export type WholeSaid =
  | { kind: 'gone' }
  | { kind: 'leave' }
  | { kind: 'aside' }
  | { kind: 'clear'; part: keyof Details }
  | { kind: 'wrong'; part: AskedPart }
  | { kind: 'about'; about: AboutIt };

/** @param isRegistered only what is kept is deleted; who wants an unfinished one gone leaves it. @returns null: nothing of the kind */
export function wholeSaid(words: string, isRegistered: boolean): WholeSaid | null {
  if (wantsOwnDataGone(words) || wantsAllGone(words)) return { kind: isRegistered ? 'gone' : 'leave' };
  if (saysAside(words)) return { kind: 'aside' };
  if (saysLeave(words)) return { kind: 'leave' };
  const cleared = emptiedIn(words);
  if (cleared !== null) return { kind: 'clear', part: cleared };
  const wrong = wrongPartIn(words);
  if (wrong !== null) return { kind: 'wrong', part: wrong };
  const about = asksAboutIt(words);
  return about === null ? null : { kind: 'about', about };
}
