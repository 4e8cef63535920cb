// A metropolis of stations, the same for the same seed: districts, roads and landmarks that nobody has heard of and everybody has one like.
import { facilities, type Station, stationSchema } from '../../src/core/station.ts';
import { createRandom } from '../../src/learning/random.ts';

const DISTRICTS = '云川区、南屏区、北渚区、龙渊区、青麓区、西津区、海棠区、金沙洲区、白鹭湾区、临空新区'.split('、');
/** First halves of names, second halves: together they make more names than a city needs. */
const HEADS =
  '云、锦、枫、桐、碧、翠、兰、松、鹤、鹿、麟、澜、汀、渚、岚、霞、晖、曦、皓、玉、珠、琴、棋、墨、砚、笛、筝、帆、舟、渔、樵、耕、稻、麦、桑、茶、梅、菊、荷、莲、槐、榆、柏、杉、枣、杏、梨、橘、樟、楠、榕、棠、薇、蓉、芷、菱、芦、蒲、苇、萍'.split(
    '、',
  );
const TAILS =
  '江、河、溪、泉、潭、塘、湾、洲、屿、岛、山、岭、峰、岗、坡、谷、原、坪、坝、桥、渡、津、浦、港、城、堡、台、阁、亭、庙、寺、观、庵、祠、坊、里、村、庄、屯、店、铺、市、场、园、苑、田、林、洼、沟、堤'.split(
    '、',
  );
const ROADS = '路、路、路、街、大道、巷、东路、西路、南路、北路、一路、二路、三路'.split('、');
const ESTATES = '花园、小区、家园、雅苑、新村、公馆、华府、名邸、豪庭、水岸'.split('、');
const PUBLIC =
  '广场、购物中心、大厦、农贸市场、公园、医院、小学、中学、地铁站、汽车站、文化宫、体育中心、写字楼、产业园、物流园、批发市场'.split(
    '、',
  );
const BRANDS = '万象汇、大悦城、世纪联华、永辉超市、山姆会员店、龙湖天街、宜家、迪卡侬、红星美凯龙、华联、奥特莱斯、海底捞'.split(
  '、',
);
const BANKS = '工商银行、农业银行、中国银行、交通银行、招商银行、浦发银行'.split('、');
const KINDS = '小哥驿站、驿站、小哥之家、爱心驿站、户外劳动者服务站、暖蜂驿站、党群服务中心、骑手之家、司机之家、歇脚点'.split(
  '、',
);
const HOURS =
  '07:00-22:00、8:00-20:00、24小时、8点到晚10点、周一至周五 9:00-17:30 周末休息、全天、9:00-12:00 14:00-18:00、早八点至晚九点、6:30-23:30、10:00-次日2:00、8:30-17:30（法定节假日休息）、每天 9:00-21:00、工作日8:30-18:00、看天气'.split(
    '、',
  );
const SIDES = '东门、西门、南门、北门、对面、一楼、地下一层、停车场旁、东侧、西侧'.split('、');
const NOTES = ['', '', '', '', '凭工牌进', '门口能停车', '周三下午消毒，不开', '高温天备有绿豆汤', '插座在里屋'];
const CENTRE = { latitude: 30.9, longitude: 121.2 };

/**
 * Stations `g00001`, `g00002`, … of one metropolis. A quarter lies in one district and has a dozen roads and landmarks; a name is
 * found once in a quarter, and often in others.
 */
export function makeStations(count: number, seed = 8): Station[] {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const called = () => pick(HEADS) + pick(TAILS);
  const quarters = Array.from({ length: Math.max(1, Math.floor(count / 40)) }, (_, at) => ({
    district: DISTRICTS[at % DISTRICTS.length]!,
    street: called(),
    east: (at % 25) * 0.018 + random() * 0.005,
    north: Math.floor(at / 25) * 0.018 + random() * 0.005,
    roads: Array.from({ length: 9 }, () => called() + pick(ROADS)),
  }));
  return Array.from({ length: count }, (_, at): Station => {
    const quarter = quarters[at % quarters.length]!;
    const road = pick(quarter.roads);
    const number = 1 + below(400);
    const isBrand = below(6) === 0;
    const isEstate = below(2) === 0;
    const name = called();
    const landmark = isBrand ? pick(BRANDS) : name + pick(isEstate ? ESTATES : PUBLIC);
    const kind = pick(KINDS);
    const way = below(6);
    const label =
      way === 0
        ? `${quarter.street}街道${kind}`
        : way === 1
          ? `${name}社区${kind}`
          : way === 2
            ? `${road}${pick(BANKS)}${kind}`
            : `${isBrand ? quarter.street : ''}${landmark}${kind}`;
    const hasPlace = below(12) !== 0;
    return stationSchema.parse({
      id: `g${String(at + 1).padStart(5, '0')}`,
      name: label,
      area: [`${quarter.street}街道`, landmark].join('、'),
      aliases:
        below(3) === 0
          ? [`${name}那个点`]
          : below(3) === 0
            ? [`${road.replace(/(?:大道|[东西南北一二三]?路|街|巷)$/, '')}驿站`]
            : [],
      address: `${quarter.district}${road}${number}号${landmark}${pick(SIDES)}`,
      hours: pick(HOURS),
      phone: `021-6${String(1_000_003 + at * 7).slice(-7)}`,
      facilities: facilities.filter((facility) => facility !== 'other' && below(facility === 'battery_swap' ? 12 : 2) === 0),
      latitude: hasPlace ? CENTRE.latitude + quarter.north + random() * 0.015 : null,
      longitude: hasPlace ? CENTRE.longitude + quarter.east + random() * 0.015 : null,
      free: below(9) === 0 ? null : below(12) !== 0,
      notes: pick(NOTES),
    });
  });
}
