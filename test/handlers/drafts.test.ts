// A draft that waits for its yes, and what else is said meanwhile.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  // A Monday.
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

const ASIDE = [
  ['今天谁值班', '李书记'],
  ['安排老周明天值班', '明天老周值班'],
  ['这周谁值班', '值班表'],
  ['收到', '记下'],
  ['现在有什么活动', ''],
  ['有哪些文件', ''],
] as const;

describe.each([
  ['a notice', '通知大家：充电棚检修', '内容：充电棚检修', '改成明天中午发', '明天 12:3'],
  ['an activity', '下周三晚上八点搞个主题党日，学习防诈骗，在江畔驿站', '骑手 下周三', '改到下周四晚上八点', '骑手 下周四'],
])('the draft of %s', (_what, words, shown, change, changed) => {
  beforeEach(async () => {
    expect((await talk.say('li', words)).join()).toContain(shown);
  });

  test.each(ASIDE)('stays open while “%s” is done', async (aside, answer) => {
    const said = (await talk.say('li', aside)).join();
    expect(said).toContain(answer);
    expect(said).not.toContain(shown);
    expect((await talk.say('li', change)).join()).toContain(changed);
  });

  test('is not moved by a question that names a day', async () => {
    expect((await talk.say('li', '明天晚上谁在站里呀')).join()).not.toContain(shown);
    expect((await talk.say('li', change)).join()).toContain(changed);
  });
});

test('a notice without words takes no question for them', async () => {
  await talk.say('li', '发个通知');
  expect((await talk.say('li', '今天谁值班')).join()).toContain('李书记');
  expect((await talk.say('li', '明天老周值班，有事找他')).join()).toContain('内容：明天老周值班，有事找他');
});

test('a heading begins another notice, and does not make the draft urgent', async () => {
  await talk.say('li', '通知大家：充电棚检修');
  const said = (await talk.say('li', '紧急通知：东门封路，绕行西门')).join();
  expect(said).toContain('东门封路');
  expect(said).not.toContain('充电棚检修');
});
