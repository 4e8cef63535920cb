import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { asksForGoodsList } from '../../src/domain/words/exchange.ts';
import { restockIn, shelvingIn, withdrawnIn } from '../../src/domain/words/goods.ts';
import { GOODS, type PointTalk, shop } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await shop();
});
afterEach(() => talk.close());

describe('goods', () => {
  test.each(['有什么能换的', '能换点啥', '积分能换啥', '有啥可以换的东西', '兑换清单', '奖品有哪些', '积分换什么'])(
    '“%s” lists what there is, and what is left',
    async (words) => {
      expect(await talk.ask('guest', words)).toBe(GOODS);
    },
  );

  it('may be listed in the group', async () => {
    expect(await talk.askInGroup('zhou', '有什么能换的')).toEqual({ group: `@老周 ${GOODS}`, alone: '' });
  });

  it('are told by what they cost, where one is named', async () => {
    expect(await talk.ask('zhou', '多少分能换洗车券')).toContain('洗车券 5 分，剩 2 份');
  });

  it('are filled up and taken off by secretaries', async () => {
    expect(await talk.ask('li', '洗车券加5张')).toBe('洗车券现在有 7 份。');
    expect(await talk.ask('li', '洗车券减2张')).toBe('洗车券现在有 5 份。');
    expect(await talk.ask('li', '洗车券减6张')).toBe('洗车券现有 5 份，这么改不对，没有动。');
    expect(await talk.ask('li', '下架洗车券')).toBe('洗车券下架了。已经申请的照常办。');
    expect(await talk.ask('zhou', '有什么能换的')).toBe('能换的：\n水 2 分，剩 10 份\n想换就说“换水”。');
    expect(await talk.ask('li', '洗车券加5张')).toContain('架上没有“洗车券”，没有改动。');
    expect(await talk.ask('li', '上架 洗车券 8分 3张')).toBe('洗车券上架了，8 分，3 份。');
    expect(await talk.ask('li', '上架 洗车券 9分 3张')).toContain('洗车券已经在架：8 分，剩 3 份。');
  });

  test.each([
    ['上架 毛巾 0分 3条', '“0”不行：分数不能是零，请写 1 到 10000 的整数。'],
    ['上架 毛巾 -2分 3条', '“-2”不行：分数不能是负数，请写 1 到 10000 的整数。'],
    ['上架 毛巾 2.5分 3条', '“2.5”不行：分数不能带小数，请写 1 到 10000 的整数。'],
    ['上架 毛巾 99999999分 3条', '“99999999”不行：分数太大了，请写 1 到 10000 的整数。'],
    ['上架 毛巾 2分 -3条', '“-3”不行：数量不能是负数，请写 1 到 10000 的整数。'],
    ['上架 毛巾 2分 三万条', '“三万”不行：数量太大了，请写 1 到 10000 的整数。'],
    ['上架 毛巾', '要说名字、分数、数量，比如“上架 洗车券 20分 10张”。'],
    ['洗车券加-5张', '“-5”不行：数量不能是负数，请写 1 到 10000 的整数。'],
    ['洗车券加半张', '“半”不行：数量不能带小数，请写 1 到 10000 的整数。'],
    ['洗车券加9999张', '洗车券现有 2 份，这么改不对，没有动。'],
  ])('“%s” is named and changes nothing', async (words, said) => {
    expect(await talk.ask('li', words)).toBe(said);
    expect(await talk.ask('li', '有什么能换的')).toBe(GOODS);
  });

  it('go on the shelf one by one, and nothing but goods does', async () => {
    expect(await talk.ask('li', '上架 毛巾 2分 3条 手套 3分 4双')).toBe('毛巾上架了，2 分，3 份。\n手套上架了，3 分，4 份。');
    expect(await talk.ask('li', '上架 雨衣 4分 2件 记得跟大家说一声')).toBe(
      '雨衣上架了，4 分，2 份。要告诉大家，另说一句“通知大家……”。',
    );
    expect(await talk.ask('li', '上架 雨鞋 4分 2双 红色的')).toBe('“红色的”我办不了，先没有上架。只说名字、分数、数量我就上。');
    expect(await talk.ask('li', '上架 水壶 4分 伞 5分')).toContain('都没有上架');
    expect(await talk.ask('li', '上架 水壶 4分 2个 伞 0分 3把')).toBe('“0”不行：分数不能是零，请写 1 到 10000 的整数。');
    expect(await talk.ask('zhou', '上架 水壶 4分 2个 伞 5分 3把')).toContain('要书记来操作');
    expect((await talk.ask('li', '有什么能换的')).split('\n')).toHaveLength(7);
  });

  test.each(['积分兑换说明', '兑换规则', '兑换流程是啥', '兑换要什么手续', '换礼品有啥规定'])(
    '“%s” is told, with what there is',
    async (words) => {
      expect(await talk.ask('zhou', words)).toBe(`说换什么就行：先扣分，书记同意了去领，没换成分退你。\n${GOODS}`);
    },
  );

  test.each(['怎么换电池', '换班流程', '换轮胎的办法'])('“%s” is not', async (words) => {
    expect(await talk.ask('zhou', words)).not.toContain('先扣分');
  });

  it('are the secretaries’', async () => {
    expect(await talk.ask('zhou', '上架 毛巾 1分 3条')).toContain('要书记来操作');
    await talk.ask('zhou', '洗车券加5张');
    await talk.ask('zhou', '下架洗车券');
    expect(await talk.ask('zhou', '有什么能换的')).toBe(GOODS);
  });
});

describe('words of the shelf', () => {
  test.each([
    ['上架 洗车券 20分 10张', '洗车券'],
    ['上架10张洗车券，每张20分', '洗车券'],
    ['把上架洗车券20分10张', '洗车券'],
    ['上架 洗车券 二十分 十张', '洗车券'],
    ['上架洗车券 20积分 库存10张', '洗车券'],
  ])('“%s” shelves', (words, name) => {
    const [cost, stock] = [20, 10].map((value) => ({ kind: 'whole', value }));
    expect(shelvingIn(words)).toEqual({ name, cost, stock });
  });

  test.each(['上架了吗', '新品上架没', '货上架慢'])('“%s” shelves nothing', (words) => {
    expect(shelvingIn(words)).toBeNull();
  });

  test.each(['名额加5个', '党日加10个名额', '报名加2个', '加我一个', '人数减3个', '提醒加两条'])(
    '“%s” fills no shelf',
    (words) => {
      expect(restockIn(words)).toBeNull();
    },
  );

  test.each(['下架了吗', '为什么下架了呢?'])('“%s” empties no shelf', (words) => {
    expect(withdrawnIn(words)).toBeNull();
  });

  test.each(['电池去哪换', '能换电池吗', '谁能换个班', '有什么能吃的', '换什么电瓶好', '奖品发了吗', '哪里能换零钱'])(
    '“%s” asks for no goods',
    (words) => {
      expect(asksForGoodsList(words)).toBe(false);
    },
  );
});

describe('more or fewer of what is on no shelf', () => {
  it('may be a danger', async () => {
    expect(await talk.ask('li', '三号楼灭火器少了两个')).toContain('H-0001 记下了');
  });

  test.each(['站里充电柜少了一个', '今天晨会少了三个', '群里加两个', '补我一个', '楼下水管加两个'])(
    'is another matter: %s',
    async (words) => {
      expect(await talk.ask('li', words)).not.toMatch(/架上没有|现在有/);
      expect(await talk.ask('zhou', '有什么能换的')).toBe(GOODS);
    },
  );

  test.each(['上架员小李今天没来', '上架员小李扣5分', '上架子的纸箱倒了一地', '上架的货架歪了', '上架费太高了'])(
    'shelves nothing: %s',
    (words) => {
      expect(shelvingIn(words)).toBeNull();
    },
  );
});

describe('one of the goods', () => {
  it.each(['换洗车券要几分', '洗车券还有吗', '几分能换洗车券', '洗车券还剩几张'])('is told of: “%s”', async (words) => {
    expect(await talk.ask('zhou', words)).toBe('能换的：\n洗车券 5 分，剩 2 份\n想换就说“换洗车券”。');
  });

  it('costs something else from now on, and no other than the secretary says so', async () => {
    expect(await talk.ask('zhou', '洗车券改成1分')).not.toContain('现在是');
    expect(await talk.ask('li', '洗车券改成3分')).toBe('洗车券现在是 3 分，已经申请的不变。');
    expect(await talk.ask('li', '洗车券改成0分')).toContain('分数不能是零');
    expect(await talk.ask('li', '雨衣改成3分')).not.toContain('现在是');
  });

  it('is counted by the secretary', async () => {
    expect(await talk.ask('li', '洗车券只剩1张了')).toBe('洗车券现在有 1 份。');
    expect(await talk.ask('li', '洗车券没货了')).toBe('洗车券现在有 0 份。');
    expect(await talk.ask('li', '补3张洗车券')).toBe('洗车券现在有 3 份。');
    expect(await talk.ask('zhou', '洗车券没货了')).not.toContain('现在有');
  });

  it('comes with the word behind', async () => {
    expect(await talk.ask('li', '雨衣30分，有5件，放上去')).toBe('雨衣上架了，30 分，5 份。');
  });
});
