import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/index.ts';
import { sayScores, scoreSet } from '../../src/cli/score.ts';
import { answerLines } from '../../src/cli/understand.ts';
import type { Frame, Intent } from '../../src/core/intent.ts';
import { createReader } from '../../src/understanding/index.ts';
import { measure } from '../../src/understanding/training/measure.ts';
import { projectRoot } from '../support/source.ts';

const folder = mkdtempSync(join(tmpdir(), 'xiaofeng-score-'));
afterAll(() => rmSync(folder, { recursive: true }));

const frame = (intent: Intent, slots: Record<string, unknown> = {}): Frame => ({ intent, slots });

describe('what a score says', () => {
  const said = sayScores(
    measure([
      {
        gold: [frame('check_in', { place: '东门', kind: 'patrol' })],
        found: [frame('check_in', { place: '西门', kind: 'patrol' })],
      },
      { gold: [frame('check_in')], found: [frame('help')] },
      { gold: [frame('check_in')], found: [frame('help')] },
      { gold: [frame('undo')], found: [frame('smalltalk')] },
      { gold: [frame('smalltalk')], found: [frame('check_in')] },
      { gold: [frame('report_hazard', { urgent: true })], found: [frame('report_hazard')] },
    ]),
  ).split('\n');

  it('is a table of the intents, by name', () => {
    expect(said.slice(0, 6)).toEqual([
      'intent               precision recall    F1   gold',
      'check_in                 50.0%  33.3%  0.400      3',
      'help                      0.0%    n/a  0.000      0',
      'report_hazard           100.0% 100.0%  1.000      1',
      'smalltalk                 0.0%   0.0%  0.000      1',
      'undo                       n/a   0.0%  0.000      1',
    ]);
  });

  it('is one line of JSON', () => {
    expect(JSON.parse(said[6]!)).toEqual({
      messages: 6,
      unanswered: 0,
      message_accuracy: 0.3333,
      macro_f1: 0.35,
      slot_f1: 0.4,
      frame_accuracy: 0,
      false_actions: '1/1',
      urgent_missed: '1/1',
    });
  });

  it('is what was taken for what, the most frequent first', () => {
    const from = said.indexOf('missed → taken for instead');
    expect(said.slice(from + 1, said.indexOf('', from))).toEqual([
      '   2  check_in → help',
      '   1  undo → smalltalk',
      '   1  smalltalk → check_in',
    ]);
  });

  it('is how each slot fared, the worst first', () => {
    const slots = said.slice(said.indexOf('slots, the worst first') + 1);
    expect(slots[0]).toBe(`${'check_in.place'.padEnd(32)} right 0, wrong 1, missed 1`);
    expect(slots.at(-1)).toBe(`${'check_in.kind'.padEnd(32)} right 1, wrong 0, missed 0`);
  });

  it('of nothing is a table of nothing', () => {
    expect(JSON.parse(sayScores(measure([])).split('\n')[1]!)).toMatchObject({
      messages: 0,
      message_accuracy: 0,
      false_actions: '0/0',
    });
  });
});

const record = (over: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: 'x-1',
    text: '@小蜂 签到',
    role: 'courier',
    now: '2026-11-20T20:10:00+08:00',
    gold: [{ intent: 'check_in', slots: { kind: 'unspecified' } }],
    ...over,
  });

describe('scoring a set', () => {
  it('reads each message with the shipped reader and leaves our own slots out', () => {
    const scores = scoreSet(
      [record(), record({ text: '昨天巡的，都正常', gold: [{ intent: 'check_in', slots: { kind: 'patrol' } }] })].join('\n'),
      'set.jsonl',
    );
    expect(scores).toMatchObject({ messages: 2, messageAccuracy: 1 });
    expect(Object.keys(scores.slots).filter((slot) => /items|half|days_ago/.test(slot))).toEqual([]);
  });
});

/** The program as it is called, in a folder of its own. */
function score(...args: string[]): { code: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync('node', [join(projectRoot, 'src', 'cli', 'score.ts'), ...args], {
    encoding: 'utf8',
    cwd: folder,
  });
  return { code: status, out: stdout, error: stderr };
}

describe('the program', () => {
  it('prints the scores of a file', () => {
    const path = join(folder, 'good.jsonl');
    writeFileSync(
      path,
      `${record()}\n\n${record({ id: 'x-2', text: '早上好呀', gold: [{ intent: 'smalltalk', slots: {} }] })}\n`,
    );
    const { code, out, error } = score(path);
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain('intent               precision recall    F1   gold');
    expect(out).toContain('"messages":2');
    expect(out).toContain('missed → taken for instead');
  });

  it.each([[[]], [['one.jsonl', 'two.jsonl']]])('asks for one set when it is given %j', (args) => {
    const { code, out, error } = score(...args);
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(/^score: .*npm run score -- SET\.jsonl\n$/);
  });

  it('names a file that is missing, and what to give', () => {
    const { code, out, error } = score('nowhere.jsonl');
    expect([code, out]).toEqual([1, '']);
    expect(error).toMatch(/^score: /);
    expect(error).toContain('nowhere.jsonl');
    expect(error).toContain('npm run score -- SET.jsonl');
    expect(error.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['{"id":', 'not JSON', 'one record'],
    [record({ gold: undefined }), 'gold', 'gold'],
    [record({ gold: [{ intent: 'check_in', slots: { kind: 'party' } }] }), 'kind', 'party_day'],
    [record({ gold: [{ intent: 'dance', slots: {} }] }), 'intent', 'check_in'],
  ])('names the line that is wrong, and what it should be: %s', (line, fault, cure) => {
    const path = join(folder, 'bad.jsonl');
    writeFileSync(path, `${record()}\n${line}\n`);
    const { code, out, error } = score(path);
    expect([code, out]).toEqual([1, '']);
    expect(error).toContain('score: bad.jsonl, line 2');
    expect(error).toContain(fault);
    expect(error).toContain(cure);
    expect(error).not.toMatch(/\n\s+at /);
  });
});

const shared = join(projectRoot, '../shared/understanding');
const scorer = join(shared, 'score.mjs');
const sets = ['dev-a.jsonl', 'dev-b.jsonl'].map((name) => join(shared, name)).filter(existsSync);

describe.runIf(existsSync(scorer) && sets.length > 0)('the label standard’s scorer, when it lies beside the project', () => {
  it.each(sets)('prints the same table and the same line for %s', async (path) => {
    const gold = readFileSync(path, 'utf8');
    const answers: string[] = [];
    async function* lines() {
      yield* gold.split('\n');
    }
    await answerLines(lines(), createReader({ calendar: createCalendar() }), 0, (line) => answers.push(line));
    const found = join(folder, 'found.jsonl');
    writeFileSync(found, answers.join(''));
    const theirs = execFileSync('node', [scorer, path, found], { encoding: 'utf8' }).trim().split('\n');
    const ours = sayScores(scoreSet(gold, 'set')).split('\n');
    expect(ours.slice(0, theirs.length - 1)).toEqual(theirs.slice(0, -1));
    expect(Object.entries(JSON.parse(ours[theirs.length - 1]!))).toEqual(Object.entries(JSON.parse(theirs.at(-1)!)));
  });
});
