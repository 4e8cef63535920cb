import { describe, expect, it } from 'vitest';
import { paragraph } from '../../../src/knowledge/import/blocks.ts';
import { findFacts } from '../../../src/knowledge/import/facts.ts';
import { blocksOfText } from '../../../src/knowledge/import/plain.ts';

function facts(...lines: string[]) {
  const { spent, ...found } = findFacts(blocksOfText(lines.join('\n')));
  return found;
}

describe('what a document says of itself', () => {
  it('is found in a notice', () => {
    const found = facts(
      '江畔区总工会文件',
      '江总工〔2026〕12号',
      '关于做好高温天气快递员防护工作的通知',
      '各街道工会：',
      '根据《防暑降温措施管理办法》（安监总安健〔2012〕89号），现通知如下：',
      '一、发放标准',
      '每人每月300元。',
      '本通知自2026年6月1日起施行，有效期至2028年5月31日。',
      '江畔区总工会',
      '2026年5月20日',
    );
    expect(found).toEqual({
      title: '《关于做好高温天气快递员防护工作的通知》',
      number: '江总工〔2026〕12号',
      issuer: '江畔区总工会',
      issued: '2026-05-20',
      inForce: '2026-06-01',
      expires: '2028-05-31',
    });
  });

  it('is found in a law with its history', () => {
    const found = facts(
      '工伤保险条例',
      '（2003年4月27日中华人民共和国国务院令第375号公布 根据2010年12月20日《国务院关于修改〈工伤保险条例〉的决定》修订）',
      '第一章 总则',
      '第一条 为了保障因工作遭受事故伤害的职工，制定本条例。',
      '第六十七条 本条例自2004年1月1日起施行。本条例施行前已受到事故伤害的职工，按照本条例的规定执行。',
    );
    expect(found).toMatchObject({
      title: '《工伤保险条例》',
      number: '国务院令第375号',
      issuer: '国务院',
      issued: '2010-12-20',
      inForce: '2004-01-01',
    });
  });

  it.each([
    ['自印发之日起施行，有效期五年。', { issued: '2026-02-10', inForce: '2026-02-10', expires: '2031-02-09' }],
    ['本办法自二〇二六年三月一日起实施。', { inForce: '2026-03-01', expires: null }],
    ['本办法自2026年3月1日起试行，试行期两年。', { inForce: '2026-03-01', expires: '2028-02-29' }],
    ['本办法自2026年3月1日起施行，原《江畔区用电规定》自2026年4月1日起废止。', { inForce: '2026-03-01' }],
    ['《道路交通安全法》自2004年5月1日起施行。', { inForce: null }],
    ['《道路交通安全法》自2004年5月1日起施行以来，变化很大。', { inForce: null }],
    ['本规定自2026年3月1日起施行。有效期三年。', { inForce: '2026-03-01', expires: '2029-02-28' }],
    ['自印发之日起施行。本办法有效期限为两年。', { inForce: '2026-02-10', expires: '2028-02-09' }],
    ['本规定自2026年3月1日起施行。健康证有效期一年。', { expires: null }],
    ['健康证有效期一年。', { expires: null }],
    ['本办法自2026年2月30日起施行。', { inForce: null }],
  ])('has days: %s', (sentence, days) => {
    expect(facts('江畔区用电办法', '第一条 略。', sentence, '江畔区总工会 2026年2月10日')).toMatchObject(days);
  });

  it.each([
    ['人社部发﹝2021﹞56号'.normalize('NFKC'), '人社部发〔2021〕56号'],
    ['法释〔2025〕12号', '法释〔2025〕12号'],
    ['（江总工[2026]3号）', '江总工〔2026〕3号'],
    ['江畔区人民政府令第 8 号', '江畔区人民政府令第8号'],
    ['2023年第22号', '2023年第22号'],
    ['国家邮政局公告2023年第22号', '国家邮政局公告2023年第22号'],
    ['文号：江总工〔2026〕3号', '江总工〔2026〕3号'],
    ['江畔区总工会文件 江总工〔2026〕3号', '江总工〔2026〕3号'],
  ])('has a number: %s', (line, number) => {
    expect(facts('江畔区用电办法', line, '第一条 略。').number).toBe(number);
  });

  it('is not taken from what it says of others', () => {
    expect(facts('江畔区用电办法', '根据《国务院令第375号》，制定本办法。', '第一条 见人社部发〔2021〕56号。').number).toBeNull();
  });

  it('may be nothing at all', () => {
    expect(facts('站里明天起早上七点开会，大家别迟到。')).toEqual({
      title: null,
      number: null,
      issuer: null,
      issued: null,
      inForce: null,
      expires: null,
    });
    expect(findFacts([]).title).toBeNull();
  });

  it('tells the lines that are only title and number', () => {
    const { spent } = findFacts(['江畔区用电办法', '江总工〔2026〕3号', '各站点：'].map(paragraph));
    expect([...spent]).toEqual(['江畔区用电办法', '江总工〔2026〕3号']);
  });
});
