import type { Clock } from '../core/clock.ts';
import type { LanguageModel, ModelAnswer, ModelRequest, TokenLedger } from '../core/language-model.ts';
import type { Log, Meter } from '../core/services.ts';
import { createBreaker } from './breaker.ts';
import { createBudget, estimateTokens } from './budget.ts';
import { createClient, type Endpoint } from './client.ts';
import { type Climb, createLadder } from './ladder.ts';
import { createLimits } from './limits.ts';

export { createMemoryLedger } from './budget.ts';

export interface LanguageModelOptions {
  endpoint: Endpoint & { timeoutMs: number; dailyTokens: number };
  clock: Clock;
  log: Log;
  meter: Meter;
  ledger: TokenLedger;
}

/** Bounds of one question, whatever the caller wants. */
const TOKENS_IN_MAX = 4_000;
const TOKENS_OUT_MAX = 500;

/**
 * The model of one endpoint. Every question passes, in this order, the breaker, the limits, the length, the day's budget; then
 * the ladder asks. Each question is counted and each call logged with outcome, time and tokens, never with content.
 */
export function createLanguageModel({ endpoint, clock, log, meter, ledger }: LanguageModelOptions): LanguageModel {
  const breaker = createBreaker();
  const limits = createLimits();
  const budget = createBudget(ledger, endpoint.dailyTokens, log);
  const ladder = createLadder(createClient(endpoint));

  async function answer<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>> {
    if (!breaker.mayTry(clock.now())) return { kind: 'resting' };
    const maxTokens = Math.min(request.maxTokens, TOKENS_OUT_MAX);
    const tokensIn = estimateTokens(request.system) + estimateTokens(request.user);
    if (tokensIn > TOKENS_IN_MAX) {
      log.warn({ task: request.task, tokens: tokensIn }, 'A question is too long for the language model.');
      return { kind: 'refused' };
    }
    const release = limits.take(request.asker, clock.now());
    if (!release) return { kind: 'busy' };
    try {
      const reservation = await budget.reserve(tokensIn + maxTokens, clock.now());
      if (!reservation) return { kind: 'spent' };
      // Others may have tried, and failed, while the ledger was read.
      if (!breaker.begin(clock.now())) {
        await reservation.settle(0, clock.now());
        return { kind: 'resting' };
      }
      const climb = await climbed(request, maxTokens);
      await reservation.settle(climb.tokens, clock.now());
      return climb.kind === 'answered' ? { kind: 'answered', value: climb.value, tokens: climb.tokens } : { kind: climb.kind };
    } finally {
      release();
    }
  }

  /** Between `begin` and `end` of the breaker; what should not happen counts as a failure. */
  async function climbed<T>(request: ModelRequest<T>, maxTokens: number): Promise<Climb<T>> {
    const startedAt = clock.now();
    const climb = await ladder(request, maxTokens, Math.min(request.timeoutMs ?? endpoint.timeoutMs, endpoint.timeoutMs)).catch(
      (error: unknown): Climb<T> => {
        log.error(
          { task: request.task, error: error instanceof Error ? error.name : 'unknown' },
          'Asking the language model threw.',
        );
        return { kind: 'garbled', tokens: 0, rung: 'text', status: null };
      },
    );
    // A model that declines one text works; an endpoint that forbids everything does not.
    const hasFailed = climb.kind === 'refused' ? climb.status !== null : climb.kind !== 'answered';
    breaker.end(hasFailed, clock.now());
    const { kind: outcome, tokens, rung, status } = climb;
    const fields = {
      task: request.task,
      outcome,
      ms: clock.now() - startedAt,
      tokens,
      rung,
      ...(status === null ? {} : { status }),
    };
    if (hasFailed) log.warn(fields, 'The language model did not help.');
    else log.info(fields, 'The language model answered.');
    meter.observe('model_tokens', tokens);
    return climb;
  }

  return {
    async ask(request) {
      const given = await answer(request);
      meter.count('model_calls', { task: request.task, outcome: given.kind });
      return given;
    },
  };
}
