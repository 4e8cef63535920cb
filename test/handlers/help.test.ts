import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { staffTopics, topics } from '../../src/core/handler.ts';
import { skillsOf } from '../../src/domain/help.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const LINES_MOST = 9;
const TOPIC_LINES_MOST = 8;
const LONGEST = 60;
const MENTION_RULE = '群里要@我；发图请和话在同一条里@我，或私聊发我。';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

const skills = handlers.flatMap(skillsOf);
const linesOf = (said: string | undefined) => said?.split('\n') ?? [];
const ask = async (who: string, ...words: string[]) => {
  let said: string[] = [];
  for (const one of words) said = await talk.say(who, one);
  expect(said).toHaveLength(1);
  return said[0]!;
};
const helpOf = (name: string) => handlers.find((handler) => handler.name === name)!.help;

describe('the help', () => {
  it('is short for everybody, the rule of mentioning last', async () => {
    for (const who of ['zhou', 'guest', 'li']) {
      const lines = linesOf(await ask(who, '帮助'));
      expect(lines.length).toBeLessThanOrEqual(LINES_MOST);
      expect(lines.filter((line) => [...line].length > LONGEST)).toEqual([]);
      expect(lines.at(-1)).toBe(MENTION_RULE);
    }
  });

  it('names a topic in each line, with what is said most', async () => {
    expect(await ask('zhou', '你会什么')).toBe(
      [
        '我是小蜂，直接跟我说就行：',
        '1 签到巡查：“签到”“早巡完了”“志愿服务 6 小时”',
        '2 隐患诉求：哪儿有危险说一句；工资罚款私聊说，可以匿名',
        '3 活动学习：“有什么活动”“报名”“来不了了”',
        '4 驿站政策：“万达附近哪能充电”“送餐摔了算工伤吗”',
        '5 积分时长：“我多少分了”“有什么能换的”',
        '6 登记和我的：“报到登记”“我的数据”“撤销”',
        '要细的回数字，或说“帮助 积分”。',
        MENTION_RULE,
      ].join('\n'),
    );
  });

  it('is the same in a group, where a bare mention asks for it', async () => {
    const help = await ask('zhou', '帮助');
    expect(await talk.say('zhou', '@小蜂', { group: 'g1' })).toEqual([`@老周 ${help}`]);
  });

  it('comes behind what was done, and offers no numbers beside another question', async () => {
    const [both = ''] = await talk.say('zhou', '到了。你还会干啥');
    expect(both).toMatch(/^签到记下了，07:40。\n我是小蜂/);
    const [draft = ''] = await talk.say('li', '下周三晚上八点搞个主题党日，在江畔驿站。你还会干啥');
    expect(draft).toMatch(/\n我是小蜂/);
    expect(draft).toContain('要细的说“帮助 积分”');
    expect((await talk.say('li', '1'))[0]).toMatch(/^已发布/);
  });

  it('tells staff where theirs is, and nobody else', async () => {
    expect(await ask('li', '帮助')).toContain('“书记帮助”');
    expect(await ask('zhou', '帮助')).not.toContain('书记');
    expect(await ask('li', '书记帮助')).toMatch(/^书记能做的：\n1 办活动发通知/);
    expect(await ask('li', '帮助 书记')).toMatch(/^书记能做的：/);
    expect(await ask('zhou', '书记帮助')).toMatch(/^我是小蜂/);
  });

  it('has every line under a topic, none of them long', () => {
    const lines = handlers.flatMap(({ help, staffHelp }) => [help, staffHelp]).filter((line) => typeof line === 'string');
    expect(skills.map(({ help }) => help)).toEqual(lines);
    expect(lines.filter((line) => [...line].length > LONGEST - 2)).toEqual([]);
    for (const topic of [...topics, ...staffTopics]) {
      const { length } = skills.filter((skill) => skill.topic === topic);
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(TOPIC_LINES_MOST - 2);
    }
  });
});

describe('a topic', () => {
  test.each([
    ['帮助', '2'],
    ['帮助', '二'],
    ['帮助', '回2'],
    ['帮助', '第2个'],
  ])('is opened by its number: %s, %s', async (...words) => {
    expect(await ask('zhou', ...words)).toMatch(/^隐患诉求：\n· 哪儿有危险/);
  });

  test.each([
    '帮助 积分',
    '帮助积分',
    '帮助：积分',
    '帮助5',
    '积分帮助',
    '积分的帮助',
    '积分怎么用',
    '请问积分咋用啊',
    '小蜂 积分 帮助',
  ])('is opened by its name: %s', async (words) => {
    expect(linesOf(await ask('zhou', words))).toEqual([
      '积分时长：',
      `· ${helpOf('points')}`,
      `· ${helpOf('exchange')}`,
      `· ${helpOf('volunteer-hours')}`,
      '别的说“帮助”。',
    ]);
  });

  it('is opened by its button, also the second one', async () => {
    await ask('zhou', '帮助');
    expect((await talk.press('zhou', 3))[0]).toMatch(/^活动学习：/);
    await ask('zhou', '帮助');
    expect((await talk.press('zhou', 6))[0]).toMatch(/^登记和我的：/);
  });

  it('of the staff is opened by number and name, by staff only', async () => {
    expect(await ask('li', '书记帮助', '4')).toMatch(/^积分和岗位：\n· 定兑换/);
    expect(await ask('li', '书记帮助 积分')).toMatch(/^积分和岗位：/);
    expect(await ask('li', '帮助 接龙')).toMatch(/^名单和排班：/);
    expect(await ask('zhou', '帮助 接龙')).toMatch(/^我是小蜂/);
  });

  it('is not opened ten minutes later', async () => {
    await ask('zhou', '帮助');
    await talk.until('2026-11-22T07:51');
    expect(await ask('zhou', '2')).not.toMatch(/隐患诉求/);
  });

  it('is not what other words say behind the help', async () => {
    expect(await ask('zhou', '帮助', '签到')).toBe('签到记下了，07:40。');
    expect(await ask('zhou', '帮助', '撤销')).toBe('撤了，07:40 的签到不算了。');
    expect(await ask('zhou', '帮助', '我多少分了')).toContain('分');
    expect(await ask('zhou', '帮助', '志愿服务两小时')).toBe('志愿服务 2 小时记下了。');
  });
});

describe('how one thing is done', () => {
  test.each([
    ['怎么签到', 'check-in'],
    ['咋签到啊点哪', 'check-in'],
    ['签到要怎么弄啊 字太小我看不到', 'check-in'],
    ['点名打卡是啷个搞的', 'check-in'],
    ['巡查怎么打卡', 'check-in'],
    ['教我怎么签到', 'check-in'],
    ['怎么报名', 'sign-up'],
    ['活动怎么报名', 'sign-up'],
    ['请问咋报名呀', 'sign-up'],
    ['怎么取消报名', 'cancel-sign-up'],
    ['咋换积分', 'exchange'],
    ['积分怎么换', 'exchange'],
    ['怎么换东西', 'exchange'],
    ['兑换咋弄', 'exchange'],
    ['求助，咋查积分', 'points'],
    ['怎么找驿站', 'find-station'],
    ['怎么匿名', 'raise-appeal'],
    ['诉求怎么提', 'raise-appeal'],
    ['怎么报隐患', 'report-hazard'],
    ['报隐患怎么报', 'report-hazard'],
    ['小蜂 查工单得打啥字', 'query-ticket'],
    ['怎么撤销', 'undo'],
    ['怎么登记', 'register'],
    ['怎么报到', 'register'],
  ])('%s is answered with the line of %s, and nothing is done', async (words, name) => {
    expect(await ask('zhou', words)).toBe(helpOf(name));
    expect(await talk.attendance()).toEqual([]);
  });

  it('is told of several at once', async () => {
    const said = await ask('zhou', '怎么报名，怎么签到，一起教教我');
    expect(linesOf(said)).toEqual([helpOf('sign-up'), helpOf('check-in')]);
  });

  it('is told to staff of what is theirs, and only to them', async () => {
    expect(await ask('li', '怎么排班')).toBe('排班：“明天王姐值班”');
    expect(await ask('li', '怎么发通知')).toContain('通知大家');
    expect(await ask('zhou', '怎么排班')).not.toContain('王姐');
  });

  test.each(['小蜂咋用', '这东西咋用', '我不会用，教教我', '除了签到你还会干啥', '怎么弄'])('%s asks for all', async (words) => {
    expect(await ask('zhou', words)).toMatch(/^(?:我是小蜂|你是要看帮助吗)/);
  });

  test.each([
    'H-0012怎么样了',
    '进展如何',
    '工伤怎么申请',
    '积分怎么少了',
    '积分怎么算',
    '活动怎么取消了',
    '罚款怎么这么多',
    '三号楼怎么冒烟了',
    '谢谢你的帮助',
    '需要帮助',
    '老王需要帮助',
  ])('%s does not', async (words) => {
    const [said = ''] = await talk.say('zhou', words);
    expect(handlers.map(({ help }) => help)).not.toContain(said);
    expect(said).not.toMatch(/别的说“帮助”。$/);
  });
});

describe('a number that no topic has', () => {
  it.each([
    ['zhou', '帮助', '8', '没有这个号，回 1 到 6。'],
    ['li', '书记帮助', '9', '没有这个号，回 1 到 5。'],
  ])('%s: %s, %s', async (who, words, number, told) => {
    await talk.say(who, words);
    expect(await talk.say(who, number)).toEqual([told]);
  });
});

describe('the examples of the help', () => {
  /** Left out: what goes on as the person likes, and a station that this branch has not. */
  const NOT_HERE = /…|江畔驿站几点/;
  const quoted = (words: string) =>
    [...words.matchAll(/“([^”]+)”/g)].map(([, said = '']) => said).filter((said) => !NOT_HERE.test(said));
  const shown = [
    ...['帮助', '书记帮助'].map((words) => ({ words, who: 'li' })),
    ...skills.map(({ help, isForStaff }) => ({ words: help, who: isForStaff ? 'li' : 'zhou' })),
  ];

  it('are all heard for something', async () => {
    const lost: string[] = [];
    for (const { words, who } of shown) {
      const source = words.endsWith('帮助') ? await ask(who, words) : words;
      for (const said of quoted(source)) {
        await talk.close();
        talk = await dialogue();
        const [answer = ''] = await talk.say(who, said);
        if (/^(?:在呢|你是要|您是要)/.test(answer) || answer === '') lost.push(`${said}: ${answer}`);
      }
    }
    expect(lost).toEqual([]);
  });
});

describe('what something is for', () => {
  it.each(['打卡是干嘛用的', '签到有啥用', '签到干啥使的'])('“%s” is a question, and nobody is checked in', async (words) => {
    expect(await ask('zhou', words)).toMatch(/^签到巡查：\n/);
    expect(await talk.attendance()).toEqual([]);
  });

  it('leaves the points to themselves', async () => {
    expect(await ask('zhou', '积分是干什么的')).toMatch(/^积分记你做的好事/);
  });
});
