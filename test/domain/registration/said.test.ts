import { describe, expect, test } from 'vitest';
import { blankFor } from '../../../src/domain/registration/details.ts';
import { answerIn } from '../../../src/domain/registration/said.ts';

const listed = (name: string) => blankFor({ role: 'member', name });

describe('a whole name said where something else is asked', () => {
  test('goes in place of what somebody is called', () => {
    expect(answerIn(listed('老周'), 'employer', '周大勇').told).toEqual({ name: '周大勇' });
  });

  test.each([
    ['老周', '张伟'],
    ['老周', '周口'],
    ['老周', '周浦站'],
    ['周大勇', '周大福'],
    ['老周', '周边的站'],
  ])('not %s: %s', (name, words) => {
    expect(answerIn(listed(name), 'outlet', words).told.name).toBeUndefined();
  });

  test('stands beside the other parts told at once', () => {
    expect(answerIn(listed('小刘'), 'employer', '刘强，饿了么，城西站，住古墩社区，不是党员').told).toMatchObject({
      name: '刘强',
      employer: '饿了么',
      outlet: '城西站',
      membership: 'none',
    });
    expect(answerIn(listed('小刘'), 'outlet', '张江，饿了么，住古墩社区').told.name).toBeUndefined();
  });
});
