// What calls people out, and what only sounds like it; longer lists stand in `sentences-danger.ts`.
import { describe, expect, it } from 'vitest';
import { createReader } from '../../src/understanding/index.ts';

const read = createReader();
const NOW = Date.parse('2026-11-20T20:10:00+08:00');

const isUrgent = (text: string): boolean =>
  read(text, { now: NOW, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets: [] }).some(
    ({ intent, slots }) => intent === 'report_hazard' && slots.urgent === true,
  );

describe('a danger among words that often tell of none', () => {
  it.each([
    '电影院着火了',
    '上次报的那个插座冒烟了',
    '那个片区仓库着火了，快来人',
    '去年修的充电柜又冒烟了',
    '没人管，柜子冒黑烟',
  ])('is heard in “%s”', (text) => {
    expect(isUrgent(text)).toBe(true);
  });
});
