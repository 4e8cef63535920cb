// Whoever is registered already: what has changed since, and what the secretary still wants of him.
import { describe, expect, test } from 'vitest';
import { detailsOf, GUEST, register, talk, useBench } from '../support/registration-talk.ts';

const make = useBench();

describe('later', () => {
  test.each([
    ['我又换公司了，现在饿了么', { employer: '饿了么' }],
    ['我搬家了，住城南村', { community: '城南村' }],
    ['我登记的站点要改成城北站', { outlet: '城北站' }],
  ])('“%s” is read back and changed', async (words, changed) => {
    const it = await make();
    await register(it);
    expect(await talk(it, words)).toContain('我记的是：');
    expect(await talk(it, '对了')).toMatch(/^改好了，还是 1 号/);
    expect(await detailsOf(it)).toMatchObject(changed);
  });

  test('it is left as it was', async () => {
    const it = await make();
    await register(it);
    expect(await talk(it, '登记改一下', '算了不改了')).toBe('好，没改，还是原来的。');
  });

  test('whoever registered nothing only tells of his life', async () => {
    const it = await make();
    expect(await talk(it, '我搬家了，住城南村')).not.toMatch(/同意回 1|我记的是/);
  });

  test.each(['没有这个咋办', '明天给行吗', '2013年7月'])('asked for something, “%s” may be the answer', async (words) => {
    const it = await make();
    await register(it);
    await it.say('lishuji', '报到1 补充 入党时间证明');
    await it.until('2026-11-23T21:30', GUEST);
    expect(await talk(it, words)).toMatch(/^这句是回书记报到那件事的吗/);
  });
});
