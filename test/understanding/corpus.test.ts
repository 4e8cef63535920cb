import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/core/errors.ts';
import { intentNames } from '../../src/core/intent.ts';
import { slotsSchema } from '../../src/core/labels.ts';
import { normaliseText } from '../../src/core/text.ts';
import { STARTER } from '../../src/understanding/index.ts';
import { spanSlots } from '../../src/understanding/stretches.ts';
import {
  contextOf,
  intentsOf,
  parseUtterances,
  spokenText,
  type Utterance,
  withoutRepeats,
} from '../../src/understanding/training/corpus.ts';
import { utterance } from './small-model.ts';

const MESSAGES_MIN = 8_000;
const VOICES_MIN = 20;
const REPEATED_MAX = 0.01;

const voicesIn = (folder: string) =>
  readdirSync(join(STARTER, folder))
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => file.slice(0, -'.jsonl'.length));
const fileOf = (folder: string, voice: string) => readFileSync(join(STARTER, folder, `${voice}.jsonl`), 'utf8');
const readAll = (folder: string) => voicesIn(folder).flatMap((voice) => parseUtterances(fileOf(folder, voice), voice));

describe('the messages that ship', () => {
  const folders = ['utterances', 'held-out'].filter((folder) => existsSync(join(STARTER, folder)));

  it.each(folders.flatMap((folder) => voicesIn(folder).map((voice) => [folder, voice] as const)))(
    'in %s/%s are read line by line by the label standard',
    (folder, voice) => {
      const jsonl = fileOf(folder, voice);
      const all = parseUtterances(jsonl, voice);
      expect(all).toHaveLength(jsonl.split('\n').filter((line) => line.trim() !== '').length);
      expect(all.length).toBeGreaterThan(0);
      for (const { gold, id } of all) {
        const talks = gold.some(({ intent }) => intent === 'smalltalk');
        expect(talks && gold.length > 1, `${id} is talk and something else`).toBe(false);
      }
    },
  );

  const training = readAll('utterances');
  const heldOut = readAll('held-out');
  const all = [...training, ...heldOut];

  it('copy their spans out of their texts', () => {
    const wrong = all.flatMap((one) => {
      const text = spokenText(one, ['小蜂']);
      return one.gold
        .flatMap(spanSlots)
        .filter((span) => !text.includes(normaliseText(span.text, [])))
        .map((span) => `${one.id} ${span.kind}`);
    });
    expect(wrong).toEqual([]);
  });

  it('have ids of their own that begin with their voice', () => {
    expect(all.filter(({ id, voice }) => !id.startsWith(`${voice}-`)).map(({ id, voice }) => `${voice}: ${id}`)).toEqual([]);
    const seen = new Set<string>();
    expect(all.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => id)).toEqual([]);
  });

  it('say something once it is normalised', () => {
    expect(all.filter((one) => spokenText(one, ['小蜂']) === '').map(({ id }) => id)).toEqual([]);
  });

  it(`are at least ${MESSAGES_MIN}`, ({ skip }) => {
    skip(training.length < MESSAGES_MIN, `the corpus is still growing: ${training.length} of ${MESSAGES_MIN} messages`);
    expect(training.length).toBeGreaterThanOrEqual(MESSAGES_MIN);
  });

  it('speak with many voices, none of them in both folders', () => {
    expect(voicesIn('utterances').length).toBeGreaterThanOrEqual(VOICES_MIN);
    expect(voicesIn('held-out').length).toBeGreaterThanOrEqual(2);
    expect(voicesIn('utterances').filter((voice) => voicesIn('held-out').includes(voice))).toEqual([]);
  });

  it('hardly repeat themselves or each other', () => {
    expect((all.length - withoutRepeats(all).length) / all.length).toBeLessThanOrEqual(REPEATED_MAX);
  });

  it('hold every intent, in both folders', () => {
    for (const [folder, some] of [
      ['utterances', training],
      ['held-out', heldOut],
    ] as const) {
      const said = new Set(some.flatMap(intentsOf));
      expect(
        [...intentNames].filter((intent) => !said.has(intent)),
        folder,
      ).toEqual([]);
    }
  });
});

const line = (over: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: 'a-1',
    text: '签到',
    role: 'courier',
    now: '2026-11-20T20:10:00+08:00',
    gold: [{ intent: 'check_in', slots: { kind: 'unspecified' } }],
    ...over,
  });

function complaint(jsonl: string): BotError {
  try {
    parseUtterances(jsonl, 'a');
  } catch (error) {
    expect(error).toBeInstanceOf(BotError);
    return error as BotError;
  }
  return expect.fail('the line was accepted');
}

describe('a file of labelled messages', () => {
  it('is one message per line, blank lines left out, all of one voice', () => {
    const all = parseUtterances(`${line()}\n\n  \n${line({ id: 'a-2' })}\r\n`, 'a');
    expect(all.map(({ id, voice }) => `${voice} ${id}`)).toEqual(['a a-1', 'a a-2']);
  });

  it.each([
    ['{"id":', 'not JSON'],
    ['[]', 'expected object'],
    [line({ id: '' }), 'id'],
    [line({ text: '' }), 'text'],
    [line({ role: 'boss' }), 'role'],
    [line({ now: 'soon' }), 'now'],
    [line({ now: '2026-11-20T20:10:00' }), 'now'],
    [line({ gold: [] }), 'gold'],
    [line({ gold: [{ intent: 'dance', slots: {} }] }), 'intent'],
    [line({ gold: [{ intent: 'check_in', slots: { kind: 'party' } }] }), 'check_in'],
    [line({ gold: [{ intent: 'check_in', slots: { colour: 'red' } }] }), 'colour'],
    [line({ gold: [{ intent: 'check_in', slots: { hours: 0 } }] }), 'hours'],
    [line({ gold: [{ intent: 'sign_up', slots: { party_size: 1.5 } }] }), 'party_size'],
    [line({ gold: [{ intent: 'query_ticket', slots: { ticket: 'H-12' } }] }), 'ticket'],
    [line({ gold: [{ intent: 'sign_up', slots: { session: '2026-11-20T12:10:00Z' } }] }), 'session'],
    [line({ gold: [{ intent: 'export_report', slots: { period: '2026-13' } }] }), 'period'],
    [line({ context: { activities: [{ title: 'x', start: 'soon' }] } }), 'start'],
  ])('with the line %s is refused, naming voice, line and fault', (bad, fault) => {
    const { code, message } = complaint(`${line()}\n\n${bad}\n`);
    expect(code).toBe('payload');
    expect(message).toContain('a, line 3');
    expect(message).toContain(fault);
  });

  it('takes a slot that is null for one that is left out', () => {
    const [read] = parseUtterances(line({ gold: [{ intent: 'sign_up', slots: { session: null, activity: null } }] }), 'a');
    expect(slotsSchema('sign_up').safeParse(read!.gold[0]!.slots).success).toBe(true);
  });
});

describe('a labelled message', () => {
  it('is what the reader gets: without the mention, with what is known beside it', () => {
    const one = utterance('@小蜂  到了', [['check_in']], {
      role: 'secretary',
      context: {
        activities: [{ title: '党日', start: '2026-11-20T20:30:00+08:00' }],
        quoted: '@小蜂 在吗',
        has_photo: true,
        tickets: ['H-0001'],
      },
    });
    expect(spokenText(one, ['小蜂'])).toBe('到了');
    expect(contextOf(one, ['小蜂'])).toEqual({
      now: Date.parse('2026-11-20T20:10:00+08:00'),
      role: 'secretary',
      activities: [{ title: '党日', start: Date.parse('2026-11-20T20:30:00+08:00') }],
      quoted: '在吗',
      hasPhoto: true,
      tickets: ['H-0001'],
    });
  });

  it('needs nothing beside it; couriers and riders are members', () => {
    for (const role of ['courier', 'rider'] as const) {
      expect(contextOf(utterance('到了', [['check_in']], { role, context: null }), [])).toMatchObject({
        role: 'member',
        activities: [],
        quoted: null,
        hasPhoto: false,
        tickets: [],
      });
    }
  });

  it('asks for each thing once', () => {
    expect(intentsOf(utterance('签到两次', [['check_in'], ['check_in'], ['report_hazard']]))).toEqual([
      'check_in',
      'report_hazard',
    ]);
  });
});

describe('repeats', () => {
  const hazard = (text: string): Utterance => utterance(text, [['report_hazard']]);

  it('are the same words again, a stop or a particle more or less', () => {
    const all = ['东门充电柜一直在冒白烟', '东门充电柜一直在冒白烟！！', '东门 充电柜 一直在冒白烟了'].map(hazard);
    expect(withoutRepeats(all)).toEqual([all[0]]);
  });

  it('are none when they mean something else', () => {
    const text = '东门充电柜一直在冒白烟';
    const all = [hazard(text), utterance(text, [['smalltalk']]), utterance(text, [['report_hazard'], ['check_in']])];
    expect(withoutRepeats(all)).toEqual(all);
  });

  it('are none when they are short answers, or speak of something else', () => {
    const all = [
      ...['收到', '收到', '到了'].map((text) => utterance(text, [['acknowledge']])),
      hazard('三号楼电梯门夹了人'),
      hazard('路口红绿灯不亮了'),
    ];
    expect(withoutRepeats(all)).toEqual(all);
  });

  it('once left out leave none behind', () => {
    const words = fc.constantFrom('东门', '充电柜', '冒烟', '了', '电梯', '坏', '，', '三号楼');
    const messages = fc.array(
      fc.array(words, { maxLength: 8 }).map((some) => hazard(`${some.join('')}。`)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(messages, (all) => {
        const kept = withoutRepeats(all);
        expect(all.filter((one) => kept.includes(one))).toEqual(kept);
        expect(withoutRepeats(kept)).toEqual(kept);
      }),
    );
  });
});
