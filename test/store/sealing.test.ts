import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSealer, openKeyFile } from '../../src/store/sealing.ts';

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const OTHER = KEY.replace('0', '1');

describe('what is sealed', () => {
  const sealer = createSealer(KEY);

  test.each(['', '小孙', 'simulator:sun', '字'.repeat(4_000), '👷‍♂️\n\u0000'])('is opened with the same key: %j', (plain) => {
    expect(createSealer(KEY).open(sealer.seal(plain))).toBe(plain);
  });

  test('looks different every time and shows nothing of the text', () => {
    const [one, other] = [sealer.seal('simulator:sun'), sealer.seal('simulator:sun')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('sun');
  });

  test('is not opened with another key, nor when any of it was changed', () => {
    const sealed = sealer.seal('simulator:sun');
    expect(createSealer(OTHER).open(sealed)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(sealer.open(changed.toString('base64url'))).toBeNull();
      expect(sealer.open(bytes.subarray(0, at).toString('base64url'))).toBeNull();
    }
  });

  test('is found again by its digest, which another key does not make', () => {
    expect(sealer.digest('a')).toBe(createSealer(KEY).digest('a'));
    expect(sealer.digest('a')).not.toBe(sealer.digest('b'));
    expect(sealer.digest('a')).not.toBe(createSealer(OTHER).digest('a'));
  });

  test.each(['', 'short', KEY.slice(1), `${KEY}0`, `g${KEY.slice(1)}`])('a key of another shape is refused: %j', (key) => {
    expect(() => createSealer(key)).toThrow(/64 hexadecimal digits/);
  });
});

describe('the key file', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'key-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  test('is made once, for its owner only', async () => {
    const keys = await Promise.all([1, 2, 3, 4].map(() => openKeyFile(dir)));
    expect(new Set([...keys, await openKeyFile(dir)]).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(join(dir, 'seal.key'))).mode & 0o777).toBe(0o600);
  });

  test('that holds no key is named, and left as it is', async () => {
    await writeFile(join(dir, 'seal.key'), 'oops');
    await expect(openKeyFile(dir)).rejects.toThrow(/seal\.key.*kept copy/);
    expect(await readFile(join(dir, 'seal.key'), 'utf8')).toBe('oops');
  });
});
