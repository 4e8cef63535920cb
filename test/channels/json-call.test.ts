import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createPlainServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { getJson, isThere, postForm, postJson } from '../../src/channels/json-call.ts';
import { openHole } from '../support/platforms/hole.ts';

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
    expect(await getJson(url)).toEqual(answer);
    expect(seen).toEqual(['POST application/json; charset=utf-8 {"a":"好"}', 'GET undefined ']);
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

  const never = { kind: 'unreachable', mayHaveArrived: false };

  it('never left when packets vanish', async () => {
    const url = await serving(() => {});
    const { port } = new URL(url);
    await new Promise((resolve) => server!.close(resolve));
    server = undefined;
    const hole = await openHole(Number(port));
    expect(await postJson(url, '{}', { timeoutMs: 200 })).toEqual({ ...never, reason: 'timeout' });
    await hole.close();
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['silent', () => {}, 'timeout'],
    ['cut', (socket) => void socket.destroy(), 'network'],
  ])('never left where the encryption is not agreed on: %s', async (_what, meet, reason) => {
    const sockets: Socket[] = [];
    const plain = createPlainServer((socket) => {
      sockets.push(socket);
      meet(socket.on('error', () => {}));
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as AddressInfo;
    expect(await postJson(`https://127.0.0.1:${port}/`, '{}', { timeoutMs: 200 })).toEqual({ ...never, reason });
    for (const socket of sockets) socket.destroy();
    plain.close();
  });

  it('may have left by a connection that stood', async () => {
    let isSilent = false;
    const url = await serving((_, response) => void (isSilent || response.end('{}')));
    await postJson(url, '{}');
    isSilent = true;
    expect(await postJson(url, '{}', { timeoutMs: 200 })).toMatchObject({ reason: 'timeout', mayHaveArrived: true });
  });
});

describe('somebody', () => {
  it.each<[number, Record<string, string>, boolean]>([
    [404, {}, true],
    [302, { location: 'http://127.0.0.1:6379/' }, true],
    [503, {}, false],
    [429, {}, false],
  ])('who answers with %i', async (status, headers, isAnybody) => {
    const url = await serving((_, response) => void response.writeHead(status, headers).end('<html>'));
    expect(await isThere(new URL(url).origin)).toBe(isAnybody);
  });

  it('is not there where nobody listens', async () => {
    const { origin } = new URL(await serving(() => {}));
    await new Promise((resolve) => server!.close(resolve));
    server = undefined;
    expect(await isThere(origin)).toBe(false);
  });
});
