import { describe, expect, test } from 'vitest';
import { patrolCorrected, patrolEmptied, patrolGiven } from '../../../src/domain/words/patrol-giving.ts';
import {
  agreesToGo,
  busySaid,
  patrolAsked,
  patrolHandedBack,
  patrolStandIn,
  patrolSwapped,
  patrolTaken,
} from '../../../src/domain/words/patrol-roster.ts';

describe('words of the roster', () => {
  test.each([
    '今天谁巡查',
    '今晚谁巡',
    '明早该谁巡查了',
    '今天巡查是谁',
    '谁今天巡查',
    '这周巡查表',
    '巡查表',
    '巡查安排',
    '下周巡查怎么排的',
    '轮到谁巡查了',
    '今天轮到我巡查吗',
    '我这周哪天巡查',
    '我什么时候巡查',
    '是不是该我巡查',
    '周三晚上谁去巡查啊',
    '请问明天早上谁巡？',
    '看看巡查名单',
    '后天晚巡是谁',
    '明天我要不要巡查',
    '今儿晚上哪个巡逻',
    '今天寻查是谁',
    '这周谁巡查',
  ])('“%s” asks', (words) => {
    expect([patrolAsked(words) !== null, patrolGiven(words), patrolTaken(words), patrolHandedBack(words)]).toEqual([
      true,
      null,
      null,
      null,
    ]);
  });

  test.each([
    ['明早老周巡查', ['老周']],
    ['安排王姐这周晚巡', ['王姐']],
    ['老周明天早上巡查', ['老周']],
    ['明天晚巡换小李', ['小李']],
    ['让小刘周三晚上去巡查', ['小刘']],
    ['周一到周五早巡安排老周', ['老周']],
    ['周一三五晚巡老王', ['老王']],
    ['下周早晚巡查老周、老王', ['老周', '老王']],
    ['今晚巡查改成老王', ['老王']],
    ['今晚小李和老王巡', ['小李', '老王']],
    ['周末早巡:老周', ['老周']],
    ['明天早上请老周巡查一下', ['老周']],
    ['明早巡查取消', []],
    ['取消明晚巡查', []],
    ['以后周一早巡老周和小李', ['老周', '小李']],
    ['每周二晚巡都是老王', ['老王']],
    ['以后每天早巡老周', ['老周']],
    ['以后早巡都是老周', ['老周']],
    ['老周以后周一早巡', ['老周']],
    ['固定周四晚巡老王', ['老王']],
    ['以后周一早巡不用排了', []],
  ])('“%s” gives it', (words, names) => {
    expect(patrolGiven(words)?.parts[0]?.names).toEqual(names);
    expect([patrolAsked(words), patrolTaken(words), patrolHandedBack(words)]).toEqual([null, null, null]);
  });

  test.each([
    '明早我来巡',
    '今晚我巡',
    '明天早巡我来',
    '周三晚上我去巡查',
    '明早的巡查我去',
    '我明早去巡查',
    '我来巡明早的',
    '今晚巡查算我一个',
    '明天晚上我可以巡',
    '周五早上我巡吧',
    '明早我去巡一圈',
    '我报名周三晚巡',
  ])('“%s” takes it', (words) => {
    expect([patrolAsked(words), patrolGiven(words), patrolTaken(words) !== null, patrolHandedBack(words)]).toEqual([
      null,
      null,
      true,
      null,
    ]);
  });

  test.each([
    '我明天巡不了',
    '明早我巡不了',
    '明天巡查我去不了',
    '今晚巡查来不了',
    '我今晚没空巡查',
    '明早巡查我有事',
    '明天早巡请假',
    '周三早巡换个人',
    '这周我巡不了',
    '我今天不巡了',
    '明天别排我巡查',
    '巡不了',
    '今晚我巡不了了',
    '我明早去不了巡查',
    '明早我不能去巡查',
    '明天巡查去不了怎么办',
    '明儿早上的巡查我走不开',
    '我后天有事去不了巡查',
    '我明早有事巡不了',
    '今晚俺临时加班，巡不成了',
    '俺明早巡不成',
    '今晚巡逻我不去了啊',
  ])('“%s” hands it back', (words) => {
    expect([patrolAsked(words), patrolGiven(words), patrolTaken(words), patrolHandedBack(words) !== null]).toEqual([
      null,
      null,
      null,
      true,
    ]);
  });

  test.each([
    '早巡查完了 都正常',
    '今早巡完了',
    '我巡完了',
    '今天谁没巡查',
    '今天谁巡查了',
    '老周今早巡查了',
    '明天巡查的时候看看灭火器',
    '巡查一次加几分',
    '昨天没巡查',
    '车棚锁了巡不了',
    '今天巡的',
    '我去巡查了',
    '巡查发现通道堵了',
    '巡查怎么打卡',
    '保安晚上不巡逻',
    '物业从来不巡查',
    '晚巡通道被堵',
    '通知大家明天巡查',
    '今晚巡查正常',
    '明天来不了',
    '周一早巡完毕',
    '今早我巡的',
    '谁巡查谁负责',
    '今天晚上巡查充电车棚',
  ])('“%s” does none of it', (words) => {
    expect([patrolAsked(words), patrolGiven(words), patrolTaken(words), patrolHandedBack(words)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test.each(['没空', '不来', '来不了', '我没空', '今天去不了了', '不好意思走不开', '在忙呢'])('“%s” says he cannot', (words) => {
    expect(busySaid(words)).not.toBeNull();
  });
  test.each(['好的', '收到', '不来电', '没空调', '充电桩没空位', '不去管他'])('“%s” does not', (words) => {
    expect(busySaid(words)).toBeNull();
  });
});

const parts = (words: string) =>
  patrolGiven(words)?.parts.map(({ deed, isWeekly, said, names, off }) => [
    `${deed}${isWeekly ? ' weekly' : ''}`,
    said.halves?.join('+') ?? null,
    names.join(),
    off.join(),
  ]);

describe('what a secretary arranges at once', () => {
  test.each<[string, ReturnType<typeof parts>]>([
    [
      '下周一到周五早巡老周,晚巡小吴',
      [
        ['set', 'morning', '老周', ''],
        ['set', 'evening', '小吴', ''],
      ],
    ],
    [
      '早巡名单:周一老周,周二小吴,周三老马',
      [
        ['set', 'morning', '老周', ''],
        ['set', 'morning', '小吴', ''],
        ['set', 'morning', '老马', ''],
      ],
    ],
    [
      '巡查名单 早上老周 晚上小吴',
      [
        ['set weekly', 'morning', '老周', ''],
        ['set weekly', 'evening', '小吴', ''],
      ],
    ],
    [
      '以后每天早上老周巡查,晚上小吴巡查',
      [
        ['set weekly', 'morning', '老周', ''],
        ['set weekly', 'evening', '小吴', ''],
      ],
    ],
    [
      '老周负责早巡,小吴负责晚巡',
      [
        ['set weekly', 'morning', '老周', ''],
        ['set weekly', 'evening', '小吴', ''],
      ],
    ],
    [
      '周一早巡老周晚巡小吴',
      [
        ['set', 'morning', '老周', ''],
        ['set', 'evening', '小吴', ''],
      ],
    ],
    [
      '本周巡查:早 老周,晚 小吴',
      [
        ['set', 'morning', '老周', ''],
        ['set', 'evening', '小吴', ''],
      ],
    ],
    [
      '明天巡查:早上老周、小吴,晚上老马',
      [
        ['set', 'morning', '老周,小吴', ''],
        ['set', 'evening', '老马', ''],
      ],
    ],
    [
      '每周一三五早上老周去巡,二四六小吴',
      [
        ['set weekly', 'morning', '老周', ''],
        ['set weekly', 'morning', '小吴', ''],
      ],
    ],
    ['明早@老周 巡查', [['set', 'morning', '老周', '']]],
    ['周末让老马早晚都巡', [['set', 'morning+evening', '老马', '']]],
    ['11月22日早巡老周', [['set', 'morning', '老周', '']]],
    ['22号晚上小吴去巡查', [['set', 'evening', '小吴', '']]],
    ['大后天早上老马巡一下', [['set', 'morning', '老马', '']]],
    ['元旦不巡', [['set', null, '', '']]],
    ['国庆期间巡查停了', [['set', null, '', '']]],
    ['明早我和老周巡查', [['set', 'morning', '我,老周', '']]],
    ['晚上老周巡查', [['set', 'evening', '老周', '']]],
    ['明早巡查把老周换成小吴', [['swap', 'morning', '小吴', '老周']]],
    ['小吴替老周明早巡查', [['swap', 'morning', '小吴', '老周']]],
    ['今晚的巡查小吴替老周去', [['swap', 'evening', '小吴', '老周']]],
    ['老周明天换小吴', [['swap', null, '小吴', '老周']]],
    ['明早不是老周是小吴巡查', [['swap', 'morning', '小吴', '老周']]],
    ['明早巡查加一个老马', [['add', 'morning', '老马', '']]],
    ['老马明早也去巡查', [['add', 'morning', '老马', '']]],
    ['以后周一早巡再加个老马', [['add weekly', 'morning', '老马', '']]],
    ['明天早上老周不用巡了', [['drop', 'morning', '', '老周']]],
    ['把老周从明早巡查里去掉', [['drop', 'morning', '', '老周']]],
    ['以后老周不巡了', [['drop weekly', null, '', '老周']]],
  ])('“%s”', (words, expected) => {
    expect(parts(words)).toEqual(expected);
  });

  test.each([
    '明早老周巡查吗',
    '明天老周请假',
    '周三晚上加班',
    '明天换车',
    '明早加一个人',
    '今天巡查情况',
    '晚上保安巡逻',
    '明天早上报名加一个',
    '今晚聚餐加上小吴',
    '3号楼老周巡查',
    '物业不巡查',
  ])('“%s” arranges nothing', (words) => {
    expect(patrolGiven(words)).toBeNull();
  });

  test.each(['清空巡查表', '以后不用巡查了', '所有巡查取消'])('“%s” empties the roster', (words) => {
    expect(patrolEmptied(words)).toBe(true);
  });
  test.each(['取消明早巡查', '以后周一不巡了', '巡查表', '清空列表'])('“%s” does not', (words) => {
    expect(patrolEmptied(words)).toBe(false);
  });

  test.each([
    ['不对,是老王', 'people'],
    ['改成老王', 'people'],
    ['再加个老王', 'more'],
    ['不对 是晚巡', 'time'],
    ['改成后天', 'time'],
    ['算了不排了', 'back'],
  ])('“%s” right behind it is %s', (words, kind) => {
    expect(patrolCorrected(words)?.kind).toBe(kind);
  });
  test.each(['好', '谢谢', '老王', '明天', '不对吗', '行'])('“%s” is no correction', (words) => {
    expect(patrolCorrected(words)).toBeNull();
  });
});

describe('giving it to another', () => {
  test.each([
    ['明早我巡不了，换小吴', '小吴', true],
    ['周五我有事儿，跟小吴换换', '小吴', false],
    ['我跟孙丽换班', '孙丽', false],
    ['我和老周换', '老周', false],
    ['周三早巡我想跟老周调一下', '老周', false],
    ['今晚巡不了 让小刘替我', '小刘', true],
    ['能不能跟老周换个班', '老周', false],
    ['让小吴替我一下', '小吴', false],
    ['明天家里有事，找老马顶一下', '老马', false],
  ])('“%s” names %s', (words, name, cannot) => {
    expect(patrolSwapped(words)).toMatchObject({ name, cannot });
  });

  test.each([
    '我跟小吴换电池',
    '换小吴',
    '让小吴去',
    '跟老板换个手机',
    '同事中暑晕倒',
    '明早老周换成小吴',
    '我和老周换了辆车',
    '跟他换',
    '今天有事，换个轮胎',
    '我巡不了',
    '我跟老周说了',
  ])('“%s” gives nothing away', (words) => {
    expect(patrolSwapped(words)).toBeNull();
  });

  test('going in place of somebody', () => {
    for (const words of ['周六早上我替他', '明早我替小吴去', '我周六早上顶老周']) expect(patrolStandIn(words)).not.toBeNull();
    for (const words of ['我替他签收了', '周六早上我替他送货', '明早他替我']) expect(patrolStandIn(words)).toBeNull();
  });
});

describe('a reminder', () => {
  test('he will go', () => {
    for (const words of ['中', '没问题', '好嘞', '好的，我去', '可以', 'ok', '知道了']) expect(agreesToGo(words)).toBe(true);
    for (const words of ['不行', '没空', '好多车堵着', '中午去哪充电', '可以线上吗', '收到'])
      expect(agreesToGo(words)).toBe(false);
  });
});

describe('many in one sentence', () => {
  const halvesOf = (words: string) =>
    patrolGiven(words)?.parts.map(({ names, said }) => [names.join('、'), said.halves?.join('、')]);

  test('a day without a half, after mornings and evenings, is both', () => {
    const all = [
      ['老周', 'morning'],
      ['小吴', 'evening'],
      ['孙丽', 'morning、evening'],
    ];
    expect(halvesOf('排个巡查表，周一到周五早上老周，晚上小吴，周末孙丽')).toEqual(all);
    expect(halvesOf('巡查表：周一到周五早上老周，晚上小吴，周末孙丽')).toEqual(all);
    expect(halvesOf('巡查表：周一早上老周，周二小吴')).toEqual([
      ['老周', 'morning'],
      ['小吴', 'morning'],
    ]);
  });

  test.each([
    ['以后每周一老周早巡，每周二小吴早巡', 'morning', 'morning'],
    ['明天早上让老周去巡一下晚上让小吴去巡一下', 'morning', 'evening'],
    ['明早老周巡晚上小吴巡', 'morning', 'evening'],
  ])('“%s” is two', (words, first, second) => {
    expect(halvesOf(words)).toEqual([
      ['老周', first],
      ['小吴', second],
    ]);
  });

  test('another instead', () => {
    expect(patrolGiven('今晚别让老周巡了 让小吴')?.parts).toMatchObject([{ deed: 'swap', names: ['小吴'], off: ['老周'] }]);
    expect(patrolGiven('明早让孙丽顶')).toMatchObject({ isNamed: false, parts: [{ deed: 'set', names: ['孙丽'] }] });
    for (const words of ['明早让孙丽来', '让孙丽顶', '明天让老周发通知']) expect(patrolGiven(words)).toBeNull();
  });
});
