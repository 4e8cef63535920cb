// Tickets laid before people who ask about them.
import { branchSchema } from '../../src/core/branch.ts';
import { DAY_MS } from '../../src/core/clock.ts';
import type { Doing } from '../../src/core/doing.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import type { RosterEntry, Transaction } from '../../src/core/store.ts';
import type { NewTicket, Ticket } from '../../src/core/ticket.ts';
import { openOutgoing } from '../../src/domain/pushes/index.ts';
import { placeKey } from '../../src/domain/tickets/places.ts';
import { createPlanner } from '../../src/scheduling/planner/index.ts';
import { type Bench, NOON, said, useBenches } from './bot.ts';
import { calendar } from './calendar.ts';
import { newTicket } from './new-ticket.ts';
import { quietDoing } from './parts.ts';

const person = (id: string, name: string, over: Partial<RosterEntry> = {}): RosterEntry => ({
  id,
  name,
  role: 'member',
  occupation: 'courier',
  level: null,
  area: null,
  accounts: [`wecom:${id}`],
  groups: ['g1'],
  ...over,
});

export const ticketPeople: readonly RosterEntry[] = [
  person('zhou', '老周'),
  person('wang', '老王'),
  person('li', '李书记', { role: 'secretary' }),
  person('sun', '孙协调', { role: 'coordinator', level: 'street' }),
  person('ops', '小运', { role: 'operator' }),
];

/** Open hazards of 老周's, at the east gate, since this morning, unless it is said otherwise. */
export const ticketDraft = (over: Partial<NewTicket> = {}): NewTicket =>
  newTicket(NOON, {
    category: over.kind === 'appeal' ? 'wage' : 'facility',
    place: over.kind === 'appeal' ? null : '东门',
    words: '通道被三轮堵死了',
    reporterId: 'zhou',
    group: 'g1',
    dueAt: NOON + DAY_MS,
    turn: 1,
    ...over,
  });

export const addTicket = (tx: Transaction, over: Partial<NewTicket> = {}): Promise<Ticket> => {
  const draft = ticketDraft(over);
  return tx.tickets.add(draft, placeKey(draft.place));
};

/** Rules about tickets, tried without a bot: noon of 22 November 2026. */
export const ticketDoing = (tx: Transaction, branch: object = {}, now = NOON): Doing => ({
  tx,
  branch: branchSchema.parse(branch),
  planner: createPlanner({ calendar }),
  ...quietDoing(),
  reach: () => 'always',
  now,
});

export interface TicketDesk {
  bench: Bench;
  add(over?: Partial<NewTicket>): Promise<Ticket>;
  /** What the group hears (null where it is not spoken to), and what the person hears alone. */
  inGroup(from: string, text: string): Promise<{ here: string | null; alone: string | null }>;
  /** In the direct chat. */
  say(from: string, text: string): Promise<string>;
  /** What was said last, with its buttons. */
  last(): Outgoing;
}

/** For a test file: opens bots at whose desk one asks about tickets, and closes them after each test. */
export function useTicketDesks(): () => Promise<TicketDesk> {
  const make = useBenches();
  return async () => {
    const out: Outgoing[] = [];
    const bench = await make({
      deliver: async ({ outgoing }) => {
        out.push(openOutgoing(bench.services.sealer, outgoing) ?? outgoing);
        return { kind: 'sent', via: 'test' };
      },
    });
    await bench.store.transaction((tx) => tx.members.syncRoster([...ticketPeople], NOON));
    async function hear(from: string, text: string, isInGroup: boolean): Promise<void> {
      out.length = 0;
      const direct = { conversation: { kind: 'direct', id: `wecom:${from}` } } as const;
      const at = { sentAt: bench.clock.at, receivedAt: bench.clock.at };
      await bench.bot.receiver.receive(said(text, { from, ...at, ...(isInGroup ? {} : direct) }), { waitMs: 0 });
      await bench.bot.settle();
    }
    const heard = (kind: Outgoing['to']['kind']) => out.find(({ to }) => to.kind === kind)?.text ?? null;
    return {
      bench,
      add: (over) => bench.store.transaction((tx) => addTicket(tx, over)),
      async inGroup(from, text) {
        await hear(from, text, true);
        return { here: heard('group'), alone: heard('direct') };
      },
      async say(from, text) {
        await hear(from, text, false);
        return out.map((each) => each.text).join('\n');
      },
      last: () => out.at(-1)!,
    };
  };
}
