import type { Citation } from '../../core/knowledge.ts';
import type { Button, Outgoing } from '../../core/outgoing.ts';
import { phrases } from '../../core/phrases.ts';
import { isSealed } from '../../core/sealer.ts';
import { shanghaiIso } from '../../core/shanghai.ts';
import { neutralise } from '../../core/text.ts';
import { layOut, peopleIn } from '../layout.ts';
import { memberIdOf } from './ids.ts';

/** What the simulator API calls `Out`. */
export interface Out {
  id: string;
  at: string;
  /** Empty while it is sealed whom it goes to. */
  to: { group: string } | { member: string } | Record<string, never>;
  text: string;
  mentions: string[];
  buttons: Button[];
  /** What a policy answer rests on. */
  citations?: Citation[];
  /** How many pictures go with it. */
  photos?: number;
}

/** Mentions stand in the text, as people see them in a group. */
export function renderOut(outgoing: Outgoing, id: number, at: number): Out {
  return {
    id: String(id),
    at: shanghaiIso(at),
    to: whomOf(outgoing.to),
    text: layOut(outgoing, ({ name }) => `@${neutralise(name ?? phrases.you)}`),
    mentions: [...new Set(peopleIn(outgoing).map(({ memberId }) => memberIdOf(memberId)))],
    buttons: outgoing.buttons,
    ...(outgoing.citations && { citations: outgoing.citations }),
    ...(outgoing.photos?.length && { photos: outgoing.photos.length }),
  };
}

function whomOf(to: Outgoing['to']): Out['to'] {
  if (to.kind === 'group') return { group: to.id };
  return isSealed(to.account) ? {} : { member: memberIdOf(to.account) };
}
