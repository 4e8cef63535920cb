import { createServer, type RequestListener, type Server } from 'node:http';
import https from 'node:https';
import { type AddressInfo, type LookupFunction, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Bounds, download } from '../../src/channels/download.ts';

const HOST = 'bucket.cos.myqcloud.com';
const PUBLIC = '93.184.216.34';
const bounds: Bounds = { hosts: ['.myqcloud.com'], bases: ['https://qyapi.weixin.qq.com'], resolve: async () => [PUBLIC] };
const forbidden = { kind: 'refused', reason: 'forbidden' };

let server: Server | undefined;
let requests = 0;

/** A server of ours at a free port of every address of this machine. */
async function serve(answer: RequestListener): Promise<string> {
  requests = 0;
  server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  vi.restoreAllMocks();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

describe('an address nobody may send us to', () => {
  let canary: string;
  let connect: ReturnType<typeof vi.spyOn>;
  beforeEach(async () => {
    canary = new URL(await serve((_, response) => response.end('canary'))).port;
    connect = vi.spyOn(Socket.prototype, 'connect');
  });
  afterEach(() => {
    expect(connect).not.toHaveBeenCalled();
    expect(requests).toBe(0);
  });

  it.each([
    // Schemes.
    `http://${HOST}/x`,
    `http://${HOST}:443/x`,
    `ftp://${HOST}/x`,
    `ws://${HOST}/x`,
    `wss://${HOST}/x`,
    `file:///etc/passwd`,
    `file://${HOST}/etc/passwd`,
    `data:image/png;base64,AAAA`,
    `gopher://127.0.0.1:PORT/_x`,
    `javascript:alert(1)`,
    `jar:https://${HOST}!/x`,
    `//${HOST}/x`,
    `${HOST}/x`,
    `https:${HOST}/x`,
    `https:/${HOST}/x`,
    `https:///${HOST}/x`,
    '',
    ' ',
    'https://',
    // Users.
    `https://me@${HOST}/x`,
    `https://me:you@${HOST}/x`,
    `https://@${HOST}/x`,
    `https://:@${HOST}/x`,
    `https://${HOST}@127.0.0.1:PORT/x`,
    `https://${HOST}:443@127.0.0.1:PORT/x`,
    `https://127.0.0.1:PORT\\@${HOST}/x`,
    `https://127.0.0.1:PORT/@${HOST}/x`,
    `https://127.0.0.1:PORT#@${HOST}/x`,
    `https://127.0.0.1:PORT?@${HOST}/x`,
    `https://${HOST}%40127.0.0.1:PORT/x`,
    // Ports.
    `https://${HOST}:80/x`,
    `https://${HOST}:8443/x`,
    `https://${HOST}:PORT/x`,
    `https://${HOST}:0/x`,
    `https://${HOST}:65536/x`,
    `https://${HOST}:-1/x`,
    `https://${HOST}:443:80/x`,
    // This machine and its network, in all notations.
    `http://127.0.0.1:PORT/x`,
    `https://127.0.0.1:PORT/x`,
    `https://127.0.0.1/x`,
    `https://127.1/x`,
    `https://127.0.1/x`,
    `https://2130706433/x`,
    `https://0x7f000001/x`,
    `https://0x7f.0.0.1/x`,
    `https://0177.0.0.1/x`,
    `https://017700000001/x`,
    `https://0/x`,
    `https://0.0.0.0:PORT/x`,
    `https://localhost:PORT/x`,
    `https://localhost./x`,
    `https://10.0.0.1/x`,
    `https://172.16.0.1/x`,
    `https://192.168.1.1/x`,
    `https://100.100.100.200/latest/meta-data`,
    `https://169.254.169.254/latest/meta-data`,
    `https://metadata.tencentyun.com/latest`,
    `https://93.184.216.34/x`,
    `https://[::1]:PORT/x`,
    `https://[::]/x`,
    `https://[::ffff:127.0.0.1]:PORT/x`,
    `https://[::ffff:7f00:1]/x`,
    `https://[fe80::1]/x`,
    `https://[fd00::1]/x`,
    `https://[64:ff9b::7f00:1]/x`,
    `https://[2606:4700::1]/x`,
    // Look-alikes.
    'https://myqcloud.com.evil.example/x',
    `https://${HOST}.evil.example/x`,
    'https://evilmyqcloud.com/x',
    'https://myqcloud.com/x',
    'https://.myqcloud.com/x',
    `https://${HOST}./x`,
    `https://${HOST}../x`,
    'https://bucket.myqcloud.com.cn/x',
    'https://bucket.myqc1oud.com/x',
    'https://evil.example/.myqcloud.com',
    'https://evil.example?.myqcloud.com',
    'https://evil.example#.myqcloud.com',
    `https://evil.example\\.myqcloud.com/x`,
    // Foreign letters and hidden characters.
    'https://bucket.myqcl\u043eud.com/x',
    'https://bucket。myqcloud。com/x',
    'https://ｂucket.myqcloud.com/x',
    'https://bucket.xn--myqcloud-abc.com/x',
    'https://bucket%2emyqcloud.com/x',
    'https://127.0.0.1%00.myqcloud.com/x',
    'https://evil.example%2f.myqcloud.com/x',
    `https://${HOST}\t/x`,
    `https://${HOST}\n/x`,
    `https://${HOST}/x\r\nHost: evil.example`,
    ` https://${HOST}/x`,
    `https://\u200b${HOST}/x`,
    `https://${HOST}/${'x'.repeat(9_000)}`,
    // The base's host, not as it is configured.
    'http://qyapi.weixin.qq.com/x',
    'https://qyapi.weixin.qq.com:8443/x',
    'https://qyapi.weixin.qq.com.evil.example/x',
    'https://me@qyapi.weixin.qq.com/x',
  ])('%j is refused', async (url) => {
    const resolve = vi.fn(async () => ['127.0.0.1']);
    expect(await download(url.replace('PORT', canary), { ...bounds, resolve })).toEqual(forbidden);
    expect(resolve).not.toHaveBeenCalled();
  });

  it.each([
    [['127.0.0.1']],
    [['10.0.0.5', '192.168.0.1']],
    [['169.254.169.254']],
    [['100.100.100.200']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['fd00::1', 'fe80::1']],
    [['64:ff9b::7f00:1']],
    [[]],
    [['localhost']],
  ])('a good name that leads to %j is refused', async (addresses) => {
    expect(await download(`https://${HOST}/x`, { ...bounds, resolve: async () => addresses })).toEqual(forbidden);
  });

  it('a name that leads nowhere is tried again', async () => {
    const resolve = () => Promise.reject(new Error(`getaddrinfo ENOTFOUND ${HOST}`));
    expect(await download(`https://${HOST}/x?sign=s`, { ...bounds, resolve })).toEqual({
      kind: 'retry',
      reason: 'download_network',
    });
  });

  it('a name that is never resolved is given up in time', async () => {
    const never = { ...bounds, resolve: () => new Promise<never>(() => {}), timeoutMs: 20 };
    expect(await download(`https://${HOST}/x`, never)).toEqual({ kind: 'retry', reason: 'download_timeout' });
  });
});

describe('a good address', () => {
  it('is called at the public addresses that were checked, whatever the name leads to by then', async () => {
    const get = vi.spyOn(https, 'get').mockImplementation(() => {
      throw new Error('no network here');
    });
    const resolve = vi.fn(async () => [PUBLIC, '10.0.0.1', '2606:4700::1']);
    await download(`https://${HOST}/x?sign=s`, { ...bounds, resolve });
    const [target, options] = get.mock.calls[0] as unknown as [URL, { lookup: LookupFunction; agent: false }];
    expect(target.href).toBe(`https://${HOST}/x?sign=s`);
    expect(options.agent).toBe(false);
    const pinned = vi.fn();
    options.lookup(HOST, { all: true }, pinned);
    options.lookup(HOST, {}, pinned);
    expect(pinned.mock.calls).toEqual([
      [
        null,
        [
          { address: PUBLIC, family: 4 },
          { address: '2606:4700::1', family: 6 },
        ],
      ],
      [null, PUBLIC, 4],
    ]);
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  it('connects to nothing but the pinned address', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket) {
      process.nextTick(() => this.destroy(new Error('no network here')));
      return this;
    });
    expect(await download(`https://${HOST}/x`, bounds)).toEqual({ kind: 'retry', reason: 'download_network' });
    expect(connect).toHaveBeenCalledTimes(1);
    const [options] = connect.mock.calls[0] as unknown as [{ host: string; port: number; lookup: LookupFunction }];
    expect(options).toMatchObject({ host: HOST, port: 443 });
    const pinned = vi.fn();
    options.lookup(HOST, { all: true }, pinned);
    expect(pinned).toHaveBeenCalledWith(null, [{ address: PUBLIC, family: 4 }]);
  });
});

describe('a file', () => {
  const file = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));
  const fetch = (base: string, more: Partial<Bounds> = {}) => download(`${base}/x?sign=s`, { ...bounds, bases: [base], ...more });

  it('comes whole, with its length told or not', async () => {
    const base = await serve(({ url }, response) => {
      if (url !== '/x?sign=s') response.writeHead(500);
      response.write(file.subarray(0, 10));
      response.end(file.subarray(10));
    });
    expect(await fetch(base)).toEqual({ kind: 'fetched', bytes: file });
    server
      ?.removeAllListeners('request')
      .on('request', (_, response) => response.setHeader('content-length', file.length).end(file));
    expect(await fetch(`${base}`)).toEqual({ kind: 'fetched', bytes: file });
    expect(await download(`${base.replace('127.0.0.1', 'localhost')}/x`, { ...bounds, bases: [base] })).toEqual(forbidden);
  });

  it('as large as the limit comes, larger is refused', async () => {
    const base = await serve((_, response) => response.write(file, () => response.end()));
    expect(await fetch(base, { limitBytes: file.length })).toMatchObject({ kind: 'fetched' });
    expect(await fetch(base, { limitBytes: file.length - 1 })).toEqual({ kind: 'refused', reason: 'too_large' });
  });

  it('announced as too large is not read at all', async () => {
    const closed = Promise.withResolvers<void>();
    const base = await serve((_, response) => {
      response.on('close', closed.resolve).writeHead(200, { 'content-length': 104_857_600 }).flushHeaders();
    });
    expect(await fetch(base)).toEqual({ kind: 'refused', reason: 'too_large' });
    await closed.promise;
  });

  it('without an end is cut off at the limit, and the connection closed', async () => {
    const closed = Promise.withResolvers<void>();
    const base = await serve((_, response) => {
      response.on('close', closed.resolve);
      const pour = () => {
        while (!response.destroyed && response.write(file));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await fetch(base)).toEqual({ kind: 'refused', reason: 'too_large' });
    await closed.promise;
  });

  it.each([
    ['before the head', (() => {}) as RequestListener],
    ['in the middle', ((_, response) => response.write('half')) as RequestListener],
    ['byte by byte', ((_, response) => void setInterval(() => response.write('x'), 5).unref()) as RequestListener],
  ])('that is slow %s is given up', async (_where, answer) => {
    const base = await serve(answer);
    expect(await fetch(base, { timeoutMs: 60 })).toEqual({ kind: 'retry', reason: 'download_timeout' });
  });

  it('that is cut off is tried again', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': file.length });
      response.write(file.subarray(0, 1_000), () => response.destroy());
    });
    expect(await fetch(base)).toEqual({ kind: 'retry', reason: 'download_network' });
    server?.removeAllListeners('request').on('request', (_, response) => {
      response.write(file.subarray(0, 1_000), () => response.destroy());
    });
    expect(await fetch(base)).toEqual({ kind: 'retry', reason: 'download_network' });
  });

  it('is not looked for elsewhere: a redirect is refused', async () => {
    const base = await serve(({ url }, response) => {
      response.writeHead(url === '/x?sign=s' ? 302 : 200, { location: '/elsewhere' }).end();
    });
    expect(await fetch(base)).toEqual(forbidden);
    expect(requests).toBe(1);
  });

  it.each([
    [400, { kind: 'refused', reason: 'gone' }],
    [403, { kind: 'refused', reason: 'gone' }],
    [404, { kind: 'refused', reason: 'gone' }],
    [410, { kind: 'refused', reason: 'gone' }],
    [408, { kind: 'retry', reason: 'download_http_408' }],
    [429, { kind: 'retry', reason: 'download_http_429' }],
    [500, { kind: 'retry', reason: 'download_http_500' }],
    [503, { kind: 'retry', reason: 'download_http_503' }],
    [204, { kind: 'retry', reason: 'download_http_204' }],
    [206, { kind: 'retry', reason: 'download_http_206' }],
  ])('answered with %i becomes %j', async (status, expected) => {
    const base = await serve((_, response) => response.writeHead(status).end('<Error><Code>AccessDenied</Code></Error>'));
    expect(await fetch(base)).toEqual(expected);
  });

  it('is no page', async () => {
    const base = await serve((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end('<html></html>'),
    );
    expect(await fetch(base)).toEqual({ kind: 'retry', reason: 'download_page' });
  });

  it('of a server that is not there is tried again', async () => {
    const base = await serve(() => {});
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    expect(await fetch(base)).toEqual({ kind: 'retry', reason: 'download_network' });
  });
});
