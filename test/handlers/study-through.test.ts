import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asksOnline } from '../../src/domain/words/study.ts';
import { throughSaid } from '../../src/domain/words/study-through.ts';
import { type ActivityTalk, activityTalk } from '../support/activities.ts';

let talk: ActivityTalk;
beforeEach(async () => {
  talk = await activityTalk();
  await talk.say('li', '学习材料：《防诈骗十条》别贪便宜');
  await talk.say('li', '1');
  await talk.until('2026-11-26T13:30');
});
afterEach(() => talk.close());

const say = async (words: string) => (await talk.say('zhou', words)).join();
const finished = async () => /(\d) 人说学完了/.exec((await talk.say('li', '学习情况')).join())?.[1];

describe('“学完” of who is not through', () => {
  it.each([
    '快学完了',
    '还差一点学完',
    '等我学完了告诉你',
    '马上看完了',
    '没时间学 学完了也记不住',
    '学完之后干啥',
    '要学完了才有分吗',
    '学完了给加分不',
    '老李学完了',
    '我媳妇替我学完了',
    '还没看完呢',
  ])('is not written down: “%s”', async (words) => {
    expect(await say(words)).not.toContain('记下了');
    expect(await finished()).toBe('0');
  });

  it.each(['学完了', '看完了', '听完了 就是没听清', '看完了，讲得挺好', '老周学完了', '终于看完了'])(
    'is written down of who is: “%s”',
    async (words) => {
      expect(await say(words)).toContain('记下了');
      expect(await finished()).toBe('1');
    },
  );

  it('tells what was meant', () => {
    expect(
      ['再有一会儿看完', '今晚看完', '下班了学完', '准备看完它', '看了一半 没看完'].map((words) => throughSaid(words)),
    ).toEqual(Array(5).fill('planned'));
    expect(['学完给几分', '看完了有什么用', '学完了就有积分吗'].map((words) => throughSaid(words))).toEqual(
      Array(3).fill('asked'),
    );
    expect(['小李看完了', '他们都看完了', '我老婆帮我看完了'].map((words) => throughSaid(words))).toEqual(Array(3).fill('other'));
    const done = [
      '小视频看完了',
      '老师讲的听完了',
      '学完啦 怎么这么长',
      '党课看完了 明天还有吗',
      '看完了没啥难的',
      '今天的学完了',
    ];
    expect(done.map((words) => throughSaid(words))).toEqual(done.map(() => 'done'));
  });
});

describe('no more of it', () => {
  it.each(['别老发了 占流量', '别整这些学习了烦死了', '天天发 烦死了 别发了'])('is heard: “%s”', async (words) => {
    expect(await say(words)).toContain('学习不再发你了');
    expect(await say('叫你停听见没')).toBe('学习早就不发你了。想看说“发学习”。');
  });
  it.each(['别老发错了', '别老停这儿', '流量不够了'])('is not: “%s”', async (words) => {
    expect(await say(words)).not.toContain('不再发你了');
  });
});

describe('from the road', () => {
  it.each(['俺回不去 线上听中不中', '能搁线上听不', '晚上我在路上听行吗', '在车上听成不'])('is asked for: “%s”', (words) => {
    expect(asksOnline(words)).toBe(true);
  });
  it.each(['线上听', '我线上听', '路上听歌', '晚上在路上', '路上听歌行吗'])('is not: “%s”', (words) => {
    expect(asksOnline(words)).toBe(false);
  });
});
