// A registration that was agreed to and not finished: kept sealed for a day, so that whoever was called away goes on where he was.
import { z } from 'zod';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { type Draft, draftSchema } from './details.ts';

export const DRAFTS = 'registration-drafts';
export const DRAFTS_KEPT_MS = DAY_MS;

/** Plain where no key is set. */
const keptSchema = z.object({
  at: z.number(),
  kept: z.union([z.object({ sealed: z.string() }), z.object({ plain: draftSchema })]),
});

type Records = Pick<Doing, 'tx' | 'sealer' | 'now'>;
type Person = Pick<Member, 'id'>;

const drafts = ({ tx }: Records) => tx.collection(DRAFTS, keptSchema);

/** In place of what was kept of him before. */
export async function keepDraft(records: Records, { id }: Person, draft: Draft): Promise<void> {
  const { sealer, now } = records;
  await drafts(records).put(
    id,
    { at: now, kept: sealer ? { sealed: sealer.seal(JSON.stringify(draft)) } : { plain: draft } },
    now,
  );
}

/** Null: there is none, it is too old, or it was sealed with another key. */
export async function draftKept(records: Records, { id }: Person): Promise<Draft | null> {
  const found = await drafts(records).get(id);
  if (!found || records.now - found.at > DRAFTS_KEPT_MS) return null;
  if ('plain' in found.kept) return found.kept.plain;
  const plain = records.sealer?.open(found.kept.sealed) ?? null;
  return plain === null ? null : draftSchema.parse(JSON.parse(plain));
}

/** One look, without opening it. */
export async function hasDraft(records: Records, { id }: Person): Promise<boolean> {
  const found = await drafts(records).get(id);
  return found !== undefined && records.now - found.at <= DRAFTS_KEPT_MS;
}

export const dropDraft = (records: Records, { id }: Person): Promise<void> => drafts(records).remove(id);
