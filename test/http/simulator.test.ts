// Who may use the simulator, and what a world does with clocks and resets that make no sense.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saidSchema } from '../../src/channels/simulator/index.ts';
import { stationsSchema } from '../../src/core/station.ts';
import { type Reset, resetSchema, stationsOf } from '../../src/http/simulator/reset.ts';
import { starterWorld } from '../../src/http/simulator/text.ts';
import { openWorld, type World } from '../../src/http/simulator/world.ts';
import { createReader } from '../../src/understanding/index.ts';
import { activityTalk, sessionAt } from '../support/activities.ts';
import { calendar } from '../support/calendar.ts';
import { quietParts } from '../support/parts.ts';
import { silentLog, startTestServer, type TestServer } from '../support/server.ts';

const NOW = '2026-11-22T07:40:00+08:00';
const branch = (title = '江畔快递群'): Reset =>
  resetSchema.parse({
    now: NOW,
    groups: [{ id: 'g1', title, channel: 'wecom' }],
    members: [{ id: 'zhou', name: '老周', groups: ['g1'] }],
  });

const open = (file?: string, starter = branch) =>
  openWorld({
    ...quietParts(),
    file,
    handlers: [],
    understand: createReader(),
    calendar,
    log: silentLog,
    meter: { count() {}, observe() {} },
    starter: () => starter(),
  });

describe.each([
  ['open to this machine', 'on', false],
  ['public', 'public', true],
])('the simulator, %s,', (_name, mode, isPublic) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ env: { SIMULATOR: mode } });
  });
  afterAll(() => server.close());

  /** Plain `http`: `fetch` sets the Host and Origin headers itself. */
  function ask(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<{ status: number; location?: string }> {
    return new Promise((resolve, reject) => {
      const asking = request(server.url + path, { method, headers, agent: false }, (response) => {
        response.resume();
        const { location } = response.headers;
        resolve({ status: response.statusCode ?? 0, ...(location !== undefined && { location }) });
      });
      asking.once('error', reject).end();
    });
  }

  test('answers under its own paths and redirects to them', async () => {
    for (const path of ['/', '/simulator']) expect(await ask(path)).toEqual({ status: 302, location: '/simulator/' });
    for (const path of ['/simulator/', '/simulator/bee.svg', '/simulator/api/state', '/simulator/api/world'])
      expect((await ask(path)).status, path).toBe(200);
  });

  test.each([
    [{ forwarded: 'for=203.0.113.9' }],
    [{ 'x-forwarded-for': '203.0.113.9' }],
    [{ 'x-forwarded-proto': 'https' }],
    [{ 'x-real-ip': '203.0.113.9' }],
    [{ via: '1.1 proxy' }],
  ])('takes a call that came through a proxy only when it is public: %j', async (headers) => {
    for (const path of ['/simulator', '/simulator/', '/simulator/bee.svg', '/simulator/api/state'])
      expect((await ask(path, headers as Record<string, string>)).status === 403, path).toBe(!isPublic);
  });

  test('answers no page of another origin', async () => {
    const own = new URL(server.url).host;
    for (const [origin, isRefused] of [
      [`http://${own}`, false],
      [`https://${own}`, false],
      ['https://evil.example', true],
      [`http://${own.replace(/:.*/, ':1')}`, true],
      ['null', true],
    ] as const) {
      expect((await ask('/simulator/api/state', { origin })).status === 403, origin).toBe(isRefused);
      expect((await ask('/simulator/api/reset', { origin }, 'POST')).status === 403, origin).toBe(isRefused);
    }
  });
});

describe('other spellings of a path', () => {
  test('are no route, so that they make no label of their own', async () => {
    const server = await startTestServer({
      env: { SIMULATOR: 'on', DINGTALK_CLIENT_ID: 'dingtest', DINGTALK_CLIENT_SECRET: 'secret', DINGTALK_MODE: 'http' },
    });
    try {
      for (const path of [
        '/DingTalk/robot',
        '/dingtalk/Robot',
        '/dingtalk/robot/',
        '/SIMULATOR/api/state',
        '/Simulator/',
        '/simulator/api/state/',
      ])
        expect((await fetch(server.url + path, { method: path.includes('obot') ? 'POST' : 'GET' })).status, path).toBe(404);
      expect((await fetch(`${server.url}/dingtalk/robot`, { method: 'POST' })).status).toBe(415);
      const metrics = await (await fetch(`${server.url}/metrics`)).text();
      expect([...metrics.matchAll(/callbacks_total\{route="([^"]*)"/g)].map(([, route]) => route)).toEqual(['/dingtalk/robot']);
    } finally {
      await server.close();
    }
  });
});

describe('the clock of a world', () => {
  test('moves at most 400 days at once', async () => {
    const world = await open();
    const day = 86_400_000;
    const start = Date.parse(NOW);
    await expect(world.moveClock(start + 400 * day + 1)).rejects.toMatchObject({ code: 'payload', message: /400 days.*steps/ });
    expect((await world.view()).now).toBe(NOW);
    await world.close();
  });

  test('lets others have their turn while it moves', async () => {
    const world = await open();
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await world.moveClock(Date.parse(NOW) + 30 * 86_400_000);
    isOver = true;
    expect(turns).toBeGreaterThan(20);
    await world.close();
  });

  test('begins in this century', () => {
    for (const [now, isGood] of [
      ['1999-12-31T23:59:59+08:00', false],
      ['2000-01-01T00:00:00+08:00', true],
      ['2100-12-31T23:59:59+08:00', true],
      ['2101-01-01T00:00:00+08:00', false],
      ['9999-01-01T00:00:00Z', false],
    ] as const)
      expect(resetSchema.safeParse({ now }).success, now).toBe(isGood);
  });
});

describe('a reset', () => {
  test('keeps of a station what the contract names, each within its bounds', () => {
    const station = { id: 's1', name: '枫桥驿站', facilities: ['饮水'], latitude: 30.5, colour: 'red' };
    const read = (more: object) => resetSchema.safeParse({ now: NOW, stations: [{ ...station, ...more }] });
    const { colour: _, ...known } = station;
    expect(read({}).data?.stations).toEqual([known]);
    for (const more of [
      { name: 'x'.repeat(121) },
      { address: { a: [] } },
      { phone: '1'.repeat(201) },
      { latitude: 91 },
      { aliases: Array(51).fill('a') },
    ])
      expect(read(more).success, JSON.stringify(more).slice(0, 40)).toBe(false);
  });

  test('makes stations of them: known words become facilities, others stay as notes', () => {
    const [made, bare] = stationsOf(
      resetSchema.parse({
        now: NOW,
        stations: [
          {
            id: 's1',
            name: '枫桥驿站',
            area: '枫桥',
            facilities: ['water', '手机充电', '理发', 'charging'],
            latitude: 30.5,
            longitude: 120.1,
          },
          { id: 's2', name: '江畔驿站', phone: null, latitude: 30.5 },
        ],
      }),
    );
    expect(made).toMatchObject({
      area: '枫桥',
      facilities: ['water', 'charging'],
      notes: '理发',
      latitude: 30.5,
      longitude: 120.1,
    });
    expect(bare).toMatchObject({ id: 's2', phone: '', hours: '', facilities: [], latitude: null, longitude: null });
  });

  test('of the starter world has stations that fit their schema', () => {
    const made = stationsOf(resetSchema.parse({ ...starterWorld, now: NOW }));
    expect(stationsSchema.parse(made)).toEqual(made);
    expect(made.length).toBeGreaterThanOrEqual(3);
  });

  /** Passes every check but cannot be written. */
  const unwritable = (): Reset => ({ ...branch('坏'), stations: [{ id: 's1', name: 'x', area: 1n as unknown as string }] });
  const say = (world: World, text: string) => world.say(saidSchema.parse({ from: 'zhou', group: 'g1', text }));
  const texts = async (world: World) =>
    (await world.view()).history.filter(({ from }) => from === 'zhou').map(({ text }) => text);

  test.each(['in memory', 'in a file'])('that fails leaves the world as it was, %s', async (place) => {
    const folder = await mkdtemp(join(tmpdir(), 'xiaofeng-'));
    const file = place === 'in a file' ? join(folder, 'world.sqlite') : undefined;
    const world = await open(file);
    await say(world, '第一句');
    await expect(world.reset(unwritable())).rejects.toThrow();
    await say(world, '第二句');
    expect(await texts(world)).toEqual(['第一句', '第二句']);

    await world.reset(branch('新群'));
    expect(await texts(world)).toEqual([]);
    await say(world, '第三句');
    expect((await world.view()).groups[0]?.title).toBe('新群');
    await world.close();
    if (file) {
      expect((await readdir(folder)).filter((name) => name.includes('next'))).toEqual([]);
      const again = await open(file);
      expect((await again.view()).groups[0]?.title).toBe('新群');
      expect(await texts(again)).toEqual(['第三句']);
      await again.close();
    }
    await rm(folder, { recursive: true });
  });
});

describe('the state', () => {
  test('tells activities, sign-ups, check-ins and notices by the ids given to reset', async () => {
    const talk = await activityTalk('2026-11-26T19:40');
    const activity = await talk.open({ sessions: [sessionAt('2026-11-26T20:05'), sessionAt('2026-11-27T14:05')], capacity: 1 });
    const session = activity.sessions[0]!.id;
    for (const member of ['zhou', 'wang', 'liu']) {
      await talk.inside(({ tx, now }) =>
        tx.signUps.add({
          activityId: activity.id,
          sessionId: session,
          memberId: member,
          partySize: 2,
          status: member === 'zhou' ? 'in' : member === 'wang' ? 'waiting' : 'cancelled',
          at: now,
          source: 'test',
        }),
      );
    }
    await talk.say('zhou', '签到');
    await talk.say('stranger', '签到');
    const notice = await talk.inside(async ({ tx, now }) => {
      const over = {
        status: 'sent',
        createdBy: 'li',
        confirmedBy: null,
        people: 3,
        sendAt: now,
        sentAt: now,
        createdAt: now,
      } as const;
      const made = { body: '明天大风', audience: 'all', requireAck: true, urgent: false, ...over } as const;
      return await tx.notices.add({ ...made, groups: ['g1'] });
    });
    await talk.inside(({ tx, now }) =>
      tx.acknowledgements.add({ memberId: 'zhou', conversation: 'x', subject: `notice:${notice.id}`, at: now, source: 'test' }),
    );

    const state = await talk.world.state();
    expect(state.activities).toEqual([
      expect.objectContaining({
        id: activity.id,
        title: '11月主题党日',
        kind: 'party_day',
        groups: ['g1', 'g2'],
        place: '江畔驿站',
        capacity: 1,
        mode: 'onsite',
        status: 'open',
        createdBy: 'li',
      }),
    ]);
    const [shown] = state.activities as { sessions: unknown }[];
    expect(shown?.sessions).toEqual([
      expect.objectContaining({
        id: session,
        start: '2026-11-26T20:05:00+08:00',
        end: '2026-11-26T21:05:00+08:00',
        occupations: ['courier'],
      }),
      expect.objectContaining({ start: '2026-11-27T14:05:00+08:00' }),
    ]);
    const at = '2026-11-26T19:40:00+08:00';
    const signUp = { activity: activity.id, session, partySize: 2, at };
    expect(state.signUps).toEqual([
      { ...signUp, member: 'zhou', status: 'in' },
      { ...signUp, member: 'wang', status: 'waiting' },
      { ...signUp, member: 'liu', status: 'cancelled' },
    ]);
    const attended = { activity: activity.id, kind: 'party_day', at, mode: 'onsite', hours: null };
    expect(state.attendance).toEqual([
      expect.objectContaining({ ...attended, member: 'zhou' }),
      expect.objectContaining({ ...attended, member: 'stranger' }),
    ]);
    expect(state.notices).toEqual([
      expect.objectContaining({
        id: notice.id,
        body: '明天大风',
        groups: ['g1'],
        requireAck: true,
        sentAt: at,
        acknowledged: ['zhou'],
      }),
    ]);
    await talk.close();
  });

  test('of an empty world has every list, and nothing in it', async () => {
    const world = await open();
    expect(await world.state()).toEqual({
      activities: [],
      signUps: [],
      attendance: [],
      tickets: [],
      notices: [],
      points: [],
      outbox: [],
    });
    await world.close();
  });
});
