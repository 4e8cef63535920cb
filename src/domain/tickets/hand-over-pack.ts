// What somebody takes along when he goes elsewhere with his appeal (legal aid, arbitration): all that is on file of it, and nobody's name.
import type { Doing } from '../../core/doing.ts';
import type { Ticket, TicketAction, TicketEvent, TicketLevel, TicketPhoto } from '../../core/ticket.ts';

export interface PackStep extends Pick<TicketEvent, 'at' | 'action' | 'note'> {
  /** Where it stood after the step. */
  level: TicketLevel;
}

export interface Pack {
  ticket: Ticket;
  /** As the reporter said it; it is his own. */
  words: string;
  /** What he said later, in the order it came. */
  added: { at: number; words: string }[];
  steps: PackStep[];
  photos: TicketPhoto[];
}

/** Steps that show an outsider how the matter was dealt with; calls, reminders and questions of ours do not. */
const TELLING: ReadonlySet<TicketAction> = new Set([
  'report',
  'accept',
  'assign_branch',
  'escalate_street',
  'escalate_county',
  'expire',
  'resolve',
  'reject',
  'satisfied',
  'unsatisfied',
  'not_yet',
  'reopen',
  'take_back',
  'close',
  'withdraw',
]);

const LEVEL_AFTER: Partial<Record<TicketAction, TicketLevel>> = {
  assign_branch: 'branch',
  escalate_street: 'street',
  escalate_county: 'county',
};

/** The pack of an appeal, for its reporter alone. */
export async function packOf({ tx, sealer }: Pick<Doing, 'tx' | 'sealer'>, ticket: Ticket): Promise<Pack> {
  const events = await tx.tickets.events(ticket.id);
  return {
    ticket,
    words: ownWords(sealer, ticket),
    added: events.flatMap(({ at, action, note }) => (action === 'supplement' && note !== null ? [{ at, words: note }] : [])),
    steps: withLevels(events).filter(({ action }) => TELLING.has(action)),
    photos: await tx.photos.ofTicket(ticket.id),
  };
}

/** The words as they were said, for the reporter and who may handle it; as they are shown to all where nothing was masked. */
export function ownWords(sealer: Doing['sealer'], { original, words }: Pick<Ticket, 'original' | 'words'>): string {
  const opened = original === null ? null : sealer?.open(original);
  return opened ?? words;
}

function withLevels(events: readonly TicketEvent[]): PackStep[] {
  let level: TicketLevel = 'branch';
  return events.map(({ at, action, note }) => {
    level = LEVEL_AFTER[action] ?? level;
    return { at, action, note, level };
  });
}
