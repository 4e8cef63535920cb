// What every place that keeps pictures must do.
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { PhotoStore } from '../../src/core/photo.ts';

/** @param open answers an empty one; the caller clears it away */
export function photoContract(name: string, open: () => Promise<PhotoStore> | PhotoStore): void {
  describe(`${name}: pictures`, () => {
    it('gives back what was put, byte for byte, under its digest', async () => {
      const photos = await open();
      const jpeg = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256);
      const digest = await photos.put(jpeg);
      expect(digest).toBe(createHash('sha256').update(jpeg).digest('hex'));
      expect(Buffer.compare((await photos.get(digest))!, jpeg)).toBe(0);
    });

    it('keeps what is put twice once, also at the same time', async () => {
      const photos = await open();
      const jpeg = randomBytes(5_000);
      const digests = await Promise.all([photos.put(jpeg), photos.put(jpeg), photos.put(Uint8Array.from(jpeg))]);
      digests.push(await photos.put(jpeg));
      expect(new Set(digests).size).toBe(1);
      await photos.remove(digests[0]!);
      expect(await photos.get(digests[0]!)).toBeUndefined();
    });

    it('keeps different pictures apart', async () => {
      const photos = await open();
      const [one, other] = [await photos.put(Uint8Array.of(1)), await photos.put(Uint8Array.of(2))];
      await photos.remove(one);
      expect([...((await photos.get(other)) ?? [])]).toEqual([2]);
    });

    it('has nothing under what is no digest, or the digest of nothing it has', async () => {
      const photos = await open();
      const digest = await photos.put(Uint8Array.of(1));
      for (const text of [
        '',
        'ab',
        '../../etc/passwd',
        `../${digest.slice(3)}`,
        digest.toUpperCase(),
        `${digest}\n`,
        'f'.repeat(64),
      ]) {
        expect(await photos.get(text)).toBeUndefined();
        await photos.remove(text);
      }
      expect(await photos.get(digest)).toBeDefined();
    });
  });
}
