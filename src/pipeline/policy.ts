// Questions about rules that the reader takes for talk: where a document clearly answers, they are questions.
import type { Frame, Intent } from '../core/intent.ts';
import type { Knowledge } from '../core/knowledge.ts';
import type { Said } from '../core/message.ts';
import { heardQuestion } from '../core/phrases.ts';
import { shanghaiDate } from '../core/shanghai.ts';
import { plain } from './frames.ts';

/**
 * A document answers it so clearly that it was asked; what does not sound like a question must be clearer still. Set by hand: well above
 * where an answer begins, since here nobody is known to ask.
 */
const CLEAR = 0.8;
const CLEAR_UNASKED = 0.97;

export const ASK_POLICY: Frame = { intent: 'ask_policy', slots: {} };

type HasSkill = (intent: Intent) => boolean;

const isDoubtful = (frames: readonly Frame[]): boolean => frames.length === 1 && frames[0]?.alternative !== undefined;
/** Nothing is asked for that anybody here can do. */
const isIdle = (frames: readonly Frame[], hasSkill: HasSkill): boolean =>
  frames.every(({ intent }) => intent === 'smalltalk' || !hasSkill(intent));

/** Nothing is asked for that anybody here can do, or it is in doubt. */
export const isIdleOrDoubtful = (frames: readonly Frame[], hasSkill: HasSkill): boolean =>
  isDoubtful(frames) || isIdle(frames, hasSkill);

/** What the words are looked for in, and which intents somebody has a skill for. */
export interface PolicyReading {
  knowledge: Knowledge;
  hasSkill: HasSkill;
}

/**
 * The frames as read, except that what is nothing but talk, or asks for what nobody here can do, and is clearly answered by a document, is
 * `ask_policy`; a doubt between that and something else is settled the same way.
 */
export function withPolicy(frames: readonly Frame[], said: Said, { knowledge, hasSkill }: PolicyReading): Frame[] {
  const asks = frames.some(({ intent }) => intent === 'ask_policy');
  const mayBeAsked = asks ? isDoubtful(frames) : isIdle(frames, hasSkill);
  if (!said.addressed || said.text === '' || !mayBeAsked) return [...frames];
  const answer = knowledge.answer({ words: said.text, today: shanghaiDate(said.sentAt), asOf: null, place: null });
  const least = heardQuestion.test(said.text) ? CLEAR : CLEAR_UNASKED;
  if (answer.kind === 'unknown' || answer.confidence < least) return [...frames];
  return asks ? frames.map(plain) : [ASK_POLICY];
}
