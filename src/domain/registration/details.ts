// What somebody tells of himself, and what is still to be asked: one thing at a time, and nothing twice.
import { z } from 'zod';
import type { Member } from '../../core/member.ts';

export const memberships = ['member', 'probationary', 'none'] as const;
export type Membership = (typeof memberships)[number];

/** A part that was not said is null. */
export const detailsSchema = z.object({
  name: z.string().nullable(),
  employer: z.string().nullable(),
  outlet: z.string().nullable(),
  /** Where he lives. */
  community: z.string().nullable(),
  /** Where he works, if he said so: the double report goes to both. */
  workCommunity: z.string().nullable(),
  membership: z.enum(memberships).nullable(),
  /** Where the membership is kept. */
  homeBranch: z.string().nullable(),
});
export type Details = z.infer<typeof detailsSchema>;
export type Told = Partial<Details>;

export const NOTHING_TOLD: Details = {
  name: null,
  employer: null,
  outlet: null,
  community: null,
  workCommunity: null,
  membership: null,
  homeBranch: null,
};

/** In the order they are asked. */
export const askedParts = ['name', 'employer', 'outlet', 'community', 'membership', 'homeBranch'] as const;
export type AskedPart = (typeof askedParts)[number];

/** A registration that is still being talked about. */
export const draftSchema = z.object({
  details: detailsSchema,
  /** Asked for, and not to be said: that is a full answer. */
  passed: z.array(z.enum(askedParts)),
});
export type Draft = z.infer<typeof draftSchema>;

export const isPartyMember = ({ membership }: Pick<Details, 'membership'>): boolean =>
  membership === 'member' || membership === 'probationary';

/** Where a membership is kept is a party member's matter. */
const concerns = (part: AskedPart, details: Details): boolean => part !== 'homeBranch' || isPartyMember(details);

/** What is wanted and was not said. */
export const missingIn = (details: Details): AskedPart[] =>
  askedParts.filter((part) => concerns(part, details) && details[part] === null);

/** A registration that is talked about again: what was not told is not asked for. */
export const allTold = (details: Details): Draft => ({ details, passed: missingIn(details) });

export const nextPart = ({ details, passed }: Draft): AskedPart | null =>
  missingIn(details).find((part) => !passed.includes(part)) ?? null;

/** The later word counts. Who is no party member has no membership anywhere; whose membership is kept somewhere is one. */
export function withTold(draft: Draft, told: Told): Draft {
  const said = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined && value !== null)) as Told;
  const details: Details = { ...draft.details, ...said };
  if (said.homeBranch !== undefined && said.membership === undefined) details.membership ??= 'member';
  if (details.membership === 'none') details.homeBranch = null;
  return { details, passed: draft.passed.filter((part) => details[part] === null) };
}

export const withoutPart = (draft: Draft, part: AskedPart): Draft => ({
  ...draft,
  passed: [...new Set([...draft.passed, part])],
});

/** That part is to be asked again. */
export const reopened = ({ details, passed }: Draft, part: AskedPart): Draft => ({
  details: { ...details, [part]: null },
  passed: passed.filter((other) => other !== part),
});

export const isSame = (a: Details, b: Details): boolean =>
  (Object.keys(NOTHING_TOLD) as (keyof Details)[]).every((part) => a[part] === b[part]);

/** Begins with what the roster knows: that is not asked. */
export function blankFor({ role, name }: Pick<Member, 'role' | 'name'>): Draft {
  const isListed = role !== 'guest' && role !== 'external';
  return { details: { ...NOTHING_TOLD, name: isListed ? name : null }, passed: [] };
}

/**
 * What a correction that names no part is about: the part that shares most signs with it, else the one told last.
 * @param asked the part asked just now: only what comes before it was told. Null = all are; then signs alone tell
 */
export function partPutRight({ details }: Draft, asked: AskedPart | null, said: string): AskedPart | null {
  const told = askedParts
    .slice(0, asked === null ? undefined : askedParts.indexOf(asked))
    .filter((part) => details[part] !== null);
  const shared = (part: AskedPart) => [...new Set(said)].filter((sign) => details[part]?.includes(sign)).length;
  const [last, ...others] = told.toReversed();
  if (last === undefined) return null;
  const likeliest = others.reduce((best, part) => (shared(part) > shared(best) ? part : best), last);
  return asked === null && shared(likeliest) === 0 ? null : likeliest;
}
