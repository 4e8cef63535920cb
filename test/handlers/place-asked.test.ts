// "Where is it?" after a hazard: what is taken for its place, and what is not.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const G1 = { group: 'g1' };

interface Shown {
  number: string;
  place: string | null;
  urgent: boolean;
  category: string;
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

describe('the place of a danger', () => {
  test.each(['今天真冷', '打了', '119打了', '人都跑出来了', '在路上', '上次那个地方'])(
    '“%s” is none: asked again',
    async (words) => {
      await talk.say('zhou', '@小蜂 漏电', G1);
      const again = said(await talk.say('zhou', `@小蜂 ${words}`, G1));
      expect(again).toContain('还不知道在哪儿。');
      expect(again).not.toContain('请马上到场');
      expect((await ticket('H-0001')).place).toBeNull();
      expect(said(await talk.say('zhou', '@小蜂 在2号棚', G1))).toContain('2号棚，用电险情：请马上到场。');
      expect((await ticket('H-0001')).place).toBe('2号棚');
    },
  );

  it('is asked about where a name may be one', async () => {
    await talk.say('zhou', '@小蜂 着火了', G1);
    expect(said(await talk.say('zhou', '@小蜂 老槐树', G1))).toContain('“老槐树”是地点吗？');
    expect(said(await talk.say('zhou', '@小蜂 2', G1))).toContain('还不知道在哪儿。');
    await talk.say('zhou', '@小蜂 老槐树', G1);
    expect(said(await talk.say('zhou', '@小蜂 1', G1))).toContain('老槐树，火情：请马上到场。');
  });

  it('comes with what else is told of it', async () => {
    await talk.say('zhou', '@小蜂 着火了', G1);
    expect(said(await talk.say('zhou', '@小蜂 我在2号棚旁边的仓库', G1))).toContain('2号棚旁边的仓库，火情：请马上到场。');
  });
});

describe('the place of a hazard', () => {
  test.each(['没有', '6', '今天真冷'])('“%s” is none: asked once more', async (words) => {
    await talk.say('zhou', '@小蜂 路灯坏了', G1);
    expect(said(await talk.say('zhou', `@小蜂 ${words}`, G1))).toContain('还不知道在哪儿。');
    expect(said(await talk.say('zhou', `@小蜂 ${words}`, G1))).not.toContain('还不知道在哪儿。');
    expect((await ticket('H-0001')).place).toBeNull();
  });

  test.each(['等会儿', '忙着呢', '晚点再说'])('“%s” leaves it open', async (words) => {
    await talk.say('zhou', '@小蜂 路灯坏了', G1);
    expect(said(await talk.say('zhou', `@小蜂 ${words}`, G1))).toBe('@老周 好，H-0001 先这样办，人到了再找。');
  });

  test.each(['2号棚', '人民路和解放路路口', '三号楼楼下'])('“%s” is taken, however late', async (place) => {
    await talk.say('zhou', '路灯坏了');
    await talk.say('zhou', '忙着呢');
    expect(await talk.say('zhou', place)).toContain(`H-0001 补上了：${place}。`);
  });
});

describe('another hazard while the place of the first is asked', () => {
  it('that is a danger is called out, and no place', async () => {
    await talk.say('zhou', '@小蜂 井盖没了', G1);
    const replies = said(await talk.say('zhou', '@小蜂 东门着火了', G1));
    expect(replies).toContain('东门，火情：请马上到场。H-0002（紧急）。');
    expect(replies).toContain('H-0001 那件在哪儿？');
    await talk.say('zhou', '@小蜂 南门', G1);
    expect(await ticket('H-0001')).toMatchObject({ place: '南门', urgent: false });
    expect(await ticket('H-0002')).toMatchObject({ place: '东门', category: 'fire', urgent: true });
  });

  it('is one of its own, and both are asked about', async () => {
    await talk.say('zhou', '@小蜂 着火了', G1);
    await talk.say('zhou', '@小蜂 井盖没了', G1);
    expect(said(await talk.say('zhou', '@小蜂 在东门', G1))).toContain('H-0001 那件在哪儿？');
    expect(said(await talk.say('zhou', '@小蜂 南门', G1))).toContain('南门，火情：请马上到场。H-0001（紧急）。');
    expect(await ticket('H-0002')).toMatchObject({ place: '东门', category: 'road' });
  });

  it('with a place leaves the first one asked', async () => {
    await talk.say('zhou', '@小蜂 路灯坏了', G1);
    expect(said(await talk.say('zhou', '@小蜂 南门消防通道堵了', G1))).toContain('H-0001 那件在哪儿？');
    await talk.say('zhou', '@小蜂 西门', G1);
    expect(await ticket('H-0001')).toMatchObject({ place: '西门' });
    expect(await ticket('H-0002')).toMatchObject({ place: '南门' });
  });
});

it('a place the lamp of a road stands in is whole', async () => {
  await talk.say('zhou', '希望南星桥路灯修一下');
  await talk.say('zhou', '1');
  expect(await ticket('H-0001')).toMatchObject({ place: '南星桥' });
});

describe('a bare place', () => {
  test.each(['路口', '地下车库', '消防通道', '去东门'])('“%s” makes no ticket, nor does a yes after it', async (words) => {
    await talk.say('zhou', words);
    await talk.say('zhou', '好');
    expect(await tickets()).toEqual([]);
  });
});
