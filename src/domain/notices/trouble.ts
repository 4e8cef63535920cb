// What of a notice did not arrive: its author hears of it as soon as it is known.
import { z } from 'zod';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { Notice } from '../../core/notice.ts';
import { noticePhrases } from '../../core/phrases-notices.ts';
import type { Transaction } from '../../core/store.ts';
import { pushToMember } from '../pushes/index.ts';
import { LOOK_SOON_MS, lookAfter } from './schedule.ts';
import { type Found, type State, statesOf, usefulUntil } from './sending.ts';

/** What is still on its way is looked after from time to time. */
const LOOK_AGAIN_MS = HOUR_MS;
const LOOK_AGAIN_URGENT_MS = 10 * MINUTE_MS;

/** The collection that knows of which messages the author was told that they did not arrive. */
export const NOTICE_TROUBLE = 'notice-trouble';
const troubleTold = (tx: Transaction) => tx.collection(NOTICE_TROUBLE, z.object({ told: z.array(z.string()) }));

/** Tells the author what did not arrive, once and in one message; what is still on its way is looked after later. */
export async function checkNotice(doing: Doing, notice: Notice): Promise<void> {
  if (notice.status === 'stopped') return;
  const told = new Set((await troubleTold(doing.tx).get(notice.id))?.told);
  const lost: Found[] = [];
  let nextAt: number | null = null;
  for (const found of await statesOf(doing, notice)) {
    if (found.state === 'waiting') nextAt = Math.min(nextAt ?? found.dueAt, found.dueAt);
    else if ((found.state === 'failed' || found.state === 'unknown') && !told.has(found.push)) lost.push(found);
  }
  if (lost.length > 0) await tellLost(doing, notice, lost, told);
  if (nextAt === null || doing.now >= usefulUntil(notice)) return;
  const again = doing.now + (notice.urgent ? LOOK_AGAIN_URGENT_MS : LOOK_AGAIN_MS);
  await lookAfter(doing, notice.id, Math.max(nextAt + LOOK_SOON_MS, again));
}

async function tellLost(doing: Doing, notice: Notice, lost: readonly Found[], told: ReadonlySet<string>): Promise<void> {
  const { tx, branch, now } = doing;
  await troubleTold(tx).put(notice.id, { told: [...told, ...lost.map(({ push }) => push)] }, now);
  const author = await tx.members.byId(notice.createdBy);
  if (!author) return;
  const lostBy = (state: State) => {
    const those = lost.filter((found) => found.state === state);
    const titles = branch.groups.filter(({ id }) => those.some(({ group }) => group === id)).map(({ title }) => title);
    return { titles, people: those.filter(({ group }) => group === null).length };
  };
  await pushToMember(doing, author, {
    key: `notice:${notice.id}:trouble:${now}`,
    text: noticePhrases.notArrived(lostBy('failed'), lostBy('unknown')),
    kind: 'notice',
    urgent: notice.urgent,
    usefulUntil: Math.max(usefulUntil(notice), now + DAY_MS),
  });
}
