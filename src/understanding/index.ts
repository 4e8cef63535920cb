import type { Frame, Intent } from '../core/intent.ts';
import { TEXT_LIMIT } from '../core/message.ts';
import { cutText } from '../core/text.ts';
import type { Understand } from '../core/understanding.ts';
import { readEvidence } from './evidence.ts';
import { readCheckIns, readSlots } from './slots.ts';

/**
 * The reader that needs nothing but rules. Text in, normalised by `core/text.ts`; one frame per intent out (check-ins of several kinds are several), danger first,
 * then as said. When the words give no ground to act, the frame is `smalltalk`: no action is better than a wrong one.
 */
export function createReader(): Understand {
  return (text, context) => {
    const reading = readEvidence(cutText(text, TEXT_LIMIT), context);
    const intents = [...reading.owners]
      .sort((a, b) => rank(a, reading.urgent) - rank(b, reading.urgent))
      .map(([intent]) => intent);
    const frames = intents.flatMap((intent): Frame[] =>
      (intent === 'check_in' ? readCheckIns(reading) : [readSlots(intent, reading)]).map((slots) => ({ intent, slots })),
    );
    return frames.length > 0 ? frames : [{ intent: 'smalltalk', slots: {} }];
  };
}

/** People are answered in the order they spoke; danger to life comes before anything else. */
function rank([intent, clauses]: [Intent, Set<number>], urgent: boolean): number {
  return urgent && intent === 'report_hazard' ? -1 : Math.min(...clauses);
}
