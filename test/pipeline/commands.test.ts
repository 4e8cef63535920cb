// What is asked for beside the intents: commands, buttons for everybody, words for one person alone.
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { handlers } from '../../handlers/index.ts';
import { defineAnswer, defineCommand, defineHandler } from '../../src/core/handler.ts';
import type { Role } from '../../src/core/member.ts';
import type { Message } from '../../src/core/message.ts';
import { buttonId, type Outgoing } from '../../src/core/outgoing.ts';
import { type Bench, NOON, said, useBenches } from '../support/bot.ts';

const make = useBenches();

const exactly = (word: string) => (words: string) => (words === word ? {} : null);

/** For everybody in the house. */
const desk = defineHandler({
  name: 'desk',
  title: '窗口',
  help: null,
  text: {},
  intents: {},
  commands: {
    ping: defineCommand({ allow: 'insider', examples: [], hears: exactly('天灵灵'), run: async (ctx) => ctx.reply('在') }),
    alarm: defineCommand({
      allow: 'insider',
      examples: [],
      hears: (words) => (words.includes('冒烟') ? {} : null),
      run: async (ctx) => ctx.reply('听错了'),
    }),
    none_of_mine: defineCommand({
      allow: 'insider',
      examples: [],
      hears: (words) => (['数一数', '签到'].includes(words) ? {} : null),
      run: async (ctx) => ctx.pass(),
    }),
    count: defineCommand({
      allow: 'insider',
      examples: [],
      hears: exactly('数一数'),
      run: async (ctx) => ctx.ask({ name: 'number', text: '几个？', choices: [] }),
    }),
    pick: defineCommand({
      allow: 'insider',
      examples: [],
      hears: exactly('挑一个'),
      run: async (ctx) => ctx.ask({ name: 'pick', text: '发还是取消？', choices: ['发', '取消'] }),
    }),
    stop: defineCommand({
      allow: 'insider',
      examples: [],
      hears: exactly('停一停'),
      run: async (ctx) => ctx.ask({ name: 'pick', text: '取消还是照常？', choices: ['取消', '照常'] }),
    }),
    list: defineCommand({
      allow: 'insider',
      examples: [],
      hears: exactly('看名单'),
      run: async (ctx) => ctx.reply(ctx.whisper('老周、老王') ? '私信你了' : '请私聊我'),
    }),
  },
  buttons: {
    join: { allow: 'insider', run: async (ctx) => ctx.reply(`按了 ${ctx.slots}`) },
  },
  answers: {
    number: defineAnswer({
      state: z.object({}),
      async run(ctx, answer) {
        if (answer.kind === 'choice' || !/^(?:\d+|天灵灵)$/.test(answer.words)) return false;
        ctx.reply(`好，${answer.words}`);
        return true;
      },
    }),
    pick: defineAnswer({
      state: z.object({}),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        ctx.reply(`选了${answer.choice}`);
        return true;
      },
    }),
  },
});

/** For secretaries. */
const office = defineHandler({
  name: 'office',
  title: '盖章',
  help: null,
  text: {},
  intents: {},
  commands: {
    seal: defineCommand({
      allow: 'staff',
      examples: [],
      hears: exactly('地灵灵'),
      run: async (ctx) => ctx.ask({ name: 'sure', text: '盖吗？', choices: ['盖', '不盖'] }),
    }),
  },
  buttons: {
    seal: { allow: 'staff', run: async (ctx) => ctx.reply('盖了') },
  },
  answers: {
    sure: defineAnswer({
      state: z.object({}),
      async run(ctx, answer) {
        if (answer.kind !== 'choice') return false;
        ctx.reply('盖了');
        return true;
      },
    }),
  },
});

let it: Bench;
let out: Outgoing[];
beforeEach(async () => {
  out = [];
  it = await make({
    handlers: [...handlers, desk, office],
    deliver: async ({ outgoing }) => {
      out.push(outgoing);
      return { kind: 'sent', via: 'test' };
    },
  });
  const person = (id: string, role: Role) => {
    return { id, name: id, role, occupation: null, level: null, area: null, accounts: [`wecom:${id}`], groups: ['g1'] };
  };
  await it.store.transaction((tx) => tx.members.syncRoster([person('zhou', 'member'), person('li', 'secretary')], NOON));
});

type Over = Partial<Message> & { from?: string };

async function hear(message: Message): Promise<string[]> {
  out = [];
  await it.bot.receiver.receive(message, { waitMs: 0 });
  await it.bot.settle();
  return out.map(({ text }) => text);
}
const say = (text: string, over: Over = {}) => hear(said(text, over));
const direct = (from: string): Over => ({ from, conversation: { kind: 'direct', id: `wecom:${from}` } });

const press = (button: string, over: Over = {}) =>
  hear({ ...said('', over), kind: 'clicked', card: 'c1', button } as unknown as Message);

describe('a command', () => {
  test('is heard when the bot is spoken to, and only then', async () => {
    expect(await say('天灵灵')).toEqual(['在']);
    expect(await say('天灵灵', { addressed: false })).toEqual([]);
    expect(await say('天灵灵', { from: 'nobody' })).toEqual(['在']);
  });

  test('answers first what it is asked, if it is an answer', async () => {
    await say('数一数');
    expect(await say('天灵灵')).toEqual(['好，天灵灵']);
    expect(await say('天灵灵')).toEqual(['在']);
  });

  test('is heard beside a question it does not answer, which stays open', async () => {
    await say('数一数');
    expect(await say('看名单')).toContain('私信你了');
    expect(await say('3')).toEqual(['好，3']);
  });

  test('gives way to a danger in the same words', async () => {
    expect((await say('天灵灵 二号棚电瓶冒烟了')).join('\n')).toMatch(/^先打 119/m);
  });

  test('is read like any other words from who may not use it', async () => {
    expect(await say('地灵灵', { from: 'li' })).toEqual(['盖吗？']);
    const [answer] = await say('地灵灵');
    expect(answer).not.toMatch(/盖/);
    expect(await say('天灵灵', { from: 'wai', sender: { account: 'wecom:wai', userId: null, name: null } })).not.toEqual(['在']);
  });

  test('of staff needs proof of its words; so does the answer that carries it out', async () => {
    // Where a code could reach the person alone, he is asked for it instead: second-factor.test.ts.
    it.services.channels.wecom!.reach = () => 'never';
    const unproven = '这条通道认不准是不是你本人，盖章先不办。';
    expect(await say('地灵灵', { from: 'li', proof: 'header' })).toEqual([unproven]);
    expect(await say('天灵灵', { from: 'li', proof: 'header' })).toEqual(['在']);
    await say('地灵灵', { from: 'li' });
    expect(await say('盖', { from: 'li', proof: 'header' })).toEqual([unproven]);
    await say('地灵灵', { from: 'li' });
    expect(await press('office/seal/1', { from: 'li', proof: 'header' })).toEqual([unproven]);
    expect(await say('1', { from: 'li' })).toEqual(['盖了']);
  });
});

describe('"never mind"', () => {
  const DROPPED = ['好，不记了。'];
  test.each(['取消', '取消吧', '算了', '2', '不'])('%s is the last choice where that says so', async (words) => {
    await say('挑一个');
    expect(await say(words)).toEqual(['选了2']);
  });

  test('is the choice that has the very word; another word for it drops the question', async () => {
    await say('停一停');
    expect(await say('取消')).toEqual(['选了1']);
    await say('停一停');
    expect(await say('算了')).toEqual(DROPPED);
    expect(await say('1', direct('zhou'))).toEqual(['这会儿没有等你选的事，要办什么直接说。']);
  });

  test.each(['取消', '算了'])('%s elsewhere drops the question', async (words) => {
    await say('数一数');
    expect(await say(words)).toEqual(DROPPED);
    expect(await say('天灵灵')).toEqual(['在']);
  });
});

describe('a button', () => {
  const GONE = ['这个问题过时了，请直接再说一次。'];

  test('does its thing for whoever presses it, with its argument', async () => {
    expect(await press(buttonId('desk', 'join', 'a/12'))).toEqual(['按了 a/12']);
    expect(await press('desk/join/3', { from: 'li' })).toEqual(['按了 3']);
  });

  test.each([
    ['desk/leave/3'],
    ['desk'],
    ['desk/'],
    ['desk//3'],
    ['nobody/join/3'],
    ['__proto__/join/3'],
    ['desk/__proto__/3'],
    ['desk/constructor/3'],
    ['desk/toString/'],
    ['desk/hasOwnProperty/x'],
    ['office/__proto__/x'],
    ['help/join/1'],
    ['/'],
    [''],
    ['///'],
    [':1'],
    ['undefined:1'],
    ['😀'.repeat(1_000)],
  ])('%s is none of ours', async (id) => {
    expect(await press(id)).toEqual(GONE);
  });

  test('of staff is refused to others, by role', async () => {
    expect(await press('office/seal/1')).toEqual(['盖章要书记来操作，你有想法可以跟书记说。']);
    expect(await press('office/seal/1', { from: 'li' })).toEqual(['盖了']);
    expect(await press('desk/join/1', { sender: { account: 'wecom:wai', userId: null, name: null } })).toEqual([
      '窗口要先加入单位的通讯录，找书记加一下就行。',
    ]);
  });

  const ours = handlers.flatMap(({ name, buttons }) => Object.keys(buttons ?? {}).map((button) => [name, button] as const));
  test.each(ours)('%s/%s takes no garbage for an argument', async (name, button) => {
    for (const argument of [
      '',
      '0',
      '-1',
      '1e3',
      '99999999999999999999',
      '__proto__',
      "1' or 1=1",
      'a/b',
      '😀',
      'x'.repeat(4_000),
    ]) {
      for (const from of ['zhou', 'li']) {
        expect(await press(buttonId(name, button, argument), { from }), `${argument.slice(0, 20)} ${from}`).toHaveLength(1);
      }
    }
    const { dead, ready } = await it.store.transaction((tx) => tx.inbox.count());
    expect({ dead, ready }).toEqual({ dead: 0, ready: 0 });
  });
});

describe('a whisper', () => {
  test('from a group goes to the person alone, once', async () => {
    const message = said('看名单');
    expect((await hear(message)).toSorted()).toEqual(['私信你了', '老周、老王']);
    expect(out.find(({ text }) => text === '老周、老王')).toMatchObject({
      to: { kind: 'direct', account: 'wecom:zhou' },
      mentions: [],
      buttons: [],
    });
    expect(out.filter(({ to }) => to.kind === 'group').map(({ text }) => text)).toEqual(['私信你了']);
    expect((await hear(message)).filter((text) => text.includes('老王'))).toEqual([]);
  });

  test('in a direct chat is part of the answer', async () => {
    expect(await say('看名单', direct('zhou'))).toEqual(['老周、老王\n私信你了']);
  });

  test('where no way leads to the person alone is not said at all', async () => {
    it.services.channels.wecom!.reach = ({ kind }) => (kind === 'group' ? 'always' : 'never');
    expect(await say('看名单')).toEqual(['请私聊我']);
    const kept = await it.store.transaction((tx) => tx.outbox.list(['ready', 'leased', 'parked', 'done', 'dropped'], 100));
    expect(kept.filter(({ body }) => body.text.includes('老王'))).toEqual([]);
    expect(await say('看名单', direct('zhou'))).toEqual(['老周、老王\n私信你了']);
  });
});
