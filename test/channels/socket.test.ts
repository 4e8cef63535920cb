import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OpenAttempt, SocketOptions } from '../../src/channels/socket.ts';
import { breathe, mostWithin, pass, stopTime, until } from './moved-time.ts';
import { closeAll, refusingUrl, startServer, startTcp, type Watched, watch } from './socket-bench.ts';

const MINUTE = 60_000;

beforeEach(() => stopTime('2026-11-22T12:00:00+08:00'));
afterEach(() => {
  closeAll();
  vi.useRealTimers();
});

/** Ten minutes in which each attempt ends before the time goes on. */
async function storm(watched: Watched): Promise<number[]> {
  const end = Date.now() + 10 * MINUTE;
  while (Date.now() < end) {
    await vi.advanceTimersToNextTimerAsync();
    await until(() => watched.failed.length + watched.closed.length === watched.attempts.length);
  }
  return watched.attempts;
}

describe('a platform that refuses', () => {
  test('is asked at most four times in 6.5 s and ten times in any minute (S19)', async () => {
    const attempts = await storm(watch(await refusingUrl()));
    expect(attempts.length).toBeGreaterThan(20);
    expect(attempts.filter((at) => at < attempts[0]! + 6_500).length).toBeLessThanOrEqual(4);
    expect(mostWithin(attempts, MINUTE)).toBeLessThanOrEqual(10);
  });

  test('by closing before the handshake is no exception', async () => {
    const { url } = await startTcp((socket) => socket.destroy());
    const attempts = await storm(watch(url));
    expect(attempts.length).toBeGreaterThan(20);
    expect(mostWithin(attempts, MINUTE)).toBeLessThanOrEqual(10);
  });

  test('by opening and closing at once is none either, though the connection was open', async () => {
    const { url, sockets } = await startServer();
    const watched = watch(url, { onOpen: () => sockets.at(-1)?.close() });
    const attempts = await storm(watched);
    expect(watched.opened.length).toBe(attempts.length);
    expect(mostWithin(attempts, MINUTE)).toBeLessThanOrEqual(8);
  });

  test('by taking the subscription and closing is asked soon, and still ten times in a minute at most', async () => {
    const { url, sockets } = await startServer();
    const watched = watch(url, {
      onOpen() {
        watched.supervisor.proved();
        sockets.at(-1)?.close();
      },
    });
    const attempts = await storm(watched);
    expect(attempts[1]! - attempts[0]!).toBeLessThanOrEqual(2_000);
    expect(mostWithin(attempts, MINUTE)).toBe(10);
  });

  test.each([400, 401, 403])('with %i is left alone for a minute (S17)', async (status) => {
    const { url } = await startTcp((socket) => socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`));
    const watched = watch(url);
    await vi.advanceTimersByTimeAsync(0);
    await until(() => watched.failed.length === 1);
    expect(watched.failed).toEqual([`http_${status}`]);
    await pass(59_000);
    expect(watched.attempts).toHaveLength(1);
    await pass(2_000);
    expect(watched.attempts).toHaveLength(2);
  });

  test('in place of an address is left alone as long, or asked with the ordinary pause (S18)', async () => {
    const answers: OpenAttempt[] = [{ kind: 'failed', reason: 'http_503' }];
    const watched = watch(async () => answers.shift() ?? { kind: 'slow', reason: 'http_400' });
    await pass(1_000);
    expect(watched.failed).toEqual(['http_503', 'http_400']);
    await pass(59_000);
    expect(watched.attempts).toHaveLength(2);
  });

  test('with an address that may not be called is asked again after a minute only', async () => {
    const watched = watch(async () => ({ kind: 'open', url: 'wss://evil.example/connect' }));
    await pass(59_000, 1_000);
    expect(watched.failed).toEqual(['address_refused']);
    expect(watched.attempts).toHaveLength(1);
  });

  test('is followed nowhere', async () => {
    const { url: elsewhere, sockets } = await startTcp();
    const { url } = await startTcp((socket) =>
      socket.end(`HTTP/1.1 302 Found\r\nLocation: ${elsewhere}\r\nContent-Length: 0\r\n\r\n`),
    );
    const watched = watch(url);
    await vi.advanceTimersByTimeAsync(0);
    await until(() => watched.failed.length === 1);
    expect(watched.failed).toEqual(['http_302']);
    expect(sockets.size).toBe(0);
  });

  test('by saying nothing is given up after ten seconds', async () => {
    const { url, sockets } = await startTcp();
    const watched = watch(url);
    await vi.advanceTimersByTimeAsync(0);
    await until(() => sockets.size === 1);
    await pass(9_500);
    expect(watched.failed).toEqual([]);
    await pass(1_000);
    expect(watched.failed).toEqual(['timeout']);
    await until(() => sockets.size === 0);
    expect(watched.attempts).toHaveLength(1);
  });
});

describe('a connection', () => {
  async function connected(options: { autoPong?: boolean } = {}, over: Partial<SocketOptions> = {}) {
    const server = await startServer(options);
    const watched = watch(server.url, over);
    await vi.advanceTimersByTimeAsync(0);
    await until(() => watched.opened.length === 1 && server.sockets.length === 1);
    return { ...watched, server, theirs: server.sockets[0]! };
  }

  test('brings text; binary and overlong frames are left out and close nothing (S12)', async () => {
    const { theirs, frames, supervisor } = await connected();
    theirs.send(Buffer.from('binary'));
    theirs.send('x'.repeat(1024 * 1024 + 1));
    theirs.send('{"a":1}');
    await until(() => frames.length === 1);
    expect(frames).toEqual(['{"a":1}']);
    expect(supervisor.state()).toMatchObject({ isOpen: true, ignoredFrames: 2 });
  });

  test('survives whatever reading a frame throws', async () => {
    const { theirs, frames, supervisor } = await connected(
      {},
      {
        onFrame() {
          throw new TypeError('no');
        },
      },
    );
    theirs.send('one');
    theirs.send('two');
    await until(() => frames.length === 2);
    expect(supervisor.state()).toMatchObject({ isOpen: true, ignoredFrames: 2 });
  });

  test('compresses nothing and takes no frame beyond all measure', async () => {
    const { theirs, closed } = await connected();
    expect(theirs.extensions).toBe('');
    theirs.send('x'.repeat(4 * 1024 * 1024 + 1));
    await until(() => closed.length === 1);
  });

  test('writes text, and says when it did not leave', async () => {
    const { theirs, opened, closed } = await connected();
    const got = once(theirs, 'message');
    expect(await opened[0]!.send('hello')).toBe(true);
    expect(String((await got)[0])).toBe('hello');
    theirs.terminate();
    await until(() => closed.length === 1);
    expect(await opened[0]!.send('late')).toBe(false);
  });

  test('that stays silent from the beginning is cut after the idle limit (S20)', async () => {
    const { closed, attempts } = await connected({ autoPong: false });
    await pass(74_000);
    expect(closed).toEqual([]);
    await pass(2_000);
    expect(closed).toEqual(['idle']);
    await pass(2_000);
    expect(attempts).toHaveLength(2);
  });

  test('that dies after it had answered is noticed within 30 s', async () => {
    const { closed, theirs, server } = await connected();
    await pass(5 * MINUTE);
    expect(closed).toEqual([]);
    // Half open: nothing is read and nothing answered, and nobody says so.
    theirs.pause();
    await pass(30_000);
    expect(closed).toEqual(['idle']);
    expect(server.sockets).toHaveLength(2);
  });

  test('closed by an error is closed once', async () => {
    const { closed, theirs, attempts } = await connected();
    (theirs as unknown as { _socket: Socket })._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await until(() => closed.length === 1);
    await pass(10_000);
    expect(closed).toHaveLength(1);
    expect(attempts).toHaveLength(2);
  });

  test('is replaced warmly: the old one is read until the platform closes it (S11)', async () => {
    const { supervisor, server, theirs, frames, opened, closed } = await connected();
    supervisor.replace();
    supervisor.replace();
    await pass(500);
    expect(server.sockets).toHaveLength(2);
    theirs.send('from the old one');
    server.sockets[1]!.send('from the new one');
    await until(() => frames.length === 2);
    expect(await opened[0]!.send('acknowledged where it came from')).toBe(true);
    theirs.close();
    await until(() => closed.length === 1);
    await pass(MINUTE);
    expect(server.sockets).toHaveLength(2);
    expect(supervisor.state()).toMatchObject({ isOpen: true, opened: 2 });
    expect(opened[0]!.name).not.toBe(opened[1]!.name);
  });

  test('stays while its replacement cannot be opened', async () => {
    const { url } = await startServer();
    const addresses = [url];
    const watched = watch(async () => ({ kind: 'open', url: addresses.shift() ?? url.replace('ws:', 'wss:') }), { bases: [url] });
    await vi.advanceTimersByTimeAsync(0);
    await until(() => watched.opened.length === 1);
    watched.supervisor.replace();
    await pass(5_000);
    expect(watched.failed.length).toBeGreaterThan(0);
    expect(watched.supervisor.state().isOpen).toBe(true);
    expect(watched.closed).toEqual([]);
  });

  test('asked for again and again with each frame does not storm', async () => {
    const { url, sockets } = await startServer();
    const watched = watch(url, { onFrame: () => watched.supervisor.replace(), onOpen: () => watched.supervisor.proved() });
    for (let second = 0; second < 120; second += 1) {
      await pass(1_000, 1_000);
      for (const socket of sockets) socket.send('disconnect');
    }
    expect(mostWithin(watched.attempts, MINUTE)).toBeLessThanOrEqual(10);
  });
});

describe('the end', () => {
  test('leaves no timer and no connection behind (S21)', async () => {
    const { url, sockets } = await startServer();
    const watched = watch(url);
    await vi.advanceTimersByTimeAsync(0);
    await until(() => sockets.length === 1 && watched.opened.length === 1);
    await watched.supervisor.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(watched.closed).toEqual(['stopped']);
    await until(() => sockets[0]!.readyState === sockets[0]!.CLOSED);
  });

  test('reads what arrives before the other side has closed', async () => {
    const { url, sockets } = await startServer();
    const watched = watch(url);
    await vi.advanceTimersByTimeAsync(0);
    await until(() => sockets.length === 1 && watched.opened.length === 1);
    sockets[0]!.send('just before');
    await watched.supervisor.stop();
    expect(watched.frames).toEqual(['just before']);
  });

  test('cuts who does not close within two seconds', async () => {
    const { url, sockets } = await startServer();
    const watched = watch(url);
    await vi.advanceTimersByTimeAsync(0);
    await until(() => sockets.length === 1 && watched.opened.length === 1);
    sockets[0]!.pause();
    const stopped = watched.supervisor.stop();
    await vi.advanceTimersByTimeAsync(2_000);
    await stopped;
    expect(watched.supervisor.state().isOpen).toBe(false);
  });

  test.each(['the pause', 'the question for the address', 'the handshake'])('comes in the middle of %s', async (when) => {
    const url = when === 'the pause' ? await refusingUrl() : (await startTcp()).url;
    const watched = watch(when === 'the question for the address' ? () => new Promise(() => {}) : url, { bases: [url] });
    await vi.advanceTimersByTimeAsync(0);
    if (when === 'the pause') await until(() => watched.failed.length === 1);
    else await breathe();
    await watched.supervisor.stop();
    expect(vi.getTimerCount()).toBe(0);
    await pass(5 * MINUTE, MINUTE);
    expect(watched.attempts).toHaveLength(1);
  });

  test('for a while is a rest, after which it goes on', async () => {
    const { url, sockets } = await startServer();
    const watched = watch(url);
    await vi.advanceTimersByTimeAsync(0);
    await until(() => watched.opened.length === 1);
    watched.supervisor.rest('lease_lost');
    await until(() => watched.closed.length === 1);
    await pass(5 * MINUTE, MINUTE);
    expect(sockets).toHaveLength(1);
    watched.supervisor.start();
    await pass(500);
    expect(sockets).toHaveLength(2);
  });
});
