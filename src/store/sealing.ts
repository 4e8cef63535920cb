// The key that is kept apart from the records, and what is sealed with it.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BotError } from '../core/errors.ts';
import type { Sealer } from '../core/sealer.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_FILE = 'seal.key';
const DIGESTS_MAX = 256;

/** @param key 64 hexadecimal digits */
export function createSealer(key: string): Sealer {
  const master = Buffer.from(key, 'hex');
  if (master.length !== KEY_BYTES || !/^[0-9a-f]{64}$/i.test(key)) {
    throw new BotError('config', `The sealing key has ${key.length} characters; 64 hexadecimal digits are needed.`);
  }
  // One key for each use: a digest must tell nothing about a seal.
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', master, '', `xiaofeng ${use}`, KEY_BYTES));
  const sealing = derive('seal');
  // Prepared once: with plain bytes each digest costs five times as much, and every message takes several.
  const digesting = createSecretKey(derive('digest'));
  /** One message asks for the same ones again and again. */
  const digests = new Map<string, string>();
  return {
    seal(plain) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
    digest(text) {
      let digest = digests.get(text);
      if (digest === undefined) {
        digest = createHmac('sha256', digesting).update(text).digest('base64url');
        if (digests.size >= DIGESTS_MAX) digests.delete(digests.keys().next().value as string);
        digests.set(text, digest);
      }
      return digest;
    },
  };
}

/**
 * The key in the data folder, beside the records and not in them; made at the first start. Backups of the records do not hold it: it has
 * to be kept in another place, or what is sealed stays so.
 * @throws BotError settings when the file is there and holds no key: a new one would lose all that is sealed
 */
export async function openKeyFile(dir: string): Promise<string> {
  const path = join(dir, KEY_FILE);
  const known = await readKey(path);
  if (known !== null) return known;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES).toString('hex');
  const temporary = `${path}.${randomUUID()}`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${key}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // Of two processes that start at once, one makes the key and both use it.
    await link(temporary, path);
    await syncFolder(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  return (await readKey(path)) ?? key;
}

async function readKey(path: string): Promise<string | null> {
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new BotError('settings', `The key file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new BotError('settings', `The key file ${path} holds no key of 64 hexadecimal digits; put the kept copy in its place.`);
  }
  await chmod(path, 0o600).catch(() => {});
  return text;
}

async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
