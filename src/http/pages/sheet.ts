import { html } from 'hono/html';
import type { Branch } from '../../core/branch.ts';
import type { Doing } from '../../core/doing.ts';
import { accessTitles, actionTitles, pagePhrases as say, sayInFull } from '../../core/phrases-pages.ts';
import { categoryTitle, levelTitle, statusTitle } from '../../core/phrases-reports.ts';
import type { Ticket, TicketEvent, TicketPhoto } from '../../core/ticket.ts';
import type { PageKind } from '../../domain/page-links.ts';
import { facts, type Html, layout, printHint, table } from './layout.ts';

interface Line extends Pick<TicketEvent, 'at' | 'action' | 'note'> {
  who: string;
}

export interface Sheet {
  ticket: Ticket;
  /** Who may be asked what exactly is meant; null where nobody is to know, or whoever looks knows. */
  reporter: string | null;
  history: Line[];
  photos: TicketPhoto[];
  /** Who looked at what was masked; for handlers. */
  accesses: { at: number; who: string; what: string }[];
}

/** A ticket as its reporter or who handles it may see it. Who follows it is nobody's business. */
export async function sheetOf({ tx }: Pick<Doing, 'tx'>, ticket: Ticket, page: Exclude<PageKind, 'pack'>): Promise<Sheet> {
  const names = new Map<string, string>();
  async function nameOf(id: string): Promise<string> {
    const known = names.get(id) ?? (await tx.members.byId(id))?.name ?? say.who.somebody;
    names.set(id, known);
    return known;
  }
  async function whoDid({ by, isReporter, action }: TicketEvent): Promise<string> {
    if (isReporter) return say.who.reporter;
    if (action === 'follow') return say.who.somebody;
    return by === null ? say.who.itself : await nameOf(by);
  }
  const isHandler = page === 'handler';
  const history: Line[] = [];
  for (const event of await tx.tickets.events(ticket.id)) history.push({ ...event, who: await whoDid(event) });
  const accesses: Sheet['accesses'] = [];
  for (const { memberId, at, what } of isHandler ? await tx.tickets.accesses(ticket.id) : []) {
    accesses.push({ at, who: await nameOf(memberId), what });
  }
  return {
    ticket,
    reporter: isHandler && ticket.reporterId !== null ? await nameOf(ticket.reporterId) : null,
    history,
    photos: await tx.photos.ofTicket(ticket.id),
    accesses,
  };
}

/** The sheet as a page; `photos` are those that could be read, as HTML. */
export function renderSheet({ ticket, reporter, history, accesses }: Sheet, photos: Html | null, branch: Branch): string {
  const { fields, words } = say;
  const title = say.sheetTitle(ticket.number);
  const marks = [ticket.urgent ? say.urgent : '', ticket.anonymous ? say.anonymous : ''].filter((mark) => mark !== '');
  return layout(
    title,
    html`<h1>${title}</h1>
${marks.length === 0 ? '' : html`<p><strong>${marks.join(' · ')}</strong></p>`}
${printHint()}
<section>${facts([
      [fields.kind, `${say.kinds[ticket.kind]} · ${categoryTitle(ticket.kind, ticket.category)}`],
      [fields.place, ticket.place ?? say.notSaid],
      [fields.reporter, reporter],
      [fields.level, levelTitle(branch, ticket.level)],
      [fields.status, statusTitle(ticket.status)],
      [fields.createdAt, sayInFull(ticket.createdAt)],
      [fields.dueAt, ticket.dueAt === null ? null : sayInFull(ticket.dueAt)],
      [fields.outcome, ticket.outcome],
      [fields.unsatisfied, ticket.unsatisfied > 0 ? say.times(ticket.unsatisfied) : null],
    ])}</section>
<section><h2>${words.title}</h2><p class="words">${ticket.words}</p>
${ticket.original === null ? '' : html`<p class="hint">${words.masked}</p>`}</section>
<section><h2>${say.history.title}</h2>
${table(
  [say.history.at, say.history.step, say.history.who, say.history.note],
  history.map(({ at, action, who, note }) => [sayInFull(at), actionTitles[action], who, note ?? '']),
)}</section>
${photos ?? ''}
${
  accesses.length === 0
    ? ''
    : html`<section><h2>${say.accesses.title}</h2>
${table(
  [say.accesses.at, say.accesses.who, say.accesses.what],
  accesses.map(({ at, who, what }) => [sayInFull(at), who, (accessTitles as Record<string, string>)[what] ?? what]),
)}</section>`
}`,
  );
}
