// What is said of photos that could not be kept.
import type { Fetched } from './photo.ts';

/** Why a photo is not kept; `not_stored`: by our own fault. */
export type PhotoFailure = Extract<Fetched, { kind: 'refused' }>['reason'] | 'not_stored';

const sentences: Record<PhotoFailure, string> = {
  too_large: '有张照片太大，没收下，请不选“原图”再发一次。',
  unreadable: '有张照片打不开，没收下，请截个图再发一次。',
  gone: '有张照片过期了，没收下，请再发一次。',
  forbidden: '有张照片取不到，没收下，请再发一次。',
  not_stored: '有张照片没存上，请再发一次。',
};

export const photoPhrases = {
  /** Behind words whose pictures did not all follow; a link to the page with them may stand below. */
  unsent: (count: number): string => `还有 ${count} 张照片没发出来。`,
  /** @param number the ticket's */
  notKept: (number: string, reason: PhotoFailure): string => `${number} ${sentences[reason]}`,
};
