import { describe, expect, it } from 'vitest';
import { answerLines } from '../../src/cli/understand.ts';
import { createReader } from '../../src/understanding/index.ts';

const NOW = Date.parse('2026-11-20T20:10:00+08:00');

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function answer(lines: readonly string[]): Promise<{ out: { id: unknown; intents: unknown }[]; error: string | null }> {
  const out: string[] = [];
  const error = await answerLines(linesOf(lines), createReader(), NOW, (line) => out.push(line)).then(
    () => null,
    (reason: Error) => reason.message,
  );
  return { out: out.map((line) => JSON.parse(line)), error };
}

describe('answering records', () => {
  it('answers each line in order', async () => {
    const { out, error } = await answer(['{"id":"a","text":"@小蜂 签到"}', '', '{"id":"b","text":"早上好呀"}']);
    expect(error).toBeNull();
    expect(out).toEqual([
      { id: 'a', intents: [{ intent: 'check_in', slots: { kind: 'unspecified' } }] },
      { id: 'b', intents: [{ intent: 'smalltalk', slots: {} }] },
    ]);
  });

  it('uses time, role and context', async () => {
    const record = {
      id: 'a',
      text: '到了',
      role: 'rider',
      now: '2026-11-20T14:50:00+08:00',
      context: {
        activities: [{ title: '11月主题党日', start: '2026-11-20T15:00:00+08:00' }],
        quoted: null,
        has_photo: false,
        tickets: [],
      },
    };
    const { out } = await answer([JSON.stringify(record), JSON.stringify({ ...record, now: '2026-11-20T09:00:00+08:00' })]);
    expect(out.map(({ intents }) => intents)).toEqual([
      [{ intent: 'check_in', slots: { kind: 'party_day' } }],
      [{ intent: 'check_in', slots: { kind: 'unspecified' } }],
    ]);
  });

  it('does without context and its keys', async () => {
    const { out, error } = await answer([
      '{"text":"收到"}',
      '{"id":1,"text":"收到","context":{}}',
      '{"id":"c","text":"收到","context":null}',
    ]);
    expect(error).toBeNull();
    expect(out.map(({ id }) => id)).toEqual([null, 1, 'c']);
  });

  it.each([
    ['not JSON', 'Line 2 is not JSON'],
    ['{"id":"x"}', 'Line 2: text is missing'],
    ['{"id":"x","text":7}', 'Line 2: text is missing or of the wrong kind'],
    ['[]', 'Line 2: the record is missing or of the wrong kind'],
    ['{"id":"x","text":"a","now":"soon"}', 'Line 2: now'],
  ])('stops at %s, after answering what came before', async (line, message) => {
    const { out, error } = await answer(['{"id":"a","text":"你好"}', line, '{"id":"z","text":"你好"}']);
    expect(out.map(({ id }) => id)).toEqual(['a']);
    expect(error).toContain(message);
  });

  it('holds no more than one answer back from a slow reader', async () => {
    let running = 0;
    let most = 0;
    const write = async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    };
    await answerLines(linesOf(Array.from({ length: 50 }, () => '{"text":"好"}')), createReader(), NOW, write);
    expect(most).toBe(1);
  });
});
