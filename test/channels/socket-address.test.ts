import { describe, expect, test } from 'vitest';
import { findTarget } from '../../src/channels/socket-address.ts';
import { loadVectors } from './vectors.ts';

describe('the address', () => {
  const rules = {
    isAllowed: ({ hostname }: URL) => hostname.endsWith('.dingtalk.com'),
    bases: ['http://127.0.0.1:8080'],
    resolve: async () => ['203.119.1.1'],
  };
  const { signal } = new AbortController();

  test.each([
    'wss://evil.example/connect',
    'ws://wss-open-connection.dingtalk.com/connect',
    'https://wss-open-connection.dingtalk.com/connect',
    'wss://user:word@wss-open-connection.dingtalk.com/connect',
    'wss://wss-open-connection.dingtalk.com/connect#x',
    'ws://127.0.0.1:8081/connect',
    'not an address',
    '',
  ])('%s is not called (S13, S14)', async (address) => {
    expect(await findTarget(address, rules, signal)).toBeUndefined();
  });

  test.each([['10.0.0.7'], ['127.0.0.1'], ['169.254.169.254'], ['::1'], []])(
    'that leads to %s is not called',
    async (...found) => {
      const inside = { ...rules, resolve: async () => found };
      expect(await findTarget('wss://wss-open-connection.dingtalk.com/connect', inside, signal)).toBeUndefined();
    },
  );

  test('is pinned to what was checked, on either of the known hosts (S15)', async () => {
    const mixed = { ...rules, resolve: async () => ['10.0.0.7', '203.119.1.1'] };
    for (const host of ['wss-open-connection', 'wss-open-connection-union']) {
      const target = await findTarget(`wss://${host}.dingtalk.com:443/connect?ticket=a%2Bb`, mixed, signal);
      expect(target?.addresses).toEqual(['203.119.1.1']);
      expect(target?.url.search).toBe('?ticket=a%2Bb');
    }
  });

  test('under a configured base is the operator’s word', async () => {
    expect(await findTarget('ws://127.0.0.1:8080/connect?ticket=1', rules, signal)).toMatchObject({ addresses: null });
  });
});

const stream = loadVectors<{ hostile: { stream: { id: string; openResponse?: { endpoint: string } }[] } }>(
  'dingtalk-vectors.json',
)?.hostile.stream;
test.runIf(stream)('every endpoint of the hostile streams is judged as they say', async () => {
  const rules = {
    isAllowed: ({ hostname }: URL) => hostname.endsWith('.dingtalk.com'),
    bases: [],
    resolve: async () => ['203.119.1.1'],
  };
  const judged = new Map<string, boolean>();
  for (const { id, openResponse } of stream ?? []) {
    if (openResponse) judged.set(id, !!(await findTarget(openResponse.endpoint, rules, new AbortController().signal)));
  }
  expect(Object.fromEntries(judged)).toEqual({ S13: false, S14: false, S15: true, S16: true });
});
