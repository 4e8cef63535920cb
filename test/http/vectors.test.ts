// The protocol sheets' hostile requests over real HTTP; they lie beside the project and are used where they are there.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { projectRoot } from '../support/source.ts';

const at = (name: string) => `${projectRoot}../shared/protocols/${name}`;
const isHere = existsSync(at('wecom-vectors.json'));
const read = (name: string) => (isHere ? JSON.parse(readFileSync(at(name), 'utf8')) : null);

interface WecomVector {
  id: string;
  mode: 'app' | 'aibot';
  config: { token: string; encodingAESKey: string; receiveid: string };
  now: number;
  method: string;
  query: string;
  content_type: string | null;
  body: string | null;
  body_generator?: { prefix: string; repeat: string; count: number; suffix: string };
  expect: { status: number; plaintext?: string };
}

const wecom = read('wecom-vectors.json') as { hostile: WecomVector[] } | null;
const clock = { at: 0, now: () => clock.at };

async function callbacksTaken(server: TestServer): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return [...text.matchAll(/callbacks_total\{[^}]*outcome="message"[^}]*\} (\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
}

describe.skipIf(!isHere)(isHere ? 'hostile WeCom requests' : 'hostile WeCom requests (the protocol sheets are not here)', () => {
  let server: TestServer;
  beforeAll(async () => {
    const appConfig = wecom!.hostile.find((vector) => vector.mode === 'app')!.config;
    const botConfig = wecom!.hostile.find((vector) => vector.mode === 'aibot')!.config;
    server = await startTestServer({
      clock,
      env: {
        WECOM_CORP_ID: appConfig.receiveid,
        WECOM_APP_AGENT_ID: '1000007',
        WECOM_APP_SECRET: 'unused-secret',
        WECOM_APP_TOKEN: appConfig.token,
        WECOM_APP_AES_KEY: appConfig.encodingAESKey,
        WECOM_AIBOT_TOKEN: botConfig.token,
        WECOM_AIBOT_AES_KEY: botConfig.encodingAESKey,
      },
    });
  });
  afterAll(() => server.close());

  const bodies = new Map<number, Set<string>>();

  test.each((wecom?.hostile ?? []).map((vector) => [vector.id, vector] as const))('%s', async (_id, vector) => {
    clock.at = vector.now * 1_000;
    const before = await callbacksTaken(server);
    const generated = vector.body_generator;
    const body = generated ? generated.prefix + generated.repeat.repeat(generated.count) + generated.suffix : vector.body;
    const response = await fetch(`${server.url}/wecom/${vector.mode}?${vector.query}`, {
      method: vector.method,
      headers: vector.content_type ? { 'content-type': vector.content_type } : {},
      ...(vector.method === 'POST' && { body: body ?? '' }),
    });
    const text = await response.text();
    expect(response.status).toBe(vector.expect.status);
    if (vector.method === 'GET') expect(text).toBe(vector.expect.plaintext);
    if (vector.expect.status !== 200) {
      expect(await callbacksTaken(server)).toBe(before);
      bodies.set(response.status, (bodies.get(response.status) ?? new Set()).add(text));
    }
  });

  test('all refusals of one status look the same, and no key leaked into every object', () => {
    expect([...bodies.values()].map((set) => set.size)).toEqual([...bodies.values()].map(() => 1));
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });
});

interface RobotVector {
  id: string;
  why: string;
  request: {
    method: string;
    headers: 'default' | Record<string, string>;
    base?: string;
    set?: object;
    unset?: string[];
    rawBody?: string;
  };
  expect: { status: number; dispatch?: boolean; times?: number; parallel?: number };
  generate?: { repeat: string; bytes?: number; count?: number; path?: string };
}
interface RobotVectors {
  meta: { conventions: { now: number }; config: { clientId: string; clientSecret: string; corpId: string; botNames: string[] } };
  samples: { httpHeaders: Record<string, string>; inbound: Record<string, Record<string, unknown>> };
  hostile: { robotHttp: RobotVector[] };
}
const dingtalk = read('dingtalk-vectors.json') as RobotVectors | null;

/** Sent by `fetch`, which sets its own length; refuses text outside Latin-1 in headers; knows one robot: tested beside the parser. */
const ELSEWHERE = ['H10', 'H16', 'H17', 'H19', 'H23', 'H29', 'H55'];

describe.skipIf(!isHere)('hostile DingTalk requests', () => {
  let server: TestServer;
  beforeAll(async () => {
    const { config } = dingtalk!.meta;
    server = await startTestServer({
      clock,
      env: {
        DINGTALK_CLIENT_ID: config.clientId,
        DINGTALK_CLIENT_SECRET: config.clientSecret,
        DINGTALK_CORP_ID: config.corpId,
        DINGTALK_MODE: 'http',
      },
    });
  });
  afterAll(() => server.close());

  const vectors = (dingtalk?.hostile.robotHttp ?? []).filter(({ id }) => !ELSEWHERE.includes(id));
  test.each(vectors.map((vector) => [`${vector.id} ${vector.why}`, vector] as const))(
    '%s',
    async (_name, { request, expect: wanted, generate }) => {
      clock.at = dingtalk!.meta.conventions.now;
      const headers = request.headers === 'default' ? dingtalk!.samples.httpHeaders : request.headers;
      const once = async () => {
        const response = await fetch(`${server.url}/dingtalk/robot`, {
          method: request.method,
          headers,
          ...(request.method === 'POST' && { body: bodyOf(request, generate) }),
        });
        await response.arrayBuffer();
        return response.status;
      };
      const copies = wanted.parallel ?? 1;
      expect(await Promise.all(Array.from({ length: copies }, once))).toEqual(Array(copies).fill(wanted.status));
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    },
  );
});

function bodyOf(request: RobotVector['request'], generate: RobotVector['generate']): string {
  if (request.rawBody !== undefined)
    return generate ? generate.repeat.repeat(generate.count ?? generate.bytes ?? 0) : request.rawBody;
  const base = dingtalk!.samples.inbound[request.base!.split('.').at(-1)!]!;
  const body: Record<string, unknown> = { ...structuredClone(base), ...request.set };
  for (const key of request.unset ?? []) delete body[key];
  if (generate?.path === 'text.content') body.text = { content: ` 诉求 ${generate.repeat.repeat(generate.count ?? 0)}` };
  return JSON.stringify(body);
}
