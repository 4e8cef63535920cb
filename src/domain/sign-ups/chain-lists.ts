// A pasted chain list: whose names stand in it, and signing them up as the secretary's import. No name is ever guessed.
import type { Activity } from '../../core/activity.ts';
import type { Doing } from '../../core/doing.ts';
import { allowances, isAllowed } from '../../core/intent.ts';
import type { Member } from '../../core/member.ts';
import { cutText } from '../../core/text.ts';
import { PARTY_MAX, signUp } from './index.ts';

/** What stands behind a name. `other`: no such thing, so that the name may go on there. */
export type Rest = { kind: 'party'; partySize: number } | { kind: 'declined' } | { kind: 'unclear' } | { kind: 'other' };

export type DoubtReason = 'unknown' | 'two_of_that_name' | 'doubled' | 'party_unclear' | 'declined';

export interface ChainEntry {
  memberId: string;
  name: string;
  partySize: number;
}

export interface ChainDoubt {
  /** The line as it was written, or the name it begins with. */
  name: string;
  reason: DoubtReason;
}

export interface ChainReading {
  entries: ChainEntry[];
  doubts: ChainDoubt[];
}

/** People, those brought along included; `refused`: entries that could not be signed up at all. */
export interface ChainOutcome {
  in: number;
  waiting: number;
  already: number;
  refused: ChainEntry[];
}

const NAME_MAX = 40;
/** Of a line that begins with no known name. */
const SHOWN_MAX = 20;

/**
 * Finds the people of a chain list. A name counts when it stands at the head of its line as the roster writes it, and is one
 * person's in the activity's groups, or else in the whole roster.
 * @param readRest reads what stands behind a name
 */
export async function readChain(
  { tx }: Doing,
  activity: Activity,
  lines: readonly string[],
  readRest: (rest: string) => Rest,
): Promise<ChainReading> {
  const near = new Map<string, Member>();
  for (const group of activity.groups) for (const member of await tx.members.inGroup(group)) near.set(member.id, member);
  const [inGroups, anywhere] = [byName([...near.values()]), byName(await tx.members.list())];
  const peopleOf = (name: string): readonly Member[] => inGroups.get(name) ?? anywhere.get(name) ?? [];

  const reading: ChainReading = { entries: [], doubts: [] };
  const doubt = (name: string, reason: DoubtReason) => void reading.doubts.push({ name, reason });
  for (const line of lines) {
    const head = headOf(line, peopleOf, readRest);
    if (!head) {
      doubt(cutText(line, SHOWN_MAX), 'unknown');
      continue;
    }
    const { name, rest } = head;
    const [person, ...others] = peopleOf(name);
    if (rest.kind === 'declined') doubt(name, 'declined');
    else if (!person || others.length > 0) doubt(name, 'two_of_that_name');
    else if (rest.kind !== 'party' || rest.partySize > PARTY_MAX) doubt(name, 'party_unclear');
    else if (reading.entries.some(({ memberId }) => memberId === person.id)) doubt(name, 'doubled');
    else reading.entries.push({ memberId: person.id, name, partySize: rest.partySize });
  }
  return reading;
}

/** The longest name the line begins with, where what is behind it can be read. */
function headOf(line: string, peopleOf: (name: string) => readonly Member[], readRest: (rest: string) => Rest) {
  for (let length = Math.min(line.length, NAME_MAX); length > 0; length -= 1) {
    const name = line.slice(0, length).trim();
    if (peopleOf(name).length === 0) continue;
    const rest = readRest(line.slice(length));
    if (rest.kind !== 'other') return { name, rest };
  }
  return null;
}

/** Somebody outside the organisation can sign up to nothing. */
function byName(members: readonly Member[]): Map<string, Member[]> {
  const named = members.filter(({ name, role }) => name !== null && isAllowed(role, allowances.sign_up));
  return Map.groupBy(named, ({ name }) => name?.normalize('NFKC') ?? '');
}

/** Signs them up in the order of the list; who has signed up before stays as they are. */
export async function importChain(
  doing: Doing,
  activity: Activity,
  entries: readonly ChainEntry[],
  facts: { source: string; at: number },
): Promise<ChainOutcome> {
  const outcome: ChainOutcome = { in: 0, waiting: 0, already: 0, refused: [] };
  for (const entry of entries) {
    const member = await doing.tx.members.byId(entry.memberId);
    const request = { ...facts, partySize: entry.partySize, sessionId: null, isImported: true };
    const result = member ? await signUp(doing, member, activity, request) : null;
    switch (result?.kind) {
      case 'in':
      case 'waiting':
      case 'already':
        outcome[result.kind] += result.signUp.partySize;
        break;
      default:
        outcome.refused.push(entry);
    }
  }
  return outcome;
}
