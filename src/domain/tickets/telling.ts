// Who hears what of a ticket, and when: its reporter and followers in their free hours, those who settle it in office hours, danger at once.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { type Button, buttonId } from '../../core/outgoing.ts';
import { ticketPhrases } from '../../core/phrases-tickets.ts';
import type { Ticket, TicketLevel } from '../../core/ticket.ts';
import { type Push, type PushKind, type PushOutcome, pushToMember, pushToMembers } from '../pushes/index.ts';
import { type Listeners, memberListeners, soonestPush } from '../pushes/off-peak.ts';
import { wayTo } from '../pushes/way.ts';
import { gathered } from './gathering.ts';
import { spokenToAt } from './handlers-of.ts';
import { addedTo } from './history.ts';
import { questionOf } from './questions.ts';
import { isReporter, pushToReporter, reporterOf } from './reporter.ts';
import { keepWaiting, stateOf, takeBack, type Waiting } from './waiting.ts';

/** Somebody away for the weekend still wants to know. */
export const USEFUL_MS = 7 * DAY_MS;

/** Stands for the reporter in keys, which must not tell who that is. */
export const REPORTER = 'reporter';

type Said = string | ((ticket: Ticket) => string);

/** One step of the history that is told. */
export interface News {
  /** Names it: the id of its event, or of the turn it armed. Nobody is told the same step twice. */
  step: number | string;
  /** As a function: of the ticket as it will stand when this leaves, without a term that is over by then. */
  text: Said;
  /** In place of `text` where it is said in a group: nothing that somebody wrote. */
  aloud?: Said;
  /** To the reporter, in a few words, where more has happened before he can be told. */
  brief?: string;
  /** How it turned out: steps on the way there that the reporter has not been told are not worth telling any more. */
  isEnd?: boolean;
  /** To who settles it, where what he was to be told of its present state has not left yet: in place of both. */
  renewed?: Said;
  /** Worth saying only as long as the ticket stands as it does now. */
  isOfState?: boolean;
  /** Who took the step knows it. */
  by: string | null;
  /** `emergency` leaves at any hour. */
  kind?: PushKind;
  buttons?: readonly Button[];
  /** A new ticket, in a line: of many at once one list is made. */
  line?: string;
}

/** @returns null when the reporter took the step himself, or nobody can be reached */
export async function tellReporter(doing: Doing, ticket: Ticket, news: News): Promise<PushOutcome | null> {
  if (news.by !== null && (await isReporter(doing, ticket, { id: news.by }))) return null;
  return await askReporter(doing, ticket, news);
}

/** As `tellReporter`, also where it was the reporter's own step: a question wants an answer whoever made it necessary. */
export async function askReporter(doing: Doing, ticket: Ticket, news: News): Promise<PushOutcome | null> {
  const reporter = await reporterOf(doing, ticket);
  if (!reporter) return null;
  const listeners = memberListeners(doing.branch, reporter, ticket.kind === 'appeal' ? null : ticket.group);
  const said = sayable(doing, ticket, await heardBy(doing, ticket, reporter, news), listeners);
  const before = await waitingBefore(doing, ticket, REPORTER, news);
  const briefs = news.isEnd ? [] : (before?.waiting.briefs ?? []);
  const text = ticketPhrases.toReporter.afterAll(ticket, briefs, said);
  const push = pushOf(doing, ticket, { ...news, text }, REPORTER);
  const outcome = await pushToReporter(doing, ticket, push);
  const isWaiting = outcome !== null && outcome.kind === 'queued' && news.kind !== 'emergency';
  if (isWaiting) {
    const brief = news.brief ?? ticketPhrases.toReporter.inBrief(ticket, said);
    await keepWaiting(doing, ticket.id, new Map([[REPORTER, waits(push.key, outcome.dueAt, null, [...briefs, brief])]]));
  }
  return outcome;
}

/** What leaves at once stands for itself, and so does what waits. */
const waitingBefore = async (doing: Doing, { id }: Ticket, whom: string, { kind }: News) =>
  kind === 'emergency' ? null : await takeBack(doing, id, whom);

const waits = (key: string, dueAt: number, holdsFor: string | null, briefs: string[]): Waiting => ({
  key,
  dueAt,
  holdsFor,
  briefs,
});

/** What is said of a term that is over when it is read only confuses. */
function sayable({ branch, now }: Doing, ticket: Ticket, { text, kind }: News, listeners: Listeners): string {
  if (typeof text === 'string') return text;
  const leavesAt = kind === 'emergency' ? now : soonestPush(branch, listeners, now);
  return text(ticket.dueAt !== null && ticket.dueAt <= leavesAt ? { ...ticket, dueAt: null } : ticket);
}

/** Those who found the same; the reporter hears it in words of his own. */
export async function tellFollowers(doing: Doing, ticket: Ticket, news: News): Promise<void> {
  const { tx } = doing;
  const via = ticket.kind === 'hazard' && ticket.group !== null ? { viaGroup: ticket.group } : {};
  for (const id of await tx.tickets.followers(ticket.id)) {
    const follower = id === news.by || id === ticket.reporterId ? undefined : await tx.members.byId(id);
    if (!follower) continue;
    const heard = await heardBy(doing, ticket, follower, news);
    const text = sayable(doing, ticket, heard, memberListeners(doing.branch, follower, ticket.group));
    await pushToMember(doing, follower, { ...pushOf(doing, ticket, { ...news, text }, id), ...via });
  }
}

async function heardBy(doing: Doing, { kind, group }: Ticket, member: Member, news: News): Promise<News> {
  if (kind === 'appeal' || group === null || news.aloud === undefined) return news;
  const way = await wayTo(doing, member, group);
  return way?.kind === 'group' ? { ...news, text: news.aloud } : news;
}

/** Whoever took it on; while nobody has, the people of its level. */
export async function tellHandlers(doing: Doing, ticket: Ticket, news: News): Promise<void> {
  const handler = await handlerOf(doing, ticket);
  if (handler) await tellPeople(doing, ticket, [handler], news);
  else await tellLevel(doing, ticket, ticket.level, news);
}

/** As they are told by `tellHandlers`. */
export async function whoHandles(doing: Doing, ticket: Ticket): Promise<Member[]> {
  const handler = await handlerOf(doing, ticket);
  return handler ? [handler] : (await spokenToAt(doing, ticket.level)).people;
}

async function handlerOf({ tx }: Doing, { handlerId }: Ticket): Promise<Member | undefined> {
  return handlerId === null ? undefined : await tx.members.byId(handlerId);
}

/** The people of a level; where it has none, the secretaries, who are told that they must get in touch with it. */
async function tellLevel(doing: Doing, ticket: Ticket, level: TicketLevel, news: News): Promise<void> {
  const { people, areStandIns } = await spokenToAt(doing, level);
  const { text } = news;
  const say = typeof text === 'string' ? () => text : text;
  const nobody = ticketPhrases.nobodyThere(doing.branch, level);
  const withNobody = { text: (told: Ticket) => `${say(told)}\n${nobody}`, ...(news.line && { line: `${news.line}\n${nobody}` }) };
  await tellPeople(doing, ticket, people, areStandIns ? { ...news, ...withNobody } : news);
}

/** Whoever settles tickets reads of them at a desk, whatever his trade. */
const DESK: Listeners = { occupations: ['office'], group: null };

/** Directly and at a desk, whatever their trade; never its reporter, who knows. */
export async function tellPeople(doing: Doing, ticket: Ticket, people: readonly Member[], news: News): Promise<void> {
  const told: Member[] = [];
  for (const member of people) {
    if (member.id !== news.by && !(await isReporter(doing, ticket, member))) told.push(member);
  }
  const text = sayable(doing, ticket, news, DESK);
  const renewed = news.renewed && sayable(doing, ticket, { ...news, text: news.renewed }, DESK);
  const leavesAt = soonestPush(doing.branch, DESK, doing.now);
  const entries: { member: Member; push: Push; isOfState: boolean }[] = [];
  for (const member of told) {
    const before = await waitingBefore(doing, ticket, member.id, news);
    const isStateUntold = before !== null && before.waiting.holdsFor !== null;
    const both = isStateUntold && renewed !== undefined ? renewed : `${before?.text}\n${text}`;
    const joined = before ? { text: both, buttons: news.buttons ?? before.buttons } : { text };
    const alone = pushOf(doing, ticket, { ...news, ...joined }, member.id);
    const { line } = news;
    const push = before || line === undefined ? alone : await gathered(doing, member, alone, line, leavesAt);
    const isOfState = news.isOfState === true || isStateUntold;
    entries.push({ member: { ...member, occupation: 'office' }, push, isOfState });
  }
  const outcomes = await pushToMembers(doing, entries);
  if (news.kind === 'emergency') return;
  const late = entries.flatMap(({ member, push, isOfState }, index): [string, Waiting][] => {
    const outcome = outcomes[index]!;
    const holdsFor = isOfState ? stateOf(ticket) : null;
    // What waits for more is of several: a step of one does not take it back.
    return outcome.kind === 'queued' && push.notBefore === undefined
      ? [[member.id, waits(push.key, outcome.dueAt, holdsFor, [])]]
      : [];
  });
  await keepWaiting(doing, ticket.id, new Map(late));
}

/**
 * Tells the people of its level that a ticket is theirs to settle: new, come up, sent down or open again. An urgent one at once. Call it
 * when the ticket is armed.
 * @param by who brought it there
 * @param because what they are told first
 */
export async function tellNew(doing: Doing, ticket: Ticket, by: string | null = null, because?: string): Promise<void> {
  const say = await newOneOf(doing, ticket);
  await tellLevel(doing, ticket, ticket.level, {
    step: `new-${ticket.turn}`,
    text: because === undefined ? say : (told) => `${because}\n${say(told)}`,
    by,
    isOfState: true,
    kind: ticket.urgent ? 'emergency' : 'notice',
    buttons: handlingButtons(ticket),
    ...(!ticket.urgent && because === undefined && { line: ticketPhrases.newInBrief(ticket) }),
  });
}

/** What they are told: who said what, with all that came after the first words. */
export async function newOneOf(doing: Doing, ticket: Ticket): Promise<(told: Ticket) => string> {
  // Who reported a hazard may be asked what exactly is meant; who has an appeal is asked through us.
  const reporter = ticket.kind === 'hazard' && !ticket.anonymous ? await reporterOf(doing, ticket) : null;
  const added = await addedTo(doing, ticket);
  const isQuestion = (await questionOf(doing, ticket)) !== null;
  return (told) => ticketPhrases.newOne(doing.branch, told, reporter?.name ?? null, added, isQuestion);
}

/** What whoever settles it most often does first; each can be said in words as well. */
function handlingButtons({ number, level }: Ticket): Button[] {
  const { accept, escalateStreet, escalateCounty, rejectNotOurs } = ticketPhrases.buttons;
  const button = (name: string, label: string) => ({ id: buttonId('update-ticket', name, number), label });
  return [
    button('accept', accept),
    ...(level === 'branch' ? [button('escalate_street', escalateStreet)] : []),
    ...(level === 'street' ? [button('escalate_county', escalateCounty)] : []),
    button('reject_not_ours', rejectNotOurs),
  ];
}

/** What the reporter presses when he is asked how it turned out. */
export function ratingButtons({ number }: Ticket): Button[] {
  const { satisfied, unsatisfied, notYet } = ticketPhrases.buttons;
  const button = (name: string, label: string) => ({ id: buttonId('rate-ticket', name, number), label });
  return [button('satisfied', satisfied), button('unsatisfied', unsatisfied), button('not_yet', notYet)];
}

type Worded = News & { text: string };

function pushOf({ now }: Doing, { id }: Ticket, { step, text, kind = 'summary', buttons = [] }: Worded, whom: string): Push {
  return { key: tellingKey(id, step, whom), text, kind, buttons, usefulUntil: now + USEFUL_MS };
}

/** Names one step told to one person. */
export const tellingKey = (ticketId: string, step: number | string, whom: string): string => `ticket:${ticketId}:${step}:${whom}`;
