import { createDecipheriv } from 'node:crypto';
import type { CipherKey, WecomCredentials } from './credentials.ts';

export type DecryptError = 'E_BASE64' | 'E_BLOCK' | 'E_PADDING' | 'E_SHORT' | 'E_LENGTH' | 'E_RECEIVEID' | 'E_UTF8';
export type Decrypted = { kind: 'ok'; plaintext: string } | { kind: 'refused'; error: DecryptError };
export type DecryptedFile = { kind: 'ok'; bytes: Buffer } | { kind: 'refused'; error: 'E_BLOCK' | 'E_PADDING' };

/** WeCom pads to 32 bytes, twice the cipher's block. */
const BLOCK_BYTES = 32;
/** 16 random bytes and the length of the message. */
const HEAD_BYTES = 20;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decrypts a ciphertext whose signature was verified. `decrypt` of @wecom/crypto is not used: it checks neither padding nor
 * receive id, clamps a false length and replaces bad UTF-8, so that forged or foreign messages pass.
 * @see https://developer.work.weixin.qq.com/document/path/91144
 */
export function decrypt(credentials: WecomCredentials, encrypt: string): Decrypted {
  if (encrypt.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(encrypt)) return refused('E_BASE64');
  const ciphertext = Buffer.from(encrypt, 'base64');
  // Only one text per ciphertext: unused bits of the last character must be zero.
  if (ciphertext.toString('base64') !== encrypt) return refused('E_BASE64');
  const opened = decryptFile(credentials, ciphertext);
  if (opened.kind === 'refused') return opened;
  const { bytes } = opened;

  if (bytes.length < HEAD_BYTES) return refused('E_SHORT');
  const messageEnd = HEAD_BYTES + bytes.readUInt32BE(16);
  if (messageEnd > bytes.length) return refused('E_LENGTH');
  if (!bytes.subarray(messageEnd).equals(credentials.receiveIdBytes)) return refused('E_RECEIVEID');

  try {
    return { kind: 'ok', plaintext: utf8.decode(bytes.subarray(HEAD_BYTES, messageEnd)) };
  } catch {
    return refused('E_UTF8');
  }
}

/** Decrypts what people sent to a smart bot: all of the plaintext is the file. @see https://developer.work.weixin.qq.com/document/path/100719 */
export function decryptFile({ key, iv }: CipherKey, ciphertext: Uint8Array): DecryptedFile {
  if (ciphertext.length === 0 || ciphertext.length % BLOCK_BYTES !== 0) return refused('E_BLOCK');
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertext), decipher.final()]);

  const padding = padded[padded.length - 1] ?? 0;
  if (padding < 1 || padding > BLOCK_BYTES) return refused('E_PADDING');
  const end = padded.length - padding;
  for (let at = end; at < padded.length; at += 1) if (padded[at] !== padding) return refused('E_PADDING');
  return { kind: 'ok', bytes: padded.subarray(0, end) };
}

function refused<E extends DecryptError>(error: E): { kind: 'refused'; error: E } {
  return { kind: 'refused', error };
}
