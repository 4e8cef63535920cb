import type { Mention, Outgoing } from '../core/outgoing.ts';
import { cutBytes, neutralise } from '../core/text.ts';

/** What of an outgoing message people see as text. Without `to` it is said to one person. */
export type Spoken = Pick<Outgoing, 'text'> & Partial<Pick<Outgoing, 'to' | 'mentions' | 'called' | 'link'>>;

/** Of our own making, yet a link must not open a bracket or a tag wherever it came from. */
const PLAIN_LINK = /^https?:\/\/[\w.:-]+\/[\w\-/?=&%.~]*$/;

/**
 * The text as a channel sends it: who is mentioned in front, in groups only; the first line, for everybody; who is called in front
 * of the rest; the link on a line of its own. What is too long is cut, the link never.
 * @param head how this channel mentions a person; empty = it cannot
 */
export function layOut(spoken: Spoken, head: (person: Mention) => string, limitBytes = Number.POSITIVE_INFINITY): string {
  const called = headsOf(spoken, 'called', head);
  const [first = '', ...rest] = neutralise(spoken.text).split('\n');
  const behind = called === '' ? rest : [joined(called, rest[0] ?? ''), ...rest.slice(1)];
  const text = [joined(headsOf(spoken, 'mentions', head), first), ...behind].join('\n');
  const isPlainLink = spoken.link !== undefined && PLAIN_LINK.test(spoken.link);
  const tail = isPlainLink ? `\n${spoken.link}` : '';
  return cutBytes(text, Math.max(limitBytes - tail.length, 0)) + tail;
}

/** Mentioned and called, in this order, where they can be: in groups. */
export function peopleIn({ to, mentions = [], called = [] }: Spoken): Mention[] {
  return to?.kind === 'group' ? [...mentions, ...called] : [];
}

function headsOf(spoken: Spoken, which: 'mentions' | 'called', head: (person: Mention) => string): string {
  if (spoken.to?.kind !== 'group') return '';
  return (spoken[which] ?? []).map(head).reduce(joined, '');
}

const joined = (front: string, behind: string): string => [front, behind].filter((part) => part !== '').join(' ');
