import { expect, test } from 'vitest';
import type { Said } from '../../../src/core/message.ts';
import { locationOf } from '../../../src/domain/tickets/place-said.ts';

const shared = (label: string) => ({ kind: 'said', location: { latitude: 32.06, longitude: 118.79, label } }) as unknown as Said;

test('a place that is shared goes by its name', () => {
  expect(locationOf(shared(' 长江路驿站 '))).toBe('长江路驿站');
});

test('where the platform gives no name, the figures lead there', () => {
  expect(locationOf(shared(''))).toBe('定位 32.06000,118.79000');
});
