import { texts } from './texts.js';

// A phone's photo has several megabytes; one side of 1600 pixels shows a blocked passage just as well.
const MAX_SIDE = 1600;
const QUALITY = 0.85;
export const MAX_PHOTOS = 4;

/** @typedef {{ url: string, base64: string }} Photo */

/** @type {Map<string, string[]>} object URLs by message id, for as long as the page is open */
const sent = new Map();

/** @param {string} messageId */
export const photosOf = (messageId) => sent.get(messageId) ?? [];

/** @param {string} messageId @param {readonly Photo[]} photos */
export function keepPhotos(messageId, photos) {
  if (photos.length > 0)
    sent.set(
      messageId,
      photos.map((photo) => photo.url),
    );
}

/**
 * Makes a picture file small enough to send.
 * @param {File} file
 * @returns {Promise<Photo>}
 * @throws {Error} with the line to show, when it is no picture this browser can read
 */
export async function readPhoto(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) =>
      canvas.toBlob(done, 'image/jpeg', QUALITY),
    );
    if (!blob) throw new Error('no picture');
    const base64 = canvas.toDataURL('image/jpeg', QUALITY).split(',')[1] ?? '';
    return { url: URL.createObjectURL(blob), base64 };
  } catch (cause) {
    throw new Error(texts.errors.photo, { cause });
  }
}
