import type { Button, Outgoing } from '../../core/outgoing.ts';
import { shanghaiIso } from '../../core/shanghai.ts';
import { neutralise } from '../../core/text.ts';
import { memberIdOf } from './ids.ts';

/** What the simulator API calls `Out`. */
export interface Out {
  id: string;
  at: string;
  to: { group: string } | { member: string };
  text: string;
  mentions: string[];
  buttons: Button[];
}

/** Mentions stand in front of the text, as people see them in a group. */
export function renderOut(outgoing: Outgoing, id: number, at: number): Out {
  const { to, mentions } = outgoing;
  const heads = mentions.map(({ name, memberId }) => `@${neutralise(name ?? memberIdOf(memberId))} `).join('');
  return {
    id: String(id),
    at: shanghaiIso(at),
    to: to.kind === 'group' ? { group: to.id } : { member: memberIdOf(to.account) },
    text: heads + neutralise(outgoing.text),
    mentions: mentions.map(({ memberId }) => memberIdOf(memberId)),
    buttons: outgoing.buttons,
  };
}
