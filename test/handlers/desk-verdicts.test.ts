// A verdict that is asked for or was given: put off, wondered at, found wrong, said of one among several.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { asksSomething, putsOff } from '../../src/domain/words/undecided.ts';
import { exchange, type PointTalk, shop } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await shop();
});
afterEach(() => talk.close());

describe('hours', () => {
  beforeEach(async () => {
    await talk.ask('zhou', '志愿服务6小时');
  });
  const waits = async () => (await talk.ask('li', '待确认工时')).includes('工时 1');

  test.each(['工时 1 不对吗', '工时1确认了没', '工时 1 对不对', '工时 1 不对，是不是多了'])(
    '“%s” is a question',
    async (words) => {
      expect(await talk.ask('li', words)).toContain('回“工时1 确认”或“工时1 不对”。');
      expect(await waits()).toBe(true);
    },
  );

  test.each(['工时 1 确认，等我问下', '工时1 不对 等他本人回话再说', '工时 1 确认，先放着', '确认，等我问下'])(
    '“%s” decides nothing',
    async (words) => {
      expect(await talk.ask('li', words)).toMatch(/没有动|先不定/);
      expect(await waits()).toBe(true);
    },
  );

  it('that were refused by mistake are confirmed after all, and his own stay as they are', async () => {
    await talk.ask('li', '志愿服务2小时');
    await talk.ask('li', '工时1不对');
    expect(await talk.ask('li', '说错了')).toBe('工时 1 老周 2 小时，你定了不算。改成算上吗？回 1 改，回 2 不改。');
    expect(await talk.ask('li', '1')).toContain('2 小时算上了');
    expect(await talk.ask('li', '工时1 撤回')).toContain('改成不算吗？');
    await talk.ask('li', '2');
    expect(await talk.ask('li', '工时 1 不对，刚才点错了')).toContain('2 小时不算');
    expect(await talk.ask('li', '我存了多少小时')).toContain('2 小时');
  });

  it('are decided by name, some of them later', async () => {
    await talk.ask('wang', '志愿服务6小时');
    expect(await talk.ask('li', '老周的认，老王的等哈，我问一下')).toContain('（工时 1）。\n回 1 确认，回 2 先不定。');
    await talk.ask('li', '1');
    expect(await waits()).toBe(false);
    expect(await talk.ask('li', '待确认工时')).toContain('工时 2');
  });
});

describe('posts', () => {
  beforeEach(async () => {
    await talk.ask('zhou', '认领安全生产岗');
    await talk.ask('wang', '认领政策宣传岗');
  });

  test.each(['岗 1 同意，等哈再说', '岗1 同意，我再问问', '岗1不同意 先等等'])('“%s” decides nothing', async (words) => {
    await talk.ask('li', words);
    expect(await talk.ask('li', '岗 1 同意了没')).toBe('岗 1 老周 安全生产岗：还在等。回“岗 1 同意”或“岗 1 不同意”。');
  });

  it('one is decided while another waits', async () => {
    expect(await talk.ask('li', '岗 1 同意，岗 2 等哈再说')).toBe('岗 1 同意了，我告诉老周。');
    expect(await talk.ask('li', '岗 2 批了没')).toContain('还在等');
  });

  it('that were granted by mistake: the way back is told', async () => {
    await talk.ask('li', '岗 1 同意');
    const way = '岗 1 老周 安全生产岗：已经同意了。不让当了说“撤 老周的安全生产岗”。';
    expect(await talk.ask('li', '说错了')).toBe(way);
    expect(await talk.ask('li', '岗 1 撤回')).toBe(way);
    await talk.ask('li', '岗 2 不同意');
    expect(await talk.ask('li', '岗 2 同意，刚才说错了')).toContain('要同意，让老王再认领一次。');
  });

  test.each(['不当了 忙', '不干了，太忙了', '不当了，最近天天忙', '算了不当了 没时间', '不干了 家里有事'])(
    '“%s” right behind a claim gives it back',
    async (words) => {
      await talk.ask('liu', '俺想当个安全员');
      expect(await talk.ask('liu', words)).toContain('安全生产岗');
      expect(await talk.ask('li', '岗 3 同意')).toContain('不认领了');
    },
  );
});

describe('exchanges', () => {
  beforeEach(async () => {
    for (const from of ['zhou', 'wang', 'liu']) {
      await talk.ask(from, '志愿服务4小时');
      await exchange(talk, from, '换水');
    }
  });
  const SURE = '这样定吗？回 1 就这么定，回 2 先不定。';

  it('the last word on one counts, and what waits for a yes is not dropped', async () => {
    await talk.ask('li', '老周的同意，老王的不同意');
    expect(await talk.ask('li', '小刘的同意，不，不同意')).toBe(
      `兑换 1 老周 水：同意\n兑换 2 老王 水：不同意\n兑换 3 小刘 水：不同意\n${SURE}`,
    );
    expect(await talk.ask('li', '哦老王的也同意嘛')).toBe(
      `兑换 1 老周 水：同意\n兑换 2 老王 水：同意\n兑换 3 小刘 水：不同意\n${SURE}`,
    );
    expect(await talk.ask('li', '1')).toContain('兑换 3 没同意');
  });

  it('there is none left for one of them', async () => {
    expect(await talk.ask('li', '老王同意 小刘没货了')).toBe(`兑换 2 老王 水：同意\n兑换 3 小刘 水：不同意\n${SURE}`);
    await talk.ask('li', '1');
    const told = (await talk.until('2026-11-23T13:00')).map(({ text }) => text).join('\n');
    expect(told).toContain('水这次没换成（没货了）');
  });

  test.each(['兑换 1 同意了没', '兑换1批了没有', '兑换 1 是不是该同意'])('“%s” is answered with that one', async (words) => {
    expect(await talk.ask('li', words)).toBe('兑换 1，老周用 2 分换水。回 1 同意，回 2 不同意。');
    await talk.ask('li', '1');
    expect(await talk.ask('li', words)).toBe('兑换 1，老周换水：已经同意了。');
  });

  it('refused by mistake are asked for again', async () => {
    await talk.ask('li', '兑换 1 不同意');
    expect(await talk.ask('li', '说错了')).toContain('要给就让老周再换一次');
  });
});

describe('words behind an order', () => {
  test.each(['等我问问老周', '我跟老周核对一下', '等书记开会回来', '晚点再定', '先别撤', '还是不用了', '等一下哈', '拿不准'])(
    '“%s” put it off',
    (words) => {
      expect(putsOff(words)).toBe(true);
    },
  );
  test.each([
    '等我到了才发现记错了',
    '他等了半天没来',
    '不要重复加分',
    '问过老周了没这回事',
    '后来才看到',
    '不要了',
    '人手够了',
    '再说一遍',
  ])('“%s” do not', (words) => {
    expect(putsOff(words)).toBe(false);
  });
  test.each(['了没', '是不是记错了', '不对吗', '该不该撤', '为啥记了两次'])('“%s” ask', (words) => {
    expect(asksSomething(words)).toBe(true);
  });
  test.each(['没来', '他没有签到', '不对不对 记错了', '什么都没做', '不知道谁代签的'])('“%s” do not ask', (words) => {
    expect(asksSomething(words)).toBe(false);
  });
});
