import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedFor, overlap, overlapNames } from '../../src/knowledge/overlap.ts';
import { asked, concepts, featuresOf, plain, tokensOf } from '../../src/knowledge/tokens.ts';
import { own } from './files.ts';

describe('words as they are compared', () => {
  it.each([
    ['ＡＢ１２，电动车？', 'ab12电动车'],
    ['🛵 5% ！', '5%'],
    ['\ud800\u0000"*(', ''],
  ])('keep letters, digits and percents of %j', (words, expected) => {
    expect(plain(words)).toBe(expected);
  });

  it('lose what only makes a question of them, unless nothing else is there', () => {
    expect(asked('请问，工伤怎么认定？')).toBe(asked('工伤怎么认定'));
    expect(asked('请问')).toBe('请问');
    expect(asked('')).toBe('');
  });

  it('are about the same matter by whatever name', () => {
    expect(concepts('我的小电驴')).toEqual(concepts('电动自行车'));
    expect(concepts('被炒鱿鱼了')).toEqual(concepts('解除劳动合同'));
    expect(concepts('天气')).toEqual([]);
    const [one, other] = ['电瓶车', '电动车'].map(tokensOf);
    expect(one!.filter((token) => other!.includes(token)).some((token) => token.startsWith('\u00a7'))).toBe(true);
  });

  it('are pairs, telling characters and runs of digits', () => {
    expect(tokensOf('我的30天')).toEqual(expect.arrayContaining(['30', '0天', '天']));
    expect(tokensOf('我的30天')).not.toContain('我的');
    expect(tokensOf('的了')).toEqual([]);
  });

  it('hold nothing that a search would take for its own language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (words) => {
        for (const token of tokensOf(words)) expect(token).toMatch(/^\u00a7?[\p{L}\p{N}%]+$|^[\ud800-\udfff]/u);
      }),
    );
  });

  it('have features even if they are nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (words) => featuresOf(words).size > 0));
  });
});

describe('how much of a question a passage holds', () => {
  const [passage] = own('pay.md', {}, '# 工伤认定多久内申请\n\n单位30天内申请。\n\n本人1年内申请。\n').passages;
  const of = (words: string) => {
    const values = overlap(
      askedFor(words, () => 2),
      passage!,
      1,
      () => 2,
    );
    return Object.fromEntries(overlapNames.map((name, at) => [name, values[at]!]));
  };

  it('is all of it for its own words, and none for others', () => {
    expect(of('工伤认定多久内申请')).toMatchObject({ heading: 1, whole: 1, 'longest run': 1, matters: 1 });
    // A paper's title is part of what its sections are called.
    expect(of('骑手管理办法').heading).toBe(1);
    expect(of('龘龘')).toMatchObject({ heading: 0, lead: 0, 'best paragraph': 0, whole: 0, 'longest run': 0 });
  });

  it('counts numbers that stand nowhere in it', () => {
    expect(of('30天内申请')).toMatchObject({ 'numbers missing': 0 });
    expect(of('60天内申请')).toMatchObject({ 'numbers missing': 1 });
    expect(of('30天还是60天')).toMatchObject({ 'numbers missing': 0.5 });
  });

  it('is a share, whatever is asked', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('申请', '', '30')), (words) => {
        for (const value of Object.values(of(words))) expect(value >= 0 && value <= 1.0001).toBe(true);
      }),
    );
  });
});
