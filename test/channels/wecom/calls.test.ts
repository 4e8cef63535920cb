import { describe, expect, it } from 'vitest';
import type { JsonAnswer } from '../../../src/channels/json-call.ts';
import { createCalls } from '../../../src/channels/wecom/calls.ts';
import { API, clockAt, memoryFaults, NOW } from './parts.ts';

function calling() {
  const clock = clockAt();
  const faults = memoryFaults();
  const calls = createCalls(clock, faults);
  const made: string[] = [];
  const call = (answer: JsonAnswer, url = `${API}/x`) =>
    calls(url, async (address) => {
      made.push(address);
      return answer;
    });
  return { clock, faults, made, call };
}
const answered = (body: unknown, status = 200, serverAt: number | null = null): JsonAnswer => ({
  kind: 'answered',
  status,
  body,
  serverAt,
});
const away: JsonAnswer = { kind: 'unreachable', reason: 'network', mayHaveArrived: false };

describe('what came back from the platform', () => {
  it.each<[answer: JsonAnswer, expected: object]>([
    [answered({ errcode: 0, a: 1 }), { kind: 'answered', errcode: 0, fields: { errcode: 0, a: 1 } }],
    [answered({ errcode: 45_009 }, 500), { kind: 'answered', errcode: 45_009 }],
    [answered({ errcode: '0' }), { kind: 'uncertain', reason: 'http_200' }],
    [answered([]), { kind: 'uncertain', reason: 'http_200' }],
    [
      { kind: 'unreadable', status: 200, isPage: false },
      { kind: 'uncertain', reason: 'http_200' },
    ],
    [
      { kind: 'unreadable', status: 502, isPage: false },
      { kind: 'uncertain', reason: 'http_502' },
    ],
    [
      { kind: 'unreadable', status: 504, isPage: false },
      { kind: 'uncertain', reason: 'http_504' },
    ],
    [
      { kind: 'unreadable', status: 503, isPage: false },
      { kind: 'failed', reason: 'http_503' },
    ],
    [
      { kind: 'unreadable', status: 429, isPage: false },
      { kind: 'failed', reason: 'http_429' },
    ],
    [
      { kind: 'unreadable', status: 404, isPage: false },
      { kind: 'failed', reason: 'http_404' },
    ],
    [
      { kind: 'unreachable', reason: 'timeout', mayHaveArrived: true },
      { kind: 'uncertain', reason: 'timeout' },
    ],
    [
      { kind: 'unreachable', reason: 'redirect', mayHaveArrived: true },
      { kind: 'failed', reason: 'redirect' },
    ],
    [away, { kind: 'failed', reason: 'network' }],
  ])('%j', async (answer, expected) => {
    expect(await calling().call(answer)).toMatchObject(expected);
  });

  it('keeps calls away from a host that is out, and from no other', async () => {
    const { call, made, faults, clock } = calling();
    for (let count = 0; count < 5; count += 1) await call(away);
    expect(await call(answered({ errcode: 0 }))).toEqual({ kind: 'shut', until: NOW + 2_000, reason: 'platform_away' });
    expect(made).toHaveLength(5);
    expect([...faults.standing]).toEqual(['wecom_unreachable http']);
    expect((await call(answered({ errcode: 0 }), 'http://127.0.0.1:9900/x')).kind).toBe('answered');
    clock.time += 2_000;
    expect((await call(answered({ errcode: 0 }))).kind).toBe('answered');
    expect((await call(answered({ errcode: 0 }))).kind).toBe('answered');
    expect([...faults.standing]).toEqual([]);
  });

  it('says that it is away until every host is back, and nothing of the connection that is held open', async () => {
    const { call, faults, clock } = calling();
    const other = 'http://127.0.0.1:9900/x';
    faults.report('wecom_unreachable', 'long_connection');
    for (let count = 0; count < 6; count += 1) await call(away);
    for (let count = 0; count < 6; count += 1) await call(away, other);
    const both = ['wecom_unreachable long_connection', 'wecom_unreachable http'];
    expect([...faults.standing]).toEqual(both);
    clock.time += 2_000;
    await call(answered({ errcode: 0 }));
    expect([...faults.standing]).toEqual(both);
    await call(answered({ errcode: 0 }), other);
    expect([...faults.standing]).toEqual(['wecom_unreachable long_connection']);
  });

  it('counts whoever answers with a code as there', async () => {
    const { call } = calling();
    for (let count = 0; count < 9; count += 1) {
      expect((await call(answered({ errcode: -1 }, count % 2 === 0 ? 200 : 503))).kind).toBe('answered');
    }
  });
});

describe('the hour of the platform', () => {
  it('beyond a minute from ours is a fault, said once for the same difference', async () => {
    const { call, faults, clock } = calling();
    const reports: string[] = [];
    const { report } = faults;
    faults.report = (code, subject) => {
      reports.push(`${code} ${subject}`);
      report(code, subject);
    };
    const at = (aheadMs: number) => call(answered({ errcode: 0 }, 200, clock.time - aheadMs));
    await at(60_000);
    await at(-60_000);
    expect([...faults.standing]).toEqual([]);
    for (const aheadMs of [90_000, 91_000, 89_000]) await at(aheadMs);
    expect([...faults.standing]).toEqual(['clock_wrong 90']);
    await at(-600_000);
    expect([...faults.standing]).toEqual(['clock_wrong -600']);
    expect(reports).toEqual(['clock_wrong 90', 'clock_wrong -600']);
    await at(0);
    expect([...faults.standing]).toEqual([]);
  });
});
