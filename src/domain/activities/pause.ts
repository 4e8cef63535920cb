// Storm or heat: the branch's own stop of everything on site, until a day or until somebody says so.
import { z } from 'zod';
import type { Pause } from '../../core/planner.ts';
import { shanghaiDate } from '../../core/shanghai.ts';
import type { Transaction } from '../../core/store.ts';

const pauseSchema = z.object({ reason: z.enum(['storm', 'heat', 'other']), until: z.string().nullable() });

const PAUSE = 'pause';
/** One branch, one pause. */
const KEY = 'branch';

const pauses = (tx: Transaction) => tx.collection(PAUSE, pauseSchema);

/** The pause in force; one whose last day is over is none. */
export async function pauseNow(tx: Transaction, now: number): Promise<Pause | null> {
  const pause = await pauses(tx).get(KEY);
  return pause && (pause.until === null || pause.until >= shanghaiDate(now)) ? pause : null;
}

/** @param pause null = things are held on site again */
export async function setPause(tx: Transaction, pause: Pause | null, now: number): Promise<void> {
  if (pause === null) await pauses(tx).remove(KEY);
  else await pauses(tx).put(KEY, pause, now);
}
