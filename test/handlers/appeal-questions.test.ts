// Asked before anything is told: nothing is registered, and how it is kept is said.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const WHO = '想匿名，说“匿名”再说是什么事，书记也看不到是谁。';
const HOW = '直接私聊跟我说什么事。登记了有编号和时限，办得怎样我告诉你。想匿名就带上“匿名”。';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

const tickets = async () => (await talk.world.state()).tickets as unknown[];

test.each([
  ['匿名反映真的匿名吗', WHO],
  ['反映了会不会被报复', WHO],
  ['投诉站长会不会被知道', WHO],
  ['举报会不会被公司知道', WHO],
  ['谁能看到我的诉求', WHO],
  ['能匿名不', WHO],
  ['想反映一个问题 可以私聊吗', HOW],
  ['你们真能解决吗', HOW],
  ['想提个意见 在哪提', HOW],
])('“%s” registers nothing', async (words, said) => {
  expect(await talk.say('zhou', words)).toEqual([said]);
  expect(await tickets()).toEqual([]);
});

test('who has one in hand is told who knows of that', async () => {
  await talk.say('zhou', '匿名 站长上个月扣我五十');
  expect((await talk.say('zhou', '会不会被站长知道')).join('')).toMatch(/^A-0001 是匿名的，书记看不到是谁，只有我知道。/);
  expect(await tickets()).toHaveLength(1);
});

test.each(['匿名 站长扣我工资', '可以匿名吗 站长上个月扣我五十', '匿名举报站长克扣工资'])('“%s” is an appeal', async (words) => {
  await talk.say('zhou', words);
  expect(await tickets()).toHaveLength(1);
});

test.each(['站长会不会扣我钱', '被投诉了怎么申诉', '说一声就行吗', '你们管饭吗', '隐患在哪报', '客户投诉怎么办'])(
  '“%s” asks for something else',
  async (words) => {
    expect((await talk.say('zhou', words)).join('')).not.toMatch(/匿名/);
  },
);

test.each(['不匿名了 也不报了', '算了不反映了 怕穿小鞋', '匿名 算了别报了'])(
  '“%s” asks whether it is to be withdrawn',
  async (words) => {
    await talk.say('zhou', '站长老扣我钱');
    expect((await talk.say('zhou', words)).join('')).toContain('要撤回吗');
    await talk.say('zhou', '1');
    expect(await tickets()).toMatchObject([{ end: 'withdrawn' }]);
  },
);
