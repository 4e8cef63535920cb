import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { asksForCheating, dayMeant, needNow, withoutYear } from '../../src/knowledge/asked-about.ts';
import * as lexicon from '../../src/knowledge/lexicon-asked.ts';

const TODAY = '2026-11-20';

describe('when a question means', () => {
  it.each([
    ['2023年的时候高温补贴多少', '2023-12-31'],
    ['2023年的高温补贴标准多少', null],
    ['按2024年规定罚多少', '2024-12-31'],
    ['二〇二四年那会儿怎么交社保', '2024-12-31'],
    ['2024年底的加班费', '2024-12-31'],
    ['去年的规定还算数吗', '2025-12-31'],
    ['前年那会儿押金退不退', '2024-12-31'],
    ['大前年的时候押金退不退', '2023-12-31'],
    ['高温补贴多少', null],
    ['2019年入职的，现在赔多少', null],
    ['去年摔的，现在还能报工伤吗', null],
    ['我2023年那时候入职的，送餐摔了算工伤吗', null],
    ['去年的时候摔了一跤没报，还能申请吗', null],
    ['2026年的规定是啥', null],
    ['2027年的规定出了吗', null],
    ['1', null],
    ['', null],
  ])('%s', (words, day) => {
    expect(dayMeant(words, TODAY)).toBe(day);
  });

  it('can be taken out of it', () => {
    expect(withoutYear('2024年的时候夜班补助多少').trim()).toBe('夜班补助多少');
    expect(withoutYear('大前年那时夜班补助多少').trim()).toBe('夜班补助多少');
    expect(withoutYear('夜班补助多少')).toBe('夜班补助多少');
  });
});

describe('who is in need', () => {
  it.each([
    '我同事晕倒了，叫不醒',
    '楼道里有辆电瓶车正在冒烟',
    '着火了怎么办',
    '他腿上流血不止',
    '师傅触电了',
    '被打了怎么办',
    '电池鼓包快炸了',
  ])('is heard in %s', (words) => {
    expect(needNow(words)).toBe('F01');
  });

  it.each(['我不想活了', '真想死', '活着没意思', '有自杀的念头', '同事晕倒了，我也不想活了'])(
    'needs somebody to talk to: %s',
    (words) => {
      expect(needNow(words)).toBe('F08');
    },
  );

  it.each([
    '要是着火了打哪个电话',
    '工伤怎么认定',
    '想死你们了',
    '双十一要爆仓了',
    '这周单量快炸了',
    '自杀式逆行罚多少',
    '灭火器在哪领',
    '1',
    '',
  ])('is not made up from %s', (words) => {
    expect(needNow(words)).toBeNull();
  });
});

describe('help with getting round a rule', () => {
  it.each(['怎么伪造健康证', '电动车怎么解限速', '逆行咋不被交警抓到', '花钱能不能快点入党', '假病历哪能搞到'])(
    'is heard in %s',
    (words) => {
      expect(asksForCheating(words)).toBe(true);
    },
  );

  it.each(['有人造谣我偷东西怎么办', '限速多少', '被查到没戴头盔罚多少', '健康证怎么办', '公司不发工资怎么办', '材料怎么写'])(
    'is not made up from %s',
    (words) => {
      expect(asksForCheating(words)).toBe(false);
    },
  );
});

describe('long words', () => {
  const patterns = Object.entries(lexicon).flatMap(([name, value]): [string, RegExp][] => {
    if (value instanceof RegExp) return [[name, value]];
    return Array.isArray(value)
      ? value.flat().flatMap((each, at) => (each instanceof RegExp ? [[`${name} ${at}`, each]] : []))
      : [];
  });
  /** Beginnings that a pattern may follow for long, over and over. */
  const pumps = [
    '人',
    '我他她人',
    '正在',
    '着火了',
    '要是',
    '别让人',
    '不让给会',
    '怎么',
    '怎么能不能帮我',
    '托人找关系',
    '限速',
    '二〇二',
    '20',
    '2023年',
    '归归',
    '想',
    '电池',
    '什么时候多少',
    '10',
    '一二三',
    ' ',
    '的',
    '\ud800',
    '😀',
  ];

  it('reads all patterns there are', () => {
    expect(patterns.length).toBeGreaterThan(8);
  });

  it.each(patterns)('are read by %s without going back and forth', (_, pattern) => {
    const global = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
    for (const pump of pumps) {
      const words = pump.repeat(Math.ceil(4_000 / pump.length)).slice(0, 4_000);
      // The best of three: what is measured is the pattern, not who else uses the machine.
      const tookMs = Math.min(
        ...Array.from({ length: 3 }, () => {
          const startedAt = performance.now();
          [...words.matchAll(global)];
          return performance.now() - startedAt;
        }),
      );
      expect(tookMs, pump).toBeLessThan(400);
    }
  });
});
