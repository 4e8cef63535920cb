// The times an activity is held: written with their activity, read with it.
import type { Session as HeldSession, NewSession } from '../../core/activity.ts';
import { rowId } from '../row-id.ts';
import { chunks, padded, type Session, statement } from '../statement.ts';

interface Row {
  id: number;
  activityId: number;
  start: number;
  end: number;
  mode: HeldSession['mode'];
  occupations: string;
}

interface NewRow {
  activity_id: number;
  start_at: number;
  end_at: number;
  mode: HeldSession['mode'];
  occupations: string;
}

const insert = statement<object, unknown, NewRow>((db, _, rows) => db.insertInto('sessions').values(rows));

const update = statement<NewRow & { id: number }, unknown>((db, slot) =>
  db
    .updateTable('sessions')
    .set({ start_at: slot.start_at, end_at: slot.end_at, mode: slot.mode, occupations: slot.occupations })
    .where('id', '=', slot.id)
    .where('activity_id', '=', slot.activity_id),
);

const removeOthers = statement<{ activityId: number }, unknown, number>((db, slot, kept) =>
  db.deleteFrom('sessions').where('activity_id', '=', slot.activityId).where('id', 'not in', kept),
);

const removeAll = statement<{ activityId: number }, unknown>((db, slot) =>
  db.deleteFrom('sessions').where('activity_id', '=', slot.activityId),
);

const ofActivities = statement<object, Row, number>((db, _, activityIds) =>
  db
    .selectFrom('sessions')
    .select(['id', 'activity_id as activityId', 'start_at as start', 'end_at as end', 'mode', 'occupations'])
    .where('activity_id', 'in', activityIds)
    .orderBy('start_at')
    .orderBy('id'),
);

export async function addSessions(session: Session, activityId: number, held: readonly NewSession[]): Promise<void> {
  for (const chunk of chunks(held.map((one) => toRow(activityId, one)))) await insert(session, {}, chunk);
}

/** The contract is `ActivityRecords.setSessions`, but for the answer. */
export async function replaceSessions(
  session: Session,
  activityId: number,
  held: readonly (HeldSession | NewSession)[],
): Promise<void> {
  const kept = held.filter((one) => 'id' in one).map((one) => ({ ...toRow(activityId, one), id: rowId(one.id) }));
  if (kept.length === 0) await removeAll(session, { activityId });
  else await removeOthers(session, { activityId }, padded(kept.map(({ id }) => id)));
  for (const row of kept) await update(session, row);
  await addSessions(
    session,
    activityId,
    held.filter((one) => !('id' in one)),
  );
}

export async function removeSessions(session: Session, activityId: number): Promise<void> {
  await removeAll(session, { activityId });
}

/** Sessions by the row id of their activity, in the order of their starts. */
export async function sessionsOf(session: Session, activityIds: readonly number[]): Promise<Map<number, HeldSession[]>> {
  const found = new Map<number, HeldSession[]>(activityIds.map((id) => [id, []]));
  for (const chunk of chunks(activityIds)) {
    for (const { id, activityId, start, end, mode, occupations } of (await ofActivities(session, {}, padded(chunk))).rows) {
      found.get(activityId)?.push({ id: String(id), start, end, mode, occupations: JSON.parse(occupations) });
    }
  }
  return found;
}

function toRow(activityId: number, { start, end, mode, occupations }: NewSession): NewRow {
  return { activity_id: activityId, start_at: start, end_at: end, mode, occupations: JSON.stringify(occupations) };
}
