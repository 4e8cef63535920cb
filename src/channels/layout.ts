import type { Mention, Outgoing } from '../core/outgoing.ts';
import { cutBytes, neutralise } from '../core/text.ts';

/** What of an outgoing message people see as text. Without `to` it is said to one person. */
export type Spoken = Pick<Outgoing, 'text'> & Partial<Pick<Outgoing, 'to' | 'mentions' | 'called' | 'link'>>;

/** Of our own making or handed in by a secretary: a link must not open a bracket or a tag wherever it came from. */
const PLAIN_LINK = /^https?:\/\/[\w.:-]+\/[\w\-/?=&%.~#+,;:!$]*$/;

/**
 * The text as a channel sends it: who is mentioned in front, in groups only; the first line, for everybody; who is called in front
 * of the rest; the link on a line of its own. What is too long is cut, the link never.
 * @param head how this channel mentions a person; empty = it cannot
 */
export function layOut(spoken: Spoken, head: (person: Mention) => string, limitBytes = Number.POSITIVE_INFINITY): string {
  return layOutParts(spoken, head, limitBytes, 1)[0] ?? '';
}

/** As `layOut`, over several messages where one is too short: parted at line borders, the link in the last; never empty. */
export function layOutParts(spoken: Spoken, head: (person: Mention) => string, limitBytes: number, most: number): string[] {
  const called = headsOf(spoken, 'called', head);
  const [first = '', ...rest] = neutralise(spoken.text).split('\n');
  const behind = called === '' ? rest : [joined(called, rest[0] ?? ''), ...rest.slice(1)];
  let text = [joined(headsOf(spoken, 'mentions', head), first), ...behind].join('\n');
  const isPlainLink = spoken.link !== undefined && PLAIN_LINK.test(spoken.link);
  const tail = isPlainLink ? `\n${spoken.link}` : '';
  const parts: string[] = [];
  while (parts.length < most - 1 && Buffer.byteLength(text) + tail.length > limitBytes) {
    const part = frontOf(text, limitBytes);
    parts.push(part);
    text = text.slice(part.length).replace(/^\n/, '');
  }
  return [...parts, (cutBytes(text, Math.max(limitBytes - tail.length, 0)) + tail).replace(/^\n/, '')];
}

/** As many whole lines as fit. A border near the beginning would waste the message: then it is cut between two characters. */
function frontOf(text: string, limitBytes: number): string {
  const front = cutBytes(text, limitBytes);
  const border = front.lastIndexOf('\n');
  return border > front.length / 3 ? front.slice(0, border) : front;
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
