// Those who settle tickets: by words, by number or without one, by buttons; and whoever is called out.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const G1 = { group: 'g1' };

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

interface Shown {
  number: string;
  status: string;
  level: string;
  outcome: string | null;
  end: string | null;
  followers: string[];
}
const ticket = async (number: string) =>
  ((await talk.world.state()).tickets as Shown[]).find((each) => each.number === number) as Shown;
const li = (words: string, where = {}) => talk.say('li', words, where).then((said) => said.join('\n'));

describe('one report', () => {
  beforeEach(async () => {
    await talk.say('zhou', '东门消防通道被三轮堵了');
  });

  test.each([
    ['H-0001 受理', 'H-0001 您受理了，下周一 10:00 前办好。办完回“H-0001 办好了”。', 'accepted'],
    ['受理', 'H-0001 您受理了，下周一 10:00 前办好。办完回“H-0001 办好了”。', 'accepted'],
    ['H-1 报街道，支部没权限', 'H-0001 报到街道了，下周三 18:00 前办好。\n街道没有登记协调员，请您联系。', 'open'],
    ['H-0001 报区县', 'H-0001 报到区县了，12月14日 18:00 前办好。\n区县没有登记协调员，请您联系。', 'open'],
    ['H-0001 办好了，三轮已清走', 'H-0001 记下办好了，我去问报的人满不满意。', 'resolved'],
    ['H-0001 不归我们管', 'H-0001 不予办理，理由会告诉报的人。', 'rejected'],
    ['H-0001 查无此事', 'H-0001 不予办理，理由会告诉报的人。', 'rejected'],
    ['H-0009 受理', '没有找到 H-0009，看看号对不对。', 'open'],
    ['H-0001 转支部', 'H-0001 您受理了，下周一 10:00 前办好。办完回“H-0001 办好了”。', 'accepted'],
  ])('“%s” is answered %s', async (words, answer, status) => {
    expect(await li(words)).toBe(answer);
    expect((await ticket('H-0001')).status).toBe(status);
  });

  test('keeps what was done, without the names in it', async () => {
    await li('H-0001 办好了，老王的三轮已清走');
    expect((await ticket('H-0001')).outcome).toBe('〔某人〕的三轮已清走');
  });

  test('keeps all that was said behind it', async () => {
    await li('H-0001 办好了 火灭了，电瓶拉走了');
    expect((await ticket('H-0001')).outcome).toBe('火灭了,电瓶拉走了');
  });

  test('keeps the reason that was said', async () => {
    await li('H-0001 查无此事');
    expect((await ticket('H-0001')).outcome).toBe('查无此事');
  });

  test('takes a step once: again is said so, and changes nothing', async () => {
    await li('H-0001 受理');
    expect(await li('H-0001 受理')).toBe('H-0001 本来就是您在办，下周一 10:00 前办好。');
    await li('H-0001 报街道');
    expect(await li('H-0001 报街道')).toBe('H-0001 已经在街道了。');
    await li('H-0001 办好了');
    expect(await li('H-0001 受理')).toBe('H-0001 现在是“已办好待回访”，这一步不用做了。');
  });

  test('a note too long is refused with its length, and nothing is changed', async () => {
    expect(await li(`H-0001 办好了，${'三轮已经清走'.repeat(600)}`)).toMatch(
      /^说明有 36\d\d 字，太长了，请压到 300 字以内。这次没有改动。$/,
    );
    expect((await ticket('H-0001')).status).toBe('open');
  });

  test('cannot be settled by somebody without the right', async () => {
    expect((await talk.say('wang', 'H-0001 受理')).join()).toContain('H-0001 不归您办');
    expect((await talk.say('wang', '31号隐患我接了，明早去')).join()).toContain('书记');
    expect((await ticket('H-0001')).status).toBe('open');
  });

  test('a rejection without a reason is asked about', async () => {
    expect(await li('H-0001 驳回')).toBe('H-0001 为什么不办？回 1 不归我们管，2 查无此事，3 重复，或直接说理由。');
    expect(await li('2')).toBe('H-0001 不予办理，理由会告诉报的人。');
    expect(await ticket('H-0001')).toMatchObject({ status: 'rejected', outcome: '查无此事' });
  });

  test('words are a reason too', async () => {
    await li('H-0001 驳回');
    expect(await li('那是小区物业的地盘')).toBe('H-0001 不予办理，理由会告诉报的人。');
    expect((await ticket('H-0001')).outcome).toBe('那是小区物业的地盘');
  });

  test('a duplicate is asked for the other number, and its reporter follows that one', async () => {
    await talk.say('wang', '北门路灯坏了');
    await li('H-0002 驳回');
    expect(await li('3')).toBe('和哪一件重复？回那一件的编号，不知道就回“没有”。');
    expect(await li('H-0009')).toBe('H-0009 并不到一起，看看号对不对。');
    expect(await li('H-0002 和 H-0001 重复')).toBe('H-0002 不予办理，理由会告诉报的人。');
    expect(await ticket('H-0002')).toMatchObject({ status: 'rejected', end: 'duplicate', outcome: '和 H-0001 是同一件事' });
    expect((await ticket('H-0001')).followers).toEqual(['wang']);
  });

  test('an action nobody could hear is asked about', async () => {
    expect(await li('H-0001 处理一下')).toMatch(/H-0001/);
  });

  test('is settled by the buttons of what its people are told', async () => {
    const pushes = await talk.until('2026-11-23T10:05');
    expect(pushes.join('\n')).toContain('回“受理 H-0001”');
    expect((await talk.press('li', 1)).join()).toContain('H-0001 您受理了');
  });
});

describe('without a number', () => {
  test('says so when nothing fits', async () => {
    expect(await li('受理')).toBe('您这儿没有能这么办的事。');
  });

  test('lists what fits and asks for the number', async () => {
    await talk.say('zhou', '东门消防通道被三轮堵了');
    await talk.say('wang', '北门路灯坏了');
    expect(await li('受理')).toBe('有 2 件，受理哪一件？回编号：\n1. H-0001 东门设施\n2. H-0002 北门交通');
    expect(await li('H-0002')).toContain('H-0002 您受理了');
    expect(await li('办好了，灯换了')).not.toContain('哪一件');
  });

  test.each(['2', '二', 'h2', '2号'])('takes “%s” for the second of the list', async (answer) => {
    await talk.say('zhou', '东门消防通道被三轮堵了');
    await talk.say('wang', '北门路灯坏了');
    await li('受理');
    expect(await li(answer)).toContain('H-0002 您受理了');
  });
});

test('two numbers in one message are each answered', async () => {
  await talk.say('zhou', '东门消防通道被三轮堵了');
  await talk.say('wang', '北门路灯坏了');
  const answer = await li('H-0001受理 H-0002办好了');
  expect(answer).toContain('H-0001 您受理了');
  expect(answer).toContain('H-0002 记下办好了');
});

describe('in a group', () => {
  test('hazards are answered, appeals are not spoken of', async () => {
    await talk.say('zhou', '东门消防通道被三轮堵了');
    expect(await li('@小蜂 H-0001 受理', G1)).toContain('H-0001 您受理了');
    expect(await li('@小蜂 A-0001 受理', G1)).toBe('@李书记 诉求的事请私聊我说。');
    expect(await li('@小蜂 A-0077 办好了，工资补了', G1)).toBe('@李书记 诉求的事请私聊我说。');
    expect(await li('@小蜂 受理', G1)).toBe('@李书记 您这儿没有能这么办的隐患。诉求的事请私聊我说。');
  });
});

describe('a danger', () => {
  beforeEach(async () => {
    await talk.say('zhou', '@小蜂 二号棚电瓶冒烟了', G1);
  });

  test.each(['我去', '我马上到', '我去处理 H-0001', '@小蜂 我这就过去'])(
    'is answered by “%s”, and the calls end',
    async (words) => {
      expect(await li(words, words.startsWith('@') ? G1 : {})).toContain('好，H-0001');
      expect((await ticket('H-0001')).status).toBe('accepted');
      const later = await talk.until('2026-11-23T10:25');
      expect(later.join('\n')).not.toContain('H-0001 还没人');
    },
  );

  test('is answered once; who comes later hears who is on the way', async () => {
    await li('我去');
    expect(await li('我马上到')).toBe('现在没有要赶过去的急事。');
    expect(await li('我去处理 H-0001')).toContain('李书记已经应了');
  });

  test('keeps away whoever is not called', async () => {
    expect((await talk.say('wang', '@小蜂 我去', G1)).join()).toBe('@老王 谢谢！值班的人我在喊，你先离远点，别动手。');
    expect((await ticket('H-0001')).status).toBe('open');
  });
});

test('“我去” without a danger swallows nothing', async () => {
  expect(await li('我马上到')).toBe('现在没有要赶过去的急事。');
  expect(await li('@小蜂 我马上到', G1)).toBe('');
  expect(await talk.say('zhou', '我去')).toEqual(['现在没有要赶过去的急事。要报活动就说“报名”。']);
});
