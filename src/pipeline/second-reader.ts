import { noCalendar } from '../core/calendar.ts';
import type { Frame } from '../core/intent.ts';
import type { LanguageModel } from '../core/language-model.ts';
import { shanghaiTime } from '../core/shanghai.ts';
import type { AdviceRequest, Advise, UnderstandingContext } from '../core/understanding.ts';
import { createModelReader, isSensitive } from '../language-model/understand.ts';
import { findTimes } from '../understanding/times/index.ts';

export interface SecondReaderOptions {
  model: LanguageModel;
  /** `prompts/understand.md` */
  prompt: string;
  /** Everything the trained reader holds possible. */
  candidates(text: string, context: UnderstandingContext): { frame: Frame; probability: number }[];
}

/** A model may work out the day; the hour and minute must have been said, unless it counts from now. */
function isTimeSaid(text: string, at?: number): boolean {
  const times = findTimes(text, { now: 0, calendar: noCalendar });
  if (at === undefined) return times.length > 0;
  const { hour, minute } = shanghaiTime(at);
  return times.some(({ said: { clock }, value }) =>
    clock ? clock.hour % 12 === hour % 12 && clock.minute === minute : value.kind === 'instant',
  );
}

/** The language model as an adviser: it is told what the trained reader holds possible, and nobody's name. */
export function createSecondReader({ model, prompt, candidates }: SecondReaderOptions): Advise {
  const read = createModelReader(model, { prompt, isTimeSaid });
  // The same names for the same people: the masking keeps what it made of them.
  const namesOf = new WeakMap<AdviceRequest['people'], string[]>();
  return async ({ text, context, asker, people }) => {
    // Somebody's appeal does not leave as a quotation either.
    if (context.quoted !== null && isSensitive(candidates(context.quoted, { ...context, quoted: null }))) return null;
    const names = namesOf.get(people) ?? people.map(({ name }) => name);
    namesOf.set(people, names);
    return await read({ text, context, candidates: candidates(text, context), names, asker });
  };
}
