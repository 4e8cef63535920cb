import { expect, test } from 'vitest';
import { deskWordIn, quotedNumberIn } from '../../../src/domain/words/desk.ts';

test.each([
  '同意',
  '批了',
  '准了',
  '我同意',
  '行',
  '可以',
  '给他吧',
  '让他换',
  '确认',
  '属实',
  '可以换',
  '好，同意',
  '没问题',
  '好',
  '好的',
  'ok',
  '可',
])('“%s” is a yes', (words) => {
  expect(deskWordIn(words)).toMatchObject({ isYes: true, reason: null });
});

test.each([
  ['不同意', null],
  ['不同意，没货了', '没货了'],
  ['不批 人手够了', '人手够了'],
  ['不对', null],
  ['没这么多', null],
])('“%s” is a no', (words, reason) => {
  expect(deskWordIn(words)).toMatchObject({ isYes: false, reason });
});

test.each([
  ...['同意吗', '批了没', '同意书怎么写', '可以签到吗', '行程单', '给他打电话', '确认收货', '通过率多少', '不给钱'],
  ...['批发', '不同意见', '准时', '准备开会', '让他来', '批评', '给', '确认一下时间', '我可以', '谢谢', '1'],
])('“%s” is neither', (words) => {
  expect(deskWordIn(words)).toBeNull();
});

test('what is quoted names the one question, or none', () => {
  expect(quotedNumberIn('老周想用 2 分换洗车券，兑换 1。\n回“兑换1 同意”或“兑换1 不同意”。', 'exchange')).toBe(1);
  expect(quotedNumberIn('老周想用 2 分换洗车券，兑换 1。\n小吴想换水，兑换 2。', 'exchange')).toBeNull();
  expect(quotedNumberIn('老周想认领“安全生产岗”，岗 3。', 'post')).toBe(3);
  expect(quotedNumberIn('老周想认领“安全生产岗”，岗 3。', 'hours')).toBeNull();
});
