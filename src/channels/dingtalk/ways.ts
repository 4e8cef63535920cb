import type { QuotaName } from '../../core/limiter.ts';
import type { Outgoing } from '../../core/outgoing.ts';
import type { Rung } from '../ladder.ts';
import type { Api, ApiParts } from './api.ts';
import type { createAttempts } from './attempts.ts';

/** What every way out works with. */
export interface Tools extends ApiParts {
  api: Api;
  attemptOf: ReturnType<typeof createAttempts>;
  robotCode: string;
  /** Buttons as links that make whoever taps them say their twin. */
  hasButtonLinks: boolean;
}

/** One message of the platform's: all of an outgoing one, or the part of it that fits. */
export interface Piece {
  /** The outbox item's id, and which part of it. */
  id: number;
  index: number;
  outgoing: Outgoing;
}

/** A way out that is counted. */
export interface Way extends Rung {
  meter: QuotaName;
}
