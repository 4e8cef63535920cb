// How people really say it: other days, other people, loose numbers, corrections, distress.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

const say = async (text: string) => (await talk.say('zhou', text)).join();

describe('taking back', () => {
  test.each(['说错了', '记错了', '讲错了'])('%s does', async (words) => {
    await say('双报到');
    expect(await say(words)).toBe('07:40 的双报到撤掉吗？回1撤掉，回2留着。');
    expect(await say('1')).toBe('撤了，07:40 的双报到不算了。');
  });

  test.each(['别撤销', '不要撤', '不是撤销'])('%s does not', async (words) => {
    await say('签到');
    await say(words);
    expect(await talk.attendance()).toHaveLength(1);
  });

  test.each([
    ['志愿服务2小时 哦不 是3小时', 3],
    ['志愿服务2小时 说错了 是3小时', 3],
    ['志愿服务不是3小时是2小时', 2],
  ])('%s is put right within the message', async (words, hours) => {
    expect(await say(words)).toBe(`志愿服务 ${hours} 小时记下了。`);
    expect(await talk.attendance()).toMatchObject([{ hours }]);
  });
});

describe('two kinds in one message', () => {
  test.each([
    ['志愿服务3小时 还有双报到', '志愿服务 3 小时记下了。\n双报到记下了，07:40。'],
    ['志愿服务两小时，巡查完了都正常', '志愿服务 2 小时记下了。\n早巡查记下了，07:40。四样都正常。'],
  ])('%s', async (words, answer) => {
    expect(await say(words)).toBe(answer);
    expect(await talk.attendance()).toHaveLength(2);
  });
});

describe('another day', () => {
  test('hours of yesterday are accepted, and the day is said', async () => {
    expect(await say('昨天志愿服务2小时')).toBe('昨天的志愿服务 2 小时记下了。');
    expect(await talk.attendance()).toMatchObject([{ at: '2026-11-21T07:40:00+08:00' }]);
    expect(await say('昨天志愿服务2小时')).toBe('昨天已记过 2 小时。回1又做了一次，回2说重了。');
  });

  test('a clock time of yesterday is said with its day', async () => {
    expect(await say('昨天下午三点双报到')).toBe('双报到记下了，昨天 15:00。');
  });

  test.each(['昨天签到', '昨晚巡查完了', '前天志愿服务两小时', '上周志愿服务3小时'])('%s is not recorded', async (words) => {
    expect(await say(words)).toMatch(/请找书记。$/);
    expect(await talk.attendance()).toEqual([]);
  });
});

test('past midnight, last night is still this evening patrol', async () => {
  await talk.until('2026-11-23T00:20');
  expect(await say('昨晚巡查完了 都正常')).toBe('晚巡查记下了，00:20。四样都正常。');
});

describe('other people', () => {
  test.each([
    ['@老王 签到', '老王'],
    ['我妈志愿服务两小时', '你妈'],
    ['老王志愿服务两小时', '老王'],
    ['帮老王记志愿服务两小时', '老王'],
    ['让小吴签到', '小吴'],
    ['给老周也签一下', '老周'],
    ['老王到了', '老王'],
    ['帮我媳妇签个到', '你媳妇'],
  ])('%s is theirs to say', async (words, name) => {
    expect(await say(words)).toBe(`签到得本人来，让${name}自己跟我说一声就行。`);
    expect(await talk.attendance()).toEqual([]);
  });

  test('who came along speaks for himself', async () => {
    expect(await say('我和老王都到了')).toBe('签到记下了，07:40。\n老王要自己跟我说一声。');
    expect(await talk.attendance()).toMatchObject([{ member: 'zhou' }]);
    expect(await say('我和我妈都到了')).toMatch(/\n你妈要自己跟我说一声。$/);
  });
});

test.each(['老王到了吗', '让师傅签收一下', '帮老王签收', '小区到了，下来拿', '帮同事记一下路线'])(
  '%s is no check-in',
  async (words) => {
    expect(await say(words)).not.toMatch(/记下了|本人来/);
    expect(await talk.attendance()).toEqual([]);
  },
);

describe('hours', () => {
  test.each([
    ['志愿服务一小时三十分钟', 1.5],
    ['志愿服务两小时零十分', 2.17],
    ['志愿服务２小时', 2],
    ['志愿服务3', 3],
  ])('%s is %d', async (words, hours) => {
    expect(await say(words)).toBe(`志愿服务 ${hours} 小时记下了。`);
  });

  test('clear hours stay clear beside loose words', async () => {
    expect(await say('忙了半天 志愿服务2小时')).toBe('志愿服务 2 小时记下了。');
    expect(await say('昨天没睡好 签到')).toBe('签到记下了，07:40。');
  });

  test.each(['1个多小时', '大概一个多小时', '2-3小时', '二到三个小时', '半天', '一上午'])('%s is asked about', async (words) => {
    expect(await say(`志愿服务${words}`)).toBe('做了几个小时？直接回数字，比如 2。');
    expect(await talk.attendance()).toEqual([]);
  });
});

describe('distress', () => {
  test.each([
    ['有人晕倒了', '有人受伤先打 120'],
    ['工友受伤流血了', '有人受伤先打 120'],
    ['有人打架', '先躲开，打 110！'],
    ['我被人打了', '先躲开，打 110！'],
    ['我不想活了', '别一个人扛，心理热线 12356'],
    ['想死', '别一个人扛，心理热线 12356'],
    ['活不下去了', '别一个人扛，心理热线 12356'],
  ])('%s', async (words, opening) => {
    expect((await say(words)).startsWith(opening)).toBe(true);
  });

  test.each(['累得想死', '客户打了我一个差评', '我被打了差评', '给人打了两次电话', '被客户打了两分'])(
    '%s is none',
    async (words) => {
      expect(await say(words)).not.toMatch(/110|120|12356/);
    },
  );

  test('what is not urgent gets a calm line', async () => {
    expect(await say('路上有个大坑')).toMatch(/^H-0001 记下了/);
  });
});

describe('small things', () => {
  test('what a group says among itself is left alone', async () => {
    for (const text of ['撤销', '路上有个大坑', '收到', '签到了没有啊各位', '帮助', '今天天气挺好'])
      expect(await talk.say('zhou', text, { group: 'g1' })).toEqual([]);
    expect(await talk.attendance()).toEqual([]);
  });

  test('what is clearly meant for the bot is heard without a mention too', async () => {
    expect(await talk.say('zhou', '巡查完了', { group: 'g1' })).toEqual([expect.stringContaining('早巡查记下了')]);
    expect(await talk.say('zhou', '其他的都还好吧', { group: 'g1' })).toEqual([]);
    expect(await talk.say('zhou', '1', { group: 'g1' })).toEqual(['@老周 好，四样都正常，记上了。']);
  });

  test('不来 is heard', async () => {
    expect(await say('不来')).toBe('好，知道了。');
  });

  test('whether one has checked in is told', async () => {
    expect(await say('我签到了没')).toBe('你今天还没有记录，到了就说“签到”。');
    expect(await say('我昨天巡查了没记上分')).toBe('前面的我补不了，请找书记。看记了哪些，说“我的签到记录”。');
    await say('签到');
    await say('早巡查完了都正常');
    expect(await say('我今天签了吗')).toBe('你今天记了：签到 07:40、早巡查 07:40。');
  });

  test('a connective is no place', async () => {
    await say('签到 另外双报到');
    expect(await talk.attendance()).toMatchObject([{ place: null }]);
  });

  test('a secretary is asked to do only his own duties himself', async () => {
    expect(await talk.say('li', '导出这个月的考勤表')).toEqual(['导表格我还没学会，这次先请您自己来。']);
  });
});
