import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { getJson, postForm, postJson, putJson } from '../../src/channels/json-call.ts';

let server: Server | undefined;

async function serving(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a?key=secret`;
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

describe('a call', () => {
  it('sends JSON, brings JSON back and the hour of the other side', async () => {
    const seen: string[] = [];
    const url = await serving((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        seen.push(`${request.method} ${request.headers['content-type']} ${Buffer.concat(chunks)}`);
        response.setHeader('date', 'Thu, 28 May 2026 20:26:40 GMT');
        response.end('{"errcode":0}');
      });
    });
    const answer = { kind: 'answered', status: 200, body: { errcode: 0 }, serverAt: 1_780_000_000_000 };
    expect(await postJson(url, '{"a":"好"}')).toEqual(answer);
    expect(await putJson(url, '{}')).toEqual(answer);
    expect(await getJson(url)).toEqual(answer);
    expect(seen).toEqual([
      'POST application/json; charset=utf-8 {"a":"好"}',
      'PUT application/json; charset=utf-8 {}',
      'GET undefined ',
    ]);
  });

  it('sends a form with a file', async () => {
    const seen: string[] = [];
    const url = await serving(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen.push(`${request.headers['content-type']?.split(';')[0]}\n${Buffer.concat(chunks)}`);
      response.end('{}');
    });
    const form = new FormData();
    form.append('media', new Blob(['jpeg'], { type: 'image/jpeg' }), 'a.jpg');
    expect(await postForm(url, form)).toMatchObject({ kind: 'answered', status: 200 });
    expect(seen[0]).toContain('multipart/form-data');
    expect(seen[0]).toContain('name="media"; filename="a.jpg"');
  });

  it.each<[string, RequestListener, object]>([
    ['a page', (_, response) => void response.end('<html></html>'), { kind: 'unreadable', status: 200 }],
    ['more than 64 KiB', (_, response) => void response.end(`"${'x'.repeat(70_000)}"`), { kind: 'unreadable', status: 200 }],
    [
      'a cut body',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"errcode"');
        setImmediate(() => response.destroy());
      },
      { kind: 'unreadable', status: 200 },
    ],
    [
      'a redirect',
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:6379/' }).end(),
      { kind: 'unreachable', reason: 'redirect' },
    ],
    [
      'a cut connection',
      (request) => void request.socket.destroy(),
      { kind: 'unreachable', reason: 'network', mayHaveArrived: true },
    ],
    ['silence', () => {}, { kind: 'unreachable', reason: 'timeout', mayHaveArrived: true }],
  ])('answered by %s is said as it is, without the address', async (_what, listener, expected) => {
    const answer = await postJson(await serving(listener), '{}', { timeoutMs: 200 });
    expect(answer).toMatchObject(expected);
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('never left when nobody listens', async () => {
    const url = await serving(() => {});
    await new Promise((resolve) => server!.close(resolve));
    server = undefined;
    expect(await postJson(url, '{}')).toEqual({ kind: 'unreachable', reason: 'network', mayHaveArrived: false });
  });
});
