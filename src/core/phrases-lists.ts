// Tickets in lists: one line for each, and one for each step of a history. Short, because they are read on a telephone.
import type { Branch } from './branch.ts';
import { DAY_MS } from './clock.ts';
import { categoryTitle, levelTitle, statusTitle } from './phrases-reports.ts';
import { sayDay, sayWhen } from './phrases-times.ts';
import type { Ticket, TicketAction, TicketEnd, TicketEvent } from './ticket.ts';

/** What a line tells of; who reported it is not in it. */
export type Listed = Pick<
  Ticket,
  'number' | 'kind' | 'category' | 'place' | 'urgent' | 'level' | 'status' | 'dueAt' | 'end' | 'createdAt'
> & {
  /** Who took it on; an office-holder. */
  handler: string | null;
};

/** Longer places are cut: the number leads to the whole. */
const PLACE_MAX = 16;
/** Until the day after tomorrow the hour matters. */
const SOON_MS = 2 * DAY_MS;

const endTitles: Record<TicketEnd, string> = {
  satisfied: '满意办结',
  unreached: '没回访到',
  withdrawn: '报的人撤回',
  duplicate: '和别件重复',
};

const actionTitles: Record<Exclude<TicketAction, 'assign_branch' | 'escalate_street' | 'escalate_county'>, string> = {
  report: '登记',
  supplement: '补充',
  follow: '也报了这件',
  make_anonymous: '改成匿名',
  call: '喊值班的人',
  answer_call: '应了，赶过去',
  accept: '受理',
  warn: '提醒快到期',
  expire: '到期没办好',
  resolve: '办好',
  reject: '不予办理',
  adopt: '采纳',
  follow_up: '回访',
  follow_up_again: '再次回访',
  satisfied: '说满意',
  unsatisfied: '说不满意',
  not_yet: '说还没好',
  reopen: '重新打开',
  take_back: '收回上一步',
  close: '没等到回话，办结',
  withdraw: '撤回',
  hand_over: '开了移交材料',
};

const listPhrases = {
  urgent: '（急）',
  byDay: (day: string) => `${day}前`,
  byHour: (when: string) => `${when} 前`,
  overdue: '超期了',
  overdueDays: (days: number) => `超期 ${days} 天`,
  toAssign: (level: string) => `交${level}办`,
  toEscalate: (level: string) => `报${level}`,
  noted: (line: string, note: string) => `${line}：${note}`,
  itself: '到点自动',
  reporter: '报的人',
  somebody: '群里有人',
};

/** `周四前`, `今天 18:00 前`, `超期 2 天` */
export function sayDue(dueAt: number, now: number): string {
  if (dueAt <= now) {
    const days = Math.floor((now - dueAt) / DAY_MS);
    return days === 0 ? listPhrases.overdue : listPhrases.overdueDays(days);
  }
  return dueAt - now < SOON_MS ? listPhrases.byHour(sayWhen(dueAt, now)) : listPhrases.byDay(sayDay(dueAt, now));
}

/** `东门交通`: how a ticket is called beside its number. */
export const sayMatter = ({ kind, category, place }: Pick<Ticket, 'kind' | 'category' | 'place'>): string =>
  `${place === null ? '' : cutPlace(place)}${categoryTitle(kind, category)}`;

/** As a matter that was raised: `H-0031 东门 交通 11月20日 办理中` */
export const sayRaised = (ticket: Listed, now: number): string =>
  [...headOf(ticket), sayDay(ticket.createdAt, now), stateOf(ticket)].join(' ');

/** As a matter that is handled: `H-0031 东门 交通 李书记 周四前` */
export function sayHandled(branch: Branch, ticket: Listed, now: number): string {
  const who = ticket.handler ?? levelTitle(branch, ticket.level);
  const isWaited = ticket.status === 'open' || ticket.status === 'accepted';
  const state = ticket.status === 'accepted' ? [] : [stateOf(ticket)];
  return [...headOf(ticket), who, ...state, ...(isWaited && ticket.dueAt !== null ? [sayDue(ticket.dueAt, now)] : [])].join(' ');
}

/**
 * One step of a history: `11月20日 09:30 李书记 受理：已联系物业`
 * @param name of whoever holds an office; null = nobody to be named
 */
export function sayStep(branch: Branch, event: TicketEvent, name: string | null, now: number): string {
  const who = event.isReporter ? listPhrases.reporter : event.by === null ? listPhrases.itself : (name ?? listPhrases.somebody);
  const line = [sayWhen(event.at, now), who, titleOf(branch, event.action)].join(' ');
  return event.note === null ? line : listPhrases.noted(line, event.note);
}

function headOf({ number, urgent, place, kind, category }: Listed): string[] {
  const said = urgent ? number + listPhrases.urgent : number;
  return [said, ...(place === null ? [] : [cutPlace(place)]), categoryTitle(kind, category)];
}

const stateOf = ({ status, end }: Listed): string => (end === null ? statusTitle(status) : endTitles[end]);

function titleOf(branch: Branch, action: TicketAction): string {
  if (action === 'assign_branch') return listPhrases.toAssign(levelTitle(branch, 'branch'));
  if (action === 'escalate_street') return listPhrases.toEscalate(levelTitle(branch, 'street'));
  if (action === 'escalate_county') return listPhrases.toEscalate(levelTitle(branch, 'county'));
  return actionTitles[action];
}

function cutPlace(place: string): string {
  const signs = [...place];
  return signs.length > PLACE_MAX ? `${signs.slice(0, PLACE_MAX - 1).join('')}…` : place;
}
