// What a WeCom channel is made of, in memory; what it says of limits and faults can be looked at.
import { createHash } from 'node:crypto';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createWecomChannel, type WecomParts } from '../../../src/channels/wecom/index.ts';
import type { LinkAnswer, LinkCommand, WecomLink } from '../../../src/channels/wecom/link.ts';
import { branchSchema } from '../../../src/core/branch.ts';
import type { Delivery, Sending } from '../../../src/core/channel.ts';
import type { Limit } from '../../../src/core/limiter.ts';
import type { Outgoing } from '../../../src/core/outgoing.ts';

export const NOW = 1_780_000_000_000;
export const API = 'https://qyapi.weixin.qq.com';
export const GROUP = 'wrMapleBridgeGroup';
export const KEY = 'maple-bridge-webhook-key';
export const SECRET = 'maple-secret';

/** nock is the process's: taken for the tests of a file, and given back. */
export function withoutNetwork(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  // The platform is there for whoever looks.
  beforeEach(() => void nock(API).persist().get('/').optionally().reply(404));
  afterEach(() => nock.cleanAll());
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

export function clockAt(time = NOW) {
  const clock = { time, now: () => clock.time };
  return clock;
}

/** Counts exactly; a window is open behind its beginning. */
export function memoryLimiter(now: () => number) {
  const taken = new Map<string, number[]>();
  const blocked = new Map<string, number>();
  return {
    taken,
    blocked,
    async take(lane: string, limits: readonly Limit[], count = 1): Promise<number | null> {
      const until = blocked.get(lane) ?? 0;
      if (now() < until) return until;
      const before = taken.get(lane) ?? [];
      for (const { ms, most } of limits) {
        const within = before.filter((at) => at > now() - ms);
        if (within.length + count > most) return (within[0] ?? now()) + ms;
      }
      taken.set(lane, [...before, ...Array<number>(count).fill(now())]);
      return null;
    },
    block: (lane: string, until: number) => void blocked.set(lane, until),
  };
}

export function memoryFaults() {
  const standing = new Set<string>();
  return {
    standing,
    report: (code: string, subject: string | null = null) => void standing.add(`${code} ${subject ?? ''}`.trim()),
    clear(code: string, subject?: string | null) {
      for (const each of standing) {
        if (subject === undefined ? each === code || each.startsWith(`${code} `) : each === `${code} ${subject ?? ''}`.trim()) {
          standing.delete(each);
        }
      }
    },
  };
}

export function memoryPhotos(...jpegs: Uint8Array[]) {
  const kept = new Map(jpegs.map((jpeg) => [createHash('sha256').update(jpeg).digest('hex'), jpeg]));
  return {
    digests: [...kept.keys()],
    put: async () => '',
    get: async (digest: string) => kept.get(digest),
    remove: async () => {},
  };
}

export interface Frame {
  command: LinkCommand;
  body: Record<string, unknown>;
  requestId: string | undefined;
}

/** A long connection that says what it is told to. */
export function linkThat(
  answer: (frame: Frame) => LinkAnswer | number,
): WecomLink & { frames: Frame[]; name: string | null; heard: number } {
  const link = {
    frames: [] as Frame[],
    name: 'c1' as string | null,
    heard: 0,
    connection: () => link.name,
    isElsewhere: () => false,
    framesHeard: () => link.heard,
    async request(command: LinkCommand, body: unknown, requestId?: string): Promise<LinkAnswer> {
      const frame = { command, body: body as Record<string, unknown>, requestId };
      link.frames.push(frame);
      const said = answer(frame);
      if (typeof said === 'number' || said.kind === 'acked') link.heard += 1;
      return typeof said === 'number' ? { kind: 'acked', errcode: said, body: undefined } : said;
    },
  };
  return link;
}

export const app = { corpId: 'wwMapleBridge01', agentId: 1_000_042, secret: SECRET, hasCallback: true };

/** A channel with nothing but what is given, and what it is made of. */
export function makeChannel(more: Partial<WecomParts> = {}) {
  const clock = clockAt();
  const faults = memoryFaults();
  const limiter = memoryLimiter(clock.now);
  const lost: string[] = [];
  const channel = createWecomChannel({
    clock,
    faults,
    limiter,
    branch: branchWith(null),
    photos: memoryPhotos(),
    log: { warn: (_fields, message) => void lost.push(message) },
    apiBase: API,
    aibot: null,
    app: null,
    link: null,
    ...more,
  });
  const deliver = (sending: Sending): Promise<Delivery> => channel.deliver(sending, clock.now());
  return { channel, clock, faults, limiter, lost, deliver };
}

/** A branch with one group. @param key of its webhook */
export function branchWith(key: string | null) {
  const group = { id: GROUP, title: '枫桥', channel: 'wecom' as const, ...(key !== null && { webhook: { key } }) };
  const people = [{ id: 'm1', name: '高霞', wecom: 'GaoXia' }];
  const branch = branchSchema.parse({ groups: [group], people });
  return { current: () => branch };
}

const toGroup = { channel: 'wecom' as const, to: { kind: 'group' as const, id: GROUP }, mentions: [], buttons: [] };
const toPerson = { ...toGroup, to: { kind: 'direct' as const, account: 'wecom:gaoxia' } };
let lastId = 0;

/** A push to the group. */
export function groupSending(outgoing: Partial<Outgoing> = {}, more: Partial<Sending> = {}): Sending {
  lastId += 1;
  return { id: lastId, outgoing: { ...toGroup, text: '已签到', ...outgoing }, replyHandles: [], lastReason: null, ...more };
}

/** A push to one person. */
export function personSending(outgoing: Partial<Outgoing> = {}, more: Partial<Sending> = {}): Sending {
  return groupSending({ ...toPerson, ...outgoing }, more);
}

/** The token call answers this; `times` left out = once. */
export function tokenCall(token = 't1', times = 1) {
  return nock(API)
    .get('/cgi-bin/gettoken')
    .query({ corpid: app.corpId, corpsecret: SECRET })
    .times(times)
    .reply(200, { errcode: 0, errmsg: 'ok', access_token: token, expires_in: 7_200 });
}

/** Answers posts one after the other; what was posted is kept. */
export function onPost(path: string, query: Record<string, string>, answers: readonly unknown[]) {
  const raw: string[] = [];
  const bodies: Record<string, unknown>[] = [];
  for (const answer of answers) {
    nock(API)
      .post(path)
      .query(query)
      .reply(async (request: Request) => {
        const body = await request.text();
        raw.push(body);
        if (body.startsWith('{')) bodies.push(JSON.parse(body) as Record<string, unknown>);
        return [200, answer as nock.Body];
      });
  }
  return { raw, bodies };
}

/** What is posted to `message/send` with this token. */
export const sendCalls = (answers: readonly unknown[], token = 't1') =>
  onPost('/cgi-bin/message/send', { access_token: token }, answers);
