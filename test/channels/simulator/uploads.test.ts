import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createSimulatorChannel, createUploads, parseSaid, saidSchema } from '../../../src/channels/simulator/index.ts';
import type { Media } from '../../../src/core/message.ts';

const picture = Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x01]);
const photo = (reference: string): Media => ({ kind: 'photo', via: 'inline', reference, name: null });

test('what a message brings is fetched by its reference, as often as it takes', async () => {
  const uploads = createUploads();
  const channel = createSimulatorChannel(() => {}, uploads);
  const scene = { now: 0, botNames: ['小蜂'], nameOf: () => null, uploads };
  const base64 = picture.toString('base64');
  const photos = [
    base64,
    `data:image/png;base64,${base64}`,
    `data:image/svg+xml;base64,${base64.slice(0, 3)}\n${base64.slice(3)}`,
  ];
  const message = parseSaid(saidSchema.parse({ from: 'zhou', photos }), 'm1', scene);
  const media = message.kind === 'said' ? message.media : [];
  expect(media).toHaveLength(3);
  for (const one of [...media, ...media]) expect(await channel.fetchMedia(one)).toEqual({ kind: 'fetched', bytes: picture });
});

test('a file name stands for a picture that can be read', async () => {
  const uploads = createUploads();
  for (const name of ['井盖.jpg', 'IMG 0001.JPEG', 'a.png', 'b.webp']) {
    const bytes = uploads.get(uploads.keep(name));
    expect(await sharp(bytes).metadata(), name).toMatchObject({ format: 'jpeg', width: 16, height: 16 });
  }
});

test('what is neither a picture nor a name is unreadable, what is unknown is gone', async () => {
  const uploads = createUploads();
  const channel = createSimulatorChannel(() => {}, uploads);
  for (const content of ['', 'a.txt', 'http://evil.example/a.jpg', '../../etc/a.jpg', '照片', `${'A'.repeat(14_000_000)}!`]) {
    expect(await channel.fetchMedia(photo(uploads.keep(content)))).toEqual({ kind: 'refused', reason: 'unreadable' });
  }
  expect(await channel.fetchMedia(photo('sha256:00'))).toEqual({ kind: 'refused', reason: 'gone' });
  const elsewhere: Media = { ...photo('https://a.myqcloud.com/x'), via: 'wecom_url' };
  expect(await channel.fetchMedia(elsewhere)).toEqual({ kind: 'refused', reason: 'forbidden' });
});

test('the oldest are pushed out; what comes again is young again', () => {
  const uploads = createUploads(5 * (1_500 + 512));
  const content = (index: number) => Buffer.alloc(1_500, index).toString('base64');
  const [first, second] = [uploads.keep(content(1)), uploads.keep(content(2))];
  uploads.keep(content(3));
  uploads.keep(content(4));
  uploads.keep(content(1));
  uploads.keep(content(5));
  expect(uploads.get(first)).toHaveLength(1_500);
  expect(uploads.get(second)).toHaveLength(1_500);
  uploads.keep(content(6));
  expect(uploads.get(first)).toHaveLength(1_500);
  expect(uploads.get(second)).toBeUndefined();
});

test('a flood of names is bounded too', () => {
  const uploads = createUploads(100_000);
  const references = Array.from({ length: 1_000 }, (_, index) => uploads.keep(`${index}.jpg`));
  expect(references.filter((reference) => uploads.get(reference)).length).toBeLessThan(200);
});
