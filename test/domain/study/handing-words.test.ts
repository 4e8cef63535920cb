import { describe, expect, test } from 'vitest';
import { asksDraft, changesIn, contentIn, handedIn } from '../../../src/domain/words/study-material.ts';

const hearing: Record<string, { hears: (words: string) => unknown; said: string[]; other: string[] }> = {
  'hands something in': {
    hears: handedIn,
    said: [
      '学习材料:《防诈骗十条》 https://a.cn/x 10分钟 给骑手',
      '发个学习:雨天骑行慢一点',
      '发个学习',
      '把这个链接发给没来的人学一下',
      'https://mp.weixin.qq.com/s/abc 发给没来的人学一下',
      '大家学习一下 https://a.cn/x',
      '让没来的学一下这个 https://a.cn/x',
      '党日的学习材料:https://a.cn/x',
      '11月主题党日的学习材料:https://a.cn/x',
      '给骑手发个学习:慢一点',
      '学习材料 https://a.cn/x',
      '发份学习材料给快递员 https://a.cn/x',
      '给江畔快递群发个学习:注意防火',
      '把这篇文章转给大家学习',
      '今天没来的补一下课 https://a.cn/x',
      '发篇学习给骑手们看看:雨天骑车',
      '让大家看看这个学习视频 https://a.cn/x',
      '学习一下https://a.cn/x',
      '新的学习:https://a.cn/x,快递员看',
      '今天的学习:过路口下车推行',
      '第三期学习:https://a.cn/x',
      '推一篇给党员学:https://a.cn/x',
      '指尖课堂:《交通安全》 https://a.cn/x',
      '指尖上的课堂 发 https://a.cn/x',
      '学习资料,给跑外卖的,五分钟:路口减速',
      '学习材料 -5分钟 https://a.cn/x',
      '发学习材料',
      '发学习',
      '我要发个学习材料',
    ],
    other: [
      '通知大家:明天学习',
      '下周三晚上八点学习:安全生产',
      '周五晚上组织学习',
      '学习材料发我',
      '学完了',
      '大家学习一下',
      '安排一次学习',
      '把材料发给老周',
      '看看这个 https://a.cn/x',
      '把这个链接发给大家',
      '发个通知:明天学习',
      '让没来的人补签到',
      '发给没来的人学一下',
      '明天的学习:安全生产',
      '今天的学习强国:https://a.cn/x',
      '看看这个视频 https://a.cn/x',
      '我要学习',
    ],
  },
};

describe.each(Object.entries(hearing))('who %s', (_name, { hears, said, other }) => {
  test.each(said)('is heard in “%s”', (words) => {
    expect(hears(words)).toBeTruthy();
  });
  test.each(other)('is not heard in “%s”', (words) => {
    expect(hears(words)).toBeFalsy();
  });
});

describe('what is handed in', () => {
  test.each([
    [
      '学习材料:防诈骗十条 https://a.cn/x,10分钟 给司机',
      { title: '防诈骗十条', minutes: 10, audience: 'driver', links: ['https://a.cn/x'] },
    ],
    ['自学材料:《反诈》https://a.cn/x 半小时', { title: '反诈', minutes: 30 }],
    ['学习:一、慢行。二、礼让 周五再发', { body: '一、慢行。二、礼让', sendWords: '周五再发' }],
    ['给骑手发个学习:《雨天骑行》慢一点。大约五分钟', { title: '雨天骑行', body: '慢一点', minutes: 5, audience: 'rider' }],
    ['发个学习材料给没来的人:https://a.cn/x', { isForAbsent: true, audience: null }],
    ['11月主题党日的学习材料:https://a.cn/x', { about: '11月主题党日' }],
    ['学习材料:https://a.cn/x 防诈骗学习,15分钟,快递', { title: '防诈骗学习', minutes: 15, audience: 'courier' }],
    ['学习材料:雨天慢一点,见水绕行。5分钟,面向骑手', { body: '雨天慢一点，见水绕行', minutes: 5, audience: 'rider' }],
    ['发个学习 https://a.cn/x 党员 半小时', { title: null, audience: 'members', minutes: 30 }],
    ['学习资料,给跑外卖的,五分钟:路口减速', { audience: 'rider', minutes: 5, body: '路口减速' }],
    ['学习材料:https://a.cn/x 今晚八点发给骑手', { audience: 'rider', sendWords: '今晚八点', title: null }],
    ['学习材料:https://a.cn/x 1.5小时', { minutes: 90, title: null }],
    ['学习材料:https://a.cn/x 一刻钟', { minutes: 15, title: null }],
    ['学习材料:https://a.cn/x 0分钟 现在发', { minutes: null, title: null, sendWords: null }],
    ['给江畔快递群发个学习:注意防火', { groupWords: '江畔快递群', audience: 'all' }],
  ])('%s', (words, parts) => {
    expect(handedIn(words)).toMatchObject(parts);
  });

  test('keeps its own times, trades and figures', () => {
    const words = '明天骑手要提前10分钟到站，给司机让路。下周三再练一次';
    expect(contentIn(words)).toMatchObject({ body: words, minutes: null, audience: null, sendWords: null });
  });
});

describe('what changes a draft', () => {
  test.each([
    ['改成给快递员', 'whom'],
    ['不对 给司机', 'whom'],
    ['给没来的人', 'whom'],
    ['周五再发', 'send'],
    ['明天下午发吧', 'send'],
    ['改成15分钟', 'minutes'],
    ['标题改成防诈骗', 'title'],
    ['换成 https://b.cn/y', 'content'],
    ['内容改成:慢一点', 'content'],
  ])('“%s” is its %s', (words, kind) => {
    expect(changesIn(words)[0]?.kind).toBe(kind);
  });
  test.each([
    ['不对,还是给骑手,明天下午再发', ['whom', 'send']],
    ['标题改成防骗,15分钟', ['title', 'minutes']],
    ['改成给骑手10分钟', ['whom', 'minutes']],
    ['给快递员,今晚发,标题叫防骗', ['whom', 'send', 'title']],
    ['内容改成:雨天,慢一点', ['content']],
  ])('“%s” is %j', (words, kinds) => {
    expect(changesIn(words).map(({ kind }) => kind)).toEqual(kinds);
  });
  test.each(['多少人能收到', '什么时候发', '发给谁'])('“%s” asks what it says', (words) => {
    expect(asksDraft(words)).toBe(true);
  });
  test.each(['好', '发', '行不行', '多少人', '谁值班', '签到'])('“%s” changes nothing', (words) => {
    expect(changesIn(words)).toEqual([]);
  });
});
