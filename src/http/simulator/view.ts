import { memberIdOf, renderOut } from '../../channels/simulator/index.ts';
import { type Activity, activityStatuses, type SignUp } from '../../core/activity.ts';
import type { Message } from '../../core/message.ts';
import { type Notice, noticeSubject } from '../../core/notice.ts';
import type { Button, Outgoing } from '../../core/outgoing.ts';
import type { PointEntry } from '../../core/points.ts';
import type { Item, QueueState } from '../../core/queue.ts';
import type { Sealer } from '../../core/sealer.ts';
import { shanghaiIso } from '../../core/shanghai.ts';
import type { Attendance, Transaction } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { openOutgoing } from '../../domain/pushes/index.ts';
import { openMessage } from '../../pipeline/sealing.ts';
import type { Reset } from './reset.ts';

const LIMIT = 2_000;
/** A year of a branch; what is older is on file, not in this list. */
const STATE_LIMIT = 50_000;
const ALL: QueueState[] = ['ready', 'leased', 'parked', 'done', 'dead', 'dropped'];

const outboxStatus: Record<QueueState, string> = {
  ready: 'waiting',
  leased: 'waiting',
  parked: 'waiting',
  done: 'sent',
  dead: 'failed',
  dropped: 'dropped',
};

/**
 * `GET /simulator/api/state`: what is on record, by the ids given to `reset`. Lists without a skill yet are empty. It is read with no
 * key: what is sealed shows whom it is for to nobody.
 */
export async function readState(tx: Transaction): Promise<Record<string, unknown[]>> {
  const outbox = await tx.outbox.list(ALL, STATE_LIMIT);
  const notices = await tx.notices.since(0, STATE_LIMIT);
  return {
    activities: (await tx.activities.list(activityStatuses)).map(showActivity),
    signUps: (await tx.signUps.list()).map(showSignUp),
    attendance: (await tx.attendance.list()).map(showAttendance),
    tickets: await showTickets(tx),
    notices: await Promise.all(notices.reverse().map((notice) => showNotice(tx, notice))),
    points: (await tx.points.list(STATE_LIMIT)).map(showPoints),
    outbox: outbox.map((item) => {
      const { to, text } = renderOut(item.body, item.id, item.createdAt);
      return { to, text, dueAt: shanghaiIso(item.dueAt), status: outboxStatus[item.state], reason: item.reason };
    }),
  };
}

function showAttendance(entry: Attendance) {
  const { activityId, kind, memberId, at, mode, hours, place, half, items } = entry;
  return { activity: activityId, kind, member: memberIdOf(memberId), at: shanghaiIso(at), mode, hours, place, half, items };
}

/** `reason`: the rule, or what was done where no rule gives it. */
function showPoints({
  memberId,
  points,
  rule,
  kind,
  source,
  at,
  id,
  full,
  ruleVersion,
  about,
  confirmedBy,
  recordedAt,
}: PointEntry) {
  return {
    member: memberIdOf(memberId),
    points,
    reason: rule ?? kind,
    source,
    at: shanghaiIso(at),
    id,
    kind,
    full,
    ruleVersion,
    about,
    confirmedBy: confirmedBy === null ? null : memberIdOf(confirmedBy),
    recordedAt: shanghaiIso(recordedAt),
  };
}

function showActivity({ sessions, createdBy, signUpUntil, createdAt: _, ...activity }: Activity) {
  return {
    ...activity,
    createdBy: memberIdOf(createdBy),
    signUpUntil: signUpUntil === null ? null : shanghaiIso(signUpUntil),
    sessions: sessions.map(({ id, start, end, mode, occupations }) => ({
      id,
      start: shanghaiIso(start),
      end: shanghaiIso(end),
      mode,
      occupations,
    })),
  };
}

function showSignUp({ activityId, sessionId, memberId, partySize, status, at }: SignUp) {
  return { activity: activityId, session: sessionId, member: memberIdOf(memberId), partySize, status, at: shanghaiIso(at) };
}

async function showTickets(tx: Transaction) {
  const tickets = await tx.tickets.list({}, 'oldest', STATE_LIMIT);
  return await Promise.all(tickets.map((ticket) => showTicket(tx, ticket)));
}

async function showTicket(tx: Transaction, ticket: Ticket) {
  const { number, kind, category, place, urgent, anonymous, reporterId, level, status, unsatisfied, dueAt, outcome } = ticket;
  const isoOf = (at: number | null) => (at === null ? null : shanghaiIso(at));
  const nameOf = (memberId: string | null) => (memberId === null ? null : memberIdOf(memberId));
  return {
    number,
    kind,
    category,
    place,
    urgent,
    anonymous,
    reporter: nameOf(reporterId),
    level,
    status,
    unsatisfied,
    dueAt: isoOf(dueAt),
    handler: nameOf(ticket.handlerId),
    outcome,
    end: ticket.end,
    createdAt: shanghaiIso(ticket.createdAt),
    followers: (await tx.tickets.followers(ticket.id)).map(memberIdOf),
    photos: (await tx.photos.ofTicket(ticket.id)).map(({ state, digest, reason }) => ({ state, digest, reason })),
    history: (await tx.tickets.events(ticket.id)).map(({ at, by, action, note }) => ({
      at: shanghaiIso(at),
      by: nameOf(by),
      action,
      note,
    })),
  };
}

async function showNotice(tx: Transaction, notice: Notice) {
  const { id, body, groups, requireAck, sentAt, status, urgent, people } = notice;
  const acknowledged = (await tx.acknowledgements.ofSubject(noticeSubject(id))).map(({ memberId }) => memberIdOf(memberId));
  return {
    id,
    body,
    groups,
    requireAck,
    sentAt: sentAt === null ? null : shanghaiIso(sentAt),
    acknowledged,
    status,
    urgent,
    people,
  };
}

interface Line {
  id: string;
  at: string;
  from: string;
  group: string | null;
  member: string | null;
  text: string;
  quoted: string | null;
  photos: number;
  voice: boolean;
  mentions: string[];
  buttons: Button[];
}

/** `GET /simulator/api/world`: all the page shows, so that a reload loses nothing. */
export interface View {
  now: string;
  groups: { id: string; title: string; channel: string; members: string[] }[];
  members: Reset['members'];
  history: Line[];
}

export async function readView(
  tx: Transaction,
  sealer: Sealer,
  { reset, botName, now }: { reset: Reset; botName: string; now: number },
): Promise<View> {
  // People see their own chats as they wrote them.
  const inbox = (await tx.inbox.list(ALL, LIMIT)).map((item) => ({ ...item, body: openMessage(sealer, item.body) ?? item.body }));
  const outbox = (await tx.outbox.list(['done'], LIMIT)).map((item) => ({
    ...item,
    body: openOutgoing(sealer, item.body) ?? item.body,
  }));
  return {
    now: shanghaiIso(now),
    groups: reset.groups.map(({ id, title, channel }) => ({
      id,
      title,
      channel,
      members: reset.members.filter((member) => member.groups.includes(id)).map((member) => member.id),
    })),
    members: reset.members,
    history: weave(inbox, outbox, botName),
  };
}

/** Each message with what it caused behind it, pushes where their time puts them. */
function weave(inbox: Item<Message>[], outbox: Item<Outgoing>[], botName: string): Line[] {
  const replies = Map.groupBy(outbox, (item) => item.cause);
  const labels = new Map(outbox.flatMap(({ body }) => body.buttons.map(({ id, label }) => [id, label])));
  // The clock stands still while people talk: within one instant the order in which the bot wrote its words decides.
  let written = 0;
  const told = inbox.flatMap((item) => {
    const own = replies.get(item.key) ?? [];
    const message = { at: item.createdAt, order: written + 0.5, line: showMessage(item, labels, botName) };
    written = Math.max(written, ...own.map(({ id }) => id));
    return [message, ...own.map((reply) => ({ at: item.createdAt, order: reply.id, line: showOut(reply) }))];
  });
  const pushed = (replies.get(null) ?? []).map((item) => ({
    at: item.finishedAt ?? item.createdAt,
    order: item.id,
    line: showOut(item),
  }));
  return [...told, ...pushed].sort((a, b) => a.at - b.at || a.order - b.order).map(({ line }) => line);
}

function showMessage({ id, body, createdAt }: Item<Message>, labels: Map<string, string>, botName: string): Line {
  const from = memberIdOf(body.sender.account);
  const said = body.kind === 'said' ? body : null;
  // Stored without the bot's mention; people see what they wrote.
  const mention = said?.addressed && body.conversation.kind === 'group' ? `@${botName} ` : '';
  return {
    id: `in-${id}`,
    at: shanghaiIso(createdAt),
    from,
    group: body.conversation.kind === 'group' ? body.conversation.id : null,
    member: body.conversation.kind === 'group' ? null : from,
    text: body.kind === 'clicked' ? (labels.get(body.button) ?? '') : mention + (said?.text ?? ''),
    quoted: said?.quoted?.text ?? null,
    photos: said?.media.length ?? 0,
    voice: said?.spoken ?? false,
    mentions: [],
    buttons: [],
  };
}

function showOut({ id, body, finishedAt, createdAt }: Item<Outgoing>): Line {
  const out = renderOut(body, id, finishedAt ?? createdAt);
  const group = 'group' in out.to ? out.to.group : null;
  const member = 'member' in out.to ? out.to.member : null;
  return { ...out, from: 'bot', group, member, quoted: null, photos: 0, voice: false };
}
