import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { askedOfOwn } from '../../src/domain/words/own-records.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const AT = Date.parse('2026-11-23T10:00:00+08:00');

describe('how often', () => {
  test.each([
    ['我这个月双报到几次了', 'double_report', 11],
    ['这个月双报到几次', 'double_report', 11],
    ['上个月我巡查了多少次', 'patrol', 10],
    ['我签到了几次', null, undefined],
    ['我这个月参加了几次活动', null, 11],
    ['俺一共做了几回志愿', 'volunteer', undefined],
    ['我的签到记录', null, undefined],
  ])('“%s”', (words, kind, month) => {
    const asked = askedOfOwn(words, AT);
    expect(asked?.kind).toBe(kind);
    expect(asked?.month?.month).toBe(month);
  });

  test.each(['一个月要巡查几次', '去几次了', '巡查一次加几分', '老周签到几次', '签到几点', '党日一年办几次', '来几次'])(
    '“%s” asks something else',
    (words) => {
      expect(askedOfOwn(words, AT)).toBeNull();
    },
  );
});

describe('own records', () => {
  let talk: Dialogue;
  beforeEach(async () => {
    talk = await dialogue({ now: '2026-11-23T10:00' });
  });
  afterEach(() => talk.close());

  it('are counted, of the month that is named', async () => {
    expect(await talk.say('zhou', '我签到了几次')).toEqual(['到现在还没有你的记录，来了就说“签到”。']);
    await talk.say('zhou', '双报到');
    await talk.say('zhou', '早巡完了，都正常');
    expect(await talk.say('zhou', '我这个月签到几次')).toEqual(['11月你记了：双报到 1 次、巡查 1 次。']);
    expect(await talk.say('zhou', '这个月双报到几次了')).toEqual(['11月你记了：双报到 1 次。']);
    expect(await talk.say('zhou', '上个月双报到几次')).toEqual(['10月没有你的双报到记录。']);
  });

  it('are told alone, and nobody else’s', async () => {
    await talk.say('zhou', '双报到');
    const said = await talk.say('zhou', '@小蜂 我双报到几次了', { group: 'g1' });
    expect(said).toEqual(['@老周 我私信你了。', '到现在你记了：双报到 1 次。']);
    expect(await talk.say('wang', '我双报到几次了')).toEqual(['到现在没有你的双报到记录。']);
  });
});
