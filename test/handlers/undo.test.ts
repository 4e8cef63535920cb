import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { askedAfterSlip, blamesBot, restores, saysTakeBack } from '../../src/domain/words/slips.ts';
import { deniesDeed, othersRecordIn, takenBackByName } from '../../src/domain/words/undoing.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';
import { earnPoints, exchange, shop } from '../support/point-talk.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

describe('records of others', () => {
  it('are told how to take back, and nothing of one’s own goes instead', async () => {
    const talk = await shop();
    await earnPoints(talk, 'zhou', 8);
    await earnPoints(talk, 'li', 2);
    await exchange(talk, 'zhou');
    const before = await talk.ledger();
    for (const words of ['撤了老周那条', '把老周的签到撤了', '老周的工时撤回', '撤销，老周的']) {
      expect(await talk.ask('li', words)).toBe('要撤老周的哪笔？说“老周的积分”看编号，再说“撤销积分 编号 原因”。');
    }
    expect(await talk.ask('li', '取消老周的兑换')).toContain('老周的兑换 1（洗车券）要撤');
    expect(await talk.ask('li', '把老周的兑换撤了')).toBe('老周的兑换 1（洗车券）要撤，说“兑换1 不同意”。');
    await talk.ask('li', '兑换1 同意');
    expect(await talk.ask('li', '撤了老周换的洗车券')).toBe('老周的兑换 1（洗车券）要撤，说“兑换1 撤销”。');
    expect(await talk.ask('li', '撤小刘的积分 不对 是老周的')).toContain('要撤老周的哪笔');
    expect(await talk.ask('wang', '撤了老周那条')).toBe('别人的记录我没有动，要本人或书记来撤。');
    expect(await talk.ledger()).toEqual(before);
    await talk.close();
  });

  test.each(['撤了昨天那条', '撤销刚才的签到', '把上午那条撤了', '撤掉我的兑换', '把志愿服务撤了', '撤了这条'])(
    '“%s” is one’s own',
    (words) => {
      expect(othersRecordIn(words)).toBeNull();
    },
  );
});

describe('a deed taken back by its name', () => {
  it('goes whatever was asked or done after it', async () => {
    await talk.say('zhou', '志愿服务2小时');
    await talk.say('zhou', '签到');
    await talk.say('zhou', '想认岗');
    expect(await talk.say('zhou', '撤销刚才那个志愿')).toEqual(['撤了，志愿服务 2 小时不算了。']);
    expect(await talk.attendance()).toEqual([expect.objectContaining({ kind: 'unspecified' })]);
    expect(await talk.say('zhou', '刚才那个志愿撤了')).toEqual(['刚才那条已经撤过了。']);
  });

  it('is not invented, and another one never goes in its place', async () => {
    await talk.say('zhou', '签到');
    expect(await talk.say('zhou', '志愿服务撤销')).toEqual(['一天内没有你可以撤的志愿服务。']);
    expect(await talk.say('zhou', '把报名撤了')).toEqual(['一天内没有你可以撤的报名。要退名额说“不去了”。']);
    expect(await talk.attendance()).toHaveLength(1);
  });

  it.each([
    ['签到取消', 'check_in'],
    ['刚才那个双报到是错的 撤掉', 'check_in'],
    ['把今天早上的巡查删了吧', 'patrol'],
    ['撤销志愿服务 2 小时', 'volunteer'],
    ['我的报名撤掉', 'sign_up'],
    ['H-0003 撤了', 'report'],
  ])('is heard: “%s”', (words, name) => {
    expect(takenBackByName(words)).toBe(name);
  });

  it.each([
    '志愿服务应该是3小时',
    '签到',
    '取消报名的人多吗',
    '怎么撤销签到',
    '通知撤了',
    '志愿服务2小时',
    '党日取消',
    '签到不了',
    '没收到',
  ])('is not heard: “%s”', (words) => {
    expect(takenBackByName(words)).toBeNull();
  });
});

describe('what was just recorded and is not so', () => {
  it('is taken back after one question', async () => {
    await talk.say('zhou', '签到');
    expect(await talk.say('zhou', '不是 我没到')).toEqual(['07:40 的签到撤掉吗？回1撤掉，回2留着。']);
    expect(await talk.say('zhou', '2')).toEqual(['好，留着。']);
    await talk.say('zhou', '我没签');
    expect(await talk.say('zhou', '中')).toEqual(['撤了，07:40 的签到不算了。']);
    expect(await talk.attendance()).toEqual([]);
  });

  it('is not asked about where nothing was, or long after', async () => {
    expect(await talk.say('zhou', '我没到')).not.toContainEqual(expect.stringContaining('撤掉吗'));
    await talk.say('zhou', '签到');
    await talk.until('2026-11-22T08:00');
    expect(await talk.say('zhou', '我没到')).not.toContainEqual(expect.stringContaining('撤掉吗'));
  });

  it.each(['莫给我打卡', '别给我签到', '没赶上请不要给我记', '今天不用给我记了'])(
    'asked for beforehand, records nothing: “%s”',
    async (words) => {
      expect(await talk.say('zhou', words)).toEqual(['没给你记，放心。到了再说“签到”。']);
      expect(await talk.attendance()).toEqual([]);
    },
  );

  it('asked for right after it, asks whether it is to go', async () => {
    await talk.say('zhou', '签到');
    expect(await talk.say('zhou', '莫给我打卡')).toEqual(['07:40 的签到撤掉吗？回1撤掉，回2留着。']);
  });

  it.each(['我没到', '还没到', '算了 其实没去', '没巡', '不对，我没签到'])('is heard: “%s”', (words) => {
    expect(deniesDeed(words)).toBe(true);
  });
  it.each(['没有', '没到账', '老周没到', '没去过那儿', '我没到过东门', '没巡的有谁'])('is not heard: “%s”', (words) => {
    expect(deniesDeed(words)).toBe(false);
  });
});

describe('a slip', () => {
  it('takes back a patrol of which the list was still asked', async () => {
    await talk.say('zhou', '巡完了');
    expect(await talk.say('zhou', '撤销')).toEqual(['撤了，07:40 的早巡查不算了。']);
  });

  it('takes back what was recorded, where nobody was in danger', async () => {
    await talk.say('zhou', '签到');
    expect(await talk.say('zhou', '弄错了')).toEqual(['07:40 的签到撤掉吗？回1撤掉，回2留着。']);
    expect(await talk.say('zhou', '撤了吧')).toEqual(['撤了，07:40 的签到不算了。']);
  });

  it('takes back what was recorded beside a guess of ours', async () => {
    await talk.say('zhou', '回家那边社区报到算不算');
    await talk.say('zhou', '双报到');
    expect(await talk.say('zhou', '撤销')).toEqual(['撤了，07:40 的双报到不算了。']);
  });
});

describe('“wrong”, of anything', () => {
  it.each(['点错了 不好意思', '没换着雨衣 发错了', '刚才手滑了'])('asks before it takes a record back: “%s”', async (words) => {
    await talk.say('zhou', '志愿服务2小时');
    await talk.say('zhou', '能换啥');
    expect(await talk.say('zhou', words)).toEqual(['志愿服务 2 小时撤掉吗？回1撤掉，回2留着。']);
    expect(await talk.say('zhou', '2')).toEqual(['好，留着。']);
    expect(await talk.attendance()).toHaveLength(1);
  });

  it.each(['恢复吧', '你弄错了吧', '你听错了', '刚才说错了 我想问东门几点关门', '你弄错了吧 我问的是能换啥', '记错了 岗不要了'])(
    'takes nothing back, where something else is meant: “%s”',
    async (words) => {
      await talk.say('zhou', '志愿服务2小时');
      expect((await talk.say('zhou', words)).join()).not.toMatch(/^撤了|不算了|撤掉吗/);
      expect(await talk.attendance()).toHaveLength(1);
    },
  );

  it('takes back only what it asked about', async () => {
    await talk.say('zhou', '签到');
    await talk.say('zhou', '点错了');
    await talk.say('zhou', '志愿服务2小时');
    await talk.say('zhou', '1');
    expect(await talk.attendance()).toHaveLength(2);
  });

  it.each([
    ['刚才那话说错了 我想问东门几点关门', '东门几点关门'],
    ['你弄错了吧，我问的是能换啥', '能换啥'],
    ['记错了 岗不要了', '岗不要了'],
  ])('is left out before what is asked: “%s”', (words, asked) => {
    expect(askedAfterSlip(words)).toBe(asked);
  });
  it.each([
    '说错了',
    '说错了，三小时',
    '说错了 是后天停气',
    '点错了 撤了吧',
    '我想问东门几点关门',
    '说错了 着火',
    '门牌写错了 东门岗亭',
  ])('has nothing asked behind it: “%s”', (words) => {
    expect(askedAfterSlip(words)).toBeNull();
  });

  it('is told from what says outright what is wanted', () => {
    expect(['撤销', '前面那条不算', '取消刚才的', '点错了，撤回'].every(saysTakeBack)).toBe(true);
    expect(['恢复吧', '别撤', '还原一下'].some(saysTakeBack)).toBe(false);
    expect(['你听错我的意思了', '小蜂你记错了', '理解错了'].every(blamesBot)).toBe(true);
    expect(['点错了', '我记错了', '刚才说错了'].some(blamesBot)).toBe(false);
    expect(['点错了', '恢复吧'].map(restores)).toEqual([false, true]);
  });
});

describe('one of several reports', () => {
  const tickets = async () => (await talk.world.state()).tickets as { number: string; end: string | null }[];
  const ended = async () => (await tickets()).filter(({ end }) => end !== null).map(({ number }) => number);

  it.each([
    ['8号楼的撤了吧', 'H-0001'],
    ['12号楼的撤了吧', 'H-0002'],
    ['头一个撤了', 'H-0001'],
    ['第二个撤回', 'H-0002'],
  ])('is asked about by its place or its turn: “%s”', async (words, number) => {
    await talk.say('zhou', '8号楼飞线充电');
    await talk.say('zhou', '12号楼通道堵了');
    expect((await talk.say('zhou', words)).join('')).toContain(`${number}（`);
    expect(await ended()).toEqual([]);
    await talk.say('zhou', '1');
    expect(await ended()).toEqual([number]);
  });

  it('is never another one than was meant', async () => {
    await talk.say('zhou', '8号楼飞线充电');
    await talk.say('zhou', '刚才那个不算 我还没走完');
    expect(await ended()).toEqual([]);
  });

  it.each(['撤销', '刚才点错了 撤销', '撤回刚才的'])(
    'is the last one without a word where nothing else is said: “%s”',
    async (words) => {
      await talk.say('zhou', '8号楼飞线充电');
      await talk.say('zhou', words);
      expect(await ended()).toEqual(['H-0001']);
    },
  );
});
