import { ticketTalk } from './lexicon.ts';
import { readDigits, readNumber } from './numbers.ts';

const DIGITS = 4;
const NUMBER_MAX = 6;

/** A ticket number, written, mistyped or spoken, as `H-0012`; null when none is said. */
export function findTicket(folded: string): string | null {
  const written = ticketTalk.number.exec(folded);
  if (written) return format(written[1] ?? written[3] ?? '', written[2] ?? written[4] ?? '');
  const spoken = ticketTalk.spoken.exec(folded);
  if (!spoken) return null;
  const kind = spoken[2] ?? spoken[3];
  const letter = spoken[5] ?? (kind !== undefined && ticketTalk.appeal.test(kind) ? 'A' : 'H');
  const said = spoken[1] ?? spoken[4] ?? spoken[6] ?? '';
  // Figure by figure, or as a number: six-one, sixty-one.
  const digits = readDigits(said) ?? readNumber(said)?.toString() ?? null;
  return digits === null ? null : format(letter, digits);
}

const NUMBERS = new RegExp(`${ticketTalk.number.source}|${ticketTalk.spoken.source}`, 'g');

/** What a text says beside ticket numbers and words that only point at them. */
const besideNumbers = (folded: string): string => folded.replace(NUMBERS, ' ').replace(ticketTalk.look, '');

/** A number and nothing else: it asks to see the ticket. */
export const isOnlyNumber = (folded: string): boolean => findTicket(folded) !== null && besideNumbers(folded) === '';

/** True when a text says what is to be done; "see to H-0031" does not. */
export const saysWhatToDo = (folded: string): boolean => besideNumbers(folded).replace(ticketTalk.handle, '') !== '';

/** The sender's open ticket whose figures are said, else the only one that fits what is talked of. */
export function guessTicket(folded: string, tickets: readonly string[]): string | null {
  const named = tickets.filter((ticket) => saysFigures(folded, ticket));
  if (named.length === 1) return named[0] ?? null;
  const kind = ticketTalk.appeal.test(folded) ? 'A' : ticketTalk.hazard.test(folded) ? 'H' : '';
  const fitting = tickets.filter((ticket) => ticket.startsWith(kind));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

const saysFigures = (folded: string, ticket: string): boolean =>
  [...folded.matchAll(ticketTalk.figures)].some(([said]) => format(ticket.slice(0, 1), readDigits(said) ?? '') === ticket);

/** The number in the message that is being answered. */
export function quotedTicket(quoted: string | null): string | null {
  return quoted === null ? null : findTicket(quoted);
}

const format = (letter: string, digits: string): string =>
  `${letter.toUpperCase()}-${digits
    .replace(/^0+(?=\d)/, '')
    .slice(0, NUMBER_MAX)
    .padStart(DIGITS, '0')}`;
