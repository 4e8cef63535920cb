// Posts that party members take on (党员岗): who asked for which, who holds it and since when. No points, no ranking, no rule of ours.
import { z } from 'zod';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';

/** `cancelled` by the person before anybody decided; `handed_back` by him, `withdrawn` by a secretary. */
export const postStatuses = ['asked', 'held', 'declined', 'cancelled', 'handed_back', 'withdrawn'] as const;
export type PostStatus = (typeof postStatuses)[number];

const claimSchema = z.object({
  number: z.int(),
  post: z.string(),
  memberId: z.string(),
  status: z.enum(postStatuses),
  askedAt: z.number(),
  /** Of the status. ms */
  at: z.number(),
  /** Who decided or withdrew it. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
});
export type PostClaim = z.infer<typeof claimSchema>;

type Records = Pick<Doing, 'tx' | 'now'>;

const claims = ({ tx }: Pick<Doing, 'tx'>) => tx.collection('posts', claimSchema);
const numbers = ({ tx }: Pick<Doing, 'tx'>) => tx.collection('post-numbers', z.int());
const LAST = 'last';

/** Asked for or held, by number. A branch has tens of them. */
export async function openClaims(records: Pick<Doing, 'tx'>): Promise<PostClaim[]> {
  const all = (await claims(records).list()).map(({ value }) => value);
  return all.filter(({ status }) => status === 'asked' || status === 'held').sort((a, b) => a.number - b.number);
}

/** The person’s posts, those that wait for a yes too, by number. */
export async function claimsOf(records: Pick<Doing, 'tx'>, { id }: Pick<Member, 'id'>): Promise<PostClaim[]> {
  return (await openClaims(records)).filter(({ memberId }) => memberId === id);
}

/** Whoever asks at once waits for the other, so that nobody gets one post twice. */
export async function addClaim(
  records: Records,
  member: Pick<Member, 'id'>,
  post: string,
): Promise<PostClaim & { isNew: boolean }> {
  const last = (await numbers(records).lock(LAST)) ?? 0;
  const before = (await claimsOf(records, member)).find((claim) => claim.post === post);
  if (before) return { ...before, isNew: false };
  const { now } = records;
  const claim: PostClaim = {
    number: last + 1,
    post,
    memberId: member.id,
    status: 'asked',
    askedAt: now,
    at: now,
    by: null,
    reason: null,
  };
  await numbers(records).put(LAST, claim.number, now);
  await claims(records).put(String(claim.number), claim, now);
  return { ...claim, isNew: true };
}

/** Nobody else changes it before the transaction ends. */
export const lockClaim = (records: Pick<Doing, 'tx'>, number: number): Promise<PostClaim | undefined> =>
  claims(records).lock(String(number));

/** Puts down what became of a claim that was locked. @returns it as it stands now */
export async function keepClaim(
  records: Records,
  claim: PostClaim,
  to: Pick<PostClaim, 'status' | 'by'> & Partial<Pick<PostClaim, 'reason'>>,
): Promise<PostClaim> {
  const kept = { ...claim, reason: null, ...to, at: records.now };
  await claims(records).put(String(claim.number), kept, records.now);
  return kept;
}

/** Takes all of a person away, whatever became of it. */
export async function forgetClaims(records: Pick<Doing, 'tx'>, { id }: Pick<Member, 'id'>): Promise<void> {
  for (const { key, value } of await claims(records).list()) if (value.memberId === id) await claims(records).remove(key);
}

export interface Holding {
  post: string;
  /** Who holds it, by their names; null = has none. */
  holders: { name: string | null; claim: PostClaim }[];
}

/** By post, in the order of the settings; those that are not in them any more behind. @param only one of them; null = all */
export async function holdings(records: Pick<Doing, 'tx' | 'branch'>, only: string | null): Promise<Holding[]> {
  const held = (await openClaims(records)).filter(({ status }) => status === 'held');
  const people = new Map(
    (await records.tx.members.byIds([...new Set(held.map(({ memberId }) => memberId))])).map((one) => [one.id, one]),
  );
  const posts = only === null ? [...new Set([...records.branch.posts, ...held.map(({ post }) => post)])] : [only];
  return posts.map((post) => ({
    post,
    holders: held.flatMap((claim) => {
      const person = claim.post === post ? people.get(claim.memberId) : undefined;
      return person ? [{ name: person.name, claim }] : [];
    }),
  }));
}
