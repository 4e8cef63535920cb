import { describe, expect, test } from 'vitest';
import { saidInTheEnd } from '../../../src/domain/words/in-one-breath.ts';
import { entriesIn } from '../../../src/domain/words/service-several.ts';
import { contentIn } from '../../../src/domain/words/study-material.ts';

describe('a text as it stands in the end', () => {
  test.each([
    ['记得缴党费,小王你把门关一下', '记得缴党费'],
    ['明天停水 等我看看是几点 八点到十二点', '明天停水 八点到十二点'],
    ['周六审车,带行驶证,驾照也要带,不对驾照不用带', '周六审车,带行驶证,驾照不用带'],
    ['量血压,每周五,驿站,不对是周一', '量血压,每周一,驿站'],
    ['看路,减速,戴头盔,小王这个要得不', '看路,减速,戴头盔'],
    ['周六理发,不对,周日', '周日理发'],
    ['明早八点集合 哦说错了 九点', '明早九点集合'],
  ])('“%s”', (said, text) => {
    expect(saidInTheEnd(said)).toBe(text);
  });

  test.each([
    '周六体检,老周你明天带队',
    '老周带队,小刘断后',
    '谁不对谁负责',
    '你们看这样行不行,下周一起去',
    '等我通知再来',
    '操作不对会触电',
    '记好账,不对的找站长改',
    '明天八点,后天九点,不对是十点',
    '有问题问王姐,王姐在二楼',
    '路口慢行,看清楚再走',
  ])('stays: “%s”', (said) => {
    expect(saidInTheEnd(said)).toBe(said);
  });

  test('takes no longer than its words', () => {
    expect(saidInTheEnd(`集合,${'不对是周一,'.repeat(700)}`)).toContain('集合');
  });
});

test('an entry that is not to be written down yet is none', () => {
  for (const said of ['磨刀,先莫登', '磨刀 还是先别记了', '量血压,每周五,等下,莫登记']) expect(entriesIn(said)).toEqual([]);
  expect(entriesIn('代缴话费,不加钱')).toEqual(['代缴话费,不加钱']);
});

test('a title and a text that are called so are kept apart', () => {
  expect(contentIn('题目:骑行三句话,内容:看路,减速,戴头盔,小王这个要得不')).toMatchObject({
    title: '骑行三句话',
    body: '看路，减速，戴头盔',
  });
});
