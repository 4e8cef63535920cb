import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import handler from '../../handlers/do-not-disturb.ts';
import { isQuiet } from '../../src/domain/quiet-days.ts';
import { type ActivityTalk, activityTalk, instant } from '../support/activities.ts';

const { quiet, again } = handler.commands!;

describe('what is heard', () => {
  test.each([
    ['今天别提醒我', 0, 1],
    ['别提醒我了', 0, 1],
    ['别吵我', 0, 1],
    ['别再催我了', 0, 1],
    ['今天忙，别催我', 0, 1],
    ['今天太忙了别提醒', 0, 1],
    ['今天休息，不要给我发消息', 0, 1],
    ['晚上别打扰我', 0, 1],
    ['小蜂 我在忙 别吵', 0, 1],
    ['不用提醒我了谢谢', 0, 1],
    ['停止提醒', 0, 1],
    ['明天别提醒我', 1, 1],
    ['明儿个不用叫我', 1, 1],
    ['今明两天别提醒我', 0, 2],
    ['这两天先别提醒我', 0, 2],
    ['这周不要提醒我了', 0, 7],
    ['一个星期内都别提醒我', 0, 7],
    ['最近太忙了，别提醒我', 0, 7],
  ])('%s', (words, first, count) => {
    expect(quiet!.hears(words)).toEqual({ first, count });
    expect(again!.hears(words)).toBeNull();
  });

  test.each(['恢复提醒', '可以提醒我了', '提醒打开吧', '继续提醒我'])('%s', (words) => {
    expect(again!.hears(words)).toEqual({});
    expect(quiet!.hears(words)).toBeNull();
  });

  test.each([
    '别提醒他',
    '别提醒老王',
    '别通知骑手群',
    '提醒我明天签到',
    '今天提醒我',
    '别忘了提醒我',
    '不要忘记提醒我',
    '怎么不提醒我',
    '今天没提醒我',
    '别取消提醒',
    '别停提醒',
    '别打扰居民休息',
    '今天不来，别提醒大家了',
    '站长说别提醒我就不提醒',
    '发通知：别打扰人家休息',
  ])('%s is something else', (words) => {
    expect([quiet!.hears(words), again!.hears(words)]).toEqual([null, null]);
  });
});

describe('saying it', () => {
  let talk: ActivityTalk;
  beforeEach(async () => {
    talk = await activityTalk();
  });
  afterEach(() => talk.close());
  const isQuietAt = (time: string) => talk.inside(({ tx }) => isQuiet(tx, 'zhou', instant(time)));

  test('today lasts until midnight, for the one who said it', async () => {
    expect(await talk.say('zhou', '@小蜂 今天别提醒我', { group: 'g1' })).toEqual(['@老周 好，今天不提醒你了，明天照常。']);
    expect(await isQuietAt('2026-11-22T23:59')).toBe(true);
    expect(await isQuietAt('2026-11-23T00:00')).toBe(false);
    expect(await talk.inside(({ tx, now }) => isQuiet(tx, 'wang', now))).toBe(false);
  });

  test('tomorrow is tomorrow; joined to today it is both', async () => {
    expect(await talk.say('zhou', '明天别提醒我')).toEqual(['好，明天不提醒你，后天照常。']);
    expect(await isQuietAt('2026-11-22T20:00')).toBe(false);
    expect(await isQuietAt('2026-11-23T20:00')).toBe(true);
    await talk.say('zhou', '今天也别提醒我');
    expect(await isQuietAt('2026-11-22T20:00')).toBe(true);
    expect(await isQuietAt('2026-11-23T20:00')).toBe(true);
    expect(await isQuietAt('2026-11-24T00:00')).toBe(false);
  });

  test('a longer stop is not made shorter by a shorter one, and ends when it is asked to', async () => {
    expect(await talk.say('zhou', '这周别提醒我')).toEqual(['好，一星期内不提醒你。想恢复就说“恢复提醒”。']);
    await talk.say('zhou', '今天别提醒我');
    expect(await isQuietAt('2026-11-28T20:00')).toBe(true);
    expect(await talk.say('zhou', '恢复提醒')).toEqual(['好，提醒恢复了。']);
    expect(await isQuietAt('2026-11-22T20:00')).toBe(false);
    expect(await talk.say('zhou', '恢复提醒')).toEqual(['提醒一直开着呢。']);
  });

  test('colleagues are not overheard', async () => {
    expect(await talk.say('zhou', '今天别提醒我', { group: 'g1' })).toEqual([]);
    expect(await isQuietAt('2026-11-22T20:00')).toBe(false);
  });

  test('no reminder comes while it lasts', async () => {
    await talk.say('li', '明天晚上八点组织主题党日，学习防诈骗，在江畔驿站');
    await talk.say('li', '确认');
    await talk.say('zhou', '@小蜂 报名', { group: 'g1' });
    await talk.say('wang', '@小蜂 报名', { group: 'g1' });
    await talk.say('zhou', '今明两天别提醒我');
    await talk.world.moveClock(instant('2026-11-23T22:00'));
    const outbox = (await talk.world.state()).outbox as { to: { member?: string }; text: string }[];
    const reminded = outbox.filter(({ text }) => text.startsWith('提醒')).map(({ to }) => to.member);
    expect(new Set(reminded)).toEqual(new Set(['wang']));
  });
});
