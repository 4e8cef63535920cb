import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { asksForAll } from '../../src/domain/words/stations-asked.ts';
import { type StationTalk, stationTalk } from '../support/station-talk.ts';
import { city } from '../support/stations-city.ts';

let talk: StationTalk;
beforeEach(async () => {
  talk = await stationTalk(city);
});
afterEach(() => talk.close());

const RIVERSIDE = [
  '江畔驿站',
  '地址：城中区滨江路12号滨江公园东门',
  '时间：07:00-22:00，现在开着，到 22:00',
  '电话：0577-5510007',
  '能用：喝水、充电、歇脚、微波炉、厕所、免费',
  '备注：门口能停电动车',
].join('\n');

describe('a station', () => {
  it('that is named is told of in full', async () => {
    expect(await talk.ask('江畔驿站现在开着吗')).toBe(RIVERSIDE);
  });

  it('is found in a group, by guests and by people from outside', async () => {
    expect(await talk.askInGroup('滨江公园哪能充电')).toContain(RIVERSIDE);
    const outside = { account: 'wecom:x', userId: null, name: null };
    expect(await talk.ask('滨江公园哪能充电', { from: 'x', sender: outside })).toBe(RIVERSIDE);
  });

  it('is one of three where several fit, and it is said how many more there are', async () => {
    const said = await talk.ask('江北区哪能接热水');
    expect(said.split('\n').filter((line) => /^\d\. /.test(line))).toHaveLength(3);
    expect(said).toMatch(/还有 \d+ 个，说细点我再找。$/);
  });

  it('is asked of further for ten minutes', async () => {
    await talk.ask('城隍庙夜市驿站几点关门');
    expect(await talk.ask('电话多少')).toBe('城隍庙夜市驿站：0577-5510562');
    expect(await talk.ask('有微波炉吗')).toBe('城隍庙夜市驿站没写着有微波炉。');
    expect(await talk.ask('那里能充电不')).toBe('城隍庙夜市驿站能充电。');
    expect(await talk.ask('地址发我')).toBe('城隍庙夜市驿站：城中区城隍庙街夜市入口');
    expect(await talk.ask('现在还开着吗')).toBe('城隍庙夜市驿站：17:00-次日2:00，现在关着，今天 17:00 开');
    talk.it.clock.at += 11 * 60_000;
    expect(await talk.ask('电话多少')).not.toContain('城隍庙');
  });

  it('of those that were listed is told of by its number', async () => {
    await talk.share(30.2505, 120.151);
    expect(await talk.ask('2')).toMatch(/^老码头换电驿站\n|^水产市场驿站\n/);
    expect(await talk.ask('第一个电话')).toBe('江畔驿站：0577-5510007');
  });

  it('is asked about a later hour', async () => {
    expect(await talk.ask('江畔驿站晚上十点半还开着不')).toContain('今天 22:30 不开');
    expect(await talk.ask('江畔驿站晚上九点还开着吗')).toContain('今天 21:00 开着');
  });

  it('that lacks what is wanted is not passed off: the nearest that has it is told', async () => {
    const said = await talk.ask('西门桥驿站有厕所吗');
    expect(said).toMatch(/^西门桥驿站没写着有厕所。\n最近有厕所的：\n1\. 人民医院北门驿站，\d+ 米\n/);
  });

  it('whose hours nobody can read is quoted, and one that is shut for now is not said to be open', async () => {
    expect(await talk.ask('会展中心驿站几点开门')).toContain('时间：展会期间开放\n');
    expect(await talk.ask('石榴园驿站还开着吗')).toMatch(/^石榴园菜场驿站\n备注：装修，暂停开放\n[\s\S]*时间：6:00-18:00\n/);
  });

  it('nobody knows is not guessed', async () => {
    expect(await talk.ask('银河路哪有厕所')).toBe('没找到“银河路”那边的驿站。附近有什么大路、商场？');
    expect(await talk.ask('大桥路')).toMatch(/^邮储银行爱心驿站没写着有厕所。\n最近有厕所的：/);
  });
});

describe('where stations were just spoken of', () => {
  it('another place is found, and what is wanted stays', async () => {
    expect(await talk.askInGroup('滨江公园哪能充电')).toContain(RIVERSIDE);
    expect(await talk.askInGroup('那城隍庙那边呢')).toContain('城隍庙夜市驿站\n');
    expect(await talk.askInGroup('电话多少')).toContain('城隍庙夜市驿站：0577-5510562');
    expect(await talk.ask('西门桥驿站有厕所吗')).toContain('西门桥驿站没写着有厕所');
    expect(await talk.ask('城隍庙')).toMatch(/^城隍庙夜市驿站/);
  });

  it('a place alone asks for nothing where they were not, or no more', async () => {
    expect(await talk.ask('城隍庙')).not.toContain('地址');
    await talk.ask('江畔驿站几点关门');
    talk.it.clock.at += 11 * 60_000;
    expect(await talk.ask('城隍庙')).not.toContain('地址');
  });

  test.each([
    '谢谢',
    '好的',
    '我先送单了',
    '在城隍庙吃饭呢',
    '我到城隍庙了',
    '城隍庙今天人真多',
    '累死了',
    '你真行',
    '等会去',
    '城隍庙那单谁送',
  ])('“%s” is no place', async (words) => {
    await talk.ask('江畔驿站几点关门');
    expect(await talk.ask(words)).not.toContain('地址：');
  });

  it('of several the number is told of each, all of it where two things are wanted', async () => {
    talk.it.services.stations = { current: () => city.slice(0, 2) };
    await talk.ask('有哪些驿站');
    expect((await talk.ask('电话多少')).split('\n')).toHaveLength(2);
    expect(await talk.ask('第二个电话和地址发我')).toMatch(/^[^\n]+\n地址：/);
  });

  it('of many it is asked which is meant', async () => {
    talk.it.services.stations = { current: () => city.slice(0, 6) };
    expect(await talk.ask('有哪些驿站')).toContain('\n6. ');
    expect(await talk.ask('电话多少')).toBe('问哪一个？说名字，或者“第几个”。');
    expect(await talk.ask('第二个电话')).toContain('：');
  });

  it('is told how it is on another day', async () => {
    talk.it.services.stations = { current: () => [{ ...city[0]!, hours: '周一至周五 9:00-17:30' }] };
    expect(await talk.ask(`${city[0]!.name}周日开吗`)).toContain('，周日不开\n');
    expect(await talk.ask(`${city[0]!.name}周五开吗`)).toContain('，后天开\n');
    expect(await talk.ask('周日开吗')).toMatch(/，周日不开$/);
  });
});

describe('what stations have', () => {
  test.each([
    '我要喝水',
    '想喝口水',
    '渴死了',
    '口渴了',
    '我要上厕所',
    '尿急',
    '憋不住了',
    '手机没电了',
    '我想充个电',
    '想找个地方歇会儿',
    '要躲会雨',
    '想热个饭',
    '俺想接点热水',
    '附近驿站',
    '驿站在哪',
  ])('“%s” asks for them', async (words) => {
    expect(await talk.ask(words)).toMatch(/你在哪一带|地址：|\n\d+\. /);
  });

  test.each([
    '我要喝水了再去送',
    '我要请假',
    '我想休息几天',
    '充电了',
    '没电了',
    '我要换班',
    '热死了',
    '雨太大了',
    '想喝奶茶',
    '我要充话费',
    '要喝水自己倒',
  ])('“%s” does not', async (words) => {
    expect(await talk.ask(words)).not.toMatch(/你在哪一带|地址：/);
  });

  it('are asked for in vain where no table is', async () => {
    talk.it.services.stations = { current: () => [] };
    expect(await talk.ask('我要喝水')).not.toMatch(/驿站/);
  });
});

describe('near me', () => {
  const WHERE = '能充电的驿站有 47 个。你在哪一带？发个定位或说个路名。';

  it('without a place is one question, answered by words', async () => {
    expect(await talk.ask('附近哪能充电')).toBe(WHERE);
    expect(await talk.ask('我在人民医院这边')).toMatch(/^人民医院北门驿站\n/);
  });

  it('or by a position', async () => {
    await talk.ask('附近哪能充电');
    expect(await talk.share(30.2505, 120.151)).toMatch(/^1\. 江畔驿站，110 米\n/);
  });

  it('is not meant by what is said next of something else', async () => {
    await talk.ask('附近哪能充电');
    expect(await talk.ask('谢谢')).toBe('不客气，路上慢点。');
    expect(await talk.ask('签到')).toContain('签到记下了');
  });

  it('is what a position alone asks for', async () => {
    const said = await talk.share(30.302, 120.15);
    expect(said).toMatch(/^1\. 北站小哥驿站，10 米\n/);
    expect(said).toContain('\n3. ');
  });

  it('a position that a report waits for is the report’s', async () => {
    expect(await talk.ask('充电柜在冒烟')).toContain('在哪儿');
    const said = await talk.share(30.2505, 120.151, '滨江路口');
    expect(said).not.toContain('江畔驿站');
    expect(said).toContain('滨江路口');
  });
});

describe('all of them', () => {
  it('are counted by district, and it is said how to go on', async () => {
    const said = await talk.ask('有哪些驿站');
    expect(said.split('\n')[0]).toBe('驿站一共 110 个：');
    expect(said).toContain('江北区 23 个');
    expect(said.split('\n').length).toBeLessThanOrEqual(12);
    expect(await talk.ask('渔人码头')).toMatch(/^渔人码头驿站\n/);
  });

  it('are named where they are few', async () => {
    talk.it.services.stations = { current: () => city.slice(0, 2) };
    expect(await talk.ask('列出所有驿站')).toContain('鼓楼小哥驿站，城中区鼓楼南街45号');
  });

  it('are none where no table is, which staff are told how to change', async () => {
    talk.it.services.stations = { current: () => [] };
    expect(await talk.ask('哪里能充电')).toBe('还没有驿站表，我查不了。可以问问书记。');
    expect(await talk.ask('哪里能充电', { from: 'li' })).toContain('导入');
    expect(await talk.ask('有哪些驿站')).toBe('还没有驿站表，我查不了。可以问问书记。');
  });

  test.each([
    '列出所有驿站',
    '有哪些驿站',
    '驿站都有哪些？',
    '咱们这有几个驿站',
    '所有驿站',
    '全部驿站名单',
    '驿站清单发我',
    '驿站列表',
    '我们有多少驿站啊',
    '小哥驿站一览表',
  ])('“%s” asks for them', (words) => {
    expect(asksForAll.test(words)).toBe(true);
  });

  test.each([
    '江北有哪些驿站',
    '驿站有什么用',
    '驿站有哪些东西',
    '驿站',
    '所有驿站都没热水',
    '驿站有几个坏的',
    '有哪些驿站能热饭',
    '驿站一共坏了三个',
    '全部驿站都要巡查',
    '驿站表里我没有名字',
  ])('“%s” does not', (words) => {
    expect(asksForAll.test(words)).toBe(false);
  });
});

describe('what goes wrong at a station is none of its business', () => {
  test.each(['江畔驿站的饮水机坏了', '驿站没开门写的开着', '建议江畔驿站装个微波炉', '江畔驿站的椅子都被收走了'])(
    '“%s”',
    async (words) => {
      expect(await talk.ask(words)).not.toMatch(/地址：|你在哪一带/);
    },
  );

  test.each([
    '江畔驿站的饮水机坏了',
    '江畔驿站微波炉坏了',
    '江畔驿站没水了',
    '江畔驿站厕所堵了',
    '江畔驿站插座没电了',
    '江畔驿站水管漏水',
  ])('“%s” is a hazard there', async (words) => {
    expect(await talk.ask(words)).toMatch(/^H-0001 记下了：江畔驿站，/);
  });

  test.each([
    '江畔驿站微波炉坏了吗',
    '江畔驿站空调修好了',
    '要是江畔驿站没水了怎么办',
    '江畔驿站保安不让进',
    '江畔驿站收费太黑',
    '他手机坏了',
  ])('“%s” is none', async (words) => {
    expect(await talk.ask(words)).not.toContain('H-0001 记下了');
  });

  it('a danger there is reported', async () => {
    expect(await talk.ask('江畔驿站插座冒烟了')).toContain('119');
    await talk.ask('江畔驿站几点关门');
    expect(await talk.ask('驿站着火了')).toContain('119');
  });
});
