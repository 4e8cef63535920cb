// "I am through": which material is meant, that it counts once, and that for an activity from afar it is the check-in.
import type { Activity } from '../../core/activity.ts';
import { DAY_MS, MINUTE_MS } from '../../core/clock.ts';
import { conversationKey } from '../../core/conversation.ts';
import type { Doing } from '../../core/doing.ts';
import type { Member } from '../../core/member.ts';
import type { Message } from '../../core/message.ts';
import { checkInSlots } from '../../core/slots.ts';
import { concerning, nameMatches } from '../activities/finding.ts';
import { checkIn } from '../check-in/index.ts';
import { takeBackForAttendance } from '../points/index.ts';
import { closesAt, isHeldOnline, opensAt, takesPartOnline } from './recipients.ts';
import { type Material, materials, receivedBy, studySubject, visibleMaterials, wantedBy } from './records.ts';

/** Older ones nobody speaks of without their names. */
const RECENT_MS = 31 * DAY_MS;
const UNDO_WITHIN_MS = 2 * DAY_MS;

/** Who says it, where and when. */
export interface Finishing {
  member: Member;
  message: Pick<Message, 'channel' | 'conversation' | 'key' | 'sender'>;
  at: number;
}

export type FinishOutcome =
  /** `attended`: the activity he has been checked in to by it. */
  | { kind: 'finished' | 'already'; material: Material; attended: Activity | null }
  /** He was promised that it counts as taking part, and it is too late for that. */
  | { kind: 'finished_late'; material: Material; missed: Activity }
  /** None of that name; `newest` is one that is open. */
  | { kind: 'other_name'; newest: Material | null }
  /** There is no material, and he took part in something from afar. */
  | { kind: 'attended'; attended: Activity; isNew: boolean }
  | { kind: 'none' };

/** @param said what the title was called, as far as it tells anything */
export async function finishStudy(doing: Doing, who: Finishing, said: string | null): Promise<FinishOutcome> {
  const known = await knownTo(doing, who.member.id);
  if (said !== null) {
    const fits = known.map((material) =>
      nameMatches(`${material.title ?? ''}${material.title ? '' : (material.body ?? '')}`, said),
    );
    const best = Math.max(0, ...fits);
    const named = best > 0 ? known.filter((_, index) => fits[index] === best) : [];
    const meant = (await firstUnfinished(doing, who.member.id, named)) ?? named[0];
    if (meant) return await record(doing, who, meant);
  }
  const open = await firstUnfinished(doing, who.member.id, known);
  if (said !== null && known.length > 0) return { kind: 'other_name', newest: open };
  if (open) return await record(doing, who, open);
  const activity = await runningOnline(doing, who.at);
  const taken = activity && (await takePart(doing, who, activity));
  if (taken) return { kind: 'attended', ...taken };
  return known[0] ? await record(doing, who, known[0]) : { kind: 'none' };
}

/** Those he was sent, else those everybody can see; newest first. */
async function knownTo(doing: Doing, memberId: string): Promise<Material[]> {
  const sent: Material[] = [];
  for (const { id, at } of await receivedBy(doing, memberId)) {
    const material = at > doing.now - RECENT_MS ? await materials(doing.tx).get(id) : undefined;
    if (material) sent.push(material);
  }
  if (sent.length > 0) return sent;
  return (await visibleMaterials(doing)).filter(({ from }) => from > doing.now - RECENT_MS);
}

const standingOf = ({ tx }: Doing, memberId: string, { id }: Material) => tx.acknowledgements.find(memberId, studySubject(id));

async function firstUnfinished(doing: Doing, memberId: string, known: readonly Material[]): Promise<Material | null> {
  for (const material of known) if (!(await standingOf(doing, memberId, material))) return material;
  return null;
}

async function record(doing: Doing, who: Finishing, material: Material): Promise<FinishOutcome> {
  const { tx, now } = doing;
  const { member, message, at } = who;
  const standing = await standingOf(doing, member.id, material);
  if (!standing) {
    const conversation = conversationKey(message.channel, message.conversation);
    const entry = { memberId: member.id, conversation, subject: studySubject(material.id), at, source: message.key };
    const id = await tx.acknowledgements.add(entry);
    await tx.acts.add({ memberId: member.id, kind: 'acknowledge', recordId: id, at: now });
  }
  const { audience } = material;
  const activity = audience.kind === 'absent' ? await tx.activities.byId(audience.activityId) : undefined;
  const taken = activity ? await takePart(doing, who, activity) : null;
  if (activity && !taken && !standing && (await isAwaitedAt(doing, member, activity))) {
    return { kind: 'finished_late', material, missed: activity };
  }
  // Somebody who was there has nothing new to hear of it.
  const attended = taken && (taken.isNew || standing) ? taken.attended : null;
  return { kind: standing && !taken?.isNew ? 'already' : 'finished', material, attended };
}

const hasAsked = async (doing: Doing, { id }: Activity, memberId: string): Promise<boolean> =>
  (await wantedBy(doing, id)).includes(memberId);

/** He asked to take part from afar, and no check-in of his stands. */
async function isAwaitedAt(doing: Doing, { id }: Member, activity: Activity): Promise<boolean> {
  if (!takesPartOnline(activity) || !(await hasAsked(doing, activity, id))) return false;
  return !(await doing.tx.attendance.ofActivity(activity.id)).some(({ memberId }) => memberId === id);
}

/** Who was promised that listening counts may have been sent the material late, and free hours later still. */
const PROMISE_KEPT_MS = DAY_MS;

/** When the word counts: now, while a session is open; for who was promised it, as the end of the last one for a day. Null: no more. */
async function countsAt(doing: Doing, activity: Activity, memberId: string, at: number): Promise<number | null> {
  if (activity.sessions.some((session) => opensAt(doing, session) <= at && at <= closesAt(doing, session))) return at;
  const closed = activity.sessions.map((session) => closesAt(doing, session)).filter((end) => end < at);
  const last = closed.length === 0 ? null : Math.max(...closed);
  if (last === null || Math.max(at, doing.now) > last + PROMISE_KEPT_MS) return null;
  return (await hasAsked(doing, activity, memberId)) ? last : null;
}

/**
 * Product rule 10 and its conversation: who listened on the road and says so has taken part. The check-in's own rules decide; outside
 * the window, but for who was promised it, or at an activity that is only held on site, it is none.
 */
async function takePart(
  doing: Doing,
  { member, message, at }: Finishing,
  activity: Activity,
): Promise<{ attended: Activity; isNew: boolean } | null> {
  // It is the person's own matter, wherever it was said.
  const conversation = { kind: 'direct', id: message.sender.account } as const;
  const counted = await countsAt(doing, activity, member.id, at);
  if (!takesPartOnline(activity) || counted === null || !(await concerning(doing, { member, conversation }))(activity))
    return null;
  const kind = activity.kind === 'party_day' ? 'party_day' : 'activity';
  const outcome = await checkIn(doing, member, checkInSlots.parse({ kind, mode: 'online' }), {
    at: counted,
    now: doing.now,
    source: message.key,
    conversation,
    words: activity.title,
    isArriving: true,
  });
  const isTaken = outcome.kind === 'recorded' || outcome.kind === 'already';
  if (!isTaken || outcome.activity?.id !== activity.id) return null;
  return { attended: activity, isNew: outcome.kind === 'recorded' };
}

async function runningOnline({ tx, branch }: Doing, at: number): Promise<Activity | null> {
  const { before, after } = branch.activities.checkInMinutes;
  const [from, to] = [at - after * MINUTE_MS, at + before * MINUTE_MS];
  const near = (await tx.activities.between(from, to, ['open', 'closed', 'done'])).filter(isHeldOnline);
  return near.length === 1 ? (near[0] ?? null) : null;
}

/** Takes back the last "I am through" of the last days, and the check-in that came with it. @returns what it was about */
export async function unfinishStudy(doing: Doing, memberId: string, withinMs = UNDO_WITHIN_MS): Promise<Material | null> {
  const { tx, now } = doing;
  for (const material of await knownTo(doing, memberId)) {
    const standing = await standingOf(doing, memberId, material);
    if (!standing || standing.at < now - withinMs) continue;
    await tx.acknowledgements.withdraw(standing.id, now);
    const around = await tx.attendance.between(memberId, standing.at - DAY_MS, standing.at + DAY_MS);
    for (const entry of around.filter(({ source }) => source === standing.source)) {
      await tx.attendance.withdraw(entry.id, now);
      await takeBackForAttendance(doing, entry);
    }
    // A "撤销" after it must not find the same deed again.
    const act = await tx.acts.latest(memberId, now - UNDO_WITHIN_MS);
    if (act && act.at >= standing.at) await tx.acts.markUndone(act.id, now);
    return material;
  }
  return null;
}

export interface Progress {
  material: Material;
  /** In the order they said so; who said nothing is on no list. */
  finished: Member[];
}

/** What the person was sent lately, newest first, and what of it he has not said he is through with. */
export async function ownStudy(doing: Doing, memberId: string): Promise<{ sent: Material[]; open: Material[] }> {
  const sent: Material[] = [];
  const open: Material[] = [];
  for (const { id, at } of await receivedBy(doing, memberId)) {
    const material = at > doing.now - RECENT_MS ? await materials(doing.tx).get(id) : undefined;
    if (!material) continue;
    sent.push(material);
    if (!(await standingOf(doing, memberId, material))) open.push(material);
  }
  return { sent, open };
}

/** How far the newest ones have come, newest first. */
export async function studyProgress(doing: Doing, count: number): Promise<Progress[]> {
  const progress: Progress[] = [];
  for (const material of (await visibleMaterials(doing)).slice(0, count)) {
    const said = await doing.tx.acknowledgements.ofSubject(studySubject(material.id));
    const people = new Map((await doing.tx.members.byIds(said.map(({ memberId }) => memberId))).map((one) => [one.id, one]));
    progress.push({ material, finished: said.flatMap(({ memberId }) => people.get(memberId) ?? []) });
  }
  return progress;
}
