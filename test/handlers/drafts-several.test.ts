// A second draft while one waits for its yes: neither is lost without a word.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  // A Monday.
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());
const say = async (words: string) => (await talk.say('li', words)).join('\n');

describe('a notice while another waits', () => {
  const FIRST = '内容：月底前换社保卡';
  beforeEach(async () => {
    expect(await say('发通知：月底前换社保卡')).toContain(FIRST);
  });

  test.each([
    ['再发一个，明天驿站打疫苗，九点到十一点', '明天驿站打疫苗，九点到十一点'],
    ['还发一条：周六理发', '周六理发'],
    ['发通知：周六理发', '周六理发'],
    ['通知大家周六理发', '周六理发'],
    ['另外再发个通知，后山路封了', '后山路封了'],
    ['跟骑手说一声周六理发', '周六理发'],
  ])('is asked about: “%s”', async (words, body) => {
    const asked = await say(words);
    expect(asked).toContain('“月底前换社保卡”还没发');
    expect(asked).toContain(body);
    const sent = await say('1');
    expect(sent).toContain('好，定了');
    expect(sent).toContain(`内容：${body}`);
    expect(await say('1')).toContain('好，定了');
    expect(await say('停发')).toMatch(/1\. .+\n2\. 月底前换社保卡/);
  });

  test('takes its place at once where it is the same with something otherwise', async () => {
    expect(await say('发通知：月底前换新社保卡')).toContain('内容：月底前换新社保卡');
  });

  test('takes its place where that is wanted', async () => {
    await say('发通知：周六理发');
    expect(await say('2')).toContain('内容：周六理发');
    await say('1');
    expect(await say('停发')).toContain('“周六理发”停了');
  });

  test('goes with it when neither is wanted', async () => {
    await say('发通知：周六理发');
    expect(await say('都别发了')).toContain('不发了');
    expect(await say('停发')).toContain('没有能停的通知');
  });

  test('that presses goes first, and the other is said to be set aside', async () => {
    const said = await say('紧急通知：东门封路');
    expect(said).toContain('上一份草稿没发');
    expect(said).toContain('内容：东门封路');
  });

  test.each(['只发给骑手', '再发一遍给我看', '改成明天中午发', '内容改成：月底前换新卡', '还有几个人没交'])(
    'is not heard in “%s”',
    async (words) => {
      expect(await say(words)).not.toContain('还没发');
    },
  );

  test.each([
    ['下周三晚上八点搞个主题党日，在江畔驿站', '组织活动等会儿再说'],
    ['学习材料：雨天骑行慢一点', '发学习等会儿再说'],
  ])('“%s” waits until it is settled', async (words, answer) => {
    expect(await say(words)).toContain(answer);
    expect(await say('1')).toContain('好，定了');
  });
});

describe('a notice while something else waits', () => {
  test.each(['学习材料：雨天骑行慢一点', '下周三晚上八点搞个主题党日，在江畔驿站'])('waits for “%s”', async (draft) => {
    await say(draft);
    expect(await say('发通知：周六理发')).toMatch(/先定上面这件/);
    await say('1');
    expect(await say('停发')).not.toContain('周六理发');
  });

  test('is no material that was asked for', async () => {
    await say('发学习材料');
    expect(await say('发通知：明早八点集合')).toContain('发给 2 个群');
    expect(await say('1')).toContain('好，定了');
  });

  test('for whom a plan is, is no notice', async () => {
    await say('下周三晚上八点搞个主题党日，在江畔驿站');
    for (const words of ['别叫快递员了 就骑手', '只要骑手', '快递员不用来了']) {
      expect(await say(words)).toContain('只发夜班骑手群');
    }
    expect(await say('别叫骑手了')).toContain('没法单叫他们');
    expect(await say('快递员来得了吗')).not.toContain('只发');
  });
});

test('a move that names no activity moves the one that is', async () => {
  await say('下周三晚上八点搞个主题党日，在江畔驿站');
  await say('1');
  expect(await say('改到下周四')).toContain('主题党日改到');
});

test('a reason stays in the text, and its day is no time of sending', async () => {
  const said = await say('后天有检查，提醒大家穿工服');
  expect(said).toContain('内容：后天有检查，穿工服');
  expect(said).not.toContain('后天 1');
});

test.each(['等下，我找找', '等一下', '先放着'])('“%s” is no material that was asked for', async (words) => {
  await say('发学习材料');
  expect(await say(words)).toContain('学习材料发什么');
  expect(await say('雨天骑行慢一点')).toContain('内容（7 字）：雨天骑行慢一点');
});
