// What is heard as the answer to a question that was passed on, and what says only how far it is.
import { describe, expect, test } from 'vitest';
import { settlingIn } from '../../../src/domain/words/settling.ts';

describe('a reply to whoever asked', () => {
  const reply = { number: 'A-0012', action: 'resolve', note: '归后勤管', other: null, isReply: true };
  test.each([
    ...[
      'A-0012 答复：归后勤管',
      'A-0012答复:归后勤管',
      'A-12 回复： 归后勤管',
      '答复A-0012：归后勤管',
      '12号诉求的答复：归后勤管',
    ],
  ])('%s', (words) => {
    expect(settlingIn(words)).toEqual(reply);
  });

  test('may be long, and may ask something with a colon', () => {
    const note = `${'单位要在30天内去申请，'.repeat(8)}哪天出的事？`;
    expect(settlingIn(`A-0012 答复：${note}`)?.note).toBe(note);
  });

  test.each([
    'A-0012 回复了吗',
    'A-0012 回复 什么时候有',
    'A-0012 有回复没',
    'H-0012 回复：明天去看',
    'A-0012 答复：',
    'A-0012 跟他说一下',
    'A-0002 告诉他，我们正在办，别急',
    'A-0012 回复一下，别拖了',
    'A-0003 请回复，超期了',
    'A-0012 答复 老陈你来写',
    'A-0012 回复 归后勤管',
    'A-0012 回复：正在办',
    'A-0012 答复：已经在办了，别急',
    'A-0012 回复：会尽快',
  ])('not %s', (words) => {
    expect(settlingIn(words)).toBeNull();
  });
});
