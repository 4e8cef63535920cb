import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { asksForOwn, cancelIn } from '../../src/domain/words/exchange.ts';
import { earnPoints, exchange as exchangeIn, GOODS, type PointTalk, shop } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await shop();
});
afterEach(() => talk.close());

const exchange = (from: string, words?: string) => exchangeIn(talk, from, words);

describe('an exchange', () => {
  it('is confirmed once, with what it costs and what stays; points and stock are taken then', async () => {
    await earnPoints(talk, 'guest', 8);
    expect(await talk.ask('guest', '换洗车券')).toBe('洗车券要 5 分，换完你还剩 3 分。回 1 换，回 2 不换。');
    expect(await talk.ledger()).toHaveLength(1);
    expect(await talk.ask('guest', '1')).toBe('好，兑换 1 等书记定，先扣 5 分。定了我告诉你。反悔回 2。');
    expect(await talk.ledger()).toEqual(['guest 8 volunteer_hour attendance:1', 'guest -5 exchanged exchange:1']);
    expect(await talk.ask('guest', '有什么能换的')).toContain('洗车券 5 分，剩 1 份');
    expect(await talk.ask('guest', '积分明细')).toContain('今天 -5 换“洗车券”（编号 2）');
  });

  test.each([
    '换洗车券',
    '我想换张洗车券',
    '用俺的分兑张洗车券呗',
    '5分换洗车券',
    '拿积分给我换张洗车券',
    '兑换 洗车券',
    '换洗车劵',
    '小蜂，请用积分兑换一张洗车券。',
    '我多少分 够不够换洗车券 够就给我换了',
  ])('“%s” asks for it', async (words) => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('zhou', words)).toContain('洗车券要 5 分，换完你还剩 3 分。');
  });

  it('is between the person and the bot', async () => {
    await earnPoints(talk, 'zhou', 8);
    const { group, alone } = await talk.askInGroup('zhou', '换洗车券');
    expect(group).toBe('@老周 我私信你。');
    expect(alone).toContain('换完你还剩 3 分');
    expect(await talk.ask('zhou', '1')).toContain('兑换 1 等书记定');
  });

  it('beyond the balance says how much is missing, and changes nothing', async () => {
    await earnPoints(talk, 'zhou', 4);
    expect(await talk.ask('zhou', '换洗车券')).toBe('洗车券要 5 分，你有 4 分，还差 1 分，没有换。');
    expect(await talk.ledger()).toHaveLength(1);
  });

  it('beyond the stock, or of what there is not, changes nothing', async () => {
    for (const who of ['zhou', 'wang', 'liu']) await earnPoints(talk, who, 8);
    await exchange('zhou');
    await talk.ask('liu', '换洗车券');
    await exchange('wang');
    expect(await talk.ask('liu', '1')).toBe('洗车券换完了，没有换。到货了再来。');
    expect(await talk.ask('liu', '换洗车券')).toBe('洗车券换完了，没有换。到货了再来。');
    expect(await talk.ask('liu', '换雨衣')).toContain('没有“雨衣”。\n能换的：');
    expect((await talk.ledger()).filter((line) => line.startsWith('liu'))).toHaveLength(1);
  });

  it('costs what the person agreed to, or is none', async () => {
    await earnPoints(talk, 'zhou', 8);
    await talk.ask('zhou', '换洗车券');
    await talk.ask('li', '下架洗车券');
    await talk.ask('li', '上架 洗车券 7分 3张');
    expect(await talk.ask('zhou', '1')).toBe('洗车券刚改成 7 分了，没有换。还要就再说一遍。');
    expect(await talk.ask('zhou', '3分换洗车券')).toContain('洗车券现在是 7 分。\n洗车券要 7 分');
    expect(await talk.ask('zhou', '2')).toBe('好，不换。');
    expect(await talk.ledger()).toHaveLength(1);
  });

  test.each(['换-1瓶水', '换0瓶水', '换半瓶水', '换1.5瓶水'])('“%s” is refused', async (words) => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('zhou', words)).toContain('一次换一份');
    await talk.ask('zhou', '1');
    expect(await talk.ledger()).toHaveLength(1);
  });

  it('is one at a time', async () => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('zhou', '换三瓶水')).toBe('一次换一份。\n水要 2 分，换完你还剩 6 分。回 1 换，回 2 不换。');
  });

  it('of several that are meant asks which', async () => {
    await earnPoints(talk, 'zhou', 8);
    await talk.ask('li', '上架 洗衣液 3分 2瓶');
    expect(await talk.ask('zhou', '用积分换洗')).toContain('想换哪样？回编号：');
    expect(await talk.ask('zhou', '1')).toContain('洗衣液要 3 分');
  });
});

describe('how it stands', () => {
  test.each(['我的兑换怎么样了', '我换的洗车券批了没', '兑换1咋样了', '我那个兑换书记同意了吗', '昨天换的洗车券啥时候能领'])(
    'is told to who asks “%s”, alone',
    async (words) => {
      expect(await talk.ask('zhou', words)).toBe('你还没换过东西。想看有什么，说“有什么能换的”。');
      await earnPoints(talk, 'zhou', 8);
      await exchange('zhou');
      expect(await talk.ask('zhou', words)).toBe('兑换 1，洗车券 5 分：还在等。');
      await talk.ask('li', '兑换1 同意');
      expect((await talk.askInGroup('zhou', words)).alone).toBe('兑换 1，洗车券 5 分：已经同意了。找李书记领。');
    },
  );

  test.each(['换的电池没电了', '兑换洗衣液', '谁换的班', '换的站点没人管'])('“%s” does not ask', (words) => {
    expect(asksForOwn(words)).toBe(false);
  });
});

describe('taking it back', () => {
  test.each([
    '不换了',
    '我不想换了',
    '取消兑换',
    '兑换1不要了',
    '换的洗车券不要了',
    '撤销',
    '撤回',
    '算了',
    '点错了，不要了',
    '弄错了',
    '2',
  ])('“%s” gives points and stock back', async (words) => {
    await talk.ask('zhou', '早巡查完 都正常');
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    expect(await talk.ask('zhou', words)).toBe('好，洗车券不换了，5 分退给你了。');
    expect((await talk.ledger()).slice(2)).toEqual(['zhou -5 exchanged exchange:1', 'zhou 5 returned exchange:1']);
    expect(await talk.ask('zhou', '有什么能换的')).toBe(GOODS);
    expect(await talk.ask('li', '兑换1 同意')).toBe('兑换 1 本人不换了，这次没有改动。');
  });

  it('is not meant by a yes that comes twice', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    expect(await talk.ask('zhou', '1')).toBe('好，定了我告诉你。');
    expect(await talk.ask('zhou', '算了')).toContain('不换了');
  });

  it('hours later takes "不换了"', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    await talk.until('2026-11-23T15:00');
    expect(await talk.askInGroup('zhou', '不换了')).toEqual({
      group: '@老周 我私信你。',
      alone: '好，洗车券不换了，5 分退给你了。',
    });
    expect(await talk.ask('zhou', '不换了')).toBe('你没有等着的兑换。');
  });

  it('takes back nothing else than what is named', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    await talk.until('2026-11-23T10:11');
    expect(await talk.ask('zhou', '换的水不要了')).toBe('你没有等着的兑换。');
    expect(await talk.ask('zhou', '换的洗车券退了吧')).toBe('好，洗车券不换了，5 分退给你了。');
  });

  it('comes too late once it is decided', async () => {
    await earnPoints(talk, 'zhou', 8);
    await exchange('zhou');
    await talk.ask('li', '兑换1 同意');
    expect(await talk.ask('zhou', '兑换1不要了')).toBe(
      '兑换 1 已经同意了，退不了。没领就跟书记说一声，书记回“兑换1 撤销”，分就退给你。',
    );
    expect(await talk.ask('wang', '兑换1不要了')).toBe('你没有等着的兑换。');
  });
});

describe('words of exchanging', () => {
  test.each(['不换工作了', '今天不换班了', '电池换了', '取消报名', '换的电池坏了', '不换了吧我是说路线', '班不换了'])(
    '“%s” takes nothing back',
    (words) => {
      expect(cancelIn(words)).toBeNull();
    },
  );
});

describe('what is changed elsewhere', () => {
  test.each(['昨天换的轮胎好了吗', '换的电池好了没', '我换的班批了没有', '换的手套批了没', '不换了', '换的电池不要了'])(
    'is no exchange of points: %s',
    async (words) => {
      expect(await talk.ask('zhou', words)).not.toMatch(/兑换|换过/);
    },
  );
});

describe('a change of mind', () => {
  beforeEach(async () => {
    await earnPoints(talk, 'zhou', 8);
  });

  it('before it was asked for is about the other', async () => {
    await talk.ask('zhou', '换洗车券');
    expect(await talk.ask('zhou', '还是水吧')).toBe('水要 2 分，换完你还剩 6 分。回 1 换，回 2 不换。');
    expect(await talk.ask('zhou', '不对 换洗车券')).toBe('洗车券要 5 分，换完你还剩 3 分。回 1 换，回 2 不换。');
  });

  it('after it gives the one back and asks about the other', async () => {
    await exchange('zhou');
    expect(await talk.ask('zhou', '洗车券不换了，换水')).toBe(
      '好，洗车券不换了，5 分退给你了。\n水要 2 分，换完你还剩 6 分。回 1 换，回 2 不换。',
    );
    expect((await talk.ledger()).slice(1)).toEqual(['zhou -5 exchanged exchange:1', 'zhou 5 returned exchange:1']);
  });

  it('names the goods, and is of no other', async () => {
    await exchange('zhou');
    await talk.until('2026-11-23T10:30');
    for (const words of ['毛巾不要了', '押金退了', '不要水了']) expect(await talk.ask('zhou', words)).not.toContain('退给你');
    expect(await talk.ask('zhou', '洗车券不要了')).toBe('好，洗车券不换了，5 分退给你了。');
    expect(await talk.ask('zhou', '兑换1不要了')).toBe('兑换 1 已经不换了，分退过了。');
  });

  it('is still heard behind "is it granted yet"', async () => {
    await exchange('zhou');
    for (const words of ['批了没', '怎么样了', '催一下书记']) {
      expect(await talk.ask('zhou', words)).toBe('兑换 1，洗车券 5 分：还在等。不要了回 2。');
    }
    expect(await talk.ask('zhou', '2')).toBe('好，洗车券不换了，5 分退给你了。');
  });
});

test.each(['批了没', '去哪领', '催一下书记'])('“%s” of who waits for nothing is not ours', async (words) => {
  expect(await talk.ask('zhou', words)).not.toContain('兑换');
});

test('whether one may exchange is answered by what it costs and what stays', async () => {
  await earnPoints(talk, 'zhou', 8);
  expect(await talk.ask('zhou', '我能换洗车券不')).toBe('洗车券要 5 分，换完你还剩 3 分。回 1 换，回 2 不换。');
  expect(await talk.ask('wang', '我的分够换水吗')).toBe('水要 2 分，你有 0 分，还差 2 分，没有换。');
});
