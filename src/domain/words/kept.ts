// "Don't cancel it": what is denied must never be done.
import { heardQuestion } from '../../core/phrases.ts';

const OFF = '(?:取消|退(?:了|报名|出|掉|团)?(?![休役伍货款])|撤(?:销|掉|回|了)?|停办|作废)';
const heardKeeping = new RegExp(
  `(?:别|甭|(?<![能要用想会可行是取得想])不(?:要|用|必|想|会|打算|准备)?|没(?:说|想|打算)过?(?:要)?)(?:再|先|急着|着急|给我|帮我|替我|把.{1,8})?${OFF}`,
);
const LONGEST = 40;

/** Something that stands is to stand, though the word for cancelling is said. */
export const keepsStanding = (words: string): boolean =>
  words.length <= LONGEST && heardKeeping.test(words) && !heardQuestion.test(words);
