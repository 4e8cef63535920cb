import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LinkCommand } from '../../../src/channels/wecom/link.ts';
import { readFrame } from '../../../src/channels/wecom/link-frames.ts';
import type { LongConnection } from '../../../src/channels/wecom/long-connection.ts';
import { breathe, pass, stopTime, until } from '../moved-time.ts';
import { loadVectors } from '../vectors.ts';
import { connect as connectTo, live, type Sent, startWecom, type Wecom } from './long-connection-bench.ts';

let wecom: Wecom;
const links: LongConnection[] = [];

beforeEach(async () => {
  stopTime('2026-11-22T12:00:00+08:00');
  wecom = await startWecom();
});
afterEach(() => {
  for (const link of links.splice(0)) void link.stop();
  wecom.close();
  vi.useRealTimers();
});

async function connected(over: Parameters<typeof connectTo>[1] = {}) {
  const made = connectTo(wecom, over);
  links.push(made.link);
  await live(made.link);
  return made;
}

describe('a request', () => {
  test('is answered by the ack with its id, whatever the order', async () => {
    const held: Sent[] = [];
    wecom.answers.aibot_send_msg = (frame) => {
      held.push(frame);
      return 'silence';
    };
    const { link } = await connected({ random: Math.random });
    const answers = [1, 2, 3].map((chat) => link.request('aibot_send_msg', { chatid: `wr${chat}` }));
    await until(() => held.length === 3);
    for (const { headers, body } of held.reverse()) {
      wecom.say({ headers, errcode: 0, errmsg: 'ok', body: { for: body.chatid } });
    }
    expect(await Promise.all(answers)).toEqual(
      [1, 2, 3].map((chat) => ({ kind: 'acked', errcode: 0, body: { for: `wr${chat}` } })),
    );
  });

  test('of the same id waits for the ack of the one before', async () => {
    wecom.answers.aibot_respond_msg = 'silence';
    const { link } = await connected();
    const [first, second] = ['one', 'two'].map((words) => link.request('aibot_respond_msg', { words }, 'Zr7'));
    await until(() => wecom.of('aibot_respond_msg').length === 1);
    await breathe();
    expect(wecom.of('aibot_respond_msg')).toHaveLength(1);
    wecom.say({ headers: { req_id: 'Zr7' }, errcode: 0 });
    expect(await first).toMatchObject({ kind: 'acked' });
    await until(() => wecom.of('aibot_respond_msg').length === 2);
    wecom.say({ headers: { req_id: 'Zr7' }, errcode: 846608, errmsg: 'stream message update expired' });
    expect(await second).toEqual({ kind: 'acked', errcode: 846608, body: undefined });
    expect(wecom.of('aibot_respond_msg').map(({ body }) => body.words)).toEqual(['one', 'two']);
  });

  test('without an ack is lost after five seconds, and the next one of its id leaves', async () => {
    wecom.answers.aibot_respond_msg = (frame) => (frame.body.words === 'one' ? 'silence' : 0);
    const { link } = await connected();
    const answers = ['one', 'two'].map((words) => link.request('aibot_respond_msg', { words }, 'Zr7'));
    await pass(4_500);
    expect(wecom.of('aibot_respond_msg')).toHaveLength(1);
    await pass(1_000);
    expect(await Promise.all(answers)).toMatchObject([{ kind: 'lost' }, { kind: 'acked' }]);
  });

  test('that had left when the connection broke is lost, one that waited for its turn never left', async () => {
    wecom.answers.aibot_respond_msg = 'silence';
    const { link } = await connected();
    const answers = ['one', 'two'].map((words) => link.request('aibot_respond_msg', { words }, 'Zr7'));
    await until(() => wecom.of('aibot_respond_msg').length === 1);
    wecom.sockets[0]!.terminate();
    expect(await Promise.all(answers)).toEqual([{ kind: 'lost' }, { kind: 'down' }]);
    await pass(3_000);
    expect(wecom.of('aibot_respond_msg')).toHaveLength(1);
  });

  test('is refused while 500 wait, and taken again afterwards', async () => {
    wecom.answers.aibot_send_msg = 'silence';
    const { link } = await connected({ random: Math.random });
    const answers = Array.from({ length: 500 }, () => link.request('aibot_send_msg', {}));
    expect(await link.request('aibot_send_msg', {})).toEqual({ kind: 'down' });
    await until(() => wecom.of('aibot_send_msg').length === 500);
    await pass(5_500);
    expect(new Set((await Promise.all(answers)).map(({ kind }) => kind))).toEqual(new Set(['lost']));
    wecom.answers.aibot_send_msg = 0;
    expect(await link.request('aibot_send_msg', {})).toMatchObject({ kind: 'acked' });
  });
});

describe('846609', () => {
  test('opens the connection anew and sends the frame once more', async () => {
    wecom.answers.aibot_send_msg = () => (wecom.sockets.length === 1 ? 846609 : 0);
    const { link } = await connected();
    const first = link.connection();
    const answer = link.request('aibot_send_msg', { chatid: 'wr' });
    await pass(4_000);
    expect(await answer).toMatchObject({ kind: 'acked', errcode: 0 });
    expect(wecom.frames.map(({ cmd }) => cmd)).toEqual([
      'aibot_subscribe',
      'aibot_send_msg',
      'aibot_subscribe',
      'aibot_send_msg',
    ]);
    expect(wecom.of('aibot_send_msg').map(({ body }) => body)).toEqual([{ chatid: 'wr' }, { chatid: 'wr' }]);
    expect(link.connection()).not.toBe(first);
  });

  test('a second time is the end of it', async () => {
    wecom.answers.aibot_send_msg = 846609;
    const { link } = await connected();
    const answer = link.request('aibot_send_msg', {});
    await pass(10_000);
    expect(await answer).toEqual({ kind: 'down' });
    expect(wecom.of('aibot_send_msg')).toHaveLength(2);
  });

  test('costs no other frame its ack', async () => {
    const { link } = await connected({ random: Math.random });
    wecom.answers.aibot_send_msg = (frame) => (frame.body.n === 1 ? 846609 : 0);
    const answers = [1, 2, 3].map((n) => link.request('aibot_send_msg', { n }));
    await until(() => wecom.of('aibot_send_msg').length === 3);
    wecom.answers.aibot_send_msg = 0;
    await pass(4_000);
    expect(await Promise.all(answers)).toMatchObject([{ errcode: 0 }, { errcode: 0 }, { errcode: 0 }]);
    expect(wecom.of('aibot_send_msg').map(({ body }) => body.n)).toEqual([1, 2, 3, 1]);
  });

  test('waits ten seconds for the new connection, no longer', async () => {
    const { link } = await connected();
    wecom.answers.aibot_send_msg = 846609;
    wecom.answers.aibot_subscribe = 'silence';
    const answer = link.request('aibot_send_msg', {});
    await pass(11_000);
    expect(await answer).toEqual({ kind: 'down' });
  });

  test('on a ping opens the connection anew as well', async () => {
    const { link } = await connected();
    wecom.answers.ping = () => (wecom.sockets.length === 1 ? 846609 : 0);
    const first = link.connection();
    await pass(35_000, 1_000);
    expect(wecom.sockets).toHaveLength(2);
    expect(link.connection()).not.toBe(first);
    expect(link.state().kind).toBe('live');
  });
});

describe('what comes in', () => {
  const callback = (over: object = {}) => ({
    cmd: 'aibot_msg_callback',
    headers: { req_id: 'Zr7' },
    body: { msgid: 'm' },
    ...over,
  });

  test('is handed on with its request id and the name of its connection', async () => {
    const { link, inbound } = await connected();
    wecom.say(callback());
    await until(() => inbound.length === 1);
    expect(inbound).toEqual([{ requestId: 'Zr7', connection: link.connection(), receivedAt: Date.now(), body: { msgid: 'm' } }]);
    expect(link.state().lastFrameAt).toBe(Date.now());
  });

  test('ends nothing when nobody can do anything with it', async () => {
    const { link } = await connected({
      async onFrame() {
        throw new Error('no');
      },
    });
    wecom.say(callback());
    await breathe();
    expect(link.state().kind).toBe('live');
  });

  test.each([
    ['no JSON', 'not json'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a number', '7'],
    ['no headers', { cmd: 'aibot_msg_callback', body: {} }],
    ['headers that are a list', callback({ headers: [] })],
    ['an id that is a number', callback({ headers: { req_id: 7 } })],
    ['an id of 10 kB', callback({ headers: { req_id: 'x'.repeat(10_000) } })],
    ['an empty id', callback({ headers: { req_id: '' } })],
    ['no body', callback({ body: undefined })],
    ['a body that is a list', callback({ body: [] })],
    ['a body that is words', callback({ body: 'words' })],
    ['a prototype', '{"cmd":"aibot_msg_callback","__proto__":{"headers":{"req_id":"a"},"body":{}}}'],
    ['a prototype in its headers', '{"cmd":"aibot_msg_callback","headers":{"__proto__":{"req_id":"a"}},"body":{}}'],
    ['a command that is a number', callback({ cmd: 7 })],
    ['an unknown command', callback({ cmd: 'aibot_future_callback' })],
    ['an ack nobody waits for', { headers: { req_id: 'nobody' }, errcode: 0 }],
    ['an ack without a code', { headers: { req_id: 'nobody' }, errmsg: 'ok' }],
    ['an ack with a code of words', { headers: { req_id: 'nobody' }, errcode: '0' }],
    [
      'deep brackets',
      `{"cmd":"aibot_msg_callback","headers":{"req_id":"a"},"body":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
  ])('with %s ends nothing and is not answered', async (_what, frame) => {
    const { link, inbound } = await connected();
    wecom.say(frame);
    wecom.say(callback());
    await until(() => inbound.length > 0);
    expect(inbound).toHaveLength(1);
    expect(wecom.frames.map(({ cmd }) => cmd)).toEqual(['aibot_subscribe']);
    expect(link.state().kind).toBe('live');
    expect(({} as Record<string, unknown>).req_id).toBeUndefined();
  });
});

const samples = loadVectors<{ samples: { aibot_ws: Record<string, Sent & { errcode?: number }> } }>('wecom-vectors.json')?.samples
  .aibot_ws;

describe.runIf(samples)('the samples beside the project', () => {
  const named = (prefix: string) => Object.entries(samples ?? {}).filter(([name]) => name.startsWith(prefix));

  test('that come in are taken for what they are', () => {
    const kinds = Object.fromEntries(named('in_').map(([name, frame]) => [name, readFrame(JSON.stringify(frame))?.kind]));
    for (const [name, kind] of Object.entries(kinds)) {
      const expected = name === 'in_event_disconnected' ? 'displaced' : /_ack/.test(name) ? 'ack' : 'callback';
      expect([name, kind]).toEqual([name, expected]);
    }
    expect(Object.keys(kinds).length).toBeGreaterThan(10);
  });

  test('that go out are made with equal fields', async () => {
    const own = named('out_').filter(([, { headers }]) => /_\d{13}_[0-9a-f]{8}$/.test(headers.req_id));
    expect(own.length).toBeGreaterThan(5);
    for (const [name, sample] of named('out_')) {
      const [, at, digits] = /_(\d{13})_([0-9a-f]{8})$/.exec(sample.headers.req_id) ?? [];
      // The ping leaves half a minute after the subscription.
      const isPing = sample.cmd === 'ping';
      const startsAt = at ? Number(at) - (isPing ? 30_000 : 0) : Date.now();
      vi.setSystemTime(startsAt);
      const { link } = await connected({ random: () => (digits ? Number.parseInt(digits, 16) / 2 ** 32 : 0) });
      if (isPing) await pass(30_000, 1_000);
      else if (sample.cmd !== 'aibot_subscribe') {
        const requestId = digits ? undefined : sample.headers.req_id;
        await link.request(sample.cmd as LinkCommand, sample.body, requestId);
      }
      expect([name, wecom.of(sample.cmd ?? '').at(-1)]).toEqual([name, sample]);
      await link.stop();
    }
  });
});
