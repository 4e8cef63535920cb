// What words are while somebody registers, or while the secretary waits for his: an answer, or something else.
import type { Answer } from '../../core/handler.ts';
import { allowances, type Frame } from '../../core/intent.ts';
import { heardPolite } from '../words/appeals.ts';
import { wantsOwnDataGone } from '../words/own-data.ts';
import { toldIn } from '../words/registration.ts';
import { isNoAnswer, isRemark, membershipSaid } from '../words/registration-answers.ts';
import {
  asksAboutIt,
  asksBack,
  asksSomething,
  comesBack,
  heardMatter,
  heardTrouble,
  saysAside,
  saysLeave,
  wantsToGoOn,
} from '../words/registration-talk.ts';
import { type AskedPart, type Draft, nextPart, type Told } from './details.ts';

type Words = Extract<Answer, { kind: 'words' }>;

/** Heard in names of branches and stations; nobody registers and gives orders in one breath. */
const isNoise = ({ intent }: Frame): boolean =>
  ['smalltalk', 'register', 'undo', 'acknowledge'].includes(intent) || allowances[intent] === 'staff';

/** A report is heard in many a place and home: without a word of trouble it is none. */
export const isReported = ({ intent, slots }: Frame, words: string): boolean =>
  intent === 'report_hazard' || intent === 'raise_appeal' ? slots.urgent === true || heardTrouble.test(words) : false;
const isFalseReport = (frame: Frame, words: string): boolean =>
  ['report_hazard', 'raise_appeal'].includes(frame.intent) && !isReported(frame, words);

/** They ask for something else; what has a cue of a registration in it is none of that, whatever the reader makes of it. */
export function isElsewhere({ words, frames, isCommand }: Words, part?: AskedPart): boolean {
  if (isCommand) return true;
  // A plain yes or no that speaks of dues and branches is read as a question about rules.
  if (part === 'membership' && membershipSaid(words) !== null && !asksSomething(words)) return false;
  if (frames.every((frame) => isNoise(frame) || isFalseReport(frame, words)) || comesBack(words)) return false;
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
  (asksBack(answer.words) || (!asksElse(answer) && !asksSomething(answer.words) && asksAboutIt(answer.words) === null)) &&
  !heardPolite.test(answer.words) &&
  [...answer.words].length > 1;

/** Done with the answer: the reader hears a check-in in 报到, and a question about rules in one about the registration. */
export const covers = (frame: Frame, words: string): boolean =>
  isNoise(frame) ||
  isFalseReport(frame, words) ||
  (frame.intent === 'cancel_sign_up' && (wantsOwnDataGone(words) || saysAside(words) || saysLeave(words))) ||
  (frame.intent === 'ask_policy' && membershipSaid(words) !== null && !asksSomething(words)) ||
  (frame.intent === 'check_in' && frame.slots.kind === 'unspecified') ||
  (['ask_policy', 'help'].includes(frame.intent) && asksAboutIt(words) !== null);

/** Longer words tell something else, hours after they were asked for. */
const LATE_MAX = 16;

/** A name or a place, told before he agreed: no report, and no station to look for. */
export const tellsEarly = ({ words, frames, isCommand }: Words): boolean =>
  !isCommand &&
  words.length <= LATE_MAX &&
  !isRemark(words) &&
  !isNoAnswer(words) &&
  !asksSomething(words) &&
  frames.every((frame) => isNoise(frame) || isFalseReport(frame, words) || isDoubtfulPlace(frame)) &&
  (frames.some((frame) => isFalseReport(frame, words) || isDoubtfulPlace(frame)) || toldIn(words, 'name').name !== undefined);

const isDoubtfulPlace = ({ intent, alternative }: Frame): boolean => intent === 'find_station' && alternative !== undefined;

/** What an unfinished registration hears long after it asked: its next part, by a cue of its own or as a name; else nothing. */
export function lateTold(draft: Draft, { words, frames, isCommand }: Words): Told | null {
  const part = nextPart(draft);
  if (
    part === null ||
    isCommand ||
    wantsToGoOn(words) ||
    comesBack(words) ||
    words.length > LATE_MAX ||
    isRemark(words) ||
    asksSomething(words)
  )
    return null;
  if (!frames.every((frame) => isNoise(frame) || isFalseReport(frame, words)) || heardPolite.test(words)) return null;
  const told = toldIn(words, part === 'name' ? 'name' : null);
  return told[part] === undefined || (part === 'membership' && !heardMatter.test(words)) ? null : told;
}
