import { describe, expect, it } from 'vitest';
import { sayingOf } from '../../src/knowledge/saying.ts';
import { own } from './files.ts';

describe('what is said of a passage', () => {
  const [passage] = own(
    'pay.md',
    {},
    '# 工伤认定多久内申请\n\n单位30天内申请；单位不去，本人1年内申请。\n\n申请交到单位所在地人社部门。\n\n材料是劳动关系证明和医院诊断书。\n',
  ).passages;
  const [lead, where, papers] = passage!.paragraphs;

  it.each([
    ['工伤认定多久内申请', [lead]],
    ['工伤', [lead]],
    ['', [lead]],
    ['龘', [lead]],
    ['要劳动关系证明和医院诊断书吗', [papers]],
    ['单位不去的话本人申请要医院诊断书不', [lead, papers]],
    ['人社部门在所在地吗', [where]],
  ])('for "%s" is the short answer, or the paragraph that holds it', (words, said) => {
    expect(sayingOf(words, passage!)).toEqual(said);
  });

  it('begins with a starter fact’s short answer, where that is short: the rest would seem to be all there is', () => {
    const fact = { ...passage!, document: { ...passage!.document, origin: 'starter' as const } };
    expect(sayingOf('要劳动关系证明和医院诊断书吗', fact)).toEqual([lead, papers]);
    expect(sayingOf('工伤', fact)).toEqual([lead]);
  });

  it('is at most two paragraphs, each word for word', () => {
    for (const words of ['单位所在地医院', '证明', '材料交到哪，本人多久内申请，30天'.repeat(9)]) {
      const said = sayingOf(words, passage!);
      expect(said.length).toBeLessThanOrEqual(2);
      for (const line of said) expect(passage!.paragraphs).toContain(line);
    }
  });

  it('is a sum, where one is asked for and a paper says it further down', () => {
    const paper = own(
      'heat.md',
      { title: '《高温津贴办法》' },
      '高温津贴由用人单位发放。\n\n室外作业的，高温津贴每人每月350元。\n\n高温津贴计入工资总额，在税前列支。\n',
    ).passages[0]!;
    const [who, sum, wages] = paper.paragraphs;
    for (const words of ['高温津贴多少钱', '高温津贴发多少？', '骑手高温费一个月几百'])
      expect(sayingOf(words, paper)).toEqual([sum]);
    expect(sayingOf('高温津贴谁发放', paper)).toEqual([who]);
    expect(sayingOf('高温津贴计入工资总额，在税前列支吗', paper)).toEqual([wages]);
  });
});
