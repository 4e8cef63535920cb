// What the platform counts by the calendar month: 5,000 calls and 3,000 messages in the standard edition
// (dingtalk-application-development-platform-billing-model). UNVERIFIED: whether an answer by sessionWebhook, one in the HTTP answer and
// what comes in each count as a message; here every webhook call does.
import type { Delivery } from '../../core/channel.ts';
import { type Clock, MINUTE_MS } from '../../core/clock.ts';
import type { Faults } from '../../core/fault.ts';
import { type QuotaName, type Quotas, quotaNames } from '../../core/limiter.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import { monthAt } from '../../domain/months.ts';
import type { Outcome } from './platform.ts';

/** From here on what is left is kept for answers and for what cannot wait. */
const LOW = 0.95;
/** The platform's month may begin a little after ours. */
const AFTER_MIDNIGHT_MS = 5 * MINUTE_MS;

export type Meters = ReturnType<typeof createMeters>;

export function createMeters(quotas: Quotas, clock: Clock, faults: Faults) {
  /** Where the platform itself said that a quota is used up, whatever we counted; until then. */
  const spentUntil = new Map<QuotaName, number>();
  /** Of these nothing was heard yet: what an earlier process noted may be over. */
  const unheard = new Set<QuotaName>(quotaNames);
  const nextMonth = (now: number): number => monthAt(now).to + AFTER_MIDNIGHT_MS;
  const isSpentAt = (name: QuotaName, share: number): boolean =>
    quotas.usedShare(name) > share || clock.now() < (spentUntil.get(name) ?? 0);
  const isLow = (name: QuotaName) => isSpentAt(name, LOW);

  /** Waits for the next month. */
  const spent = (name: QuotaName): Delivery => ({
    kind: 'wait',
    until: nextMonth(clock.now()),
    reason: name === 'dingtalk_calls' ? 'quota_calls' : 'quota_messages',
  });

  return {
    spent,
    /** Little is left: nothing goes that could be said another way. */
    isLow,
    /** Nothing is left: ways by another meter first. */
    isSpent: (name: QuotaName): boolean => isSpentAt(name, 1),
    /** Null: it may go. Answers and urgent things always may: for some days after its end the platform lets more through. */
    hold: (name: QuotaName, { push }: Outgoing): Delivery | null =>
      push !== undefined && !push.urgent && isLow(name) ? spent(name) : null,
    /** Counts a call that was taken, or may have been; one too many is not billed, nor one with a dead token. */
    count(name: QuotaName, outcome: Outcome): void {
      if (outcome.kind === 'lost') return quotas.count(name);
      if (outcome.kind !== 'said') return;
      switch (outcome.verdict.class) {
        case 'rateLimited':
        case 'tokenInvalid':
          return;
        case 'quotaExhausted':
          unheard.delete(name);
          spentUntil.set(name, nextMonth(clock.now()));
          return faults.report('dingtalk_quota_spent', name);
        case 'ok': {
          const wasUnheard = unheard.delete(name);
          if (spentUntil.delete(name) || wasUnheard) faults.clear('dingtalk_quota_spent', name);
        }
      }
      quotas.count(name);
    },
  };
}
