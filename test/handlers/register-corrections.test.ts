// Registration where an answer is put right, put off, or meant for something else.
import { describe, expect, test } from 'vitest';
import { detailsOf, register, talk, useBench } from '../support/registration-talk.ts';

const make = useBench();

const CONSENT = '先说声同意，我才能记。\n同意回 1，不同意回 2。';
const NAME = '你叫什么名字？';
const EMPLOYER = '在哪个公司或平台？不想说回 1。';
const OUTLET = '在哪个站点、网点？不想说回 1。';
const ASIDE = '好，先放着。得空说“接着登记”，从这儿接着来。';

describe('before he agreed', () => {
  test.each(['南门那片', '解放路', '郑强', '江畔社区', '我是美团的'])(
    '“%s” gets the consent asked again, and 1 is its answer',
    async (words) => {
      const it = await make();
      expect(await talk(it, '我是党员，来报到', words)).toBe(CONSENT);
      expect(await talk(it, '1')).toMatch(/你叫什么名字|在哪个/);
      expect((await it.until('2026-11-23T10:30', 'lishuji')).all.map(({ text }) => text).join()).not.toMatch(/H-0001/);
    },
  );
  test('he may put it off; then nothing is kept', async () => {
    const it = await make();
    expect(await talk(it, '我是党员，来报到', '先不弄了，有单')).toBe('好，你先忙。得空说“报到登记”。');
    expect(await talk(it, '郑强')).not.toBe(EMPLOYER);
  });
  test('trouble is heard all the same', async () => {
    const it = await make();
    expect(await talk(it, '我是党员，来报到', '站长乱扣我两百块')).toContain('A-0001');
  });
});

describe('a wish to have all deleted', () => {
  test('drops the change that is open and asks', async () => {
    const it = await make();
    await register(it);
    await talk(it, '我搬家了，住城南村');
    expect(await talk(it, '都删掉吧 不想被记着了')).toMatch(/^删掉你的登记/);
    expect(await talk(it, '2')).toBe('好，没删。');
    expect(await detailsOf(it)).toMatchObject({ community: '江畔社区' });
    await talk(it, '别记我了', '1');
    expect(await detailsOf(it)).toBeNull();
  });
  test('leaves one that is not finished', async () => {
    const it = await make();
    expect(await talk(it, '登记', '1', '孙大海', '都删掉吧 不想被记着了')).toMatch(/^好，不登记/);
    expect(await talk(it, '继续登记')).toContain('你还没登记');
  });
  test('means something else where nothing is kept', async () => {
    const it = await make();
    expect(await talk(it, '都删掉吧')).not.toMatch(/回 1 删/);
  });
});

describe('put aside', () => {
  test.each(['接着来', '继续登记', '刚才填到哪了', '接着登记'])('and taken up by “%s”', async (words) => {
    const it = await make();
    expect(await talk(it, '登记', '1', '孙大海', '先不弄了，有单')).toBe(ASIDE);
    expect(await talk(it, words)).toBe(EMPLOYER);
    expect(await talk(it, '美团')).toBe(OUTLET);
  });
  test('when all is read back, nothing is registered by it', async () => {
    const it = await make();
    expect(await talk(it, '登记', '1', '孙大海，美团的，城南站，住江畔社区，不是党员', '来单了 回头再说')).toBe(ASIDE);
    expect(await detailsOf(it)).toBeNull();
    expect(await talk(it, '接着来')).toMatch(/^我记的是：/);
  });
  test('is no word of somebody who registers nothing', async () => {
    const it = await make();
    expect(await talk(it, '接着来')).not.toMatch(/登记/);
  });
});

test('what was told before is put right while something else is asked', async () => {
  const it = await make();
  expect(await talk(it, '登记', '1', '我叫郑强', '刚才名字不对，我叫郑凯')).toBe(`改好了。${EMPLOYER}`);
  await talk(it, '美团', '现在在城西站');
  expect(await talk(it, '单位不对 我是饿了么的')).toMatch(/^改好了。住哪个社区/);
  await talk(it, '江畔社区', '不是', '1');
  expect(await detailsOf(it)).toMatchObject({ name: '郑凯', employer: '饿了么', outlet: '城西站', community: '江畔社区' });
});

test('of somebody else nothing is put down', async () => {
  const it = await make();
  expect(await talk(it, '登记', '1', '我叫你爸爸')).toBe(NAME);
  expect(await talk(it, '我女票姓刘')).toBe(`只说你自己的就行。${NAME}`);
  expect(await talk(it, '孙大海', '我女票在美团')).toBe(`只说你自己的就行。${EMPLOYER}`);
});

test.each([
  ['能不填吗', /^登记自愿；/],
  ['书记电话多少', /^书记的电话我没有/],
  ['填了给谁看', /^登记只有支部书记/],
])('“%s” is answered, and the open question asked again', async (words, told) => {
  const it = await make();
  const atConsent = await talk(it, '登记', words);
  expect(atConsent).toMatch(told);
  expect(atConsent).toMatch(/同意回 1，不同意回 2。$/);
  const inside = await talk(it, '1', words);
  expect(inside).toMatch(told);
  expect(inside.endsWith(NAME)).toBe(true);
});

test('how the secretary is reached is told outside of a registration, too', async () => {
  const it = await make();
  expect(await talk(it, '怎么联系书记')).toBe('书记的电话我没有。有话带给他，说“找人工”，我帮你转。');
});

describe('“please note it” is about what was just reported', () => {
  test.each(['请您登记一下', '麻烦登记', '登记一下'])('“%s” right after it', async (words) => {
    const it = await make();
    await talk(it, '东门楼道灯坏了');
    expect(await talk(it, words)).toBe('H-0001 登记过了，要补什么直接说。党员报到才说“报到登记”。');
    expect(await talk(it, '我是党员 登记一下')).toContain('同意回 1');
  });
  test('in the same message, and what is put right afterwards belongs to it', async () => {
    const it = await make();
    const said = await talk(it, '站长乱扣我钱，帮我登记一下');
    expect(said).toContain('A-0001');
    expect(said).not.toContain('同意回 1');
    await talk(it, '2', '麻烦登记');
    expect(await talk(it, '不是扣钱，是没发工资')).toContain('A-0001');
  });
  test('long after it, it begins a registration', async () => {
    const it = await make();
    await talk(it, '东门楼道灯坏了');
    it.clock.at += 11 * 60_000;
    expect(await talk(it, '麻烦登记')).toContain('同意回 1');
  });
});
