// Until when people may sign up: told with the plan, changed in the draft, set afterwards.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deadlineAlone, deadlineIn } from '../../src/domain/words/deadline.ts';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue({ now: '2026-11-23T10:00' });
});
afterEach(() => talk.close());

const say = async (text: string, from = 'li') => (await talk.say(from, text)).join('\n');
const until = async () => ((await talk.world.state()).activities as { signUpUntil: string | null }[])[0]?.signUpUntil;

test.each([
  ['周五晚上八点安全培训，江畔驿站，周四前报名', '2026-11-26T23:59:00+08:00'],
  ['周五晚上八点搞个安全培训，报名截止到周三晚上八点', '2026-11-25T20:00:00+08:00'],
  ['周五安排个体检，周四中午截止报名', '2026-11-26T13:00:00+08:00'],
  ['组织安全培训，周五晚上八点，报名到周四下午为止', '2026-11-26T18:00:00+08:00'],
])('%s', async (words, instant) => {
  expect(await say(words)).toContain('报名截止 ');
  expect(await until()).toBe(instant);
  const { sessions } = (await talk.world.state()).activities![0] as { sessions: { start: string }[] };
  expect(sessions.at(-1)?.start).toMatch(/^2026-11-27T/);
});

test('is changed in the draft, told to the groups, and holds', async () => {
  await say('周五晚上八点安全培训，江畔驿站，周四前报名');
  expect(await say('报名截止改到周三晚上八点')).toContain('报名截止 后天 20:00');
  await say('1');
  expect((await talk.until('2026-11-23T14:30')).join()).toContain('报名截止：11月25日（周三）20:00');
  expect(await say('报名', 'zhou')).toContain('报上了');
  await talk.until('2026-11-25T20:30');
  expect(await say('报名', 'wang')).toContain('报名时间过了');
});

test('is set for what is published, and opens what was closed', async () => {
  await say('周五晚上八点安全培训，江畔驿站');
  await say('1');
  await say('截止报名');
  expect(await say('培训报名截止到周四中午十二点')).toBe('安全培训报名到 周四 12:00 截止。');
  expect(await until()).toBe('2026-11-26T12:00:00+08:00');
  expect(await say('报名', 'zhou')).toContain('报上了');
});

test.each([
  ['培训报名到昨天截止', '已经过了'],
  ['培训报名截止到下周一', '早过开场'],
])('%s is refused', async (words, why) => {
  await say('周五晚上八点安全培训，江畔驿站');
  await say('1');
  expect(await say(words)).toContain(why);
  expect(await until()).toBeNull();
});

test('is the secretary’s to set', async () => {
  await say('周五晚上八点安全培训，江畔驿站');
  await say('1');
  await say('培训报名截止到周四中午十二点', 'zhou');
  expect(await until()).toBeNull();
});

test.each(['报名', '截止报名', '周五前到货的件谁派', '报名截止了吗', '报名到哪天', '周五的党日报名'])(
  '%s tells no deadline',
  (words) => {
    expect(deadlineAlone(words)).toBeNull();
    expect(deadlineIn(words)).toBeNull();
  },
);
