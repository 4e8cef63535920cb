import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../src/core/clock.ts';
import type { ModelRequest, TokenLedger } from '../../src/core/language-model.ts';
import { createBreaker } from '../../src/language-model/breaker.ts';
import { createMemoryLedger } from '../../src/language-model/budget.ts';
import { createLimits } from '../../src/language-model/limits.ts';
import { BENCH_START, type ModelServer, modelAt, says, startModelServer, status } from '../support/model-server.ts';

const request = (over: Partial<ModelRequest<object>> = {}): ModelRequest<object> => ({
  task: 'test',
  system: 'JSON',
  user: 'x',
  schema: z.object({}),
  schemaName: 'test',
  maxTokens: 100,
  asker: { member: 'm1', conversation: 'group:g1' },
  ...over,
});
const from = (member: string, conversation = 'group:g1') => request({ asker: { member, conversation } });

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer(says({}));
});
afterEach(() => server.close());

describe('the breaker', () => {
  it('lets the model rest after five failures, then tries it once', async () => {
    const { model, pass } = modelAt(server);
    server.answers(says('garbage'));
    for (let time = 0; time < 5; time += 1) expect((await model.ask(request())).kind).toBe('garbled');
    const asked = server.asked.length;
    expect(await model.ask(request())).toEqual({ kind: 'resting' });
    pass(29 * SECOND_MS);
    expect(await model.ask(request())).toEqual({ kind: 'resting' });
    expect(server.asked).toHaveLength(asked);
    pass(SECOND_MS);
    const both = await Promise.all([model.ask(request()), model.ask(request())]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['garbled', 'resting']);
    server.answers(says({}));
    expect(await model.ask(request())).toEqual({ kind: 'resting' });
    pass(30 * SECOND_MS);
    expect((await model.ask(request())).kind).toBe('answered');
    expect((await model.ask(request())).kind).toBe('answered');
  });

  it('does not count what the model declines, but counts an endpoint that forbids', async () => {
    const { model } = modelAt(server);
    server.answers({ kind: 'says', content: null, refusal: 'no' });
    for (let time = 0; time < 6; time += 1) expect((await model.ask(request())).kind).toBe('refused');
    server.answers(status(401));
    for (let time = 0; time < 5; time += 1) expect((await model.ask(request())).kind).toBe('refused');
    expect(await model.ask(request())).toEqual({ kind: 'resting' });
  });

  it('rests no longer because the clock was set back', () => {
    const breaker = createBreaker();
    for (let time = 0; time < 5; time += 1) {
      expect(breaker.begin(BENCH_START)).toBe(true);
      breaker.end(true, BENCH_START);
    }
    expect(breaker.mayTry(BENCH_START + SECOND_MS)).toBe(false);
    expect(breaker.mayTry(BENCH_START - HOUR_MS)).toBe(true);
  });
});

describe('the limits', () => {
  it('allow a person twenty questions an hour', async () => {
    const { model, pass, counted } = modelAt(server);
    for (let time = 0; time < 20; time += 1) expect((await model.ask(request())).kind).toBe('answered');
    expect(await model.ask(request())).toEqual({ kind: 'busy' });
    expect((await model.ask(from('m2'))).kind).toBe('answered');
    expect(counted.filter((one) => one === 'test busy')).toHaveLength(1);
    pass(HOUR_MS);
    expect((await model.ask(request())).kind).toBe('answered');
  });

  it('allow a conversation two hundred questions a day', () => {
    const limits = createLimits();
    const take = (member: number, now: number) => limits.take({ member: `m${member}`, conversation: 'group:g1' }, now);
    for (let time = 0; time < 200; time += 1) take(time, BENCH_START)?.();
    expect(take(999, BENCH_START)).toBeNull();
    expect(limits.take({ member: 'm1', conversation: 'group:g2' }, BENCH_START)).not.toBeNull();
    expect(take(999, BENCH_START + DAY_MS)).not.toBeNull();
  });

  it('allow eight questions at once, and one more when one is answered', async () => {
    const { model } = modelAt(server, { timeoutMs: 500 });
    server.answers({ kind: 'hangs' });
    const open = Array.from({ length: 8 }, (_, index) => model.ask(from(`m${index}`)));
    expect(await model.ask(from('m9'))).toEqual({ kind: 'busy' });
    expect(new Set((await Promise.all(open)).map(({ kind }) => kind))).toEqual(new Set(['slow']));
    const limits = createLimits();
    const releases = Array.from({ length: 8 }, (_, index) =>
      limits.take({ member: `m${index}`, conversation: 'c' }, BENCH_START),
    );
    expect(limits.take({ member: 'm9', conversation: 'c' }, BENCH_START)).toBeNull();
    releases[0]?.();
    expect(limits.take({ member: 'm9', conversation: 'c' }, BENCH_START)).not.toBeNull();
  });

  it('forget the silent ones', () => {
    const limits = createLimits();
    for (let one = 0; one < 6_000; one += 1) limits.take({ member: `m${one}`, conversation: `c${one}` }, BENCH_START)?.();
    limits.take({ member: 'later', conversation: 'c' }, BENCH_START + 2 * DAY_MS)?.();
    expect(limits.take({ member: 'm1', conversation: 'c1' }, BENCH_START + 2 * DAY_MS)).not.toBeNull();
  });

  it('ask nothing that is too long, and never for more than five hundred tokens', async () => {
    const { model, logged } = modelAt(server);
    expect(await model.ask(request({ user: '\u8bdd'.repeat(4_001) }))).toEqual({ kind: 'refused' });
    expect(server.asked).toHaveLength(0);
    expect(logged.join()).not.toContain('\u8bdd');
    await model.ask(request({ maxTokens: 9_000 }));
    expect(server.asked[0]?.body.max_tokens).toBe(500);
  });
});

describe('the budget', () => {
  it('is spent for the day of Shanghai and whole again at midnight', async () => {
    const { model, pass, ledger } = modelAt(server, { dailyTokens: 350 });
    expect((await model.ask(request())).kind).toBe('answered');
    expect((await model.ask(request())).kind).toBe('answered');
    expect(await ledger.spent('2026-11-20')).toBe(200);
    expect((await model.ask(request())).kind).toBe('answered');
    expect(await model.ask(request())).toEqual({ kind: 'spent' });
    expect(server.asked).toHaveLength(3);
    pass(15 * HOUR_MS);
    expect((await model.ask(request())).kind).toBe('answered');
    expect(await ledger.spent('2026-11-21')).toBe(100);
  });

  it('holds back what questions under way may use', async () => {
    const { model } = modelAt(server, { dailyTokens: 250 });
    const kinds = (await Promise.all([1, 2, 3].map(() => model.ask(request())))).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['answered', 'answered', 'spent']);
  });

  it('counts an answer nobody waited for, and none that was refused at the door', async () => {
    const { model, ledger } = modelAt(server);
    server.answers({ kind: 'hangs' });
    expect((await model.ask(request({ timeoutMs: 200 }))).kind).toBe('slow');
    const slow = await ledger.spent('2026-11-20');
    expect(slow).toBeGreaterThan(100);
    server.answers(status(401));
    await model.ask(request());
    expect(await ledger.spent('2026-11-20')).toBe(slow);
  });

  it('estimates when the endpoint does not count', async () => {
    const { model, ledger } = modelAt(server);
    server.answers({ kind: 'says', content: '{}', tokens: -5 });
    expect((await model.ask(request())).kind).toBe('answered');
    expect(await ledger.spent('2026-11-20')).toBeGreaterThan(0);
  });

  it('asks nothing while the ledger cannot be read, and writes later what it could not', async () => {
    const memory = createMemoryLedger();
    const broken = { read: true, write: true };
    const fail = () => Promise.reject(new Error('disk'));
    const ledger: TokenLedger = {
      spent: (day) => (broken.read ? fail() : memory.spent(day)),
      add: (day, tokens) => (broken.write ? fail() : memory.add(day, tokens)),
    };
    const { model } = modelAt(server, { ledger });
    expect(await model.ask(request())).toEqual({ kind: 'spent' });
    broken.read = false;
    expect((await model.ask(request())).kind).toBe('answered');
    broken.write = false;
    expect((await model.ask(request())).kind).toBe('answered');
    expect(await memory.spent('2026-11-20')).toBe(200);
  });
});
