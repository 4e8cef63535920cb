import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { own } from './files.ts';

const passages = (body: string) => own('rules.md', {}, body).passages;
const said = (body: string) => passages(body).flatMap((passage) => passage.paragraphs);
const long = (length: number) => '配送费按月结算到人。'.repeat(Math.ceil(length / 10)).slice(0, length);

describe('sections', () => {
  it("begin at headings and keep the path to them, without the document's own title", () => {
    const body =
      '# 骑手管理办法\n\n为了大家。\n\n## 第二章 报酬\n\n### 怎么发\n\n每月发。\n\n### 迟发\n\n要说理由。\n\n## 附则\n\n另定。';
    expect(passages(body).map(({ heading, paragraphs }) => [heading, paragraphs])).toEqual([
      ['骑手管理办法', ['为了大家。']],
      ['第二章 报酬 / 怎么发', ['每月发。']],
      ['第二章 报酬 / 迟发', ['要说理由。']],
      ['附则', ['另定。']],
    ]);
  });

  it('are the articles of a law, below its chapters, each cited by its number', () => {
    const body =
      '第一章　总则\n\n第一条　为了保障骑手，制定本办法。\n第二条 本办法适用于全市。\n第一条规定的情形除外。\n\n第二章 报酬\n第二条之一（支付） 按月支付。';
    expect(passages(body).map(({ heading, paragraphs, document }) => [heading, document.article, paragraphs])).toEqual([
      ['第一章 总则 / 第一条', '第一条', ['为了保障骑手，制定本办法。']],
      ['第一章 总则 / 第二条', '第二条', ['本办法适用于全市。\n第一条规定的情形除外。']],
      ['第二章 报酬 / 第二条之一（支付）', '第二条之一', ['按月支付。']],
    ]);
  });

  it('are the numbered parts of a circular', () => {
    expect(
      passages('各支部：\n\n一、申请条件\n\n年满18周岁。\n\n二、怎么申请\n\n找驿站。').map(({ heading }) => heading),
    ).toEqual(['《骑手管理办法》', '一、申请条件', '二、怎么申请']);
  });

  it('are cut between paragraphs where a document has none', () => {
    const paragraphs = Array.from({ length: 20 }, (_, index) => `第${index}件事：${long(90)}`);
    const cut = passages(paragraphs.join('\n\n'));
    expect(cut.flatMap((passage) => passage.paragraphs)).toEqual(paragraphs);
    for (const passage of cut) {
      const size = passage.paragraphs.join('').length;
      expect(size).toBeGreaterThanOrEqual(80);
      expect(size).toBeLessThanOrEqual(400);
    }
  });

  it('have at most 600 characters', () => {
    const cut = passages(`# 报酬\n\n${Array.from({ length: 30 }, () => long(130)).join('\n\n')}\n\n# 其他\n\n好。`);
    expect(cut.length).toBeGreaterThan(6);
    for (const passage of cut) expect(passage.paragraphs.join('').length).toBeLessThanOrEqual(600);
    expect(cut.map(({ heading }) => heading)).toEqual([
      '报酬',
      ...Array(cut.length - 2).fill('报酬 / 配送费按月结算到人'),
      '其他',
    ]);
  });

  it('without text are none', () => {
    expect(passages('# 办法\n\n## 空的\n\n## 有字的\n\n好。').map(({ heading }) => heading)).toEqual(['办法 / 有字的']);
  });

  it('show a quote as ordinary text in an own document', () => {
    expect(said('# 提醒\n\n先打电话。\n\n> 别忘了\n> 报平安。')).toEqual(['先打电话。', '别忘了报平安。']);
  });
});

describe('paragraphs', () => {
  it('run on over line ends, without spaces between Chinese', () => {
    expect(said('配送费\n按月\nor by week\n结算。\n另一件事。')).toEqual(['配送费按月or by week结算。\n另一件事。']);
  });

  it('keep a list under the line that leads it, in every part of it', () => {
    const items = Array.from({ length: 8 }, (_, index) => `${index + 1}. ${long(40)}`);
    const pieces = said(`要交这些材料：\n\n${items.join('\n')}`);
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(piece).toMatch(/^要交这些材料：\n\d\. /);
    expect(pieces.flatMap((piece) => piece.split('\n').slice(1))).toEqual(items);
  });

  it("keep the numbers of a law's items, wherever they stand", () => {
    expect(said('第一条 有下列情形的：（一）受伤的；（二）生病的。\n\n第二条 另有：\n\n（一）事假；\n\n（二）病假。')).toEqual([
      '有下列情形的：\n（一）受伤的；\n（二）生病的。',
      '另有：\n（一）事假；\n（二）病假。',
    ]);
  });

  it('read lists within lists, tasks and bullets as lines', () => {
    expect(said('* 甲\n  - 乙\n    接着乙\n\n  - [x] 丙\n• 丁\n\n不是了。')).toEqual(['甲\n乙接着乙\n丙\n丁', '不是了。']);
  });

  it('read each row of a table with its columns', () => {
    expect(said('| 时段 | 补贴 |  |\n|:--|--:|---|\n| 夜间 | **2元** | 每单 |\n| 雨天 | 3\\|4元 ||\n')).toEqual([
      '时段：夜间；补贴：2元；每单\n时段：雨天；补贴：3|4元',
    ]);
  });

  it('hold the words of links and nothing of pictures, marks, HTML and comments', () => {
    const body =
      '见[通知](https://example.org/a_(1))、[附件][1]、![图](a.png)**加粗**、*斜*、`码`、~~删~~、2\\*3。<b>好</b><script>alert(1)</script><!-- 秘密\n还是 -->&lt;b&gt;&nbsp;[^1]\n\n[1]: https://example.org\n\n---\n\n```\n# 不是标题\n```';
    expect(said(body)).toEqual(['见通知、附件、加粗、斜、码、删、2*3。好<b>', '# 不是标题']);
  });

  it('take a comment or a script that never ends for the end', () => {
    expect(said('先说这个。\n\n<!-- 没完\n\n后面的')).toEqual(['先说这个。']);
    expect(said('先说这个。\n\n<ScRiPt>没完\n\n后面的')).toEqual(['先说这个。']);
  });

  it('lead with a deep heading instead of beginning a section', () => {
    expect(said('# 报酬\n\n#### 夜间\n\n加2元。')).toEqual(['夜间：\n加2元。']);
  });

  it('are cut between sentences, else clauses, when they are too long to be said', () => {
    for (const body of [long(700), `${'很长的一句，'.repeat(60)}完。`, '没有标点'.repeat(100)]) {
      const pieces = said(`# 报酬\n\n${body}`);
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(140);
      expect(pieces.join('')).toBe(body);
    }
    expect(said(`# 报酬\n\n${'他说“可以。”我说行。'.repeat(20)}`).every((piece) => !/^”/.test(piece))).toBe(true);
  });
});

describe('ids', () => {
  const idsOf = (body: string) => new Map(passages(body).map(({ id, paragraphs }) => [paragraphs.join(), id]));

  it("are the document's own where it has one passage", () => {
    expect(passages('# 报酬\n\n每月发。').map(({ id }) => id)).toEqual(['rules']);
  });

  it('are the anchors that headings give, and number what repeats', () => {
    const ids = passages('# 报酬 {#pay}\n\n甲。\n\n# 其他\n\n乙。\n\n# 其他\n\n丙。\n\n# 再说 {#pay}\n\n丁。').map(
      ({ id }) => id,
    );
    expect(ids[0]).toBe('rules#pay');
    expect(ids[1]).toMatch(/^rules#[0-9a-f]{8}$/);
    expect(ids[2]).toBe(`${ids[1]}-2`);
    expect(ids[3]).toBe('rules#pay-2');
  });

  it('stay when other sections are added, changed, moved or taken away', () => {
    const section = fc.record({ heading: fc.integer({ min: 0, max: 200 }), words: fc.integer({ min: 0, max: 999 }) });
    const sections = fc.uniqueArray(section, { selector: (one) => one.heading, minLength: 3, maxLength: 12 });
    const written = (list: readonly { heading: number; words: number }[]) =>
      list.map(({ heading, words }) => `## 事项${heading}号\n\n第${heading}号的正文，版本${words}。`).join('\n\n');
    fc.assert(
      fc.property(sections, sections, fc.array(fc.nat()), (before, others, order) => {
        const kept = before.slice(0, 2);
        const added = others.filter(({ heading }) => kept.every((one) => one.heading !== heading));
        fc.pre(added.length > 0);
        const after = [...added, ...kept].sort(
          (a, b) => (order[a.heading % (order.length || 1)] ?? 0) - (order[b.heading % (order.length || 1)] ?? 0),
        );
        const [old, now] = [idsOf(written(before)), idsOf(written(after))];
        for (const one of kept) {
          const text = `第${one.heading}号的正文，版本${one.words}。`;
          expect(now.get(text)).toBe(old.get(text));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('stay where a document without sections grows elsewhere', () => {
    const parts = ['请假', '报酬', '保险', '车辆', '宿舍'].map((word) => `${word}的事这样办：${long(250)}`);
    const old = idsOf(parts.join('\n\n'));
    const now = idsOf([`新的一段：${long(250)}`, ...parts].join('\n\n'));
    for (const [text, id] of old) expect(now.get(text)).toBe(id);
  });
});

describe('whatever is written', () => {
  it('is read in paragraphs that can be said and passages with ids of their own, or refused in a sentence', () => {
    const scrap = fc.constantFrom(
      '# ',
      '## ',
      '- ',
      '1. ',
      '> ',
      '| a | b |\n',
      '|---|---|\n',
      '```\n',
      '<b>',
      '<!--',
      '-->',
      '第三条 ',
      '一、',
      '（二）',
      '**',
      '[x](y)',
      '\n',
      '\n\n',
      '。',
      '：',
      '好',
      '钱'.repeat(90),
      '  ',
      '\u0000',
      '\ud800',
      '𠮷',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), (scraps) => {
        const cut = passages(`${scraps.join('')}\n\n末了。-->\n\n# 末\n\n末了。`);
        expect(new Set(cut.map(({ id }) => id)).size).toBe(cut.length);
        for (const { paragraphs, heading } of cut) {
          expect(heading).not.toBe('');
          expect(paragraphs.length).toBeGreaterThan(0);
          for (const paragraph of paragraphs) {
            expect(paragraph.length).toBeLessThanOrEqual(140);
            expect(paragraph.trim()).not.toBe('');
            expect(paragraph.isWellFormed()).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '<!--',
    '<a',
    '[](',
    '[a](b(y)',
    '![',
    '*a',
    '# a\n',
    '- a\n',
    'b\n',
    'a|b\n-|-\n',
    '> ',
    '。”””',
    '第一条 a\n',
    '`',
    '{#a} ',
    ' ',
  ])('is read in time that grows with it: %j over and over', (unit) => {
    const started = performance.now();
    try {
      passages(`- 好。\n${unit.repeat(Math.floor(300_000 / unit.length))}`);
    } catch (error) {
      expect(String(error)).toMatch(/sections; at most 5000 are read|bytes; at most/);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
