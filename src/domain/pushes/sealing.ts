// Outbox rows that do not tell whom they are for: the account stands in them sealed, and is opened when they leave.
import { z } from 'zod';
import { occupations } from '../../core/member.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import { isSealed, SEALED, type Sealer } from '../../core/sealer.ts';
import type { Pushed } from './item.ts';

/** Whose hours count would tell much in a small branch. */
const addresseeSchema = z.object({
  account: z.string(),
  listeners: z.object({ occupations: z.array(z.enum(occupations)), group: z.string().nullable() }).optional(),
});
type Addressee = z.infer<typeof addresseeSchema>;

const sealed = (sealer: Sealer, addressee: Addressee) => SEALED + sealer.seal(JSON.stringify(addressee));

/** An answer to one person; what goes to a group stays as it is. */
export function sealOutgoing(sealer: Sealer, outgoing: Outgoing): Outgoing {
  const { to } = outgoing;
  if (to.kind === 'group' || isSealed(to.account)) return outgoing;
  return { ...outgoing, to: { kind: 'direct', account: sealed(sealer, { account: to.account }) } };
}

/** A push to one person; the hours it must keep are sealed with him. */
export function sealPush(sealer: Sealer, pushed: Pushed): Pushed {
  const { to, push } = pushed;
  if (to.kind === 'group') return pushed;
  const { occupations, group, ...meta } = push;
  return {
    ...pushed,
    to: { kind: 'direct', account: sealed(sealer, { account: to.account, listeners: { occupations, group } }) },
    push: { ...meta, occupations: [], group: null },
  };
}

/** As it leaves; null when it was sealed with another key. What is not sealed is returned as it is. */
export function openOutgoing(sealer: Sealer | null, outgoing: Outgoing): Outgoing | null {
  const { to, push } = outgoing;
  if (to.kind === 'group' || !isSealed(to.account)) return outgoing;
  const opened = sealer?.open(to.account.slice(SEALED.length)) ?? null;
  if (opened === null) return null;
  const { account, listeners } = addresseeSchema.parse(JSON.parse(opened));
  return { ...outgoing, to: { kind: 'direct', account }, ...(push && { push: { ...push, ...listeners } }) };
}
