// What words are while somebody registers, or while the secretary waits for his: an answer, or something else.
import type { Answer } from '../../core/handler.ts';
import { allowances, type Frame } from '../../core/intent.ts';
import { heardPolite } from '../words/appeals.ts';
import { toldIn } from '../words/registration.ts';
import { asksAboutIt, asksBack, asksSomething, comesBack, heardMatter } from '../words/registration-talk.ts';

type Words = Extract<Answer, { kind: 'words' }>;

/** Heard in names of branches and stations; nobody registers and gives orders in one breath. */
const isNoise = ({ intent }: Frame): boolean =>
  ['smalltalk', 'register', 'undo', 'acknowledge'].includes(intent) || allowances[intent] === 'staff';

/** They ask for something else; what has a cue of a registration in it is none of that, whatever the reader makes of it. */
export function isElsewhere({ words, frames, isCommand }: Words): boolean {
  if (isCommand) return true;
  if (frames.every(isNoise) || comesBack(words)) return false;
  return Object.keys(toldIn(words, null)).every((part) => part === 'outlet');
}

/**
 * Clearly asks for something else than to be heard by the secretary. Of papers and memberships the reader makes this or that; and a
 * question about rules is what he takes many a plain sentence for.
 */
const asksElse = ({ words, frames }: Words): boolean =>
  !heardMatter.test(words) &&
  frames.some((frame) => !isNoise(frame) && frame.intent !== 'ask_policy' && frame.alternative === undefined);

/** While the secretary waits for his word: anything told, or asked back about it, that is no clear command. */
export const mayAnswer = (answer: Words): boolean =>
  !answer.isCommand &&
  (asksBack(answer.words) || (!asksElse(answer) && !asksSomething(answer.words))) &&
  !heardPolite.test(answer.words) &&
  [...answer.words].length > 1;

/** Done with the answer: the reader hears a check-in in 报到, and a question about rules in one about the registration. */
export const covers = (frame: Frame, words: string): boolean =>
  isNoise(frame) ||
  (frame.intent === 'check_in' && frame.slots.kind === 'unspecified') ||
  (['ask_policy', 'help'].includes(frame.intent) && asksAboutIt(words) !== null);
