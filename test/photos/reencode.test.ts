// What people send is decoded and encoded anew: what comes out is a picture, and nothing but one.
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { createReencoder } from '../../src/photos/index.ts';

const reencode = createReencoder();

const SECRETS = [
  'PLANTED-CAMERA',
  'PLANTED-WORDS',
  'PLANTED-XMP',
  'PLANTED-COMMENT',
  'PLANTED-IPTC',
  'PLANTED-TAIL',
  '112/1',
  '29/1',
];
const exif = {
  IFD0: { Make: 'PLANTED-CAMERA', ImageDescription: 'PLANTED-WORDS', DateTime: '2026:11:22 12:00:00' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 33/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '112/1 5/1 0/1' },
};
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="29,33N PLANTED-XMP"/></rdf:RDF></x:xmpmeta>';

const plain = (width = 80, height = 60) => sharp({ create: { width, height, channels: 3, background: '#3a6' } });
const withEverything = () => plain().withExif(exif).withXmp(xmp).withIccProfile('p3', { attach: true });

/** A JPEG segment right behind the start of the picture. */
function withSegment(jpeg: Buffer, marker: number, content: string) {
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** The markers of a JPEG up to its pixels. */
function markersOf(jpeg: Uint8Array): number[] {
  const bytes = Buffer.from(jpeg);
  const markers: number[] = [];
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2))
    markers.push(bytes[at + 1]!);
  return markers;
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

/** A PNG that claims a size; its pixels are not there. */
function floodPng(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

async function kept(bytes: Uint8Array): Promise<Buffer> {
  const jpeg = await reencode(bytes);
  expect(jpeg).not.toBeNull();
  return Buffer.from(jpeg!);
}

/** Nothing but what a decoder needs: JFIF head, tables, frame. */
async function expectBare(jpeg: Buffer): Promise<void> {
  expect(markersOf(jpeg).filter((marker) => ![0xe0, 0xdb, 0xc0, 0xc4].includes(marker))).toEqual([]);
  for (const secret of SECRETS) expect(jpeg.includes(secret), secret).toBe(false);
  const { format, space, hasAlpha, exif, icc, iptc, xmp, orientation, comments } = await sharp(jpeg).metadata();
  expect([format, hasAlpha]).toEqual(['jpeg', false]);
  expect(['srgb', 'b-w']).toContain(space);
  expect([exif, icc, iptc, xmp, orientation, comments]).toEqual(Array(6).fill(undefined));
}

describe('camera, place and time', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('are gone from a %s', async (format) => {
    const sent = await withEverything().toFormat(format).toBuffer();
    const { exif, xmp, icc } = await sharp(sent).metadata();
    expect([exif?.includes('PLANTED-CAMERA'), xmp?.includes('PLANTED-XMP'), icc === undefined]).toEqual([true, true, false]);
    await expectBare(await kept(sent));
  });

  test('are gone from comments, press captions, unknown segments and what hangs on behind the picture', async () => {
    let sent: Buffer = await withEverything().jpeg().toBuffer();
    sent = withSegment(sent, 0xfe, 'PLANTED-COMMENT');
    sent = withSegment(sent, 0xed, 'Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x11\x1c\x02\x78\0\x0cPLANTED-IPTC\0');
    sent = withSegment(sent, 0xeb, 'PLANTED-WORDS');
    sent = Buffer.concat([sent, Buffer.from('PLANTED-TAIL')]);
    await expectBare(await kept(sent));
  });

  test('are gone from the text chunks of a png', async () => {
    const png = await plain().png().toBuffer();
    const text = chunk('tEXt', Buffer.from('Comment\0PLANTED-COMMENT', 'latin1'));
    const sent = Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
    await expectBare(await kept(sent));
  });
});

describe('what comes out', () => {
  test.each([
    [4_000, 3_000, 1_600, 1_200],
    [3_000, 4_000, 1_200, 1_600],
    [1_601, 10, 1_600, 10],
    [65_000, 2, 1_600, 1],
    [800, 600, 800, 600],
    [1, 1, 1, 1],
  ])('of %i × %i is at most 1,600 pixels wide and high, and never larger than it was', async (width, height, ...size) => {
    const jpeg = await kept(await plain(width, height).png().toBuffer());
    const made = await sharp(jpeg).metadata();
    expect([made.width, made.height]).toEqual(size);
  });

  // Red, green / blue, white as stored; and as it is meant to be seen (TIFF 6.0, tag 274).
  test.each([
    [1, 'RGBW'],
    [2, 'GRWB'],
    [3, 'WBGR'],
    [4, 'BWRG'],
    [5, 'RBGW'],
    [6, 'BRWG'],
    [7, 'WGBR'],
    [8, 'GWRB'],
  ])('stands upright: orientation %i', async (orientation, seen) => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const sent = await quarters().withMetadata({ orientation }).toFormat(format).toBuffer();
      const jpeg = await kept(sent);
      expect(await quartersOf(jpeg), format).toBe(seen);
      await expectBare(jpeg);
    }
  });

  test('is white where nothing was, whatever hid there', async () => {
    const hidden = { create: { width: 40, height: 40, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } } as const;
    for (const format of ['png', 'webp'] as const) {
      const jpeg = await kept(await sharp(hidden).toFormat(format).toBuffer());
      expect([...(await sharp(jpeg).raw().toBuffer())].every((value) => value > 250)).toBe(true);
    }
  });

  test('has the colours of a CMYK jpeg, of 16 bits, of grey', async () => {
    const cmyk = await plain().toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    const deep = await plain().toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    const grey = await plain().greyscale().jpeg().toBuffer();
    for (const sent of [cmyk, deep, grey]) await expectBare(await kept(sent));
    const [red, green, blue] = await sharp(await kept(deep))
      .raw()
      .toBuffer();
    expect([red! >> 4, green! >> 4, blue! >> 4]).toEqual([3, 10, 6]);
  });

  test('is the first frame of what moves', async () => {
    const frames = await Promise.all(['#f00', '#00f'].map((background) => solid(background).png().toBuffer()));
    const sent = await sharp(frames, { join: { animated: true } })
      .webp({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(sent).metadata()).pages).toBe(2);
    const jpeg = await kept(sent);
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([40, 40]);
    expect([data[0]! > 200, data[2]! < 60]).toEqual([true, true]);
  });

  test('is the same for the same picture', async () => {
    const sent = await withEverything().jpeg().toBuffer();
    expect(await kept(sent)).toEqual(await kept(sent));
  });
});

describe('what is refused', () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['nothing', () => new Uint8Array()],
    ['three bytes', () => Buffer.from('ffd8ff', 'hex')],
    ['words', () => Buffer.from('just words')],
    ['a zip named .jpg', () => Buffer.from('504b0304140000000800', 'hex')],
    ['a zip behind the first bytes of a jpeg', () => Buffer.from('ffd8ff504b0304140000000800', 'hex')],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['a GIF', () => plain().gif().toBuffer()],
    ['a TIFF', () => plain().tiff().toBuffer()],
    ['an AVIF', () => plain().avif({ effort: 0 }).toBuffer()],
    ['a HEIC', () => Buffer.from('00000018667479706865696300000000', 'hex')],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj')],
    ['a RIFF that is a sound', () => Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1')],
    ['a flood of pixels', () => floodPng(60_000, 60_000)],
    ['a picture above 50 megapixels', () => plain(8_000, 6_300).png().toBuffer()],
    ['pixels that are not there', () => floodPng(5_000, 5_000)],
    ['a large picture that comes in passes', () => plain(5_000, 4_800).png({ progressive: true }).toBuffer()],
  ])('%s', async (_what, file) => {
    expect(await reencode(await file())).toBeNull();
  });

  test.each(['jpeg', 'png', 'webp'] as const)('a %s that was cut off', async (format) => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const whole = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#000', noise } })
      .toFormat(format)
      .toBuffer();
    for (const part of [0.02, 0.5, 0.9]) {
      expect(await reencode(whole.subarray(0, Math.floor(whole.length * part))), `${part}`).toBeNull();
    }
  });

  test('nothing in this process reads anything else, once a picture was taken', async () => {
    await kept(await plain().jpeg().toBuffer());
    const tiff = await plain().tiff().toBuffer();
    await expect(sharp(tiff).metadata()).rejects.toThrow('unsupported');
  });
});

describe('many at once', () => {
  test('come out in order, and a broken one harms no other', async () => {
    const sizes = [30, 40, 50, 60, 70];
    const sent = await Promise.all(sizes.map((width) => plain(width).jpeg().toBuffer()));
    sent.splice(2, 0, Buffer.from('ffd8ffe000104a4649460001', 'hex'));
    const made = await Promise.all(sent.map(reencode));
    const widths = await Promise.all(made.map(async (jpeg) => jpeg && (await sharp(jpeg).metadata()).width));
    expect(widths).toEqual([30, 40, null, 50, 60, 70]);
  });

  test('leave no memory behind', async () => {
    const sent = await plain(4_000, 3_000).withExif(exif).jpeg().toBuffer();
    for (let count = 0; count < 5; count += 1) await kept(sent);
    const before = process.memoryUsage.rss();
    await Promise.all(Array.from({ length: 30 }, () => kept(sent)));
    expect(process.memoryUsage.rss() - before).toBeLessThan(128 * 1024 * 1024);
  });
});

const solid = (background: string) => sharp({ create: { width: 40, height: 40, channels: 3, background } });

/** Red, green / blue, white, each 40 × 20. */
function quarters() {
  const pixels = Buffer.alloc(80 * 40 * 3);
  for (let y = 0; y < 40; y += 1) {
    for (let x = 0; x < 80; x += 1) pixels.set(COLOURS[Number(y >= 20) * 2 + Number(x >= 40)]![1], (y * 80 + x) * 3);
  }
  return sharp(pixels, { raw: { width: 80, height: 40, channels: 3 } });
}
const COLOURS: [string, number[]][] = [
  ['R', [255, 0, 0]],
  ['G', [0, 255, 0]],
  ['B', [0, 0, 255]],
  ['W', [255, 255, 255]],
];

async function quartersOf(jpeg: Buffer): Promise<string> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    const bits = [0, 1, 2].map((channel) => (data[start + channel]! > 127 ? 255 : 0));
    return COLOURS.find(([, colour]) => String(colour) === String(bits))?.[0] ?? '?';
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)].join('');
}
