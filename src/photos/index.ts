// The only file that knows `sharp` (libvips in native code). What it gets was sent by anybody: each setting here closes a door.
import type { Sharp } from 'sharp';
import type { Reencode } from '../core/photo.ts';

/** Width and height of what is kept: a plate or a label can still be read, 12 megapixels become some 300 KB. */
const SIDE_PIXELS = 1_600;
const QUALITY = 80;
/** The largest telephone cameras have 50 megapixels; a "pixel flood" of a few KB unpacks to thousands. */
const LIMIT_PIXELS = 50_000_000;
/** Pictures that come in passes (progressive JPEG, interlaced PNG) are in memory as a whole; all others flow through it. */
const WHOLE_LIMIT_BYTES = 64 * 1024 * 1024;
const TIMEOUT_SECONDS = 10;

/** Whatever else libvips reads (SVG, GIF, TIFF, HEIC, PDF …) it refuses from here on, anywhere in this process. */
const LOADERS = ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'];

type CreateSharp = typeof import('sharp').default;

/**
 * One picture at a time, off the main thread; `sharp` is loaded with the first that looks like one. Answers null for what is damaged,
 * cut off, too large or takes too long; throws only when `sharp` itself cannot be loaded.
 */
export function createReencoder(): Reencode {
  let loading: Promise<CreateSharp> | undefined;
  let last: Promise<void> = Promise.resolve();
  return async (bytes) => {
    if (!isPicture(bytes)) return null;
    loading ??= loadSharp();
    const sharp = await loading;
    const mine = last.then(() => encode(sharp, bytes));
    last = mine.then(() => {});
    return await mine;
  };
}

async function loadSharp(): Promise<CreateSharp> {
  const { default: sharp } = await import('sharp');
  // Nothing is read twice, and one picture must not take all cores.
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  return sharp;
}

/** Never throws. */
async function encode(sharp: CreateSharp, bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    const picture = sharp(bytes, { limitInputPixels: LIMIT_PIXELS, failOn: 'error', sequentialRead: true });
    if (!(await fitsMemory(picture))) return null;
    // All that is not pixels is left out, unless `sharp` is told to keep it; colours are converted to sRGB before their profile goes.
    return await picture
      .autoOrient()
      .resize(SIDE_PIXELS, SIDE_PIXELS, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: QUALITY })
      .timeout({ seconds: TIMEOUT_SECONDS })
      .toBuffer();
  } catch {
    // Its errors name what the file holds: nothing for a log.
    return null;
  }
}

async function fitsMemory(picture: Sharp): Promise<boolean> {
  const { width, height, channels, depth, isProgressive } = await picture.metadata();
  return !isProgressive || width * height * channels * (depth === 'ushort' ? 2 : 1) <= WHOLE_LIMIT_BYTES;
}

/** By its first bytes: JPEG, PNG, or WebP in its RIFF container. */
function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 12)).toString('latin1');
  return head.startsWith('\xff\xd8\xff') || head.startsWith('\x89PNG\r\n\x1a\n') || /^RIFF.{4}WEBP/s.test(head);
}
