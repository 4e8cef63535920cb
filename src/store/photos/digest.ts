import { createHash } from 'node:crypto';

const DIGEST = /^[0-9a-f]{64}$/;

/** SHA-256, hex. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Digests come back from outside; what is none must not become a path. */
export const isDigest = (text: string): boolean => DIGEST.test(text);
