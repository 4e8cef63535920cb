import { createHash } from 'node:crypto';
import type { Member } from '../core/member.ts';
import { shanghaiDate } from '../core/shanghai.ts';
import type { Transaction } from '../core/store.ts';

export type AcknowledgeOutcome = { kind: 'recorded' } | { kind: 'already'; at: number };

/**
 * Records that the member has read something: the quoted message, else whatever was last said to this conversation today.
 * Quoted words are kept as a digest only.
 * @param conversation `group:…` or `direct:…`
 */
export async function acknowledge(
  tx: Transaction,
  member: Member,
  conversation: string,
  quoted: string | null,
  facts: { at: number; now: number; source: string },
): Promise<AcknowledgeOutcome> {
  const subject = quoted
    ? `quote:${createHash('sha256').update(quoted).digest('hex').slice(0, 32)}`
    : `day:${conversation}:${shanghaiDate(facts.at)}`;
  const standing = await tx.acknowledgements.find(member.id, subject);
  if (standing) return { kind: 'already', at: standing.at };
  const id = await tx.acknowledgements.add({ memberId: member.id, conversation, subject, at: facts.at, source: facts.source });
  await tx.acts.add({ memberId: member.id, kind: 'acknowledge', recordId: id, at: facts.now });
  return { kind: 'recorded' };
}
