import { describe, expect, test } from 'vitest';
import { repricedIn, restockIn, severalShelvedIn, shelvingIn, stockSaidIn } from '../../../src/domain/words/goods.ts';

const whole = (value: number) => ({ kind: 'whole', value });

describe('words of the shelf', () => {
  test.each(['上新 雨衣 30分 5件', '雨衣30分，有5件，放上去', '雨衣 30分 5件 上架', '新增礼品 雨衣 30分 5件'])(
    '“%s”',
    (words) => {
      expect(shelvingIn(words)).toEqual({ name: '雨衣', cost: whole(30), stock: whole(5) });
    },
  );

  test.each(['雨衣 上架 30分 5件', '雨衣上架，30分，5件'])('“%s”, the name first', (words) => {
    expect(shelvingIn(words)).toEqual({ name: '雨衣', cost: whole(30), stock: whole(5) });
  });

  test('a number in the name is none of how many there are', () => {
    expect(shelvingIn('上架 两瓶装洗洁精 8分 5份')).toEqual({ name: '两瓶装洗洁精', cost: whole(8), stock: whole(5) });
    expect(shelvingIn('上架 10瓶水 每瓶5分')).toEqual({ name: '水', cost: whole(5), stock: whole(10) });
  });

  test('a name may hold words that stand around prices', () => {
    expect(shelvingIn('上架 食用油 3分 5桶')?.name).toBe('食用油');
    expect(shelvingIn('上架 换电券 要10分 共5张')?.name).toBe('换电券');
    expect(shelvingIn('上架 5分钟洗车券 10分 5张')).toMatchObject({ name: '5分钟洗车券', cost: whole(10) });
  });

  test.each([
    ['上架 雨衣 30分 5件 记得跟大家说一声', '记得跟大家说一声'],
    ['上架 雨衣 30分 5件，红色的', '红色的'],
    ['上架 雨衣 30分 5件 手套10副', '手套10副'],
  ])('“%s” has a note behind it', (words, note) => {
    expect(shelvingIn(words)).toEqual({ name: '雨衣', cost: whole(30), stock: whole(5), note });
  });

  test.each([
    '上架 雨衣 30分 5件 手套 10分 10副',
    '上架 雨衣 30分 5件，还有手套 10分 10副',
    '上架：雨衣 5件 30分、手套 10副 10分',
    '雨衣 30分 5件 手套 10分 10副 上架',
  ])('“%s” are two', (words) => {
    expect(severalShelvedIn(words)).toEqual([
      { name: '雨衣', cost: whole(30), stock: whole(5) },
      { name: '手套', cost: whole(10), stock: whole(10) },
    ]);
    expect(shelvingIn(words)).toBeNull();
  });

  test.each(['上架 雨衣 原来30分现在20分 5件', '上架 雨衣 30分 手套 10分', '上架 雨衣 30分 5件 雨衣 20分 5件'])(
    '“%s” is not clear',
    (words) => {
      expect(severalShelvedIn(words)).toEqual([]);
    },
  );

  test.each(['增加 一个群', '新上 任务', '货 5件 上架', '东西放上去'])('“%s” shelves nothing', (words) => {
    expect(shelvingIn(words)).toBeNull();
  });

  test.each(['再加5件雨衣', '补5件雨衣', '进了5件雨衣'])('“%s” fills up', (words) => {
    expect(restockIn(words)).toMatchObject({ name: '雨衣', count: whole(5), isMore: true });
  });

  test.each(['再来5个人', '加2个名额', '加5个群'])('“%s” fills nothing up, or no goods', (words) => {
    expect(restockIn(words)?.name ?? '群').toBe('群');
  });

  test.each(['雨衣改成20分', '雨衣改价20分', '把雨衣的价格调到20分'])('“%s” is a price', (words) => {
    expect(repricedIn(words)).toEqual({ name: '雨衣', cost: whole(20) });
  });

  test.each(['时间改成20分', '活动改成20分钟', '改成20分'])('“%s” is none', (words) => {
    expect(repricedIn(words)).toBeNull();
  });

  test.each([
    ['雨衣没有了', null],
    ['雨衣没货了', null],
    ['雨衣只剩2件了', whole(2)],
    ['雨衣库存改成8件', whole(8)],
  ])('“%s” is what there is', (words, count) => {
    expect(stockSaidIn(words)).toEqual({ name: '雨衣', count });
  });

  test.each(['雨衣没有了吗', '人没有了', '名额只剩2个', '洗车券发完了没'])('“%s” is not', (words) => {
    expect(stockSaidIn(words)).toBeNull();
  });
});
