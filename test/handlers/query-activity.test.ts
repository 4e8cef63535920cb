// What is on, when, where, is there room, am I in: asked by whoever it concerns.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-16T10:00' });
});
afterEach(() => talk.close());

const say = async (text: string, from = 'zhou') => (await talk.say(from, text)).join('\n');
const sayIn = async (group: string, text: string, from: string) => (await talk.say(from, `@小蜂 ${text}`, { group })).join('\n');
async function hold(plan: string): Promise<void> {
  await say(plan, 'li');
  expect(await say('1', 'li')).toContain('已发布');
}
const PARTY_DAY = '下周三搞个主题党日，学习防诈骗，在江畔驿站，40人';

describe('when nothing is on', () => {
  test('says so, and to staff how to make something', async () => {
    expect(await say('最近有什么活动')).toBe('眼下没有安排活动。');
    expect(await say('最近有什么活动', 'li')).toBe('眼下没有安排活动。要办就直接说，比如“下周三晚上搞个培训”。');
  });

  test('does not show drafts', async () => {
    await say(PARTY_DAY, 'li');
    expect(await say('最近有什么活动')).toBe('眼下没有安排活动。');
  });
});

describe('one activity', () => {
  beforeEach(() => hold(PARTY_DAY));

  test.each(['党日几点开始', '最近有啥活动', '还有名额吗', '党日在哪开', '防诈骗那个学习几点', '下周三有活动吗'])(
    '%s is answered with the person’s own hours first',
    async (words) => {
      expect(await say(words)).toBe(
        '11月主题党日（学习防诈骗）：下周三 20:05–21:05，江畔驿站。\n骑手另有一场：下周三 14:05。\n还剩 40 个名额，回“报名”就行。',
      );
      expect(await say(words, 'liu')).toContain('下周三 14:05–15:05，江畔驿站。\n快递另有一场：下周三 20:05。');
    },
  );

  test('is answered in the group as well', async () => {
    expect(await sayIn('g1', '党日几点', 'zhou')).toContain('@老周 11月主题党日（学习防诈骗）：下周三 20:05–21:05');
  });

  test('carries a button that signs up', async () => {
    await say('还有名额吗');
    await talk.press('zhou', 1);
    expect((await talk.world.state()).signUps).toMatchObject([{ member: 'zhou', status: 'in' }]);
  });

  test('says where the person stands', async () => {
    await say('党日名额减到2', 'li');
    await say('党日我和我媳妇去');
    expect(await say('党日还有位置吗')).toContain('你报上了，2 人。名额满了。');
    await say('党日我去', 'wang');
    expect(await say('党日还有位置吗', 'wang')).toContain('你在候补第 1。');
    expect(await say('党日还有位置吗', 'liu')).toContain('名额满了，候补 1 人，想排队回“报名”就行。');
  });

  test('says when check-in begins', async () => {
    expect(await say('签到几点开始')).toContain('签到从 下周三 19:35 开始。');
  });

  test('says that sign-ups are closed, that it was called off, that it is over', async () => {
    await say('党日报名截止', 'li');
    expect(await say('党日还能报名吗')).toContain('报名截止了。');
    await say('取消党日', 'li');
    await say('1', 'li');
    expect(await say('党日还开吗')).toBe('11月主题党日取消了。');
  });

  test('stays known for a while after it was held', async () => {
    await talk.until('2026-11-26T09:00');
    expect(await say('党日几点')).toContain('已经办完了');
  });

  test.each([
    ['篮球赛几点', '没有找到“篮球赛”。'],
    ['后天有活动吗', '那时候没有安排活动。最近的是11月主题党日，下周三 20:05。'],
    ['下个月有没有党日', '那时候没有安排活动。最近的是11月主题党日，下周三 20:05。'],
  ])('%s is answered with what there is', async (words, answer) => {
    expect(await say(words)).toBe(answer);
  });
});

describe('several activities', () => {
  beforeEach(async () => {
    await hold(PARTY_DAY);
    await hold('给骑手群周五下午搞个体检，在市三院，30人');
  });

  test('are listed, nearest first, those of the person’s groups', async () => {
    expect(await say('有哪些活动', 'li')).toBe('体检：周五 14:05，市三院\n11月主题党日：下周三 14:05，江畔驿站');
    expect(await say('有哪些活动')).toContain('11月主题党日（学习防诈骗）：下周三 20:05');
    expect(await sayIn('g2', '有什么活动', 'liu')).toContain('体检：周五 14:05，市三院\n11月主题党日：下周三 14:05，江畔驿站');
  });

  test('more than five are counted', async () => {
    for (const name of ['消防培训', '安全例会', '志愿服务', '座谈会']) await hold(`下周五组织一次${name}`);
    const list = (await say('有哪些活动', 'li')).split('\n');
    expect(list).toHaveLength(6);
    expect(list.at(-1)).toBe('另外还有 1 个，说名字我细讲。');
  });

  test.each(['我报了啥', '我报了哪些活动', '我报名了吗', '查一下我报了几个活动', '我的报名'])(
    '%s tells one’s own',
    async (words) => {
      expect(await say(words)).toBe('你眼下没有报名。');
      await say('党日我去');
      expect(await say(words)).toBe('你报了这些：\n11月主题党日：下周三 20:05，江畔驿站');
    },
  );
});
