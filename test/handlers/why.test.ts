import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import handler from '../../handlers/why.ts';
import { remember } from '../../src/domain/decisions.ts';
import { type ActivityTalk, activityTalk, sessionAt } from '../support/activities.ts';

const { hears } = handler.commands!.why!;

describe('what is heard', () => {
  test.each([
    '为什么',
    '为啥？',
    '为啥改到20:05',
    '为什么不让我签到',
    '怎么签不了',
    '为什么给我排候补',
    '咋没提醒我',
    '为什么定在周四',
    '怎么改时间了',
    '那为什么不让报名',
    '为什么现在不发',
  ])('%s', (words) => {
    expect(hears(words)).toEqual({});
  });

  test.each([
    '为什么不发工资',
    '为什么扣我钱',
    '凭啥罚我款',
    '怎么签到',
    '怎么报名',
    '怎么改成晚上发',
    '怎么改时间',
    '为什么这个小区不让进',
    '咋看我签没签上',
    '我知道为什么',
    '为什么要戴头盔',
    `为什么${'啊'.repeat(50)}`,
  ])('%s is something else', (words) => {
    expect(hears(words)).toBeNull();
  });
});

describe('asking', () => {
  let talk: ActivityTalk;
  beforeEach(async () => {
    talk = await activityTalk('2026-11-26T19:00');
  });
  afterEach(() => talk.close());

  test('gets the newest decision about the person himself', async () => {
    await talk.open({ sessions: [sessionAt('2026-11-26T20:05')] });
    await talk.say('zhou', '签到');
    const why = '今天 19:00 定的：11月主题党日的签到从开始前 30 分钟到结束后 30 分钟。';
    expect(await talk.say('zhou', '为什么不让我签到')).toEqual([why]);
    await talk.inside(({ tx, now }) => remember(tx, 'zhou', '周四下雨，改到线上。', now));
    await talk.until('2026-11-27T09:00');
    expect(await talk.say('zhou', '为什么')).toEqual(['昨天 19:00 定的：周四下雨，改到线上。']);
    expect(await talk.say('wang', '为什么')).toEqual(['最近没有我替你定的事。说说是哪件，我再查。']);
  });

  test('is forgotten after a week', async () => {
    await talk.inside(({ tx, now }) => remember(tx, 'zhou', '周四下雨，改到线上。', now));
    await talk.until('2026-12-03T19:00');
    expect(await talk.say('zhou', '为什么')).toEqual(['最近没有我替你定的事。说说是哪件，我再查。']);
  });

  test('is told the secretary how the hours of a plan came about', async () => {
    await talk.say('li', '下周三下午三点组织主题党日，学习防诈骗，在江畔驿站');
    const [answer] = await talk.say('li', '为什么定在这个时间');
    expect(answer).toMatch(/^今天 19:00 定的：.{5,}。$/);
  });
});
