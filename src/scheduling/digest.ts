import { digestWorkSchema, sendDigest } from '../domain/pushes/digest.ts';
import type { Runner } from './runner.ts';

export { DIGEST } from '../domain/pushes/digest.ts';

/** Sends what a group's digest of the day has gathered. */
export const runDigest: Runner = (doing, payload) => sendDigest(doing, digestWorkSchema.parse(payload));
