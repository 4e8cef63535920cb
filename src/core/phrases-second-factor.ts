// What is said where a platform did not prove who wrote the words, and the person proves it himself.
import { phrases } from './phrases.ts';

export const secondFactorPhrases = {
  /** To the person alone. */
  ask: (code: string, title: string) =>
    `确认是你本人：在这儿回 ${code}，我就去办「${title}」。不是你发的就不用管。10 分钟内有效。`,
  /** Behind it, so that nobody confirms what another wrote in his name. */
  words: (words: string) => `你说的是：“${words}”`,
  /** Where it was said. */
  look: '要你本人确认一下，看我发你的私信。',
  wrong: (left: number) => `这个数不对，还能试 ${left} 次。`,
  ended: '试错太多，这件不办了。要办请再说一遍。',
  expired: '这个数过时了，要办请再说一遍。',
};

const [FRONT = '', BEHIND = ''] = phrases.unprovenTitle('\u0000').split('\u0000');

/** The title in a sentence that says that only the proof is missing; null when the sentence says something else. */
export function unprovenIn(sentence: string): string | null {
  const isIt = sentence.startsWith(FRONT) && sentence.endsWith(BEHIND);
  return isIt ? sentence.slice(FRONT.length, sentence.length - BEHIND.length) : null;
}
