// What is said after an appeal was made, whether or not something is asked of it.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AppealBench, appealBench } from '../support/appeal-bench.ts';

let it: AppealBench;
beforeEach(async () => {
  it = await appealBench();
});
afterEach(() => it.close());

const notesOf = async () => {
  const [ticket] = await it.tickets();
  return (await it.eventsOf(ticket!)).flatMap(({ action, note }) => (action === 'supplement' ? [note] : []));
};

describe('an anonymous appeal', () => {
  beforeEach(async () => {
    await it.say('sunwei', '站长老扣俺钱');
    await it.say('sunwei', '1');
  });

  test.each(['书记批没批我的洗衣粉', '我认的安全岗批了没', '洗衣粉给俺留一袋', '你咋不说话'])(
    'is not told of “%s”',
    async (words) => {
      const said = await it.say('sunwei', words);
      expect(said.alone.join()).not.toContain('补上');
      expect(said.others).toEqual([]);
      expect(await notesOf()).toEqual([]);
    },
  );

  test('is told what may be either only after a yes', async () => {
    expect((await it.say('sunwei', '顺丰的')).alone).toEqual(['这句补到 A-0001 吗？回 1 补上，回 2 不补。']);
    expect(await notesOf()).toEqual([]);
    expect((await it.say('sunwei', '1')).alone).toEqual(['A-0001 补上了。']);
    expect(await notesOf()).toEqual(['顺丰的']);
  });

  test('is not told it after a no', async () => {
    await it.say('sunwei', '顺丰的');
    expect((await it.say('sunwei', '2')).alone).toEqual(['好，没补。那句要办什么，请再说一遍。']);
    expect(await notesOf()).toEqual([]);
  });
});

describe('an appeal that was not meant', () => {
  test.each(['哎算了算了', '逗你玩的', '拉倒吧'])('is taken back after “%s” and a yes', async (words) => {
    await it.say('sunwei', '站长克扣我工资');
    expect((await it.say('sunwei', words)).alone).toEqual(['A-0001 要撤回吗？回 1 撤回，回 2 留着。']);
    expect(await notesOf()).toEqual([]);
    expect((await it.say('sunwei', '1')).alone).toEqual(['好，A-0001 撤回了，不办了。']);
    expect(await it.tickets()).toMatchObject([{ status: 'closed', end: 'withdrawn' }]);
  });

  test('stays after a no, and the question before comes again', async () => {
    await it.say('sunwei', '站长克扣我工资');
    await it.say('sunwei', '开玩笑的');
    expect((await it.say('sunwei', '2')).alone).toEqual(['好，A-0001 留着。想匿名回 1，不匿名回 2。']);
    expect(await it.tickets()).toMatchObject([{ status: 'open' }]);
  });

  test('is none at all before it was told', async () => {
    await it.say('sunwei', '我要投诉');
    expect((await it.say('sunwei', '逗你玩')).alone).toEqual(['好，没有登记。']);
    expect(await it.tickets()).toEqual([]);
  });
});

describe('an appeal made a moment ago', () => {
  beforeEach(async () => {
    await it.say('sunwei', '扣了我两百');
    await it.say('sunwei', '2');
    await it.say('sunwei', '上个月');
  });

  test.each(['说我超时', '12号', '老马也被扣了'])('gets “%s” when nothing is asked any more', async (words) => {
    expect((await it.say('sunwei', words)).alone).toEqual(['A-0001 补上了。']);
  });

  test('gets nothing of it later', async () => {
    it.clock.at += 16 * 60_000;
    await it.say('sunwei', '12号');
    expect(await notesOf()).toEqual(['上个月']);
  });
});

describe('a suggestion', () => {
  test.each(['提个建议 快递柜旁边装个灯', '建议食堂便宜点', '俺觉着吧 驿站该放个微波炉'])('“%s” is registered', async (words) => {
    expect((await it.say('sunwei', words)).alone[0]).toMatch(/^诉求 A-0001 已登记/);
  });

  test('is asked for where it is not said', async () => {
    expect((await it.say('sunwei', '我有个建议')).alone).toEqual(['好，什么建议？直接说。不说了回 1。']);
    expect((await it.say('sunwei', '巡查改成一天一次')).alone[0]).toMatch(/^诉求 A-0001 已登记/);
  });
});

describe('a trouble named in a word', () => {
  test('is asked for until it is told', async () => {
    expect((await it.say('sunwei', '投诉')).alone).toEqual(['好，什么事？直接说，想匿名就带上“匿名”。不说了回 1。']);
    expect((await it.say('sunwei', '站长')).alone).toEqual(['站长，怎么回事？再说一句。不说了回 1。']);
    expect((await it.say('sunwei', '骂人')).alone[0]).toMatch(/^诉求 A-0001 已登记/);
    expect(await it.tickets()).toMatchObject([{ words: '站长 骂人' }]);
  });

  test.each(['罚款', '没人管'])('“%s” alone registers nothing yet', async (words) => {
    expect((await it.say('sunwei', words)).alone).toEqual([`${words}，怎么回事？再说一句。不说了回 1。`]);
    expect(await it.tickets()).toEqual([]);
  });
});

test.each(['工资发了', '想喝口热水', '找组织'])('“%s” is no trouble', async (words) => {
  await it.say('sunwei', words);
  expect(await it.tickets()).toEqual([]);
});

test('a thing that is kept from somebody is no fine', async () => {
  await it.say('sunwei', '客户扣了我的门禁卡');
  expect(await it.tickets()).toMatchObject([{ category: 'other' }]);
});
