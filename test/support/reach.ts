import type { Reach } from '../../src/core/channel.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';

export interface Carried {
  direct: boolean;
  group: boolean;
}

/** What a platform carries that is no answer, by kind of conversation; asked each time, so that it may change. */
export const reachOver =
  (carried: () => Carried) =>
  (to: Outgoing['to']): Reach =>
    carried()[to.kind] ? 'always' : 'never';
