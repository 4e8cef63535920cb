// The parts of each intent, in the label standard's shape; a part that was not said is left out.
import { noCalendar } from '../core/calendar.ts';
import { HOUR_MS } from '../core/clock.ts';
import type { Intent } from '../core/intent.ts';
import type { PatrolHalf } from '../core/slots.ts';
import { findActivity } from './activities.ts';
import type { Clause } from './clauses.ts';
import { categoryOf } from './danger.ts';
import { isSmallCut } from './harmless.ts';
import * as words from './lexicon.ts';
import { isVague, readHours, readNumber, readPartySize } from './numbers.ts';
import { readItems } from './patrol.ts';
import { findPlace } from './places.ts';
import type { Reading } from './reading.ts';
import { guessTicket, quotedTicket } from './tickets.ts';
import { pastInstant } from './times/index.ts';
import { deedOf, whereSaid } from './undone.ts';

type Slots = Record<string, unknown>;

/** A check-in without a kind belongs to the one activity that starts this close to now. */
export const NEAR_START_MS = 2 * HOUR_MS;
const SPAN_MAX = 200;
const DAY_ALONE_MAX = 3;

/** The slots of one intent of a message that has been read. */
export function readSlots(intent: Intent, reading: Reading): Slots {
  const read = readers[intent];
  return read ? compact(read(reading, shareOf(intent, reading))) : {};
}

/** The clauses that speak for the intent, with those that speak for none. */
export function shareOf(intent: Intent, { clauses, owners }: Reading): Clause[] {
  const mine = owners.get(intent);
  return clauses.filter((_, index) => mine?.has(index) || ![...owners.values()].some((set) => set.has(index)));
}

/** The clauses that speak for the intent. */
function ownOf(intent: Intent, { clauses, owners }: Reading): Clause[] {
  return clauses.filter((_, index) => owners.get(intent)?.has(index));
}

const textOf = (clauses: readonly Clause[]) => clauses.map((clause) => clause.text).join(',');

const readers: Partial<Record<Intent, (reading: Reading, share: Clause[]) => Slots>> = {
  check_in: (reading, share) => readCheckIn(reading, share),
  sign_up: (reading, share) => ({ activity: activityIn(share, reading), party_size: readPartySize(textOf(share)) }),
  cancel_sign_up: (reading, share) => ({ activity: activityIn(share, reading) }),
  query_activity: (reading, share) => ({ activity: activityIn(share, reading) }),
  list_attendance: readAttendance,
  report_hazard: (reading, share) => ({
    category: categoryOf(textOf(share)),
    place: findPlace(share),
    urgent: reading.urgent,
    despair: words.DESPAIR.test(reading.folded) || null,
    minor: isSmallCut(reading.folded) || null,
  }),
  raise_appeal: (reading, share) => ({
    topic: topicOf(reading.spoken),
    anonymous: words.appeal.anonymous.test(reading.spoken) || null,
    place: findPlace(share),
  }),
  find_station: readStation,
  query_points: (reading) => ({ scope: scopeOf(reading.spoken) }),
  redeem_points: readRedeeming,
  query_ticket: ({ spoken, ticket, context }) => ({
    ticket: ticket ?? quotedTicket(context.quoted) ?? guessTicket(spoken, context.tickets),
  }),
  rate_ticket: readRating,
  update_ticket: ({ spoken, ticket, context }) => ({
    ticket: ticket ?? quotedTicket(context.quoted) ?? guessTicket(spoken, context.tickets),
    action: actionOf(spoken),
  }),
  finish_study: (_, share) => ({ title: titleIn(share) }),
  register: readRegistration,
  broadcast_notice: readNotice,
  plan_activity: readPlan,
  export_report: ({ spoken }) => ({ what: reportOf(spoken) }),
};

/** Kinds that are named outright; several in one message are several check-ins. */
const NAMED_KINDS: readonly (string | null)[] = ['double_report', 'patrol', 'volunteer', 'party_day'];

/** The slots of each check-in of the message: one, unless different kinds are named in different clauses. */
export function readCheckIns(reading: Reading): Slots[] {
  const served = hoursByDay(reading);
  if (served.length > 1) return served;
  const byKind = new Map<string, Clause[]>();
  for (const clause of ownOf('check_in', reading)) {
    const kind = kindOf(clause.text, reading);
    const known = kind !== null && NAMED_KINDS.includes(kind) ? kind : [...byKind.keys()].at(-1);
    if (known !== undefined) byKind.set(known, [...(byKind.get(known) ?? []), clause]);
  }
  if (byKind.size < 2) return [readSlots('check_in', reading)];
  return [...byKind.values()].map((clauses) => compact(readCheckIn(reading, clauses, clauses)));
}

/** "Two hours yesterday, one today": a check-in for each day; none where it is all one. */
function hoursByDay(reading: Reading): Slots[] {
  const { spoken } = reading;
  if (!words.checkIn.volunteer.test(spoken) || words.numerals.corrected.test(spoken) || deedOf(reading) !== 'told') return [];
  const each = words.undone.eachDay.exec(spoken);
  const spans = each ? [each[1], each[2]].map((day) => ({ day, hours: each[3] })) : daysIn(spoken);
  const told = spans.flatMap(({ day = '', hours: said = '' }) => {
    const hours = readHours(said);
    return hours === null ? [] : [{ hours, daysAgo: daysAgoIn(day) ?? 0 }];
  });
  const isDistinct = new Set(told.map(({ daysAgo }) => daysAgo)).size === told.length;
  if (!isDistinct) return [];
  return told.map(({ hours, daysAgo }) => compact({ kind: 'volunteer', hours, days_ago: daysAgo || null }));
}

const daysIn = (spoken: string) =>
  [...spoken.matchAll(words.undone.dayAndHours)].map(({ groups }) => ({ day: groups?.day, hours: groups?.hours }));

function readCheckIn(reading: Reading, share: Clause[], own = ownOf('check_in', reading)): Slots {
  const { checkIn } = words;
  const text = textOf(share);
  const kind = kindOf(textOf(own), reading) ?? kindOf(text, reading) ?? kindByTime(reading);
  const place = findPlace(share);
  const items = kind === 'patrol' ? readItems(reading.clauses) : {};
  // Only whether an hour was said; the calendar and the slot itself are `when.ts`'s.
  const isTimed = pastInstant(text, reading.context.now, noCalendar)?.kind === 'instant';
  const hours = kind === 'party_day' ? null : readHours(text);
  const deed = deedOf(reading);
  return {
    kind,
    mode: checkIn.online.test(text) ? 'online' : checkIn.onsite.test(text) ? 'onsite' : null,
    hours,
    place: place !== null && checkIn.generic.test(place) ? null : place,
    on_behalf_of: behalfOf(reading),
    half: kind === 'patrol' ? halfOf(textOf(own)) : null,
    items: Object.keys(items).length > 0 ? items : null,
    days_ago: isTimed ? null : daysAgo(share, own),
    vague_hours: (kind === 'volunteer' && isVague(text)) || null,
    doubt: deed === 'whether' || deed === 'what' ? deed : null,
    where: deed === 'where' ? whereSaid(reading.clauses) : null,
    companion: firstSpan([{ raw: reading.raw, text: reading.spoken }], words.friends.along),
  };
}

/** The day a check-in is about, from its own clauses or one that holds little else. */
function daysAgo(share: readonly Clause[], own: readonly Clause[]): number | null {
  const said = textOf(share.filter((clause) => own.includes(clause) || clause.text.length <= DAY_ALONE_MAX));
  return daysAgoIn(said);
}

function daysAgoIn(said: string): number | null {
  if (words.days.longAgo.test(said)) return 2;
  return words.days.yesterday.test(said) ? 1 : null;
}

function halfOf(text: string): PatrolHalf | null {
  if (words.checkIn.eveningHalf.test(text)) return 'evening';
  return words.checkIn.morningHalf.test(text) ? 'morning' : null;
}

function kindOf(text: string, { context }: Reading): string | null {
  const { checkIn } = words;
  if (checkIn.doubleReport.test(text)) return 'double_report';
  if (checkIn.patrolKind.test(text) || checkIn.patrol.test(text)) return 'patrol';
  if (checkIn.partyDay.test(text)) return 'party_day';
  if (checkIn.volunteer.test(text)) return 'volunteer';
  const title = findActivity(text, context)?.title;
  if (title) return kindOfTitle(title);
  return checkIn.done.test(text) || words.activity.event.test(text) ? 'activity' : null;
}

function kindByTime({ context }: Reading): string {
  const near = context.activities.filter(({ start }) => Math.abs(start - context.now) <= NEAR_START_MS);
  return near.length === 1 && near[0] ? kindOfTitle(near[0].title) : 'unspecified';
}

function kindOfTitle(title: string): string {
  const { checkIn } = words;
  if (checkIn.partyDay.test(title)) return 'party_day';
  if (checkIn.patrolKind.test(title)) return 'patrol';
  return checkIn.volunteer.test(title) ? 'volunteer' : 'activity';
}

/** Whom a check-in is for when it is not the sender; a pronoun gives way to the name said before it. */
function behalfOf(reading: Reading): string | null {
  const { raw, spoken, clauses } = reading;
  const { behalf } = words;
  const whole = [{ raw, text: spoken }];
  const name = [behalf.named, behalf.listed, behalf.asked, behalf.any]
    .map((way) => firstSpan(whole, way))
    .find((span) => span !== null);
  if (name === undefined || name === null) return friendIn(reading);
  const unclear = behalf.pronoun.test(name) || behalf.any.test(name);
  return (unclear && firstSpan(clauses, behalf.antecedent)) || name;
}

/** Somebody named outright, in a clause of the check-in. */
function friendIn(reading: Reading): string | null {
  const clauses = ownOf('check_in', reading).filter(({ text }) => !words.friends.othersUnless.test(text));
  return (
    firstSpan(clauses, words.friends.others) ?? firstSpan([{ raw: reading.raw, text: reading.spoken }], words.friends.mentioned)
  );
}

function activityIn(share: readonly Clause[], { context }: Reading): string | null {
  for (const { raw, text } of share) {
    const found = findActivity(text, context);
    if (found) return raw.slice(found.start, found.end);
  }
  return null;
}

function readAttendance(reading: Reading, share: Clause[]): Slots {
  const { attendance } = words;
  const text = textOf(ownOf('list_attendance', reading));
  const deed = attendance.signedUp.test(text)
    ? 'signed_up'
    : attendance.acknowledged.test(text)
      ? 'acknowledged'
      : attendance.checkedIn.test(text)
        ? 'checked_in'
        : 'signed_up';
  return { what: attendance.negative.test(text) ? `not_${deed}` : deed, activity: activityIn(share, reading) };
}

function topicOf(text: string): string {
  const { topics, subjects } = words.appeal;
  return (topics.find(([, topic]) => topic.test(text)) ?? subjects.find(([, subject]) => subject.test(text)))?.[0] ?? 'other';
}

function readStation(_: Reading, share: Clause[]): Slots {
  const text = textOf(share);
  const area = findPlace(share);
  return {
    area,
    facility: words.station.facilities.find(([, facility]) => facility.test(text))?.[0],
    near_me: (area === null && words.station.near.test(text)) || null,
  };
}

function scopeOf(text: string): string {
  const { rank, rules } = words.points;
  return rank.test(text) ? 'rank' : rules.test(text) ? 'rules' : 'self';
}

function readRedeeming(reading: Reading, share: Clause[]): Slots {
  const cost = words.points.cost.exec(textOf(share));
  return {
    item: firstSpan(ownOf('redeem_points', reading), words.points.item),
    cost: (cost && readNumber(cost[1] ?? '')) || null,
  };
}

function readRating({ spoken, ticket, context }: Reading): Slots {
  const { dissatisfied } = words.ticketTalk;
  const from = quotedTicket(context.quoted) ?? guessTicket(spoken, context.tickets);
  return { ticket: ticket ?? from, satisfied: !dissatisfied.test(spoken) };
}

function actionOf(text: string): string | null {
  const { reject, county, street, resolve, branch, accept } = words.ticketTalk;
  if (reject.test(text)) return 'reject';
  if (county.test(text)) return 'escalate_county';
  if (resolve.test(text)) return 'resolve';
  if (street.test(text)) return 'escalate_street';
  if (accept.test(text)) return 'accept';
  return branch.test(text) ? 'assign_branch' : null;
}

function titleIn(share: readonly Clause[]): string | null {
  const title = firstSpan(share, words.study.title);
  const bare = title?.replace(words.study.titlePrefix, '') ?? '';
  return bare.length >= 2 ? bare : null;
}

function readRegistration({ spoken, clauses }: Reading): Slots {
  const { registration } = words;
  return {
    party_member: registration.notMember.test(spoken) ? false : registration.member.test(spoken) || null,
    home_branch: firstSpan(clauses, registration.homeBranch),
    community: firstSpan(clauses, registration.community),
  };
}

function readNotice({ raw, spoken, folded }: Reading): Slots {
  const { broadcast } = words;
  const trigger = broadcast.trigger.exec(folded);
  const said = raw.slice(trigger ? trigger.index + trigger[0].length : 0);
  const named = textBeforeBody(spoken, trigger);
  return {
    body: said.replace(broadcast.ackClause, '').trim().slice(0, SPAN_MAX) || null,
    audience: broadcast.members.test(named)
      ? 'members'
      : broadcast.riders.test(named)
        ? 'riders'
        : broadcast.couriers.test(named)
          ? 'couriers'
          : 'all',
    require_ack: broadcast.requireAck.test(spoken) || null,
  };
}

const textBeforeBody = (text: string, trigger: RegExpExecArray | null) =>
  trigger ? text.slice(0, trigger.index + trigger[0].length) : '';

function readPlan(reading: Reading, share: Clause[]): Slots {
  const { plan, checkIn } = words;
  const capacity = plan.capacity.exec(reading.spoken);
  const title = activityIn(ownOf('plan_activity', reading), reading) ?? activityIn(share, reading);
  return {
    title,
    kind: plan.kinds.find(([, kind]) => kind.test(title ?? reading.spoken))?.[0],
    place: findPlace(share),
    capacity: (capacity && readNumber(capacity.slice(1).find((number) => number !== undefined) ?? '')) || null,
    mode: plan.both.test(reading.spoken)
      ? 'both'
      : checkIn.online.test(reading.spoken)
        ? 'online'
        : checkIn.onsite.test(reading.spoken)
          ? 'onsite'
          : null,
  };
}

function reportOf(text: string): string {
  const { attendance, tickets, points } = words.exporting;
  const named = [attendance.test(text) && 'attendance', tickets.test(text) && 'tickets', points.test(text) && 'points'].filter(
    (what) => what !== false,
  );
  return named.length === 1 ? (named[0] ?? 'all') : 'all';
}

/** The first group that matched, copied as it was written. */
function firstSpan(clauses: readonly Pick<Clause, 'raw' | 'text'>[], pattern: RegExp): string | null {
  for (const { raw, text } of clauses) {
    const match = pattern.exec(text);
    const span = match?.slice(1).find((group) => group !== undefined);
    if (!match || span === undefined) continue;
    const at = match.index + match[0].indexOf(span);
    return raw.slice(at, at + span.length);
  }
  return null;
}

function compact(slots: Slots): Slots {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== null && value !== undefined));
}
