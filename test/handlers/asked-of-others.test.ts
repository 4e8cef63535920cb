import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askedOfOther } from '../../src/domain/words/asked-of-others.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
  await talk.say('zhou', '签到');
});
afterEach(() => talk.close());

describe('whether somebody else has checked in or signed up', () => {
  it('is told to those who run things, alone', async () => {
    expect(await talk.say('li', '老周签到了没')).toEqual(['老周今天记了：签到 07:40。']);
    expect(await talk.say('li', '老王今天巡了没')).toEqual(['老王今天还没有记录。']);
    expect(await talk.say('li', '小刘报名没有')).toEqual(['小刘眼下没有报名。']);
    expect(await talk.say('li', '@小蜂 老周打卡了吗', { group: 'g1' })).toEqual([
      '@李书记 我私信您了。',
      '老周今天记了：签到 07:40。',
    ]);
  });

  it('is nobody else’s business, and never taken for the asker’s own', async () => {
    expect(await talk.say('wang', '老周签到了没')).toEqual(['别人的记录我不说，问老周本人就行。']);
    expect(await talk.say('wang', '他签到了没')).toEqual(['别人的记录我不说，问他本人就行。']);
    expect(await talk.say('zhou', '老周签到了没')).toEqual(['你今天记了：签到 07:40。']);
    expect(await talk.say('zhou', '我签到了没')).toEqual(['你今天记了：签到 07:40。']);
  });

  it('is not invented of who is not listed', async () => {
    expect(await talk.say('li', '老马签到了没')).toEqual(['名册里没有“老马”。']);
    expect(await talk.say('li', '他签到了没')).toEqual(['问的是谁？带上名字再说一遍，我给您查。']);
  });

  it.each([
    '外卖来了没',
    '我签到了没',
    '今天签到了吗',
    '大家都签到了吗',
    '谁还没签到',
    '早巡了没',
    '签到了没',
    '老周签到了',
    '报名了吗',
  ])('is not asked by “%s”', (words) => {
    const heard = askedOfOther(words);
    expect(heard === null || !heard.isPerson).toBe(true);
  });
});
