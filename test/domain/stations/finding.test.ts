import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Station, stationSchema } from '../../../src/core/station.ts';
import {
  asksForStation,
  findStations,
  metresBetween,
  type StationQuery,
  type StationSearch,
  searchStations,
} from '../../../src/domain/stations/index.ts';
import { city } from '../../support/stations-city.ts';

const NOW = Date.parse('2026-11-25T10:00:00+08:00');
const search = (words: string, over: Partial<StationQuery> = {}, stations: readonly Station[] = city): StationSearch =>
  searchStations(stations, { words, at: NOW, ...over }, 3);
const names = (found: StationSearch): string[] =>
  found.kind === 'found' ? found.found.map(({ station }) => station.name) : [found.kind];
const station = (over: Partial<Station> & { name: string }): Station => stationSchema.parse({ id: over.name, ...over });

describe('a station is found', () => {
  test.each([
    ['江畔驿站', '江畔驿站'],
    ['江畔', '江畔驿站'],
    ['江边驿站在哪', '江畔驿站'],
    ['滨江路12号', '江畔驿站'],
    ['wanda后街', '万达后街爱心屋'],
    ['软件园2期', '软件园二期小哥之家'],
    ['成隍庙', '城隍庙夜市驿站'],
    ['苎罗巷', '苎萝巷小哥之家'],
    ['梧里桐小哥之家', '梧桐里小哥之家'],
    ['翡翠小哥之家', '翡翠城小哥之家'],
    ['行知重学', '行知中学驿站'],
    ['龍南湖里社区', '南湖里社区小哥之家'],
  ])('“%s” → %s', (words, name) => {
    expect(names(search(words))[0]).toBe(name);
  });

  it('by what sets it apart, not by what all of them are called', () => {
    expect(names(search('银泰城的骑手驿站'))[0]).toBe('银泰城骑手驿站');
    expect(search('小哥驿站')).toEqual({ kind: 'no_place', want: null, total: city.length });
  });

  test.each(['长江东路', '江湾三路', '第三人民医院', '软件园四期', '火星路'])('“%s” is no station’s', (words) => {
    expect(search(`${words}有厕所吗`, { area: words })).toEqual({ kind: 'unknown_place', place: words });
  });

  it('by what is wanted there: those that have it', () => {
    expect(names(search('步行街哪有药'))).toEqual(['步行街暖心驿站']);
    expect(search('步行街哪能热饭')).toMatchObject({
      kind: 'lacks',
      want: 'microwave',
      found: [{ station: { name: '中山路户外劳动者服务站' } }, {}, {}],
    });
  });

  it('by what is wanted alone only where there are few', () => {
    expect(search('哪能充电')).toMatchObject({ kind: 'no_place', want: 'charging' });
    expect(names(search('哪能热饭', {}, city.slice(0, 5)))).toEqual(['江畔驿站', '中山路户外劳动者服务站']);
  });

  it('by position: the nearest first, those that are closed a little later', () => {
    const near = { latitude: 30.2505, longitude: 120.151 };
    const found = search('', { near });
    expect(found).toMatchObject({ kind: 'found', isOne: false, found: [{ station: { name: '江畔驿站' } }, {}, {}] });
    expect(found.kind === 'found' && found.found.map(({ metres }) => Math.round(metres!))).toEqual([111, 167, 294]);
    const night = search('', { near, at: NOW + 14 * 3_600_000 });
    expect(names(night)[0]).toBe('老码头换电驿站');
    expect(search('', { near }, [station({ name: '甲' })])).toEqual({ kind: 'no_positions' });
  });

  it('open before closed, then near before far, then as the table has them', () => {
    const at = (name: string, over: Partial<Station>) => station({ name, area: '梅林', ...over });
    const stations = [
      at('甲驿站', { hours: '18:00-20:00' }),
      at('乙驿站', { hours: '8:00-20:00', latitude: 30.01, longitude: 120 }),
      at('丙驿站', { hours: '8:00-20:00', latitude: 30, longitude: 120 }),
      at('丁驿站', { hours: '看天气' }),
    ];
    const near = { latitude: 30, longitude: 120 };
    expect(findStations(stations, { words: '梅林', near, at: NOW }, 4).map(({ station: { name } }) => name)).toEqual([
      '丙驿站',
      '乙驿站',
      '丁驿站',
      '甲驿站',
    ]);
  });

  it('closed for the time being is not said to be open', () => {
    expect(search('石榴园')).toMatchObject({ found: [{ opening: { kind: 'unknown' } }] });
  });

  it('none without a table', () => {
    expect(search('江畔', {}, [])).toEqual({ kind: 'no_stations' });
  });

  test('whatever is said, and however the table is written', () => {
    const written = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom('江畔驿站', '路', '驿站', '1号', '12号楼B座', 'SOHO', '（）', '某某区某路1号某楼'),
    );
    const table = fc.array(fc.record({ name: written, area: written, address: written, hours: written }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(table, fc.string({ maxLength: 300 }), fc.option(written), (rows, words, area) => {
        const stations = rows.map((row, at) => ({ ...station({ name: `站${at}` }), ...row }));
        expect(() => searchStations(stations, { words, area, at: NOW }, 3)).not.toThrow();
      }),
    );
  });
});

describe('distances', () => {
  it('are those of the great circle', () => {
    // Two Shanghai squares, about 7.6 km apart.
    const one = { latitude: 31.2304, longitude: 121.4737 };
    expect(metresBetween(one, { latitude: 31.2397, longitude: 121.5533 })).toBeCloseTo(7_639, -2);
    expect(metresBetween(one, one)).toBe(0);
  });
});

describe('words that sound like talk', () => {
  test.each([
    '江畔驿站现在开着吗',
    '江畔驿站电话多少',
    '江盼驿站电话',
    '万达那个驿站关门没',
    '电影院一楼那个服务站几点关',
    '宝利天悦充电',
    '江畔驿站',
  ])('“%s” asks for a station', (words) => {
    expect(asksForStation(city, words)).toBe(true);
  });

  test.each([
    '江畔驿站的饮水机坏了',
    '江畔驿站插座冒烟了',
    '驿站没开门写的开着',
    '我在江畔驿站充电呢',
    '主题党日在江畔驿站几点开始',
    '到江畔驿站了',
    '江畔驿站见',
    '软件园的件谁派',
    '把件放在江畔驿站行吗',
    '老码头换电坑人',
    '今天在万达送餐累死了',
    '我上次在江畔驿站喝水丢了手机',
    '建议江畔驿站装个微波炉',
    '江畔驿站应该晚点关门',
  ])('“%s” does not', (words) => {
    expect(asksForStation(city, words)).toBe(false);
  });
});
