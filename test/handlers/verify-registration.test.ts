// Registrations on the secretary's desk, and what anybody else may learn of them.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { REGISTRATIONS } from '../../src/domain/registration/records.ts';
import { asksForRegistrations, decisionsSaid, deskSaid } from '../../src/domain/words/registration-desk.ts';
import { GUEST, register, talk, useBench } from '../support/registration-talk.ts';

const make = useBench();
let folder: string | undefined;
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = undefined;
});

describe('the secretary', () => {
  test('is told in office hours, opens one and verifies it; the person stays a guest', async () => {
    const it = await make();
    await register(it);
    const { all } = await it.until('2026-11-23T10:30', 'lishuji');
    expect(all.map(({ to, text }) => [to, text])).toEqual([
      [{ kind: 'direct', account: 'wecom:lishuji' }, '张三丰来报到了，1 号。看全部说“报到 1”，属实就说“报到 1 核实了”。'],
    ]);
    expect((await it.say('lishuji', '谁来报到登记了')).alone[0]).toContain('1 号 张三丰');
    expect((await it.say('lishuji', '报到 1')).alone[0]).toContain('组织关系：老家李庄村');
    expect((await it.say('lishuji', '1')).alone).toEqual([
      '好，1 号核实了，我告诉他。\n要算进名册，请管电脑的同志在支部设置的人员里添上他。',
    ]);
    expect((await it.until('2026-11-23T21:30', GUEST)).alone).toEqual(['书记核实了你的报到。有事随时找我。']);
    expect((await it.say('lishuji', '报到 1 核实了')).alone).toEqual(['1 号早就核实过了。']);
    expect((await it.say('lishuji', '还有几个没核实')).alone).toEqual(['报到的都核实过了，没有在等的。']);
    expect((await it.store.transaction((tx) => tx.members.byAccount(`wecom:${GUEST}`)))?.role).toBe('guest');
  });

  test('hears what is missing', async () => {
    const it = await make();
    await talk(it, '我是党员，来报到', '1', '张三丰', '跳过', '跳过', '住江畔社区', '跳过', '1');
    const { all } = await it.until('2026-11-23T10:30', 'lishuji');
    expect(all[0]?.text).toContain('，没说公司、站点、组织关系在哪。');
  });

  test.each(['报到1 满意', '报到 1 核实了', '1号报到属实', '核实报到1', '报到1 通过'])('%s', async (words) => {
    const it = await make();
    await register(it);
    expect((await it.say('lishuji', words)).alone[0]).toContain('1 号核实了');
  });

  test('asks for something, exactly that, and gets what was answered', async () => {
    const it = await make();
    await register(it);
    expect((await it.say('lishuji', '报到1 补充 缺组织关系证明')).alone).toEqual(['好，等 1 号有空我去问他，回话转给您。']);
    const asked = await it.until('2026-11-23T21:30', GUEST);
    expect(asked.alone[0]).toContain('书记还想问：“缺组织关系证明”');
    expect(await talk(it, '今天有什么活动')).toMatch(/活动/);
    expect(await talk(it, '我明天拿给他')).toBe('这句是回书记报到那件事的吗？回 1 转给他，回 2 不转。');
    expect(await talk(it, '1')).toBe('好，转给书记了，他看过我告诉你。');
    const told = await it.until('2026-11-24T10:30', 'lishuji');
    expect(told.alone.join()).toContain('1 号张三丰补充了：“我明天拿给他”');
    expect((await it.say('lishuji', '报到 1')).alone[0]).toContain('问“缺组织关系证明”，他说：我明天拿给他');
    expect(await talk(it, '我后天也行')).not.toContain('回书记');
  });

  test('asks by the list, too; the person may ask what it was', async () => {
    const it = await make();
    await register(it);
    await it.say('lishuji', '报到 1');
    await it.say('lishuji', '2');
    expect((await it.say('lishuji', '组织关系是哪个支部')).alone[0]).toContain('等 1 号有空');
    expect(await talk(it, '我报到怎么样了')).toBe('你是 1 号，书记还想问：“组织关系是哪个支部”。直接回一句就行。');
    expect(await talk(it, '李庄村第二支部')).toBe('好，转给书记了，他看过我告诉你。');
  });

  test('a word that is not meant for him does not reach him', async () => {
    const it = await make();
    await register(it);
    await it.say('lishuji', '报到1 补充 缺组织关系证明');
    await it.until('2026-11-23T21:30', GUEST);
    expect(await talk(it, '今天跑了六十单', '2')).toBe('好，没转。');
    expect((await it.until('2026-11-24T12:00', 'lishuji')).alone).toEqual([]);
  });

  const awaited = async () => {
    const it = await make();
    await register(it);
    await it.say('lishuji', '报到1 补充 缺组织关系介绍信');
    await it.until('2026-11-23T21:30', GUEST);
    return it;
  };
  const OFFERED = '这句是回书记报到那件事的吗？回 1 转给他，回 2 不转。';

  test.each([
    '介绍信月底能开出来',
    '公司不给开证明',
    '身份证在老家',
    '后四位 1234',
    '1234',
    '我关系在李庄村支部',
    '材料下周寄到',
    '我下周到了给你们看',
    '不知道怎么开介绍信',
    '还没开呢',
  ])('“%s” is offered, whatever it is taken for', async (words) => {
    const it = await awaited();
    expect(await talk(it, words)).toBe(OFFERED);
    expect(await talk(it, '转吧')).toBe('好，转给书记了，他看过我告诉你。');
    expect((await it.until('2026-11-24T12:00', 'lishuji')).alone.join()).toContain(words);
  });

  test.each([
    '组织关系怎么转',
    '介绍信去哪开？',
    '二号棚电瓶冒烟了',
    '我报到怎么样了',
    '我的数据',
    '积分明细',
    '早巡查完了 都正常',
    '站里乱扣我两百块凭啥',
    '好的谢谢',
    '报名党日',
  ])('“%s” is not', async (words) => {
    expect(await talk(await awaited(), words)).not.toBe(OFFERED);
  });

  test('a memory of stations does not keep it from being offered', async () => {
    const it = await awaited();
    await talk(it, '我报到怎么样了');
    expect(await talk(it, '介绍信月底能开出来')).toMatch(/转给书记了|回 1 转给他/);
  });

  test('an offer to tell more of a policy does not keep it from being offered', async () => {
    const it = await awaited();
    expect(await talk(it, '送餐摔了算工伤吗')).toContain('回');
    expect(await talk(it, '介绍信下周寄来')).toBe(OFFERED);
    expect(await talk(it, '1')).toBe('好，转给书记了，他看过我告诉你。');
  });

  test('what he says is not meant is not asked about again', async () => {
    const it = await awaited();
    expect(await talk(it, '公司不给开证明', '不转')).toBe('好，没转。');
    expect(await talk(it, '公司不给开证明')).not.toBe(OFFERED);
    it.clock.at += 11 * 60_000;
    expect(await talk(it, '介绍信月底能开出来')).toBe(OFFERED);
  });

  test('what is said in two messages goes as one', async () => {
    const it = await awaited();
    expect(await talk(it, '后四位 1234', '介绍信月底能开出来')).toBe(OFFERED);
    await talk(it, '1');
    expect((await it.until('2026-11-24T12:00', 'lishuji')).alone.join()).toContain('后四位 1234，介绍信月底能开出来');
  });

  test('does it alone, not in a group', async () => {
    const it = await make();
    await register(it);
    for (const words of ['报到名单', '报到 1', '报到1 核实了']) {
      const { group, alone } = await it.say('lishuji', words, { group: true });
      expect([group, alone]).toEqual([['报到的事请私聊我说。'], []]);
    }
  });

  test.each(['报到 9', '报到9 核实了', '报到9 补充 什么'])('%s is nobody', async (words) => {
    const it = await make();
    expect((await it.say('lishuji', words)).alone).toEqual(['没有 9 号报到。看名单说“报到名单”。']);
  });
});

test.each(['报到名单', '谁来报到登记了', '报到1 核实了', '报到1 补充 电话'])('others are refused: %s', async (words) => {
  const it = await make();
  await register(it);
  for (const who of ['zhoudayong', 'chenke', GUEST]) {
    const { alone } = await it.say(who, words);
    expect(alone).toEqual(['别人的报到只给书记看。查自己的，说“我报到怎么样了”。']);
  }
  expect((await it.say('lishuji', '报到 1')).alone[0]).toContain('张三丰');
});

describe('what the records tell', () => {
  const SECRETS = ['张三丰', '城南站', '江畔社区', '李庄村', '组织关系证明', '明天拿给'];

  /** What a thief of the file reads, without the key. */
  function leaksIn(file: string): string[] {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      const tables = db.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
      return tables.flatMap(({ name }) =>
        db
          .prepare(`select * from "${name}"`)
          .all()
          .flatMap((row) =>
            SECRETS.filter((secret) => JSON.stringify(row).includes(secret)).map((secret) => `${name}: ${secret}`),
          ),
      );
    } finally {
      db.close();
    }
  }

  test('is nothing: no row, no line of the log, no word in the group', async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiaofeng-register-'));
    const file = join(folder, 'records.sqlite');
    const it = await make({ file });
    const heard: string[] = [];
    const inGroup = await it.say(GUEST, '我是党员，组织关系在老家李庄村，我叫张三丰，住江畔社区，来报到', { group: true });
    heard.push(...inGroup.group);
    await talk(it, '1', '美团的，城南站', '1');
    await it.say('lishuji', '报到 1');
    await it.say('lishuji', '报到1 补充 缺组织关系证明');
    heard.push(...(await it.until('2026-11-23T21:30', GUEST)).group);
    await talk(it, '我明天拿给他', '1', '我的数据');
    heard.push(...(await it.until('2026-11-24T11:00', 'lishuji')).group);
    await it.say('lishuji', '报到 1 核实了');
    expect(heard).toEqual(['收到，登记的事我私信你说。']);
    const logged = it.logged.join('\n');
    expect(SECRETS.filter((secret) => logged.includes(secret))).toEqual([]);
    expect(logged).toContain('registration verified');
    // It holds the file alone.
    await it.close();
    expect(leaksIn(file)).toEqual([]);
  });

  test('nothing stands in collections once it is deleted, and nothing more leaves', async () => {
    const it = await make();
    await register(it);
    await it.say('lishuji', '报到1 补充 缺组织关系证明');
    await talk(it, '删除我的数据', '1');
    const left = await it.store.transaction(async (tx) => {
      const names = [REGISTRATIONS, 'registrations-waiting', 'registrations-asked'];
      return (await Promise.all(names.map((name) => tx.collection(name, z.unknown()).list()))).flat();
    });
    expect(left).toEqual([]);
    expect(it.logged.join()).toContain('own data deleted');
    expect((await it.until('2026-11-24T21:30', GUEST)).all).toEqual([]);
    expect((await it.say('lishuji', '报到 1')).alone).toEqual(['没有 1 号报到。看名单说“报到名单”。']);
    expect(await register(it)).toContain('你是 2 号');
  });
});

describe('words of other matters', () => {
  test.each(['登记一个', '报到一个', '登记两个', '登记 2 个人', '3号报到', '三号报到', '3号报到没问题', '登记一下'])(
    'name no registration: %s',
    (words) => {
      expect(deskSaid(words)).toBeNull();
    },
  );

  test.each(['谁报到了', '几个人报到了', '今天谁报到了', '报到情况'])('ask who checked in: %s', (words) => {
    expect(asksForRegistrations(words)).toBe(false);
  });

  test.each(['报到 3', '报到三号', '3号登记', '看看3号报到', '核实3号报到', '3号报到属实'])('name the third: %s', (words) => {
    expect(deskSaid(words)).toMatchObject({ number: 3 });
  });

  test('a number alone checks others in', async () => {
    const it = await make();
    await register(it);
    expect((await it.say('zhoudayong', '报到 1')).alone).toEqual([expect.stringContaining('签到记下了')]);
  });
});

describe('from the list', () => {
  test.each([
    ['1', /^1 号报到：/],
    ['看看1号', /^1 号报到：/],
    ['张三丰', /^1 号报到：/],
    ['1号属实', /^好，1 号核实了/],
  ])('“%s” is one of it', async (words, told) => {
    const it = await make();
    await register(it);
    expect((await it.say('lishuji', '谁来登记了')).alone[0]).toMatch(/看哪位，回他的号。$/);
    expect((await it.say('lishuji', words)).alone[0]).toMatch(told);
  });

  test.each(['张三丰的报到', '核实张三丰'])('“%s” needs no list', async (words) => {
    const it = await make();
    await register(it);
    expect((await it.say('lishuji', words)).alone[0]).toMatch(/^1 号报到：/);
  });

  test.each(['报到 -1', '报到0'])('%s is told so, and no check-in', async (words) => {
    const it = await make();
    expect((await it.say('lishuji', words)).alone[0]).toMatch(/^没有 -?\d 号报到。/);
  });

  test.each(['张三丰的报到', '张三丰属实', '1号属实'])('“%s” by anybody else tells nothing of it', async (words) => {
    const it = await make();
    await register(it);
    expect((await it.say('sunwei', words)).alone.join()).not.toMatch(/城南站|李庄村|核实了，/);
  });
});

describe('several on the desk', () => {
  const registered = async () => {
    const it = await make();
    await register(it);
    for (const words of ['登记一下', '1', '美团的，城南站，住江畔社区', '不是', '1']) await it.say('sunwei', words);
    return it;
  };
  const says = async (it: Awaited<ReturnType<typeof make>>, words: string) => (await it.say('lishuji', words)).alone.join('\n');

  test.each(['1号2号都核实了', '1、2号都属实', '报到1和报到2都核实了', '都属实'])('are verified at once: %s', async (words) => {
    const it = await registered();
    const said = await says(it, words);
    if (said.includes('都属实吗')) await says(it, '1');
    expect(await says(it, '报到名单')).toBe('报到的都核实过了，没有在等的。');
  });

  test.each(['1号属实，2号让他补充住址', '报到1核实了，报到2补充住址', '1号核实，2号缺住址'])(
    'each gets its own decision: %s',
    async (words) => {
      const it = await registered();
      const said = await says(it, words);
      expect(said).toContain('1 号核实了');
      expect(said).toContain('2 号');
      expect(await says(it, '报到 2')).toContain('住址');
      expect(await says(it, '报到 1')).toContain('核实');
      expect(await says(it, '报到名单')).not.toContain('1 号 张三丰');
    },
  );

  test('what is not true is asked about, and nothing else of his is touched', async () => {
    const it = await registered();
    expect(await says(it, '1号属实，2号不属实')).toContain('2 号先不核实。哪里不属实？');
    await says(it, '公司名对不上');
    expect(await says(it, '报到 2')).toContain('公司名对不上');
  });

  test('a verdict taken back waits again', async () => {
    const it = await registered();
    await says(it, '1号2号都核实了');
    expect(await says(it, '弄错了，撤回2号核实')).toContain('2 号的核实撤回了');
    expect(await says(it, '报到名单')).toContain('2 号');
    expect(await says(it, '谁已经核实了')).toContain('1 号');
  });

  test.each(['老张属实', '小张属实', '张三丰核实了'])('one is called as people call him: %s', async (words) => {
    const it = await registered();
    expect(await says(it, words)).toContain('1 号核实了');
  });

  test.each(['张三丰不属实', '张三丰 退回去', '老张对不上', '报到1打回'])('“%s” is asked what is not', async (words) => {
    const it = await registered();
    expect(await says(it, words)).toContain('1 号先不核实。哪里不属实？');
    expect(await says(it, '算了')).not.toContain('我去问他');
  });

  test.each(['报到 1 补充', '报到1让他补充一下', '1号报到补充材料'])('“%s” is asked what', async (words) => {
    const it = await registered();
    expect(await says(it, words)).toBe('要他补充什么？直接说，我原话问他。');
  });

  test.each(['1号和2号楼都停电了', '属实', '12号13号都要开会'])('hears no verdict from a member: %s', async (words) => {
    const it = await registered();
    expect((await it.say('sunwei', words)).alone.join()).not.toContain('核实了');
  });
});

test('whoever named a delivery platform hears of it in the free hours of riders', async () => {
  const it = await make();
  await register(it);
  await it.until('2026-11-23T10:30', 'lishuji');
  await it.say('lishuji', '1号核实了');
  expect((await it.until('2026-11-23T14:00', GUEST)).alone).toEqual([]);
  expect((await it.until('2026-11-23T15:00', GUEST)).alone).toEqual(['书记核实了你的报到。有事随时找我。']);
});

describe('in one breath', () => {
  test.each(['张三丰还差介绍信 叫他补', '张三丰缺介绍信，让他补一下'])('“%s” asks him for it', async (words) => {
    const it = await make();
    await register(it);
    expect((await it.say('lishuji', words)).alone).toEqual(['好，等 1 号有空我去问他，回话转给您。']);
  });
  test('a verdict said twice is one', async () => {
    const it = await make();
    await register(it);
    expect((await it.say('lishuji', '张三丰属实 核实了')).alone[0]).toMatch(/^好，1 号核实了/);
  });
  test('bare numbers with a verdict each are decided each', () => {
    expect(decisionsSaid('1属实 2补充住址')).toEqual([
      { number: 1, verdict: { kind: 'verify' } },
      { number: 2, verdict: { kind: 'ask', what: '住址' } },
    ]);
    for (const words of ['1先不属实 2补充住址', '1个属实 2个补充', '1属实', '充电桩1补充 2补水'])
      expect(decisionsSaid(words)).toEqual([]);
  });
  test.each(['核实名单', '谁还没核实'])('“%s” lists who waits', async (words) => {
    const it = await make();
    await register(it);
    expect((await it.say('lishuji', words)).alone[0]).toContain('1 号 张三丰');
  });
  test.each(['张三丰先别核实', '张三丰不属实 核实了', '1先不属实', '张三丰差不多了'])('“%s” verifies nobody', async (words) => {
    const it = await make();
    await register(it);
    await it.say('lishuji', words);
    expect((await it.say('lishuji', '谁还没核实')).alone[0]).toContain('1 号 张三丰');
  });
});
