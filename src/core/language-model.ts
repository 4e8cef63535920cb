// A language model as the rest of the house sees it: one question, one checked value or the reason why there is none. What it
// answers is advice; rights and effects are code.
import type { z } from 'zod';

/** Who caused the question; the limits count by both. */
export interface Asker {
  member: string;
  /** `group:…` or `direct:…` */
  conversation: string;
}

export interface ModelRequest<T> {
  /** What it is for, as a metric's label; `snake_case`. */
  task: string;
  /** Instructions. They name JSON; nothing anybody wrote stands in them. */
  system: string;
  /** Data between delimiters, masked. */
  user: string;
  /** Fit for strict structured output: no optional keys, transforms, records, no union at the root. */
  schema: z.ZodType<T>;
  /** Letters, digits, `_`. */
  schemaName: string;
  maxTokens: number;
  /** Over everything: attempts, steps down the ladder, repair. The endpoint's own by default, and at most. */
  timeoutMs?: number;
  asker: Asker;
}

export type ModelAnswer<T> =
  | { kind: 'answered'; value: T; tokens: number }
  /** The model declined, the endpoint forbids it, or the question is too long to be asked. */
  | { kind: 'refused' }
  /** It answered twice with something that does not fit the schema. */
  | { kind: 'garbled' }
  | { kind: 'slow' }
  | { kind: 'unreachable' }
  /** One of our own limits: at once, per person, per conversation. */
  | { kind: 'busy' }
  /** It failed again and again and is left alone for a while. */
  | { kind: 'resting' }
  /** The day's tokens are used up. */
  | { kind: 'spent' };

export interface LanguageModel {
  /** Never throws. */
  ask<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>>;
}

/** Tokens used per day of Shanghai (`YYYY-MM-DD`); several instances share one. */
export interface TokenLedger {
  spent(day: string): Promise<number>;
  add(day: string, tokens: number): Promise<void>;
}
