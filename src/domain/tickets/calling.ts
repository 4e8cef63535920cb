// People are called out to a danger: each directly and all by name in the group, at any hour, until somebody answers.
import { HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import { buttonId } from '../../core/outgoing.ts';
import { reportPhrases } from '../../core/phrases-reports.ts';
import type { Ticket } from '../../core/ticket.ts';
import { onDuty } from '../duty.ts';
import { pushToGroup, pushToMembers } from '../pushes/index.ts';
import { arm } from './arming.ts';
import { CALLS_MAX } from './clocks.ts';
import { emergencyOf } from './emergency.ts';
import { peopleOf, spokenToAt } from './handlers-of.ts';
import { addedTo, record } from './history.ts';
import { isReporter, reporterOf } from './reporter.ts';
import { tellingKey, tellReporter, whoHandles } from './telling.ts';

/** Later, whoever was called has long been called again. */
const USEFUL_MS = HOUR_MS;
/** From these calls on (the first is 1) the next levels are called as well: nobody answered for ten, for twenty minutes. */
const STREET_FROM = 3;
const COUNTY_FROM = 5;

/**
 * Whom this call goes to: who is on duty and the branch, later the street, then the county. Never the reporter, who knows, unless there
 * is nobody else.
 * @param ticket with this call counted
 */
export async function calledFor(doing: Doing, ticket: Ticket): Promise<Member[]> {
  const people = [...(await onDuty(doing)), ...(await peopleOf(doing, 'branch'))];
  if (ticket.calls >= STREET_FROM) people.push(...(await peopleOf(doing, 'street')));
  if (ticket.calls >= COUNTY_FROM) people.push(...(await peopleOf(doing, 'county')));
  const called = [...new Map(people.map((member) => [member.id, member])).values()];
  const others: Member[] = [];
  for (const member of called) if (!(await isReporter(doing, ticket, member))) others.push(member);
  return others.length > 0 ? others : called;
}

/**
 * Those of the called who are mentioned in the group: who is on duty and the branch. Coordinators are called there only where they are
 * known to read it.
 */
export async function mentionedIn(doing: Doing, group: string, called: readonly Member[]): Promise<Member[]> {
  const near = [...(await onDuty(doing)), ...(await peopleOf(doing, 'branch')), ...(await doing.tx.members.inGroup(group))];
  const ids = new Set(near.map(({ id }) => id));
  return called.filter(({ id }) => ids.has(id));
}

/**
 * One call. Who has just said it in a group reads the first call there in the answer; all others are pushed.
 * @param ticket with this call counted
 * @param group where it was said; null = directly: then the reporter's groups are told
 * @returns who was called
 */
export async function callOut(doing: Doing, ticket: Ticket, group: string | null, isFirst: boolean): Promise<Member[]> {
  const people = await calledFor(doing, ticket);
  const { comeAlone, comeAloneAgain, comeByUs, comeAgain } = reportPhrases;
  const emergency = emergencyOf(ticket);
  const added = await addedTo(doing, ticket);
  const step = `call-${ticket.calls}`;
  const told = isFirst ? [] : await justTold(doing, ticket);
  const others = people.filter(({ id }) => !told.some((member) => member.id === id));
  const call = isFirst || (await peopleOf(doing, ticket.level)).length > 0 ? null : emergency;
  const alone = isFirst ? comeAlone(ticket, added) : comeAloneAgain(doing.branch, ticket, added, call);
  if (ticket.calls < CALLS_MAX) await tellAlone(doing, ticket, others, step, alone);
  else await tellLastCall(doing, ticket, others, step, alone);
  if (isFirst && group !== null) return people;
  // Whom nobody can be called by name for, the group hears of once.
  if (!isFirst && people.length === 0) return people;
  const text = isFirst ? comeByUs(ticket, emergency) : comeAgain(doing.branch, ticket, call);
  await tellGroups(doing, ticket, group, people, step, text);
  return people;
}

/** Nobody may wait for a call that does not come: the branch hears that it was the last, its reporter that nobody has answered. */
async function tellLastCall(doing: Doing, ticket: Ticket, people: readonly Member[], step: string, text: string): Promise<void> {
  const branch = new Set((await peopleOf(doing, 'branch')).map(({ id }) => id));
  const isOfBranch = ({ id }: Member) => branch.has(id);
  const inBranch = people.filter(isOfBranch);
  await tellAlone(doing, ticket, inBranch, step, `${text}\n${reportPhrases.lastCall}`);
  await tellAlone(
    doing,
    ticket,
    people.filter((member) => !isOfBranch(member)),
    step,
    text,
  );
  const news = { step, text: reportPhrases.nobodyAnswered(ticket, emergencyOf(ticket)), by: null, kind: 'emergency' } as const;
  await tellReporter(doing, ticket, news);
}

/** It has come up to their level this very minute, and they know. */
async function justTold(doing: Doing, { level, levelAt }: Ticket): Promise<Member[]> {
  return level !== 'branch' && doing.now - levelAt < MINUTE_MS ? (await spokenToAt(doing, level)).people : [];
}

/** A ticket has become urgent: the first call, at once. @returns the ticket with the call counted */
export async function callNow(doing: Doing, ticket: Ticket, group: string | null): Promise<Ticket> {
  await record(doing, ticket, 'call', null);
  const called = await arm(doing, { ...ticket, calls: ticket.calls + 1 });
  await callOut(doing, called, group, true);
  return called;
}

/** The place of a danger came after the call: those who were called hear it at once, but for who settles it, who hears of every word. */
export async function tellPlace(doing: Doing, ticket: Ticket, group: string | null): Promise<Member[]> {
  const people = await calledFor(doing, ticket);
  const told = new Set((await whoHandles(doing, ticket)).map(({ id }) => id));
  const step = `place-${ticket.turn}`;
  const text = reportPhrases.placeCame(ticket);
  const others = people.filter(({ id }) => !told.has(id));
  await tellAlone(doing, ticket, others, step, text);
  if (group === null) await tellGroups(doing, ticket, null, people, step, text);
  return people;
}

async function tellAlone(doing: Doing, ticket: Ticket, people: readonly Member[], step: string, text: string): Promise<void> {
  const buttons =
    ticket.answeredAt === null ? [{ id: buttonId('update-ticket', 'coming', ticket.number), label: reportPhrases.coming }] : [];
  const usefulUntil = doing.now + USEFUL_MS;
  await pushToMembers(
    doing,
    people.map((member) => ({
      member,
      push: { key: tellingKey(ticket.id, step, member.id), text, kind: 'emergency' as const, urgent: true, buttons, usefulUntil },
    })),
  );
}

async function tellGroups(
  doing: Doing,
  ticket: Ticket,
  group: string | null,
  people: readonly Member[],
  step: string,
  text: string,
): Promise<void> {
  const usefulUntil = doing.now + USEFUL_MS;
  for (const id of group === null ? await groupsOf(doing, ticket) : [group]) {
    const key = tellingKey(ticket.id, step, `group-${id}`);
    const mentions = await mentionedIn(doing, id, people);
    await pushToGroup(doing, id, { key, text, kind: 'emergency', urgent: true, mentions, usefulUntil });
  }
}

/** The branch's groups the reporter is in; where none is known, its only one. */
async function groupsOf(doing: Doing, ticket: Ticket): Promise<string[]> {
  const known = doing.branch.groups.map(({ id }) => id);
  const reporter = await reporterOf(doing, ticket);
  const own = reporter ? await doing.tx.members.groupsOf(reporter.id) : [];
  const shared = known.filter((id) => own.includes(id));
  return shared.length > 0 || known.length !== 1 ? shared : known;
}
