import type { TokenLedger } from '../core/language-model.ts';
import type { Log } from '../core/services.ts';
import { shanghaiDate } from '../core/shanghai.ts';

export interface Reservation {
  /** Writes down what was really used. Never throws. */
  settle(tokens: number, now: number): Promise<void>;
}

export interface Budget {
  /** Null: the day's tokens do not allow it, or nobody knows how many are left. Never throws. */
  reserve(tokens: number, now: number): Promise<Reservation | null>;
}

export function createBudget(ledger: TokenLedger, dailyTokens: number, log: Log): Budget {
  /** Held for questions under way, and used but not yet in the ledger. */
  let reserved = 0;
  let owed = 0;
  return {
    async reserve(tokens, now) {
      reserved += tokens;
      const spent = await ledger.spent(shanghaiDate(now)).catch(() => {
        log.warn({}, 'The token ledger could not be read; the language model is not asked.');
        return Number.POSITIVE_INFINITY;
      });
      if (spent + owed + reserved > dailyTokens) {
        reserved -= tokens;
        return null;
      }
      return {
        async settle(used, settledAt) {
          reserved -= tokens;
          const amount = owed + used;
          if (amount === 0) return;
          owed = 0;
          await ledger.add(shanghaiDate(settledAt), amount).catch(() => {
            owed += amount;
            log.warn({ tokens: amount }, 'The token ledger could not be written; the tokens are added later.');
          });
        },
      };
    },
  };
}

/** A ledger that forgets at the end of the process. */
export function createMemoryLedger(): TokenLedger {
  let today = { day: '', tokens: 0 };
  return {
    spent: async (day) => (today.day === day ? today.tokens : 0),
    async add(day, tokens) {
      today = { day, tokens: (today.day === day ? today.tokens : 0) + tokens };
    },
  };
}

/** A guess that is rather too high: one token a Chinese character, one for three others. */
export function estimateTokens(text: string): number {
  const wide = text.match(/[^\u0000-\u02ff]/g)?.length ?? 0;
  return wide + Math.ceil((text.length - wide) / 3);
}
