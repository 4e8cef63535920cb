// The reporter's word: by number, by a bare 1, 2, 3 days after the question, by words; and taking a report back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const G1 = { group: 'g1' };

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00' });
  await talk.say('zhou', '东门消防通道被三轮堵了');
});
afterEach(() => talk.close());

interface Shown {
  number: string;
  status: string;
  level: string;
  end: string | null;
  history: { action: string; note: string | null }[];
}
const ticket = async (number = 'H-0001') =>
  ((await talk.world.state()).tickets as Shown[]).find((each) => each.number === number) as Shown;
const zhou = (words: string, where = {}) => talk.say('zhou', words, where).then((said) => said.join('\n'));

describe('settled', () => {
  beforeEach(async () => {
    await talk.say('li', 'H-0001 受理');
    await talk.say('li', 'H-0001 办好了，三轮已清走');
  });

  test('is open again by its number and what is wrong again', async () => {
    expect(await zhou('H-0001 又堵上了')).toContain('H-0001 重新打开，记一次不满意');
  });

  test('asks its reporter in his free hours, with numbers and buttons', async () => {
    const pushes = await talk.until('2026-11-23T14:00');
    expect(pushes).toContain('H-0001 支部办好了：三轮已清走。满意回 1，不满意回 2，还没好回 3。');
    expect((await talk.press('zhou', 1)).join()).toBe('谢谢，H-0001 办结了。');
  });

  const LATER = '2026-11-23T14:00';

  test.each([
    ['1', '谢谢，H-0001 办结了。', 'closed'],
    ['满意', '谢谢，H-0001 办结了。', 'closed'],
    ['弄好了谢谢', '谢谢，H-0001 办结了。', 'closed'],
    ['挺好', '谢谢，H-0001 办结了。', 'closed'],
    ['2', '明白，H-0001 重新打开，记一次不满意，李书记再去办，下周一 14:00 前给你回音。', 'accepted'],
    ['3', '明白，H-0001 重新打开，李书记再去办，下周一 14:00 前给你回音。', 'accepted'],
  ])('once its reporter was asked, “%s” is answered %s', async (words, answer, status) => {
    await talk.until(LATER);
    expect(await zhou(words)).toBe(answer);
    expect((await ticket()).status).toBe(status);
  });

  test.each(['中', '还行', '看了，清走了'])('once asked, “%s” is heard as a yes, in the group as well', async (words) => {
    await talk.until('2026-11-23T12:40');
    expect(await zhou(`@小蜂 ${words}`, G1)).toContain('谢谢，H-0001 办结了。');
  });

  test.each(['好什么好 还在那儿', '好个屁，照样在那儿', '根本没动'])('once asked, “%s” is heard as a no', async (words) => {
    await talk.until(LATER);
    expect(await zhou(words)).toContain('H-0001 重新打开');
  });

  test('that it is gone is asked about', async () => {
    await talk.until(LATER);
    expect(await zhou('看了 没了')).toBe('H-0001 算办好了吗？回 1 满意，2 不满意，3 还没好。');
    expect(await zhou('1')).toBe('谢谢，H-0001 办结了。');
  });

  test('“fine” said half a day later is no verdict', async () => {
    await talk.until('2026-11-23T22:00');
    await zhou('好');
    expect((await ticket()).status).toBe('resolved');
  });

  test.each(['1', '2', '3', '挺好', '好的'])('“%s” said before its reporter was asked means something else', async (words) => {
    await zhou(words);
    expect((await ticket()).status).toBe('resolved');
    expect((await talk.until(LATER)).join()).toContain('满意回 1');
    expect(await zhou('1')).toBe('谢谢，H-0001 办结了。');
  });

  test('its question counts though another was asked while it waited for its hour', async () => {
    await talk.until('2026-11-23T12:20');
    await zhou('井盖没了');
    await talk.until('2026-11-23T13:00');
    expect(await zhou('1')).toBe('谢谢，H-0001 办结了。');
  });

  const again = '李书记再去办，下周一 10:00 前给你回音。';
  test.each([
    ['满意', '谢谢，H-0001 办结了。', 'closed'],
    ['弄好了谢谢', '谢谢，H-0001 办结了。', 'closed'],
    ['H-0001 满意', '谢谢，H-0001 办结了。', 'closed'],
    ['不满意，车还在那', `明白，H-0001 重新打开，记一次不满意，${again}`, 'accepted'],
    ['糊弄人', `明白，H-0001 重新打开，记一次不满意，${again}`, 'accepted'],
    ['不满意 H-0001', `明白，H-0001 重新打开，记一次不满意，${again}`, 'accepted'],
    ['还没好', `明白，H-0001 重新打开，${again}`, 'accepted'],
    ['没修', `明白，H-0001 重新打开，${again}`, 'accepted'],
    ['又停上了', `明白，H-0001 重新打开，记一次不满意，${again}`, 'accepted'],
    ['H-0001 还没好', `明白，H-0001 重新打开，${again}`, 'accepted'],
  ])('“%s” needs no question: it is answered %s', async (words, answer, status) => {
    expect(await zhou(words)).toBe(answer);
    expect((await ticket()).status).toBe(status);
  });

  test('keeps what the dissatisfied person says, without names', async () => {
    await zhou('不满意，老王的车还在那');
    expect((await ticket()).history.find(({ action }) => action === 'unsatisfied')?.note).toBe('〔某人〕的车还在那');
  });

  test('goes up a level the second time', async () => {
    await zhou('不满意');
    await talk.say('li', 'H-0001 办好了');
    expect(await zhou('不满意')).toBe('明白，H-0001 重新打开，又记一次不满意，报到街道了，下周三 18:00 前给你回音。');
    expect(await ticket()).toMatchObject({ level: 'street', status: 'open' });
  });

  test('is not asked about any more when the answer was quicker than the question', async () => {
    await zhou('满意');
    expect((await talk.until('2026-11-24T14:00')).join('\n')).not.toContain('满意回 1');
  });

  test('is opened again when it did not last, also days after it was closed', async () => {
    await zhou('满意');
    await talk.until('2026-11-25T10:00');
    expect(await zhou('又堵上了')).toContain('H-0001 重新打开，记一次不满意');
    expect((await ticket()).status).toBe('accepted');
  });

  test('is not opened by a mere number once it is closed', async () => {
    await zhou('满意');
    await zhou('2');
    expect((await ticket()).status).toBe('closed');
  });

  test('is left to its reporter', async () => {
    expect(await talk.say('wang', 'H-0001 满意')).toEqual(['H-0001 不是你报的，等报的人来评。']);
    expect((await ticket()).status).toBe('resolved');
  });

  test('leaves other talk alone', async () => {
    for (const words of ['谢谢', '我还没吃饭', '4', '后天党日几点', '谁还没签到']) await zhou(words);
    expect((await ticket()).status).toBe('resolved');
  });

  test('a report of another place is another report', async () => {
    await zhou('西门路灯又坏了');
    expect((await ticket()).status).toBe('resolved');
  });

  test('may be judged in the group as well', async () => {
    expect(await zhou('@小蜂 H-0001 满意', G1)).toBe('@老周 谢谢，H-0001 办结了。');
  });

  test('a word too long is refused, and nothing is changed', async () => {
    expect(await zhou(`不满意 H-0001，${'车还停在那里，'.repeat(60)}`)).toMatch(/太长了，请压到 300 字以内/);
    expect((await ticket()).status).toBe('resolved');
  });
});

test('what is not settled is not judged yet', async () => {
  expect(await zhou('H-0001 满意')).toBe('H-0001 还在办，办好了我来问你。');
  expect(await zhou('H-0099 满意')).toBe('没有找到 H-0099，看看号对不对。');
});

test('what was turned down opens again when its reporter objects', async () => {
  await talk.say('li', 'H-0001 不归我们管');
  expect(await zhou('不满意 H-0001')).toBe('明白，H-0001 重新打开，记一次不满意，支部再去办，明天 10:00 前给你回音。');
});

test('appeals are not spoken of in a group', async () => {
  expect(await zhou('@小蜂 A-0001 满意', G1)).toBe('诉求的事请私聊我说。');
  expect(await zhou('@小蜂 A-0001 不用管了', G1)).toBe('诉求的事请私聊我说。');
});

describe('taking back', () => {
  test('is the reporter’s, while it is not settled', async () => {
    expect(await talk.say('wang', 'H-0001 不用管了')).toEqual(['H-0001 不是你报的，等报的人来评。']);
    expect(await zhou('H-0001 不用管了')).toBe('好，H-0001 撤回了，不办了。');
    expect(await ticket()).toMatchObject({ status: 'closed', end: 'withdrawn' });
    expect(await zhou('撤回 H-0001')).toBe('H-0001 现在是“已办结”，不用撤了。');
  });
});
