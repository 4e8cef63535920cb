import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { concealed } from '../../src/domain/service-lists/concealing.ts';
import {
  putRight,
  serviceAdded,
  serviceDone,
  serviceEdited,
  serviceLinked,
  serviceListAsked,
  serviceShown,
} from '../../src/domain/words/service-lists.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  // A Monday.
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

const LAMP = '需求清单加：三号楼502李奶奶家灯坏了，要人修';
const BARBER = '资源清单：理发店王老板每月可免费理发两次，电话13812345678';

describe('the three lists', () => {
  it('are written by the staff, numbered, and shown whole to them alone', async () => {
    expect(await talk.say('li', LAMP)).toEqual(['N-1 记进需求清单了。有人能办，说“N-1 对接”加编号。']);
    expect(await talk.say('li', BARBER)).toEqual(['R-1 记进资源清单了。问“有什么资源”的人都看得到。']);
    expect(await talk.say('li', '服务清单加：周六下午义诊')).toEqual(['S-1 记进服务清单了。问“有什么服务”的人都看得到。']);
    expect(await talk.say('li', '三张清单')).toEqual([
      '需求 1 条：\nN-1 三号楼502李奶奶家灯坏了，要人修\n资源 1 条：\nR-1 理发店王老板每月可免费理发两次，电话13812345678\n服务 1 条：\nS-1 周六下午义诊',
    ]);
  });

  it('show a group nobody’s name, telephone or home', async () => {
    await talk.say('li', LAMP);
    await talk.say('li', BARBER);
    expect(await talk.say('li', '@小蜂 看需求清单', { group: 'g1' })).toEqual([
      '@李书记 需求 1 条：\nN-1 〔住处〕〔某人〕家灯坏了，要人修',
    ]);
    expect(await talk.say('li', '@小蜂 N-1', { group: 'g1' })).toEqual(['@李书记 N-1（在办）：〔住处〕〔某人〕家灯坏了，要人修']);
  });

  it('show others what there is to be used, without its private parts, and no needs', async () => {
    await talk.say('li', LAMP);
    await talk.say('li', BARBER);
    expect(await talk.say('zhou', '有什么资源')).toEqual(['资源 1 条：\nR-1 理发店〔某人〕每月可免费理发两次，电话〔电话〕']);
    expect(await talk.say('guest', '@小蜂 有什么服务', { group: 'g1' })).toEqual(['@新来的 眼下还没有登记服务，过阵子再问我。']);
    expect(await talk.say('zhou', '看需求清单')).toEqual(['需求清单只给书记看。能用的可以问“有什么服务”“有什么资源”。']);
    const [all] = await talk.say('zhou', '三张清单');
    expect(all).not.toContain('灯');
  });

  it('bring together a need and what meets it, said either way round, and note the day on both', async () => {
    await talk.say('li', LAMP);
    await talk.say('li', BARBER);
    expect(await talk.say('li', 'R-1 对接 N-1')).toEqual(['N-1 和 R-1 对接上了，今天记的。办完说“N-1 办好了”。']);
    expect(await talk.say('li', 'n1对接r1')).toEqual(['N-1 和 R-1 早就对接上了。']);
    expect(await talk.say('li', '没对接的需求')).toEqual(['没有等着对接的需求。']);
    expect(await talk.say('li', '看需求清单')).toEqual(['需求 1 条：\nN-1 三号楼502李奶奶家灯坏了，要人修（对接 R-1）']);
    const [shown] = await talk.say('li', 'R-1');
    expect(shown).toContain('今天对接 N-1：三号楼502李奶奶家灯坏了，要人修');
    expect(await talk.say('li', '取消 N-1 和 R-1 的对接')).toEqual(['N-1 和 R-1 不对接了，N-1 还在等。']);
    expect(await talk.say('li', 'R-1 对接 S-1')).toEqual(['对接是一条需求配一条资源或服务，比如“N-1 对接 R-2”。']);
    expect(await talk.say('li', 'N-1 对接 R-9')).toEqual(['没有 R-9，看看号对不对。']);
  });

  it('are settled, taken back, put right and opened again; numbers are not used twice', async () => {
    await talk.say('li', LAMP);
    expect(await talk.say('li', '改 N-1：三号楼李奶奶家水管漏了')).toEqual(['N-1 改好了：三号楼李奶奶家水管漏了']);
    expect(await talk.say('li', 'N-1 办好了')).toEqual(['N-1 办好了，从清单上撤下。']);
    expect(await talk.say('li', 'N-1 办好了')).toEqual(['N-1 早就办好了，没有改动。']);
    await talk.say('li', BARBER);
    expect(await talk.say('li', 'N-1 对接 R-1')).toEqual(['N-1 办好了。要接着用，先说“恢复 N-1”。']);
    expect(await talk.say('li', '需求：小区要一把梯子')).toEqual(['N-2 记进需求清单了。有人能办，说“N-2 对接”加编号。']);
    expect(await talk.say('li', 'N-2 取消')).toEqual(['N-2 取消了，从清单上撤下。']);
    expect(await talk.say('li', '看需求清单')).toEqual(['需求清单是空的。']);
    expect(await talk.say('li', '恢复 N-1')).toEqual(['N-1 恢复了，还在清单上。']);
    expect(await talk.say('li', '看需求清单')).toEqual(['需求 1 条：\nN-1 三号楼李奶奶家水管漏了']);
  });

  it('take the same thing once', async () => {
    await talk.say('li', LAMP, { messageId: 'm1' });
    await talk.say('li', LAMP, { messageId: 'm1' });
    expect(await talk.say('li', LAMP)).toEqual(['N-1 就是这条，不用再记。']);
  });

  it('keep nothing of how people live', async () => {
    expect(await talk.say('li', '需求：李大爷得了糖尿病，老婆跟人跑了')).toEqual([
      '家事、病情、信仰这些不记，只说要帮什么忙就行。',
    ]);
  });

  it('leave to the appeals what somebody wants for himself', async () => {
    await talk.say('zhou', '需求：我想要个充电桩');
    await talk.say('zhou', '我想要个休息室');
    expect(await talk.say('li', '看需求清单')).toEqual(['需求清单是空的。']);
  });
});

describe('right after it was written', () => {
  it('is put right as a whole, and taken back', async () => {
    await talk.say('li', '需求清单：要热水');
    expect(await talk.say('li', '改成要热水和微波炉')).toEqual(['N-1 改好了：要热水和微波炉']);
    expect(await talk.say('li', '删了 刚才那条')).toEqual(['N-1 取消了，从清单上撤下。']);
    await talk.say('li', '需求：缺一把伞');
    expect(await talk.say('li', '撤销')).toEqual(['N-2 取消了，从清单上撤下。']);
    expect(await talk.say('li', '看需求清单')).toEqual(['需求清单是空的。']);
  });

  it('is not what was done since, nor anybody else’s', async () => {
    await talk.say('li', '需求：缺一把伞');
    await talk.say('li', '今天志愿服务2小时');
    await talk.say('li', '撤销');
    await talk.say('wang', '撤销');
    expect(await talk.say('li', '看需求清单')).toEqual(['需求 1 条：\nN-1 缺一把伞']);
  });
});

describe('without a colon', () => {
  test.each(['资源清单，银行愿意出水', '资源清单 工会会议室晚上七点以后能借', '需求清单 小哥要开会的场地'])(
    '“%s” is asked',
    async (words) => {
      expect((await talk.say('li', words))[0]).toMatch(/记进..清单吗？回 1 记，回 2 不记。/);
      expect((await talk.say('li', '1'))[0]).toMatch(/-1 记进/);
    },
  );

  test.each(['需求清单 尽快整理好', '资源清单 发我一份', '服务清单，都有什么', '需求清单 怎么没更新'])(
    '“%s” is none',
    async (words) => {
      expect((await talk.say('li', words)).join()).not.toContain('记进');
    },
  );

  it('and with a verb it is written', async () => {
    expect(await talk.say('li', '记一下需求，缺雨衣20件')).toEqual(['N-1 记进需求清单了。有人能办，说“N-1 对接”加编号。']);
  });
});

describe('several at once', () => {
  it('are linked, and one is parted without naming the other', async () => {
    for (const words of ['需求：缺一把伞', '需求：缺一台冰箱', '服务清单：周六义诊', BARBER]) await talk.say('li', words);
    expect(await talk.say('li', 'N-1 对接 R-1，N-2 对接 S-1')).toEqual([
      'N-1 和 R-1 对接上了，今天记的。办完说“N-1 办好了”。\nN-2 和 S-1 对接上了，今天记的。办完说“N-2 办好了”。',
    ]);
    expect(await talk.say('li', 'N-1 不对接了')).toEqual(['N-1 和 R-1 不对接了，N-1 还在等。']);
    expect(await talk.say('li', 'N-1 不对接了')).toEqual(['N-1 本来就没对接。']);
    await talk.say('li', 'N-2 对接 R-1');
    expect(await talk.say('li', 'N-2 不对接')).toEqual(['N-2 对接着 S-1、R-1。不对接哪条？说“取消 N-2 和 S-1 的对接”。']);
  });

  it('are seen however they are asked for', async () => {
    await talk.say('li', '服务清单：周六义诊');
    expect((await talk.say('li', '三张清单给我看看'))[0]).toContain('S-1 周六义诊');
    for (const words of ['有啥服务没', '有什么服务吗'])
      expect(await talk.say('zhou', words)).toEqual(['服务 1 条：\nS-1 周六义诊']);
  });
});

test.each(['没对上的有哪些', '还有哪些没对接', '还没匹配的'])('“%s” asks for needs that wait', (words) => {
  expect(serviceListAsked(words)).toEqual({ kind: 'need', isUnmatched: true });
});

const heard = (words: string) => [
  serviceListAsked(words) !== null,
  serviceAdded(words) !== null,
  serviceLinked(words) !== null,
  serviceDone(words) !== null,
  serviceEdited(words) !== null,
  serviceShown(words) !== null,
];
const only = (at: number) => [0, 1, 2, 3, 4, 5].map((each) => each === at);

describe('words of the lists', () => {
  test.each([
    '看需求清单',
    '三张清单',
    '服务清单有哪些',
    '有什么服务',
    '有啥服务啊',
    '有哪些资源',
    '支部有什么服务',
    '没对接的需求',
    '还有哪些需求没对接',
    '需求有哪些',
    '三个清单发我',
    '看看资源清单',
    '现在有什么资源可以用',
    '哪些需求还没对接',
    '未对接的需求有几条',
    '没对接的需求还有哪些',
    '哪些需求没人管',
    '没人管的需求',
    '看需求',
    '查一下资源',
    '社区能提供什么服务',
  ])('“%s” asks for a list', (words) => {
    expect(heard(words)).toEqual(only(0));
  });

  test.each([
    ['需求清单加:三号楼灯坏了', '三号楼灯坏了'],
    ['需求清单 加 王奶奶家要修门', '王奶奶家要修门'],
    ['加一条需求:张大爷要人陪着看病', '张大爷要人陪着看病'],
    ['记个需求 二栋空巢老人买菜', '二栋空巢老人买菜'],
    ['往需求清单里加一条 三号楼水管坏了', '三号楼水管坏了'],
    ['登记一个资源,物业能借梯子', '物业能借梯子'],
    ['新增服务:周日磨刀', '周日磨刀'],
    ['资源里加一个:社区会议室周末可借', '社区会议室周末可借'],
    ['服务清单+周三理发', '周三理发'],
    ['资源 加一条:物业梯子', '物业梯子'],
    ['再加一条需求,三楼灯坏', '三楼灯坏'],
    ['资源清单登记 米面油十份', '米面油十份'],
    ['需求加一条 骑手要个换电柜', '骑手要个换电柜'],
    ['新需求:冬天要热水', '冬天要热水'],
    ['咱有个资源 物业可以借会议室', '物业可以借会议室'],
    ['登记资源,社区有20个头盔', '社区有20个头盔'],
    ['我们能提供的服务加一个免费磨刀', '免费磨刀'],
    ['又有个需求:二栋要人送药', '二栋要人送药'],
  ])('“%s” adds', (words, said) => {
    expect(serviceAdded(words)?.text).toBe(said);
    expect(heard(words)).toEqual(only(1));
  });

  test.each([
    'N-3 对接 R-2',
    'N-3和S-1对接上了',
    '把N-3对给R-2',
    '需求3号对接资源2号',
    'N-3 R-2 对接',
    '取消 N-3 和 R-2 的对接',
    'N-3和R-2没对上',
    '需求1对接资源1',
    '需求1号和资源1号配一下',
    'N-1用R-1',
    '一号需求对接二号资源',
  ])('“%s” brings together or apart', (words) => {
    expect(heard(words)).toEqual(only(2));
  });

  test.each([
    ['N-3 办好了', 'done'],
    ['N3完成了', 'done'],
    ['S-1结束了', 'done'],
    ['N-03 解决了', 'done'],
    ['需求3号 办好了', 'done'],
    ['N-3 取消', 'cancelled'],
    ['取消N-3', 'cancelled'],
    ['R-2 没有了', 'cancelled'],
    ['删掉 S-2', 'cancelled'],
    ['N-3不要了', 'cancelled'],
    ['恢复 N-3', 'open'],
    ['N-3 还没办好', 'open'],
    ['N-1还没办', 'open'],
    ['需求一办好了', 'done'],
    ['第3条需求办好了', 'done'],
    ['N-0办好了', 'done'],
  ])('“%s” is %s', (words, deed) => {
    expect(serviceDone(words)?.deed).toBe(deed);
    expect(heard(words)).toEqual(only(3));
  });

  test.each(['改 N-3:水管漏了', 'N-3改成修水管', '修改N-3 为 换灯泡'])('“%s” puts right', (words) => {
    expect(heard(words)).toEqual(only(4));
  });

  test.each([
    '我想要一个充电桩',
    '我有需求:想要饮水机',
    '服务态度太差',
    '服务2小时',
    '服务记两小时',
    '志愿服务两小时',
    'H-0003 办好了',
    'A-3 采纳',
    '驿站有什么服务',
    '你有什么服务',
    '大家有什么需求尽管提',
    '需要资源怎么申请',
    '平台服务费太高',
    '服务站几点关门',
    '服务:',
    'N95口罩还有吗',
    'R3电瓶着火了',
    '登记需求的通知发一下',
    '新增一个服务站:城北',
    '诉求清单',
    '有什么需求可以提',
    '有个服务站坏了',
    '需求1个雨衣',
    '需求2件雨衣',
    '我有个服务的事',
    '服务加时半小时',
    '新的服务站在哪',
  ])('“%s” does none of it', (words) => {
    expect(heard(words)).toEqual(only(-1));
  });
});

test('what a group reads leaves out homes beside a need, and only doors where something is offered', () => {
  const need = (text: string) => concealed({ kind: 'need', text }, ['李书记']);
  const offer = (text: string) => concealed({ kind: 'service', text }, ['李书记']);
  expect(need('3号楼2单元502王建国 13812345678 要修水管')).toBe('〔住处〕〔某人〕 〔电话〕 要修水管');
  expect(need('5栋独居老人买菜,下午2点')).toBe('〔住处〕独居老人买菜,下午2点');
  expect(offer('周六下午三号楼一楼大厅义诊')).toBe('周六下午三号楼一楼大厅义诊');
  expect(offer('义诊在3号楼502室,找刘医生')).toBe('义诊在3号楼〔住处〕,找〔某人〕');
});

describe('what is no list', () => {
  test.each(['服务:明天停一天', '资源:都在群文件里'])('no colon alone opens to all: %s', (words) => {
    expect(serviceAdded(words)).toBeNull();
  });

  test.each(['N95', 'R1', 's1', 'N95没了', '取消R1'])('a letter and a number are a key once there is one: %s', async (words) => {
    expect((await talk.say('li', words)).join('')).not.toMatch(/没有 [NRS]-\d/);
  });

  it('knows a key without its hyphen', async () => {
    await talk.say('li', LAMP);
    expect(await talk.say('li', 'n1')).toEqual([expect.stringContaining('N-1（在办）')]);
  });
});

describe('what is put right, and what is asked', () => {
  it('by a part of it right after it was written, or by its key', async () => {
    await talk.say('li', '需求清单加：三号楼李奶奶家灯坏了');
    expect(await talk.say('li', '不对，是四号楼')).toEqual(['N-1 改好了：四号楼李奶奶家灯坏了']);
    expect(await talk.say('li', 'N-1写错了，是5号楼')).toEqual(['N-1 改好了：5号楼李奶奶家灯坏了']);
    expect(await talk.say('li', 'N-1写错了')).toEqual(['现在写的是：5号楼李奶奶家灯坏了。要改说“N-1 改成……”。']);
  });

  test.each([
    ['三号楼灯坏了', '四号楼', '四号楼灯坏了'],
    ['雨衣10件', '20件', '雨衣20件'],
    ['三号楼和四号楼灯坏了', '五号楼', null],
    ['三号楼灯坏了', '王奶奶', null],
    ['三号楼灯坏了', '三号楼水管漏水', '三号楼水管漏水'],
  ])('%s, “%s”: %s', (before, told, right) => {
    expect(putRight(before, told)).toBe(right);
  });

  it('which list, where none or only a word was named', async () => {
    expect(await talk.say('li', '清单里记一下，缺一台微波炉')).toEqual([
      '“缺一台微波炉”记进哪张？回 1 需求，2 资源，3 服务，4 不记。',
    ]);
    expect((await talk.say('li', '1'))[0]).toContain('N-1 记进需求清单了');
    expect(await talk.say('li', '资源：理发店每月免费理发两次')).toEqual([
      '“理发店每月免费理发两次”记进资源清单吗？回 1 记，回 2 不记。',
    ]);
    expect(await talk.say('li', '2')).toEqual(['好，没记。']);
    expect(await talk.say('li', '资源清单')).toEqual(['资源清单是空的。']);
  });

  it('several at once', async () => {
    expect(await talk.say('li', '资源清单：会议室周末可借；物业梯子；米面油十份')).toEqual([
      '记进资源清单 3 条：\nR-1 会议室周末可借\nR-2 物业梯子\nR-3 米面油十份\n写错了说“R-1 改成……”。',
    ]);
    expect(await talk.say('li', '需求清单加：1.要雨衣 2.要热水')).toEqual([
      '记进需求清单 2 条：\nN-1 要雨衣\nN-2 要热水\n写错了说“N-1 改成……”。',
    ]);
  });

  it('and others are told who keeps the lists', async () => {
    await talk.say('li', '需求清单加：三号楼李奶奶家灯坏了');
    await talk.say('li', '资源清单加：物业梯子');
    expect(await talk.say('zhou', 'N-1 办好了')).toEqual(['清单由书记记和改。你有难处直接跟我说，我报给支部。']);
    expect(await talk.say('zhou', 'R-1')).toEqual(['R-1 物业梯子']);
    expect(await talk.say('zhou', 'N-1')).toEqual([expect.stringContaining('只给书记看')]);
    expect((await talk.say('zhou', 'N-7 办好了')).join()).not.toContain('清单');
  });
});
