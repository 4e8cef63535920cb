import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { placeKey, similarPlaces } from '../../../src/domain/tickets/places.ts';

const same: [string, string][] = [
  ['东门', '东门口'],
  ['东门', '东大门'],
  ['东门', '就在东门那边'],
  ['东门口', '小区东门'],
  ['东门', '江畔花园东门口'],
  ['西门门口', '西门'],
  ['北大门', '北门门前'],
  ['3号楼', '三号楼'],
  ['3号楼', '3栋'],
  ['3号楼', '三幢'],
  ['12栋', '十二号楼'],
  ['3号楼下', '三号楼楼下'],
  ['3号楼楼底下', '3栋楼下'],
  ['二号棚', '2号充电棚'],
  ['二号棚', '2号充电桩'],
  ['2号车棚', '二号充电柜'],
  ['充电棚二号', '2号充电棚二号'],
  ['长江路驿站', '长江路小哥驿站'],
  ['长江路驿站', '长江路的驿站那边'],
  ['长江路驿站', '长江路服务驿站门口'],
  ['江畔驿站', '江畔小区驿站'],
  ['新华超市', '新华超市旁边'],
  ['新华超市', '新华超市门口'],
  ['人民路路口', '人民路十字路口'],
  ['人民路路口', '人民路交叉口'],
  ['分拣中心', '分拣场'],
  ['城北分拣中心', '城北分拨中心'],
  ['五楼', '5层'],
  ['五楼消防通道', '5楼安全通道'],
  ['3号楼2单元', '三栋二单元'],
  ['3号楼2单元', '3号楼'],
  ['地下车库', '地库'],
  ['负一楼', '地下停车场'],
  ['B1层', '负一层'],
  ['A座电梯', 'a座电梯间'],
  ['东侧围墙', '东边围墙'],
  ['南面那个坡', '南边的坡'],
  ['302室门口', '三〇二室'],
  ['一百零二号院', '102号院'],
  ['１２号楼', '12号楼'],
  ['幸福里小区北门', '幸福里 北门'],
  ['在万达广场南门', '万达南门口'],
  ['菜鸟驿站门口', '菜鸟驿站'],
  ['和平桥底下', '和平桥下面'],
];

const other: [string, string][] = [
  ['3号楼', '5号楼'],
  ['三号楼', '十三号楼'],
  ['3栋2单元', '3栋5单元'],
  ['3栋5单元', '5栋3单元'],
  ['东门', '西门'],
  ['东门', '南门'],
  ['南区', '北区'],
  ['江畔花园东门', '江畔花园西门'],
  ['东北角', '西北角'],
  ['西湖东门', '东湖西门'],
  ['一号棚', '二号棚'],
  ['1号充电桩', '11号充电桩'],
  ['A座', 'B座'],
  ['A座电梯', 'B座电梯'],
  ['二楼', '三楼'],
  ['2楼消防通道', '3楼消防通道'],
  ['楼上', '楼下'],
  ['桥上', '桥下'],
  ['前门', '后门'],
  ['左侧楼梯', '右侧楼梯'],
  ['门内', '门外'],
  ['车库入口', '车库出口'],
  ['长江路驿站', '黄河路驿站'],
  ['长江路驿站', '长江路超市'],
  ['长江南路驿站', '长江北路驿站'],
  ['人民路路口', '解放路路口'],
  ['新华超市', '华联超市'],
  ['万达广场', '吾悦广场'],
  ['幸福小区', '和平小区'],
  ['城北分拣中心', '城南分拣中心'],
  ['菜鸟驿站', '妈妈驿站'],
  ['小学门口', '医院门口'],
  ['食堂', '仓库'],
  ['门口', '江畔花园门口'],
  ['楼下', '3号楼楼下'],
  ['路口', '人民路路口'],
  ['电梯', '3栋电梯'],
  ['驿站', '长江路驿站'],
  ['超市', '新华超市'],
  ['停车场', '地下车库'],
  ['京东站点', '顺丰站点'],
  ['三里屯', '五里屯'],
  ['301室', '302室'],
  ['10号院', '100号院'],
];

describe('places', () => {
  test.each(same)('%s and %s are one', (a, b) => {
    expect(similarPlaces(a, b)).toBe(true);
  });

  test.each(other)('%s and %s are two', (a, b) => {
    expect(similarPlaces(a, b)).toBe(false);
  });

  it('has enough of them to mean something', () => {
    expect(same.length + other.length).toBeGreaterThanOrEqual(80);
  });

  it('are never alike where none was said', () => {
    for (const place of [null, '', '。。', '东门']) expect(similarPlaces(null, place)).toBe(false);
    expect(placeKey(null)).toBe('');
  });
});

const pieces = [...new Set([...same, ...other].flat())];
const anyPlace = fc.oneof(
  fc.constantFrom(...pieces),
  fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...pieces)).map(([a, b]) => a + b),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

describe('keys of places', () => {
  it('are made once: of a key comes the same key', () => {
    fc.assert(
      fc.property(anyPlace, (place) => placeKey(placeKey(place)) === placeKey(place)),
      { numRuns: 3_000 },
    );
  });

  it('are equal for a place and itself, whatever white space is in it', () => {
    fc.assert(fc.property(anyPlace, (place) => placeKey([...place].join(' ')) === placeKey([...place].join('　'))));
    fc.assert(fc.property(anyPlace, (place) => placeKey(place) === '' || similarPlaces(place, place)));
  });

  it('are compared the same way round and round', () => {
    fc.assert(fc.property(anyPlace, anyPlace, (a, b) => similarPlaces(a, b) === similarPlaces(b, a)));
  });

  it('never match across numbers or points of the compass', () => {
    const number = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(
        fc.constantFrom('江畔花园', '长江路', ''),
        number,
        number,
        fc.constantFrom('号楼', '号棚', '单元', '层'),
        (head, a, b, unit) => {
          fc.pre(a !== b);
          expect(similarPlaces(`${head}${a}${unit}`, `${head}${b}${unit}`)).toBe(false);
        },
      ),
    );
    const point = fc.constantFrom('东', '西', '南', '北');
    fc.assert(
      fc.property(
        fc.constantFrom('江畔花园', '万达', ''),
        point,
        point,
        fc.constantFrom('门', '区', '侧', '路口'),
        (head, a, b, what) => {
          fc.pre(a !== b);
          expect(similarPlaces(head + a + what, head + b + what)).toBe(false);
        },
      ),
    );
  });

  it('take no longer for hostile ones', () => {
    const startedAt = process.hrtime.bigint();
    for (const piece of ['东', '一', '门口', '号楼', '楼下', '那边', 'a1']) placeKey(piece.repeat(5_000));
    expect(Number(process.hrtime.bigint() - startedAt) / 1e6).toBeLessThan(5_000);
  });
});
