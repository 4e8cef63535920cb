import { describe, expect, test } from 'vitest';
import { leadOf } from '../../../src/domain/words/broadcast.ts';
import { reasonAhead } from '../../../src/domain/words/notice-reasons.ts';

const reasonOf = (words: string) => reasonAhead(leadOf(words) ?? '')?.said ?? null;

describe('the reason ahead of what people are told', () => {
  test.each([
    ['后天有检查,提醒大家穿工服', '后天有检查'],
    ['明天下雨路滑提醒大家骑慢点', '明天下雨路滑'],
    ['2号楼停电 通知大家别去充电', '2号楼停电'],
    ['会议室停电,你跟大家说一声换到二楼', '会议室停电'],
    ['这个月奖金发了,通知大家查收', '这个月奖金发了'],
    ['街道周五来检查通知大家把车停好', '街道周五来检查'],
    ['小蜂,东门修路,你告诉骑手们绕一下', '东门修路'],
    ['钥匙找到了,我想通知大家来领', '钥匙找到了'],
    ['在修路呢,提醒大家绕行', '在修路呢'],
    ['雾大得很,麻烦你给兄弟们提个醒开灯', '雾大得很'],
  ])('“%s”', (words, reason) => {
    expect(reasonOf(words)).toBe(reason);
  });

  test.each([
    '通知大家周六理发',
    '老周让我通知大家明天停水',
    '有个事跟大家说一声,明天停水',
    '小蜂麻烦你帮我通知大家一下周六理发',
    '下班前提醒大家关灯',
    '我想给大家发个通知:周五体检',
    '晚上八点提醒大家充电',
    '今天先别发,通知大家周六理发',
    '明天早上提醒大家穿雨衣',
    '等雨停了通知大家出车',
    '现在马上通知大家东门封路',
  ])('is none in “%s”', (words) => {
    expect(leadOf(words)).not.toBeNull();
    expect(reasonOf(words)).toBeNull();
  });
});
