// What people say while a question of ours is open.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineAnswer, defineHandler, defineIntent } from '../../src/core/handler.ts';
import { noSlots } from '../../src/core/slots.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

const ASK_WRONG = '哪样有问题？直接说一句，比如“通道被三轮堵了”。';
const WRONG = '通道有问题，记在巡查单上了。';
/** The hazard beside it is registered in the same answer. */
const andRegistered = (words: string) => expect.stringMatching(new RegExp(`^${words}\nH-0001 记下了`));

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

const say = async (text: string) => (await talk.say('zhou', text)).join();
const itemsOf = async () => (await talk.attendance())[0]?.items;

describe('the message is read before it is taken as an answer', () => {
  test('a danger goes first, and the question stays', async () => {
    await say('巡查完了');
    expect(await say('二号棚充电柜冒烟了')).toMatch(/^先打 119/);
    expect(await itemsOf()).toBeNull();
    expect(await say('1')).toBe('好，四样都正常，记上了。');
  });

  test('another request is done, and the question stays', async () => {
    await say('志愿服务做完了');
    expect(await say('签到')).toBe('签到记下了，07:40。');
    expect(await say('2')).toBe('志愿服务 2 小时记下了。');
  });

  test('an answer and a request in one are both taken', async () => {
    await say('巡查完了');
    expect(await say('签到 都正常')).toBe('好，四样都正常，记上了。\n签到记下了，07:40。');
    expect(await talk.attendance()).toHaveLength(2);
  });

  test('a receipt for a quoted message is no answer', async () => {
    await say('巡查完了');
    expect(await talk.say('zhou', '好的', { quoted: '通知：周五开会，请回复收到' })).toEqual(['好，记下你收到了。']);
    expect(await itemsOf()).toBeNull();
  });

  test('hours in a whole sentence answer it, once', async () => {
    await say('志愿服务做完了');
    expect(await say('志愿服务3小时')).toBe('志愿服务 3 小时记下了。');
    expect(await say('2')).toBe('这会儿没有等你选的事，要办什么直接说。');
  });
});

describe('the patrol list', () => {
  test.each(['都正常', '没问题', '都好', '挺好', '没毛病', '没得问题', '1 都正常', '四样都正常', '没有问题'])(
    '%s is fine',
    async (words) => {
      await say('巡查完了');
      expect(await say(words)).toBe('好，四样都正常，记上了。');
    },
  );

  test.each(['谁说都正常', '没看', '通道没看', '不正常', '正常吗'])('%s is not', async (words) => {
    await say('巡查完了');
    await say(words);
    expect(await itemsOf()).toBeNull();
  });

  test('takes one thing wrong and the rest fine', async () => {
    await say('巡查完了');
    expect(await say('消防通道叫三轮车堵死了 其他都好')).toEqual(andRegistered(WRONG));
    expect(await itemsOf()).toEqual({ charging: 'ok', passage: 'wrong', vehicles: 'ok', fire_gear: 'ok' });
  });

  test.each(['除了通道都正常', '都正常除了通道', '通道没看，其他都好'])('%s leaves the passage open', async (words) => {
    await say('巡查完了');
    expect(await say(words)).toBe('好，记上了。充电、车辆、消防正常。通道呢？回1正常，回2有问题。');
    expect(await itemsOf()).toEqual({ charging: 'ok', vehicles: 'ok', fire_gear: 'ok' });
    expect(await say('1')).toBe('好，四样都正常，记上了。');
  });

  test('hears what is wrong after "2"', async () => {
    await say('巡查完了');
    expect(await say('2 有问题')).toBe(ASK_WRONG);
    expect(await say('通道被三轮堵了')).toEqual(andRegistered(WRONG));
    expect(await itemsOf()).toEqual({ passage: 'wrong' });
  });

  test('asks once more when it did not hear which', async () => {
    await say('巡查完了');
    expect(await say('不正常')).toBe(ASK_WRONG);
    expect(await say('哈哈')).toBe('没听懂是哪样。说充电、通道、车辆、消防里的一样就行。');
    expect(await say('灭火器过期了')).toEqual(andRegistered('消防有问题，记在巡查单上了。'));
  });

  test('is not filled in for a patrol taken back', async () => {
    await talk.say('zhou', '@小蜂 巡查完了', { group: 'g1' });
    await say('撤销');
    expect(await talk.say('zhou', '@小蜂 1', { group: 'g1' })).toEqual(['@老周 那次巡查已经撤了，要记请重新说一声。']);
  });

  test.each(['早巡查好了', '早巡查做好了', '早巡搞好了'])('%s means finished, and is asked about again', async (words) => {
    expect(await say(words)).toMatch(/^早巡查记下了，07:40。充电、通道/);
    expect(await say('早巡查完了')).toMatch(/^早巡查今天 07:40 记过了。充电、通道/);
    expect(await itemsOf()).toBeNull();
  });

  test('can be corrected: wrong beats fine', async () => {
    await say('早巡查完了都正常');
    expect(await say('早巡查完了 通道堵了')).toEqual(andRegistered(`早巡查单子补上了。${WRONG}`));
    await say('早巡查完了都正常');
    expect(await itemsOf()).toEqual({ charging: 'ok', passage: 'wrong', vehicles: 'ok', fire_gear: 'ok' });
  });
});

describe('the hours', () => {
  test.each([
    ['打错了是3小时', '3'],
    ['点错了，应该是4小时', '4'],
    ['不是3小时是2小时', '2'],
    ['一小时三十分钟', '1.5'],
  ])('%s is %s', async (words, hours) => {
    await say('签到');
    await say('志愿服务做完了');
    expect(await say(words)).toBe(`志愿服务 ${hours} 小时记下了。`);
    expect(await talk.attendance()).toHaveLength(2);
  });

  const UNHEARD = '没听懂，直接回个数就行，比如 2 或 1.5。';
  const VAGUE = '多的怎么算？直接回个数就行，比如 2 或 2.5。';
  test.each([
    ['一个多小时', VAGUE],
    ['2-3小时', VAGUE],
    ['半天', UNHEARD],
    ['哎呀', UNHEARD],
  ])('%s repeats the question once', async (words, question) => {
    await say('志愿服务做完了');
    expect(await say(words)).toBe(question);
    expect(await say('2')).toBe('志愿服务 2 小时记下了。');
  });

  test.each([
    ['说重了 不好意思', 1],
    ['2 说重了', 1],
    ['又做了', 2],
  ])('said twice: %s', async (words, count) => {
    await say('志愿服务两小时');
    await say('志愿服务两小时');
    await say(words);
    expect(await talk.attendance()).toHaveLength(count);
  });
});

test('撤销 takes back what was recorded after the question, and the question still stands', async () => {
  await say('志愿服务做完了');
  await talk.until('2026-11-22T07:41');
  await say('签到');
  expect(await say('撤销')).toMatch(/^撤了，.*签到不算了。$/);
  expect(await say('2')).toBe('志愿服务 2 小时记下了。');
});

test.each(['撤销', '算了', '取消', '不记了'])('%s drops the question and touches no record', async (words) => {
  await say('签到');
  await say('志愿服务做完了');
  expect(await say(words)).toBe('好，不记了。');
  expect(await talk.attendance()).toHaveLength(1);
  expect(await say('撤销')).toBe('撤了，07:40 的签到不算了。');
});

/** Anybody can set it off; one of the things it does is reserved. */
const asker = defineHandler({
  name: 'asker',
  title: '',
  help: null,
  text: {},
  intents: {
    help: defineIntent({
      keywords: [],
      examples: [],
      slots: noSlots,
      run: async (ctx) => ctx.ask({ name: 'sure', text: '？', choices: ['好'] }),
    }),
    plan_activity: defineIntent({ keywords: [], examples: [], slots: noSlots, run: async (ctx) => ctx.reply('x') }),
  },
  answers: {
    sure: defineAnswer({
      state: noSlots,
      async run(ctx) {
        ctx.reply('办了');
        return true;
      },
    }),
  },
});

test('an answer needs the strictest right of its handler; a refusal ends the question', async () => {
  const guarded = await dialogue({ handlers: [asker] });
  await guarded.say('zhou', '帮助');
  expect(await guarded.say('zhou', '1')).toEqual(['组织活动要书记来操作，你有想法可以跟书记说。']);
  expect(await guarded.say('zhou', '1')).toEqual(['这会儿没有等你选的事，要办什么直接说。']);
  await guarded.say('li', '帮助');
  expect(await guarded.say('li', '1')).toEqual(['办了']);
  await guarded.close();
});
