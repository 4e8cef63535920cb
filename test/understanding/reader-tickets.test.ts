// Numbers of tickets: what is asked of them, what is ordered, and what is neither.
import { describe, expect, it } from 'vitest';
import type { UnderstandingContext } from '../../src/core/understanding.ts';
import { createReader } from '../../src/understanding/index.ts';

const read = createReader();
const NOW = Date.parse('2026-11-20T20:10:00+08:00');

const context = (role: UnderstandingContext['role']): UnderstandingContext => {
  return { now: NOW, role, activities: [], quoted: null, hasPhoto: false, tickets: [] };
};

describe('a ticket’s number', () => {
  it.each([
    ['H-0031', { ticket: 'H-0031' }],
    ['看看H-0012', { ticket: 'H-0012' }],
    ['H-0012那个', { ticket: 'H-0012' }],
  ])('takes “%s”, which says nothing to do, for a question, also of a secretary', (text, slots) => {
    for (const role of ['member', 'secretary'] as const)
      expect(read(text, context(role))).toMatchObject([{ intent: 'query_ticket', slots }]);
  });

  it.each([
    ['H-0031 查无此事', 'reject'],
    ['H-0031 和 H-0009 重复', 'reject'],
    ['H-0031 不归我们管', 'reject'],
    ['H-0031 报街道', 'escalate_street'],
  ])('hears in “%s” of a secretary one order: %s', (text, action) => {
    expect(read(text, context('secretary'))).toMatchObject([{ intent: 'update_ticket', slots: { ticket: 'H-0031', action } }]);
  });

  it('never guesses what is to be done', () => {
    for (const text of ['H-0031处理一下', 'H-0031 你尽快办一下'])
      expect(
        read(text, context('secretary')).find(({ intent }) => intent === 'update_ticket')?.slots.action,
        text,
      ).toBeUndefined();
  });

  it('hears “still not done” as a verdict', () => {
    expect(read('H-0031 还没好', context('member'))).toMatchObject([
      { intent: 'rate_ticket', slots: { ticket: 'H-0031', satisfied: false } },
    ]);
  });
});
