import { describe, expect, it, test } from 'vitest';
import { withoutGaps } from '../../src/understanding/fold.ts';
import { createReader } from '../../src/understanding/index.ts';

const understand = createReader();
const read = (text: string, role: 'member' | 'secretary' = 'member') =>
  understand(text, {
    now: Date.parse('2026-11-22T08:00:00+08:00'),
    role,
    activities: [],
    quoted: null,
    hasPhoto: false,
    tickets: [],
  });

describe('a figure that stands apart', () => {
  test.each([
    '志愿服务 6 小时',
    '志愿服务 6小时',
    '志愿服务6 小时',
    '志愿服务 6',
    '做了 3 个小时志愿',
    '今天干了 2.5 小时志愿',
    '报 3 个人',
    '我带 2 个孩子参加',
    '早巡完了 4 项都正常',
    '3 号楼 2 单元楼道堵了',
    '长江路 12 号井盖没了',
    '3 楼漏电了',
    '拖欠工资 3 个月',
  ])('%s is read as without the gaps', (words) => {
    const close = words.replaceAll(/(?<=\d) | (?=\d)/g, '');
    expect(read(words)).toEqual(read(close));
  });

  it('is part of a day', () => {
    expect(read('11 月 25 日上午 9 点搞主题党日', 'secretary')).toEqual(read('11月25日上午9点搞主题党日', 'secretary'));
  });

  test.each(['212受理 213驳回', 'H-0012 满意', '13900000000 打这个', '先打 110'])('%s stays as it is', (words) => {
    expect(withoutGaps(words)).toBe(words);
  });
});
