import { describe, expect, test } from 'vitest';
import { city, closeAfterEach, members, minuteOf, openTalk } from '../support/notice-talk.ts';

closeAfterEach();

describe('more than a thousand people', () => {
  const confirmed = async (now = '2026-11-22T12:45') => {
    const talk = await openTalk({ now, groups: city });
    const [draft] = await talk.say('li', '通知快递群：今晚全市停电');
    expect(draft).toContain('约 1200 人');
    expect(draft).toContain('发完约 1 分钟。');
    expect(draft).toContain('超过 1000 人，还要另一位书记点头。');
    const answer = await talk.say('li', '1');
    return { talk, answer };
  };

  test('need another secretary’s yes, who sees the words and how many people they reach', async () => {
    const { talk, answer } = await confirmed();
    const asked = '李书记要发一条通知，约 1200 人，请你把个关：\n【通知】今晚全市停电\n回 1 同意发，2 不发。';
    expect(answer).toEqual(['li: 已请陈书记、张书记点头，同意了就发。想停就说“停发”。', `chen: ${asked}`, `zhang: ${asked}`]);
    expect(await talk.say('zhang', '1')).toEqual([
      'zhang: 好，已按你说的发。',
      'g1: 【通知】今晚全市停电',
      'li: 张书记同意了，通知开始发了。',
    ]);
    expect(await talk.say('chen', '1')).toEqual(['chen: 已经有人确认过了。']);
    expect(await talk.notices()).toHaveLength(1);
    expect(await talk.hearUntil('2026-11-23T22:00')).toEqual([]);
  });

  test('are reached in their hours, the second secretary in his', async () => {
    const { talk, answer } = await confirmed('2026-11-21T22:30');
    expect(answer).toHaveLength(1);
    expect(await talk.say('zhang', '1')).toEqual(['zhang: 这会儿没有等你选的事，要办什么直接说。']);
    const asked = await talk.until('2026-11-22T09:20');
    expect(asked.map(({ to }) => to)).toEqual([{ member: 'chen' }, { member: 'zhang' }]);
    const agreed = await talk.press('zhang', asked[1]!, '同意发');
    expect(agreed).toContain('zhang: 好，已按你说的发。');
    expect(agreed.join()).toMatch(/li: 张书记同意了，通知今天 12:3\d 起发出。/);
    expect((await talk.until('2026-11-22T13:30')).map(({ to, at }) => [to, minuteOf(at).slice(0, 4)])).toEqual([
      [{ group: 'g1' }, '12:3'],
    ]);
  });

  test('are not reached by the author’s own second yes', async () => {
    const { talk } = await confirmed();
    expect(await talk.say('li', '同意发')).toEqual(['li: 这条是你自己发的，要另一位书记同意才行。']);
    expect(await talk.hearUntil('2026-11-22T20:00')).toEqual([]);
  });

  test('are not reached when the other says no, and the author hears of it', async () => {
    const { talk } = await confirmed();
    expect(await talk.say('zhang', '不发')).toEqual([
      'zhang: 好，不发了，我会告诉发的人。',
      'li: 张书记没同意，那条通知没有发。',
    ]);
    expect(await talk.say('chen', '1')).toEqual(['chen: 这条已经停了，不用再管。']);
    expect((await talk.notices())[0]?.sentAt).toBeNull();
  });

  test('are not reached when nobody answers for a day', async () => {
    const { talk } = await confirmed();
    expect(await talk.hearUntil('2026-11-23T13:00')).toEqual(['li: 一直没有另一位书记点头，那条通知没有发。']);
    expect(await talk.say('zhang', '同意发')).toEqual(['zhang: 没有等你点头的通知。']);
  });

  test('are not reached where there is no other secretary', async () => {
    const talk = await openTalk({ groups: city, members: members.filter(({ id }) => id !== 'zhang' && id !== 'chen') });
    await talk.say('li', '通知快递群：今晚全市停电');
    expect(await talk.say('li', '1')).toEqual(['li: 超过人数要另一位书记同意，可没有别的书记能找到，没有发。']);
    expect(await talk.notices()).toEqual([]);
  });

  test('do not take a number that was meant for another question', async () => {
    const talk = await openTalk({ now: '2026-11-22T12:45', groups: city });
    await talk.say('zhang', '通知大家：我的草稿');
    await talk.say('li', '通知快递群：今晚全市停电');
    const asked = await talk.say('li', '1');
    expect(asked.find((each) => each.startsWith('zhang'))).toContain('回“同意发”或“不同意发”。');
    expect(await talk.say('zhang', '2')).toEqual(['zhang: 好，不发了。']);
    expect((await talk.say('zhang', '同意发'))[0]).toBe('zhang: 好，已按你说的发。');
  });

  test('are not reached once it was stopped, whatever the other says then', async () => {
    const talk = await openTalk({ now: '2026-11-22T12:45', groups: city });
    await talk.say('li', '通知快递群：今晚全市停电');
    await talk.say('li', '1');
    await talk.say('li', '撤回刚才的通知');
    expect(await talk.say('zhang', '1')).toEqual(['zhang: 这条已经停了，不用再管。']);
    expect(await talk.hearUntil('2026-11-24T22:00')).toEqual([]);
  });
});
