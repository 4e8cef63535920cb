// From the person to the secretaries and back. What is decided is told to the person alone.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { buttonId } from '../../core/outgoing.ts';
import { postPhrases } from '../../core/phrases-posts.ts';
import { inOwnHours } from '../own-hours.ts';
import { atDesk, decidersFor, mayDecide } from '../points/deciders.ts';
import { pushToMember } from '../pushes/index.ts';
import { outboxKey } from '../pushes/item.ts';
import { addClaim, keepClaim, lockClaim, type PostClaim } from './records.ts';

/** What the handlers are called: whoever takes one on, and whoever decides. */
export const POSTS = { handler: 'posts', decider: 'decide-posts', grant: 'grant', decline: 'decline' } as const;

/** Later than this nobody waits for the news. */
const NEWS_MS = 14 * DAY_MS;

const askedKey = (number: number, deciderId: string): string => `post:${number}:asked:${deciderId}`;

/** Asks the secretaries, once; `isNew` false: it was asked for or held already. */
export async function claim(doing: Doing, member: Member, post: string): Promise<PostClaim & { isNew: boolean }> {
  const claimed = await addClaim(doing, member, post);
  if (!claimed.isNew) return claimed;
  const { number } = claimed;
  for (const decider of await decidersFor(doing, member.id)) {
    await pushToMember(doing, atDesk(decider), {
      key: askedKey(number, decider.id),
      kind: 'notice',
      text: postPhrases.asked(member.name ?? postPhrases.somebody, post, number),
      buttons: [
        { id: buttonId(POSTS.decider, POSTS.grant, String(number)), label: postPhrases.agree },
        { id: buttonId(POSTS.decider, POSTS.decline, String(number)), label: postPhrases.disagree },
      ],
      usefulUntil: doing.now + NEWS_MS,
    });
  }
  return claimed;
}

export type PostDecided =
  | { kind: 'decided'; claim: PostClaim; person: Member | undefined }
  /** Somebody was faster, or he does not want it any more: it stands as it is. */
  | { kind: 'already'; claim: PostClaim }
  | { kind: 'own' }
  | { kind: 'unknown' };

/** @param reason as the person will read it */
export async function decide(
  doing: Doing,
  number: number,
  by: Member,
  isGranted: boolean,
  reason: string | null,
): Promise<PostDecided> {
  const known = await lockClaim(doing, number);
  if (!known) return { kind: 'unknown' };
  if (known.status !== 'asked') return { kind: 'already', claim: known };
  if (!(await mayDecide(doing, by, known.memberId))) return { kind: 'own' };
  const claimed = await keepClaim(doing, known, { status: isGranted ? 'held' : 'declined', by: by.id, reason });
  await nobodyNeedDecide(doing, claimed);
  const text = isGranted
    ? postPhrases.granted(claimed.post, by.name ?? postPhrases.somebody)
    : postPhrases.declined(claimed.post, reason);
  return { kind: 'decided', claim: claimed, person: await tellPerson(doing, claimed, text) };
}

/** He does not want it (any more): at once, and nobody is asked. @returns null when it was not his */
export async function handBack(doing: Doing, member: Member, number: number): Promise<PostClaim | null> {
  const known = await lockClaim(doing, number);
  if (known?.memberId !== member.id || (known.status !== 'asked' && known.status !== 'held')) return null;
  const wasHeld = known.status === 'held';
  const back = await keepClaim(doing, known, { status: wasHeld ? 'handed_back' : 'cancelled', by: member.id });
  if (!wasHeld) await nobodyNeedDecide(doing, back);
  for (const decider of wasHeld ? await decidersFor(doing, member.id) : []) {
    if (decider.id === member.id) continue;
    const text = postPhrases.handedBack(member.name ?? postPhrases.somebody, back.post);
    const push = { key: `post:${number}:back:${decider.id}`, kind: 'notice', text, usefulUntil: doing.now + NEWS_MS } as const;
    await pushToMember(doing, atDesk(decider), push);
  }
  return back;
}

export type PostWithdrawn = { kind: 'withdrawn'; claim: PostClaim } | { kind: 'not_held' };

/** A secretary takes a post back that somebody holds; the person is told why, alone. @param reason as he will read it */
export async function withdrawPost(doing: Doing, number: number, by: Member, reason: string): Promise<PostWithdrawn> {
  const known = await lockClaim(doing, number);
  if (known?.status !== 'held') return { kind: 'not_held' };
  const withdrawn = await keepClaim(doing, known, { status: 'withdrawn', by: by.id, reason });
  await tellPerson(doing, withdrawn, postPhrases.withdrawn(withdrawn.post, reason));
  return { kind: 'withdrawn', claim: withdrawn };
}

/** In his own free hours; the outbox row does not tell whom it is for. */
async function tellPerson(doing: Doing, { number, memberId, status }: PostClaim, text: string): Promise<Member | undefined> {
  const person = await doing.tx.members.byId(memberId);
  if (!person) return undefined;
  await pushToMember(doing, await inOwnHours(doing, person), {
    key: `post:${number}:${status}`,
    kind: 'change',
    text,
    usefulUntil: doing.now + NEWS_MS,
    isSealed: true,
  });
  return person;
}

/** What has not left yet need not leave. */
async function nobodyNeedDecide(doing: Doing, { number, memberId }: PostClaim): Promise<void> {
  const keys = (await decidersFor(doing, memberId)).map(({ id }) => outboxKey(askedKey(number, id)));
  if (keys.length > 0) await doing.tx.outbox.withdraw(keys, doing.now, 'outdated');
}
