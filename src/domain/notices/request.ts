// From what a secretary says to a notice that can be drafted.
import type { z } from 'zod';
import type { Branch } from '../../core/branch.ts';
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Answer } from '../../core/handler.ts';
import type { Frame } from '../../core/intent.ts';
import type { DayPart, Wish, WishSaid } from '../../core/planner.ts';
import { shanghaiDate, shanghaiInstant, startOfDay } from '../../core/shanghai.ts';
import type { broadcastNoticeSlots } from '../../core/slots.ts';
import {
  asWritten,
  forSignedUp,
  GROUP_WORD,
  heardAllGroups,
  heardCouriers,
  heardDrivers,
  heardMembers,
  heardNewBody,
  heardNoHurry,
  heardOnly,
  heardRiders,
  heardTime,
  heardUrgent,
  heardUrgentAhead,
  heardUrging,
  leadOf,
  narrowedBehind,
  peel,
  soundsLikeOrder,
  wantsAnswer,
  wantsNone,
} from '../words/broadcast.ts';
import { correctionIn, resembles } from '../words/corrections.ts';
import { asksAside, findsFault } from '../words/drafts.ts';
import { saidInTheEnd } from '../words/in-one-breath.ts';
import { reasonAhead } from '../words/notice-reasons.ts';
import { saysSendingTime, speaksOfSending } from '../words/times-alone.ts';
import { timesAnew } from '../words/times-anew.ts';
import { groupsServing, type NoticeRequest } from './index.ts';

/** A correction that is one of the words or of the sending. */
export interface Either {
  kind: 'either';
  ofWords: NoticeRequest;
  ofSending: NoticeRequest;
}
export type Asked = { kind: 'asked'; request: NoticeRequest } | { kind: 'impossible'; words: string };
type Slots = z.infer<typeof broadcastNoticeSlots>;
type Here = Pick<Doing, 'branch' | 'now'>;

/**
 * The notice a message asks for. Its body is what stands behind "tell everybody", whole and unchanged, else the span the reader found;
 * whom it is for, when and how urgent is told by the words around it.
 * @param wishOf the times some words speak of
 */
export function requestIn(said: string, slots: Slots, wishOf: (words: string) => WishSaid, { branch, now }: Here): Asked {
  const only = narrowedBehind(said);
  const words = said.slice(0, said.length - only.length);
  const signedUp = forSignedUp(words);
  // Whom it is for stands in the words, since it goes to others as well.
  const lead = signedUp ? words.slice(0, signedUp.start) : leadOf(words);
  const found = (slots.body ?? '').replace(only, '');
  const behind = lead === null ? '' : words.slice(lead.length);
  const { body, ...tail } = peel(behind || found);
  const start = behind === '' ? words.indexOf(found) : words.length - behind.length;
  const ahead = body === '' ? words : words.slice(0, Math.max(0, start));
  const reason = lead === null || signedUp || body === '' ? null : reasonAhead(lead);
  const head = reason === null ? ahead : ahead.slice(reason.length);
  // Times in the notice's own words are not about its sending.
  const isTimed = heardTime.test(head) || tail.hasTime;
  const sendAt = slots.send_at === null ? null : Date.parse(slots.send_at);
  const around = body === '' ? words : words.slice(reason?.length ?? 0).replace(body, ' ');
  const timing: Timing = isTimed ? timingOf(wishOf(around), now) : { kind: 'at', at: null };
  if (timing.kind === 'impossible') return timing;
  const text = saidInTheEnd(body);
  const request: NoticeRequest = {
    body: asWritten(signedUp && body !== '' ? `${signedUp.whom}：${text}` : reason === null ? text : `${reason.said}，${text}`),
    audience: lead === null ? slots.audience : 'all',
    groups: null,
    sendAt: timing.at ?? (isTimed ? sendAt : null),
    requireAck: slots.require_ack || tail.asksBack,
    urgent: tail.isUrgent || heardUrgent.test(ahead) || heardUrgentAhead.test(body),
  };
  return { kind: 'asked', request: { ...request, ...narrowed(head + only, branch) } };
}

/** The request with these words as its body; what they say of answering and of haste counts. */
export function withBody(request: NoticeRequest, words: string): NoticeRequest {
  const { body, asksBack, isUrgent } = peel(words);
  const requireAck = request.requireAck || asksBack;
  return {
    ...request,
    body: asWritten(saidInTheEnd(body)),
    requireAck,
    urgent: request.urgent || isUrgent || heardUrgentAhead.test(body),
  };
}

const ORDERS = ['list_attendance', 'export_report', 'query_ticket', 'query_points', 'query_activity', 'find_station', 'undo'];
/** A notice calls for these as well: of them only a word or two. */
const SHORT_ORDERS = [...ORDERS, 'check_in', 'sign_up', 'cancel_sign_up', 'acknowledge', 'help'];
const ORDER_MAX = 16;

/** Something else the bot is told to do, where the words of a notice were asked for. */
export function isForBot({ words, frames, isCommand }: Extract<Answer, { kind: 'words' }>): boolean {
  if (words.length > ORDER_MAX || heardUrging.test(words)) return false;
  const isShort = soundsLikeOrder(words);
  const orders: readonly string[] = isShort ? SHORT_ORDERS : ORDERS;
  return (isShort && isCommand) || frames.some(({ intent }) => orders.includes(intent));
}

/** "To tomorrow noon" and "only to the riders" sound like requests of their own. */
export const isAboutDraft = ({ intent, slots }: Frame): boolean =>
  ['smalltalk', 'broadcast_notice', 'acknowledge'].includes(intent) || (intent === 'plan_activity' && !slots.title);

type Words = Extract<Answer, { kind: 'words' }>;
type Revision = Asked | Either | { kind: 'none' } | { kind: 'unclear' };

/** What words said to a draft make of it: `none` when they are about something else, `unclear` when only that it is not right. */
export function reviseRequest(request: NoticeRequest, answer: Words, here: Here): Revision {
  const revision = changeOf(request, answer, here);
  const { words, frames, isCommand } = answer;
  if (revision.kind !== 'none' || isCommand || asksAside(words) || !frames.every(isAboutDraft)) return revision;
  if (resembles(words, request.body)) return { kind: 'asked', request: withBody(request, words) };
  return findsFault(words) && !isAnother(words) ? { kind: 'unclear' } : revision;
}

/** Somebody is told something else. */
function isAnother(words: string): boolean {
  const lead = leadOf(words);
  return lead !== null && !heardOnly.test(lead) && peel(words.slice(lead.length)).body !== '';
}

function changeOf(request: NoticeRequest, { words, frames, wish, isCommand }: Words, { branch, now }: Here): Revision {
  const newBody = heardNewBody.exec(words)?.[1];
  if (newBody !== undefined) return { kind: 'asked', request: withBody(request, newBody) };
  const correction = asksAside(words) ? null : correctionIn(words, request.body);
  if (correction?.kind === 'unclear') return correction;
  if (correction?.kind === 'body') return { kind: 'asked', request: { ...request, body: asWritten(correction.body) } };
  const either = (body: string): Revision => {
    const timing = timingOf(wish, now);
    const sendAt = timing.kind === 'at' ? timing.at : null;
    const ofWords = { ...request, body: asWritten(body) };
    return sendAt === null
      ? { kind: 'asked', request: ofWords }
      : { kind: 'either', ofWords, ofSending: { ...request, sendAt, urgent: false } };
  };
  if (correction) return either(correction.body);
  if (isCommand || asksAside(words)) return { kind: 'none' };
  if (isAnother(words) || !frames.every(isAboutDraft)) return { kind: 'none' };
  // A day or an hour alone, of a text that names one.
  const anew = saysSendingTime(words) && !speaksOfSending(words) ? timesAnew(words, request.body) : null;
  if (anew === 'unclear') return { kind: 'unclear' };
  if (anew?.isRange) return { kind: 'asked', request: { ...request, body: asWritten(anew.body) } };
  if (anew) return either(anew.body);
  const change: Partial<NoticeRequest> = {};
  if (wantsNone.test(words)) change.requireAck = false;
  else if (wantsAnswer.test(words)) change.requireAck = true;
  const isCalm = heardNoHurry.test(words);
  if (isCalm) change.urgent = false;
  if (!isCalm && (heardUrgent.test(words) || heardUrgentAhead.test(words))) Object.assign(change, { urgent: true, sendAt: null });
  else {
    // "Zhou is away tomorrow" names a day as well.
    const timing: Timing = saysSendingTime(words) ? timingOf(wish, now) : { kind: 'at', at: null };
    if (timing.kind === 'impossible') return timing;
    if (timing.at !== null) Object.assign(change, { sendAt: timing.at, urgent: false });
  }
  if (heardOnly.test(words)) Object.assign(change, narrowed(words, branch));
  return Object.keys(change).length > 0 ? { kind: 'asked', request: { ...request, ...change } } : { kind: 'none' };
}

/** Whom the words narrow it to. */
function narrowed(words: string, branch: Branch): Pick<NoticeRequest, 'audience' | 'groups'> | null {
  if (heardMembers.test(words)) return { audience: 'members', groups: null };
  const groups = namedGroups(words, branch);
  if (groups.length > 0) return { audience: 'all', groups };
  if (heardAllGroups.test(words)) return { audience: 'all', groups: branch.groups.map(({ id }) => id) };
  if (heardDrivers.test(words)) return { audience: 'all', groups: groupsServing(branch, 'driver') };
  if (heardRiders.test(words)) return { audience: 'riders', groups: null };
  return heardCouriers.test(words) ? { audience: 'couriers', groups: null } : null;
}

/** Of a title so much has to be said at least, the word for "group" included. */
const TITLE_MIN = 3;
const TITLE_MAX = 20;

/** The groups that are named, each by its title or as much of the end of it as was said. */
function namedGroups(words: string, { groups }: Branch): string[] {
  const named = new Set(groups.filter(({ title }) => words.includes(title)).map(({ id }) => id));
  for (let at = words.indexOf(GROUP_WORD); at !== -1; at = words.indexOf(GROUP_WORD, at + 1)) {
    for (const id of groupsEnding(words.slice(0, at + GROUP_WORD.length), groups)) named.add(id);
  }
  return [...named];
}

/** Those whose titles hold the most of the words' end. */
function groupsEnding(words: string, groups: Branch['groups']): string[] {
  for (let length = Math.min(TITLE_MAX, words.length); length >= TITLE_MIN; length -= 1) {
    const fitting = groups.filter(({ title }) => title.includes(words.slice(-length)));
    if (fitting.length > 0) return fitting.map(({ id }) => id);
  }
  return [];
}

/** A part of a day begins here for somebody who wants something sent in it. */
const PART_HOURS: Record<DayPart, number> = { morning: 9, noon: 12, afternoon: 14, evening: 19 };

export type Timing = { kind: 'at'; at: number | null } | { kind: 'impossible'; words: string };

/** When words wish something sent; `at` null = they name no time. */
export function timingOf(said: WishSaid, now: number): Timing {
  if (said.kind === 'impossible') return said;
  return { kind: 'at', at: said.kind === 'said' ? instantOf(said.wish, now) : null };
}

/** The instant the sending is wished for; null when the wish names none. */
function instantOf({ date, from, part, start }: Wish, now: number): number | null {
  const day = date ?? from;
  if (day === undefined && part === undefined && start === undefined) return null;
  const [hour = 0, minute = 0] = start ? start.split(':').map(Number) : [part ? PART_HOURS[part] : 0];
  const at = shanghaiInstant(day ?? shanghaiDate(now), hour, minute);
  if (start === undefined && startOfDay(at) === startOfDay(now)) return Math.max(at, now);
  // An hour that is past today is tomorrow's.
  return day === undefined && at < now ? at + DAY_MS : at;
}
