// A step taken by mistake, taken back by who took it: a ticket that was turned down or said to be settled runs again.
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { Ticket, TicketAction, TicketEvent } from '../../core/ticket.ts';
import { earnForHazard } from '../points/index.ts';
import { outboxKey } from '../pushes/item.ts';
import { arm } from './arming.ts';
import { mayHandle } from './handlers-of.ts';
import { record } from './history.ts';
import { REPORTER, tellFollowers, tellingKey, tellReporter } from './telling.ts';

export type TakeBackOutcome =
  /** `isTold`: its reporter had heard of the step, and hears that it was wrong. */
  | { kind: 'taken_back'; ticket: Ticket; isTold: boolean }
  /** Somebody else took the step. */
  | { kind: 'of_others'; ticket: Ticket; by: string | null }
  | { kind: 'too_late'; ticket: Ticket }
  /** Its reporter has had the last word. */
  | { kind: 'answered'; ticket: Ticket }
  /** The last step is none that ends anything. */
  | { kind: 'running'; ticket: Ticket }
  | { kind: 'not_yours'; ticket: Ticket }
  | { kind: 'unknown'; number: string };

/** Later its reporter has made his plans by it; he opens it himself. */
const WITHIN_MS = DAY_MS;

/** Steps that leave a ticket where it stands. */
const quiet: readonly TicketAction[] = [
  'supplement',
  'follow',
  'make_anonymous',
  'call',
  'answer_call',
  'warn',
  'follow_up',
  'follow_up_again',
];

/** Steps by people that are taken back. */
const backable = ['reject', 'resolve', 'escalate_street', 'escalate_county'] as const;
export type Backable = (typeof backable)[number];
const statusAfter = {
  reject: 'rejected',
  resolve: 'resolved',
  escalate_street: 'open',
  escalate_county: 'open',
} as const satisfies Record<Backable, Ticket['status']>;

const lastStep = (events: readonly TicketEvent[]) => events.findLast(({ action }) => !quiet.includes(action));

/**
 * Takes back that a ticket was turned down or settled; the history keeps both. What its reporter was to be told of it is not said, and
 * put right where he has heard it.
 */
export async function takeBackStep(doing: Doing, by: Member, number: string): Promise<TakeBackOutcome> {
  const { tx, now } = doing;
  const found = await tx.tickets.byNumber(number);
  const ticket = found && (await tx.tickets.lock(found.id));
  if (!ticket) return { kind: 'unknown', number };
  if (!(await mayHandle(doing, by, ticket))) return { kind: 'not_yours', ticket };
  const { status } = ticket;
  if (status === 'open' || status === 'accepted') return { kind: 'running', ticket };
  const events = await tx.tickets.events(ticket.id);
  const step = lastStep(events);
  const isEnding = step?.action === 'reject' || step?.action === 'resolve';
  if (!step || !isEnding || step.isReporter) return { kind: 'answered', ticket };
  if (step.by !== by.id) return { kind: 'of_others', ticket, by: step.by };
  if (now - step.at > WITHIN_MS) return { kind: 'too_late', ticket };

  const untold = await unsay(doing, ticket, events, step);
  const event = await record(doing, ticket, 'take_back', { member: by });
  const isHis = status === 'resolved' || ticket.handlerId !== null;
  const again = await arm(doing, {
    ...ticket,
    status: isHis ? 'accepted' : 'open',
    statusAt: now,
    handlerId: isHis ? by.id : null,
    outcome: null,
    end: null,
    next: null,
  });
  if (isHis) await earnForHazard(doing, again, by);
  await tellAgain(doing, again, by, { step: event, untold });
  return { kind: 'taken_back', ticket: again, isTold: untold.heardBy.has(REPORTER) };
}

interface Unsaid {
  /** Who has heard of the step, by the names in keys. */
  heardBy: ReadonlySet<string>;
  /** Whom the reporter was last told to be at it, if anybody. */
  isAcceptHeard: boolean;
}

/** What still waits to be told of the step, and of the questions it led to, is not told. */
async function unsay({ tx, now }: Doing, ticket: Ticket, events: readonly TicketEvent[], step: TicketEvent): Promise<Unsaid> {
  const since = events.slice(events.indexOf(step));
  const heardBy = new Set<string>();
  const waiting: string[] = [];
  for (const whom of [REPORTER, ...(await tx.tickets.followers(ticket.id))]) {
    for (const { id } of since) {
      const key = outboxKey(tellingKey(ticket.id, id, whom));
      const item = await tx.outbox.find(key);
      if (item?.state === 'ready' || item?.state === 'parked') waiting.push(key);
      else if (item?.state === 'done' || item?.state === 'leased') heardBy.add(whom);
    }
  }
  if (waiting.length > 0) await tx.outbox.withdraw(waiting, now, 'taken_back');
  const accepted = events.findLast(({ action }) => action === 'accept' || action === 'assign_branch');
  const telling = accepted && (await tx.outbox.find(outboxKey(tellingKey(ticket.id, accepted.id, REPORTER))));
  return { heardBy, isAcceptHeard: telling?.state === 'done' };
}

async function tellAgain(
  doing: Doing,
  ticket: Ticket,
  by: Member,
  { step, untold }: { step: number; untold: Unsaid },
): Promise<void> {
  const { toReporter, toFollower } = ticketPhrases;
  const { heardBy, isAcceptHeard } = untold;
  if (heardBy.has(REPORTER)) {
    const text = (told: Ticket) => toReporter.takenBack(told);
    await tellReporter(doing, ticket, { step, text, by: by.id, kind: 'change' });
  } else if (ticket.status === 'accepted' && !isAcceptHeard) {
    // That somebody is at it was to be told with the end, and the end has come to nothing.
    const text = (told: Ticket) => toReporter.accepted(doing.branch, told, by.name);
    await tellReporter(doing, ticket, { step, text, brief: toReporter.briefly.accepted(doing.branch, ticket), by: by.id });
  }
  const hasFollowerHeard = [...heardBy].some((whom) => whom !== REPORTER);
  if (hasFollowerHeard) await tellFollowers(doing, ticket, { step, text: toFollower.takenBack(ticket), by: by.id });
}

/** So many are looked through for those the person has just had in hand. */
const LOOKED_AT = 100;

export interface LastStep {
  ticket: Ticket;
  action: Backable;
  at: number;
}

/** The person's last steps that can be taken back still, the latest first. */
export async function lastSteps(doing: Doing, by: Member, actions: readonly Backable[] = backable): Promise<LastStep[]> {
  const { tx, now } = doing;
  const statuses = [...new Set(actions.map((action) => statusAfter[action]))];
  const found: LastStep[] = [];
  for (const ticket of await tx.tickets.list({ statuses }, 'newest', LOOKED_AT)) {
    if (ticket.statusAt < now - WITHIN_MS) continue;
    const step = lastStep(await tx.tickets.events(ticket.id));
    const action = actions.find((one) => one === step?.action);
    if (step && action && step.by === by.id && !step.isReporter) found.push({ ticket, action, at: step.at });
  }
  return found.sort((a, b) => b.at - a.at);
}

/** "Wrong" alone is about what came last, as long as nobody has forgotten it. */
const JUST_NOW_MS = 60 * MINUTE_MS;

/** The step the person has just taken, where he has done nothing else since. */
export async function stepJustTaken(doing: Doing, by: Member): Promise<LastStep | null> {
  const [last] = await lastSteps(doing, by);
  if (!last || last.at < doing.now - JUST_NOW_MS) return null;
  const act = await doing.tx.acts.latest(by.id, last.at);
  return act && act.at > last.at ? null : last;
}
