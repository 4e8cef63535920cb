import { describe, expect, it } from 'vitest';
import { slotsSchema } from '../../src/core/labels.ts';
import { normaliseText } from '../../src/core/text.ts';
import { createRandom } from '../../src/learning/random.ts';
import { spanSlots } from '../../src/understanding/stretches.ts';
import { augment, type Shares } from '../../src/understanding/training/augment.ts';
import type { Utterance } from '../../src/understanding/training/corpus.ts';
import { small } from './small-model.ts';

describe('messages made from messages', () => {
  const shares: Shares = { joined: 1, swapped: 1, unstopped: 1 };
  const only = (what: keyof Shares) => augment(small, { joined: 0, swapped: 0, unstopped: 0, [what]: 2 }, createRandom(5));
  const sourceOf = new Map(small.flatMap((one) => one.gold.map((frame) => [frame, one])));
  const idOf = new Map(small.map((one) => [one.id, one]));

  it('are as many as was asked for at most, and the same for the same seed', () => {
    const made = augment(small, shares, createRandom(1));
    expect(made.length).toBeGreaterThan(small.length);
    expect(made.length).toBeLessThanOrEqual(3 * small.length);
    expect(augment(small, shares, createRandom(1))).toEqual(made);
    expect(augment(small, { joined: 0, swapped: 0, unstopped: 0 }, createRandom(1))).toEqual([]);
    expect(augment([], shares, createRandom(1))).toEqual([]);
  });

  it('hold the spans of their labels, and labels of the standard', () => {
    for (const { text, gold } of augment(small, shares, createRandom(2))) {
      for (const { text: span } of gold.flatMap(spanSlots)) expect(normaliseText(text, ['小蜂'])).toContain(span);
      for (const { intent, slots } of gold) expect(slotsSchema(intent).safeParse(slots).success).toBe(true);
    }
  });

  it('leave their sources as they were', () => {
    const before = structuredClone(small);
    augment(small, shares, createRandom(3));
    expect(small).toEqual(before);
  });

  it('joined, ask for two things of one voice and one role, and for talk never', () => {
    for (const { gold, voice, role } of only('joined')) {
      expect(gold).toHaveLength(2);
      expect(gold[0]!.intent).not.toBe(gold[1]!.intent);
      for (const frame of gold) {
        expect(frame.intent).not.toBe('smalltalk');
        expect(sourceOf.get(frame)).toMatchObject({ voice, role });
      }
    }
  });

  it('joined, are said at an hour and among things for which both labels hold', () => {
    const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d/.test(value);
    for (const { text, now, context, gold } of only('joined')) {
      for (const frame of gold) {
        const source = sourceOf.get(frame)!;
        if (Object.values(frame.slots).some(isTime)) expect(now, text).toBe(source.now);
        if (frame.intent === 'check_in' && frame.slots.kind === 'party_day')
          expect({ now, activities: context?.activities }, text).toEqual({
            now: source.now,
            activities: source.context?.activities,
          });
        if (frame.slots.ticket) expect(context?.tickets, text).toEqual(source.context?.tickets);
      }
    }
  });

  it('swapped, are the same sentence about another place or activity', () => {
    const made = only('swapped');
    expect(made.length).toBeGreaterThan(0);
    for (const { id, text, gold } of made) {
      const source = idOf.get(id)!;
      expect(gold.map(({ intent }) => intent)).toEqual(source.gold.map(({ intent }) => intent));
      const without = (said: string, frames: Utterance['gold']) =>
        frames.flatMap(spanSlots).reduce((rest, { text: span }) => rest.replace(span, '…'), said);
      expect(without(text, gold)).toBe(without(source.text, source.gold));
    }
  });

  it('swapped, keep the name of what is planned, since its kind goes with it', () => {
    for (const { id, gold } of only('swapped')) {
      const title = (frames: Utterance['gold']) => frames.find(({ intent }) => intent === 'plan_activity')?.slots.title;
      expect(title(gold)).toBe(title(idOf.get(id)!.gold));
    }
  });

  it('unstopped, say the same letters', () => {
    const letters = (text: string) => text.replace(/[，,。 ]/g, '');
    const made = only('unstopped');
    expect(made.length).toBeGreaterThan(0);
    for (const { id, text, gold } of made) {
      const source = idOf.get(id)!;
      expect(letters(text)).toBe(letters(source.text));
      expect(text).not.toBe(source.text);
      expect(gold).toEqual(source.gold);
    }
  });
});
