import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { earnPoints, type PointTalk, pointTalk, secondSecretary } from '../support/point-talk.ts';

let talk: PointTalk;
beforeEach(async () => {
  talk = await pointTalk();
});
afterEach(() => talk.close());

const NONE = '你还没有积分。来党日、巡查、做志愿服务、报隐患都能攒，不攒也没关系。';

describe('points', () => {
  it('are told to the person alone, with what each was for', async () => {
    await talk.ask('zhou', '早巡查完了 都正常');
    await earnPoints(talk, 'zhou', 4);
    expect(await talk.ask('zhou', '我多少分了')).toBe(
      '你有 5 分。志愿服务存了 2 小时。\n最近几笔：\n今天 +4 志愿服务（编号 2）\n今天 +1 巡查（编号 1）',
    );
    expect(await talk.ask('wang', '我多少分了')).toBe(NONE);
  });

  it('are a guest’s as anybody’s', async () => {
    expect(await talk.ask('guest', '查积分')).toBe(NONE);
    await talk.ask('guest', '早巡查完 都正常');
    expect(await talk.ask('guest', '查积分')).toContain('你有 1 分。');
  });

  test.each(['我多少分了', '积分明细', '上个月的分', '这两分哪来的', '我的先锋指数', '我存了多少小时', '时间银行'])(
    'stay out of the group: %s',
    async (words) => {
      await earnPoints(talk, 'zhou', 8);
      const { group, alone } = await talk.askInGroup('zhou', words);
      expect(group).toBe('@老周 我私信你。');
      expect(alone).toMatch(/8 分|4 小时/);
    },
  );

  test.each([
    '积分明细',
    '看看我的积分明细',
    '小蜂 积分流水给我看看',
    '这两分哪来的',
    '那8分是怎么来的呀',
    '我积分咋少了',
    '俺及分咋少了二十',
    '我的分咋个不对头',
  ])('are all listed for “%s”', async (words) => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('zhou', words)).toContain('哪笔不对，把编号告诉书记。');
  });

  it('of a month are the deeds of that month', async () => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('zhou', '11月的积分')).toContain('11月一共 8 分：');
    expect(await talk.ask('zhou', '上个月的分')).toContain('10月没有积分记录。');
    await talk.until('2026-12-02T10:00');
    expect(await talk.ask('zhou', '上个月的分')).toContain('11月一共 8 分：\n11月23日 +8 志愿服务（编号 1）');
    expect(await talk.ask('zhou', '这个月加了几分')).toContain('12月没有积分记录。');
  });

  it('that the month’s limit took, or a withdrawn check-in, say so', async () => {
    await talk.close();
    talk = await pointTalk({ points: { monthlyCap: 6 } });
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('zhou', '积分明细')).toContain('今天 +6 志愿服务，本该 8 分，当月到上限了（编号 1）');
    await talk.ask('zhou', '撤销');
    const all = await talk.ask('zhou', '积分明细');
    expect(all).toContain('今天 -6 志愿服务，签到撤回了（编号 2）');
    expect(all).toMatch(/^你有 0 分。/);
  });

  it('of others are said to nobody but the secretary', async () => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('wang', '老周的积分')).toBe('积分只告诉本人，别人的我不说。');
    expect(await talk.askInGroup('li', '老周多少分')).toEqual({
      group: '@李书记 我私信你。',
      alone: '老周有 8 分。志愿服务存了 4 小时。\n今天 +8 志愿服务（编号 1）\n要撤哪笔，说“撤销积分 编号 原因”。',
    });
    expect(await talk.ask('li', '王二的积分')).toBe('名册里没有叫“王二”的人。');
    expect(await talk.ask('zhou', '老周的积分')).toContain('你有 8 分。');
  });
});

describe('the rules', () => {
  const table = [
    '积分细则，11月23日起：',
    '主题党日 2 分',
    '巡查 1 分',
    '志愿服务每小时 2 分',
    '隐患被认定 5 分',
    '建议被采纳 5 分',
    '每人每月最多 60 分。没来不扣分，分不过期。',
  ].join('\n');

  test.each(['积分怎么算', '巡查一次加几分', '积分规则', '签到一次几分', '积分会过期不'])('“%s” shows them', async (words) => {
    expect(await talk.ask('wang', words)).toBe(table);
  });

  it('may be said in the group', async () => {
    expect(await talk.askInGroup('guest', '积分怎么算')).toEqual({ group: `@新来的 ${table}`, alone: '' });
  });

  it('are the branch’s own', async () => {
    await talk.close();
    talk = await pointTalk({ points: { rules: { patrol: 3 }, monthlyCap: 20 } });
    expect(await talk.ask('zhou', '积分怎么算')).toBe(
      '积分细则，11月23日起：\n巡查 3 分\n每人每月最多 20 分。没来不扣分，分不过期。',
    );
  });
});

describe('the list by points', () => {
  const REFUSED = '积分不排名，不发榜，这是给大家减负。想看自己的请私聊我。';
  const everybody = async () => {
    for (const who of ['zhou', 'wang', 'guest']) await talk.ask(who, '我愿意参加积分榜');
  };

  test.each([
    ['zhou', '积分榜'],
    ['li', '积分排名'],
    ['wang', '谁分最高'],
    ['li', '发个积分榜'],
    ['liu', '我排第几'],
  ])('is refused in the group, also to %s: %s', async (from, words) => {
    await everybody();
    const { group, alone } = await talk.askInGroup(from, words);
    expect(group).toContain(REFUSED);
    expect(alone).toBe('');
  });

  it('is shown to those who agreed, of those who agreed, and to the secretary', async () => {
    await earnPoints(talk, 'zhou', 8);
    await earnPoints(talk, 'liu', 8);
    await everybody();
    const list = '愿意上榜的：\n1. 老周 8 分\n2. 新来的 0 分\n2. 老王 0 分';
    expect(await talk.ask('zhou', '积分榜')).toBe(`${list}\n不想在上面就说“退出积分榜”。`);
    expect(await talk.ask('li', '积分榜')).toBe(list);
    expect(await talk.ask('liu', '积分榜')).toContain('榜上只有愿意的人');
  });

  it('is none of fewer than three', async () => {
    await talk.ask('zhou', '我愿意参加积分榜');
    expect(await talk.ask('zhou', '我排第几')).toBe('愿意上榜的还不到 3 个人，先不排。');
    await talk.ask('wang', '我也上榜');
    await talk.ask('guest', '同意参加积分榜');
    expect(await talk.ask('zhou', '我排第几')).toContain('愿意上榜的：');
    expect(await talk.ask('guest', '退出积分榜')).toBe('好，你不在积分榜上了。');
    expect(await talk.ask('guest', '退出积分榜')).toBe('你本来就不在积分榜上。');
    expect(await talk.ask('zhou', '我排第几')).toContain('还不到 3 个人');
  });

  it('is joined alone, also when it is said in the group', async () => {
    const { group, alone } = await talk.askInGroup('zhou', '我愿意参加积分榜');
    expect(group).toBe('@老周 我私信你。');
    expect(alone).toContain('你在积分榜上了');
  });

  it('shows nobody below nothing', async () => {
    await talk.ask('li', '上架 水 8分 2瓶');
    for (const who of ['zhou', 'wang', 'guest']) await talk.ask(who, '我愿意参加积分榜');
    await earnPoints(talk, 'zhou', 8);
    await talk.ask('zhou', '换水');
    await talk.ask('zhou', '1');
    await talk.ask('li', '撤销积分 1 记错人了');
    expect(await talk.ask('zhou', '我多少分')).toContain('负 8 分');
    expect(await talk.ask('li', '积分榜')).toMatch(/\n1\. \S+ 0 分\n1\. \S+ 0 分\n1\. \S+ 0 分/);
  });

  it('is never sent by itself', async () => {
    await everybody();
    const sent = await talk.until('2026-12-10T12:00');
    expect(sent.filter(({ text }) => /榜|第 ?1/.test(text))).toEqual([]);
  });
});

describe('corrections', () => {
  it('take an entry back by an opposite one, with the reason, and tell its owner alone', async () => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('li', '撤销积分 1 记错人了')).toBe(
      '老周的积分 1 撤了，记了 -8 分。我单独告诉本人。对应的志愿时长也一起撤了。',
    );
    expect(await talk.ledger()).toEqual(['zhou 8 volunteer_hour attendance:1', 'zhou -8 volunteer_hour attendance:1']);
    expect(await talk.ask('li', '撤销积分 1 记错人了')).toBe('积分 1 已经撤过了，没有改动。');
    const told = await talk.until('2026-11-23T13:00');
    expect(told.map(({ to, text }) => ({ to, text }))).toEqual([
      { to: { member: 'zhou' }, text: '你的 8 分（志愿服务，编号 1）撤回了：记错人了。不对就跟书记说。' },
    ]);
    expect(await talk.ask('zhou', '积分明细')).toContain('今天 -8 志愿服务，更正，李书记：记错人了（编号 2）');
  });

  it('ask for a reason where none was given', async () => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('li', '撤销积分1')).toBe('老周的积分 1 为什么撤？直接说一句，本人会看到。');
    expect(await talk.ask('li', '不是他本人去的')).toContain('积分 1 撤了');
  });

  it('are the secretary’s, and nothing else is taken back instead', async () => {
    await earnPoints(talk, 'zhou', 8);
    expect(await talk.ask('zhou', '撤销积分 1 不要了')).toBe('撤积分要书记来办。觉得不对，把编号告诉书记。');
    expect(await talk.ledger()).toHaveLength(1);
  });

  test.each(['撤销积分 -1', '撤销积分 0', '撤销积分 1.5', '撤销积分 99999999999999', '撤销积分 77'])(
    '“%s” is named and changes nothing',
    async (words) => {
      await earnPoints(talk, 'zhou', 8);
      expect(await talk.ask('li', words)).toMatch(/^没有编号 \S+ 的积分。编号在积分明细里/);
      expect(await talk.ledger()).toHaveLength(1);
    },
  );

  test.each([
    '给老周补 2 分 消防演练帮忙',
    '扣老周 5 分',
    '奖励老王十分',
    '给老周加 0.5 分',
    '给老周补 -3 分',
    '给老周加999999分',
    '给老周加0分',
  ])('“%s” is no way to points', async (words) => {
    expect(await talk.ask('li', words)).toContain('分跟着记录走，不能直接加减。');
    expect(await talk.ledger()).toEqual([]);
  });

  test.each(['给我加10分', '我加2分', '给我补 2 分 昨天帮忙了'])('“%s” is none either, and says what is', async (words) => {
    expect(await talk.ask('zhou', words)).toBe('分跟着记录走，不能直接加。做了什么跟我说，比如“志愿服务 2 小时”。');
    expect(await talk.ledger()).toEqual([]);
  });

  test.each(['扣我5分', '平台给我扣了2分', '给小吴加5分'])(
    '“%s” said by a member is told of the world outside',
    async (words) => {
      expect(await talk.ask('zhou', words)).not.toContain('分跟着记录走');
    },
  );

  it('are taken back while a draft of the secretary waits for his yes', async () => {
    await earnPoints(talk, 'zhou', 8);
    await talk.ask('li', '明天下午搞个座谈会');
    expect(await talk.ask('li', '撤销积分 1 记错人了')).toContain('积分 1 撤了，记了 -8 分。');
  });

  it('of a hazard’s points stand, whatever becomes of the ticket; a ticket rejected and taken on again earns anew', async () => {
    for (const where of ['三号楼楼道堆满电瓶车', '东门消防通道被三轮堵了']) await talk.ask('zhou', where);
    await talk.ask('li', 'H-0001 受理');
    await talk.ask('li', '撤销积分 1 跟别人重复报的');
    await talk.ask('li', 'H-0001 办结 清走了');
    const lines = ['zhou 5 hazard_confirmed ticket:1', 'zhou -5 hazard_confirmed ticket:1'];
    expect(await talk.ledger()).toEqual(lines);
    await talk.ask('li', 'H-0002 受理');
    expect(await talk.ledger()).toEqual([...lines, 'zhou 5 hazard_confirmed ticket:2']);
  });

  it('say nothing of points in the group', async () => {
    await earnPoints(talk, 'zhou', 8);
    const { group, alone } = await talk.askInGroup('li', '撤销积分 1 记错人了');
    expect(group).toBe('@李书记 我私信你。');
    expect(alone).toContain('-8 分');
  });
});

const coordinator = { id: 'zhao', name: '街道小赵', role: 'coordinator', level: 'street', occupation: 'office', groups: ['g1'] };
const operator = { id: 'op', name: '管机器的', role: 'operator', occupation: 'office', groups: ['g1'] };
const REFUSED = '积分和兑换由支部书记来定，这件事请找书记。';

describe('points are the secretary’s', () => {
  const withStaff = async () => {
    await talk.close();
    talk = await pointTalk({}, [coordinator, operator]);
    await talk.ask('li', '上架 水 2分 10瓶');
    await earnPoints(talk, 'zhou', 8);
    await talk.ask('zhou', '换水');
    await talk.ask('zhou', '1');
  };

  test.each([
    '老周的积分',
    '撤销积分 1 我看错了',
    '撤销积分 1',
    '兑换1 同意',
    '老周的兑换同意',
    '待兑换',
    '上架 洗车券 5分 2张',
    '水加5瓶',
    '下架水',
  ])('“%s” of the street’s and of who runs the machine does nothing', async (words) => {
    await withStaff();
    const before = await talk.ledger();
    for (const who of ['zhao', 'op']) expect(await talk.ask(who, words)).toBe(REFUSED);
    expect(await talk.ledger()).toEqual(before);
    expect(await talk.ask('li', '待兑换')).toContain('待兑换 1 件');
    expect(await talk.ask('li', '有什么能换的')).toContain('水 2 分，剩 9 份\n想换');
  });

  it('hours that wait are not theirs either', async () => {
    await withStaff();
    await talk.ask('wang', '志愿服务6小时');
    expect(await talk.ask('zhao', '待确认工时')).toBe('没有等你确认的工时。');
    expect(await talk.ask('zhao', '工时 2 确认')).toBe('工时 2 不归你定，有事跟书记说。');
    expect(await talk.ask('li', '工时 2 确认')).toContain('算上了');
  });

  it('others decide where the only secretary is concerned himself', async () => {
    await withStaff();
    await earnPoints(talk, 'li', 4);
    await talk.ask('li', '换水');
    await talk.ask('li', '1');
    expect(await talk.ask('li', '兑换2 同意')).toBe('自己的兑换请别人来定。');
    expect(await talk.ask('zhao', '待兑换')).toContain('待兑换 1 件：\n2. 李书记');
    expect(await talk.ask('zhao', '兑换1 同意')).toBe(REFUSED);
    expect(await talk.ask('zhao', '兑换2 同意')).toContain('兑换 2 同意了');
  });

  it('an adoption is not theirs', async () => {
    await withStaff();
    await talk.ask('zhou', '建议在东门加个充电柜');
    await talk.ask('zhou', '2');
    await talk.ask('li', 'A-0001 上报街道');
    expect(await talk.ask('zhao', 'A-0001 采纳')).toBe('A-0001 采不采纳由支部书记来定，请找书记。');
  });
});

describe('an adopted suggestion', () => {
  const plain = async () => {
    await talk.ask('zhou', '建议在东门加个充电柜');
    await talk.ask('zhou', '2');
  };

  it('earns once, and is told to its reporter alone', async () => {
    await plain();
    expect(await talk.ask('li', 'A-0001 采纳')).toBe('A-0001 采纳了，加 5 分，我单独告诉提的人。');
    expect(await talk.ask('li', '采纳 a1')).toBe('A-0001 已经采纳过了，不重复记。');
    expect(await talk.ledger()).toEqual(['zhou 5 suggestion_adopted ticket:1']);
    const told = (await talk.until('2026-11-23T21:00')).filter(({ text }) => text.includes('采纳'));
    expect(told.map(({ to, text }) => ({ to, text }))).toEqual([
      { to: { member: 'zhou' }, text: '你提的 A-0001 被采纳了，加 5 分。谢谢！' },
    ]);
    expect(await talk.ask('zhou', '积分明细')).toContain('+5 建议被采纳“A-0001”（编号 1）');
  });

  it('is not spoken of in the group, nor adopted by others, nor by who made it', async () => {
    await plain();
    expect(await talk.askInGroup('li', 'A-0001 采纳')).toEqual({ group: '@李书记 这事请私聊我说。', alone: '' });
    await talk.ask('wang', 'A-0001 采纳');
    expect(await talk.ledger()).toEqual([]);
    await talk.ask('li', '建议在西门加个充电柜');
    await talk.ask('li', '2');
    expect(await talk.ask('li', 'A-0002 采纳')).toBe('A-0002 是您自己提的，请别的书记来采纳。');
    expect(await talk.ask('li', 'A-0099 采纳')).toBe('没有找到 A-0099，看看号对不对。');
  });

  it('of nobody known earns nothing', async () => {
    await talk.ask('zhou', '我要匿名反映站点乱扣钱');
    expect(await talk.ask('li', 'A-0001 采纳')).toBe('A-0001 是匿名的，不查是谁，不记分。');
    expect(await talk.ledger()).toEqual([]);
  });

  it('stays named: the ledger says whose it is for good', async () => {
    await plain();
    await talk.ask('li', 'A-0001 采纳');
    const said = 'A-0001 的分记在你名下，台账改不了，这件匿名不了。别的事一开头就说“匿名”。';
    expect(await talk.ask('zhou', 'A-0001 匿名')).toContain(said);
    expect(await talk.ask('li', '撤销积分 1 记错了')).toContain('撤了');
    expect(await talk.ask('zhou', '匿名')).toContain(said);
    // What is told in secret of the same matter is one of its own.
    const secret = await talk.ask('zhou', '匿名 建议在东门加个充电柜');
    expect(secret).toContain('A-0002');
    expect(await talk.ask('li', 'A-0002 采纳')).toBe('A-0002 是匿名的，不查是谁，不记分。');
  });

  it('that was taken back is none', async () => {
    await plain();
    await talk.ask('zhou', '撤回我的诉求');
    expect(await talk.ask('li', 'A-0001 采纳')).toBe('A-0001 撤回了或不办了，采纳不了。');
  });

  it('is a matter of appeals', async () => {
    await talk.close();
    talk = await pointTalk({}, [secondSecretary]);
    await talk.ask('zhou', '江畔大厦三号楼消防通道被三轮车堵了');
    expect(await talk.ask('chen', 'H-0001 采纳')).toBe('H-0001 是隐患，受理了就有分，不用采纳。');
  });
});

test.each(['积分转给小吴', '我的积分能不能送给别人', '把积分送给徒弟行不行', '转5分给老王'])(
  'points are nobody else’s: “%s”',
  async (words) => {
    expect(await talk.ask('zhou', words)).toBe('积分跟着人走，转不了给别人。自己攒着，换东西说“能换什么”。');
  },
);

test.each(['这单转给小吴', '五分钟送给你', '转给书记', '分给我几单'])('“%s” says nothing of points', async (words) => {
  expect(await talk.ask('zhou', words)).not.toContain('积分跟着人走');
});
