// Words that sound like a danger and are none, beside those that are one.
import { describe, expect, it } from 'vitest';
import { createReader } from '../../src/understanding/index.ts';

const read = createReader();
const NOW = Date.parse('2026-11-20T20:10:00+08:00');

const readAlone = (text: string, tickets: string[] = []) =>
  read(text, { now: NOW, role: 'member', activities: [], quoted: null, hasPhoto: false, tickets });
const hazardIn = (text: string, tickets?: string[]) => readAlone(text, tickets).find(({ intent }) => intent === 'report_hazard');
const isUrgent = (text: string, tickets?: string[]): boolean => hazardIn(text, tickets)?.slots.urgent === true;

describe('nobody is called', () => {
  it.each(['车胎没气了', '前轮又没气了', '我电动车没气了', '煤气罐没气了', '篮球没气了'])('for what has no air: “%s”', (text) => {
    expect(hazardIn(text)).toBeUndefined();
  });

  it('for an extinguisher without pressure, which is a hazard', () => {
    expect(hazardIn('灭火器没气了')).toMatchObject({ slots: { category: 'fire', urgent: false } });
  });

  it.each(['插座在车棚', '井盖在东门那边', '不是漏电 是没电', '救命啊 单太多了', '救命 累死了', '跳楼价', '老板跳楼大甩卖'])(
    'for “%s”',
    (text) => {
      expect(hazardIn(text)).toBeUndefined();
    },
  );

  it.each([
    '打起来了吗',
    '是着火了吗',
    '哪儿着火了',
    '着火了没',
    '隔壁是不是着火了',
    '昨天着火了',
    '上周楼道着火了',
    '前天2号棚冒过烟',
  ])('for what is asked or long over, and who says so is asked: “%s”', (text) => {
    expect(readAlone(text)).toMatchObject([{ intent: 'smalltalk', alternative: { intent: 'report_hazard' } }]);
  });

  it.each(['地上有个坑', '门口有个大坑'])('for a hole in the road, which is a hazard: “%s”', (text) => {
    expect(hazardIn(text)).toMatchObject({ slots: { urgent: false } });
  });

  it.each(['手划破了有创可贴吗', '蹭破点皮 哪有碘伏'])('for a small cut: “%s”', (text) => {
    expect(isUrgent(text)).toBe(false);
  });

  it.each(['路口', '地下车库', '消防通道', '去东门', '在路口', '门口'])('for a bare place: “%s”', (text) => {
    expect(readAlone(text)).toEqual([{ intent: 'smalltalk', slots: {} }]);
  });
});

describe('people are called', () => {
  it.each([
    '孩子没气了',
    '三轮车里老头没气了',
    '带的孩子没气了',
    '煤气罐漏气了',
    '煤气罐没气了人晕倒了',
    '不是着火 是爆炸了',
    '不是着火了是有人触电',
    '昨晚着火了现在还在烧',
    '昨天冒烟今天又冒烟了',
    '着火了没人管',
    '谁家着火了快跑',
    '手划破了有创可贴吗 另外东门着火了',
    '摔了一跤腿断了 有药吗',
    '救命 热晕了',
    '救命啊 累倒了',
    '救命啊单元爆炸了',
    '冒烟的是什么',
    '地下车库漏电了',
    '有人掉坑里了',
  ])('although it begins like something harmless: “%s”', (text) => {
    expect(isUrgent(text)).toBe(true);
  });

  it.each(['爆炸了', '炸了', '又着火了', '火又起来了', '触电了', '快来人 烧起来了', '煤气漏了', '墙塌了'])(
    'at a shout, whatever tickets there are: “%s”',
    (text) => {
      expect(isUrgent(text)).toBe(true);
      expect(isUrgent(text, ['H-0001'])).toBe(true);
    },
  );

  it.each(['我要跳楼', '想跳楼', '我真想跳江', '工资不发我就跳楼', '不想干了想跳楼', '我要从楼上跳下去', '我就上吊给你看'])(
    'who does not want to live is heard: “%s”',
    (text) => {
      expect(hazardIn(text)).toMatchObject({ slots: { urgent: true, despair: true } });
    },
  );

  it.each(['累得想跳楼', '我想跳河里洗澡'])('who only talks so is not: “%s”', (text) => {
    expect(hazardIn(text)).toBeUndefined();
  });
});

describe('what was stolen', () => {
  it.each(['电瓶让人偷了', '电瓶被人偷了', '车让人骑走了', '快件叫人给顺走了', '手机给人偷了', '我手机被偷了', '被偷了'])(
    'is a hazard: “%s”',
    (text) => {
      expect(hazardIn(text)).toMatchObject({ slots: { category: 'public_order', urgent: false } });
    },
  );

  it.each(['我的车丢了', '包裹让人拿走了'])('perhaps is asked about: “%s”', (text) => {
    expect(readAlone(text)).toMatchObject([{ intent: 'smalltalk', alternative: { intent: 'report_hazard' } }]);
  });

  it.each(['微信被盗号了', '我被人偷拍了', '偷懒被发现了', '钥匙丢了', '单被别人抢走了', '车给我骑走了'])(
    'it is not in “%s”',
    (text) => {
      expect(hazardIn(text)).toBeUndefined();
    },
  );
});

describe('a fault in a few words', () => {
  const offered = (text: string) =>
    readAlone(text).some(({ intent, alternative }) => [intent, alternative?.intent].includes('report_hazard'));

  it.each(['走廊堵了', '门禁坏了', '下水道堵了', '楼道太黑', '3号楼楼道里堆满了'])('is at least asked about: “%s”', (text) => {
    expect(offered(text)).toBe(true);
  });

  it.each(['我家下水道堵了', '通道怎么走', '路堵了', '楼道在哪'])('“%s” is none', (text) => {
    expect(offered(text)).toBe(false);
  });

  it.each(['3号楼电梯坏了', '东门电梯坏了'])('calls nobody: “%s”', (text) => {
    expect(isUrgent(text)).toBe(false);
  });

  it('calls where somebody is in it', () => {
    expect(isUrgent('电梯坏了有人困里面')).toBe(true);
  });

  it('keeps the house, not the sign its corridor begins with', () => {
    expect(hazardIn('3号楼楼道堵了')?.slots.place).toBe('3号楼');
  });
});

it('hears nobody in a word for helping', () => {
  const [checkIn] = readAlone('帮忙维持秩序2个小时，志愿');
  expect(checkIn).toMatchObject({ intent: 'check_in', slots: { hours: 2 } });
  expect(checkIn?.slots.on_behalf_of ?? null).toBeNull();
});

it.each(['漏了 3号棚灭火器没了', '单子着火了 忙炸了', '群里炸了'])(
  'calls nobody for what only sounds like fire: “%s”',
  (text) => {
    expect(isUrgent(text)).toBe(false);
  },
);

it.each(['漏电了 快来', '撞车了 人躺着 已经打120了', '着火了 已经报警了'])('calls all the same: “%s”', (text) => {
  expect(isUrgent(text)).toBe(true);
});

it.each(['120来了', '已经打119了', '救护车拉走了'])('opens no new one where help is told of: “%s”', (text) => {
  expect(isUrgent(text)).toBe(false);
});

it.each(['去年清雪我报名没轮上', '上回我报名没抢上'])('signs nobody up who tells of another time: “%s”', (text) => {
  expect(readAlone(text).map(({ intent }) => intent)).not.toContain('sign_up');
});

describe('electricity that does not come', () => {
  it.each(['充电柜不来电', '桩子充不上电了', '换电柜坏了', '充电桩没反应'])(
    'calls nobody, and is at least asked about: “%s”',
    (text) => {
      expect(isUrgent(text)).toBe(false);
      const [frame] = readAlone(text);
      expect([frame, frame?.alternative]).toContainEqual(
        expect.objectContaining({ intent: 'report_hazard', slots: expect.objectContaining({ category: 'charging' }) }),
      );
    },
  );

  it.each(['充电口打火了', '充电桩坏了冒烟', '插座坏了还电人', '充电桩坏了线露在外面 被电了一下'])(
    'calls where it harms: “%s”',
    (text) => {
      expect(isUrgent(text)).toBe(true);
    },
  );
});

it.each(['小区东门堵不堵', '桥上滑不滑', '驿站人多不多'])('is no hazard when it is asked how it is: “%s”', (text) => {
  expect(hazardIn(text)).toBeUndefined();
});

it.each([
  ['刚才烫了一下有药没', false],
  ['手烫了一大片 有药没', true],
])('a small burn with what one wants for it calls nobody: “%s”', (text, urgent) => {
  expect(isUrgent(text)).toBe(urgent);
});
