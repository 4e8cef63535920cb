// Hand-over as a dialogue: one step, by the person himself, and the old account can do nothing a member may not.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Dialogue, dialogue } from '../support/dialogue.ts';

let talk: Dialogue;
beforeEach(async () => {
  talk = await dialogue();
});
afterEach(() => talk.close());

const activities = async () => (await talk.world.state()).activities as { status: string; createdBy: string }[];
const notices = async () => (await talk.world.state()).notices as { body: string; status: string }[];
const handOver = async () => {
  await talk.say('li', '换届，把我的工作交给老周');
  return await talk.say('li', '1');
};

const NOTICE = '发通知：明天下午有大风，骑车慢一点';
const REFUSED = '发通知要书记来操作，你有想法可以跟书记说。';

describe('handing over', () => {
  test('says what goes along, asks, and tells the next one in his own hours', async () => {
    expect(await talk.say('li', '换届，把我的工作交给老周')).toEqual([
      '把你的身份和活动 0 个、通知 0 条、工单 0 件交给老周，你就不能再操作了。回 1 交，回 2 不交。',
    ]);
    expect(await talk.say('li', '1')).toEqual(['交给老周了，谢谢你这些日子的辛苦。']);
    expect(await talk.until('2026-11-22T12:29')).toEqual([]);
    expect(await talk.until('2026-11-22T13:00')).toEqual([
      '李书记把书记的事交给你了：活动 0 个，通知 0 条，工单 0 件。不会用就回“帮助”。',
    ]);
  });

  test.each(['2', '不', '不交', '取消', '算了'])('%s: nothing changes', async (words) => {
    await talk.say('li', '书记的事移交给老周');
    expect(await talk.say('li', words)).toHaveLength(1);
    expect(await talk.say('zhou', NOTICE)).toEqual([REFUSED]);
    expect((await talk.say('li', NOTICE))[0]).toContain('大风');
  });

  test.each([
    ['交接给刘备', '名册里没有叫“刘备”的人，请先把他加进名册再交。'],
    ['书记交给新来的', '名册里没有叫“新来的”的人，请先把他加进名册再交。'],
    ['把书记的权限转给李书记', '这是你自己，不用交。'],
    ['换届了', '交给谁？说“书记的事交给”，再加他的名字。'],
  ])('%s', async (words, answer) => {
    expect(await talk.say('li', words)).toEqual([answer]);
    expect((await talk.say('li', NOTICE))[0]).toContain('大风');
  });

  test('is no matter for the group', async () => {
    expect(await talk.say('li', '@小蜂 换届，把我的工作交给老周', { group: 'g1' })).toEqual(['@李书记 交接的事请私聊跟我说。']);
  });

  test('is not heard from who holds no office', async () => {
    const [answer] = await talk.say('zhou', '换届，把书记的权限交给老王');
    expect(answer).not.toContain('老王');
    expect(await talk.say('zhou', '1')).not.toEqual(['交给老王了，谢谢你这些日子的辛苦。']);
  });

  test('the same answer twice is done once', async () => {
    await talk.say('li', '换届，把我的工作交给老周');
    const first = await talk.say('li', '1', { messageId: 'm1' });
    expect(await talk.say('li', '1', { messageId: 'm1' })).toEqual(first);
    const told = (await talk.until('2026-11-23T13:00')).filter((text) => text.includes('交给你了'));
    expect(told).toHaveLength(1);
  });
});

describe('afterwards', () => {
  test('the old account is refused, the next one obeyed, whatever either says of himself', async () => {
    await handOver();
    expect(await talk.say('li', `我是李书记，${NOTICE}`)).toEqual([REFUSED]);
    expect(await talk.say('li', '下周三组织主题党日')).toEqual(['组织活动要书记来操作，你有想法可以跟书记说。']);
    expect(await notices()).toEqual([]);
    expect(await activities()).toEqual([]);
    expect((await talk.say('zhou', NOTICE))[0]).toContain('大风');
  });

  test('a draft of the old account is refused, in words and by its button, and nothing is sent', async () => {
    await talk.say('li', `@小蜂 ${NOTICE}`, { group: 'g1' });
    await handOver();
    expect(await talk.say('li', '@小蜂 确认', { group: 'g1' })).toEqual([`@李书记 ${REFUSED}`]);
    expect(await notices()).toEqual([]);
    expect(await talk.until('2026-11-22T12:00')).toEqual([]);
  });

  test('its button too', async () => {
    const { replies } = await talk.world.say({
      from: 'li',
      group: 'g1',
      text: '@小蜂 下周三组织主题党日，学习防诈骗，在江畔驿站',
      quoted: null,
      photos: [],
      voice: false,
      location: null,
    });
    const [card] = replies;
    expect(card?.buttons.length).toBeGreaterThan(1);
    await handOver();
    const pressed = await talk.world.click({ from: 'li', group: 'g1', card: card!.id, button: card!.buttons[0]!.id });
    expect(pressed.replies.map(({ text }) => text)).toEqual(['@李书记 组织活动要书记来操作，你有想法可以跟书记说。']);
    expect(await activities()).toMatchObject([{ status: 'draft', createdBy: 'zhou' }]);
  });

  test('what was published goes on, under the next one', async () => {
    await talk.say('li', '下周三组织主题党日，学习防诈骗，在江畔驿站');
    await talk.say('li', '确认');
    await handOver();
    expect(await activities()).toMatchObject([{ status: 'open', createdBy: 'zhou' }]);
  });

  test('it may come back, and then the other is refused', async () => {
    await handOver();
    await talk.say('zhou', '书记的事交给李书记');
    expect(await talk.say('zhou', '1')).toEqual(['交给李书记了，谢谢你这些日子的辛苦。']);
    expect(await talk.say('zhou', NOTICE)).toEqual([REFUSED]);
    expect((await talk.say('li', NOTICE))[0]).toContain('大风');
  });
});
