// Photo and words, a report and what is added to it: within two minutes of the same person they are one.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { handlers } from '../../handlers/index.ts';
import { defineHandler, defineIntent, type HandlerContext } from '../../src/core/handler.ts';
import type { Frame, Intent } from '../../src/core/intent.ts';
import { phrases } from '../../src/core/phrases.ts';
import type { Understand } from '../../src/core/understanding.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';
import { plainReader } from '../support/plain-reader.ts';

const ALONE = phrases.photoAlone;

const place = (text: string) => (/说错/.test(text) ? null : (/东门|西门|二号棚/.exec(text)?.[0] ?? null));

/** A reader small enough to see through; other words are plain. */
const understand: Understand = (text, context) => {
  const frames: Frame[] = [];
  if (/签到/.test(text)) frames.push({ intent: 'check_in', slots: { kind: 'unspecified' } });
  if (/柜|堵/.test(text) || (context.hasPhoto && /这里/.test(text))) {
    const urgent = /冒烟|着火/.test(text);
    const category = /柜/.test(text) ? 'charging' : /车/.test(text) ? 'traffic' : null;
    frames.push({ intent: 'report_hazard', slots: { category, place: place(text), urgent, observed_at: null } });
  }
  if (/扣钱/.test(text)) {
    frames.push({ intent: 'raise_appeal', slots: { topic: 'wage', place: place(text), anonymous: /匿名/.test(text) } });
  }
  if (/没事了/.test(text)) return [{ intent: 'smalltalk', slots: {} }];
  if (frames.length > 0) return frames;
  return /东门|西门|二号棚|着火|匿名|人多|说错/.test(text) ? [{ intent: 'smalltalk', slots: {} }] : plainReader(text, context);
};

interface Heard {
  intent: Intent;
  text: string;
  media: string[];
  slots: Record<string, unknown>;
  key: string;
  joins: string | null;
}
let heard: Heard[] = [];
const taken = (intent: Intent) =>
  defineIntent({
    keywords: [],
    examples: [],
    slots: z.record(z.string(), z.unknown()),
    async run({ message, slots, joins, reply }: HandlerContext<Record<string, unknown>>) {
      if (message.kind !== 'said') return;
      heard.push({
        intent,
        text: message.text,
        media: message.media.map((each) => each.reference),
        slots,
        key: message.key,
        joins,
      });
      reply(joins === null ? '登记了' : '补上了');
    },
  });
const reports = defineHandler({
  name: 'reports',
  title: '',
  help: null,
  text: {},
  intents: { report_hazard: taken('report_hazard'), raise_appeal: taken('raise_appeal'), find_station: taken('find_station') },
});

let talk: Dialogue;
beforeEach(() => {
  heard = [];
});
afterEach(() => talk.close());

/** Without those who take reports, and commands about them, in earnest. */
const others = handlers.filter(({ name }) => !['report-hazard', 'raise-appeal', 'own-appeal', 'add-to-ticket'].includes(name));

const begin = async (list = [...others, reports]) => {
  talk = await dialogue({ understand, handlers: list });
};
const say = async (text: string, where: Parameters<Dialogue['say']>[2] = {}) => (await talk.say('zhou', text, where)).join('/');
const photo = (...photos: string[]) => say('', { photos });
/** Moves the clock to so many seconds after the beginning. */
const pass = (seconds: number) => talk.world.moveClock(Date.parse('2026-11-22T07:40:00+08:00') + seconds * 1_000);

describe('a photo and then words', () => {
  test('are one report, the photo first', async () => {
    await begin();
    expect(await photo('a')).toBe(ALONE);
    await pass(120);
    expect(await say('东门充电柜有问题', { photos: ['b'] })).toBe('登记了');
    expect(heard).toMatchObject([{ intent: 'report_hazard', joins: null, slots: { place: '东门' } }]);
    expect(heard[0]?.media).toHaveLength(2);
    await photo('a');
    expect(heard[1]?.media[2]).toBe(heard[0]?.media[0]);
  });

  test('are read with the photo in mind', async () => {
    await begin();
    await photo('a');
    expect(await say('这里')).toBe('登记了');
    expect(heard[0]?.media).toHaveLength(1);
  });

  test('whatever the words ask for', async () => {
    await begin();
    await photo('a');
    await say('哪里能充电');
    expect(heard).toMatchObject([{ intent: 'find_station', media: [expect.any(String)] }]);
  });

  test('several photos go with the words', async () => {
    await begin();
    await photo('a');
    await pass(60);
    await photo('b', 'c');
    await pass(150);
    // The first is more than two minutes old.
    await say('东门的柜子坏了');
    expect(heard[0]?.media).toHaveLength(2);
  });

  test('words that say nothing leave it to the next', async () => {
    await begin();
    await photo('a');
    await say('在吗');
    await say('柜子坏了');
    expect(heard[0]?.media).toHaveLength(1);
  });

  test('words that answer a question of ours take it as well', async () => {
    await begin();
    await say('志愿服务做完了');
    await photo('a');
    expect(await say('2')).toBe('志愿服务 2 小时记下了。');
    await say('柜子坏了');
    expect(heard[0]?.media).toEqual([]);
  });

  test('a photo is used once', async () => {
    await begin();
    await photo('a');
    await say('柜子坏了');
    await say('车把路堵了');
    expect(heard.map((each) => each.media.length)).toEqual([1, 0]);
  });

  test('are two things after two minutes, in another conversation, or of another person', async () => {
    await begin();
    await photo('a');
    await talk.say('wang', '柜子坏了');
    await say('@小蜂 柜子坏了', { group: 'g1' });
    await pass(121);
    await say('柜子坏了');
    expect(heard.map((each) => each.media.length)).toEqual([0, 0, 0]);
  });

  test('a check-in between them parts them', async () => {
    await begin();
    await photo('a');
    expect(await say('签到')).toBe('签到记下了，07:40。');
    await say('柜子坏了');
    expect(heard[0]?.media).toEqual([]);
  });
});

describe('a report and then more words', () => {
  test('a place is added to what was said before', async () => {
    await begin();
    await say('充电柜坏了', { messageId: 'm1' });
    await pass(119);
    expect(await say('在东门那边', { messageId: 'm2' })).toBe('补上了');
    expect(heard[1]).toMatchObject({
      intent: 'report_hazard',
      text: '充电柜坏了，在东门那边',
      key: 'simulator:m2',
      joins: 'simulator:m1',
      slots: { category: 'charging', place: '东门' },
    });
  });

  test('danger that becomes known, and a wish to stay unnamed, are added', async () => {
    await begin();
    await say('充电柜坏了');
    expect(await say('着火啦')).toBe('补上了');
    expect(heard[1]?.slots).toMatchObject({ urgent: true });
    await say('又扣钱');
    expect(await say('匿名吧')).toBe('补上了');
    expect(heard[3]).toMatchObject({ intent: 'raise_appeal', slots: { anonymous: true } });
  });

  test('one thing after the other is added to the first', async () => {
    await begin();
    await say('充电柜坏了', { messageId: 'm1' });
    await say('在东门那边');
    expect(await say('着火啦')).toBe('补上了');
    expect(heard[2]).toMatchObject({ text: '充电柜坏了，在东门那边，着火啦', joins: 'simulator:m1' });
    // The two minutes are those of the report.
    await pass(121);
    expect(await photo('a')).toBe(ALONE);
  });

  test('only what it adds to is done again', async () => {
    await begin();
    expect(await say('签到 柜子坏了')).toBe('签到记下了，07:40。\n登记了');
    expect(await say('在东门那边')).toBe('补上了');
    expect(await photo('a')).toBe('补上了');
    expect(await talk.attendance()).toHaveLength(1);
  });

  test.each([
    ['what says no more', '今天人多'],
    ['a question', '东门那边有人吗'],
    ['a long story', `东门那边${'说来话长'.repeat(10)}`],
    ['a taking back', '东门那个没事了'],
  ])('%s is not added', async (_, words) => {
    await begin();
    await say('充电柜坏了');
    expect(await say(words)).not.toBe('补上了');
    expect(heard).toHaveLength(1);
  });

  test('what takes something back is not added, whatever else it says', async () => {
    await begin();
    await say('东门充电柜坏了');
    expect(await say('说错了 着火')).not.toBe('补上了');
  });

  test.each([
    ['after two minutes', () => pass(121)],
    ['after a check-in', () => say('双报到')],
    ['after a check-in that changed nothing', () => say('签到')],
    ['after a request', () => say('帮助')],
    ['after a location was shared', () => talk.world.say(shared)],
  ])('nothing is added %s', async (_, between: () => Promise<unknown>) => {
    await begin();
    await say('签到');
    await say('充电柜坏了');
    await between();
    await say('在东门那边');
    expect(heard.filter(({ joins }) => joins !== null)).toEqual([]);
  });

  test('nor by another person, nor in another conversation', async () => {
    await begin();
    await say('充电柜坏了');
    await talk.say('wang', '在东门那边');
    await say('@小蜂 在东门那边', { group: 'g1' });
    expect(heard).toHaveLength(1);
  });

  test('small talk between does not part them', async () => {
    await begin();
    await say('充电柜坏了');
    await say('今天人多');
    expect(await say('在东门那边')).toBe('补上了');
  });

  test('a repeat changes nothing', async () => {
    await begin();
    await say('充电柜坏了', { messageId: 'm1' });
    await say('在东门那边', { messageId: 'm2' });
    for (const [text, messageId] of [['充电柜坏了', 'm1'] as const, ['在东门那边', 'm2'] as const])
      await say(text, { messageId });
    expect(heard).toHaveLength(2);
  });
});

describe('a report and then a photo', () => {
  test('are one report', async () => {
    await begin();
    await say('充电柜坏了', { messageId: 'm1' });
    await pass(60);
    expect(await photo('a')).toBe('补上了');
    expect(await photo('b')).toBe('补上了');
    expect(heard[2]).toMatchObject({ text: '充电柜坏了', joins: 'simulator:m1', slots: { category: 'charging' } });
    expect(heard[2]?.media).toHaveLength(2);
  });

  test('a photo with a word that says nothing belongs to it as well', async () => {
    await begin();
    await say('充电柜坏了');
    expect(await say('今天人多', { photos: ['a'] })).toBe('补上了');
    expect(heard[1]?.media).toHaveLength(1);
  });

  test('it waits for words after two minutes', async () => {
    await begin();
    await say('充电柜坏了');
    await pass(121);
    expect(await photo('a')).toBe(ALONE);
  });
});

describe('in a group that was not speaking to the bot', () => {
  test('only a danger is added to', async () => {
    await begin();
    await say('@小蜂 充电柜坏了', { group: 'g1' });
    expect(await say('在东门那边', { group: 'g1' })).toBe('');
    expect(await say('', { group: 'g1', photos: ['a'] })).toBe('');
    await say('充电柜冒烟了', { group: 'g1' });
    expect(await say('在东门那边', { group: 'g1' })).toBe('@老周 补上了');
    expect(await say('', { group: 'g1', photos: ['a'] })).toBe('@老周 补上了');
  });

  test('a photo alone is nobody’s business', async () => {
    await begin();
    expect(await say('', { group: 'g1', photos: ['a'] })).toBe('');
    await say('@小蜂 柜子坏了', { group: 'g1' });
    expect(heard[0]?.media).toEqual([]);
  });
});

const shared = {
  from: 'zhou',
  group: null,
  text: '',
  quoted: null,
  photos: [],
  voice: false,
  location: { latitude: 31.5, longitude: 120.3 },
};
