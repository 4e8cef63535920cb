// The slots that hold one of a few words, and what is meant when nothing is said.
import type { Intent } from '../core/intent.ts';
import { intentSlots } from '../core/labels.ts';

/** The label of "not said". */
export const UNSAID = '-';

/** What stands in the label standard for "not said", where it is not simply left out. */
const defaults: Readonly<Record<string, string>> = {
  'check_in.kind': 'unspecified',
  'plan_activity.kind': 'other',
  'broadcast_notice.audience': 'all',
  'query_points.scope': 'self',
};
/** Yes, no and "not said" are three things here. */
const OPEN_FLAGS = ['register.party_member'];

/** Judged with the intents. */
const JUDGED = ['report_hazard.urgent'];

export interface CodedSlot {
  intent: Intent;
  slot: string;
  labels: readonly string[];
  /** The label when nothing is said. */
  otherwise: string;
}

export const codedSlots: readonly CodedSlot[] = (Object.keys(intentSlots) as Intent[]).flatMap((intent) =>
  Object.entries(intentSlots[intent]).flatMap(([slot, shape]): CodedSlot[] => {
    const name = `${intent}.${slot}`;
    if (JUDGED.includes(name)) return [];
    if (shape.kind === 'flag') {
      const isOpen = OPEN_FLAGS.includes(name);
      return [
        { intent, slot, labels: isOpen ? [UNSAID, 'false', 'true'] : ['false', 'true'], otherwise: isOpen ? UNSAID : 'false' },
      ];
    }
    if (shape.kind !== 'choice') return [];
    const otherwise = defaults[name] ?? UNSAID;
    return [{ intent, slot, labels: shape.choices.includes(otherwise) ? shape.choices : [UNSAID, ...shape.choices], otherwise }];
  }),
);
