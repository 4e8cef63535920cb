// Words and buttons that answer a question of ours.
import type { Answer, AnswerDefinition } from '../core/handler.ts';
import type { Frame } from '../core/intent.ts';
import type { Message, Said } from '../core/message.ts';
import { phrases } from '../core/phrases.ts';
import type { OpenQuestion } from '../core/store.ts';
import { choiceIn, isDropped, numberIn, takesBack } from '../understanding/choices.ts';
import { readPatrol } from '../understanding/patrol.ts';
import { choiceOf, isDoubt, settleDoubt } from './doubt.ts';
import { isReport, isRequest } from './frames.ts';
import type { Recents } from './recent.ts';
import type { Turn } from './turn.ts';

/** Who took an answer, and which other frames of the same words are done with it. */
type Taker = Pick<AnswerDefinition<unknown>, 'covers'>;

/** No question of ours offers more. */
const CHOICES_MOST = 9;

export function createAnswering(turn: Turn, recents: Recents) {
  /** @returns null when the question has no taker any more, or this was no answer */
  async function take(open: OpenQuestion, answer: Answer, source: Message = turn.message): Promise<Taker | null> {
    const taker = await settle(open, answer, source);
    if (taker) await turn.noteAnswered(open);
    return taker;
  }

  async function settle(open: OpenQuestion, answer: Answer, source: Message): Promise<Taker | null> {
    if (!isDoubt(open)) return await turn.answer(open, answer, source);
    const settled = settleDoubt(open, answer);
    if (!settled) return null;
    await turn.forgetQuestion();
    const { message, frame } = settled;
    if (!frame) turn.say(phrases.questionDropped);
    else if ((await turn.run([frame], message)).some(isReport)) {
      await recents.keepReport(turn, message, [frame], turn.message.sentAt);
    }
    return {};
  }

  /** Takes a plain choice, and nothing else. */
  async function takeChoice(open: OpenQuestion, said: Said): Promise<boolean> {
    const choice = chosenBy(open, said.text);
    return choice !== null && (await take(open, { kind: 'choice', choice }, said)) !== null;
  }

  const wordsOf = (said: Said, frames: readonly Frame[]): Answer => {
    const { text } = said;
    const isCommand = turn.isCommand(text);
    return { kind: 'words', words: text, frames, isCommand, patrol: readPatrol(text), wish: turn.wishIn(said) };
  };

  /** @returns the frames that are still to be run, or null when these words were no answer */
  async function takeWords(open: OpenQuestion, said: Said, frames: readonly Frame[]): Promise<readonly Frame[] | null> {
    const others = frames.filter((frame) => isRequest(frame) && frame.intent !== 'undo');
    const isLeft = isDropped(said.text) && !(turn.takesDrop(open) && !(await isForDeed(open, said)));
    const taker = isLeft ? null : await take(open, wordsOf(said, frames), said);
    if (taker) return others.filter((frame) => !taker.covers?.(frame, said.text));
    // What a command of its own takes back has nothing to do with what we asked.
    const isUndo = frames.some((frame) => frame.intent === 'undo') && !turn.hearsCommand(said.text);
    if (!isDropped(said.text) && !isUndo) return null;
    // "Take it back" is about what came last: a deed recorded since we asked, and the question still stands.
    if (isUndo && (await isForDeed(open, said))) return null;
    await turn.forgetQuestion();
    await turn.noteAnswered(open);
    if (isUndo && turn.isRecorded(open)) return frames.filter(isRequest);
    turn.say(phrases.questionDropped);
    // Such a word is about the question and nothing else.
    return isDropped(said.text) ? [] : others;
  }

  const isForDeed = async (open: OpenQuestion, { text }: Said): Promise<boolean> =>
    takesBack(text) && (await turn.hasDoneSince(open, isDoubt(open) || turn.isOffer(open)));

  /** "Never mind" may be one of the answers we offered, or the last of them in other words. */
  function chosenBy(open: OpenQuestion, words: string): number | null {
    if (!isDropped(words) || choiceIn(words, open.choices) !== null) return choiceOf(open, words);
    return !isDoubt(open) && isDropped(open.choices.at(-1) ?? '') ? open.choices.length : null;
  }

  /** A button answers only the asking it belongs to; its id is the platform's word, checked against ours. */
  async function takeClick(open: OpenQuestion, button: string): Promise<boolean> {
    const [asking, choice] = button.split(':');
    const number = Number(choice);
    if (asking !== open.asking || open.choices[number - 1] === undefined) return false;
    return (await take(open, { kind: 'choice', choice: number })) !== null;
  }

  /** Answers what was asked hours or days ago: a ticket of the person's waits for his word. */
  async function stand(said: Said, frames: readonly Frame[]): Promise<boolean> {
    if (!(await turn.waitsForWord())) return false;
    const number = numberIn(said.text);
    // Nothing offers as many: it is told, not chosen.
    const choice = number !== null && number <= CHOICES_MOST ? number : null;
    return await turn.stand(choice === null ? wordsOf(said, frames) : { kind: 'choice', choice }, said);
  }

  return { takeChoice, takeWords, takeClick, stand };
}

export type Answering = ReturnType<typeof createAnswering>;
