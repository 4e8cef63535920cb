// Turns of talk about stations, as people say them one after the other.
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { Station } from '../../src/core/station.ts';
import { stationSchema } from '../../src/core/station.ts';
import { type StationTalk, stationTalk } from '../support/station-talk.ts';

const of = (id: string, name: string, over: Partial<Station>): Station =>
  stationSchema.parse({ id, name, phone: `0510-8888000${id}`, ...over });
/** A Wednesday morning finds them open, but for the night's. */
const town: Station[] = [
  of('1', '江畔驿站', {
    area: '江畔街道',
    aliases: ['江边驿站'],
    address: '江畔路18号',
    hours: '07:00-22:00',
    facilities: ['water', 'charging', 'rest', 'microwave'],
    latitude: 31.56,
    longitude: 120.3,
  }),
  of('2', '万达小哥之家', {
    area: '万达广场',
    address: '人民路66号',
    hours: '24小时',
    facilities: ['water', 'toilet', 'battery_swap'],
    latitude: 31.57,
    longitude: 120.31,
  }),
  of('3', '城南党群服务站', {
    area: '城南',
    aliases: ['南站'],
    address: '南湖路5号',
    hours: '周一至周五 9:00-17:30',
    facilities: ['rest', 'reading'],
    latitude: 31.5,
    longitude: 120.28,
    free: true,
  }),
  of('4', '长江路驿站', {
    area: '长江路',
    address: '长江路120号',
    hours: '8点到晚10点',
    facilities: ['charging', 'water'],
    latitude: 31.58,
    longitude: 120.33,
    notes: '有打气筒，不能停车',
  }),
  of('5', '长江北路驿站', {
    area: '长江北路',
    address: '长江北路500号',
    hours: '22:00-次日6:00',
    facilities: ['rest', 'charging'],
    latitude: 31.59,
    longitude: 120.335,
  }),
  of('6', '火车站暖蜂驿站', {
    area: '火车站',
    address: '站前路1号',
    hours: '每天 6:00-23:00，周一休息',
    phone: '',
    facilities: ['water', 'charging', 'toilet'],
  }),
];

let talk: StationTalk;
beforeEach(async () => {
  talk = await stationTalk(town);
});
afterEach(() => talk.close());

describe('an area alone', () => {
  it.each(['万达广场', '我在万达广场呢', '万达广场那边'])('goes on with what was asked: “%s”', async (words) => {
    await talk.ask('哪能充电');
    expect(await talk.ask(words)).toContain('万达小哥之家没写着能充电');
  });
});

describe('what is asked of one', () => {
  it('on the days that are meant', async () => {
    expect(await talk.ask('南站周末开吗')).toContain('17:30，周六、周日不开\n');
    expect(await talk.ask('火车站驿站周一开吗')).toContain('，下周一不开\n');
    expect(await talk.ask('万达小哥之家周末开吗')).toContain('，周六、周日开\n');
    expect(await talk.ask('南站国庆开吗')).toContain('国庆开不开说不准，先打个电话');
    expect(await talk.ask('江畔驿站过年开吗')).toContain('，过年开\n');
    expect(await talk.ask('江畔驿站半夜还开吗')).toContain('，明天 01:00 不开\n');
  });

  it('that is not in the table is said to be missing', async () => {
    expect(await talk.ask('火车站驿站电话多少')).toContain('\n没写电话\n');
    expect(await talk.ask('江畔驿站充电多少钱')).toContain('\n没写要不要钱');
    expect(await talk.ask('要收费吗')).toBe('江畔驿站：没写要不要钱');
    expect(await talk.ask('江畔驿站能洗澡吗')).toBe('江畔驿站没写着能洗澡。\n打江畔驿站的电话问问：0510-88880001。');
  });

  it('goes on, of one or of several', async () => {
    await talk.ask('江畔驿站几点关门');
    expect(await talk.ask('电话给我个')).toBe('江畔驿站：0510-88880001');
    expect(await talk.ask('有空调吗 能热饭吗')).toBe('江畔驿站有微波炉，没写着有空调。');
    expect(await talk.ask('第二个的电话')).toBe('刚才只说了一个。要别的回“换一个”。');
    await talk.ask('江畔和万达哪个开着');
    expect(await talk.ask('第一个和第二个的电话')).toBe('江畔驿站：0510-88880001\n万达小哥之家：0510-88880002');
    expect(await talk.ask('最后一个几点关')).toMatch(/^万达小哥之家：/);
    expect(await talk.ask('第五个的地址')).toBe('刚才说了 2 个。问第几个？');
  });

  it('how far it is takes a position', async () => {
    await talk.ask('江畔驿站在哪');
    expect(await talk.ask('远不远')).toBe('江畔驿站：江畔路18号\n发个定位，我算多远。');
    expect(await talk.share(31.5605, 120.301)).toBe('江畔驿站：110 米');
  });

  it('of a list nobody remembers is said to be gone', async () => {
    expect(await talk.ask('第二个的电话')).toBe('刚才说的是哪几个，我记不住了。说个驿站名字就行。');
  });
});

describe('others', () => {
  it('are told where the first will not do', async () => {
    await talk.ask('江畔驿站几点关门');
    expect(await talk.ask('还有别的吗')).toMatch(/^离江畔驿站近的：\n1\. 万达小哥之家，1\.5 公里\n/);
    expect(await talk.ask('不对，是长江北路')).toMatch(/^长江北路驿站\n/);
    expect(await talk.ask('错了 我说的是江畔路')).toMatch(/^江畔驿站\n/);
    await talk.ask('有别的吗');
    expect(await talk.ask('换个能上厕所的')).toMatch(/^1\. 万达小哥之家\n/);
  });

  it('end at some point', async () => {
    await talk.ask('万达哪有厕所');
    expect(await talk.ask('换一个')).toBe('就这些了。换个路名我再找。');
  });

  it('that are closed for who knows how long are not the next best', async () => {
    const shut = { ...town[3]!, id: '9', name: '解放路驿站', latitude: 31.5601, longitude: 120.3001, notes: '装修中，暂停开放' };
    talk.it.services.stations = { current: () => [...town, shut] };
    expect(await talk.share(31.5605, 120.301)).not.toContain('解放路驿站');
  });

  it('are far where somebody is elsewhere', async () => {
    expect(await talk.share(22.5, 114)).toMatch(/^你那边还没有驿站，最近的在 \d+ 公里外：\n1\. /);
  });
});

describe('which is open', () => {
  it('is asked of those that were named, or of others', async () => {
    talk.it.clock.at = Date.parse('2026-11-25T23:30:00+08:00');
    await talk.ask('江畔驿站现在开着吗');
    expect(await talk.ask('那现在哪个开着')).toMatch(/^离江畔驿站近的：\n1\. 万达小哥之家，/);
    await talk.ask('江畔和万达几点关门');
    expect(await talk.ask('哪个开着')).toMatch(/^江畔驿站：.*现在关着.*\n万达小哥之家：24小时，现在开着$/);
    expect(await talk.ask('现在还有哪儿开着能充电')).toMatch(/^长江北路驿站\n/);
  });

  it('is asked for one day after the other', async () => {
    await talk.ask('南站明天开门吗 后天呢');
    expect(await talk.ask('那后天呢')).toBe('城南党群服务站：周一至周五 9:00-17:30，后天开');
    expect(await talk.ask('周六呢')).toBe('城南党群服务站：周一至周五 9:00-17:30，周六不开');
  });
});

it('several that are named are looked at together', async () => {
  expect(await talk.ask('江畔驿站电话多少 顺便万达的也给我')).toMatch(/^1\. 江畔驿站\n[\s\S]*\n2\. 万达小哥之家\n/);
  expect(await talk.ask('万达跟江畔哪个能热饭')).toMatch(/^江畔驿站\n/);
});

it('where there is no room, others are told', async () => {
  expect(await talk.ask('江畔驿站人满了 还有别的地方吗')).toMatch(/^离江畔驿站近的：\n1\. 万达小哥之家，/);
});

describe('where somebody is', () => {
  it('is asked once more where the answer names no place, in other words', async () => {
    await talk.ask('附近哪能充电');
    for (const words of ['不知道', '我就在这儿', '公司门口', '第三个']) {
      expect(await talk.ask(words)).toBe('发个定位就行，或者说个附近的路名、商场。');
    }
    expect(await talk.ask('江畔')).toMatch(/^江畔驿站\n/);
  });

  it('may be left open', async () => {
    await talk.ask('附近哪能充电');
    expect(await talk.ask('随便')).toMatch(/^1\. 江畔驿站\n/);
    await talk.ask('附近哪能充电');
    expect(await talk.ask('不用了')).toBe('好，要找随时说。');
  });

  it('is asked of those that are open, where many are', async () => {
    expect(await talk.ask('现在还开着的驿站')).toMatch(/^现在开着的有 5 个：\n1\. 江畔驿站\n/);
    expect(await talk.ask('附近有开着的吗')).toBe('现在开着的驿站有 5 个。你在哪一带？发个定位或说个路名。');
    expect(await talk.ask('24小时的驿站有吗')).toMatch(/^万达小哥之家\n/);
    expect(await talk.ask('晚上十一点还开着的驿站有哪些')).toMatch(
      /^今天 23:00 开着的有 2 个：\n1\. 万达小哥之家\n[\s\S]*\n2\. 长江北路驿站\n/,
    );
  });

  it('is not asked for what no station has', async () => {
    for (const words of ['附近有医院吗', '哪能加油', '附近有修车的吗', '附近有超市没', '哪里可以洗澡', '最近的药店在哪']) {
      expect(await talk.ask(words)).toMatch(/^驿站表里没写着.{2,6}的，地图上搜一下快些。/);
    }
    expect(await talk.ask('哪里能打气')).toMatch(/^长江路驿站\n/);
  });

  it('all that is wanted counts', async () => {
    expect(await talk.ask('能充电能热饭的驿站')).toMatch(/^江畔驿站\n/);
    expect(await talk.ask('哪里既能充电又有厕所')).toMatch(/^火车站暖蜂驿站\n/);
  });
});

test.each([
  ['changjianglu yizhan', '长江路驿站'],
  ['jiang pan yi zhan dian hua', '江畔驿站'],
  ['wan da ce suo', '万达小哥之家'],
  ['江畔一站', '江畔驿站'],
  ['江畔驿占到几点', '江畔驿站'],
  ['手机没电了 江边咋整', '江畔驿站'],
  ['充电 江畔', '江畔驿站'],
  ['导航到江畔驿站', '江畔驿站'],
  ['侬晓得江畔驿站阿好坐一歇', '江畔驿站'],
  ['江畔驿站能不能停电动车', '江畔驿站没写着能停车'],
])('“%s” asks for %s', async (words, name) => {
  expect((await talk.ask(words)).startsWith(name)).toBe(true);
});

test.each(['电瓶快没电了', '路上没电了咋办', '车没电了', '下雨了找个地方躲躲', '喝口水', 'nali chongdian'])(
  '“%s” asks for what stations have',
  async (words) => {
    expect(await talk.ask(words)).toMatch(/你在哪一带|\n1?\.? ?\S+驿站|^\d\. /);
  },
);

test.each([
  '我有个件落江畔驿站了',
  '我的快递放江畔驿站了帮我问问',
  '我丢了个充电宝在江畔驿站',
  '我把钥匙忘江畔驿站了',
  '头盔落在江畔驿站了',
])('“%s” is told whom to call', async (words) => {
  expect(await talk.ask(words)).toBe('打江畔驿站的电话问问：0510-88880001。');
});

test.each([
  '我在江畔驿站歇会儿',
  '没电了',
  '停车被贴条了',
  '我要过夜班',
  '今天吃饭没',
  '随便',
  '不用了',
  '电话打不通',
  '第二个',
  '忘了江畔驿站的党日几点了',
  '客户的件丢在江畔驿站要我赔',
  '我去过江畔驿站了',
  '把江畔驿站电话改成123',
])('“%s” is none of its business', async (words) => {
  expect(await talk.ask(words)).not.toMatch(/地址：|你在哪一带|的电话问问|驿站表/);
});

test.each(['驿站几点开门', '你们驿站晚上开到几点呐', '驿站营业时间', '现在驿站开着没'])(
  '“%s” asks first which one',
  async (words) => {
    expect(await talk.ask(words)).toMatch(/^你在哪一带/);
  },
);

test('one that is open and has something is looked for', async () => {
  expect(await talk.ask('现在哪个还开着能充电')).toMatch(/^1\. 江畔驿站\n/);
});

test('a list is gone on from, with a tail and by another word for the first', async () => {
  await talk.ask('哪能充电 江边');
  expect(await talk.ask('那几点关门呐')).toMatch(/江畔驿站/);
  expect(await talk.ask('头一个电话多少')).toMatch(/0510-88880001/);
});

test.each(['江畔驿站锁门了进不去', '江畔驿站锁着门进不去啊'])(
  '“%s” is one hazard there, and nobody’s own matter',
  async (words) => {
    const said = await talk.ask(words);
    expect(said).toContain('江畔驿站，设施');
    expect(said).not.toMatch(/诉求|110/);
  },
);

describe('what is told of a station', () => {
  test.each([
    '江畔驿站微波炉不转了',
    '江畔驿站空调滴水',
    '江畔驿站厕所锁着 白跑一趟',
    '江畔驿站没开门 写的是开着',
    '江畔驿站关着门呢',
    '江畔驿站搬走了',
  ])('“%s” is a hazard there', async (words) => {
    expect(await talk.ask(words)).toMatch(/^H-0001 记下了：江畔驿站，/);
  });

  it('is reported, and what is asked besides is answered', async () => {
    const said = await talk.ask('江畔驿站饮水机坏了，附近还有哪能喝水');
    expect(said).toMatch(/^H-0001 记下了：江畔驿站，[\s\S]*\n离江畔驿站近、能喝水的：\n1\. 万达小哥之家，/);
  });

  it('is reported, and another place is looked for where one is named', async () => {
    const said = await talk.ask('江畔驿站热水器坏了 顺便问下万达那边有厕所没');
    expect(said).toMatch(/^H-0001 记下了：江畔驿站，[\s\S]*\n万达小哥之家\n/);
  });

  it('is no search where it is a suggestion', async () => {
    expect(await talk.ask('建议江畔驿站装个微波炉')).not.toContain('没找到');
  });

  it('is no search where a suggestion names no station: it is taken down', async () => {
    expect(await talk.ask('建议万达那边装个微波炉')).toContain('已登记');
  });

  test.each(['我要举报江畔驿站收费', '江畔驿站的人骂我', '江畔驿站脏死了'])('“%s” may be meant to be told', async (words) => {
    expect(await talk.ask(words)).toContain('登记诉求');
  });
});

test.each(['把江畔驿站电话改成0510-12345678', '删掉江畔驿站', '驿站表怎么导入', '新增一个驿站 城北路10号'])(
  '“%s” of staff is told how',
  async (words) => {
    expect(await talk.ask(words, { from: 'li' })).toContain('导入');
  },
);

it('an empty table is said to be empty, also where a station is named', async () => {
  talk.it.services.stations = { current: () => [] };
  expect(await talk.ask('江畔驿站电话')).toBe('还没有驿站表，我查不了。可以问问书记。');
});
