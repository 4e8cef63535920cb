// What a secretary orders about the shelf, exchanges, hours and the ledger, as it stands at the end of what he says.
import { deskItemsIn } from './desk.ts';
import { decisionIn, namedDecisionIn } from './exchange.ts';
import { revokedIn } from './exchange-thoughts.ts';
import { repricedIn, restockIn, severalShelvedIn, shelvingIn, stockSaidIn, withdrawnIn } from './goods.ts';
import { postDecided, postDecidedByName } from './posts.ts';
import { reversingIn, severalReversedIn } from './reversing.ts';
import { holdsBack, holdsBackCount, type Settled, settle } from './second-thoughts.ts';
import { putOffOrder } from './undecided.ts';
import { othersRecordIn } from './undoing.ts';
import { hoursAnswerIn, namedHoursAnswerIn } from './volunteer-hours.ts';

const ofCount = [restockIn, repricedIn, stockSaidIn];
const all = [
  ...ofCount,
  decisionIn,
  deskItemsIn,
  hoursAnswerIn,
  namedDecisionIn,
  namedHoursAnswerIn,
  othersRecordIn,
  postDecided,
  postDecidedByName,
  reversingIn,
  revokedIn,
  severalReversedIn,
  severalShelvedIn,
  shelvingIn,
  withdrawnIn,
];

const isOrder = (words: string): boolean => all.some((hears) => hears(words) !== null);

function nameIn(words: string): string | null {
  const which = decisionIn(words)?.which;
  const decided = typeof which === 'string' ? which : namedDecisionIn(words)?.which;
  const named = reversingIn(words)?.owner ?? othersRecordIn(words)?.name ?? namedHoursAnswerIn(words)?.name;
  return decided ?? named ?? withdrawnIn(words) ?? restockIn(words)?.name ?? shelvingIn(words)?.name ?? null;
}

const settled = (words: string): Settled => settle(words, { isOrder, nameIn });

const isHeld = (words: string): boolean =>
  holdsBack(words) ||
  (holdsBackCount(words) && ofCount.some((hears) => hears(words) !== null)) ||
  putOffOrder(words, isOrder) !== null;

/** Hears an order as it stands in the end: put right in the same breath, or not at all where it is held back. */
export const inTheEnd =
  <Slots>(hears: (words: string) => Slots | null) =>
  (words: string): Slots | null => {
    const end = settled(words);
    if (end.kind === 'instead') return isHeld(end.words) ? null : hears(end.words);
    return end.kind !== 'as_said' || isHeld(words) ? null : hears(words);
  };

/** An order that is not to be carried out now, or of which it is not clear what it comes to. `isPutRight`: by its own speaker. */
export function heldOrderIn(words: string): { isClear: boolean; isPutRight: boolean } | null {
  const { kind } = settled(words);
  if (kind === 'unclear' || kind === 'stopped') return { isClear: kind === 'stopped', isPutRight: true };
  return kind === 'as_said' && isHeld(words) ? { isClear: true, isPutRight: false } : null;
}
