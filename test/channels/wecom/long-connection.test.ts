import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LongConnection } from '../../../src/channels/wecom/long-connection.ts';
import { breathe, mostWithin, pass, stopTime, until } from '../moved-time.ts';
import { connect as connectTo, createBoard, live, startWecom, type Wecom } from './long-connection-bench.ts';

const MINUTE = 60_000;
const DISCONNECTED = {
  cmd: 'aibot_event_callback',
  headers: { req_id: 'any' },
  body: { msgtype: 'event', event: { eventtype: 'disconnected_event' } },
};

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

function connect(over: Parameters<typeof connectTo>[1] = {}) {
  const made = connectTo(wecom, over);
  links.push(made.link);
  return made;
}

async function connected(over: Parameters<typeof connectTo>[1] = {}) {
  const made = connect(over);
  await live(made.link);
  return made;
}

describe('subscribing', () => {
  test('comes first, with id and secret', async () => {
    const { link } = await connected();
    expect(wecom.frames).toEqual([
      {
        cmd: 'aibot_subscribe',
        headers: { req_id: `aibot_subscribe_${Date.now()}_00000000` },
        body: { bot_id: 'aibK3xW0pNQyVh7LmZr2TtUe9sFdGc5Bq', secret: 'SAMPLE_SECRET' },
      },
    ]);
    expect(link.connection()).not.toBeNull();
    expect(link.isElsewhere()).toBe(false);
  });

  test('that is refused is said aloud and tried slowly, ever more slowly', async () => {
    wecom.answers.aibot_subscribe = 40001;
    const { link, standing } = connect();
    link.start();
    await pass(1_000);
    expect(link.state().kind).toBe('refused');
    expect([...standing]).toEqual(['wecom_bot_secret_wrong']);
    await pass(58_000, 1_000);
    expect(wecom.of('aibot_subscribe')).toHaveLength(1);
    await pass(30 * MINUTE, 5_000);
    expect(wecom.of('aibot_subscribe').length).toBeLessThanOrEqual(6);
    wecom.answers.aibot_subscribe = 0;
    await pass(15 * MINUTE, 5_000);
    expect(link.state().kind).toBe('live');
    expect([...standing]).toEqual([]);
  });

  test('refused because the platform is busy says nothing of the secret', async () => {
    wecom.answers.aibot_subscribe = -1;
    const { link, standing } = connect();
    link.start();
    await pass(1_000);
    expect(link.state().kind).toBe('refused');
    expect([...standing]).toEqual([]);
  });

  test('without an answer closes and tries again with the ordinary pause', async () => {
    wecom.answers.aibot_subscribe = 'silence';
    const { link, standing } = connect();
    link.start();
    await pass(5 * MINUTE, 1_000);
    expect(link.connection()).toBeNull();
    expect(mostWithin(wecom.attempts, MINUTE)).toBeLessThanOrEqual(10);
    expect([...standing]).toEqual(['wecom_unreachable long_connection']);
    wecom.answers.aibot_subscribe = 0;
    await pass(2 * MINUTE, 1_000);
    expect(link.state().kind).toBe('live');
    expect([...standing]).toEqual([]);
  });
});

describe('a dead connection', () => {
  test('is noticed by two pings without an ack', async () => {
    const { link } = await connected();
    await pass(29_000, 1_000);
    expect(wecom.of('ping')).toHaveLength(0);
    await pass(2_000, 1_000);
    expect(wecom.of('ping')).toMatchObject([{ headers: { req_id: expect.stringMatching(/^ping_\d{13}_[0-9a-f]{8}$/) } }]);
    wecom.answers.ping = 'silence';
    await pass(35_000, 1_000);
    const first = link.connection();
    expect(first).not.toBeNull();
    await pass(32_000, 1_000);
    expect(link.connection()).not.toBe(first);
    expect(wecom.attempts).toHaveLength(2);
  });

  test('is asked for a sign of life as soon as it owes an ack', async () => {
    const { link } = await connected();
    const heard = link.framesHeard();
    Object.assign(wecom.answers, { aibot_send_msg: 'silence', ping: 'silence' });
    const asked = ['r1', 'r2'].map((id) => link.request('aibot_send_msg', {}, id));
    await pass(6_000);
    expect(await Promise.all(asked)).toEqual([{ kind: 'lost' }, { kind: 'lost' }]);
    expect(wecom.of('ping')).toHaveLength(1);
    expect(link.framesHeard()).toBe(heard);
    wecom.answers.ping = 0;
    const again = link.request('aibot_send_msg', {});
    await pass(6_000);
    expect(await again).toEqual({ kind: 'lost' });
    expect(link.framesHeard()).toBe(heard + 1);
  });

  test('is no connection that speaks, whatever becomes of its pings', async () => {
    wecom.answers.ping = 'silence';
    const { link } = await connected();
    const first = link.connection();
    for (let count = 0; count < 20; count += 1) {
      await pass(20_000, 1_000);
      wecom.say({ cmd: 'something_new', headers: { req_id: 'x' }, body: {} });
    }
    expect(link.connection()).toBe(first);
  });

  test('is noticed within 30 s when it falls silent', async () => {
    const { link } = await connected();
    const first = link.connection();
    await pass(MINUTE, 1_000);
    expect(link.connection()).toBe(first);
    wecom.sockets[0]!.pause();
    await pass(30_000, 1_000);
    expect(link.connection()).not.toBe(first);
  });

  test('is followed by one with another name', async () => {
    const { link } = await connected();
    const first = link.connection();
    wecom.sockets[0]!.terminate();
    await until(() => link.connection() === null);
    expect(link.state().kind).toBe('connecting');
    await pass(2_000);
    expect(link.connection()).not.toBeNull();
    expect(link.connection()).not.toBe(first);
  });

  test('of a platform that is away is tried ten times a minute at most', async () => {
    const { link, standing } = await connected();
    wecom.answers.aibot_subscribe = () => {
      wecom.sockets.at(-1)!.terminate();
      return 'silence';
    };
    wecom.sockets[0]!.terminate();
    await pass(10 * MINUTE, 1_000);
    expect(wecom.attempts.length).toBeGreaterThan(15);
    expect(mostWithin(wecom.attempts, MINUTE)).toBeLessThanOrEqual(10);
    expect([...standing]).toEqual(['wecom_unreachable long_connection']);
    expect(link.state().kind).toBe('connecting');
  });
});

describe('pushed out by somebody else', () => {
  test('it keeps quiet for ten minutes, then half an hour, and keeps the lease', async () => {
    const { board, lease } = createBoard();
    const { link, standing } = await connected({ lease: lease('one') });
    const other = connect({ lease: lease('two') });
    other.link.start();
    wecom.say(DISCONNECTED);
    await until(() => link.state().kind === 'displaced');
    expect(link.connection()).toBeNull();
    await pass(9.5 * MINUTE, 1_000);
    expect([...standing]).toEqual(['wecom_two_holders']);
    expect(wecom.attempts).toHaveLength(1);
    expect(board.holder).toBe('one');
    expect(other.link.isElsewhere()).toBe(true);
    await pass(MINUTE, 1_000);
    expect(wecom.attempts).toHaveLength(2);
    expect(link.state().kind).toBe('live');
    wecom.say(DISCONNECTED);
    await pass(29 * MINUTE, 1_000);
    expect(wecom.attempts).toHaveLength(2);
    await pass(2 * MINUTE, 1_000);
    expect(wecom.attempts).toHaveLength(3);
    expect([...standing]).toEqual(['wecom_two_holders']);
    // Two hours of peace: it is over.
    await pass(121 * MINUTE, 2_000);
    expect([...standing]).toEqual([]);
  });

  test('it is no fault when the lease has gone to an instance of ours', async () => {
    const { board, lease } = createBoard();
    const { link, standing } = await connected({ lease: lease('one') });
    // Its clock is ahead, so that it took what we still think ours.
    Object.assign(board, { holder: 'two', until: Date.now() + MINUTE });
    wecom.say(DISCONNECTED);
    await until(() => link.state().kind === 'waiting');
    expect([...standing]).toEqual([]);
    expect(link.isElsewhere()).toBe(true);
  });
});

describe('two instances', () => {
  test('have one connection, and the other takes over within ten seconds when the holder is killed', async () => {
    const { board, lease } = createBoard();
    const killed = lease('one');
    let isKilled = false;
    const one = await connected({
      // A killed process renews nothing.
      lease: { ...killed, take: async () => !isKilled && (await killed.take()) },
    });
    const two = connect({ lease: lease('two') });
    two.link.start();
    await pass(MINUTE, 1_000);
    expect(two.link.state().kind).toBe('waiting');
    expect(two.link.isElsewhere()).toBe(true);
    expect(await two.link.request('aibot_send_msg', {})).toEqual({ kind: 'down' });
    expect(wecom.attempts).toHaveLength(1);
    isKilled = true;
    await pass(10_000);
    expect(board.holder).toBe('two');
    expect(two.link.state().kind).toBe('live');
    expect(two.link.isElsewhere()).toBe(false);
    expect(one.link.state().kind).toBe('waiting');
    expect(one.link.connection()).toBeNull();
    expect([...one.standing, ...two.standing]).toEqual([]);
    expect(wecom.sockets[0]!.readyState).toBe(wecom.sockets[0]!.CLOSED);
  });

  test('hand over at once when the holder stops', async () => {
    const { lease } = createBoard();
    const one = await connected({ lease: lease('one') });
    const two = connect({ lease: lease('two') });
    two.link.start();
    await pass(1_000);
    await one.link.stop();
    expect(one.link.state().kind).toBe('off');
    await pass(2_500);
    expect(two.link.state().kind).toBe('live');
  });

  test('close when nobody can say any more whose it is, and not before', async () => {
    const { board, lease } = createBoard();
    const { link } = await connected({ lease: lease('one') });
    board.isOut = true;
    await pass(3_000);
    expect(link.state().kind).toBe('live');
    await pass(3_500);
    expect(link.state().kind).toBe('waiting');
    expect(wecom.sockets[0]!.readyState).toBe(wecom.sockets[0]!.CLOSED);
    board.isOut = false;
    await pass(3_000);
    expect(link.state().kind).toBe('live');
  });
});

describe('the end', () => {
  test('leaves no timer, no connection and no lease behind', async () => {
    const { board, lease } = createBoard();
    const { link } = await connected({ lease: lease('one') });
    await pass(40_000, 1_000);
    await link.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(board.holder).toBeNull();
    await until(() => wecom.sockets[0]!.readyState === wecom.sockets[0]!.CLOSED);
  });

  test.each(['displaced', 'refused', 'connecting'])('comes while it is %s', async (kind) => {
    if (kind === 'refused') wecom.answers.aibot_subscribe = 40001;
    if (kind === 'connecting') wecom.answers.aibot_subscribe = 'silence';
    const { link } = connect();
    link.start();
    await pass(1_000);
    if (kind === 'displaced') wecom.say(DISCONNECTED);
    await until(() => link.state().kind === kind);
    await breathe();
    await link.stop();
    await breathe();
    expect(vi.getTimerCount()).toBe(0);
    expect(link.state().kind).toBe('off');
  });

  test('answers what waits', async () => {
    wecom.answers.aibot_send_msg = 'silence';
    const { link } = await connected();
    const waiting = link.request('aibot_send_msg', {});
    await until(() => wecom.of('aibot_send_msg').length === 1);
    await link.stop();
    expect(await waiting).toEqual({ kind: 'lost' });
    expect(await link.request('aibot_send_msg', {})).toEqual({ kind: 'down' });
  });
});
