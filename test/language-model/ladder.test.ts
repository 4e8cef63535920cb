import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ModelRequest } from '../../src/core/language-model.ts';
import {
  type ModelReply,
  type ModelServer,
  modelAt,
  type Script,
  says,
  startModelServer,
  status,
} from '../support/model-server.ts';

const schema = z.object({ colour: z.enum(['red', 'blue']) });
const request: ModelRequest<{ colour: 'red' | 'blue' }> = {
  task: 'paint',
  system: 'Answer in JSON.',
  user: 'Which colour is the secret-of-somebody?',
  schema,
  schemaName: 'paint',
  maxTokens: 50,
  asker: { member: 'm1', conversation: 'group:g1' },
};
const red = says({ colour: 'red' });

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer(red);
});
afterEach(() => server.close());

const formats = () => server.asked.map(({ body }) => body.response_format?.type ?? 'text');
const onlyOn =
  (rung: string, code: number): Script =>
  ({ body }) =>
    (body.response_format?.type ?? 'text') === rung ? red : status(code);

async function ask(script: Script, timeoutMs = 10_000) {
  server.answers(script);
  const bench = modelAt(server, { timeoutMs });
  return { ...bench, answer: await bench.model.ask(request) };
}

describe('the ladder', () => {
  it('asks with a strict schema first', async () => {
    const { answer, counted } = await ask(red);
    expect(answer).toEqual({ kind: 'answered', value: { colour: 'red' }, tokens: 100 });
    expect(server.asked[0]?.body).toMatchObject({
      model: 'model-of-the-test',
      max_tokens: 50,
      messages: [{ role: 'system' }, { role: 'user' }],
      response_format: { type: 'json_schema', json_schema: { name: 'paint', strict: true } },
    });
    expect(counted).toEqual(['paint answered']);
  });

  it.each([
    [400, 'json_object', ['json_schema', 'json_object', 'json_object']],
    [422, 'text', ['json_schema', 'json_object', 'text', 'text']],
  ])('steps down on %i to %s, tells the schema there, and remembers', async (code, rung, asked) => {
    const { model, answer } = await ask(onlyOn(rung, code));
    expect(answer.kind).toBe('answered');
    expect((await model.ask(request)).kind).toBe('answered');
    expect(formats()).toEqual(asked);
    expect(server.asked.at(-1)?.body.messages[0]?.content).toMatch(/JSON Schema[\s\S]*"colour"/);
    expect(server.asked[0]?.body.messages[0]?.content).not.toContain('colour');
  });

  it('learns nothing from a question that is refused on every rung', async () => {
    const { model, answer } = await ask(status(400));
    expect(answer).toEqual({ kind: 'refused' });
    server.answers(red);
    await model.ask(request);
    expect(formats()).toEqual(['json_schema', 'json_object', 'text', 'json_schema']);
  });

  it('takes a content filter for an answer, not for a missing rung', async () => {
    const { answer } = await ask({ kind: 'status', status: 400, code: 'data_inspection_failed' });
    expect(answer).toEqual({ kind: 'refused' });
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ['in a fence', '```json\n{"colour":"red"}\n```'],
    ['after thoughts', '<think>perhaps {"colour":"blue"}?</think>{"colour":"red"}'],
    ['between words', 'Here {it} is: {"colour":"red"} - {"colour":"blue"} is another.'],
    ['with a key too many', '{"colour":"red","note":"} is a brace"}'],
  ])('finds an answer %s', async (_, content) => {
    expect((await ask(says(content))).answer).toMatchObject({ kind: 'answered', value: { colour: 'red' } });
    expect(server.asked).toHaveLength(1);
  });

  it('sends an answer that does not fit back once', async () => {
    const { answer } = await ask((_, index) => (index === 0 ? says({ colour: 'green' }) : red));
    expect(answer).toEqual({ kind: 'answered', value: { colour: 'red' }, tokens: 200 });
    expect(server.asked[1]?.body.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(server.asked[1]?.body.messages[3]?.content).toContain('colour: invalid_value');
  });

  it.each<[string, Script, string, number]>([
    ['garbage', says('I would rather not say.'), 'garbled', 2],
    ['the wrong shape', says([1, 2, 3]), 'garbled', 2],
    ['nothing', { kind: 'says', content: null }, 'garbled', 2],
    ['thoughts without an end', says('<think>{"colour":"red"}'), 'garbled', 2],
    ['an answer cut short', { kind: 'says', content: '{"colour":"r', finish: 'length' }, 'garbled', 1],
    ['braces only', says('{'.repeat(50_000)), 'garbled', 2],
    ['a refusal', { kind: 'says', content: null, refusal: 'I cannot help with that.' }, 'refused', 1],
    ['a filtered answer', { kind: 'says', content: '', finish: 'content_filter' }, 'refused', 1],
    ['a wrong key', status(401), 'refused', 1],
    ['an unknown model', status(404), 'refused', 1],
    ['a redirect', status(302, { location: 'http://127.0.0.1:1/elsewhere' }), 'unreachable', 2],
    ['too many requests and a long wait', status(429, { 'retry-after': '120' }), 'unreachable', 2],
    ['a broken server', status(500), 'unreachable', 2],
    ['a broken line', { kind: 'breaks' }, 'unreachable', 2],
    ['a page', { kind: 'page', html: '<html>hello</html>' }, 'garbled', 1],
    ['an answer without end', { kind: 'endless' }, 'garbled', 1],
  ])('answers %s with a kind of its own', async (_, script, kind, calls) => {
    const { answer, counted, logged } = await ask(script);
    expect(answer).toEqual({ kind });
    expect(server.asked).toHaveLength(calls);
    expect(counted).toEqual([`paint ${kind}`]);
    expect(logged).toHaveLength(1);
  });

  it.each<[string, ModelReply]>([
    ['is silent', { kind: 'hangs' }],
    ['drips', { kind: 'drips' }],
    ['wants us to wait', status(429, { 'retry-after': '30' })],
  ])('keeps its time when the model %s', async (_, reply) => {
    expect((await ask(reply, 300)).answer).toEqual({ kind: 'slow' });
  });

  it('keeps its time over repairs as well', async () => {
    expect((await ask((_, index) => (index === 0 ? says('no') : { kind: 'hangs' }), 1_000)).answer).toEqual({ kind: 'slow' });
  });

  it('is unreachable where nobody listens', async () => {
    const bench = modelAt({ ...server, baseUrl: 'http://127.0.0.1:1/v1' });
    expect(await bench.model.ask(request)).toEqual({ kind: 'unreachable' });
  });

  it('never throws, not even for a schema nobody can ask for', async () => {
    const { model, logged } = modelAt(server);
    const odd = { ...request, schema: z.object({ colour: z.string().transform((text) => text.length) }) };
    expect(await model.ask(odd as never)).toEqual({ kind: 'garbled' });
    expect(logged[0]).toContain('threw');
    expect(server.asked).toHaveLength(0);
  });
});

describe('what goes out', () => {
  it('tells neither machine nor versions', async () => {
    await ask(red);
    const { headers, path } = server.asked[0]!;
    expect(path).toBe('/v1/chat/completions');
    expect(headers.authorization).toBe('Bearer key-of-the-test');
    expect(Object.keys(headers).filter((name) => /stainless|openai/.test(name))).toEqual([]);
  });

  it('leaves no content in the log', async () => {
    for (const script of [red, says('secret-of-somebody'), status(400), status(500)]) {
      const { logged } = await ask(script);
      expect(logged.join()).toMatch(/"outcome":"\w+","ms":0,"tokens":\d+/);
      expect(logged.join()).not.toMatch(/secret-of-somebody|key-of-the-test|unavailable/);
    }
  });

  it.each([
    ['https://dashscope.aliyuncs.com', { enable_thinking: false, max_tokens: 50, temperature: 0 }],
    ['https://api.openai.com', { max_completion_tokens: 50 }],
  ])('speaks the dialect of %s', async (host, dialect) => {
    let body: object = {};
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock(host)
      .post('/v1/chat/completions', (sent) => {
        body = sent as object;
        return true;
      })
      .reply(200, { choices: [{ finish_reason: 'stop', message: { content: '{"colour":"red"}' } }] });
    const { model } = modelAt({ ...server, baseUrl: `${host}/v1` });
    const answer = await model.ask(request).finally(() => {
      nock.cleanAll();
      nock.enableNetConnect();
      nock.restore();
    });
    expect(answer.kind).toBe('answered');
    const { model: _, messages: __, response_format: ___, ...rest } = body as Record<string, unknown>;
    expect(rest).toEqual(dialect);
  });
});
