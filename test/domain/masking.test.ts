import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../src/core/text.ts';
import { maskPersonal } from '../../src/domain/masking/index.ts';
import { canonical, chance, disguised, harmless, joined, type Planted, roster } from './masking-sentences.ts';

const ROUNDS = 3_000;
const many = <T>(seed: number, make: (by: ReturnType<typeof chance>) => T): T[] => {
  const by = chance(seed);
  return Array.from({ length: ROUNDS }, () => make(by));
};

const leaks = (sentences: readonly Planted[], mask = (text: string) => maskPersonal(text, roster).masked) =>
  sentences.flatMap(({ text, secret }) => (joined(mask(text)).includes(joined(secret)) ? [`${text} -> ${mask(text)}`] : []));

describe('generated sentences', () => {
  it('would show every item that stayed', () => {
    for (const make of [canonical, disguised]) expect(leaks(many(1, make), (text) => text)).toHaveLength(ROUNDS);
  });

  it('lose every item that is written as usual', () => {
    expect(leaks(many(1, canonical))).toEqual([]);
  });

  it('lose items in disguise but for one in two hundred', () => {
    const leaked = leaks(many(2, disguised));
    expect(leaked.length / ROUNDS, leaked.slice(0, 20).join('\n')).toBeLessThanOrEqual(0.005);
  });

  it('stay as they are when they hold none but for one in a hundred', () => {
    const sentences = many(3, harmless);
    const wrong = sentences.filter((text) => maskPersonal(text, roster).masked !== normaliseText(text, []));
    expect(wrong.length / ROUNDS, wrong.slice(0, 20).join('\n')).toBeLessThanOrEqual(0.01);
    const unsure = sentences.filter((text) => !maskPersonal(text, roster).isSure);
    expect(unsure.length / ROUNDS, unsure.slice(0, 20).join('\n')).toBeLessThanOrEqual(0.02);
  });

  it('come back whole', () => {
    for (const { text } of [...many(4, canonical), ...many(5, disguised)]) {
      const { masked, unmask } = maskPersonal(text, roster);
      expect(unmask(masked)).toBe(normaliseText(text, []));
    }
  });
});

describe('masking', () => {
  it.each([
    ['张伟和王建国，张伟电话13800138000', '〔人1〕和〔人2〕,〔人1〕电话〔电话1〕'],
    ['赵子龙说Tom Lee到了，Tomorrow见', '〔人1〕说〔人2〕到了,Tomorrow见'],
    ['阿卜杜拉·买买提 阿卜杜拉买买提', '〔人1〕 〔人2〕'],
    ['老王、小王、王师傅、王哥、小王师傅', '〔人1〕、〔人2〕、〔人3〕、〔人4〕、〔人2〕师傅'],
    ['老孙和孙师傅都不在册', '老孙和孙师傅都不在册'],
    ['身份证320203199001011234手机１３８００１３８０００', '身份证〔证件1〕手机〔电话1〕'],
    ['苏B·12345和苏BD12345停在丹桂B2-101室', '〔车牌1〕和〔车牌2〕停在丹桂B2-101室'],
    ['101 102 103 201 202 203 15 16 17 18 19 20', '101 102 103 201 202 203 15 16 17 18 19 20'],
    ['电话八二七一二三四五，微信同号zhangsan88', '电话〔电话1〕,微信同号〔账号1〕'],
    ['运单SF1234567890123丢了', '运单〔号码1〕丢了'],
    ['老张138 0013 8000 3号楼', '〔人1〕〔电话1〕 3号楼'],
  ])('turns %s into %s', (text, expected) => {
    expect(maskPersonal(text, roster).masked).toBe(expected);
  });

  it('never mixes a placeholder somebody typed with its own', () => {
    const { masked, unmask } = maskPersonal('〔人1〕说〔人3〕是张伟和王建国', roster);
    expect(masked).toBe('〔人1〕说〔人3〕是〔人2〕和〔人4〕');
    expect(unmask('〔人2〕〔人1〕〔人9〕')).toBe('张伟〔人1〕〔人9〕');
  });

  it.each([
    ['我叫陈大明，来帮忙', false],
    ['我叫了三次', true],
    ['身份证是AB123456', false],
    ['身份证丢了', true],
    ['微信我给你abcd1x', false],
    ['我叫张伟', true],
    ['张伟电话13800138000', true],
  ])('of %s is sure: %s', (text, isSure) => {
    expect(maskPersonal(text, roster).isSure).toBe(isSure);
  });

  it('masks nobody without a roster, and takes odd names', () => {
    expect(maskPersonal('张伟到了', []).masked).toBe('张伟到了');
    expect(maskPersonal('甲(.*)到了', ['', '甲', '(圆通)', '.*', '𠮷野家']).masked).toBe('甲(.*)到了');
    expect(maskPersonal('𠮷野家到了', ['𠮷野家']).masked).toBe('〔人1〕到了');
  });

  it('takes time in proportion to the length, whatever is repeated', () => {
    const pieces = [
      '1',
      '一',
      '1 ',
      '苏b',
      'a@',
      'a.',
      '138 ',
      '(',
      '张 ',
      '小',
      '微信:',
      '电话',
      'o',
      '〔人1〕',
      '0510',
      '3 2',
      '身份证:',
      '张伟',
    ];
    for (const piece of pieces) {
      const startedAt = performance.now();
      maskPersonal(piece.repeat(Math.ceil(4_000 / piece.length)), roster);
      // Ten times what it takes: only a pattern that runs wild is slower.
      expect(performance.now() - startedAt, piece).toBeLessThan(3_000);
    }
  });
});
