import { createSecretKey, type KeyObject } from 'node:crypto';
import { BotError } from '../../core/errors.ts';

/** What an EncodingAESKey becomes. Held as a KeyObject: a fresh key per message costs a quarter of the whole decoding. */
export interface CipherKey {
  readonly key: KeyObject;
  readonly iv: Buffer;
}

/** One callback's secrets, made ready once at start. */
export interface WecomCredentials extends CipherKey {
  readonly token: string;
  readonly encodingAesKey: string;
  /** CorpID for a self-built application, the empty string for a smart bot. Always compared, also when it is empty. */
  readonly receiveId: string;
  readonly receiveIdBytes: Buffer;
}

/**
 * @throws BotError config when the token or the EncodingAESKey cannot be one the platform issued
 * (developer.work.weixin.qq.com/document/path/91144 and 96238)
 */
export function prepareCredentials(settings: { token: string; encodingAesKey: string; receiveId: string }): WecomCredentials {
  const { token, encodingAesKey, receiveId } = settings;
  if (!/^[A-Za-z0-9]{1,32}$/.test(token)) {
    throw new BotError(
      'config',
      `The WeCom token must be 1 to 32 letters and digits; it has ${token.length} characters. Copy it again.`,
    );
  }
  return { token, encodingAesKey, receiveId, receiveIdBytes: Buffer.from(receiveId), ...prepareKey(encodingAesKey) };
}

/** @throws BotError config when it cannot be an EncodingAESKey the platform issued (document/path/91144) */
export function prepareKey(encodingAesKey: string): CipherKey {
  // The decoder would take 44 characters and white space too, so that two different texts were the same key.
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey)) {
    throw new BotError(
      'config',
      `The WeCom EncodingAESKey must be 43 letters and digits; it has ${encodingAesKey.length} characters. Copy it again.`,
    );
  }
  return cipherKey(Buffer.from(`${encodingAesKey}=`, 'base64'));
}

/** The key that came with a link (document/path/101463), with or without its padding; null = not the 32 bytes it must be. */
export function prepareFileKey(aesKey: string): CipherKey | null {
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(aesKey)) return null;
  return cipherKey(Buffer.from(aesKey, 'base64'));
}

function cipherKey(bytes: Buffer): CipherKey {
  return { key: createSecretKey(bytes), iv: bytes.subarray(0, 16) };
}
