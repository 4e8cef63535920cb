// Registration that is left, interrupted, remarked upon or taken up later.
import { describe, expect, test } from 'vitest';
import { detailsOf, talk, useBench } from '../support/registration-talk.ts';

const make = useBench();

const QUESTIONS = {
  name: '你叫什么名字？',
  employer: '在哪个公司或平台？不想说回 1。',
  outlet: '在哪个站点、网点？不想说回 1。',
  community: '住哪个社区？上班在别的社区，也一起说。不想说回 1。',
};
const TOLD = ['我是党员，来报到', '1', '我叫张伟，美团的，城南站，住江畔社区，组织关系在李庄村党支部'];

describe('a draft', () => {
  test.each(['登记一下', '继续登记', '接着填', '刚才登记到哪了'])('is taken up within a day by “%s”', async (words) => {
    const it = await make();
    await talk(it, '登记一下', '1', '李强');
    it.clock.at += 11 * 60_000;
    expect(await talk(it, words)).toBe(QUESTIONS.employer);
    expect(await talk(it, '美团')).toBe(QUESTIONS.outlet);
  });

  test('is answered late by what can be nothing else', async () => {
    const it = await make();
    await talk(it, '登记一下', '1', '李强', '美团');
    it.clock.at += 11 * 60_000;
    expect(await talk(it, '谢谢')).not.toContain(QUESTIONS.outlet);
    expect(await talk(it, '今天有什么活动')).toMatch(/活动/);
    expect(await talk(it, '城北网点')).toBe(QUESTIONS.community);
  });

  test('is forgotten with all that was said after a day', async () => {
    const it = await make();
    await talk(it, '登记一下', '1', '李强');
    it.clock.at += 25 * 60 * 60_000;
    expect(await talk(it, '继续登记')).toBe('你还没登记。要登记就说“报到登记”。');
    expect(await talk(it, '登记一下')).toContain('同意回 1');
    expect(await talk(it, '1')).toBe(QUESTIONS.name);
    expect(await detailsOf(it)).toBeNull();
  });

  test.each(['我的数据', '删除我的数据'])('that is unfinished is part of “%s”', async (words) => {
    const it = await make();
    await talk(it, '登记一下', '1', '李强');
    it.clock.at += 11 * 60_000;
    expect(await talk(it, words)).toMatch(/李强|回 1 删/);
    await talk(it, '删除我的数据', '1');
    expect(await talk(it, '登记一下')).toContain('同意回 1');
  });

  test.each([
    ['江畔网点', '东门小区12栋'],
    ['南门站', '住站里'],
  ])('takes a place for an answer, never for a report: “%s”, “%s”', async (outlet, home) => {
    const it = await make();
    await talk(it, '登记一下', '1', '李强', '美团', outlet, home);
    expect(await talk(it, '不是', '1')).toContain('登记好了');
    expect((await it.until('2026-11-23T10:30', 'lishuji')).all.map(({ text }) => text).join()).not.toMatch(/H-0001|A-0001/);
  });

  test('waits while a complaint goes first, and is taken up with its next answer', async () => {
    const it = await make();
    await talk(it, '登记一下', '1', '李强');
    expect(await talk(it, '站长乱扣我两百块')).toMatch(/^登记先放着，回头说“继续登记”接着来。/);
    await talk(it, '2', '1');
    expect(await talk(it, '美团')).toBe(QUESTIONS.outlet);
  });
});

describe('consent', () => {
  test.each(['1 同意', '1同意', '没错', '不反对', '行吧', '可以 但别告诉公司'])('%s', async (words) => {
    const it = await make();
    expect(await talk(it, '登记一下', words)).toContain(QUESTIONS.name);
  });
  test('is given with parts at once', async () => {
    const it = await make();
    expect(await talk(it, '登记一下', '同意，我叫李强，美团的')).toBe(QUESTIONS.outlet);
  });
  test.each(['凭什么同意 我不同意', '我不愿意', '不想登记了'])('%s: not given', async (words) => {
    const it = await make();
    expect(await talk(it, '登记一下', words)).toMatch(/^好，不登记/);
  });
});

describe('left', () => {
  test.each(['算了 先不登记党员了', '我不想登记了 撤回', '先别交', '取消吧', '我反悔了', '不登记了 撤回'])(
    'when all is read back: “%s”',
    async (words) => {
      const it = await make();
      expect(await talk(it, ...TOLD, words)).toMatch(/^好，不登记/);
      await talk(it, '1');
      expect(await detailsOf(it)).toBeNull();
    },
  );
  test.each(['算了不填了', '我不想登记了 撤回'])('in the middle: “%s”', async (words) => {
    const it = await make();
    expect(await talk(it, '登记一下', '1', '李强', words)).toMatch(/^好，不登记/);
    expect(await talk(it, '继续登记')).toContain('你还没登记');
  });
});

describe('when all is read back', () => {
  test.each(['对了没错', '没毛病', '对头', '就这样', '行吧', '差不多 就这样'])('“%s” is a yes', async (words) => {
    const it = await make();
    expect(await talk(it, ...TOLD, words)).toContain('登记好了');
  });
  test.each(['等等', '我再看看', '差不多吧', '电话要不要写', '书记啥时候看', '站点不对', '组织关系还没转过来 要紧不'])(
    '“%s” is none, and changes nothing',
    async (words) => {
      const it = await make();
      expect(await talk(it, ...TOLD, words)).not.toContain('登记好了');
      if (words !== '站点不对') await talk(it, '1');
      expect(await detailsOf(it)).toEqual(
        words === '站点不对' ? null : expect.objectContaining({ name: '张伟', homeBranch: '李庄村党支部' }),
      );
    },
  );
  test.each([
    ['站点删掉', { outlet: null }],
    ['住的社区不想写了', { community: null }],
    ['组织关系改成空着', { homeBranch: null, membership: 'member' }],
    ['名字写错了 是张晓伟 晓是春晓的晓', { name: '张晓伟' }],
    ['不是 我住南门社区 不是江畔社区', { community: '南门社区' }],
    ['搬家了 不住江畔社区了 住城西社区', { community: '城西社区' }],
    ['组织关系转过来了 在江畔社区党支部', { homeBranch: '江畔社区党支部' }],
    ['组织关系在顺丰党委', { homeBranch: '顺丰党委', employer: '美团' }],
  ])('“%s” changes that and nothing else', async (words, right) => {
    const it = await make();
    expect(await talk(it, ...TOLD, words)).toContain('我记的是：');
    await talk(it, '对了');
    const before = { name: '张伟', employer: '美团', outlet: '城南站', community: '江畔社区', homeBranch: '李庄村党支部' };
    expect(await detailsOf(it)).toMatchObject({ ...before, ...right });
  });
  test('a part that was wrong is asked again', async () => {
    const it = await make();
    expect(await talk(it, ...TOLD, '住的社区，原来那个写错了')).toBe(QUESTIONS.community);
  });
});

describe('a remark is no answer', () => {
  test.each(['灭了灭了 没事', '改天', 'yes', '差不多吧', '好的'])('to the name: “%s”', async (words) => {
    const it = await make();
    await talk(it, '登记一下', '1', words);
    expect(await talk(it, '我叫小磊 姓郑')).toContain(QUESTIONS.employer);
  });
  test('to the outlet', async () => {
    const it = await make();
    expect(await talk(it, '登记一下', '1', '李强', '美团', '灭了灭了 没事')).toBe(QUESTIONS.outlet);
  });
});
