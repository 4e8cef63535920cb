// A draft that waits for its yes, and what else is said meanwhile.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  // A Monday.
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

const ASIDE = [
  ['今天谁值班', '李书记'],
  ['安排老周明天值班', '明天老周值班'],
  ['这周谁值班', '值班表'],
  ['收到', '没有等你回'],
  ['现在有什么活动', ''],
  ['有哪些文件', ''],
] as const;

describe.each([
  ['a notice', '通知大家：充电棚检修', '内容：充电棚检修', '改成明天中午发', '明天 12:3'],
  ['an activity', '下周三晚上八点搞个主题党日，学习防诈骗，在江畔驿站', '骑手 下周三', '改到下周四晚上八点', '骑手 下周四'],
])('the draft of %s', (_what, words, shown, change, changed) => {
  beforeEach(async () => {
    expect((await talk.say('li', words)).join()).toContain(shown);
  });

  test.each(ASIDE)('stays open while “%s” is done', async (aside, answer) => {
    const said = (await talk.say('li', aside)).join();
    expect(said).toContain(answer);
    expect(said).not.toContain(shown);
    expect((await talk.say('li', change)).join()).toContain(changed);
  });

  test('is not moved by a question that names a day', async () => {
    expect((await talk.say('li', '明天晚上谁在站里呀')).join()).not.toContain(shown);
    expect((await talk.say('li', change)).join()).toContain(changed);
  });
});

test('a notice without words takes no question for them', async () => {
  await talk.say('li', '发个通知');
  expect((await talk.say('li', '今天谁值班')).join()).toContain('李书记');
  expect((await talk.say('li', '明天老周值班，有事找他')).join()).toContain('内容：明天老周值班，有事找他');
});

test('a heading begins another notice, and does not make the draft urgent', async () => {
  await talk.say('li', '通知大家：充电棚检修');
  const said = (await talk.say('li', '紧急通知：东门封路，绕行西门')).join();
  expect(said).toContain('东门封路');
  expect(said).not.toContain('充电棚检修');
});

describe('the draft of an activity', () => {
  beforeEach(async () => {
    await talk.say('li', '下周三晚上八点搞个主题党日，在江畔驿站');
  });

  test.each([
    '老周明天要调休',
    '明天预报有雨',
    '后天早上七点叫我一声',
    '小陈说礼拜五他家里有事',
    '替我记上三个小时志愿服务',
    '别忘了周四把材料交上去',
    '昨晚九点多才收工',
    '明天那批货到了没人搬',
  ])('is not moved by “%s”', async (words) => {
    expect((await talk.say('li', words)).join()).not.toContain('回 1 发布');
  });

  test.each([
    ['那定下周四吧', '下周四'],
    ['大家都说下周四好，就下周四吧', '下周四'],
    ['党日放在下周四', '下周四'],
    ['往后推一天', '下周四'],
    ['推迟一天', '下周四'],
    ['时间提前一天', '下周二'],
  ])('is moved by “%s”', async (words, day) => {
    const said = (await talk.say('li', words)).join();
    expect(said).toContain('回 1 发布');
    expect(said).toContain(day);
  });
});

describe('the words of a notice', () => {
  beforeEach(async () => {
    await talk.say('li', '发个通知');
  });

  test.each(['1', '发个公告', '小蜂', '等一下', '该写啥呢', '帮我写一个'])('are not “%s”', async (words) => {
    expect(await talk.say('li', words)).toEqual(['通知写什么？直接说。']);
  });

  test.each(['先不发了', '算了，不用发通知了'])('are dropped by “%s”', async (words) => {
    expect(await talk.say('li', words)).toEqual(['好，不发了。']);
  });

  test.each(['报名', '停发', '帮助', '签到'])('are not the order “%s”', async (words) => {
    expect((await talk.say('li', words)).join()).not.toContain('内容：');
  });

  test.each(['今晚封路', '大家签到', '停电了', '抓紧报名', '雪天慢行'])('may be as short as “%s”', async (words) => {
    expect((await talk.say('li', words)).join()).toContain(`内容：${words}`);
  });
});

test('a notice of a day and a matter is said anew as a whole', async () => {
  await talk.say('li', '通知大家：明天停水');
  expect((await talk.say('li', '说错了，是后天停气')).join()).toContain('内容：后天停气');
  expect((await talk.say('li', '不对，周五下午两点')).join()).toContain('内容：周五下午两点停气');
});

describe('a day or an hour said anew of a notice that names one', () => {
  const DRAFT = '通知大家：周六停电，两点到四点';
  test.each([
    ['时间改成三点到五点', '周六停电，三点到五点'],
    ['三点到五点吧', '周六停电，三点到五点'],
    ['改成周日下午三点到五点', '周日停电，下午三点到五点'],
    ['说错了，是周日', '周日停电，两点到四点'],
  ])('“%s” is of its words', async (words, body) => {
    await talk.say('li', DRAFT);
    const said = (await talk.say('li', words)).join();
    expect(said).toContain(`内容：${body}`);
    expect(said).not.toMatch(/改发送时间|15:0/);
  });

  test.each(['改到周日', '还是周日吧', '周日'])('“%s” may be of its sending', async (words) => {
    await talk.say('li', DRAFT);
    expect((await talk.say('li', words)).join()).toContain('回 1 内容改成“周日停电，两点到四点”');
    expect((await talk.say('li', '1')).join()).toContain('内容：周日停电，两点到四点');
  });

  test('the day that takes the place of a morning keeps it', async () => {
    await talk.say('li', '通知大家：明早八点集合');
    expect((await talk.say('li', '改到周五')).join()).toContain('“周五早上八点集合”');
  });

  test('of several hours in it none is guessed', async () => {
    await talk.say('li', '通知大家：八点点名，九点出发');
    expect((await talk.say('li', '改成十点')).join()).toContain('把整句再发一遍');
  });

  test.each(['周日下午三点发', '周日再发'])('“%s” is of its sending', async (words) => {
    await talk.say('li', DRAFT);
    const said = (await talk.say('li', words)).join();
    expect(said).toContain('内容：周六停电，两点到四点');
    expect(said).toContain('周日');
  });
});

describe('the draft of a notice', () => {
  beforeEach(async () => {
    await talk.say('li', '通知大家：充电棚检修');
  });

  test.each(['老周明天要调休', '后天记得提醒我拿药', '小陈说礼拜五他家里有事', '明天预报有雨'])(
    'is not sent at another time by “%s”',
    async (words) => {
      expect((await talk.say('li', words)).join()).not.toContain('充电棚检修');
    },
  );

  test.each([
    ['明天中午', '明天'],
    ['那就后天再发吧', '后天'],
    ['定在周四下午三点发', '周四'],
    ['改到明天早上八点', '明天'],
    ['不急，后天发出去就行', '后天'],
  ])('is sent at another time by “%s”', async (words, day) => {
    const said = (await talk.say('li', words)).join();
    expect(said).toContain('充电棚检修');
    expect(said).toContain(day);
  });

  test('which day is meant is asked without an hour that nobody said', async () => {
    await talk.say('li', '2');
    await talk.say('li', '通知大家：明天停水');
    expect((await talk.say('li', '改成后天')).join()).toContain('2 改到 后天 发');
  });
});

const DRAFTS: readonly (readonly [string, string, string, string])[] = [
  ['a notice', '通知大家：明天上午九点东门发雨衣', '发', '内容：明天上午九点东门发雨衣'],
  ['an activity', '下周三晚上八点搞个主题党日，在江畔驿站', '发布', '回 1 发布'],
  ['study material', '学习材料：雨天在江畔骑车慢点', '发', '雨天在江畔骑车慢点'],
];

describe.each(DRAFTS)('the yes to a draft of %s', (_what, words, yes, shown) => {
  beforeEach(async () => {
    await talk.say('li', words);
  });

  test.each([
    '别发 我开会去',
    '算了先不搞了',
    '不发了 我打电话',
    '取消吧不弄了',
    '先不弄了，人凑不齐',
    '哎算了我自己去说',
    '不用发了，大家都知道了',
    '撤了吧，有人说过了',
    '拉倒吧',
    '暂时不发',
    '停',
    '别发别发',
  ])('sends nothing once “%s” was said', async (withdrawn) => {
    expect((await talk.say('li', withdrawn)).join()).toMatch(/^好，(?:没有发|不发了)。$/);
    expect((await talk.say('li', '好')).join()).not.toMatch(/发布到|定了|一对一发/);
  });

  test.each([
    '先不发 明天再说',
    '等会儿再说',
    '先放那儿',
    '我再想想',
    '回头再弄吧',
    '等我问清楚再说',
    '别急着发，书记还没看',
    '先等等',
    '先莫发',
    '先放到起',
    '行，等我消息',
    '好的，先放起',
    '1，等下，先莫发',
    '发，不不不，等会儿',
    '等一等',
    '再等等吧 领导还没定',
    '我还没写完',
  ])('shows it again once “%s” was said', async (late) => {
    expect((await talk.say('li', late)).join()).toContain('好，先放着，没发');
    const again = (await talk.say('li', yes)).join();
    expect(again).toContain(shown);
    expect(again).not.toMatch(/发布到|定了：|好，/);
    expect((await talk.say('li', yes)).join()).toMatch(/发布到|定了|一对一发/);
  });

  test.each(['发嘛', '要得，发', '好，就这样', '行 发吧', '可以，发出去', '就这么发'])('may be “%s”', async (words) => {
    expect((await talk.say('li', words)).join()).toMatch(/发布到|定了|一对一发/);
  });

  test.each(['发错了', '就这样也行吗', '发给谁', '好，我看看', '发了没'])('is not “%s”', async (words) => {
    expect((await talk.say('li', words)).join()).not.toMatch(/发布到|定了|一对一发，看/);
  });

  test.each(['有错字', '不是明天', '先别发 我改一下', '漏了一句', '这条不对 要改'])(
    'is asked for again behind “%s”',
    async (fault) => {
      expect((await talk.say('li', fault)).join()).toContain('要改哪儿');
      expect((await talk.say('li', '好')).join()).toContain(shown);
    },
  );

  test.each(['今天好冷啊', '老周明天要调休', '我加班呢', '等会儿去送货', '改天一起吃饭', '不知道明天下不下雨'])(
    'still counts behind “%s”',
    async (talked) => {
      expect((await talk.say('li', talked)).join()).not.toMatch(/先放着|要改哪儿|不发了|没有发/);
      expect((await talk.say('li', yes)).join()).toMatch(/发布到|定了|一对一发/);
    },
  );
});

describe('the words of a notice that waits', () => {
  beforeEach(async () => {
    await talk.say('li', '通知大家：明天上午九点江畔驿站发雨衣');
  });

  test.each([
    ['等等 是后天发雨衣', '后天上午九点江畔驿站发雨衣'],
    ['不是江畔 是东门', '明天上午九点东门驿站发雨衣'],
    ['时间写错了 应该是八点', '明天上午八点江畔驿站发雨衣'],
    ['九点改八点', '明天上午八点江畔驿站发雨衣'],
    ['加一句带身份证', '明天上午九点江畔驿站发雨衣，带身份证'],
    ['通知里写上带笔', '明天上午九点江畔驿站发雨衣，带笔'],
    ['后天上午九点江畔驿站发雨衣和手套', '后天上午九点江畔驿站发雨衣和手套'],
  ])('are put right by “%s”', async (words, body) => {
    expect((await talk.say('li', words)).join()).toContain(`内容：${body}\n`);
  });

  test.each(['地点换到万达', '不是西门 是东门', '地点写错了 应该是东门', '别写江畔'])(
    '“%s” leaves open how: asked, and not sent',
    async (words) => {
      expect((await talk.say('li', words)).join()).toContain('把整句再发一遍');
      expect((await talk.say('li', '发吧')).join()).toContain('内容：明天上午九点江畔驿站发雨衣');
    },
  );
});

describe('the plan that waits', () => {
  beforeEach(async () => {
    await talk.say('li', '下周三晚上八点搞个主题党日，在江畔驿站');
  });

  test.each([
    ['等等 是下周四', '下周四'],
    ['不是江畔 是东门', '，东门，'],
    ['地点写错了 应该是东门', '，东门，'],
    ['地点换到万达', '，万达，'],
  ])('is put right by “%s”', async (words, shown) => {
    expect((await talk.say('li', words)).join()).toContain(shown);
  });

  test.each(['通知里写上带笔', '加一句带身份证'])('has no room for “%s”, and makes no notice of it', async (words) => {
    const said = (await talk.say('li', words)).join();
    expect(said).toContain('加不进');
    expect(said).toContain('草稿还在');
  });
});

test('a change that waits is left alone when it is put off', async () => {
  await talk.say('li', '下周三晚上八点搞个主题党日，在江畔驿站');
  await talk.say('li', '1');
  expect((await talk.say('li', '党日改到下周四')).join()).toContain('回 1 改');
  expect(await talk.say('li', '先不改了 我问问再说')).toEqual(['好，不改了。']);
  expect((await talk.say('li', '好')).join()).not.toContain('改好了');
});

test.each(['算了先不搞了', '不发了 我打电话'])('the words a notice waits for are not “%s”', async (words) => {
  await talk.say('li', '发个通知');
  expect(await talk.say('li', words)).toEqual(['好，不发了。']);
});
