import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cardOf } from '../../src/channels/wecom/cards.ts';
import { type Branch, branchSchema } from '../../src/core/branch.ts';
import type { Receiver } from '../../src/core/channel.ts';
import { BotError } from '../../src/core/errors.ts';
import type { Message } from '../../src/core/message.ts';
import type { Outgoing } from '../../src/core/outgoing.ts';
import { connectAibot } from '../../src/sockets/wecom.ts';
import { breathe, pass, stopTime, until } from '../channels/moved-time.ts';
import { loadVectors } from '../channels/vectors.ts';
import { createBoard, createFaults, live, silentLog, startWecom, type Wecom } from '../channels/wecom/long-connection-bench.ts';

const BOT = 'aibTest';
const NOW = Date.parse('2026-11-22T12:00:00+08:00');
const branch: Branch = branchSchema.parse({ botNames: ['小蜂', '小哥先锋'] });

let wecom: Wecom;
const stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  stopTime('2026-11-22T12:00:00+08:00');
  wecom = await startWecom();
});
afterEach(() => {
  for (const stop of stops.splice(0)) void stop();
  wecom.close();
  vi.useRealTimers();
});

/** @param receive what the store says to a message; it throws where it cannot store it */
async function connected(
  receive: () => void = () => {},
  over: { isOverloaded?: () => boolean; said?: Outgoing; botId?: string } = {},
) {
  const stored: Message[] = [];
  const tries: number[] = [];
  const counted: Record<string, string>[] = [];
  const receiver: Receiver = {
    async receive(message) {
      tries.push(Date.now());
      receive();
      stored.push(message);
      return { duplicate: false, reply: null, replyId: null, isPending: true, settle() {} };
    },
    resume: () => Promise.reject(new Error('not by this wire')),
    said: async (id) => (id === 7 ? (over.said ?? null) : null),
    storedAt: async () => null,
    isOverloaded: over.isOverloaded ?? (() => false),
  };
  const { link } = connectAibot(
    {
      clock: { now: Date.now },
      log: silentLog,
      meter: { count: (name, labels = {}) => void (name === 'callbacks' && counted.push(labels)), observe() {} },
      branch: { current: () => branch },
      receiver,
      faults: createFaults().faults,
      lease: createBoard().lease('only'),
    },
    { url: wecom.url, botId: over.botId ?? BOT, secret: 'SAMPLE_SECRET', apiBase: 'https://qyapi.weixin.qq.com' },
  );
  stops.push(() => link.stop());
  await live(link);
  return { link, stored, tries, counted };
}

const callback = (body: object, cmd = 'aibot_msg_callback') => ({
  cmd,
  headers: { req_id: 'Zr7' },
  body: { msgid: 'm1', aibotid: BOT, chatid: 'wrGroup', chattype: 'group', from: { userid: 'LiFang' }, ...body },
});
const words = (content: string) => callback({ msgtype: 'text', text: { content } });
const click = (key: string, over: object = {}) =>
  callback(
    {
      msgtype: 'event',
      event: {
        eventtype: 'template_card_event',
        template_card_event: { card_type: 'button_interaction', event_key: key, task_id: 'm7' },
      },
      ...over,
    },
    'aibot_event_callback',
  );

const question: Outgoing = {
  channel: 'wecom',
  to: { kind: 'group', id: 'wrGroup' },
  text: '周六的志愿服务，来不来？',
  mentions: [],
  buttons: [
    { id: 'sign-up/join/12', label: '报名' },
    { id: 'sign-up/skip/12', label: '不来' },
  ],
};

describe('what comes by the long connection', () => {
  test('is stored, and can be answered by its frame for a day', async () => {
    const { link, stored, counted } = await connected();
    wecom.say(words('@小蜂 签到'));
    await until(() => counted.length === 1);
    expect(stored).toMatchObject([
      {
        kind: 'said',
        text: '签到',
        conversation: { kind: 'group', id: 'wrGroup' },
        sender: { account: 'wecom:lifang' },
        replyHandles: [
          { kind: 'frame', connection: link.connection(), requestId: 'Zr7', to: 'message', expiresAt: NOW + 24 * 3_600_000 },
        ],
      },
    ]);
    expect(counted).toEqual([{ route: 'wecom/link', outcome: 'message' }]);
    // Nothing is acknowledged on this wire: answers leave by the outbox.
    expect(wecom.frames.map(({ cmd }) => cmd)).toEqual(['aibot_subscribe']);
  });

  test('may be a greeting, which is answered within seconds', async () => {
    const { stored } = await connected();
    wecom.say(
      callback(
        { chatid: undefined, chattype: undefined, msgtype: 'event', event: { eventtype: 'enter_chat' } },
        'aibot_event_callback',
      ),
    );
    await until(() => stored.length === 1);
    expect(stored[0]).toMatchObject({ kind: 'entered', replyHandles: [{ to: 'greeting', expiresAt: NOW + 5_000 }] });
  });

  test.each([
    ['of another bot', callback({ aibotid: 'aibOther', msgtype: 'text', text: { content: 'x' } }), 'malformed'],
    ['without a sender', callback({ from: undefined, msgtype: 'text', text: { content: 'x' } }), 'malformed'],
    ['with fields of the wrong kind', callback({ msgtype: ['text'], text: 'x' }), 'malformed'],
    [
      'of an unknown event',
      callback({ msgtype: 'event', event: { eventtype: 'some_future_event' } }, 'aibot_event_callback'),
      'ignored',
    ],
  ])('%s is stored nowhere and answered by nothing', async (_what, frame, outcome) => {
    const { stored, counted } = await connected();
    wecom.say(frame);
    await until(() => counted.length === 1);
    expect(counted).toEqual([{ route: 'wecom/link', outcome }]);
    expect(stored).toEqual([]);
    expect(wecom.frames).toHaveLength(1);
  });
});

describe('a click', () => {
  test('is stored, and its card shows what was chosen', async () => {
    const { stored, link } = await connected(undefined, { said: question });
    wecom.say(click('sign-up/join/12'));
    await until(() => wecom.of('aibot_respond_update_msg').length === 1);
    expect(stored).toMatchObject([
      {
        kind: 'clicked',
        button: 'sign-up/join/12',
        replyHandles: [{ connection: link.connection(), to: 'click', expiresAt: NOW + 5_000 }],
      },
    ]);
    expect(wecom.of('aibot_respond_update_msg')).toMatchObject([
      {
        headers: { req_id: 'Zr7' },
        body: {
          response_type: 'update_template_card',
          userids: ['LiFang'],
          template_card: {
            task_id: cardOf({ ...question, mentions: [] }, 7, 'aibot')?.task_id,
            button_list: [{ key: 'sign-up/join/12' }],
          },
        },
      },
    ]);
  });

  test.each([
    ['a button that was never there', click('sign-up/join/99'), question],
    ['a card that is forgotten', click('sign-up/join/12'), undefined],
    ['a card of another group', click('sign-up/join/12', { chatid: 'wrOther' }), question],
    ['a card that was shown to somebody else', click('sign-up/join/12', { chatid: undefined, chattype: 'single' }), question],
  ])('on %s is stored, and changes no card', async (_what, frame, said) => {
    const { stored } = await connected(undefined, said && { said });
    wecom.say(frame);
    await until(() => stored.length === 1);
    await breathe();
    expect(wecom.of('aibot_respond_update_msg')).toEqual([]);
  });

  test('that was stored too late changes no card', async () => {
    let failures = 2;
    const { stored } = await connected(
      () => {
        if (failures-- > 0) throw new BotError('store', 'no');
      },
      { said: question },
    );
    wecom.say(click('sign-up/join/12'));
    await breathe();
    await pass(8_000);
    expect(stored).toHaveLength(1);
    expect(wecom.of('aibot_respond_update_msg')).toEqual([]);
  });
});

describe('what cannot be stored', () => {
  const failing = (times: number, code: 'store' | 'overloaded' | 'store_rejected' = 'store') => {
    let left = times;
    return () => {
      if (left-- > 0) throw new BotError(code, 'no');
    };
  };

  test.each(['store', 'overloaded'] as const)('is tried three times more, because nobody sends it again (%s)', async (code) => {
    const { stored, tries, counted } = await connected(failing(3, code));
    wecom.say(words('@小蜂 签到'));
    await breathe();
    expect(stored).toEqual([]);
    await pass(15_000);
    expect(tries).toHaveLength(4);
    expect(tries.at(-1)! - tries[0]!).toBeLessThanOrEqual(30_000 - 4 * 4_000);
    expect(stored).toHaveLength(1);
    expect(counted).toEqual([{ route: 'wecom/link', outcome: 'message' }]);
  });

  test('is not even tried while too much waits', async () => {
    let isOverloaded = true;
    const { stored, tries } = await connected(undefined, { isOverloaded: () => isOverloaded });
    wecom.say(words('@小蜂 签到'));
    await breathe();
    expect(tries).toEqual([]);
    isOverloaded = false;
    await pass(3_000);
    expect(stored).toHaveLength(1);
  });

  test('in the end is lost, counted and never answered', async () => {
    const { stored, tries, counted } = await connected(failing(99));
    wecom.say(words('@小蜂 签到'));
    await breathe();
    await pass(60_000, 1_000);
    expect(tries).toHaveLength(4);
    expect(stored).toEqual([]);
    expect(counted).toEqual([{ route: 'wecom/link', outcome: 'lost' }]);
    expect(wecom.frames.every(({ cmd }) => cmd === 'aibot_subscribe' || cmd === 'ping')).toBe(true);
  });

  test('and never will be is lost at once', async () => {
    const { tries, counted } = await connected(failing(99, 'store_rejected'));
    wecom.say(words('@小蜂 签到'));
    await until(() => counted.length === 1);
    expect(tries).toHaveLength(1);
    expect(counted[0]?.outcome).toBe('lost');
  });

  test('gets a last chance when the program stops', async () => {
    const { link, stored, tries } = await connected(failing(1));
    wecom.say(words('@小蜂 签到'));
    await until(() => tries.length === 1);
    await breathe();
    await link.stop();
    expect(stored).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

const samples = loadVectors<{ samples: { aibot_ws: Record<string, { body?: { aibotid?: string; msgtype?: string } }> } }>(
  'wecom-vectors.json',
)?.samples.aibot_ws;

test.runIf(samples)('takes every sample beside the project for what it is', async () => {
  const incoming = Object.entries(samples ?? {}).filter(
    ([name]) => /^in_(msg|event)_/.test(name) && name !== 'in_event_disconnected',
  );
  const botId = incoming[0]?.[1].body?.aibotid ?? BOT;
  const { stored, counted } = await connected(undefined, { botId });
  for (const [, frame] of incoming) wecom.say(frame);
  await until(() => counted.length === incoming.length);
  expect(Object.fromEntries(stored.map((message) => [`${message.kind} ${message.conversation.kind}`, true]))).toEqual({
    'said group': true,
    'said direct': true,
    'entered direct': true,
    'clicked group': true,
  });
  expect(stored).toHaveLength(incoming.length - 1);
  expect(counted.filter(({ outcome }) => outcome === 'ignored')).toHaveLength(1);
  const media = stored.flatMap((message) => (message.kind === 'said' ? message.media : []));
  expect(media.map(({ kind, aesKey }) => `${kind} ${aesKey === undefined ? 'without' : 'with'} a key`).sort()).toEqual([
    'file with a key',
    'photo with a key',
    'photo without a key',
    'video with a key',
  ]);
});
