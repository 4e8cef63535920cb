import type { ChannelName, Media } from './message.ts';

/** Photos that belong to one report; more are not fetched. */
export const PHOTOS_MAX = 9;
/** Of one photo as it is fetched (reliability T9). */
export const PHOTO_LIMIT_BYTES = 20 * 1024 * 1024;

/** What became of one attempt to fetch a file from a platform. `refused`: no later attempt can help. */
export type Fetched =
  | { kind: 'fetched'; bytes: Uint8Array }
  | { kind: 'refused'; reason: 'too_large' | 'gone' | 'forbidden' | 'unreadable' }
  | { kind: 'retry'; reason: string };

/** Work of the `fetches` queue: get it from its platform, make it harmless, keep it. */
export interface PhotoFetch {
  channel: ChannelName;
  media: Media;
  /** `TicketPhoto.id` */
  photoId: number;
}

/**
 * Makes a picture harmless: decoded and encoded anew, upright, at most 1,600 pixels wide and high, nothing of its camera, place or time.
 * @returns JPEG; null when it is no picture (JPEG, PNG, WebP) that can be read
 */
export type Reencode = (bytes: Uint8Array) => Promise<Uint8Array | null>;

/** Keeps pictures by their digest; what is put twice is there once. */
export interface PhotoStore {
  /** @returns SHA-256, hex, once it is durable */
  put(jpeg: Uint8Array): Promise<string>;
  get(digest: string): Promise<Uint8Array | undefined>;
  remove(digest: string): Promise<void>;
}
