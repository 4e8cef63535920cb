// Outbox rows that tell neither whom they are for nor what they say: both stand in them sealed, and are opened when they leave.
import { z } from 'zod';
import { occupations } from '../../core/member.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import { isSealed, SEALED, type Sealer } from '../../core/sealer.ts';
import type { Pushed } from './item.ts';

/** Whose hours count would tell much in a small branch. */
const addresseeSchema = z.object({
  account: z.string(),
  /** Left out of rows that an older version wrote: there the words stand beside it. */
  text: z.string().optional(),
  listeners: z.object({ occupations: z.array(z.enum(occupations)), group: z.string().nullable() }).optional(),
});
type Addressee = z.infer<typeof addresseeSchema>;

const sealed = (sealer: Sealer, addressee: Addressee) => SEALED + sealer.seal(JSON.stringify(addressee));

/** An answer to one person; what goes to a group stays as it is. */
export function sealOutgoing(sealer: Sealer, outgoing: Outgoing): Outgoing {
  const { to, text } = outgoing;
  if (to.kind === 'group' || isSealed(to.account)) return outgoing;
  return { ...outgoing, to: { kind: 'direct', account: sealed(sealer, { account: to.account, text }) }, text: '' };
}

/** A push to one person; the hours it must keep are sealed with him. */
export function sealPush(sealer: Sealer, pushed: Pushed): Pushed {
  const { to, push, text } = pushed;
  if (to.kind === 'group') return pushed;
  const { occupations, group, ...meta } = push;
  return {
    ...pushed,
    to: { kind: 'direct', account: sealed(sealer, { account: to.account, text, listeners: { occupations, group } }) },
    text: '',
    push: { ...meta, occupations: [], group: null },
  };
}

/** As it leaves; null when it was sealed with another key. What is not sealed is returned as it is. */
export function openOutgoing(sealer: Sealer | null, outgoing: Outgoing): Outgoing | null {
  const { to, push } = outgoing;
  if (to.kind === 'group' || !isSealed(to.account)) return outgoing;
  const opened = sealer?.open(to.account.slice(SEALED.length)) ?? null;
  if (opened === null) return null;
  const { account, text = outgoing.text, listeners } = addresseeSchema.parse(JSON.parse(opened));
  return { ...outgoing, to: { kind: 'direct', account }, text, ...(push && { push: { ...push, ...listeners } }) };
}
