import { describe, expect, it } from 'vitest';
import { holdsAt, overlaps, placeIn } from '../../src/knowledge/regions.ts';

describe('places', () => {
  it.each([
    ['浙江', '浙江省杭州市'],
    ['杭州', '浙江'],
    ['杭州市余杭区', '余杭'],
    ['杭州市余杭区', '杭州'],
    ['北京市海淀区', '北京'],
    ['江溪街道', '无锡市江溪街道'],
    ['北京市朝阳区', '朝阳区'],
    ['内蒙', '内蒙古自治区包头市'],
    ['广西壮族自治区', '南宁'],
    ['义乌市', '金华'],
    ['延边朝鲜族自治州', '吉林省'],
    ['上海市', '上海'],
  ])('%s and %s share ground', (one, other) => {
    expect(overlaps(one, other)).toBe(true);
    expect(overlaps(other, one)).toBe(true);
  });

  it.each([
    ['杭州', '温州'],
    ['杭州市余杭区', '杭州市西湖区'],
    ['朝阳区', '北京'],
    ['海淀区', '朝阳区'],
    ['义乌', '杭州'],
    ['浙江', '江苏'],
    ['海南', '青海省海南州'],
    ['江溪街道', '浙江'],
  ])('%s and %s do not', (one, other) => {
    expect(overlaps(one, other)).toBe(false);
    expect(overlaps(other, one)).toBe(false);
  });

  it('are all good for a document that holds everywhere, and one of several is enough', () => {
    expect(holdsAt({ regions: [] }, '拉萨')).toBe(true);
    expect(holdsAt({ regions: ['浙江', '江苏'] }, '苏州')).toBe(true);
    expect(holdsAt({ regions: ['浙江', '江苏'] }, '拉萨')).toBe(false);
  });
});

describe('a place in words', () => {
  it.each([
    ['杭州送外卖摔了', '杭州'],
    ['江苏苏州', '苏州'],
    ['江苏 苏州这边', '苏州'],
    ['内蒙电动车', '内蒙古'],
    ['我老家河南现在杭州跑', '杭州'],
    ['河南人在义乌', '义乌'],
    ['浙江不戴盔罚多少，我弟在杭州', '杭州'],
    ['杭州街道办怎么走', '杭州'],
    ['上海南站能充电吗', '上海'],
    ['六安', '六安'],
    ['我们大理这边', '大理'],
    ['在保定送餐', '保定'],
    ['广东中山', '中山'],
    ['南京人社局电话', '南京'],
    ['湖北京东仓', '湖北'],
  ])('%s: %s', (words, place) => expect(placeIn(words)).toBe(place));

  it.each([
    '周六安排吗',
    '投保定点医院',
    '今天水淹了',
    '最大理赔多少',
    '集中卫生检查',
    '大厦门口摔了',
    '完成都要扣钱吗',
    '抢了包 头一个电话打给谁',
    '华北京东仓',
    '兰州拉面不出餐',
    '北京路摔了',
    '南京西路限行吗',
    '重庆小面',
    '俺河南人',
    '老家是安徽',
    '',
  ])('%s: none', (words) => expect(placeIn(words)).toBeNull());
});
