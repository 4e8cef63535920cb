// What words of somebody who registers do to his draft.
import { z } from 'zod';
import { toldIn, worksAlone } from '../words/registration.ts';
import { isWholeName, noneOfIn, saysFamilyOnly, tellsOfBefore, tellsOfKin } from '../words/registration-answers.ts';
import { correctionIn, saysWrong, wrongPartIn } from '../words/registration-corrections.ts';
import { heardKept, heardLiving } from '../words/registration-talk.ts';
import { type AskedPart, type Details, type Draft, partPutRight, type Told, withoutPart, withTold } from './details.ts';

/** What was told, and what there is none of: who works for nobody in particular has no outlet. */
export function withSaid(draft: Draft, told: Told, words: string): Draft {
  const after = withTold(draft, told);
  const none: AskedPart[] = worksAlone(after.details.employer) ? [...noneOfIn(words), 'outlet'] : noneOfIn(words);
  return none.filter((part) => after.details[part] === null).reduce(withoutPart, after);
}

/** Nothing was told. */
export const isEmpty = (told: Told): boolean => Object.keys(told).length === 0;

/** Something said before is put right, without saying which: null where that cannot be told. */
export function putRight(draft: Draft, asked: AskedPart | null, words: string): Told | null {
  const said = correctionIn(words);
  const part = said === '' ? null : partPutRight(draft, asked, said);
  const told = part === null ? {} : toldIn(said, part);
  return isEmpty(told) ? null : told;
}

/** What words tell when that part is asked. @returns `wrongPart`: told before, and to be asked again */
export function answerIn(draft: Draft, part: AskedPart, words: string) {
  const isWrong = saysWrong(words) && part !== 'membership';
  const wrongPart = wrongPartIn(words) ?? (isWrong && correctionIn(words) === '' ? partPutRight(draft, part, '') : null);
  // Put right, it is about something said before.
  const named = isWrong ? toldIn(words, null) : {};
  const corrected = isWrong && isEmpty(named) ? putRight(draft, part, words) : named;
  const told = corrected === null || isEmpty(corrected) ? toldIn(words, part) : corrected;
  return { isWrong, wrongPart, told: isWholeName(draft.details.name, words) ? { name: words } : told };
}

/** What makes it easier to answer, where words told nothing. */
export function hintFor(part: AskedPart, words: string): 'none' | 'wholeName' | 'nowOnly' | 'ownOnly' {
  if (tellsOfKin(words)) return 'ownOnly';
  if (part === 'name') return saysFamilyOnly(words) ? 'wholeName' : 'none';
  return part === 'membership' && tellsOfBefore(words) ? 'nowOnly' : 'none';
}

/** Without that part: it is not asked for again. Whose membership is not told, of him no branch is. */
export function emptied(draft: Draft, part: keyof Details): Draft {
  const details = { ...draft.details, [part]: null, ...(part === 'membership' && { homeBranch: null }) };
  const without: Draft = { ...draft, details };
  return part === 'workCommunity' ? without : withoutPart(without, part);
}

const slotText = z.string().max(200).nullish().catch(null);
/** What the reader makes of words that begin a registration. */
export const readSchema = z.object({
  party_member: z.boolean().nullish().catch(null),
  home_branch: slotText,
  community: slotText,
});

/** A misread part would be kept: of a branch or a home something must be said at all. */
export function toldBy(
  { party_member: isMember, home_branch: homeBranch, community }: z.infer<typeof readSchema>,
  words: string,
): Told {
  return {
    ...(typeof isMember === 'boolean' && { membership: isMember ? 'member' : 'none' }),
    ...(homeBranch && heardKept.test(words) && { homeBranch }),
    ...(community && heardLiving.test(words) && { community }),
  };
}
