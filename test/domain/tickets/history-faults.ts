// Plays a ticket's history again, by the rules and without the code that made it.
import type { Ticket, TicketEvent, TicketLevel } from '../../../src/core/ticket.ts';

type Stand = Pick<Ticket, 'status' | 'level' | 'end'>;

/** In which statuses each step is possible. */
const possible: Partial<Record<TicketEvent['action'], readonly Ticket['status'][]>> = {
  call: ['open', 'accepted'],
  answer_call: ['open', 'accepted'],
  accept: ['open', 'accepted'],
  assign_branch: ['open', 'accepted'],
  warn: ['open', 'accepted'],
  expire: ['open', 'accepted'],
  resolve: ['open', 'accepted'],
  reject: ['open', 'accepted'],
  withdraw: ['open', 'accepted'],
  follow_up: ['resolved'],
  follow_up_again: ['resolved'],
  close: ['resolved'],
  satisfied: ['resolved', 'closed'],
  unsatisfied: ['resolved', 'closed', 'rejected'],
  not_yet: ['resolved', 'closed', 'rejected'],
  reopen: ['resolved', 'closed', 'rejected'],
  take_back: ['resolved', 'rejected'],
};
const RANK: Record<TicketLevel, number> = { branch: 0, street: 1, county: 2 };

/** @returns what cannot be, empty where the history leads to where the ticket stands */
export function historyFaults(events: readonly TicketEvent[], now: Stand): string[] {
  const faults: string[] = [];
  const fault = (isFault: boolean, what: string) => void (isFault && faults.push(what));
  let status: Ticket['status'] = 'open';
  let level = 'branch' as TicketLevel;
  let end: Ticket['end'] = null;
  /** Of the clock that runs. */
  let warned = 0;
  let asked = 0;
  let askedAgain = 0;
  let previous: TicketEvent | undefined;
  /** Who ended it last. */
  let decided: TicketEvent | undefined;

  const startClock = () => {
    warned = 0;
  };
  const reach = (to: TicketLevel) => {
    fault(RANK[to] <= RANK[level], `escalated from ${level} to ${to}`);
    level = to;
    status = 'open';
    startClock();
  };

  for (const event of events) {
    const { action, by, isReporter, note, at } = event;
    const from = possible[action];
    fault(from !== undefined && !from.includes(status), `${action} when ${status}`);
    fault(previous !== undefined && at < previous.at, 'went back in time');
    // The clock that ran out leads up, unless nobody is above.
    const mustGoUp = previous?.action === 'expire' && level !== 'county';
    fault(mustGoUp && !action.startsWith('escalate'), `expired at ${level} and stayed`);
    fault(action !== 'report' && previous === undefined, 'does not begin with its report');
    switch (action) {
      case 'report':
        fault(previous !== undefined, 'reported twice');
        break;
      case 'accept':
        if (status === 'open') startClock();
        status = 'accepted';
        fault(by === null, 'accepted by nobody');
        break;
      case 'assign_branch':
        level = 'branch';
        // By a coordinator it waits there for somebody.
        status = by === 'li' || by === 'wang' ? 'accepted' : 'open';
        startClock();
        break;
      case 'escalate_street':
        reach('street');
        break;
      case 'escalate_county':
        reach('county');
        break;
      case 'warn':
        warned += 1;
        fault(warned > 1, 'warned twice of one clock');
        break;
      case 'expire':
        startClock();
        break;
      case 'resolve':
        status = 'resolved';
        asked = 0;
        askedAgain = 0;
        break;
      case 'follow_up':
        asked += 1;
        fault(asked > 1, 'asked twice at first');
        break;
      case 'follow_up_again':
        askedAgain += 1;
        fault(asked !== 1 || askedAgain > 1, 'asked again out of order');
        break;
      case 'close':
        fault(asked !== 1 || askedAgain !== 1, 'closed without asking twice');
        status = 'closed';
        end = 'unreached';
        break;
      case 'satisfied':
        fault(!isReporter, 'satisfied by somebody else');
        fault(status === 'closed' && end !== 'unreached', 'satisfied twice');
        status = 'closed';
        end = 'satisfied';
        break;
      case 'unsatisfied':
      case 'not_yet':
        fault(!isReporter, `${action} by somebody else`);
        fault(end === 'withdrawn', 'opened what was taken back');
        break;
      case 'reopen':
        fault(previous?.action !== 'unsatisfied' && previous?.action !== 'not_yet', 'opened without a word');
        // To whom is told by where the ticket stands; a step up follows of its own.
        status = 'accepted';
        end = null;
        startClock();
        break;
      case 'take_back':
        fault(by === null || isReporter, 'taken back by nobody who settles it');
        fault(decided?.by !== by, 'taken back by another than who decided');
        status = 'accepted';
        end = null;
        startClock();
        break;
      case 'reject':
        fault(note === null, 'rejected without a reason');
        status = 'rejected';
        break;
      case 'withdraw':
        fault(!isReporter, 'taken back by somebody else');
        status = 'closed';
        end = 'withdrawn';
        break;
      case 'supplement':
        // May make it urgent, with another clock.
        startClock();
        break;
    }
    previous = event;
    if (action === 'resolve' || action === 'reject') decided = event;
  }
  // Open again with nobody to have it is open; the history does not say who has it.
  const same =
    status === now.status ||
    (status === 'accepted' && now.status === 'open' && ['reopen', 'take_back'].includes(lastChange(events) ?? ''));
  fault(!same, `history says ${status}, the ticket ${now.status}`);
  fault(level !== now.level, `history says ${level}, the ticket ${now.level}`);
  const isDuplicate = status === 'rejected' && now.end === 'duplicate';
  fault(end !== now.end && !isDuplicate, `history says it ended ${end}, the ticket ${now.end}`);
  return faults;
}

const QUIET: readonly string[] = ['supplement', 'follow', 'warn', 'expire', 'call', 'answer_call'];

/** The last step that changed who has it. */
const lastChange = (events: readonly TicketEvent[]) => events.findLast(({ action }) => !QUIET.includes(action))?.action;
