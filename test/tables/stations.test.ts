import { describe, expect, it } from 'vitest';
import { type Station, stationSchema } from '../../src/core/station.ts';
import { type Cell, matchColumns, planStations, readStationRows } from '../../src/tables/index.ts';

type Said = string | number | boolean | null | Cell;
const cellOf = (said: Said | undefined): Cell => {
  if (said === null || said === undefined) return { kind: 'empty' };
  if (typeof said === 'string') return { kind: 'text', text: said };
  if (typeof said === 'number') return { kind: 'number', value: said };
  return typeof said === 'boolean' ? { kind: 'yes_no', value: said } : said;
};
const tableOf = (rows: readonly (readonly Said[])[]) => {
  const width = Math.max(...rows.map((row) => row.length));
  const cells = (row: readonly Said[]) => Array.from({ length: width }, (_, at) => cellOf(row[at]));
  return { kind: 'table' as const, sheet: null, rows: rows.map((row, at) => ({ line: at + 1, cells: cells(row) })) };
};
const read = (...rows: Said[][]) => readStationRows(tableOf(rows));
/** One row under a header; what is wrong as `column kind`. */
const wrong = (header: string[], ...rows: Said[][]) =>
  read(header, ...rows).faults.map(({ line, column, kind }) => `${line} ${column} ${kind}`);
const one = (header: string[], row: Said[]) => {
  const { stations, faults } = read(header, row);
  expect(faults).toEqual([]);
  return stations[0]!;
};
const LOST: Cell[] = [
  { kind: 'empty', lost: 'merged' },
  { kind: 'empty', lost: 'uncalculated' },
  { kind: 'empty', lost: 'error' },
];
const EPOCH: Cell = { kind: 'date', iso: '1899-12-30T08:00:00', isEpochDay: true };

describe('the header of a table', () => {
  const columns = { name: ['名称', '站点'], phone: ['电话', '联系电话'], hours: ['开放时间'] };
  const match = (...titles: string[]) => matchColumns(titles.map(cellOf), columns);

  it('is matched in any order, with remarks, blanks and words before', () => {
    expect(match('联系 电话（必填）', '*名称：', '每日开放时间', '').at).toEqual({ phone: 0, name: 1, hours: 2 });
  });

  it('names what is there twice, and what means nothing to us', () => {
    expect(match('名称', '电话', '负责人', '联系电话')).toEqual({
      at: { name: 0, phone: 1 },
      twice: [{ key: 'phone', titles: ['电话', '联系电话'] }],
      unknown: [{ column: 2, title: '负责人' }],
    });
  });

  it('of a station table may stand under a title; without one nothing is read', () => {
    expect(read(['江畔区小哥驿站一览表'], ['2026年11月'], ['地址', '驿站名称'], ['东路1号', '甲']).stations).toMatchObject([
      { name: '甲', address: '东路1号' },
    ]);
    expect(wrong(['姓名', '年龄'], ['甲', 3])).toEqual(['null null no_header']);
    expect(wrong(['名称', '地址'])).toEqual(['null null no_rows']);
    expect(wrong(['序号', '电话', '地址'], [1, '12345', '东路1号'])).toEqual(['1 null no_name_column']);
    expect(wrong(['名称', '站点', '地址'], ['甲', '乙', '丙'])).toEqual(['1 null column_twice']);
  });
});

describe('a table without a header', () => {
  it('is not read by its first row, whatever that ends with', () => {
    const row = ['1', '江畔驿站', '江畔街道', '江畔路18号', '07:00-22:00', '0510-88880001'];
    expect(wrong(row, ['2', '万达小哥之家', '万达', '人民路66号', '24小时', '13812345678'])).toEqual(['null null no_header']);
    expect(read(['驿站名称（2026年）', '详细地址', '联系电话'], ['甲', '东路1号', '12345']).faults).toEqual([]);
  });
});

describe('a row of a table of stations', () => {
  it('becomes a station', () => {
    const header = [
      '编号',
      '站点',
      '地址',
      '片区',
      '街道',
      '别名',
      '营业时间',
      '联系电话',
      '手机',
      '服务',
      '经度',
      '纬度',
      '是否免费',
      '备注',
    ];
    const row: Said[] = [
      'JP-1',
      '江畔驿站',
      '江畔路18号',
      '江畔',
      '江畔街道',
      '老码头、江边',
      '7:00-22:00',
      '0571-5550018',
      13800000000,
      '充电、热水 微波炉/卫生间，没有空调',
      '120.17°',
      30.25,
      '是',
      '门卫登记',
    ];
    const station = one(header, row);
    expect(station).toEqual({
      id: 'JP-1',
      name: '江畔驿站',
      area: '江畔、江畔街道',
      aliases: ['老码头', '江边'],
      address: '江畔路18号',
      hours: '7:00-22:00',
      phone: '0571-5550018、13800000000',
      facilities: ['charging', 'water', 'microwave', 'toilet'],
      latitude: 30.25,
      longitude: 120.17,
      free: true,
      notes: '门卫登记',
    });
    expect(stationSchema.parse(station)).toEqual(station);
  });

  it('without a number of its own has an id of name and address, however they are spaced', () => {
    const [a, b, c] = ['甲 驿站', '甲驿站', '乙驿站'].map((name) => one(['名称', '地址'], [name, '东路1号']).id);
    expect(a).toMatch(/^s-[0-9a-f]{12}$/);
    expect([a === b, a === c]).toEqual([true, false]);
    // A row number changes whenever a row is put in between.
    expect(one(['序号', '名称', '地址'], [7, '甲驿站', '东路1号']).id).toBe(a);
  });

  it('may tick facilities in columns of their own', () => {
    const header = ['名称', '地址', '饮水', '充电', '微波炉', '药箱', '换电柜', '空调'];
    expect(one(header, ['甲', '乙', '√', '6个', '无', true, 0, '×']).facilities).toEqual(['water', 'charging', 'medicine']);
  });

  it.each<[string, Said, boolean | null]>([
    ['是否免费', '是', true],
    ['是否免费', '否', false],
    ['是否免费', true, true],
    ['是否免费', '收费', false],
    ['免费', '√', true],
    ['是否收费', '是', false],
    ['是否收费', '免费', true],
    ['是否收费', '否', true],
    ['是否免费', null, null],
  ])('is free where %s says %j: %s', (title, said, free) => {
    expect(one(['名称', '地址', title], ['甲', '乙', said]).free).toBe(free);
  });

  it('keeps in the notes what it cannot use, and says so', () => {
    const { stations, warnings } = read(
      ['名称', '地址', '设施', '是否免费', '负责人'],
      ['甲', '乙', '充电、理发', '前两小时免费', '老周'],
    );
    expect(stations[0]).toMatchObject({ facilities: ['charging'], free: null, notes: '理发；前两小时免费' });
    expect(warnings).toEqual([
      { line: 1, column: null, kind: 'unused_columns', titles: ['负责人'] },
      { line: 2, column: '设施', kind: 'unknown_facility', word: '理发' },
      { line: 2, column: '是否免费', kind: 'unclear_free', word: '前两小时免费' },
    ]);
  });

  it('finds both coordinates in one cell, in either order', () => {
    for (const said of ['120.17,30.25', '30.25，120.17', '(120.17, 30.25)'])
      expect(one(['名称', '经纬度'], ['甲', said])).toMatchObject({ longitude: 120.17, latitude: 30.25 });
  });

  it.each<[Said, string]>([
    [13800000000, '13800000000'],
    ['１３８００００００００', '13800000000'],
    [4001234567, '4001234567'],
    [12345, '12345'],
    [87654321, '87654321'],
    ['0571-8765 4321转8', '0571-8765 4321转8'],
    ['057187654321', '057187654321'],
    ['暂无', ''],
    ['/', ''],
  ])('takes the telephone %j', (said, phone) => {
    expect(one(['名称', '地址', '电话'], ['甲', '乙', said]).phone).toBe(phone);
  });
});

describe('what is wrong is named with line and column:', () => {
  it.each<[string, Said, string]>([
    ['电话', 57187654321, 'zero_lost'],
    ['电话', '1087654321', 'zero_lost'],
    ['电话', '1.38E+10', 'scientific'],
    ['电话', 138000000000000000, 'long_number'],
    ['电话', 138000, 'null'],
    ['电话', 13800000, 'null'],
    ['电话', 138000000, 'not_a_phone'],
    ['电话', '问老周', 'not_a_phone'],
    ['电话', EPOCH, 'date'],
    ['开放时间', EPOCH, 'date'],
    ['开放时间', '1900/1/0', 'date'],
    ['开放时间', 24, 'number'],
    ['片区', true, 'yes_no'],
    ['备注', '长'.repeat(201), 'too_long'],
    ['经度', '一百二', 'not_a_number'],
    ['纬度', 30.2, 'half_place'],
    ['地址', LOST[0]!, 'merged'],
    ['地址', LOST[1]!, 'uncalculated'],
    ['地址', LOST[2]!, 'error'],
  ])('%s %j', (title, said, kind) => {
    const header = ['名称', '片区', '地址', '开放时间', '电话', '备注', '经度', '纬度'];
    const row: Said[] = header.map((each) => (each === title ? said : each === '名称' || each === '片区' ? '甲' : null));
    const at = kind === 'half_place' ? '经度' : title;
    expect(wrong(header, row)).toEqual(kind === 'null' ? [] : [`2 ${at} ${kind}`]);
  });

  it.each<[number, number, string[]]>([
    [120.1, 30.2, []],
    [87.6, 43.8, []],
    [30.2, 120.1, ['2 经度 swapped']],
    [2.3, 48.8, ['2 经度 far_away']],
    [120.1, 66, ['2 纬度 far_away']],
    [0, 0, ['2 经度 far_away']],
  ])('coordinates %d, %d', (longitude, latitude, expected) => {
    expect(wrong(['名称', '经度', '纬度'], ['甲', longitude, latitude])).toEqual(expected);
  });

  it('an empty name, a name that is nowhere, a number or a place that is there already', () => {
    const header = ['编号', '名称', '地址'];
    expect(
      wrong(
        header,
        ['a', '甲', '东路1号'],
        ['b', null, '东路2号'],
        ['c', '合计3个'],
        ['a', '乙', '东路3号'],
        [null, '甲', '东路 1号'],
      ),
    ).toEqual(['3 名称 missing', '4 null nowhere', '5 编号 same_id', '6 null same_station']);
    expect(read(header, ['a', '甲', 'x'], ['a', '乙', 'y']).faults[0]).toMatchObject({ earlierLine: 2 });
  });

  it('a merged cell once for all it covers', () => {
    const covered = LOST[0]!;
    expect(
      wrong(['片区', '名称', '地址'], ['东', '甲', 'x'], [covered, '乙', 'y'], [covered, '丙', 'z'], ['西', '丁', 'w']),
    ).toEqual(['3 片区 merged']);
  });

  it('in the order in which people read', () => {
    expect(wrong(['电话', '名称', '开放时间'], ['x', '甲', 1], [12345, null, EPOCH])).toEqual([
      '2 电话 not_a_phone',
      '2 开放时间 number',
      '3 名称 missing',
      '3 开放时间 date',
    ]);
  });

  it('more than 10,000 stations', () => {
    expect(wrong(['名称', '地址'], ...Array.from({ length: 10_001 }, (_, at) => [`驿站${at}`, '路']))).toEqual([
      'null null too_many',
    ]);
  });
});

describe('a plan', () => {
  const station = (more: Partial<Station>): Station => stationSchema.parse({ id: 'a', name: '甲', address: '东路1号', ...more });
  const all = new Set(Object.keys(station({})) as (keyof Station)[]);
  const plan = (current: Station[], given: Station[], { isWhole = false, fields = all } = {}) => {
    const made = planStations(current, { stations: given, fields }, { isWhole });
    if (made === 'too_many') throw new Error(made);
    return made;
  };
  const [a, b, c] = [station({}), station({ id: 'b', name: '乙' }), station({ id: 'c', name: '丙' })];

  it('adds and updates by id, and leaves the rest where it was', () => {
    const changed = station({ phone: '12345' });
    expect(plan([a, b], [c, changed])).toEqual({
      next: [changed, b, c],
      added: [c],
      changed: [{ from: a, to: changed }],
      removed: [],
      unchanged: 0,
    });
  });

  it('makes the table exactly the file where that is wanted', () => {
    expect(plan([a, b], [c, a], { isWhole: true })).toEqual({
      next: [c, a],
      added: [c],
      changed: [],
      removed: [b],
      unchanged: 1,
    });
  });

  it('leaves alone what the file has no columns for', () => {
    const full = station({ phone: '12345', hours: '24小时' });
    const made = plan([full], [station({ hours: '8:00-20:00' })], { fields: new Set(['id', 'name', 'hours']) });
    expect(made.next).toEqual([{ ...full, hours: '8:00-20:00' }]);
  });

  it('knows a station without a number by name and address', () => {
    const { stations, fields } = read(['名称', '地址', '电话'], ['甲', '东路1号', '12345']);
    expect(plan([a], stations, { fields: new Set(fields) })).toMatchObject({ next: [{ id: 'a', phone: '12345' }], added: [] });
  });

  it('is none where more would come together than fit', () => {
    const many = Array.from({ length: 9_999 }, (_, at) => station({ id: `m${at}`, name: `${at}` }));
    expect(planStations(many, { stations: [a, b], fields: all }, { isWhole: false })).toBe('too_many');
  });
});
