import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import reportHazard from '../../handlers/report-hazard.ts';
import type { Handler } from '../../src/core/handler.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const all: readonly Handler[] = [...handlers.filter(({ name }) => name !== reportHazard.name), reportHazard];
const G1 = { group: 'g1' };

interface Shown {
  number: string;
  category: string;
  place: string | null;
  urgent: boolean;
  status: string;
  end: string | null;
  reporter: string | null;
  followers: string[];
  photos: unknown[];
  history: { action: string; by: string | null; note: string | null }[];
}

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00', handlers: all });
});
afterEach(() => talk.close());

const tickets = async () => (await talk.world.state()).tickets as Shown[];
const ticket = async (number: string) => (await tickets()).find((each) => each.number === number) as Shown;
const actions = async (number: string) => (await ticket(number)).history.map(({ action }) => action);
/** All lines of all that was said. */
const said = (replies: string[]) => replies.join('\n');

describe('a report', () => {
  it('is one message: number, what, who takes it on and by when', async () => {
    expect(await talk.say('zhou', '@小蜂 东门消防通道被三轮堵了', G1)).toEqual([
      '@老周 H-0001 记下了：东门，设施。李书记明天 10:00 前受理，办好告诉你。',
    ]);
    expect(await ticket('H-0001')).toMatchObject({ category: 'facility', place: '东门', status: 'open', reporter: 'zhou' });
  });

  it('never repeats the words of it, nor the people in it, in a group', async () => {
    const [answer] = await talk.say('zhou', '@小蜂 东门消防通道被老王的三轮堵了，电话13812345678', G1);
    expect(answer).not.toMatch(/老王|138|三轮/);
    const { history } = await ticket('H-0001');
    expect(JSON.stringify(history)).not.toMatch(/138/);
  });

  it('without a place is registered at once and asks for it', async () => {
    const [answer] = await talk.say('zhou', '@小蜂 井盖没了', G1);
    expect(answer).toContain('H-0001 记下了：路面。');
    expect(answer).toContain('在哪儿？');
    expect(await talk.say('zhou', '@小蜂 人民路和解放路路口', G1)).toEqual(['@老周 H-0001 补上了：人民路和解放路路口。']);
    expect((await ticket('H-0001')).place).toBe('人民路和解放路路口');
  });

  test.each([
    '东门',
    '二号棚',
    '长江路驿站门口',
    '3号楼下',
    '在我们站点门口',
    '地库B区',
    '二号楼后面',
    '南门口的充电柜旁边',
    '12栋2单元',
    '新华超市后门',
  ])('takes “%s” for a place', async (place) => {
    await talk.say('zhou', '井盖没了');
    expect(said(await talk.say('zhou', place))).toContain('H-0001 补上了');
    expect(await tickets()).toHaveLength(1);
    expect(place).toContain((await ticket('H-0001')).place);
  });

  test.each(['谢谢', '辛苦了', '签到', '谁来处理啊'])('takes “%s” for no place', async (words) => {
    await talk.say('zhou', '井盖没了');
    expect(said(await talk.say('zhou', words))).not.toContain('补上了');
    expect((await ticket('H-0001')).place).toBeNull();
  });

  it('goes on without a place nobody knows, and is taken back on a word', async () => {
    await talk.say('zhou', '井盖没了');
    expect(await talk.say('zhou', '说不清')).toEqual(['好，H-0001 先这样办，人到了再找。']);
    await talk.say('wang', '路灯坏了');
    expect(await talk.say('wang', '算了不报了')).toEqual(['H-0002 撤了，不用管了。']);
    expect(await ticket('H-0002')).toMatchObject({ status: 'closed', end: 'withdrawn' });
  });

  it('is asked for once more when the same is said again', async () => {
    await talk.say('zhou', '井盖没了');
    const again = said(await talk.say('zhou', '井盖没了'));
    expect(again).toContain('H-0001 已经报上去了');
    expect(again).toContain('在哪儿？');
  });

  it('is understood later than we wait for it, when nothing else is said', async () => {
    await talk.say('zhou', '井盖没了');
    await talk.until('2026-11-23T10:15');
    const late = said(await talk.say('zhou', '人民路东口'));
    if (late.includes('回 1 是')) await talk.say('zhou', '1');
    expect(await ticket('H-0001')).toMatchObject({ place: '人民路东口' });
    expect(await tickets()).toHaveLength(1);
  });

  it('of something else is a new one, though a place was asked for', async () => {
    await talk.say('zhou', '井盖没了');
    await talk.say('zhou', '南门消防通道堵了');
    expect(await tickets()).toHaveLength(2);
    expect((await ticket('H-0001')).place).toBeNull();
  });

  it('of theft begins with the police', async () => {
    const [answer] = await talk.say('zhou', '驿站东边有人偷电瓶');
    expect(answer?.split('\n')[0]).toBe('先打 110，别跟人硬来。');
    expect(answer).toContain('H-0001 记下了');
  });

  it('keeps nine photos and says so', async () => {
    const photos = Array.from({ length: 30 }, (_, index) => `photo${index}`);
    const [answer] = await talk.say('zhou', '东门井盖没了', { photos });
    expect(answer).toContain('照片只收前 9 张。');
    expect((await ticket('H-0001')).photos).toHaveLength(9);
  });

  it('is completed by a photo and words within two minutes', async () => {
    await talk.say('zhou', '东门井盖没了', { photos: ['one'] });
    expect(said(await talk.say('zhou', '', { photos: ['two'] }))).toBe('补进 H-0001 了。');
    expect((await ticket('H-0001')).photos).toHaveLength(2);
    expect(await tickets()).toHaveLength(1);
  });

  it('may come from somebody outside the branch’s roster', async () => {
    expect(said(await talk.say('guest', '@小蜂 东门井盖没了', G1))).toContain('H-0001 记下了');
  });

  it('of somebody’s despair is answered with help and is no ticket', async () => {
    expect(said(await talk.say('zhou', '不想活了'))).toContain('12356');
    expect(await tickets()).toEqual([]);
  });

  it('of somebody’s private life is not taken', async () => {
    const understand = () => [{ intent: 'report_hazard' as const, slots: { category: 'other' } }];
    const other = await dialogue({ handlers: all, understand });
    expect(said(await other.say('zhou', '老李信佛，天天念经'))).toContain('我这儿不记');
    const state = await other.world.state();
    expect(state.tickets).toEqual([]);
    await other.close();
  });
});

describe('the same thing', () => {
  it('told by its reporter again reminds those who settle it', async () => {
    await talk.say('zhou', '@小蜂 东门消防通道被三轮堵了', G1);
    expect(await talk.say('zhou', '@小蜂 东门口消防通道又堵了', G1)).toEqual(['@老周 H-0001 已经报上去了，又提醒了一次。']);
    expect(await tickets()).toHaveLength(1);
    expect(await actions('H-0001')).toEqual(['report', 'supplement']);
  });

  it('told by somebody else is asked about first: a yes follows', async () => {
    await talk.say('zhou', '@小蜂 东门消防通道被三轮堵了', G1);
    const [question] = await talk.say('wang', '@小蜂 东大门消防通道堵死了', G1);
    expect(question).toContain('和 H-0001（东门，设施，今天报的）是一回事吗？');
    expect(await tickets()).toHaveLength(1);
    expect(await talk.say('wang', '@小蜂 1', G1)).toEqual(['@老王 加进 H-0001 了，办好一起告诉你。']);
    expect(await ticket('H-0001')).toMatchObject({ followers: ['wang'] });
    await talk.until('2026-11-23T10:30');
    expect(await tickets()).toHaveLength(1);
  });

  it('is another one after a no', async () => {
    await talk.say('zhou', '东门消防通道堵了');
    await talk.say('wang', '东门消防通道堵了');
    expect(said(await talk.say('wang', '不是'))).toContain('H-0002 记下了');
    await talk.until('2026-11-23T10:30');
    expect(await tickets()).toHaveLength(2);
  });

  it('is another one when the first has ended before the yes', async () => {
    await talk.say('zhou', '东门井盖没了');
    await talk.say('wang', '东门的井盖不见了');
    await talk.say('zhou', 'H-0001 不用管了');
    expect(said(await talk.say('wang', '1'))).toContain('H-0002 记下了');
    expect(await ticket('H-0002')).toMatchObject({ status: 'open', reporter: 'wang' });
  });

  it('is dropped on a word', async () => {
    await talk.say('zhou', '东门消防通道堵了');
    await talk.say('wang', '东门消防通道堵了');
    expect(await talk.say('wang', '算了')).toEqual(['好，不报了。']);
    await talk.until('2026-11-23T10:30');
    expect(await tickets()).toHaveLength(1);
  });

  it('is registered when nobody answers for ten minutes, and its reporter is told', async () => {
    await talk.say('zhou', '东门消防通道堵了');
    await talk.say('wang', '东门消防通道堵了');
    await talk.until('2026-11-23T10:11');
    expect(await ticket('H-0002')).toMatchObject({ reporter: 'wang', place: '东门' });
    expect(said(await talk.until('2026-11-23T13:30'))).toContain('H-0002 没等到你回话，按新的记了');
  });

  it('with photos is registered at once and asked about then: a yes leads to the other one', async () => {
    await talk.say('zhou', '东门消防通道堵了');
    const [answer] = await talk.say('wang', '东门消防通道堵了', { photos: ['one'] });
    expect(answer).toContain('H-0002 记下了');
    expect(answer).toContain('和 H-0001（东门，设施，今天报的）是一回事吗？');
    expect(await talk.say('wang', '是一回事')).toEqual(['加进 H-0001 了，办好一起告诉你。']);
    expect(await ticket('H-0002')).toMatchObject({ status: 'rejected', end: 'duplicate' });
    expect(await ticket('H-0001')).toMatchObject({ followers: ['wang'] });
    expect(JSON.stringify((await ticket('H-0001')).history)).toContain('照片在 H-0002');
  });

  it('is found when the place comes', async () => {
    await talk.say('zhou', '东门井盖没了');
    await talk.say('wang', '井盖没了');
    expect(said(await talk.say('wang', '东门口'))).toContain('和 H-0001（东门，路面，今天报的）是一回事吗？');
    await talk.say('wang', '1');
    expect(await ticket('H-0002')).toMatchObject({ status: 'rejected', end: 'duplicate' });
  });

  it('is not another thing at the same gate, whatever its category', async () => {
    await talk.say('zhou', '东门井盖坏了');
    for (const words of ['东门口垃圾没人清', '东门垃圾堆']) {
      const answer = said(await talk.say('wang', words));
      expect(answer).toMatch(/H-000[23] 记下了/);
      expect(answer).not.toContain('一回事');
    }
    expect(said(await talk.say('zhou', '东门口垃圾没人清'))).not.toContain('H-0001');
    expect((await ticket('H-0001')).history).toHaveLength(1);
  });

  it('at another gate is another thing', async () => {
    await talk.say('zhou', '东门消防通道堵了');
    expect(said(await talk.say('wang', '西门消防通道堵了'))).toContain('H-0002 记下了');
  });
});

describe('a danger', () => {
  it('calls people out: the number to call first, then who is to come, by name in the group', async () => {
    const replies = await talk.say('zhou', '@小蜂 二号棚有个电瓶在冒烟！！', G1);
    const answer = replies.find((reply) => reply.startsWith('@老周')) ?? '';
    const [first, second] = answer.split('\n');
    expect(first).toContain('先打 119');
    expect(second).toBe('@李书记 二号棚，电瓶险情：请马上到场。H-0001（紧急）。');
    expect(said(replies)).toContain('紧急 H-0001：二号棚，电瓶险情。');
    expect(await actions('H-0001')).toEqual(['report', 'call']);
  });

  test.each([
    ['2号楼有人打架', '先躲开，打 110！有人受伤打 120。', '2号楼'],
    ['东门口我被人打了', '先躲开，打 110！有人受伤打 120。', '东门口'],
    ['三号楼有个小孩走丢了', '先打 110！说清长相、穿着、最后在哪儿见的。', '三号楼'],
  ])('is one among people as well: “%s” names the police first and calls who is on duty', async (words, first, place) => {
    const replies = await talk.say('zhou', `@小蜂 ${words}`, G1);
    const lines = (replies.find((reply) => reply.startsWith('@老周')) ?? '').split('\n');
    expect(lines[0]).toBe(`@老周 ${first}`);
    expect(lines[1]).toBe(`@李书记 ${place}，治安险情：请马上到场。H-0001（紧急）。`);
    expect(said(replies)).toContain(`紧急 H-0001：${place}，治安险情。`);
    expect(said(await talk.until('2026-11-23T10:06'))).toContain('还没人应！');
  });

  it('nobody answers is not left in silence: nobody is said to know who does not, and its reporter hears the end', async () => {
    await talk.say('zhou', '@小蜂 二号棚有个电瓶在冒烟！！', G1);
    const pushes = said(await talk.until('2026-11-23T12:00'));
    expect(pushes).not.toMatch(/已报街道|自动报到街道/);
    expect(pushes).toContain('街道也没登记值班的人！先打 119，人离远点，别碰电瓶！有人受伤打 120。');
    expect(pushes.match(/H-0001 一直没人应，刚喊了最后一遍。别等了：先打 119/g)).toHaveLength(1);
    expect(pushes.match(/一直没人应，这是最后一遍，我不再喊了。请您打电话找人。/g)).toHaveLength(1);
  });

  it('that is over is told to those on the way; only its reporter’s yes calls them off', async () => {
    await talk.say('zhou', '@小蜂 二号棚有个电瓶在冒烟！！', G1);
    const over = said(await talk.say('zhou', '@小蜂 没事了 虚惊一场', G1));
    expect(over).toContain('H-0001 还要来人吗？');
    expect(over).toContain('H-0001 有补充：没事了 虚惊一场。');
    expect(await ticket('H-0001')).toMatchObject({ status: 'open' });
    expect(said(await talk.say('zhou', '@小蜂 2', G1))).toContain('H-0001 撤了');
    expect(await ticket('H-0001')).toMatchObject({ end: 'withdrawn' });
    expect(await talk.say('zhou', '没事了')).toEqual(['没事就好。']);
  });

  it('told directly is called out in the reporter’s group as well', async () => {
    const replies = await talk.say('zhou', '二号棚有个电瓶在冒烟！！');
    expect(replies.find((reply) => reply.startsWith('@李书记'))).toContain('先打 119');
    expect(replies).toContain('先打 119，人离远点，别碰电瓶！有人受伤打 120。\nH-0001（紧急）记下了，正在喊李书记。');
  });

  it('without a place is called out first, and its place is told when it comes', async () => {
    const replies = await talk.say('zhou', '@小蜂 着火了快来人', G1);
    expect(said(replies)).toContain('请马上到场');
    expect(said(replies)).toContain('在哪儿？');
    const then = await talk.say('zhou', '@小蜂 三号楼', G1);
    expect(said(then)).toContain('三号楼，火情：请马上到场。H-0001（紧急）。');
    expect(then.length).toBeGreaterThan(1);
  });

  it('somebody else tells of as well is one: nobody is called twice', async () => {
    await talk.say('zhou', '@小蜂 二号棚有个电瓶在冒烟！！', G1);
    const replies = await talk.say('wang', '@小蜂 2号充电棚冒烟了', G1);
    expect(replies).toHaveLength(1);
    expect(replies[0]).toContain('先打 119');
    expect(replies[0]).toContain('H-0001 已经有人报了');
    expect(await ticket('H-0001')).toMatchObject({ followers: ['wang'] });
  });

  it('at another place, or where the place is not said, is another one', async () => {
    await talk.say('zhou', '@小蜂 二号棚有个电瓶在冒烟！！', G1);
    await talk.say('wang', '@小蜂 五号棚电瓶冒烟了', G1);
    await talk.say('guest', '@小蜂 电瓶冒烟了', G1);
    expect((await tickets()).filter(({ urgent }) => urgent)).toHaveLength(3);
  });

  it('never gets the place of an earlier report that was none', async () => {
    await talk.say('zhou', '东门灭火器过期了');
    await talk.say('zhou', '着火了快来人');
    expect(await ticket('H-0002')).toMatchObject({ urgent: true, place: null });
  });

  it('is called out again until somebody answers', async () => {
    await talk.say('zhou', '@小蜂 二号棚有个电瓶在冒烟！！', G1);
    const again = await talk.until('2026-11-23T10:06');
    expect(said(again)).toContain('还没人应！二号棚，电瓶险情：请马上到场。H-0001（紧急）。');
    expect(said(again)).toContain('还没人应！紧急 H-0001');
  });

  it('that a report has become calls people now', async () => {
    await talk.say('zhou', '@小蜂 二号棚有人飞线充电', G1);
    const replies = await talk.say('zhou', '@小蜂 二号棚充电柜冒烟了！', G1);
    expect(said(replies)).toContain('先打 119');
    expect(said(replies)).toContain('请马上到场');
    expect(await actions('H-0001')).toEqual(['report', 'supplement', 'call']);
    expect(await tickets()).toHaveLength(1);
    expect(said(await talk.until('2026-11-23T10:01'))).not.toContain('还没人应');
  });
});

describe('an extra question', () => {
  it('is asked where a yes means danger, and a yes calls people', async () => {
    const [answer] = await talk.say('zhou', '3号楼配电箱敞着');
    expect(answer).toContain('电线垂到人能碰到的地方吗？');
    const replies = await talk.say('zhou', '有');
    expect(replies.at(-1)?.split('\n')[0]).toContain('别碰，离远点');
    expect(await ticket('H-0001')).toMatchObject({ urgent: true });
  });

  it('makes a danger of its own when what was reported has ended meanwhile', async () => {
    await talk.say('zhou', '3号楼配电箱敞着');
    await talk.say('li', 'H-0001 不归我们管');
    expect(said(await talk.say('zhou', '有'))).toContain('别碰，离远点');
    expect(await ticket('H-0001')).toMatchObject({ status: 'rejected', urgent: false });
    expect(await ticket('H-0002')).toMatchObject({ status: 'open', urgent: true, place: '3号楼' });
  });

  it('changes nothing after a no', async () => {
    await talk.say('zhou', '3号楼配电箱敞着');
    expect(await talk.say('zhou', '没有')).toEqual(['好，知道了。']);
    expect(await ticket('H-0001')).toMatchObject({ urgent: false });
  });

  it('is not asked where it is said, or means nothing', async () => {
    expect(said(await talk.say('zhou', '东门井盖没了'))).not.toContain('吗？');
    expect(said(await talk.say('wang', '人民路路口红绿灯坏了'))).not.toContain('吗？');
  });
});
