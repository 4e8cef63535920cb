// Secretaries hear in time when a platform's month runs out: what can be merged or left out, they can still leave out.
import { DAY_MS } from '../../core/clock.ts';
import type { Doing } from '../../core/doing.ts';
import type { QuotaName } from '../../core/limiter.ts';
import { pushPhrases } from '../../core/phrases-push.ts';
import { shanghaiDate } from '../../core/shanghai.ts';
import { pushToMembers } from './index.ts';

/** Earlier it is the operator's matter alone (the doctor says it). */
const TOLD_FROM_PERCENT = 80;
/** Later it is no news. */
const NEWS_MS = 3 * DAY_MS;

/**
 * Tells every secretary that so many percent of a month's quota are used; once for each month and mark, however often it is called.
 * @param percent the mark that was passed: 50, 80, 95 or 100
 */
export async function tellQuota(doing: Doing, name: QuotaName, percent: number): Promise<void> {
  if (percent < TOLD_FROM_PERCENT) return;
  const month = shanghaiDate(doing.now).slice(0, 7);
  const secretaries = await doing.tx.members.withRoles(['secretary']);
  const text = percent >= 100 ? pushPhrases.quotaSpent[name] : pushPhrases.quotaNear[name](percent);
  await pushToMembers(
    doing,
    secretaries.map((member) => ({
      member,
      push: {
        key: `quota:${name}:${month}:${percent}:${member.id}`,
        text,
        kind: 'notice',
        usefulUntil: doing.now + NEWS_MS,
      },
    })),
  );
}
