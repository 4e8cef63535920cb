// Numbers of tickets in commands: `H-0031`, `h31`, `31号隐患`, `零零三一号诉求`.
import { chineseNumber, DIGITS } from '../../core/numerals.ts';
import { ticketNumber } from '../../core/ticket.ts';

const heardWritten = /(?<![A-Za-z])([HAha])[- ]?(\d{1,6})(?!\d)号?/;
const heardSpoken = /([零〇一二两三四五六七八九十幺\d]{1,6})号的?(?:那[个条件])?(隐患|诉求)/;

/** The first number in the words, and the words without it; null when none is said. */
export function ticketNumberIn(words: string): { number: string; rest: string } | null {
  const written = heardWritten.exec(words);
  if (written) {
    const kind = written[1]!.toLowerCase() === 'a' ? 'appeal' : 'hazard';
    return { number: ticketNumber(kind, Number(written[2])), rest: words.replace(written[0], '') };
  }
  const spoken = heardSpoken.exec(words);
  const count = spoken ? countOf(spoken[1]!) : null;
  if (!spoken || count === null) return null;
  const kind = spoken[2] === '诉求' ? 'appeal' : 'hazard';
  return { number: ticketNumber(kind, count), rest: words.replace(spoken[0], '') };
}

/** As a number up to 99, or figure by figure. */
function countOf(said: string): number | null {
  if (/^\d+$/.test(said)) return Number(said);
  const figures = [...said].map((sign) => DIGITS[sign] ?? sign).join('');
  return chineseNumber(said) ?? (/^\d+$/.test(figures) ? Number(figures) : null);
}
