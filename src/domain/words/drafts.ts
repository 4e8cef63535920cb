// What is said while a draft waits for its yes, and is not about it.
import { heardQuestion } from '../../core/phrases.ts';

/** "Would Friday do?" is a wish. */
const heardWish = /(?:行|好|可以?|能|成|要)不(?:行|好|可以|能|成|要)|(?:行|好|可以|成)[吗么]|怎么样|咋样/g;
const heardChange = /[改换调挪]|推迟|延|提前/;

/** A question that no change is wished by: the hour or the day in it is not the draft's. */
export const asksAside = (words: string): boolean => heardQuestion.test(words.replace(heardWish, '')) && !heardChange.test(words);
