// What a material on its way holds to: who was promised that it counts, and who may stop it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ActivityTalk, activityTalk } from '../support/activities.ts';

const LINK = 'https://mp.weixin.qq.com/s?__biz=MzI&mid=22#rd';

let talk: ActivityTalk;
beforeEach(async () => {
  // A Thursday.
  talk = await activityTalk('2026-11-26T10:00');
});
afterEach(() => talk.close());

const visible = (text: string) => text.replaceAll('\u200b', '');
const say = async (from: string, words: string) => (await talk.say(from, words)).map(visible);
const until = async (time: string) => (await talk.until(`2026-11-${time}`)).map(visible);
const online = () => talk.open({ capacity: null, mode: 'both' });
const handIn = async (words: string) => {
  await say('li', words);
  await say('li', '1');
};

describe('those who asked to listen from afar', () => {
  it('take part by their word, though the material came when the party day was over', async () => {
    const { id } = await online();
    for (const who of ['zhou', 'wang']) await say(who, '能线上听吗');
    await until('26T21:40');
    await handIn(`党日的学习材料：${LINK}`);
    await until('27T13:00');
    expect(await say('zhou', '学完了')).toEqual(['好，mp.weixin.qq.com 上的一篇学完，“11月主题党日”算你线上参加了。']);
    expect(await talk.attendance()).toMatchObject([{ member: 'zhou', activity: id, mode: 'online' }]);
    await until('29T13:00');
    expect(await say('wang', '学完了')).toEqual([
      '好，mp.weixin.qq.com 上的一篇学完，记下了。“11月主题党日”的签到过点了，要补跟书记说一声。',
    ]);
    expect(await talk.attendance()).toHaveLength(1);
  });

  it('are no reason to ask for a material that has been handed in', async () => {
    await talk.close();
    talk = await activityTalk('2026-11-25T22:30');
    await online();
    await say('zhou', '能线上听吗');
    await handIn(`党日的学习材料：${LINK}`);
    expect((await until('26T14:00')).join()).not.toContain('有人想线上听');
  });
});

describe('who has one on its way', () => {
  it('stops it in a word, or is asked whether he means himself', async () => {
    await handIn(`学习材料：冬季安全 ${LINK} 给骑手`);
    expect(await say('li', '取消学习')).toEqual(['《冬季安全》都不发了，还是只不发您？回 1 都不发，回 2 只不发我。']);
    expect(await say('li', '1')).toEqual(['好，《冬季安全》不再发了，收到的人还留着。']);
    for (const words of ['先别发', '停一下', '停发', '撤回学习材料']) {
      await handIn(`学习材料：冬季安全 ${LINK} 给骑手`);
      expect(await say('li', words)).toEqual(['好，《冬季安全》不再发了，收到的人还留着。']);
    }
    expect(await until('27T22:00')).toEqual([]);
  });

  it('means himself where he says so, and a notice that was sent since', async () => {
    await handIn(`学习材料：冬季安全 ${LINK} 给骑手`);
    expect(await say('li', '以后别给我发学习')).toEqual(['好，学习不再发你了。想看说“发学习”。']);
    await say('li', '发个通知：明天下雨');
    await say('li', '1');
    expect((await say('li', '停发'))[0]).toContain('停了');
  });

  it('leaves what others say of themselves', async () => {
    await handIn(`学习材料：冬季安全 ${LINK} 给骑手`);
    expect(await say('zhou', '取消学习')).toEqual(['好，学习不再发你了。想看说“发学习”。']);
  });
});
