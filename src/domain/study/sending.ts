// A material on its way: everybody gets it in his own free hours, once. A wave sends what can leave now and plans the next ones.
import { SECOND_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import { type Telling, tellEach, tellInGroups } from '../activities/telling.ts';
import { closesAt, instantFor, isPromised, recipientsOf, SETTLED_MS } from './recipients.ts';
import { countSent, type Material, materials, noteReceived, receivedBy } from './records.ts';

/** Sent in one transaction; the rest follows in a moment. */
const PORTION = 300;
const NEXT_PORTION_MS = 2 * SECOND_MS;

export interface Wave {
  materialId: string;
  /** Member id: those up to it have had their turn at this instant. */
  after: string | null;
}

/** A wave to come. */
export interface NextWave extends Wave {
  at: number;
}

/** What it says; `isFirst`: the person has never been sent one. */
export interface StudyWords {
  toMember(material: Material, isFirst: boolean): string;
  /** Where only the group leads to people. */
  toGroup(material: Material): string;
}

export const pushKey = (materialId: string, whom: string): string => `study:${materialId}:${whom}`;

/** Sends it to those whose instant this is. Twice sends nothing twice. @returns the waves that follow */
export async function sendWave(doing: Doing, { materialId, after }: Wave, words: StudyWords): Promise<NextWave[]> {
  const { now } = doing;
  const material = await materials(doing.tx).get(materialId);
  if (!material || material.withdrawnAt !== null || now > material.usefulUntil) return [];
  const instants = new Set(after === null ? await turningPoints(doing, material) : []);
  const waiting = (await recipientsOf(doing, material)).filter(({ member }) => after === null || member.id > after);
  const portion = waiting.slice(0, PORTION);
  const tellings: Telling[] = [];
  for (const recipient of portion) {
    const { member, group } = recipient;
    const before = await receivedBy(doing, member.id);
    if (before.some(({ id }) => id === materialId)) continue;
    const at = await instantFor(doing, material, recipient);
    if (at === null) continue;
    if (at > now) instants.add(at);
    else if (await noteReceived(doing, materialId, member.id)) {
      tellings.push({
        member,
        group,
        push: pushOf(material, member.id, words.toMember(material, before.length === 0), isPromised(recipient, now)),
      });
    }
  }
  const onlyThere = await tellEach(doing, tellings);
  const inGroup = onlyThere.map((telling) => ({ ...telling, push: groupPush(material, words) }));
  await tellInGroups(doing, inGroup, ({ group }, count) => pushKey(materialId, `in:${group}:${now}:${count}`));
  await countSent(doing, materialId, tellings.length);
  const waves = [...instants].map((at) => ({ materialId, after: null, at }));
  const last = portion.at(-1);
  if (waiting.length === portion.length || !last) return waves;
  return [...waves, { materialId, after: last.member.id, at: now + NEXT_PORTION_MS }];
}

function pushOf(material: Material, memberId: string, text: string, urgent: boolean): Telling['push'] {
  const { id, link, usefulUntil } = material;
  const kind = 'announcement' as const;
  return {
    key: pushKey(id, memberId),
    text,
    kind,
    usefulUntil,
    ...(link !== null && { link }),
    ...(urgent && { urgent }),
  };
}

/** Links go to one person. */
function groupPush(material: Material, words: StudyWords): Telling['push'] {
  return {
    key: pushKey(material.id, 'group'),
    text: words.toGroup(material),
    kind: 'announcement',
    usefulUntil: material.usefulUntil,
  };
}

/** Instants ahead at which people begin to be meant, whoever they will be. */
async function turningPoints(doing: Doing, { audience, from }: Material): Promise<number[]> {
  if (from > doing.now) return [from];
  const activity = audience.kind === 'absent' ? await doing.tx.activities.byId(audience.activityId) : undefined;
  const points = (activity?.sessions ?? []).flatMap((session) => [session.start + SETTLED_MS, closesAt(doing, session)]);
  return points.filter((at) => at > doing.now);
}

/** Those that may still go to somebody, for the nightly look: an activity may have moved, an instant may have been missed. */
export async function unsentMaterials({ tx, now }: Doing): Promise<Material[]> {
  const all = (await materials(tx).list()).map(({ value }) => value);
  return all.filter(({ withdrawnAt, usefulUntil }) => withdrawnAt === null && usefulUntil > now);
}

export type WithdrawOutcome = { kind: 'withdrawn'; material: Material } | { kind: 'nothing' };

/** Nobody is sent the newest one any more; whoever has it keeps it. */
export async function withdrawNewest(doing: Doing): Promise<WithdrawOutcome> {
  const [newest] = (await unsentMaterials(doing)).sort((a, b) => b.createdAt - a.createdAt);
  const material = newest && (await materials(doing.tx).lock(newest.id));
  if (!material || material.withdrawnAt !== null) return { kind: 'nothing' };
  await materials(doing.tx).put(material.id, { ...material, withdrawnAt: doing.now }, doing.now);
  return { kind: 'withdrawn', material };
}
