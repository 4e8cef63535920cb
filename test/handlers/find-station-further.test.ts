// What people say next about stations: the day they meant, where they are, what is broken there, and which of those that were named.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Station, stationSchema } from '../../src/core/station.ts';
import { type StationTalk, stationTalk } from '../support/station-talk.ts';

const of = (id: string, name: string, over: Partial<Station>): Station =>
  stationSchema.parse({ id, name, phone: `0510-7777000${id}`, ...over });
const town: Station[] = [
  of('1', '江畔暖蜂驿站', {
    area: '江畔社区',
    hours: '07:00-22:00',
    facilities: ['charging', 'water', 'rest', 'toilet'],
    latitude: 31.21,
    longitude: 120.19,
  }),
  of('2', '东门小哥之家', {
    area: '东门',
    hours: '08:30-20:30',
    facilities: ['water', 'rest', 'microwave', 'battery_swap'],
    latitude: 31.25,
    longitude: 120.18,
  }),
  of('3', '城西夜归驿站', {
    area: '城西',
    hours: '24小时',
    facilities: ['charging', 'water', 'toilet', 'medicine'],
    latitude: 31.3,
    longitude: 120.09,
  }),
  of('4', '南星桥红色驿站', {
    area: '南星桥',
    hours: '周一至周五 09:00-18:00',
    facilities: ['water', 'air_con', 'reading'],
    latitude: 31.22,
    longitude: 120.16,
  }),
  of('5', '火车东站骑士港湾', {
    area: '火车东站',
    aliases: ['东站'],
    hours: '06:00-23:30',
    facilities: ['charging', 'water', 'rest', 'toilet'],
    latitude: 31.29,
    longitude: 120.21,
    notes: '洗澡、打气',
  }),
];

let talk: StationTalk;
beforeEach(async () => {
  talk = await stationTalk(town);
});
afterEach(() => talk.close());

/** The last thing that is answered. */
async function lastOf(...words: string[]): Promise<string> {
  let last = '';
  for (const each of words) last = await talk.ask(each);
  return last;
}

describe('what was asked before', () => {
  it('is kept where only the station changes', async () => {
    expect(await lastOf('江畔周日开不', '南星桥呢')).toContain('周日不开');
    expect(await lastOf('东门明天晚上九点开着吗', '那江畔呢')).toContain('明天 21:00 开着');
  });

  it('gives way to what is said now', async () => {
    expect(await lastOf('南星桥驿站国庆开不', '下午六点半呢')).toContain('今天 18:30 不开');
    expect(await lastOf('南星桥驿站国庆开不', '周六嘞')).toContain('周六不开');
  });

  it('is where somebody is, for ten minutes', async () => {
    await talk.share(31.29, 120.21);
    expect(await talk.ask('厕所')).toMatch(/^1\. 火车东站骑士港湾，10 米\n/);
    expect(await talk.ask('附近哪能充电')).toMatch(/^1\. 火车东站骑士港湾，10 米\n/);
    talk.it.clock.at += 11 * 60_000;
    expect(await talk.ask('附近哪能充电')).not.toContain('10 米');
  });
});

describe('several of those that were named', () => {
  it.each([
    ['三个都有充电吗', /^江畔暖蜂驿站能充电。\n城西夜归驿站能充电。\n火车东站骑士港湾能充电。$/],
    ['24小时那个的电话', /^城西夜归驿站：0510-77770003$/],
    ['哪个开得最晚', /^城西夜归驿站：24小时/],
    ['都几点关', /^江畔暖蜂驿站：07:00-22:00.*\n城西夜归驿站：.*\n火车东站骑士港湾：/],
    ['还是第一个嘛 好久关门', /^江畔暖蜂驿站：07:00-22:00/],
    ['哪个最近', /^发个定位，我算多远。$/],
    ['电话给俺发一个', /^江畔暖蜂驿站：0510-77770001\n/],
    ['能睡一会儿不', /^江畔暖蜂驿站能歇脚。\n城西夜归驿站没写着能歇脚。/],
  ])('“%s”', async (words, answer) => {
    expect(await lastOf('哪有厕所', words)).toMatch(answer);
  });

  it('stays with the one that was chosen', async () => {
    expect(await lastOf('哪有厕所', '第三个呢', '它几点关')).toMatch(/^火车东站骑士港湾：06:00-23:30[^\n]*$/);
  });

  it('lets go of them where something new is asked', async () => {
    expect(await lastOf('换电柜在哪点', '哪点有热水喝')).toMatch(/\n2\. /);
  });
});

describe('what a station has', () => {
  it('is wanted together, or of each the first', async () => {
    expect(await talk.ask('能充电能洗澡的')).toMatch(/^火车东站骑士港湾\n/);
    expect(await talk.ask('能充电又能热饭的')).toMatch(
      /^没有两样都有的，各说一个：\n1\. 东门小哥之家\n[\s\S]*\n2\. 江畔暖蜂驿站/,
    );
  });

  it.each(['不要江畔 换个能充电的', '除了江畔还有哪能充电'])('is elsewhere: “%s”', async (words) => {
    expect(await talk.ask(words)).toMatch(/^离江畔暖蜂驿站近、能充电的：\n1\. 火车东站骑士港湾/);
  });

  it('is left out where somebody has reported it broken, and told of where it is named', async () => {
    expect(await talk.ask('江畔的饮水机坏了')).toMatch(/^H-0001 记下了：江畔暖蜂驿站/);
    expect(await talk.ask('哪还有水喝')).not.toMatch(/\d\. 江畔/);
    expect(await talk.ask('江畔能喝水不')).toContain('有人报了坏的，H-0001。');
    expect(await talk.ask('江畔能充电不')).not.toContain('H-0001');
  });

  it('is told of all the same where there is no other', async () => {
    await talk.ask('东门驿站的微波炉坏了');
    expect(await talk.ask('哪儿能热饭')).toMatch(/^东门小哥之家\n[\s\S]*有人报了坏的，H-0001。/);
  });

  it('is open first at the hour it is wanted', async () => {
    expect(await talk.ask('凌晨两点哪点可以歇')).toMatch(/^那会儿能歇脚的都关着，先说开着的：\n1\. 城西夜归驿站\n/);
    expect(await talk.ask('晚上十点以后能充电的')).toMatch(/^1\. 城西夜归驿站\n/);
  });

  it.each([
    ['想解个手', /能|在哪一带|江畔/],
    ['身上都是汗 想冲个澡', /^火车东站骑士港湾\n/],
    ['俺想歇歇 腿疼', /^1\. 江畔暖蜂驿站\n/],
    ['累死了 歇哪', /^1\. 江畔暖蜂驿站\n/],
    ['擦破点皮 有碘伏没', /^城西夜归驿站\n/],
    ['有母婴室没', /^驿站表里没写着有母婴室的/],
    ['微波卢', /^东门小哥之家\n/],
    ['哪有测所', /^1\. 江畔暖蜂驿站\n/],
    ['不是党员能进驿站不', /一般都能进/],
  ])('is called for by “%s”', async (words, answer) => {
    expect(await talk.ask(words)).toMatch(answer);
  });
});

describe('hours', () => {
  it.each([
    ['现在还开起的驿站有哪些', /^现在开着的有 5 个：\n/],
    ['星期天哪些驿站开门', /^周日开着的有 4 个：\n/],
    ['最早开门的驿站是哪个', /^开门最早的：\n1\. 城西夜归驿站\n/],
    ['南星桥星期六开不开', /周六不开/],
    ['东门八点开了没', /^东门小哥之家\n/],
    ['签到 顺便问下江畔几点关门', /签到记下了[\s\S]*江畔暖蜂驿站\n/],
  ])('“%s”', async (words, answer) => {
    expect(await talk.ask(words)).toMatch(answer);
  });
});

describe('a place of the table', () => {
  it.each([
    ['东门', /^东门小哥之家\n/],
    ['江畔', /^江畔暖蜂驿站\n/],
    ['城西的电话', /^城西夜归驿站\n/],
    ['东门和江畔电话都发我', /^1\. 东门小哥之家\n[\s\S]*\n2\. 江畔暖蜂驿站\n/],
    ['从江畔到东门多远', /^江畔暖蜂驿站到东门小哥之家，直线 4\.5 公里。$/],
    ['离东门最近的厕所', /^东门小哥之家没写着有厕所。\n/],
    ['顺路去城西的驿站', /^城西夜归驿站\n/],
    ['去东站歇歇', /^火车东站骑士港湾\n/],
    ['东门的医院在哪', /没写着有医院的/],
  ])('“%s”', async (words, answer) => {
    expect(await talk.ask(words)).toMatch(answer);
  });

  it.each(['好的', '人民', '收到', '东门的包子铺不错', '我昨天路过江畔', '江畔跑得好累', '东站今天单子多'])(
    'is not asked for by “%s”',
    async (words) => {
      expect(await talk.ask(words)).not.toMatch(/小哥之家|暖蜂驿站|骑士港湾/);
    },
  );
});

describe('a fault', () => {
  it.each([
    ['江畔厕所锁了', '江畔暖蜂驿站'],
    ['南星桥空调不制冷', '南星桥红色驿站'],
    ['东门微波炉坏了', '东门小哥之家'],
    ['江畔的充电柜坏了', '江畔暖蜂驿站'],
    ['江畔厕所没纸了', '江畔暖蜂驿站'],
    ['东门饮水机不出水', '东门小哥之家'],
    ['城西药箱是空的', '城西夜归驿站'],
    ['江畔门打不开', '江畔暖蜂驿站'],
    ['我到南星桥了 关门的', '南星桥红色驿站'],
    ['东站驿站关门了 写着24小时的', '火车东站骑士港湾'],
    ['江畔驿站地址写错了', '江畔暖蜂驿站'],
  ])('“%s” is told of %s', async (words, station) => {
    expect(await talk.ask(words)).toContain(`H-0001 记下了：${station}，设施。`);
  });

  it('is told of the station that was just spoken of', async () => {
    expect(await lastOf('江畔有厕所不', '锁了的 进不去')).toContain('H-0001 记下了：江畔暖蜂驿站');
  });

  it('is told of the one of them that is counted', async () => {
    expect(await lastOf('哪有厕所', '第二个是锁的')).toContain('H-0001 记下了：城西夜归驿站');
  });

  it('is none where the table says that it is closed', async () => {
    talk.it.clock.at += 12 * 3_600_000;
    expect(await talk.ask('我到南星桥了 关门的')).toMatch(/^南星桥红色驿站\n/);
  });

  it.each(['东门微波炉坏了没', '东门我车坏了', '江畔我手机没电了', '要是江畔厕所锁了咋办'])('is none in “%s”', async (words) => {
    expect(await talk.ask(words)).not.toContain('记下了');
  });

  it.each(['江畔能不能晚点关门', '要是东门也能充电就好了'])('“%s” is a wish: it is asked whether to tell it', async (words) => {
    expect(await talk.ask(words)).toMatch(/^你是要登记诉求吗？/);
  });
});
