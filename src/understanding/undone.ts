// Whether a message reports a deed of its speaker, or only speaks of one.
import { shanghaiTime } from '../core/shanghai.ts';
import type { Clause } from './clauses.ts';
import { checkIn, undone, whereabouts } from './lexicon.ts';
import type { Reading } from './reading.ts';

/**
 * - `told`: nothing speaks against it · `undone`: asked, planned, heard of, denied, or no deed at all
 * - `whether`: perhaps done · `what`: something is done, nobody said what · `where`: the speaker says only where he is
 */
export type Deed = 'told' | 'undone' | 'whether' | 'what' | 'where';

/** Shorter clauses beside a length of time say nothing of what it was spent on. */
const A_WORD = 3;

type Sense = 'told' | 'undone' | 'whether' | 'nothing';

/** What a message says of a deed: a report needs one clause that reports. */
export function deedOf(reading: Reading): Deed {
  const { clauses, spoken } = reading;
  if (undone.small.test(spoken) || undone.untrue.test(spoken)) return 'undone';
  if (clauses.length > 0 && clauses.every(({ text }) => undone.worked.test(text))) return 'what';
  const senses = clauses.map((clause, index) =>
    undone.nominal.test(clause.text) ? 'undone' : senseOf(clause, clauses[index + 1], reading),
  );
  const told = clauses.filter((_, index) => senses[index] === 'told');
  const first = senses.indexOf('told');
  if (first >= 0 && clauses.some(({ text }, index) => index > first && undone.stillNot.test(text))) return 'undone';
  if (first >= 0 && checkIn.patrol.test(spoken) && clauses.some(({ text }) => undone.partOnly.test(text))) return 'whether';
  if (told.length > 0) {
    if (told.every(isIdle) && !checkIn.volunteer.test(spoken) && reading.quote === null)
      return idleIn(
        told,
        clauses.filter((_, index) => senses[index] === 'nothing'),
      );
    if (told.every(({ text }) => isWhere(text))) return 'where';
    return isUnnamedService(reading) ? 'whether' : 'told';
  }
  if (senses.includes('whether')) return 'whether';
  return senses.includes('undone') ? 'undone' : 'told';
}

/** What one clause says of a deed of the speaker's. */
export function senseOf(clause: Clause, next: Clause | undefined, { context }: Reading): Sense {
  const { text } = clause;
  if (!undone.deed.test(text)) return undone.denied.test(text) ? 'undone' : 'nothing';
  if (undone.denied.test(text)) return 'undone';
  if (undone.missing.test(text)) return 'whether';
  if (undone.worth.test(text)) return undone.perfect.test(text) ? 'whether' : 'undone';
  if (clause.asks && !undone.hereAndAsks.test(text)) return undone.wish.test(text) ? 'whether' : 'undone';
  if (clause.unreal) return 'undone';
  const isWished = undone.recordWish.test(text);
  if (undone.joke.test(text) || undone.grumble.test(text)) return 'undone';
  if (undone.others.test(text) || undone.everybody.test(text)) return 'undone';
  if (undone.coming.test(text) && !undone.comingUnless.test(text)) return 'undone';
  if (isWished) return next && undone.asksHow.test(next.text) ? 'whether' : 'told';
  if (undone.plan.test(text) || undone.hearsay.test(text) || undone.rule.test(text)) return 'undone';
  if (next && undone.takesBack.test(next.text)) return 'undone';
  if (isToCome(text, context.now)) return undone.perfect.test(text) ? 'whether' : 'undone';
  if (undone.offered.test(text) || undone.signed.test(text)) return 'whether';
  return undone.doubtful.test(text) && isOfService(text) && !undone.perfect.test(text) ? 'whether' : 'told';
}

const isOfService = (text: string) =>
  checkIn.volunteer.test(text) || checkIn.doubleReport.test(text) || text.search(undone.anyHours) >= 0;

/** "This evening", said in the morning. */
function isToCome(text: string, now: number): boolean {
  if (undone.otherDay.test(text) || !checkIn.volunteer.test(text)) return false;
  const { hour } = shanghaiTime(now);
  // Past midnight the evening is the one just gone.
  return hour >= 5 && undone.parts.some(([part, from]) => hour < from && part.test(text));
}

/** Hours of something nobody calls a service: of mending his own bicycle as likely as of other people's. */
function isUnnamedService({ spoken, quote }: Reading): boolean {
  return quote === null && spoken.search(undone.anyHours) >= 0 && !undone.named.test(spoken) && !checkIn.volunteer.test(spoken);
}

/** A length of time and no word of what was done in it. */
function isIdle({ text }: Clause): boolean {
  const rest = text.replace(undone.anyHours, '');
  return rest !== text && (undone.after.test(text) || undone.idle.test(rest) || undone.worked.test(rest));
}

/** "Worked three hours" may be service; "three hours" and "waited three hours" are none. Beside other words the length is that of those. */
function idleIn(told: readonly Clause[], beside: readonly Clause[]): Deed {
  const isWaiting = told.some(({ text }) => undone.waited.test(text) || undone.after.test(text));
  if (isWaiting) return 'undone';
  if (beside.some(({ text }) => text.length > A_WORD)) return 'told';
  return told.some(({ text }) => undone.worked.test(text.replace(undone.anyHours, ''))) ? 'whether' : 'undone';
}

/** A place somebody says to be at, in a clause that says nothing else; null where it is wherever the thing is held. */
export function whereSaid(clauses: readonly Clause[]): string | null {
  for (const { text, raw } of clauses) {
    const place = isWhere(text) ? whereabouts.said.exec(text)?.[1] : undefined;
    if (place !== undefined) return raw.slice(text.indexOf(place), text.indexOf(place) + place.length);
  }
  return null;
}

function isWhere(text: string): boolean {
  const place = whereabouts.said.exec(text)?.[1];
  if (place === undefined || whereabouts.explicit.test(text)) return false;
  return !whereabouts.venue.test(place) && !whereabouts.ours.test(place);
}
