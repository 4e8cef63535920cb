// How a ticket stands, in one sentence for whoever asks.
import type { Branch } from './branch.ts';
import { sayDue, sayMatter } from './phrases-lists.ts';
import { levelTitle } from './phrases-reports.ts';
import { sayDay } from './phrases-times.ts';
import type { Ticket } from './ticket.ts';

const statusPhrases = {
  accepts: (level: string, due: string) => `${level}${due}受理`,
  waiting: (level: string, due: string) => `等${level}受理${due}`,
  reported: (day: string, level: string, due: string) => `${day}报到${level}了${due}`,
  handled: (who: string, due: string) => `${who}在办${due}`,
  toAccept: (due: string) => `，${due}受理`,
  toSettle: (due: string) => `，${due}办好`,
  overdue: (due: string) => `，已经${due}`,
  settled: (who: string, why: string) => `${who}办好了${why}`,
  satisfied: (day: string, why: string) => `${day}办结了${why}`,
  unreached: (day: string, why: string) => `${day}先办结了${why}，回访没等到话`,
  withdrawn: (day: string) => `${day}撤回了，没再办`,
  duplicate: (day: string, why: string) => `${day}并到另一件里了${why}`,
  rejected: (day: string, why: string) => `${day}不予办理${why}`,
};

/** What may be told beside the state. */
export interface Told {
  /** Name of who took it on; null = its level is named instead. */
  handler: string | null;
  /** What was done, or why not: somebody's own words, for no group. */
  hasOutcome: boolean;
}

/** `H-0031 东门设施：李书记在办，周四前办好。` */
export function sayStatus(branch: Branch, ticket: Ticket, told: Told, now: number): string {
  return `${ticket.number} ${sayMatter(ticket)}：${stateOf(branch, ticket, told, now)}。`;
}

function stateOf(branch: Branch, ticket: Ticket, { handler, hasOutcome }: Told, now: number): string {
  const { status, level, statusAt, levelAt, dueAt, outcome, end } = ticket;
  const title = levelTitle(branch, level);
  const who = handler === null ? title : level === 'branch' ? handler : title + handler;
  const why = outcome === null || !hasOutcome ? '' : `：${outcome.replace(/[。.!！\s]+$/, '')}`;
  const day = sayDay(statusAt, now);
  const due = dueOf(branch, ticket, now);
  switch (status) {
    case 'open':
      if (level !== 'branch') return statusPhrases.reported(sayDay(levelAt, now), title, due);
      if (dueAt !== null && dueAt > now && isToAccept(branch, ticket)) return statusPhrases.accepts(title, sayDue(dueAt, now));
      return statusPhrases.waiting(title, due);
    case 'accepted':
      return statusPhrases.handled(who, due);
    case 'resolved':
      return statusPhrases.settled(who, why);
    case 'rejected':
      return (end === 'duplicate' ? statusPhrases.duplicate : statusPhrases.rejected)(day, why);
    case 'closed':
      return statusPhrases[end ?? 'satisfied'](day, why);
  }
}

function dueOf(branch: Branch, ticket: Ticket, now: number): string {
  if (ticket.dueAt === null) return '';
  const due = sayDue(ticket.dueAt, now);
  if (ticket.dueAt <= now) return statusPhrases.overdue(due);
  return (isToAccept(branch, ticket) ? statusPhrases.toAccept : statusPhrases.toSettle)(due);
}

/** Its clock is that of taking it on, not yet that of settling it. */
function isToAccept({ tickets }: Branch, { status, level, urgent }: Ticket): boolean {
  return status === 'open' && (urgent || tickets.levels[level].acceptHours !== null);
}
