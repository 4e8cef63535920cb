import { describe, expect, it } from 'vitest';
import { type ParsedRobot, parseRobot } from '../../../src/channels/dingtalk/parse.ts';
import { verifyRobot } from '../../../src/channels/dingtalk/verify.ts';
import { type HostileCase, vectors } from './vectors.ts';

/** Method, length, content type, store and worker are tested where they are. */
const BEYOND_THE_CHANNEL = new Set(['H16', 'H17', 'H18', 'H19', 'H20', 'H55']);

type Outcome = { status: number; parsed?: ParsedRobot; events: string[] };

function receive({ id, request, generate }: HostileCase): Outcome {
  const { samples, meta } = vectors!;
  const events: string[] = [];
  const robot = id === 'H23' ? { ...meta.config, ...meta.config.secondRobot } : meta.config;
  const headers = request.headers === 'default' ? samples.httpHeaders : request.headers;
  const { now } = meta.conventions;
  if (!verifyRobot({ timestamp: headers.timestamp, sign: headers.sign, now, clientSecret: robot.clientSecret })) {
    return { status: 401, events };
  }
  let body: unknown;
  try {
    body = JSON.parse(bodyOf(request, generate));
  } catch {
    return { status: 400, events };
  }
  const { robotCode, corpId, botNames } = robot;
  const parsed = parseRobot(body, { now, robotCode, corpId, botNames, onSecurityEvent: (code) => events.push(code) });
  const status = parsed.kind === 'malformed' ? 400 : parsed.kind === 'foreign' ? 403 : 200;
  return { status, parsed, events };
}

function bodyOf(request: HostileCase['request'], generate: HostileCase['generate']): string {
  if (request.base === undefined) return generate ? generate.repeat.repeat(generate.count ?? 0) : (request.rawBody ?? '');
  const body = { ...structuredClone(vectors!.samples.inbound[request.base.replace('samples.inbound.', '')]), ...request.set };
  for (const key of request.unset ?? []) delete body[key];
  if (generate?.path === 'text.content') body.text = { content: generate.repeat.repeat(generate.count ?? 0) };
  return JSON.stringify(body);
}

describe('the hostile robot callbacks beside the project, when they are there', () => {
  const cases = (vectors?.hostile.robotHttp ?? []).filter(({ id }) => !BEYOND_THE_CHANNEL.has(id));

  it.skipIf(!vectors)('all end as expected', () => {
    expect(cases).toHaveLength(51);
    for (const each of cases) {
      const { status, parsed, events } = receive(each);
      const wanted = each.expect;
      expect(status, each.id).toBe(wanted.status);
      const message = parsed?.kind === 'message' && parsed.message.kind === 'said' ? parsed.message : undefined;
      expect(message !== undefined, each.id).toBe(wanted.dispatch);
      if (wanted.normalisedText !== undefined) expect(message?.text, each.id).toBe(wanted.normalisedText);
      if (wanted.text !== undefined) expect(message?.text, each.id).toBe(wanted.text);
      if (wanted.attachments !== undefined) expect(message?.media, each.id).toHaveLength(wanted.attachments);
      if (wanted.mentions) expect(message?.mentions, each.id).toEqual(wanted.mentions.map((staffId) => `dingtalk:${staffId}`));
      if (wanted.sentAt !== undefined) expect(message?.sentAt, each.id).toBe(wanted.sentAt);
      if (wanted.identity) expect(message?.sender.userId, each.id).toBe(wanted.identity.userId);
      if (wanted.identity?.externalKey) expect(message?.sender.account, each.id).toBe(wanted.identity.externalKey);
      if (wanted.alert) expect(parsed, each.id).toEqual({ kind: 'alert', code: wanted.alert.replaceAll('-', '_') });
      if (wanted.replyVia === 'openapi') expect(message?.replyHandles, each.id).toEqual([]);
      expect(events.length > 0, each.id).toBe(wanted.securityEvent === true);
    }
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });

  it.skipIf(!vectors)('keep one key per robot and message', () => {
    const keyOf = (id: string) => {
      const { parsed } = receive(cases.find((each) => each.id === id)!);
      return parsed?.kind === 'message' ? parsed.message.key : undefined;
    };
    expect(keyOf('H21')).toBe(keyOf('H22'));
    expect(keyOf('H23')).not.toBe(keyOf('H21'));
    expect(keyOf('H43')).toBe(keyOf('H43'));
    expect(keyOf('H57')).toBe('dingtalk:dingtestrobot0001:msgUnitTest0057==');
  });

  it.skipIf(!vectors)('answer a person who sent what cannot be read', () => {
    const { parsed } = receive(cases.find((each) => each.id === 'H39')!);
    expect(parsed).toMatchObject({ kind: 'message', message: { kind: 'unsupported', answerable: true } });
  });
});
