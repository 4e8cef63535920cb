// Those who settle tickets think better of it in the same breath, ask, name several at once, or take a step back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00' });
  await talk.say('zhou', '@小蜂 东门充电桩坏了两个', { group: 'g1' });
});
afterEach(() => talk.close());

interface Shown {
  number: string;
  status: string;
  level: string;
  outcome: string | null;
}
const ticket = async (number = 'H-0001') =>
  ((await talk.world.state()).tickets as Shown[]).find((each) => each.number === number) as Shown;
const li = (words: string, where = {}) => talk.say('li', words, where).then((said) => said.join('\n'));

const HELD = '好，H-0001 没有动。要办的时候再跟我说。';
const UNSETTLED = '好，H-0001 没有动。全办妥了回“办好了”。';

describe('the last word counts', () => {
  test.each([
    ['不归我们管，哦不，归我们管，受理', 'accepted', 'branch'],
    ['不归我们管 哦不 归我们管 受理', 'accepted', 'branch'],
    ['H-0001 驳回，说错了，受理', 'accepted', 'branch'],
    ['H-0001 报街道，算了我们自己办', 'accepted', 'branch'],
    ['H-0001 报街道，哎不是，报区县', 'open', 'county'],
    ['H-0001 受理，不对，报街道', 'open', 'street'],
  ])('“%s”', async (words, status, level) => {
    await li(words);
    expect(await ticket()).toMatchObject({ status, level, outcome: null });
  });
});

describe('nothing is done', () => {
  test.each([
    ['H-0001 办好了，等哈，还差一个', UNSETTLED],
    ['H-0001 办好了 就是还有一个没修', UNSETTLED],
    ['H-0001 办好了 不对 还没修好', UNSETTLED],
    ['H-0001 物业说办好了，我还没去看', UNSETTLED],
    ['H-0001 受理，等下先别受理', HELD],
    ['H-0001 受理 等等 先别', HELD],
    ['H-0001 不归我们管，先莫回他', HELD],
    ['H-0001 等下再说不归我们管', HELD],
    ['H-0001 先别办结', HELD],
    ['H-0001 不归我们管，你先别告诉老周', HELD],
    ['H-0001 受理，哎呀不是，先放着', HELD],
    ['H-0001 办好了，停停停，我看错了', 'H-0001 怎么办？回 1 受理，2 报街道，3 办好了。'],
    ['H-0001 驳回，我点错了', 'H-0001 怎么办？回 1 受理，2 报街道，3 办好了。'],
    ['H-0001 电工讲已经修好了，明天我去看看', 'H-0001 您看过了吗？回 1 办好了，2 先不动。'],
    ['H-0001 归不归我们管', 'H-0001 东门电瓶充电：支部明天 10:00 前受理。'],
    ['充电桩那个先放着', HELD],
    ['H-0001 不归我们管，归我们管', 'H-0001 怎么办？回 1 受理，2 报街道，3 办好了。'],
    ['H-0001 物业说修好了', 'H-0001 您看过了吗？回 1 办好了，2 先不动。'],
    ['H-0001 受理不受理', 'H-0001 东门电瓶充电：支部明天 10:00 前受理。'],
    ['H-0001 受理了没', 'H-0001 东门电瓶充电：支部明天 10:00 前受理。'],
    ['H-0001 办好了吧？', 'H-0001 东门电瓶充电：支部明天 10:00 前受理。'],
    ['H-0001 要不要报街道', 'H-0001 东门电瓶充电：支部明天 10:00 前受理。'],
  ])('at “%s”', async (words, answer) => {
    expect(await li(words)).toBe(answer);
    expect(await ticket()).toMatchObject({ status: 'open', level: 'branch', outcome: null });
  });

  test('at what others say, until it is confirmed', async () => {
    await li('H-0001 物业说修好了');
    expect(await li('1')).toBe('H-0001 记下办好了，我去问报的人满不满意。');
    expect(await ticket()).toMatchObject({ status: 'resolved', outcome: '物业说修好了' });
  });

  test('where a reason is asked for and it is to wait', async () => {
    await li('H-0001 驳回');
    expect(await li('等等，先别驳回')).toBe('好，没有动。');
    expect((await ticket()).status).toBe('open');
  });

  test('by who settles no tickets', async () => {
    await talk.say('wang', '充电桩那个受理，等下先别受理');
    await talk.say('wang', '两个都受理');
    expect((await ticket()).status).toBe('open');
  });
});

test.each([
  ['H-0001 受理，明天去看', 'accepted'],
  ['H-0001 办好了，换了新桩，等下午再去看一眼', 'resolved'],
  ['H-0001 办好了，物业说是线路老化', 'resolved'],
])('“%s” is done as it is said', async (words, status) => {
  await li(words);
  expect((await ticket()).status).toBe(status);
});

test('a reason is told without what was said beside it', async () => {
  await li('H-0001 驳回');
  await li('那是小区物业的地盘，等哈，你先莫跟他说');
  expect(await ticket()).toMatchObject({ status: 'rejected', outcome: '那是小区物业的地盘' });
});

describe('two at once', () => {
  beforeEach(async () => {
    await talk.say('zhou', '@小蜂 三号楼消防通道堵了', { group: 'g1' });
  });

  test.each([
    ['充电桩那个受理，通道那个不归我们管', 'accepted', 'rejected'],
    ['三号楼的不归我们管，充电桩的受理', 'accepted', 'rejected'],
    ['H-0001 受理，H-0002 等下再说不归我们管', 'accepted', 'open'],
    ['充电桩受理', 'accepted', 'open'],
    ['把东门那个受理了', 'accepted', 'open'],
    ['两个都受理', 'accepted', 'accepted'],
    ['这两件都办好了', 'resolved', 'resolved'],
    ['三个都受理', 'open', 'open'],
  ])('“%s”', async (words, first, second) => {
    await li(words);
    expect([(await ticket()).status, (await ticket('H-0002')).status]).toEqual([first, second]);
  });

  test('both are settled, taken on before or not', async () => {
    await li('H-0001 受理');
    await li('两个都办好了');
    expect([(await ticket()).status, (await ticket('H-0002')).status]).toEqual(['resolved', 'resolved']);
  });

  test('the reason of one is not what was said of the other', async () => {
    await li('充电桩那个受理，通道那个不归我们管');
    expect((await ticket('H-0002')).outcome).toBe('不归我们管');
  });

  test('which is meant is answered by what it is', async () => {
    await li('受理');
    expect(await li('通道那个')).toContain('H-0002 您受理了');
  });
});

describe('a step taken back', () => {
  test.each([
    '搞错了，归我们管',
    '归我们管',
    'H-0001 归我们管',
    '驳错了',
    'H-0001 搞错了',
    'H-0001 撤回',
    '哎呀弄错了 这个该我们管',
  ])('a rejection by “%s”', async (words) => {
    await li('不归我们管');
    expect(await li(words)).toBe('H-0001 收回来了，还没受理。报的人那边没发出去。接下就回“H-0001 受理”。');
    expect(await ticket()).toMatchObject({ status: 'open', outcome: null });
    expect((await talk.until('2026-11-23T21:00')).join()).not.toContain('不予办理');
  });

  test.each(['H-0001 受理', '搞错了，受理', '不好意思，归我们管，受理'])('and taken on at once by “%s”', async (words) => {
    await li('不归我们管');
    expect(await li(words)).toContain('H-0001 您受理了');
    expect((await ticket()).status).toBe('accepted');
  });

  test('is put right where its reporter has heard of it', async () => {
    await li('不归我们管');
    expect((await talk.until('2026-11-23T14:00')).join()).toContain('不予办理');
    expect(await li('H-0001 归我们管')).toContain('报的人那边我去更正。');
    expect((await talk.until('2026-11-23T21:00')).join()).toContain('H-0001 刚才那条说错了，还在办');
  });

  test.each(['还没办好', 'H-0001 没办好', '说早了', '还差一个', 'H-0001 还没修好'])('“settled” by “%s”', async (words) => {
    await li('H-0001 受理');
    await li('H-0001 办好了');
    expect(await li(words)).toBe('H-0001 收回来了，还是您在办，下周一 10:00 前办好。报的人那边没发出去。');
    expect((await ticket()).status).toBe('accepted');
  });

  test.each(['莫报莫报', '别报了', '我们自己办', 'H-0001 先别报街道'])('sent up by “%s”', async (words) => {
    await li('报街道');
    expect(await li(words)).toMatch(/^好，不往上报了。\nH-0001 您受理了/);
    expect(await ticket()).toMatchObject({ status: 'accepted', level: 'branch' });
  });

  test('is not heard of what was never done', async () => {
    for (const words of ['还没办好', '别报了', '我们自己办', '搞错了']) await li(words);
    expect((await ticket()).status).toBe('open');
  });

  test.each(['搞错了', '点错了', '撤销'])('is not guessed at “%s”: how to say it is told', async (words) => {
    await li('不归我们管');
    expect(await li(words)).toBe('要收回 H-0001 刚才那一步，说“H-0001 搞错了”。');
    expect((await ticket()).status).toBe('rejected');
  });

  test('of two at once is asked about', async () => {
    await talk.say('zhou', '@小蜂 三号楼消防通道堵了', { group: 'g1' });
    await li('两个都不归我们管');
    expect(await li('搞错了，归我们管')).toMatch(/^要收回哪一件？带上编号说：H-000\d、H-000\d。$/);
    expect((await ticket()).status).toBe('rejected');
  });

  test('is refused once its reporter has answered', async () => {
    await li('H-0001 办好了');
    await talk.say('zhou', 'H-0001 满意');
    expect(await li('H-0001 没办好')).toBe('H-0001 报的人已经回话了，收不回。还有事就再报一件。');
  });

  test('leaves the word to the reporter who says that it is not settled', async () => {
    await li('H-0001 办好了');
    expect((await talk.say('zhou', 'H-0001 还没好')).join()).toContain('重新打开');
  });
});
