// Registrations that go on waiting: left for later, wondered at, and what is no question to their person.
import { describe, expect, test } from 'vitest';
import { leavesUnverified, mayBeWanted, unaskedIn, verifiedAskedIn } from '../../src/domain/words/registration-waiting.ts';
import { GUEST, register, useBench } from '../support/registration-talk.ts';

const make = useBench();
const said = async (it: Awaited<ReturnType<typeof make>>, ...words: string[]) => {
  let last: string[] = [];
  for (const one of words) last = (await it.say('lishuji', one)).alone;
  return last.join('\n');
};

describe('what is to be asked of somebody', () => {
  test.each(['我想一下', '等他支部回话再说', '先放着'])('“%s” is no question to him', async (words) => {
    const it = await make();
    await register(it);
    expect(await said(it, '张三丰不属实', words)).toContain('还在“报到名单”里');
    expect((await it.until('2026-11-23T21:30', GUEST)).alone).toEqual([]);
  });

  test.each(['哎搞错人了，张三丰是属实的', '其实是属实的'])('“%s” shows him again', async (words) => {
    const it = await make();
    await register(it);
    expect(await said(it, '张三丰不属实', words)).toContain('属实回 1，要他补充回 2');
    expect((await it.until('2026-11-23T21:30', GUEST)).alone).toEqual([]);
  });

  test('an order is carried out, not passed on', async () => {
    const it = await make();
    await register(it);
    expect(await said(it, '张三丰不属实', '发通知：明天停电')).toContain('内容：明天停电');
  });

  test.each(['组织关系在哪个支部', '站点不对', '住的社区对不上，让他说说'])('“%s” is asked', async (words) => {
    const it = await make();
    await register(it);
    expect(await said(it, '张三丰不属实', words)).toContain('我去问他');
    expect((await it.until('2026-11-23T21:30', GUEST)).alone.join()).not.toBe('');
  });

  test('is withdrawn in time', async () => {
    const it = await make();
    await register(it);
    expect(await said(it, '张三丰不属实', '组织关系在哪', '还是别问了')).toBe('好，1 号不问了，还在等您核实。');
    expect(await said(it, '张三丰不属实', '组织关系在哪', '算了不问了，属实')).toContain('1 号核实了');
    expect((await it.until('2026-11-23T21:30', GUEST)).alone).toEqual(['书记核实了你的报到。有事随时找我。']);
  });
});

describe('a registration that waits', () => {
  test.each(['等他支部回话再核实', '张三丰先别核实', '1号先不属实', '回头再核实'])('“%s” leaves it', async (words) => {
    const it = await make();
    await register(it);
    expect(await said(it, words)).toBe('好，先不核实，还在“报到名单”里。');
    expect(await said(it, '哪些报到的等核实')).toContain('1 号 张三丰');
  });

  test.each(['他支部回了，属实', '问过了，属实', '算了不问了，属实'])('“%s” verifies it', async (words) => {
    const it = await make();
    await register(it);
    expect(await said(it, words)).toContain('1 号核实了');
    expect(await said(it, '报到 1 不属实，搞错了')).toBe('1 号已经核实过了。要撤回说“撤回 1 号的核实”。');
  });

  test('is shown where one asks how it stands', async () => {
    const it = await make();
    await register(it);
    expect(await said(it, '张三丰核实了没')).toContain('属实回 1');
    expect(await said(it, '报到 1 核实了', '报到 1 核实了没有')).toContain('已经核实过了');
    expect((await it.say(GUEST, '张三丰核实了没')).alone.join()).not.toContain('组织关系');
  });
});

describe('words', () => {
  test.each(['不核实', '核实一下', '不属实', '先核实张三丰', '别忘了核实'])('“%s” leave nothing', (words) => {
    expect(leavesUnverified(words)).toBe(false);
  });
  test.each(['核实了', '张三丰核实了', '隐患核实了'])('“%s” ask nothing', (words) => {
    expect(verifiedAskedIn(words)).toBeNull();
  });
  test.each(['问他住哪', '他没说', '算了'])('“%s” withdraw no question', (words) => {
    expect(unaskedIn(words)).toBeNull();
  });
  test('an order is nothing to be asked', () => {
    expect(mayBeWanted('发通知：明天停电', false)).toBe(false);
    expect(mayBeWanted('哪年转正的', true)).toBe(true);
  });
});
