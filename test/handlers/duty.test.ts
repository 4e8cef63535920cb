import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import duty from '../../handlers/duty.ts';
import { handlers } from '../../handlers/index.ts';
import { dutyAsked, dutyGiven, dutyTaken } from '../../src/domain/words/duty.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const all = [...handlers.filter(({ name }) => name !== duty.name), duty];

let talk: Dialogue;
beforeEach(async () => {
  // A Monday.
  talk = await dialogue({ now: '2026-11-23T10:00', handlers: all });
});
afterEach(() => talk.close());

describe('duty', () => {
  it('is the secretaries’ where nobody is named', async () => {
    expect(await talk.say('zhou', '今天谁值班')).toEqual(['今天没排班，有急事找李书记。']);
  });

  it('is given by name, for a day, and the person is told', async () => {
    expect(await talk.say('li', '安排老王明天值班')).toEqual(['好，明天老王值班，有急事我先喊。']);
    expect(await talk.say('zhou', '@小蜂 明天谁值班', { group: 'g1' })).toEqual(['@老周 明天老王值班。']);
    expect(await talk.until('2026-11-23T13:30')).toContain('李书记排你 11月24日（周二）值班，有急事我喊你。');
  });

  it('given to another is told to both, and to nobody who has not heard of it yet', async () => {
    await talk.say('li', '安排老周明天值班');
    await talk.say('li', '明天老王值班');
    const noon = await talk.until('2026-11-23T13:30');
    expect(noon).toEqual(['李书记排你 11月24日（周二）值班，有急事我喊你。']);
    await talk.say('li', '明天老周值班');
    expect(await talk.until('2026-11-23T21:00')).toContain('11月24日（周二）改由老周值班，你不用值了。');
  });

  it('is given on weekdays, to several', async () => {
    expect(await talk.say('li', '周三老周和老王值班')).toEqual(['好，后天老周、老王值班，有急事我先喊。']);
    const [week] = await talk.say('zhou', '这周谁值班');
    expect(week).toContain('11月25日（周三） 老周、老王');
    expect(week?.split('\n')).toHaveLength(8);
  });

  it('is not given to somebody nobody knows, nor by who has no say', async () => {
    expect(await talk.say('li', '安排王姐明天值班')).toEqual(['名册里没有叫“王姐”的人，没有改。']);
    await talk.say('zhou', '安排老王明天值班');
    expect(await talk.say('zhou', '明天谁值班')).toEqual(['明天没排班，有急事找李书记。']);
  });

  it('is taken by members, besides who is named', async () => {
    await talk.say('li', '今天老王值班');
    expect(await talk.say('zhou', '今天我值班')).toEqual(['好，今天你值班，有急事我喊你。']);
    expect(await talk.say('li', '今天谁值班')).toEqual(['今天老王、老周值班。']);
    expect(await talk.say('guest', '今天我值班')).toEqual(['值班要名册里的人，请书记先把你加进名册。']);
  });
});

describe('words of duty', () => {
  test.each([
    '今天谁值班',
    '现在是谁在值班啊',
    '请问明天谁值班？',
    '值班的是谁',
    '周六谁值班',
    '今晚谁值班',
    '这周谁值班',
    '下周值班表',
  ])('“%s” asks', (words) => {
    expect(dutyAsked(words)).not.toBeNull();
  });

  test.each(['今天我值班', '我明天值班', '周日我来值班'])('“%s” takes it', (words) => {
    expect(dutyTaken(words)).not.toBeNull();
  });

  test.each(['安排王姐明天值班', '周三老周值班', '明天换老李值班', '让小吴和老马周六值班', '明天的值班改成王姐'])(
    '“%s” gives it',
    (words) => {
      expect(dutyGiven(words)).not.toBeNull();
    },
  );

  test.each([
    '昨天值班累死了',
    '我明天值班来不了党日',
    '值班室漏水了',
    '谁家值班',
    '今天不值班',
    '明天谁来不了',
    '值班的时候没地方休息',
    '老板天天让我们值班不给钱',
  ])('“%s” does none of it', (words) => {
    expect([dutyAsked(words), dutyTaken(words), dutyGiven(words)]).toEqual([null, null, null]);
  });
});
