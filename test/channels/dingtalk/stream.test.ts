import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_TOPIC, createStream, ROBOT_TOPIC, type Stream, type StreamOptions } from '../../../src/channels/dingtalk/stream.ts';
import { loadVectors } from '../vectors.ts';
import { type Gateway, settle, startGateway, until } from './gateway.ts';

type Fields = Record<string, unknown>;
const vectors = loadVectors<{
  samples: { stream: Record<string, { in: Fields; ack: Fields }> };
  hostile: { stream: { id: string; why: string; raw?: string; frame?: Fields | string; openResponse?: Fields }[] };
}>('dingtalk-vectors.json');

const NOW = 1_767_240_000_000;

let gateway: Gateway;
let stream: Stream | null = null;
let standing: Set<string>;
let lines: string[];
let bodies: unknown[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  gateway = await startGateway();
  standing = new Set();
  lines = [];
  bodies = [];
});

afterEach(async () => {
  const stopped = stream?.stop();
  // The closing handshake is cut by a timer where the other side says nothing.
  await settle();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  stream = null;
  await gateway.close();
  vi.useRealTimers();
});

const nameOf = (code: string, subject?: string | null) => (subject ? `${code}/${subject}` : code);

function open(over: Partial<StreamOptions> = {}): Stream {
  const keep = (fields: Fields, message: string) => void lines.push(JSON.stringify(fields) + message);
  stream = createStream({
    apiBase: gateway.base,
    clientId: 'dingtestrobot0001',
    clientSecret: 'unit-test-client-secret-not-real',
    clock: { now: () => NOW },
    log: { info: keep, warn: keep, error: keep },
    faults: {
      report: (code, subject) => void standing.add(nameOf(code, subject)),
      clear: (code, subject) => void standing.delete(nameOf(code, subject)),
    },
    async onRobotMessage(body) {
      bodies.push(body);
      return 'taken';
    },
    onCard: async () => ({ cardData: { cardParamMap: { title: '12' } } }),
    random: () => 0,
    ...over,
  });
  stream.start();
  return stream;
}

async function connected(over: Partial<StreamOptions> = {}): Promise<Stream> {
  const opened = open(over);
  await vi.advanceTimersByTimeAsync(0);
  await until(() => opened.state().isOpen);
  return opened;
}

const callback = (messageId: string, data: unknown = {}, topic = ROBOT_TOPIC) => ({
  specVersion: '1.0',
  type: 'CALLBACK',
  headers: { topic, messageId, contentType: 'application/json', time: String(NOW) },
  data: JSON.stringify(data),
});

/** A later frame is answered: what came before has been seen. */
async function afterwards(): Promise<void> {
  gateway.send({ type: 'SYSTEM', headers: { topic: 'ping', messageId: 'mark' }, data: '{"opaque":"mark"}' });
  await until(() => gateway.frames.some(({ data }) => data === '{"opaque":"mark"}'));
}

const acks = () => gateway.frames.filter(({ data }) => data !== '{"opaque":"mark"}');

describe('opening', () => {
  it('asks for robot messages and card clicks, and wants JSON', async () => {
    await connected();
    const [{ body, headers }] = gateway.opens as [Gateway['opens'][number]];
    expect(body).toEqual({
      clientId: 'dingtestrobot0001',
      clientSecret: 'unit-test-client-secret-not-real',
      ua: expect.any(String),
      subscriptions: [
        { type: 'CALLBACK', topic: ROBOT_TOPIC },
        { type: 'CALLBACK', topic: CARD_TOPIC },
      ],
    });
    expect(headers).toMatchObject({ accept: 'application/json', 'content-type': expect.stringContaining('application/json') });
    expect(lines.join('\n')).not.toMatch(/not-real|a%2Bb|ticket/);
  });

  it('encodes the ticket once (S16)', async () => {
    await connected();
    expect(gateway.upgrades).toEqual(['/connect?ticket=a%2Bb%2Fc%3D%26d']);
  });

  it.each([
    ['a foreign host (S13)', 'wss://evil.example/connect'],
    ['a host that only ends alike', 'wss://evildingtalk.com/connect'],
    ['clear text (S14)', 'ws://wss-open-connection.dingtalk.com/connect'],
    ['a user in front of the host', 'wss://wss-open-connection.dingtalk.com@evil.example/connect'],
    ['another port of the configured host', 'ws://127.0.0.1:1/connect'],
  ])('does not connect to %s', async (_why, endpoint) => {
    gateway.answer.body = { endpoint, ticket: 'x' };
    const asked: string[] = [];
    open({
      resolve: async (host) => {
        asked.push(host);
        return [];
      },
    });
    await vi.advanceTimersByTimeAsync(0);
    await until(() => gateway.opens.length === 1);
    await settle();
    await vi.advanceTimersByTimeAsync(59_000);
    await settle();
    expect({ asked, opens: gateway.opens.length, upgrades: gateway.upgrades }).toEqual({ asked: [], opens: 1, upgrades: [] });
  });

  it.each(['wss-open-connection.dingtalk.com', 'wss-open-connection-union.dingtalk.com'])(
    'would connect to %s (S15)',
    async (host) => {
      gateway.answer.body = { endpoint: `wss://${host}:443/connect`, ticket: 'x' };
      const asked: string[] = [];
      open({
        resolve: async (name) => {
          asked.push(name);
          return [];
        },
      });
      await vi.advanceTimersByTimeAsync(0);
      await until(() => asked.length === 1);
      expect(asked).toEqual([host]);
    },
  );

  it.each([
    [401, { code: 'authFailed' }, 'dingtalk_secret_wrong'],
    [400, { code: 'invalidClientIdOrSecret' }, 'dingtalk_secret_wrong'],
    [400, { code: 'systemError' }, 'dingtalk_not_published'],
    [403, { code: 'Forbidden.AccessDenied.IpNotInWhiteList' }, 'dingtalk_ip_untrusted'],
  ])('waits a minute after %i %o and says why (S17)', async (status, body, fault) => {
    gateway.answer = { status, body };
    open();
    await vi.advanceTimersByTimeAsync(0);
    await until(() => standing.size > 0);
    expect([...standing]).toEqual([fault]);
    await settle();
    await vi.advanceTimersByTimeAsync(59_000);
    await settle();
    expect(gateway.opens).toHaveLength(1);
    // However often: a gateway that refuses us is there.
    while (gateway.opens.length < 5) {
      await vi.advanceTimersByTimeAsync(30_000);
      await settle();
    }
    expect([...standing]).toEqual([fault]);
    gateway.answer = { status: 200, body: { endpoint: gateway.base.replace('http', 'ws'), ticket: 't' } };
    await vi.advanceTimersByTimeAsync(90_000);
    await until(() => stream!.state().isOpen);
    expect([...standing]).toEqual([]);
  });

  it('asks again after growing pauses while the gateway is out, never twice at once (S18)', async () => {
    gateway.answer = { status: 503, body: {} };
    open({ random: () => 0.999 });
    for (const [after, opens] of [
      [0, 1],
      [2_000, 2],
      [4_000, 3],
      [8_000, 4],
      [16_000, 5],
      [32_000, 6],
      [60_000, 7],
    ] as const) {
      await vi.advanceTimersByTimeAsync(after);
      await until(() => gateway.opens.length === opens);
      await settle();
    }
    // Of its own: calls over HTTP may work.
    expect([...standing]).toEqual(['dingtalk_unreachable/stream']);
  });

  it('asks at most four times in 6.5 s where every connection is cut (S19)', async () => {
    gateway.isCutting = true;
    open();
    for (let step = 0; step < 13; step += 1) {
      await vi.advanceTimersByTimeAsync(500);
      await settle();
    }
    expect(gateway.opens.length).toBeGreaterThan(1);
    expect(gateway.opens.length).toBeLessThanOrEqual(4);
  });
});

describe('what comes', () => {
  it('is acknowledged once it is durable, and not before', async () => {
    const commit = Promise.withResolvers<'taken'>();
    await connected({ onRobotMessage: () => commit.promise });
    gateway.send(callback('m1', { msgId: 'a' }));
    await afterwards();
    expect(acks()).toEqual([]);
    commit.resolve('taken');
    await until(() => acks().length === 1);
    expect(acks()).toEqual([
      {
        code: 200,
        headers: { contentType: 'application/json', messageId: 'm1' },
        message: 'OK',
        data: '{"response":null}',
      },
    ]);
  });

  it('is not acknowledged when it could not be stored, and the next one is', async () => {
    await connected({
      async onRobotMessage(body) {
        if ((body as Fields).msgId === 'lost') throw new Error('The store is away.');
        return 'taken';
      },
    });
    gateway.send(callback('m1', { msgId: 'lost' }));
    gateway.send(callback('m2', { msgId: 'kept' }));
    await until(() => acks().length === 1);
    expect(acks()).toMatchObject([{ code: 200, headers: { messageId: 'm2' } }]);
  });

  it('is refused where it is no payload of a robot', async () => {
    await connected({ onRobotMessage: async () => 'malformed' });
    gateway.send(callback('m1'));
    await until(() => acks().length === 1);
    expect(acks()).toMatchObject([{ code: 400 }]);
  });

  it('moves to a new connection before the old one ends (S11)', async () => {
    const opened = await connected();
    const [old] = gateway.sockets;
    gateway.send({
      type: 'SYSTEM',
      headers: { topic: 'disconnect', messageId: 'd' },
      data: '{"reason":"connection is expired"}',
    });
    await settle();
    await vi.advanceTimersByTimeAsync(3_000);
    await until(() => gateway.sockets.length === 2);
    await until(() => opened.state().opened === 2);
    expect(old!.readyState).toBe(1);
    old!.send(JSON.stringify(callback('late', { msgId: 'late' })));
    await until(() => bodies.length === 1);
    await until(() => acks().length === 1);
    old!.send(JSON.stringify({ type: 'SYSTEM', headers: { topic: 'disconnect', messageId: 'd2' }, data: '{}' }));
    old!.close();
    await settle();
    await vi.advanceTimersByTimeAsync(5_000);
    await settle();
    expect({ isOpen: opened.state().isOpen, opens: gateway.opens.length }).toEqual({ isOpen: true, opens: 2 });
  });

  it('ends a connection that says nothing, and opens another (S20)', async () => {
    await gateway.close();
    gateway = await startGateway({ autoPong: false });
    const opened = await connected();
    for (let second = 0; second < 95; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      await settle(20);
    }
    await until(() => opened.state().opened === 2);
    expect(opened.state().lastReason).toBe('idle');
  });

  it('leaves out binary and overlong frames (S12)', async () => {
    await connected();
    gateway.sockets[0]!.send(Buffer.from(JSON.stringify(callback('b'))));
    gateway.send(callback('long', { text: 'x'.repeat(1_100_000) }));
    await afterwards();
    expect({ bodies, acks: acks() }).toEqual({ bodies: [], acks: [] });
  });

  it('leaves no timer and no connection behind when it is stopped (S21)', async () => {
    const opened = open();
    await vi.advanceTimersByTimeAsync(0);
    const stopped = opened.stop();
    await settle();
    await stopped;
    expect(vi.getTimerCount()).toBe(0);
    expect(opened.state().isOpen).toBe(false);
    await until(() => gateway.sockets.every(({ readyState }) => readyState === 3));
  });

  it('finishes what is being stored before it ends', async () => {
    const commit = Promise.withResolvers<'taken'>();
    const opened = await connected({ onRobotMessage: () => commit.promise });
    gateway.send(callback('m1'));
    await afterwards();
    const stopped = opened.stop();
    commit.resolve('taken');
    await until(() => acks().length === 1);
    await stopped;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe.skipIf(!vectors)(vectors ? 'the documented frames' : 'the documented frames (the protocol sheets are not here)', () => {
  const { stream: samples } = vectors?.samples ?? { stream: {} as never };
  const hostile = new Map((vectors?.hostile.stream ?? []).map((each) => [each.id, each]));

  it.each(['robotMessage', 'robotMessageRedelivered', 'ping', 'unknownTopic'])(
    '%s is answered as documented (S01, S07, S10)',
    async (name) => {
      await connected();
      gateway.send(samples[name]!.in);
      await until(() => acks().length === 1);
      expect(acks()).toEqual([samples[name]!.ack]);
    },
  );

  it('card is answered with what it shows from now on', async () => {
    const update = JSON.parse(samples.card!.ack.data as string).response as object;
    await connected({ onCard: async () => update });
    gateway.send(samples.card!.in);
    await until(() => acks().length === 1);
    expect(acks()).toEqual([samples.card!.ack]);
  });

  it.each(['S02', 'S04', 'S06'])('%s changes nothing', async (id) => {
    await connected();
    const { raw, frame } = hostile.get(id)!;
    gateway.send(raw ?? frame);
    await afterwards();
    expect({ bodies, acks: acks() }).toEqual({ bodies: [], acks: [] });
  });

  it('S03 is refused', async () => {
    await connected();
    gateway.send(hostile.get('S03')!.frame);
    await until(() => acks().length === 1);
    expect({ bodies, acks: acks() }).toMatchObject({ bodies: [], acks: [{ code: 400 }] });
  });

  it('S05 is taken without an acknowledgement', async () => {
    await connected();
    gateway.send(hostile.get('S05')!.frame);
    await afterwards();
    expect([bodies.length, acks().length]).toEqual([1, 0]);
  });

  it('of a kind that was not subscribed to is answered so', async () => {
    await connected();
    gateway.send(samples.event!.in);
    await until(() => acks().length === 1);
    expect(acks()).toMatchObject([{ code: 404, message: 'topic not exist' }]);
  });
});
