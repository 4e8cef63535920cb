// Words that allow two readings: one question with two choices, and what becomes of its answer.
import { afterEach, describe, expect, test } from 'vitest';
import { handlers } from '../../handlers/index.ts';
import { defineHandler, defineIntent, type HandlerContext } from '../../src/core/handler.ts';
import type { Frame, Intent } from '../../src/core/intent.ts';
import { shanghaiHourMinute } from '../../src/core/shanghai.ts';
import { noSlots } from '../../src/core/slots.ts';
import type { Understand } from '../../src/core/understanding.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';
import { plainReader } from '../support/plain-reader.ts';

const frame = (intent: Intent, alternative?: Frame, slots: Frame['slots'] = {}): Frame => ({
  intent,
  slots,
  ...(alternative && { alternative }),
});
const nothing = frame('smalltalk');

const MAYBE = '你是要报名吗？回 1 是，回 2 不用。';
const WHICH = '你是要报名，还是查活动？回 1 或 2。';

/** What the reader of these tests is not sure of; everything else is plain. */
const doubtful: Record<string, Frame[]> = {
  党日那个我: [frame('sign_up', frame('query_activity'))],
  党日有我: [frame('sign_up', nothing)],
  党日嘛: [frame('smalltalk', frame('sign_up'))],
  党日我: [frame('sign_up', frame('cancel_sign_up'))],
  搬砖两小时: [frame('check_in', frame('query_points'), { kind: 'volunteer', hours: 2 })],
  下周三党日: [frame('plan_activity', frame('query_activity'))],
  党日下周三: [frame('query_activity', frame('plan_activity'))],
  定下周三: [frame('plan_activity', nothing)],
  都归书记: [frame('plan_activity', frame('export_report'))],
  好大烟: [frame('report_hazard', nothing, { category: 'fire', urgent: true })],
  烟好大: [frame('smalltalk', frame('report_hazard', undefined, { category: 'fire', urgent: true }))],
  签到和党日: [frame('check_in', undefined, { kind: 'unspecified' }), frame('sign_up', nothing)],
  签到或党日: [frame('check_in', undefined, { kind: 'unspecified' }), frame('sign_up', frame('query_activity'))],
  党日加积分: [frame('sign_up', nothing), frame('query_points', nothing)],
  到还是没到: [frame('check_in', frame('check_in', undefined, { kind: 'patrol' }), { kind: 'unspecified' })],
  摔了公司不认: [frame('smalltalk', frame('raise_appeal', undefined, { topic: 'injury', anonymous: false }))],
  两小时: [frame('sign_up', nothing)],
  好像到了: [frame('check_in', nothing, { kind: 'unspecified' })],
};
const understand: Understand = (text, context) => doubtful[text] ?? plainReader(text, context);

/** Says what it was given, so that a test sees it. */
const told = (intent: Intent) =>
  defineIntent({
    keywords: [],
    examples: [],
    slots: noSlots,
    async run(ctx: HandlerContext<object>) {
      const { message } = ctx;
      const words = message.kind === 'said' ? `${message.text}+${message.media.length}` : '';
      ctx.reply(`${intent}：${words}，${shanghaiHourMinute(ctx.at)}`);
    },
  });
const activities = defineHandler({
  name: 'activities',
  title: '',
  help: null,
  text: {},
  intents: { sign_up: told('sign_up'), query_activity: told('query_activity'), cancel_sign_up: told('cancel_sign_up') },
});
const planning = defineHandler({
  name: 'planning',
  title: '',
  help: null,
  text: {},
  intents: { plan_activity: told('plan_activity'), export_report: told('export_report') },
});

let talk: Dialogue;
async function begin() {
  talk = await dialogue({ understand, handlers: [...handlers, activities, planning] });
}
afterEach(() => talk.close());
const say = async (text: string, from = 'zhou') => (await talk.say(from, text)).join();

describe('a message that may mean two things', () => {
  test('is asked about once, and nothing is done yet', async () => {
    await begin();
    expect(await say('党日那个我')).toBe(WHICH);
    expect(await say('搬砖两小时', 'wang')).toBe('你是要签到，还是查积分？回 1 或 2。');
    expect(await talk.attendance()).toEqual([]);
  });

  test.each([
    ['1', 'sign_up'],
    ['报名', 'sign_up'],
    ['选1', 'sign_up'],
    ['是', 'sign_up'],
    ['2', 'query_activity'],
    ['二', 'query_activity'],
    ['查活动', 'query_activity'],
  ])('%s chooses %s, as if it had been said then', async (words, intent) => {
    await begin();
    await talk.say('zhou', '党日那个我', { photos: ['a', 'b'] });
    await talk.until('2026-11-22T07:49');
    expect(await say(words)).toBe(`${intent}：党日那个我+2，07:40`);
    expect(await say(words)).not.toContain('党日那个我');
  });

  test('whoever wants to stay unknown has an appeal, with what he tells beside the wish', async () => {
    await begin();
    expect(await say('摔了公司不认')).toContain('回 1');
    expect(await say('那就匿名，上周三在江畔路口摔的')).toContain('A-0001 已匿名登记（工伤）');
    expect(await say('看原话 A-0001', 'li')).toMatch(/摔了公司不认 上周三在江畔路口摔的/);
  });

  test('a button chooses', async () => {
    await begin();
    await talk.say('zhou', '@小蜂 党日那个我', { group: 'g1' });
    expect(await talk.press('zhou', 2, 'g1')).toEqual(['@老周 query_activity：党日那个我+0，07:40']);
    await talk.say('zhou', '@小蜂 党日有我', { group: 'g1' });
    expect(await talk.press('wang', 1, 'g1')).toEqual([]);
  });

  test('a title that is part of the other is told apart', async () => {
    await begin();
    expect(await say('党日我')).toBe('你是要报名，还是取消报名？回 1 或 2。');
    expect(await say('报名')).toMatch(/^sign_up/);
    await say('党日我');
    expect(await say('取消报名')).toMatch(/^cancel_sign_up/);
  });

  test.each(['不', '不是', '算了'])('%s takes neither', async (words) => {
    await begin();
    await say('党日我');
    expect(await say(words)).toBe('好，不记了。');
    expect(await say('1')).toBe('这会儿没有等你选的事，要办什么直接说。');
  });

  test('keeps its effect and its time when it is recorded late', async () => {
    await begin();
    await say('搬砖两小时');
    await talk.until('2026-11-22T07:45');
    await say('1');
    expect(await talk.attendance()).toMatchObject([{ kind: 'volunteer', hours: 2, at: '2026-11-22T07:40:00+08:00' }]);
  });

  test('is forgotten after ten minutes', async () => {
    await begin();
    await say('党日那个我');
    await talk.until('2026-11-22T07:51');
    expect(await say('1')).toBe('这会儿没有等你选的事，要办什么直接说。');
    expect(await say('党日那个我')).toBe(WHICH);
  });

  test('belongs to one person and one conversation', async () => {
    await begin();
    await say('党日那个我');
    expect(await say('1', 'wang')).toBe('这会儿没有等你选的事，要办什么直接说。');
    await talk.say('zhou', '@小蜂 1', { group: 'g1' });
    expect(await say('1')).toMatch(/^sign_up/);
  });
});

describe('a message that may mean nothing', () => {
  test.each(['党日有我', '党日嘛'])('%s is asked about, whichever reading comes first', async (words) => {
    await begin();
    expect(await say(words)).toBe(MAYBE);
    expect(await say('是的')).toBe(`sign_up：${words}+0，07:40`);
  });

  test.each(['2', '不用', '不', '不是', '不要'])('%s ends it', async (words) => {
    await begin();
    await say('党日有我');
    expect(await say(words)).toBe('好，不记了。');
    expect(await say('1')).toBe('这会儿没有等你选的事，要办什么直接说。');
  });
});

describe('what is no answer', () => {
  test('is read as a new message, and the question stays', async () => {
    await begin();
    await say('党日那个我');
    expect(await say('签到')).toBe('签到记下了，07:40。');
    expect(await say('2')).toMatch(/^query_activity：党日那个我/);
  });

  test('a newer doubt takes the place of the older', async () => {
    await begin();
    await say('党日那个我');
    expect(await say('党日有我')).toBe(MAYBE);
    expect(await say('1')).toBe('sign_up：党日有我+0，07:40');
  });

  test('the same words again are meant as they are, and nobody is asked twice', async () => {
    await begin();
    await say('党日那个我');
    expect(await say('党日那个我')).toBe('sign_up：党日那个我+0，07:40');
    expect(await say('1')).toBe('这会儿没有等你选的事，要办什么直接说。');
    await say('党日嘛');
    expect(await say('党日嘛')).toContain('在呢');
  });
});

describe('nobody is asked', () => {
  test('when there is danger, in either reading', async () => {
    await begin();
    expect(await say('好大烟')).toMatch(/^先打 119/);
    expect((await talk.say('wang', '烟好大')).join()).toMatch(/^先打 119/);
  });

  test('in a group that was not speaking to the bot', async () => {
    await begin();
    for (const words of ['党日那个我', '党日有我', '好像到了', '烟好大'])
      expect(await talk.say('zhou', words, { group: 'g1' })).toEqual([]);
    expect((await talk.say('zhou', '好大烟', { group: 'g1' })).join()).toMatch(/^@老周 先打 119/);
    expect(await talk.attendance()).toEqual([]);
  });

  test('when several things were read: the sure ones are done, and the first reading of what is asked in any case', async () => {
    await begin();
    expect(await say('签到和党日')).toBe('签到记下了，07:40。');
    expect(await say('签到或党日', 'wang')).toBe('签到记下了，07:40。\nsign_up：签到或党日+0，07:40');
    expect(await say('党日加积分')).toContain('在呢');
  });

  test('between two kinds of the same thing', async () => {
    await begin();
    expect(await say('到还是没到')).toBe('签到记下了，07:40。');
  });

  test('about what the person may not do', async () => {
    await begin();
    expect(await say('下周三党日')).toMatch(/^query_activity/);
    expect(await say('党日下周三')).toMatch(/^query_activity/);
    expect(await say('定下周三')).toContain('在呢');
    expect(await say('都归书记')).toBe('组织活动要书记来操作，你有想法可以跟书记说。');
    expect(await say('下周三党日', 'li')).toBe('你是要组织活动，还是查活动？回 1 或 2。');
    expect(await say('1', 'li')).toBe('plan_activity：下周三党日+0，07:40');
  });
});

test('an open question that takes the words goes first', async () => {
  await begin();
  await say('志愿服务做完了');
  expect(await say('两小时')).toBe('志愿服务 2 小时记下了。');
  expect(await say('两小时')).toBe('你是要报名吗？回 1 是，回 2 不用。');
});
