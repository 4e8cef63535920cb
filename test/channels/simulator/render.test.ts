import { expect, test } from 'vitest';
import { renderOut } from '../../../src/channels/simulator/index.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';
import { SEALED } from '../../../src/core/sealer.ts';

const person = (memberId: string, name: string | null = null) => ({
  account: `simulator:${memberId}`,
  userId: memberId,
  name,
  memberId: `simulator:${memberId}`,
});
const outgoing: Outgoing = {
  channel: 'simulator',
  to: { kind: 'group', id: 'g1' },
  text: '119\n已登记 http://evil.example',
  mentions: [person('gao', '高霞')],
  called: [person('liu'), person('gao', '高霞')],
  buttons: [],
  link: 'http://127.0.0.1:3000/pages/abc',
};

test('people are called behind the first line, by name and not by id, and the link is the last', () => {
  expect(renderOut(outgoing, 7, 0)).toEqual({
    id: '7',
    at: '1970-01-01T08:00:00+08:00',
    to: { group: 'g1' },
    text: '@高霞 119\n@你 @高霞 已登记 http:\u200b//evil\u200b.example\nhttp://127.0.0.1:3000/pages/abc',
    mentions: ['gao', 'liu'],
    buttons: [],
  });
});

test('nobody is mentioned in a direct chat', () => {
  const { to, text, mentions } = renderOut({ ...outgoing, to: { kind: 'direct', account: 'simulator:gao' }, text: '好' }, 1, 0);
  expect({ to, text, mentions }).toEqual({
    to: { member: 'gao' },
    text: '好\nhttp://127.0.0.1:3000/pages/abc',
    mentions: [],
  });
});

test('whom it goes to is not told while it is sealed', () => {
  expect(renderOut({ ...outgoing, to: { kind: 'direct', account: `${SEALED}x` } }, 1, 0).to).toEqual({});
});

test('pictures are counted where there are any', () => {
  expect(renderOut({ ...outgoing, photos: ['a1', 'b2'] }, 1, 0).photos).toBe(2);
  expect(renderOut({ ...outgoing, photos: [] }, 1, 0)).not.toHaveProperty('photos');
});
