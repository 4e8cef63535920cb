// How many come: brought along, added, and corrected.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ActivityTalk, activityTalk } from '../support/activities.ts';

let talk: ActivityTalk;
beforeEach(async () => {
  talk = await activityTalk('2026-11-23T12:40');
  await talk.open({ capacity: 40 });
});
afterEach(() => talk.close());

test.each([
  ['党日我报名 带俩姐妹', 3],
  ['党日我报名 带我妹', 2],
  ['我报名 再加我闺蜜', 2],
  ['党日我报名 谁跟我一块', 1],
])('“%s” is %i', async (words, people) => {
  await talk.say('zhou', words);
  expect(await talk.signUps()).toEqual([`zhou ${people} in`]);
});

test.each(['加一个我妹', '再加我闺蜜'])('“%s” afterwards is one more', async (words) => {
  await talk.say('zhou', '报名');
  await talk.say('zhou', words);
  expect(await talk.signUps()).toEqual(['zhou 2 in']);
});

test.each(['不是两个 就我一个', '就我一个'])('“%s” is asked about', async (words) => {
  await talk.say('zhou', '报名 2人');
  expect(await talk.say('zhou', words)).toEqual(['改成 1 人吗？回 1 改，2 不改。']);
  await talk.say('zhou', '1');
  expect(await talk.signUps()).toEqual(['zhou 1 in']);
});
