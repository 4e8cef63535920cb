// A report taken back or put right by whoever made it, and numbers called instead of it.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const G1 = { group: 'g1' };

interface Shown {
  number: string;
  place: string | null;
  urgent: boolean;
  end: string | null;
}

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

const tickets = async () => (await talk.world.state()).tickets as Shown[];
const ticket = async (number: string) => (await tickets()).find((each) => each.number === number) as Shown;
const said = (replies: string[]) => replies.join('\n');

describe('a danger that is none', () => {
  test.each([
    '没有 看错了',
    '误报',
    '虚惊一场',
    '对不起 误报',
    '没着火 是我看错了',
    '不是着火 是蒸汽',
    '已经扑灭了',
    '没事了 大家放心',
    '我看错了 没着',
  ])('is asked about once after “%s”, and told to who is on the way', async (words) => {
    await talk.say('zhou', '@小蜂 楼道着火了', G1);
    const asked = said(await talk.say('zhou', `@小蜂 ${words}`, G1));
    expect(asked).toContain('H-0001 还要来人吗？');
    expect(asked).toContain(`H-0001 有补充：${words}。`);
    expect((await ticket('H-0001')).end).toBeNull();
    const over = said(await talk.say('zhou', '@小蜂 2', G1));
    expect(over).toContain('H-0001 撤了，跟来的人说了。');
    expect(over).toContain('H-0001 报的人自己撤了，不用办了。');
    expect((await ticket('H-0001')).end).toBe('withdrawn');
  });

  test.each(['不用了', '不用来了', '没有', '别来了', '看错了'])('ends by “%s” as well', async (words) => {
    await talk.say('zhou', '楼道着火了');
    await talk.say('zhou', '虚惊一场');
    await talk.say('zhou', words);
    expect((await ticket('H-0001')).end).toBe('withdrawn');
  });

  test.each(['1', '要来', '嗯'])('goes on by “%s”', async (words) => {
    await talk.say('zhou', '楼道着火了');
    await talk.say('zhou', '虚惊一场');
    expect(await talk.say('zhou', words)).toEqual(['好，H-0001 接着办。']);
    expect((await ticket('H-0001')).end).toBeNull();
  });

  it('is its reporter’s alone to take back', async () => {
    await talk.say('zhou', '@小蜂 楼道着火了', G1);
    expect(await talk.say('wang', '@小蜂 虚惊一场', G1)).toEqual(['@老王 没事就好。']);
    expect((await ticket('H-0001')).end).toBeNull();
  });

  it('although it was worse is no all-clear', async () => {
    await talk.say('zhou', '楼道着火了');
    expect(said(await talk.say('zhou', '不是着火 是爆炸了'))).not.toContain('还要来人吗');
    expect((await ticket('H-0001')).end).toBeNull();
  });
});

it('an ordinary hazard that was a mistake is asked about too', async () => {
  await talk.say('zhou', '东门路灯坏了');
  expect(await talk.say('zhou', '看错了')).toEqual(['H-0001 还报吗？回 1 还报，回 2 不报了。']);
  expect(await talk.say('zhou', '不报了')).toContain('H-0001 撤了，不用管了。');
});

describe('the place of a report', () => {
  test.each([
    ['刚才那个不是楼道 是车棚', '车棚'],
    ['不是楼道，应该是2号棚', '2号棚'],
    ['说错了，在西门车棚', '西门车棚'],
    ['看错了 是车棚', '车棚'],
    ['在南门，不是楼道', '南门'],
  ])('is put right by “%s”, and told to who is on the way', async (words, place) => {
    await talk.say('zhou', '@小蜂 楼道着火了', G1);
    const replies = said(await talk.say('zhou', `@小蜂 ${words}`, G1));
    expect(replies).toContain(`${place}，火情：请马上到场。H-0001（紧急）。`);
    expect(replies).toContain(`H-0001 有补充：${place}，${words}。`);
    expect(await ticket('H-0001')).toMatchObject({ place, end: null });
  });

  it('of an ordinary one is put right as well', async () => {
    await talk.say('zhou', '东门路灯坏了');
    expect(await talk.say('zhou', '不是东门是西门')).toContain('H-0001 补上了：西门。');
  });

  it('stays where something else is put right', async () => {
    await talk.say('zhou', '楼道着火了');
    await talk.say('zhou', '不是我 是他');
    await talk.say('zhou', '走错地方了');
    expect(await ticket('H-0001')).toMatchObject({ place: '楼道', end: null });
  });

  test.each(['错了错了 是西门车棚在冒烟', '西门车棚冒烟了 刚刚说错了', '说错了 西门车棚在冒烟'])(
    'is put right by a whole report: “%s”',
    async (words) => {
      await talk.say('zhou', '东门车棚冒烟了');
      const placed = said(await talk.say('zhou', words));
      expect(placed).toContain('地点告诉他们了：西门车棚。');
      expect(placed).not.toContain('撤掉吗');
      expect((await tickets()).map(({ number, place }) => [number, place])).toEqual([['H-0001', '西门车棚']]);
    },
  );

  it('is another one where somebody says so', async () => {
    await talk.say('zhou', '东门车棚冒烟了');
    await talk.say('zhou', '不对 西门车棚也冒烟了');
    expect(await tickets()).toHaveLength(2);
  });

  it('keeps what it belongs to', async () => {
    await talk.say('zhou', '江边的充电棚冒烟了');
    expect((await ticket('H-0001')).place).toBe('江边的充电棚');
  });

  it('stays beside what is put right, where that was not told before', async () => {
    await talk.say('zhou', '楼道着火了');
    await talk.say('zhou', '不是东门 是南门');
    expect(await ticket('H-0001')).toMatchObject({ place: '南门（先说楼道）', end: null });
  });

  test.each(['刚才说错地方了', '定位发错了'])('is asked for after “%s”', async (words) => {
    await talk.say('zhou', '楼道着火了');
    expect(await talk.say('zhou', words)).toEqual(['H-0001 的地点应该是哪儿？直接回地点。']);
    const placed = said(await talk.say('zhou', '是西门那边'));
    expect(placed).toContain('地点告诉他们了：西门那边。');
    expect(await ticket('H-0001')).toMatchObject({ place: '西门那边', end: null });
  });

  test.each(['啊说错咯 其实是西门', '不对不对 是西门', '等等看错了，不是楼道，是西门', '说错了，人在西门'])(
    'is put right by “%s”',
    async (words) => {
      await talk.say('zhou', '楼道着火了');
      await talk.say('zhou', words);
      expect(await ticket('H-0001')).toMatchObject({ place: '西门', end: null });
    },
  );
});

describe('news of a danger', () => {
  test.each([
    '救护车拉走了',
    '120来了',
    '消防来了 火灭了',
    '灭了灭了 保安拔电了',
    '人没事 就擦破皮',
    '没冒了 不用来了',
    '到了 没有的事',
  ])('“%s” of his own goes to who is on the way, and asks whether anybody has to come', async (words) => {
    await talk.say('zhou', '东门桥底下有人摔了 流血了');
    const asked = said(await talk.say('zhou', words));
    expect(asked).toContain('H-0001 还要来人吗？');
    expect(asked).toContain(`H-0001 有补充：${words}。`);
    expect(await tickets()).toHaveLength(1);
  });

  test.each(['保安拿灭火器灭了', '消防来了'])('“%s” of somebody else’s is passed on', async (words) => {
    await talk.say('zhou', '@小蜂 楼道着火了', G1);
    expect(said(await talk.say('liu', `@小蜂 ${words}`, G1))).toContain('好，H-0001 的人都告诉了。');
    expect(await tickets()).toHaveLength(1);
  });

  test.each(['没事了', '搞定了', '散了'])('“%s” of somebody else may be of anything, and tells nobody', async (words) => {
    await talk.say('zhou', '@小蜂 楼道着火了', G1);
    expect(said(await talk.say('liu', `@小蜂 ${words}`, G1))).not.toContain('H-0001');
  });

  it('told alone is passed on by nobody who does not settle it', async () => {
    await talk.say('zhou', '楼道着火了');
    expect(said(await talk.say('liu', '火灭了'))).not.toContain('H-0001');
  });

  test.each(['到了 是水汽 没着', '我到了'])('“%s” of who was called checks nobody in', async (words) => {
    await talk.say('zhou', '楼道着火了');
    expect(said(await talk.say('li', words))).toContain('H-0001');
    expect(await talk.attendance()).toEqual([]);
  });

  test.each(['真的着了', '哎呀又冒烟了', '又着了！！'])(
    '“%s” after a false alarm calls again, to the same place',
    async (words) => {
      await talk.say('zhou', '2号棚着火了');
      await talk.say('zhou', '看错了');
      await talk.say('zhou', '2');
      expect(said(await talk.say('zhou', words))).toContain('119');
      expect(await ticket('H-0002')).toMatchObject({ place: '2号棚', urgent: true, end: null });
    },
  );

  test.each(['120来了', '搞定了', '真的着了'])('“%s” where nothing was told is nobody’s', async (words) => {
    expect(said(await talk.say('liu', words))).not.toContain('H-0001 的人');
  });
});

describe('a number called alone', () => {
  test.each([
    ['报警', '110'],
    ['110', '110'],
    ['快打119', '119'],
    ['我要报警', '110'],
    ['122', '122'],
  ])('“%s” is answered with it', async (words, number) => {
    const replies = said(await talk.say('zhou', words));
    expect(replies).toContain(number);
  });

  it('is no ticket yet, and what happened is asked', async () => {
    expect(await talk.say('zhou', '报警')).toEqual(['直接拨 110，我替你打不了。出什么事了、在哪儿？跟我说一句，我马上喊人。']);
    expect(await tickets()).toEqual([]);
  });
});

describe('a crash', () => {
  it('keeps where it was told to be', async () => {
    expect(said(await talk.say('zhou', '我摔了 东门'))).toContain('人伤着没？');
    await talk.say('zhou', '1');
    expect(await ticket('H-0001')).toMatchObject({ place: '东门', urgent: true });
  });

  test.each(['撞车了', '追尾了', '我摔了一跤', '翻车了', '摔了一跤 东门口'])(
    '“%s” is asked whether anybody is hurt',
    async (words) => {
      const replies = said(await talk.say('zhou', `@小蜂 ${words}`, G1));
      expect(replies).toContain('120');
      expect(replies).toContain('人伤着没？');
      expect(await tickets()).toEqual([]);
    },
  );

  test.each(['1', '伤了', '腿有点疼', '动不了', '不知道', '有人受伤'])('with “%s” is called out', async (words) => {
    await talk.say('zhou', '撞车了');
    expect(said(await talk.say('zhou', words))).toContain('在哪儿？');
    expect(await ticket('H-0001')).toMatchObject({ urgent: true });
  });

  test.each(['2', '没有', '没事', '没人受伤', '没伤', '车坏了 人没事', '没流血'])('with “%s” is not', async (words) => {
    await talk.say('zhou', '撞车了');
    expect(await talk.say('zhou', words)).toEqual(['没伤就好。车要是挡路，打 122。']);
    expect(await tickets()).toEqual([]);
  });
});

describe('while it is asked whether anybody is hurt', () => {
  it('where it was is kept, and asked again', async () => {
    await talk.say('zhou', '撞车了');
    expect(await talk.say('zhou', '东门')).toEqual(['人伤着没？回 1 伤了，马上喊人，回 2 没伤。']);
    await talk.say('zhou', '伤了');
    expect(await ticket('H-0001')).toMatchObject({ urgent: true, place: '东门' });
  });

  it('a scratch calls nobody', async () => {
    await talk.say('zhou', '我摔了一跤');
    expect(await talk.say('zhou', '膝盖破了皮')).toEqual(['小伤说“附近哪有药箱”，我给你找。伤得重先打 120！']);
    expect(await tickets()).toEqual([]);
  });

  it('what is worse than a scratch does', async () => {
    await talk.say('zhou', '我摔了一跤');
    await talk.say('zhou', '破了皮流血了');
    expect(await ticket('H-0001')).toMatchObject({ urgent: true });
  });

  it('something else is answered', async () => {
    await talk.say('zhou', '撞车了');
    expect(said(await talk.say('zhou', '附近哪有驿站'))).not.toContain('人伤着没');
  });
});

it('the smoke of a danger told a moment ago is no second one', async () => {
  await talk.say('zhou', '@小蜂 充电柜冒烟', G1);
  await talk.say('zhou', '@小蜂 冒黑烟', G1);
  expect(await tickets()).toHaveLength(1);
});

it('who wants to jump is not left alone, and nobody else hears of it', async () => {
  expect(await talk.say('zhou', '我要跳楼')).toEqual(['别一个人扛，心理热线 12356 随时能打。眼下有危险就打 120、110。']);
  expect(await tickets()).toEqual([]);
});

describe('what is in order again', () => {
  const ASKED = 'H-0001（东门）不用办了？回 1 不用办了，回 2 还要办。';

  test.each([
    '修好了',
    '路灯又亮了',
    '已经有人修了',
    '又好使了 不用报了',
    '不用管了',
    '路灯那个不用了 已经修好了',
    '没事了已经通了',
    '算了不报了',
  ])('is asked about once after “%s”', async (words) => {
    await talk.say('zhou', '东门路灯坏了');
    expect(await talk.say('zhou', words)).toEqual([ASKED]);
    expect((await ticket('H-0001')).end).toBeNull();
    await talk.say('zhou', '1');
    expect((await ticket('H-0001')).end).toBe('withdrawn');
  });

  it('goes on where somebody says so', async () => {
    await talk.say('zhou', '东门路灯坏了');
    await talk.say('zhou', '路灯又亮了');
    expect(await talk.say('zhou', '2')).toEqual(['好，H-0001 接着办。']);
    expect((await ticket('H-0001')).end).toBeNull();
  });

  it('is the one at the place that is named', async () => {
    await talk.say('zhou', '东门井盖没了');
    await talk.say('zhou', '西门井盖也没了');
    expect(said(await talk.say('zhou', '东门那个盖上了'))).toContain('H-0001（东门）不用办了？');
    await talk.say('zhou', '1');
    expect(said(await talk.say('zhou', '西门的也弄好了'))).toContain('H-0002（西门）不用办了？');
  });

  it('is the one that is named', async () => {
    await talk.say('zhou', '东门路灯坏了');
    await talk.say('zhou', '西门井盖没了');
    await talk.say('zhou', '2');
    expect(said(await talk.say('zhou', '路灯又亮了'))).toBe(ASKED);
  });

  test.each(['灯亮了没', '没修好', '我去修了', '雨停了', '手机有电了'])('is not told by “%s”', async (words) => {
    await talk.say('zhou', '东门井盖坏了');
    expect(said(await talk.say('zhou', words))).not.toContain('不用办了？');
    expect((await ticket('H-0001')).end).toBeNull();
  });

  test.each(['修好了', '不用管了', '空调终于修好了'])('“%s” asks nobody who has reported nothing', async (words) => {
    expect(said(await talk.say('liu', words))).not.toContain('H-');
  });
});
