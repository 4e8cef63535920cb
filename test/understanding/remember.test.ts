import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Understand, UnderstandingContext } from '../../src/core/understanding.ts';
import { remembering } from '../../src/understanding/remember.ts';

const NOW = Date.parse('2026-11-20T20:10:20+08:00');
const context: UnderstandingContext = { now: NOW, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets: [] };

function counted() {
  let count = 0;
  const read: Understand = (text) => {
    count += 1;
    return [{ intent: 'acknowledge', slots: { text, count }, alternative: { intent: 'smalltalk', slots: {} } }];
  };
  return { read: remembering(read), count: () => count };
}

it('reads the same words in the same situation once a minute', () => {
  const { read, count } = counted();
  const first = read('收到', context);
  expect(read('收到', { ...context, now: NOW + 30_000 })).toEqual(first);
  expect(count()).toBe(1);
  read('收到', { ...context, now: NOW + 60_000 });
  expect(count()).toBe(2);
});

it('reads anew when anything of the situation differs', () => {
  const { read, count } = counted();
  const others: Partial<UnderstandingContext>[] = [
    { role: 'secretary' },
    { quoted: '通知' },
    { hasPhoto: true },
    { tickets: ['H-0001'] },
    { activities: [{ title: '体检', start: NOW }] },
  ];
  read('收到', context);
  for (const other of others) read('收到', { ...context, ...other });
  read('收到了', context);
  expect(count()).toBe(others.length + 2);
});

it('hands out copies that may be changed', () => {
  const { read } = counted();
  const [frame] = read('收到', context);
  frame!.slots.text = 'x';
  frame!.alternative!.slots.text = 'y';
  expect(read('收到', context)).toEqual([
    { intent: 'acknowledge', slots: { text: '收到', count: 1 }, alternative: { intent: 'smalltalk', slots: {} } },
  ]);
});

it('gives what the reader gives, whatever is said in whatever order', () => {
  const read: Understand = (text, { role }) => [{ intent: 'help', slots: { text, role } }];
  const remembered = remembering(read);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('收到', '好', '签到', 'x'.repeat(60)), fc.constantFrom('member', 'secretary' as const))),
      (said) => {
        for (const [text, role] of said as [string, 'member' | 'secretary'][])
          expect(remembered(text, { ...context, role })).toEqual(read(text, { ...context, role }));
      },
    ),
  );
});
