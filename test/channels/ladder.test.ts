import { describe, expect, it } from 'vitest';
import { type Attempt, climb, type Rung } from '../../src/channels/ladder.ts';

/** Rungs that answer in turn, and what was tried. */
function rungs(...answers: [name: string, ...attempts: Attempt[]][]) {
  const tried: string[] = [];
  const all = answers.map(
    ([name, ...attempts]): Rung => ({
      name,
      async attempt(isRepeat) {
        tried.push(isRepeat ? `${name} again` : name);
        return attempts.length > 1 ? attempts.shift()! : attempts[0]!;
      },
    }),
  );
  return { all, tried };
}
const sent = (via: string): Attempt => ({ kind: 'sent', via });
const lost = (isKeyed: boolean): Attempt => ({ kind: 'uncertain', isKeyed, reason: 'timeout' });

describe('the ladder', () => {
  it('takes the first way that carries', async () => {
    const { all, tried } = rungs(
      ['a', { kind: 'no_way', reason: 'a_gone' }],
      ['b', { kind: 'accepted', via: 'b' }],
      ['c', sent('c')],
    );
    expect(await climb(all, null)).toEqual({ kind: 'accepted', via: 'b' });
    expect(tried).toEqual(['a', 'b']);
  });

  it('stops where nobody knows the end, and repeats that way alone', async () => {
    const { all, tried } = rungs(
      ['a', { kind: 'refused', reason: 'x' }],
      ['b', lost(true), lost(true), sent('b')],
      ['c', sent('c')],
    );
    const first = await climb(all, null);
    expect(first).toEqual({ kind: 'retry', reason: 'b?timeout' });
    const second = await climb(all, 'b?timeout');
    expect(second).toEqual({ kind: 'retry', reason: 'b?timeout' });
    expect(await climb(all, 'b?timeout')).toEqual({ kind: 'sent', via: 'b' });
    expect(tried).toEqual(['a', 'b', 'b again', 'b again']);
  });

  it('repeats once where the platform knows no repeats', async () => {
    const { all } = rungs(['a', lost(false)], ['b', sent('b')]);
    expect(await climb(all, null)).toEqual({ kind: 'retry', reason: 'a?timeout' });
    expect(await climb(all, 'a?timeout')).toEqual({ kind: 'unknown', via: 'a', reason: 'timeout' });
  });

  it('keeps the open end while its way is shut, and gives up when the way is gone', async () => {
    const { all, tried } = rungs(['a', { kind: 'wait', until: 5, reason: 'away' }], ['b', sent('b')]);
    expect(await climb(all, 'a?timeout')).toEqual({ kind: 'wait', until: 5, reason: 'a?away' });
    expect(tried).toEqual(['a again']);
    expect(await climb(all, 'z?timeout')).toEqual({ kind: 'unknown', via: 'z', reason: 'way_gone' });
  });

  it('that carried a part of it carries the rest, at its time', async () => {
    const { all, tried } = rungs(['a', { kind: 'part', until: 9, reason: 'behind_1' }, sent('a')], ['b', sent('b')]);
    expect(await climb(all, null)).toEqual({ kind: 'wait', until: 9, reason: 'a?behind_1' });
    expect(await climb(all, 'a?behind_1')).toEqual({ kind: 'sent', via: 'a' });
    expect(tried).toEqual(['a', 'a again']);
  });

  it('goes on behind the open end when its way says that it never arrived', async () => {
    const { all } = rungs(['a', sent('a')], ['b', { kind: 'no_way', reason: 'gone' }], ['c', sent('c')]);
    expect(await climb(all, 'b?timeout')).toEqual({ kind: 'sent', via: 'c' });
  });

  it('ends where the words are refused', async () => {
    const { all, tried } = rungs(['a', { kind: 'barred', reason: 'words' }], ['b', sent('b')]);
    expect(await climb(all, null)).toEqual({ kind: 'refused', reason: 'words' });
    expect(tried).toEqual(['a']);
  });

  it.each<[Attempt[], Attempt]>([
    [
      [
        { kind: 'wait', until: 9, reason: 'w9' },
        { kind: 'retry', reason: 'r' },
        { kind: 'wait', until: 4, reason: 'w4' },
      ],
      { kind: 'wait', until: 4, reason: 'w4' },
    ],
    [
      [
        { kind: 'refused', reason: 'x' },
        { kind: 'no_way', reason: 'n' },
        { kind: 'retry', reason: 'r' },
      ],
      { kind: 'retry', reason: 'r' },
    ],
    [
      [
        { kind: 'refused', reason: 'x' },
        { kind: 'no_way', reason: 'n' },
      ],
      { kind: 'no_way', reason: 'n' },
    ],
    [[], { kind: 'no_way', reason: 'no_open_way' }],
  ])('says the most hopeful of %j', async (attempts, expected) => {
    const { all } = rungs(...attempts.map((attempt, index): [string, Attempt] => [`rung${index}`, attempt]));
    expect(await climb(all, null)).toEqual(expected);
  });
});
