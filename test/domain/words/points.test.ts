import { describe, expect, test } from 'vitest';
import {
  adoptedIn,
  adoptsNameless,
  asksForEverybody,
  asksForPurpose,
  asksForRules,
  asksForStatement,
  deductedIn,
  grantIn,
  otherIn,
  rankingWishIn,
  wantsCash,
  wantsForSelf,
  wantsTransfer,
} from '../../../src/domain/words/points.ts';
import { reversingIn } from '../../../src/domain/words/reversing.ts';

describe('words of points', () => {
  test.each([
    '积分明细',
    '我的积分明细给我看看',
    '为什么我只有这么点分',
    '为啥我就3分',
    '查下积分流水',
    '上个月的分',
    '上月积分多少',
    '11月的积分',
    '十月份的分',
    '这两分哪来的',
    '这5分怎么来的啊',
    '那几分从哪来的',
    '我的先锋指数',
    '先锋指数是多少',
    '分数明细',
    '积分变动',
    '积分清单',
    '麻烦看下积分记录',
    '这个月怎么才60分',
    '我咋就2分啊',
  ])('“%s” asks for the statement', (words) => {
    expect(asksForStatement(words)).toBe(true);
  });

  test.each([
    '这个月分到的单太少',
    '记录一下我来过',
    '5分钟哪来的时间',
    '三月份的分拣单',
    '积分落户的明细',
    '你从哪来',
    '分店的清单',
    '扣分的事怎么来的',
    '流水不够贷款',
    '上个月分了红',
  ])('“%s” does not', (words) => {
    expect(asksForStatement(words)).toBe(false);
  });

  test.each([
    ['老周的积分', '老周'],
    ['查一下小刘多少分', '小刘'],
    ['王建国有几分了', '王建国'],
    ['看看老周的积分明细', '老周'],
  ])('“%s” asks for another’s', (words, name) => {
    expect(otherIn(words)).toBe(name);
  });

  test.each([
    '巡查多少分',
    '我多少分',
    '上周积分',
    '签到几分',
    '洗车券多少分',
    '志愿服务多少分',
    '这个月积分',
    '扣分吗',
    '晚上几分',
  ])('“%s” names nobody, or nobody who has points', (words) => {
    expect(['洗车券', '晚上', null]).toContain(otherIn(words));
  });

  test.each([
    ['我愿意参加积分榜', 'join'],
    ['我想上榜', 'join'],
    ['同意参加排行榜', 'join'],
    ['退出积分榜', 'leave'],
    ['我不想上榜了', 'leave'],
    ['把我从积分榜上拿掉', 'leave'],
    ['参加积分榜吗', null],
    ['看看积分榜', null],
    ['榜上有我吗', null],
    ['我排名第几', null],
  ])('“%s” means %s', (words, wish) => {
    expect(rankingWishIn(words)).toBe(wish);
  });

  test.each([
    '撤销积分 12 记错了',
    '撤销12号积分，记错了',
    '积分12号作废 记错了',
    '编号12的积分撤掉 记错了',
    '把积分12撤了 记错了',
  ])('“%s” takes an entry back', (words) => {
    expect(reversingIn(words)).toEqual({ id: { kind: 'whole', value: 12 }, reason: '记错了' });
  });

  test.each(['撤销', '撤销报名', '取消 12 号的报名', '积分怎么撤', '撤回我的诉求', '12号撤防', '积分 12 分', '取消积分兑换'])(
    '“%s” does not',
    (words) => {
      expect(reversingIn(words)).toBeNull();
    },
  );

  test.each(['给老周 5 分钟', '给老周加几分', '加 2 个人', '补 3 张表', '奖励怎么发', '给他发 20 分钟的视频', '老周加班 2 小时'])(
    '“%s” gives no points',
    (words) => {
      expect(grantIn(words)).toBeNull();
    },
  );
});

const whole = (value: number) => ({ kind: 'whole', value });

describe('what people wonder about', () => {
  test.each([
    '分咋这么少',
    '我昨天来党日咋没给分',
    '少给我加了2分',
    '这次咋没给分',
    '为啥不加分了',
    '我巡完了怎么没加分',
    '积分不对',
    '编号3是啥',
    '积分编号 12 怎么回事',
    '漏了我的分',
    '我做了义工咋没算分',
  ])('“%s” asks for the statement', (words) => {
    expect(asksForStatement(words)).toBe(true);
  });

  test.each([
    '平台扣分不对',
    '怎么没给我派单',
    '服务分怎么没涨',
    '为啥不给我加单',
    '编号H-3是啥',
    '超市积分不对',
    '公司为啥没给我加工资',
    '分拣咋没人',
    '少给我2块',
    '差评扣分不对',
  ])('“%s” does not', (words) => {
    expect(asksForStatement(words)).toBe(false);
  });

  test.each([
    '积分细则',
    '一个月最多多少分',
    '积分有上限吗',
    '报隐患有分吗',
    '来党日给不给分',
    '不来扣分吗',
    '请假会扣分不',
    '分啥时候过期',
    '积分年底清零吗',
    '咋能多得点分',
    '发现个隐患能得多少分',
  ])('“%s” asks for the rules', (words) => {
    expect(asksForRules(words)).toBe(true);
  });

  test.each([
    '党日加积分',
    '差评会扣分吗',
    '超时扣分吗',
    '驾照分啥时候清零',
    '平台积分规则',
    '超时罚几分',
    '不来扣钱吗',
    '怎么拿快递',
    '签到几点',
    '怎么涨单价',
    '学习有什么内容',
  ])('“%s” does not', (words) => {
    expect(asksForRules(words)).toBe(false);
  });

  test.each(['积分有啥用', '积分是干啥的', '攒这积分干啥'])('“%s” asks what they are for', (words) => {
    expect(asksForPurpose(words)).toBe(true);
  });

  test.each(['积分在哪', '平台积分有啥用', '这有啥用', '积分是多少'])('“%s” does not', (words) => {
    expect(asksForPurpose(words)).toBe(false);
  });

  test.each(['积分能换钱不', '把分提现', '一分值多少钱', '积分能换话费吗'])('“%s” wants money', (words) => {
    expect(wantsCash(words)).toBe(true);
  });

  test.each(['哪里能换零钱', '工资能提现吗', '一分钱都没有', '积分换洗车券', '分能换啥'])('“%s” does not', (words) => {
    expect(wantsCash(words)).toBe(false);
  });

  test.each(['看看大家的积分', '大家都多少分', '积分汇总表', '谁有多少分'])('“%s” asks for everybody’s', (words) => {
    expect(asksForEverybody(words)).toBe(true);
  });

  test.each(['大家几点来', '别人几点签到', '大家都有分工', '群里多少人', '谁有充电宝'])('“%s” does not', (words) => {
    expect(asksForEverybody(words)).toBe(false);
  });

  test.each(['积分给我媳妇行不', '把我的分给老周', '积分给徒弟用行吗'])('“%s” gives them away', (words) => {
    expect(wantsTransfer(words)).toBe(true);
  });

  test.each(['把我的积分给我看看', '积分给我看看', '积分给谁', '积分给几个', '这单给老周', '把工分给我'])(
    '“%s” does not',
    (words) => {
      expect(wantsTransfer(words)).toBe(false);
    },
  );

  test.each([
    ['为啥扣我5分', 5],
    ['怎么少了2分', 2],
    ['我的分咋少了5分', 5],
  ])('“%s” asks why %s went', (words, count) => {
    expect(deductedIn(words)).toEqual({ count: whole(count) });
  });

  test.each(['为啥扣我钱', '咋少了一单', '平台为啥扣我5分', '怎么少给我2分钱'])('“%s” does not', (words) => {
    expect(deductedIn(words)).toBeNull();
  });
});

describe('what secretaries say of them', () => {
  test.each(['撤回老周的积分5', '老周的积分5号撤了', '把老周编号3的积分撤了', '编号5不对', '编号12记错了'])(
    '“%s” takes an entry back',
    (words) => {
      expect(reversingIn(words)).not.toBeNull();
    },
  );

  test.each(['老周的积分', '把老周的岗撤了', '老周的隐患1撤了', '撤了老周的第1单', '编号H5不对'])('“%s” does not', (words) => {
    expect(reversingIn(words)).toBeNull();
  });

  test.each(['a0001这个建议采纳了', 'A-0001 采纳', '这条建议挺好 采纳 A-1', '采纳A-0001这条'])('“%s” adopts', (words) => {
    expect(adoptedIn(words)).toBe('A-0001');
  });

  test.each(['A-0001 不采纳', 'A-0001 采纳了吗', 'A-0001 为什么没采纳'])('“%s” does not', (words) => {
    expect(adoptedIn(words)).toBeNull();
  });

  test.each(['采纳', '老周的建议采纳', '这个建议采纳了'])('“%s” adopts what is not named', (words) => {
    expect(adoptsNameless(words)).toBe(true);
  });

  test.each(['不采纳', '建议采纳我的意见', '采纳了吗', '希望采纳'])('“%s” adopts nothing', (words) => {
    expect(adoptsNameless(words)).toBe(false);
  });
});

describe('begging for points', () => {
  test.each(['能不能给我加点分', '给我多加几分吧', '书记再给俺加点积分呗', '可不可以给我记两分'])('“%s”', (words) => {
    const given = grantIn(words);
    expect(given && wantsForSelf(given.name, words)).toBe(true);
  });

  test.each(['能不能给我加点水', '给我加点分量', '平台给我扣了点分', '给我加点油'])('“%s” is none', (words) => {
    const given = grantIn(words);
    expect(given && wantsForSelf(given.name, words)).toBeFalsy();
  });
});
