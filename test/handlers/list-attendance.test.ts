// Lists by name: for staff, in a direct chat; a group hears counts alone.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-16T10:00' });
  await say('下周三搞个主题党日，在江畔驿站，3人');
  await say('1');
});
afterEach(() => talk.close());

const say = async (text: string, from = 'li') => (await talk.say(from, text)).join('\n');
const sayIn = (group: string, text: string, from = 'li') => talk.say(from, `@小蜂 ${text}`, { group });

describe('who signed up', () => {
  test.each(['谁报名了', '党日都有谁报了', '报名名单给我看看'])('%s, when nobody has', async (words) => {
    expect(await say(words)).toBe('11月主题党日（下周三）：还没人报名。');
  });

  test('by session, with those who come along and the waiting list', async () => {
    await say('党日我和我媳妇去', 'zhou');
    await say('党日我去', 'liu');
    await say('党日我去', 'wang');
    expect(await say('谁报名了')).toBe(
      '11月主题党日（下周三）：报了 3 人，候补 1 人。\n下周三 14:05：小刘\n下周三 20:05：老周（2人）\n候补：老王',
    );
  });

  test('in a group only the counts, the names alone', async () => {
    await say('党日我去', 'zhou');
    const said = await sayIn('g1', '谁报名了');
    expect(said.find((line) => line.startsWith('@李书记'))).toBe('@李书记 11月主题党日（下周三）：报了 1 人。名单我私信你了。');
    expect(said.find((line) => !line.startsWith('@'))).toContain('老周');
  });

  test('marks those who are in no roster', async () => {
    await sayIn('g1', '党日我报名', 'guest');
    expect(await say('谁报名了')).toContain('新来的（未登记）');
  });
});

describe('who did not', () => {
  test.each(['谁没报名', '党日还有谁没报', '没报名的列一下'])('%s', async (words) => {
    await say('党日我去', 'zhou');
    expect(await say(words)).toBe('11月主题党日：群里我认识的 3 人里，2 人没报。\n名单：老王、小刘');
  });

  test('in a group only how many', async () => {
    const said = await sayIn('g1', '谁没报名');
    expect(said.find((line) => line.startsWith('@李书记'))).toBe(
      '@李书记 11月主题党日：群里我认识的 3 人里，3 人没报。名单我私信你了。',
    );
  });
});

describe('who was there', () => {
  test('nobody before it begins', async () => {
    expect(await say('谁来了')).toContain('还没开始');
    expect(await say('谁没来')).toBe('11月主题党日还没开始，下周三 14:05 开。');
  });

  test('on site, online, and away without a reproach', async () => {
    await say('党日我去', 'zhou');
    await say('党日我去', 'wang');
    await talk.until('2026-11-25T20:10');
    await sayIn('g1', '签到', 'zhou');
    await sayIn('g1', '线上签到', 'guest');
    expect(await say('谁来了')).toBe('11月主题党日：签到 2 人。\n现场：老周\n线上：新来的（未登记）');
    expect(await say('谁没来')).toBe('11月主题党日：群里我认识的 4 人里，2 人没签到。\n报了名没签到：老王\n没报也没签到：小刘');
  });

  test('stays to be asked the day after', async () => {
    await talk.until('2026-11-25T20:10');
    await sayIn('g1', '签到', 'zhou');
    await talk.until('2026-11-26T10:00');
    expect(await say('昨天党日谁来了')).toContain('老周');
  });
});

describe('who has read', () => {
  test('nothing that asks for it', async () => {
    expect(await say('谁没收到')).toBe('最近没有要回“收到”的通知。');
  });

  test('of the newest notice that asks for it', async () => {
    await say('发通知：周五停水，收到请回复');
    await say('1');
    await talk.until('2026-11-16T15:00');
    await sayIn('g1', '收到', 'zhou');
    expect(await say('谁回收到了')).toContain('1 人回了收到。\n名单：老周');
    expect(await say('谁没收到')).toContain('老王');
  });
});

test.each(['谁报名了', '谁没报名', '谁没来'])('%s is no rider’s to ask', async (words) => {
  expect(await say(words, 'liu')).toBe('看名单要书记来操作，你有想法可以跟书记说。');
});

test('an unknown activity is said to be unknown', async () => {
  expect(await say('篮球赛谁报名了')).toBe('没找到“篮球赛”，说说是哪天的活动。');
});
