// What was told to go out is stopped, put right or asked after in everyday words.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  // A Monday.
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());
const say = async (words: string) => (await talk.say('li', words)).join('\n');

describe('a notice that waits for its hour', () => {
  beforeEach(async () => {
    await say('发通知：明早八点集合');
    expect(await say('1')).toContain('好，定了');
  });

  test.each([
    '莫发',
    '先莫发了',
    '等下，不发了',
    '诶来电了 别发了',
    '遭了，莫发了',
    '雨停了，不用发了',
    '慢着，先别发出去',
    '不要通知大家了',
  ])('is stopped by “%s”', async (words) => {
    expect(await say(words)).toContain('“明早八点集合”停了，一条都没发出去');
  });

  test.each(['等一下等一下', '撤了吧 不下了', '取消', '撤回', '算了不搞了', '停停停'])(
    'is asked about after “%s”',
    async (words) => {
      expect(await say(words)).toContain('回 1 停掉，2 照发');
      expect(await say('1')).toContain('停了，一条都没发出去');
    },
  );

  test.each([
    '等下我在送件',
    '别发火',
    '停电了',
    '不发工资怎么办',
    '老周不办事',
    '停车不要钱',
    '取消报名',
    '明天停水别洗车',
    '好的',
    '别急',
  ])('is left alone by “%s”', async (words) => {
    expect(await say(words)).not.toMatch(/停了|停掉/);
    expect(await say('发了没')).toContain('还有 2 条');
  });

  test('is not asked about long after by words that mean much else', async () => {
    await talk.until('2026-11-23T10:20');
    expect(await say('等一下')).not.toContain('停掉');
    expect(await say('莫发了')).toContain('停了');
  });

  test('is told from another by what it says', async () => {
    await say('发通知：周六理发');
    await say('1');
    expect(await say('集合那个停，理发那个不停')).toContain('“明早八点集合”停了');
    expect(await say('停发')).toContain('“周六理发”停了');
  });

  test.each(['遭了，说错了，还是周五', '不对，是周五', '哎呀说错了 周五'])('is put right by “%s”', async (words) => {
    expect(await say(words)).toContain('改发“周五早上八点集合”');
    expect(await say('1')).toContain('改发：周五早上八点集合');
    expect(await say('停发')).toContain('“周五早上八点集合”停了');
  });

  test('stands as it was when that is wanted', async () => {
    await say('说错了，还是周五');
    expect(await say('2')).toContain('照发');
    expect(await say('停发')).toContain('“明早八点集合”停了');
  });
});

describe('whether it has gone out', () => {
  test.each(['发了没', '发了没有', '发出去没得', '发没发', '通知发了没'])('is answered: “%s”', async (words) => {
    await say('发通知：明早八点集合');
    expect(await say(words)).toContain('还没发，等您回 1');
    await say('1');
    expect(await say(words)).toContain('还有 2 条');
  });

  test.each(['工资发了没', '发了没收到', '货发了没'])('is not asked by “%s”', async (words) => {
    expect(await say(words)).not.toContain('发过通知');
  });
});

describe('an activity that has just been published', () => {
  beforeEach(async () => {
    await say('下周三晚上八点搞个主题党日，在江畔驿站');
    expect(await say('1')).toContain('已发布');
  });

  test.each(['诶等等 先别发', '别发了', '取消', '停发', '等一下'])('is asked about after “%s”', async (words) => {
    expect(await say(words)).toContain('回 1 取消这场，2 照常办');
    expect(await say('1')).toContain('取消了');
    expect(await say('党日取消')).not.toContain('还没人报名');
  });

  test('is held when that is wanted', async () => {
    await say('别发了');
    expect(await say('2')).toContain('照常办');
  });
});

test('where nothing waits, everyday words mean what they always do', async () => {
  expect(await say('等一下')).not.toMatch(/停/);
  expect(await say('撤销')).toContain('没有你可以撤的记录');
});
