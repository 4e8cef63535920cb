// When words allow two readings: which to go by, or the question that settles it (product rule "How it speaks").
import { z } from 'zod';
import type { Answer } from '../core/handler.ts';
import type { Frame, Intent } from '../core/intent.ts';
import { messageSchema, type Said } from '../core/message.ts';
import { doubtTitles, heardQuestion, phrases } from '../core/phrases.ts';
import type { OpenQuestion } from '../core/store.ts';
import { nameWishIn, signsOf } from '../domain/words/appeals.ts';
import { choiceIn } from '../understanding/choices.ts';
import { frameSchema, isRequest, isUrgent, plain } from './frames.ts';
import type { Turn } from './turn.ts';

/** Both readings; the first asks for something. */
type Doubt = readonly [Frame, Frame];

/** No handler file can have this name. */
const HOUSE = ':house';
const DOUBT = 'doubt';
/** Stands behind two real choices, so that a plain "no" takes neither. Nobody writes it. */
const NEITHER = '\u0000';

const stateSchema = z.object({ message: messageSchema.options[0], readings: z.tuple([frameSchema, frameSchema]) });

/** Perhaps nothing is asked; a danger is never taken for nothing. */
export const mayBeNothing = (frame: Frame) =>
  frame.alternative !== undefined && !isRequest(frame.alternative) && !isUrgent(frame);

/** One reading where danger, rights or sameness decide; unchanged where only the person can tell. */
function narrow(frame: Frame, mayUse: (intent: Intent) => boolean): Frame {
  const first = plain(frame);
  if (!frame.alternative || isUrgent(first)) return first;
  const other = plain(frame.alternative);
  if (isUrgent(other)) return other;
  if (!mayUse(other.intent) || other.intent === first.intent) return first;
  return mayUse(first.intent) ? frame : other;
}

/** What to ask about; null when nothing is in doubt or several things are asked, of which the sure ones are done. */
export function doubtOf(frames: readonly Frame[], mayUse: (intent: Intent) => boolean): Doubt | null {
  const [only, more] = frames;
  if (!only || more) return null;
  const frame = narrow(only, mayUse);
  if (!frame.alternative) return null;
  const [first, other] = [plain(frame), plain(frame.alternative)];
  return isRequest(first) ? [first, other] : [other, first];
}

/** What is done where nobody is asked: of a doubtful frame the first reading, unless perhaps nothing is asked. May be empty. */
export function sureOf(frames: readonly Frame[], mayUse: (intent: Intent) => boolean): Frame[] {
  const sure = frames
    .map((frame) => narrow(frame, mayUse))
    .filter((frame) => !mayBeNothing(frame))
    .map(plain);
  return sure.some(isRequest) ? sure.filter(isRequest) : sure;
}

export function askDoubt(turn: Turn, said: Said, [first, other]: Doubt): void {
  const title = doubtTitles[first.intent];
  const otherTitle = doubtTitles[other.intent];
  const isTwo = isRequest(other);
  const asking = {
    name: DOUBT,
    text: isTwo ? phrases.doubtTwo(title, otherTitle) : phrases.doubtOne(title),
    choices: [title, isTwo ? otherTitle : phrases.doubtNo],
    // The ways to answer die long before it is needed again.
    state: { message: { ...said, replyHandles: [] }, readings: [first, other] },
  };
  const isOwnMatter = ({ intent }: Frame) => intent === 'raise_appeal' || intent === 'register';
  if (!isOwnMatter(first) && !isOwnMatter(other)) return turn.ask(HOUSE, asking);
  // Perhaps somebody's own trouble: it is none of the group's business what we take it for.
  turn.keepSealed();
  if (!turn.askAlone(HOUSE, asking)) turn.ask(HOUSE, asking);
  else if (said.conversation.kind === 'group') turn.say(phrases.askedAlone);
}

export const isDoubt = ({ handler, question }: OpenQuestion) => handler === HOUSE && question === DOUBT;

/** True when these very words are what we are asking about: saying them again is an answer too. */
export function isSameDoubt(open: OpenQuestion, said: Said): boolean {
  const state = isDoubt(open) ? stateSchema.safeParse(open.state) : null;
  return state?.data?.message.text === said.text;
}

/** The choice (from 1) that words mean; for a doubt between two requests also one beyond: neither. */
export function choiceOf({ choices, ...open }: OpenQuestion, text: string): number | null {
  if (!isDoubt({ choices, ...open })) return choiceIn(text, choices);
  // One title may be part of the other.
  const named = choices.indexOf(text);
  if (named !== -1) return named + 1;
  return choiceIn(text, choices[1] === phrases.doubtNo ? choices : [...choices, NEITHER]);
}

/** What the person chose, with the message it was read from; null when this was no answer. A reading of nothing: they want nothing. */
export function settleDoubt(open: OpenQuestion, answer: Answer): { message: Said; frame: Frame | null } | null {
  const state = stateSchema.safeParse(open.state);
  if (!state.success) return null;
  const { message, readings } = state.data;
  if (answer.kind === 'words') return wishedFor(message, readings, answer.words);
  const chosen = readings[answer.choice - 1];
  return { message, frame: chosen && isRequest(chosen) ? chosen : null };
}

/** Whoever says whether he wants to stay unknown has an appeal; what he tells with it is part of it. */
function wishedFor(message: Said, readings: readonly Frame[], words: string): { message: Said; frame: Frame } | null {
  const appeal = readings.find(({ intent }) => intent === 'raise_appeal');
  const wish = appeal && !heardQuestion.test(words) ? nameWishIn(words) : null;
  if (!appeal || !wish) return null;
  const frame = { ...appeal, slots: { ...appeal.slots, anonymous: wish.isHidden } };
  return { message: signsOf(wish.rest) < 4 ? message : { ...message, text: `${message.text} ${wish.rest}` }, frame };
}
