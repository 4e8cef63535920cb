// Whether words that answer a question about an appeal tell more of it, or ask for something else.
import type { Answer } from '../../core/handler.ts';
import type { Frame } from '../../core/intent.ts';
import { heardQuestion } from '../../core/phrases.ts';
import type { Ticket } from '../../core/ticket.ts';
import { heardBesides, heardDay, heardRaise, signsOf } from '../words/appeals.ts';

type Words = Extract<Answer, { kind: 'words' }>;

/** What the words ask for beside telling more of it; an accident tells where it happened, which sounds like a hazard. */
function asksElsewhere({ intent, slots }: Frame, words: string, { category }: Ticket): boolean {
  if (intent === 'smalltalk' || intent === 'raise_appeal') return false;
  if (intent === 'ask_policy') return heardQuestion.test(words);
  if (intent === 'query_ticket') return !heardDay.test(words);
  return !(intent === 'report_hazard' && slots.urgent !== true && category === 'injury');
}

/** What is done with an answer that tells more of an appeal. */
export const covers = ({ intent, slots }: Frame, words: string) =>
  intent === 'raise_appeal' ||
  (intent === 'ask_policy' && !heardQuestion.test(words)) ||
  (intent === 'report_hazard' && slots.urgent !== true);

/** Everything in it asks for something else. */
export const isElsewhere = ({ words, frames, isCommand }: Words, ticket: Ticket) =>
  isCommand || (frames.length > 0 && frames.every((frame) => asksElsewhere(frame, words, ticket)));

/** What was deducted and what was not paid sound alike; told as a matter of its own it is one. */
export function isAnother({ words, frames }: Words, { category }: Ticket): boolean {
  const topics = frames.flatMap(({ intent, slots }) => (intent === 'raise_appeal' ? [slots.topic] : []));
  const isOther = topics.length > 0 && topics.every((topic) => topic !== 'other' && topic !== category);
  const areAlike = [category, ...topics].every((topic) => topic === 'wage' || topic === 'penalty');
  return isOther && signsOf(words) >= (heardBesides.test(words) ? 4 : 8) && (!areAlike || heardRaise.test(words));
}
