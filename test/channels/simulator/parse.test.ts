import { expect, test } from 'vitest';
import { parseSaid, saidSchema } from '../../../src/channels/simulator/index.ts';

const scene = { now: 0, botNames: ['小蜂'], nameOf: () => null };

test('a photo is known by its digest; the picture itself is not kept', () => {
  const picture = `data:image/png;base64,${'QUJD'.repeat(1_000)}`;
  const message = parseSaid(saidSchema.parse({ from: 'zhou', photos: [picture, 'a.jpg', 'a.jpg'] }), 'm1', scene);
  const references = message.kind === 'said' ? message.media.map(({ reference }) => reference) : [];
  expect(references[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(references[1]).toBe(references[2]);
  expect(new Set(references).size).toBe(2);
  expect(JSON.stringify(message)).not.toContain('QUJD');
});

test('a photo larger than any request is refused', () => {
  expect(saidSchema.safeParse({ from: 'zhou', photos: ['A'.repeat(150 * 1024 * 1024 + 1)] }).success).toBe(false);
});
