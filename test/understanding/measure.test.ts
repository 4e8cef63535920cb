import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { type Frame, type Intent, intentNames } from '../../src/core/intent.ts';
import { ownSlots } from '../../src/core/slots.ts';
import { createReader, STARTER } from '../../src/understanding/index.ts';
import { contextOf, parseUtterances, spokenText } from '../../src/understanding/training/corpus.ts';
import { f1, measure, type Scores } from '../../src/understanding/training/measure.ts';
import { projectRoot } from '../support/source.ts';

interface Pair {
  gold: Frame[];
  found: Frame[];
}
const frame = (intent: Intent, slots: Record<string, unknown> = {}): Frame => ({ intent, slots });
const pair = (gold: Frame[], found: Frame[]): Pair => ({ gold, found });
const none = { right: 0, wrong: 0, missed: 0 };

describe('messages and intents', () => {
  const scores = measure([
    pair([frame('check_in')], [frame('check_in')]),
    pair([frame('check_in'), frame('report_hazard')], [frame('report_hazard')]),
    pair([frame('ask_policy')], [frame('raise_appeal')]),
    pair([frame('smalltalk')], [frame('check_in')]),
    pair([frame('smalltalk')], [frame('help')]),
  ]);

  it('count as right when the set of intents is', () => {
    expect(scores.messages).toBe(5);
    expect(scores.messageAccuracy).toBeCloseTo(1 / 5);
    expect(scores.frameAccuracy).toBeCloseTo(1 / 5);
    expect(scores.intents).toEqual({
      check_in: { right: 1, wrong: 1, missed: 1 },
      report_hazard: { ...none, right: 1 },
      ask_policy: { ...none, missed: 1 },
      raise_appeal: { ...none, wrong: 1 },
      smalltalk: { ...none, missed: 2 },
      help: { ...none, wrong: 1 },
    });
  });

  it('are acted upon falsely when talk is taken for anything but a question for help', () => {
    expect([scores.falseActions, scores.chatter]).toEqual([1, 2]);
  });

  it('are named with what they were taken for', () => {
    expect(scores.confusions).toEqual({
      'check_in → ·': 1,
      'ask_policy → raise_appeal': 1,
      'smalltalk → check_in': 1,
      'smalltalk → help': 1,
    });
  });

  it('are none in an empty set', () => {
    expect(measure([])).toMatchObject({ messages: 0, messageAccuracy: 0, frameAccuracy: 0, slotF1: 1, intents: {} });
  });

  it('miss an urgent hazard that is called an ordinary one, or another’s', () => {
    const urgent = frame('report_hazard', { urgent: true });
    const { urgent: all, urgentMissed } = measure([
      pair([urgent], [urgent]),
      pair([urgent], [frame('report_hazard', { urgent: false })]),
      pair([urgent], [frame('smalltalk')]),
      pair([frame('report_hazard')], [urgent]),
    ]);
    expect([urgentMissed, all]).toEqual([2, 3]);
  });
});

describe('slots', () => {
  const slotsOf = (gold: Record<string, unknown>, found: Record<string, unknown>): Scores['slots'] =>
    measure([pair([frame('check_in', gold)], [frame('check_in', found)])]).slots;

  it('are counted one by one, and only where the intent was found', () => {
    const scores = measure([
      pair(
        [frame('check_in', { kind: 'patrol', place: '东门', hours: 2 })],
        [frame('check_in', { kind: 'patrol', place: '西门', mode: 'online' })],
      ),
      pair([frame('sign_up', { activity: '体检' })], [frame('smalltalk')]),
    ]);
    expect(scores.slots).toEqual({
      'check_in.kind': { ...none, right: 1 },
      'check_in.place': { ...none, wrong: 1, missed: 1 },
      'check_in.hours': { ...none, missed: 1 },
      'check_in.mode': { ...none, wrong: 1 },
    });
    expect(scores.slotF1).toBeCloseTo(2 / (2 + 2 + 2));
    expect([scores.messageAccuracy, scores.frameAccuracy]).toEqual([0.5, 0]);
  });

  it.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{}, { place: null }],
    [{ place: '' }, {}],
    [{ kind: 'unspecified' }, {}],
    [{ party_size: 1 }, { session: undefined }],
    [{ urgent: false, anonymous: false, near_me: false, require_ack: false }, {}],
    [{ audience: 'all', scope: 'self' }, {}],
  ])('%j and %j say the same nothing', (gold, found) => {
    expect(slotsOf(gold, found)).toEqual({});
  });

  it.each<[string, unknown, unknown, boolean]>([
    ['place', '东门', '东门。', true],
    ['place', '长江路驿站门口', '长江路驿站门', true],
    ['place', '长江路驿站门口', '驿站', false],
    ['place', '3号楼电梯口', '5号楼电梯口', false],
    ['place', '三号楼电梯口', '3号楼电梯口', false],
    ['place', '东门', '西门', false],
    ['place', 'Ａ座', 'a座', true],
    ['activity', '主题党日', '11月主题党日', true],
    ['title', '《消防手册》', '消防手册', true],
    ['activity', '党', '党日', false],
    ['item', '毛巾', '蓝毛巾', false],
    ['at', '2026-11-20T20:10:00+08:00', '2026-11-20T12:10:30Z', true],
    ['at', '2026-11-20T20:10:00+08:00', '2026-11-20T20:11:00+08:00', false],
    ['from', '2026-11-20', '2026-11-20', true],
    ['from', '2026-11-20', '2026-11-21', false],
    ['hours', 2, 2.0, true],
    ['hours', 2, '2', true],
    ['hours', 2, 2.5, false],
    ['satisfied', true, true, true],
    ['satisfied', false, true, false],
    ['ticket', 'H-0012', 'h-0012', true],
    ['ticket', 'H-0012', 'H-0013', false],
  ])('of %s takes %j and %j for the same: %s', (slot, gold, found, expected) => {
    const counted = slotsOf({ [slot]: gold }, { [slot]: found })[`check_in.${slot}`];
    expect(counted).toEqual(expected ? { ...none, right: 1 } : { ...none, wrong: 1, missed: 1 });
  });

  it('agree with themselves and are counted alike from both sides', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('东门', '东门口', 3, 2.5, true, '2026-11-20T20:10:00+08:00'));
    const slots = fc.dictionary(fc.constantFrom('place', 'activity', 'hours', 'at', 'kind'), value, { maxKeys: 4 });
    fc.assert(
      fc.property(slots, slots, (a, b) => {
        expect(Object.values(slotsOf(a, a)).every(({ wrong, missed }) => wrong + missed === 0)).toBe(true);
        const [there, back] = [slotsOf(a, b), slotsOf(b, a)];
        for (const [name, { right, wrong, missed }] of Object.entries(there))
          expect(back[name]).toEqual({ right, wrong: missed, missed: wrong });
      }),
    );
  });

  it('give one number: the harmonic mean of precision and recall', () => {
    expect(f1({ right: 0, wrong: 0, missed: 0 })).toBe(1);
    expect(f1({ right: 0, wrong: 3, missed: 0 })).toBe(0);
    expect(f1({ right: 6, wrong: 2, missed: 4 })).toBeCloseTo((2 * 0.75 * 0.6) / (0.75 + 0.6));
  });
});

const scorer = join(projectRoot, '../shared/understanding/score.mjs');

/** What the label standard's own scorer prints for the same pairs. */
function scoredElsewhere(pairs: readonly Pair[]): { result: Record<string, unknown>; table: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-score-'));
  const write = (name: string, records: readonly unknown[]) => {
    const path = join(folder, name);
    writeFileSync(path, records.map((record) => JSON.stringify(record)).join('\n'));
    return path;
  };
  const gold = write(
    'gold.jsonl',
    pairs.map((one, id) => ({ id, text: '', gold: one.gold })),
  );
  const found = write(
    'found.jsonl',
    pairs.map((one, id) => ({ id, intents: one.found })),
  );
  const lines = execFileSync('node', [scorer, gold, found], { encoding: 'utf8' }).trim().split('\n');
  rmSync(folder, { recursive: true });
  return { result: JSON.parse(lines.at(-1)!), table: lines.slice(0, -1) };
}

describe.runIf(existsSync(scorer))('the label standard’s own scorer, when it lies beside the project', () => {
  const expectAgreement = (pairs: readonly Pair[]) => {
    const { result } = scoredElsewhere(pairs);
    const scores = measure(pairs);
    expect({
      messages: scores.messages,
      message_accuracy: scores.messageAccuracy,
      slot_f1: scores.slotF1,
      frame_accuracy: scores.frameAccuracy,
      false_actions: `${scores.falseActions}/${scores.chatter}`,
      urgent_missed: `${scores.urgentMissed}/${scores.urgent}`,
    }).toEqual({
      messages: result.messages,
      message_accuracy: expect.closeTo(Number(result.message_accuracy), 4),
      slot_f1: expect.closeTo(Number(result.slot_f1), 4),
      frame_accuracy: expect.closeTo(Number(result.frame_accuracy), 4),
      false_actions: result.false_actions,
      urgent_missed: result.urgent_missed,
    });
  };

  it('counts frames of any kind as we do', () => {
    const span = fc.constantFrom('东门', '东门。', '东门口', '3号楼', '5号楼', '主题党日', '11月主题党日', 'A座', 'ａ座', '');
    const slots = fc.record(
      {
        place: span,
        activity: span,
        title: span,
        kind: fc.constantFrom('unspecified', 'patrol', null),
        urgent: fc.boolean(),
        hours: fc.constantFrom(1, 1.5, '1.5', null),
        party_size: fc.constantFrom(1, 2),
        at: fc.constantFrom('2026-11-20T20:10:00+08:00', '2026-11-20T20:10:59+08:00', '2026-11-20T20:11:00+08:00'),
        from: fc.constantFrom('2026-11-20', '2026-11-21'),
      },
      { requiredKeys: [] },
    );
    const frames = fc.array(fc.record({ intent: fc.constantFrom(...intentNames), slots }), { minLength: 1, maxLength: 3 });
    const likely = fc.record({ intent: fc.constantFrom<Intent>('report_hazard', 'check_in', 'smalltalk'), slots });
    const some = fc.oneof(frames, fc.array(likely, { minLength: 1, maxLength: 2 }));
    fc.assert(fc.property(fc.array(fc.record({ gold: some, found: some }), { minLength: 1, maxLength: 80 }), expectAgreement), {
      numRuns: 12,
    });
  });

  it('counts what the reader makes of the held-out voices as we do', () => expectAgreement(heldOut()));
});

/** What the shipped reader makes of people it has never heard. */
function heldOut(): Pair[] {
  const folder = join(STARTER, 'held-out');
  const read = createReader({ calendar: createCalendar() });
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => parseUtterances(readFileSync(join(folder, file), 'utf8'), file))
    .map((utterance) => ({
      gold: utterance.gold,
      found: read(spokenText(utterance, ['小蜂']), contextOf(utterance, ['小蜂'])).map(({ intent, slots }) =>
        frame(intent, Object.fromEntries(Object.entries(slots).filter(([slot]) => !ownSlots.includes(slot)))),
      ),
    }));
}

describe('the shipped reader, on voices kept out of its training', () => {
  it('reaches its floors', () => {
    const { messages, messageAccuracy, slotF1, frameAccuracy, urgent, urgentMissed, urgentFalse } = measure(heldOut());
    expect(messageAccuracy).toBeGreaterThanOrEqual(0.8);
    expect(slotF1).toBeGreaterThanOrEqual(0.85);
    expect(frameAccuracy).toBeGreaterThanOrEqual(0.62);
    expect(urgent).toBeGreaterThan(0);
    expect(urgentMissed / urgent).toBeLessThanOrEqual(0.05);
    expect(urgentFalse / messages).toBeLessThanOrEqual(0.04);
  });
});
