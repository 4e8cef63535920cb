// Questions nobody's document answers: passed on to people, answered by these for the next who asks, and kept from everybody else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { LAST_QUESTIONS } from '../../src/domain/knowledge/asking.ts';
import { UNANSWERED } from '../../src/domain/knowledge/unanswered.ts';
import { ASKED_QUESTIONS } from '../../src/domain/tickets/questions.ts';
import type { AppealBench } from '../support/appeal-bench.ts';
import { CANTEEN, citationsIn, policyBench, UNKNOWN } from '../support/policy-bench.ts';

let it: AppealBench;
beforeEach(async () => {
  it = await policyBench();
});
afterEach(() => it.close());

const alone = async (from: string, words: string) => (await it.say(from, words)).alone.join('\n');
const inGroup = (from: string, words: string) => it.say(from, words, { group: true });
const kept = (name: string) => it.store.transaction((tx) => tx.collection(name, z.unknown()).list());

describe('a question no document answers', () => {
  test('is said to be one, and never answered with something else', async () => {
    const told = await it.say('sunwei', CANTEEN);
    expect(told.alone).toEqual([UNKNOWN]);
    expect(citationsIn(told.all)).toEqual([]);
    expect((await kept(UNANSWERED)).map(({ value }) => value)).toMatchObject([{ question: CANTEEN, count: 1 }]);
  });

  test('goes to the secretary, comes back to the asker, and is answered so to whoever asks the same', async () => {
    await alone('sunwei', CANTEEN);
    expect(await alone('sunwei', '找人工')).toBe('已帮你问，编号 A-0001，回音我私信你。');
    expect((await it.until('2026-11-23T09:40', 'lishuji')).alone.join()).toContain(`问政策：${CANTEEN}`);

    expect(await alone('lishuji', '受理 A-0001')).toMatch(/^A-0001 您受理了，.* 前办好。有答案就回“A-0001 答复：……”。$/);
    expect(await alone('lishuji', 'A-0001 答复：归后勤部门管，在二楼')).toBe(
      `A-0001 答复记下了，我转告问的人。\n以后有人问“${CANTEEN}”，也这么答吗？\n归后勤部门管，在二楼\n回 1 存，回 2 不存。`,
    );
    expect(await alone('lishuji', '1')).toBe('存好了，以后有人这么问就这么答。');
    expect((await it.until('2026-11-23T21:00', 'sunwei')).alone.join()).toMatch(/A-0001.*归后勤部门管.在二楼。满意回 1/);

    const told = await it.say('zhoudayong', '食堂归谁管有规定没');
    expect(told.alone).toEqual([expect.stringMatching(/^归后勤部门管.在二楼\n依据：支部答复（2026年11月23日）。$/)]);
    expect(citationsIn(told.all)).toMatchObject([{ document: '支部答复', inForce: '2026-11-23' }]);
    expect(await kept(UNANSWERED)).toEqual([]);
  });

  test('comes with the way to answer it, also where it is told again', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', '找人工');
    const SHAPE = '直接回“A-0001 答复：……”，我转告问的人。';
    expect((await it.until('2026-11-23T09:40', 'lishuji')).alone.join()).toContain(SHAPE);
    const { others } = await it.say('lishuji', 'A-0001 报街道');
    expect(others.map(({ text }) => text).join()).toContain(SHAPE);
  });

  test.each(['1', '2', '满意', '满意 A-0001', '不满意 A-0001', '还没好'])(
    'is answered with what the secretary said, though its asker says “%s” before the answer has come',
    async (words) => {
      await alone('sunwei', CANTEEN);
      await alone('sunwei', '找人工');
      await alone('lishuji', 'A-0001 答复：归后勤部门管，在二楼');
      await alone('lishuji', '2');
      const said = await alone('sunwei', words);
      const later = (await it.until('2026-11-23T21:00', 'sunwei')).alone.join('\n');
      expect(`${said}\n${later}`.match(/A-0001 支部办好了：归后勤部门管/g)).toHaveLength(1);
    },
  );

  test('is asked for its answer when it is only said to be settled', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', '1');
    expect(await alone('lishuji', 'A-0001 办好了')).toBe('A-0001 问的是政策，怎么答？直接说，我转告问的人。');
    expect(await alone('lishuji', '归后勤部门管')).toBe('这样转告：“归后勤部门管” 回 1 发，回 2 重说。');
    expect(await alone('lishuji', '2')).toContain('怎么答？');
    await alone('lishuji', '归后勤部门管，问王师傅13800001111');
    expect(await it.tickets()).toMatchObject([{ status: 'open', outcome: null }]);
    expect(await alone('lishuji', '归后勤部门管')).toContain('“归后勤部门管”');
    expect(await alone('lishuji', '1')).toContain('也这么答吗？');
    expect(await alone('lishuji', '2')).toBe('好，不存。');
    expect(await alone('zhoudayong', CANTEEN)).toBe(UNKNOWN);
  });

  test('has an answer that is no thanks and no question of the secretary’s own', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', '1');
    for (const words of ['好的', '党费怎么交呢']) {
      await alone('lishuji', 'A-0001 办好了');
      expect(await alone('lishuji', words)).not.toMatch(/也这么答吗|这样转告/);
    }
    await alone('lishuji', 'A-0001 办好了');
    expect(await alone('lishuji', '答复：工伤认定单位30天内申请')).toContain('“工伤认定单位30天内申请”');
    await alone('lishuji', '1');
    expect(await it.tickets()).toMatchObject([{ outcome: '工伤认定单位30天内申请' }]);
  });

  test('is not answered with what the secretary asks for next', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', '1');
    await alone('lishuji', 'A-0001 办好了');
    expect(await alone('lishuji', '群发通知：明天下午三点站里开会')).not.toMatch(/这样转告/);
    expect(await it.tickets()).toMatchObject([{ status: 'open', outcome: null }]);
  });

  test.each(['A-0001 告诉他，我们正在办，别急', 'A-0001 回复一下，别拖了', 'A-0001 回复：正在办', 'A-0001 答复 老陈你来写'])(
    'is not settled by “%s”',
    async (words) => {
      await alone('sunwei', CANTEEN);
      await alone('sunwei', '1');
      await alone('lishuji', words);
      expect((await it.tickets())[0]?.status).not.toBe('resolved');
    },
  );

  test('alone is settled by an answer; another appeal is asked what becomes of it', async () => {
    await alone('sunwei', '站里乱扣我两百块凭啥');
    await alone('sunwei', '2');
    expect(await alone('lishuji', 'A-0001 答复：已经跟站长说了')).toContain('A-0001 怎么办？');
    expect(await alone('zhoudayong', 'A-0001 答复：已经跟站长说了')).toContain('没有找到 A-0001');
    expect((await it.tickets())[0]?.status).toBe('open');
  });

  test('is offered to be kept with the one it would take the place of', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', '1');
    await alone('lishuji', '以后有人问食堂有没有规定归谁管，就答问书记');
    await alone('lishuji', '1');
    expect(await alone('lishuji', 'A-0001 答复：归后勤部门管')).toContain('会换掉原来“食堂有没有规定归谁管”那条。');
  });

  test('that was asked anonymously, or is private, is not offered to be kept', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', '找人工，匿名');
    expect(await alone('lishuji', 'A-0001 答复：归后勤部门管')).toBe('A-0001 答复记下了，我转告问的人。');
    await alone('zhoudayong', '得了乙肝能不能送餐有没有规定');
    await alone('zhoudayong', '1');
    expect(await alone('lishuji', 'A-0002 答复：看健康证')).toBe('A-0002 答复记下了，我转告问的人。');
  });

  test('is passed on without a name and without the number that stood in it', async () => {
    await alone('sunwei', '周大勇13800001111能不能报销有没有规定');
    await alone('sunwei', '找人工');
    const [question] = await kept(ASKED_QUESTIONS);
    const written = JSON.stringify([question, ...(await kept(UNANSWERED)), ...(await kept(LAST_QUESTIONS))]);
    expect(written).not.toMatch(/周大勇|13800001111|sunwei|孙伟/);
  });

  test.each(['转人工', '帮我问一下书记', '这个你问问支部', '那你帮我转给书记'])('is passed on by “%s”', async (words) => {
    await alone('sunwei', CANTEEN);
    expect(await alone('sunwei', words)).toMatch(/已帮你问.*编号 A-0001，回音我私信你。/);
  });

  test('is passed on within a day, and the asker hears which it was', async () => {
    await alone('sunwei', CANTEEN);
    await it.until('2026-11-23T12:00', 'sunwei');
    expect(await alone('sunwei', '找人工')).toBe(`已帮你问“${CANTEEN}”，编号 A-0001，回音我私信你。`);
    await it.until('2026-11-25T12:00', 'sunwei');
    expect(await alone('sunwei', '找人工')).toBe('好，要问什么？直接说，我帮你问。');
  });

  test('is asked for where nothing was asked before', async () => {
    expect(await alone('sunwei', '转人工')).toBe('好，要问什么？直接说，我帮你问。');
    expect(await alone('sunwei', CANTEEN)).toBe('已帮你问，编号 A-0001，回音我私信你。');
    expect(await alone('sunwei', '找人工')).toBe('好，要问什么？直接说，我帮你问。');
    expect(await alone('sunwei', '1')).toBe('好，不问了。');
    expect(await it.tickets()).toHaveLength(1);
  });

  test('is not passed on twice', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', '找人工');
    expect(await alone('sunwei', '找人工')).toBe('A-0001 已经在问了，回音我私信你。');
    expect(await it.tickets()).toHaveLength(1);
  });

  test('is passed on anonymously where that is said along', async () => {
    await alone('sunwei', CANTEEN);
    expect(await alone('sunwei', '找人工，匿名')).toBe('已匿名帮你问，编号 A-0001，回音我私信你。');
    expect(await it.tickets()).toMatchObject([{ anonymous: true, reporterId: null }]);
  });

  test('is not promised to be anonymous without a key', async () => {
    await it.close();
    it = await policyBench({ hasKey: false });
    await alone('sunwei', CANTEEN);
    expect(await alone('sunwei', '匿名找人工')).toBe('这会儿做不到匿名，所以还没问。实名就回“找人工”。');
    expect(await it.tickets()).toEqual([]);
  });

  test('asked in a group is passed on there, and what comes of it is said alone', async () => {
    expect((await inGroup('sunwei', CANTEEN)).group).toEqual([UNKNOWN]);
    const told = await inGroup('sunwei', '找人工');
    expect(told.group).toEqual(['好，这就去问，回音私信给问的人。']);
    expect(told.alone).toEqual(['已帮你问，编号 A-0001，回音我私信你。']);
    expect(told.mentions).toEqual([]);
  });

  test('is answered by the button as by the number', async () => {
    const [button] = (await it.say('sunwei', CANTEEN)).buttons;
    expect(button?.label).toBe('找人工');
    expect((await it.press('sunwei', button!.id)).alone).toEqual(['已帮你问，编号 A-0001，回音我私信你。']);
  });

  test('that came with a grievance is noted nowhere', async () => {
    await it.say('sunwei', '站里乱扣我两百块凭啥，另外食堂补助有没有规定');
    expect(await kept(UNANSWERED)).toEqual([]);
    expect(await kept(LAST_QUESTIONS)).toEqual([]);
  });

  test('leaves the question of the appeal it came with its answer', async () => {
    const told = await alone('sunwei', '站里乱扣我两百块凭啥，另外工伤认定多久内要申请');
    expect(told).toContain('想匿名回 1');
    await alone('sunwei', '1');
    expect(await it.tickets()).toMatchObject([{ anonymous: true }]);
  });

  test('that is a private matter is not noted, and said to him alone', async () => {
    const told = await inGroup('sunwei', '得了抑郁症请假有没有规定');
    expect(told.group).toEqual(['这个我私信你了。']);
    expect(told.alone).toEqual([UNKNOWN]);
    expect(await kept(UNANSWERED)).toEqual([]);
  });
});

describe('a private question', () => {
  const PRIVATE = '得了乙肝能不能送餐有没有规定';
  /** Every row of every table that tells of it. */
  async function rowsWith(words: string): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'private-'));
    await it.close();
    const file = join(folder, 'it.sqlite');
    it = await policyBench({ file });
    await inGroup('sunwei', PRIVATE);
    await alone('zhoudayong', PRIVATE);
    // It holds the file alone.
    await it.close();
    const db = new DatabaseSync(file);
    const tables = db
      .prepare("select name from sqlite_master where type = 'table'")
      .all()
      .map(({ name }) => String(name));
    const rows = tables.flatMap((table) =>
      db
        .prepare(`select * from "${table}"`)
        .all()
        .map(
          (row) =>
            `${table} ${JSON.stringify(row, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString() : value))}`,
        ),
    );
    db.close();
    rmSync(folder, { recursive: true });
    it = await policyBench();
    expect(rows.length).toBeGreaterThan(4);
    return rows.filter((row) => row.includes(words));
  }

  test('stands in no row in clear', async () => {
    expect(await rowsWith('乙肝')).toEqual([]);
  });

  test('is whispered, and passed on in answer to the offer', async () => {
    const told = await inGroup('sunwei', PRIVATE);
    expect([told.group, told.alone]).toEqual([['这个我私信你了。'], [UNKNOWN]]);
    expect(await kept(UNANSWERED)).toEqual([]);
    expect(await alone('sunwei', '找人工')).toBe('已帮你问，编号 A-0001，回音我私信你。');
    expect(await it.tickets()).toMatchObject([{ words: `问政策：${PRIVATE}` }]);
  });

  test('is forgotten, and so is what was asked before it', async () => {
    await alone('sunwei', CANTEEN);
    await alone('sunwei', PRIVATE);
    await it.until('2026-11-23T12:00', 'sunwei');
    expect(await alone('sunwei', '找人工')).toBe('好，要问什么？直接说，我帮你问。');
  });

  test('is offered nobody where nothing can be sealed', async () => {
    await it.close();
    it = await policyBench({ hasKey: false });
    expect(await alone('sunwei', PRIVATE)).toBe('我这儿的文件没写这个，不敢乱说。');
    expect(await kept(LAST_QUESTIONS)).toEqual([]);
  });
});
