import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  // A Monday.
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

const LAMP = '需求清单加：三号楼502李奶奶家灯坏了，要人修';
const BARBER = '资源清单：理发店王老板每月可免费理发两次，电话13812345678';

describe('once a month', () => {
  it('the secretary gets the needs nobody was found for, on the first workday', async () => {
    await talk.say('li', LAMP);
    await talk.say('li', BARBER);
    await talk.say('li', '需求：小区要一把梯子');
    await talk.say('li', 'N-2 对接 R-1');
    const isOurs = (said: string) => said.includes('没对接');
    expect((await talk.until('2026-11-30T23:50')).filter(isOurs)).toEqual([]);
    expect((await talk.until('2026-12-01T08:59')).filter(isOurs)).toEqual([]);
    expect((await talk.until('2026-12-01T12:00')).filter(isOurs)).toEqual([
      '还有 1 条需求没对接：\nN-1 三号楼502李奶奶家灯坏了，要人修\n有人能办就说“N-1 对接”加编号，办好了说“N-1 办好了”。\n上个月对接的 1 条，不知办好没有：\nN-2 小区要一把梯子（对接 R-1）\n办好了说“N-2 办好了”，没成说“N-2 不对接了”。',
    ]);
    expect((await talk.until('2026-12-31T20:00')).filter(isOurs)).toEqual([]);
    // New Year's Day is a Friday and the days off run to the weekend.
    expect((await talk.until('2027-01-03T20:00')).filter(isOurs)).toEqual([]);
    const inJanuary = (await talk.until('2027-01-04T12:00')).filter(isOurs);
    expect(inJanuary).toHaveLength(1);
    expect(inJanuary.join()).not.toContain('上个月');
  });

  it('sees what speaks of the same thing beside it, and no number that is not there', async () => {
    await talk.say('li', BARBER);
    await talk.say('li', '需求：快递柜那边缺雨棚');
    await talk.say('li', '需求：缺一台冰箱');
    await talk.say('li', '资源清单：物业能搭雨棚');
    const [said] = (await talk.until('2026-12-01T12:00')).filter((each) => each.includes('没对接'));
    expect(said).toBe(
      [
        '还有 2 条需求没对接：',
        'N-1 快递柜那边缺雨棚（R-2 物业能搭雨棚，看看对不对得上）',
        'N-2 缺一台冰箱',
        '对得上就说“N-1 对接 R-2”，办好了说“N-1 办好了”。',
      ].join('\n'),
    );
  });

  it('hears nothing where nothing waits', async () => {
    await talk.say('li', BARBER);
    expect((await talk.until('2026-12-02T12:00')).filter((said) => said.includes('对接'))).toEqual([]);
  });
});
