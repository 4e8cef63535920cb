import type { Frame } from '../../core/intent.ts';
import { withoutOwnSlots } from '../../core/slots.ts';
import type { Understand } from '../../core/understanding.ts';
import { contextOf, spokenText, type Utterance } from './corpus.ts';
import { measure, type Scores } from './measure.ts';

/** Lets a reader read labelled messages and compares what it finds with the labels. */
export function scoreReader(read: Understand, utterances: readonly Utterance[], botNames: readonly string[]): Scores {
  return measure(
    utterances.map((utterance) => ({
      gold: utterance.gold,
      found: read(spokenText(utterance, botNames), contextOf(utterance, botNames)).map(
        ({ intent, slots }): Frame => ({ intent, slots: withoutOwnSlots(slots) }),
      ),
    })),
  );
}
